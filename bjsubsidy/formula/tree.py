"""The closed tree of amounts and tests. Every rule of the catalogue is one of these; the readings match on them.

Money is whole fen, a rate a Fraction. Comparisons say what equality means: True, False or None (the text leaves it open).
"""

from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Literal

from bjsubsidy.record import Record

if TYPE_CHECKING:
    from typing import TypeAlias

    from bjsubsidy.formula.forms import AmountForm

DayUnit = Literal["day", "month", "year"]
AMOUNT, ON, AS_OF = "amount", "on", "as-of"
# What the firm's items of this input come to in the calendar month of the item.
MONTH = "in-month"
# What was received under measures that are not had together with one.
RECEIVED = "received-instead"
_OF_ITEM = (AMOUNT, MONTH, ON, AS_OF)


class Given(Record):
    """What somebody said: the item's amount, a date, or a fact; `bounding` is what an amount takes where nobody did."""

    name: str
    bounding: int | Fraction | None = None


class Fixed(Record):
    """What the catalogue says: fen, a rate, a whole number or a day."""

    value: int | Fraction | date


class Times(Record):
    """A product, exact."""

    of: "Amount"
    by: "Amount"


class Excess(Record):
    """What `of` has above `over`, never below zero."""

    of: "Amount"
    over: "Amount"


class Round(Record):
    """Half up to the whole fen; stands once, at the root of a formula."""

    of: "Amount"


class Chosen(Record):
    """A figure that depends on a choice; the largest where the choice is unknown, none where it has no figure."""

    fact: str
    figures: tuple[tuple[str, int], ...]


class Stepped(Record):
    """A rate that changes on given days; unknown before the first and after `checked_until`."""

    series: str
    steps: tuple[tuple[date, Fraction], ...]
    checked_until: date
    at: Given


class Later(Record):
    """The corresponding day so many days, months or years after a day."""

    of: Given
    count: int
    unit: "DayUnit" = "year"


class OnlyFor(Record):
    """What comes off only where a choice is among these: nothing for another choice, and nothing while it is unknown."""

    of: "Amount"
    fact: str
    among: tuple[str, ...]


# The further forms, and each reading of them, are imported where a tree has one.
if TYPE_CHECKING:
    Amount: TypeAlias = "Given | Fixed | Times | Excess | Round | Chosen | Stepped | Later | OnlyFor | AmountForm"
else:
    Amount = Given | Fixed | Times | Excess | Round | Chosen | Stepped | Later | OnlyFor


class Holds(Record):
    """A yes/no fact is as it should be."""

    fact: str
    yes: bool


class OneOf(Record):
    """A choice is among `met`; among `unsettled` the text does not say."""

    fact: str
    met: tuple[str, ...]
    unsettled: tuple[str, ...] = ()


class LessThan(Record):
    """The left amount is below the right; where both are equal it is as `equal` says, and None says that the text leaves it open."""

    left: Amount
    right: Amount
    equal: bool | None


class MoreThan(Record):
    """The left amount is above the right; where both are equal it is as `equal` says, and None says that the text leaves it open."""

    left: Amount
    right: Amount
    equal: bool | None


class AllOf(Record):
    """Every test is met; of none it is."""

    tests: tuple["Test", ...]


class AnyOf(Record):
    """One test is met."""

    tests: tuple["Test", ...]


class SomeOf(Record):
    """So many of the tests are met."""

    count: int
    tests: tuple["Test", ...]


class Not(Record):
    """A test is unmet."""

    of: "Test"


class Known(Record):
    """A fact that the amount needs was given; never unmet."""

    fact: str


class Where(Record):
    """A test that is asked only where a choice is in `among` (of every choice where that is empty); met for another.

    Where the choice is in `unsettled` the text does not say what a test means that is unmet.
    """

    of: "Test"
    fact: str
    among: tuple[str, ...] = ()
    unsettled: tuple[str, ...] = ()


class NotReceived(Record):
    """Under none of these measures anything was received for the same of what `per` counts by.

    What receipts say of that is given under `name`, and under the name of a fact whether giving it could tell.
    """

    measures: tuple[str, ...]
    per: tuple[str, ...]

    @property
    def name(self) -> str:
        return f"{RECEIVED}:{','.join(self.measures)}:{','.join(self.per)}"

    def telling(self, fact: str) -> str:
        return f"{self.name}:{fact}"

    def named(self) -> tuple[str, ...]:
        """The facts among what `per` counts by."""
        return tuple(scope for scope in self.per if scope not in ("enterprise", "year"))


class Pending(Record):
    """Proposed and not decided: unknown whatever the facts are."""


Test = Holds | OneOf | LessThan | MoreThan | AllOf | AnyOf | SomeOf | Not | Known | Where | NotReceived | Pending
Node = Amount | Test


def givens(node: Node) -> tuple[str, ...]:
    """Names of everything a tree asks, in order of appearance, each once. A tree remembers them, since every claim asks again."""
    found: tuple[str, ...] | None = node.__dict__.get("_asked")
    if found is None:
        found = node.__dict__["_asked"] = tuple(dict.fromkeys(_givens(node)))
    return found


def _givens(node: Node) -> list[str]:
    match node:
        case Given(name):
            return [name]
        case Chosen(fact) | Holds(fact) | OneOf(fact) | Known(fact):
            return [fact]
        case Times(a, b) | Excess(a, b) | LessThan(a, b) | MoreThan(a, b):
            return _givens(a) + _givens(b)
        case Round(of) | Later(of) | Not(of):
            return _givens(of)
        case Stepped(at=at):
            return _givens(at)
        case AllOf(tests) | AnyOf(tests) | SomeOf(_, tests):
            return [name for test in tests for name in _givens(test)]
        case OnlyFor(of, fact) | Where(of, fact):
            return [*_givens(of), fact]
        case Fixed() | NotReceived() | Pending():
            return []
        case _:
            from bjsubsidy.formula.forms import form_givens

            return form_givens(node)


def needs(tree: Amount) -> tuple[Test, ...]:
    """That each fact was given which an amount needs; of what comes off only for some choices, only for those."""
    match tree:
        case Given(name):
            return () if name in _OF_ITEM else (Known(name),)
        case OnlyFor(of, fact, among):
            return tuple(Where(test, fact, among) for test in needs(of))
        case Times(a, b) | Excess(a, b):
            return tuple(dict.fromkeys((*needs(a), *needs(b))))
        case Round(of):
            return needs(of)
        case Fixed() | Chosen() | Stepped() | Later():
            return tuple(Known(fact) for fact in facts(tree))
        case _:
            from bjsubsidy.formula.forms import form_needs

            return form_needs(tree)


def first_day_of(nodes: Iterable[Node]) -> date | None:
    """The first day on which each figure that changes by the day has one; None where none does."""
    dated = [node for node in nodes if ON in givens(node)]
    if not dated:
        return None
    from bjsubsidy.formula.forms import first_days

    return max((day for node in dated for day in first_days(node)), default=None)


def facts(node: Node) -> tuple[str, ...]:
    """The facts among them: what a person can be asked."""
    found: tuple[str, ...] | None = node.__dict__.get("_facts")
    if found is None:
        found = node.__dict__["_facts"] = tuple(name for name in givens(node) if name not in _OF_ITEM)
    return found
