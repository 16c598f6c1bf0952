"""Figures as documents print them: shares, sums, counts, periods and days, in Arabic or Chinese numerals, full width or not."""

import re
import unicodedata
from calendar import monthrange
from collections.abc import Iterator, Sequence
from datetime import date as Day
from fractions import Fraction
from functools import lru_cache

from bjsubsidy.record import Record


class Quantity(Record):
    """A number and the unit behind it: `%` for a share of a hundred (of which 3‰ is 3/10), `元` for any money, `` where none follows."""

    number: Fraction
    unit: str


class Span(Record):
    """A printed day, month or year: its first and its last day."""

    first: Day
    last: Day


class Printed(Record):
    """A figure where it stands in a squeezed text: from `start`, before `end`."""

    start: int
    end: int
    value: Quantity | Span


def squeezed(text: str) -> str:
    """Without white space, and every character in its plain width."""
    return "".join(unicodedata.normalize("NFKC", text).split())


@lru_cache(maxsize=4096)
def printed(text: str) -> tuple[Printed, ...]:
    """Every figure of a squeezed text. Chinese numerals are figures before a unit only: others count parts of a sentence."""
    read = [(found, _span(found) if found["year"] or found["iso"] else _quantity(found)) for found in _FIGURE.finditer(text)]
    return tuple(Printed(found.start(), found.end(), value) for found, value in read if value is not None)


def occurrences(figure: str, text: str, figures: Sequence[Printed]) -> Iterator[tuple[int, int]]:
    """Where words with a figure stand in a squeezed text, whose figures are given, and cut none of them: 50万 is not in 50万元."""
    start = text.find(figure) if figure else -1
    while start >= 0:
        end = start + len(figure)
        if not any(each.start < edge < each.end for each in figures for edge in (start, end)):
            yield start, end
        start = text.find(figure, start + 1)


def without_year(day: Day) -> tuple[Quantity, Quantity]:
    """A day as it is printed where the year stands elsewhere."""
    return Quantity(Fraction(day.month), "月"), Quantity(Fraction(day.day), "日")


_DIGITS = {sign: number for number, signs in enumerate(("〇零", "一", "二两", "三", "四", "五", "六", "七", "八", "九")) for sign in signs}
_PLACES = {"十": 10, "百": 100, "千": 1000}
_SCALES = {"百": 100, "千": 1000, "万": 10**4, "亿": 10**8, "萬": 10**4, "億": 10**8, "": 1}
_NUMERALS = "".join([*_DIGITS, *_PLACES])
_WHOLES = {"百": 100, "千": 1000, "万": 10**4}
_UNITS = {"美元": "元", "元": "元", "个工作日": "工作日", "个月": "月", "天": "日", "周年": "年", "圓": "元"}
_WITH_TIME = "美元|元|圓|个工作日|工作日|个月|周年|小时"
_FIGURE = re.compile(
    rf"""
      (?P<year> (?<!\d)\d{{4}} | (?<![{_NUMERALS}])[〇零一二三四五六七八九]{{4}} ) 年
          (?: (?P<month> \d{{1,2}} | 十[一二]? | [一二三四五六七八九] ) 月
              (?: (?P<day> \d{{1,2}} | [一二三四五六七八九十]{{1,3}} ) 日 )? )?
    | (?P<iso> (?<!\d)\d{{4}}-\d{{2}}-\d{{2}}(?!\d) )
    | (?P<of> [百千万] ) 分之 (?P<part> \d+(?:\.\d+)? | [{_NUMERALS}]+ )
    | (?P<half> 减半 )
    | (?P<number> \d+(?:,\d{{3}})*(?:\.\d+)? ) (?P<scale> [百千万亿萬億]* ) (?P<unit> [%‰]|{_WITH_TIME}|[年月日天倍家个项名次] )?
    | (?P<chinese> [{_NUMERALS}]+ ) (?P<large> [万亿萬億]* ) (?P<counted> {_WITH_TIME}|[年月日天倍家个项名次类批级亩成] )
    """,
    re.VERBOSE,
)


def _quantity(found: re.Match[str]) -> Quantity | None:
    if found["half"]:
        return Quantity(Fraction(100, 2), "%")
    if found["part"]:
        return Quantity(_number(found["part"]) * 100 / _WHOLES[found["of"]], "%")
    scale, unit = (found["scale"], found["unit"]) if found["number"] else (found["large"], found["counted"])
    number = _number(found["number"] or found["chinese"])
    for sign in scale:
        number *= _SCALES[sign]
    if unit == "‰":
        return Quantity(number / 10, "%")
    return Quantity(number, _UNITS.get(unit or "", unit or ""))


def _number(written: str) -> Fraction:
    """The value of Arabic or Chinese numerals below ten thousand."""
    if written[0].isdigit():
        return Fraction(written.replace(",", ""))
    if not any(sign in _PLACES for sign in written):
        return Fraction(int("".join(str(_DIGITS[sign]) for sign in written)))
    total, digit = 0, 0
    for sign in written:
        if sign in _PLACES:
            total, digit = total + (digit or 1) * _PLACES[sign], 0
        else:
            digit = _DIGITS[sign]
    return Fraction(total + digit)


def _span(found: re.Match[str]) -> Span | None:
    """None where the calendar has no such day."""
    parts = found["iso"].split("-") if found["iso"] else found.group("year", "month", "day")
    year, month, day = (int(_number(part)) if part else None for part in parts)
    try:
        first = Day(year or 0, month or 1, day or 1)
        last = Day(first.year, month or 12, day or monthrange(first.year, month or 12)[1])
    except ValueError:
        return None
    return Span(first, last)
