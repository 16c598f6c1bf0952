"""Every amount of a query in whole numbers: with the facts fixed each measure is a few straight pieces, as its curve tells.

Who asks for a million amounts pays the rule once; `calc` of any one of them comes to the same fen.
"""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from math import gcd
from typing import NamedTuple

from bjsubsidy.answers.amount import Figures, figures_of
from bjsubsidy.answers.calc import calc_item, rank
from bjsubsidy.answers.caps import Assessment, certain, rooms
from bjsubsidy.answers.claim import Claim
from bjsubsidy.answers.curve import Curve
from bjsubsidy.answers.query import Query
from bjsubsidy.formula.solve import is_bent, straight
from bjsubsidy.formula.tree import AMOUNT, Amount, Round
from bjsubsidy.law.catalogue import Catalogue
from bjsubsidy.law.firm import Item
from bjsubsidy.quantities import MOST_FEN


class StraightLine(NamedTuple):
    """An amount that grows with its input: `times` × input less `less`, divided by `parts` and rounded down; never below zero."""

    times: int
    less: int
    parts: int

    def at(self, input: int) -> int:
        return max((self.times * input - self.less) // self.parts, 0)


_NOTHING = StraightLine(0, 0, 1)


class ClaimPiece(NamedTuple):
    """A claim on inputs that share its verdict: no input above `most` counts, and no amount above `cap` is paid."""

    claim: Claim
    high: StraightLine
    low: StraightLine
    most: int
    cap: int

    def at(self, input: int) -> tuple[int, int]:
        """High and low."""
        _, rising, sure, most, cap = self
        counted = input if input < most else most
        paid = rising.at(counted)
        if paid > cap:
            paid = cap
        least = sure.at(counted) if sure.times else 0
        return paid, least if least < paid else paid


class Segment(NamedTuple):
    """From a first input on: the pieces that pay, in the order of their ids, and the claims whose amount is unknown."""

    pieces: tuple[ClaimPiece, ...]
    unknown: tuple[Claim, ...]

    def at(self, input: int) -> Figures:
        best, high, low = None, 0, 0
        for piece in self.pieces:
            paid, least = piece.at(input)
            if paid > high or (paid == high and least > low):
                best, high, low = piece, paid, least
        if best is None:
            return Figures(input, None, 0, None if self.unknown else 0, None, self.unknown)
        return Figures(input, best.claim, low, high, best.high.at(input), self.unknown)


class NotStraight(Exception):
    """A formula that is no straight line of its input."""


def figures_by_input(asked: Query, catalogue: Catalogue) -> Callable[[int], Figures]:
    """What `calc` answers for an input in fen, which is at least what is deducted from it."""
    curves = [Curve(measure, asked, catalogue) for measure in sorted(asked.measures, key=lambda measure: measure.id)]
    if any(is_bent(measure.benefit.formula()) for measure in asked.measures):
        return lambda input: _worked_out(asked, catalogue, input)
    try:
        return _straight(curves)
    except NotStraight:
        return lambda input: _worked_out(asked, catalogue, input)


def _worked_out(asked: Query, catalogue: Catalogue, input: int) -> Figures:
    item = Item(asked.input, input, asked.on, asked.facts)
    answer = calc_item(catalogue, item, asked.as_of, asked.measures, asked.receipts, asked.strict)
    return figures_of(input, answer.assessments)


def _straight(curves: Sequence[Curve]) -> Callable[[int], Figures]:
    least = max(curve.first for curve in curves)
    starts = sorted({least, *(stretch.first for curve in curves for stretch in curve.stretches if stretch.first > least)})
    stretches = [_stretch([curve.at(start) for curve in curves]) for start in starts]
    return lambda input: stretches[bisect_right(starts, input) - 1].at(input)


def _stretch(answers: Sequence[Assessment]) -> Segment:
    """What holds from the input of these answers on, until a verdict changes; the answers stand in the order of ids."""
    paying = [answer for answer in answers if not answer.dropped]
    unknown = sorted((answer for answer in paying if answer.high is None), key=rank)
    pieces = (_piece(answer) for answer in paying if answer.high is not None)
    return Segment(tuple(pieces), tuple(answer.claim for answer in unknown))


def _piece(answer: Assessment) -> ClaimPiece:
    claim, least = answer.claim, certain(answer.claim)
    high = _line(claim.measure.benefit.formula(), claim)
    low = _NOTHING if least is None else _line(least, claim)
    most = min([MOST_FEN, *rooms(answer.caps, "base")])
    return ClaimPiece(claim, high, low, most, min([high.at(MOST_FEN), *rooms(answer.caps, "amount")]))


def _line(formula: Amount, claim: Claim) -> StraightLine:
    """A formula in whole numbers; half a part more, rounded down, is rounded half up."""
    others = {name: value for name, value in claim.givens().items() if name != AMOUNT}
    half = isinstance(formula, Round)
    found = straight(formula.of if isinstance(formula, Round) else formula, others)
    if found is None or not (half or found[0].denominator == found[1].denominator == 1):
        raise NotStraight
    rate, over = found
    parts = rate.denominator * over.denominator
    times, less = 2 * rate.numerator * over.denominator, 2 * rate.numerator * over.numerator - (parts if half else 0)
    common = gcd(times, less, 2 * parts)
    return StraightLine(times // common, less // common, 2 * parts // common)
