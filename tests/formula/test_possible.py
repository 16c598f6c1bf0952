"""What a test may come to: for any test over few values, exactly what trying every one of them finds."""

from collections.abc import Mapping
from datetime import date, timedelta
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bjsubsidy.formula.evaluate import holds
from bjsubsidy.formula.forms import DatedAmount
from bjsubsidy.formula.possible import Answers, Domain, Spread, TooMany, possible
from bjsubsidy.formula.tree import (
    ON,
    AllOf,
    Amount,
    AnyOf,
    Fixed,
    Given,
    Holds,
    Known,
    Later,
    LessThan,
    MoreThan,
    Not,
    OneOf,
    Pending,
    SomeOf,
    Stepped,
    Test,
    Times,
    Where,
    givens,
)
from bjsubsidy.quantities import Value

pytestmark = pytest.mark.law

FIRST = date(2021, 1, 1)
SIZES = ("small", "large", "other")
DOMAINS: Mapping[str, Domain] = {
    "size": Answers(SIZES),
    "pledged": Answers((True, False)),
    "revenue": Spread(0, 9),
    "rank": Spread(1, 4),
    "rate": Spread(0, 1, 4),
    ON: Spread(FIRST, FIRST + timedelta(5)),
}
ALL: Mapping[str, tuple[Value, ...]] = {
    "size": SIZES,
    "pledged": (True, False),
    "revenue": tuple(range(10)),
    "rank": (1, 2, 3, 4),
    "rate": tuple(Fraction(part, 4) for part in range(5)),
    ON: tuple(FIRST + timedelta(day) for day in range(6)),
}
MET, UNMET, OPEN = True, False, None


def tried(test: Test) -> frozenset[bool | None]:
    """What a test comes to with each combination of all that there is."""
    names = givens(test)
    return frozenset(holds(test, dict(zip(names, values, strict=True))) for values in product(*(ALL[name] for name in names)))


CHOICES = st.lists(st.sampled_from(SIZES), unique=True).map(tuple)
BOUNDS: Mapping[str, st.SearchStrategy[int | Fraction | date]] = {
    "revenue": st.integers(-1, 11),
    "rank": st.integers(0, 6),
    "rate": st.sampled_from([Fraction(part, 8) for part in range(-1, 11)]),
    ON: st.integers(-1, 7).map(lambda day: FIRST + timedelta(day)),
}


@st.composite
def compared(draw: st.DrawFn) -> Test:
    name = draw(st.sampled_from(sorted(BOUNDS)))
    bound = draw(BOUNDS[name])
    right: Amount = Fixed(bound)
    if name == "revenue" and draw(st.booleans()):
        days = sorted(draw(st.sets(st.integers(-1, 6), min_size=1, max_size=3)))
        right = DatedAmount(tuple((FIRST + timedelta(day), Fixed(draw(BOUNDS["revenue"]))) for day in days))
    equal = draw(st.sampled_from([True, False, None]))
    return LessThan(Given(name), right, equal) if draw(st.booleans()) else MoreThan(Given(name), right, equal)


LEAVES = st.one_of(
    compared(),
    st.builds(Holds, st.just("pledged"), st.booleans()),
    st.builds(OneOf, st.just("size"), CHOICES, CHOICES),
    st.just(Known("rank")),
)


def around(tests: st.SearchStrategy[Test]) -> st.SearchStrategy[Test]:
    several = st.lists(tests, min_size=1, max_size=4).map(tuple)
    return st.one_of(
        st.builds(AllOf, several),
        st.builds(AnyOf, several),
        st.builds(Not, tests),
        several.flatmap(lambda held: st.builds(SomeOf, st.integers(1, len(held)), st.just(held))),
        st.builds(Where, tests, st.just("size"), CHOICES, CHOICES),
    )


@settings(max_examples=250, deadline=None)
@given(st.recursive(LEAVES, around, max_leaves=8))
def test_a_test_comes_to_what_trying_every_combination_finds(test: Test) -> None:
    assert possible(test, DOMAINS) == tried(test)


SOME_GIVEN = st.fixed_dictionaries({}, optional={name: st.sampled_from(values) for name, values in ALL.items()})


@settings(max_examples=250, deadline=None)
@given(st.recursive(LEAVES, around, max_leaves=8), SOME_GIVEN)
def test_what_nobody_gave_brings_no_other_answer_than_an_open_one(test: Test, some: dict[str, Value]) -> None:
    assert holds(test, some) in possible(test, DOMAINS) | {OPEN}


RATE = Stepped("lpr", ((FIRST, Fraction(1, 4)),), FIRST + timedelta(3), Given(ON))
OF_TWO = LessThan(Given("revenue"), Times(Given("last-revenue"), Fixed(2)), True)


@pytest.mark.parametrize(
    ("test", "comes_to"),
    [
        pytest.param(OF_TWO, {MET, UNMET, OPEN}, id="two-facts"),
        pytest.param(LessThan(Given("rate"), Times(RATE, Fixed(2)), True), {MET, UNMET, OPEN}, id="a-rate-of-a-day"),
        pytest.param(LessThan(Given(ON), Later(Given("founded"), 5), True), {MET, UNMET, OPEN}, id="a-day-within-years-of-another"),
        pytest.param(Pending(), {MET, UNMET, OPEN}, id="proposed"),
        pytest.param(AllOf((OF_TWO, Not(OF_TWO))), {UNMET, OPEN}, id="two-facts-and-not-these"),
        pytest.param(AllOf((OF_TWO, Holds("pledged", True))), {MET, UNMET, OPEN}, id="two-facts-beside-another"),
        pytest.param(AllOf(()), {MET}, id="nothing-asked"),
        pytest.param(Known("loan"), {MET}, id="a-name-that-is-given"),
        pytest.param(OneOf("size", ("small",), ("small",)), {OPEN, UNMET}, id="a-choice-named-twice"),
        pytest.param(LessThan(Given("revenue"), Fixed(Fraction(1, 2)), None), {MET, UNMET}, id="a-bound-that-no-value-meets"),
    ],
)
def test_what_is_held_against_something_given_comes_out_either_way(test: Test, comes_to: set[bool | None]) -> None:
    assert possible(test, DOMAINS) == comes_to


def test_tests_that_ask_nothing_in_common_are_judged_apart_however_many_they_are() -> None:
    asked = {f"revenue-{number}": Spread(0, 100) for number in range(60)}
    every = AllOf(tuple(AnyOf((LessThan(Given(name), Fixed(5), True), MoreThan(Given(name), Fixed(50), True))) for name in asked))
    assert possible(every, asked) == {MET, UNMET}


def test_too_many_combinations_are_not_guessed() -> None:
    asked = {f"revenue-{number}": Spread(0, 100) for number in range(12)}
    pairs = [AnyOf((MoreThan(Given(one), Fixed(5), True), MoreThan(Given(other), Fixed(7), True))) for one in asked for other in asked]
    with pytest.raises(TooMany):
        possible(AllOf(tuple(pairs)), asked)
