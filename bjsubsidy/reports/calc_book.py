"""The book of `calc`: summary, measures, curve, caps, working, conditions, questions, sources, readings, edition."""

from collections.abc import Iterator, Sequence

from bjsubsidy.answers.calc import Calc
from bjsubsidy.answers.caps import Assessment, CapUse
from bjsubsidy.answers.curve import Curve
from bjsubsidy.capitals import capitals
from bjsubsidy.formula.tree import AMOUNT, ON
from bjsubsidy.language import Lang
from bjsubsidy.law.catalogue import Catalogue
from bjsubsidy.law.firm import Item
from bjsubsidy.reports import book_sheets
from bjsubsidy.reports.book import Picture
from bjsubsidy.reports.calc_below import star
from bjsubsidy.reports.calc_table import calc_claims, marked
from bjsubsidy.reports.claims import Claimed, claim_columns
from bjsubsidy.reports.curves import around, corners
from bjsubsidy.reports.phrases import Phrases
from bjsubsidy.reports.questions import Open, questions_sheet
from bjsubsidy.reports.sheet import Column, Sheet, sheet


def calc_book(answer: Calc, catalogue: Catalogue, lang: Lang, curves: Sequence[Curve]) -> list[Sheet | Picture]:
    """`curves` are what each measure pays over the amounts around the one asked about."""
    words = Phrases(catalogue, lang, answer.item.input)
    claims = calc_claims(answer)
    measures = [assessment.claim.measure for assessment in answer.assessments]
    drawn = around(curves, answer.item.amount, words)
    return [
        _summary(answer, words),
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


def _summary(answer: Calc, words: Phrases) -> Sheet:
    item, best = answer.item, answer.best
    rows: list[book_sheets.Pair] = [
        (words.say(f"{words.name(AMOUNT)}（元）", f"{words.name(AMOUNT)} (yuan)"), item.amount),
        (words.name(ON), item.on),
        (words.say("查询日", "day of asking"), answer.as_of),
        *_given(item, words),
    ]
    high = words.say("最高（元）", "high (yuan)")
    if best is None or best.high is None:
        unknown = answer.amount().high is None
        nothing = words.said(None) if unknown else words.say("没有可得的金额", "nothing is paid")
        rows.append((words.say("最高的措施", "best"), nothing))
    else:
        rows += [
            (words.say("最高的措施", "best"), best.claim.measure.title.in_(words.lang)),
            (words.say("结论", "verdict"), words.verdict(best.claim.verdict).shown),
            (words.say("最低（元）", "low (yuan)"), best.low),
            (high, best.high),
            (words.say("最高大写", "high, in capitals"), capitals(best.high)),
        ]
    if answer.strict:
        rows.append((words.say("严格", "strict"), words.say("待定的措施按 0 计", "unconfirmed measures count as nothing")))
    return book_sheets.summary_sheet(rows, high, star(answer, words), words)


def _given(item: Item, words: Phrases) -> Iterator[book_sheets.Pair]:
    for fact, value in item.facts.items():
        yield words.name(fact), words.value(fact, value)


def _measures(answer: Calc, words: Phrases) -> Sheet:
    best, *others = claim_columns(words, "best", "measure_id", "title", "verdict", "bound", "low", "high", "uncapped", "nature", "pages")
    shown = [best.replace(heading=words.say("最高", "best"), audience="all"), *_to_all(others)]
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
