"""The parts of a workbook (.xlsx, .xlsm), looked at before anything opens it, within limits.

What opens workbooks reads values only: a cell in the far corner makes it ask for 550 GB, a part of zeros for a thousand times
its size, and an error or a formula that was never computed is a blank to it. Each part is streamed here first: how large it
is, how far its cells reach, and what stands in cells beside their values. Rows are numbered as a spreadsheet shows them, from
1; columns from 0. `UnreadableFile` where a limit is passed or a part is no XML.
"""

import posixpath
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, NoReturn
from xml.parsers import expat

from bjsubsidy.errors import UnreadableFile
from bjsubsidy.language import Text, shortened
from bjsubsidy.readers.units import read_format
from bjsubsidy.record import Record

MOST_PARTS = 5_000
MOST_BYTES = 2 << 30
# A part may be unpacked to so many bytes whatever its packed size is; beyond that to so many times its packed size.
FREE_BYTES = 64 << 20
MOST_RATIO = 200
# The reader of values keeps every cell of the rectangle that the cells of a sheet span.
MOST_CELLS = 30_000_000
MOST_MARKS = 2_000_000
_CHUNK = 1 << 18


_NOT_XML = Text("工作簿已损坏：有一个部件不是 XML", "the workbook is damaged: one of its parts is not XML")


def _no_encoding(name: str) -> Text:
    shown = shortened(name)
    return Text(
        f"工作簿已损坏：有一个部件的编码“{shown}”不存在",
        f"the workbook is damaged: one of its parts has the encoding “{shown}”, which does not exist",
    )


class CellMark(Record):
    """What is to be said of a cell: an `error` (its text), `uncomputed`, a number `format` (its code), a number that is `long`."""

    kind: str
    text: str = ""


class SheetPart(Record):
    """What a sheet has beside values: hidden rows, merged ranges (top, left, bottom, right), marks by row and column."""

    hidden: frozenset[int]
    merged: tuple[tuple[int, int, int, int], ...]
    marks: dict[tuple[int, int], CellMark]


class WorkbookParts:
    """A workbook's parts. `path` is what its user calls it, `place` where it lies."""

    def __init__(self, path: str, place: str) -> None:
        self.path = path
        if not zipfile.is_zipfile(place):
            self._refuse(Text("它不是能打开的工作簿", "it is not a workbook that can be opened"))
        with self._reading():
            self._zip = zipfile.ZipFile(place)
        self._names = {name.casefold(): name for name in self._zip.namelist()}
        self._limited()
        self.has_sheets = "xl/workbook.xml" in self._names
        self.from_1904 = self._recount = False
        self._targets: dict[str, str] = {}
        if self.has_sheets:
            self._formats = self._read_formats()
            self._read_book()
            self._drained("xl/sharedstrings.xml")

    def _limited(self) -> None:
        entries = self._zip.infolist()
        if len(entries) > MOST_PARTS or len(self._names) < len(entries):
            count = len(entries)
            self._refuse(Text(f"它的部件过多（{count} 个），或有重名", f"it has too many parts ({count}), or two of one name"))
        for entry in entries:
            if entry.file_size > max(FREE_BYTES, MOST_RATIO * entry.compress_size):
                self._refuse(_larger(entry.filename, entry.file_size, entry.compress_size))
        if sum(entry.file_size for entry in entries) > MOST_BYTES:
            self._refuse(Text("展开后超过 2 GB", "it is larger than 2 GB when unpacked"))

    def _refuse(self, why: Text) -> NoReturn:
        raise UnreadableFile(path=self.path, why=why)

    @contextmanager
    def _reading(self) -> Iterator[None]:
        try:
            yield
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, RuntimeError, ValueError):
            self._refuse(Text("工作簿已损坏", "the workbook is damaged"))
        except (expat.ExpatError, LookupError) as error:
            self._refuse(_NOT_XML if type(error) is not LookupError else _no_encoding(str(error).rpartition(" ")[2]))

    def _parsed(self, name: str, parser: Any, enough: Callable[[], bool] = lambda: False) -> None:
        """A part through a parser, until there is enough of it; one that is not there is empty."""
        if name.casefold() not in self._names:
            return

        def no_types(*_: object) -> NoReturn:
            self._refuse(Text("它自带 XML 类型定义，工作簿没有", "it defines XML types of its own, which no workbook does"))

        parser.StartDoctypeDeclHandler = no_types
        parser.buffer_text = True
        with self._reading(), self._zip.open(self._names[name.casefold()]) as part:
            while (chunk := part.read(_CHUNK)) and not enough():
                parser.Parse(chunk, False)
            if not chunk:
                parser.Parse(b"", True)

    def _drained(self, name: str) -> None:
        """A part read to its end, so that what its header says of it is true."""
        if name in self._names:
            with self._reading(), self._zip.open(self._names[name]) as part:
                while part.read(_CHUNK):
                    pass

    def _elements(self, name: str, wanted: set[str]) -> list[tuple[str, dict[str, str]]]:
        found: list[tuple[str, dict[str, str]]] = []

        def start(element: str, attributes: dict[str, str]) -> None:
            local = element.rpartition(":")[2]
            if local in wanted:
                found.append((local, {key.rpartition(":")[2]: value for key, value in attributes.items()}))

        parser = expat.ParserCreate()
        parser.StartElementHandler = start
        self._parsed(name, parser)
        return found

    def _read_book(self) -> None:
        targets = {a.get("Id", ""): a.get("Target", "") for _, a in self._elements("xl/_rels/workbook.xml.rels", {"Relationship"})}
        for element, attributes in self._elements("xl/workbook.xml", {"workbookPr", "calcPr", "sheet"}):
            if element == "workbookPr":
                self.from_1904 = attributes.get("date1904") in _TRUE
            elif element == "calcPr":
                self._recount = attributes.get("fullCalcOnLoad") in _TRUE
            else:
                target = targets.get(attributes.get("id", ""), "")
                self._targets[attributes.get("name", "")] = posixpath.normpath(posixpath.join("/xl", target)).lstrip("/")

    def _read_formats(self) -> dict[str, str]:
        """The codes of number formats that say more than a figure, by the style that cells name."""
        codes = {"9": "0%", "10": "0.00%"}
        styles: list[str] = []
        within = False
        for element, attributes in self._elements("xl/styles.xml", {"numFmt", "cellXfs", "cellStyles", "dxfs", "xf"}):
            if element == "numFmt":
                codes[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")
            elif element == "xf" and within:
                styles.append(attributes.get("numFmtId", ""))
            elif element != "xf":
                within = element == "cellXfs"
        telling = {id: code for id, code in codes.items() if read_format(code).matters}
        return {str(place): telling[id] for place, id in enumerate(styles) if id in telling}

    def filled(self, name: str) -> bool:
        """Whether a sheet has any cell that is not empty."""
        scan = _Scan({}, False)
        self._parsed(self._targets.get(name, ""), scan.parser, lambda: scan.right >= 0)
        return scan.right >= 0

    def sheet(self, name: str) -> SheetPart:
        """A sheet streamed whole; nothing where no part is named for it."""
        scan = _Scan(self._formats, self._recount)
        self._parsed(self._targets.get(name, ""), scan.parser)
        scan.finish()
        if scan.right >= 0 and (scan.bottom - scan.top + 1) * (scan.right - scan.left + 1) > MOST_CELLS:
            most = f"{MOST_CELLS:,}"
            zh = f"工作表“{name}”的单元格伸展到第 {scan.bottom} 行、第 {scan.right + 1} 列，超过 {most} 格；请删去远处的单元格或另存为 CSV"
            en = f"the cells of sheet “{name}” reach to row {scan.bottom}, column {scan.right + 1}, beyond {most} cells; "
            self._refuse(Text(zh, f"{en}delete the ones far away, or save it as CSV"))
        if len(scan.marks) >= MOST_MARKS:
            self._refuse(Text("错误值或带单位的格过多", "it has too many cells with errors or with units"))
        return SheetPart(frozenset(scan.hidden), tuple(scan.merged), scan.marks)


_TRUE = ("1", "true")


def _larger(name: str, size: int, packed: int) -> Text:
    zh = f"部件 {name} 由 {packed:,} 字节展开为 {size:,} 字节，不像表格"
    return Text(zh, f"the part {name} grows from {packed:,} to {size:,} bytes, as no table does")


class _Scan:
    """One pass over a sheet's XML: a handler for elements, and one for text within the few cells that need it.

    A sheet has millions of cells: what happens for each is kept short.
    """

    def __init__(self, formats: dict[str, str], recount: bool) -> None:
        self.formats = formats
        self.recount = recount
        self.hidden: set[int] = set()
        self.merged: list[tuple[int, int, int, int]] = []
        self.marks: dict[tuple[int, int], CellMark] = {}
        self.top, self.bottom, self.left, self.right = 1 << 30, 0, 1 << 30, -1
        self.row, self.column, self.type = 0, -1, "n"
        self.cell: dict[str, str] = {}
        self.valued = self.telling = False
        self.text: list[str] = []
        self.parser: Any = expat.ParserCreate()
        self.parser.StartElementHandler = self._start

    def _start(self, element: str, attributes: dict[str, str]) -> None:
        if ":" in element:
            element = element.rpartition(":")[2]
        if element == "c":
            if self.telling:
                self.finish()
            self.cell = attributes
            self.column += 1
            if attributes.get("t") == "e":
                self._tell("e")
        elif element == "v":
            self._reached()
            if self.telling:
                self.valued = True
                self.text.clear()
        elif element == "row":
            self._row(attributes)
        elif element == "f":
            self._tell(self.cell.get("t", "n"))
        elif element == "is":
            self._reached()
        elif element == "mergeCell":
            self._merge(attributes.get("ref", ""))

    def _row(self, attributes: dict[str, str]) -> None:
        self.finish()
        number = attributes.get("r", "")
        self.row = int(number) if number.isdigit() else self.row + 1
        self.column = -1
        if attributes.get("hidden") in _TRUE:
            self.hidden.add(self.row)

    def _reached(self) -> None:
        """A cell that is not empty: the rectangle grows, and a number may have a format that says more."""
        cell = self.cell
        name = cell.get("r")
        if name is not None:
            letters = name.rstrip("0123456789")
            column = _COLUMNS.get(letters)
            self.column = column = _column(letters) if column is None else column
            if not name.endswith(f"{letters}{self.row}"):
                self.row = int(name[len(letters) :] or 0)
        else:
            column = self.column
        if self.row > self.bottom:
            self.bottom = self.row
        if self.row < self.top:
            self.top = self.row
        if column > self.right:
            self.right = column
        if column < self.left:
            self.left = column
        if cell.get("s") in self.formats and cell.get("t", "n") == "n":
            self._mark(CellMark("format", self.formats[cell["s"]]))

    def _tell(self, type: str) -> None:
        """The cell is an error or a formula: its text is kept until it is over."""
        self._reached()
        self.telling, self.valued, self.type = True, False, type
        self.text.clear()
        self.parser.CharacterDataHandler = self.text.append

    def finish(self) -> None:
        """What the text of an error or of a formula's value tells, once its cell is over."""
        if not self.telling:
            return
        said = "".join(self.text).strip() if self.valued else ""
        if self.type == "e":
            self._mark(CellMark("error", said))
        elif not self.valued or (self.type != "str" and (not said or (self.recount and said == "0"))):
            self._mark(CellMark("uncomputed"))
        self.telling = False
        self.parser.CharacterDataHandler = None

    def _mark(self, mark: CellMark) -> None:
        if len(self.marks) < MOST_MARKS:
            self.marks[self.row, self.column] = mark

    def _merge(self, ref: str) -> None:
        found = _RANGE.fullmatch(ref)
        if found and int(found[4]) > int(found[2]):
            self.merged.append((int(found[2]), _column(found[1]), int(found[4]), _column(found[3])))


_RANGE = re.compile(r"([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})")
_COLUMNS: dict[str, int] = {}


def _column(letters: str) -> int:
    """A column from 0 by its letters: AB is 27."""
    if letters not in _COLUMNS:
        column = 0
        for letter in letters[:4]:
            column = column * 26 + ord(letter) - ord("A") + 1
        _COLUMNS[letters] = column - 1
    return _COLUMNS[letters]


def cell_name(row: int, column: int) -> str:
    """A cell as a spreadsheet names it, of a row from 1 and a column from 0: 12 and 27 is AB12."""
    letters = ""
    while column >= 0:
        column, letter = divmod(column, 26)
        letters, column = chr(ord("A") + letter) + letters, column - 1
    return f"{letters}{row}"
