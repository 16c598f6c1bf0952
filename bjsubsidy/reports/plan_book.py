"""The book of `plan`: summary, claims, working, caps, what was given up, questions, dates, sources, readings, edition."""

from collections.abc import Iterator

from bjsubsidy.capitals import capitals
from bjsubsidy.language import Lang, Text
from bjsubsidy.law.catalogue import Catalogue
from bjsubsidy.law.measure import INCOME
from bjsubsidy.planning.plan import Plan, PlannedClaim, Total
from bjsubsidy.reports import parts
from bjsubsidy.reports.book import Bar, Bars, Picture
from bjsubsidy.reports.phrases import BOUNDS, DATE_KINDS, MARKS, NATURES, VERDICTS, Phrases, pages
from bjsubsidy.reports.plan_table import cap_title, counted_by, proof, uncounted, why
from bjsubsidy.reports.questions import Open, questions
from bjsubsidy.reports.sheet import Cell, Column, Sheet, Word
from bjsubsidy.reports.timeline import timeline


def plan(answer: Plan, catalogue: Catalogue, lang: Lang) -> list[Sheet | Picture]:
    words = Phrases(catalogue, lang)
    claims = [parts.Labelled(kept.label, kept.assessment) for kept in answer.claims]
    assessments = [kept.assessment for kept in answer.claims]
    measures = list({assessment.claim.measure.id: assessment.claim.measure for assessment in assessments}.values())
    return [
        _summary(answer, words),
        _claims(answer, words),
        *_bars(answer, words),
        _caps(answer, words),
        parts.calculation(claims, words),
        parts.conditions(claims, words),
        _given_up(answer, words),
        questions(list(_open(answer, catalogue)), words),
        *([timeline(answer.deadlines, words)] if answer.deadlines else []),
        _deadlines(answer, words),
        parts.sources(measures, words),
        parts.readings(assessments, words),
    ]


def title(answer: Plan, lang: Lang) -> str:
    said = Text(f"{answer.profile.name or '本企业'}：可申请的支持", f"{answer.profile.name or 'the firm'}: support to claim")
    return said.in_(lang)


def _summary(answer: Plan, words: Phrases) -> Sheet:
    total, profile = answer.total, answer.profile
    high = words.say("合计最高（元）", "total, high (yuan)")
    rows: list[list[Cell]] = [
        [words.say("企业", "enterprise"), profile.name or words.say("未写名称", "not named")],
        [words.say("查询日", "day of asking"), profile.as_of],
        [words.say("项目数", "items"), str(len(profile.items))],
        [words.say("申请数", "claims"), str(len(answer.claims))],
        [words.say("合计最低（元）", "total, low (yuan)"), total.low],
        [high, _high(total, words)],
        *_in_words(total, words),
        *(row for nature, part in answer.natures.items() for row in _nature(nature, part, words)),
        *_uncounted(answer, words),
        [words.say("最优性", "how sure the choice is"), proof(answer).in_(words.lang)],
    ]
    if answer.strict:
        rows.append([words.say("严格", "strict"), words.say("只选符合的", "eligible claims only")])
    return parts.summary(rows, high, [], words)


def _uncounted(answer: Plan, words: Phrases) -> Iterator[list[Cell]]:
    for line in uncounted(answer, words):
        yield [words.say("未计入合计", "not in the total"), line]


def _high(total: Total, words: Phrases) -> Cell:
    return Word("", words.say("未知", "unknown")) if total.high is None else total.high


def _in_words(total: Total, words: Phrases) -> list[list[Cell]]:
    """The total in capitals; where it is not known, what the known amounts come to."""
    if total.high is None:
        return [[words.say("已知金额的最高合计（元）", "what is known, at most (yuan)"), total.counted]]
    return [[words.say("合计最高大写", "total, high, in capitals"), capitals(total.high)]]


def _nature(nature: str, total: Total, words: Phrases) -> list[list[Cell]]:
    """What the total is made of; a refund is no part of it and stands beside it."""
    name = NATURES[nature].in_(words.lang)
    if nature not in INCOME:
        head = words.say(f"另：{name}，不计入合计", f"beside the total: {name}")
    else:
        head = words.say(f"其中{name}", f"of which {name}")
    return [
        [words.say(f"{head}，最低（元）", f"{head}, low (yuan)"), total.low],
        [words.say(f"{head}，最高（元）", f"{head}, high (yuan)"), _high(total, words)],
    ]


def _claims(answer: Plan, words: Phrases) -> Sheet:
    columns = [
        Column("item", words.say("项目", "item")),
        Column("input", words.say("计算项目", "input"), audience="machine"),
        Column("amount", words.say("金额（元）", "amount (yuan)"), "money", "machine"),
        Column("on", words.say("日期", "day"), "date", "machine"),
        Column("measure", words.say("措施编号", "measure id"), audience="machine"),
        Column("title", words.say("措施", "measure")),
        Column("verdict", words.say("结论", "verdict"), "word"),
        Column("bound", words.say("金额性质", "bound"), "word", "machine"),
        Column("nature", words.say("性质", "nature"), "word", "machine"),
        Column("low", words.say("最低（元）", "low (yuan)"), "money"),
        Column("high", words.say("最高（元）", "high (yuan)"), "money"),
        Column("uncapped", words.say("上限前（元）", "before caps (yuan)"), "money", "machine"),
        Column("pages", words.say("页", "pages"), "word"),
    ]
    rows = [_claim(kept, words) for kept in answer.claims]
    lines = [] if rows else [words.say("没有可申请的措施", "nothing can be claimed")]
    return Sheet(columns, rows, lines=lines, title=words.say("申请", "claims"))


def _claim(kept: PlannedClaim, words: Phrases) -> list[Cell]:
    assessment = kept.assessment
    claim, measure = assessment.claim, assessment.claim.measure
    return [
        kept.label,
        claim.item.input,
        claim.item.amount,
        claim.item.on,
        measure.id,
        measure.title.in_(words.lang),
        Word(claim.verdict, f"{MARKS[claim.verdict]} {VERDICTS[claim.verdict].in_(words.lang)}"),
        Word(measure.bound, BOUNDS[measure.bound].in_(words.lang)),
        Word(measure.nature, NATURES[measure.nature].in_(words.lang)),
        assessment.low,
        assessment.high,
        claim.uncapped,
        pages(measure.sources),
    ]


def _caps(answer: Plan, words: Phrases) -> Sheet:
    unknown = Word("", words.say("未知", "unknown"))
    columns = [
        Column("measure", words.say("措施编号", "measure id"), audience="machine"),
        Column("title", words.say("措施", "measure")),
        Column("by", words.say("按什么计", "counted by")),
        Column("cap", words.say("上限（元）", "cap (yuan)"), "money"),
        Column("received", words.say("此前已用（元）", "used before (yuan)"), "money"),
        Column("claimed", words.say("本次申请（元）", "claimed now (yuan)"), "money"),
        Column("left", words.say("尚余（元）", "left (yuan)"), "money"),
        Column("fits", words.say("还放得下", "would also hold")),
    ]
    rows: list[list[Cell]] = [
        [
            left.measure,
            cap_title(left, words),
            counted_by(left, words),
            left.use.amount,
            unknown if left.received is None else left.received,
            left.claimed,
            unknown if left.use.remaining is None else left.use.remaining,
            words.list_of(left.fits),
        ]
        for left in answer.caps
    ]
    return Sheet(columns, rows, title=words.say("上限", "caps"))


def _bars(answer: Plan, words: Phrases) -> list[Bars]:
    bars = [
        Bar(f"{cap_title(left, words)} [{counted_by(left, words)}]", left.use.amount, pieces)
        for left in answer.caps
        if (pieces := parts.cap_pieces(left.received, left.claimed, left.use.remaining, words))
    ]
    return parts.cap_bars(bars, words)


def _given_up(answer: Plan, words: Phrases) -> Sheet:
    columns = [
        Column("item", words.say("项目", "item"), once=True),
        Column("measure", words.say("措施编号", "measure id"), audience="machine"),
        Column("title", words.say("措施", "measure")),
        Column("why", words.say("放弃的理由", "why it is given up")),
        Column("high", words.say("可得最高（元）", "would pay (yuan)"), "money"),
    ]
    rows: list[list[Cell]] = [
        [
            given_up.label,
            given_up.claim.measure.id,
            given_up.claim.measure.title.in_(words.lang),
            why(given_up, words),
            Word("", words.say("未知", "unknown")) if given_up.high is None else given_up.high,
        ]
        for given_up in answer.given_up
    ]
    return Sheet(columns, rows, title=words.say("放弃的措施", "given up"))


def _open(answer: Plan, catalogue: Catalogue) -> Iterator[Open]:
    for asked in answer.questions:
        fact = catalogue.fact(asked.question.fact)
        if fact.of == "enterprise":
            yield Open(fact, "", asked.question.amount)
            continue
        for label, worth in zip(asked.labels, asked.worths, strict=True):
            yield Open(fact, label, worth)


def _deadlines(answer: Plan, words: Phrases) -> Sheet:
    columns = [
        Column("date", words.say("日期", "date"), "date"),
        Column("kind", words.say("种类", "kind"), "word"),
        Column("id", words.say("编号", "id"), audience="machine"),
        Column("title", words.say("事项", "what")),
        Column("state", words.say("状态", "state"), "word"),
        Column("pages", words.say("页", "pages"), "word"),
    ]
    past, ahead = words.say("已过", "past"), words.say("未到", "ahead")
    rows: list[list[Cell]] = [
        [
            deadline.date,
            Word(deadline.kind, DATE_KINDS[deadline.kind].in_(words.lang)),
            deadline.id,
            deadline.title.in_(words.lang),
            past if deadline.date < answer.profile.as_of else ahead,
            pages(deadline.sources),
        ]
        for deadline in answer.deadlines
    ]
    period = words.say("时限", "time limit")
    rows += [
        [None, period, limit.id, f"{limit.title.in_(words.lang)} {words.length(limit)}", "", pages(limit.sources)]
        for limit in answer.limits
    ]
    lines = [] if rows else [words.say("没有固定日期", "no fixed date")]
    return Sheet(columns, rows, lines=lines, title=words.say("日期和时限", "dates and time limits"))
