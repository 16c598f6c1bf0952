"""The closed tree of amounts and tests. Every rule of the catalogue is one of these; the readings match on them.

Money is whole fen, a rate a Fraction. Comparisons say what equality means: True, False or None (the text leaves it open).
"""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

AMOUNT, ON, AS_OF = "amount", "on", "as-of"


@dataclass(frozen=True)
class Given:
    """What somebody said: the item's amount, a date, or a fact; `bounding` is what an amount takes where nobody did."""

    name: str
    bounding: int | Fraction | None = None


@dataclass(frozen=True)
class Fixed:
    """What the catalogue says: fen, a rate, a whole number or a day."""

    value: int | Fraction | date


@dataclass(frozen=True)
class Times:
    of: "Amount"
    by: "Amount"


@dataclass(frozen=True)
class Excess:
    """What `of` has above `over`, never below zero."""

    of: "Amount"
    over: "Amount"


@dataclass(frozen=True)
class Round:
    """Half up to the whole fen; stands once, at the root of a formula."""

    of: "Amount"


@dataclass(frozen=True)
class Chosen:
    """A figure that depends on a choice; the largest where the choice is unknown, none where it has no figure."""

    fact: str
    figures: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class Stepped:
    """A rate that changes on given days; unknown before the first and after `checked_until`."""

    series: str
    steps: tuple[tuple[date, Fraction], ...]
    checked_until: date
    at: Given


@dataclass(frozen=True)
class Later:
    """The corresponding day so many years after a day."""

    of: Given
    years: int


Amount = Given | Fixed | Times | Excess | Round | Chosen | Stepped | Later


@dataclass(frozen=True)
class Holds:
    """A yes/no fact is as it should be."""

    fact: str
    yes: bool


@dataclass(frozen=True)
class OneOf:
    """A choice is among `met`; among `unsettled` the text does not say."""

    fact: str
    met: tuple[str, ...]
    unsettled: tuple[str, ...] = ()


@dataclass(frozen=True)
class Under:
    left: Amount
    right: Amount
    equal: bool | None


@dataclass(frozen=True)
class Over:
    left: Amount
    right: Amount
    equal: bool | None


@dataclass(frozen=True)
class All:
    tests: tuple["Test", ...]


@dataclass(frozen=True)
class Any:
    tests: tuple["Test", ...]


@dataclass(frozen=True)
class Known:
    """A fact that the amount needs was given; never unmet."""

    fact: str


@dataclass(frozen=True)
class Pending:
    """Proposed and not decided: unknown whatever the facts are."""


Test = Holds | OneOf | Under | Over | All | Any | Known | Pending
Node = Amount | Test


def givens(node: Node) -> tuple[str, ...]:
    """Names of everything a tree asks, in order of appearance, each once."""
    return tuple(dict.fromkeys(_givens(node)))


def _givens(node: Node) -> list[str]:
    match node:
        case Given(name):
            return [name]
        case Chosen(fact) | Holds(fact) | OneOf(fact) | Known(fact):
            return [fact]
        case Times(a, b) | Excess(a, b) | Under(a, b) | Over(a, b):
            return _givens(a) + _givens(b)
        case Round(of) | Later(of):
            return _givens(of)
        case Stepped(at=at):
            return _givens(at)
        case All(tests) | Any(tests):
            return [name for test in tests for name in _givens(test)]
        case Fixed() | Pending():
            return []


def facts(node: Node) -> tuple[str, ...]:
    """The facts among them: what a person can be asked."""
    return tuple(name for name in givens(node) if name not in (AMOUNT, ON, AS_OF))
