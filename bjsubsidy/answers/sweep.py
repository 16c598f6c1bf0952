"""Many inputs under the measures on them: a row for each step, where each measure breaks, and which inputs reach an amount."""

from bjsubsidy.answers.asked import Asked
from bjsubsidy.answers.caps import Assessment
from bjsubsidy.answers.curve import Breakpoint, Curve, Reached, twice
from bjsubsidy.law.entry import Terms
from bjsubsidy.record import Record


class Row(Record):
    """An input in fen, and its answer under each measure."""

    input: int
    assessments: tuple[Assessment, ...]


class Reach(Record):
    """The inputs whose high amount is the one asked for; where there are none, the nearest amount and its inputs."""

    measure: str
    inputs: Reached
    nearest: Reached | None


class Sweep(Record):
    """`breakpoints` and `reaches` stand by measure, in catalogue order."""

    asked: Asked
    rows: tuple[Row, ...]
    breakpoints: tuple[tuple[Breakpoint, ...], ...]
    target: int | None
    reaches: tuple[Reach, ...]


def sweep(asked: Asked, terms: Terms, first: int, last: int, steps: int, target: int | None = None) -> Sweep:
    """`steps` equal steps from `first` to `last` (fen), both included; an input that is no whole fen is rounded down."""
    curves = [Curve(measure, asked, terms) for measure in asked.measures]
    inputs = dict.fromkeys(first + (last - first) * step // steps for step in range(steps + 1))
    rows = tuple(Row(input, tuple(curve.at(input) for curve in curves)) for input in inputs)
    reaches = () if target is None else tuple(_reach(curve, target) for curve in curves)
    return Sweep(asked, rows, tuple(curve.breakpoints() for curve in curves), target, reaches)


def _reach(curve: Curve, target: int) -> Reach:
    inputs = curve.reach(target)
    return Reach(curve.measure.id, inputs, None if inputs.stretches else curve.nearest(target))


def usual_end(asked: Asked, terms: Terms) -> int | None:
    """About twice the last input at which anything changes, in fen; None where nothing ever does."""
    curves = [Curve(measure, asked, terms) for measure in asked.measures]
    return twice(max(curve.breakpoints()[-1].input for curve in curves)) or None
