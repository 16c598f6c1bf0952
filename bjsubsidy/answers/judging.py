"""What the tests of a catalogue can come to, over all that its facts can be; and what was too much to decide."""

from collections.abc import Mapping, Sequence

from bjsubsidy.formula.possible import Answers, Domain, Possible, Spread, TooMany, possible
from bjsubsidy.formula.tree import AMOUNT, AS_OF, MONTH, ON, AllOf, Not, Test, givens
from bjsubsidy.law.catalogue import Catalogue, Kind
from bjsubsidy.law.condition import Condition
from bjsubsidy.law.entries import Fact
from bjsubsidy.law.measure import Measure, Status
from bjsubsidy.quantities import FIRST_DAY, LAST_DAY, MOST_FEN
from bjsubsidy.readers.faults import Path
from bjsubsidy.record import Record

_DAYS = Spread(FIRST_DAY, LAST_DAY)
# A month has as many items as anybody likes.
_MOST_OF_MONTH = MOST_FEN**2
_OF_ITEM: Mapping[str, Domain] = {AMOUNT: Spread(0, MOST_FEN), MONTH: Spread(0, _MOST_OF_MONTH), ON: _DAYS, AS_OF: _DAYS}


class Judge:
    """Decides over the facts of a catalogue; `undecided` are the paths of what has too many combinations."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self.undecided: list[Path] = []
        self._domains: dict[str, Domain] = dict(_OF_ITEM)

    def domain(self, name: str) -> Domain:
        """All that can be given for a fact, or for what else a test asks."""
        if name not in self._domains:
            self._domains[name] = _all_of(self.catalogue.fact(name))
        return self._domains[name]

    def comes_to(self, test: Test, path: Path, only: Mapping[str, Domain] | None = None) -> Possible:
        """What a test can come to, `only` these being given; where that is not decided nothing, and the path is kept."""
        domains = {name: self.domain(name) for name in givens(test)} | dict(only or {})
        try:
            return possible(test, domains)
        except TooMany:
            if path not in self.undecided:
                self.undecided.append(path)
            return _UNDECIDED

    def never(self, tests: Sequence[Test], path: Path) -> bool:
        """Whether some tests are never all met."""
        found = self.comes_to(AllOf(tuple(tests)), path)
        return found != _UNDECIDED and True not in found

    def excluded(self, tests: Sequence[Test], path: Path, only: Mapping[str, Domain] | None = None) -> bool | None:
        """Whether one of some tests is unmet whatever is given; None where that is not decided."""
        found = self.comes_to(AllOf(tuple(tests)), path, only)
        return None if found == _UNDECIDED else found == _UNMET

    def covers(self, wider: Test, narrower: Test, path: Path) -> bool:
        """Whether a test is met wherever another is, which is about the same things."""
        return bool({*givens(wider)} & {*givens(narrower)} and self.excluded((narrower, Not(wider)), path))


_UNDECIDED: Possible = frozenset()
_UNMET: Possible = frozenset((False,))


def _all_of(fact: Fact) -> Domain:
    answers, ends = fact.kind.answers(fact), fact.kind.ends(fact)
    if answers or ends is None:
        return Answers(tuple(fact.read(answer) for answer in answers))
    return Spread(*ends, fact.kind.parts)


class PlacedCondition(Record):
    """A condition, where it stands, and the tree of it."""

    path: Path
    condition: Condition
    test: Test

    def inner(self, judge: Judge) -> "list[PlacedCondition]":
        """The conditions that it holds."""
        one = self.condition
        some = () if one.at_least_of is None else one.at_least_of.conditions
        places = [*_numbered(one.all, "all"), *_numbered(one.any, "any"), *_numbered(some, "at-least-of", "conditions")]
        if one.not_ is not None:
            places.append((("not",), one.not_))
        return [PlacedCondition((*self.path, *place), inner, inner.test(judge.catalogue)) for place, inner in places]


def _numbered(conditions: Sequence[Condition], *keys: str) -> "list[tuple[Path, Condition]]":
    return [((*keys, number), condition) for number, condition in enumerate(conditions)]


class Ruling(Record):
    """A measure or a status with the conditions that it rests on, all of them or (`either`) one, and a measure's days as tests."""

    path: Path
    entry: Measure | Status
    parts: tuple[PlacedCondition, ...]
    days: tuple[Test, ...] = ()
    either: bool = False

    def tests(self) -> tuple[Test, ...]:
        """All that must hold; of conditions of which one is enough, nothing."""
        return self.days if self.either else (*self.days, *(part.test for part in self.parts))


def ruling(kind: Kind, place: int, entry: Measure | Status, judge: Judge) -> Ruling:
    """An entry, ready to be judged."""
    path = (kind, place)
    placed = [((*path, "conditions", number), condition) for number, condition in enumerate(entry.conditions)]
    parts = tuple(PlacedCondition(here, condition, condition.test(judge.catalogue)) for here, condition in placed)
    if isinstance(entry, Status):
        return Ruling(path, entry, parts, either=entry.match == "any")
    return Ruling(path, entry, parts, entry.days(entry.begins([part.test for part in parts])))
