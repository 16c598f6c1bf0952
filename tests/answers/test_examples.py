"""The worked examples of the packaged catalogue come out, and there are enough of them."""

from collections.abc import Callable
from datetime import date
from fractions import Fraction

import pytest

from bjsubsidy.answers.caps import Assessment
from bjsubsidy.answers.claim import item_givens
from bjsubsidy.answers.due import due_of
from bjsubsidy.answers.examples import assessed, example_facts, example_item
from bjsubsidy.answers.status import status_of
from bjsubsidy.formula.evaluate import Givens, holds, quantity
from bjsubsidy.formula.tree import AMOUNT, AS_OF, ON, AllOf, LessThan, MoreThan, Test
from bjsubsidy.law.catalogue import Catalogue
from bjsubsidy.law.measure import Example, Measure, Status, StatusExample
from bjsubsidy.law.storage import packaged
from bjsubsidy.quantities import parse_money

PACKAGED = packaged()
MEASURES, STATUSES, LIMITS = PACKAGED.measures(), PACKAGED.all("status"), PACKAGED.all("limit")
OF_MEASURES = [(m, e) for m in MEASURES for e in m.examples]
OF_STATUSES = [(s, e) for s in STATUSES for e in s.examples]
OF_LIMITS = [(limit, e) for limit in LIMITS for e in limit.examples]

Number = int | Fraction | date
Bounded = LessThan | MoreThan


def numbered(pairs: list[tuple[Measure, Example]] | list[tuple[Status, StatusExample]]) -> list[str]:
    seen: dict[str, int] = {}
    ids = []
    for entry, _ in pairs:
        seen[entry.id] = seen.get(entry.id, 0) + 1
        ids.append(f"{entry.id}-{seen[entry.id]}")
    return ids


@pytest.mark.parametrize(("measure", "example"), OF_MEASURES, ids=numbered(OF_MEASURES))
def test_an_example_of_a_measure_comes_out(catalogue: Catalogue, measure: Measure, example: Example) -> None:
    answer = assessed(catalogue, measure, example)
    high = None if example.gives is None else parse_money(example.gives)
    implied = high if example.verdict == "eligible" else 0
    low = implied if example.low is None else parse_money(example.low)
    assert (answer.claim.verdict, answer.low, answer.high) == (example.verdict, low, high)


@pytest.mark.parametrize(("status", "example"), OF_STATUSES, ids=numbered(OF_STATUSES))
def test_an_example_of_a_status_comes_out(catalogue: Catalogue, status: Status, example: StatusExample) -> None:
    on = example.on or status.on
    assert on is not None
    assert status_of(status, example_facts(catalogue, status.given, example), on, catalogue).verdict == example.verdict


def test_every_example_of_a_limit_comes_out() -> None:
    assert {(limit.id, e.start): due_of(limit, e.start).due for limit, e in OF_LIMITS} == {
        (limit.id, e.start): e.due for limit, e in OF_LIMITS
    }


def test_every_measure_status_and_limit_has_an_example() -> None:
    assert [entry.id for entry in (*MEASURES, *STATUSES, *LIMITS) if not entry.examples] == []


def answers(measure: Measure) -> list[Assessment]:
    return [assessed(PACKAGED, measure, example) for example in measure.examples]


def side(value: Number, bound: Number) -> str:
    """Days with days and numbers with numbers: where a value lies."""
    if isinstance(value, date):
        assert isinstance(bound, date)
        return "below" if value < bound else "at" if value == bound else "above"
    assert not isinstance(bound, date)
    return "below" if value < bound else "at" if value == bound else "above"


CAPPED = [(measure, place) for measure in MEASURES for place in range(len(measure.caps))]


@pytest.mark.parametrize(("measure", "place"), CAPPED, ids=[f"{measure.id}-{place}" for measure, place in CAPPED])
def test_every_cap_has_an_example_below_at_and_above(measure: Measure, place: int) -> None:
    """By the amount before caps and what the cap has left."""
    found = set()
    for answer in answers(measure):
        use = next((use for use in answer.caps if measure.caps.index(use.cap) == place), None)
        before = answer.claim.item.amount if measure.caps[place].counts == "base" else answer.claim.uncapped
        if use is not None and use.remaining is not None and before is not None and answer.claim.verdict != "ineligible":
            found.add(side(before, use.remaining))
    assert found == {"below", "at", "above"}


BY_CHOICE = [(measure, choice) for measure in MEASURES for cap in measure.caps for choice in cap.amounts]


@pytest.mark.parametrize(("measure", "choice"), BY_CHOICE, ids=[f"{measure.id}-{choice}" for measure, choice in BY_CHOICE])
def test_every_choice_of_a_cap_has_an_example_below_at_and_above(measure: Measure, choice: str) -> None:
    found = set()
    for answer in answers(measure):
        for use in answer.caps:
            if use.cap.by and answer.claim.item.facts.get(use.cap.by) == choice and use.remaining is not None:
                found.add(side(answer.claim.uncapped or 0, use.remaining))
    assert found == {"below", "at", "above"}


def thresholds(tests: tuple[Test, ...]) -> list[Bounded]:
    found: list[Bounded] = []
    for test in tests:
        if isinstance(test, (LessThan, MoreThan)):
            found.append(test)
        elif isinstance(test, AllOf):
            found += thresholds(test.tests)
    return found


def sides(bounded: Bounded, found: list[Givens]) -> set[str]:
    pairs = [(quantity(bounded.left, given), quantity(bounded.right, given)) for given in found]
    return {side(left, right) for left, right in pairs if left is not None and right is not None}


def of_measure(measure: Measure) -> list[Givens]:
    found: list[Givens] = []
    for example in measure.examples:
        item = example_item(PACKAGED, measure, example)
        found.append(item_givens(item, example.as_of or measure.as_of or item.on))
    return found


def of_status(status: Status) -> list[Givens]:
    days = [example.on or status.on for example in status.examples]
    return [{**example_facts(PACKAGED, status.given, example), ON: day} for example, day in zip(status.examples, days, strict=True) if day]


BOUNDED: list[tuple[str, Bounded, Callable[[], list[Givens]]]] = [
    *((m.id, test, lambda m=m: of_measure(m)) for m in MEASURES for test in thresholds(m.tests(PACKAGED))),
    *((s.id, test, lambda s=s: of_status(s)) for s in STATUSES for test in thresholds(s.tests(PACKAGED))),
]


@pytest.mark.parametrize(("bounded", "known"), [case[1:] for case in BOUNDED], ids=[f"{case[0]}-{n}" for n, case in enumerate(BOUNDED)])
def test_every_threshold_has_an_example_below_at_and_above(bounded: Bounded, known: Callable[[], list[Givens]]) -> None:
    assert sides(bounded, known()) == {"below", "at", "above"}


@pytest.mark.parametrize("measure", [m for m in MEASURES if m.tests(PACKAGED)], ids=lambda m: m.id)
def test_every_measure_with_a_condition_has_an_example_that_fails_it(measure: Measure) -> None:
    assert "ineligible" in {example.verdict for example in measure.examples}


@pytest.mark.parametrize("measure", [m for m in MEASURES if not any(c.proposed for c in m.conditions)], ids=lambda m: m.id)
def test_every_measure_that_is_in_force_has_an_example_that_pays(measure: Measure) -> None:
    assert any(example.verdict == "eligible" and example.gives not in (None, "0", "0.00") for example in measure.examples)


@pytest.mark.parametrize("measure", [m for m in MEASURES if m.conditions], ids=lambda m: m.id)
def test_every_measure_with_a_condition_has_an_example_that_leaves_it_unknown(measure: Measure) -> None:
    assert "unconfirmed" in {example.verdict for example in measure.examples}


@pytest.mark.parametrize("measure", MEASURES, ids=lambda m: m.id)
def test_the_given_facts_of_a_measure_meet_every_condition_but_the_proposed(measure: Measure) -> None:
    day = measure.on
    assert day is not None
    plain = Example(amount="1")
    given = {**example_facts(PACKAGED, measure.given, plain), AMOUNT: 100, ON: day, AS_OF: measure.as_of or day}
    assert False not in [holds(test, given) for test in measure.tests(PACKAGED)]
