"""The sheet of `plan --against`: what changes between two profiles of the same firm."""

from collections.abc import Sequence

from bjsubsidy.language import Lang
from bjsubsidy.law.catalogue import Catalogue
from bjsubsidy.planning.compare import Change, Comparison
from bjsubsidy.planning.plan import PlannedClaim
from bjsubsidy.writers.sheet import Cell, Column, Sheet, Word
from bjsubsidy.writers.sheets.plan import uncounted
from bjsubsidy.writers.words import MARKS, Phrases, money


def against(answer: Comparison, catalogue: Catalogue, lang: Lang, cautions: Sequence[str]) -> Sheet:
    words = Phrases(catalogue, lang)
    columns = [
        Column("item", words.say("项目", "item")),
        Column("before", words.say("原措施", "before")),
        Column("before_high", words.say("原最高（元）", "high (yuan)"), "money"),
        Column("after", words.say("现措施", "after")),
        Column("after_high", words.say("现最高（元）", "high (yuan)"), "money"),
        Column("low_change", words.say("最低增减", "change of low"), "money"),
        Column("change", words.say("最高增减", "change of high"), "money"),
    ]
    rows = [_row(change, words) for change in answer.changes]
    return Sheet(columns, rows, [], [*_lines(answer, words), *cautions], title=words.say("两份资料的差别", "what changes"))


def _row(change: Change, words: Phrases) -> list[Cell]:
    return [change.label, *_side(change.before, words), *_side(change.after, words), change.low_by, change.by]


def _side(kept: PlannedClaim | None, words: Phrases) -> list[Cell]:
    if kept is None:
        return [Word("", words.say("无", "none")), 0]
    measure = kept.assessment.claim.measure
    mark = MARKS[kept.assessment.claim.verdict]
    return [Word(measure.id, f"{mark} {measure.title.in_(words.lang)}\n{measure.id}"), kept.assessment.high]


def _lines(answer: Comparison, words: Phrases) -> list[str]:
    before, after = answer.before.total, answer.after.total
    return [
        words.say(
            f"合计最高 {money(before.high)} → {money(after.high)}，增减 {money(answer.high)}",
            f"total high {money(before.high)} → {money(after.high)}, change {money(answer.high)}",
        ),
        words.say(
            f"合计最低 {money(before.low)} → {money(after.low)}，增减 {money(answer.low)}",
            f"total low {money(before.low)} → {money(after.low)}, change {money(answer.low)}",
        ),
        words.say(f"不变的 {answer.unchanged} 项", f"{answer.unchanged} claims unchanged"),
        *(words.say(f"原资料：{line}", f"before: {line}") for line in uncounted(answer.before, words)),
        *(words.say(f"现资料：{line}", f"after: {line}") for line in uncounted(answer.after, words)),
    ]
