"""Answers as JSON documents. Keys, ids and states are never translated; money and rates are text."""

import json
from collections.abc import Sequence
from typing import Any

from bjsubsidy.answers.calc import Calc, Question, notes
from bjsubsidy.answers.caps import Assessment, CapUse
from bjsubsidy.answers.claim import Finding
from bjsubsidy.answers.due import Due
from bjsubsidy.answers.search import Listed, inputs
from bjsubsidy.answers.status import StatusResult
from bjsubsidy.formula.describe import sentence
from bjsubsidy.language import Lang
from bjsubsidy.law.catalogue import Catalogue
from bjsubsidy.law.entries import Deadline, Provision, Source
from bjsubsidy.law.measure import Measure
from bjsubsidy.quantities import money_text
from bjsubsidy.writers.words import Phrases, fact_value
from bjsubsidy.writers.working import working

Document = dict[str, Any]


def text(document: Document | None, indent: int | None = 2) -> str:
    separators = (",", ":") if indent is None else None
    written = json.dumps(document, ensure_ascii=False, indent=indent, separators=separators, default=str)
    return "".join(_printable(character) for character in written) + "\n" if not written.isprintable() else written + "\n"


def _printable(character: str) -> str:
    """A character that a terminal would obey, or not show, by its number."""
    return character if character.isprintable() or character == "\n" else json.dumps(character)[1:-1]


def head_of(kind: str, catalogue: Catalogue) -> Document:
    return {"schema": f"bjsubsidy/{kind}/1", "catalogue": {"edition": catalogue.edition.id, "sha256": catalogue.sha256}}


def money_of(fen: int | None) -> str | None:
    return None if fen is None else money_text(fen)


def calc(answer: Calc, catalogue: Catalogue, lang: Lang, cautions: Sequence[str]) -> Document:
    item = answer.item
    return {
        **head_of("calc", catalogue),
        "input": item.input,
        "amount": money_text(item.amount),
        "on": item.on.isoformat(),
        "as_of": answer.as_of.isoformat(),
        "facts": {id: fact_value(catalogue, id, value) for id, value in item.facts.items()},
        "best": answer.best.claim.measure.id if answer.best else None,
        "assessments": [assessment_of(assessment, catalogue, lang) for assessment in answer.assessments],
        "questions": [question_of(question) for question in answer.questions],
        "cautions": list(cautions),
    }


def question_of(question: Question) -> Document:
    return {"fact": question.fact, "amount": money_of(question.amount)}


def assessment_of(assessment: Assessment, catalogue: Catalogue, lang: Lang) -> Document:
    claim = assessment.claim
    words = Phrases(catalogue, lang, claim.item.input)
    return {
        "measure": claim.measure.id,
        "verdict": claim.verdict,
        "bound": claim.measure.bound,
        "nature": claim.measure.nature,
        "low": money_text(assessment.low),
        "high": money_of(assessment.high),
        "uncapped": money_of(claim.uncapped),
        "caps": [cap_of(use) for use in assessment.caps],
        "conditions": [_condition(finding, words) for finding in claim.findings],
        "authority": list(claim.measure.authority),
        "sources": [_source(source, catalogue) for source in claim.measure.sources],
        "notes": [note.in_(lang) for note in notes(assessment, catalogue)],
        "steps": working(assessment, words),
    }


def cap_of(use: CapUse) -> Document:
    return {
        "amount": money_text(use.amount),
        "counts": use.cap.counts,
        "scope": list(use.cap.scope),
        "used": money_of(use.used),
        "remaining": money_of(use.remaining),
        "binds_at": money_of(use.binds_at),
        "binding": use.binding,
    }


def _condition(finding: Finding, words: Phrases) -> Document:
    return {"fact": finding.fact, "state": finding.state, "text": sentence(finding.test, words)}


def _source(source: Source, catalogue: Catalogue) -> Document:
    if source.where is not None:
        return {"outside": True, "where": source.where.zh}
    number = catalogue.document(source.document or "").number
    return {"document": source.document, "number": number, "article": source.article, "pages": list(source.pages)}


def deadlines(found: Sequence[Deadline], catalogue: Catalogue, lang: Lang) -> Document:
    return {**head_of("deadlines", catalogue), "deadlines": [deadline_of(deadline, catalogue, lang) for deadline in found]}


def deadline_of(deadline: Deadline, catalogue: Catalogue, lang: Lang) -> Document:
    return {
        "id": deadline.id,
        "date": deadline.date.isoformat(),
        "kind": deadline.kind,
        "title": deadline.title.in_(lang),
        "measures": list(deadline.measures),
        "sources": [_source(source, catalogue) for source in deadline.sources],
    }


def due(answer: Due, catalogue: Catalogue, lang: Lang) -> Document:
    return {
        **head_of("due", catalogue),
        "limit": answer.limit.id,
        "title": answer.limit.title.in_(lang),
        "start": answer.start.isoformat(),
        "due": answer.due.isoformat(),
        "provisional": answer.provisional,
        "days": [day.isoformat() for day in answer.days],
        "sources": [_source(source, catalogue) for source in answer.limit.sources],
        "notes": [catalogue.reading(id).line().in_(lang) for id in answer.limit.readings],
    }


def status(answer: StatusResult, catalogue: Catalogue, lang: Lang, cautions: Sequence[str]) -> Document:
    words = Phrases(catalogue, lang)
    return {
        **head_of("status", catalogue),
        "status": answer.status.id,
        "title": answer.status.title.in_(lang),
        "on": answer.on.isoformat(),
        "verdict": answer.verdict,
        "conditions": [_condition(finding, words) for finding in answer.findings],
        "sources": [_source(source, catalogue) for source in answer.status.sources],
        "notes": [catalogue.reading(id).line().in_(lang) for id in answer.status.readings],
        "cautions": list(cautions),
    }


def measures(found: Sequence[Listed], catalogue: Catalogue, lang: Lang) -> Document:
    return {**head_of("measures", catalogue), "measures": [_listed(listed, catalogue, lang) for listed in found]}


def _listed(listed: Listed, catalogue: Catalogue, lang: Lang) -> Document:
    entry = listed.entry
    return {
        "id": entry.id,
        "kind": listed.kind,
        "title": entry.title.in_(lang),
        "text": entry.text.in_(lang),
        "inputs": list(inputs(entry)),
        "bound": bound(listed),
        "nature": getattr(entry, "nature", None),
        "authority": list(entry.authority),
        "sources": [_source(source, catalogue) for source in entry.sources],
    }


def bound(listed: Listed) -> str | None:
    """The bound of what pays: `open` where the text prints no figure."""
    if isinstance(listed.entry, Measure):
        return listed.entry.bound
    return "open" if isinstance(listed.entry, Provision) and listed.kind == "open" else None


def show(id: str, listed: Listed, catalogue: Catalogue, lang: Lang) -> Document:
    """The entry as it is written, its readings in full beside it."""
    row = catalogue.rows(listed.kind)[id]
    readings = [catalogue.rows("reading")[reading] for reading in row.get("readings", [])]
    return {**head_of("show", catalogue), "kind": listed.kind, "id": id, "entry": row, "readings": readings}
