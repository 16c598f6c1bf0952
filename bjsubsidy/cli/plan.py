"""`bjsubsidy plan PROFILE.toml`: the best admissible set of claims of one firm."""

import os
from collections.abc import Sequence

from bjsubsidy.cli.commands import Command
from bjsubsidy.cli.context import Context, read
from bjsubsidy.cli.planning import planned
from bjsubsidy.errors import Usage
from bjsubsidy.language import Lang, Text
from bjsubsidy.planning.plan import Plan
from bjsubsidy.readers.command import positionals
from bjsubsidy.reports.plan import PlanReport
from bjsubsidy.reports.report import Days
from bjsubsidy.writers import ENDINGS


def run(command: Command, words: Sequence[str], lang: Lang) -> int:
    context = read(command, words, lang)
    if context is None:
        return 0
    if context.parsed.has("new"):
        from bjsubsidy.writers.profile import starting_profile

        positionals(context.parsed, ())
        _refuse_formats(context)
        context.output.deliver(starting_profile(context.catalogue, lang))
        return 0
    path = positionals(context.parsed, command.arguments)[0]
    if context.parsed.has("ask"):
        _refuse_both(context)
        from bjsubsidy.cli.ask import ask

        return _show(context, ask(context, path))
    answers = context.parsed.options.get("answers", [])
    answer, other = planned(context, path, answers), context.parsed.one("against")
    return _show(context, answer) if other is None else _compare(context, answer, planned(context, other))


def _refuse_formats(context: Context) -> None:
    """A profile is TOML: no other format, and no file that would pass for another."""
    ending = os.path.splitext(context.parsed.one("output") or "")[1].lower()
    if context.parsed.one("format") is not None or ending in ENDINGS:
        what = Text("--new 写出的资料是 TOML", "--new writes a profile, which is TOML")
        raise Usage(what, Text("请用 .toml 结尾，不加 --format。", "Use a name that ends with .toml and no --format."))


def _refuse_both(context: Context) -> None:
    if context.parsed.has("answers"):
        what = Text("--ask 把回答写进资料，不能与 --answers 同用", "--ask writes into the profile and does not go with --answers")
        raise Usage(what, Text("请只用其中之一。", "Use one of them."))


def _show(context: Context, answer: Plan) -> int:
    report = PlanReport(answer, context.catalogue, context.lang, _days(context, answer), context.parsed.has("explain"))
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

    context.output.write(AgainstReport(compare(before, after), context.catalogue, context.lang, _days(context, before, after)))
    return 0
