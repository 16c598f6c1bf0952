"""A formula as what it is of its input: straight lines one after another, or steps of equal height, with exact ends in whole fen.

Every other fact is fixed. Where the formula bends, jumps or falls is solved from the tree; nothing is searched.
"""

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple

from bjsubsidy.formula.evaluate import Givens, number
from bjsubsidy.formula.forms import Added, Bands, ByChoice, Crooked, DatedAmount, Highest, Lowest, NothingBelow, Slices, Units
from bjsubsidy.formula.tree import AMOUNT, ON, Amount, Excess, Given, OnlyFor, Round, Times, givens
from bjsubsidy.quantities import MOST_FEN, rounded_up


class GraphLine(NamedTuple):
    """`slope` × input + `start`; of steps the input counts as the number of full `unit`s that it has above `shift`."""

    slope: Fraction
    start: Fraction
    unit: Fraction | None = None
    shift: Fraction = Fraction(0)

    def at(self, input: int) -> Fraction:
        return self.slope * (input if self.unit is None else (input - self.shift) // self.unit) + self.start

    def least(self, value: Fraction, beyond: bool = False) -> int | None:
        """The least input from which a line that rises is at least a value, or beyond it; where it falls, from which it no longer is.

        None where the line is level.
        """
        if not self.slope:
            return None
        count = (value - self.start) / self.slope
        past = beyond if self.slope > 0 else not beyond
        whole = count // 1 + 1 if past else Fraction(rounded_up(count))
        return int(whole) if self.unit is None else rounded_up(whole * self.unit + self.shift)

    def plus(self, other: "GraphLine", times: int = 1) -> "GraphLine":
        """Both together, or their difference; `Crooked` where their steps are not the same."""
        uneven = [line for line in (self, other) if line.slope]
        if len({(line.unit, line.shift) for line in uneven}) > 1:
            raise Crooked
        steps = uneven[0] if uneven else self
        return GraphLine(self.slope + times * other.slope, self.start + times * other.start, steps.unit, steps.shift)

    def times(self, factor: Fraction) -> "GraphLine":
        return self._replace(slope=self.slope * factor, start=self.start * factor)


class GraphPiece(NamedTuple):
    """A line from a first input to a last, in whole fen; None where the amount is unknown."""

    first: int
    last: int
    line: GraphLine | None


Graph = tuple[GraphPiece, ...]
_LEVEL = GraphLine(Fraction(0), Fraction(0))


def graph_of(tree: Amount, given: Givens) -> Graph:
    """The pieces of a tree over all inputs, in order; `given` is the rest, and the day among it."""
    return _joined(_graph(tree, given))


def _graph(tree: Amount, given: Givens) -> Graph:
    if AMOUNT not in givens(tree):
        return _level(tree, given)
    match tree:
        case Given():
            return _whole(GraphLine(Fraction(1), Fraction(0)))
        case Round(of):
            return _graph(of, given)
        case Times(of, by):
            return _both(_graph(of, given), _graph(by, given), _product)
        case Excess(of, over):
            return _both(_graph(of, given), _graph(over, given), _excess)
        case OnlyFor(of, fact, among):
            return _graph(of, given) if given.get(fact) in among else _whole(_LEVEL)
        case Added(of):
            return _folded(of, given, lambda a, b, first, last: [GraphPiece(first, last, a.plus(b))])
        case Highest(of):
            return _folded(of, given, _higher)
        case Lowest(of):
            return _folded(of, given, lambda a, b, first, last: _higher(b, a, first, last, least=True))
        case Bands() | Slices() | Units() | NothingBelow():
            return _bent(tree, given)
        case ByChoice(fact, cases):
            chosen = tuple(case for choice, case in cases if choice == given.get(fact, choice))
            return _folded(chosen, given, _higher) if chosen else _whole(None)
        case DatedAmount(values):
            return _graph(_held(values, given), given)
        case _:
            raise Crooked


def _held(values: Sequence[tuple[object, Amount]], given: Givens) -> Amount:
    on = given.get(ON)
    held = [value for start, value in values if on is not None and start <= on]  # type: ignore[operator]
    return held[-1] if held else Given(ON)


def _bent(tree: Bands | Slices | Units | NothingBelow, given: Givens) -> Graph:
    match tree:
        case Units(of, every, full):
            return _whole_units(_graph(of, given), Fraction(every), full)
        case NothingBelow(of, least):
            return _both(_graph(of, given), _graph(least, given), _nothing_below)
        case Bands(of, bands):
            found, left = _graph(bands[-1].pays, given), _graph(of, given)
            for band in reversed(bands[:-1]):
                bound = _graph(band.bound, given) if band.bound is not None else _whole(None)
                found = _where(_both(bound, left, _difference), not band.included, _graph(band.pays, given), found)
            return found
        case Slices(of, slices):
            parts: list[Graph] = []
            for one, following in (*pairwise(slices), (slices[-1], None)):
                above = _graph(Excess(of, one.above), given)
                beyond = _whole(_LEVEL) if following is None else _graph(Excess(of, following.above), given)
                parts.append(_both(_both(above, beyond, _difference), _graph(one.rate, given), _product))
            return _sum(parts)


def _level(tree: Amount, given: Givens) -> Graph:
    value = number(tree, given)
    return _whole(None if value is None else GraphLine(Fraction(0), Fraction(value)))


def _whole(line: GraphLine | None) -> Graph:
    return (GraphPiece(0, MOST_FEN, line),)


_Combine = Callable[[GraphLine, GraphLine, int, int], list[GraphPiece]]


def _both(one: Graph, other: Graph, combine: _Combine) -> Graph:
    """Two graphs combined stretch by stretch; unknown where either is."""
    found: list[GraphPiece] = []
    for first, last, a, b in _beside(one, other):
        found += [GraphPiece(first, last, None)] if a is None or b is None else combine(a, b, first, last)
    return tuple(found)


def _beside(one: Graph, other: Graph) -> Iterator[tuple[int, int, GraphLine | None, GraphLine | None]]:
    places = [0, 0]
    first = 0
    while first <= MOST_FEN:
        a, b = one[places[0]], other[places[1]]
        last = min(a.last, b.last)
        yield first, last, a.line, b.line
        places = [places[0] + (a.last == last), places[1] + (b.last == last)]
        first = last + 1


def _folded(of: Sequence[Amount], given: Givens, combine: _Combine) -> Graph:
    found = _graph(of[0], given)
    for part in of[1:]:
        found = _both(found, _graph(part, given), combine)
    return found


def _sum(parts: Sequence[Graph]) -> Graph:
    found = parts[0]
    for part in parts[1:]:
        found = _both(found, part, lambda a, b, first, last: [GraphPiece(first, last, a.plus(b))])
    return found


def _split(difference: GraphLine, first: int, last: int, beyond: bool = False) -> list[tuple[int, int, bool]]:
    """A stretch where a difference is at least nothing (or `beyond` it), and where it is not.

    Where two lines meet it makes no difference, and a bend stands at the input where they do.
    """
    turn = difference.least(Fraction(0), beyond)
    begins = difference.at(first) > 0 or (difference.at(first) == 0 and not beyond)
    if turn is None or not first < turn <= last:
        return [(first, last, begins)]
    return [(first, turn - 1, begins), (turn, last, not begins)]


def _product(a: GraphLine, b: GraphLine, first: int, last: int) -> list[GraphPiece]:
    if a.slope and b.slope:
        raise Crooked
    return [GraphPiece(first, last, a.times(b.start) if a.slope else b.times(a.start))]


def _difference(a: GraphLine, b: GraphLine, first: int, last: int) -> list[GraphPiece]:
    return [GraphPiece(first, last, a.plus(b, -1))]


def _excess(a: GraphLine, b: GraphLine, first: int, last: int) -> list[GraphPiece]:
    difference = a.plus(b, -1)
    return [
        GraphPiece(start, end, difference if above else _LEVEL)
        for start, end, above in _split(difference, first, last, difference.slope < 0)
    ]


def _higher(a: GraphLine, b: GraphLine, first: int, last: int, least: bool = False) -> list[GraphPiece]:
    """The higher of two lines; with `least` the lower, the two given the other way round."""
    difference = a.plus(b, -1)
    parts = _split(difference, first, last, difference.slope < 0)
    return [GraphPiece(start, end, (b if above else a) if least else (a if above else b)) for start, end, above in parts]


def _nothing_below(a: GraphLine, b: GraphLine, first: int, last: int) -> list[GraphPiece]:
    parts = _split(a.plus(b, -1), first, last)
    return [GraphPiece(start, end, a if above else _LEVEL) for start, end, above in parts]


def _where(difference: Graph, beyond: bool, then: Graph, otherwise: Graph) -> Graph:
    """One graph where a difference is at least nothing (or `beyond` it), another where it is not."""
    parts: list[tuple[int, int, bool | None]] = []
    for first, last, line in difference:
        parts += [(first, last, None)] if line is None else _split(line, first, last, beyond)
    found: list[GraphPiece] = []
    for start, end, above in parts:
        graph = _whole(None) if above is None else then if above else otherwise
        found += [GraphPiece(max(p.first, start), min(p.last, end), p.line) for p in graph if p.first <= end and p.last >= start]
    return tuple(found)


def _whole_units(graph: Graph, every: Fraction, full: bool) -> Graph:
    found = [piece._replace(line=piece.line and _counted(piece.line, every, full)) for piece in graph]
    return tuple(found)


def _counted(line: GraphLine, every: Fraction, full: bool) -> GraphLine:
    if not full:
        return line.times(1 / every)
    if not line.slope:
        return GraphLine(Fraction(0), Fraction(line.start // every))
    if line.unit is not None or line.slope < 0:
        raise Crooked
    return GraphLine(Fraction(1), Fraction(0), every / line.slope, -line.start / line.slope)


def _joined(graph: Graph) -> Graph:
    """Neighbours on one line are one piece."""
    found: list[GraphPiece] = []
    for piece in graph:
        if found and found[-1].line == piece.line:
            found[-1] = found[-1]._replace(last=piece.last)
        else:
            found.append(piece)
    return tuple(found)


def first_reaching(tree: Amount, value: Fraction, given: Givens) -> int | None:
    """The least input whose exact amount is at least a value; None where none is, or it is unknown up to there."""
    for first, last, line in graph_of(tree, given):
        if line is None:
            return None
        if line.at(first) >= value:
            return first
        turn = line.least(value)
        if turn is not None and line.slope > 0 and turn <= last:
            return turn
    return None
