"""The sheet of `calc`: one row a measure, and under it what a reader must know of the result, a line each."""

from collections.abc import Sequence

from bjsubsidy.answers.calc import Calc
from bjsubsidy.answers.without_amount import ONE_EVENT, without_amount
from bjsubsidy.formula.tree import AMOUNT
from bjsubsidy.language import Lang, Text, many
from bjsubsidy.law.catalogue import Catalogue
from bjsubsidy.reports.asked import Asked, asked_lines
from bjsubsidy.reports.calc_below import below, explained, star
from bjsubsidy.reports.claims import Claimed, claim_columns, note_lines, without_ids
from bjsubsidy.reports.phrases import Phrases, grouped_money, source_pages
from bjsubsidy.reports.sheet import Sheet, sheet

CLAIM_COLUMNS = (
    *("best", "input", "amount", "on", "as_of", "measure", "verdict", "bound", "low", "high", "uncapped", "remaining"),
    *("nature", "document", "pages"),
)


def calc_sheet(answer: Calc, catalogue: Catalogue, lang: Lang, explain: bool, days: Sequence[str]) -> Sheet:
    """One row a measure; with `explain` also ids, conditions, the working and all questions. `days` says in words what it rests on."""
    words = Phrases(catalogue, lang, answer.item.input)
    columns = claim_columns(words, *CLAIM_COLUMNS)
    columns = [column.replace(behind=lambda row: _pages(row, words)) if column.id == "pages" else column for column in columns]
    head, lines = _head(answer, words, days), _lines(answer, words, explain)
    return sheet(columns if explain else without_ids(columns), calc_claims(answer), head, lines, marked(answer))


def _pages(row: Claimed, words: Phrases) -> str:
    sources = row.assessment.claim.measure.sources
    printed = source_pages(sources)
    if not printed or words.catalogue.documents_of_layers(source.document for source in sources):
        return words.say(f"，{words.pages(sources)}", f", {words.pages(sources)}")
    return words.say(f"，第 {printed} 页", f", {'p.' if printed.isdigit() else 'pp.'} {printed}")


def calc_claims(answer: Calc) -> list[Claimed]:
    """The assessments as rows; every one of the highest amount is a best one."""
    most = answer.best.high if answer.best else None
    return [Claimed(assessment, answer.as_of, best=most is not None and assessment.high == most) for assessment in answer.assessments]


def marked(answer: Calc) -> int | None:
    """The place of the best claim."""
    return next((place for place, assessment in enumerate(answer.assessments) if assessment is answer.best), None)


def _head(answer: Calc, words: Phrases, days: Sequence[str]) -> list[str]:
    """The item, its days, and the facts that were given."""
    item = answer.item
    first = words.say("；", "; ").join([_item(answer, words), *days])
    given = [f"{words.name(fact)} {words.value(fact, value)}" for fact, value in item.facts.items()]
    return [first, words.say("已提供：", "given: ") + words.say("；", "; ").join(given)] if given else [first]


def _item(answer: Calc, words: Phrases) -> str:
    """What is asked about, and its amount; the 1 that stands for an event is none."""
    item, name = answer.item, words.name(AMOUNT)
    if item.amount == ONE_EVENT and without_amount(item.input, words.catalogue):
        return words.say(f"{name}，一次", f"{name}, one event")
    return words.say(f"{name} {grouped_money(item.amount)} 元", f"{name} {grouped_money(item.amount)} yuan")


def _lines(answer: Calc, words: Phrases, explain: bool) -> list[str]:
    asked = [Asked(words.catalogue.fact(question.fact), question.amount, question.measures) for question in answer.questions]
    strict = [words.say("严格：待定的措施按 0 计", "strict: unconfirmed measures count as nothing")] if answer.strict else []
    if explain:
        lines = [line for assessment in answer.assessments for line in explained(assessment, words)]
        lines += [*asked_lines(asked, words, True).lines, *star(answer, words), *note_lines(answer.assessments, words, True)]
        return [*lines, *strict]
    told = below(answer, words)
    questions = asked_lines(asked, words, False, all_open=told.all_open)
    left = [Text(f"{questions.left} 个问题", many(questions.left, "question"))] if questions.left else []
    notes = note_lines(answer.assessments, words, False, left)
    return [*star(answer, words), *told.lines, *questions.lines, *notes, *strict]
