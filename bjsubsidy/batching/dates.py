"""Rows whose days contradict one another: a fact that lies after the row's day and cannot, a day that lies after the day of asking.

Such a row is computed as it is written; what is said of it is a note that names the rows.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Any

from bjsubsidy.answers.dates import AS_OF_LABEL, ON_LABEL, PLACES_SHOWN, lying_after
from bjsubsidy.batching.claims import Claims
from bjsubsidy.language import Text
from bjsubsidy.law.catalogue import Catalogue
from bjsubsidy.readers.headings import Layout
from bjsubsidy.record import Record


class Contradiction(Record):
    """What is called how, and the SQL test of a typed row in which it lies after `day`."""

    what: Text
    day: Text
    test: str


def contradiction_tests(rule: Claims, layout: Layout, as_of: date, latest: date | None) -> list[Contradiction]:
    """Those that a table with these columns can hold; `latest` is the last day that a row names, None where it has none."""
    on = rule.dialect.name("on")
    found = [
        Contradiction(fact.name, ON_LABEL, f"{_asked(fact.id, rule)} AND {rule.reading.column(fact.id)} > {on}")
        for column in layout.columns
        if (fact := column.fact) is not None and fact.not_after == "on"
    ]
    if latest is not None and latest > as_of:
        asked = Text(f"{AS_OF_LABEL.zh} {as_of} ", f"{AS_OF_LABEL.en}, {as_of}")
        found.append(Contradiction(ON_LABEL, asked, f"{on} > DATE '{as_of}'"))
    return found


def contradiction_notes(query: Callable[[str], Sequence[Any]], found: Sequence[Contradiction], typed: str, place: str) -> Iterator[Text]:
    """One line for each with the rows, the first of them; `place` says where a row of `typed` stands in its file."""
    for each in found:
        rows = f"FROM {typed} WHERE problem IS NULL AND {each.test}"
        if count := query(f"SELECT count(*) {rows}")[0][0]:
            places = [row[0] for row in query(f"SELECT {place} {rows} ORDER BY row LIMIT {PLACES_SHOWN}")]
            yield lying_after(each.what, each.day, [Text(f"第 {row} 行", f"row {row}") for row in places], count)


def _asked(fact: str, rule: Claims) -> str:
    """Whether a row is on an input of which the fact is asked."""
    inputs = ", ".join(rule.dialect.text(input) for input in _inputs(fact, rule.catalogue))
    return f"input IN ({inputs})" if inputs else "FALSE"


def _inputs(fact: str, catalogue: Catalogue) -> list[str]:
    return list(dict.fromkeys(measure.input for measure in catalogue.measures() if fact in measure.asks(catalogue)))
