"""The parts that documents share. Keys, ids and states are never translated; money and rates are text."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from bjsubsidy.answers.before_shown import later_text, readings_before
from bjsubsidy.answers.calc import Question, assessment_notes, reading_ids
from bjsubsidy.answers.caps import Assessment, CapUse
from bjsubsidy.answers.claim import Finding
from bjsubsidy.formula.describe import sentence
from bjsubsidy.language import Lang
from bjsubsidy.law.catalogue import Catalogue
from bjsubsidy.law.entries import Deadline, Source, TimeLimit
from bjsubsidy.law.measure import Status
from bjsubsidy.law.shown import shown
from bjsubsidy.quantities import money_text
from bjsubsidy.reports.layered import from_layer
from bjsubsidy.reports.phrases import Phrases
from bjsubsidy.reports.working import working_lines

if TYPE_CHECKING:
    from bjsubsidy.reports.outputs.common import (
        AnsweredJson,
        AssessmentJson,
        CapJson,
        ConditionJson,
        DeadlineJson,
        QuestionJson,
        SourceJson,
    )


def money_of(fen: int | None) -> str | None:
    """Fen as decimal text of yuan; None stays None."""
    return None if fen is None else money_text(fen)


def question_of(question: Question) -> "QuestionJson":
    return {"fact": question.fact, "amount": money_of(question.amount)}


def outcome_of(assessment: Assessment) -> "AnsweredJson":
    """A claim's measure, verdict, low and high, where nothing else of it is told."""
    claim = assessment.claim
    low, high = money_text(assessment.low), money_of(assessment.high)
    return {"measure": claim.measure.id, "verdict": claim.verdict, "low": low, "high": high}


def assessment_of(assessment: Assessment, catalogue: Catalogue, lang: Lang) -> "AssessmentJson":
    """All that is told of one measure: verdict, amounts, caps, conditions, sources."""
    claim = assessment.claim
    words = Phrases(catalogue, lang, claim.item.input)
    return {
        **from_layer("measure", claim.measure.id, catalogue),
        "measure": claim.measure.id,
        "verdict": claim.verdict,
        "bound": claim.measure.bound,
        "nature": claim.measure.nature,
        "low": money_text(assessment.low),
        "high": money_of(assessment.high),
        "uncapped": money_of(claim.uncapped),
        "caps": [cap_of(use) for use in assessment.caps],
        "conditions": [condition_of(finding, words) for finding in claim.findings],
        "authority": list(claim.measure.authority),
        "sources": sources_of(claim.measure.sources, catalogue),
        "notes": [note.in_(lang) for note in assessment_notes(assessment, catalogue)],
        "readings": list(reading_ids(assessment, catalogue)),
        "steps": working_lines(assessment, words),
    }


def cap_of(use: CapUse) -> "CapJson":
    """A cap and what it leaves, money as decimal text."""
    return {
        "amount": money_text(use.amount),
        "counts": use.cap.counts,
        "scope": list(use.cap.scope),
        "used": money_of(use.used),
        "remaining": money_of(use.remaining),
        "binds_at": money_of(use.binds_at),
        "binding": use.binding,
    }


def condition_of(finding: Finding, words: Phrases) -> "ConditionJson":
    """A condition in words, and its state."""
    return {"id": finding.id, "fact": finding.fact, "state": finding.state, "text": sentence(finding.test, words)}


def sources_of(sources: Sequence[Source], catalogue: Catalogue) -> "list[SourceJson]":
    return [_source(source, catalogue) for source in sources]


def _source(source: Source, catalogue: Catalogue) -> "SourceJson":
    if source.where is not None:
        return {"outside": True, "where": source.where.zh}
    key = source.document or ""
    return {"document": key, "number": catalogue.document(key).number, "article": source.article, "pages": list(source.pages)}


def notes_of(entry: Status | TimeLimit, day: date, catalogue: Catalogue, lang: Lang) -> list[str]:
    """That an entry's text is later than the day asked about, and its readings."""
    notes = [*later_text(entry.sources, day, catalogue), *(catalogue.reading(id).line() for id in entry.readings)]
    return [note.in_(lang) for note in notes]


def readings_of(entry: Status | TimeLimit, day: date, catalogue: Catalogue) -> list[str]:
    """The ids of the readings among those notes."""
    return [*readings_before(shown(entry.sources, catalogue), day), *entry.readings]


def deadline_of(deadline: Deadline, catalogue: Catalogue, lang: Lang) -> "DeadlineJson":
    """A date of the catalogue, with its sources."""
    return {
        **from_layer("date", deadline.id, catalogue),
        "id": deadline.id,
        "date": deadline.date.isoformat(),
        "kind": deadline.kind,
        "title": deadline.title.in_(lang),
        "measures": list(deadline.measures),
        "sources": sources_of(deadline.sources, catalogue),
    }
