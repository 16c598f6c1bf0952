"""Dates as a calendar: one all-day event each, its name for ever, so that a second import renews and never doubles."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

from bjsubsidy.errors import Usage
from bjsubsidy.language import Text, clean
from bjsubsidy.reports.events import Event
from bjsubsidy.reports.report import Report
from bjsubsidy.writers.screen import Screen

if TYPE_CHECKING:
    from icalendar import Alarm, Component

_DOMAIN = "bjsubsidy"
_PRODUCT = "-//bjsubsidy//bjsubsidy//ZH"
_EMPTY = Text("没有日期，日历是空的", "there is no date: the calendar is empty")
_DAY = timedelta(days=1)
# At nine in the morning a week before, and the day before: a day's event begins at midnight.
_ALARMS = (timedelta(days=-7, hours=9), timedelta(days=-1, hours=9))


def write(report: Report, screen: Screen) -> str:
    """`Usage` where the answer is about no dates."""
    calendar = report.calendar()
    if calendar is None:
        what = Text("这个答案不是日期，没有 ics 格式", "this answer is about no dates: there is no ics of it")
        raise Usage(what, Text("请用其他格式。", "Use another format."))
    return ics_text(calendar.events, calendar.title, report.catalogue.edition.until)


def beside(report: Report) -> list[str]:
    """That there are no dates, where there are none."""
    calendar = report.calendar()
    return [] if calendar and calendar.events else [_EMPTY.in_(report.lang)]


def ics_text(events: Sequence[Event], title: str, edition: date) -> str:
    """`edition` is the stamp of every event: the same bytes for the same answer."""
    from icalendar import Calendar as Entries

    calendar = Entries()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", clean(title))
    stamp = datetime.combine(edition, time(), UTC)
    for event in events:
        calendar.add_component(_event(event, stamp))
    written: bytes = calendar.to_ical()
    return written.decode("utf-8")


def _event(event: Event, stamp: datetime) -> "Component":
    from icalendar import Event as Entry

    entry = Entry()
    entry.add("uid", clean(f"{event.key}@{_DOMAIN}"))
    entry.add("dtstamp", stamp)
    entry.add("dtstart", event.date)
    entry.add("dtend", event.date + _DAY)
    entry.add("summary", clean(event.title))
    entry.add("description", "\n".join(clean(line) for line in event.about))
    entry.add("categories", [event.category])
    entry.add("status", "TENTATIVE" if event.provisional else "CONFIRMED")
    entry.add("transp", "TRANSPARENT")
    for before in _ALARMS:
        entry.add_component(_alarm(event, before))
    return entry


def _alarm(event: Event, before: timedelta) -> "Alarm":
    from icalendar import Alarm

    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("trigger", before)
    alarm.add("description", clean(event.title))
    return alarm
