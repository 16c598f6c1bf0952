"""Facts of one firm that its rows of one year answer differently: each row is computed with its own answer, and it is said."""

from collections.abc import Iterator

from bjsubsidy.batching.columns import typed_name
from bjsubsidy.batching.noted import NotedRun, places_said
from bjsubsidy.formula.sql import FIRM_COLUMN
from bjsubsidy.language import Text, clean
from bjsubsidy.readers.headings import TableColumn

# Facts that a firm answers once, and how many of its answers a note shows.
_FORMS = ("choice", "truth", "yuan", "share")
_SHOWN = 5


def differing_notes(run: NotedRun) -> Iterator[Text]:
    """The notes on a table that has been computed: a line for each such fact, with the first firm of which it differs."""
    columns = _of_firms(run)
    if not columns:
        return
    # Few rows come out of the one look at the table: one for each firm, year and input.
    counts = [f"count(DISTINCT CASE WHEN d{n} THEN f END), min_by(f, begun) FILTER (WHERE d{n})" for n, _ in enumerate(columns)]
    years = [f"min_by(y, begun) FILTER (WHERE d{n})" for n, _ in enumerate(columns)]
    found = run.query(f"SELECT {', '.join([*counts, *years])} FROM ({_firms(run, columns)})")[0]
    for n, column in enumerate(columns):
        count, firm = found[2 * n : 2 * n + 2]
        if count:
            yield _said(run, column, int(count), firm, int(found[2 * len(columns) + n]))


def _of_firms(run: NotedRun) -> list[TableColumn]:
    """The columns of such facts; what a cap counts by may differ from item to item."""
    counted_by = {scope for measure in run.request.catalogue.measures() for cap in measure.caps for scope in cap.named()}
    facts = [column for column in run.layout.columns if column.fact is not None and column.fact.of == "enterprise"]
    return [column for column in facts if column.form in _FORMS and column.id not in counted_by]


def _firms(run: NotedRun, columns: list[TableColumn]) -> str:
    """The query (f, y, begun, d0, d1, …) of firms in each year: which of these facts differ between their rows."""
    name, year = run.rule.dialect.name, f"year({run.rule.dialect.name('on')})"
    ends = [f"min({value}) AS a{n}, max({value}) AS b{n}" for n, value in enumerate(name(typed_name(column)) for column in columns)]
    rows = f"FROM {run.view('typed')} WHERE problem IS NULL AND {FIRM_COLUMN} IS NOT NULL"
    # By input too only where something is answered for each: there are several times as many groups.
    each = ", input" if any(map(_of_an_input, columns)) else ""
    of_inputs = f"SELECT {FIRM_COLUMN} AS f, {year} AS y, min(row) AS first, {', '.join(ends)} {rows} GROUP BY {FIRM_COLUMN}, {year}{each}"
    differ = [f"coalesce({_differs(n, column)}, FALSE) AS d{n}" for n, column in enumerate(columns)]
    return f"SELECT f, y, min(first) AS begun, {', '.join(differ)} FROM ({of_inputs}) GROUP BY f, y"


def _differs(n: int, column: TableColumn) -> str:
    return f"bool_or(a{n} <> b{n})" if _of_an_input(column) else f"min(a{n}) <> max(b{n})"


def _of_an_input(column: TableColumn) -> bool:
    """A fact that stands for what measures ask may differ from input to input."""
    return column.fact is not None and column.fact.question_of is not None


def _said(run: NotedRun, column: TableColumn, count: int, firm: str, year: int) -> Text:
    """The note on a fact that differs of so many firms, by the answers of the first in a year."""
    dialect = run.rule.dialect
    first = ", ".join(f"min_by({value}, row)" for value in ("enterprise", f"CAST(c{column.place} AS STRING)", run.firms.place))
    value, on = dialect.name(typed_name(column)), dialect.name("on")
    rows = f"FROM {run.view('typed')} WHERE problem IS NULL AND {FIRM_COLUMN} = {dialect.text(firm)} AND year({on}) = {year}"
    found = run.query(f"SELECT {first} {rows} AND {value} IS NOT NULL GROUP BY {value} ORDER BY min(row) LIMIT {_SHOWN + 1}")
    shown = [(f"“{clean(cell)}”", places_said([place])) for _, cell, place in found[:_SHOWN]]
    more = "…" if len(found) > _SHOWN else ""
    others = Text(f"（另有 {count - 1} 家企业也不一致）", f" (firms of which it differs too: {count - 1})") if count > 1 else Text("", "")
    name, fact = clean(found[0][0] or firm), column.name()
    zh, en = "、".join(f"{cell}{at.zh}" for cell, at in shown) + more, ", ".join(f"{cell}{at.en}" for cell, at in shown) + more
    return Text(
        f"同一企业的“{fact.zh}”各行不一致，每行按自己的内容计算：{name} {year} 年为{zh}{others.zh}；请核对",
        f"{fact.en}: rows of one firm differ, and each is computed with its own: {name} in {year} {en}{others.en}; check them",
    )
