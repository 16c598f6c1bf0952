"""Where things stand on paper."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bjsubsidy.writers import scale

DAY = date(2021, 1, 1)


@given(st.integers(0, 10**15), st.integers(0, 10**15), st.integers(-5, 10**15), st.integers(0, 2000))
def test_a_place_is_on_the_line_and_never_goes_back(first: int, wide: int, value: int, length: int) -> None:
    here = scale.place(value, first, first + wide, length)
    assert 0 <= here <= length
    assert scale.place(value + 1, first, first + wide, length) >= here
    assert scale.place(first, first, first + wide, length) == 0
    assert scale.place(first + wide, first, first + wide, length) == (length if wide else 0)


@pytest.mark.parametrize(
    ("last", "most", "ticks"),
    [
        (0, 5, [0]),
        (1, 5, [0, 1]),
        (7, 5, [0, 2, 4, 6]),
        (50_000_000, 5, [0, 10_000_000, 20_000_000, 30_000_000, 40_000_000, 50_000_000]),
        (51, 5, [0, 20, 40]),
        (1_000_000, 4, [0, 500_000, 1_000_000]),
    ],
)
def test_ticks_are_round(last: int, most: int, ticks: list[int]) -> None:
    assert scale.ticks(last, most) == ticks


@given(st.integers(0, 10**15), st.integers(1, 9))
def test_ticks_are_never_too_many_and_reach_far(last: int, most: int) -> None:
    ticks = scale.ticks(last, most)
    assert len(ticks) <= most + 1
    assert ticks[-1] <= last
    assert last - ticks[-1] < (ticks[1] if len(ticks) > 1 else last + 1)


def days(*offsets: int) -> list[date]:
    return [DAY + timedelta(offset) for offset in offsets]


@pytest.mark.parametrize(
    ("offsets", "ends"),
    [
        ((5,), (5, 5)),
        ((5, 5), (5, 5)),
        ((0, 10), (0, 10)),
        ((0, 50, 100), (0, 100)),
        ((0, 901, 950, 1000), (901, 1000)),
        ((0, 50, 99, 1000), (0, 99)),
        ((0, 700, 1000), (0, 1000)),
        ((0, 0, 90, 90, 90), (0, 90)),
        ((0, 0, 0, 90), (0, 90)),
    ],
)
def test_an_axis_leaves_a_lonely_day_beyond_its_end(offsets: tuple[int, ...], ends: tuple[int, int]) -> None:
    assert scale.axis(days(*reversed(offsets))) == (DAY + timedelta(ends[0]), DAY + timedelta(ends[1]))


@pytest.mark.parametrize(
    ("text", "width", "lines"), [("", 10, 1), ("abc", 3, 1), ("中文", 4, 1), ("中文", 3, 2), ("a\nb", 3, 2), ("word " * 20, 50, 3)]
)
def test_a_text_takes_as_many_lines_as_it_needs(text: str, width: int, lines: int) -> None:
    assert scale.wrapped_lines(text, width) == lines


@given(st.lists(st.tuples(st.integers(0, 100), st.integers(0, 100)), min_size=1, max_size=6), st.integers(0, 100))
def test_a_height_lies_between_its_neighbours(points: list[tuple[int, int]], at: int) -> None:
    ordered = sorted(points)
    heights = [y for _, y in ordered]
    assert min(heights) <= scale.height(ordered, at) <= max(heights)
    exact = [y for x, y in ordered if x == at]
    assert not exact or scale.height(ordered, at) == exact[-1]
