"""The rows whose amount no sum holds: what is unknown about them, and the facts that would tell it."""

import itertools
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from bjsubsidy.answers.amount import Uncounted, bounding
from bjsubsidy.batching.claims import Claims
from bjsubsidy.batching.request import LeftOut
from bjsubsidy.formula.tree import facts
from bjsubsidy.law.measure import Measure
from bjsubsidy.readers.headings import Layout

# How many such rows a summary names.
FIRST_LEFT_OUT = 5
# Claims that no sum holds: of an amount that is unknown, or that pay and stand apart.
UNCOUNTED = "m >= 0 AND (high IS NULL OR (apart AND high > 0))"


def left_out_query(rule: Claims, layout: Layout, place: str, claims: str) -> str:
    """The query (enterprise, item, place, row, m, lacks) of claims that no sum holds, in no order; `lacks` are facts with spaces between.

    `place` says where a row stands in its file.
    """
    lacks = rule.by_measure(lambda measure: _lacks(measure, rule))
    item = rule.dialect.name("item") if layout.column("item") else "CAST(NULL AS STRING)"
    return f"SELECT enterprise, {item} AS item, {place} AS place, row, m, {lacks} AS lacks FROM ({claims})"


def _lacks(measure: Measure, rule: Claims) -> str:
    """The facts that nobody gave and the amount needs, or the caps count by."""
    bound, counted = bounding(measure), (scope for cap in measure.caps for scope in cap.named())
    asked = {facts(test)[0]: rule.reading.all((test,)) for test in measure.needs()}
    tests = {fact: test for fact, test in asked.items() if fact not in bound}
    tests |= {scope: rule.reading.column(scope) for scope in counted if rule.catalogue.fact(scope).kind.chosen}
    said = [f"CASE WHEN {known} IS NULL THEN {rule.dialect.text(fact)} END" for fact, known in tests.items()]
    return f"concat_ws(' ', {', '.join(said)})" if said else "''"


def named_rows(rows: Iterable[tuple[Any, ...]], measures: Mapping[int, Measure]) -> Iterator[LeftOut]:
    """Rows of that query in order, those of one row of the table together."""
    for (enterprise, item, place, _), claims in itertools.groupby(rows, key=lambda one: one[:4]):
        found = list(claims)
        missing = tuple(dict.fromkeys(fact for *_, lacks in found for fact in lacks.split()))
        yield LeftOut(enterprise, place or "", Uncounted(item or "", tuple(measures[m].id for *_, m, _ in found), missing))
