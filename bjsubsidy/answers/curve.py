"""What a measure pays as the input grows: pieces and breakpoints from the rule itself, nothing searched.

With every other fact fixed an amount is lines one after another, cut by caps, on stretches of inputs that share a verdict. So it
breaks where a condition on the input turns, where its formula bends or jumps, and where a cap is reached or left.
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import cached_property
from itertools import pairwise
from typing import Literal, NamedTuple

from bjsubsidy.answers.caps import Assessment, CapUse, apply
from bjsubsidy.answers.claim import Verdict
from bjsubsidy.answers.forward import put_forward
from bjsubsidy.answers.query import Query
from bjsubsidy.formula.graph import Graph, GraphLine, graph_of
from bjsubsidy.formula.solve import switch_points
from bjsubsidy.formula.tree import AMOUNT, Amount, Test
from bjsubsidy.law.catalogue import Catalogue
from bjsubsidy.law.deduction import deduction
from bjsubsidy.law.firm import Item
from bjsubsidy.law.measure import Measure
from bjsubsidy.quantities import MOST_FEN, rounded, rounded_up
from bjsubsidy.record import Record

_HALF = Fraction(1, 2)
BreakpointKind = Literal["start", "turn", "pays", "bend", "cap", "uncapped"]


class Stretch(Record):
    """Inputs in fen, both ends included, that share a verdict; every condition on them answers the same."""

    first: int
    last: int
    verdict: Verdict


class Staircase(Record):
    """Jumps of one height at equal distances, both exact in fen; a height below zero goes down. The first is at the input `next`."""

    next: int
    every: Fraction
    adds: Fraction


class Breakpoint(Record):
    """An input in fen from which something changes, and the answer there.

    `start`: the least input; `turn`: these tests answer otherwise than just below; `pays`: what is deducted ends; `bend`: the formula
    bends, jumps or begins to fall; `cap`: the amount before the cap reaches what the cap has left; `uncapped`: it falls below it again.
    Where the amount goes on in `steps`, they stand for their jumps, each of which would else be one itself.
    """

    kind: BreakpointKind
    input: int
    assessment: Assessment
    tests: tuple[Test, ...] = ()
    use: CapUse | None = None
    steps: Staircase | None = None


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

    def __init__(self, measure: Measure, asked: Query, catalogue: Catalogue) -> None:
        self.measure = measure
        self.asked = asked
        self._catalogue = catalogue
        less = deduction(measure, asked.facts)
        self.first = less[1] if less else 0
        self._known: dict[int, Assessment] = {}

    def at(self, amount: int) -> Assessment:
        """What `calc` answers for an input."""
        if amount not in self._known:
            asked = self.asked
            item = Item(asked.input, amount, asked.on, asked.facts)
            made = put_forward(self.measure, item, asked.as_of, self._catalogue, asked.receipts)
            self._known[amount] = apply([made], asked.receipts, asked.strict)[0]
        return self._known[amount]

    @cached_property
    def stretches(self) -> tuple[Stretch, ...]:
        """Inputs on which every condition answers the same."""
        given = self.at(self.first).claim.givens()
        inside = {
            turn
            for test in self.measure.tests_on(self.asked.on, self._catalogue)
            for turn in switch_points(test, given)
            if self.first < turn <= MOST_FEN
        }
        starts = [self.first, *sorted(inside)]
        ends = [*(start - 1 for start in starts[1:]), MOST_FEN]
        return tuple(Stretch(a, b, self.at(a).claim.verdict) for a, b in zip(starts, ends, strict=True))

    @cached_property
    def runs(self) -> tuple["Run", ...]:
        """The stretches, cut where the formula bends, jumps or falls, and where a cap begins or ceases to hold."""
        pieces = self._pieces(self.measure.benefit.formula())
        return tuple(run for stretch in self.stretches for run in self._runs(stretch, pieces))

    def _pieces(self, formula: Amount) -> Graph:
        others = {name: value for name, value in self.at(self.first).claim.givens().items() if name != AMOUNT}
        return graph_of(formula, others)

    def _runs(self, stretch: Stretch, pieces: Graph) -> Iterator["Run"]:
        here = self.at(stretch.first)
        if here.dropped:
            yield Run(stretch.first, stretch.last, stretch.verdict, NOTHING)
            return
        base = min((use for use in here.caps if use.cap.counts == "base" and use.remaining is not None), key=_left, default=None)
        room = min((use for use in here.caps if use.cap.counts == "amount" and use.remaining is not None), key=_left, default=None)
        counted = stretch.last if base is None else min(stretch.last, _left(base) - 1)
        for piece in pieces:
            first, last = max(piece.first, stretch.first), min(piece.last, counted)
            if first <= last:
                yield from _capped(Run(first, last, stretch.verdict, piece.line), room)
        if counted < stretch.last:
            full = next(piece.line for piece in pieces if piece.first <= _left(base) <= piece.last)
            level = None if full is None else GraphLine(Fraction(0), full.at(_left(base)))
            yield from _capped(Run(max(stretch.first, counted + 1), stretch.last, stretch.verdict, level, base), room)

    def breakpoints(self) -> tuple[Breakpoint, ...]:
        """In the order of their inputs; the first says what the least input gets."""
        return tuple(point for before, run in pairwise((None, *self.runs)) if run is not None for point in self._breakpoints(before, run))

    def _breakpoints(self, before: "Run | None", run: "Run") -> Iterator[Breakpoint]:
        here, steps = self.at(run.first), self._staircase(before, run)
        turned = _turned(self.at(run.first - 1), here) if before is not None and run.first in self._starts else ()
        if before is None:
            yield Breakpoint("start", run.first, here, steps=steps)
        elif turned:
            yield Breakpoint("turn", run.first, here, turned, steps=steps)
        held = before is not None and before.use is not None
        if run.use is not None and not held:
            yield Breakpoint("cap", run.first, here, use=run.use)
        elif held and run.use is None and not turned:
            yield Breakpoint("uncapped", run.first, here, steps=steps)
        elif before is not None and not turned and run.use is None and run.line != before.line:
            begins = before.line == NOTHING and run.begins_at_nothing()
            yield Breakpoint("pays" if begins else "bend", run.first, here, steps=steps)

    def _staircase(self, before: "Run | None", run: "Run") -> Staircase | None:
        """The steps in which the amount goes on where a line of them begins; None where no further one lies on it."""
        line = run.line
        if line is None or line.unit is None or not line.slope or (before is not None and before.line == line):
            return None
        last = next((other.first - 1 for other in self.runs if other.first > run.first and other.line != line), MOST_FEN)
        following = (run.first - line.shift) // line.unit + 1
        first = rounded_up(following * line.unit + line.shift)
        return Staircase(first, line.unit, line.slope) if first <= last else None

    @cached_property
    def _starts(self) -> frozenset[int]:
        return frozenset(stretch.first for stretch in self.stretches)

    def points(self, first: int, last: int) -> tuple[Point, ...]:
        """The corners of the curve between two inputs: straight lines join them, and two neighbours an exact fen apart a jump."""
        inside = {x for x in self._corners(first, last) if first < x < last}
        return tuple(Point(x, self.at(x).low, self.at(x).high) for x in sorted({first, last, *inside}))

    def _corners(self, first: int, last: int) -> Iterator[int]:
        for run in self.runs:
            yield from (run.first, run.last, *run.steps(first, last))
        if self.measure.bound == "range":
            yield from (end for run in self.runs for end in self._low_ends(run))

    def _low_ends(self, run: "Run") -> Iterator[int]:
        """Where the low amount, which may grow more slowly, meets the cap."""
        rooms = [use.remaining for use in self.at(run.first).caps if use.cap.counts == "amount" and use.remaining is not None]
        for piece in self._pieces(self.measure.benefit.least()) if rooms else ():
            turn = None if piece.line is None else piece.line.least(Fraction(min(rooms)))
            if turn is not None and max(run.first, piece.first) < turn < min(run.last, piece.last):
                yield turn

    @cached_property
    def unknown(self) -> bool:
        """Whether some input has an amount that nobody knows."""
        return any(run.line is None for run in self.runs)

    def reach(self, amount: int) -> Reached:
        """The inputs whose high amount is exactly this."""
        found = [reached for run in self.runs if (reached := run.reach(amount)) is not None]
        return Reached(amount, tuple(_joined(found)))

    def nearest(self, amount: int) -> Reached | None:
        """The amount nearest to this that some input gives, the lower of two; None where every amount is unknown."""
        given = [near for run in self.runs for near in run.near(amount)]
        return self.reach(min(given, key=lambda near: (abs(near - amount), near))) if given else None


class Run(NamedTuple):
    """Inputs in fen, both ends included, on which the amount rises, falls or stays, by one line or in equal steps.

    `use` is the cap that holds there; the line is None where the amount is unknown.
    """

    first: int
    last: int
    verdict: Verdict
    line: GraphLine | None
    use: CapUse | None = None

    def begins_at_nothing(self) -> bool:
        return self.line is not None and self.line.slope > 0 and rounded(self.line.at(self.first)) <= 1

    def steps(self, first: int, last: int) -> Iterator[int]:
        """The inputs around each step between two inputs, where there are not too many to be told apart."""
        line = self.line
        if line is None or line.unit is None or not line.slope:
            return
        start, end = max(self.first, first), min(self.last, last)
        count = (end - start) / line.unit
        if 0 < count <= _MOST_STEPS:
            for number in range(int((start - line.shift) // line.unit) + 1, int((end - line.shift) // line.unit) + 1):
                turn = rounded_up(number * line.unit + line.shift)
                yield from (turn - 1, turn)

    def high(self, input: int) -> int:
        return 0 if self.line is None else rounded(self.line.at(input))

    def reach(self, amount: int) -> Stretch | None:
        """The inputs on it whose amount is exactly this: half a fen below rounds up to the fen."""
        if self.line is None:
            return None
        if not self.line.slope:
            return Stretch(self.first, self.last, self.verdict) if self.high(self.first) == amount else None
        rises = self.line.slope > 0
        ends = [self.line.least(amount - _HALF, beyond=False), self.line.least(amount + _HALF, beyond=False)]
        begin, after = (end if end is not None else self.first for end in (ends if rises else reversed(ends)))
        first, last = max(begin, self.first), min(after - 1, self.last)
        return Stretch(first, last, self.verdict) if first <= last else None

    def near(self, amount: int) -> Iterator[int]:
        """The amounts on it nearest to this, from below and from above."""
        if self.line is None:
            return
        turn = self.line.least(Fraction(amount))
        inside = [] if turn is None else [min(max(turn + step, self.first), self.last) for step in (-1, 0)]
        yield from dict.fromkeys(self.high(input) for input in (self.first, *inside, self.last))


NOTHING = GraphLine(Fraction(0), Fraction(0))
# More steps than this cannot be told apart on a screen.
_MOST_STEPS = 500


def _left(use: CapUse | None) -> int:
    return 0 if use is None else use.remaining or 0


def _capped(run: Run, room: CapUse | None) -> Iterator[Run]:
    """A run cut where a cap on the amount begins or ceases to hold."""
    first, last, verdict, line, held = run
    if room is None or line is None:
        yield run
        return
    full = Fraction(_left(room))
    turn = line.least(full)
    starts = [first] if turn is None or not first < turn <= last else [first, turn]
    for start, end in zip(starts, [*(start - 1 for start in starts[1:]), last], strict=True):
        if line.at(start) >= full:
            yield Run(start, end, verdict, GraphLine(Fraction(0), full), held or room)
        else:
            yield Run(start, end, verdict, line, held)


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
