"""Sheets of one file or of several as one table: columns united by what they are, else by their headings; each sheet in its own units."""

import re
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

from bjsubsidy.errors import Mistake, Problem, UnusableFile
from bjsubsidy.language import Text
from bjsubsidy.quantities import RATE_SIGNS
from bjsubsidy.readers.advised import of_file
from bjsubsidy.readers.cell import highest_rate, read_amount, read_rate
from bjsubsidy.readers.cleaning import SheetTable
from bjsubsidy.readers.finding import no_such_column
from bjsubsidy.readers.headings import Layout, TableColumn, TableReading, Vocabulary
from bjsubsidy.readers.left_rows import LeftRow, left_notes
from bjsubsidy.readers.own_units import BARE_FIGURE, with_unit
from bjsubsidy.readers.sheets import SourceSheet
from bjsubsidy.readers.units import NOTHING_SAID, folded_heading


class CleanRow(NamedTuple):
    """As many cells as the table has headings, what is wrong with the row, and where it stands: file!sheet!row.

    `headed` are the headings of its sheet that are not those of the table, each with the table's: its faults name the sheet's.
    """

    cells: Sequence[str]
    faults: Sequence[Problem]
    place: str
    headed: Mapping[str, str]


class OwnHeadings(NamedTuple):
    """The rows of a sheet within the table, from `start` to the one before `after`, and its headings that are not those of the table."""

    start: int
    after: int
    headings: Mapping[str, str]


class OpenedFile(NamedTuple):
    """A file by the name it was given, the sheets of it that are read, and what is to be said of the others."""

    path: str
    sheets: Sequence[SourceSheet]
    notes: Sequence[Text]


class Clean:
    """One table of some sheets; what is to be said of it is known when its rows have been read."""

    def __init__(self, headings: Sequence[str], layout: Layout, parts: "Sequence[_Part]") -> None:
        self.headings = tuple(headings)
        self.layout = layout
        self.parts = parts
        self.left: tuple[LeftRow, ...] = ()
        self.headed: tuple[OwnHeadings, ...] = ()

    def rows(self) -> Iterator[CleanRow]:
        """The rows that are read; `left` are those that are not, and `headed` what has headings of its own, once these have been."""
        count, self.left, headed = 0, (), list[OwnHeadings]()
        for part in self.parts:
            start, own = count, self._own_headings(part)
            of_table = {heading: wanted for wanted, heading in own.items()}
            for row, found in part.table.rows():
                cells = ["" if place is None else row.cells[place] for place in part.places]
                faults = [*found, *_in_own_units(part, cells)] if part.units else found
                count += 1
                yield CleanRow(cells, faults, f"{part.named}{row.number}", of_table)
            if own:
                headed.append(OwnHeadings(start, count, own))
            part.left = tuple(_placed(row, part.named, start) for row in part.table.left)
            self.left += part.left
        self.headed = tuple(headed)

    def _own_headings(self, part: "_Part") -> dict[str, str]:
        """By the headings of the table those of a sheet that are written otherwise."""
        pairs = [(column.heading, part.table.layout.column(column.id)) for column in self.layout.columns]
        return {heading: own.heading for heading, own in pairs if own is not None and own.heading != heading}

    def notes(self) -> list[Text]:
        """Of the heading, then of each sheet: the places of rows name their file themselves."""
        notes = list(self.layout.notes)
        for part in self.parts:
            notes += [*(_of_file(part.file, note) for note in part.table.notes()), *left_notes(part.left, part.table.layout)]
        return notes


class _Part:
    """A sheet within the table: `named` stands before the numbers of its rows, `places` say where it has each column.

    `units` are the units of its own, by place in the table, that its amounts are to name.
    """

    def __init__(self, file: str, named: str, table: SheetTable) -> None:
        self.file = file
        self.named = named
        self.table = table
        self.places: list[int | None] = []
        self.units: dict[int, TableColumn] = {}
        self.left: tuple[LeftRow, ...] = ()


def _placed(row: LeftRow, named: str, start: int) -> LeftRow:
    """A row of a sheet that is left out, within the table: its rows begin at `start`."""
    return row.replace(place=f"{named}{row.place}", start=start, after=start + row.after)


def cleaned(path: str, sheets: Sequence[SourceSheet], known: Vocabulary, asked: TableReading) -> Clean:
    """The sheets of one file as one table; `UnusableFile` where one of them is not of yuan and others are."""
    return united([OpenedFile(path, sheets, ())], known, asked)


def united(files: Sequence[OpenedFile], known: Vocabulary, asked: TableReading) -> Clean:
    """The sheets of all files as one table, in their order."""
    several, parts = len(files) > 1, []
    among = sum(len(file.sheets) for file in files) > 1
    for file in files:
        for sheet in file.sheets:
            sheet_name = f"{sheet.name}!" if len(file.sheets) > 1 else ""
            table = SheetTable(f"{file.path}!{sheet.name}" if sheet_name else file.path, sheet, known, asked, among)
            parts.append(_Part(file.path if several else "", f"{file.path}!{sheet_name}" if several else sheet_name, table))
    _refuse_unnamed(parts, asked)
    if len(parts) == 1:
        parts[0].places = list(range(len(parts[0].table.headings)))
        return Clean(parts[0].table.headings, parts[0].table.layout, parts)
    headings, columns, carried = _columns(parts)
    columns = {id: _one_unit(column, parts) for id, column in columns.items()}
    notes = [_of_file(part.file, note) for part in parts for note in part.table.layout.notes]
    order = [id for id in known.ids() if id in columns]
    found = Layout(tuple(columns[id] for id in order), tuple((place, headings[place]) for place in carried), tuple(dict.fromkeys(notes)))
    return Clean(headings, found, parts)


def _refuse_unnamed(parts: Sequence[_Part], asked: TableReading) -> None:
    """A column that is named by hand stands in one of the sheets at least."""
    having = {id for part in parts for id in part.table.asked.columns}
    for id, theirs in asked.columns.items():
        if id not in having:
            raise no_such_column(theirs, dict.fromkeys(heading for part in parts for heading in part.table.headings))


def _columns(parts: Sequence[_Part]) -> tuple[list[str], dict[str, TableColumn], list[int]]:
    """The headings of the table, the columns that are read by id, and the places of those that are carried; fills in `places`.

    A column that is read stands where an earlier sheet has what it is; one that is carried where an earlier sheet carries its heading.
    """
    headings: list[str] = []
    read: dict[str, TableColumn] = {}
    carried: dict[int, str | None] = {}
    for part in parts:
        table, own = part.table, dict[int, int]()
        of_place = {column.place: column for column in table.layout.columns if column.place < len(table.headings)}
        for place, heading in enumerate(table.headings):
            column = of_place.get(place)
            wanted = read[column.id].place if column and column.id in read else None
            if column is None:
                wanted = next((at for at, name in carried.items() if name == folded_heading(heading) and at not in own), None)
            if wanted is None:
                wanted = len(headings)
                headings.append(heading)
                if place in {at for at, _ in table.layout.carried}:
                    carried[wanted] = None if column else folded_heading(heading)
            own[wanted] = place
            if column is not None:
                read.setdefault(column.id, column.replace(place=wanted))
        part.places = [own.get(place) for place in range(len(headings))]
    for part in parts:
        part.places += [None] * (len(headings) - len(part.places))
    given = [column for column in parts[0].table.layout.columns if column.place >= len(parts[0].table.headings)]
    read |= {column.id: column.replace(place=len(headings) + place) for place, column in enumerate(given)}
    return headings, read, list(carried)


def _one_unit(column: TableColumn, parts: Sequence[_Part]) -> TableColumn:
    """A column of the table in the unit of all its sheets; where they differ, each amount is to name its own."""
    having = [(part, own) for part in parts if (own := part.table.layout.column(column.id)) is not None]
    if column.form not in ("yuan", "share") or all(own.said == column.said for _, own in having):
        return column
    for part, own in having:
        if not own.readable:
            raise _other_units(next(other for other, _ in having if other is not part), part, own)
        part.units = {**part.units, column.place: own}
    return column.replace(said=NOTHING_SAID, named=True)


def _other_units(first: _Part, part: _Part, own: TableColumn) -> UnusableFile:
    names = [f"{one.file} {one.table.sheet.name or ''}".strip() for one in (first, part)]
    what = Text(
        f"工作表“{names[0]}”与“{names[1]}”的“{own.heading}”单位不同",
        f"“{own.heading}” is in another unit in sheet “{names[1]}” than in “{names[0]}”",
    )
    return UnusableFile(part.table.path, [Mistake(what, _ONE_UNIT).at(part.table.path)])


_ONE_UNIT = Text(
    "请把该表换算为人民币元，或用 --sheet 只读其余各表。", "Convert that sheet to yuan, or read the others only, with --sheet."
)


def _in_own_units(part: _Part, cells: list[str]) -> Iterator[Problem]:
    """Amounts and rates with the unit of their own heading written after them; what is wrong with one that names another."""
    for place, column in part.units.items():
        if not cells[place].strip():
            continue
        try:
            cells[place] = _with_unit(column, cells[place])
        except Problem as problem:
            yield problem.at(column.heading)


def _with_unit(column: TableColumn, text: str) -> str:
    """A cell that says what it is in; `Unreadable` where its heading says otherwise."""
    said = column.said
    if column.form == "share":
        if not said.percent or text.strip().endswith(tuple(RATE_SIGNS)):
            return text
        read_rate(text, percent=True, most=Fraction(1) if column.fact is None else highest_rate(column.fact))
        return f"{text.strip()}%"
    if said.unit is not None and re.fullmatch(BARE_FIGURE, text):
        return with_unit(text, said.unit)
    read_amount(text, said.unit)
    return text


def _of_file(file: str, note: Text) -> Text:
    return of_file(file, note) if file else note
