"""A table of many firms from a file or standard input: CSV, a workbook or Parquet, as a file that an engine reads.

What a file is, its content says and not its name. A CSV in UTF-8 whose first line is its heading stays where it is; anything
else becomes a clean CSV beside the engine's other temporary files. No row is lost: one with too few or too many cells, or
with a cell that cannot be trusted, carries its fault.
"""

import csv
import os
from collections.abc import Sequence
from typing import Literal

from bjsubsidy.errors import UnreadableFile, Usage
from bjsubsidy.language import Lang, Text
from bjsubsidy.readers.advised import of_file
from bjsubsidy.readers.chosen_sheets import opened_sheets
from bjsubsidy.readers.csv_file import BOM_BYTES, CsvScan, look
from bjsubsidy.readers.finding import layout
from bjsubsidy.readers.headings import Layout, TableReading, Vocabulary
from bjsubsidy.readers.left_rows import LeftRow
from bjsubsidy.readers.marked_problems import all_with_marks
from bjsubsidy.readers.source_files import form_of, no_profile, placed
from bjsubsidy.readers.united import Clean, OpenedFile, OwnHeadings, united
from bjsubsidy.record import Record

Form = Literal["csv", "parquet"]


class SourceTable(Record):
    """A CSV in UTF-8 or a Parquet file, with what is asked of it.

    `layout` is its heading read, `clean` a CSV where every row has its cells, its fault and its place after them; `lines` is
    what the engine's count of rows is held against, `headed` what stands under other headings than those of the layout, `stamp` what
    the file was when it was opened.
    """

    path: str
    form: Form
    asked: TableReading
    layout: Layout | None = None
    width: int = 0
    clean: bool = False
    rows: int | None = None
    lines: CsvScan | None = None
    notes: tuple[Text, ...] = ()
    left: tuple[LeftRow, ...] = ()
    headed: tuple[OwnHeadings, ...] = ()
    stamp: tuple[int, ...] = ()

    def refuse_changed(self, path: str) -> None:
        """`UnreadableFile` where the file is no longer what was opened."""
        if _stamp(self.path) != self.stamp:
            raise UnreadableFile(path=path, why=_CHANGED)

    def lost(self, rows: int) -> bool:
        """Whether so many rows are fewer than the file has."""
        if self.rows is not None:
            return rows != self.rows
        if self.lines is None or rows == self.lines.count - 1:
            return False
        return not self.lines.quoted or rows != _counted(self.path)


_CHANGED = Text("它在读取时被改动", "it was changed while it was read")


def _stamp(place: str) -> tuple[int, ...]:
    try:
        found = os.stat(place)
    except OSError:
        return ()
    return (found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns)


def _counted(place: str) -> int:
    """The rows of a CSV in UTF-8 below its heading, none where its quotes are wrong."""
    try:
        with open(place, encoding="utf-8", newline="", errors="replace") as file:
            return sum(1 for row in csv.reader(file, strict=True) if row) - 1
    except csv.Error:
        return -1


def open_table(path: str, folder: str, lang: Lang, known: Vocabulary, asked: TableReading | None = None) -> SourceTable:
    """`folder` takes what has to be written for the engine; `asked` says what the file does not."""
    asked = asked or TableReading()
    place, start = placed(path, folder)
    with no_profile([(path, start)]):
        return _opened(path, place, start, folder, lang, known, asked)


def _opened(path: str, place: str, start: bytes, folder: str, lang: Lang, known: Vocabulary, asked: TableReading) -> SourceTable:
    form = form_of(path, start)
    if (asked.sheets or asked.all_sheets) and form != "workbook":
        raise Usage(Text(f"“{path}”不是工作簿，没有工作表", f"“{path}” is no workbook and has no sheets"), _NO_SHEET)
    if form == "parquet":
        return SourceTable(place, "parquet", asked, stamp=_stamp(place))
    if form == "csv" and asked.encoding is None and not start.startswith((b"\xff\xfe", b"\xfe\xff")):
        found = _plain(path, place, start, known, asked)
        if found is not None:
            return found
    return _clean([(path, place, form)], folder, lang, known, asked)


def open_tables(paths: Sequence[str], folder: str, lang: Lang, known: Vocabulary, asked: TableReading) -> SourceTable:
    """Several files as one table, in their order; one alone as `open_table` opens it."""
    if len(paths) == 1:
        return open_table(paths[0], folder, lang, known, asked)
    _refuse_twice(paths)
    files, starts = [], []
    for number, path in enumerate(paths):
        within = os.path.join(folder, str(number))
        os.mkdir(within)
        place, start = placed(path, within)
        files.append((path, place, form_of(path, start)))
        starts.append((path, start))
    if (asked.sheets or asked.all_sheets) and all(form != "workbook" for _, _, form in files):
        raise Usage(Text("这些文件都不是工作簿，没有工作表", "none of these files is a workbook and has sheets"), _NO_SHEET)
    with no_profile(starts):
        return _clean(files, folder, lang, known, asked)


def _refuse_twice(paths: Sequence[str]) -> None:
    """A file that is named twice, however: its rows would count twice."""
    seen: set[str | tuple[int, ...]] = set()
    for path in paths:
        # A file that has two names is one; one that cannot be opened is said so later.
        place = path if path == "-" else _stamp(path)[:2] or path
        if place in seen:
            raise Usage(Text(f"“{path}”给了两次", f"“{path}” is given twice"), Text("每个文件只写一次。", "Name each file once."))
        seen.add(place)


_NO_SHEET = Text("请去掉 --sheet。", "Leave --sheet out.")


# CSV that the engine reads itself


def _plain(path: str, place: str, start: bytes, known: Vocabulary, asked: TableReading) -> SourceTable | None:
    """A table whose first line is plainly its heading, and whose rows are no longer than an engine takes."""
    headings = _plain_headings(start)
    if known.count(headings, asked.columns) < 2 or known.has_unit(headings):
        return None
    found = layout(path, headings, known, asked)
    lines = look(place)
    if lines.blank or lines.long:
        return None
    return SourceTable(place, "csv", asked, found, len(headings), lines=lines, notes=found.notes, stamp=_stamp(place))


def _plain_headings(start: bytes) -> tuple[str, ...]:
    """The headings where they stand in one plain line of UTF-8, else none."""
    line, newline, _ = start.removeprefix(BOM_BYTES).partition(b"\n")
    try:
        text = line.decode("utf-8").removesuffix("\r")
    except UnicodeDecodeError:
        return ()
    if b"\r" in line.removesuffix(b"\r") or not newline or text.count('"') % 2 or not text.strip():
        return ()
    return tuple(next(csv.reader([text])))


# tables that are written anew


def clean_csv(path: str, table: SourceTable, folder: str, lang: Lang, known: Vocabulary) -> SourceTable:
    """A CSV decoded strictly and written anew, each row with its fault; for what an engine cannot read itself."""
    return _clean([(path, table.path, "csv")], folder, lang, known, table.asked)


def _clean(files: Sequence[tuple[str, str, str]], folder: str, lang: Lang, known: Vocabulary, asked: TableReading) -> SourceTable:
    """Files by name, place and form as one CSV."""
    stamps = [_stamp(place) for _, place, _ in files]
    opened = [OpenedFile(path, *opened_sheets(path, place, form, known, asked)) for path, place, form in files]
    found = united(opened, known, asked)
    clean = os.path.join(folder, "table.csv")
    rows = _written_out(clean, found, lang)
    for (path, place, _), stamp in zip(files, stamps, strict=True):
        if _stamp(place) != stamp:
            raise UnreadableFile(path=path, why=_CHANGED)
    said = tuple(dict.fromkeys([*(note for file in opened for note in _named(file, len(files) > 1)), *found.notes()]))
    return SourceTable(
        *(clean, "csv", asked, found.layout, len(found.headings), True, rows),
        notes=said,
        left=found.left,
        headed=found.headed,
        stamp=_stamp(clean),
    )


def _named(file: OpenedFile, several: bool) -> Sequence[Text]:
    return [of_file(file.path, note) for note in file.notes] if several else file.notes


def _written_out(place: str, found: Clean, lang: Lang) -> int:
    """The rows in a CSV that every engine reads alike; how many there are."""
    with open(place, "w", encoding="utf-8", newline="", errors="strict") as file:
        writer = csv.writer(file, quoting=csv.QUOTE_ALL, lineterminator="\n")
        writer.writerow([*found.headings, "", ""])
        count = 0
        for row in found.rows():
            writer.writerow([*row.cells, all_with_marks(row.faults, lang, row.headed), row.place])
            count += 1
    return count
