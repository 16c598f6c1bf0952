"""A sheet in a terminal or a pipe: amounts to the right and never cut, Chinese widths right, user text as text.

A table that does not fit the terminal is folded in its text columns; where that is not enough each row becomes a block.
In a pipe it is as wide as it needs to be.
"""

import io
from collections.abc import Sequence
from typing import Any, Literal

from rich.box import Box
from rich.cells import cell_len
from rich.console import Console
from rich.style import Style
from rich.table import Table
from rich.text import Text

from bjsubsidy.language import Lang, clean
from bjsubsidy.reports.book import Picture
from bjsubsidy.reports.phrases import MARKS, grouped_money
from bjsubsidy.reports.report import Report
from bjsubsidy.reports.sheet import Cell, Column, Sheet, Word, for_audience
from bjsubsidy.writers.folding import folded_lines
from bjsubsidy.writers.screen import Screen

_RULED = Box("    \n    \n -- \n    \n    \n    \n    \n    \n", ascii=True)
_LEAST_TEXT = 16
_GAP = 2
_COLOURS = {MARKS["eligible"]: "green", MARKS["unconfirmed"]: "yellow", MARKS["ineligible"]: "red"}


def write(report: Report, screen: Screen) -> str:
    """Sheet by sheet and picture by picture; a sheet beside others stands under its title."""
    shown = _cautioned(list(report.shown(screen.width is not None)), report.cautions())
    return "\n".join(_part(part, len(shown) > 1, screen, report.lang) for part in shown)


def _cautioned(shown: list[Sheet | Picture], cautions: Sequence[str]) -> Sequence[Sheet | Picture]:
    """What must be known first stands above the first table."""
    if not cautions:
        return shown
    if isinstance(shown[0], Sheet):
        return [shown[0].replace(head=[*shown[0].head, *cautions]), *shown[1:]]
    return [Sheet([], [], cautions), *shown]


def _part(part: Sheet | Picture, titled: bool, screen: Screen, lang: Lang) -> str:
    if isinstance(part, Sheet):
        drawn = table_text(part, screen.width, screen.colour)
        return f"{clean(part.title)}\n\n{drawn}" if titled and part.title else drawn
    from bjsubsidy.writers import plots

    return plots.picture_text(part, screen.width or 0, lang)


def table_text(sheet: Sheet, width: int | None, colour: bool) -> str:
    """`width` of the terminal in columns, None in a pipe."""
    body = _body(sheet, width, colour) if sheet.rows else ""
    parts = [prose(sheet.head, width), body, prose(sheet.lines, width)]
    return "\n\n".join(part for part in parts if part) + "\n"


def prose(lines: Sequence[str], width: int | None) -> str:
    """Lines without control characters, folded where there is a width."""
    cleaned = [clean(line) for line in lines]
    return "\n".join(cleaned if width is None else [part for line in cleaned for part in folded_lines(line, width)])


def _body(sheet: Sheet, width: int | None, colour: bool) -> str:
    columns, rows = for_audience(sheet, "people")
    columns = [column.replace(heading=clean(column.heading)) for column in columns]
    cells = [[_cell(cell) for cell in row] for row in rows]
    natural = _widths(columns, cells)
    least = _least(columns, cells, natural)
    if width is not None and not _fits(least, width):
        return _blocks(columns, cells)
    whole = sum(natural) + _GAP * len(natural)
    return _table(columns, cells, least, sheet.marked, whole if width is None else min(whole, width), colour)


def _cell(cell: Cell) -> str:
    if isinstance(cell, Word):
        cell = cell.shown
    if cell is None:
        return ""
    if isinstance(cell, int):
        return grouped_money(cell)
    return "\n".join(clean(line) for line in str(cell).split("\n"))


def _widths(columns: list[Column[Any]], cells: list[list[str]]) -> list[int]:
    """The width each column takes when nothing is folded."""
    return [
        max(cell_len(line) for text in [column.heading, *(row[place] for row in cells)] for line in text.split("\n"))
        for place, column in enumerate(columns)
    ]


def _fits(least: list[int], width: int) -> bool:
    return sum(least) + _GAP * len(least) <= width


def _least(columns: list[Column[Any]], cells: list[list[str]], natural: list[int]) -> list[int]:
    """The width each column needs: text folds, but never inside an id or a word of Latin letters."""
    return [
        max(min(natural[place], _LEAST_TEXT), *(cell_len(word) for row in cells for word in _unbroken(row[place])))
        if column.kind == "text"
        else natural[place]
        for place, column in enumerate(columns)
    ]


def _unbroken(text: str) -> list[str]:
    return ["", *(word for word in text.split() if word.isascii())]


def _table(columns: list[Column[Any]], cells: list[list[str]], least: list[int], marked: int | None, width: int, colour: bool) -> str:
    table = Table(box=_RULED, show_edge=False, pad_edge=False, padding=(0, _GAP - 1, 0, 0))
    for column, needed in zip(columns, least, strict=True):
        justify: Literal["right", "left"] = "right" if column.kind == "money" else "left"
        table.add_column(Text(column.heading), justify=justify, no_wrap=column.kind != "text", overflow="fold", min_width=needed)
    for place, row in enumerate(cells):
        table.add_row(*(_styled(text) for text in row), style=Style(bold=True) if place == marked else None)
    return _drawn(table, width, colour)


def _styled(text: str) -> Text:
    return Text(text, style=_COLOURS.get(text[:1], ""))


def _drawn(table: Table, width: int, colour: bool) -> str:
    out = io.StringIO()
    console = Console(
        file=out,
        width=width,
        force_terminal=colour,
        color_system="standard" if colour else None,
        legacy_windows=False,
        markup=False,
        emoji=False,
        highlight=False,
    )
    console.print(table)
    return "\n".join(line.rstrip() for line in out.getvalue().rstrip("\n").split("\n"))


def _blocks(columns: list[Column[Any]], cells: list[list[str]]) -> str:
    """One record per block, a line for each cell."""
    return "\n\n".join("\n".join(_block_lines(columns, row)) for row in cells)


def _block_lines(columns: list[Column[Any]], row: list[str]) -> list[str]:
    """A column without a heading is a mark: it stands before the first line."""
    marks = [text for column, text in zip(columns, row, strict=True) if text and not column.heading]
    lines = []
    for column, text in zip(columns, row, strict=True):
        if text and column.heading:
            first, *others = text.split("\n")
            lines += [f"{column.heading}: {first}", *others]
    return [" ".join([*marks, lines[0]]), *lines[1:]]
