"""Sheets as one table: the heading found under whatever stands above it, each row whole, with what a workbook says of its cells.

A cell whose value is not what the sheet shows (an error, a formula that was never computed, a number format with a unit of its
own, money merged over rows) makes its row a problem that names the cell; a merged name, day or choice counts for its rows.
"""

from collections.abc import Iterator, Mapping, Sequence

from bjsubsidy.errors import Problem, UnusableFile
from bjsubsidy.language import Text, many
from bjsubsidy.readers.cell import SERIAL, as_number
from bjsubsidy.readers.finding import heading_row, layout, likely_heading
from bjsubsidy.readers.headings import TableReading, Vocabulary
from bjsubsidy.readers.left_rows import LeftKind, LeftOutRows, LeftRow, filled_cells
from bjsubsidy.readers.marked_cells import mark_faults, merged_money
from bjsubsidy.readers.marked_problems import of_the_row
from bjsubsidy.readers.own_units import in_row_unit, scales_rows, with_firm, without_unit
from bjsubsidy.readers.sheet_beginning import beginning, empty, said_above, trimmed_heading
from bjsubsidy.readers.sheets import SheetRow, SourceSheet
from bjsubsidy.readers.units import NOTHING_SAID, folded_heading, unit_hint

# A merged cell of these holds for all its rows; merged money does not say how much of it is whose.
_SHARED = ("name", "code", "label", "input", "day", "choice", "truth", "share", "currency", "unit", "measure")
# How many days the calendar of some workbooks begins after the usual one.
_FROM_1904 = 1462

# A row with as many cells as the heading, and what is wrong with it.
WholeRow = tuple[SheetRow, Sequence[Problem]]


class SheetTable:
    """One sheet: its heading, and its rows with what is wrong with them; `among` others it need not have all columns named by hand."""

    def __init__(self, path: str, sheet: SourceSheet, known: Vocabulary, asked: TableReading, among: bool = False) -> None:
        self.path = path
        self.sheet = sheet
        first = beginning(sheet)
        if not first:
            raise UnusableFile(path, [empty().at(path)])
        filled = [self._filled_up(row, first) for row in first]
        found = heading_row(filled, known, asked.columns)
        self.above, self.day, self.hints = said_above(first[:found] if found is not None else [])
        place = likely_heading(filled) if found is None else found
        self.headings = trimmed_heading(filled[place])
        heading = first[place].number
        self.first = max([heading, *(bottom for top, _, bottom, _ in sheet.part.merged if top <= heading <= bottom)])
        own = {folded_heading(heading) for heading in self.headings}
        columns = {id: theirs for id, theirs in asked.columns.items() if not among or folded_heading(theirs) in own}
        self.asked = with_firm(self.headings, known, asked.replace(columns=columns), self._cells_of)
        self.layout = layout(path, self.headings, known, self.asked, self.above)
        unit = self.layout.column("unit")
        self.unit = unit.place if unit is not None and scales_rows(self._cells_of(unit.place)) else None
        self.layout = without_unit(self.layout, self.unit is not None)
        self.hidden = 0
        self._above = [self._left("above", row) for row in first[:found]] if found else []
        self._left_out = LeftOutRows(self.headings, self.layout)
        self.left: list[LeftRow] = []
        self._columns = {column.place: column for column in self.layout.columns if column.place < len(self.headings)}
        self._torn = self._torn_money()

    def _filled_up(self, row: SheetRow, first: Sequence[SheetRow]) -> list[str]:
        """A row of the heading with what is merged into it from the rows above."""
        cells = list(row.cells)
        by_number = {other.number: other for other in first}
        for top, left, bottom, _ in self.sheet.part.merged:
            if top < row.number <= bottom and top in by_number and left < len(cells):
                cells[left] = by_number[top].cells[left]
        return cells

    def _cells_of(self, place: int) -> Iterator[str]:
        return (row.cells[place] for row in self._below() if place < len(row.cells))

    def _below(self) -> Iterator[SheetRow]:
        return (row for row in self.sheet.rows() if row.number > self.first)

    def _torn_money(self) -> dict[int, set[int]]:
        """Rows by column where one amount is merged over more than one row with content."""
        merged = [
            (top, left, bottom)
            for top, left, bottom, _ in self.sheet.part.merged
            if top > self.first and left in self._columns and self._columns[left].form not in _SHARED
        ]
        if not merged:
            return {}
        numbers = [row.number for row in self._below() if any(cell.strip() for cell in row.cells)]
        torn: dict[int, set[int]] = {}
        for top, left, bottom in merged:
            covered = {number for number in numbers if top <= number <= bottom}
            if len(covered) > 1:
                torn.setdefault(left, set()).update(covered)
        return torn

    def rows(self) -> Iterator[WholeRow]:
        """Every row that is not blank and not left out, as many cells as the heading, and its faults; `left` are then the others."""
        self.hidden, self.left = 0, list(self._above)
        count, waiting = 0, list[tuple[SheetRow, WholeRow]]()
        for row, whole in self._whole_rows():
            kind = None if row.fault else self._left_out.kind(row.cells)
            if kind is not None:
                self.left.append(self._left(kind, row, count + len(waiting)))
            elif not self._has_amount(row):
                waiting.append((row, whole))
            else:
                for before in waiting:
                    yield before[1]
                yield whole
                count += len(waiting) + 1
                waiting.clear()
        if count:
            self.left += [self._left("below", row, count, whole.cells) for row, (whole, _) in waiting]
        else:
            yield from (whole for _, whole in waiting)

    def _has_amount(self, row: SheetRow) -> bool:
        """Whether anything stands in a row's amount, be it an error or a part of a merged cell; a row that is broken may have one."""
        amount = self._left_out.amount
        if row.fault is not None or self._left_out.has_amount(row.cells) or amount is None:
            return True
        return amount.place in row.marks or row.number in self._torn.get(amount.place, ())

    def _left(self, kind: LeftKind, row: SheetRow, after: int = 0, whole: Sequence[str] = ()) -> LeftRow:
        """A row that is left out; a sum that a workbook does not show as it holds it has no figure.

        `whole` are its cells with what is merged into them, where it may be of a firm.
        """
        sure = kind == "sum" and self.unit is None and not row.marks
        figure = self._left_out.figure(row.cells) if sure else None
        firm, code = self._left_out.firm(whole) if whole else (None, None)
        return LeftRow(kind, str(row.number), filled_cells(row.cells), figure, 0, after, firm, code)

    def _whole_rows(self) -> Iterator[tuple[SheetRow, WholeRow]]:
        """Each row that is not blank as it stands, and whole with its faults."""
        covering: dict[int, tuple[int, str]] = {}
        starts: dict[int, list[tuple[int, int]]] = {}
        for top, left, bottom, _ in self.sheet.part.merged:
            if left in self._columns and self._columns[left].form in _SHARED:
                starts.setdefault(top, []).append((left, bottom))
        for row in self._below():
            for left, bottom in starts.get(row.number, ()):
                covering[left] = (bottom, row.cells[left])
            if row.fault is None and not row.marks and not any(cell.strip() for cell in row.cells):
                continue
            self.hidden += row.number in self.sheet.part.hidden
            yield row, self._whole(row, covering)

    def _whole(self, row: SheetRow, covering: Mapping[int, tuple[int, str]]) -> WholeRow:
        width, cells = len(self.headings), list(row.cells)
        while len(cells) > width and not cells[-1].strip():
            cells.pop()
        said = row.fault
        if said is None and len(cells) != width:
            said = Text(f"有 {len(cells)} 个单元格，标题有 {width} 个", f"it has {many(len(cells), 'cell')}, the heading has {width}")
        faults = [of_the_row(said)] if said is not None else []
        cells = [*cells[:width], *[""] * (width - len(cells))]
        for left, (bottom, text) in covering.items():
            if row.number <= bottom and not cells[left].strip():
                cells[left] = text
        if row.marks or self._torn or self.unit is not None or self.sheet.from_1904:
            faults += self._looked_at(row, cells)
        return row._replace(cells=cells), faults

    def _looked_at(self, row: SheetRow, cells: list[str]) -> list[Problem]:
        """What is wrong with single cells; what can be told is written into them."""
        faults = list[Problem]()
        for place, mark in row.marks.items():
            if place < len(cells):
                faults += mark_faults(self._columns.get(place), row.number, place, mark, cells)
        for place, numbers in self._torn.items():
            if row.number in numbers:
                faults.append(merged_money(self._columns[place], row.number))
        if self.unit is not None:
            faults += in_row_unit(cells[self.unit].strip(), self._columns.values(), cells)
        if self.sheet.from_1904:
            for place, column in self._columns.items():
                if column.form == "day" and SERIAL.fullmatch(cells[place].strip()):
                    cells[place] = str(int(as_number(cells[place])) + _FROM_1904)
        return faults

    def notes(self) -> list[Text]:
        """What is to be said of the sheet, once its rows have been read."""
        notes = list[Text]()
        notes += self._unit_above()
        if any(column.form == "yuan" and column.said == NOTHING_SAID for column in self.layout.columns):
            notes += [unit_hint(hint, _ABOVE_IT) for hint in self.hints]
        if self.day:
            zh = f"表上方的日期 {self.day} 不作发生日"
            notes.append(Text(zh, f"the day above the table, {self.day}, is not taken for the day of any row"))
        if self.hidden:
            zh = f"其中 {self.hidden} 行被隐藏或筛去，照样读取"
            notes.append(Text(zh, f"{self.hidden} rows are hidden or filtered out; they are read all the same"))
        return notes

    def _unit_above(self) -> Iterator[Text]:
        """Which unit above the table is read, and which columns are in another, by their headings."""
        if self.above.unit is None:
            return
        unit = f"{self.above.unit}元"
        others = [column for column in self._columns.values() if column.form == "yuan" and column.said.unit not in (None, self.above.unit)]
        if self.above.unit and len(others) < sum(column.form == "yuan" for column in self._columns.values()):
            yield Text(f"表上方写明单位：{unit}", f"the unit above the table is read: {unit}")
        if others:
            zh = "、".join(f"“{column.heading}”为{column.said.unit}元" for column in others)
            en = ", ".join(f"“{column.heading}” in {column.said.unit}元" for column in others)
            yield Text(
                f"表上方写明单位：{unit}，与标题里的不同，按标题读取：{zh}；请核对",
                f"the unit above the table, {unit}, is not that of the heading, which is followed: {en}; check which is meant",
            )


_ABOVE_IT = Text("表上方的", "above the table")
