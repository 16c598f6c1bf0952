"""`bjsubsidy deadlines`: the fixed dates, on or before and on or after a day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bjsubsidy.answers.search import deadlines
from bjsubsidy.cli.context import Context
from bjsubsidy.errors import Problem, Usage
from bjsubsidy.language import Text
from bjsubsidy.reports.deadlines import DeadlinesReport
from bjsubsidy.reports.phrases import DATE_KINDS

if TYPE_CHECKING:
    from bjsubsidy.cli.options import AfterOption, BeforeOption, DateKindOption, MeasureOption, TimelineOption
    from bjsubsidy.law.catalogue import Catalogue
    from bjsubsidy.writers import Drawable

GIVES: tuple[Drawable, ...] = ("answer", "days")


def example(catalogue: Catalogue, entry: str | None) -> str:
    return f"deadlines --after {catalogue.edition.until}"


def run(
    context: Context,
    before: BeforeOption = None,
    after: AfterOption = None,
    kind: DateKindOption = None,
    measure: MeasureOption = None,
    timeline: TimelineOption = False,
) -> int:
    first, last = context.day("after"), context.day("before")
    if first and last and last < first:
        what = Text(f"--before {last} 早于 --after {first}", f"--before {last} is earlier than --after {first}")
        raise Usage(what, Text("请对调两个日期。", "Exchange the two days."))
    asked = context.word("kind", list(DATE_KINDS), list(DATE_KINDS.values()))
    found = deadlines(context.catalogue, last, first, asked, _measure(context, measure))
    context.output.write(DeadlinesReport(found, context.catalogue, context.lang, timeline))
    return 0


def _measure(context: Context, written: str | None) -> str | None:
    try:
        return None if written is None else context.catalogue.computable(written).id
    except Problem as problem:
        raise problem.at("--measure") from None
