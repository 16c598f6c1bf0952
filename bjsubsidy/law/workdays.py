"""Working days by the State Council's yearly calendar, make-up Saturdays and Sundays included.

The days of `workdays.toml` stand over the library's, each by the notice that it names.
A day is confirmed where its year is announced; elsewhere Monday to Friday is assumed and an answer is provisional. The
last week of the last announced year is provisional too: next year's notice may still move its days.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache

from bjsubsidy.law.storage import workdays

ONE_DAY = timedelta(days=1)
NO_DAYS: Mapping[date, bool] = {}


@cache
def announced() -> tuple[date, date]:
    """First and last day that the calendar confirms."""
    from chinese_calendar.constants import holidays

    return date(min(holidays).year, 1, 1), date(max(holidays).year, 12, 24)


@cache
def corrected() -> dict[date, bool]:
    """Whether a day works, for the days on which the notices and the library differ."""
    return {row["day"]: row["works"] for row in workdays()["workday"]}


def is_confirmed(day: date) -> bool:
    """Whether the notices of holidays reach to a day; a catalogue's own days are single ones, and no calendar of a year."""
    first, last = announced()
    return first <= day <= last


def is_working_day(day: date, own: Mapping[date, bool] = NO_DAYS) -> bool:
    """By a catalogue's own days, the announced calendar, or Monday to Friday where there is none."""
    import chinese_calendar

    if day in own:
        return own[day]
    if day in corrected():
        return corrected()[day]
    try:
        return bool(chinese_calendar.is_workday(day))
    except NotImplementedError:
        return day.weekday() < 5


def counted(after: date, count: int, own: Mapping[date, bool] = NO_DAYS) -> list[date]:
    """The first so many working days after a day."""
    days: list[date] = []
    day = after
    while len(days) < count:
        day += ONE_DAY
        if is_working_day(day, own):
            days.append(day)
    return days


def moved(day: date, own: Mapping[date, bool] = NO_DAYS) -> list[date]:
    """A last day, and each day after it up to the next working day where it is none itself."""
    days = [day]
    while not is_working_day(days[-1], own):
        days.append(days[-1] + ONE_DAY)
    return days
