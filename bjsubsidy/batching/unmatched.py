"""What a register says that no row of the table answers to: receipts of firms that it has not, and receipts of no firm at all."""

from collections.abc import Iterator, Sequence

from bjsubsidy.batching.noted import NotedRun
from bjsubsidy.formula.sql import FIRM_COLUMN
from bjsubsidy.language import Text, clean, listed
from bjsubsidy.law.firm import Receipt
from bjsubsidy.quantities import folded

# How many receipts one note names.
_SHOWN = 5


def register_notes(run: NotedRun) -> Iterator[Text]:
    """The notes on the receipts of a table that has been computed."""
    yield from _of_no_row(run)
    nameless = [told for told in run.told if told.enterprise is None and told.credit_code is None]
    if nameless:
        zh, en = _places(nameless)
        yield Text(
            f"{len(nameless)} 笔已收款没有写明企业，计入每一家企业的上限：{zh}",
            f"receipts that name no firm: {len(nameless)}; they count against the caps of every firm: {en}",
        )


def _of_no_row(run: NotedRun) -> Iterator[Text]:
    """Receipts whose firm has no row of the table: its name may be written otherwise there."""
    keys = [(n, folded(receipt.enterprise)) for n, receipt in enumerate(run.request.receipts) if receipt.enterprise is not None]
    if not keys:
        return
    run.keep("told_firms", [("n", "INTEGER"), ("k", "STRING")], keys)
    firms = f"SELECT {FIRM_COLUMN} FROM {run.view('typed')} WHERE {FIRM_COLUMN} IS NOT NULL"
    found = run.query(f"SELECT n FROM {run.view('told_firms')} WHERE k NOT IN ({firms}) ORDER BY n")
    if found:
        zh, en = _places([run.told[n] for (n,) in found])
        yield Text(
            f"{len(found)} 笔已收款的企业不在表中，没有计入任何一行的上限：{zh}；请核对企业名称",
            f"receipts of firms that are not in the table: {len(found)}; they count against no cap: {en}; check the names",
        )


def _places(receipts: Sequence[Receipt]) -> tuple[str, str]:
    """The first of them by firm and place, in both languages."""
    more = "…" if len(receipts) > _SHOWN else ""
    shown = [(clean(told.enterprise or told.credit_code or ""), clean(told.place)) for told in receipts[:_SHOWN]]
    zh = listed([f"{firm}（{place}）" if firm else place for firm, place in shown], "zh")
    en = listed([f"{firm} ({place})" if firm else place for firm, place in shown], "en")
    return zh + more, en + more
