"""A table of many firms from a file or standard input: CSV, a workbook or Parquet, as a file that an engine reads.

What a file is, its content says and not its name. A CSV in UTF-8 stays where it is; anything else that is text becomes a
clean CSV beside the engine's other temporary files. No row is lost: one with too few or too many cells carries its fault.
"""

import csv
import os
import shutil
import sys
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Context
from numbers import Real
from typing import IO, Literal

from bjsubsidy.errors import Mistake, Problem, UnknownName, UnreadableFile, UnusableFile, Usage, why
from bjsubsidy.language import Lang, Text
from bjsubsidy.record import Record

Form = Literal["csv", "parquet"]
Row = tuple[Sequence[object], Text | None]

# No amount has more digits, and no spreadsheet shows more.
_FIFTEEN = Context(prec=15)
_SAMPLE = 1 << 16
_MARK = b"\xef\xbb\xbf"


class SourceTable(Record):
    """A CSV in UTF-8 with its headings, or a Parquet file; `clean` where every row has its cells and a fault after them."""

    path: str
    form: Form
    headings: tuple[str, ...] = ()
    clean: bool = False


def open_table(path: str, folder: str, lang: Lang, encoding: str | None = None, sheet: str | None = None) -> SourceTable:
    """`folder` takes what has to be written for the engine; `encoding` and `sheet` say what the file does not."""
    try:
        place = _standing(path, folder)
        with open(place, "rb") as file:
            start = file.read(_SAMPLE)
    except OSError as error:
        raise UnreadableFile(path=path, why=why(error)) from None
    form = _form(path, start)
    if sheet is not None and form != "workbook":
        raise Usage(Text(f"“{path}”不是工作簿，没有工作表", f"“{path}” is no workbook and has no sheets"), _NO_SHEET)
    if form == "parquet":
        return SourceTable(place, "parquet")
    if form == "workbook":
        return _cleaned(path, _workbook(path, place, sheet), folder, lang)
    return _csv(path, place, start, folder, lang, encoding)


_NO_SHEET = Text("请去掉 --sheet。", "Leave --sheet out.")


def _standing(path: str, folder: str) -> str:
    """A file that can be read more than once, under a name that no engine takes for a pattern."""
    place = os.path.join(folder, "source")
    if path == "-":
        with open(place, "wb") as file:
            if sys.stdin is not None:
                shutil.copyfileobj(sys.stdin.buffer, file)
    elif os.path.isfile(path):
        os.symlink(os.path.realpath(path), place)
    else:
        with open(path, "rb") as pipe, open(place, "wb") as file:
            shutil.copyfileobj(pipe, file)
    return place


def _form(path: str, start: bytes) -> Literal["csv", "parquet", "workbook"]:
    if start.startswith(b"PAR1"):
        return "parquet"
    if start.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        return "workbook"
    if start.removeprefix(_MARK).lstrip().startswith(b"<"):
        what = Text(
            "它是网页或 XML，不是表格（有些系统把网页存成 .xls）", "it is a web page or XML, not a table (some systems save one as .xls)"
        )
        raise UnusableFile(
            path, [Mistake(what, Text("请在 Excel 中打开，另存为 .xlsx。", "Open it in Excel and save it as .xlsx.")).at(path)]
        )
    return "csv"


# CSV


def _csv(path: str, place: str, start: bytes, folder: str, lang: Lang, encoding: str | None) -> SourceTable:
    if encoding is None and not start.startswith((b"\xff\xfe", b"\xfe\xff")):
        headings = _plain_headings(start)
        if headings:
            return SourceTable(place, "csv", headings)
    return clean_csv(path, place, folder, lang, encoding)


def _plain_headings(start: bytes) -> tuple[str, ...]:
    """The headings where they stand in one plain line of UTF-8, else none."""
    line, newline, _ = start.removeprefix(_MARK).partition(b"\n")
    try:
        text = line.decode("utf-8").removesuffix("\r")
    except UnicodeDecodeError:
        return ()
    if b"\r" in line.removesuffix(b"\r") or not newline or text.count('"') % 2 or not text.strip():
        return ()
    headings = tuple(next(csv.reader([text])))
    return headings if any(heading.strip() for heading in headings) else ()


def clean_csv(path: str, place: str, folder: str, lang: Lang, encoding: str | None = None) -> SourceTable:
    """The table decoded strictly and written anew, each row with its fault; for what an engine cannot read itself."""
    return _cleaned(path, _records(path, place, encoding or _encoding(path, place)), folder, lang)


def _encoding(path: str, place: str) -> str:
    """The first of the usual encodings in which the whole file can be read."""
    with open(place, "rb") as file:
        start = file.read(2)
    if start in (b"\xff\xfe", b"\xfe\xff"):
        return "utf-16"
    faults = [_undecoded(place, encoding) for encoding in ("utf-8-sig", "gb18030")]
    for encoding, fault in zip(("utf-8-sig", "gb18030"), faults, strict=True):
        if fault is None:
            return encoding
    raise UnusableFile(path, [_undecodable(path, "UTF-8", faults[0]), _undecodable(path, "GB18030", faults[1])])


def _undecoded(place: str, encoding: str) -> tuple[int, int, int] | None:
    """Line, byte of the line and byte value of the first byte that cannot be decoded."""
    import codecs

    decoder = codecs.getincrementaldecoder(encoding)()
    with open(place, "rb") as file:
        for number, line in enumerate(file, 1):
            held = len(decoder.getstate()[0])
            try:
                decoder.decode(line)
            except UnicodeDecodeError as error:
                return number, max(error.start - held, 0) + 1, error.object[error.start]
        try:
            decoder.decode(b"", final=True)
        except UnicodeDecodeError as error:
            return number, len(line), error.object[error.start]
    return None


def _undecodable(path: str, encoding: str, fault: tuple[int, int, int] | None) -> Problem:
    line, place, byte = fault or (0, 0, 0)
    what = Text(
        f"第 {line} 行第 {place} 字节（0x{byte:02X}）不是 {encoding}", f"line {line}, byte {place} (0x{byte:02X}) is not {encoding}"
    )
    return Mistake(what, Text("请用 --encoding 指明编码，或另存为 UTF-8。", "Name the encoding with --encoding, or save it as UTF-8.")).at(
        path
    )


def _records(path: str, place: str, encoding: str) -> Iterator[Row]:
    """The rows of a CSV; one whose quotes are wrong is its own fault, unless nothing after it can be trusted."""
    csv.field_size_limit(1 << 30)
    _refuse_encoding(encoding)
    try:
        fault = _undecoded(place, encoding)
    except UnicodeError:
        what = Text(f"没有 {encoding} 的字节顺序标记", f"it does not begin with the mark that {encoding} needs")
        raise UnusableFile(path, [Mistake(what, _NAME_ORDER).at(path)]) from None
    if fault is not None:
        raise UnusableFile(path, [_undecodable(path, encoding, fault)])
    with open(place, encoding=encoding, newline="") as file:
        yield from _parsed(path, file)


def _refuse_encoding(encoding: str) -> None:
    """`Usage` for what is no encoding, or none that a table of text is saved in."""
    import codecs

    try:
        "a".encode(encoding)
        known = codecs.lookup(encoding).name not in _OF_NO_TABLE
    except (LookupError, ValueError):
        known = False
    if not known:
        raise Usage(Text(f"没有编码“{encoding}”", f"there is no encoding “{encoding}”"), _NAME_ENCODING)


# Python's own, for names of hosts and for its literals.
_OF_NO_TABLE = ("idna", "punycode", "raw-unicode-escape", "undefined", "unicode-escape")
_NAME_ORDER = Text("请用 --encoding utf-16-le 或 utf-16-be。", "Use --encoding utf-16-le or utf-16-be.")
_NAME_ENCODING = Text("例如 --encoding gb18030。", "For example --encoding gb18030.")


def _parsed(path: str, file: IO[str]) -> Iterator[Row]:
    reader = csv.reader(file, strict=True)
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            if "unexpected end" in str(error):
                what = Text(f"第 {line} 行起有引号没有结束", f"a quote that opens in line {line} never closes")
                raise UnusableFile(path, [Mistake(what, Text("请更正引号。", "Correct the quotes.")).at(path)]) from None
            yield [], Text(f"第 {line} 行的引号有误", f"the quotes of line {line} are wrong")
        else:
            yield cells, None


# workbooks


def _workbook(path: str, place: str, sheet: str | None) -> Iterator[Row]:
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        book = CalamineWorkbook.from_path(place)
    except (CalamineError, OSError, ValueError) as error:
        why = Text(f"它不是能打开的工作簿（{error}）", f"it is no workbook that can be opened ({error})")
        raise UnreadableFile(path=path, why=why) from None
    names = book.sheet_names
    if sheet is not None and sheet not in names:
        raise UnknownName(Text("工作表", "sheet"), sheet, names)
    rows = book.get_sheet_by_name(sheet or names[0])
    for row in rows.iter_rows():
        yield row, None


def written(cell: object) -> str:
    """A cell of a workbook as a person would have typed it: numbers in their shortest decimal text.

    A sum that is off in the last bit has more than fifteen digits: it is read as every spreadsheet shows it.
    """
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, Real):
        return format(_FIFTEEN.create_decimal(repr(cell)), "f").removesuffix(".0")
    if isinstance(cell, datetime) and (cell.hour, cell.minute, cell.second, cell.microsecond) == (0, 0, 0, 0):
        return cell.date().isoformat()
    return cell.isoformat(sep=" ") if isinstance(cell, datetime) else cell.isoformat() if isinstance(cell, date) else str(cell)


# the clean table


def _cleaned(path: str, records: Iterable[Row], folder: str, lang: Lang) -> SourceTable:
    """Every row that is not blank with as many cells as the heading, and what is wrong with it in one more."""
    rows = iter(records)
    heading: list[str] = next((cells for row, _ in rows if any(cells := [written(cell).strip() for cell in row])), [])
    while heading and not heading[-1]:
        heading.pop()
    if not heading:
        fault = Mistake(Text("表是空的", "the table is empty"), Text("第一行要写标题。", "Its first row is the heading."))
        raise UnusableFile(path, [fault.at(path)])
    place = os.path.join(folder, "table.csv")
    with open(place, "w", encoding="utf-8", newline="", errors="strict") as file:
        writer = csv.writer(file, quoting=csv.QUOTE_ALL, lineterminator="\n")
        writer.writerow([*heading, ""])
        writer.writerows(_kept(rows, len(heading), lang))
    return SourceTable(place, "csv", tuple(heading), clean=True)


def _kept(rows: Iterable[Row], width: int, lang: Lang) -> Iterator[list[str]]:
    for row, fault in rows:
        cells = [written(cell) for cell in row]
        if fault is not None or any(cell.strip() for cell in cells):
            yield _row(cells, width, fault, lang)


def _row(cells: list[str], width: int, fault: Text | None, lang: Lang) -> list[str]:
    while len(cells) > width and not cells[-1].strip():
        cells.pop()
    if fault is None and len(cells) != width:
        fault = Text(f"有 {len(cells)} 格，标题有 {width} 格", f"it has {len(cells)} cells, the heading has {width}")
    return [*cells[:width], *[""] * (width - len(cells)), fault.in_(lang) if fault else ""]
