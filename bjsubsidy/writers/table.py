"""A sheet in a terminal or a pipe: amounts to the right and never cut, Chinese widths right, user text as text.

A table that does not fit the terminal lets go of its pages, then of what stands under its cells, then folds its texts and
headings, never a figure; where that is not enough each row becomes a block. In a pipe it is as wide as it needs to be.
"""

import io
from collections.abc import Iterator, Sequence
from typing import Any, Literal, NamedTuple

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
from bjsubsidy.writers.folding import folded_lines, unbroken
from bjsubsidy.writers.scale import shared_widths
from bjsubsidy.writers.screen import Screen

_RULED = Box("    \n    \n -- \n    \n    \n    \n    \n    \n", ascii=True)
_LEAST_TEXT, _LEAST_HEADING = 16, 10
# Text that folds to so much is still read at ease.
_ROOMY_TEXT, _WIDE_TEXT = 40, 56
_GAP = 2
_ROWS_TRIED = 40
_COLOURS = {MARKS["eligible"]: "green", MARKS["unconfirmed"]: "yellow", MARKS["ineligible"]: "red"}


def write(report: Report, screen: Screen) -> str:
    """Sheet by sheet and picture by picture; a sheet beside others stands under its title."""
    shown = _cautioned(list(report.shown(screen.width is not None)), report.cautions_above())
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
        drawn = table_text(part, screen.width, screen.colour, lang)
        return f"{clean(part.title)}\n\n{drawn}" if titled and part.title else drawn
    from bjsubsidy.writers import plots

    return plots.picture_text(part, screen.width or 0, lang)


def table_text(sheet: Sheet, width: int | None, colour: bool, lang: Lang = "en") -> str:
    """`width` of the terminal in columns, None in a pipe."""
    body = _body(sheet, width, colour, lang) if sheet.rows else ""
    parts = [prose(sheet.head, width), body, prose(sheet.lines, width)]
    return "\n\n".join(part for part in parts if part) + "\n"


def prose(lines: Sequence[str], width: int | None) -> str:
    """Lines without control characters, folded where there is a width."""
    cleaned = [clean(line) for line in lines]
    return "\n".join(cleaned if width is None else [part for line in cleaned for part in folded_lines(line, width)])


class _Content(NamedTuple):
    """A cell: its lines, and what stands under them, each with its name."""

    lines: Sequence[str]
    under: Sequence[tuple[str, str]] = ()

    def whole(self) -> "_Content":
        return _Content([*self.lines, *(text for _, text in self.under)])


Grid = tuple[list[Column[Any]], list[list[_Content]]]


def _body(sheet: Sheet, width: int | None, colour: bool, lang: Lang) -> str:
    columns, rows = for_audience(sheet, "people")
    columns = [column.replace(heading=clean(column.heading)) for column in columns]
    cells = [[_content(cell) for cell in row] for row in rows]
    if width is None:
        whole = columns, [[content.whole() for content in row] for row in cells]
        return _table(whole, _natural(*whole), sheet.marked, colour)
    for grid in _ever_less(columns, cells, sheet.rows):
        natural = _natural(*grid)
        if sheet.folds:
            natural = [min(wide, _WIDE_TEXT) if column.kind == "text" else wide for column, wide in zip(grid[0], natural, strict=True)]
        if _fits(natural, width):
            return _table(_folded(*grid, natural) if sheet.folds else grid, natural, sheet.marked, colour)
        if sheet.folds and _fits(least := _least(*grid, _ROOMY_TEXT), width):
            return _folded_table(grid, least, natural, width, sheet.marked, colour)
    least = _least(*grid)
    return _folded_table(grid, least, natural, width, sheet.marked, colour) if _fits(least, width) else _blocks(columns, cells, width, lang)


def _folded_table(grid: Grid, least: list[int], natural: list[int], width: int, marked: int | None, colour: bool) -> str:
    widths = _lowest(*grid, shared_widths(least, natural, width - _GAP * (len(least) - 1)), least, natural)
    return _table(_folded(*grid, widths), widths, marked, colour)


def _content(cell: Cell) -> _Content:
    if isinstance(cell, Word):
        return _Content([clean(line) for line in cell.shown.split("\n")], [(clean(name), clean(text)) for name, text in cell.under])
    if isinstance(cell, int):
        return _Content([grouped_money(cell)])
    return _Content([clean(line) for line in ("" if cell is None else str(cell)).split("\n")])


def _ever_less(columns: list[Column[Any]], cells: list[list[_Content]], rows: Sequence[Any]) -> Iterator[Grid]:
    """A table with all that it has, without the columns that go first, and without what stands under its cells."""
    yield columns, [[content.whole() for content in row] for row in cells]
    kept = [place for place, column in enumerate(columns) if not column.first_to_go]
    named = next((place for place in reversed(kept) if columns[place].kind == "text"), kept[0])
    behind = ["".join(column.behind(row) for column in columns if column.behind) for row in rows]
    named_cells = [_behind(row[named], said) for row, said in zip(cells, behind, strict=True)]
    fewer = [[name if place == named else row[place] for place in kept] for row, name in zip(cells, named_cells, strict=True)]
    fewer_columns = [columns[place] for place in kept]
    yield fewer_columns, [[content.whole() for content in row] for row in fewer]
    yield fewer_columns, [[_Content(content.lines) for content in row] for row in fewer]


def _behind(name: _Content, said: str) -> _Content:
    return _Content([*name.lines[:-1], name.lines[-1] + said], name.under)


def _natural(columns: list[Column[Any]], cells: list[list[_Content]]) -> list[int]:
    """The width each column takes when nothing is folded."""
    return [
        max(cell_len(line) for line in [column.heading, *(line for row in cells for line in row[place].lines)])
        for place, column in enumerate(columns)
    ]


def _fits(widths: list[int], width: int) -> bool:
    return sum(widths) + _GAP * (len(widths) - 1) <= width


def _least(columns: list[Column[Any]], cells: list[list[_Content]], text: int = _LEAST_TEXT) -> list[int]:
    """The width each column needs, one of text so many at most: headings and text fold, but never a figure, and nothing inside an id
    or a word of Latin letters."""
    natural = _natural(columns, cells)
    least = []
    for place, column in enumerate(columns):
        lines = [line for row in cells for line in row[place].lines]
        if column.kind == "text":
            least.append(max([min(natural[place], text), *(unbroken(line) for line in [column.heading, *lines])]))
        else:
            least.append(max([min(cell_len(column.heading), _LEAST_HEADING), unbroken(column.heading), *map(cell_len, lines)]))
    return least


def _lowest(columns: list[Column[Any]], cells: list[list[_Content]], widths: list[int], least: list[int], natural: list[int]) -> list[int]:
    """Where two columns of text share the room, the shares that make the table lowest, as far as its first rows show."""
    folding = [place for place, column in enumerate(columns) if column.kind == "text" and widths[place] < natural[place]]
    texts = [place for place, column in enumerate(columns) if column.kind == "text"]
    if len(texts) != 2 or not folding:
        return widths
    one, other = texts
    room = widths[one] + widths[other]

    def height(share: int) -> tuple[int, int]:
        shares = {one: share, other: room - share}
        lines = [max(_lines(row[place], shares[place]) for place in texts) for row in cells[:_ROWS_TRIED]]
        return sum(lines), abs(share - widths[one])

    shares = [share for share in range(least[one], natural[one] + 1) if least[other] <= room - share]
    best = min(shares, key=height, default=widths[one])
    return [best if place == one else room - best if place == other else width for place, width in enumerate(widths)]


def _lines(content: _Content, width: int) -> int:
    return sum(len(folded_lines(line, width, "")) for line in content.lines)


def _folded(columns: list[Column[Any]], cells: list[list[_Content]], widths: list[int]) -> Grid:
    """The same with every heading and text folded into its column."""

    def fold(line: str, place: int) -> list[str]:
        return folded_lines(line, widths[place], "")

    headed = [column.replace(heading="\n".join(fold(column.heading, place))) for place, column in enumerate(columns)]
    return headed, [
        [_Content([part for line in content.lines for part in fold(line, place)]) for place, content in enumerate(row)] for row in cells
    ]


def _table(grid: Grid, widths: list[int], marked: int | None, colour: bool) -> str:
    table = Table(box=_RULED, show_edge=False, pad_edge=False, padding=(0, _GAP - 1, 0, 0))
    columns, cells = grid
    for column, width in zip(columns, widths, strict=True):
        justify: Literal["right", "left"] = "right" if column.kind == "money" else "left"
        table.add_column(Text(column.heading), justify=justify, no_wrap=True, min_width=width)
    for place, row in enumerate(cells):
        table.add_row(*(_styled("\n".join(content.lines)) for content in row), style=Style(bold=True) if place == marked else None)
    return _drawn(table, sum(widths) + _GAP * (len(widths) - 1), colour)


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


def _blocks(columns: list[Column[Any]], cells: list[list[_Content]], width: int, lang: Lang) -> str:
    """One record per block, each of its lines with its name; where a row is a name and what it names, that is its line."""
    between = "：" if lang == "zh" else ": "
    if len(columns) == 2 and columns[1].id == "content":
        pairs = [" ".join(name.lines) + between + " ".join(content.lines) for name, content in cells]
        return "\n".join(part for pair in pairs for part in folded_lines(pair, width))
    return "\n\n".join("\n".join(_block_lines(columns, row, width, between)) for row in cells)


def _block_lines(columns: list[Column[Any]], row: list[_Content], width: int, between: str) -> list[str]:
    """A column without a heading is a mark: it stands before the first line."""
    marks = [content.lines[0] for column, content in zip(columns, row, strict=True) if content.lines[0] and not column.heading]
    lines = []
    for column, content in zip(columns, row, strict=True):
        if any(content.lines) and column.heading:
            lines.append(column.heading + between + " ".join(content.lines))
            lines += [name + between + text for name, text in content.under]
    return [part for line in [" ".join([*marks, *lines[:1]]), *lines[1:]] for part in folded_lines(line, width)]
