"""A sheet: typed cells and lines, before anybody decided how they look. Every format draws the same sheet."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, Generic, Literal, NamedTuple, TypeVar

from bjsubsidy.language import Text
from bjsubsidy.record import Record


class Word(NamedTuple):
    """Something that has an id for machines and words for people; `under` them stand lesser things, each with its own name;
    `file` is what it leads to, beside what holds the sheet."""

    id: str
    shown: str
    under: tuple[tuple[str, str], ...] = ()
    file: str = ""

    @property
    def lines(self) -> list[str]:
        """Everything that people are shown of it."""
        return [*self.shown.split("\n"), *(text for _, text in self.under)]


class Count(NamedTuple):
    """How many of something, which is no amount."""

    of: int

    def __str__(self) -> str:
        return f"{self.of:,}"


Cell = str | Word | Count | int | date | None
RowType = TypeVar("RowType")
Other = TypeVar("Other")


class Column(Record, Generic[RowType]):
    """What stands over a column and, of any row, in it. Whole numbers in cells are fen.

    It may be meant for people or for machines only. `once`: a person need not read again what the row above says.
    `choices` are what may be filled in on a row. `means` says what it holds where its id alone does not (`MEANINGS`).
    Where a table is too wide, `first_to_go` leaves it first; what it says is then said `behind` the row's name, where it is to stay.
    """

    id: str
    heading: str
    cell: Callable[[RowType], Cell]
    kind: Literal["text", "word", "money", "date", "answer"] = "text"
    audience: Literal["all", "people", "machine"] = "all"
    once: bool = False
    choices: Callable[[RowType], Sequence[str]] = lambda row: ()
    means: Text | None = None
    first_to_go: bool = False
    behind: Callable[[RowType], str] | None = None

    def of(self, part: Callable[[Other], RowType]) -> "Column[Other]":
        """The same column over rows that hold its rows as a part."""
        cell, go = self.cell, self.first_to_go
        return Column(
            self.id, self.heading, lambda row: cell(part(row)), self.kind, self.audience, self.once, means=self.means, first_to_go=go
        )


class Sheet(Record):
    """Lines before the cells, the columns and what they are drawn of, and lines after; `marked` is the row that stands out.

    Its first `lead` rows are what the whole answer comes to; a page begins with them.
    A table that is too wide loses columns before its text is folded, or, where it `folds`, after that as long as much stands in a line.
    """

    columns: Sequence[Column[Any]]
    rows: Sequence[Any]
    head: Sequence[str] = ()
    lines: Sequence[str] = ()
    marked: int | None = None
    title: str = ""
    lead: int = 0
    folds: bool = False


def sheet(
    columns: Sequence[Column[RowType]],
    rows: Sequence[RowType],
    head: Sequence[str] = (),
    lines: Sequence[str] = (),
    marked: int | None = None,
    title: str = "",
) -> Sheet:
    """A sheet whose columns are columns of its rows, which a type checker cannot see of `Sheet` itself."""
    return Sheet(columns, rows, head, lines, marked, title)


def typed_cells(columns: Sequence[Column[RowType]], rows: Sequence[RowType]) -> list[list[Cell]]:
    """By row and column, each still of its own type."""
    return [[column.cell(row) for column in columns] for row in rows]


def for_audience(sheet: Sheet, audience: Literal["people", "machine"]) -> tuple[list[Column[Any]], list[list[Cell]]]:
    """The columns and cells that an audience sees."""
    columns = [column for column in sheet.columns if column.audience in ("all", audience)]
    return columns, typed_cells(columns, sheet.rows)


def filled_columns(columns: Sequence[Column[Any]], rows: Sequence[Sequence[Cell]]) -> tuple[list[Column[Any]], list[list[Cell]]]:
    """The columns that say anything, or are there to be filled in."""
    places = [place for place, column in enumerate(columns) if column.kind == "answer" or any(not _blank(row[place]) for row in rows)]
    return [columns[place] for place in places], [[row[place] for place in places] for row in rows]


def _blank(cell: Cell) -> bool:
    return cell in (None, "", Word("", ""))
