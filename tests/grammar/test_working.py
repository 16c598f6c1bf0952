"""Every line of a working has its unit: money as money, a number of things as a number, a rate as a rate."""

import pytest

from bjsubsidy.answers.caps import apply
from bjsubsidy.answers.claim import claim
from bjsubsidy.language import Lang
from bjsubsidy.law.benefit import Share
from bjsubsidy.law.benefit_kinds import BenefitStep, FlatSum, Part, PartOfPeriod, Steps, SumOf, SumPerUnit
from bjsubsidy.law.firm import Item
from bjsubsidy.quantities import Value
from bjsubsidy.reports.phrases import Phrases
from bjsubsidy.reports.working import working_lines, working_steps
from tests.grammar.test_forms import AS_OF, CATALOGUE
from tests.grammar.test_nested_curves import DAY, asked

WEEKS = SumPerUnit("200", of="headcount", times=("months",), most={"months": 52})
HEADS = Steps((BenefitStep(at_most=10, each="100"), BenefitStep(each="50")), by="headcount", slices=True)
PAYROLL = Steps((BenefitStep(at_most="100", rate="10%"), BenefitStep(rate="5%")), by="payroll", slices=True)
DEDUCTED = Share(rate="10%", of="payroll", less_amount="30")


@pytest.mark.parametrize(
    ("benefit", "facts", "expected"),
    [
        pytest.param(
            WEEKS, {"headcount": 2, "months": 13}, ["200.00 × 2 = 400.00", "较低者：13", "400.00 × 13 = 5,200.00"], id="below-most"
        ),
        pytest.param(
            WEEKS, {"headcount": 2, "months": 53}, ["200.00 × 2 = 400.00", "较低者：52", "400.00 × 52 = 20,800.00"], id="above-most"
        ),
        pytest.param(
            PartOfPeriod(FlatSum("120"), "months", 12), {"months": 5}, ["较低者：5", "120.00 × 5/12 = 50.00"], id="part-of-a-period"
        ),
        pytest.param(HEADS, {"headcount": 9}, ["9 × 100.00 = 900.00"], id="first-slice-of-a-count"),
        pytest.param(
            HEADS, {"headcount": 12}, ["10 × 100.00 = 1,000.00", "2 × 50.00 = 100.00", "合计：1,100.00"], id="both-slices-of-a-count"
        ),
        pytest.param(PAYROLL, {"payroll": 15000}, ["100.00 × 10% = 10.00", "50.00 × 5% = 2.50", "合计：12.50"], id="slices-of-money"),
        pytest.param(DEDUCTED, {"payroll": 15000}, ["150.00 - 30.00 = 120.00", "120.00 × 10% = 12.00"], id="a-fact-less-a-sum"),
        pytest.param(SumOf((FlatSum("1"), HEADS)), {"headcount": 1}, ["1 × 100.00 = 100.00", "合计：101.00"], id="within-a-sum"),
    ],
)
def test_a_number_of_things_is_no_money(benefit: Part, facts: dict[str, Value], expected: list[str]) -> None:
    assert told(benefit, facts, "zh") == expected


def told(benefit: Part, facts: dict[str, Value], lang: Lang) -> list[str]:
    question = asked(benefit, facts)
    (answer,) = apply([claim(question.measures[0], Item("cost", 100, DAY, facts), AS_OF, CATALOGUE)], [])
    return working_lines(answer, Phrases(CATALOGUE, lang, "cost"))[:-1]


def test_a_workbook_has_no_money_beside_a_number_of_things() -> None:
    facts: dict[str, Value] = {"headcount": 2, "months": 53}
    question = asked(WEEKS, facts)
    (answer,) = apply([claim(question.measures[0], Item("cost", 100, DAY, facts), AS_OF, CATALOGUE)], [])
    steps = [(step.words, step.fen) for step in working_steps(answer, Phrases(CATALOGUE, "en", "cost"))]
    assert ("the lower: 52", None) in steps
    assert ("400.00 × 52 = 20,800.00", 2_080_000) in steps
