"""The sheets of `sweep`: a row for each input, every breakpoint, and the inputs that reach an amount."""

from collections.abc import Iterator

from bjsubsidy.answers.caps import Assessment
from bjsubsidy.answers.curve import Reached, Stretch
from bjsubsidy.answers.sweep import Reach, Row, Sweep
from bjsubsidy.formula.tree import AMOUNT, ON
from bjsubsidy.law.measure import Measure
from bjsubsidy.quantities import MOST_FEN
from bjsubsidy.reports.phrases import MARKS, VERDICTS, Phrases, money
from bjsubsidy.reports.sheet import Cell, Column, Sheet, Word


def rows(answer: Sweep, words: Phrases) -> Sheet:
    """The high amount of each measure at each input."""
    name = words.name(AMOUNT)
    columns = [
        Column("amount", words.say(f"{name}（元）", f"{name} (yuan)"), "money"),
        *(Column(measure.id, measure.id, "money") for measure in answer.asked.measures),
    ]
    cells: list[list[Cell]] = [[row.input, *(_high(assessment, words) for assessment in row.assessments)] for row in answer.rows]
    asked = answer.asked
    days = words.say(f"{words.name(ON)} {asked.on}，查询日 {asked.as_of}", f"{words.name(ON)} {asked.on}, day of asking {asked.as_of}")
    head = [words.say(f"{measure.id}：{measure.title.zh}", f"{measure.id}: {measure.title.en}") for measure in answer.asked.measures]
    return Sheet(columns, cells, [days, *head], title=words.say("各金额可得的最高支持（元）", "the most each amount brings (yuan)"))


def _high(assessment: Assessment, words: Phrases) -> Cell:
    return Word("", words.say("未知", "unknown")) if assessment.high is None else assessment.high


def reaches(answer: Sweep, words: Phrases) -> Sheet | None:
    if answer.target is None:
        return None
    columns = [
        Column("measure", words.say("措施编号", "measure id"), audience="machine"),
        Column("title", words.say("措施", "measure"), once=True),
        Column("high", words.say("支持（元）", "support (yuan)"), "money"),
        Column("from", words.say("金额自（元）", "amount from (yuan)"), "money"),
        Column("to", words.say("至（元）", "to (yuan)"), "money"),
        Column("verdict", words.say("结论", "verdict"), "word"),
    ]
    found = zip(answer.asked.measures, answer.reaches, strict=True)
    cells = [row for measure, reach in found for row in _reach(measure, reach, words)]
    target = money(answer.target)
    return Sheet(columns, cells, title=words.say(f"得到 {target} 元的金额", f"amounts that bring {target} yuan"))


def _reach(measure: Measure, reach: Reach, words: Phrases) -> Iterator[list[Cell]]:
    head: list[Cell] = [measure.id, measure.title.in_(words.lang)]
    if reach.inputs.stretches:
        yield from ([*head, reach.inputs.amount, *_stretch(stretch, words)] for stretch in reach.inputs.stretches)
        return
    none = words.say("没有这样的金额", "no amount brings it")
    yield [*head, reach.inputs.amount, None, None, Word("none", none)]
    if reach.nearest is not None:
        yield from ([*head, reach.nearest.amount, *_stretch(stretch, words, nearest=True)] for stretch in reach.nearest.stretches)


def _stretch(stretch: Stretch, words: Phrases, nearest: bool = False) -> list[Cell]:
    last: Cell = Word("", words.say("及以上", "and more")) if stretch.last == MOST_FEN else stretch.last
    verdict = f"{MARKS[stretch.verdict]} {VERDICTS[stretch.verdict].in_(words.lang)}"
    near = words.say("（最接近）", " (nearest)") if nearest else ""
    return [stretch.first, last, Word("nearest" if nearest else stretch.verdict, verdict + near)]


def lines(answer: Sweep) -> Sheet:
    """Everything as one table for a machine: steps, breakpoints and reaches tell themselves apart in `kind`."""
    columns = [
        Column("kind", ""),
        Column("measure", ""),
        Column("amount", "", "money"),
        Column("to", "", "money"),
        Column("verdict", ""),
        Column("low", "", "money"),
        Column("high", "", "money"),
    ]
    cells = [
        *(row for step in answer.rows for row in _steps(step)),
        *([point.kind, *_answered(point.assessment, point.input, None)] for curve in answer.curves for point in curve.breakpoints()),
        *(row for reach in answer.reaches for row in _reach_lines(reach)),
    ]
    return Sheet(columns, cells)


def _steps(row: Row) -> Iterator[list[Cell]]:
    yield from (["step", *_answered(assessment, row.input, None)] for assessment in row.assessments)


def _answered(assessment: Assessment, input: int, to: int | None) -> list[Cell]:
    claim = assessment.claim
    return [claim.measure.id, input, to, claim.verdict, assessment.low, assessment.high]


def _reach_lines(reach: Reach) -> Iterator[list[Cell]]:
    yield from _reached("reach", reach.measure, reach.inputs)
    if not reach.inputs.stretches:
        yield ["none", reach.measure, None, None, "", None, reach.inputs.amount]
    if reach.nearest is not None:
        yield from _reached("nearest", reach.measure, reach.nearest)


def _reached(kind: str, measure: str, reached: Reached) -> Iterator[list[Cell]]:
    for stretch in reached.stretches:
        yield [kind, measure, stretch.first, end_of(stretch), stretch.verdict, None, reached.amount]


def end_of(stretch: Stretch) -> int | None:
    """Its last input; None where every larger one is in it."""
    return None if stretch.last == MOST_FEN else stretch.last
