"""A book as one page: no script, no request, no font; read on a phone, printed on A4, spoken aloud.

A table that a phone cannot hold becomes a block for each row, every cell under its heading; the roles are written out
because browsers forget them with the display.
"""

from collections.abc import Iterator, Sequence
from html import escape

from bjsubsidy.language import Lang, Text, clean
from bjsubsidy.writers import svg
from bjsubsidy.writers.book import Bars, Book, Chart, Picture, Timeline
from bjsubsidy.writers.sheet import Cell, Column, Sheet, Word, for_audience
from bjsubsidy.writers.words import money

_LANGUAGES: dict[Lang, str] = {"zh": "zh-CN", "en": "en"}
_CONTENTS = Text("目录", "contents")
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def text(book: Book) -> str:
    parts = [part for part in book.parts if not _empty(part)]
    sections = "".join(_section(part, number, book.lang) for number, part in enumerate(parts, 1))
    title, lang = said(book.title), _LANGUAGES[book.lang]
    return (
        f'<!DOCTYPE html>\n<html lang="{lang}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        f"<title>{title}</title>\n<style>\n{_STYLE}</style>\n</head>\n<body>\n"
        f"<header>\n<h1>{title}</h1>\n{_contents(parts, book.lang)}</header>\n<main>\n{sections}</main>\n</body>\n</html>\n"
    )


def said(words: str) -> str:
    """Text of anybody as text of the page."""
    return escape(clean(words))


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
    columns, rows = _filled(*for_audience(sheet, "people"))
    head = "".join(_heading(column) for column in columns)
    body = "".join(_row(columns, row, place == sheet.marked) for place, row in enumerate(_once(columns, rows)))
    narrow = ' class="narrow"' if len(columns) <= 2 else ""
    return (
        f'<table role="table"{narrow} aria-labelledby="part-{number}">\n<thead role="rowgroup"><tr role="row">{head}</tr></thead>\n'
        f'<tbody role="rowgroup">\n{body}</tbody>\n</table>\n'
    )


def _filled(columns: Sequence[Column], rows: Sequence[Sequence[Cell]]) -> tuple[list[Column], list[list[Cell]]]:
    """The columns that say anything, or are there to be filled in."""
    places = [place for place, column in enumerate(columns) if column.kind == "answer" or any(row[place] for row in rows)]
    return [columns[place] for place in places], [[row[place] for place in places] for row in rows]


def _once(columns: Sequence[Column], rows: Sequence[Sequence[Cell]]) -> Iterator[list[Cell]]:
    """Rows without what the row above says already, as far as they begin alike."""
    above: Sequence[Cell] = ()
    for row in rows:
        alike, cells = bool(above), list(row)
        for place, column in enumerate(columns):
            alike = alike and (not column.once or row[place] == above[place])
            if column.once and alike:
                cells[place] = None
        above = row
        yield cells


def _class(column: Column) -> str:
    return f' class="{column.kind}"' if column.kind in ("money", "date", "word", "answer") else ""


def _heading(column: Column) -> str:
    return f'<th role="columnheader" scope="col"{_class(column)}>{said(column.heading)}</th>'


def _row(columns: Sequence[Column], row: Sequence[Cell], marked: bool) -> str:
    cells = "".join(_cell(column, cell) for column, cell in zip(columns, row, strict=True))
    stands_out = ' class="marked"' if marked else ""
    return f'<tr role="row"{stands_out}>{cells}</tr>\n'


def _cell(column: Column, cell: Cell) -> str:
    return f'<td role="cell"{_class(column)} data-heading="{said(column.heading)}">{_content(cell)}</td>'


def _content(cell: Cell) -> str:
    if isinstance(cell, Word):
        cell = cell.shown
    if cell is None:
        return ""
    if isinstance(cell, int):
        return f'<span class="figure">{money(cell)}</span>'
    return "<br>".join(said(line) for line in str(cell).split("\n"))


_STYLE = """:root { color-scheme: light; }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 64rem; padding: 1.5rem 1rem 4rem; color: #1b1f24; background: #fff; overflow-wrap: anywhere;
  font: 1rem/1.6 system-ui, -apple-system, "Segoe UI", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; }
h1 { font-size: 1.6rem; line-height: 1.3; margin: 0 0 1rem; }
h2 { font-size: 1.2rem; margin: 2.5rem 0 .75rem; padding-top: .5rem; border-top: 2px solid #1b1f24; }
p { margin: .4rem 0; }
p.in { padding-left: 1.5rem; }
nav ul { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; list-style: none; margin: 0; padding: 0; }
a { color: #0b4f9c; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; vertical-align: top; padding: .4rem .75rem .4rem 0; border-bottom: 1px solid #d0d7de; }
th { font-weight: 600; color: #3d444d; border-bottom: 1px solid #57606a; }
th.money, td.money { text-align: right; }
td.money, td.date, td.word, .figure { white-space: nowrap; font-variant-numeric: tabular-nums; }
td.answer { min-width: 8rem; border: 1px dashed #57606a; }
tr.marked td { font-weight: 700; background: #f3f6fa; }
figure { margin: 1rem 0; }
figcaption { font-weight: 600; }
svg { display: block; }
svg.bar { width: 100%; height: 1.5rem; }
svg.track { width: 100%; height: .9rem; }
svg.key { display: inline-block; width: 1.6rem; height: .8rem; margin-right: .35rem; vertical-align: baseline; }
svg.chart { width: 100%; max-width: 36rem; height: auto; font: 10px system-ui, "PingFang SC", "Noto Sans CJK SC", sans-serif; }
ul.keys { display: flex; flex-wrap: wrap; gap: .1rem 1.25rem; list-style: none; margin: .3rem 0 0; padding: 0; }
ol.marks { list-style: none; margin: 0; padding: 0; }
ol.marks li { margin: .6rem 0; }
.ends { display: flex; justify-content: space-between; color: #3d444d; font-size: .875rem; }
@media (max-width: 40rem) {
  table:not(.narrow), table:not(.narrow) :is(tbody, tr, td) { display: block; }
  table:not(.narrow) thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  table:not(.narrow) tr { padding: .6rem 0; border-bottom: 1px solid #57606a; }
  table:not(.narrow) td { border: 0; padding: .1rem 0; text-align: left; white-space: normal; }
  table:not(.narrow) td:empty:not(.answer) { display: none; }
  table:not(.narrow) td::before { content: attr(data-heading) "  "; color: #3d444d; font-size: .875rem; font-weight: 400; }
  table:not(.narrow) td.answer { border: 1px dashed #57606a; padding: .3rem; }
}
@page { size: A4; margin: 15mm; }
@media print {
  body { max-width: none; padding: 0; font-size: 10pt; }
  nav { display: none; }
  h2 { margin-top: 1.5rem; break-after: avoid; }
  thead { display: table-header-group; }
  tr, figure, ol.marks li { break-inside: avoid; }
  tr.marked td { background: none; border-bottom: 2px solid #1b1f24; }
}
"""
