"""Working days by the State Council's calendar: holidays, make-up days, and years nobody has announced yet."""

from datetime import date, timedelta

import chinese_calendar
import pytest

from bjsubsidy.law.workdays import ONE_DAY, announced, corrected, counted, is_confirmed, is_working_day, moved


@pytest.mark.parametrize(
    ("day", "works"),
    [
        pytest.param(date(2021, 3, 22), True, id="a-monday"),
        pytest.param(date(2021, 3, 20), False, id="a-saturday"),
        pytest.param(date(2021, 3, 21), False, id="a-sunday"),
        pytest.param(date(2020, 1, 23), True, id="2020-the-day-before-spring-festival"),
        pytest.param(date(2020, 1, 31), False, id="2020-extended-friday"),
        pytest.param(date(2020, 2, 1), False, id="2020-make-up-saturday-taken-back"),
        pytest.param(date(2020, 2, 2), False, id="2020-extended-sunday"),
        pytest.param(date(2020, 2, 3), True, id="2020-first-day-after-the-extension"),
        pytest.param(date(2021, 2, 7), True, id="2021-make-up-sunday-before-spring-festival"),
        pytest.param(date(2021, 2, 11), False, id="2021-new-years-eve"),
        pytest.param(date(2021, 2, 17), False, id="2021-spring-festival-ends"),
        pytest.param(date(2021, 2, 18), True, id="2021-back-at-work"),
        pytest.param(date(2021, 2, 20), True, id="2021-make-up-saturday-after-spring-festival"),
        pytest.param(date(2021, 4, 5), False, id="2021-tomb-sweeping-monday"),
        pytest.param(date(2021, 4, 25), True, id="2021-make-up-sunday-before-labour-day"),
        pytest.param(date(2021, 5, 5), False, id="2021-labour-day-ends"),
        pytest.param(date(2021, 5, 8), True, id="2021-make-up-saturday-after-labour-day"),
        pytest.param(date(2021, 9, 18), True, id="2021-make-up-saturday-before-mid-autumn"),
        pytest.param(date(2021, 9, 26), True, id="2021-make-up-sunday-before-national-day"),
        pytest.param(date(2021, 10, 7), False, id="2021-national-day-ends"),
        pytest.param(date(2021, 10, 9), True, id="2021-make-up-saturday-after-national-day"),
        pytest.param(date(2199, 12, 31), True, id="a-tuesday-nobody-announced"),
        pytest.param(date(2199, 12, 28), False, id="a-saturday-nobody-announced"),
        pytest.param(date(2005, 12, 31), True, id="2005-make-up-saturday-that-the-library-lacks"),
        pytest.param(date(2006, 1, 3), False, id="2006-new-year-ends"),
        pytest.param(date(1999, 10, 1), True, id="a-friday-before-the-calendar"),
    ],
)
def test_a_day_works_or_rests_by_the_announced_calendar(day: date, works: bool) -> None:
    assert is_working_day(day) is works


def test_every_corrected_day_is_one_that_the_library_answers_otherwise() -> None:
    assert {day: chinese_calendar.is_workday(day) for day in corrected()} == {day: not works for day, works in corrected().items()}


def test_a_day_is_confirmed_from_the_first_announced_year_to_the_last_but_its_last_week() -> None:
    first, last = announced()
    assert (first.month, first.day) == (1, 1)
    assert first.year <= 2004
    assert last == date(last.year, 12, 24)
    assert last.year >= 2022
    assert [is_confirmed(day) for day in (first - ONE_DAY, first, last, last + ONE_DAY)] == [False, True, True, False]


@pytest.mark.parametrize(
    ("after", "count", "days"),
    [
        pytest.param(date(2021, 3, 1), 2, [date(2021, 3, 2), date(2021, 3, 3)], id="the-first-day-is-not-counted"),
        pytest.param(date(2021, 3, 5), 1, [date(2021, 3, 8)], id="over-a-weekend"),
        pytest.param(date(2021, 3, 6), 1, [date(2021, 3, 8)], id="from-a-saturday"),
        pytest.param(date(2021, 4, 30), 3, [date(2021, 5, 6), date(2021, 5, 7), date(2021, 5, 8)], id="a-make-up-saturday-counts"),
        pytest.param(date(2021, 4, 23), 2, [date(2021, 4, 25), date(2021, 4, 26)], id="a-make-up-sunday-counts"),
        pytest.param(date(2020, 1, 23), 1, [date(2020, 2, 3)], id="over-the-extension-of-2020"),
        pytest.param(date(2021, 3, 1), 0, [], id="no-day"),
    ],
)
def test_working_days_are_counted_after_the_first_day(after: date, count: int, days: list[date]) -> None:
    assert counted(after, count) == days


@pytest.mark.parametrize(
    ("day", "days"),
    [
        pytest.param(date(2021, 3, 22), [date(2021, 3, 22)], id="a-working-day-stays"),
        pytest.param(date(2021, 3, 20), [date(2021, 3, 20), date(2021, 3, 21), date(2021, 3, 22)], id="over-a-weekend"),
        pytest.param(date(2021, 4, 25), [date(2021, 4, 25)], id="a-make-up-sunday-stays"),
        pytest.param(date(2021, 10, 1), [date(2021, 10, n) for n in range(1, 9)], id="over-national-day"),
        pytest.param(date(2020, 1, 31), [date(2020, 1, 31), date(2020, 2, 1), date(2020, 2, 2), date(2020, 2, 3)], id="over-the-extension"),
    ],
)
def test_a_last_day_moves_to_the_next_working_day(day: date, days: list[date]) -> None:
    assert moved(day) == days


def test_a_year_nobody_announced_counts_monday_to_friday() -> None:
    tuesday = date(2199, 1, 1)
    assert counted(tuesday, 5) == [tuesday + timedelta(days=n) for n in (1, 2, 3, 6, 7)]
