"""A book: several sheets and pictures, for what holds more than one, such as a workbook or a report."""

from collections.abc import Sequence
from datetime import date
from itertools import chain
from typing import Literal, NamedTuple

from bjsubsidy.language import Lang, Text
from bjsubsidy.record import Record
from bjsubsidy.reports.sheet import Sheet


class BarPiece(NamedTuple):
    """A piece of a bar: what it is, its words, and its fen."""

    role: Literal["used", "claimed", "left"]
    name: str
    fen: int


class Bar(Record):
    """`whole` is what its length stands for, in fen."""

    title: str
    whole: int
    parts: tuple[BarPiece, ...]


class Bars(Record):
    """A bar for each cap."""

    title: str
    bars: tuple[Bar, ...]


class DayMark(Record):
    """A day of a timeline: something runs from it, until it, or is aimed at on it."""

    date: date
    kind: str
    title: str
    side: Literal["from", "until", "on"]


class Timeline(Record):
    """Days to be drawn in their order."""

    title: str
    marks: tuple[DayMark, ...]


class Corner(NamedTuple):
    """A point of a line, in fen."""

    input: int
    low: int
    high: int


class Knee(NamedTuple):
    """A corner that is named, and its words."""

    input: int
    high: int
    words: str


class CurveLine(Record):
    """What a measure pays over its inputs: straight between corners; measures that pay the same share a line."""

    name: str
    corners: tuple[Corner, ...]
    knees: tuple[Knee, ...]


class Chart(Record):
    """Amounts against inputs; `own` is the input that was asked about."""

    title: str
    across: str
    up: str
    lines: tuple[CurveLine, ...]
    own: int | None = None


Picture = Bars | Timeline | Chart


class Book(Record):
    """Everything an answer says, part by part; pictures show what sheets of the same book say in figures.

    `cautions` come before all parts.
    """

    title: str
    lang: Lang
    parts: Sequence[Sheet | Picture]
    cautions: Sequence[str] = ()


def lettered(lines: Sequence[CurveLine]) -> list[tuple[str, Knee]]:
    """Every knee once, with the letters that name it: A to Z, then AA."""
    knees = dict.fromkeys(knee for line in lines for knee in line.knees)
    letters = chain(_LETTERS, (first + second for first in _LETTERS for second in _LETTERS))
    return list(zip(letters, knees, strict=False))


_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
OWN = Text("本笔", "this amount")


def sheets_of(book: Book) -> list[Sheet]:
    """The sheets of a book without its pictures."""
    return [part for part in book.parts if isinstance(part, Sheet)]
