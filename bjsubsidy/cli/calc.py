"""`bjsubsidy calc INPUT AMOUNT`: one amount, or many from standard input, under every measure on the input."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, cast

from bjsubsidy.answers.amount import ManyAmounts
from bjsubsidy.answers.calc import Calc
from bjsubsidy.answers.query import Query
from bjsubsidy.api.calc import calc
from bjsubsidy.cli import INTERRUPTED, aside
from bjsubsidy.cli.asking import read_asked
from bjsubsidy.cli.context import Context
from bjsubsidy.errors import BAD_INPUT, UNKNOWN_AMOUNT, Problem, Usage, missing_word
from bjsubsidy.inputs import note_input
from bjsubsidy.language import Text
from bjsubsidy.law.deduction import deduction_above
from bjsubsidy.law.measure import Measure
from bjsubsidy.quantities import Value, parse_money
from bjsubsidy.reports.calc import CalcReport
from bjsubsidy.writers import FORMATS, LINES, Format

if TYPE_CHECKING:
    from bjsubsidy.cli.options import (
        AmountArgument,
        AsOfOption,
        CurveOption,
        ExplainOption,
        MeasuresOption,
        OnOption,
        ReceivedFileOption,
        ReceivedOption,
        StrictOption,
    )
    from bjsubsidy.law.catalogue import Catalogue
    from bjsubsidy.writers import Drawable

GIVES: tuple[Drawable, ...] = ("answer", "figure")
REPORT = CalcReport


def example(catalogue: Catalogue, entry: str | None) -> str:
    """The first worked example of a measure on the input, with a few of its facts."""
    from bjsubsidy.cli.examples import facts_words, input_of

    named = input_of(catalogue, entry)
    for measure in catalogue.measures_on(named):
        for worked in measure.examples[:1]:
            return f"calc {named} {worked.amount}{facts_words(measure.given)}"
    return f"calc {named} AMOUNT"


def run(
    context: Context,
    entry: str,
    amount: AmountArgument = None,
    on: OnOption = None,
    as_of: AsOfOption = None,
    received: ReceivedOption = None,
    received_file: ReceivedFileOption = None,
    measure: MeasuresOption = None,
    strict: StrictOption = False,
    explain: ExplainOption = False,
    curve: CurveOption = False,
) -> int:
    if amount is None:
        return _asked(context, entry)
    asked = read_asked(context, entry)
    return _many(context, asked) if amount == "-" else _one(context, asked, amount)


def _asked(context: Context, entry: str) -> int:
    """Without an amount: the rest of the line is asked of whoever sits at the terminal, and said at the end."""
    from bjsubsidy.cli.terminal import at_terminal

    if not at_terminal():
        raise missing_word("AMOUNT", Text("金额；- 表示从标准输入逐行读取", "amount; - reads one per line from standard input"))
    from bjsubsidy.cli.again import calc_again
    from bjsubsidy.cli.calc_asked import asked_line

    whole = asked_line(context, entry, lambda given: figures_asked(given, entry))
    if whole is None:
        return INTERRUPTED
    _one(whole, read_asked(whole, entry), whole.given.one("amount") or "")
    line = calc_again(whole, entry)
    context.warn(Text(f"同样的一行：{line}", f"The same as one line: {line}"))
    return 0


def figures_asked(context: Context, entry: str) -> Calc:
    """The answer to a line that has an amount."""
    return _answer(context, read_asked(context, entry), context.given.one("amount") or "")


def _answer(context: Context, asked: Query, amount: str) -> Calc:
    fen = _fen(amount, context.catalogue.measures_on(asked.input), asked.facts)
    return calc(
        asked.input,
        fen,
        on=asked.on,
        as_of=asked.as_of,
        facts=asked.facts,
        received=asked.receipts,
        measures=[measure.id for measure in asked.measures] if context.given.has("measure") else None,
        strict=asked.strict,
        catalogue=context.catalogue,
    )


def _fen(amount: str, measures: Sequence[Measure], facts: Mapping[str, Value]) -> int:
    """An amount in fen, which cannot be less than what is deducted from it."""
    fen = parse_money(amount)
    if above := deduction_above(fen, measures, facts):
        raise above[1].at(f"--{above[0]}")
    return fen


def _one(context: Context, asked: Query, amount: str) -> int:
    context.output.write(_report(context, asked, amount))
    return 0


def _report(context: Context, asked: Query, amount: str) -> CalcReport:
    days, given = context.days(asked.on, asked.as_of), context.given
    answer = _answer(context, asked, amount)
    report = CalcReport(answer, asked, context.catalogue, context.lang, days, given.has("explain"), given.has("curve"))
    report.noted = context.noted
    return report


def _many(context: Context, asked: Query) -> int:
    """One answer a line; empty where a line cannot be read or an amount is unknown, with notes once at the end."""
    output = context.output
    form = output.format if context.given.has("format") or context.given.has("output") else LINES
    if not form.lined or context.given.has("curve"):
        *names, last = sorted(form.name for form in FORMATS.values() if form.lined)
        zh, en = "、".join(names), ", ".join(names)
        what = Text(f"逐行读取时只有 {zh} 和 {last}", "many amounts are answered line by line only")
        raise Usage(what, Text(f"请用 --format {zh} 或 {last}。", f"Use --format {en} or {last}."))
    told = ManyAmounts()
    lines = _lines(context, asked, form, told)
    if context.given.has("output"):
        output.deliver(output.filed("".join(list(lines))))
    else:
        output.print(lines, form)
        sys.stdout.flush()
    for said in [*(told.notes(context.catalogue) if form == LINES else ()), *told.apart(asked.measures)]:
        context.warn(said)
    return BAD_INPUT if told.unreadable else UNKNOWN_AMOUNT if told.unknown and form == LINES else 0


def _lines(context: Context, asked: Query, form: Format, told: ManyAmounts) -> Iterator[str]:
    from bjsubsidy.answers.pieces import figures_by_input
    from bjsubsidy.reports.calc_lines import CalcLine, blank

    heading, line, empty = form.lines(blank)
    yield heading
    said = form.roomy
    figures, days = figures_by_input(asked, context.catalogue), context.days(asked.on, asked.as_of)
    measures = context.catalogue.measures_on(asked.input)
    for number, written in enumerate(_read_lines(), 1):
        text = written.decode("utf-8-sig" if number == 1 else "utf-8", "replace").rstrip("\r\n")
        try:
            report = CalcLine(figures(_fen(text, measures, asked.facts)), asked, context.catalogue, context.lang, days)
        except Problem as problem:
            sys.stdout.flush()
            aside(problem.at(Text(f"第 {number} 行", f"line {number}")).sentence(context.lang))
            told.unreadable += 1
            yield empty
            continue
        for caution in () if said else report.cautions():
            context.output.note(caution)
        said = True
        told.take(report.figures)
        yield line(report)


_LONGEST, _AT_ONCE = 1000, 1 << 16


def _read_lines() -> Iterator[bytes]:
    """The lines of standard input; of one that is too long for an amount only its beginning.

    What is answered goes out before more is waited for: who writes a line and reads its answer gets it.
    """
    if sys.stdin is None:
        return
    note_input(sys.stdin)
    begun = b""
    while read := _read_more():
        first, *others = read.split(b"\n")
        begun += first[: _LONGEST - len(begun)]
        for other in others:
            yield begun
            begun = other[:_LONGEST]
    if begun:
        yield begun


def _read_more() -> bytes:
    sys.stdout.flush()
    return cast("BufferedIOBase", sys.stdin.buffer).read1(_AT_ONCE)


if TYPE_CHECKING:
    from io import BufferedIOBase
