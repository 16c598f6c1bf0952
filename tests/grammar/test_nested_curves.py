"""Any benefit of the grammar's forms, one within another: the curve that is solved is what calc answers, fen by fen."""

from collections.abc import Mapping
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from bjsubsidy.answers.caps import apply
from bjsubsidy.answers.curve import Curve
from bjsubsidy.answers.forward import put_forward
from bjsubsidy.answers.query import Query
from bjsubsidy.errors import NoRule
from bjsubsidy.formula.forms import Crooked, growth
from bjsubsidy.language import Text
from bjsubsidy.law.benefit import Share, Whole
from bjsubsidy.law.benefit_kinds import (
    AwardFrom,
    BenefitStep,
    FlatSum,
    HigherOf,
    LowerOf,
    Part,
    PartOfPeriod,
    Steps,
    SumOf,
    SumPerUnit,
)
from bjsubsidy.law.cap import Cap
from bjsubsidy.law.condition import Condition
from bjsubsidy.law.entries import ByFact, DatedFigure, Figure
from bjsubsidy.law.firm import Item
from bjsubsidy.law.measure import Measure
from bjsubsidy.quantities import MOST_FEN, Value, exact_text
from tests.grammar.test_forms import AS_OF, CATALOGUE

pytestmark = pytest.mark.law

DAY = date(2021, 3, 20)
# Every fen of this is tried: bounds lie within it.
WIDE = 400
CHOICES = {"size": ("small", "medium", "large"), "region": ("north", "south")}


def yuan(fen: int) -> str:
    return exact_text(Fraction(fen, 100))


SUMS = st.integers(0, WIDE).map(yuan)
RATES = st.integers(0, 200).map(lambda half: f"{exact_text(Fraction(half, 2))}%")


def by_fact(texts: st.SearchStrategy[str], depth: int = 2) -> st.SearchStrategy[ByFact]:
    inner = texts if depth == 1 else st.one_of(texts, texts, by_fact(texts, depth - 1))
    return st.one_of([st.builds(ByFact, st.just(by), st.fixed_dictionaries(dict.fromkeys(of, inner))) for by, of in CHOICES.items()])


def figures(texts: st.SearchStrategy[str]) -> st.SearchStrategy[Figure]:
    """A text, or one chosen by a fact or two, or dated, before the day and after it."""

    def dated(values: list[str | ByFact]) -> tuple[DatedFigure, ...]:
        return tuple(DatedFigure(DAY - timedelta(100 * (len(values) - n - 2)), value, ()) for n, value in enumerate(values))

    value = st.one_of(texts, by_fact(texts))
    return st.one_of(texts, by_fact(texts), st.lists(value, min_size=2, max_size=3).map(dated))


@st.composite
def steps_of(draw: st.DrawFn, inner: st.SearchStrategy[Part]) -> Steps:
    kind = draw(st.sampled_from(["input", "input", "slices", "award", "headcount"]))
    edges = sorted(draw(st.sets(st.integers(1, WIDE if kind != "headcount" else 20), min_size=1, max_size=3)))
    paying = ["rate", "each"] if kind == "slices" else ["rate", "sum", "sum", "each", "taper"]
    made = []
    for number in range(len(edges) + 1):
        upper: dict[str, Any] = {}
        if number < len(edges):
            upper[draw(st.sampled_from(["at_most", "less_than"]))] = edges[number] if kind == "headcount" else yuan(edges[number])
        pays = draw(st.sampled_from(paying))
        said = {"rate": RATES, "sum": SUMS, "taper": SUMS, "each": SUMS}[pays]
        paid: dict[str, Any] = {"sum" if pays == "taper" else pays: draw(figures(said))}
        tapering: dict[str, Any] = {"taper": draw(figures(RATES))} if pays == "taper" else {}
        made.append(BenefitStep(**upper, **paid, **tapering))
    award = draw(inner) if kind == "award" else None
    return Steps(tuple(made), by="headcount" if kind == "headcount" else None, award=award, slices=kind == "slices")


def units(draw: st.DrawFn) -> SumPerUnit:
    if draw(st.booleans()):
        return SumPerUnit(draw(figures(SUMS)), every=yuan(draw(st.integers(1, WIDE))), full=draw(st.booleans()))
    return SumPerUnit(draw(figures(SUMS)), of="headcount", times=draw(st.sampled_from([(), ("months",)])), most={"headcount": 7})


@st.composite
def leaves(draw: st.DrawFn) -> Part:
    kind = draw(st.sampled_from(["sum", "share", "share of a fact", "less", "whole", "units"]))
    if kind == "units":
        return units(draw)
    if kind == "share":
        return Share(rate=draw(figures(RATES)), less_amount=draw(st.one_of(st.none(), SUMS)))
    if kind == "share of a fact":
        return Share(rate=draw(figures(RATES)), of="revenue")
    if kind == "less":
        return Share(rate_fact="levy", less="revenue")
    return FlatSum(draw(figures(SUMS))) if kind == "sum" else Whole()


@st.composite
def around(draw: st.DrawFn, inner: st.SearchStrategy[Part]) -> Part:
    kind = draw(st.sampled_from(["steps", "steps", "higher", "lower", "sum", "award-from", "part"]))
    if kind == "steps":
        return draw(steps_of(inner))
    if kind == "award-from":
        return AwardFrom(draw(inner), draw(figures(SUMS)))
    if kind == "part":
        return PartOfPeriod(draw(inner), "months", draw(st.integers(1, 12)))
    several = tuple(draw(st.lists(inner, min_size=2, max_size=3)))
    return HigherOf(several) if kind == "higher" else LowerOf(several) if kind == "lower" else SumOf(several)


def parts(depth: int) -> st.SearchStrategy[Part]:
    return leaves() if depth == 0 else st.one_of(leaves(), around(parts(depth - 1)))


FACTS: dict[str, st.SearchStrategy[Any]] = {
    **{by: st.sampled_from(choices) for by, choices in CHOICES.items()},
    "revenue": st.integers(0, WIDE // 3),
    "levy": st.integers(0, 200).map(lambda half: Fraction(half, 200)),
    "headcount": st.integers(1, 20),
    "months": st.integers(1, 13),
}


@st.composite
def questions(draw: st.DrawFn) -> Query:
    """A measure of such a benefit, perhaps capped or bounded, and what is known of a firm."""
    benefit = around(parts(2)) if draw(st.booleans()) else parts(1)
    bounds: list[dict[str, Any]] = [{side: yuan(draw(st.integers(0, WIDE)))} for side in draw(st.sampled_from([(), (), ("more_than",)]))]
    caps = [Cap(("enterprise",), amount=draw(figures(SUMS)))] if draw(st.integers(0, 3)) == 0 else []
    given = {name: draw(value) for name, value in FACTS.items() if draw(st.integers(0, 5))}
    return asked(draw(benefit), given, tuple(caps), tuple(Condition(**bound) for bound in bounds))


def asked(benefit: Part, given: Mapping[str, Value], caps: tuple[Cap, ...] = (), conditions: tuple[Condition, ...] = ()) -> Query:
    none = Text("", "")
    measure = Measure("m", none, none, "cost", "grant", (), "exact", benefit, (), caps, conditions)
    return Query("cost", DAY, AS_OF, [measure], given)


def by_calc(question: Query, input: int) -> tuple[str, int, int | None]:
    item = Item(question.input, input, question.on, question.facts)
    made = put_forward(question.measures[0], item, question.as_of, CATALOGUE, question.receipts)
    answer = apply([made], question.receipts)[0]
    return answer.claim.verdict, answer.low, answer.high


BY_FACT = ByFact("size", {"small": "2", "medium": "0", "large": "0"})
LOST: list[Part] = [
    Steps((BenefitStep(at_most="1", sum="0"), BenefitStep(more_than="1", sum=BY_FACT))),
    Steps(
        (
            BenefitStep(at_most="1", sum="0"),
            BenefitStep(more_than="1", rate=ByFact("size", {"small": "50%", "medium": "0%", "large": "0%"})),
        )
    ),
    Steps((BenefitStep(less_than="1", sum="0"), BenefitStep(at_least="1", each=BY_FACT))),
    SumOf((FlatSum("1"), Steps((BenefitStep(at_most="1", sum="0"), BenefitStep(more_than="1", sum=BY_FACT))))),
    Steps((BenefitStep(at_most="1", sum=BY_FACT), BenefitStep(more_than="1", sum="5"))),
]


def holds_between_its_breakpoints(question: Query) -> None:
    measure = question.measures[0]
    try:
        growth(measure.benefit.formula())
    except (Crooked, NoRule):
        assume(False)
    curve = Curve(measure, question, CATALOGUE)
    runs, points = curve.runs, [point.input for point in curve.breakpoints()]
    assert points == sorted(points)
    assert points[0] == curve.first
    assert [run.last + 1 for run in runs[:-1]] == [run.first for run in runs[1:]]
    # At each breakpoint, one fen beside it, between two, and at every fen of a stretch.
    beside = {at + step for at in points for step in (-1, 0, 1)} | {(a + b) // 2 for a, b in pairwise([*points, MOST_FEN])}
    for input in sorted({*beside, *range(curve.first, WIDE + 20)}):
        if curve.first <= input <= MOST_FEN:
            run = next(run for run in runs if run.first <= input <= run.last)
            verdict, _, high = by_calc(question, input)
            assert (run.verdict, None if run.line is None else run.high(input)) == (verdict, high), input
    # Whatever changes is told.
    changed = [after.first for before, after in pairwise(runs) if (before.line, before.verdict) != (after.line, after.verdict)]
    assert set(changed) <= set(points)
    drawn = curve.points(curve.first, WIDE + 20)
    for before, after in pairwise(drawn):
        for input in range(before.input, after.input + 1) if after.input > before.input + 1 else ():
            high = by_calc(question, input)[2]
            if high is None or before.high is None or after.high is None:
                assert high == before.high == after.high
            else:
                part = Fraction(input - before.input, after.input - before.input)
                assert abs(high - (before.high + part * (after.high - before.high))) < 2, input


@pytest.mark.parametrize("benefit", LOST)
@pytest.mark.parametrize("size", ["small", "medium", None])
def test_a_step_whose_figure_a_fact_decides_begins_where_the_curve_says(benefit: Part, size: str | None) -> None:
    question = asked(benefit, {} if size is None else {"size": size})
    holds_between_its_breakpoints(question)
    if size == "small":
        inputs = [point.input for point in Curve(question.measures[0], question, CATALOGUE).breakpoints()]
        assert len(inputs) == 2
        assert by_calc(question, inputs[1])[2] != by_calc(question, inputs[1] - 1)[2]


@settings(max_examples=150, deadline=None)
@given(questions())
@example(asked(LOST[0], {"size": "small"}))
def test_the_curve_of_any_forms_within_one_another_is_what_calc_answers(question: Query) -> None:
    holds_between_its_breakpoints(question)
