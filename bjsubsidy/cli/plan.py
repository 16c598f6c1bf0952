"""`bjsubsidy plan PROFILE.toml`: the best admissible set of claims of one firm."""

import os
from collections.abc import Sequence

from bjsubsidy.cli.commands import Command
from bjsubsidy.cli.context import FORMATS, Context, read
from bjsubsidy.cli.planning import planned
from bjsubsidy.errors import Usage
from bjsubsidy.language import Lang, Text
from bjsubsidy.planning.plan import Plan
from bjsubsidy.quantities import money_text
from bjsubsidy.readers.command import positionals


def run(command: Command, words: Sequence[str], lang: Lang) -> int:
    context = read(command, words, lang)
    if context is None:
        return 0
    if context.parsed.has("new"):
        from bjsubsidy.writers.profile import starting_profile

        positionals(context.parsed, ())
        _refuse_formats(context)
        context.deliver(starting_profile(context.catalogue, lang))
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
    if context.parsed.one("format") is not None or ending in FORMATS:
        what = Text("--new 写出的资料是 TOML", "--new writes a profile, which is TOML")
        raise Usage(what, Text("请用 .toml 结尾，不加 --format。", "Use a name that ends with .toml and no --format."))


def _refuse_both(context: Context) -> None:
    if context.parsed.has("answers"):
        what = Text("--ask 把回答写进资料，不能与 --answers 同用", "--ask writes into the profile and does not go with --answers")
        raise Usage(what, Text("请只用其中之一。", "Use one of them."))


def _show(context: Context, answer: Plan) -> int:
    catalogue, lang = context.catalogue, context.lang
    cautions = _cautions(context, answer)
    if context.format == "amount":
        context.deliver(money_text(answer.total.high) + "\n")
    else:
        from bjsubsidy.writers import json_plan
        from bjsubsidy.writers.sheets import events, plan_book
        from bjsubsidy.writers.sheets import plan as sheets

        explain = context.parsed.has("explain")
        context.draw(
            lambda: json_plan.plan(answer, catalogue, lang, cautions),
            lambda: sheets.plan(answer, catalogue, lang, cautions, explain),
            lambda: plan_book.plan(answer, catalogue, lang, cautions),
            events=lambda: events.plan(answer, catalogue, lang),
        )
    _warn_of_proof(context, answer)
    return 0


def _cautions(context: Context, *answers: Plan) -> list[str]:
    """The caution of the latest item."""
    days = [labelled.item.on for answer in answers for labelled in answer.profile.items]
    return context.cautions(max(days)) if days else []


def _compare(context: Context, before: Plan, after: Plan) -> int:
    from bjsubsidy.planning.compare import compare
    from bjsubsidy.writers import json_plan
    from bjsubsidy.writers.sheets import simple
    from bjsubsidy.writers.sheets.against import against

    if context.format == "ics":
        what = Text("--against 的差别不是日期，没有 ics 格式", "--against compares claims, which are no dates: there is no ics of it")
        raise Usage(what, Text("请用其他格式，或不加 --against。", "Use another format, or leave out --against."))
    answer, cautions = compare(before, after), _cautions(context, before, after)
    if context.format == "amount":
        context.deliver(money_text(answer.high) + "\n")
    else:
        catalogue, lang = context.catalogue, context.lang
        context.draw(
            lambda: json_plan.against(answer, catalogue),
            lambda: against(answer, catalogue, lang, cautions),
            lambda: simple.book([against(answer, catalogue, lang, [])], catalogue, lang, cautions),
        )
    for each in (before, after):
        _warn_of_proof(context, each)
    return 0


def _warn_of_proof(context: Context, answer: Plan) -> None:
    """A sum that is not proven is said on standard error too, whatever the format."""
    if answer.gap:
        from bjsubsidy.writers.sheets.plan import proof

        said = proof(answer)
        context.warn(Text(f"注意：{said.zh}", f"note: {said.en}"))
