"""One item under every measure on its input: order, the best, what to ask first, and what a reader must know."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from bjsubsidy.answers.calc import Calc, assessment_notes, calc_item
from bjsubsidy.law.catalogue import Catalogue
from bjsubsidy.law.firm import Item, Receipt
from bjsubsidy.quantities import parse_money

ON = date(2021, 3, 20)
Facts = Mapping[str, Any]
TECH, FIRST, IP = "tech-credit-interest", "first-product-interest", "ip-pledge-interest"
TECH_MET: Facts = {
    "enterprise-size": "small",
    "in-zhongguancun": True,
    "technology-enterprise": True,
    "tech-credit-product": True,
    "published-conditions-met": True,
}
IP_MET: Facts = {
    "annual-revenue": "1.8亿",
    "high-precision-industry": True,
    "core-technology-or-ip": True,
    "ip-pledged": True,
    "loan-rate": "4.6%",
    "loan-date": "2021-01-08",
    "fraud-on-record": False,
}


def computed(
    catalogue: Catalogue,
    input: str,
    amount: str,
    facts: Facts,
    receipts: tuple[Receipt, ...] = (),
    strict: bool = False,
) -> Calc:
    read = {fact: catalogue.fact(fact).read(written) for fact, written in facts.items()}
    item = Item(input, parse_money(amount), ON, read)
    return calc_item(catalogue, item, ON, catalogue.measures_on(input), receipts, strict)


def order(answer: Calc) -> list[tuple[str, str, int | None]]:
    return [(a.claim.measure.id, a.claim.verdict, a.high) for a in answer.assessments]


def best(answer: Calc) -> str | None:
    return answer.best.claim.measure.id if answer.best else None


def received(measure: str, amount: str) -> Receipt:
    return Receipt(measure, parse_money(amount), date(2021, 1, 15))


HIGH = 48_000_000


@pytest.mark.parametrize(
    ("facts", "receipts", "expected"),
    [
        pytest.param({}, (), [(FIRST, "unconfirmed", HIGH), (IP, "unconfirmed", HIGH), (TECH, "unconfirmed", HIGH)], id="a-tie-by-id"),
        pytest.param(
            TECH_MET, (), [(TECH, "eligible", HIGH), (FIRST, "unconfirmed", HIGH), (IP, "unconfirmed", HIGH)], id="eligible-first"
        ),
        pytest.param(
            {**TECH_MET, "first-product-level": "no-first-product"},
            (),
            [(TECH, "eligible", HIGH), (IP, "unconfirmed", HIGH), (FIRST, "ineligible", 0)],
            id="ineligible-last",
        ),
        pytest.param(
            {},
            (received(FIRST, "400000"),),
            [(IP, "unconfirmed", HIGH), (TECH, "unconfirmed", HIGH), (FIRST, "unconfirmed", 10_000_000)],
            id="the-higher-amount-first",
        ),
        pytest.param(
            TECH_MET,
            (received(TECH, "400000"),),
            [(TECH, "eligible", 10_000_000), (FIRST, "unconfirmed", HIGH), (IP, "unconfirmed", HIGH)],
            id="the-verdict-before-the-amount",
        ),
    ],
)
def test_answers_stand_by_verdict_then_amount_then_id(
    catalogue: Catalogue, facts: Facts, receipts: tuple[Receipt, ...], expected: list[tuple[str, str, int | None]]
) -> None:
    assert order(computed(catalogue, "loan-interest", "1200000", facts, receipts)) == expected


@pytest.mark.parametrize(
    ("facts", "receipts", "strict", "expected"),
    [
        pytest.param({}, (), False, FIRST, id="a-tie-by-id"),
        pytest.param(TECH_MET, (), False, TECH, id="the-higher-low-on-a-tie"),
        pytest.param(TECH_MET, (received(TECH, "400000"),), False, FIRST, id="the-higher-high-though-unconfirmed"),
        pytest.param(TECH_MET, (received(TECH, "400000"),), True, TECH, id="strict-counts-the-eligible-only"),
        pytest.param({}, (), True, None, id="strict-and-nothing-confirmed"),
        pytest.param({"tech-credit-product": False, "ip-pledged": False}, (), False, None, id="nothing-pays"),
        pytest.param({}, tuple(received(id, "500000") for id in (TECH, FIRST, IP)), False, None, id="every-cap-used-up"),
    ],
)
def test_the_best_is_the_highest_that_pays(
    catalogue: Catalogue, facts: Facts, receipts: tuple[Receipt, ...], strict: bool, expected: str | None
) -> None:
    assert best(computed(catalogue, "loan-interest", "1200000", facts, receipts, strict)) == expected


def test_an_amount_that_rounds_to_nothing_has_no_best(catalogue: Catalogue) -> None:
    assert best(computed(catalogue, "loan-interest", "0.01", TECH_MET)) is None


def test_an_unknown_high_is_never_the_best(catalogue: Catalogue) -> None:
    answer = computed(catalogue, "technology-transfer-income", "8000000", {"in-pilot-area": True, "published-conditions-met": True})
    assert order(answer) == [("technology-transfer-tax", "unconfirmed", None)]
    assert answer.best is None
    assert [(question.fact, question.amount) for question in answer.questions] == [("eit-rate", None)]


def test_strict_keeps_the_verdict_and_the_questions_but_pays_nothing_unconfirmed(catalogue: Catalogue) -> None:
    loose, strict = (computed(catalogue, "loan-interest", "1200000", {}, strict=strict) for strict in (False, True))
    assert [(a.claim.verdict, a.low, a.high) for a in strict.assessments] == [("unconfirmed", 0, 0)] * 3
    assert strict.questions == loose.questions
    assert strict.questions != ()


@pytest.mark.parametrize(
    ("input", "amount", "facts", "receipts", "first", "expected"),
    [
        pytest.param(
            "loan-interest",
            "1200000",
            {},
            (),
            {"enterprise-size"},
            dict.fromkeys((*TECH_MET, *IP_MET, "first-product-level"), HIGH),
            id="a-tie-in-catalogue-order",
        ),
        pytest.param(
            "loan-interest",
            "1200000",
            {},
            (received(TECH, "500000"), received(FIRST, "400000")),
            set(IP_MET),
            {
                **dict.fromkeys(IP_MET, HIGH),
                **dict.fromkeys(("first-product-level", "tech-credit-product", "published-conditions-met"), 10_000_000),
            },
            id="what-brings-most-comes-first-and-what-brings-nothing-is-not-asked",
        ),
        pytest.param(
            "loan-interest", "1200000", {**TECH_MET, **IP_MET, "first-product-level": "domestic"}, (), set(), {}, id="nothing-left-to-ask"
        ),
        pytest.param(
            "loan-interest",
            "1200000",
            {"tech-credit-product": False},
            (),
            set(IP_MET),
            dict.fromkeys(IP_MET, HIGH),
            id="an-ineligible-claim-asks-nothing",
        ),
        pytest.param(
            "monthly-sales",
            "100",
            {},
            (),
            {"small-scale-taxpayer", "vat-levy-rate", "in-force-confirmed"},
            {"small-scale-taxpayer": None, "vat-levy-rate": None, "in-force-confirmed": None},
            id="no-figure",
        ),
    ],
)
def test_the_question_that_could_bring_most_stands_first(
    catalogue: Catalogue,
    input: str,
    amount: str,
    facts: Facts,
    receipts: tuple[Receipt, ...],
    first: set[str],
    expected: dict[str, int | None],
) -> None:
    asked = computed(catalogue, input, amount, facts, receipts).questions
    assert {question.fact: question.amount for question in asked} == expected
    assert {question.fact for question in asked[: len(first)]} == first
    amounts = [question.amount for question in asked if question.amount is not None]
    assert amounts == sorted(amounts, reverse=True)


@pytest.mark.parametrize(
    ("input", "facts", "zh", "en"),
    [
        pytest.param("venture-income-tax", {}, "最高额按 100% 计", "the high amount assumes 100%", id="a-bounding-rate"),
        pytest.param("loan-loss", {}, "最高额按 0 计", "the high amount assumes 0", id="a-bounding-amount"),
        pytest.param("technology-transfer-income", {}, "无法算出金额", "the amount cannot be worked out", id="no-bound"),
        pytest.param("loan-loss", {"reinsured-amount": "0"}, "未指明借款企业名称", "no borrower was named", id="an-unnamed-scope"),
    ],
)
def test_a_note_says_what_was_taken_for_what_nobody_gave(catalogue: Catalogue, input: str, facts: Facts, zh: str, en: str) -> None:
    (assessment,) = computed(catalogue, input, "1000", facts).assessments
    said = assessment_notes(assessment, catalogue)
    assert any(zh in note.zh for note in said)
    assert any(en in note.en for note in said)


def test_no_note_is_made_of_what_was_given(catalogue: Catalogue) -> None:
    (assessment,) = computed(catalogue, "loan-loss", "1000", {"reinsured-amount": "0", "borrower": "B"}).assessments
    readings = [catalogue.reading(id).line() for id in assessment.claim.measure.readings]
    assert assessment_notes(assessment, catalogue) == readings


def test_the_readings_of_a_measure_are_named_in_its_result(catalogue: Catalogue) -> None:
    for assessment in computed(catalogue, "loan-interest", "1000", {}).assessments:
        said = assessment_notes(assessment, catalogue)
        for id in ("calendar-year", "three-interest-supports", "one-expense-one-measure"):
            assert catalogue.reading(id).line() in said


def test_each_measure_is_assessed_as_if_it_were_the_only_one(catalogue: Catalogue) -> None:
    answer = computed(catalogue, "loan-interest", "1200000", {**TECH_MET, **IP_MET})
    assert [a.high for a in answer.assessments] == [HIGH, HIGH, HIGH]
    assert [use.used for a in answer.assessments for use in a.caps] == [0, 0, 0]
