"""What each firm of a table is to be asked: the facts that would settle its claims, and what hangs on them."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from bjsubsidy.batching.noted import MOST_PLACES
from bjsubsidy.batching.result import BETWEEN, ResultQuery
from bjsubsidy.law.measure import Measure
from bjsubsidy.record import Record

if TYPE_CHECKING:
    from bjsubsidy.batching.engine import Engine


class FirmQuestion(Record):
    """A fact that some rows of a firm leave open: how many, where the first stand, the measures, and the most that hangs on it.

    In fen: of each row the claim that could bring most; None where an amount is unknown.
    """

    enterprise: str
    fact: str
    rows: int
    places: tuple[str | None, ...]
    measures: tuple[Measure, ...]
    most: int | None


def firm_questions(engine: "Engine", answer: ResultQuery, measures: Mapping[int, Measure]) -> Iterator[FirmQuestion]:
    """By firm in the order of the table, the one on which most hangs first, those on which nobody can say before all."""
    for enterprise, fact, rows, places, numbers, most, _ in engine.stream(_query(answer.sql)):
        asking = tuple(measures[m] for m in sorted(numbers))
        yield FirmQuestion(enterprise, fact, rows, tuple(places), asking, None if most is None else int(most))


def _query(answer: str) -> str:
    each = f"unnest(string_split(asks, '{BETWEEN}')) AS fact"
    asked = f"SELECT firm, enterprise, number, row, m, high, {each} FROM ({answer}) WHERE asks IS NOT NULL"
    best = "max(high) AS most, bool_or(high IS NULL) AS unknown, list(m) AS ms, min(enterprise) AS enterprise, min(row) AS place"
    by_row = f"SELECT firm, fact, number, {best} FROM ({asked}) GROUP BY firm, fact, number"
    said = f"min_by(enterprise, number) AS enterprise, fact, count(*) AS rows, min_by(place, number, {MOST_PLACES}) AS places"
    worth = "list_distinct(flatten(list(ms))) AS ms, CASE WHEN bool_or(unknown) THEN NULL ELSE sum(most) END AS most"
    by_fact = f"SELECT {said}, {worth}, min(min(number)) OVER (PARTITION BY firm) AS began FROM ({by_row}) GROUP BY firm, fact"
    return f"{by_fact} ORDER BY began, most DESC NULLS FIRST, fact"
