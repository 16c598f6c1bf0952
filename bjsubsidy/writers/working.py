"""The working of an assessment, line by line, in the words of a language."""

from bjsubsidy.answers.calc import assumptions
from bjsubsidy.answers.caps import Assessment, CapUse
from bjsubsidy.formula.python import Line
from bjsubsidy.language import Text
from bjsubsidy.quantities import percent_text
from bjsubsidy.writers.words import Words, exact, money


def working(assessment: Assessment, words: Words) -> list[str]:
    """Values assumed, base, rate, product and rounding, each cap before and after, and what the verdict makes of it."""
    least, most, cut = assessment.working()
    lines = [assumed.in_(words.lang) for assumed in assumptions(assessment, words.catalogue)]
    lines += [_line(line, words) for line in [*least, *most]]
    lines += [_cap(use, words) for use in assessment.caps]
    return [*lines, *(_line(line, words) for line in cut), _result(assessment, words)]


def _line(line: Line, words: Words) -> str:
    if line.operation == "round":
        return words.say(
            f"{exact(line.left)} 四舍五入到分 = {exact(line.result)}",
            f"{exact(line.left)} rounded half up to the fen = {exact(line.result)}",
        )
    right = line.right if line.right is not None else line.result
    if line.operation == "excess":
        return f"{exact(line.left)} - {exact(right)} = {exact(line.result)}"
    return f"{exact(line.left)} × {percent_text(right)} = {exact(line.result)}"


def _cap(use: CapUse, words: Words) -> str:
    if not use.binding:
        return words.cap(use)
    return words.cap(use) + words.say("；按尚余计", "; the amount stops there")


def _result(assessment: Assessment, words: Words) -> str:
    claim = assessment.claim
    if claim.verdict == "ineligible":
        return words.say("有条件不符合：0.00", "a condition is unmet: 0.00")
    if assessment.high is None:
        return words.say("缺少计算所需的事实，最高额未知", "a fact that the amount needs is missing: the high amount is unknown")
    low, high = money(assessment.low), money(assessment.high)
    if low == high:
        return words.say(f"结果 {high}", f"result {high}")
    why = _UNCERTAIN[claim.verdict == "unconfirmed", claim.measure.bound == "range"].in_(words.lang)
    return words.say(f"结果 {low} 至 {high}：{why}", f"result {low} to {high}: {why}")


_UNCERTAIN = {
    (True, False): Text("有条件未知", "a condition is unknown"),
    (True, True): Text("有条件未知", "a condition is unknown"),
    (False, False): Text("原文只规定最高额", "the text only says the most"),
    (False, True): Text("原文给出比例区间", "the text gives a range of rates"),
}
