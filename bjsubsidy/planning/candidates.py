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

    `rate` is what a base cap cuts by; of the options in one `group` at most one is chosen. `sides` are the exclusions that it takes a side
    of: of one exclusion (a number) only options of one side are chosen.
    """

    high: int
    low: int
    input: int
    limits: tuple[Room, ...]
    rate: Fraction = Fraction(1)
    group: int | None = None
    sides: tuple[tuple[int, bool], ...] = ()

    def bars(self, other: "Candidate") -> bool:
        """Whether it excludes another option, or that it."""
        return bool(self.sides and other.sides) and any((key, not side) in other.sides for key, side in self.sides)


class Paid(NamedTuple):
    """What a claim is paid after caps, high and low, and the input that counted."""

    high: int
    low: int
    counted: int


Used = dict[int, int]
NOTHING_PAID = Paid(0, 0, 0)


def paid_after(option: Candidate, used: Used) -> Paid:
    """What an option is paid after what is used of its caps."""
    counted, high = option.input, option.high
    for limit in option.limits:
        if limit.base:
            counted = min(counted, max(limit.left - used.get(limit.bucket, 0), 0))
    if counted < option.input:
        high = rounded(option.rate * counted)
    for limit in option.limits:
        if not limit.base:
            high = min(high, max(limit.left - used.get(limit.bucket, 0), 0))
    return Paid(high, min(option.low, high), counted)


def cap_use(limit: Room, paid: Paid) -> int:
    """What a claim uses of one of its caps."""
    return paid.counted if limit.base else paid.high


def use(option: Candidate, paid: Paid, used: Used) -> None:
    """Count what a claim uses of its caps."""
    for limit in option.limits:
        used[limit.bucket] = used.get(limit.bucket, 0) + cap_use(limit, paid)
