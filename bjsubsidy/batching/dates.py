"""Rows whose days contradict one another: a fact that lies after the row's day and cannot, a day that lies after the day of asking.

Such a row is computed as it is written; what is said of it is a note that names the rows.
"""

from collections.abc import Iterator

from bjsubsidy.answers.dates import AS_OF_LABEL, ON_LABEL, PLACES_SHOWN, lying_after
from bjsubsidy.batching.noted import NotedRun
from bjsubsidy.language import Text
from bjsubsidy.law.catalogue import Catalogue

# What is called how, and the SQL test of a typed row in which it lies after a day, and how that is called.
_LateDay = tuple[Text, Text, str]


def contradiction_notes(run: NotedRun) -> list[Text]:
    """One line for each fact and for the day of asking, on a table that has been computed; rows with a problem are not looked at."""
    return [note for late_day in _late_days(run) for note in _noted(run, *late_day)]


def _late_days(run: NotedRun) -> Iterator[_LateDay]:
    """Those that a table with these columns can hold."""
    on, as_of = run.rule.dialect.name("on"), run.request.as_of
    for column in run.layout.columns:
        fact = column.fact
        if fact is not None and fact.not_after == "on":
            yield fact.name, ON_LABEL, f"{_asked(fact.id, run)} AND {run.rule.reading.column(fact.id)} > {on}"
    # Days that are not plainly written are not among those that the survey saw.
    unplain = any(column.id == "on" for column in run.found.unplain)
    if unplain or (run.found.latest is not None and run.found.latest > as_of):
        yield ON_LABEL, Text(f"{AS_OF_LABEL.zh} {as_of} ", f"{AS_OF_LABEL.en}, {as_of}"), f"{on} > DATE '{as_of}'"


def _noted(run: NotedRun, what: Text, day: Text, test: str) -> Iterator[Text]:
    rows = f"FROM {run.view('typed')} WHERE problem IS NULL AND {test}"
    if count := run.query(f"SELECT count(*) {rows}")[0][0]:
        first = run.query(f"SELECT {run.firms.place} AS p {rows} ORDER BY row LIMIT {PLACES_SHOWN}")
        places = [Text(f"第 {place} 行", f"row {place}") for (place,) in first if place is not None]
        # An engine that knows no places counts the rows.
        yield lying_after(what, day, places, count) if places else lying_after(what, day, [Text(f"{count} 行", f"{count} of the rows")])


def _asked(fact: str, run: NotedRun) -> str:
    """Whether a row is on an input of which the fact is asked."""
    inputs = ", ".join(run.rule.dialect.text(input) for input in _inputs(fact, run.request.catalogue))
    return f"input IN ({inputs})" if inputs else "FALSE"


def _inputs(fact: str, catalogue: Catalogue) -> list[str]:
    return list(dict.fromkeys(measure.input for measure in catalogue.measures() if fact in measure.asks(catalogue)))
