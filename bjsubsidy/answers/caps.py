"""Claims in the order of their days, and what was received before them: what each cap leaves of each claim."""

from collections.abc import Sequence
from fractions import Fraction

from bjsubsidy.answers.claim import Claim
from bjsubsidy.formula.evaluate import WorkingLine, number, working
from bjsubsidy.formula.tree import AMOUNT, Amount
from bjsubsidy.law.cap import Cap
from bjsubsidy.law.firm import Receipt
from bjsubsidy.law.measure import Measure
from bjsubsidy.quantities import Value, rounded_up, same_key
from bjsubsidy.record import Record

Group = tuple[object, ...]


class CapUse(Record):
    """A cap as one claim meets it, in fen; `unnamed` are its scopes that nobody named."""

    cap: Cap
    claim: Claim
    amount: int
    used: int | None
    remaining: int | None
    binding: bool
    unnamed: tuple[str, ...]

    @property
    def binds_at(self) -> int | None:
        """The input at which the cap is reached: cap ÷ rate, and what is deducted before, rounded up to the fen."""
        if self.cap.counts == "base":
            return self.amount
        return _input_for(self.amount, self.claim)


class Assessment(Record):
    """The answer for one claim: low and high after all caps, in fen; `counted` is the input after caps on the base.

    `dropped` claims are ineligible, or unconfirmed where strict: they use up nothing.
    """

    claim: Claim
    low: int
    high: int | None
    caps: tuple[CapUse, ...]
    counted: int
    dropped: bool = False

    @property
    def remaining(self) -> int | None:
        """What the tightest cap on the amount has left after this claim, in fen; None without one."""
        return min((room - (self.high or 0) for room in rooms(self.caps, "amount")), default=None)

    def after(self, use: CapUse) -> CapUse:
        """One of its caps after this claim."""
        used = None if use.used is None else use.used + self.takes(use)
        remaining = None if used is None else max(use.amount - used, 0)
        return use.replace(used=used, remaining=remaining)

    def takes(self, use: CapUse) -> int:
        """What this claim uses of one of its caps, in fen; nothing where it is dropped or its amount is unknown."""
        if self.dropped or self.high is None:
            return 0
        return self.counted if use.cap.counts == "base" else self.high

    def working(self) -> tuple[list[WorkingLine], list[WorkingLine], list[WorkingLine]]:
        """How the least amount of a range, the high amount, and the amount after a cap on the base come about."""
        benefit, given = self.claim.measure.benefit, self.claim.givens()
        least = working(benefit.least(), given) if self.claim.measure.bound == "range" else []
        cut = working(benefit.formula(), {**given, AMOUNT: self.counted}) if self.counted < self.claim.item.amount else []
        return least, working(benefit.formula(), given), cut


class Ledger:
    """What earlier claims and receipts have used of each cap."""

    def __init__(self, receipts: Sequence[Receipt]) -> None:
        self._receipts = receipts
        self._used: dict[Group, int] = {}

    def used(self, cap: Cap, claim: Claim, tried: Claim | None = None) -> int | None:
        """In fen; None where receipts cannot be turned into input, because the rate is unknown.

        Receipts count against the claim as it is `tried`, earlier claims against it as it stands.
        """
        received = self._received(cap, tried or claim)
        return None if received is None else received + self.counted(cap, claim)

    def counted(self, cap: Cap, claim: Claim) -> int:
        """What earlier claims have used of a cap, in fen."""
        return self._used.get(group(cap, claim), 0)

    def use(self, cap: Cap, claim: Claim, amount: int) -> None:
        key = group(cap, claim)
        self._used[key] = self._used.get(key, 0) + amount

    def _received(self, cap: Cap, claim: Claim) -> int | None:
        received = sum(receipt.amount for receipt in self._receipts if receipt_counts(receipt, cap, claim))
        if cap.counts == "amount" or not received:
            return received
        return _input_for(received, claim)


def _input_for(amount: int, claim: Claim) -> int | None:
    """The least input on which a measure brings an amount, in whole fen; None where its rate is unknown."""
    from bjsubsidy.formula.solve import input_giving

    base = input_giving(claim.measure.benefit.formula(), Fraction(amount), claim.givens())
    return None if base is None else rounded_up(base)


def group(cap: Cap, claim: Claim) -> Group:
    """What a cap is counted by. A scope that nobody named is one common group within the enterprise."""
    named = tuple(same_key(scope_value(scope, claim)) for scope in cap.scope)
    common = same_key(claim.item.enterprise) if None in named else None
    return (claim.measure.id, claim.measure.caps.index(cap), named, common)


def scope_value(scope: str, claim: Claim) -> Value | None:
    """What a claim counts under in a scope; None where nobody named it."""
    if scope == "enterprise":
        return claim.item.enterprise or ""
    return claim.item.on.year if scope == "year" else claim.item.facts.get(scope)


def receipt_counts(receipt: Receipt, cap: Cap, claim: Claim) -> bool:
    """A receipt uses a cap up where every scope it names is the claim's."""
    if receipt.measure != claim.measure.id:
        return False
    of_enterprise = "enterprise" in cap.scope or bool(_unnamed(cap, claim))
    if of_enterprise and receipt.enterprise is not None and same_key(receipt.enterprise) != same_key(claim.item.enterprise):
        return False
    if "year" in cap.scope and receipt.on is not None and receipt.on.year != claim.item.on.year:
        return False
    return all(_meets(receipt.scope.get(scope), claim.item.facts.get(scope)) for scope in cap.named())


def _meets(received: Value | None, claimed: Value | None) -> bool:
    """What one side did not name may be what the other named: it counts, so that no cap is granted twice."""
    return received is None or claimed is None or same_key(received) == same_key(claimed)


def _unnamed(cap: Cap, claim: Claim) -> tuple[str, ...]:
    return tuple(scope for scope in cap.named() if scope not in claim.item.facts)


def apply(claims: Sequence[Claim], receipts: Sequence[Receipt], strict: bool = False) -> list[Assessment]:
    """Assess claims in the order of their days (ties in the order given); answers stand in the order given.

    `strict` drops unconfirmed claims before caps: they pay nothing and use up nothing.
    """
    ledger = Ledger(receipts)
    answers: dict[int, Assessment] = {}
    for place, claim in sorted(enumerate(claims), key=lambda numbered: numbered[1].item.on):
        answers[place] = assess(claim, ledger, strict)
    return [answers[place] for place in range(len(claims))]


def assess(claim: Claim, ledger: Ledger, strict: bool = False) -> Assessment:
    """One claim after what a ledger holds, which then holds its own use too."""
    uses = tuple(use for cap in claim.measure.caps if (use := _use(cap, claim, ledger)) is not None)
    if claim.verdict == "ineligible" or (strict and claim.verdict == "unconfirmed"):
        return Assessment(claim, 0, 0, uses, claim.item.amount, dropped=True)
    counted = min([claim.item.amount, *rooms(uses, "base")])
    before = _formula(claim.measure, claim, counted)
    if before is None:
        return Assessment(claim, 0, None, uses, counted)
    high = min([before, *rooms(uses, "amount")])
    answer = Assessment(claim, min(least(claim, counted), high), high, uses, counted)
    for use in uses:
        ledger.use(use.cap, claim, answer.takes(use))
    return answer


def rooms(uses: Sequence[CapUse], counts: str) -> list[int]:
    """What the caps that count the amount, or the base, have left."""
    return [use.remaining for use in uses if use.cap.counts == counts and use.remaining is not None]


def _formula(measure: Measure, claim: Claim, counted: int) -> int | None:
    if counted == claim.item.amount:
        return claim.uncapped
    value = number(measure.benefit.formula(), {**claim.givens(), AMOUNT: counted})
    return None if value is None else int(value)


def least(claim: Claim, counted: int) -> int:
    """The low amount before caps."""
    formula = certain(claim)
    if formula is not None and formula is claim.measure.benefit.formula() and counted == claim.item.amount:
        return claim.uncapped or 0
    low = None if formula is None else number(formula, {**claim.givens(), AMOUNT: counted})
    return 0 if low is None else int(low)


def certain(claim: Claim) -> Amount | None:
    """The formula of the low amount: none while anything is unknown or assumed, or where the text fixes no least rate."""
    unsure = claim.verdict != "eligible" or claim.measure.bound == "at-most" or claim.assumed
    return None if unsure else claim.measure.benefit.least()


def _use(cap: Cap, claim: Claim, ledger: Ledger) -> CapUse | None:
    """A cap as a claim meets it; of a choice that nobody gave the answer counts under which most is left."""
    uses = [_tried(cap, claim, tried, ledger) for tried in _answered(cap, claim)]
    return max((use for use in uses if use is not None), key=lambda use: (use.remaining or 0, use.amount), default=None)


def _answered(cap: Cap, claim: Claim) -> list[Claim]:
    """A claim under each answer by which a cap and what was received under it differ; itself where nothing is open."""
    by, facts = cap.tries(), claim.item.facts
    if by is None or by in facts:
        return [claim]
    return [claim.replace(item=claim.item.replace(facts={**facts, by: answer})) for answer in cap.amounts]


def _tried(cap: Cap, claim: Claim, tried: Claim, ledger: Ledger) -> CapUse | None:
    amount = number(cap.formula(), tried.givens())
    if amount is None:
        return None
    used = ledger.used(cap, claim, tried)
    remaining = None if used is None else max(int(amount) - used, 0)
    before = claim.item.amount if cap.counts == "base" else claim.uncapped
    binding = before is not None and remaining is not None and before > remaining
    return CapUse(cap, claim, int(amount), used, remaining, binding, _unnamed(cap, claim))
