"""What a measure pays over its inputs: breakpoints and reaches against every single fen of small domains, and of the catalogue."""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bjsubsidy.answers.caps import apply
from bjsubsidy.answers.claim import claim
from bjsubsidy.answers.curve import Breakpoint, Curve, about_twice, span
from bjsubsidy.answers.query import Query
from bjsubsidy.answers.sweep import sweep, usual_end
from bjsubsidy.language import Text
from bjsubsidy.law.benefit import ExcessOverShare, Range, Share, Whole
from bjsubsidy.law.benefit_kinds import Benefit
from bjsubsidy.law.cap import Cap
from bjsubsidy.law.condition import Condition
from bjsubsidy.law.firm import Item, Receipt
from bjsubsidy.law.measure import Measure
from bjsubsidy.law.storage import packaged
from bjsubsidy.quantities import MOST_FEN, exact_text, money_text, parse_money, percent_text

pytestmark = pytest.mark.law

CATALOGUE = packaged()
DAY = date(2021, 3, 20)
many = settings(max_examples=100, deadline=None)


def asked(input: str, facts: Mapping[str, str | bool] | None = None, received: str = "0", strict: bool = False) -> Query:
    """The measures on an input with facts as people write them, and what each of them was already paid."""
    measures = CATALOGUE.measures_on(input)
    read = {id: CATALOGUE.fact(id).read(value) for id, value in (facts or {}).items()}
    receipts = [Receipt(measure.id, parse_money(received), date(2021, 1, 15)) for measure in measures]
    return Query(input, DAY, DAY, measures, read, receipts, strict)


def only(question: Query) -> Curve:
    return Curve(question.measures[0], question, CATALOGUE)


def said(points: tuple[Breakpoint, ...]) -> list[tuple[str, str, str, str | None]]:
    return [(p.kind, money_text(p.input), p.assessment.claim.verdict, _money(p.assessment.high)) for p in points]


def _money(fen: int | None) -> str | None:
    return None if fen is None else money_text(fen)


REINSURED: dict[str, str | bool] = {"institution": "insurer", "reinsured-amount": "10"}
VAT: dict[str, str | bool] = {"small-scale-taxpayer": True, "vat-levy-rate": "3%", "in-force-confirmed": True}


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        pytest.param(
            asked("rd-expense"),
            [("start", "0.00", "unconfirmed", "0.00"), ("cap", "200000.00", "unconfirmed", "200000.00")],
            id="the-whole-up-to-a-cap",
        ),
        pytest.param(
            asked("rd-expense", received="150000"),
            [("start", "0.00", "unconfirmed", "0.00"), ("cap", "50000.00", "unconfirmed", "50000.00")],
            id="what-was-received-moves-the-breakpoint",
        ),
        pytest.param(
            asked("rd-expense", received="300000"),
            [("start", "0.00", "unconfirmed", "0.00"), ("cap", "0.00", "unconfirmed", "0.00")],
            id="a-cap-used-up-holds-from-nothing",
        ),
        pytest.param(
            asked("monthly-sales", VAT),
            [
                ("start", "0.00", "eligible", "0.00"),
                ("turn", "150000.00", "unconfirmed", "4500.00"),
                ("turn", "150000.01", "ineligible", "0.00"),
            ],
            id="an-unsettled-equality-is-one-fen-wide",
        ),
        pytest.param(
            asked("monthly-sales", VAT, strict=True),
            [
                ("start", "0.00", "eligible", "0.00"),
                ("turn", "150000.00", "unconfirmed", "0.00"),
                ("turn", "150000.01", "ineligible", "0.00"),
            ],
            id="strict-pays-nothing-while-it-is-open",
        ),
        pytest.param(
            asked("monthly-sales"),
            [
                ("start", "0.00", "unconfirmed", None),
                ("turn", "150000.00", "unconfirmed", None),
                ("turn", "150000.01", "ineligible", "0.00"),
            ],
            id="an-amount-nobody-can-work-out-stays-unknown",
        ),
        pytest.param(
            asked("talent-income-tax", {"talent-income": "1000000.03"}),
            [("start", "0.00", "unconfirmed", "0.00"), ("pays", "150000.01", "unconfirmed", "0.01")],
            id="nothing-below-the-share-of-income",
        ),
        pytest.param(
            asked("loan-loss", {"institution": "insurer", "reinsured-amount": "200000"}),
            [("start", "200000.00", "unconfirmed", "0.00"), ("cap", "10200000.00", "unconfirmed", "5000000.00")],
            id="no-input-is-below-what-is-deducted",
        ),
        pytest.param(
            asked("technology-transfer-income", {"eit-rate": "15%"}),
            [("start", "0.00", "unconfirmed", "0.00"), ("cap", "20000000.00", "unconfirmed", "3000000.00")],
            id="a-cap-on-the-base",
        ),
        pytest.param(asked("special-equipment-fee"), [("start", "0.00", "unconfirmed", "0.00")], id="nothing-ever-breaks"),
        pytest.param(
            asked("rd-expense", {"enterprise-size": "large"}), [("start", "0.00", "ineligible", "0.00")], id="an-unmet-condition-has-no-cap"
        ),
    ],
)
def test_a_measure_breaks_where_its_rule_says(question: Query, expected: list[Any]) -> None:
    assert said(only(question).breakpoints()) == expected


@pytest.mark.parametrize(
    ("question", "amount", "inputs", "nearest"),
    [
        pytest.param(asked("rd-expense"), "123.45", [("123.45", "123.45")], None, id="a-point"),
        pytest.param(asked("rd-expense"), "200000", [("200000.00", None)], None, id="a-cap-and-everything-above"),
        pytest.param(asked("rd-expense"), "200000.01", [], ("200000.00", [("200000.00", None)]), id="above-the-cap-none-and-the-nearest"),
        pytest.param(asked("lease-financing-cost"), "100", [("499.98", "500.02")], None, id="five-fen-round-to-one-amount"),
        pytest.param(asked("monthly-sales", VAT), "0", [("0.00", "0.16"), ("150000.01", None)], None, id="nothing-below-and-above"),
        pytest.param(
            asked("monthly-sales", VAT),
            "5000",
            [],
            ("4500.00", [("149999.84", "149999.99"), ("150000.00", "150000.00")]),
            id="a-jump-leaves-amounts-out",
        ),
        pytest.param(asked("monthly-sales"), "0", [("150000.01", None)], None, id="unknown-amounts-reach-nothing"),
        pytest.param(
            asked("loan-loss", {"institution": "insurer", "reinsured-amount": "10"}),
            "0",
            [("10.00", "10.00")],
            None,
            id="from-the-deduction-on",
        ),
    ],
)
def test_the_inputs_that_reach_an_amount(question: Query, amount: str, inputs: list[Any], nearest: Any) -> None:
    curve, fen = only(question), parse_money(amount)
    assert stretches(curve.reach(fen)) == inputs
    if nearest is not None:
        near = curve.nearest(fen)
        assert near is not None
        assert (money_text(near.amount), stretches(near)) == nearest


def stretches(reached: Any) -> list[tuple[str, str | None]]:
    return [(money_text(s.first), None if s.last == MOST_FEN else money_text(s.last)) for s in reached.stretches]


def test_nothing_is_near_where_every_amount_is_unknown() -> None:
    unbounded = made(Share(rate_fact="vat-levy-rate"), "exact")
    curve = only(Query("loan-loss", DAY, DAY, [unbounded]))
    assert curve.reach(0).stretches == ()
    assert curve.nearest(5) is None


def made(benefit: Benefit, bound: Any, caps: tuple[Cap, ...] = (), conditions: tuple[Condition, ...] = ()) -> Measure:
    """A measure that nobody wrote."""
    none = Text("", "")
    return Measure("m", none, none, "loan-loss", "grant", (), bound, benefit, (), caps, conditions)


# ---------------------------------------------------------------- every fen of a small domain

WIDE = 260


@st.composite
def rates(draw: st.DrawFn) -> str:
    return exact_percent(draw(st.integers(0, 200)))


def exact_percent(half_percents: int) -> str:
    return percent_text(Fraction(half_percents, 200))


@st.composite
def benefits(draw: st.DrawFn) -> tuple[Benefit, str]:
    """A benefit and its bound."""
    kind = draw(st.sampled_from(["share", "share of what is left", "range", "whole", "excess"]))
    if kind == "range":
        low, high = sorted(draw(st.tuples(st.integers(0, 200), st.integers(0, 200))))
        return Range(exact_percent(low), exact_percent(high)), "range"
    bound = draw(st.sampled_from(["exact", "at-most"]))
    if kind == "whole":
        return Whole(), bound
    if kind == "excess":
        return ExcessOverShare(draw(rates()), "talent-income"), bound
    return Share(rate=draw(rates()), less="reinsured-amount" if kind != "share" else None), bound


@st.composite
def conditions(draw: st.DrawFn) -> Condition:
    edge = exact_text(Fraction(draw(st.integers(0, WIDE)), 100))
    side = draw(st.sampled_from(["at_most", "less_than", "at_least", "more_than"]))
    bound: dict[str, Any] = {side: edge, "equality": draw(st.sampled_from(["settled", "unsettled"]))}
    return Condition(**bound)


@st.composite
def caps(draw: st.DrawFn) -> Cap:
    amount = exact_text(Fraction(draw(st.integers(0, WIDE)), 100))
    return Cap(("enterprise",), amount=amount, counts=draw(st.sampled_from(["amount", "amount", "base"])))


@st.composite
def questions(draw: st.DrawFn) -> Query:
    """A measure and a firm: amounts of a few fen, so that every input can be tried."""
    benefit, bound = draw(benefits())
    capped, asking = tuple(draw(st.lists(caps(), max_size=3))), tuple(draw(st.lists(conditions(), max_size=2)))
    measure = made(benefit, bound, capped, asking)
    facts: dict[str, Any] = {"talent-income": draw(st.integers(0, WIDE)), "reinsured-amount": draw(st.integers(0, WIDE // 4))}
    given = {name: value for name, value in facts.items() if draw(st.integers(0, 5))}
    receipts = [Receipt("m", draw(st.integers(0, WIDE // 2)), DAY)] if draw(st.booleans()) else []
    return Query("loan-loss", DAY, DAY, [measure], given, receipts, draw(st.booleans()))


def by_hand(question: Query, input: int) -> tuple[str, int, int | None]:
    """What the rule of caps says of one input, without the curve."""
    item = Item(question.input, input, question.on, question.facts)
    answer = apply([claim(question.measures[0], item, question.as_of, CATALOGUE)], question.receipts, question.strict)[0]
    return answer.claim.verdict, answer.low, answer.high


@many
@given(questions())
def test_between_two_breakpoints_nothing_changes_and_at_each_something_may(question: Query) -> None:
    curve = only(question)
    verdicts = {x: by_hand(question, x)[0] for x in range(curve.first, 2 * WIDE)}
    turned = [x for x in verdicts if x > curve.first and verdicts[x] != verdicts[x - 1]]
    found = curve.breakpoints()
    assert found[0].kind == "start"
    assert [point.input for point in found] == sorted(point.input for point in found)
    assert set(turned) <= {point.input for point in found if point.kind == "turn"}
    for point in found:
        if point.input < 2 * WIDE:
            here = point.assessment
            assert (here.claim.verdict, here.low, here.high) == by_hand(question, point.input)
            if point.kind == "turn":
                before, after = (curve.at(x).claim.findings for x in (point.input - 1, point.input))
                assert [f.state for f in before] != [f.state for f in after]


@many
@given(questions())
def test_from_a_cap_on_the_amount_stays_and_below_it_grows_exactly(question: Query) -> None:
    curve = only(question)
    for point in curve.breakpoints():
        if point.kind != "cap":
            continue
        assert point.use is not None
        last = next(s.last for s in curve.stretches if s.first <= point.input <= s.last)
        high = by_hand(question, point.input)[2]
        assert all(by_hand(question, x)[2] == high for x in range(point.input, min(last, 3 * WIDE) + 1))
        if point.use.cap.counts == "amount":
            assert high == point.use.remaining


@many
@given(questions())
def test_straight_lines_between_corners_miss_no_amount_by_two_fen(question: Query) -> None:
    curve = only(question)
    points = curve.points(curve.first, curve.first + WIDE)
    for before, after in pairwise(points):
        if after.input == before.input + 1:
            continue
        for x in range(before.input, after.input + 1):
            _, low, high = by_hand(question, x)
            part = Fraction(x - before.input, after.input - before.input)
            if high is None or before.high is None or after.high is None:
                assert high == before.high == after.high
                continue
            assert abs(high - (before.high + part * (after.high - before.high))) < 2
            assert abs(low - (before.low + part * (after.low - before.low))) < 2


@many
@given(questions(), st.integers(0, 2 * WIDE))
def test_an_amount_is_reached_by_exactly_the_inputs_that_give_it(question: Query, amount: int) -> None:
    curve = only(question)
    reached = curve.reach(amount)
    for x in range(curve.first, 3 * WIDE):
        verdict, _, high = by_hand(question, x)
        inside = [stretch for stretch in reached.stretches if stretch.first <= x <= stretch.last]
        assert len(inside) == (high == amount)
        assert all(stretch.verdict == verdict for stretch in inside)
    if not reached.stretches:
        near, every = curve.nearest(amount), {by_hand(question, x)[2] for x in [*range(curve.first, 3 * WIDE), MOST_FEN]}
        known = {high for high in every if high is not None}
        assert (near is None) == (not known)
        if near is not None:
            assert abs(near.amount - amount) <= min(abs(high - amount) for high in known)
            assert all(by_hand(question, x)[2] == near.amount for s in near.stretches for x in (s.first, s.last))


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(CATALOGUE.measures()), st.integers(0, MOST_FEN), st.integers(0, 10**9))
def test_every_measure_reaches_what_it_pays_and_not_one_fen_beside(measure: Measure, input: int, received: int) -> None:
    given = {**measure.given}
    facts = {id: CATALOGUE.fact(id).read(value) for id, value in given.items()}
    question = Query(measure.input, DAY, DAY, [measure], facts, [Receipt(measure.id, received, DAY)])
    curve = only(question)
    input = max(input, curve.first)
    high = by_hand(question, input)[2]
    assert high is not None
    (stretch,) = [s for s in curve.reach(high).stretches if s.first <= input <= s.last]
    for edge, beyond in ((stretch.first, stretch.first - 1), (stretch.last, stretch.last + 1)):
        assert by_hand(question, edge)[2] == high
        if curve.first <= beyond <= MOST_FEN:
            verdict, _, other = by_hand(question, beyond)
            assert (other, verdict) != (high, stretch.verdict)


# ---------------------------------------------------------------- sweeps


def test_steps_are_equal_and_hold_both_ends() -> None:
    question = asked("rd-expense")
    answer = sweep([only(question)], question, 0, 100, 3)
    assert [row.input for row in answer.rows] == [0, 33, 66, 100]


def test_more_steps_than_fen_give_each_fen_once() -> None:
    question = asked("rd-expense")
    answer = sweep([only(question)], question, 5, 8, 10)
    assert [row.input for row in answer.rows] == [5, 6, 7, 8]


def test_a_cap_that_holds_before_anything_is_paid_is_named_where_paying_begins() -> None:
    least = made(Share(rate="40%"), "exact", (Cap(("enterprise",), amount="1000"),), (Condition(at_least="5000"),))
    points = only(Query("loan-loss", DAY, DAY, [least])).breakpoints()
    assert said(points) == [
        ("start", "0.00", "ineligible", "0.00"),
        ("turn", "5000.00", "eligible", "1000.00"),
        ("cap", "5000.00", "eligible", "1000.00"),
    ]


def test_a_cap_on_the_base_below_the_least_input_holds_from_the_start() -> None:
    deducted = made(Share(rate="50%", less="reinsured-amount"), "exact", (Cap(("enterprise",), amount="3", counts="base"),))
    curve = only(Query("loan-loss", DAY, DAY, [deducted], {"reinsured-amount": 500}))
    assert said(curve.breakpoints()) == [("start", "5.00", "eligible", "0.00"), ("cap", "5.00", "eligible", "0.00")]


@pytest.mark.parametrize(
    ("input", "double"), [(0, 0), (1, 2), (125_000_000, 250_000_000), (15_000_001, 30_000_000), (49, 98), (77, 150), (MOST_FEN, MOST_FEN)]
)
def test_about_twice_an_input_has_two_digits(input: int, double: int) -> None:
    assert about_twice(input) == double


def test_the_usual_end_shows_every_breakpoint() -> None:
    for input in CATALOGUE.rows("input"):
        if CATALOGUE.measures_on(input):
            question = asked(input)
            curves = [Curve(measure, question, CATALOGUE) for measure in question.measures]
            assert (usual_end(curves) or 0) >= max(curve.breakpoints()[-1].input for curve in curves)


def test_a_curve_is_drawn_past_the_amount_that_was_asked_about() -> None:
    curves = [only(asked("rd-expense"))]
    assert span(curves, 10) == (0, 40_000_000)
    assert span(curves, 10**9) == (0, 125 * 10**7)
    assert span([only(asked("special-equipment-fee"))], 0) == (0, 1)
