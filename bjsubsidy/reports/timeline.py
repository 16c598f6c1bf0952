"""Fixed dates as a timeline: what runs from a day, what runs until it, what is aimed at."""

from collections.abc import Sequence
from typing import Literal

from bjsubsidy.law.entries import Deadline
from bjsubsidy.reports.book import Mark, Timeline
from bjsubsidy.reports.phrases import DATE_KINDS, Phrases

_SIDES: dict[str, Literal["from", "until", "on"]] = {
    "starts": "from",
    "resumes": "from",
    "ends": "until",
    "ceases": "until",
    "closes": "until",
    "target": "on",
}


def timeline(found: Sequence[Deadline], words: Phrases) -> Timeline:
    marks = tuple(
        Mark(deadline.date, DATE_KINDS[deadline.kind].in_(words.lang), deadline.title.in_(words.lang), _SIDES[deadline.kind])
        for deadline in found
    )
    return Timeline(words.say("时间轴", "timeline"), marks)
