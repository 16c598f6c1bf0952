"""The JSON document of `plan`."""

from typing import TYPE_CHECKING

from bjsubsidy.language import Lang
from bjsubsidy.law.catalogue import Catalogue
from bjsubsidy.planning.given_up import GivenUp
from bjsubsidy.planning.plan import CapBalance, Plan, PlannedClaim, Total
from bjsubsidy.quantities import money_text, plain_value
from bjsubsidy.reports.document import assessment_of, cap_of, deadline_of, money_of, question_of
from bjsubsidy.reports.phrases import Phrases
from bjsubsidy.reports.plan_table import reason_line

if TYPE_CHECKING:
    from bjsubsidy.reports.outputs.common import TotalJson, UncountedJson
    from bjsubsidy.reports.outputs.plan import CapBalanceJson, GivenUpJson, PlanBody, PlannedClaimJson


def plan_document(answer: Plan, catalogue: Catalogue, lang: Lang) -> "PlanBody":
    """What a machine is told of a firm's plan."""
    words = Phrases(catalogue, lang)
    return {
        "enterprise": answer.profile.name,
        "as_of": answer.profile.as_of.isoformat(),
        "strict": answer.strict,
        "total": {**total_of(answer.total), "natures": {nature: total_of(total) for nature, total in answer.natures.items()}},
        "strict_low": money_of(answer.strict_low),
        "uncounted": uncounted_of(answer),
        "sum_proven": answer.gap == 0 and answer.refund_gap == 0,
        "proven": answer.proven,
        "gap": money_text(answer.gap),
        "refund_gap": money_text(answer.refund_gap),
        "claims": [_kept(kept, catalogue, lang) for kept in answer.claims],
        "given_up": [_given_up(given_up, words) for given_up in answer.given_up],
        "caps": [_cap_left(left) for left in answer.caps],
        "questions": [
            {**question_of(asked.question), "items": list(asked.labels), "measures": list(asked.measures)} for asked in answer.questions
        ],
        "deadlines": [deadline_of(deadline, catalogue, lang) for deadline in answer.deadlines],
        "limits": [limit.id for limit in answer.limits],
    }


def total_of(total: Total) -> "TotalJson":
    """A sum as decimal text: its two ends, and the high sum of what is known."""
    return {"low": money_text(total.low), "high": money_of(total.high), "counted": money_text(total.counted)}


def uncounted_of(answer: Plan) -> "list[UncountedJson]":
    """What no sum holds: item, measures, and the facts to answer."""
    return [{"item": entry.item, "measures": list(entry.measures), "facts": list(entry.facts)} for entry in answer.uncounted]


def _kept(kept: PlannedClaim, catalogue: Catalogue, lang: Lang) -> "PlannedClaimJson":
    claim = kept.assessment.claim
    return {
        "item": kept.label,
        "input": claim.item.input,
        "amount": money_text(claim.item.amount),
        "on": claim.item.on.isoformat(),
        "assumed": {fact: plain_value(answer) for fact, answer in claim.assumed.items()},
        **assessment_of(kept.assessment, catalogue, lang),
    }


def _given_up(given_up: GivenUp, words: Phrases) -> "GivenUpJson":
    return {
        "item": given_up.label,
        "measure": given_up.claim.measure.id,
        "verdict": given_up.claim.verdict,
        "high": money_of(given_up.high),
        "reason": given_up.reason,
        "why": reason_line(given_up, words),
    }


def _cap_left(left: CapBalance) -> "CapBalanceJson":
    named = {scope: plain_value(value) for scope, value in zip(left.use.cap.scope, left.named, strict=True) if value is not None}
    return {
        "measure": left.measure,
        **cap_of(left.use),
        "received": money_of(left.received),
        "claimed": money_text(left.claimed),
        "named": named,
        "fits": list(left.fits),
    }
