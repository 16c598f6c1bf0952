"""What measures pay over their inputs: the chart, and the same corner by corner."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from bjsubsidy.answers.curve import Breakpoint, Curve, Staircase, span
from bjsubsidy.formula.describe import sentence
from bjsubsidy.formula.tree import AMOUNT, Test
from bjsubsidy.language import Text
from bjsubsidy.quantities import exact_money_text, money_text
from bjsubsidy.reports.book import Chart, Corner, CurveLine, Knee
from bjsubsidy.reports.document import outcome_of
from bjsubsidy.reports.meanings import MEANINGS
from bjsubsidy.reports.phrases import Phrases, exact, grouped_money
from bjsubsidy.reports.sheet import Column, Sheet, Word, sheet

if TYPE_CHECKING:
    from bjsubsidy.reports.outputs.calc import BreakpointJson

KINDS = {
    "start": Text("起点", "start"),
    "turn": Text("条件变化", "a condition changes"),
    "pays": Text("开始有金额", "starts to pay"),
    "bend": Text("计法变化", "another rate or sum"),
    "cap": Text("用满上限", "cap reached"),
    "uncapped": Text("低于上限", "below the cap again"),
}


def chart_of(curves: Sequence[Curve], first: int, last: int, own: int | None, words: Phrases) -> Chart | None:
    """The measures that pay anything between two inputs; None where none does."""
    alike: dict[tuple[Corner, ...], list[Curve]] = {}
    for curve in curves:
        corners = tuple(Corner(point.input, point.low, point.high or 0) for point in curve.points(first, last))
        if any(corner.high for corner in corners):
            alike.setdefault(corners, []).append(curve)
    lines = tuple(_line(same, corners, words) for corners, same in alike.items())
    across, up = words.say(f"{words.name(AMOUNT)}（元）", f"{words.name(AMOUNT)} (yuan)"), words.say("支持（元）", "support (yuan)")
    return Chart(words.say("支持随金额的变化", "support against the amount"), across, up, lines, own) if lines else None


def around(curves: Sequence[Curve], own: int, words: Phrases) -> Chart | None:
    """The same around an amount that was asked about."""
    return chart_of(curves, *span(curves, own), own, words)


def _line(same: Sequence[Curve], corners: tuple[Corner, ...], words: Phrases) -> CurveLine:
    first, last = corners[0].input, corners[-1].input
    inside = [point for curve in same for point in curve.breakpoints() if first < point.input <= last]
    knees = tuple(dict.fromkeys(Knee(point.input, point.assessment.high or 0, KINDS[point.kind].in_(words.lang)) for point in inside))
    return CurveLine(words.list_of([curve.measure.title.in_(words.lang) for curve in same]), corners, knees)


def none_drawn(curves: Sequence[Curve], words: Phrases) -> Sheet:
    """Why there is no curve: nothing is paid, or nobody knows what."""
    if any(curve.unknown for curve in curves):
        return Sheet([], [], lines=[words.say("金额未知，画不出曲线", "the amount is unknown, so there is no curve")])
    return Sheet([], [], lines=[words.say("没有可画的金额", "nothing is paid, so there is no curve")])


def corners(curves: Sequence[Curve], words: Phrases) -> Sheet:
    """Every input at which anything changes, exactly."""
    columns: list[Column[tuple[Curve, Breakpoint]]] = [
        Column("measure", words.say("措施编号", "measure id"), lambda row: row[0].measure.id, audience="machine"),
        Column("title", words.say("措施", "measure"), lambda row: row[0].measure.title.in_(words.lang), once=True),
        Column(
            "amount",
            words.say(f"{words.name(AMOUNT)}（元）", f"{words.name(AMOUNT)} (yuan)"),
            lambda row: row[1].input,
            "money",
            means=MEANINGS["breaks_at"],
        ),
        Column(
            "kind",
            words.say("变化", "what changes"),
            lambda row: Word(row[1].kind, KINDS[row[1].kind].in_(words.lang)),
            "word",
            means=MEANINGS["breakpoint"],
        ),
        Column("verdict", words.say("结论", "verdict"), lambda row: words.verdict(row[1].assessment.claim.verdict), "word"),
        Column("low", words.say("最低（元）", "low (yuan)"), lambda row: row[1].assessment.low, "money"),
        Column("high", words.say("最高（元）", "high (yuan)"), lambda row: words.known(row[1].assessment.high), "money"),
        Column("why", words.say("理由", "why"), lambda row: reason(row[1], words)),
    ]
    rows = [(curve, point) for curve in curves for point in curve.breakpoints()]
    return sheet(columns, rows, title=words.say("转折点", "breakpoints"))


def breakpoints(curves: Sequence[Curve]) -> "list[BreakpointJson]":
    """The same for a document: by measure in catalogue order, each in the order of its inputs."""
    found = [point for curve in curves for point in curve.breakpoints()]
    return [_breakpoint(point) for point in found]


def _breakpoint(point: Breakpoint) -> "BreakpointJson":
    # Key by key: a table that is merged in might have steps of another type.
    outcome = outcome_of(point.assessment)
    said: BreakpointJson = {
        "kind": point.kind,
        "amount": money_text(point.input),
        "measure": outcome["measure"],
        "verdict": outcome["verdict"],
        "low": outcome["low"],
        "high": outcome["high"],
    }
    if (steps := point.steps) is not None:
        every, adds = exact_money_text(steps.every), exact_money_text(steps.adds)
        said["steps"] = {"next": money_text(steps.next), "every": every, "adds": adds}
    return said


def reason(point: Breakpoint, words: Phrases) -> str:
    """What brings it about, and the steps in which the amount goes on from there."""
    said = [_cause(point, words), "" if point.steps is None else _steps(point.steps, words)]
    return words.say("；", "; ").join(part for part in said if part)


def _steps(steps: Staircase, words: Phrases) -> str:
    """All their jumps in one sentence: where the first is, and how far and how high each."""
    next, every, by = grouped_money(steps.next), exact(steps.every), exact(abs(steps.adds))
    rises = steps.adds > 0
    return words.say(
        f"金额自 {next} 元起每 {every} 元，支持{'增加' if rises else '减少'} {by} 元",
        f"then {by} yuan {'more' if rises else 'less'} for every {every} yuan, first at {next} yuan",
    )


def _cause(point: Breakpoint, words: Phrases) -> str:
    """The condition that turns, or the cap that is reached and what of it was left; where it begins ineligible, what is not met."""
    if point.use is not None:
        remaining = grouped_money(point.use.remaining or 0)
        what = words.cap_name(point.use)
        cap = words.say(f"{what} {grouped_money(point.use.amount)}", f"{what} {grouped_money(point.use.amount)}")
        return words.say(f"{cap}，尚余 {remaining}", f"{cap}, remaining {remaining}")
    if point.kind == "start":
        unmet = [finding.test for finding in point.assessment.claim.findings if finding.state == "unmet"]
        return words.say(f"不符合：{_said(unmet, words)}", f"unmet: {_said(unmet, words)}") if unmet else ""
    return _said(point.tests, words)


def _said(tests: Sequence[Test], words: Phrases) -> str:
    return words.say("；", "; ").join(sentence(test, words) for test in tests)
