"""The events of a calendar, before anybody wrote one."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from bjsubsidy.law.entries import Deadline, Source
from bjsubsidy.record import Record
from bjsubsidy.reports.phrases import DATE_KINDS, Phrases


class Event(Record):
    """A day and what stands on it; `key` is the same for the same day of the same subject in every answer.

    One that is `past` on the day of asking reminds nobody.
    """

    key: str
    date: date
    title: str
    category: str
    about: Sequence[str]
    provisional: bool = False
    past: bool = False


class Calendar(NamedTuple):
    """The name of a calendar and its events."""

    title: str
    events: Sequence[Event]


def event(deadline: Deadline, words: Phrases, as_of: date | None, firm: str | None = None, claims: Sequence[str] = ()) -> Event:
    """A firm's own event has a name of its own, so that two firms' calendars do not overwrite each other; `as_of` is the day of asking."""
    title, kind = deadline.title.in_(words.lang), DATE_KINDS[deadline.kind].in_(words.lang)
    key = deadline.id if firm is None else f"{deadline.id}.{_short_hash(firm)}"
    summary = words.say(f"{firm}：{title}", f"{firm}: {title}") if firm else title
    about = [
        f"{kind} {deadline.date}",
        deadline.text.in_(words.lang),
        *claims,
        *(words.beside(words.catalogue.measure(id).title.in_(words.lang), id) for id in deadline.measures),
        *about_entry(deadline.sources, deadline.readings, deadline.authority, words),
    ]
    return Event(key, deadline.date, summary, deadline.kind, about, past=as_of is not None and deadline.date < as_of)


def _short_hash(firm: str) -> str:
    import hashlib

    return hashlib.sha256(firm.encode("utf-8", "replace")).hexdigest()[:12]


def about_entry(sources: Sequence[Source], readings: Sequence[str], authority: Sequence[str], words: Phrases) -> list[str]:
    """Where an entry stands, how it was read, and where to apply."""
    applied = [words.authorities(authority)] if authority else []
    return [words.cited(sources), *words.readings(readings), *applied]
