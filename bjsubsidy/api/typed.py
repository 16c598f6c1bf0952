"""Values that a Python program brings: each is of the type its place asks for, and within its bounds, or is refused. None is converted."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, cast

from bjsubsidy.errors import Problem
from bjsubsidy.language import Text, shortened
from bjsubsidy.law.catalogue import Catalogue
from bjsubsidy.law.entries import Fact
from bjsubsidy.law.kinds import DateFact, FactKind, MoneyFact
from bjsubsidy.quantities import Value

if TYPE_CHECKING:
    from bjsubsidy.api.refused import WrongType

# What a program may bring of facts: None is unknown, as a fact that is left out.
GivenFacts = Mapping[str, Value | Decimal | None]

_MONEY, _DAY = MoneyFact(), DateFact()


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


def typed_fen(value: object, place: str) -> int:
    """Whole fen from 0 to the most that an amount may be."""
    return cast(int, _of_kind(_MONEY, value, place))


def typed_day(value: object, place: str) -> date:
    """A day that the program counts with; a moment (`datetime`) is none."""
    return cast(date, _of_kind(_DAY, value, place))


def typed_text(value: object, place: str) -> str:
    if not isinstance(value, str):
        raise wrong_type(value, place, *FactKind.typed)
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


def typed_paths(given: object, place: str) -> list[str]:
    """The path of one file, or those of a list or tuple of at least one."""
    if isinstance(given, (list, tuple)) and given:
        return [_path(one, f"{place}[{number}]") for number, one in enumerate(given)]
    return [_path(given, place)]


def _path(given: object, place: str) -> str:
    path = os.fspath(given) if isinstance(given, os.PathLike) else given
    if not isinstance(path, str):
        what = Text("文件路径，或由路径组成的列表或元组", "the path of a file, or a list or tuple of paths")
        raise wrong_type(given, place, what, Text('如 "firms.csv"。', 'For example "firms.csv".'))
    return path


def typed_facts(
    given: GivenFacts, place: str, asked: Callable[[], Sequence[Fact]], catalogue: Catalogue, refused: Callable[[str], Problem]
) -> dict[str, Value]:
    """GivenFacts by id, in the order of those that are asked; they may be named as on the command line. What is not asked is `refused`."""
    if not isinstance(given, Mapping):
        what = Text("以情况编号为键的字典", "a mapping by fact")
        raise wrong_type(given, place, what, Text('如 {"ip-pledged": True}。', 'For example {"ip-pledged": True}.'))
    by_id = {fact.id: fact for fact in asked()} if given else {}
    values: dict[str, Value] = {}
    for name, value in given.items():
        id = name if name in by_id else _named(typed_text(name, place), place, catalogue)
        if id not in by_id:
            raise refused(id).at(place)
        if id in values:
            raise wrong_type(name, place, Text("每个情况一次", "each fact once"), Text("请去掉其中一个。", "Leave one of them out."))
        if value is not None:
            values[id] = typed_fact(by_id[id], value, f"{place}[{name!r}]")
    return {id: values[id] for id in by_id if id in values}


def _named(written: str, place: str, catalogue: Catalogue) -> str:
    with found_at(place):
        return catalogue.find(written, "fact")


def typed_fact(fact: Fact, value: object, place: str) -> Value:
    """The value of a fact in the type of its kind; a choice by its id, whatever it was named by."""
    return _of_kind(fact.kind, value, place, fact)


def _of_kind(kind: FactKind, value: object, place: str, fact: Fact | None = None) -> Value:
    with found_at(place):
        given = kind.given(value, fact)
    if given is None:
        raise wrong_type(value, place, *kind.typed)
    ends = kind.bounds if fact is None else kind.ends(fact)
    if ends is not None:
        _refuse_beyond(*ends, given, value, place)
    return given


def _refuse_beyond(least: Any, most: Any, given: Any, value: object, place: str) -> None:
    if not least <= given <= most:
        from bjsubsidy.api.refused import OutOfBounds

        raise OutOfBounds(place=place, given=_shown(value), least=str(least), most=str(most))
