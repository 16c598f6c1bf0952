"""What a run over a table says of names: those that were taken as one, and rows that name nothing a cap counts by."""

from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING

from bjsubsidy.answers.names import MOST_SPELLINGS, taken_as_one
from bjsubsidy.batching.columns import typed_name
from bjsubsidy.formula.sql import key_column
from bjsubsidy.language import Text
from bjsubsidy.law.catalogue import Catalogue
from bjsubsidy.law.firms import one_code, one_name
from bjsubsidy.readers.headings import TableColumn

if TYPE_CHECKING:
    from bjsubsidy.batching.duckdb import DuckDBRun


def spelling_notes(run: "DuckDBRun") -> list[Text]:
    """Everything that is to be said of the names in a table that has been computed."""
    return [*(taken_as_one(column.name(), found) for column, found in _spellings(run)), *_codes(run), *_unnamed(run)]


def _codes(run: "DuckDBRun") -> Iterator[Text]:
    """Codes that stand beside several names, and names beside several codes, with the places where each first stands."""
    if run.firms.needed(run.told):
        for note, of, beside, said in ((one_code, "code", "k", "w"), (one_name, "k", "code", "code")):
            for _, pairs in groupby(_several(run, of, beside, said), lambda pair: pair[0]):
                found = list(pairs)
                yield note(found[0][1], [_placed(*pair[2:]) for pair in found])


def _several(run: "DuckDBRun", of: str, beside: str, said: str) -> list[tuple[str, str, str, str | None, int]]:
    """Of the relation `pairs` what has several others beside it: its key, how it is written, then word, place and receipt of each."""
    first = f"SELECT {of} FROM pairs GROUP BY {of} HAVING count(DISTINCT {beside}) > 1 ORDER BY {of} LIMIT {MOST_SPELLINGS}"
    written = "code" if of == "code" else f"min(w) OVER (PARTITION BY {of})"
    return run.engine.query(f"SELECT {of}, {written}, {said}, p, n FROM pairs WHERE {of} IN ({first}) ORDER BY {of}, {said}")


def _placed(word: str, place: str | None, receipt: int) -> Text:
    """A word and where it stands: a row of the table, or a line of the register."""
    if place is None:
        return Text(word, word)
    if receipt >= 0:
        return Text(f"{word}（{place}）", f"{word} ({place})")
    return Text(f"{word}（第 {place} 行）", f"{word} (row {place})")


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
