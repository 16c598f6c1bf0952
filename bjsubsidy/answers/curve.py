"""What a measure pays as the input grows: pieces and breakpoints from the rule itself, nothing searched.

With every other fact fixed an amount is a rate of what the input has above a deduction, cut by caps, on stretches of inputs
that share a verdict. So it breaks where a condition on the input turns, where a deduction ends and where a cap is reached.
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import cached_property
from typing import Literal

from bjsubsidy.answers.caps import Assessment, CapUse, apply
from bjsubsidy.answers.claim import Verdict, claim
from bjsubsidy.answers.query import Query
from bjsubsidy.formula.solve import input_giving, switch_points
from bjsubsidy.formula.tree import AMOUNT, Amount, Test
from bjsubsidy.law.deduction import deduction
from bjsubsidy.law.entries import Terms
from bjsubsidy.law.firm import Item
from bjsubsidy.law.measure import Measure
from bjsubsidy.quantities import MOST_FEN, rounded_up
from bjsubsidy.record import Record

_HALF = Fraction(1, 2)
BreakpointKind = Literal["start", "turn", "pays", "cap"]


class Stretch(Record):
    """Inputs in fen, both ends included, that share a verdict; every condition on them answers the same."""

    first: int
    last: int
    verdict: Verdict


class Breakpoint(Record):
    """An input in fen from which something changes, and the answer there.

    `start`: the least input; `turn`: these tests answer otherwise than just below; `pays`: what is deducted ends; `cap`:
    the amount before the cap reaches what the cap has left.
    """

    kind: BreakpointKind
    input: int
    assessment: Assessment
    tests: tuple[Test, ...] = ()
    use: CapUse | None = None


class Point(Record):
    """An input and what it pays, in fen; `high` is None where the amount is unknown."""

    input: int
    low: int
    high: int | None


class Reached(Record):
    """The stretches of inputs whose high amount is `amount`, in order."""

    amount: int
    stretches: tuple[Stretch, ...]


class Curve:
    """One measure over all inputs."""

    def __init__(self, measure: Measure, asked: Query, terms: Terms) -> None:
        self.measure = measure
        self.asked = asked
        self._terms = terms
        less = deduction(measure, asked.facts)
        self.first = less[1] if less else 0
        self._known: dict[int, Assessment] = {}

    def at(self, amount: int) -> Assessment:
        """What `calc` answers for an input."""
        if amount not in self._known:
            asked = self.asked
            item = Item(asked.input, amount, asked.on, asked.facts)
            put_forward = claim(self.measure, item, asked.as_of, self._terms)
            self._known[amount] = apply([put_forward], asked.receipts, asked.strict)[0]
        return self._known[amount]

    @cached_property
    def stretches(self) -> tuple[Stretch, ...]:
        """Inputs on which every condition answers the same."""
        given = self.at(self.first).claim.givens()
        inside = {
            turn
            for test in self.measure.tests_on(self.asked.on, self._terms)
            for turn in switch_points(test, given)
            if self.first < turn <= MOST_FEN
        }
        starts = [self.first, *sorted(inside)]
        ends = [*(start - 1 for start in starts[1:]), MOST_FEN]
        return tuple(Stretch(a, b, self.at(a).claim.verdict) for a, b in zip(starts, ends, strict=True))

    def breakpoints(self) -> tuple[Breakpoint, ...]:
        """In the order of their inputs; the first says what the least input gets."""
        return tuple(point for stretch in self.stretches for point in self._breakpoints(stretch))

    def _breakpoints(self, stretch: Stretch) -> Iterator[Breakpoint]:
        here = self.at(stretch.first)
        if stretch.first == self.first:
            yield Breakpoint("start", stretch.first, here)
        elif tests := _turned(self.at(stretch.first - 1), here):
            yield Breakpoint("turn", stretch.first, here, tests)
        if self._pays(here):
            yield from self._bends(stretch, here)

    def _bends(self, stretch: Stretch, here: Assessment) -> Iterator[Breakpoint]:
        pays, (full, use) = self._solved(Fraction(0)), self._full(here)
        if pays is not None and stretch.first < rounded_up(pays) <= stretch.last and rounded_up(pays) < full:
            yield Breakpoint("pays", rounded_up(pays), self.at(rounded_up(pays)))
        if use is not None and full <= stretch.last and (stretch.first <= full or self._begins(stretch)):
            reached = max(full, stretch.first)
            yield Breakpoint("cap", reached, self.at(reached), use=use)

    def _begins(self, stretch: Stretch) -> bool:
        """Whether nothing below a stretch can be paid, so that a cap reached below it holds from its first input."""
        return stretch.first == self.first or not self._pays(self.at(stretch.first - 1))

    def _pays(self, here: Assessment) -> bool:
        return not here.dropped and here.high is not None

    def _full(self, here: Assessment) -> tuple[int, CapUse | None]:
        """The input from which the first of the caps holds, and that cap; past every input where there is none."""
        found = [(at, use) for use in here.caps if (at := self._reached(use)) is not None]
        return min(found, key=lambda pair: pair[0], default=(MOST_FEN + 1, None))

    def _reached(self, use: CapUse, formula: Amount | None = None) -> int | None:
        """The input at which a cap has nothing left: what it has left ÷ rate, rounded up to the fen."""
        if use.remaining is None or use.cap.counts == "base":
            return use.remaining
        base = self._solved(Fraction(use.remaining), formula)
        return None if base is None else rounded_up(base)

    def _solved(self, amount: Fraction, formula: Amount | None = None) -> Fraction | None:
        """The input whose exact amount is this; None where no input decides it."""
        others = {name: value for name, value in self.at(self.first).claim.givens().items() if name != AMOUNT}
        return input_giving(formula or self.measure.benefit.formula(), amount, others)

    def points(self, first: int, last: int) -> tuple[Point, ...]:
        """The corners of the curve between two inputs: straight lines join them, and two neighbours an exact fen apart a jump."""
        inside = {x for stretch in self.stretches for x in self._corners(stretch) if first < x < last}
        return tuple(Point(x, self.at(x).low, self.at(x).high) for x in sorted({first, last, *inside}))

    def _corners(self, stretch: Stretch) -> Iterator[int]:
        yield from (stretch.first, stretch.last)
        here = self.at(stretch.first)
        if self._pays(here):
            yield from (point.input for point in self._bends(stretch, here) if stretch.first < point.input)
            yield from (x for x in self._low_ends(here) if stretch.first < x < stretch.last)

    def _low_ends(self, here: Assessment) -> Iterator[int]:
        """Where the low amount, which may grow more slowly, meets each cap."""
        ends = (self._reached(use, self.measure.benefit.least()) for use in here.caps)
        yield from (end for end in ends if end is not None)

    @cached_property
    def unknown(self) -> bool:
        """Whether some input has an amount that nobody knows."""
        return any(self.at(stretch.first).high is None for stretch in self.stretches)

    def reach(self, amount: int) -> Reached:
        """The inputs whose high amount is exactly this."""
        found = [reached for stretch in self.stretches if (reached := self._reach(stretch, amount)) is not None]
        return Reached(amount, tuple(_joined(found)))

    def nearest(self, amount: int) -> Reached | None:
        """The amount nearest to this that some input gives, the lower of two; None where every amount is unknown."""
        ends = [(self.at(s.first).high, self.at(s.last).high) for s in self.stretches]
        given = [min(max(amount, low), high) for low, high in ends if low is not None and high is not None]
        return self.reach(min(given, key=lambda near: (abs(near - amount), near))) if given else None

    def _reach(self, stretch: Stretch, amount: int) -> Stretch | None:
        """On a stretch the amount never falls, and a rate of at most one leaves no fen out."""
        low, high = self.at(stretch.first).high, self.at(stretch.last).high
        if low is None or high is None or not low <= amount <= high:
            return None
        first = stretch.first if amount == low else self._least(amount - _HALF)
        last = stretch.last if amount == high else self._least(amount + _HALF) - 1
        return Stretch(first, last, stretch.verdict)

    def _least(self, amount: Fraction) -> int:
        """The least input whose exact amount is at least this: half a fen below rounds up to the fen."""
        base = self._solved(amount)
        if base is None:
            raise AssertionError("an amount that grows has an input for every fen")
        return rounded_up(base)


def _turned(before: Assessment, here: Assessment) -> tuple[Test, ...]:
    pairs = zip(before.claim.findings, here.claim.findings, strict=True)
    return tuple(after.test for earlier, after in pairs if earlier.state != after.state)


def _joined(stretches: Sequence[Stretch]) -> Iterator[Stretch]:
    """Stretches that touch and share a verdict become one."""
    for number, stretch in enumerate(stretches):
        if number and _touch(stretches[number - 1], stretch):
            continue
        last = number
        while last + 1 < len(stretches) and _touch(stretches[last], stretches[last + 1]):
            last += 1
        yield Stretch(stretch.first, stretches[last].last, stretch.verdict)


def _touch(before: Stretch, after: Stretch) -> bool:
    return before.last + 1 == after.first and before.verdict == after.verdict


def span(curves: Sequence[Curve], own: int) -> tuple[int, int]:
    """Inputs in fen worth drawing: from the least to twice the last breakpoint, and past the one that was asked about."""
    last = max((point.input for curve in curves for point in curve.breakpoints()), default=0)
    first = min((curve.first for curve in curves), default=0)
    return first, min(max(about_twice(last), about_twice(own) if not last else own + own // 4, first + 1), MOST_FEN)


def about_twice(input: int) -> int:
    """About twice an input, with two digits that are not zero; never above the largest there is."""
    digits: int = 10 ** max(len(str(2 * input)) - 2, 0)
    return min(2 * input // digits * digits, MOST_FEN)
