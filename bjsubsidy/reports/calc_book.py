"""The book of `calc`: summary, measures, curve, caps, working, conditions, questions, sources, readings, edition."""

from collections.abc import Iterator, Sequence

from bjsubsidy.answers.amount import uncounted, waiting
from bjsubsidy.answers.calc import Calc
from bjsubsidy.answers.caps import Assessment, CapUse
from bjsubsidy.answers.curve import Curve
from bjsubsidy.capitals import capitals
from bjsubsidy.formula.tree import AMOUNT, ON
from bjsubsidy.language import Lang
from bjsubsidy.law.catalogue import Catalogue
from bjsubsidy.law.firm import Item
from bjsubsidy.reports import book_sheets
from bjsubsidy.reports.asked import brings
from bjsubsidy.reports.book import Picture
from bjsubsidy.reports.calc_below import star
from bjsubsidy.reports.calc_table import calc_claims, marked
from bjsubsidy.reports.claims import Claimed, claim_columns, with_reasons
from bjsubsidy.reports.curves import around, corners
from bjsubsidy.reports.phrases import Phrases
from bjsubsidy.reports.questions import Open, questions_sheet
from bjsubsidy.reports.sheet import Column, Sheet, sheet

_FIRST_ASKED = 3


def calc_book(answer: Calc, catalogue: Catalogue, lang: Lang, curves: Sequence[Curve], cautions: Sequence[str]) -> list[Sheet | Picture]:
    """`curves` are what each measure pays over the amounts around the one asked about; `cautions` stand with the figure."""
    words = Phrases(catalogue, lang, answer.item.input)
    claims = calc_claims(answer)
    measures = [assessment.claim.measure for assessment in answer.assessments]
    drawn = around(curves, answer.item.amount, words)
    return [
        _summary(answer, words, cautions),
        _measures(answer, words),
        *([drawn] if drawn else []),
        corners(curves, words),
        *book_sheets.cap_bars(_caps(answer, words), words),
        book_sheets.caps_sheet(_caps(answer, words), words),
        book_sheets.working_sheet(claims, words),
        book_sheets.conditions_sheet(claims, words),
        questions_sheet([Open(catalogue.fact(q.fact), "", q.amount, q.measures) for q in answer.questions], words),
        book_sheets.sources_sheet(measures, words),
        book_sheets.readings_sheet(answer.assessments, words),
    ]


def _summary(answer: Calc, words: Phrases, cautions: Sequence[str]) -> Sheet:
    item, best = answer.item, answer.best
    rows: list[book_sheets.Pair] = [
        (words.say(f"{words.name(AMOUNT)}（元）", f"{words.name(AMOUNT)} (yuan)"), item.amount),
        (words.name(ON), item.on),
        (words.say("查询日", "day of asking"), answer.as_of),
        *_given(item, words),
    ]
    if best is not None:
        rows.append((words.say("最高的措施", "best"), best.claim.measure.title.in_(words.lang)))
        rows.append((words.say("结论", "verdict"), words.verdict(best.claim.verdict).shown))
        rows.append((words.say("最高大写", "high, in capitals"), capitals(best.high or 0)))
    if answer.strict:
        rows.append((words.say("严格", "strict"), words.say("待定的措施按 0 计", "unconfirmed measures count as nothing")))
    lead = book_sheets.lead_rows(list(_figures(answer, words)), list(_raises(answer, words)), cautions, words)
    return book_sheets.summary_sheet(lead, rows, star(answer, words), words)


def _figures(answer: Calc, words: Phrases) -> Iterator[book_sheets.Pair]:
    """The most it can be, and what is certain, with the measure that makes it so."""
    amount = answer.amount()
    yield words.say("最高可得（元）", "the most it can be (yuan)"), words.known(amount.high)
    certain = words.say("其中已确定（元）", "certain of it (yuan)")
    if amount.by and amount.certain:
        title = words.catalogue.measure(amount.by).title
        certain = words.say(f"已确定（{title.zh}，元）", f"certain ({title.en}, yuan)")
    yield certain, amount.certain
    if not amount.high:
        nothing, waits = words.say("没有可得的金额", "nothing is paid"), waiting([uncounted("", amount.unknown)], words.catalogue)
        yield words.say("原因", "why"), waits.in_(words.lang) if amount.unknown else nothing


def _raises(answer: Calc, words: Phrases) -> Iterator[str]:
    """The questions that could make most of it certain."""
    for question in answer.questions[:_FIRST_ASKED]:
        said = brings(question.amount, words)
        asked = words.question(words.catalogue.fact(question.fact), question.measures)
        yield asked + words.say(f"（{said}）", f" ({said})")


def _given(item: Item, words: Phrases) -> Iterator[book_sheets.Pair]:
    for fact, value in item.facts.items():
        yield words.name(fact), words.value(fact, value)


def _measures(answer: Calc, words: Phrases) -> Sheet:
    best, *others = claim_columns(words, "best", "measure_id", "title", "verdict", "bound", "low", "high", "uncapped", "nature", "pages")
    shown = [best.replace(heading=words.say("最高", "best"), audience="all"), *_to_all(with_reasons(others, words))]
    return sheet(shown, calc_claims(answer), marked=marked(answer), title=words.say("各项措施", "measures"))


def _to_all(shown: Sequence[Column[Claimed]]) -> list[Column[Claimed]]:
    """The nature too is for people, where every measure is compared."""
    return [column.replace(audience="all") if column.id == "nature" else column.replace(once=False) for column in shown]


def _caps(answer: Calc, words: Phrases) -> list[book_sheets.Balance]:
    return [_balance(assessment, use, words) for assessment in answer.assessments for use in assessment.caps]


def _balance(assessment: Assessment, use: CapUse, words: Phrases) -> book_sheets.Balance:
    title = f"{assessment.claim.measure.title.in_(words.lang)} [{words.scope(use.cap.scope)}]"
    said = words.say(f"{title}（基数）", f"{title} (base)") if use.cap.counts == "base" else title
    left = assessment.after(use).remaining
    return book_sheets.Balance(
        assessment.claim.measure.id, said, "", use.amount, use.used, assessment.takes(use), left, binds_at=use.binds_at
    )
