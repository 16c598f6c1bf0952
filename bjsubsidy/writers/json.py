"""Answers as JSON documents. Keys, ids and states are never translated; money and rates are text."""

import json
from collections.abc import Sequence
from typing import Any

from bjsubsidy.answers.calc import Calc, Question, notes
from bjsubsidy.answers.caps import Assessment, CapUse
from bjsubsidy.answers.claim import Finding
from bjsubsidy.answers.due import Due
from bjsubsidy.answers.find import Listed, inputs
from bjsubsidy.answers.status import Standing
from bjsubsidy.formula.prose import sentence
from bjsubsidy.language import Lang
from bjsubsidy.law.catalogue import Catalogue
from bjsubsidy.law.measure import Deadline, Measure, Provision, Source
from bjsubsidy.quantities import money_text
from bjsubsidy.writers.words import Words, fact_value
from bjsubsidy.writers.working import working

Document = dict[str, Any]


def text(document: Document | None, indent: int | None = 2) -> str:
    separators = (",", ":") if indent is None else None
    return json.dumps(document, ensure_ascii=False, indent=indent, separators=separators, default=str) + "\n"


def _head(kind: str, catalogue: Catalogue) -> Document:
    return {"schema": f"bjsubsidy/{kind}/1", "catalogue": {"edition": catalogue.edition.id, "sha256": catalogue.sha256}}


def _money(fen: int | None) -> str | None:
    return None if fen is None else money_text(fen)


def calc(answer: Calc, catalogue: Catalogue, lang: Lang, cautions: Sequence[str]) -> Document:
    item = answer.item
    return {
        **_head("calc", catalogue),
        "input": item.input,
        "amount": money_text(item.amount),
        "on": item.on.isoformat(),
        "as_of": answer.as_of.isoformat(),
        "facts": {id: fact_value(catalogue, id, value) for id, value in item.facts.items()},
        "best": answer.best.claim.measure.id if answer.best else None,
        "assessments": [_assessment(assessment, catalogue, lang) for assessment in answer.assessments],
        "questions": [_question(question) for question in answer.questions],
        "cautions": list(cautions),
    }


def _question(question: Question) -> Document:
    return {"fact": question.fact, "amount": _money(question.amount)}


def _assessment(assessment: Assessment, catalogue: Catalogue, lang: Lang) -> Document:
    claim = assessment.claim
    words = Words(catalogue, lang, claim.item.input)
    return {
        "measure": claim.measure.id,
        "verdict": claim.verdict,
        "bound": claim.measure.bound,
        "nature": claim.measure.nature,
        "low": money_text(assessment.low),
        "high": _money(assessment.high),
        "uncapped": _money(claim.uncapped),
        "caps": [_cap(use) for use in assessment.caps],
        "conditions": [_condition(finding, words) for finding in claim.findings],
        "authority": list(claim.measure.authority),
        "sources": [_source(source, catalogue) for source in claim.measure.sources],
        "notes": [note.in_(lang) for note in notes(assessment, catalogue)],
        "steps": working(assessment, words),
    }


def _cap(use: CapUse) -> Document:
    return {
        "amount": money_text(use.amount),
        "counts": use.cap.counts,
        "scope": list(use.cap.scope),
        "used": _money(use.used),
        "remaining": _money(use.remaining),
        "binds_at": _money(use.binds_at),
        "binding": use.binding,
    }


def _condition(finding: Finding, words: Words) -> Document:
    return {"fact": finding.fact, "state": finding.state, "text": sentence(finding.test, words)}


def _source(source: Source, catalogue: Catalogue) -> Document:
    if source.where is not None:
        return {"outside": True, "where": source.where.zh}
    number = catalogue.document(source.document or "").number
    return {"document": source.document, "number": number, "article": source.article, "pages": list(source.pages)}


def deadlines(found: Sequence[Deadline], catalogue: Catalogue, lang: Lang) -> Document:
    return {**_head("deadlines", catalogue), "deadlines": [_deadline(deadline, catalogue, lang) for deadline in found]}


def _deadline(deadline: Deadline, catalogue: Catalogue, lang: Lang) -> Document:
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
        **_head("due", catalogue),
        "limit": answer.limit.id,
        "title": answer.limit.title.in_(lang),
        "start": answer.start.isoformat(),
        "due": answer.due.isoformat(),
        "provisional": answer.provisional,
        "days": [day.isoformat() for day in answer.days],
        "sources": [_source(source, catalogue) for source in answer.limit.sources],
        "notes": [catalogue.reading(id).line().in_(lang) for id in answer.limit.readings],
    }


def status(answer: Standing, catalogue: Catalogue, lang: Lang, cautions: Sequence[str]) -> Document:
    words = Words(catalogue, lang)
    return {
        **_head("status", catalogue),
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
    return {**_head("measures", catalogue), "measures": [_listed(listed, catalogue, lang) for listed in found]}


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
    return {**_head("show", catalogue), "kind": listed.kind, "id": id, "entry": row, "readings": readings}
