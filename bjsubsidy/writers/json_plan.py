"""The JSON document of `plan`."""

from collections.abc import Sequence

from bjsubsidy.language import Lang
from bjsubsidy.law.catalogue import Catalogue
from bjsubsidy.planning.compare import Change, Comparison
from bjsubsidy.planning.plan import CapBalance, GivenUp, Plan, PlannedClaim, Total
from bjsubsidy.quantities import money_text
from bjsubsidy.writers.json import Document, assessment_of, cap_of, deadline_of, head_of, money_of, question_of
from bjsubsidy.writers.sheets.plan import why
from bjsubsidy.writers.words import Phrases, plain_value


def plan(answer: Plan, catalogue: Catalogue, lang: Lang, cautions: Sequence[str]) -> Document:
    words = Phrases(catalogue, lang)
    return {
        **head_of("plan", catalogue),
        "enterprise": answer.profile.name,
        "as_of": answer.profile.as_of.isoformat(),
        "strict": answer.strict,
        "total": {**_total(answer.total), "natures": {nature: _total(total) for nature, total in answer.natures.items()}},
        "sum_proven": answer.gap == 0,
        "proven": answer.proven,
        "gap": money_text(answer.gap),
        "claims": [_kept(kept, catalogue, lang) for kept in answer.claims],
        "given_up": [_given_up(given_up, words) for given_up in answer.given_up],
        "caps": [_cap_left(left) for left in answer.caps],
        "questions": [
            {**question_of(asked.question), "items": list(asked.labels), "measures": list(asked.measures)} for asked in answer.questions
        ],
        "deadlines": [deadline_of(deadline, catalogue, lang) for deadline in answer.deadlines],
        "limits": [limit.id for limit in answer.limits],
        "cautions": list(cautions),
    }


def _total(total: Total) -> Document:
    return {"low": money_text(total.low), "high": money_text(total.high)}


def _kept(kept: PlannedClaim, catalogue: Catalogue, lang: Lang) -> Document:
    item = kept.assessment.claim.item
    head = {"item": kept.label, "input": item.input, "amount": money_text(item.amount), "on": item.on.isoformat()}
    return {**head, **assessment_of(kept.assessment, catalogue, lang)}


def _given_up(given_up: GivenUp, words: Phrases) -> Document:
    said = {"item": given_up.label, "measure": given_up.claim.measure.id, "verdict": given_up.claim.verdict}
    return {**said, "high": money_of(given_up.high), "why": why(given_up, words)}


def _cap_left(left: CapBalance) -> Document:
    named = {scope: plain_value(value) for scope, value in zip(left.use.cap.scope, left.named, strict=True) if value is not None}
    used = {"received": money_of(left.received), "claimed": money_text(left.claimed)}
    return {"measure": left.measure, **cap_of(left.use), **used, "named": named, "fits": list(left.fits)}


def against(answer: Comparison, catalogue: Catalogue) -> Document:
    return {
        **head_of("plan-against", catalogue),
        "before": _total(answer.before.total),
        "after": _total(answer.after.total),
        "change": {"low": money_text(answer.low), "high": money_text(answer.high)},
        "claims": [_change(change) for change in answer.changes],
        "unchanged": answer.unchanged,
    }


def _change(change: Change) -> Document:
    return {
        "item": change.label,
        "before": _side(change.before),
        "after": _side(change.after),
        "change": money_text(change.by),
        "low_change": money_text(change.low_by),
    }


def _side(kept: PlannedClaim | None) -> Document | None:
    if kept is None:
        return None
    assessment = kept.assessment
    said = {"measure": assessment.claim.measure.id, "verdict": assessment.claim.verdict}
    return {**said, "low": money_text(assessment.low), "high": money_of(assessment.high)}
