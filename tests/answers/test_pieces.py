"""The figures of many amounts against `calc` of each: every input of the catalogue, facts given and not, at and around every turn."""

import random
from collections.abc import Callable, Iterator
from datetime import date

import pytest

from bjsubsidy.answers.amount import Figures, figures_of
from bjsubsidy.answers.calc import calc_item
from bjsubsidy.answers.curve import Curve
from bjsubsidy.answers.examples import example_facts
from bjsubsidy.answers.pieces import figures_by_input
from bjsubsidy.answers.query import Query
from bjsubsidy.formula.solve import straight
from bjsubsidy.formula.tree import AMOUNT, Excess, Fixed, Given, Round, Times
from bjsubsidy.law.benefit import Share, Whole
from bjsubsidy.law.cap import Cap
from bjsubsidy.law.catalogue import Catalogue
from bjsubsidy.law.firm import Item, Receipt
from bjsubsidy.law.measure import Example, Measure
from bjsubsidy.law.storage import packaged
from bjsubsidy.quantities import MOST_FEN, Value, parse_rate

pytestmark = pytest.mark.law

CATALOGUE = packaged()
INPUTS = sorted({measure.input for measure in CATALOGUE.measures()})


def drawn(r: random.Random, input: str) -> Query:
    """A query whose facts are those of examples, each of them dropped or turned now and then."""
    measures, facts = CATALOGUE.measures_on(input), dict[str, Value]()
    for measure in measures:
        facts |= example_facts(CATALOGUE, measure.given, r.choice([Example("0"), *measure.examples]))
    for fact, value in list(facts.items()):
        if r.random() < 0.2:
            del facts[fact]
        elif isinstance(value, bool) and r.random() < 0.1:
            facts[fact] = not value
    if r.random() < 0.3:
        facts |= {fact: parse_rate(r.choice(["0", "0.07", "33.333%", "100%"])) for fact in facts if CATALOGUE.fact(fact).kind.id == "rate"}
    asked = r.sample(measures, r.randint(1, len(measures)))
    on = date(r.choice([2020, 2021, 2021, 2022]), r.randint(1, 12), r.randint(1, 28))
    receipts = [Receipt(one.id, r.choice([0, 1, 10**7, 5 * 10**7, 10**9]), on) for one in measures if r.random() < 0.4]
    return Query(input, on, date(2021, 4, 1), asked, facts, receipts, r.random() < 0.3)


def inputs(r: random.Random, asked: Query) -> Iterator[int]:
    """Inputs that are at least what is deducted: the smallest, the largest, around each turn, and any."""
    curves = [Curve(measure, asked, CATALOGUE) for measure in asked.measures]
    least = max(curve.first for curve in curves)
    turns = [point.input for curve in curves for point in curve.breakpoints()]
    near = (turn + step for turn in turns for step in (-1, 0, 1, 2))
    any_size = (r.randrange(10 ** r.randint(1, 15)) for _ in range(15))
    yield from (input for input in (*near, *range(8), *any_size, least, least + 1, MOST_FEN) if least <= input <= MOST_FEN)


def said(figures: Figures) -> tuple[object, ...]:
    """All but the amounts of the claim itself, which may be of another input."""
    best = None if figures.best is None else (figures.best.measure.id, figures.best.verdict, figures.best.measure.bound)
    return *figures._replace(best=None, unknown=()), best, [claim.measure.id for claim in figures.unknown]


def right(asked: Query, input: int, catalogue: Catalogue = CATALOGUE) -> Figures:
    item = Item(asked.input, input, asked.on, asked.facts)
    return figures_of(input, calc_item(catalogue, item, asked.as_of, asked.measures, asked.receipts, asked.strict).assessments)


@pytest.mark.parametrize("input", INPUTS)
def test_the_figures_of_many_amounts_are_those_of_each(input: str) -> None:
    wrong = []
    for seed in range(12):
        r = random.Random(f"{input} {seed}")
        asked = drawn(r, input)
        at = figures_by_input(asked, CATALOGUE)
        wrong += [(seed, amount, at(amount)) for amount in inputs(r, asked) if said(at(amount)) != said(right(asked, amount))]
    assert wrong == []


def measure(id: str, benefit: Share | Whole, *caps: Cap) -> Measure:
    shown = CATALOGUE.measure("port-construction-fee")
    return shown.replace(id=id, benefit=benefit, caps=caps, conditions=())


SCOPE = ("enterprise", "year")
CASES: list[tuple[str, list[Measure], int, tuple[object, ...]]] = [
    ("half a fen is rounded up", [measure("a", Share(rate="50%"))], 3, (3, 2, 2, 2, "a")),
    ("less than half a fen is nothing", [measure("a", Share(rate="7%"))], 7, (7, 0, 0, None, None)),
    ("the first id of two that pay the same", [measure("b", Whole()), measure("a", Whole())], 9, (9, 9, 9, 9, "a")),
    ("the surer of two that pay the same", [measure("a", Whole()).replace(bound="at-most"), measure("b", Whole())], 9, (9, 9, 9, 9, "b")),
    ("a cap on the amount", [measure("a", Whole(), Cap(SCOPE, amount="0.05"))], 9, (9, 5, 5, 9, "a")),
    ("a cap on the input", [measure("a", Share(rate="50%"), Cap(SCOPE, amount="0.05", counts="base"))], 9, (9, 3, 3, 5, "a")),
    ("two caps", [measure("a", Whole(), Cap(SCOPE, amount="0.05"), Cap(("enterprise",), amount="0.03"))], 9, (9, 3, 3, 9, "a")),
]


@pytest.mark.parametrize(("measures", "input", "expected"), [pytest.param(*case[1:], id=case[0].replace(" ", "-")) for case in CASES])
def test_figures_by_hand(measures: list[Measure], input: int, expected: tuple[object, ...]) -> None:
    asked = Query("port-construction-fee", date(2021, 3, 20), date(2021, 3, 20), measures)
    found = figures_by_input(asked, CATALOGUE)(input)
    assert (found.input, found.low, found.high, found.uncapped, found.best and found.best.measure.id) == expected
    assert said(found) == said(right(asked, input))


class Squared(Whole):
    """A benefit that is no straight line of its input."""

    def formula(self) -> Round:
        return Round(Times(Given(AMOUNT), Given(AMOUNT)))


def test_what_is_no_straight_line_is_worked_out_each_time() -> None:
    asked = Query("port-construction-fee", date(2021, 3, 20), date(2021, 3, 20), [measure("a", Squared(), Cap(SCOPE, amount="1"))])
    at = figures_by_input(asked, CATALOGUE)
    assert [(at(input).high, at(input).uncapped) for input in (3, 9, 11)] == [(9, 9), (81, 81), (100, 121)]


RATE = Fixed(parse_rate("40%"))
LINES: dict[str, tuple[Callable[[], object], object]] = {
    "the input": (lambda: straight(Given(AMOUNT), {}), (1, 0)),
    "a share of what is left": (lambda: straight(Times(Excess(Given(AMOUNT), Given("x")), RATE), {"x": 5}), (RATE.value, 5)),
    "what a share has above": (lambda: straight(Excess(Times(Given(AMOUNT), RATE), Fixed(4)), {}), (RATE.value, 10)),
    "unknown": (lambda: straight(Excess(Given(AMOUNT), Given("x")), {}), None),
    "no input": (lambda: straight(Fixed(3), {}), None),
}


@pytest.mark.parametrize("name", LINES)
def test_a_formula_is_a_rate_above_a_deduction(name: str) -> None:
    found, expected = LINES[name]
    assert found() == expected
