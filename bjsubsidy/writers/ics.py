"""Dates as a calendar: one all-day event each, its name for ever, so that a second import renews and never doubles.

Clients renew an event whose SEQUENCE is higher. It is the number of seconds from a fixed moment to the one of writing, so that it is higher
in every later file, wherever the earlier one went; an event that stands unchanged in the file that is written over keeps its own.
"""

from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING

from bjsubsidy.errors import Usage
from bjsubsidy.language import Text, clean
from bjsubsidy.reports.events import Event
from bjsubsidy.reports.report import Report
from bjsubsidy.writers import scale
from bjsubsidy.writers.screen import Screen

if TYPE_CHECKING:
    from icalendar import Alarm, Component

_DOMAIN = "bjsubsidy"
_PRODUCT = "-//bjsubsidy//bjsubsidy//ZH"
_EMPTY = Text("没有日期，日历是空的", "there is no date: the calendar is empty")
_DAY = timedelta(days=1)
_FIRST = datetime(2020, 1, 1, tzinfo=UTC)
_STAMPS = ("dtstamp", "last-modified", "sequence")
# At nine in the morning a week before, and the day before: a day's event begins at midnight.
_ALARMS = (timedelta(days=-7, hours=9), timedelta(days=-1, hours=9))


def write(report: Report, screen: Screen) -> str:
    """`Usage` where the answer is about no dates."""
    calendar = report.calendar()
    if calendar is None:
        what = Text("这个答案不是日期，没有 ics 格式", "this answer has no dates, so there is no ics of it")
        raise Usage(what, Text("请用其他格式。", "Use another format."))
    moment = screen.moment or datetime.combine(report.catalogue.edition.until, time(), UTC)
    return ics_text(calendar.events, calendar.title, moment, screen.replaced)


def beside(report: Report) -> list[str]:
    """That there are no dates, where there are none."""
    calendar = report.calendar()
    return [] if calendar and calendar.events else [_EMPTY.in_(report.lang)]


def ics_text(events: Sequence[Event], title: str, moment: datetime, replaced: bytes = b"") -> str:
    """Every event as of the `moment`, but for those that are the same in the calendar that is `replaced`."""
    from icalendar import Calendar as Entries

    calendar = Entries()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", clean(title))
    earlier = _entries(replaced)
    for event in map(_entry, events):
        calendar.add_component(_stamped(event, moment, earlier.get(str(event["uid"]))))
    written: bytes = calendar.to_ical()
    return written.decode("utf-8")


def _entries(replaced: bytes) -> "dict[str, Component]":
    """The events of a calendar of ours by their names; none where it is no such calendar."""
    from icalendar import Calendar as Entries

    if _PRODUCT.encode() not in replaced:
        return {}
    try:
        return {str(entry["uid"]): entry for entry in Entries.from_ical(replaced.decode("utf-8")).walk("VEVENT")}
    except (ValueError, KeyError):
        return {}


def _stamped(entry: "Component", moment: datetime, former: "Component | None") -> "Component":
    """When an event was written and last changed, and its place in the order of its versions; as before where it is the same."""
    stamps = {} if former is None else {name: former.pop(name) for name in _STAMPS if name in former}
    if former is not None and former.to_ical() == entry.to_ical() and len(stamps) == len(_STAMPS):
        entry.update(stamps)
        return entry
    with suppress(TypeError, ValueError):
        # A clock that was set back makes no version older than the one before.
        moment = max(moment, _FIRST + timedelta(seconds=int(stamps.get("sequence", -1)) + 1))
    entry.add("dtstamp", moment)
    entry.add("last-modified", moment)
    entry.add("sequence", scale.seconds_between(_FIRST, moment))
    return entry


def _entry(event: Event) -> "Component":
    """An event without what says when it was written."""
    from icalendar import Event as Entry

    entry = Entry()
    entry.add("uid", clean(f"{event.key}@{_DOMAIN}"))
    entry.add("dtstart", event.date)
    entry.add("dtend", event.date + _DAY)
    entry.add("summary", clean(event.title))
    entry.add("description", "\n".join(clean(line) for line in event.about))
    entry.add("categories", [event.category])
    entry.add("status", "TENTATIVE" if event.provisional else "CONFIRMED")
    entry.add("transp", "TRANSPARENT")
    for before in () if event.past else _ALARMS:
        entry.add_component(_alarm(event, before))
    return entry


def _alarm(event: Event, before: timedelta) -> "Alarm":
    from icalendar import Alarm

    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("trigger", before)
    alarm.add("description", clean(event.title))
    return alarm
