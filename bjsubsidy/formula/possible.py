"""Reading 4: what a test may come to, over all that can be given: met, unmet or open, without a guess.

Of a quantity only a finite number of values can make a difference: each bound that it is held against, its neighbours on either side,
and the ends of what there is. Tests that ask nothing in common are judged apart, so that few combinations are left to be tried.
What is held against something that is itself given (another fact, a rate of a day) is taken to come out either way. What nobody gave
is not tried: it leaves a test open that could come out in two ways, and no test comes out as it could not once that is given.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction

from bjsubsidy.formula.evaluate import holds
from bjsubsidy.formula.forms import DatedAmount
from bjsubsidy.formula.tree import (
    ON,
    AllOf,
    Amount,
    AnyOf,
    Fixed,
    Given,
    Holds,
    Known,
    LessThan,
    MoreThan,
    Not,
    NotReceived,
    OneOf,
    Pending,
    SomeOf,
    Test,
    Where,
    givens,
)
from bjsubsidy.quantities import Value
from bjsubsidy.record import Record

# Every answer that a test can have.
Possible = frozenset[bool | None]
MOST_TRIED = 20_000


class Answers(Record):
    """The few answers that there are."""

    answers: tuple[Value, ...]


class Spread(Record):
    """Quantities or days from a first to a last, `parts` of them to one."""

    first: int | Fraction | date
    last: int | Fraction | date
    parts: int = 1

    def sides(self, bound: int | Fraction | date) -> tuple[bool, bool, bool]:
        """Whether anything lies below a bound, at it, and above it."""
        first, last, at = (_steps(each, self.parts) for each in (self.first, self.last, bound))
        return at > first, first <= at <= last and at.denominator == 1, at < last


Domain = Answers | Spread


class TooMany(Exception):
    """There are more combinations than anybody tries."""


def possible(test: Test, domains: Mapping[str, Domain]) -> Possible:
    """What a test can come to once everything that it asks is given; `domains` says what can be. `TooMany` where that is not decided."""
    reading = _Reading(domains)
    closed = reading.closed(test)
    reading.cut(closed)
    return reading.of(closed, {})


_Given = dict[str, Value | None]


class _Reading:
    """One test being read: the values worth trying of each thing that it asks, and how many tests were tried."""

    def __init__(self, domains: Mapping[str, Domain]) -> None:
        self._domains = domains
        self._opaque: dict[Test, str] = {}
        self._values: dict[str, tuple[Value | None, ...]] = {}
        self._tried = 0

    def closed(self, test: Test) -> Test:
        """The same test, whose parts can be tried one value at a time; what may come out either way is a name of its own."""
        match test:
            case AllOf(tests):
                return AllOf(tuple(map(self.closed, tests)))
            case AnyOf(tests):
                return AnyOf(tuple(map(self.closed, tests)))
            case SomeOf(count, tests):
                return SomeOf(count, tuple(map(self.closed, tests)))
            case Not(of):
                return Not(self.closed(of))
            case Where(of, fact, among, unsettled):
                return AnyOf((self.closed(of), OneOf(fact, self._others(fact, among, unsettled), unsettled)))
            case Known():
                return AllOf(())
            case Holds() | OneOf():
                return test
            case LessThan(Given(), right) | MoreThan(Given(), right) if _bounds(right):
                return test
            case LessThan() | MoreThan() | NotReceived() | Pending():
                return Holds(self._opaque.setdefault(test, f"?{len(self._opaque)}"), yes=True)

    def _others(self, fact: str, among: tuple[str, ...], unsettled: tuple[str, ...]) -> tuple[str, ...]:
        """The choices for which a test is not asked."""
        domain = self._domains[fact]
        listed = domain.answers if among and isinstance(domain, Answers) else ()
        return tuple(str(choice) for choice in listed if choice not in (*among, *unsettled))

    def cut(self, test: Test) -> None:
        """Say for everything that a test asks which values are worth trying."""
        cuts: dict[str, list[Fixed]] = {}
        for name, bound in _cuts(test):
            cuts.setdefault(name, []).append(bound)
        for name in givens(test):
            self._values[name] = (True, False, None) if name.startswith("?") else self._worth_trying(name, cuts.get(name, []))

    def _worth_trying(self, name: str, cuts: Sequence[Fixed]) -> tuple[Value, ...]:
        domain = self._domains[name]
        if isinstance(domain, Answers):
            return domain.answers
        first, last = _steps(domain.first, domain.parts), _steps(domain.last, domain.parts)
        found = {first, last} | {step for cut in cuts for step in _around(_steps(cut.value, domain.parts))}
        return tuple(_value(step, domain) for step in sorted(found) if first <= step <= last)

    def of(self, test: Test, given: _Given) -> Possible:
        """What a closed test can come to with what is given."""
        self._tried += 1
        if self._tried > MOST_TRIED:
            raise TooMany
        match test:
            case AllOf(tests):
                return frozenset(False if unmet else met == len(tests) or None for met, unmet in self._tallies(tests, given))
            case AnyOf(tests):
                return frozenset(bool(met) or (False if unmet == len(tests) else None) for met, unmet in self._tallies(tests, given))
            case SomeOf(count, tests):
                tallies = self._tallies(tests, given)
                return frozenset(met >= count or (False if len(tests) - unmet < count else None) for met, unmet in tallies)
            case Not(of):
                return frozenset(None if answer is None else not answer for answer in self.of(of, given))
            case _:
                name = next((name for name in givens(test) if name not in given), None)
                return frozenset([_answer(test, given)]) if name is None else self._each(name, given, test)

    def _each(self, name: str, given: _Given, test: Test) -> Possible:
        return frozenset().union(*(self.of(test, {**given, name: value}) for value in self._values[name]))

    def _tallies(self, tests: Sequence[Test], given: _Given) -> set[tuple[int, int]]:
        """How many of some tests can be met and how many unmet at once."""
        found = {(0, 0)}
        for group in _apart(tests, given):
            own = self._together(group, given)
            found = {(met + more, unmet + fewer) for met, unmet in found for more, fewer in own}
        return found

    def _together(self, tests: Sequence[Test], given: _Given) -> set[tuple[int, int]]:
        """The same of tests of which each asks something that another asks."""
        if len(tests) == 1:
            return {(answer is True, answer is False) for answer in self.of(tests[0], given)}
        asked = Counter(name for test in tests for name in givens(test) if name not in given)
        name = max(asked, key=lambda name: asked[name])
        return {tally for value in self._values[name] for tally in self._tallies(tests, {**given, name: value})}


def _answer(test: Test, given: _Given) -> bool | None:
    return holds(test, {name: value for name in givens(test) if (value := given[name]) is not None})


def _apart(tests: Sequence[Test], given: _Given) -> list[list[Test]]:
    """Tests in groups that ask nothing in common but what is given."""
    groups: list[tuple[set[str], list[Test]]] = []
    for test in tests:
        asked = {name for name in givens(test) if name not in given}
        joined = [group for group in groups if group[0] & asked]
        groups = [group for group in groups if not group[0] & asked]
        groups.append((asked.union(*(names for names, _ in joined)), [*(one for _, held in joined for one in held), test]))
    return [held for _, held in groups]


def _bounds(tree: Amount) -> tuple[Fixed, ...]:
    """The bounds that a tree states, on whichever day; none where it is anything else."""
    if isinstance(tree, Fixed):
        return (tree,)
    values = [value for _, value in tree.values] if isinstance(tree, DatedAmount) else []
    bounds = tuple(value for value in values if isinstance(value, Fixed))
    return bounds if len(bounds) == len(values) else ()


def _cuts(test: Test) -> Iterator[tuple[str, Fixed]]:
    """Everything that is held against a bound, with the bound; and the days on which bounds change."""
    match test:
        case AllOf(tests) | AnyOf(tests) | SomeOf(_, tests):
            for part in tests:
                yield from _cuts(part)
        case Not(of):
            yield from _cuts(of)
        case LessThan(Given(name), right) | MoreThan(Given(name), right):
            yield from ((name, bound) for bound in _bounds(right))
            if isinstance(right, DatedAmount):
                yield from ((ON, Fixed(day)) for day, _ in right.values)


def _steps(value: int | Fraction | date, parts: int) -> Fraction:
    """A quantity counted in the parts of its domain, a day in days."""
    return Fraction(value.toordinal()) if isinstance(value, date) else Fraction(value) * parts


def _around(step: Fraction) -> tuple[Fraction, ...]:
    """A place among whole steps, and its neighbours."""
    below, at = Fraction(-(-step // 1) - 1), Fraction(step // 1)
    return below, at, at + 1


def _value(step: Fraction, domain: Spread) -> Value:
    if isinstance(domain.first, date):
        return date.fromordinal(int(step))
    return int(step) if domain.parts == 1 else step / domain.parts
