"""Text becomes a typed quantity here, once: the one grammar of amounts, rates, dates, numbers and yes/no.

Money is whole fen (int), a rate an exact Fraction, a date a datetime.date. Refusals are `Unreadable`.
"""

import re
from contextlib import suppress
from datetime import date, timedelta
from fractions import Fraction
from functools import lru_cache
from typing import Literal, NoReturn

from bjsubsidy.errors import Unreadable
from bjsubsidy.language import Text

Value = int | Fraction | bool | date | str
Currency = Literal["CNY", "USD"]

MOST_FEN = 10**13 * 100
# A rate has at most twelve decimals, of one or of a hundred: every rate is a whole number of these.
RATE_PARTS = 10**14
# How money, a change of it, a rate and a day are told to programs.
MONEY_FORM, CHANGE_FORM = r"^(0|[1-9][0-9]*)\.[0-9]{2}$", r"^-?(0|[1-9][0-9]*)\.[0-9]{2}$"
RATE_FORM, DAY_FORM = r"^(0|[1-9][0-9]*)(\.[0-9]*[1-9])?$", "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2199, 12, 31)

# Full-width forms only: a blanket NFKC would read ① as 1 and 10² as 102.
_HALF_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0xFFE5: ord("¥"), 0x3000: ord(" "), 0x2212: ord("-")}

_PLAIN = r"(?P<whole>[0-9]+|[0-9]{1,3}(?:,[0-9]{3})+)(?:\.(?P<decimals>[0-9]+))?"
# Patterns are compiled when they are first used: most starts read plain digits and no more.
_MONEY = rf"(?P<sign>¥|\$|US\$)?\s*{_PLAIN}\s*(?P<scale>[十百千]?[万亿]|[百千])?(?P<unit>元|美元)?"
_NEGATIVE = r"[-(]|[¥$]\s*[-(]"
_RATE = r"(?P<whole>[0-9]+)(?:\.(?P<decimals>[0-9]+))?\s*(?P<sign>[%‰])?"
# What stands behind a rate that is no share of one: of how many it is.
RATE_SIGNS = {"%": 100, "％": 100, "‰": 1000}
_DATES = (
    r"(\d{4})-(\d{1,2})-(\d{1,2})",
    r"(\d{4})/(\d{1,2})/(\d{1,2})",
    r"(\d{4})(\d{2})(\d{2})",
    r"(\d{4})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日",
)
# A name that became a number with an exponent, and a number that has, or that kept, its digits after the fifteenth.
EXPONENT = r"[0-9]+(\.[0-9]+)?[eE][+-]?[0-9]+"
LONG_NUMBER, CUT_NUMBER = r"[0-9]{16,}", r"[0-9]{15}0+"
# How many yuan a unit is, by what is written before 元.
SCALES: dict[str, int] = {"": 1, "百": 10**2, "千": 10**3} | {
    few + many: size * scale
    for many, scale in (("万", 10**4), ("亿", 10**8))
    for few, size in (("", 1), ("十", 10), ("百", 100), ("千", 1000))
}
_MONEY_SIGNS: dict[Currency, set[str | None]] = {"CNY": {None, "¥", "元"}, "USD": {None, "$", "US$", "美元"}}

AMOUNT_WORD = Text("金额", "amount")
RATE_WORD = Text("比率", "rate")
DATE_WORD = Text("日期", "date")
COUNT_WORD = Text("序数", "whole number")
MULTIPLE_WORD = Text("倍数", "multiple")
YES_NO_WORD = Text("回答", "answer")
NAME_WORD = Text("名称", "name")
CREDIT_CODE_WORD = Text("统一社会信用代码", "credit code")

_NOW_MONEY = Text("请写成 1200000、1,200,000.00 或 120万", "Write it as 1200000, 1,200,000.00 or 120万.")
_NOW_USD = Text("请写成美元金额，如 200000000 或 2亿美元", "Write an amount in US dollars, for example 200000000 or 2亿美元.")
_NOW_NET = Text(
    "请从被冲减的那一笔中减去冲减、退回的金额，只写净额",
    "Write the net amount: deduct the reversal from the amount that it reverses.",
)
_NOW_DIGITS = Text("请核对位数", "Check the number of digits.")
_NOW_RATE = Text("请写成 4.6% 或 0.046", "Write it as 4.6% or 0.046.")
_NOW_DATE = Text("请写成 2021-03-20、2021/3/20、20210320 或 2021年3月20日", "Write it as 2021-03-20, 2021/3/20, 20210320 or 2021年3月20日.")
_NOW_NAME = Text("请写一个名称", "Write a name.")
EMPTY_WORD = Text("内容为空", "it is empty")


def _refuse(what: Text, text: str, why: Text, now: Text) -> NoReturn:
    raise Unreadable(what, text, why, Text(now.zh + ("" if now.zh.endswith("。") else "。"), now.en))


def _half_width(text: str) -> str:
    return text.translate(_HALF_WIDTH).strip()


def parse_money(text: str, currency: Currency = "CNY", unit: str | None = None) -> int:
    """Whole fen (or cents) of an amount as people type it: 1200000, 1,200,000.00, １２００, 120万元, 1.2亿, ¥1200.50.

    `unit` is what a table says of the figure, a key of `SCALES`; a cell that names another contradicts it.
    """
    if text.isascii() and text.isdigit() and len(text) < 13 and unit is None:
        # Most amounts are plain digits, and a script may bring a million: what the grammar below says of them, at once.
        return int(text) * 100
    written = _half_width(text)
    found = re.fullmatch(_MONEY, written)
    if not found or not {found["sign"], found["unit"]} <= _MONEY_SIGNS[currency]:
        _refuse(AMOUNT_WORD, text, _why_no_amount(written), _now_amount(written, currency, unit))
    own = found["scale"] or ("" if found["unit"] else None)
    digits = found["whole"].replace(",", "").lstrip("0") or "0"
    if len(digits) > 16:
        _refuse(AMOUNT_WORD, text, _TOO_LARGE, _NOW_DIGITS)
    decimals = (found["decimals"] or "").rstrip("0")
    if len(decimals) > 12:
        _refuse(AMOUNT_WORD, text, _TOO_FINE, _now_amount(written, currency, unit))
    hundredths = int(digits + decimals) * SCALES[(unit if own is None else own) or ""] * 100
    parts: int = 10 ** len(decimals)
    fen, rest = divmod(hundredths, parts)
    if fen > MOST_FEN:
        _refuse(AMOUNT_WORD, text, _TOO_LARGE, _NOW_DIGITS)
    if unit is not None and own is not None and unit != own:
        what = Text(f"标题已写明单位{unit}元，单元格写的是{own}元", f"the heading says “{unit}元”, but the cell says “{own}元”")
        _refuse(AMOUNT_WORD, text, what, _which_unit(f"{digits}.{decimals}".rstrip("."), own, unit))
    if rest:
        shown = _in_unit(rounded(Fraction(hundredths, parts)), own, unit)
        _refuse(AMOUNT_WORD, text, _TOO_FINE, Text(f"请核对；如可四舍五入，写成 {shown}", f"Write {shown} where it may be rounded."))
    return fen


def _in_unit(fen: int, own: str | None, unit: str | None) -> str:
    """An amount as it is to be written: bare in the unit of its column, else in the unit that it names itself."""
    named = unit if unit is not None else own
    if not named:
        return money_text(fen)
    bare = exact_text(Fraction(fen, 100 * SCALES[named]))
    return bare if unit is not None else f"{bare}{named}元"


def _which_unit(figure: str, own: str, unit: str) -> Text:
    """What to write in a column of one unit for a figure that names another: nobody but its writer knows which is meant."""
    if any((Fraction(figure) * SCALES[scale] * 100).denominator > 1 for scale in (own, unit)):
        return Text(
            f"请核对是哪一个单位和位数，按{unit}元只写数字",
            f"Check which is meant, and the digits, and write the number alone, in {unit}元.",
        )
    other = exact_text(Fraction(figure) * SCALES[own] / SCALES[unit])
    return Text(
        f"请核对：如是 {figure}{own}元，请写成 {other}；如是 {figure}{unit}元，请写成 {figure}",
        f"Check which is meant: write {other} for {figure}{own}元, or {figure} for {figure}{unit}元.",
    )


_TOO_FINE = Text("小数超过两位，不是整分", "it has more than two decimals")
_TOO_LARGE = Text("超过 10 万亿元的上限", "it is above the limit of 10 trillion yuan")


def _now_amount(written: str, currency: Currency, unit: str | None) -> Text:
    if re.match(_NEGATIVE, written):
        return _NOW_NET
    if unit is not None:
        # Any figure that stood here as an example would be taken for the one that was meant.
        return Text(
            f"请核对原件，只写数字：本列单位是{unit}元",
            f"Check it against the original and write the number alone: the unit of the column is {unit}元.",
        )
    return _NOW_MONEY if currency == "CNY" else _NOW_USD


def _why_no_amount(written: str) -> Text:
    if not written:
        return EMPTY_WORD
    if re.match(_NEGATIVE, written):
        return Text("金额不能为负", "an amount cannot be negative")
    if re.fullmatch(r"[+]?(nan|inf|infinity)", written, re.IGNORECASE):
        return Text("它不是数", "it is not a number")
    if re.fullmatch(r"[0-9.,]+e[+-]?[0-9]+", written, re.IGNORECASE):
        return Text("科学记数法会丢失位数", "scientific notation hides digits")
    if re.fullmatch(r"[0-9,]+(\.[0-9,]*)?\s*[万亿元]*", written) and "," in written:
        return Text("逗号不是每三位一组", "its commas do not group the digits by three")
    return Text("它不是金额", "it is not an amount of money")


# No rate of any rule or fact is above 10,000%.
MOST_RATE = Fraction(100)


def parse_rate(text: str, most: Fraction = Fraction(1)) -> Fraction:
    """Exact share of one: 4.6%, 46‰ and 0.046 are 23/500; a bare 4.6 is ambiguous. From 0 to `most`, 100% where nobody says more."""
    written = _half_width(text)
    found = re.fullmatch(_RATE, written)
    if not found or len(written) > 30:
        _refuse(RATE_WORD, text, EMPTY_WORD if not written else Text("它不是比率", "it is not a rate"), _NOW_RATE)
    decimals = len((found["decimals"] or "").rstrip("0"))
    if decimals > 12:
        _refuse(RATE_WORD, text, Text("小数超过十二位", "it has more than twelve decimals"), _NOW_RATE)
    if decimals > 11 and found["sign"] == "‰":
        _refuse(RATE_WORD, text, Text("‰ 之前的小数超过十一位", "it has more than eleven decimals before its ‰"), _NOW_RATE)
    number = Fraction(f"{found['whole']}.{found['decimals'] or 0}")
    rate = number / RATE_SIGNS.get(found["sign"], 1)
    if not found["sign"] and number >= 1:
        why = Text("不带百分号而大于等于 1，含义不明", "without a % sign a number of 1 or more is ambiguous")
        now = Text(f"如为百分之{written}，请写成 {written}%", f"If it is {written} percent, write {written}%.")
        _refuse(RATE_WORD, text, why, now if number <= 100 else _NOW_RATE)
    if rate > most:
        _refuse(RATE_WORD, text, Text(f"超过 {percent_text(most)}", f"it is above {percent_text(most)}"), _NOW_RATE)
    return rate


def parse_date(text: str) -> date:
    """A whole day: 2021-03-20, 2021/3/20, 20210320 or 2021年3月20日."""
    written = _half_width(text)
    if len(written) == 10 and written[4] == written[7] == "-" and FIRST_DAY.isoformat() <= written <= LAST_DAY.isoformat():
        with suppress(ValueError):
            return date.fromisoformat(written)
    found = next(filter(None, (re.fullmatch(form, written, re.ASCII) for form in _DATES)), None)
    if not found:
        _refuse(DATE_WORD, text, EMPTY_WORD if not written else Text("它不是完整的日期", "it is not a complete date"), _NOW_DATE)
    try:
        day = date(*(int(part) for part in found.groups()))
    except ValueError:
        _refuse(DATE_WORD, text, Text("没有这一天", "there is no such day"), _NOW_DATE)
    if not FIRST_DAY <= day <= LAST_DAY:
        _refuse(DATE_WORD, text, Text("不在 1900 至 2199 年之间", "it is not between 1900 and 2199"), _NOW_DATE)
    return day


MOST_COUNT = 999_999


def parse_count(text: str, least: int = 1) -> int:
    """A whole number from `least`, which is 1 or 0, to 999,999."""
    written = _half_width(text)
    if not re.fullmatch(r"0*[1-9][0-9]{0,5}", written) and (least > 0 or not re.fullmatch("0+", written)):
        why = Text("它不是正整数，最大 999,999", "it is not a whole number from 1 to 999,999")
        why = why if least else Text("它不是 0 至 999,999 的整数", "it is not a whole number from 0 to 999,999")
        _refuse(COUNT_WORD, text, why, Text("请写成 1、2、3", "Write 1, 2 or 3."))
    return int(written)


def parse_multiple(text: str) -> Fraction:
    """How many times something, as decimal text: 1.40."""
    written = _half_width(text)
    if not re.fullmatch(r"[0-9]{1,6}(\.[0-9]{1,12})?", written):
        _refuse(MULTIPLE_WORD, text, Text("它不是倍数", "it is not a multiple"), Text("请写成 1.40", "Write it as 1.40."))
    return Fraction(written)


YES_NO_WORDS = {"yes": True, "true": True, "1": True, "是": True, "no": False, "false": False, "0": False, "否": False}


def parse_yes_no(text: str) -> bool:
    """yes/no, true/false, 1/0, 是/否."""
    answer = YES_NO_WORDS.get(_half_width(text).lower())
    if answer is None:
        _refuse(
            YES_NO_WORD,
            text,
            Text("既不是“是”，也不是“否”", "it is neither yes nor no"),
            Text("请写 yes/no 或 是/否", "Write yes/no or 是/否."),
        )
    return answer


def parse_name(text: str) -> str:
    """A name somebody gave: not blank, at most 200 characters."""
    name = text.strip()
    if any("\ud800" <= character <= "\udfff" for character in name):
        _refuse(NAME_WORD, text, Text("有读不出的字符", "it has characters that cannot be read"), _NOW_NAME)
    if re.fullmatch(EXPONENT, name):
        refuse_wrecked(text)
    if not folded(name) or len(name) > 200:
        why = EMPTY_WORD if not folded(name) else Text("超过 200 字", "it has more than 200 characters")
        _refuse(NAME_WORD, text, why, _NOW_NAME)
    return name


# A credit code has 18 characters; taxpayers' numbers before it had 15 to 20.
PLAIN_CODE = "[0-9A-Z]{15,20}"
# What people write where they have none: one character all along, and these words.
NO_CODE = "|".join(f"{character}+" for character in "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ")
_NO_CODE_WORDS = ("NA", "N-A", "NULL", "NONE", "NIL", "NAN", "TBD", "UNKNOWN")


def parse_credit_code(text: str) -> str:
    """A firm's credit code in capital letters of one width, without spaces: 91110108MA01ABCDE1.

    Neither its length nor its check digit is held against it. What a spreadsheet took for a number is refused, and what is no
    code at all (a stroke, 无): under it many firms would be one.
    """
    code = folded(text).upper()
    if re.fullmatch(NO_CODE, code) or code in _NO_CODE_WORDS:
        why = Text("它不是代码，只是占位", "it is a placeholder, not a code")
        _refuse(CREDIT_CODE_WORD, text, why, _NOW_CODE)
    if re.fullmatch(PLAIN_CODE, code):
        return code
    if re.fullmatch(EXPONENT, code):
        refuse_wrecked(text, CREDIT_CODE_WORD)
    if not re.fullmatch("[0-9A-Z-]{0,39}[0-9A-Z]", code):
        why = Text("代码只有数字和大写字母", "a code has digits and capital letters only")
        _refuse(CREDIT_CODE_WORD, text, why, _NOW_CODE)
    return code


_NOW_CODE = Text("请写 18 位代码；不知道就留空", "Write its 18 characters, or leave it blank.")


# A name of these alone is its own key, in every engine.
OWN_KEY = "[0-9a-z\u3400-\u4dbf\u4e00-\u9fff]+"
_HIDDEN_CATEGORIES = ("Zs", "Zl", "Zp", "Cc", "Cf")
# Fillers and variation selectors, which no category tells from letters and accents that are seen.
_HIDDEN = {0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x2800, *range(0x180B, 0x1810), *range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0)}


@lru_cache(maxsize=1 << 16)
def folded(name: str) -> str:
    """What a name is compared by: NFKC, lower case, without spaces and invisible characters. Folded again it stays the same."""
    if not name or re.fullmatch(OWN_KEY, name):
        return name
    from unicodedata import normalize

    key = normalize("NFKC", _seen(normalize("NFKC", name)).lower())
    return key if key == name else folded(key)


def _seen(text: str) -> str:
    from unicodedata import category

    return "".join(c for c in text if category(c) not in _HIDDEN_CATEGORIES and ord(c) not in _HIDDEN)


def same_key(value: Value | None) -> Value | None:
    """A value as it is compared: a name folded, anything else as it is."""
    return folded(value) if isinstance(value, str) else value


def refuse_wrecked(text: str, what: Text = NAME_WORD) -> NoReturn:
    """A name that a spreadsheet took for a number: two of them may have become one."""
    _refuse(what, text, _WRECKED, _NOW_WRECKED)


_WRECKED = Text(
    "表格软件把它当作数字，第十五位以后的数字已丢失", "a spreadsheet took it for a number and lost what follows its fifteenth digit"
)
_NOW_WRECKED = Text(
    "请把该列设为文本，按原件重新填写",
    "Format the column as text and type it again from the original.",
)


def money_text(fen: int) -> str:
    """Fen as plain decimal text with two decimals: 48000000 is 480000.00, -5 is -0.05."""
    return f"{fen // 100}.{fen % 100:02d}" if fen >= 0 else f"-{money_text(-fen)}"


def exact_text(number: Fraction) -> str:
    """A fraction in full: 539/10000 is 0.0539; where no decimals end, as it is: 1/3."""
    places, odd = 0, number.denominator
    for factor in (2, 5):
        while odd % factor == 0:
            odd //= factor
    if odd != 1:
        return str(number)
    while number.denominator != 1 and (number * 10**places).denominator != 1:
        places += 1
    digits = str(int(number * 10**places)).rjust(places + 1, "0")
    return f"{digits[:-places]}.{digits[-places:]}" if places else digits


def exact_money_text(fen: Fraction) -> str:
    """An exact number of fen as yuan with every decimal it has, two at least; where they never end, a fraction: 1/3."""
    text = exact_text(fen / 100)
    whole, _, decimals = text.partition(".")
    return text if "/" in text else f"{whole}.{decimals.ljust(2, '0')}"


def percent_text(rate: Fraction) -> str:
    """A rate as a person writes it: 2/5 is 40%."""
    return exact_text(rate * 100) + "%"


def plain_value(value: Value) -> str | bool | int:
    """A value as JSON and CSV carry it by itself: rates as decimal text, days as ISO text; fen only their kind tells from numbers."""
    if isinstance(value, Fraction):
        return exact_text(value)
    return value.isoformat() if isinstance(value, date) else value


def rounded(number: int | Fraction) -> int:
    """Half up to the whole fen; never negative here."""
    return (2 * number.numerator + number.denominator) // (2 * number.denominator)


def rounded_up(number: Fraction) -> int:
    """Up to the next whole fen."""
    return -(-number.numerator // number.denominator)


def later_day(start: date, count: int, unit: Literal["day", "month", "year"]) -> date:
    """The day so many days, months or years later."""
    return start + timedelta(days=count) if unit == "day" else corresponding_day(start, count * (12 if unit == "year" else 1))


def corresponding_day(start: date, months: int) -> date:
    """The same day of the month so many months later, or that month's last day where there is none."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    try:
        return start.replace(year=year, month=month + 1)
    except ValueError:
        following = date(year + month // 11, (month + 1) % 12 + 1, 1)
        return date.fromordinal(following.toordinal() - 1)
