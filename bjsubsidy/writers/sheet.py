"""A sheet: typed cells and lines, before anybody decided how they look. Every format draws the same sheet."""

from dataclasses import dataclass, field
from datetime import date
from typing import Literal, NamedTuple


class Word(NamedTuple):
    """Something that has an id for machines and words for people."""

    id: str
    shown: str


Cell = str | Word | int | date | None


@dataclass(frozen=True)
class Column:
    """`money` cells are fen; a column may be meant for people or for machines only."""

    id: str
    heading: str
    kind: Literal["text", "word", "money", "date"] = "text"
    audience: Literal["all", "people", "machine"] = "all"


@dataclass
class Sheet:
    """Lines before the cells, the cells, and lines after them; `marked` is the row that stands out."""

    columns: list[Column]
    rows: list[list[Cell]]
    head: list[str] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    marked: int | None = None


def for_audience(sheet: Sheet, audience: Literal["people", "machine"]) -> tuple[list[Column], list[list[Cell]]]:
    """The columns and cells that an audience sees."""
    places = [place for place, column in enumerate(sheet.columns) if column.audience in ("all", audience)]
    return [sheet.columns[place] for place in places], [[row[place] for place in places] for row in sheet.rows]
