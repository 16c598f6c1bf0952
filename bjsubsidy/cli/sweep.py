"""`bjsubsidy sweep INPUT`: what each measure pays as the amount grows, where it breaks, and which amounts reach a figure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from bjsubsidy.answers.curve import Curve
from bjsubsidy.answers.query import Query
from bjsubsidy.answers.sweep import sweep, usual_end
from bjsubsidy.cli.asking import read_asked
from bjsubsidy.cli.context import Context
from bjsubsidy.errors import Problem, Usage
from bjsubsidy.language import Text
from bjsubsidy.law.deduction import deduction
from bjsubsidy.quantities import money_text, parse_count
from bjsubsidy.reports.sweep import SweepReport

if TYPE_CHECKING:
    from bjsubsidy.cli.options import (
        AsOfOption,
        FromOption,
        MeasuresOption,
        OnOption,
        ReachOption,
        ReceivedFileOption,
        ReceivedOption,
        StepsOption,
        StrictOption,
        ToOption,
    )
    from bjsubsidy.law.catalogue import Catalogue
    from bjsubsidy.writers import Drawable

_STEPS, _MOST_STEPS = 10, 10_000

GIVES: tuple[Drawable, ...] = ("answer",)
REPORT = SweepReport


def example(catalogue: Catalogue, entry: str | None) -> str:
    from bjsubsidy.cli.examples import input_of

    return f"sweep {input_of(catalogue, entry)} --steps 5"


def run(
    context: Context,
    entry: str,
    from_: FromOption = None,
    to: ToOption = None,
    steps: StepsOption = None,
    reach: ReachOption = None,
    on: OnOption = None,
    as_of: AsOfOption = None,
    received: ReceivedOption = None,
    received_file: ReceivedFileOption = None,
    measure: MeasuresOption = None,
    strict: StrictOption = False,
) -> int:
    asked = read_asked(context, entry)
    curves = [Curve(measure, asked, context.catalogue) for measure in asked.measures]
    first, last = _range(context, asked, curves)
    answer = sweep(curves, asked, first, last, _steps(steps), context.amount("reach"))
    report = SweepReport(answer, first, last, context.catalogue, context.lang, context.days(asked.on, asked.as_of))
    context.output.write(report)
    return 0


def _steps(written: str | None) -> int:
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
    first, last = context.amount("from_"), context.amount("to")
    if first is not None and first < least:
        what = Text(
            f"{money_text(first)} 低于要扣减的 {money_text(least)}", f"{money_text(first)} is below the {money_text(least)} deducted"
        )
        raise Usage(what, Text("请从扣减额算起。", "Start at the amount that is deducted.")).at("--from")
    first = least if first is None else first
    if last is None:
        last = usual_end(curves)
    if last is None or (last < first and not context.given.has("to")):
        context.warn(
            Text("此后没有转折点；用 --to 指明算到多大的金额", "there is no breakpoint from here on; give the largest amount with --to")
        )
        last = first
    if last < first:
        what = Text(
            f"--to {money_text(last)} 小于 --from {money_text(first)}", f"--to {money_text(last)} is below --from {money_text(first)}"
        )
        raise Usage(what, Text("请对调两个金额。", "Swap the two amounts."))
    return first, last
