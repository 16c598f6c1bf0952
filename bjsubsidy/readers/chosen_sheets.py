"""Which sheets of a file are read: those that are named, else the visible ones with a heading; the others are named."""

from collections.abc import Sequence

from bjsubsidy.errors import Mistake, UnusableFile
from bjsubsidy.language import Text
from bjsubsidy.readers.advised import Advised
from bjsubsidy.readers.csv_file import encoding_of, records
from bjsubsidy.readers.headings import TableReading, Vocabulary, own_names
from bjsubsidy.readers.parquet_file import parquet_sheet
from bjsubsidy.readers.sheet_beginning import beginning, empty
from bjsubsidy.readers.sheets import SourceSheet, Workbook
from bjsubsidy.readers.units import folded_heading


def opened_sheets(path: str, place: str, form: str, known: Vocabulary, asked: TableReading) -> tuple[list[SourceSheet], list[Text]]:
    """The sheets that are read, and what is to be said of the others."""
    if form == "parquet":
        return [parquet_sheet(path, place)], []
    if form == "csv":
        encoding = encoding_of(path, place, asked.encoding)
        return [SourceSheet(lambda: records(path, place, encoding))], []
    book = Workbook(path, place)
    if asked.sheets:
        return [book.sheet(name) for name in dict.fromkeys(asked.sheets)], book.notes
    return _every(path, book, known, asked) if asked.all_sheets else _first(path, book, known, asked)


def _every(path: str, book: Workbook, known: Vocabulary, asked: TableReading) -> tuple[list[SourceSheet], list[Text]]:
    """The visible sheets with a heading row, and the names of the others; `UnusableFile` where several have none."""
    sheets = [book.sheet(name) for name in book.names() if not book.hidden(name) and book.filled(name)]
    sheets = [sheet for sheet in sheets if beginning(sheet)]
    headed = sheets if len(sheets) == 1 else [sheet for sheet in sheets if _headed(sheet, known, asked)]
    if not sheets:
        raise UnusableFile(path, [empty().at(path)])
    names = [sheet.name or "" for sheet in sheets if sheet not in headed]
    if not headed:
        what = Text(f"工作表 {'、'.join(names)} 都没有标题行", f"none of its sheets has a heading row: {', '.join(names)}")
        zh, en = ("、".join(own_names(id).zh for id in known.needed), ", ".join(known.needed))
        now = Text(f"请写标题行，至少要有{zh}。", f"Write a heading with at least {en}.")
        raise UnusableFile(path, [Mistake(what, now).at(path)])
    zh, en = "、".join([*names, *book.charts()]), ", ".join([*names, *book.charts()])
    notes = [Text(f"工作表 {zh} 没有标题行，未读取", f"sheets without a heading row are not read: {en}")] if zh else []
    hidden = [name for name in book.names() if book.hidden(name)]
    return headed, [*book.notes, *notes, *([_unread_hidden(hidden)] if hidden else [])]


def _headed(sheet: SourceSheet, known: Vocabulary, asked: TableReading) -> bool:
    """Whether a row names two columns, or one that is named by hand."""
    by_hand = {folded_heading(theirs) for theirs in asked.columns.values()}
    return any(known.count(row.cells) > 1 or by_hand & {folded_heading(cell) for cell in row.cells} for row in beginning(sheet))


def _first(path: str, book: Workbook, known: Vocabulary, asked: TableReading) -> tuple[list[SourceSheet], list[Text]]:
    """The first visible sheet with a heading row, else the first that is not empty; the others are named."""
    visible = [name for name in book.names() if not book.hidden(name)]
    chosen: SourceSheet | None = None
    for name in visible:
        if not book.filled(name):
            continue
        sheet = book.sheet(name)
        headed = _headed(sheet, known, asked)
        chosen = sheet if chosen is None or headed else chosen
        if headed:
            break
    if chosen is None:
        raise UnusableFile(path, [empty().at(path)])
    others = [name for name in visible if name != chosen.name and book.filled(name)] + book.charts()
    hidden = [name for name in book.names() if book.hidden(name)]
    notes = [_unread(chosen.name or "", others)] if others else []
    return [chosen], [*book.notes, *notes, *([_unread_hidden(hidden)] if hidden else [])]


def _unread(read: str, others: Sequence[str]) -> Text:
    zh, en = "、".join(others), ", ".join(others)
    told = Text(f"读取了工作表“{read}”；{zh} 未读取", f"the sheet “{read}” is read; {en}: not read")
    how = Text("（--sheet 可指定，--all-sheets 读取全部）", " (--sheet names one, --all-sheets reads all)")
    return Advised.of(Text(told.zh + how.zh, told.en + how.en), told)


def _unread_hidden(names: Sequence[str]) -> Text:
    return Text(f"隐藏的工作表 {'、'.join(names)} 未读取", f"hidden sheets are not read: {', '.join(names)}")
