"""A book as a workbook: a sheet for each sheet, amounts as numbers, ids as text, and one sheet for what is said beside them."""

from collections.abc import Sequence
from datetime import date
from io import BytesIO
from typing import TYPE_CHECKING, Any

from bjsubsidy.language import Lang, Text, clean
from bjsubsidy.reports.book import Book, sheets_of
from bjsubsidy.reports.phrases import grouped_money
from bjsubsidy.reports.report import Report
from bjsubsidy.reports.sheet import Cell, Column, Count, Sheet, Word, filled_columns, typed_cells
from bjsubsidy.writers import scale
from bjsubsidy.writers.screen import Screen
from bjsubsidy.writers.worksheet import Page, opened_workbook

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook

_MOST_FEN = 10**14
_WIDEST, _LONGEST_NAME, _ROOM_FOR_NAME, _LONGEST_LIST = 48, 31, 27, 255
_NOTES, _SHEET, _LINE = Text("说明", "notes"), Text("表", "sheet"), Text("说明", "note")
_AS_TEXT = Text(
    "一万亿元及以上的金额写成文字，以免丢失分位；求和公式不计这些格。",
    "Amounts of one trillion yuan or more are written as text, so that no fen is lost; sums leave these cells out.",
)
_FILL = Text("请填写本列；不知道的留空。", "Fill in this column; leave blank what you do not know.")


def write(report: Report, screen: Screen) -> bytes:
    return content(report.book())


def content(book: Book) -> bytes:
    """A sheet that holds nothing but its heading is left out."""
    sheets = [sheet for sheet in sheets_of(book) if sheet.rows]
    lines = [("", line) for line in book.cautions] + [
        (sheet.title, line) for sheet in sheets_of(book) for line in (*sheet.head, *sheet.lines) if line.strip()
    ]
    lines += (
        [("", _AS_TEXT.in_(book.lang))]
        if any(_too_large(cell) for sheet in sheets for row in typed_cells(sheet.columns, sheet.rows) for cell in row)
        else []
    )
    names = sheet_names([*(sheet.title for sheet in sheets), _NOTES.in_(book.lang)])
    file = BytesIO()
    with opened_workbook(file, clean(book.title)) as workbook:
        for sheet, name in zip(sheets, names, strict=False):
            _sheet(workbook, name, sheet, book.lang)
        if lines:
            _notes(workbook, names[-1], lines, book.lang)
    return file.getvalue()


def _too_large(cell: Cell) -> bool:
    """From 10^12 yuan on some office programs show an amount with fewer digits than it has."""
    return isinstance(cell, int) and abs(cell) >= _MOST_FEN


def sheet_names(titles: Sequence[str]) -> list[str]:
    """Names that a workbook takes: short, without the signs it keeps for itself, each once."""
    names: list[str] = []
    for title in titles:
        whole = clean(title).translate({ord(sign): " " for sign in "[]:*?/\\"})
        name, number = _cut(whole, _LONGEST_NAME), 2
        while name.casefold() in [taken.casefold() for taken in names]:
            name = f"{_cut(whole, _ROOM_FOR_NAME)} {number}"
            number += 1
        names.append(name)
    return names


def _cut(name: str, most: int) -> str:
    """Not within a word of Latin letters, where a blank stands before it."""
    whole = name.strip("' ")
    cut = whole[:most]
    if len(whole) > most and whole[most].isascii() and whole[most].isalnum() and cut[-1].isascii() and " " in cut:
        cut = cut.rpartition(" ")[0]
    return cut.strip("' ") or "_"


def _sheet(workbook: "Workbook", name: str, sheet: Sheet, lang: Lang) -> None:
    headed = [column for column in sheet.columns if column.heading]
    shown, rows = filled_columns(headed, typed_cells(headed, sheet.rows))
    cells = [[_shown(column, cell) for column, cell in zip(shown, row, strict=True)] for row in rows]
    texts = [[_text(cell) for cell in row] for row in cells]
    wide = [scale.text_columns([row[place] for row in texts], 0, _WIDEST) for place, _ in enumerate(shown)]
    right = [place for place, column in enumerate(shown) if column.kind == "money"]
    page = Page(workbook, name, [clean(column.heading) for column in shown], wide, wrap=True, right=right)
    looks = _Looks(workbook)
    for number, row in enumerate(cells):
        page.next()
        page.tall(texts[number])
        for place, (column, cell) in enumerate(zip(shown, row, strict=True)):
            if (file := _leads_to(rows[number][place])) and cell:
                page.link(place, file, str(cell))
            elif column.kind == "answer":
                _answer(page, place, column.choices(sheet.rows[number]), looks.answer, lang)
            else:
                _cell(page, place, cell, number == sheet.marked, looks)


class _Looks:
    """What stands out: the marked row, and cells to fill in, which keep what is typed as text."""

    def __init__(self, workbook: "Workbook") -> None:
        wrapped = {"text_wrap": True, "valign": "top"}
        self.bold: Format = workbook.add_format({**wrapped, "bold": True, "indent": 1, "align": "left"})
        self.bold_money: Format = workbook.add_format({**wrapped, "bold": True, "num_format": "#,##0.00"})
        self.answer: Format = workbook.add_format({**wrapped, "num_format": "@", "bg_color": "#FFF8C5", "border": 1})


def _shown(column: Column[Any], cell: Cell) -> str | Count | int | date | None:
    """Ids where a column holds ids, words where it holds words."""
    if isinstance(cell, Word):
        return clean(cell.id if column.kind == "text" and cell.id else "\n".join(cell.lines))
    return clean(cell) if isinstance(cell, str) else cell


def _leads_to(cell: Cell) -> str:
    """The file that words lead to, "" of any other cell."""
    return cell.file if isinstance(cell, Word) else ""


def _text(cell: str | Count | int | date | None) -> str:
    """A cell as it will be shown."""
    if cell is None:
        return ""
    return grouped_money(cell) if isinstance(cell, int) else str(cell)


def _cell(page: Page, place: int, cell: str | Count | int | date | None, marked: bool, looks: _Looks) -> None:
    if isinstance(cell, int) and _too_large(cell):
        page.text(place, grouped_money(cell), looks.bold_money if marked else page.money)
    elif isinstance(cell, int):
        page.fen(place, cell, looks.bold_money if marked else None)
    elif isinstance(cell, Count):
        page.count(place, cell.of)
    elif isinstance(cell, str) and cell:
        page.text(place, cell, looks.bold if marked else None)
    else:
        page.cell(place, cell or None)


def _answer(page: Page, place: int, choices: Sequence[str], look: "Format", lang: Lang) -> None:
    """A blank cell to fill in; one that has choices offers them."""
    choices = [clean(choice) for choice in choices]
    page.sheet.write_blank(page.row, place, None, look)
    if choices and len(",".join(choices)) <= _LONGEST_LIST and not any("," in choice for choice in choices):
        rule = {"validate": "list", "source": choices, "input_message": _FILL.in_(lang), "error_type": "warning"}
        page.sheet.data_validation(page.row, place, page.row, place, rule)


def _notes(workbook: "Workbook", name: str, lines: Sequence[tuple[str, str]], lang: Lang) -> None:
    page = Page(workbook, name, [_SHEET.in_(lang), _LINE.in_(lang)], [24, 100], wrap=True)
    for title, line in lines:
        page.next()
        page.tall([clean(title), clean(line)])
        page.text(0, clean(title))
        page.text(1, clean(line))
