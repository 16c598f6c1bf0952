"""What stands under the table of `calc`: for each measure a line on why and one on its cap; lines alike are said once."""

from collections.abc import Sequence
from typing import NamedTuple

from bjsubsidy.answers.calc import Calc
from bjsubsidy.answers.caps import Assessment, CapUse
from bjsubsidy.answers.claim import Claim, Finding
from bjsubsidy.capitals import capitals
from bjsubsidy.formula.describe import asked_as
from bjsubsidy.formula.tree import NotReceived
from bjsubsidy.law.measure import INCOME
from bjsubsidy.reports.phrases import MARKS, NATURES, Phrases, condition, grouped_money
from bjsubsidy.reports.working import uncertain, working_lines

_NAMED = 3


class Below(NamedTuple):
    """The lines of all measures; `all_open` where each waits for answers and for nothing else, which is said once."""

    lines: list[str]
    all_open: bool


def star(answer: Calc, words: Phrases) -> list[str]:
    """What the mark means where several pay: one is taken; an equal amount elsewhere, or a smaller one that is already confirmed."""
    best = answer.best
    others = [a for a in answer.assessments if a is not best and a.high]
    if best is None or not others:
        return []
    equal = [a for a in others if a.high == best.high]
    said = words.say("并列最高", "equally high") if equal else words.say("最高", "the highest")
    line = words.say(f"* {said}；一笔费用只能申请一项", f"* {said}; one measure for one expense")
    eligible = [a for a in others if a.claim.verdict == "eligible" and a not in equal]
    if best.claim.verdict != "unconfirmed" or not eligible:
        return [line]
    sure, amount = eligible[0].claim.measure.title, grouped_money(eligible[0].high or 0)
    return [line + words.say(f"；已符合的最高为{sure.zh} {amount}", f"; the best that is eligible: {sure.en}, {amount}")]


def below(answer: Calc, words: Phrases) -> Below:
    """Every measure in short."""
    claimed = answer.assessments
    all_open = bool(answer.questions) and len(claimed) > 1 and all(_only_waits(assessment, words) for assessment in claimed)
    capped = [assessment for assessment in claimed if assessment.claim.verdict != "ineligible"]
    alike = _alike(capped, words) if len(capped) > 1 else None
    lines = []
    for assessment in claimed:
        caps = [] if alike or assessment not in capped else [_cap(use, words) for use in assessment.caps]
        title = assessment.claim.measure.title.in_(words.lang)
        if not all_open:
            lines.append(f"{_mark(assessment)} {title}{_why(assessment, words)}")
            lines += [f"  {cap}" for cap in caps]
        else:
            lines += [words.say(f"  {title}：{cap}", f"  {title}: {cap}") for cap in caps]
    return Below([*lines, *([alike] if alike else [])], all_open)


def _mark(assessment: Assessment) -> str:
    return MARKS[assessment.claim.verdict]


def _only_waits(assessment: Assessment, words: Phrases) -> bool:
    """Whether nothing stands in the way but answers that nobody gave."""
    claim = assessment.claim
    kept = any(finding.state == "unknown" and isinstance(finding.test, NotReceived) for finding in claim.findings)
    waits = claim.verdict == "unconfirmed" and not kept and all(finding.state == "met" or finding.missing for finding in claim.findings)
    return waits and not _beside(assessment, words)


def _why(assessment: Assessment, words: Phrases) -> str:
    """What a verdict rests on, after its title: what is unmet; else what the text leaves open and what nobody answered; else all is met."""
    claim = assessment.claim
    between = words.say("；", "; ")

    def conditions(findings: Sequence[Finding]) -> str:
        return between.join(condition(finding, claim.givens(), words, known=True) for finding in findings)

    if unmet := [finding for finding in claim.findings if finding.state == "unmet"]:
        return words.say(f"，不符合：{conditions(unmet)}", f", unmet: {conditions(unmet)}")
    beside = _beside(assessment, words)
    if claim.verdict == "eligible":
        met = words.say("条件全部符合", "all conditions are met") if claim.findings else words.say("没有条件", "no condition")
        differ = [uncertain(assessment).in_(words.lang)] if assessment.high and assessment.low != assessment.high else []
        return words.say("：", ": ") + between.join([met, *differ, *beside])
    unclear = [finding for finding in claim.findings if finding.state == "unknown" and isinstance(finding.test, NotReceived)]
    missing = [*_missing(claim, words), *([_unclear(conditions(unclear), words)] if unclear else [])]
    if unsettled := [finding for finding in claim.findings if finding.state == "unknown" and not (finding.missing or finding in unclear)]:
        said = between.join([conditions(unsettled), *missing, *beside])
        return words.say(f"，原文未定：{said}", f", left open by the text: {said}")
    return words.say("：", ": ") + between.join([*missing, *beside])


def _unclear(conditions: str, words: Phrases) -> str:
    """What was received may keep it apart, but a receipt or the claim does not name what that is counted by."""
    return words.say(f"已收款是否排除它尚不清楚：{conditions}", f"unclear whether what was received excludes it: {conditions}")


def _missing(claim: Claim, words: Phrases) -> list[str]:
    """The facts that nobody gave, where they are few by name; one whose answer should be no as that is stated."""
    missing = claim.missing()
    if len(missing) > _NAMED:
        return [words.say(f"尚缺 {len(missing)} 个情况", f"needs {len(missing)} answers")]
    asked = {one for finding in claim.findings for one in asked_as(finding.test)}
    no = [fact for fact in missing if (fact, False) in asked and (fact, True) not in asked]
    names = words.list_of([words.name(fact) for fact in missing if fact not in no])
    denied = words.say("；", "; ").join(words.statement(fact, False) for fact in no)
    said = [words.say(f"尚缺{names}", f"needs {names}")] if names else []
    return said + ([words.say(f"须确认：{denied}", f"to be confirmed: {denied}")] if denied else [])


def _beside(assessment: Assessment, words: Phrases) -> list[str]:
    """Its days, and that what comes is no income."""
    measure = assessment.claim.measure
    dated = words.dated(measure)
    return [*([dated] if dated else []), *([] if measure.nature in INCOME else [words.nature(measure.nature).shown])]


def _cap(use: CapUse, words: Phrases) -> str:
    return words.short_cap(use, words.by(use.cap.scope)) + _over(use, words)


def _over(use: CapUse, words: Phrases) -> str:
    return words.say("；本笔超过尚余", "; this amount exceeds what remains") if use.binding else ""


def _alike(capped: Sequence[Assessment], words: Phrases) -> str | None:
    """One line on the caps of all where they are alike in everything but what they are counted by."""
    if any(len(assessment.caps) != 1 for assessment in capped):
        return None
    first, *others = [assessment.caps[0] for assessment in capped]
    if any(_figures(use) != _figures(first) for use in others):
        return None
    by = words.by_some([use.cap.scope for use in (first, *others)])
    return words.short_cap(first, by, each=True) + _over(first, words)


def _figures(use: CapUse) -> tuple[object, ...]:
    return use.amount, use.used, use.remaining, use.binds_at, use.binding, use.cap.counts


def explained(assessment: Assessment, words: Phrases) -> list[str]:
    """Of one measure: every condition, the working, its days, where to apply and where it stands."""
    claim = assessment.claim
    lines = [f"{_mark(assessment)} {words.beside(claim.measure.title.in_(words.lang), claim.measure.id)}"]
    for finding in claim.findings:
        state = words.state(finding.state).shown
        lines.append(words.say(f"  {state}：", f"  {state}: ") + condition(finding, claim.givens(), words))
    lines += [f"  = {line}" for line in working_lines(assessment, words)]
    lines += [f"  = {capitals(assessment.high)}"] if assessment.high else []
    dated = words.dated(claim.measure)
    lines += [words.say(f"  期限：{dated}", f"  days: {dated}")] if dated else []
    measure = claim.measure
    said = [NATURES[measure.nature].in_(words.lang), words.authorities(measure.authority), words.cited(measure.sources)]
    return [*lines, "  " + words.say("；", "; ").join(said)]
