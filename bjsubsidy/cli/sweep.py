"""`bjsubsidy sweep INPUT`: what each measure pays as the amount grows, where it breaks, and which amounts reach a figure."""

import sys
from collections.abc import Sequence

from bjsubsidy.answers.curve import Curve
from bjsubsidy.answers.query import Query, deduction
from bjsubsidy.answers.sweep import sweep, usual_end
from bjsubsidy.cli.asking import read_asked, read_with_facts
from bjsubsidy.cli.commands import Command
from bjsubsidy.cli.context import Context
from bjsubsidy.errors import Problem, Usage
from bjsubsidy.language import Lang, Text
from bjsubsidy.quantities import money_text, parse_count, parse_money
from bjsubsidy.readers.command import positionals
from bjsubsidy.reports.sweep import SweepReport

_STEPS, _MOST_STEPS = 10, 10_000


def run(command: Command, words: Sequence[str], lang: Lang) -> int:
    context = read_with_facts(command, words, lang)
    if context.parsed.has("help"):
        from bjsubsidy.cli.help import calc_usage

        sys.stdout.write(calc_usage(command, context.catalogue, context.parsed.positionals[:1], lang))
        return 0
    asked = read_asked(context, positionals(context.parsed, command.arguments)[0])
    curves = [Curve(measure, asked, context.catalogue) for measure in asked.measures]
    first, last = _range(context, asked, curves)
    answer = sweep(curves, asked, first, last, _steps(context), _amount(context, "reach"))
    days = context.days(asked.on, asked.as_of)
    context.output.write(SweepReport(answer, first, last, context.catalogue, lang, days))
    return 0


def _amount(context: Context, option: str) -> int | None:
    written = context.parsed.one(option)
    try:
        return None if written is None else parse_money(written)
    except Problem as problem:
        raise problem.at(f"--{option}") from None


def _steps(context: Context) -> int:
    written = context.parsed.one("steps")
    try:
        steps = _STEPS if written is None else parse_count(written)
    except Problem as problem:
        raise problem.at("--steps") from None
    if steps > _MOST_STEPS:
        what = Text(f"--steps {steps} 超过 {_MOST_STEPS}", f"--steps {steps} is above {_MOST_STEPS}")
        raise Usage(what, Text("转折点本来就是精确的，请减少步数。", "Breakpoints are exact anyway; take fewer steps."))
    return steps


def _range(context: Context, asked: Query, curves: Sequence[Curve]) -> tuple[int, int]:
    """The least and the largest amount; no amount is below what is deducted from it."""
    least = max([given[1] for measure in asked.measures if (given := deduction(measure, asked.facts))], default=0)
    first, last = _amount(context, "from"), _amount(context, "to")
    if first is not None and first < least:
        what = Text(
            f"{money_text(first)} 低于要扣减的 {money_text(least)}", f"{money_text(first)} is below the {money_text(least)} deducted"
        )
        raise Usage(what, Text("请从扣减额起。", "Begin at what is deducted.")).at("--from")
    first = least if first is None else first
    if last is None:
        last = usual_end(curves)
    if last is None or (last < first and not context.parsed.has("to")):
        context.warn(Text("此后没有转折点；用 --to 指明算到多大的金额", "nothing breaks from here on; name the largest amount with --to"))
        last = first
    if last < first:
        what = Text(
            f"--to {money_text(last)} 小于 --from {money_text(first)}", f"--to {money_text(last)} is below --from {money_text(first)}"
        )
        raise Usage(what, Text("请对调两个金额。", "Exchange the two amounts."))
    return first, last
