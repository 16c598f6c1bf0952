"""A book as one page: no script, no request, no font; read on a phone, printed on A4, spoken aloud.

A table that a phone cannot hold becomes a block for each row, every cell under its heading; the roles are written out
because browsers forget them with the display.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from bjsubsidy.language import Lang, Text
from bjsubsidy.reports.book import Bars, Book, Chart, Picture, Timeline
from bjsubsidy.reports.phrases import money
from bjsubsidy.reports.report import Report
from bjsubsidy.reports.sheet import Cell, Column, Sheet, Word, filled, for_audience
from bjsubsidy.writers import scale, svg
from bjsubsidy.writers.screen import Screen
from bjsubsidy.writers.style import STYLE
from bjsubsidy.writers.svg import said

_LANGUAGES: dict[Lang, str] = {"zh": "zh-CN", "en": "en"}
_CONTENTS = Text("目录", "contents")
_UNBROKEN = ("money", "date", "word")
# Columns of letters that A4 holds.
_PAPER = 94
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def write(report: Report, screen: Screen) -> str:
    return text(report.book())


def text(book: Book) -> str:
    parts = [part for part in book.parts if not _empty(part)]
    sections = "".join(_section(part, number, book.lang) for number, part in enumerate(parts, 1))
    title, lang = said(book.title), _LANGUAGES[book.lang]
    return (
        f'<!DOCTYPE html>\n<html lang="{lang}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        f"<title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n"
        f"<header>\n<h1>{title}</h1>\n{_contents(parts, book.lang)}</header>\n<main>\n{sections}</main>\n</body>\n</html>\n"
    )


def _empty(part: Sheet | Picture) -> bool:
    return isinstance(part, Sheet) and not (part.rows or part.head or part.lines)


def _contents(parts: Sequence[Sheet | Picture], lang: Lang) -> str:
    links = "".join(f'<li><a href="#part-{number}">{said(part.title)}</a></li>\n' for number, part in enumerate(parts, 1))
    return f'<nav aria-label="{_CONTENTS.in_(lang)}">\n<ul>\n{links}</ul>\n</nav>\n' if len(parts) > 2 else ""


def _section(part: Sheet | Picture, number: int, lang: Lang) -> str:
    heading = f'<h2 id="part-{number}">{said(part.title)}</h2>\n'
    return f'<section aria-labelledby="part-{number}">\n{heading}{_body(part, number, lang)}</section>\n'


def _body(part: Sheet | Picture, number: int, lang: Lang) -> str:
    match part:
        case Bars():
            return svg.bars(part, lang)
        case Timeline():
            return svg.timeline(part)
        case Chart():
            return svg.chart(part, lang)
        case Sheet():
            return _lines(part.head) + (_table(part, number) if part.rows else "") + _lines(part.lines)


def _lines(lines: Sequence[str]) -> str:
    """Lines as they stand; what is set in stays set in."""
    return "".join(_line(line) for line in lines if line.strip())


def _line(line: str) -> str:
    opened = '<p class="in">' if line.startswith(" ") else "<p>"
    return f"{opened}{said(line.strip())}</p>\n"


def _table(sheet: Sheet, number: int) -> str:
    columns, rows = filled(*for_audience(sheet, "people"))
    head = "".join(_heading(column) for column in columns)
    again = _again(columns, rows)
    body = "".join(
        _row(columns, row, said_above, place == sheet.marked) for place, (row, said_above) in enumerate(zip(rows, again, strict=True))
    )
    return (
        f'<table role="table"{_shape(columns, rows)} aria-labelledby="part-{number}">\n'
        f'<thead role="rowgroup"><tr role="row">{head}</tr></thead>\n<tbody role="rowgroup">\n{body}</tbody>\n</table>\n'
    )


def _shape(columns: Sequence[Column[Any]], rows: Sequence[Sequence[Cell]]) -> str:
    """A table of two columns stays one on a phone; one that is wider than paper is cards everywhere."""
    if len(columns) <= 2:
        return ' class="narrow"'
    return ' class="cards"' if scale.table([_width(column, place, rows) for place, column in enumerate(columns)]) > _PAPER else ""


def _width(column: Column[Any], place: int, rows: Sequence[Sequence[Cell]]) -> int:
    """The columns of letters that a column needs: figures and words are never broken, text between its words."""
    texts = [column.heading, *(_plain(row[place]) for row in rows)]
    whole = column.kind in _UNBROKEN
    return scale.columns(texts) if whole else scale.columns([word for text in texts for word in text.split() if word.isascii()], 10, 24)


def _plain(cell: Cell) -> str:
    if isinstance(cell, Word):
        return cell.shown
    return "" if cell is None else money(cell) if isinstance(cell, int) else str(cell)


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


def _class(column: Column[Any]) -> str:
    return f' class="{column.kind}"' if column.kind in (*_UNBROKEN, "answer") else ""


def _heading(column: Column[Any]) -> str:
    return f'<th role="columnheader" scope="col"{_class(column)}>{said(column.heading)}</th>'


def _row(columns: Sequence[Column[Any]], row: Sequence[Cell], again: set[int], marked: bool) -> str:
    cells = "".join(_cell(column, cell, place in again) for place, (column, cell) in enumerate(zip(columns, row, strict=True)))
    stands_out = ' class="marked"' if marked else ""
    return f'<tr role="row"{stands_out}>{cells}</tr>\n'


def _cell(column: Column[Any], cell: Cell, again: bool) -> str:
    """What is said again is there for cards, where each row stands alone."""
    content = f'<span class="again">{_content(cell)}</span>' if again else _content(cell)
    return f'<td role="cell"{_class(column)} data-heading="{said(column.heading)}">{content}</td>'


def _content(cell: Cell) -> str:
    if isinstance(cell, int):
        return f'<span class="figure">{money(cell)}</span>'
    return "<br>".join(said(line) for line in _plain(cell).split("\n"))
