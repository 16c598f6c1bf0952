"""The sheet of `calc`: one row a measure, and a line for everything a reader must know of the result."""

from bjsubsidy.answers.calc import Calc, Question, notes
from bjsubsidy.answers.caps import Assessment, CapUse
from bjsubsidy.capitals import capitals
from bjsubsidy.formula.tree import AMOUNT, ON
from bjsubsidy.language import Lang
from bjsubsidy.law.catalogue import Catalogue
from bjsubsidy.reports.phrases import BOUNDS, MARKS, NATURES, STATE_MARKS, STATES, VERDICTS, Phrases, condition, money, pages
from bjsubsidy.reports.sheet import Cell, Column, Sheet, Word
from bjsubsidy.reports.working import working

_FIRST_QUESTIONS = 5


def calc(answer: Calc, catalogue: Catalogue, lang: Lang, explain: bool) -> Sheet:
    words = Phrases(catalogue, lang, answer.item.input)
    rows = [_row(answer, assessment, words) for assessment in answer.assessments]
    marked = next((place for place, a in enumerate(answer.assessments) if a is answer.best), None)
    return Sheet(_columns(words), rows, _head(answer, words), _whole(answer, words, explain), marked)


def _columns(words: Phrases) -> list[Column]:
    return [
        Column("best", "", "word", "people"),
        Column("input", "", audience="machine"),
        Column("amount", "", "money", "machine"),
        Column("on", "", "date", "machine"),
        Column("as_of", "", "date", "machine"),
        Column("measure", words.say("措施", "measure")),
        Column("verdict", words.say("结论", "verdict"), "word"),
        Column("bound", "", "word", "machine"),
        Column("low", words.say("最低（元）", "low (yuan)"), "money"),
        Column("high", words.say("最高（元）", "high (yuan)"), "money"),
        Column("uncapped", "", "money", "machine"),
        Column("remaining", "", "money", "machine"),
        Column("nature", "", "word", "machine"),
        Column("document", "", audience="machine"),
        Column("pages", words.say("页", "pages"), "word"),
    ]


def _row(answer: Calc, assessment: Assessment, words: Phrases) -> list[Cell]:
    claim, item = assessment.claim, assessment.claim.item
    measure = claim.measure
    high: Cell = assessment.high
    return [
        Word("", "*" if assessment is answer.best else ""),
        item.input,
        item.amount,
        item.on,
        answer.as_of,
        Word(measure.id, f"{measure.title.in_(words.lang)}\n{measure.id}"),
        Word(claim.verdict, f"{MARKS[claim.verdict]} {VERDICTS[claim.verdict].in_(words.lang)}"),
        Word(measure.bound, BOUNDS[measure.bound].in_(words.lang)),
        assessment.low,
        Word("", words.say("未知", "unknown")) if high is None else high,
        claim.uncapped,
        assessment.remaining,
        Word(measure.nature, NATURES[measure.nature].in_(words.lang)),
        "; ".join(source.document or "" for source in measure.sources),
        Word("; ".join(pages([source]) for source in measure.sources), pages(measure.sources)),
    ]


def _head(answer: Calc, words: Phrases) -> list[str]:
    """The item and the facts that were given for it."""
    item = answer.item
    amount = words.say(f"{words.name(AMOUNT)} {money(item.amount)} 元", f"{words.name(AMOUNT)} {money(item.amount)} yuan")
    days = words.say(f"{words.name(ON)} {item.on}，查询日 {answer.as_of}", f"{words.name(ON)} {item.on}, day of asking {answer.as_of}")
    given = [f"{words.name(fact)} {words.value(fact, value)}" for fact, value in item.facts.items()]
    first = words.say(f"{amount}，{days}", f"{amount}, {days}")
    return [first, words.say("已给：", "given: ") + words.say("；", "; ").join(given)] if given else [first]


def _whole(answer: Calc, words: Phrases, explain: bool) -> list[str]:
    lines = [line for assessment in answer.assessments for line in _about(assessment, words, explain)]
    lines += _questions(answer, words, explain)
    lines += star(answer, words)
    lines += _notes(answer, words)
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
        sure = f"{eligible[0].claim.measure.id} {money(eligible[0].high or 0)}"
        lines.append(words.say(f"* 最高的一项待定；已符合的最高为 {sure}", f"* the best is unconfirmed; the best eligible one is {sure}"))
    return lines


def _about(assessment: Assessment, words: Phrases, explain: bool) -> list[str]:
    """Of one measure: what failed or stays open, cap, days, where to apply and where it stands."""
    claim = assessment.claim
    lines = [f"{MARKS[claim.verdict]} {claim.measure.title.in_(words.lang)} ({claim.measure.id})"]
    for finding in claim.findings:
        if explain or finding.state == "unmet" or (finding.state == "unknown" and not finding.missing):
            state = f"{STATE_MARKS[finding.state]} {STATES[finding.state].in_(words.lang)}"
            lines.append(words.say(f"  {state}：", f"  {state}: ") + condition(finding, claim.givens(), words))
    if explain:
        lines += [f"  = {line}" for line in working(assessment, words)]
        lines += [f"  = {capitals(assessment.high)}"] if assessment.high else []
    else:
        lines += [f"  {_cap(assessment, use, words)}" for use in assessment.caps]
    return lines + [f"  {line}" for line in _where(assessment, words)]


def _cap(assessment: Assessment, use: CapUse, words: Phrases) -> str:
    binds = use.binding and assessment.claim.verdict != "ineligible"
    return words.cap(use) + (words.say("；本笔超过尚余", "; this amount exceeds what remains") if binds else "")


def _where(assessment: Assessment, words: Phrases) -> list[str]:
    measure = assessment.claim.measure
    dated = words.dated(measure)
    days = [words.say(f"期限：{dated}", f"days: {dated}")] if dated else []
    nature = NATURES[measure.nature].in_(words.lang)
    authorities, cited = words.authorities(measure.authority), words.cited(measure.sources)
    return [*days, words.say(f"{nature}；{authorities}；{cited}", f"{nature}; {authorities}; {cited}")]


def _questions(answer: Calc, words: Phrases, explain: bool) -> list[str]:
    shown = answer.questions if explain else answer.questions[:_FIRST_QUESTIONS]
    lines = [f"  {words.question(words.catalogue.fact(asked.fact))} {_brings(asked, words)}" for asked in shown]
    left = len(answer.questions[len(shown) :])
    if left:
        lines.append(words.say(f"  另有 {left} 个问题，加 --explain 全部列出", f"  and {left} more; --explain lists them all"))
    return [words.say("先回答这些问题：", "answer these questions first:"), *lines] if lines else []


def _brings(question: Question, words: Phrases) -> str:
    if question.amount is None:
        return words.say("金额未知", "amount unknown")
    return words.say(f"最多 {money(question.amount)}", f"up to {money(question.amount)}")


def _notes(answer: Calc, words: Phrases) -> list[str]:
    """Each note once, with the measures it is about."""
    about: dict[str, list[str]] = {}
    for assessment in answer.assessments:
        for note in notes(assessment, words.catalogue):
            about.setdefault(note.in_(words.lang), []).append(assessment.claim.measure.id)
    return [_note(note, ids, len(answer.assessments), words) for note, ids in about.items()]


def _note(note: str, ids: list[str], everyone: int, words: Phrases) -> str:
    said = words.say(f"注意：{note}", f"note: {note}")
    return said if len(ids) == everyone else f"{said} [{', '.join(ids)}]"
