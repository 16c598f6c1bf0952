"""More amounts of the closed tree: what benefits beyond a plain share are made of. The readings of them stand beside those of `tree`.

Nothing here is imported until a catalogue writes such a form.
"""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from bjsubsidy.formula.tree import (
    AMOUNT,
    ON,
    AllOf,
    Amount,
    AnyOf,
    Chosen,
    Excess,
    Fixed,
    Given,
    Holds,
    Known,
    Later,
    LessThan,
    MoreThan,
    Node,
    Not,
    NotReceived,
    OneOf,
    OnlyFor,
    Pending,
    Round,
    SomeOf,
    Stepped,
    Test,
    Times,
    Where,
    givens,
    needs,
)
from bjsubsidy.record import Record


class Crooked(Exception):
    """An amount that is neither straight nor of equal steps: a product of two that grow, steps beside what grows otherwise."""


class Added(Record):
    """Several amounts together."""

    of: tuple[Amount, ...]


class Highest(Record):
    """The highest of several amounts."""

    of: tuple[Amount, ...]


class Lowest(Record):
    """The lowest of several amounts."""

    of: tuple[Amount, ...]


class ByChoice(Record):
    """An amount that depends on a choice; the largest where the choice is unknown, none where it has no amount."""

    fact: str
    cases: tuple[tuple[str, Amount], ...]


class Band(Record):
    """What is paid up to a bound, or above all bounds where it is None; `included` where the bound itself belongs to it."""

    bound: Amount | None
    included: bool
    pays: Amount


class Bands(Record):
    """One of several amounts, by the band in which `of` lies; the bounds rise."""

    of: Amount
    bands: tuple[Band, ...]


class Slice(Record):
    """How many times the part of an amount counts that lies above `above`, up to where the next slice begins."""

    above: Amount
    rate: Amount


class Slices(Record):
    """Each part of an amount at the rate of its slice, all together."""

    of: Amount
    slices: tuple[Slice, ...]


class Units(Record):
    """How many units an amount holds; only the full ones where `full`."""

    of: Amount
    every: int | Fraction
    full: bool


class NothingBelow(Record):
    """An amount, or nothing where it is below the least."""

    of: Amount
    least: Amount


class DatedAmount(Record):
    """An amount that changes on given days: that of the last day which is not after the item's; unknown before the first."""

    values: tuple[tuple[date, Amount], ...]


AmountForm = Added | Highest | Lowest | ByChoice | Bands | Slices | Units | NothingBelow | DatedAmount


def form_givens(form: AmountForm) -> list[str]:
    """Names of everything a form asks, in order of appearance."""
    own = [form.fact] if isinstance(form, ByChoice) else [ON] if isinstance(form, DatedAmount) else []
    return [*own, *(name for part in inside(form) for name in givens(part))]


def form_needs(form: AmountForm) -> tuple[Test, ...]:
    """That each fact was given which a form needs: of a choice, or of bands by a fact, only where that which needs it holds."""
    match form:
        case ByChoice(fact, cases):
            return (Known(fact), *_needs_by_choice(fact, cases))
        case Bands(Given() as of, bands):
            return tuple(dict.fromkeys((*needs(of), *_needs_by_band(of, bands))))
        case DatedAmount(values):
            ends = (Fixed(start) for start, _ in values[1:])
            days = tuple(Band(next(ends, None), included=False, pays=value) for _, value in values)
            return tuple(dict.fromkeys(_needs_by_band(Given(ON), days)))
        case _:
            return tuple(dict.fromkeys(test for part in inside(form) for test in needs(part)))


def _needs_by_choice(fact: str, cases: tuple[tuple[str, Amount], ...]) -> Iterator[Test]:
    asked: dict[Test, list[str]] = {}
    for choice, case in cases:
        for test in needs(case):
            asked.setdefault(test, []).append(choice)
    for test, choices in asked.items():
        yield test if len(choices) == len(cases) else Where(test, fact, tuple(choices))


def _needs_by_band(of: Amount, bands: tuple[Band, ...]) -> Iterator[Test]:
    asked: dict[Test, list[int]] = {}
    for number, band in enumerate(bands):
        for test in needs(band.pays):
            asked.setdefault(test, []).append(number)
    for test, numbers in asked.items():
        if len(numbers) == len(bands):
            yield test
            continue
        for first in (number for number in numbers if number - 1 not in numbers):
            last = next(number for number in range(first, len(bands)) if number + 1 not in numbers)
            yield AnyOf((test, *_outside(of, bands, first, last)))


def _outside(of: Amount, bands: tuple[Band, ...], first: int, last: int) -> Iterator[Test]:
    """That a value does not lie in any of some bands beside one another."""
    before, band = bands[first - 1] if first else None, bands[last]
    if before is not None and before.bound is not None:
        yield LessThan(of, before.bound, equal=before.included)
    if band.bound is not None:
        yield MoreThan(of, band.bound, equal=not band.included)


def inside(form: AmountForm) -> tuple[Amount, ...]:
    """The amounts that a form is made of, in the order in which it asks them."""
    match form:
        case Added(of) | Highest(of) | Lowest(of):
            return of
        case ByChoice(_, cases):
            return tuple(case for _, case in cases)
        case Bands(of, bands):
            bounds = (band.bound for band in bands if band.bound is not None)
            return (of, *bounds, *(band.pays for band in bands))
        case Slices(of, slices):
            return (of, *(part for one in slices for part in (one.above, one.rate)))
        case Units(of):
            return (of,)
        case NothingBelow(of, least):
            return of, least
        case DatedAmount(values):
            return tuple(value for _, value in values)


def forms_of(tree: Amount) -> list[AmountForm]:
    """The forms in a tree, the outer before those in it."""
    match tree:
        case Times(a, b) | Excess(a, b):
            return [*forms_of(a), *forms_of(b)]
        case Round(of) | OnlyFor(of):
            return forms_of(of)
        case Given() | Fixed() | Chosen() | Stepped() | Later():
            return []
        case _:
            return [tree, *(form for part in inside(tree) for form in forms_of(part))]


def first_days(node: Node) -> list[date]:
    """The first day of every dated amount in a tree."""
    match node:
        case LessThan(left, right) | MoreThan(left, right):
            return [*first_days(left), *first_days(right)]
        case AllOf(tests) | AnyOf(tests) | SomeOf(_, tests):
            return [day for test in tests for day in first_days(test)]
        case Where(of) | Not(of):
            return first_days(of)
        case Holds() | OneOf() | Known() | NotReceived() | Pending():
            return []
        case _:
            return [form.values[0][0] for form in forms_of(node) if isinstance(form, DatedAmount)]


Growth = frozenset[str]
_FIXED: Growth = frozenset()


def growth(tree: Amount) -> Growth:
    """How a tree grows with its input: `straight`, in `steps` of full units, or not at all; `Crooked` where no reading solves it."""
    match tree:
        case Given(name):
            return frozenset({"straight"}) if name == AMOUNT else _FIXED
        case Times(a, b):
            grown = growth(a), growth(b)
            if all(grown):
                raise Crooked
            return grown[0] | grown[1]
        case Excess(a, b):
            return _beside(growth(a), growth(b))
        case Round(of) | OnlyFor(of):
            return growth(of)
        case Fixed() | Chosen() | Stepped() | Later():
            return _FIXED
        case Bands(of, bands):
            for band in bands:
                _beside(growth(of), growth(band.bound) if band.bound is not None else _FIXED)
            return _FIXED.union(*(growth(band.pays) for band in bands), {"straight"} if growth(of) else _FIXED)
        case Units(of, _, full):
            if full and "steps" in growth(of):
                raise Crooked
            return frozenset({"steps"}) if full and growth(of) else growth(of)
        case ByChoice() | DatedAmount():
            return _FIXED.union(*(growth(part) for part in inside(tree)))
        case _:
            found = _FIXED
            for part in inside(tree):
                found = _beside(found, growth(part))
            return found


def _beside(one: Growth, other: Growth) -> Growth:
    """Two amounts that are added or compared; steps beside anything that grows meet it nowhere exactly."""
    if one and other and "steps" in one | other:
        raise Crooked
    return one | other
