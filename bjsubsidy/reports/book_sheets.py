"""The sheets that every book of claims has: summary, conditions, working, caps, sources, readings, edition."""

from collections.abc import Iterator, Sequence
from typing import Any, Literal, NamedTuple

from bjsubsidy.answers.calc import taken_for_granted
from bjsubsidy.answers.caps import Assessment
from bjsubsidy.answers.claim import Finding
from bjsubsidy.answers.dates import AS_OF_LABEL
from bjsubsidy.capitals import capitals
from bjsubsidy.language import Text
from bjsubsidy.law.catalogue import page_ranges
from bjsubsidy.law.entries import Ambiguity, Source
from bjsubsidy.law.measure import INCOME, Measure, Nature
from bjsubsidy.planning.plan import Total
from bjsubsidy.readers.questionnaire import CONTENT_HEADING, FIELD_HEADING
from bjsubsidy.reports.book import Bar, BarPiece, Bars
from bjsubsidy.reports.claims import Claimed, claim_columns
from bjsubsidy.reports.phrases import NATURES, Phrases, condition
from bjsubsidy.reports.report import NOTE, Days
from bjsubsidy.reports.sheet import Cell, Column, Sheet, sheet
from bjsubsidy.reports.working import working_steps

_CAPITALS = Text("大写", "in capitals")
_SOURCE = Text("出处", "source")


# What a field is called, and what stands in it.
Pair = tuple[str, Cell]


def _named(claims: Sequence[Claimed], words: Phrases) -> list[Column[Claimed]]:
    """What names a claim: its item where there are several, and its measure."""
    item = (
        [column.replace(once=True) for column in claim_columns(words, "item")] if any(claim.label is not None for claim in claims) else []
    )
    return [*item, *claim_columns(words, "measure_id", "title")]


def conditions_sheet(claims: Sequence[Claimed], words: Phrases) -> Sheet:
    """Every condition of every claim, and whether it is met."""
    rows = [(claim, finding) for claim in claims for finding in claim.assessment.claim.findings]
    shown: list[Column[tuple[Claimed, Finding]]] = [
        *_under(claims, words),
        Column("state", words.say("状态", "state"), lambda row: words.state(row[1].state), "word"),
        Column("condition", words.say("条件", "condition"), lambda row: _condition(*row, words)),
    ]
    return sheet(shown, rows, title=words.say("条件", "conditions"))


def _under(claims: Sequence[Claimed], words: Phrases) -> list[Column[tuple[Claimed, Any]]]:
    """What names the claim that a row is a part of."""
    return [column.of(_claim) for column in _named(claims, words)]


def _claim(row: tuple[Claimed, Any]) -> Claimed:
    return row[0]


def _condition(claim: Claimed, finding: Finding, words: Phrases) -> str:
    put_forward = claim.assessment.claim
    return condition(finding, put_forward.givens(), Phrases(words.catalogue, words.lang, put_forward.item.input))


class _Step(NamedTuple):
    """A step of the working, or where it stands; `source` is what the last lines cite."""

    name: str
    said: str
    fen: int | None
    source: Source | None = None


def working_sheet(claims: Sequence[Claimed], words: Phrases) -> Sheet:
    """Base, rate, product, rounding, each cap before and after, result, and where it stands, step by step."""
    shown: list[Column[tuple[Claimed, _Step]]] = [
        *_under(claims, words),
        Column("step", words.say("步骤", "step"), lambda row: row[1].name, "word"),
        Column("working", words.say("算式", "working"), lambda row: row[1].said),
        Column("amount", words.say("金额（元）", "amount (yuan)"), lambda row: row[1].fen, "money"),
        *(column.of(_cited) for column in _places(words, "machine")),
    ]
    return sheet(shown, [(claim, step) for claim in claims for step in _steps(claim, words)], title=words.say("计算过程", "working"))


def _cited(row: tuple[Claimed, _Step]) -> Source | None:
    return row[1].source


def _places(words: Phrases, audience: Literal["all", "machine"]) -> list[Column[Source | None]]:
    """Where something is printed; blank where nothing is cited."""
    return [
        Column("document", words.say("文件编号", "document id"), lambda row: row.document if row else None, audience="machine"),
        Column("article", words.say("条款", "article"), lambda row: row.article if row else None, audience=audience),
        Column("pages", words.say("页", "pages"), lambda row: page_ranges(row.pages) if row else None, "word", audience),
    ]


def _steps(claim: Claimed, words: Phrases) -> Iterator[_Step]:
    inner = Phrases(words.catalogue, words.lang, claim.assessment.claim.item.input)
    for step in working_steps(claim.assessment, inner):
        yield _Step(step.name.in_(words.lang), step.words, step.fen)
    if claim.assessment.high:
        yield _Step(_CAPITALS.in_(words.lang), capitals(claim.assessment.high), claim.assessment.high)
    for source in claim.assessment.claim.measure.sources:
        yield _Step(_SOURCE.in_(words.lang), words.catalogue.citation(source).in_(words.lang), None, source)


def sources_sheet(measures: Sequence[Measure], words: Phrases) -> Sheet:
    """Where each measure is printed, and which authority it is claimed from."""
    document, article, printed = (column.of(_printed) for column in _places(words, "all"))
    shown: list[Column[tuple[Measure, Source]]] = [
        Column("measure", words.say("措施编号", "measure id"), lambda row: row[0].id, audience="machine"),
        Column("title", words.say("措施", "measure"), lambda row: row[0].title.in_(words.lang), once=True),
        document,
        Column("name", words.say("文件", "document"), lambda row: _document(row[1], words)),
        article,
        printed,
        Column("authority", words.say("部门", "authority"), lambda row: words.authorities(row[0].authority), once=True),
    ]
    rows = [(measure, source) for measure in measures for source in measure.sources]
    return sheet(shown, rows, title=words.say("出处", "sources"))


def _printed(row: tuple[Measure, Source]) -> Source | None:
    return row[1]


def _document(source: Source, words: Phrases) -> str:
    if source.where is not None:
        return source.where.in_(words.lang)
    document = words.catalogue.document(source.document or "")
    return document.title.in_(words.lang) + (f" {document.number}" if document.number else "")


def readings_sheet(assessments: Sequence[Assessment], words: Phrases) -> Sheet:
    """Every reading that the claims rest on, and every note on one of them."""
    about: dict[str, list[str]] = {}
    for assessment in assessments:
        for id in assessment.claim.measure.readings:
            about.setdefault(id, []).append(assessment.claim.measure.title.in_(words.lang))
    columns: list[Column[Ambiguity]] = [
        Column("reading", words.say("条文理解编号", "reading id"), lambda row: row.id, audience="machine"),
        Column("title", words.say("条文理解", "reading"), lambda row: row.title.in_(words.lang)),
        Column("open", words.say("未定之处", "what is open"), lambda row: row.open.in_(words.lang)),
        Column("does", words.say("本程序", "the program"), lambda row: row.does.in_(words.lang)),
        Column("why", words.say("理由", "why"), lambda row: row.why.in_(words.lang)),
        Column("measures", words.say("措施", "measures"), lambda row: words.list_of(about[row.id])),
    ]
    rows = [words.catalogue.reading(id) for id in about]
    return sheet(columns, rows, lines=_notes(assessments, words), title=words.say("条文理解", "readings"))


def _notes(assessments: Sequence[Assessment], words: Phrases) -> list[str]:
    """What else a reader must know: values assumed, scopes nobody named."""
    lines: dict[str, list[str]] = {}
    for assessment in assessments:
        for note in taken_for_granted(assessment, words.catalogue):
            lines.setdefault(note.in_(words.lang), []).append(assessment.claim.measure.title.in_(words.lang))
    return [words.say(f"注意：{note}（{words.list_of(ids)}）", f"note: {note} ({words.list_of(ids)})") for note, ids in lines.items()]


def nature_pairs(nature: Nature, total: Total, words: Phrases) -> list[Pair]:
    """What the total is made of; a refund is no part of it and stands beside it."""
    name = NATURES[nature].in_(words.lang)
    if nature not in INCOME:
        head = words.say(f"另：{name}，不计入合计", f"not in the total: {name}")
    else:
        head = words.say(f"其中{name}", f"of which {name}")
    return [
        (words.say(f"{head}，最低（元）", f"{head}, low (yuan)"), total.low),
        (words.say(f"{head}，最高（元）", f"{head}, high (yuan)"), words.known(total.high)),
    ]


class Balance(NamedTuple):
    """A cap, in fen: what was used before, what is claimed now and what is left, None where that is not known.

    `by` is what it was counted by, `fits` what it would also hold, `binds_at` the input that uses it up.
    """

    measure: str
    title: str
    by: str
    amount: int
    used: int | None
    claimed: int
    left: int | None
    fits: str = ""
    binds_at: int | None = None


_USED, _CLAIMED, _LEFT = Text("此前已用", "used before"), Text("本次申请", "claimed now"), Text("尚余", "remaining")


def caps_sheet(balances: Sequence[Balance], words: Phrases) -> Sheet:
    """One row a cap: what was used before, what is claimed now, what is left."""

    def yuan(what: Text) -> str:
        return words.say(f"{what.zh}（元）", f"{what.en} (yuan)")

    columns: list[Column[Balance]] = [
        Column("measure", words.say("措施编号", "measure id"), lambda row: row.measure, audience="machine"),
        Column("title", words.say("措施", "measure"), lambda row: row.title),
        Column("by", words.say("按什么计", "counted by"), lambda row: row.by),
        Column("cap", words.say("上限（元）", "cap (yuan)"), lambda row: row.amount, "money"),
        Column("used", yuan(_USED), lambda row: words.known(row.used), "money"),
        Column("claimed", yuan(_CLAIMED), lambda row: row.claimed, "money"),
        Column("left", yuan(_LEFT), lambda row: words.known(row.left), "money"),
        Column("binds_at", words.say("用满的金额（元）", "used up by an amount of (yuan)"), lambda row: row.binds_at, "money"),
        Column("fits", words.say("还放得下", "would also hold"), lambda row: row.fits),
    ]
    return sheet(columns, balances, title=words.say("上限", "caps"))


def cap_bars(balances: Sequence[Balance], words: Phrases) -> list[Bars]:
    """The picture of all caps; none of one where a receipt could not be turned into what it counts."""
    drawn = tuple(Bar(_bar_title(row), row.amount, _pieces(row.used, row.claimed, row.left, words)) for row in balances if _whole(row))
    return [Bars(words.say("各项上限的使用", "how far each cap is used"), drawn)] if drawn else []


def _whole(row: Balance) -> bool:
    return row.used is not None and row.left is not None


def _bar_title(row: Balance) -> str:
    return f"{row.title} [{row.by}]" if row.by else row.title


def _pieces(used: int | None, claimed: int, left: int | None, words: Phrases) -> tuple[BarPiece, ...]:
    return (
        BarPiece("used", _USED.in_(words.lang), used or 0),
        BarPiece("claimed", _CLAIMED.in_(words.lang), claimed),
        BarPiece("left", _LEFT.in_(words.lang), left or 0),
    )


def edition_sheet(words: Phrases, days: Days) -> Sheet:
    """What the answer rests on: its day, the edition, its last day and pages, and the catalogue's fingerprint."""
    entry = words.catalogue.edition
    rows: list[Pair] = [
        (AS_OF_LABEL.in_(words.lang), days.as_of),
        (words.say("目录版本", "edition"), entry.id),
        (words.say("截止日", "last day"), entry.until),
        (words.say("汇编页码", "pages of the compendium"), f"{entry.first_page}–{entry.last_page}"),
        (words.say("数据校验码（SHA-256）", "checksum of the data (SHA-256)"), words.catalogue.sha256),
    ]
    rows = rows if days.as_of is not None else rows[1:]
    return sheet(_pair(words), rows, title=words.say("目录版本", "edition"))


def lead_rows(figures: Sequence[Pair], asked: Sequence[str], cautions: Sequence[str], words: Phrases) -> list[Pair]:
    """What an answer comes to: its figures, the one that is wanted first; what would make more of it certain; what to know of it."""
    raise_ = words.say("要确定更多，先回答", "to make more of it certain, answer")
    said = [(raise_ if place == 0 else "", line) for place, line in enumerate(asked)]
    note = NOTE.in_(words.lang)
    said += [(note.rstrip("：: ") if place == 0 else "", caution.removeprefix(note)) for place, caution in enumerate(cautions)]
    return [*figures, *said]


def summary_sheet(lead: Sequence[Pair], rows: Sequence[Pair], lines: Sequence[str], words: Phrases) -> Sheet:
    """What the answer comes to, the first row of which stands out, and then what matters beside it, a line each."""
    marked = 0 if lead or rows else None
    return sheet(_pair(words), [*lead, *rows], marked=marked, lines=lines, title=words.say("汇总", "summary")).replace(lead=len(lead))


def _pair(words: Phrases) -> list[Column[Pair]]:
    return [
        Column("field", FIELD_HEADING.in_(words.lang), lambda row: row[0]),
        Column("content", CONTENT_HEADING.in_(words.lang), lambda row: row[1]),
    ]
