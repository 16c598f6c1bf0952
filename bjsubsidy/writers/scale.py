"""Where something stands on paper or a screen: the one place of the writers that reckons, with whole numbers, and never an amount."""

from collections.abc import Sequence
from datetime import date, datetime
from itertools import pairwise

_FEW = 4


def place(value: int, first: int, last: int, length: int) -> int:
    """The position of a value between two ends on a line from 0 to `length`, never beyond; 0 where the ends are one."""
    return max(0, min((value - first) * length // (last - first), length)) if last > first else 0


def down(length: int, value: int) -> int:
    """A height as a picture counts it, from the top."""
    return length - value


def ticks(last: int, most: int) -> list[int]:
    """Round values from 0 to `last`, at most `most` steps: 1, 2 or 5 and zeros."""
    ten = 1
    while last > 10 * ten * most:
        ten *= 10
    step = next(factor * ten for factor in (1, 2, 5, 10) if last <= factor * ten * most)
    return list(range(0, last + 1, step))


def axis(days: Sequence[date]) -> tuple[date, date]:
    """The two ends of a line of days. Where one gap takes most of it, the line holds the side with more days only.

    A side that is a single day makes no line, and the line stays whole.
    """
    ordered = sorted(days)
    first, last = ordered[0], ordered[-1]
    gaps = [(after - before, place) for place, (before, after) in enumerate(pairwise(ordered), 1)]
    widest, place = max(gaps, default=(last - first, 0))
    if len(days) < _FEW or 5 * widest <= 4 * (last - first):
        return first, last
    kept = (ordered[place], last) if 2 * place <= len(ordered) else (first, ordered[place - 1])
    return kept if kept[0] < kept[1] else (first, last)


def years(first: date, last: date) -> list[date]:
    """The first days of the years between two days."""
    return [date(year, 1, 1) for year in range(first.year + 1, last.year + 1)]


def seconds_between(first: datetime, moment: datetime) -> int:
    """The whole seconds from one moment to another."""
    return int((moment - first).total_seconds())


def text_columns(texts: Sequence[str], least: int = 0, most: int = 10**6) -> int:
    """The columns of the widest text, within bounds: in GB18030 a Chinese character has two bytes and two columns."""
    return max(least, min(max((len(text.encode("gb18030", "replace")) for text in texts), default=0), most))


def table_columns(widths: Sequence[int]) -> int:
    """The columns that a table needs, two between every two."""
    return sum(widths) + 2 * len(widths)


def wrapped_lines(text: str, width: int) -> int:
    """The lines that a text takes when it is broken within so many columns; words leave a fifth of each line blank."""
    wide = [text_columns([line]) for line in text.split("\n")]
    return sum(1 if columns <= width else -(-columns * 5 // (4 * width)) for columns in wide)


def row_height(lines: int) -> int:
    """The height of a row of so many lines, in points; a workbook holds no more than 409."""
    return min(17 * lines, 409)


def widest(texts: Sequence[str], size: int) -> int:
    """Roughly how wide the longest of some figures is in letters of a size."""
    return max((len(text) * size * 3 // 5 for text in texts), default=0)


def height(points: Sequence[tuple[int, int]], at: int) -> int:
    """How high a line through points stands at a position, rounded down; the later of two points at one position."""
    (x, y), (to_x, to_y) = points[0], points[0]
    for after in points:
        if after[0] > at:
            to_x, to_y = after
            break
        (x, y) = (to_x, to_y) = after
    return y if to_x == x else y + (to_y - y) * (at - x) // (to_x - x)


def shared_widths(least: Sequence[int], natural: Sequence[int], room: int) -> list[int]:
    """What each of some columns gets of the room: its least, and the rest to the narrowest first, none more than it can use."""
    widths = list(least)
    left = room - sum(least)
    while left > 0 and (short := [place for place, width in enumerate(widths) if width < natural[place]]):
        narrowest = min(short, key=lambda place: widths[place])
        widths[narrowest] += 1
        left -= 1
    return widths
