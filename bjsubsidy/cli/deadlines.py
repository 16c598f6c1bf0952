"""`bjsubsidy deadlines`: the fixed dates, on or before and on or after a day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bjsubsidy.api.deadlines import deadlines, refuse_reversed
from bjsubsidy.cli.context import Context
from bjsubsidy.errors import Problem
from bjsubsidy.reports.deadlines import DeadlinesReport
from bjsubsidy.reports.phrases import DATE_KINDS

if TYPE_CHECKING:
    from bjsubsidy.cli.options import AfterOption, AllOption, AsOfOption, BeforeOption, DateKindOption, MeasureOption, TimelineOption
    from bjsubsidy.law.catalogue import Catalogue
    from bjsubsidy.writers import Drawable

GIVES: tuple[Drawable, ...] = ("answer", "days")
REPORT = DeadlinesReport


def example(catalogue: Catalogue, entry: str | None) -> str:
    return f"deadlines --after {catalogue.edition.until}"


def run(
    context: Context,
    before: BeforeOption = None,
    after: AfterOption = None,
    kind: DateKindOption = None,
    measure: MeasureOption = None,
    timeline: TimelineOption = False,
    as_of: AsOfOption = None,
    all_: AllOption = False,
) -> int:
    first, last = context.day("after"), context.day("before")
    refuse_reversed(first, last, ("--after", "--before"))
    asked = context.word("kind", list(DATE_KINDS), list(DATE_KINDS.values()))
    found = deadlines(before=last, after=first, kind=asked, measure=_measure(context, measure), catalogue=context.catalogue)
    days = context.days(as_of=context.day("as_of") or context.today)
    ranged = first is not None or last is not None
    context.output.write(DeadlinesReport(found, context.catalogue, context.lang, days, timeline, folds=not (ranged or all_)))
    return 0


def _measure(context: Context, written: str | None) -> str | None:
    try:
        return None if written is None else context.catalogue.computable(written).id
    except Problem as problem:
        raise problem.at("--measure") from None
