"""What a run over a table says of names: those that were taken as one, and rows that name nothing a cap counts by."""

from collections.abc import Iterator
from itertools import groupby

from bjsubsidy.answers.names import MOST_SPELLINGS, taken_as_one
from bjsubsidy.batching.columns import typed_name
from bjsubsidy.batching.noted import NotedRun, places_said
from bjsubsidy.formula.sql import FIRM_COLUMN, key_column
from bjsubsidy.language import Text
from bjsubsidy.law.catalogue import Catalogue
from bjsubsidy.law.firms import one_code, one_name
from bjsubsidy.quantities import folded
from bjsubsidy.readers.headings import TableColumn


def spelling_notes(run: NotedRun) -> list[Text]:
    """Everything that is to be said of the names in a table that has been computed."""
    return [*(taken_as_one(column.name(), found) for column, found in _spellings(run)), *_codes(run), *_unnamed(run)]


def _codes(run: NotedRun) -> Iterator[Text]:
    """Codes that stand beside several names, and names beside several codes, with the places where each first stands."""
    if run.firms.needed(run.told):
        for note, of, beside, said in ((one_code, "code", "k", "w"), (one_name, "k", "code", "code")):
            for _, pairs in groupby(_several(run, of, beside, said), lambda pair: pair[0]):
                found = list(pairs)
                yield note(found[0][1], [_placed(*pair[2:]) for pair in found])


def _several(run: NotedRun, of: str, beside: str, said: str) -> list[tuple[str, str, str, str | None, int]]:
    """Of the relation `pairs` what has several others beside it: its key, how it is written, then word, place and receipt of each."""
    pairs = run.view("pairs")
    first = f"SELECT {of} FROM {pairs} GROUP BY {of} HAVING count(DISTINCT {beside}) > 1 ORDER BY {of} LIMIT {MOST_SPELLINGS}"
    written = "code" if of == "code" else f"min(w) OVER (PARTITION BY {of})"
    return run.query(f"SELECT {of}, {written}, {said}, p, n FROM {pairs} WHERE {of} IN ({first}) ORDER BY {of}, {said}")


def _placed(word: str, place: str | None, receipt: int) -> Text:
    """A word and where it stands: a row of the table, or a line of the register."""
    if place is None:
        return Text(word, word)
    if receipt >= 0:
        return Text(f"{word}（{place}）", f"{word} ({place})")
    return Text(f"{word}（第 {place} 行）", f"{word} (row {place})")


def _spellings(run: NotedRun) -> Iterator[tuple[TableColumn, list[list[str]]]]:
    """Columns of names with the spellings of each name that has more than one, in the order in which they first stand.

    Where every name is plainly written, in the table and in the register, each is its own key, and nothing need be looked for.
    """
    across, of_register = _across(run.request.catalogue), list(_of_register(run))
    run.keep("spelt", [(name, "STRING") for name in ("id", "k", "w", "firm")], of_register)
    odd = {id for id, key, written, _ in of_register if key != written}
    for column in run.layout.columns:
        if column.form == "name" and (column in run.found.unplain or column.id in odd):
            found = run.query(f"{_spelt(run, column, column.id in across)} LIMIT {MOST_SPELLINGS + 1}")
            if found:
                yield column, [list(row[0]) for row in found]


def _of_register(run: NotedRun) -> Iterator[tuple[str, str, str, str | None]]:
    """What a register calls firms and what caps count by: column, key and spelling, and the firm that it says it of."""
    for receipt, told in zip(run.request.receipts, run.told, strict=True):
        firm = None if receipt.enterprise is None else folded(receipt.enterprise)
        if told.enterprise is not None:
            yield "enterprise", folded(told.enterprise), told.enterprise, firm
        for id, value in told.scope.items():
            if run.request.catalogue.fact(id).kind.named:
                yield id, folded(str(value)), str(value), firm


def _spelt(run: NotedRun, column: TableColumn, across: bool) -> str:
    """The query of one list of spellings a name, a name of each firm by itself unless it means the same `across` firms."""
    dialect, typed, spelt = run.rule.dialect, run.view("typed"), run.view("spelt")
    key, written = dialect.name(key_column(column.id)), dialect.name(typed_name(column))
    told = f"SELECT k, w, firm FROM {spelt} WHERE id = {dialect.text(column.id)}"
    odd = [f"SELECT k FROM ({told}) WHERE k <> w"]
    odd += [f"SELECT key FROM {run.cells_of(column)}"] if column in run.found.unplain else []
    firm = "''" if across and column.id != "enterprise" else FIRM_COLUMN
    mine = f"SELECT {key} AS k, {firm} AS f, {written} AS w, row FROM {typed} WHERE {key} IN ({' UNION ALL '.join(odd)})"
    own = f"SELECT k, f, w, min(row) AS r FROM ({mine}) GROUP BY k, f, w"
    same = "r.k = o.k" if firm == "''" else "r.k = o.k AND (r.firm IS NULL OR r.firm = o.f)"
    others = f"SELECT o.k, o.f, r.w, o.r FROM (SELECT k, f, min(r) AS r FROM ({own}) GROUP BY k, f) o JOIN ({told}) r ON {same}"
    both = f"SELECT {dialect.ordered('w')} AS names, min(r) AS first FROM ({own} UNION ALL {others}) GROUP BY k, f"
    return f"SELECT names, first FROM ({both} HAVING count(DISTINCT w) > 1) ORDER BY first"


def _across(catalogue: Catalogue) -> set[str]:
    """The columns whose names mean the same in the rows of every firm."""
    caps = [cap for measure in catalogue.measures() for cap in measure.caps if "enterprise" not in cap.scope]
    return {"enterprise", *(scope for cap in caps for scope in cap.named())}


def _unnamed(run: NotedRun) -> Iterator[Text]:
    """For each name that a cap counts by, how many claims name none: they are one group within their firm."""
    for scope in run.request.catalogue.all("fact"):
        if not scope.kind.named:
            continue
        numbers = [str(n) for n, measure in run.rule.numbered if any(scope.id in cap.scope for cap in measure.caps)]
        if not numbers:
            continue
        blank = f"m IN ({', '.join(numbers)}) AND coalesce(met, TRUE) AND {run.rule.reading.key(scope.id)} IS NULL"
        claims = f"{run.view('claims')} WHERE {blank}"
        count = run.query(f"SELECT count(DISTINCT row) FROM {claims}")[0][0]
        if count:
            first = f"SELECT {run.firms.place} AS p, row FROM {claims} GROUP BY row, p ORDER BY row LIMIT {MOST_SPELLINGS + 1}"
            rows = places_said([place for place, _ in run.query(first)])
            yield Text(
                f"{count} 行没有写明{scope.name.zh}{rows.zh}：同一企业的这些行在计算上限时合为一组",
                f"rows that name no {scope.name.en}: {count}{rows.en}; those of a firm count as one group of its own under the cap",
            )
