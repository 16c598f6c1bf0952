"""What a run over a table says of names: those that were taken as one, and rows that name nothing a cap counts by."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from bjsubsidy.answers.names import MOST_SPELLINGS, taken_as_one
from bjsubsidy.batching.columns import typed_name
from bjsubsidy.formula.sql import key_column
from bjsubsidy.language import LANGS, Text, clean, listed
from bjsubsidy.law.catalogue import Catalogue
from bjsubsidy.readers.headings import TableColumn

if TYPE_CHECKING:
    from bjsubsidy.batching.duckdb import DuckDBRun


def spelling_notes(run: "DuckDBRun") -> list[Text]:
    """Everything that is to be said of the names in a table that has been computed."""
    return [*(taken_as_one(column.name(), found) for column, found in _spellings(run)), *_codes(run), *_unnamed(run)]


def _codes(run: "DuckDBRun") -> Iterator[Text]:
    """Codes that stand beside several firms, and firms beside several codes. A firm is counted by its name: nobody may miss that."""
    if run.layout.column(CODE) is None:
        return
    for of, beside, said in ((CODE, "enterprise", _ONE_CODE), ("enterprise", CODE, _ONE_NAME)):
        for one, others in _several(run, of, beside):
            zh, en = (listed([clean(other) for other in others], lang) for lang in LANGS)
            yield Text(said.zh.format(one=clean(one), others=zh), said.en.format(one=clean(one), others=en))


def _several(run: "DuckDBRun", of: str, beside: str) -> list[tuple[str, list[str]]]:
    """What is written in one column, and what of another stands beside it where that is more than one, by their keys."""
    name = run.engine.dialect.name
    columns = {column.id: column for column in run.layout.columns}
    (one, one_key), (other, other_key) = ((name(typed_name(columns[id])), name(key_column(id))) for id in (of, beside))
    # One spelling of each: the first of those that are compared as one.
    each = f"SELECT {one_key} AS k, min({one}) AS w, min({other}) AS o FROM typed WHERE {one_key} IS NOT NULL GROUP BY k, {other_key}"
    groups = f"SELECT min(w), list_sort(list(o)) FROM ({each}) WHERE o IS NOT NULL GROUP BY k"
    return run.engine.query(f"{groups} HAVING count(*) > 1 ORDER BY 1 LIMIT {MOST_SPELLINGS}")


CODE = "credit-code"
_ONE_CODE = Text(
    "统一社会信用代码 {one} 下有不同的企业名称：{others}；上限仍按名称分开计，同一企业请写同一名称",
    "the credit code {one} stands beside several enterprises: {others}; caps are counted by name, so write one firm under one name",
)
_ONE_NAME = Text(
    "企业“{one}”有不同的统一社会信用代码：{others}；上限按名称合并计，不同企业请写不同名称",
    "the enterprise “{one}” stands beside several credit codes: {others}; caps are counted by name, so write two firms under two names",
)


def _spellings(run: "DuckDBRun") -> Iterator[tuple[TableColumn, list[list[str]]]]:
    """Columns of names with the spellings of each name that has more than one, in the order in which they first stand.

    Where every name is plainly written each is its own key, and nothing need be looked for.
    """
    name, across = run.engine.dialect.name, _across(run.request.catalogue)
    for column in run.found.unplain:
        if column.form != "name":
            continue
        key, written = name(key_column(column.id)), name(typed_name(column))
        firm = "" if column.id in across else f", {name(key_column('enterprise'))}"
        spelt = f"list_sort(list(DISTINCT {written}))"
        sql = f"SELECT {spelt} FROM typed_cells WHERE {key} IN (SELECT key FROM {run.cells_of(column)}) GROUP BY {key}{firm}"
        found = run.engine.query(f"{sql} HAVING count(DISTINCT {written}) > 1 ORDER BY min(typed_row) LIMIT {MOST_SPELLINGS + 1}")
        if found:
            yield column, [row[0] for row in found]


def _across(catalogue: Catalogue) -> set[str]:
    """The columns whose names mean the same in the rows of every firm."""
    caps = [cap for measure in catalogue.measures() for cap in measure.caps if "enterprise" not in cap.scope]
    return {"enterprise", *(scope for cap in caps for scope in cap.named())}


def _unnamed(run: "DuckDBRun") -> Iterator[Text]:
    """For each name that a cap counts by, how many claims name none: they are one group within their firm."""
    for scope in run.request.catalogue.all("fact"):
        if not scope.kind.named:
            continue
        numbers = [str(n) for n, measure in run.rule.numbered if any(scope.id in cap.scope for cap in measure.caps)]
        if not numbers:
            continue
        blank = f"m IN ({', '.join(numbers)}) AND coalesce(met, TRUE) AND {run.rule.reading.key(scope.id)} IS NULL"
        count = run.engine.query(f"SELECT count(DISTINCT row) FROM claims WHERE {blank}")[0][0]
        if count:
            yield Text(
                f"{count} 行没有写明{scope.name.zh}：同一企业的这些行在计算上限时合为一组",
                f"rows that name no {scope.name.en}: {count}; those of a firm count as one group of its own under the cap",
            )
