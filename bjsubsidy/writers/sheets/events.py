"""The events of a calendar: fixed dates, the day a time limit ends, and the dates of one firm's claims."""

import hashlib
from collections.abc import Iterator, Sequence

from bjsubsidy.answers.due import Due
from bjsubsidy.language import Lang
from bjsubsidy.law.catalogue import Catalogue
from bjsubsidy.law.entries import Deadline
from bjsubsidy.planning.plan import Plan
from bjsubsidy.writers.ics import Event
from bjsubsidy.writers.words import DATE_KINDS, MARKS, VERDICTS, Phrases, money


def deadlines(found: Sequence[Deadline], catalogue: Catalogue, lang: Lang) -> tuple[str, list[Event]]:
    """The name of the calendar and its events."""
    words = Phrases(catalogue, lang)
    return words.say("固定日期", "Fixed dates"), [_event(deadline, words) for deadline in found]


def _event(deadline: Deadline, words: Phrases, firm: str | None = None, claims: Sequence[str] = ()) -> Event:
    """A firm's own event has a name of its own, so that two firms' calendars do not overwrite each other."""
    title, kind = deadline.title.in_(words.lang), DATE_KINDS[deadline.kind].in_(words.lang)
    key = deadline.id if firm is None else f"{deadline.id}.{hashlib.sha256(firm.encode('utf-8', 'replace')).hexdigest()[:12]}"
    summary = words.say(f"{firm}：{title}", f"{firm}: {title}") if firm else title
    about = [
        words.say(f"{kind} {deadline.date}", f"{kind} {deadline.date}"),
        deadline.text.in_(words.lang),
        *claims,
        *(f"{words.catalogue.measure(id).title.in_(words.lang)} ({id})" for id in deadline.measures),
        words.cited(deadline.sources),
        *_readings(deadline.readings, words),
        *_authority(deadline.authority, words),
    ]
    return Event(key, deadline.date, summary, deadline.kind, about)


def _readings(readings: Sequence[str], words: Phrases) -> Iterator[str]:
    for id in readings:
        line = words.catalogue.reading(id).line()
        yield words.say(f"注意：{line.zh}", f"note: {line.en}")


def _authority(names: Sequence[str], words: Phrases) -> Iterator[str]:
    if names:
        yield words.authorities(names)


def plan(answer: Plan, catalogue: Catalogue, lang: Lang) -> tuple[str, list[Event]]:
    """The dates of the claims, each with the claims it is about."""
    words = Phrases(catalogue, lang)
    firm = answer.profile.name or ""
    events = [_event(deadline, words, firm, list(_claims(answer, deadline, words))) for deadline in answer.deadlines]
    return firm or words.say("本企业", "The firm"), events


def _claims(answer: Plan, deadline: Deadline, words: Phrases) -> Iterator[str]:
    for kept in answer.claims:
        claim = kept.assessment.claim
        if claim.measure.id in deadline.measures:
            verdict = f"{MARKS[claim.verdict]} {VERDICTS[claim.verdict].in_(words.lang)}"
            high = words.say("未知", "unknown") if kept.assessment.high is None else money(kept.assessment.high)
            yield words.say(f"{kept.label}：{verdict}，最高 {high} 元", f"{kept.label}: {verdict}, at most {high} yuan")


def due(answer: Due, catalogue: Catalogue, lang: Lang) -> tuple[str, list[Event]]:
    words, limit = Phrases(catalogue, lang), answer.limit
    provisional = words.say("（暂定）", " (provisional)") if answer.provisional else ""
    about = [
        words.say(f"{answer.start} 起，{words.length(limit)}", f"from {answer.start}, {words.length(limit)}"),
        limit.text.in_(lang),
        *([words.say("工作日安排尚未公布，结果为暂定", "working days are not announced yet: provisional")] if answer.provisional else []),
        words.cited(limit.sources),
        *_readings(limit.readings, words),
        *_authority(limit.authority, words),
    ]
    key = f"{limit.id}.{answer.start}"
    title = limit.title.in_(lang)
    return title, [Event(key, answer.due, f"{title}{provisional}", "due", about, answer.provisional)]
