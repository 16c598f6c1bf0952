"""Rows that are read as items and are called as lines of sums are (合计, 本月合计, 过次页): likely the money above them once more."""

from collections.abc import Iterator

from bjsubsidy.batching.noted import MOST_PLACES, NotedRun, places_said
from bjsubsidy.formula.sql import key_column
from bjsubsidy.language import Text, clean
from bjsubsidy.quantities import money_text

_SUMS = ("合计", "小计", "总计", "共计", "累计", "汇总", "总额", "总和", "平均")
_ENDINGS = ("金额", "数", "值", "额", "人民币")
# Of which pages or times a sum may be: 本月合计, 3月份合计, 一季度小计, 2021年度累计.
_THESE, _PERIODS = "本当全上", ("日", "周", "旬", "月", "月份", "季", "季度", "半年", "年", "年度", "期", "页")
_NUMBERS = "0-9０-９一二三四五六七八九十"
_CARRIED = ("过次页", "转次页", "转下页", "承前页", "接上页", "承上页")
_ENGLISH = ("total", "totals", "subtotal", "grandtotal", "totalamount", "sum", "average", "carriedforward", "broughtforward")
# What one of these stands in is asked first: few cells have it.
_SIGNS = ("计", "汇", "总", "平", "页", "total", "sum", "average", "forward")
_GAP = r"[\s\x{3000}\x{A0}]*"
# Columns whose cells are no names.
_NO_NAMES = ("yuan", "day", "share", "whole", "truth", "choice", "currency", "unit", "measure", "input", "code")


def _pattern() -> str:
    """A whole cell that is called as a line of sums is, whatever spaces stand in it and whichever case it has."""
    periods = "|".join(map(_spaced, _PERIODS))
    before = rf"(?:(?:第?{_GAP}[{_NUMBERS}{_THESE}]+){_GAP}(?:{periods}){_GAP})*"
    sums, endings = "|".join(map(_spaced, _SUMS)), "|".join(map(_spaced, _ENDINGS))
    others = "|".join(map(_spaced, (*_CARRIED, *_ENGLISH)))
    return rf"(?i){_GAP}(?:{before}(?:{sums}){_GAP}(?:{endings})?|{others}){_GAP}[:：]?{_GAP}"


def _spaced(word: str) -> str:
    return _GAP.join(word)


SUM_CELL = _pattern()


def sum_row_notes(run: NotedRun) -> Iterator[Text]:
    """The notes on such rows: first by their firms, then by whatever else names them."""
    firm = _called(run, run.rule.dialect.name(key_column("enterprise")))
    yield from _of_firms(run, firm)
    firms = {column.place for column in run.layout.columns if column.id == "enterprise"}
    read = [column.place for column in run.layout.columns if column.form not in _NO_NAMES]
    no_names = {column.place for column in run.layout.columns if column.form in _NO_NAMES}
    places = sorted({*read, *(place for place, _ in run.layout.carried if place not in no_names)} - firms)
    cells = [f"c{place}" for place in places if run.typing.types[place] in ("varchar", "string")]
    if cells:
        yield from _of_items(run, cells, f"NOT coalesce({firm}, FALSE)")


def _called(run: NotedRun, cell: str) -> str:
    """Whether a cell is called as a line of sums is, in SQL."""
    dialect = run.rule.dialect
    asked = " OR ".join(f"contains(lower({cell}), {dialect.text(sign)})" for sign in _SIGNS)
    return f"(({asked}) AND {dialect.matches(cell, SUM_CELL)})"


def _found(run: NotedRun, name: str, test: str) -> tuple[str, Text, int, int] | None:
    """Of the rows that a test finds: the first name, their places, how many are counted, and what these come to in fen."""
    rows = f"FROM {run.view('typed')} WHERE {test}"
    first = run.query(f"SELECT {name} AS name, {run.firms.place} AS p {rows} ORDER BY row LIMIT {MOST_PLACES + 1}")
    if not first:
        return None
    count, fen = run.query(f"SELECT count(*), {run.rule.dialect.total('amount')} {rows} AND problem IS NULL")[0]
    names = dict.fromkeys(clean(name) for name, _ in first)
    return "”“".join(names), places_said([place for _, place in first]), int(count), int(fen or 0)


def _of_firms(run: NotedRun, test: str) -> Iterator[Text]:
    found = _found(run, "enterprise", test)
    if found is None:
        return
    name, places, counted, fen = found
    zh, en = (
        (
            f"，照样作为一家企业计算（共 {money_text(fen)} 元）；如是合计，请删去",
            f"; they count as a firm ({money_text(fen)} yuan in all): delete them if they are totals",
        )
        if counted
        else ("；如是合计，请删去", ": delete them if they are totals")
    )
    yield Text(
        f"企业名称是“{name}”的行{places.zh}像是合计行{zh}",
        f"rows whose firm is “{name}”{places.en} look like totals{en}",
    )


def _of_items(run: NotedRun, cells: list[str], beside: str) -> Iterator[Text]:
    tests = [(cell, _called(run, cell)) for cell in cells]
    name = f"CASE {' '.join(f'WHEN {test} THEN {cell}' for cell, test in tests)} END"
    found = _found(run, name, f"({' OR '.join(test for _, test in tests)}) AND {beside}")
    if found is not None and found[2]:
        names, places, counted, fen = found
        yield Text(
            f"{counted} 行写有“{names}”{places.zh}，像是合计行，照样作为项目计算，共 {money_text(fen)} 元；如是合计，请删去",
            f"rows that say “{names}”{places.en} look like totals; {counted} of them count as items, "
            f"{money_text(fen)} yuan in all: delete them if they are totals",
        )
