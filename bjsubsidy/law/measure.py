"""The shapes of measures and statuses: what is claimed or held, on what conditions, with worked examples."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date as Day
from typing import TYPE_CHECKING, Literal

from bjsubsidy.formula.tree import AS_OF, ON, AnyOf, Fixed, Given, LessThan, MoreThan, Test, Where, facts, first_day_of, needs
from bjsubsidy.language import Text
from bjsubsidy.law.cap import Cap
from bjsubsidy.law.condition import Condition, condition_id
from bjsubsidy.law.entries import Source, Terms, Written
from bjsubsidy.law.shown import Shown, shown
from bjsubsidy.record import NONE_GIVEN, DeferredKind, Record

if TYPE_CHECKING:
    from bjsubsidy.law.benefit_kinds import Benefit
else:
    Benefit = DeferredKind("bjsubsidy.law.benefit_kinds", "Benefit")

Bound = Literal["exact", "at-most", "range"]
Nature = Literal["grant", "saving", "refund", "compensation"]
# A refund is lodged again: no income.
INCOME: tuple[Nature, ...] = ("grant", "saving", "compensation")


class ExampleReceipt(Record):
    """What was received before a worked example: an amount, the day of its expense, and what caps count it by."""

    amount: str
    on: Day
    scope: Mapping[str, str] = NONE_GIVEN


class Example(Record):
    """A worked example: the entry's `given` facts but for what is said here, and what comes out.

    `gives` is the high amount; `low`, where it is not written, the same of an eligible example, else 0.
    """

    amount: str
    gives: str | None = None
    low: str | None = None
    verdict: Literal["eligible", "unconfirmed", "ineligible"] = "eligible"
    with_: Mapping[str, Written] = NONE_GIVEN
    without: tuple[str, ...] = ()
    on: Day | None = None
    as_of: Day | None = None
    received: tuple[ExampleReceipt, ...] = ()


class Exclusion(Record):
    """Measures that are not had together with the one that names them: for one `item`, or per what `per` counts by, as caps do."""

    measures: tuple[str, ...]
    per: tuple[str, ...] = ()

    def named(self) -> tuple[str, ...]:
        """The scopes that are facts."""
        return tuple(scope for scope in self.per if scope not in ("enterprise", "year"))


class Measure(Record):
    """One quantified provision that pays, refunds or saves money.

    `bound` makes the low amount where all conditions are met: of `exact` it is the high one, of `at-most` 0, of `range` what the lower
    rate gives; else low is 0. `one_per`: of all items that are alike in these (as in the scope of a cap) one is claimed, which `plan` and
    `batch --best` choose. `continues`: the text carries it on without changing a figure; `counted_by`: the period whose base a tax is
    counted on.
    """

    id: str
    title: Text
    text: Text
    input: str
    nature: Nature
    authority: tuple[str, ...]
    bound: Bound
    benefit: Benefit
    sources: tuple[Source, ...]
    caps: tuple[Cap, ...] = ()
    conditions: tuple[Condition, ...] = ()
    from_: Day | None = None
    until: Day | None = None
    apply_by: Day | None = None
    continues: bool = False
    counted_by: Literal["month", "year"] | None = None
    one_per: tuple[str, ...] = ()
    excludes: tuple[Exclusion, ...] = ()
    readings: tuple[str, ...] = ()
    given: Mapping[str, Written] = NONE_GIVEN
    on: Day | None = None
    as_of: Day | None = None
    examples: tuple[Example, ...] = ()

    def tests(self, terms: Terms) -> tuple[Test, ...]:
        """All that must hold or be known: days, conditions in the order they are written, facts the amount needs."""
        return self._made(terms)[0]

    def tests_on(self, day: Day, terms: Terms) -> tuple[Test, ...]:
        """The same, and one more on a day before the first that the documents show."""
        shown = self.shown(terms)
        return self.tests(terms) if shown is None or shown.day <= day else (*self.tests(terms), shown.confirmed())

    def tests_on_any_day(self, terms: Terms) -> tuple[Test, ...]:
        """What holds on a day exactly where `tests_on` that day do."""
        shown = self.shown(terms)
        return self.tests(terms) if shown is None else (*self.tests(terms), shown.test())

    def shown(self, terms: Terms) -> Shown | None:
        """From which day it is shown to hold; None where a first day is printed, and where it is only proposed."""
        return self._made(terms)[1]

    def _made(self, terms: Terms) -> tuple[tuple[Test, ...], Shown | None]:
        made = self.__dict__.get("made")
        if made is None or made[0] is not terms:
            tests = self._tests(terms)
            made = self.__dict__["made"] = (terms, (tests, self._shown(tests, terms)))
        found: tuple[tuple[Test, ...], Shown | None] = made[1]
        return found

    def _shown(self, tests: Sequence[Test], terms: Terms) -> Shown | None:
        begun = any(isinstance(test, MoreThan) and condition_id(test) == "from" for test in tests[:1])
        if begun or any(condition.proposed for condition in self.conditions):
            return None
        return shown(self.sources, terms, self.continues, self.counted_by)

    def _tests(self, terms: Terms) -> tuple[Test, ...]:
        conditions = tuple(condition.test(terms) for condition in self.conditions)
        return self.days(self.begins(conditions)) + conditions + self.needs()

    def begins(self, conditions: Sequence[Test]) -> Day | None:
        """The first day on which it is in force: the one written, and not before each dated figure has its first."""
        figures = first_day_of((self.benefit.formula(), *(cap.formula() for cap in self.caps), *conditions))
        return figures if self.from_ is None else self.from_ if figures is None else max(self.from_, figures)

    def days(self, begins: Day | None) -> tuple[Test, ...]:
        """Validity by the item's day, the application window by the day of asking."""
        tests = (
            begins and MoreThan(Given(ON), Fixed(begins), equal=True),
            self.until and LessThan(Given(ON), Fixed(self.until), equal=True),
            self.apply_by and LessThan(Given(AS_OF), Fixed(self.apply_by), equal=True),
        )
        return tuple(test for test in tests if test)

    def needs(self) -> tuple[Test, ...]:
        """That each fact was given which the amount needs, or a cap whose figure a fact decides."""
        decided = [cap for cap in self.caps if cap.amount is not None and not isinstance(cap.amount, str)]
        tests = dict.fromkeys((*needs(self.benefit.formula()), *(test for cap in decided for test in needs(cap.formula()))))
        # What is needed whatever else holds is not said once more for some choice or some step.
        return tuple(test for test in tests if not (isinstance(test, (Where, AnyOf)) and _always_needed(test, tests)))

    def asks(self, terms: Terms) -> tuple[str, ...]:
        """Every fact that can change the answer: of conditions, amounts, caps and choices, each once."""
        return tuple(dict.fromkeys([*self.own_facts(terms), *terms.apart(self.id)]))

    def own_facts(self, terms: Terms) -> tuple[str, ...]:
        """The same without what keeps it apart from others, for which all of them are looked at."""
        tested = [name for test in self.tests_on_any_day(terms) for name in facts(test)]
        capped = [name for cap in self.caps for name in (*cap.named(), *facts(cap.formula()))]
        chosen = [name for name in self.one_per if name not in ("enterprise", "year")]
        return tuple(dict.fromkeys([*tested, *capped, *chosen]))


def _always_needed(test: Where | AnyOf, tests: Collection[Test]) -> bool:
    """Whether a fact that is needed in one case is needed in every case."""
    inner = test.tests[0] if isinstance(test, AnyOf) else test.of
    return inner in tests


class StatusExample(Record):
    """A worked example: the entry's `given` facts but for what is said here, and the verdict."""

    verdict: Literal["eligible", "unconfirmed", "ineligible"]
    with_: Mapping[str, Written] = NONE_GIVEN
    without: tuple[str, ...] = ()
    on: Day | None = None


class Status(Record):
    """A standing that a firm or product has or has not; `any` where one condition is enough; `means`: what eligible means."""

    id: str
    title: Text
    text: Text
    authority: tuple[str, ...]
    conditions: tuple[Condition, ...]
    sources: tuple[Source, ...]
    match: Literal["all", "any"] = "all"
    means: Text | None = None
    nature: Literal["status"] = "status"
    readings: tuple[str, ...] = ()
    given: Mapping[str, Written] = NONE_GIVEN
    on: Day | None = None
    examples: tuple[StatusExample, ...] = ()

    def tests(self, terms: Terms) -> tuple[Test, ...]:
        tests = tuple(condition.test(terms) for condition in self.conditions)
        begins = first_day_of(tests)
        return tests if begins is None else (MoreThan(Given(ON), Fixed(begins), equal=True), *tests)

    def asks(self, terms: Terms) -> tuple[str, ...]:
        return tuple(dict.fromkeys(name for test in self.tests(terms) for name in facts(test)))
