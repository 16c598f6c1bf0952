"""What the choice of claims works on: options of items under shared caps, whole fen and nothing else."""

from fractions import Fraction
from typing import NamedTuple

from bjsubsidy.quantities import rounded
from bjsubsidy.record import Record


class Room(NamedTuple):
    """What is left of a cap before any choice; `base` where it counts the input and not the amount."""

    bucket: int
    left: int
    base: bool


class Candidate(Record):
    """One measure for one item: fen at the high and the low rate before caps, the input, and the caps it meets.

    `rate` is what a base cap cuts by; of the options in one `group` at most one is chosen.
    """

    high: int
    low: int
    input: int
    limits: tuple[Room, ...]
    rate: Fraction = Fraction(1)
    group: int | None = None


Used = dict[int, int]


def paid(option: Candidate, used: Used) -> tuple[int, int]:
    """High and low after what the caps have left; `used` takes up what this option uses."""
    counted, before, least = option.input, option.high, option.low
    rooms = [(limit, max(limit.left - used.get(limit.bucket, 0), 0)) for limit in option.limits]
    base = min((room for limit, room in rooms if limit.base), default=counted)
    if base < counted:
        counted, before = base, rounded(option.rate * base)
    high = min([before, *(room for limit, room in rooms if not limit.base)])
    for limit, _ in rooms:
        used[limit.bucket] = used.get(limit.bucket, 0) + (counted if limit.base else high)
    return high, min(least, high)
