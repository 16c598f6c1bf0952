"""The sheets of `sweep`: a row for each input, every breakpoint, and the inputs that reach an amount."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from bjsubsidy.answers.caps import Assessment
from bjsubsidy.answers.curve import Reached, Stretch
from bjsubsidy.answers.sweep import Reach, Sweep, SweepStep
from bjsubsidy.formula.tree import AMOUNT
from bjsubsidy.language import Text
from bjsubsidy.law.measure import Measure
from bjsubsidy.quantities import MOST_FEN
from bjsubsidy.reports.phrases import Phrases, grouped_money
from bjsubsidy.reports.sheet import Cell, Column, Sheet, Word, sheet


def sweep_steps(answer: Sweep, words: Phrases, days: Sequence[str]) -> Sheet:
    """The high amount of each measure at each input; `days` are those it rests on, in words."""
    name, asked = words.name(AMOUNT), answer.asked
    columns: list[Column[SweepStep]] = [
        Column("amount", words.say(f"{name}（元）", f"{name} (yuan)"), lambda row: row.input, "money"),
        *(_high(measure, place, words) for place, measure in enumerate(asked.measures)),
    ]
    head = [words.say(f"{measure.id}：{measure.title.zh}", f"{measure.id}: {measure.title.en}") for measure in asked.measures]
    return sheet(columns, answer.rows, [*days, *head], title=words.say("各金额可得的最高支持（元）", "the most each amount brings (yuan)"))


def _high(measure: Measure, place: int, words: Phrases) -> Column[SweepStep]:
    return Column(measure.id, measure.id, lambda row: words.known(row.assessments[place].high), "money")


class _Brings(NamedTuple):
    """Inputs that bring an amount under a measure; without a stretch, that none does."""

    measure: Measure
    amount: int
    stretch: Stretch | None
    nearest: bool = False
    unknown: bool = False


def sweep_reaches(answer: Sweep, words: Phrases) -> Sheet | None:
    """The inputs that bring the amount asked for, or come nearest to it; None where none was asked for."""
    if answer.target is None:
        return None
    columns: list[Column[_Brings]] = [
        Column("measure", words.say("措施编号", "measure id"), lambda row: row.measure.id, audience="machine"),
        Column("title", words.say("措施", "measure"), lambda row: row.measure.title.in_(words.lang), once=True),
        Column("high", words.say("支持（元）", "support (yuan)"), lambda row: row.amount, "money"),
        Column("from", words.say("金额自（元）", "amount from (yuan)"), lambda row: row.stretch.first if row.stretch else None, "money"),
        Column("to", words.say("至（元）", "to (yuan)"), lambda row: _last(row.stretch, words) if row.stretch else None, "money"),
        Column("verdict", words.say("结论", "verdict"), lambda row: _verdict(row, words), "word"),
    ]
    found = zip(answer.asked.measures, answer.reaches, strict=True)
    rows = [row for measure, reach in found for row in _brings(measure, reach)]
    target = grouped_money(answer.target)
    return sheet(columns, rows, title=words.say(f"得到 {target} 元的金额", f"amounts that bring {target} yuan"))


def _brings(measure: Measure, reach: Reach) -> Iterator[_Brings]:
    yield from (_Brings(measure, reach.inputs.amount, stretch) for stretch in reach.inputs.stretches)
    if reach.inputs.stretches:
        return
    yield _Brings(measure, reach.inputs.amount, None, unknown=reach.unknown)
    if reach.nearest is not None:
        yield from (_Brings(measure, reach.nearest.amount, stretch, True) for stretch in reach.nearest.stretches)


def _last(stretch: Stretch, words: Phrases) -> Cell:
    return Word("", words.say("及以上", "and more")) if end_of(stretch) is None else stretch.last


def _verdict(row: _Brings, words: Phrases) -> Word:
    if row.unknown:
        return Word("unknown", words.say("未知", "unknown"))
    if row.stretch is None:
        return Word("none", words.say("没有这样的金额", "no amount brings it"))
    verdict = words.verdict(row.stretch.verdict)
    return Word("nearest", verdict.shown + words.say("（最接近）", " (nearest)")) if row.nearest else verdict


class _Line(NamedTuple):
    """A row for a machine: a step, a breakpoint or a reach, told apart by `kind`."""

    kind: str
    measure: str
    amount: int | None
    to: int | None
    verdict: str
    low: int | None
    high: int | None


_KIND = Text(
    "行的种类：step 一步，start、turn、pays、bend、cap、uncapped 转折点，reach 达到该支持的金额，nearest 最接近的，none 没有，unknown 未知",
    "what the row is: a step; a breakpoint (start, turn, pays, bend, cap, uncapped); amounts that reach it, or the nearest; none; unknown",
)
_FROM = Text("金额，元；达到某支持的，为起点", "the amount, in yuan; of amounts that reach a support the first")
_TO = Text("达到某支持的金额的终点；更大的都可以时为空", "the last of the amounts that reach a support; empty where every larger one does")
_LINE: list[Column[_Line]] = [
    Column("kind", "", lambda row: row.kind, means=_KIND),
    Column("measure", "", lambda row: row.measure),
    Column("amount", "", lambda row: row.amount, "money", means=_FROM),
    Column("to", "", lambda row: row.to, "money", means=_TO),
    Column("verdict", "", lambda row: row.verdict),
    Column("low", "", lambda row: row.low, "money"),
    Column("high", "", lambda row: row.high, "money"),
]


def sweep_lines(answer: Sweep) -> Sheet:
    """Everything as one table."""
    rows = [_answered("step", assessment, step.input) for step in answer.rows for assessment in step.assessments]
    rows += [_answered(point.kind, point.assessment, point.input) for curve in answer.curves for point in curve.breakpoints()]
    return sheet(_LINE, [*rows, *(row for reach in answer.reaches for row in _reach_lines(reach))])


def _answered(kind: str, assessment: Assessment, input: int) -> _Line:
    claim = assessment.claim
    return _Line(kind, claim.measure.id, input, None, claim.verdict, assessment.low, assessment.high)


def _reach_lines(reach: Reach) -> Iterator[_Line]:
    yield from _reached("reach", reach.measure, reach.inputs)
    if not reach.inputs.stretches:
        yield _Line("unknown" if reach.unknown else "none", reach.measure, None, None, "", None, reach.inputs.amount)
    if reach.nearest is not None:
        yield from _reached("nearest", reach.measure, reach.nearest)


def _reached(kind: str, measure: str, reached: Reached) -> Iterator[_Line]:
    for stretch in reached.stretches:
        yield _Line(kind, measure, stretch.first, end_of(stretch), stretch.verdict, None, reached.amount)


def end_of(stretch: Stretch) -> int | None:
    """Its last input; None where every larger one is in it."""
    return None if stretch.last == MOST_FEN else stretch.last
