"""What a plan does not claim: what each measure would pay beside the other claims, and the reason, an id with its words."""

from collections.abc import Iterator
from typing import Literal

from bjsubsidy.answers.caps import Assessment
from bjsubsidy.answers.claim import Claim
from bjsubsidy.answers.exclusions import one_scope_said
from bjsubsidy.formula.tree import NotReceived
from bjsubsidy.language import Text
from bjsubsidy.law.catalogue import Catalogue
from bjsubsidy.planning.beside import TooLate
from bjsubsidy.planning.claim_set import BestSet, ClaimSet, is_chosen
from bjsubsidy.record import Record

Reason = Literal[
    "unmet",
    "amount-unknown",
    "unconfirmed",
    "one-only",
    "excluded",
    "received",
    "received-instead",
    "used-up",
    "pays-nothing",
    "adds-nothing",
    "others-lose",
    "equal",
    "cut",
    "capped",
    "less",
    "not-reached",
    "too-late",
]

REASON_WORDS: dict[Reason, Text] = {
    "unmet": Text("有条件不符合", "a condition is not met"),
    "amount-unknown": Text("缺少计算金额所需的情况", "a fact that the amount needs is missing"),
    "unconfirmed": Text("待定，而只选符合的", "unconfirmed, and only eligible claims are chosen"),
    "one-only": Text("同一{scope}已选另一项", "another claim for the same {scope} is chosen"),
    "excluded": Text("与已选的另一项措施不能同时享受", "it is not had together with another measure that is chosen"),
    "received-instead": Text("已收到过不能与它同时享受的支持", "support that is not had together with it has already been received"),
    "received": Text("同一{scope}已收到过这项支持", "this support has already been received for the same {scope}"),
    "used-up": Text("上限已用完", "its cap is used up"),
    "pays-nothing": Text("金额为零", "it pays nothing"),
    "adds-nothing": Text("其他项目已把上限用满，再加一项合计不变", "other items use up the cap: one more would add nothing to the total"),
    "others-lose": Text("选了它，其他项目少得的不少于它的金额", "choosing it would cost the other items at least as much"),
    "equal": Text("金额相同，一个项目只能申请一项措施", "it pays the same, and an item can be claimed under one measure only"),
    "cut": Text("上限尚余不足", "too little of its cap remains"),
    "capped": Text("有上限，金额较少", "it is capped and pays less"),
    "less": Text("金额较少", "it pays less"),
    "not-reached": Text("搜索在时限内没有查到它", "the search did not reach it in time"),
    "too-late": Text("时限内没有算出它", "it was not worked out in time"),
}


class GivenUp(Record):
    """A measure an item does not claim: what it would pay beside the other claims, in fen, and why it is given up.

    `claimed`: whether the item claims another.
    """

    label: str
    claim: Claim
    high: int | None
    reason: Reason
    claimed: bool

    @property
    def lost(self) -> bool:
        """Whether it would pay but for what was received or, where its item claims nothing, for a cap that is used up."""
        gone = self.reason in ("received", "received-instead") or (self.reason == "used-up" and not self.claimed)
        return gone and bool(self.claim.uncapped)

    def why(self, catalogue: Catalogue) -> Text:
        """The reason in words: what a rule allows one claim for is said as the rule counts it."""
        said = REASON_WORDS[self.reason]
        if self.reason not in ("one-only", "received"):
            return said
        scope = one_scope_said(self.claim.measure, catalogue)
        return Text(said.zh.format(scope=scope.zh), said.en.format(scope=scope.en))


def given_up(firm: ClaimSet, found: BestSet) -> Iterator[GivenUp]:
    """Every claim that the chosen set leaves, with the reason; by item in file order."""
    for place, claims in enumerate(firm.claims):
        for other in claims:
            if not is_chosen(found.chosen, place, other):
                high, reason = _in_time(firm, found, place, other)
                yield GivenUp(firm.profile.items[place].label, other, high, reason, found.chosen[place] is not None)


def _in_time(firm: ClaimSet, found: BestSet, place: int, other: Claim) -> tuple[int | None, Reason]:
    try:
        return _reason(firm, found, place, other)
    except TooLate:
        return None, "too-late"


def _reason(firm: ClaimSet, found: BestSet, place: int, other: Claim) -> tuple[int | None, Reason]:
    """What a measure that is not claimed would pay beside the other claims, and why it is given up."""
    chosen = found.chosen
    if other.verdict == "ineligible":
        unmet = [finding.test for finding in other.findings if finding.state == "unmet"]
        return 0, "received-instead" if all(isinstance(test, NotReceived) for test in unmet) else "unmet"
    if firm.strict and other.verdict == "unconfirmed":
        return firm.instead(chosen, place, other).high, "unconfirmed"
    if other.uncapped is None:
        return None, "amount-unknown"
    rival = firm.rival(chosen, place, other)
    if rival is not None:
        return firm.instead(chosen, place, other, without=rival).high, "one-only"
    if firm.received_before(other):
        return 0, "received"
    if firm.barred(chosen, place, other):
        return firm.instead(chosen, place, other).high, "excluded"
    beside = firm.instead(chosen, place, other)
    if not beside.high:
        return 0, "used-up" if other.uncapped else "pays-nothing"
    return beside.high, _beaten(firm, found, place, beside)


def _beaten(firm: ClaimSet, found: BestSet, place: int, beside: Assessment) -> Reason:
    """Why a measure that would pay something is not the one chosen."""
    high, own = beside.high or 0, found.chosen[place]
    paid = 0 if own is None else firm.instead(found.chosen, place, own).high or 0
    if high > paid and not found.sum_proven and firm.beside(found.chosen).gain(place, beside.claim) > 0:
        return "not-reached"
    if own is None:
        return "adds-nothing"
    if high > paid:
        return "others-lose"
    if high == paid:
        return "equal"
    if any(use.binding and use.used for use in beside.caps):
        return "cut"
    return "capped" if any(use.binding for use in beside.caps) else "less"
