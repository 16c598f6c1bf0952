"""The book of `plan`: summary, claims, working, caps, what was given up, questions, dates, sources, readings, edition."""

from collections.abc import Iterator, Sequence

from bjsubsidy.capitals import capitals
from bjsubsidy.language import Lang, Text
from bjsubsidy.law.catalogue import Catalogue
from bjsubsidy.law.entries import Deadline, TimeLimit
from bjsubsidy.planning.given_up import GivenUp
from bjsubsidy.planning.plan import AskedQuestion, CapBalance, Plan
from bjsubsidy.readers.questionnaire import FIRM_FIELD, UNNAMED
from bjsubsidy.reports import book_sheets
from bjsubsidy.reports.asked import brings
from bjsubsidy.reports.book import Picture
from bjsubsidy.reports.claims import claim_columns, with_reasons
from bjsubsidy.reports.phrases import VERDICTS, Phrases
from bjsubsidy.reports.plan_sheet import asked_about, plan_claims
from bjsubsidy.reports.plan_table import cap_title, counted_by, judged, proof, reason_line, surer, uncounted_lines, unproven
from bjsubsidy.reports.questions import Open, questions_sheet
from bjsubsidy.reports.sheet import Column, Count, Sheet, Word, sheet
from bjsubsidy.reports.timeline import date_columns, timeline_of

_FIRST_ASKED = 3


def plan_book(answer: Plan, catalogue: Catalogue, lang: Lang, cautions: Sequence[str]) -> list[Sheet | Picture]:
    """Sheets and pictures in the order in which a book has them; `cautions` stand with the figure."""
    words = Phrases(catalogue, lang)
    claims = plan_claims(answer)
    balances = [_balance(left, words) for left in answer.caps]
    assessments = [kept.assessment for kept in answer.claims]
    measures = list({assessment.claim.measure.id: assessment.claim.measure for assessment in assessments}.values())
    return [
        _summary(answer, words, cautions),
        _claims(answer, words),
        *book_sheets.cap_bars(balances, words),
        book_sheets.caps_sheet(balances, words),
        book_sheets.working_sheet(claims, words),
        book_sheets.conditions_sheet(claims, words),
        _given_up(answer, words),
        questions_sheet(list(_open(answer, catalogue)), words),
        *([timeline_of(answer.deadlines, words)] if answer.deadlines else []),
        _deadlines(answer, words),
        book_sheets.sources_sheet(measures, words),
        book_sheets.readings_sheet(assessments, words),
    ]


def title(answer: Plan, lang: Lang) -> str:
    """The line above a book: whose claims these are."""
    said = Text(f"{answer.profile.name or '本企业'}：可申请的支持", f"{answer.profile.name or 'the firm'}: support to claim")
    return said.in_(lang)


def _summary(answer: Plan, words: Phrases, cautions: Sequence[str]) -> Sheet:
    total, profile = answer.total, answer.profile
    known = words.say("已知金额的最高合计（元）", "what is known, at most (yuan)")
    figures: list[book_sheets.Pair] = [
        (words.say("合计最高（元）", "total, high (yuan)"), words.known(total.high)),
        *([(known, total.counted)] if total.high is None else []),
        (words.say("其中已确定（合计最低，元）", "certain of it (total, low, yuan)"), total.low),
        *((words.say("另一种选择", "another choice"), line) for line in surer(answer, words, how=False)),
        *((words.say("未计入合计", "not in the total"), line) for line in uncounted_lines(answer, words)),
        *_equal(answer, words),
        *_next(answer, words),
    ]
    said = [*cautions, *(text.in_(words.lang) for text in unproven(answer))]
    rows: list[book_sheets.Pair] = [
        (FIRM_FIELD.in_(words.lang), profile.name or UNNAMED.in_(words.lang)),
        (words.say("查询日", "day of asking"), profile.as_of),
        (words.say("项目数", "items"), Count(len(profile.items))),
        (words.say("申请数", "claims"), Count(len(answer.claims))),
        *(row for nature, part in answer.natures.items() for row in book_sheets.nature_pairs(nature, part, words)),
        *([(words.say("合计最高大写", "total, high, in capitals"), capitals(total.high))] if total.high is not None else []),
        (words.say("这样选是否最优", "how sure the choice is"), proof(answer).in_(words.lang)),
    ]
    if answer.strict:
        rows.append((words.say("严格", "strict"), words.say("只选符合的", "eligible claims only")))
    lead = book_sheets.lead_rows(figures, [_raises(asked, words) for asked in answer.questions[:_FIRST_ASKED]], said, words)
    return book_sheets.summary_sheet(lead, rows, [], words)


def _equal(answer: Plan, words: Phrases) -> Iterator[book_sheets.Pair]:
    """Of each item whose claim is one of several of the same amount the others: what is asked first may be about them."""
    for kept in answer.claims:
        others = [judged(one.claim, words) for one in answer.given_up if one.reason == "equal" and one.label == kept.label]
        if others:
            title, said = judged(kept.assessment.claim, words), words.list_of(others)
            yield (
                words.say("金额同样高的措施", "measures that pay as much"),
                words.say(f"{kept.label}：现列{title}，{said}同样高", f"{kept.label}: {title} is shown, {said} would pay as much"),
            )


def _next(answer: Plan, words: Phrases) -> Iterator[book_sheets.Pair]:
    """The next day that matters for what is claimed, and whom to ask."""
    ahead = [row for row in answer.deadlines if row.date >= answer.profile.as_of and row.kind != "target"]
    if ahead:
        first = min(ahead, key=lambda row: row.date)
        yield words.say("下一个日期", "next day that matters"), f"{first.date} {first.title.in_(words.lang)}"
    elif answer.deadlines:
        yield words.say("下一个日期", "next day that matters"), words.say("固定日期都已过", "every fixed date is past")
    authorities = list(dict.fromkeys(one for kept in answer.claims for one in kept.assessment.claim.measure.authority))
    if authorities:
        yield words.say("向谁询问", "whom to ask"), words.authorities(authorities)


def _raises(asked: AskedQuestion, words: Phrases) -> str:
    """A question, what it is about, and what hangs on it."""
    question = words.question(words.catalogue.fact(asked.question.fact), asked.measures)
    said = words.say("；", "; ").join(filter(None, [asked_about(asked, words), brings(asked.question.amount, words)]))
    return question + words.say(f"（{said}）", f" ({said})")


def _claims(answer: Plan, words: Phrases) -> Sheet:
    ids = ("item", "input", "amount", "on", "measure_id", "title", "verdict", "bound", "nature", "low", "high", "uncapped", "pages")
    lines = [] if answer.claims else [words.say("没有可申请的措施", "nothing can be claimed")]
    shown = [column.replace(once=False) for column in with_reasons(claim_columns(words, *ids), words)]
    return sheet(shown, plan_claims(answer), lines=lines, title=words.say("申请", "claims"))


def _balance(left: CapBalance, words: Phrases) -> book_sheets.Balance:
    title, by, fits = cap_title(left, words), counted_by(left, words), words.list_of(left.fits)
    return book_sheets.Balance(left.measure, title, by, left.use.amount, left.received, left.claimed, left.use.remaining, fits)


def _given_up(answer: Plan, words: Phrases) -> Sheet:
    shown: list[Column[GivenUp]] = [
        Column("item", words.say("项目", "item"), lambda row: row.label, once=True),
        Column("measure", words.say("措施编号", "measure id"), lambda row: row.claim.measure.id, audience="machine"),
        Column("title", words.say("措施", "measure"), lambda row: row.claim.measure.title.in_(words.lang)),
        Column("verdict", words.say("结论", "verdict"), lambda row: _verdict(row, words), "word"),
        Column("why", words.say("未采用的理由", "why it is given up"), lambda row: reason_line(row, words)),
        Column("high", words.say("可得最高（元）", "would pay (yuan)"), lambda row: words.known(row.high), "money"),
    ]
    return sheet(shown, answer.given_up, title=words.say("未采用的措施", "given up"))


def _verdict(row: GivenUp, words: Phrases) -> Word:
    return Word(row.claim.verdict, VERDICTS[row.claim.verdict].in_(words.lang))


def _open(answer: Plan, catalogue: Catalogue) -> Iterator[Open]:
    for asked in answer.questions:
        fact = catalogue.fact(asked.question.fact)
        if fact.of == "enterprise":
            yield Open(fact, "", asked.question.amount, asked.measures)
            continue
        for label, worth in zip(asked.labels, asked.worths, strict=True):
            yield Open(fact, label, worth, asked.measures)


def _deadlines(answer: Plan, words: Phrases) -> Sheet:
    day, kind, id, printed = date_columns(words)
    past, ahead = words.say("已过", "past"), words.say("未到", "ahead")
    shown: list[Column[Deadline | TimeLimit]] = [
        day,
        kind,
        id,
        Column("title", words.say("事项", "what"), lambda row: _title(row, words)),
        Column("state", words.say("状态", "state"), lambda row: _state(row, answer, past, ahead), "word"),
        printed,
    ]
    rows: list[Deadline | TimeLimit] = [*answer.deadlines, *answer.limits]
    lines = [] if rows else [words.say("没有固定日期", "no fixed date")]
    return sheet(shown, rows, lines=lines, title=words.say("日期和时限", "dates and time limits"))


def _title(row: Deadline | TimeLimit, words: Phrases) -> str:
    title = row.title.in_(words.lang)
    return f"{title} {words.length(row)}" if isinstance(row, TimeLimit) else title


def _state(row: Deadline | TimeLimit, answer: Plan, past: str, ahead: str) -> str:
    """Whether a day is over; a time limit runs from a day of its own."""
    if isinstance(row, TimeLimit):
        return ""
    return past if row.date < answer.profile.as_of else ahead
