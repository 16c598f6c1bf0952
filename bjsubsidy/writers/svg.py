"""Pictures as inline SVG, drawn of figures alone, and their words for the page to write.

Shapes tell apart what colours do, for print and for eyes. A bar or a track is stretched to the page's width and holds no
text; the text stands beside it in the page's own size.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from markupsafe import Markup

from bjsubsidy.language import Lang, listed
from bjsubsidy.reports.book import OWN, Bar, Bars, Chart, Corner, CurveLine, DayMark, Knee, Timeline, lettered
from bjsubsidy.reports.phrases import grouped_money
from bjsubsidy.writers import scale

_LENGTH = 1000
_INK, _BLUE, _GREY, _FAINT = "#1b1f24", "#0b5cad", "#57606a", "#d0d7de"
_DASHES = ("", "7 4", "2 3", "9 3 2 3")
_WIDE, _HIGH, _LETTER, _TOP, _GAP = 330, 220, 11, 16, 6


class Key(NamedTuple):
    """A line of a legend: a sign, a name and a figure, the name `before` the figure or after it."""

    sign: str
    name: str
    figure: str = ""
    before: bool = False


# caps


class DrawnBar(NamedTuple):
    """A cap: what it is called, what is drawn, in words for who does not see it, and the legend."""

    title: str
    label: str
    drawing: Markup
    keys: Sequence[Key]


class DrawnBars(NamedTuple):
    """All caps of an answer, for the page's template."""

    title: str
    bars: Sequence[DrawnBar]
    length: int = _LENGTH
    kind: str = "bars"


def drawn_bars(picture: Bars, lang: Lang) -> DrawnBars:
    return DrawnBars(picture.title, [_bar(bar, lang) for bar in picture.bars])


def _bar(bar: Bar, lang: Lang) -> DrawnBar:
    words = listed([f"{part.name} {grouped_money(part.fen)}" for part in bar.parts], lang)
    keys = [Key(_key(part.role), part.name, grouped_money(part.fen), before=True) for part in bar.parts]
    return DrawnBar(bar.title, f"{bar.title}: {words}", Markup("".join(_pieces(bar))), keys)


def _pieces(bar: Bar) -> Iterator[str]:
    """The pieces one after the other: stripes for what was used, full for what is claimed, blank for what is left."""
    start = 0
    for part in bar.parts:
        length = scale.place(part.fen, 0, bar.whole, _LENGTH)
        yield _piece(part.role, start, start + length, 20)
        start += length


def _piece(role: str, start: int, end: int, middle: int) -> str:
    """A thick line at the middle of what holds it."""
    if role == "left" or start == end:
        return ""
    make = f'stroke="{_GREY}" stroke-dasharray="5 5"' if role == "used" else f'stroke="{_BLUE}"'
    return f'<path d="M{start} {middle} H{end}" stroke-width="{middle + middle}" {make}/>'


def _key(role: str) -> Markup:
    """A small piece of the same make, for the legend."""
    return Markup(f'<svg class="key framed" aria-hidden="true" viewBox="0 0 40 20">{_piece(role, 0, 40, 10)}</svg>')


# dates


class DrawnMark(NamedTuple):
    """A day with its track."""

    date: date
    kind: str
    title: str
    drawing: Markup


class Year(NamedTuple):
    """A year's name, and where it begins on the line."""

    name: int
    at: int


class DrawnTimeline(NamedTuple):
    """Days from the first to the last, for the page's template."""

    title: str
    first: date
    last: date
    years: Sequence[Year]
    marks: Sequence[DrawnMark]
    length: int = _LENGTH
    kind: str = "timeline"


def drawn_timeline(picture: Timeline) -> DrawnTimeline:
    first, last = scale.axis([mark.date for mark in picture.marks])
    years = [Year(year.year, _at(year, first, last)) for year in scale.years(first, last)]
    marks = [DrawnMark(mark.date, mark.kind, mark.title, _track(mark, first, last, [at for _, at in years])) for mark in picture.marks]
    return DrawnTimeline(picture.title, first, last, years, marks)


def _at(day: date, first: date, last: date) -> int:
    return scale.place(day.toordinal(), first.toordinal(), last.toordinal(), _LENGTH)


def _track(mark: DayMark, first: date, last: date, years: Sequence[int]) -> Markup:
    """A day on the way from the first to the last: what runs from it to the right, until it from the left, on it a point.

    A day before the first or after the last is an arrow at the edge.
    """
    at = _at(mark.date, first, last)
    fixed = 'vector-effect="non-scaling-stroke"'
    lines = "".join(f'<path d="M{year} 0 V20" stroke="{_GREY}" stroke-dasharray="2 2" {fixed}/>' for year in years)
    ends = {"from": (at, _LENGTH), "until": (0, at), "on": (at, at)}
    start, end = ends[mark.side]
    run = f'<path d="M{start} 10 H{end}" stroke="{_BLUE}" stroke-width="6"/>'
    here = "M14 0 L0 10 L14 20" if mark.date < first else "M986 0 L1000 10 L986 20" if mark.date > last else f"M{at} 0 V20"
    sign = f'<path d="{here}" fill="none" stroke="{_INK}" stroke-width="4" {fixed}/>'
    return Markup(f'<path d="M0 10 H{_LENGTH}" stroke="{_FAINT}" stroke-width="2"/>{lines}{run}{sign}')


# curves


class DrawnChart(NamedTuple):
    """Lines over amounts, for the page's template: `across` and `up` name its axes, `label` says it in words."""

    title: str
    across: str
    up: str
    label: str
    drawing: Markup
    keys: Sequence[Key]
    wide: int = _WIDE
    high: int = _HIGH
    kind: str = "chart"


def drawn_chart(picture: Chart, lang: Lang) -> DrawnChart:
    paper = _Paper(picture)
    names = lettered(picture.lines)
    drawn = "".join(_line(line, number, paper) for number, line in enumerate(picture.lines))
    marked = "".join(_knee(letter, knee, paper) for letter, knee in names)
    own = "" if picture.own is None else paper.own(picture.own)
    words = "; ".join(f"{line.name}: {_corners(line.corners)}" for line in picture.lines)
    keys = [Key(_sample(number), line.name) for number, line in enumerate(picture.lines)]
    keys += [Key(letter, knee.words, f"{grouped_money(knee.input)} → {grouped_money(knee.high)}") for letter, knee in names]
    keys += [] if picture.own is None else [Key(f"▲ {OWN.in_(lang)}", "", grouped_money(picture.own))]
    drawing = Markup(f"{paper.frame()}{drawn}{own}{marked}")
    return DrawnChart(picture.title, picture.across, picture.up, f"{picture.title}; {words}", drawing, keys)


def _corners(corners: Sequence[Corner]) -> str:
    return ", ".join(f"{grouped_money(corner.input)} → {grouped_money(corner.high)}" for corner in corners)


class _Paper:
    """The chart's paper: where an input and an amount stand on it."""

    def __init__(self, picture: Chart) -> None:
        corners = [corner for line in picture.lines for corner in line.corners]
        self.first, self.last = corners[0].input, max(corner.input for corner in corners)
        self.most = max(corner.high for corner in corners)
        self.heights = scale.ticks(self.most, 5)
        self.left = scale.widest([grouped_money(fen) for fen in self.heights], _LETTER) + _GAP
        self.wide = scale.down(_WIDE, self.left + _TOP)
        self.high = scale.down(_HIGH, _TOP + _TOP + _GAP)
        self.floor = _TOP + self.high

    def x(self, input: int) -> int:
        return self.left + scale.place(input, self.first, self.last, self.wide)

    def y(self, fen: int) -> int:
        return scale.down(self.floor, scale.place(fen, 0, self.most, self.high))

    def frame(self) -> str:
        """The axes with round figures on the left, and the two ends of the inputs below."""
        right = self.left + self.wide
        rules = "".join(
            f'<path d="M{self.left} {self.y(fen)} H{right}" stroke="{_FAINT}"/>'
            f'<text x="{self.left}" y="{self.y(fen) + 3}" dx="-4" text-anchor="end" fill="{_INK}">{grouped_money(fen)}</text>'
            for fen in self.heights
        )
        below = self.floor + _TOP
        return (
            f'{rules}<path d="M{self.left} {_TOP} V{self.floor} H{right}" fill="none" stroke="{_GREY}"/>'
            f'<text x="{self.left}" y="{below}" fill="{_INK}">{grouped_money(self.first)}</text>'
            f'<text x="{right}" y="{below}" text-anchor="end" fill="{_INK}">{grouped_money(self.last)}</text>'
        )

    def own(self, input: int) -> str:
        x = self.x(input)
        return (
            f'<path d="M{x} {_TOP} V{self.floor}" stroke="{_GREY}" stroke-dasharray="1 3"/>'
            f'<path d="M{x} {self.floor} l-5 8 h10 z" fill="{_INK}"/>'
        )


def _line(line: CurveLine, number: int, paper: _Paper) -> str:
    high = _path([(paper.x(corner.input), paper.y(corner.high)) for corner in line.corners], number, 2)
    if not any(0 < corner.low < corner.high for corner in line.corners):
        return high
    return high + _path([(paper.x(corner.input), paper.y(corner.low)) for corner in line.corners], number, 1)


def _path(points: Sequence[tuple[int, int]], number: int, thick: int) -> str:
    steps = " L".join(f"{x} {y}" for x, y in points)
    return f'<path d="M{steps}" fill="none" stroke="{_BLUE}" stroke-width="{thick}"{_dashes(number)}/>'


def _dashes(number: int) -> str:
    dashes = _DASHES[min(number, 3)]
    return f' stroke-dasharray="{dashes}"' if dashes else ""


def _sample(number: int) -> Markup:
    line = f'<path d="M0 10 H40" stroke="{_BLUE}" stroke-width="4"{_dashes(number)}/>'
    return Markup(f'<svg class="key" aria-hidden="true" viewBox="0 0 40 20">{line}</svg>')


def _knee(letter: str, knee: Knee, paper: _Paper) -> str:
    x, y = paper.x(knee.input), paper.y(knee.high)
    return (
        f'<circle cx="{x}" cy="{y}" r="3.5" fill="#fff" stroke="{_INK}" stroke-width="1.5"/>'
        f'<text x="{x}" y="{y}" dy="-6" text-anchor="middle" fill="{_INK}">{letter}</text>'
    )
