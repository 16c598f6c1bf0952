"""Amounts with a ¥ in a column of 万元: a sign of the currency and no unit, so that they count in 万元; but they may be meant in yuan."""

from collections.abc import Iterator

from bjsubsidy.batching.noted import MOST_PLACES, NotedRun, places_said
from bjsubsidy.formula.sql import FIRM_COLUMN
from bjsubsidy.language import Text
from bjsubsidy.quantities import SCALES
from bjsubsidy.readers.headings import TableColumn

_SIGN, _FIGURE = "[¥￥]", "[0-9０-９][0-9０-９,，]*(?:[.．][0-9０-９]+)?"
_SCALES = "|".join(sorted(filter(None, SCALES), key=len, reverse=True))


def yuan_sign_notes(run: NotedRun) -> Iterator[Text]:
    """The note on each column with such amounts, with their rows."""
    for column in run.found.unplain:
        test = _signed(run, column)
        if test is None:
            continue
        count = run.query(f"SELECT count(*) FROM ({run.rows}) WHERE {test}")[0][0]
        if count:
            first = run.query(f"SELECT {run.firms.place} AS p FROM ({run.rows}) WHERE {test} ORDER BY row LIMIT {MOST_PLACES + 1}")
            yield _said(column, count, places_said([place for (place,) in first]))


def yuan_sign_notes_by_firm(run: NotedRun) -> Iterator[tuple[str | None, Text]]:
    """The same of each firm by itself, with its key; for the embedded engine."""
    for column in run.found.unplain:
        test = _signed(run, column)
        if test is not None:
            places = f"list({run.firms.place} ORDER BY row)[1:{MOST_PLACES + 1}]"
            query = f"SELECT {FIRM_COLUMN}, count(*), {places} FROM {run.view('typed')} WHERE {test} GROUP BY {FIRM_COLUMN}"
            for key, count, where in run.query(query):
                yield key, _said(column, count, places_said(where))


def _signed(run: NotedRun, column: TableColumn) -> str | None:
    """Whether a cell of a column is such an amount, in SQL; None where none can be."""
    if column.form != "yuan" or not column.readable or not (column.said.unit or column.named):
        return None
    unit = rf"(?:{_SCALES})元" if column.named else ""
    pattern = rf"\s*{_SIGN}\s*{_FIGURE}\s*{unit}\s*"
    return f"coalesce({run.rule.dialect.matches(f'CAST(c{column.place} AS STRING)', pattern)}, FALSE)"


def _said(column: TableColumn, count: int, rows: Text) -> Text:
    unit = f"{column.said.unit}元"
    zh, en = ("本行或本表的单位", "the unit of their row or sheet") if column.named else (unit, unit)
    return Text(
        f"列“{column.heading}”有 {count} 行写有 ¥{rows.zh}：¥ 只表示人民币，按{zh}读取；请核对，实际以元计的请换算后改写",
        f"amounts of “{column.heading}” with a ¥: {count}{rows.en}; the sign says yuan and no unit, so they are read in {en}: "
        "check them, and convert those that are in yuan",
    )
