"""The working of an assessment, step by step, in the words of a language."""

from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

from bjsubsidy.answers.calc import assumptions
from bjsubsidy.answers.caps import Assessment, CapUse
from bjsubsidy.formula.evaluate import WorkingLine
from bjsubsidy.formula.tree import AMOUNT
from bjsubsidy.language import Text
from bjsubsidy.quantities import exact_text, percent_text
from bjsubsidy.reports.phrases import Phrases, exact, grouped_money


class WorkingStep(NamedTuple):
    """What is done, in words, and the whole fen it comes to where it comes to such."""

    name: Text
    words: str
    fen: int | None = None


BASE_STEP = Text("基数", "base")
ASSUMED_STEP = Text("假定", "assumed")
RATE_STEP = Text("比例", "rate")
PRODUCT_STEP = Text("乘积", "product")
EXCESS_STEP = Text("扣减", "deduction")
ROUNDING_STEP = Text("四舍五入", "rounding")
BEFORE_STEP = Text("计入本笔前的上限", "cap before")
AFTER_STEP = Text("计入本笔后的上限", "cap after")
RESULT_STEP = Text("结果", "result")
_ADDED, _HIGHEST, _LOWEST = Text("合计", "together"), Text("较高者", "the higher"), Text("较低者", "the lower")
_PRODUCTS = ("times", "each")
_BELOW = Text("不足最低发放额", "below the least award")
_OPERATIONS = {
    "times": PRODUCT_STEP,
    "count": PRODUCT_STEP,
    "each": PRODUCT_STEP,
    "excess": EXCESS_STEP,
    "round": ROUNDING_STEP,
    "added": _ADDED,
    "highest": _HIGHEST,
    "lowest": _LOWEST,
    "below": _BELOW,
}


def working_lines(assessment: Assessment, words: Phrases) -> list[str]:
    """Values assumed, base, rate, product and rounding, each cap before, and what the verdict makes of it."""
    least, most, cut = assessment.working()
    lines = [assumed.in_(words.lang) for assumed in assumptions(assessment, words.catalogue)]
    lines += [_line(line, words) for line in [*least, *most]]
    lines += [_cap(use, words) for use in assessment.caps]
    return [*lines, *(_line(line, words) for line in cut), _result(assessment, words)]


def working_steps(assessment: Assessment, words: Phrases) -> Iterator[WorkingStep]:
    """The same one by one, with base, rate and each cap after, for a table."""
    least, most, cut = assessment.working()
    amount = assessment.claim.item.amount
    yield WorkingStep(BASE_STEP, words.name(AMOUNT), amount)
    yield from (WorkingStep(ASSUMED_STEP, assumed.in_(words.lang)) for assumed in assumptions(assessment, words.catalogue))
    yield from _operations([*least, *most], words)
    for use in assessment.caps:
        yield WorkingStep(BEFORE_STEP, words.cap(use), use.remaining)
    yield from _operations(cut, words)
    for use in assessment.caps:
        after = assessment.after(use)
        yield WorkingStep(AFTER_STEP, words.cap_left(after), after.remaining)
    yield WorkingStep(RESULT_STEP, _result(assessment, words), assessment.high)


def _operations(lines: list[WorkingLine], words: Phrases) -> Iterator[WorkingStep]:
    for line in lines:
        if line.operation == "times" and line.right is not None:
            yield WorkingStep(RATE_STEP, percent_text(line.right))
        money = line.counts is None or line.operation in _PRODUCTS
        whole = int(line.result) if money and line.result.denominator == 1 else None
        yield WorkingStep(_OPERATIONS[line.operation], _line(line, words), whole)


def _line(line: WorkingLine, words: Phrases) -> str:
    if line.operation == "round":
        return words.say(
            f"{exact(line.left)} 四舍五入到分 = {exact(line.result)}",
            f"{exact(line.left)} rounded half up to the fen = {exact(line.result)}",
        )
    if line.right is None:
        said = _figure(line.result, line.counts, words)
        return _OPERATIONS[line.operation].in_(words.lang) + words.say(f"：{said}", f": {said}")
    right = line.right
    if line.operation == "below":
        return words.say(
            f"{exact(line.left)} 不足 {exact(right)} = {exact(line.result)}",
            f"{exact(line.left)} is below {exact(right)} = {exact(line.result)}",
        )
    if line.operation == "count":
        return f"{exact(line.left)} × {exact_text(right)} = {exact(line.result)}"
    left = _figure(line.left, line.counts, words)
    if line.operation == "excess":
        return f"{left} - {_figure(right, line.counts, words)} = {_figure(line.result, line.counts, words)}"
    return f"{left} × {exact(right) if line.operation == 'each' else percent_text(right)} = {exact(line.result)}"


def _figure(value: Fraction, counts: str | None, words: Phrases) -> str:
    """A figure of a line: of a count or a rate as its fact is said, of money without its unit."""
    kind = None if counts is None else words.catalogue.fact(counts).kind
    if kind is None or kind.grouped:
        return exact(value)
    return percent_text(value) if kind.parts > 1 else exact_text(value)


def _cap(use: CapUse, words: Phrases) -> str:
    if not use.binding:
        return words.cap(use)
    return words.cap(use) + words.say("；按尚余计", "; limited to what remains")


def _result(assessment: Assessment, words: Phrases) -> str:
    claim = assessment.claim
    if claim.verdict == "ineligible":
        return words.say("有条件不符合：0.00", "a condition is unmet: 0.00")
    if assessment.high is None:
        return words.say("缺少计算所需的情况，最高额未知", "a fact that the amount needs is missing: the high amount is unknown")
    low, high = grouped_money(assessment.low), grouped_money(assessment.high)
    if low == high:
        return words.say(f"结果 {high}", f"result {high}")
    why = uncertain(assessment).in_(words.lang)
    return words.say(f"结果 {low} 至 {high}：{why}", f"result {low} to {high}: {why}")


def uncertain(assessment: Assessment) -> Text:
    """Why low and high differ."""
    return _UNCERTAIN[assessment.claim.verdict == "unconfirmed", assessment.claim.measure.bound == "range"]


_UNCERTAIN = {
    (True, False): Text("有条件未知", "a condition is unknown"),
    (True, True): Text("有条件未知", "a condition is unknown"),
    (False, False): Text("原文只规定最高额", "the text gives a maximum only"),
    (False, True): Text("原文给出比例区间", "the text gives a range of rates"),
}
