"""What was chosen for every firm of a table, kept small until it is told; and what others use up of caps that run across firms."""

from collections.abc import Sequence
from functools import cached_property

from bjsubsidy.answers.caps import Assessment, Group, apply, group, receipt_counts
from bjsubsidy.answers.claim import Claim
from bjsubsidy.batching.instead import kept_across
from bjsubsidy.batching.request import Request
from bjsubsidy.law.firm import Receipt
from bjsubsidy.planning.claim_set import BestSet, ClaimSet
from bjsubsidy.record import Record


class ChosenOptions(Record):
    """The place of the option that each item takes, None of none; the rest as `BestSet` has it."""

    options: tuple[int | None, ...]
    paid: int
    gap: int
    refund_gap: int
    proven: bool


class OthersUse(Record):
    """What other firms use of caps that a firm's claims share with them: a measure, how many claims and receipts, and their fen."""

    measure: str
    count: int
    fen: int


class ChosenSets:
    """By the keys of firms. A cap that does not count by the firm runs across them, in the order of days and then of rows."""

    def __init__(self, request: Request) -> None:
        self.receipts = request.receipts
        self._of: dict[str, ChosenOptions] = {}
        self._across = {measure.id for measure in request.measures if any("enterprise" not in cap.scope for cap in measure.caps)}
        # The plan of a firm has what others received under these already.
        self._known = kept_across(request)
        self._shared: list[tuple[int, str, Claim]] = []

    def note(self, key: str, rows: Sequence[int], firm: ClaimSet, found: BestSet) -> None:
        """What was chosen for the firm of a key, whose items stand in these rows."""
        options = (_place(claim, firm, place) for place, claim in enumerate(found.chosen))
        self._of[key] = ChosenOptions(tuple(options), found.paid, found.gap, found.refund_gap, found.proven)
        chosen = zip(rows, found.chosen, strict=True)
        self._shared += [(row, key, claim) for row, claim in chosen if claim is not None and claim.measure.id in self._across]

    def restored(self, key: str, firm: ClaimSet) -> BestSet:
        """The choice of a firm whose claims are laid out again."""
        kept = self._of[key]
        chosen = [None if option is None else firm.options[place][option][0] for place, option in enumerate(kept.options)]
        return BestSet(chosen, kept.paid, kept.gap, kept.refund_gap, kept.proven)

    def unproven(self) -> int:
        """How many firms' choices were not proven best."""
        return sum(not choice.proven for choice in self._of.values())

    def of_others(self, key: str, found: BestSet) -> list[Receipt]:
        """What other firms received, and are paid, under caps that the claims chosen for a firm count under too.

        Counted first, as receipts are, it leaves each claim what it has in its turn: all that is paid under a cap fits into it, and
        after a claim that a cap has cut nothing more is paid.
        """
        met = dict.fromkeys(common for claim in found.chosen if claim is not None for common in _across_firms(claim))
        used = {number: None for common in met for number in self._by_group.get(common, ())}
        paid = [_as_receipt(self._paid[number], firm) for number in used if (firm := self._shared[number][1]) != key]
        return [*self._received_by_others(key, found), *paid]

    def _received_by_others(self, key: str, found: BestSet) -> list[Receipt]:
        mine = [claim for claim in found.chosen if claim is not None and claim.measure.id in self._across]
        ids = self._across - self._known if mine else set[str]()
        others = [one for one in self.receipts if one.measure in ids and one.enterprise not in (None, key)]
        return [one for one in others if any(receipt_counts(one, cap, claim) for claim in mine for cap in claim.measure.caps)]

    @cached_property
    def _paid(self) -> list[Assessment]:
        """What the claims under such caps are paid, all of them together."""
        self._shared.sort(key=lambda shared: shared[0])
        return apply([claim for _, _, claim in self._shared], self.receipts)

    @cached_property
    def _by_group(self) -> dict[Group, list[int]]:
        found: dict[Group, list[int]] = {}
        for number, answer in enumerate(self._paid):
            for common in _across_firms(answer.claim) if answer.high else ():
                found.setdefault(common, []).append(number)
        return found


def uses_said(receipts: Sequence[Receipt]) -> list[OthersUse]:
    """What others use, summed by measure."""
    sums: dict[str, OthersUse] = {}
    for receipt in receipts:
        before = sums.get(receipt.measure, OthersUse(receipt.measure, 0, 0))
        sums[receipt.measure] = before.replace(count=before.count + 1, fen=before.fen + receipt.amount)
    return list(sums.values())


def _place(claim: Claim | None, firm: ClaimSet, place: int) -> int | None:
    return next((number for number, (one, _) in enumerate(firm.options[place]) if one is claim), None)


def _across_firms(claim: Claim) -> list[Group]:
    """The groups of a claim's caps that other firms may share: none that counts by the firm, or by what nobody named."""
    caps = [cap for cap in claim.measure.caps if "enterprise" not in cap.scope]
    return [group(cap, claim) for cap in caps if all(scope in claim.item.facts for scope in cap.named())]


def _as_receipt(answer: Assessment, firm: str) -> Receipt:
    claim = answer.claim
    named = {scope: claim.item.facts[scope] for cap in claim.measure.caps for scope in cap.named() if scope in claim.item.facts}
    return Receipt(claim.measure.id, answer.high or 0, claim.item.on, firm, named)
