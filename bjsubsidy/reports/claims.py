"""Claims as rows: the columns that the tables and books of `calc` and `plan` choose from, each written once."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import NamedTuple

from bjsubsidy.answers.calc import assessment_notes, decisive, reading_ids, unnamed
from bjsubsidy.answers.caps import Assessment
from bjsubsidy.language import Text, many
from bjsubsidy.reports.phrases import Phrases, source_pages
from bjsubsidy.reports.sheet import Cell, Column, Word
from bjsubsidy.reports.working import uncertain


class Claimed(NamedTuple):
    """A claim, the label of its item where there are several, the day of asking, and whether it is the best."""

    assessment: Assessment
    as_of: date
    label: str | None = None
    best: bool = False


def claim_columns(words: Phrases, *ids: str) -> list[Column[Claimed]]:
    """Those asked for, in that order."""
    known = {column.id: column for column in (*_asked(words), *_named(words), *_answered(words), *_from(words))}
    return [known[id] for id in ids]


def _asked(words: Phrases) -> list[Column[Claimed]]:
    return [
        Column("best", "", lambda row: Word("", "*" if row.best else ""), "word", "people"),
        Column("item", words.say("项目", "item"), lambda row: row.label),
        Column("input", words.say("计算项目", "input"), lambda row: words.input_name(row.assessment.claim.item.input), "word", "machine"),
        Column("amount", words.say("金额（元）", "amount (yuan)"), lambda row: row.assessment.claim.item.amount, "money", "machine"),
        Column("on", words.say("日期", "day"), lambda row: row.assessment.claim.item.on, "date", "machine"),
        Column("as_of", words.say("查询日", "day of asking"), lambda row: row.as_of, "date", "machine"),
    ]


def _named(words: Phrases) -> list[Column[Claimed]]:
    """The measure in one column, or its id and its title in two."""

    def title(row: Claimed) -> str:
        return row.assessment.claim.measure.title.in_(words.lang)

    def both(row: Claimed) -> Word:
        id = row.assessment.claim.measure.id
        return Word(id, title(row), ((words.say("编号", "id"), id),))

    return [
        Column("measure", words.say("措施", "measure"), both),
        Column("measure_id", words.say("措施编号", "measure id"), lambda row: row.assessment.claim.measure.id, audience="machine"),
        Column("title", words.say("措施", "measure"), title, once=True),
    ]


def _answered(words: Phrases) -> list[Column[Claimed]]:
    return [
        Column("verdict", words.say("结论", "verdict"), lambda row: words.verdict(row.assessment.claim.verdict), "word"),
        Column("bound", words.say("金额口径", "amount is"), lambda row: words.bound(row.assessment.claim.measure.bound), "word", "machine"),
        Column("low", words.say("最低（元）", "low (yuan)"), lambda row: row.assessment.low, "money"),
        Column("high", words.say("最高（元）", "high (yuan)"), lambda row: words.known(row.assessment.high), "money"),
        Column("uncapped", words.say("上限前（元）", "before caps (yuan)"), lambda row: row.assessment.claim.uncapped, "money", "machine"),
        Column("remaining", words.say("尚余（元）", "remaining (yuan)"), lambda row: row.assessment.remaining, "money", "machine"),
    ]


def _from(words: Phrases) -> list[Column[Claimed]]:
    def documents(row: Claimed) -> str:
        return "; ".join(source.document or "" for source in row.assessment.claim.measure.sources)

    def printed(row: Claimed) -> Word:
        sources = row.assessment.claim.measure.sources
        return Word("; ".join(source_pages([source]) for source in sources), words.pages(sources))

    return [
        Column("nature", words.say("性质", "nature"), lambda row: words.nature(row.assessment.claim.measure.nature), "word", "machine"),
        Column("document", words.say("文件编号", "document id"), documents, audience="machine"),
        Column("pages", words.say("页", "pages"), printed, "word", first_to_go=True),
    ]


def note_lines(assessments: Sequence[Assessment], words: Phrases, explain: bool, beside: Sequence[Text] = ()) -> list[str]:
    """Each note once, with the measures it is about where it is not about all.

    Where not all is explained, those that move no figure are counted, with readings and with what `beside` them is not listed.
    """
    if explain:
        return _about(assessments, lambda assessment: assessment_notes(assessment, words.catalogue), words)
    readings = dict.fromkeys(reading for assessment in assessments for reading in reading_ids(assessment, words.catalogue))
    notes = dict.fromkeys(note for assessment in assessments for note in unnamed(assessment, words.catalogue))
    counts = [
        (len(notes), "处说明", "note", "notes"),
        (len(readings), "处条文理解", "reading of the text", "readings of the text"),
    ]
    counted = words.counted([*beside, *(Text(f"{count} {zh}", many(count, one, several)) for count, zh, one, several in counts if count)])
    said = _about(assessments, lambda assessment: decisive(assessment, words.catalogue), words)
    return [*said, *([counted] if counted else [])]


def without_ids(columns: Sequence[Column[Claimed]]) -> list[Column[Claimed]]:
    """The same where people read no id under a title."""

    def bare(column: Column[Claimed]) -> Column[Claimed]:
        cell = column.cell

        def shown(row: Claimed) -> Cell:
            word = cell(row)
            return word._replace(under=()) if isinstance(word, Word) else word

        return column.replace(cell=shown)

    return [bare(column) if column.id == "measure" else column for column in columns]


def with_reasons(columns: Sequence[Column[Claimed]], words: Phrases) -> list[Column[Claimed]]:
    """The same where a verdict that all conditions are met says beside it why less than the high amount is certain."""

    def reasoned(row: Claimed) -> Word:
        verdict, assessment = words.verdict(row.assessment.claim.verdict), row.assessment
        if assessment.claim.verdict != "eligible" or not assessment.high or assessment.low == assessment.high:
            return verdict
        return verdict._replace(shown=words.beside(verdict.shown, uncertain(assessment).in_(words.lang)))

    return [column.replace(cell=reasoned) if column.id == "verdict" else column for column in columns]


def _of_measures(ids: Sequence[str], words: Phrases) -> str:
    titles = words.list_of([words.catalogue.measure(id).title.in_(words.lang) for id in ids])
    return words.say(f"（{titles}）", f" ({titles})")


def _about(assessments: Sequence[Assessment], notes: Callable[[Assessment], list[Text]], words: Phrases) -> list[str]:
    about: dict[str, dict[str, None]] = {}
    for assessment in assessments:
        for note in notes(assessment):
            about.setdefault(note.in_(words.lang), {})[assessment.claim.measure.id] = None
    every = {assessment.claim.measure.id for assessment in assessments}

    def said(note: str, ids: Sequence[str]) -> str:
        return words.say(f"注意：{note}", f"note: {note}") + (_of_measures(ids, words) if len(ids) < len(every) else "")

    return [said(note, list(ids)) for note, ids in about.items()]
