"""A sheet: typed cells and lines, before anybody decided how they look. Every format draws the same sheet."""

from collections.abc import Sequence
from datetime import date
from typing import Literal, NamedTuple

from bjsubsidy.record import Record


class Word(NamedTuple):
    """Something that has an id for machines and words for people."""

    id: str
    shown: str


Cell = str | Word | int | date | None


class Column(Record):
    """Whole numbers in cells are fen; a column may be meant for people or for machines only.

    `once`: a person need not read again what the row above says. `choices`, by row, are what may be filled in.
    """

    id: str
    heading: str
    kind: Literal["text", "word", "money", "date", "answer"] = "text"
    audience: Literal["all", "people", "machine"] = "all"
    once: bool = False
    choices: Sequence[Sequence[str]] = ()


class Sheet(Record):
    """Lines before the cells, the cells, and lines after them; `marked` is the row that stands out."""

    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]
    head: Sequence[str] = ()
    lines: Sequence[str] = ()
    marked: int | None = None
    title: str = ""


def filled(columns: Sequence[Column], rows: Sequence[Sequence[Cell]]) -> tuple[list[Column], list[list[Cell]]]:
    """The columns that say anything, or are there to be filled in."""
    places = [place for place, column in enumerate(columns) if column.kind == "answer" or any(not _blank(row[place]) for row in rows)]
    return [columns[place] for place in places], [[row[place] for place in places] for row in rows]


def _blank(cell: Cell) -> bool:
    return cell is None or cell == ""


def for_audience(sheet: Sheet, audience: Literal["people", "machine"]) -> tuple[list[Column], list[list[Cell]]]:
    """The columns and cells that an audience sees."""
    places = [place for place, column in enumerate(sheet.columns) if column.audience in ("all", audience)]
    return [sheet.columns[place] for place in places], [[row[place] for place in places] for row in sheet.rows]
