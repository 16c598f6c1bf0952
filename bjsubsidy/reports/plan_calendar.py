"""The calendar of `plan`: the dates of the claims, each with the claims it is about."""

from collections.abc import Iterator

from bjsubsidy.language import Lang
from bjsubsidy.law.catalogue import Catalogue
from bjsubsidy.law.entries import Deadline
from bjsubsidy.planning.plan import Plan
from bjsubsidy.reports.events import Calendar, event
from bjsubsidy.reports.phrases import Phrases


def plan_calendar(answer: Plan, catalogue: Catalogue, lang: Lang) -> Calendar:
    """The dates of the claims as events, under the firm's name."""
    words = Phrases(catalogue, lang)
    firm = answer.profile.name or ""
    events = [event(deadline, words, answer.profile.as_of, firm, list(_claims(answer, deadline, words))) for deadline in answer.deadlines]
    return Calendar(firm or words.say("本企业", "The firm"), events)


def _claims(answer: Plan, deadline: Deadline, words: Phrases) -> Iterator[str]:
    for kept in answer.claims:
        claim = kept.assessment.claim
        if claim.measure.id in deadline.measures:
            verdict, high = words.verdict(claim.verdict).shown, words.said(kept.assessment.high)
            yield words.say(f"{kept.label}：{verdict}，最高 {high} 元", f"{kept.label}: {verdict}, at most {high} yuan")
