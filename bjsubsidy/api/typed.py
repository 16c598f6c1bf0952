"""Values that a Python program brings: each is of the type its place asks for, and within its bounds, or is refused. None is converted."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any, TypeVar

from bjsubsidy.errors import Problem
from bjsubsidy.language import Text, shortened
from bjsubsidy.law.catalogue import Catalogue
from bjsubsidy.law.entries import Fact
from bjsubsidy.quantities import FIRST_DAY, LAST_DAY, MOST_FEN, RATE_PARTS, Value, parse_name

if TYPE_CHECKING:
    from bjsubsidy.api.refused import WrongType

_Bounded = TypeVar("_Bounded")

# What a program may bring of facts: None is unknown, as a fact that is left out.
GivenFacts = Mapping[str, Value | Decimal | None]

_FEN = Text("整分（int）", "whole fen (int)"), Text("1,200,000 元写作 120_000_000。", "1,200,000 yuan is 120_000_000.")
_CENTS = Text("整美分（int）", "whole cents (int)"), Text("2 亿美元写作 20_000_000_000。", "200 million dollars are 20_000_000_000.")
_DAY = Text("日期（datetime.date）", "a day (datetime.date)"), Text("如 date(2021, 3, 20)。", "For example date(2021, 3, 20).")
_TEXT = Text("文字（str）", "text (str)"), Text("请写编号或名称。", "Give an id or a name.")
_COUNT = Text("整数（int）", "a whole number (int)"), Text("如 1。", "For example 1.")
_YES_NO = Text("True 或 False", "True or False"), Text("未知的请不写或写 None。", "Leave out what is unknown, or give None.")
_RATE = (
    Text("精确的比率（Fraction 或 Decimal）", "an exact share of one (Fraction or Decimal)"),
    Text('4.6% 写作 Fraction("0.046")。', 'Write 4.6% as Fraction("0.046").'),
)


@contextmanager
def found_at(place: str) -> Iterator[None]:
    """A problem within the block is found in a place."""
    try:
        yield
    except Problem as problem:
        raise problem.at(place) from None


def wrong_type(value: object, place: str, what: Text, now: Text) -> WrongType:
    from bjsubsidy.api.refused import WrongType

    return WrongType(place=place, what=what, given=f"{type(value).__name__} {_shown(value)}", now=now)


def _shown(value: object) -> str:
    """A value within a message; Python writes out no number of more than some thousands of digits."""
    try:
        return shortened(repr(value))
    except ValueError:
        return "…"


def typed_fen(value: object, place: str, unit: tuple[Text, Text] = _FEN) -> int:
    """Whole fen from 0 to the most that an amount may be."""
    if type(value) is not int:
        raise wrong_type(value, place, *unit)
    return _between(value, 0, MOST_FEN, place)


def typed_day(value: object, place: str) -> date:
    """A day that the program counts with; a moment (`datetime`) is none."""
    if not isinstance(value, date) or isinstance(value, datetime):
        raise wrong_type(value, place, *_DAY)
    return _between(value, FIRST_DAY, LAST_DAY, place)


def typed_text(value: object, place: str) -> str:
    if not isinstance(value, str):
        raise wrong_type(value, place, *_TEXT)
    return value


def typed_list(values: object, place: str, kind: type) -> Sequence[Any]:
    """A list or tuple of one kind of thing; a text is no list of its letters."""
    if not isinstance(values, (list, tuple)):
        what = Text(f"由 {kind.__name__} 组成的列表或元组", f"a list or tuple of {kind.__name__}")
        raise wrong_type(values, place, what, Text("请放进方括号。", "Put it in brackets."))
    for number, value in enumerate(values):
        if not isinstance(value, kind):
            raise wrong_type(value, f"{place}[{number}]", Text(kind.__name__, kind.__name__), Text("请更正。", "Correct it."))
    return values


def _between(value: _Bounded, least: Any, most: Any, place: str) -> _Bounded:
    if not least <= value <= most:
        from bjsubsidy.api.refused import OutOfBounds

        raise OutOfBounds(place=place, given=_shown(value), least=str(least), most=str(most))
    return value


def typed_facts(
    given: GivenFacts, place: str, asked: Callable[[], Sequence[Fact]], catalogue: Catalogue, refused: Callable[[str], Problem]
) -> dict[str, Value]:
    """GivenFacts by id, in the order of those that are asked; they may be named as on the command line. What is not asked is `refused`."""
    if not isinstance(given, Mapping):
        what = Text("以事实编号为键的字典", "a mapping by fact")
        raise wrong_type(given, place, what, Text('如 {"ip-pledged": True}。', 'For example {"ip-pledged": True}.'))
    by_id = {fact.id: fact for fact in asked()} if given else {}
    values: dict[str, Value] = {}
    for name, value in given.items():
        id = name if name in by_id else _named(typed_text(name, place), place, catalogue)
        if id not in by_id:
            raise refused(id).at(place)
        if id in values:
            raise wrong_type(name, place, Text("每个事实一次", "each fact once"), Text("请去掉其中一个。", "Leave one of them out."))
        if value is not None:
            values[id] = typed_fact(by_id[id], value, f"{place}[{name!r}]")
    return {id: values[id] for id in by_id if id in values}


def _named(written: str, place: str, catalogue: Catalogue) -> str:
    with found_at(place):
        return catalogue.find(written, "fact")


def typed_fact(fact: Fact, value: object, place: str) -> Value:
    """The value of a fact in the type of its kind; a choice by its id, whatever it was named by."""
    match fact.kind:
        case "yes-no":
            return _yes_no(value, place)
        case "money" | "usd":
            return typed_fen(value, place, _FEN if fact.kind == "money" else _CENTS)
        case "rate":
            return _rate(value, place)
        case "date":
            return typed_day(value, place)
        case "count":
            return _count(value, place)
    written = typed_text(value, place)
    with found_at(place):
        return parse_name(written) if fact.kind == "name" else fact.read(written)


def _yes_no(value: object, place: str) -> bool:
    if not isinstance(value, bool):
        raise wrong_type(value, place, *_YES_NO)
    return value


def _count(value: object, place: str) -> int:
    if type(value) is not int:
        raise wrong_type(value, place, *_COUNT)
    return _between(value, 1, 999_999, place)


def _rate(value: object, place: str) -> Fraction:
    """From 0 to 1, with no more decimals than a rate has that somebody types."""
    if not isinstance(value, (Fraction, Decimal)) or (isinstance(value, Decimal) and not value.is_finite()):
        raise wrong_type(value, place, *_RATE)
    if isinstance(value, Decimal) and value.adjusted() < -20:
        raise _too_fine(value, place)
    rate = Fraction(_between(value, 0, 1, place))
    if RATE_PARTS % rate.denominator:
        raise _too_fine(value, place)
    return rate


def _too_fine(value: object, place: str) -> WrongType:
    what = Text("小数不超过十四位的比率", "a rate of at most fourteen decimals")
    return wrong_type(value, place, what, Text("请写原文的比率。", "Write the rate as it is printed."))
