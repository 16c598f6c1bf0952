"""`bjsubsidy plan PROFILE.toml`: the best admissible set of claims of one firm."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from bjsubsidy.cli import INTERRUPTED
from bjsubsidy.cli.context import Context
from bjsubsidy.cli.planning import planned
from bjsubsidy.errors import Usage, extra_word, missing_word
from bjsubsidy.language import Text
from bjsubsidy.planning.plan import Plan
from bjsubsidy.reports.plan import PlanReport
from bjsubsidy.reports.report import Days
from bjsubsidy.writers import ENDINGS

if TYPE_CHECKING:
    from bjsubsidy.cli.options import (
        AgainstOption,
        AnswersOption,
        AskOption,
        AsOfOption,
        ExplainOption,
        NewOption,
        OnOption,
        ProfileArgument,
        ReceivedFileOption,
        SearchSecondsOption,
        StrictOption,
    )
    from bjsubsidy.law.catalogue import Catalogue
    from bjsubsidy.writers import Drawable

GIVES: tuple[Drawable, ...] = ("answer", "figure", "days")
REPORT = PlanReport


def example(catalogue: Catalogue, entry: str | None) -> str:
    return "plan firm.toml"


def run(
    context: Context,
    profile: ProfileArgument = None,
    new: NewOption = False,
    ask: AskOption = False,
    answers: AnswersOption = None,
    against: AgainstOption = None,
    on: OnOption = None,
    as_of: AsOfOption = None,
    received_file: ReceivedFileOption = None,
    strict: StrictOption = False,
    explain: ExplainOption = False,
    limit: SearchSecondsOption = None,
) -> int:
    if new:
        return _new(context, profile)
    if profile is None:
        raise missing_word("PROFILE", Text("企业资料文件（TOML）", "the firm's profile (TOML)"))
    if ask:
        return _asked(context, profile)
    answer = planned(context, profile, answers or ())
    return _show(context, answer) if against is None else _compare(context, answer, planned(context, against))


def _new(context: Context, profile: str | None) -> int:
    from bjsubsidy.writers.profile import starting_profile

    if profile is not None:
        raise extra_word(profile)
    context.refuse_beside("--new", "ask", "answers", "against", "on", "as_of", "received_file", "strict", "explain", "limit")
    _refuse_formats(context)
    context.output.refuse_filled()
    context.output.deliver(starting_profile(context.catalogue, context.lang))
    return 0


def _asked(context: Context, profile: str) -> int:
    from bjsubsidy.cli.ask import ask, further

    _refuse_both(context)
    context.refuse_beside("--ask", "against")
    answer = ask(context, profile)
    if answer is None:
        return INTERRUPTED
    _show(context, answer)
    further(context, profile, answer)
    return 0


def _refuse_formats(context: Context) -> None:
    """A profile is TOML: no other format, and no file that would pass for another."""
    ending = os.path.splitext(context.given.one("output") or "")[1].lower()
    if context.given.one("format") is not None or ending in ENDINGS:
        what = Text("--new 写出的资料是 TOML", "--new writes a profile, which is TOML")
        raise Usage(what, Text("请用 .toml 结尾，不加 --format。", "Use a name that ends with .toml and no --format."))


def _refuse_both(context: Context) -> None:
    if context.given.has("answers"):
        what = Text("--ask 把回答写进资料，不能与 --answers 同用", "--ask writes into the profile and does not go with --answers")
        raise Usage(what, Text("请只用其中之一。", "Use one of them."))


def _show(context: Context, answer: Plan) -> int:
    report = PlanReport(answer, context.catalogue, context.lang, _days(context, answer), context.given.has("explain"))
    report.noted = context.noted
    context.output.write(report)
    return 0


def _days(context: Context, *answers: Plan) -> Days:
    """The latest day of asking and the latest day of an item."""
    items = [labelled for answer in answers for labelled in answer.profile.items]
    given = all(answer.profile.as_of_given for answer in answers), all(labelled.dated for labelled in items)
    latest = max((labelled.item.on for labelled in items), default=None)
    return Days(max(answer.profile.as_of for answer in answers), given[0], latest, given[1])


def _compare(context: Context, before: Plan, after: Plan) -> int:
    from bjsubsidy.planning.compare import compare
    from bjsubsidy.reports.against import AgainstReport

    report = AgainstReport(compare(before, after), context.catalogue, context.lang, _days(context, before, after))
    report.noted = context.noted
    context.output.write(report)
    return 0
