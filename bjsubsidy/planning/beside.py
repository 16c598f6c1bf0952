"""What any claim would be paid beside the claims that are chosen, by the rule of caps itself and without adding all again.

A claim shares its caps with claims of its own measure only, and what it is paid depends on those alone that come before it.
"""

from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from itertools import accumulate

from bjsubsidy.answers.caps import Assessment, Group, Ledger, apply, assess, group
from bjsubsidy.answers.claim import Claim
from bjsubsidy.law.cap import Cap
from bjsubsidy.law.firm import Receipt

Turn = tuple[date, int]


# So many are always worked out: a plan of usual size has all its reasons, however slow the machine is.
_ALWAYS = 2000


class TooLate(Exception):
    """There is no time left to work out what a claim would be paid."""


class Beside:
    """`answers` are what the chosen claims are paid together, by place; `groups` the place of the claim that takes each group.

    A turn is a claim's day and its place in the file. What is asked for out of time is `TooLate`, and `left_out` holds its ids.
    """

    def __init__(
        self,
        receipts: Sequence[Receipt],
        answers: Mapping[int, Assessment],
        groups: Mapping[int, int],
        out_of_time: Callable[[], bool] = lambda: False,
    ) -> None:
        self.groups = groups
        self.left_out: set[int] = set()
        self._work = 0
        self._out_of_time = out_of_time
        self._receipts = receipts
        self.answers = answers
        self._known = {id(answer.claim): answer for answer in answers.values()}
        self._measures: dict[str, list[int]] = {}
        uses: dict[Group, list[tuple[Turn, int]]] = {}
        for place, answer in answers.items():
            self._measures.setdefault(answer.claim.measure.id, []).append(place)
            for use in answer.caps:
                uses.setdefault(group(use.cap, answer.claim), []).append((_turn(place, answer.claim), answer.takes(use)))
        self._uses = {key: _added_up(own) for key, own in uses.items()}

    def paid(self, place: int, claim: Claim, without: int | None = None) -> Assessment:
        """What a claim is paid in place of its item's, which is itself or of another measure.

        `without` names the place of a claim of its measure that is not made then.
        """
        turn = _turn(place, claim)
        if without is not None and _turn(without, self.answers[without].claim) < turn:
            return self._again(turn, without, claim)
        if id(claim) not in self._known:
            self._start(claim)
            self._work += 1
            self._known[id(claim)] = assess(claim, _Earlier(self._receipts, self._uses, turn))
        return self._known[id(claim)]

    def _again(self, turn: Turn, without: int, claim: Claim) -> Assessment:
        """What a claim is paid after those of its measure that come before its turn, but for one."""
        self._start(claim)
        of_measure = {number: self.answers[number].claim for number in self._measures.get(claim.measure.id, []) if number != without}
        earlier = [other for number, other in of_measure.items() if _turn(number, other) < turn]
        self._work += len(earlier) + 1
        return apply([*earlier, claim], self._receipts)[-1]

    def gain(self, place: int, claim: Claim) -> int:
        """How much more all claims together are paid with this one in place of its item's, in fen."""
        self._start(claim)
        own = self.answers.get(place)
        measures = {claim.measure.id} | ({own.claim.measure.id} if own else set())
        before = {number: self.answers[number] for measure in measures for number in self._measures.get(measure, [])}
        after = {number: answer.claim for number, answer in before.items()} | {place: claim}
        self._work += len(after)
        paid = apply([after[number] for number in sorted(after)], self._receipts)
        return sum(answer.high or 0 for answer in paid) - sum(answer.high or 0 for answer in before.values())

    def _start(self, claim: Claim) -> None:
        """`TooLate` where there is no time for a claim: asked before anything is done for it, the others of its measure may be many."""
        if self._work > _ALWAYS and self._out_of_time():
            self.left_out.add(id(claim))
            raise TooLate


class _Earlier(Ledger):
    """What the claims chosen use of each cap before a turn."""

    def __init__(self, receipts: Sequence[Receipt], uses: "_Uses", turn: Turn) -> None:
        super().__init__(receipts)
        self._uses = uses
        self._turn = turn

    def counted(self, cap: Cap, claim: Claim) -> int:
        turns, sums = self._uses.get(group(cap, claim), ([], [0]))
        return sums[bisect_left(turns, self._turn)]


_Uses = Mapping[Group, tuple[list[Turn], list[int]]]


def _turn(place: int, claim: Claim) -> Turn:
    return claim.item.on, place


def _added_up(uses: list[tuple[Turn, int]]) -> tuple[list[Turn], list[int]]:
    """The turns in order, and what is used before each and after the last."""
    ordered = sorted(uses)
    return [turn for turn, _ in ordered], list(accumulate((taken for _, taken in ordered), initial=0))
