"""The tree as exact Python values: None is unknown, never zero and never no."""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction

import pytest

from bjsubsidy.formula.evaluate import WorkingLine, holds, number, quantity, working
from bjsubsidy.formula.solve import input_giving
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
    OneOf,
    Pending,
    Round,
    Stepped,
    Test,
    Times,
    facts,
    givens,
)
from bjsubsidy.quantities import Value

STEPPED = Stepped(
    "lpr",
    ((date(2019, 8, 20), Fraction("0.0425")), (date(2020, 4, 20), Fraction("0.0385"))),
    date(2025, 10, 20),
    Given("loan-date"),
)
CAP = Chosen("level", (("international", 200), ("domestic", 100)))
MET, UNMET, UNKNOWN = Holds("met", True), Holds("unmet", True), Holds("unknown", True)
STATES: Mapping[str, Value] = {"met": True, "unmet": False}


@pytest.mark.parametrize(
    ("tree", "given", "value"),
    [
        pytest.param(Given("amount"), {"amount": 5}, 5, id="given"),
        pytest.param(Given("amount"), {}, None, id="not-given"),
        pytest.param(Given("amount", 7), {}, 7, id="not-given-with-a-bounding-value"),
        pytest.param(Given("amount", 7), {"amount": 0}, 0, id="zero-is-given"),
        pytest.param(Fixed(3), {}, 3, id="fixed"),
        pytest.param(Times(Given("amount"), Fixed(Fraction(2, 5))), {"amount": 3}, Fraction(6, 5), id="times"),
        pytest.param(Times(Given("amount"), Given("rate")), {"amount": 3}, None, id="times-an-unknown"),
        pytest.param(Times(Fixed(0), Given("rate")), {}, None, id="nothing-times-an-unknown-is-unknown"),
        pytest.param(Excess(Given("amount"), Fixed(2)), {"amount": 5}, 3, id="excess"),
        pytest.param(Excess(Given("amount"), Fixed(5)), {"amount": 5}, 0, id="no-excess-at-the-figure"),
        pytest.param(Excess(Given("amount"), Fixed(9)), {"amount": 5}, 0, id="no-excess-below"),
        pytest.param(Excess(Given("amount"), Given("less")), {"amount": 5}, None, id="excess-over-an-unknown"),
        pytest.param(Round(Fixed(Fraction(1, 2))), {}, 1, id="half-goes-up"),
        pytest.param(Round(Fixed(Fraction(49, 100))), {}, 0, id="less-than-half-goes-down"),
        pytest.param(Round(Given("amount")), {}, None, id="unknown-rounded"),
        pytest.param(CAP, {"level": "domestic"}, 100, id="chosen"),
        pytest.param(CAP, {}, 200, id="the-largest-where-the-choice-is-unknown"),
        pytest.param(CAP, {"level": "none"}, None, id="no-figure-for-the-choice"),
        pytest.param(STEPPED, {"loan-date": date(2019, 8, 19)}, None, id="before-the-first-step"),
        pytest.param(STEPPED, {"loan-date": date(2019, 8, 20)}, Fraction("0.0425"), id="on-the-first-step"),
        pytest.param(STEPPED, {"loan-date": date(2020, 4, 19)}, Fraction("0.0425"), id="a-day-before-the-second-step"),
        pytest.param(STEPPED, {"loan-date": date(2020, 4, 20)}, Fraction("0.0385"), id="on-the-second-step"),
        pytest.param(STEPPED, {"loan-date": date(2025, 10, 20)}, Fraction("0.0385"), id="on-the-day-of-the-check"),
        pytest.param(STEPPED, {"loan-date": date(2025, 10, 21)}, None, id="after-the-check"),
        pytest.param(STEPPED, {}, None, id="no-day-for-a-step"),
    ],
)
def test_an_amount_is_exact_or_unknown(tree: Amount, given: Mapping[str, Value], value: int | Fraction | None) -> None:
    assert number(tree, given) == value


@pytest.mark.parametrize(
    ("given", "day"),
    [({"made": date(2020, 2, 29)}, date(2022, 2, 28)), ({"made": date(2019, 3, 20)}, date(2021, 3, 20)), ({}, None)],
    ids=["leap-day", "plain", "unknown"],
)
def test_a_later_day_is_the_corresponding_one(given: Mapping[str, Value], day: date | None) -> None:
    assert quantity(Later(Given("made"), 2), given) == day


@pytest.mark.parametrize(
    ("tree", "given"),
    [
        pytest.param(Given("made"), {"made": date(2021, 1, 1)}, id="a-day-is-no-number"),
        pytest.param(Given("level"), {"level": "domestic"}, id="a-choice-is-no-number"),
        pytest.param(Given("yes"), {"yes": True}, id="a-yes-is-no-number"),
    ],
)
def test_what_is_no_number_is_never_computed_with(tree: Amount, given: Mapping[str, Value]) -> None:
    with pytest.raises(TypeError):
        number(tree, given)


@pytest.mark.parametrize(
    ("test", "given", "answer"),
    [
        pytest.param(Holds("sold", False), {"sold": False}, True, id="a-no-that-should-be-no"),
        pytest.param(Holds("sold", False), {"sold": True}, False, id="a-yes-that-should-be-no"),
        pytest.param(Holds("sold", False), {}, None, id="a-missing-no-is-not-a-no"),
        pytest.param(OneOf("size", ("small",), ("other",)), {"size": "small"}, True, id="a-choice-among-the-met"),
        pytest.param(OneOf("size", ("small",), ("other",)), {"size": "large"}, False, id="a-choice-among-neither"),
        pytest.param(OneOf("size", ("small",), ("other",)), {"size": "other"}, None, id="an-unsettled-choice"),
        pytest.param(OneOf("size", ("small",)), {}, None, id="no-choice"),
        pytest.param(LessThan(Given("a"), Fixed(5), True), {"a": 4}, True, id="at-most-below"),
        pytest.param(LessThan(Given("a"), Fixed(5), True), {"a": 5}, True, id="at-most-at"),
        pytest.param(LessThan(Given("a"), Fixed(5), True), {"a": 6}, False, id="at-most-above"),
        pytest.param(LessThan(Given("a"), Fixed(5), False), {"a": 5}, False, id="less-than-at"),
        pytest.param(LessThan(Given("a"), Fixed(5), None), {"a": 5}, None, id="unsettled-at"),
        pytest.param(LessThan(Given("a"), Fixed(5), None), {"a": 4}, True, id="unsettled-below"),
        pytest.param(LessThan(Given("a"), Fixed(5), None), {"a": 6}, False, id="unsettled-above"),
        pytest.param(MoreThan(Given("a"), Fixed(5), True), {"a": 4}, False, id="at-least-below"),
        pytest.param(MoreThan(Given("a"), Fixed(5), True), {"a": 5}, True, id="at-least-at"),
        pytest.param(MoreThan(Given("a"), Fixed(5), False), {"a": 5}, False, id="more-than-at"),
        pytest.param(MoreThan(Given("a"), Fixed(5), False), {"a": 6}, True, id="more-than-above"),
        pytest.param(MoreThan(Given("a"), Fixed(5), None), {"a": 5}, None, id="unsettled-over-at"),
        pytest.param(LessThan(Given("a"), Fixed(5), True), {}, None, id="nothing-to-compare"),
        pytest.param(LessThan(Given("a"), Given("b"), True), {"a": 5}, None, id="nothing-to-compare-with"),
        pytest.param(LessThan(Given(ON), Fixed(date(2021, 3, 31)), True), {ON: date(2021, 3, 31)}, True, id="the-last-day"),
        pytest.param(LessThan(Given(ON), Fixed(date(2021, 3, 31)), True), {ON: date(2021, 4, 1)}, False, id="the-day-after"),
        pytest.param(Known("rate"), {"rate": Fraction(0)}, True, id="known-though-zero"),
        pytest.param(Known("rate"), {}, None, id="not-known-is-never-unmet"),
        pytest.param(Pending(), {}, None, id="pending"),
    ],
)
def test_a_condition_is_met_unmet_or_unknown(test: Test, given: Mapping[str, Value], answer: bool | None) -> None:
    assert holds(test, given) is answer


@pytest.mark.parametrize(
    ("parts", "every", "some"),
    [
        pytest.param((), True, False, id="no-part"),
        pytest.param((MET,), True, True, id="met"),
        pytest.param((UNMET,), False, False, id="unmet"),
        pytest.param((UNKNOWN,), None, None, id="unknown"),
        pytest.param((MET, UNMET), False, True, id="met-unmet"),
        pytest.param((MET, UNKNOWN), None, True, id="met-unknown"),
        pytest.param((UNMET, UNKNOWN), False, None, id="unmet-unknown"),
        pytest.param((MET, UNMET, UNKNOWN), False, True, id="one-of-each"),
    ],
)
@pytest.mark.parametrize("turned", [False, True], ids=["in-order", "turned-round"])
def test_all_and_any_are_three_valued(parts: tuple[Test, ...], every: bool | None, some: bool | None, turned: bool) -> None:
    placed = parts[::-1] if turned else parts
    assert holds(AllOf(placed), STATES) is every
    assert holds(AnyOf(placed), STATES) is some


def test_a_rate_at_exactly_one_point_four_of_the_series_is_met() -> None:
    most = LessThan(Given("loan-rate"), Times(STEPPED, Fixed(Fraction("1.40"))), True)
    day = {"loan-date": date(2021, 1, 8)}
    assert holds(most, {**day, "loan-rate": Fraction("0.0539")}) is True
    assert holds(most, {**day, "loan-rate": Fraction("0.05390001")}) is False
    assert holds(most, {"loan-date": date(2019, 8, 19), "loan-rate": Fraction("0.99")}) is None


SHARE = Round(Times(Excess(Given(AMOUNT), Given("less", 0)), Fixed(Fraction(1, 2))))


@pytest.mark.parametrize(
    ("tree", "given", "lines"),
    [
        pytest.param(
            Round(Times(Given(AMOUNT), Fixed(Fraction(2, 5)))),
            {AMOUNT: 100},
            [WorkingLine("times", Fraction(100), Fraction(2, 5), Fraction(40))],
            id="no-line-where-nothing-is-rounded",
        ),
        pytest.param(
            SHARE,
            {AMOUNT: 5, "less": 2},
            [
                WorkingLine("excess", Fraction(5), Fraction(2), Fraction(3)),
                WorkingLine("times", Fraction(3), Fraction(1, 2), Fraction(3, 2)),
                WorkingLine("round", Fraction(3, 2), None, Fraction(2)),
            ],
            id="the-unrounded-figure-is-shown",
        ),
        pytest.param(Given(AMOUNT), {AMOUNT: 5}, [], id="no-arithmetic"),
        pytest.param(Times(Given(AMOUNT), Given("rate")), {AMOUNT: 5}, [], id="unknown"),
    ],
)
def test_the_working_shows_each_step_exactly(tree: Amount, given: Mapping[str, Value], lines: list[WorkingLine]) -> None:
    assert working(tree, given) == lines


@pytest.mark.parametrize(
    ("tree", "result", "given", "base"),
    [
        pytest.param(Given(AMOUNT), 20, {}, Fraction(20), id="the-input-itself"),
        pytest.param(Round(Times(Given(AMOUNT), Fixed(Fraction(3, 10)))), 20, {}, Fraction(200, 3), id="before-rounding-up"),
        pytest.param(SHARE, 20, {"less": 7}, Fraction(47), id="a-deduction-comes-on-top"),
        pytest.param(SHARE, 20, {}, Fraction(40), id="a-deduction-nobody-gave"),
        pytest.param(Excess(Given(AMOUNT), Given("less")), 20, {}, None, id="a-deduction-that-nothing-bounds"),
        pytest.param(Times(Given(AMOUNT), Given("rate")), 20, {"rate": Fraction(0)}, None, id="a-rate-of-zero"),
        pytest.param(Times(Given(AMOUNT), Given("rate")), 20, {}, None, id="an-unknown-rate"),
        pytest.param(Given("other"), 20, {}, None, id="another-fact"),
        pytest.param(Fixed(20), 20, {}, None, id="a-fixed-amount"),
    ],
)
def test_the_input_that_gives_a_result_comes_from_the_rule(
    tree: Amount, result: int, given: Mapping[str, Value], base: Fraction | None
) -> None:
    assert input_giving(tree, Fraction(result), given) == base


@pytest.mark.parametrize(
    ("node", "asked", "of_a_person"),
    [
        pytest.param(SHARE, (AMOUNT, "less"), ("less",), id="share"),
        pytest.param(CAP, ("level",), ("level",), id="chosen"),
        pytest.param(
            LessThan(Given("loan-rate"), Times(STEPPED, Fixed(2)), True),
            ("loan-rate", "loan-date"),
            ("loan-rate", "loan-date"),
            id="series",
        ),
        pytest.param(AllOf((MET, AnyOf((UNMET, MET)), Pending())), ("met", "unmet"), ("met", "unmet"), id="each-once"),
        pytest.param(MoreThan(Given(ON), Later(Given("made"), 2), True), (ON, "made"), ("made",), id="days"),
        pytest.param(OneOf("size", ("small",)), ("size",), ("size",), id="choice"),
        pytest.param(Known("rate"), ("rate",), ("rate",), id="known"),
        pytest.param(Fixed(1), (), (), id="nothing"),
    ],
)
def test_a_tree_names_what_it_asks(node: Node, asked: tuple[str, ...], of_a_person: tuple[str, ...]) -> None:
    assert givens(node) == asked
    assert facts(node) == of_a_person
