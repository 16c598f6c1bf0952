"""Rows of invoices that are void or reversed by what a carried column says (作废, 已红冲): counted all the same, and said."""

from collections.abc import Iterator

from bjsubsidy.batching.noted import MOST_PLACES, NotedRun, places_said
from bjsubsidy.language import Text, clean
from bjsubsidy.quantities import money_text

_VOID = (
    *("作废", "已作废", "作废发票", "红冲", "已红冲", "冲红", "已冲红", "全额红冲", "已红冲-全额", "部分红冲", "已红冲-部分"),
    *("void", "voided", "cancelled", "canceled"),
)


def voided_notes(run: NotedRun) -> Iterator[Text]:
    """The note on such rows of a table that has been computed."""
    texts = [f"c{place}" for place, _ in run.layout.carried if run.typing.types[place] in ("varchar", "string")]
    if not texts:
        return
    dialect = run.rule.dialect
    words = ", ".join(map(dialect.text, _VOID))
    tests = {cell: f"coalesce(trim(lower({cell})) IN ({words}), FALSE)" for cell in texts}
    void = " OR ".join(tests.values())
    if not run.query(f"SELECT count(*) FROM ({run.rows}) WHERE {void}")[0][0]:
        return
    rows = f"FROM {run.view('typed')} WHERE ({void}) AND problem IS NULL"
    name = f"CASE {' '.join(f'WHEN {test} THEN trim({cell})' for cell, test in tests.items())} END"
    first = run.query(f"SELECT {name} AS name, {run.firms.place} AS p {rows} ORDER BY row LIMIT {MOST_PLACES + 1}")
    if first:
        count, fen = run.query(f"SELECT count(*), {dialect.total('amount')} {rows}")[0]
        yield _said("”“".join(dict.fromkeys(clean(one[0]) for one in first)), places_said([one[1] for one in first]), count, int(fen or 0))


def _said(names: str, places: Text, count: int, fen: int) -> Text:
    return Text(
        f"{count} 行写有“{names}”{places.zh}，照样作为项目计算，共 {money_text(fen)} 元；确已作废或红冲的，请删去",
        f"rows that say “{names}”{places.en}: {count}; they count as items, {money_text(fen)} yuan in all: delete those that are void",
    )
