"""Fixed dates as a timeline: what runs from a day, what runs until it, what is aimed at."""

from collections.abc import Sequence
from typing import Literal

from bjsubsidy.law.entries import Deadline, TimeLimit
from bjsubsidy.reports.book import DayMark, Timeline
from bjsubsidy.reports.meanings import MEANINGS
from bjsubsidy.reports.phrases import DATE_KINDS, Phrases
from bjsubsidy.reports.sheet import Column, Word

_SIDES: dict[str, Literal["from", "until", "on"]] = {
    "starts": "from",
    "resumes": "from",
    "ends": "until",
    "ceases": "until",
    "closes": "until",
    "target": "on",
}


def timeline_of(found: Sequence[Deadline], words: Phrases) -> Timeline:
    """The picture of some dates, in their order."""
    marks = tuple(
        DayMark(deadline.date, DATE_KINDS[deadline.kind].in_(words.lang), deadline.title.in_(words.lang), _SIDES[deadline.kind])
        for deadline in found
    )
    return Timeline(words.say("时间轴", "timeline"), marks)


def date_columns(words: Phrases) -> list[Column[Deadline | TimeLimit]]:
    """The day of an entry, its kind, its id and its pages; a time limit has no day of its own."""
    period = Word("", words.say("时限", "time limit"))
    return [
        Column("date", words.say("日期", "date"), lambda row: row.date if isinstance(row, Deadline) else None, "date"),
        Column(
            "kind",
            words.say("种类", "kind"),
            lambda row: words.date_kind(row.kind) if isinstance(row, Deadline) else period,
            "word",
            means=MEANINGS["date_kind"],
        ),
        Column("id", words.say("编号", "id"), lambda row: row.id, audience="machine"),
        Column("pages", words.say("页", "pages"), lambda row: words.pages_cell(row.sources), "word", first_to_go=True),
    ]
