"""The sheets that every book of claims has: summary, conditions, working, caps, sources, readings, edition."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from bjsubsidy.answers.calc import notes
from bjsubsidy.answers.caps import Assessment
from bjsubsidy.capitals import capitals
from bjsubsidy.language import Text
from bjsubsidy.law.catalogue import page_ranges
from bjsubsidy.law.measure import Measure
from bjsubsidy.reports.book import Bar, Bars, Piece
from bjsubsidy.reports.phrases import STATE_MARKS, STATES, Phrases, condition
from bjsubsidy.reports.report import AS_OF, Days
from bjsubsidy.reports.sheet import Cell, Column, Sheet, Word
from bjsubsidy.reports.working import steps

_CAPITALS = Text("大写", "in capitals")
_SOURCE = Text("出处", "source")


class Labelled(NamedTuple):
    """A claim and the label of its item; none where there is one item only."""

    label: str | None
    assessment: Assessment


def item_columns(claims: Sequence[Labelled], words: Phrases) -> list[Column]:
    """What names a claim: its item where there are several, and its measure."""
    item = [Column("item", words.say("项目", "item"), once=True)] if any(claim.label is not None for claim in claims) else []
    return [
        *item,
        Column("measure", words.say("措施编号", "measure id"), audience="machine"),
        Column("title", words.say("措施", "measure"), once=True),
    ]


def item_cells(claim: Labelled, words: Phrases) -> list[Cell]:
    measure = claim.assessment.claim.measure
    return [*([] if claim.label is None else [claim.label]), measure.id, measure.title.in_(words.lang)]


def conditions(claims: Sequence[Labelled], words: Phrases) -> Sheet:
    columns = [*item_columns(claims, words), Column("state", words.say("状态", "state"), "word")]
    rows = [row for claim in claims for row in _conditions(claim, words)]
    return Sheet([*columns, Column("condition", words.say("条件", "condition"))], rows, title=words.say("条件", "conditions"))


def _conditions(claim: Labelled, words: Phrases) -> Iterator[list[Cell]]:
    put_forward = claim.assessment.claim
    inner = Phrases(words.catalogue, words.lang, put_forward.item.input)
    for finding in put_forward.findings:
        state = Word(finding.state, f"{STATE_MARKS[finding.state]} {STATES[finding.state].in_(words.lang)}")
        yield [*item_cells(claim, words), state, condition(finding, put_forward.givens(), inner)]


def calculation(claims: Sequence[Labelled], words: Phrases) -> Sheet:
    """Base, rate, product, rounding, each cap before and after, result, and where it stands, step by step."""
    columns = [
        *item_columns(claims, words),
        Column("step", words.say("步骤", "step"), "word"),
        Column("working", words.say("算式和依据", "working")),
        Column("amount", words.say("金额（元）", "amount (yuan)"), "money"),
        Column("document", words.say("文件编号", "document id"), audience="machine"),
        Column("article", words.say("条款", "article"), audience="machine"),
        Column("pages", words.say("页", "pages"), "word", audience="machine"),
    ]
    rows = [row for claim in claims for row in _calculation(claim, words)]
    return Sheet(columns, rows, title=words.say("计算过程", "working"))


def _calculation(claim: Labelled, words: Phrases) -> Iterator[list[Cell]]:
    inner = Phrases(words.catalogue, words.lang, claim.assessment.claim.item.input)
    head = item_cells(claim, words)
    for step in steps(claim.assessment, inner):
        yield [*head, step.name.in_(words.lang), step.words, step.fen, None, None, None]
    if claim.assessment.high:
        yield [*head, _CAPITALS.in_(words.lang), capitals(claim.assessment.high), claim.assessment.high, None, None, None]
    for source in claim.assessment.claim.measure.sources:
        cited = words.catalogue.citation(source).in_(words.lang)
        yield [*head, _SOURCE.in_(words.lang), cited, None, source.document, source.article, page_ranges(source.pages)]


def sources(measures: Sequence[Measure], words: Phrases) -> Sheet:
    columns = [
        Column("measure", words.say("措施编号", "measure id"), audience="machine"),
        Column("title", words.say("措施", "measure"), once=True),
        Column("document", words.say("文件编号", "document id"), audience="machine"),
        Column("name", words.say("文件", "document")),
        Column("article", words.say("条款", "article")),
        Column("pages", words.say("页", "pages"), "word"),
        Column("authority", words.say("部门", "authority"), once=True),
    ]
    rows = [row for measure in measures for row in _sources(measure, words)]
    return Sheet(columns, rows, title=words.say("出处", "sources"))


def _sources(measure: Measure, words: Phrases) -> Iterator[list[Cell]]:
    for source in measure.sources:
        head: list[Cell] = [measure.id, measure.title.in_(words.lang), source.document or ""]
        tail: list[Cell] = [source.article or "", page_ranges(source.pages), words.authorities(measure.authority)]
        if source.where is not None:
            yield [*head, source.where.in_(words.lang), *tail]
            continue
        document = words.catalogue.document(source.document or "")
        yield [*head, document.title.in_(words.lang) + (f" {document.number}" if document.number else ""), *tail]


def readings(assessments: Sequence[Assessment], words: Phrases) -> Sheet:
    """Every reading that the claims rest on, and every note on one of them."""
    columns = [
        Column("reading", words.say("读法编号", "reading id"), audience="machine"),
        Column("title", words.say("读法", "reading")),
        Column("open", words.say("未定之处", "what is open")),
        Column("does", words.say("本程序", "the program")),
        Column("why", words.say("理由", "why")),
        Column("measures", words.say("措施", "measures")),
    ]
    about: dict[str, list[str]] = {}
    for assessment in assessments:
        for id in assessment.claim.measure.readings:
            about.setdefault(id, []).append(assessment.claim.measure.title.in_(words.lang))
    rows: list[list[Cell]] = []
    for id, titles in about.items():
        entry = words.catalogue.reading(id)
        said = [part.in_(words.lang) for part in (entry.title, entry.open, entry.does, entry.why)]
        rows.append([id, *said, words.list_of(titles)])
    return Sheet(columns, rows, lines=_notes(assessments, words), title=words.say("读法", "readings"))


def _notes(assessments: Sequence[Assessment], words: Phrases) -> list[str]:
    """What else a reader must know: values assumed, scopes nobody named."""
    lines: dict[str, list[str]] = {}
    for assessment in assessments:
        entries = {words.catalogue.reading(id).line() for id in assessment.claim.measure.readings}
        for note in notes(assessment, words.catalogue):
            if note not in entries:
                lines.setdefault(note.in_(words.lang), []).append(assessment.claim.measure.title.in_(words.lang))
    return [words.say(f"注意：{note}（{words.list_of(ids)}）", f"note: {note} ({words.list_of(ids)})") for note, ids in lines.items()]


def cap_pieces(used: int | None, claimed: int, left: int | None, words: Phrases) -> tuple[Piece, ...]:
    """The pieces of a cap's bar; none where a receipt could not be turned into what the cap counts."""
    if used is None or left is None:
        return ()
    return (
        Piece("used", words.say("此前已用", "used before"), used),
        Piece("claimed", words.say("本次申请", "claimed now"), claimed),
        Piece("left", words.say("尚余", "left"), left),
    )


def cap_bars(bars: Sequence[Bar], words: Phrases) -> list[Bars]:
    """The picture of all caps; none where no bar can be drawn."""
    return [Bars(words.say("各项上限的使用", "how far each cap is used"), tuple(bars))] if bars else []


def edition(words: Phrases, days: Days, cautions: Sequence[str]) -> Sheet:
    """What the answer rests on: its days, the edition, its last day and pages, and the catalogue's fingerprint."""
    entry = words.catalogue.edition
    rows: list[list[Cell]] = [
        [words.say("目录版本", "edition"), entry.id],
        [words.say("截止日", "last day"), entry.until],
        [words.say("汇编页码", "pages of the compendium"), f"{entry.first_page}–{entry.last_page}"],
        [words.say("目录指纹（SHA-256）", "fingerprint (SHA-256)"), words.catalogue.sha256],
    ]
    if days.as_of is not None:
        rows.insert(0, [AS_OF.in_(words.lang), days.as_of])
    return Sheet(pair(words), rows, lines=[*cautions], title=words.say("目录版本", "edition"))


def summary(rows: Sequence[Sequence[Cell]], standing_out: str, lines: Sequence[str], words: Phrases) -> Sheet:
    """What matters most, a line each; one of them stands out."""
    marked = next((place for place, row in enumerate(rows) if row[0] == standing_out), None)
    return Sheet(pair(words), rows, marked=marked, lines=lines, title=words.say("汇总", "summary"))


def pair(words: Phrases) -> list[Column]:
    return [Column("field", words.say("栏目", "field")), Column("content", words.say("内容", "content"))]
