"""A CSV as rows: decoded strictly in the encoding that reads the whole file, each row with its fault."""

import codecs
import csv
from collections.abc import Iterator
from typing import IO

from bjsubsidy.errors import Mistake, Problem, UnusableFile, Usage
from bjsubsidy.language import Text
from bjsubsidy.readers.sheets import SheetRow
from bjsubsidy.record import Record

BOM_BYTES = b"\xef\xbb\xbf"
# A row of more characters has a problem and is cut; a cell of more ends the reading.
MOST_ROW = 1_000_000
_MOST_CELL = 256 << 20
_CUT = 200
_CHUNK = 1 << 18


class CsvScan(Record):
    """What one look at the bytes of a CSV found: its lines, whether one is blank or too long, whether anything is quoted."""

    count: int
    blank: bool
    long: bool
    quoted: bool


def look(place: str) -> CsvScan:
    """How many lines a file has, without decoding it: what an engine read of it is held against this."""
    count, run, before = 0, 0, b""
    blank = long = quoted = False
    with open(place, "rb") as file:
        if file.read(3) != BOM_BYTES:
            file.seek(0)
        while chunk := file.read(_CHUNK):
            count += chunk.count(b"\n")
            quoted = quoted or b'"' in chunk
            seam = before + chunk
            blank = blank or b"\n\n" in seam or b"\n\r\n" in seam
            first = chunk.find(b"\n")
            run += len(chunk) if first < 0 else first
            long = long or run > MOST_ROW
            run = run if first < 0 else len(chunk) - chunk.rfind(b"\n") - 1
            before = chunk[-2:]
    return CsvScan(count + (not before.endswith(b"\n") and bool(before)), blank, long, quoted)


def encoding_of(path: str, place: str, named: str | None = None) -> str:
    """The encoding that is named, else the first of the usual ones, in which the whole file can be read."""
    if named is not None:
        return _checked(path, place, named)
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
    decoder = codecs.getincrementaldecoder(encoding)()
    line = b""
    number = 0
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


_SAVE = Text("请另存为 UTF-8（batch 也可用 --encoding 指明编码）。", "Save it as UTF-8 (batch also takes --encoding).")


def _undecodable(path: str, encoding: str, fault: tuple[int, int, int] | None) -> Problem:
    line, place, byte = fault or (0, 0, 0)
    what = Text(
        f"第 {line} 行第 {place} 字节（0x{byte:02X}）不是 {encoding}", f"line {line}, byte {place} (0x{byte:02X}) is not {encoding}"
    )
    return Mistake(what, _SAVE).at(path)


def _checked(path: str, place: str, encoding: str) -> str:
    _refuse_no_encoding(encoding)
    try:
        fault = _undecoded(place, encoding)
    except UnicodeError:
        what = Text(f"没有 {encoding} 的字节顺序标记", f"the byte order mark of {encoding} is missing at its beginning")
        raise UnusableFile(path, [Mistake(what, _NAME_ORDER).at(path)]) from None
    if fault is not None:
        raise UnusableFile(path, [_undecodable(path, encoding, fault)])
    return encoding


def _refuse_no_encoding(encoding: str) -> None:
    """`Usage` for what is no encoding, or none that a table of text is saved in."""
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


def records(path: str, place: str, encoding: str) -> Iterator[SheetRow]:
    """The rows of a CSV in an encoding that reads it; one whose quotes are wrong is its own fault."""
    csv.field_size_limit(_MOST_CELL)
    with open(place, encoding=encoding, newline="") as file:
        yield from _parsed(path, file)


def _parsed(path: str, file: IO[str]) -> Iterator[SheetRow]:
    reader = csv.reader(file, strict=True)
    number = 0
    while True:
        line = reader.line_num + 1
        number += 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            _refuse_rest(path, line, str(error))
            yield SheetRow(number, [], Text(f"第 {line} 行的引号有误", f"the quotes of line {line} are wrong"))
        else:
            yield (
                SheetRow(number, cells)
                if sum(map(len, cells)) <= MOST_ROW
                else SheetRow(number, [cell[:_CUT] for cell in cells], _TOO_LONG)
            )


_TOO_LONG = Text(
    f"这一行超过 {MOST_ROW:,} 字，各单元格只保留前 {_CUT} 字",
    f"it has more than {MOST_ROW:,} characters; the first {_CUT} of each cell are kept",
)


def _refuse_rest(path: str, line: int, error: str) -> None:
    """Where no row after this one can be trusted."""
    if "unexpected end" in error:
        what = Text(f"第 {line} 行起有引号没有结束", f"a quotation mark that opens in line {line} is never closed")
    elif "field limit" in error:
        what = Text(f"第 {line} 行起有一个单元格超过 256 MB", f"a cell that begins in line {line} is larger than 256 MB")
    else:
        return
    raise UnusableFile(path, [Mistake(what, Text("请更正引号。", "Correct the quotes.")).at(path)])
