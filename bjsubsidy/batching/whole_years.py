"""Rows of one firm and year on a tax that is counted by the year: they are added, and each may be the whole year's figure."""

from collections.abc import Iterator

from bjsubsidy.batching.noted import MOST_PLACES, NotedRun, places_said
from bjsubsidy.language import Text
from bjsubsidy.law.measure import Measure


def whole_year_notes(run: NotedRun) -> Iterator[Text]:
    """The note on each such measure, with its rows."""
    for measure, shared in _shared(run):
        count = run.query(f"SELECT count(*) FROM {shared}")[0][0]
        if count:
            first = run.query(f"SELECT {run.firms.place} AS p FROM {shared} ORDER BY row LIMIT {MOST_PLACES + 1}")
            yield _said(measure, count, places_said([place for (place,) in first]))


def _shared(run: NotedRun) -> Iterator[tuple[Measure, str]]:
    """Of each measure that is counted by the year, in SQL, the claims that share their firm and year with another."""
    group = ", ".join(run.rule.scope_value(scope) for scope in ("enterprise", "year"))
    for number, measure in run.rule.numbered:
        if measure.counted_by == "year":
            claims = f"SELECT *, count(*) OVER (PARTITION BY {group}) AS beside FROM {run.view('claims')} WHERE m = {number}"
            yield measure, f"({claims} AND coalesce(met, TRUE)) WHERE beside > 1"


def _said(measure: Measure, count: int, rows: Text) -> Text:
    return Text(
        f"{measure.title.zh}：按年计税，有 {count} 行与同一企业同一年的其他行相加{rows.zh}；如各是全年数，请只留一行",
        f"{measure.title.en}: the tax is counted by the year, and rows of one firm and year are added: {count}{rows.en}; "
        "keep one of them where each is the whole year's figure",
    )
