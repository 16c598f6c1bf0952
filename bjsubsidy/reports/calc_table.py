"""The sheet of `calc`: one row a measure, and a line for everything a reader must know of the result."""

from bjsubsidy.answers.calc import Calc, Question
from bjsubsidy.answers.caps import Assessment, CapUse
from bjsubsidy.capitals import capitals
from bjsubsidy.formula.tree import AMOUNT, ON
from bjsubsidy.language import Lang
from bjsubsidy.law.catalogue import Catalogue
from bjsubsidy.reports.claims import Claimed, claim_columns, note_lines
from bjsubsidy.reports.phrases import MARKS, NATURES, Phrases, condition, grouped_money
from bjsubsidy.reports.sheet import Sheet, sheet
from bjsubsidy.reports.working import working_lines

CLAIM_COLUMNS = (
    *("best", "input", "amount", "on", "as_of", "measure", "verdict", "bound", "low", "high", "uncapped", "remaining"),
    *("nature", "document", "pages"),
)


def calc_sheet(answer: Calc, catalogue: Catalogue, lang: Lang, explain: bool) -> Sheet:
    """One row a measure; with `explain` also the conditions, the working and all questions."""
    words = Phrases(catalogue, lang, answer.item.input)
    return sheet(
        claim_columns(words, *CLAIM_COLUMNS), calc_claims(answer), _head(answer, words), _whole(answer, words, explain), marked(answer)
    )


def calc_claims(answer: Calc) -> list[Claimed]:
    return [Claimed(assessment, answer.as_of, best=assessment is answer.best) for assessment in answer.assessments]


def marked(answer: Calc) -> int | None:
    """The place of the best claim."""
    return next((place for place, assessment in enumerate(answer.assessments) if assessment is answer.best), None)


def _head(answer: Calc, words: Phrases) -> list[str]:
    """The item and the facts that were given for it."""
    item = answer.item
    amount = words.say(f"{words.name(AMOUNT)} {grouped_money(item.amount)} 元", f"{words.name(AMOUNT)} {grouped_money(item.amount)} yuan")
    days = words.say(f"{words.name(ON)} {item.on}，查询日 {answer.as_of}", f"{words.name(ON)} {item.on}, day of asking {answer.as_of}")
    given = [f"{words.name(fact)} {words.value(fact, value)}" for fact, value in item.facts.items()]
    first = words.say(f"{amount}，{days}", f"{amount}, {days}")
    return [first, words.say("已给：", "given: ") + words.say("；", "; ").join(given)] if given else [first]


def _whole(answer: Calc, words: Phrases, explain: bool) -> list[str]:
    lines = [line for assessment in answer.assessments for line in _about(assessment, words, explain)]
    lines += _questions(answer, words, explain)
    lines += star(answer, words)
    lines += note_lines(answer.assessments, words, explain)
    if answer.strict:
        lines.append(words.say("严格：待定的措施按 0 计", "strict: unconfirmed measures count as nothing"))
    return lines


def star(answer: Calc, words: Phrases) -> list[str]:
    """What the mark hides: an equal amount elsewhere, or a smaller one that is already confirmed."""
    best = answer.best
    if best is None:
        return []
    others = [a for a in answer.assessments if a is not best and a.high]
    equal = [a for a in others if a.high == best.high]
    ids = [a.claim.measure.id for a in equal]
    lines = [words.say(f"* 并列最高：{'、'.join(ids)}", f"* equally high: {', '.join(ids)}")] if equal else []
    eligible = [a for a in others if a.claim.verdict == "eligible" and a not in equal]
    if best.claim.verdict == "unconfirmed" and eligible:
        sure = f"{eligible[0].claim.measure.id} {grouped_money(eligible[0].high or 0)}"
        lines.append(words.say(f"* 最高的一项待定；已符合的最高为 {sure}", f"* the best is unconfirmed; the best eligible one is {sure}"))
    return lines


def _about(assessment: Assessment, words: Phrases, explain: bool) -> list[str]:
    """Of one measure: what failed or stays open, cap, days, where to apply and where it stands."""
    claim = assessment.claim
    lines = [f"{MARKS[claim.verdict]} {claim.measure.title.in_(words.lang)} ({claim.measure.id})"]
    for finding in claim.findings:
        if explain or finding.state == "unmet" or (finding.state == "unknown" and not finding.missing):
            state = words.state(finding.state).shown
            lines.append(words.say(f"  {state}：", f"  {state}: ") + condition(finding, claim.givens(), words))
    if explain:
        lines += [f"  = {line}" for line in working_lines(assessment, words)]
        lines += [f"  = {capitals(assessment.high)}"] if assessment.high else []
    else:
        lines += [f"  {_cap(assessment, use, words)}" for use in assessment.caps]
    return lines + [f"  {line}" for line in _where(assessment, words, explain)]


def _cap(assessment: Assessment, use: CapUse, words: Phrases) -> str:
    binds = use.binding and assessment.claim.verdict != "ineligible"
    return words.cap(use) + (words.say("；本笔超过尚余", "; this amount exceeds what remains") if binds else "")


def _where(assessment: Assessment, words: Phrases, explain: bool) -> list[str]:
    """Its days, its nature and where to apply; documents and articles where all is explained, the table has the pages."""
    measure = assessment.claim.measure
    dated = words.dated(measure)
    days = [words.say(f"期限：{dated}", f"days: {dated}")] if dated else []
    nature = NATURES[measure.nature].in_(words.lang)
    said = [nature, words.authorities(measure.authority), *([words.cited(measure.sources)] if explain else [])]
    return [*days, words.say("；", "; ").join(said)]


def _questions(answer: Calc, words: Phrases, explain: bool) -> list[str]:
    lines = [f"{words.question(words.catalogue.fact(asked.fact))} {_brings(asked, words)}" for asked in answer.questions]
    return words.first_questions(lines, explain)


def _brings(question: Question, words: Phrases) -> str:
    if question.amount is None:
        return words.say("金额未知", "amount unknown")
    return words.say(f"最多 {grouped_money(question.amount)}", f"up to {grouped_money(question.amount)}")
