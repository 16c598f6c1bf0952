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
from bjsubsidy.reports import parts
from bjsubsidy.reports.book import Bar, Bars, Picture
from bjsubsidy.reports.calc_table import star
from bjsubsidy.reports.curves import around, corners
from bjsubsidy.reports.phrases import BOUNDS, MARKS, NATURES, VERDICTS, Phrases, pages
from bjsubsidy.reports.questions import Open, questions
from bjsubsidy.reports.sheet import Cell, Column, Sheet, Word


def calc(answer: Calc, catalogue: Catalogue, lang: Lang, curves: Sequence[Curve]) -> list[Sheet | Picture]:
    """`curves` are what each measure pays over the amounts around the one asked about."""
    words = Phrases(catalogue, lang, answer.item.input)
    claims = [parts.Labelled(None, assessment) for assessment in answer.assessments]
    measures = [assessment.claim.measure for assessment in answer.assessments]
    drawn = around(curves, answer.item.amount, words)
    return [
        _summary(answer, words),
        _measures(answer, words),
        *([drawn] if drawn else []),
        corners(curves, words),
        *_bars(answer, words),
        _caps(answer, words),
        parts.calculation(claims, words),
        parts.conditions(claims, words),
        questions([Open(catalogue.fact(q.fact), "", q.amount) for q in answer.questions], words),
        parts.sources(measures, words),
        parts.readings(answer.assessments, words),
    ]


def _summary(answer: Calc, words: Phrases) -> Sheet:
    item, best = answer.item, answer.best
    rows: list[list[Cell]] = [
        [words.say(f"{words.name(AMOUNT)}（元）", f"{words.name(AMOUNT)} (yuan)"), item.amount],
        [words.name(ON), item.on],
        [words.say("查询日", "day of asking"), answer.as_of],
        *_given(item, words),
    ]
    high = words.say("最高（元）", "high (yuan)")
    if best is None or best.high is None:
        unknown = answer.amount().high is None
        nothing = words.say("未知", "unknown") if unknown else words.say("没有可得的金额", "nothing is paid")
        rows.append([words.say("最高的措施", "best"), nothing])
    else:
        rows += [
            [words.say("最高的措施", "best"), best.claim.measure.title.in_(words.lang)],
            [words.say("结论", "verdict"), f"{MARKS[best.claim.verdict]} {VERDICTS[best.claim.verdict].in_(words.lang)}"],
            [words.say("最低（元）", "low (yuan)"), best.low],
            [high, best.high],
            [words.say("最高大写", "high, in capitals"), capitals(best.high)],
        ]
    if answer.strict:
        rows.append([words.say("严格", "strict"), words.say("待定的措施按 0 计", "unconfirmed measures count as nothing")])
    return parts.summary(rows, high, star(answer, words), words)


def _given(item: Item, words: Phrases) -> Iterator[list[Cell]]:
    for fact, value in item.facts.items():
        yield [words.name(fact), words.value(fact, value)]


def _measures(answer: Calc, words: Phrases) -> Sheet:
    columns = [
        Column("best", words.say("最高", "best"), "word"),
        Column("measure", words.say("措施编号", "measure id"), audience="machine"),
        Column("title", words.say("措施", "measure")),
        Column("verdict", words.say("结论", "verdict"), "word"),
        Column("bound", words.say("金额性质", "bound"), "word", "machine"),
        Column("low", words.say("最低（元）", "low (yuan)"), "money"),
        Column("high", words.say("最高（元）", "high (yuan)"), "money"),
        Column("uncapped", words.say("上限前（元）", "before caps (yuan)"), "money", "machine"),
        Column("nature", words.say("性质", "nature"), "word"),
        Column("pages", words.say("页", "pages"), "word"),
    ]
    rows = [_measure(assessment, assessment is answer.best, words) for assessment in answer.assessments]
    marked = next((place for place, assessment in enumerate(answer.assessments) if assessment is answer.best), None)
    return Sheet(columns, rows, marked=marked, title=words.say("各项措施", "measures"))


def _measure(assessment: Assessment, best: bool, words: Phrases) -> list[Cell]:
    claim, measure = assessment.claim, assessment.claim.measure
    return [
        "*" if best else "",
        measure.id,
        measure.title.in_(words.lang),
        Word(claim.verdict, f"{MARKS[claim.verdict]} {VERDICTS[claim.verdict].in_(words.lang)}"),
        Word(measure.bound, BOUNDS[measure.bound].in_(words.lang)),
        assessment.low,
        Word("", words.say("未知", "unknown")) if assessment.high is None else assessment.high,
        claim.uncapped,
        Word(measure.nature, NATURES[measure.nature].in_(words.lang)),
        pages(measure.sources),
    ]


def _uses(answer: Calc) -> list[tuple[Assessment, CapUse]]:
    return [(assessment, use) for assessment in answer.assessments for use in assessment.caps]


def _bars(answer: Calc, words: Phrases) -> list[Bars]:
    bars = [
        Bar(_cap_title(assessment, use, words), use.amount, pieces)
        for assessment, use in _uses(answer)
        if (pieces := parts.cap_pieces(use.used, assessment.takes(use), assessment.after(use).remaining, words))
    ]
    return parts.cap_bars(bars, words)


def _cap_title(assessment: Assessment, use: CapUse, words: Phrases) -> str:
    title = f"{assessment.claim.measure.title.in_(words.lang)} [{words.scope(use.cap.scope)}]"
    return words.say(f"{title}（基数）", f"{title} (base)") if use.cap.counts == "base" else title


def _caps(answer: Calc, words: Phrases) -> Sheet:
    unknown = Word("", words.say("未知", "unknown"))
    columns = [
        Column("measure", words.say("措施编号", "measure id"), audience="machine"),
        Column("title", words.say("措施", "measure")),
        Column("cap", words.say("上限（元）", "cap (yuan)"), "money"),
        Column("used", words.say("此前已用（元）", "used before (yuan)"), "money"),
        Column("claimed", words.say("本次申请（元）", "claimed now (yuan)"), "money"),
        Column("left", words.say("尚余（元）", "left (yuan)"), "money"),
        Column("binds_at", words.say("用满的金额（元）", "used up by an amount of (yuan)"), "money"),
    ]
    rows: list[list[Cell]] = []
    for assessment, use in _uses(answer):
        left = assessment.after(use).remaining
        used: list[Cell] = [unknown if use.used is None else use.used, assessment.takes(use), unknown if left is None else left]
        rows.append([assessment.claim.measure.id, _cap_title(assessment, use, words), use.amount, *used, use.binds_at])
    return Sheet(columns, rows, title=words.say("上限", "caps"))
