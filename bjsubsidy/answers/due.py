"""A time limit and the day it starts from: the day it ends, and the days that were counted.

The first day is not counted; a period of months or years ends on the corresponding day, or the month's last where there
is none, and moves to the next working day where somebody has to act by it (Civil Code, articles 200 to 203).
"""

from collections.abc import Mapping
from datetime import date

from bjsubsidy.law.entries import TimeLimit
from bjsubsidy.law.workdays import NO_DAYS, ONE_DAY, counted, is_confirmed, moved
from bjsubsidy.quantities import corresponding_day
from bjsubsidy.record import Record


class Due(Record):
    """`days` are the working days counted, or the corresponding day and those it moved over; provisional without a calendar."""

    limit: TimeLimit
    start: date
    due: date
    days: tuple[date, ...]
    provisional: bool


def due_of(limit: TimeLimit, start: date, own: Mapping[date, bool] = NO_DAYS) -> Due:
    """The end of a limit that runs from `start`; provisional where the calendar of working days is not announced so far.

    `own` are days that the catalogue itself says work or not.
    """
    if limit.unit == "working-day":
        before = _month_end(start) if limit.runs_from == "next-month" else start
        days = counted(before, limit.count, own)
        return Due(limit, start, days[-1], tuple(days), not (is_confirmed(before + ONE_DAY) and is_confirmed(days[-1])))
    last = corresponding_day(start, limit.count * (12 if limit.unit == "year" else 1))
    days = moved(last, own) if limit.rolls else [last]
    return Due(limit, start, days[-1], tuple(days), limit.rolls and not (is_confirmed(last) and is_confirmed(days[-1])))


def _month_end(day: date) -> date:
    return corresponding_day(day.replace(day=1), 1) - ONE_DAY
