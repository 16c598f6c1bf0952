"""Pictures in a terminal: curves in dots, dates as bars of plain signs; nothing is told by colour.

Dots are Braille patterns and bars are ASCII: every terminal gives them one column, beside Chinese of two.
"""

from collections.abc import Iterator, Sequence
from datetime import date

from rich.cells import cell_len

from bjsubsidy.language import Lang, clean
from bjsubsidy.reports.book import OWN, Bars, Chart, CurveLine, DayMark, Knee, Picture, Timeline, lettered
from bjsubsidy.reports.phrases import grouped_money
from bjsubsidy.writers import scale
from bjsubsidy.writers.folding import folded_lines

_ROWS, _DOWN, _ACROSS, _WIDEST = 10, 4, 2, 100
_DOTS, _BLANK = ((0x01, 0x02, 0x04, 0x40), (0x08, 0x10, 0x20, 0x80)), 0x2800
_SHORTEST_BAR = 20


def picture_text(picture: Picture, width: int, lang: Lang) -> str:
    """Bars of caps have no drawing here: the sheet of a book beside them says the same."""
    match picture:
        case Chart():
            return curve_text(picture, width, lang)
        case Timeline():
            return timeline_text(picture, width)
        case Bars():
            return ""


# curves


def curve_text(chart: Chart, width: int, lang: Lang) -> str:
    """Each line by itself, under the measures it stands for."""
    return "\n\n".join("\n".join(_curve(chart, line, min(width, _WIDEST), lang)) for line in chart.lines) + "\n"


def _curve(chart: Chart, line: CurveLine, width: int, lang: Lang) -> Iterator[str]:
    first, last, most = line.corners[0].input, line.corners[-1].input, max(corner.high for corner in line.corners)
    heights = {_row(fen, most): grouped_money(fen) for fen in scale.ticks(most, 5)}
    left = max(map(len, heights.values()))
    wide = max(width - left - 2, _SHORTEST_BAR)
    knees = lettered([line])
    yield from folded_lines(f"{clean(chart.title)}: {clean(line.name)}", width)
    for number, row in enumerate(_canvas(line, knees, wide, most)):
        yield f"{heights.get(number, ''):>{left}} |{row}".rstrip()
    yield f"{'':{left}} +{'-' * wide}"
    ends = f"{grouped_money(first)}{grouped_money(last):>{max(wide - len(grouped_money(first)), 0)}}"
    if chart.own is not None:
        yield f"{'':{left + 2 + scale.place(chart.own, first, last, wide - 1)}}^"
    yield f"{'':{left}}  {ends}"
    if chart.own is not None:
        yield f"^ {grouped_money(chart.own)} {OWN.in_(lang)}"
    yield from (f"{letter} {grouped_money(knee.input)} -> {grouped_money(knee.high)} {knee.words}" for letter, knee in knees)


def _row(fen: int, most: int) -> int:
    """The row of an amount, from the top."""
    return _ROWS - 1 - scale.place(fen, 0, most, _ROWS * _DOWN - 1) // _DOWN


def _canvas(line: CurveLine, knees: Sequence[tuple[str, Knee]], wide: int, most: int) -> list[str]:
    first, last = line.corners[0].input, line.corners[-1].input
    across, tall = wide * _ACROSS - 1, _ROWS * _DOWN - 1
    points = [(scale.place(c.input, first, last, across), scale.place(c.high, 0, most, tall)) for c in line.corners]
    cells = [[_BLANK] * wide for _ in range(_ROWS)]
    before = points[0][1]
    for at in range(across + 1):
        here = scale.height(points, at)
        for dot in range(min(here, before), max(here, before) + 1) if abs(here - before) > 1 else (here,):
            down = tall - dot
            cells[down // _DOWN][at // _ACROSS] |= _DOTS[at % _ACROSS][down % _DOWN]
        before = here
    rows = [[" " if cell == _BLANK else chr(cell) for cell in row] for row in cells]
    for letter, knee in knees:
        start = scale.place(knee.input, first, last, wide - len(letter))
        rows[_row(knee.high, most)][start : start + len(letter)] = letter
    return ["".join(row) for row in rows]


# dates


def timeline_text(picture: Timeline, width: int) -> str:
    """A bar for each day: from it to the right, until it from the left, or the day alone; beside its title where there is room."""
    first, last = scale.axis([mark.date for mark in picture.marks])
    kinds = max(cell_len(mark.kind) for mark in picture.marks)
    titles = [f"{mark.date}  {_wide(mark.kind, kinds)}  {clean(mark.title)}" for mark in picture.marks]
    beside = max(map(cell_len, titles)) + 2
    wide = min(width, _WIDEST) - beside
    if wide < _SHORTEST_BAR:
        beside, wide = 2, min(width, _WIDEST) - 2
    lines = [" " * beside + _axis(first, last, wide)]
    for mark, title in zip(picture.marks, titles, strict=True):
        bar = _bar(mark, first, last, wide)
        lines += [f"{_wide(title, beside)}{bar}"] if beside > 2 else [*folded_lines(title, width), f"  {bar}"]
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _wide(text: str, columns: int) -> str:
    """A text and blanks after it, so many columns in all."""
    return text + " " * (columns - cell_len(text))


def _axis(first: date, last: date, wide: int) -> str:
    """The first and last day, and the years between where they fall."""
    signs = [" "] * wide
    _write(signs, 0, str(first))
    _write(signs, wide - len(str(last)), str(last))
    for year in scale.years(first, last):
        _write(signs, scale.place(year.toordinal(), first.toordinal(), last.toordinal(), wide - 1), f"|{year.year}")
    return "".join(signs)


def _write(signs: list[str], at: int, text: str) -> None:
    """A label where nothing else stands yet."""
    end = at + len(text)
    if at >= 0 and end <= len(signs) and not "".join(signs[max(at - 1, 0) : end + 1]).strip():
        signs[at:end] = text


def _bar(mark: DayMark, first: date, last: date, wide: int) -> str:
    """A day beyond the ends stands at the edge, as `<` or `>`."""
    at = scale.place(mark.date.toordinal(), first.toordinal(), last.toordinal(), wide - 1)
    runs = {"from": (" ", "="), "until": ("=", " "), "on": (" ", " ")}
    left, right = runs[mark.side]
    sign = "<" if mark.date < first else ">" if mark.date > last else "*" if mark.side == "on" else "|"
    return left * at + sign + right * (wide - at - 1)
