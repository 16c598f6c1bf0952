"""From which day the documents show that a provision holds, at the figures they print; before it nothing is certain."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Literal

from bjsubsidy.formula.tree import ON, AnyOf, Fixed, Given, Holds, MoreThan, Test
from bjsubsidy.law.entries import FirstShown, Source, Terms
from bjsubsidy.record import Record


class Shown(Record):
    """The first day, the readings that it rests on, the fact that confirms a measure for an earlier day, and the documents that show it."""

    day: date
    readings: tuple[str, ...]
    fact: str
    documents: tuple[str, ...] = ()

    def confirmed(self) -> Test:
        """What is asked for an earlier day."""
        return Holds(self.fact, True)

    def test(self) -> Test:
        """The same on any day: never asked on the first day and later."""
        return AnyOf((MoreThan(Given(ON), Fixed(self.day), equal=True), self.confirmed()))


def shown(sources: Sequence[Source], terms: Terms, continues: bool = False, period: Literal["month", "year"] | None = None) -> Shown | None:
    """The earliest day that the documents cited show; None without a document, or where the catalogue names no such fact.

    A document without a date counts as the first day of the edition's quarter, and so does a provision that is only
    `continued`. What is counted by a `period` holds from the year of that day, or from the first whole month after it.
    """
    edition = terms.edition
    rule, quarter = edition.first_shown, edition.quarter()
    documents = tuple([source.document for source in sources if source.document is not None])
    dates = [terms.document(document).date for document in documents]
    if rule is None or not dates:
        return None
    known = [day for day in dates if day is not None] + ([quarter] if continues or None in dates else [])
    return Shown(_begun(min(known), period), _readings(rule, None in dates, continues, period), rule.fact, documents)


def _readings(rule: FirstShown, undated: bool, continues: bool, period: str | None) -> tuple[str, ...]:
    used = ((rule.undated, undated), (rule.continues, continues), (rule.period, period is not None))
    return tuple(reading for reading, applies in used if applies)


def _begun(day: date, period: str | None) -> date:
    """The first day of the period that counts: the year of a day, or the first month that does not begin before it."""
    if period == "year":
        return day.replace(month=1, day=1)
    if period == "month" and day.day > 1:
        return (day.replace(day=1) + timedelta(days=31)).replace(day=1)
    return day
