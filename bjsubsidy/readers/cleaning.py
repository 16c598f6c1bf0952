"""Sheets as one table: the heading found under whatever stands above it, each row whole, with what a workbook says of its cells.

A cell whose value is not what the sheet shows (an error, a formula that was never computed, a number format with a unit of its
own, money merged over rows) makes its row a problem that names the cell; a merged name, day or choice counts for its rows.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from bjsubsidy.errors import Mistake, UnusableFile
from bjsubsidy.language import Text, many
from bjsubsidy.quantities import exact_text
from bjsubsidy.readers.cell import SERIAL, as_number
from bjsubsidy.readers.finding import HEADING_ROWS, heading_row, layout, likely_heading
from bjsubsidy.readers.headings import TableColumn, TableReading, Vocabulary
from bjsubsidy.readers.left_rows import LeftKind, LeftOutRows, LeftRow, filled_cells
from bjsubsidy.readers.own_units import (
    BARE_FIGURE,
    OWN_UNIT,
    all_units,
    in_unit,
    two_units_fault,
    unit_fault,
    with_firm,
    without_unit,
)
from bjsubsidy.readers.sheets import SheetRow, SourceSheet
from bjsubsidy.readers.units import (
    NOTHING_SAID,
    Said,
    above,
    agreed,
    folded_heading,
    hints_at_unit,
    read_format,
    read_unit,
    unit_hint,
)
from bjsubsidy.readers.workbook_parts import CellMark, cell_name

# A merged cell of these holds for all its rows; merged money does not say how much of it is whose.
_SHARED = ("name", "code", "label", "input", "day", "choice", "truth", "share", "currency", "unit", "measure")
# How many days the calendar of some workbooks begins after the usual one.
_FROM_1904 = 1462
_DAY = re.compile(r"\d{4}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}\s*日?", re.ASCII)


def empty() -> Mistake:
    """That nothing stands in a table."""
    return Mistake(Text("表是空的", "the table is empty"), Text("请写标题行和数据。", "Write a heading and the rows under it."))


def beginning(sheet: SourceSheet) -> list[SheetRow]:
    """The first rows that are not blank, as many as are looked at for a heading."""
    return list(islice((row for row in sheet.rows() if any(cell.strip() for cell in row.cells)), HEADING_ROWS))


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
        self.above, self.day, self.hints = _above(first[:found] if found is not None else [])
        place = likely_heading(filled) if found is None else found
        self.headings = _trimmed(filled[place])
        heading = first[place].number
        self.first = max([heading, *(bottom for top, _, bottom, _ in sheet.part.merged if top <= heading <= bottom)])
        own = {folded_heading(heading) for heading in self.headings}
        columns = {id: theirs for id, theirs in asked.columns.items() if not among or folded_heading(theirs) in own}
        self.asked = with_firm(self.headings, known, asked.replace(columns=columns), self._cells_of)
        self.layout = layout(path, self.headings, known, self.asked, self.above)
        unit = self.layout.column("unit")
        self.unit = unit.place if unit is not None and self._all_units(unit.place) else None
        self.layout = without_unit(self.layout)
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

    def _all_units(self, place: int) -> bool:
        return all_units(self._cells_of(place))

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

    def rows(self) -> Iterator[tuple[SheetRow, Text | None]]:
        """Every row that is not blank and not left out, as many cells as the heading, and its fault; `left` are then the others."""
        self.hidden, self.left = 0, list(self._above)
        count, waiting = 0, list[tuple[SheetRow, tuple[SheetRow, Text | None]]]()
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
            self.left += [self._left("below", row, count) for row, _ in waiting]
        else:
            yield from (whole for _, whole in waiting)

    def _has_amount(self, row: SheetRow) -> bool:
        """Whether anything stands in a row's amount, be it an error or a part of a merged cell; a row that is broken may have one."""
        amount = self._left_out.amount
        if row.fault is not None or self._left_out.has_amount(row.cells) or amount is None:
            return True
        return amount.place in row.marks or row.number in self._torn.get(amount.place, ())

    def _left(self, kind: LeftKind, row: SheetRow, after: int = 0) -> LeftRow:
        """A row that is left out; a sum that a workbook does not show as it holds it has no figure."""
        sure = kind == "sum" and self.unit is None and not row.marks
        return LeftRow(kind, str(row.number), filled_cells(row.cells), self._left_out.figure(row.cells) if sure else None, 0, after)

    def _whole_rows(self) -> Iterator[tuple[SheetRow, tuple[SheetRow, Text | None]]]:
        """Each row that is not blank as it stands, and whole with its fault."""
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

    def _whole(self, row: SheetRow, covering: Mapping[int, tuple[int, str]]) -> tuple[SheetRow, Text | None]:
        width, cells = len(self.headings), list(row.cells)
        while len(cells) > width and not cells[-1].strip():
            cells.pop()
        faults = [row.fault] if row.fault else []
        if not faults and len(cells) != width:
            faults.append(
                Text(f"有 {len(cells)} 个单元格，标题有 {width} 个", f"it has {many(len(cells), 'cell')}, the heading has {width}")
            )
        cells = [*cells[:width], *[""] * (width - len(cells))]
        for left, (bottom, text) in covering.items():
            if row.number <= bottom and not cells[left].strip():
                cells[left] = text
        if row.marks or self._torn or self.unit is not None or self.sheet.from_1904:
            faults += self._looked_at(row, cells)
        return row._replace(cells=cells), fault_of_row(faults)

    def _looked_at(self, row: SheetRow, cells: list[str]) -> list[Text]:
        """What is wrong with single cells; what can be told is written into them."""
        faults = []
        for place, mark in row.marks.items():
            if place < len(cells):
                faults += self._marked(row.number, place, mark, cells)
        for place, numbers in self._torn.items():
            if row.number in numbers:
                faults.append(_of_cell(self._columns[place], row.number, _MERGED))
        if self.unit is not None:
            faults += self._in_units(cells)
        if self.sheet.from_1904:
            for place, column in self._columns.items():
                if column.form == "day" and SERIAL.fullmatch(cells[place].strip()):
                    cells[place] = str(int(as_number(cells[place])) + _FROM_1904)
        return faults

    def _marked(self, number: int, place: int, mark: CellMark, cells: list[str]) -> list[Text]:
        column = self._columns.get(place)
        if mark.kind == "error":
            cells[place] = cells[place].strip() or mark.text
        if column is None:
            return []
        if mark.kind == "error":
            return [_of_cell(column, number, Text(f"是错误值 {mark.text}", f"is the error {mark.text}"))]
        if mark.kind == "long":
            return [_of_cell(column, number, _LONG)] if column.form in ("name", "code") else []
        if mark.kind == "uncomputed":
            return [_of_cell(column, number, _UNCOMPUTED)]
        return self._formatted(column, number, mark.text, cells)

    def _formatted(self, column: TableColumn, number: int, code: str, cells: list[str]) -> list[Text]:
        """A number format that says more than the figure: said once more it is nothing, else the figure is not what is shown."""
        shown = read_format(code)
        if column.form == "share" and shown.said == Said(percent=True):
            cells[column.place] = _percent(cells[column.place])
            return []
        if column.form not in ("yuan", "share"):
            return []
        plain = column.said.unit is None and shown.said == Said(unit="")
        if not shown.scaled and (plain or shown.said == column.said):
            return []
        return [_of_cell(column, number, _shown_otherwise(code))]

    def _in_units(self, cells: list[str]) -> list[Text]:
        """The row's unit written after each of its amounts that names none."""
        written = cells[self.unit or 0].strip()
        scale, faults = read_unit(written).unit, []
        for column in self._columns.values():
            if column.form != "yuan":
                continue
            cell = cells[column.place]
            bare = re.fullmatch(BARE_FIGURE, cell)
            if bare and scale is None:
                faults.append(unit_fault(column.heading, written))
            elif bare:
                cells[column.place] = f"{cell.strip()}{scale}元"
            elif scale is not None and re.fullmatch(OWN_UNIT, cell) and not re.fullmatch(in_unit(scale), cell):
                faults.append(two_units_fault(column.heading, written))
        return faults

    def notes(self) -> list[Text]:
        """What is to be said of the sheet, once its rows have been read."""
        notes = []
        if self.above.unit:
            unit = f"{self.above.unit}元"
            notes.append(Text(f"表上方写明单位：{unit}", f"the unit above the table is read: {unit}"))
        if any(column.form == "yuan" and column.said == NOTHING_SAID for column in self.layout.columns):
            notes += [unit_hint(hint, _ABOVE_IT) for hint in self.hints]
        if self.day:
            zh = f"表上方的日期 {self.day} 不作发生日"
            notes.append(Text(zh, f"the day above the table, {self.day}, is not taken for the day of any row"))
        if self.hidden:
            zh = f"其中 {self.hidden} 行被隐藏或筛去，照样读取"
            notes.append(Text(zh, f"{self.hidden} rows are hidden or filtered out; they are read all the same"))
        return notes


_ABOVE_IT = Text("表上方的", "above the table")
_MERGED = Text("是合并单元格，多行共用一个金额", "is merged: several rows share one amount")
_LONG = Text(
    "是超过十五位的数字，末尾几位已丢失；请设为文本重新填写",
    "is a number of more than fifteen digits and has lost the last of them; write it again as text",
)
_UNCOMPUTED = Text("是未计算的公式；请在 Excel 中打开并保存", "is a formula without a stored value; open the workbook in Excel and save it")


def _shown_otherwise(code: str) -> Text:
    return Text(
        f"的数字格式“{code}”使显示的金额与所存的数不同；请改为普通格式，单位写在标题里",
        f"has the number format “{code}”: what it shows is not what it holds; use a plain format and name the unit in the heading",
    )


def _of_cell(column: TableColumn, number: int, said: Text) -> Text:
    cell = cell_name(number, column.place)
    return Text(f"{column.heading}：单元格 {cell} {said.zh}", f"{column.heading}: cell {cell} {said.en}")


def _percent(share: str) -> str:
    """A share as its percent format shows it, with all its digits; a cell that is no number stays as it is."""
    return f"{exact_text(as_number(share) * 100)}%" if re.fullmatch(r"\d+(\.\d+)?", share, re.ASCII) else share


def fault_of_row(faults: Sequence[Text]) -> Text | None:
    """All faults of a row as one text; None of none."""
    return Text("；".join(fault.zh for fault in faults), "; ".join(fault.en for fault in faults)) if faults else None


def _trimmed(cells: Sequence[str]) -> tuple[str, ...]:
    """A heading without the blank cells after it, each as one line."""
    heading = [re.sub(r"[^\S\t]+", " ", cell).strip() for cell in cells]
    while heading and not heading[-1]:
        heading.pop()
    return tuple(heading)


def _above(rows: Sequence[SheetRow]) -> tuple[Said, str | None, list[str]]:
    """The unit and the first day that stand above a heading, and where no unit was read what may name one."""
    cells = [cell for row in rows for cell in row.cells if cell.strip()]
    day = next((found[0] for cell in cells if (found := _DAY.search(cell))), None)
    unit = agreed([above(cell) for cell in cells])
    return unit, day, [cell for cell in cells if hints_at_unit(cell)] if unit == NOTHING_SAID else []
