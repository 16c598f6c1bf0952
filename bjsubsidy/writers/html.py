"""A book as one page, laid out by `page.html.j2`; what stands in it is worked out here, every text cleaned and escaped there."""

import os
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any, NamedTuple
from urllib.parse import quote

from bjsubsidy.language import Lang, Text, clean
from bjsubsidy.reports.book import Bars, Book, Chart, Picture, Timeline
from bjsubsidy.reports.phrases import grouped_money
from bjsubsidy.reports.report import Report
from bjsubsidy.reports.sheet import Cell, Column, Sheet, Word, filled_columns, for_audience, typed_cells
from bjsubsidy.writers import scale, svg
from bjsubsidy.writers.screen import Screen

_HERE = os.path.dirname(__file__)
_LANGUAGES: dict[Lang, str] = {"zh": "zh-CN", "en": "en"}
_LINKS = Text("目录", "contents")
_UNBROKEN = ("money", "date", "word")
# Columns of letters that A4 holds.
_PAPER = 94


def write(report: Report, screen: Screen) -> str:
    return html_text(report.book())


def html_text(book: Book) -> str:
    """A page that needs no other file: its style and its pictures stand in it."""
    page, style = _paper()
    lead = [line for part in book.parts if isinstance(part, Sheet) for line in _lead(part)]
    parts = [_part(part, book.lang) for part in map(_without_lead, book.parts) if not _empty(part)]
    words = {"lang": _LANGUAGES[book.lang], "title": book.title, "contents": _LINKS.in_(book.lang)}
    written: str = page.render(**words, style=style, lead=lead, cautions=book.cautions, parts=parts)
    return written


class LeadLine(NamedTuple):
    """One thing that the whole answer comes to, and what it is called; an amount is a figure."""

    name: str
    figure: str
    text: str


def _lead(sheet: Sheet) -> list[LeadLine]:
    """The first rows of a summary: what each is called, and what it is."""
    rows = typed_cells(sheet.columns, sheet.rows[: sheet.lead])
    return [LeadLine(str(name), _plain(cell) if isinstance(cell, int) else "", _plain(cell)) for name, cell in rows]


def _without_lead(part: Sheet | Picture) -> Sheet | Picture:
    if not isinstance(part, Sheet) or not part.lead:
        return part
    return part.replace(rows=part.rows[part.lead :], marked=None)


@cache
def _paper() -> tuple[Any, Any]:
    """The page's template and its style, read once for all pages."""
    from jinja2 import Environment, FileSystemLoader
    from markupsafe import Markup

    def cleaned(value: Any) -> Any:
        return clean(value) if isinstance(value, str) and not isinstance(value, Markup) else value

    paper = Environment(
        loader=FileSystemLoader(_HERE), autoescape=True, finalize=cleaned, trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True
    )
    with open(os.path.join(_HERE, "report.css"), encoding="utf-8") as file:
        return paper.get_template("page.html.j2"), Markup(file.read())


def _empty(part: Sheet | Picture) -> bool:
    return isinstance(part, Sheet) and not (part.rows or part.head or part.lines)


def _part(part: Sheet | Picture, lang: Lang) -> object:
    match part:
        case Bars():
            return svg.drawn_bars(part, lang)
        case Timeline():
            return svg.drawn_timeline(part)
        case Chart():
            return svg.drawn_chart(part, lang)
        case Sheet():
            return _table(part)


class LineBeside(NamedTuple):
    """A line beside a table; what is set in stays set in."""

    text: str
    set_in: bool


class DrawnHeading(NamedTuple):
    """A column's heading, and how its cells look: the class of the style sheet."""

    look: str
    heading: str


class Content(NamedTuple):
    """A cell: a figure or lines; `again` is there for cards only, where each row stands alone."""

    column: DrawnHeading
    figure: str
    lines: Sequence[str]
    again: bool
    link: str = ""


class Drawn(NamedTuple):
    """A row of a table."""

    cells: Sequence[Content]
    marked: bool


class DrawnTable(NamedTuple):
    """A sheet for the page's template."""

    title: str
    shape: str
    columns: Sequence[DrawnHeading]
    rows: Sequence[Drawn]
    head: Sequence[LineBeside]
    lines: Sequence[LineBeside]
    kind: str = "table"


def _table(sheet: Sheet) -> DrawnTable:
    columns, rows = filled_columns(*for_audience(sheet, "people"))
    headings = [DrawnHeading(column.kind if column.kind in (*_UNBROKEN, "answer") else "", column.heading) for column in columns]
    again = _again(columns, rows)
    drawn = [
        Drawn(_contents(headings, row, said), place == sheet.marked) for place, (row, said) in enumerate(zip(rows, again, strict=True))
    ]
    return DrawnTable(sheet.title, _shape(columns, rows), headings, drawn, _lines(sheet.head), _lines(sheet.lines))


def _lines(lines: Sequence[str]) -> list[LineBeside]:
    return [LineBeside(line.strip(), line.startswith(" ")) for line in lines if line.strip()]


def _contents(headings: Sequence[DrawnHeading], row: Sequence[Cell], said: set[int]) -> list[Content]:
    return [_content(heading, cell, place in said) for place, (heading, cell) in enumerate(zip(headings, row, strict=True))]


def _content(heading: DrawnHeading, cell: Cell, again: bool) -> Content:
    if isinstance(cell, int):
        return Content(heading, grouped_money(cell), (), again)
    link = quote(cell.file) if isinstance(cell, Word) else ""
    return Content(heading, "", _plain(cell).split("\n"), again, link)


def _shape(columns: Sequence[Column[Any]], rows: Sequence[Sequence[Cell]]) -> str:
    """A table of two columns stays one on a phone; one that is wider than paper is cards everywhere."""
    if len(columns) <= 2:
        return "narrow"
    return "cards" if scale.table_columns([_width(column, place, rows) for place, column in enumerate(columns)]) > _PAPER else ""


def _width(column: Column[Any], place: int, rows: Sequence[Sequence[Cell]]) -> int:
    """The columns of letters that a column needs: figures and words are never broken, text between its words."""
    texts = [column.heading, *(_plain(row[place]) for row in rows)]
    whole = column.kind in _UNBROKEN
    return (
        scale.text_columns(texts)
        if whole
        else scale.text_columns([word for text in texts for word in text.split() if word.isascii()], 10, 24)
    )


def _plain(cell: Cell) -> str:
    if isinstance(cell, Word):
        return "\n".join(cell.lines)
    return "" if cell is None else grouped_money(cell) if isinstance(cell, int) else str(cell)


def _again(columns: Sequence[Column[Any]], rows: Sequence[Sequence[Cell]]) -> Iterator[set[int]]:
    """Of each row the places that the row above says already, as far as both begin alike."""
    above: Sequence[Cell] = ()
    for row in rows:
        alike, places = bool(above), set()
        for place, column in enumerate(columns):
            alike = alike and (not column.once or row[place] == above[place])
            if column.once and alike:
                places.add(place)
        above = row
        yield places
