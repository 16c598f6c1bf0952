"""What is likely a slip in a table: rows alike in everything, a firm called 合计, money that is nearly all negative."""

from collections.abc import Iterator

from bjsubsidy.batching.columns import OF_AN_ITEM
from bjsubsidy.batching.differing import differing_notes
from bjsubsidy.batching.excluded import exclusion_case_notes
from bjsubsidy.batching.leaving import sums_compared
from bjsubsidy.batching.noted import NotedRun, places_said
from bjsubsidy.batching.one_of import one_of_notes
from bjsubsidy.batching.sum_rows import sum_row_notes
from bjsubsidy.batching.unmatched import register_notes
from bjsubsidy.batching.vanished import vanished_notes
from bjsubsidy.batching.voided import voided_notes
from bjsubsidy.batching.whole_years import whole_year_notes
from bjsubsidy.batching.yuan_signs import yuan_sign_notes
from bjsubsidy.formula.sql import FIRM_COLUMN
from bjsubsidy.language import Text, clean
from bjsubsidy.readers.alike import ALIKE_SHOWN, alike_note
from bjsubsidy.readers.headings import TableColumn
from bjsubsidy.readers.units import NOTHING_SAID, hints_at_unit, unit_hint

# How many rows or groups one note shows, and how many groups of rows are looked for.
_SHOWN, _LOOKED_FOR = ALIKE_SHOWN, 100
_NEGATIVE = r"\s*[-－−(（].*[0-9０-９].*"
# From so many figures on, a column of which nine in ten are negative is pointed out.
_FEWEST = 3


def alike_rows(run: NotedRun) -> list[Text]:
    """The note on rows that are alike in every cell: likely one item that stands twice. They are named by their places."""
    cells = ", ".join(f"c{place}" for place in range(len(run.typing.types)))
    dialect = run.rule.dialect
    hashed, columns = dialect.hashed(cells), [run.layout.column(id) for id in ("enterprise", "item")]
    twice = f"SELECT h FROM (SELECT {hashed} AS h FROM ({run.rows})) GROUP BY h HAVING count(*) > 1 LIMIT {_LOOKED_FOR}"
    candidates = f"SELECT row, {run.firms.place} AS p, {cells} FROM ({run.rows}) WHERE {hashed} IN ({twice})"
    named = ", ".join("NULL" if column is None else f"c{column.place}" for column in columns)
    groups = f"SELECT {dialect.in_order('p', 'row')} AS places, {named}, min(row) AS first FROM ({candidates}) GROUP BY {cells}"
    found = [row[:3] for row in run.query(f"{groups} HAVING count(*) > 1 ORDER BY first LIMIT {_SHOWN + 1}")]
    if not found:
        return []
    if found[0][0][0] is None:
        shown = [f"{clean(' '.join(filter(None, (firm, item))))} ×{len(places)}" for places, firm, item in found[:_SHOWN]]
        more = "…" if len(found) > _SHOWN else ""
        zh, en = "；".join(shown) + more, "; ".join(shown) + more
        return [Text(f"各列完全相同的行（都已计算）：{zh}", f"rows alike in everything (all are counted): {en}")]
    return [alike_note([places for places, *_ in found], Text("都已计算", "all are counted"))]


def rows_alike_by_firm(run: NotedRun) -> dict[str | None, list[list[str]]]:
    """The places of rows that are alike in every cell, group by group, under the key of their firm; for the embedded engine."""
    cells = ", ".join(f"c{place}" for place in range(len(run.typing.types)))
    hashed, typed = run.rule.dialect.hashed(cells), run.view("typed")
    twice = f"SELECT h FROM (SELECT {hashed} AS h FROM {typed}) GROUP BY h HAVING count(*) > 1"
    groups = f"SELECT {FIRM_COLUMN}, list({run.firms.place} ORDER BY row) AS places, min(row) AS first FROM {typed}"
    query = f"{groups} WHERE {hashed} IN ({twice}) GROUP BY {FIRM_COLUMN}, {cells} HAVING count(*) > 1 ORDER BY first"
    found: dict[str | None, list[list[str]]] = {}
    for key, places, _ in run.query(query):
        found.setdefault(key, []).append(places)
    return found


def slip_notes(run: NotedRun) -> list[Text]:
    """The notes on rows of a table that has been computed."""
    return [
        *vanished_notes(run),
        *sums_compared(run),
        *sum_row_notes(run),
        *voided_notes(run),
        *differing_notes(run),
        *_negative(run),
        *_units_below(run),
        *yuan_sign_notes(run),
        *whole_year_notes(run),
        *one_of_notes(run),
        *exclusion_case_notes(run),
        *register_notes(run),
    ]


def _units_below(run: NotedRun) -> Iterator[Text]:
    """Lines that are no items and may name the unit of the table's money."""
    blank = [column for column in run.found.blank if column.id in OF_AN_ITEM]
    if len(blank) < len(OF_AN_ITEM) or not any(column.form == "yuan" and column.said == NOTHING_SAID for column in run.layout.columns):
        return
    cells = [f"CAST(c{place} AS STRING)" for place, _ in enumerate(run.typing.types)]
    test = " AND ".join(run.typing.cells.blank(column, run.typing.types[column.place]) for column in blank)
    money = run.rule.dialect.matches(f"concat_ws(' ', {', '.join(cells)})", "(?is).*(元|yuan|rmb|cny).*")
    rows = f"({run.rows}) WHERE {test} AND {money} ORDER BY row LIMIT {_SHOWN}"
    for place, *texts in run.query(f"SELECT {run.firms.place} AS p, {', '.join(cells)} FROM {rows}"):
        at = Text("表中的", "in the table") if place is None else Text(f"第 {place} 行", f"in row {place}")
        yield from (unit_hint(text, at) for text in texts if text and hints_at_unit(text))


def _negative(run: NotedRun) -> Iterator[Text]:
    """Columns of money in which nearly all figures are negative."""
    for column in run.found.unplain:
        if column.form == "yuan":
            yield from _nearly_all(run, column)


def _nearly_all(run: NotedRun, column: TableColumn) -> Iterator[Text]:
    cell = f"CAST(c{column.place} AS STRING)"
    negative = f"coalesce({run.rule.dialect.matches(cell, _NEGATIVE)}, FALSE)"
    written = f"NOT {run.typing.cells.blank(column, run.typing.types[column.place])}"
    some, count = run.query(f"SELECT count(*) FILTER (WHERE {negative}), count(*) FILTER (WHERE {written}) FROM ({run.rows})")[0]
    if some < _FEWEST or 10 * some < 9 * count:
        return
    first = run.query(f"SELECT {run.firms.place} AS p FROM ({run.rows}) WHERE {negative} ORDER BY row LIMIT {_SHOWN + 1}")
    rows = places_said([place for (place,) in first])
    yield Text(
        f"列“{column.heading}”的 {count} 个数中有 {some} 个为负{rows.zh}，像是以负数记支出；支出请写正数",
        f"{some} of the {count} figures of the column “{column.heading}” are negative{rows.en}: write expenses as positive amounts",
    )
