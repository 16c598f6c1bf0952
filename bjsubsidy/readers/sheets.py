"""The rows of a file as sheets, whatever it is: a CSV is one sheet, a workbook has several.

A row knows its number as a spreadsheet shows it, its cells as a person would have typed them, and what is to be said of it.
"""

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from decimal import Context
from numbers import Real
from types import MappingProxyType
from typing import Any, NamedTuple

from bjsubsidy.errors import UnknownName, UnreadableFile
from bjsubsidy.held import unreadable
from bjsubsidy.inputs import note_input
from bjsubsidy.language import Text
from bjsubsidy.readers.workbook_parts import CellMark, SheetPart, WorkbookParts
from bjsubsidy.record import Record

# No amount has more digits, and no spreadsheet shows more.
_FIFTEEN = Context(prec=15)
# A workbook whose parts cannot be looked at (.xls), or whose sheets cannot (.xlsb, .ods).
MOST_UNSEEN = 64 << 20
_OLD = b"\xd0\xcf\x11\xe0"


NO_MARKS: Mapping[int, CellMark] = MappingProxyType({})
LONG = CellMark("long")
NO_PART = SheetPart(frozenset(), (), {})


class SheetRow(NamedTuple):
    """`marks` are what a workbook says of cells beside their values, by place; `fault` is what is wrong with the whole row."""

    number: int
    cells: Sequence[str]
    fault: Text | None = None
    marks: Mapping[int, CellMark] = NO_MARKS


class SourceSheet(Record):
    """A sheet whose rows can be asked for more than once; a CSV has no name."""

    rows: Callable[[], Iterator[SheetRow]]
    name: str | None = None
    part: SheetPart = NO_PART
    from_1904: bool = False


class Workbook:
    """A workbook that has been looked at: its sheets in order, opened one at a time. `UnreadableFile` where it cannot be."""

    def __init__(self, path: str, place: str) -> None:
        self.path = path
        self.notes: list[Text] = []
        self._parts = _looked_at(path, place)
        if self._parts is None or not self._parts.has_sheets:
            if os.path.getsize(place) > MOST_UNSEEN:
                raise UnreadableFile(path=path, why=_TOO_LARGE)
            self.notes.append(_UNSEEN)
        with _opening(path), _unheard():
            from python_calamine import CalamineWorkbook

            self._book = CalamineWorkbook.from_path(place)
            self._kinds = {sheet.name: (str(sheet.typ), str(sheet.visible)) for sheet in self._book.sheets_metadata}

    def names(self) -> list[str]:
        """The sheets that hold cells: no charts, no dialogs, no macros."""
        return [name for name, (kind, _) in self._kinds.items() if kind.endswith("WorkSheet")]

    def charts(self) -> list[str]:
        """The sheets that hold no cells."""
        return [name for name in self._kinds if name not in self.names() and not self.hidden(name)]

    def hidden(self, name: str) -> bool:
        return not self._kinds[name][1].endswith("Visible")

    def filled(self, name: str) -> bool:
        """Whether a sheet has any cell; what cannot be looked at may have."""
        return self._parts is None or not self._parts.has_sheets or self._parts.filled(name)

    def sheet(self, name: str) -> SourceSheet:
        if name not in self.names():
            raise UnknownName(Text("工作表", "sheet"), name, self.names())
        part = self._parts.sheet(name) if self._parts is not None and self._parts.has_sheets else None
        with _opening(self.path), _unheard():
            cells = self._book.get_sheet_by_name(name)
            left = (cells.start or (0, 0))[1]
        from_1904 = self._parts is not None and self._parts.from_1904
        return SourceSheet(lambda: self._rows(cells, left, part), name, part or NO_PART, from_1904)

    def _rows(self, cells: Any, left: int, part: SheetPart | None) -> Iterator[SheetRow]:
        before = [""] * left
        marks: dict[int, dict[int, CellMark]] = {}
        for (row, column), mark in (part.marks if part else {}).items():
            marks.setdefault(row, {})[column] = mark
        with _opening(self.path):
            for number, row in enumerate(cells.iter_rows(), 1):
                said = marks.get(number, NO_MARKS)
                long = {left + place: LONG for place, cell in enumerate(row) if type(cell) is not str and _long(cell)}
                yield SheetRow(number, before + [cell_text(cell) for cell in row], None, {**long, **said} if long else said)


_UNSEEN = Text(
    "这种工作簿不检查错误值、未计算的公式、数字格式、隐藏行和合并单元格；另存为 .xlsx 即可检查",
    "errors, formulas without values, number formats, hidden rows and merged cells are not checked in this kind of workbook; "
    "save it as .xlsx to have them checked",
)
_TOO_LARGE = Text(
    "这种工作簿超过 64 MB，无法先行检查；请另存为 .xlsx 或 CSV",
    "it is larger than 64 MB and of a kind that cannot be checked first; save it as .xlsx or CSV",
)
_PASSWORD = Text("它有密码保护；请在 Excel 中去掉密码后另存", "it is protected by a password; remove it in Excel and save it again")


def _looked_at(path: str, place: str) -> WorkbookParts | None:
    """The parts of a file that is an archive; None where it is of the old kind."""
    try:
        with open(place, "rb") as file:
            note_input(file)
            start = file.read(8)
            protected = start.startswith(_OLD) and "EncryptedPackage".encode("utf-16-le") in file.read(MOST_UNSEEN)
    except OSError as error:
        raise unreadable(path, error) from None
    if protected:
        raise UnreadableFile(path=path, why=_PASSWORD)
    return None if start.startswith(_OLD) else WorkbookParts(path, place)


@contextmanager
def _opening(path: str) -> Iterator[None]:
    """What the reader of workbooks raises, its panics too, as one line."""
    from python_calamine import CalamineError, PasswordError

    try:
        yield
    except PasswordError:
        raise UnreadableFile(path=path, why=_PASSWORD) from None
    except (CalamineError, OSError, ValueError, OverflowError):
        raise UnreadableFile(path=path, why=_UNOPENED) from None
    except BaseException as error:
        if type(error).__name__ != "PanicException":
            raise
        raise UnreadableFile(path=path, why=_UNOPENED) from None


_UNOPENED = Text("它不是能打开的工作簿", "it is not a workbook that can be opened")


@contextmanager
def _unheard() -> Iterator[None]:
    """What a panic writes to standard error by itself goes nowhere."""
    kept = os.dup(2)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, 2)
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
        os.close(nowhere)


def _long(cell: object) -> bool:
    """A number with more digits than a spreadsheet keeps."""
    return isinstance(cell, (int, float)) and abs(cell) >= 10**15


def cell_text(cell: object) -> str:
    """A cell of a workbook as a person would have typed it: numbers in their shortest decimal text.

    A sum that is off in the last bit has more than fifteen digits: it is read as every spreadsheet shows it.
    """
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, Real):
        text = format(_FIFTEEN.create_decimal(repr(cell)), "f")
        return text.rstrip("0").removesuffix(".") if "." in text else text
    if isinstance(cell, datetime) and (cell.hour, cell.minute, cell.second, cell.microsecond) == (0, 0, 0, 0):
        return cell.date().isoformat()
    return cell.isoformat(sep=" ") if isinstance(cell, datetime) else cell.isoformat() if isinstance(cell, date) else str(cell)
