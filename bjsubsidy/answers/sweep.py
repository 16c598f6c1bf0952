"""Many inputs under the measures on them: a row for each step, where each measure breaks, and which inputs reach an amount."""

from collections.abc import Sequence

from bjsubsidy.answers.caps import Assessment
from bjsubsidy.answers.curve import Curve, Reached, about_twice
from bjsubsidy.answers.query import Query
from bjsubsidy.record import Record


class SweepStep(Record):
    """An input in fen, and its answer under each measure."""

    input: int
    assessments: tuple[Assessment, ...]


class Reach(Record):
    """The inputs whose high amount is the one asked for; where there are none, the nearest amount and its inputs.

    Where some input has an `unknown` amount nobody can say that none reaches it, nor what is nearest.
    """

    measure: str
    inputs: Reached
    nearest: Reached | None
    unknown: bool


class Sweep(Record):
    """`curves` and `reaches` stand by measure, in catalogue order."""

    asked: Query
    rows: tuple[SweepStep, ...]
    curves: tuple[Curve, ...]
    target: int | None
    reaches: tuple[Reach, ...]


def sweep(curves: Sequence[Curve], asked: Query, first: int, last: int, steps: int, target: int | None = None) -> Sweep:
    """`steps` equal steps from `first` to `last` (fen), both included; an input that is no whole fen is rounded down."""
    inputs = dict.fromkeys(first + (last - first) * step // steps for step in range(steps + 1))
    rows = tuple(SweepStep(input, tuple(curve.at(input) for curve in curves)) for input in inputs)
    reaches = () if target is None else tuple(_reach(curve, target) for curve in curves)
    return Sweep(asked, rows, tuple(curves), target, reaches)


def _reach(curve: Curve, target: int) -> Reach:
    inputs = curve.reach(target)
    nearest = None if inputs.stretches or curve.unknown else curve.nearest(target)
    return Reach(curve.measure.id, inputs, nearest, curve.unknown)


def usual_end(curves: Sequence[Curve]) -> int | None:
    """About twice the last input at which anything changes, in fen; None where nothing ever does."""
    last = max(curve.breakpoints()[-1].input for curve in curves)
    return about_twice(last) if last > min(curve.first for curve in curves) else None
