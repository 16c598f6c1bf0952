"""What a cell of a table may say beyond what a command line takes: the grammar of `quantities`, and what spreadsheets make of it.

Every table is read by this: of `batch`, registers, sheets of answers. Refusals are `Unreadable` or `UnknownName`.
"""

import re
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from fractions import Fraction

from bjsubsidy.capitals import read_capitals
from bjsubsidy.errors import Unreadable
from bjsubsidy.language import Text, shortened
from bjsubsidy.law.entries import Fact
from bjsubsidy.quantities import RATE_SIGNS, RATE_WORD, YES_NO_WORDS, Value, parse_date, parse_money, parse_rate, parse_yes_no, percent_text

# As Excel writes a text that it must not take for a number: ="00123".
_QUOTED = re.compile(r'\s*="((?:[^"]|"")*)"\s*', re.DOTALL)
_TIME = re.compile(r"(?:\s+|T)\d{1,2}[::]\d{1,2}(?:[::]\d{1,2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?\s*", re.ASCII)
_DOTS = re.compile(r"(\d{4})[.．](\d{1,2})[.．](\d{1,2})", re.ASCII)
# 1954-10-03 to 2173-10-13: five digits are no day written otherwise.
SERIAL = re.compile(r"[2-9]\d{4}(?:\.\d+)?", re.ASCII)
_SERIAL_ZERO = date(1899, 12, 30)
_NO_AMOUNT = re.compile(r"[¥￥]?\s*[-－–—]")
_YUAN_BEFORE = re.compile(r"(?:人民币|RMB|CNY)\s*[::]?\s*", re.IGNORECASE)
_YUAN_AFTER = re.compile(r"圆|元(?:人民币|RMB|CNY)|(?<=[0-9])\s*(?:人民币|RMB|CNY)", re.IGNORECASE)
_SIGNS = dict.fromkeys(("√", "✓", "✔", "☑", "有", "y"), True) | dict.fromkeys(("×", "✗", "✘", "无", "n"), False)
CELL_YES_NO = {**YES_NO_WORDS, **_SIGNS, "Y": True, "N": False}


def as_number(text: str) -> Fraction:
    """The number of a cell of plain digits."""
    return Fraction(text.strip())


def unquoted(text: str) -> str:
    """A cell's text without the quotes around it, if there are such."""
    found = _QUOTED.fullmatch(text)
    return found[1].replace('""', '"') if found else text


@contextmanager
def _quoting(text: str, now: Text | None = None) -> Iterator[None]:
    """A refusal within it quotes the cell as it is written, whatever was read for it, and gives the advice `now`, if any."""
    try:
        yield
    except Unreadable as problem:
        problem.parts |= {"text": shortened(text)} | ({} if now is None else {"now": now})
        raise


_NOW_PERCENT = Text("本列以 % 为单位，请写成 4.6% 或 4.6。", "Write it as 4.6% or 4.6: the column is in %.")


def read_money(text: str, unit: str | None = None) -> int:
    """Whole fen of 人民币1000元, RMB 1,000, 壹佰万元整 and what `parse_money` takes; `unit` is what the table says of it."""
    written = text.strip()
    fen = read_capitals(_YUAN_BEFORE.sub("", written, count=1))
    if fen is not None:
        return fen
    bare = _YUAN_BEFORE.sub("", written, count=1) if _YUAN_BEFORE.match(written) else written
    with _quoting(text):
        return parse_money(_YUAN_AFTER.sub("元", bare) if bare else text, unit=unit)


def read_amount(text: str, unit: str | None = None) -> int:
    """As `read_money`, of an item's amount: a dash alone is how the accounting format shows zero."""
    return 0 if _NO_AMOUNT.fullmatch(text.strip()) else read_money(text, unit)


def read_rate(text: str, percent: bool = False, most: Fraction = Fraction(1)) -> Fraction:
    """A rate up to `most`; under a heading in % a bare number is one of percent, but one below 1 may be a share and is refused."""
    written = text.strip()
    if not percent:
        return parse_rate(text, most)
    signed = written.endswith(tuple(RATE_SIGNS))
    with _quoting(text, _NOW_PERCENT):
        share = parse_rate(written if signed else f"{written}%", most)
    if signed:
        return share
    if 0 < share < Fraction(1, 100):
        why = Text("标题以 % 为单位，小于 1 的数含义不明", "under a heading in % a number below 1 is ambiguous")
        one, other = f"{written}%", percent_text(100 * share)
        now = Text(
            f"请核对：如是 {one}，请写成 {one}；如是 {other}，请写成 {other}。",
            f"Check it: if it is {one}, write {one}; if it is {other}, write {other}.",
        )
        raise Unreadable(RATE_WORD, text, why, now)
    return share


def highest_rate(fact: Fact) -> Fraction:
    """What a fact that is a rate comes to at most."""
    ends = fact.kind.ends(fact)
    return Fraction(1) if ends is None or isinstance(ends[1], date) else Fraction(ends[1])


def read_day(text: str) -> date:
    """A day with a time after it, with dots, or as the number that a spreadsheet keeps of it."""
    written = text.strip()
    if SERIAL.fullmatch(written):
        return _SERIAL_ZERO + timedelta(days=int(written.partition(".")[0]))
    dotted = _DOTS.sub(r"\1-\2-\3", written)
    timed = _TIME.search(dotted)
    with _quoting(text):
        return parse_date(dotted[: timed.start()] if timed and timed.end() == len(dotted) else dotted)


def read_yes_no(text: str) -> bool:
    """Also of the signs that people tick with."""
    sign = _SIGNS.get(unicodedata.normalize("NFKC", text).strip().lower())
    return parse_yes_no(text) if sign is None else sign


def read_fact(fact: Fact, text: str, unit: str | None = None, percent: bool = False) -> Value:
    """The typed value of a fact as a cell says it."""
    written = unquoted(text)
    match fact.kind.cell:
        case "yuan":
            return read_money(written, unit)
        case "share":
            return read_rate(written, percent, highest_rate(fact))
        case "day":
            return read_day(written)
        case "truth":
            return read_yes_no(written)
        case _:
            return fact.read(written)
