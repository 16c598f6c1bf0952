"""Rows that are left out of a table which an engine reads itself, and what sums of any table say against what was read.

Which rows those are `readers/left_rows.py` decides; the engine only finds the few that come into question.
"""

from collections.abc import Callable
from typing import Any

from bjsubsidy.batching.noted import NotedRun
from bjsubsidy.batching.row_units import RawRows
from bjsubsidy.formula.dialect import Dialect
from bjsubsidy.language import Text
from bjsubsidy.readers.headings import Layout
from bjsubsidy.readers.left_rows import LeftKind, LeftOutRows, LeftRow, filled_cells, sum_notes, sums_of
from bjsubsidy.record import Record

# What every word of a sum ends in: few cells have it.
_IN_SUMS = "计"
_BLANKS = " \t\r\n\u3000\xa0"


class LeftOfTable(Record):
    """What is read of a table once some rows are left out: its rows, those that are not among them, and how many are gone in all."""

    raw: RawRows
    left: tuple[LeftRow, ...] = ()
    gone: int = 0


def without_left(
    raw: RawRows, layout: Layout, width: int, query: Callable[[str], list[Any]], dialect: Dialect, first: int, sure: bool = True
) -> LeftOfTable:
    """`width` is how many columns the table itself has, `first` what a person calls the row that the engine numbers 0.

    The figures of sums are `sure` where they are in the units of their headings.
    """
    by_place = {column.place: column.heading for column in layout.columns} | dict(layout.carried)
    headings = [by_place.get(place, "") for place in range(width)]
    rule = LeftOutRows(headings, layout)
    blanks = dialect.text(_BLANKS)
    cells = [f"trim(coalesce(CAST(c{place} AS STRING), ''), {blanks})" for place, _ in enumerate(headings)]
    begins = ", ".join(f"nullif({cell}, '')" for cell in cells)
    asked, filled = f"contains(coalesce({begins}, ''), {dialect.text(_IN_SUMS)})", "TRUE"
    if rule.amount is not None:
        amount = cells[rule.amount.place]
        asked, filled = f"({asked} OR {amount} = {dialect.text(rule.amount.heading)})", f"{amount} <> ''"
    found = query(f"SELECT max(row) FILTER (WHERE {filled} OR fault IS NOT NULL), max(row), bool_or({asked}) FROM ({raw.sql})")
    last, end, any_asked = found[0]
    if last is None or not (any_asked or last < end):
        return LeftOfTable(raw)
    in_question = query(f"SELECT row, {', '.join(cells)} FROM ({raw.sql}) WHERE fault IS NULL AND ({asked} OR row > {last}) ORDER BY row")
    left = []
    for row, *texts in in_question:
        kind: LeftKind | None = rule.kind(texts) or ("below" if row > last else None)
        if kind is not None and filled_cells(texts):
            figure = rule.figure(texts) if kind == "sum" and sure else None
            firm, code = rule.firm(texts) if kind == "below" else (None, None)
            left.append(LeftRow(kind, str(row + first), filled_cells(texts), figure, 0, row, firm, code))
    gone = [row for row, *texts in in_question if row > last or rule.kind(texts) is not None]
    among = ", ".join(str(row) for row in gone if row <= last)
    kept = f"row <= {last}" + (f" AND row NOT IN ({among})" if among else "")
    return LeftOfTable(RawRows(f"SELECT * FROM ({raw.sql}) WHERE {kept}", raw.headings, raw.types), tuple(left), len(gone))


def sums_compared(run: NotedRun) -> list[Text]:
    """The notes on sums that are not what was read above them."""
    sums = sums_of(run.left)
    if not sums:
        return []
    run.keep("sums", (("n", "BIGINT"), ("begin", "BIGINT"), ("after", "BIGINT")), [(n, *_rows(sums[n])) for n, _ in enumerate(sums)])
    joined = f"{run.view('sums')} s LEFT JOIN {run.view('typed')} t ON t.row >= s.begin AND t.row < s.after"
    read = "coalesce(sum(t.amount) FILTER (WHERE t.problem IS NULL), 0)"
    bad = "count(*) FILTER (WHERE t.problem IS NOT NULL)"
    found = run.query(f"SELECT s.n, {read}, {bad} FROM {joined} GROUP BY s.n ORDER BY s.n")
    return sum_notes(sums, [(int(fen), int(problems)) for _, fen, problems in found])


def _rows(counted: tuple[LeftRow, int]) -> tuple[int, int]:
    return counted[1], counted[0].after
