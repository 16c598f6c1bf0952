"""Quantities and names as a person reads them."""

from datetime import date
from fractions import Fraction

import pytest

from bjsubsidy.answers.claim import finding_of
from bjsubsidy.formula.tree import AMOUNT, MONTH, Fixed, Given, Later, LessThan, MoreThan, Test, Times
from bjsubsidy.language import Lang
from bjsubsidy.law.catalogue import Catalogue
from bjsubsidy.quantities import Value
from bjsubsidy.reports.phrases import Phrases, condition, exact, grouped_money


@pytest.mark.parametrize(
    ("fen", "shown"), [(0, "0.00"), (5, "0.05"), (100, "1.00"), (123456, "1,234.56"), (10**15, "10,000,000,000,000.00")]
)
def test_money_has_two_decimals_and_separators(fen: int, shown: str) -> None:
    assert grouped_money(fen) == shown


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        (Fraction(48000000), "480,000.00"),
        (Fraction(1, 2), "0.005"),
        (Fraction(12345678, 10), "12,345.678"),
        (Fraction(4999997, 10), "4,999.997"),
    ],
)
def test_an_exact_number_keeps_every_decimal(number: Fraction, shown: str) -> None:
    assert exact(number) == shown


def test_a_figure_carries_the_unit_of_the_fact_it_is_compared_with(catalogue: Catalogue) -> None:
    words = Phrases(catalogue, "en")
    assert words.figure("parent-assets-usd", 20000000000) == "200,000,000.00 US dollars"
    assert words.figure("annual-revenue", 20000000000) == "200,000,000.00 yuan"
    assert words.figure("contract-rank", 3) == "3"
    assert words.figure("loan-rate", Fraction(23, 500)) == "4.6%"


def multiple(of: str, by: str, times: str) -> Test:
    return MoreThan(Given(of), Times(Given(by), Fixed(Fraction(times))), equal=False)


LPR = Fraction(77, 2000)


@pytest.mark.parametrize(
    ("test", "given", "zh", "en"),
    [
        pytest.param(
            multiple(AMOUNT, "annual-revenue", "1.25"),
            {AMOUNT: 6_000_000_000, "annual-revenue": 4_800_000_000},
            "实际 60,000,000.00 元，界限 60,000,000.00 元",
            "given 60,000,000.00 yuan, limit 60,000,000.00 yuan",
            id="the-amount-and-a-multiple",
        ),
        pytest.param(
            multiple(MONTH, "annual-revenue", "1"),
            {MONTH: 5, "annual-revenue": 7},
            "实际 0.05 元，界限 0.07 元",
            "given 0.05 yuan, limit 0.07 yuan",
            id="the-month-and-a-multiple",
        ),
        pytest.param(
            multiple("annual-revenue", "annual-revenue", "1.25"),
            {"annual-revenue": 4_800_000_033},
            "实际 48,000,000.33 元，界限 60,000,000.4125 元",
            "given 48,000,000.33 yuan, limit 60,000,000.4125 yuan",
            id="money-with-parts-of-a-fen",
        ),
        pytest.param(
            multiple("parent-assets-usd", "parent-assets-usd", "0.5"),
            {"parent-assets-usd": 300},
            "实际 3.00 美元，界限 1.50 美元",
            "given 3.00 US dollars, limit 1.50 US dollars",
            id="dollars",
        ),
        pytest.param(
            multiple("contract-rank", "contract-rank", "1.5"), {"contract-rank": 3}, "实际 3，界限 4.5", "given 3, limit 4.5", id="a-count"
        ),
        pytest.param(
            multiple("contract-rank", "contract-rank", "2"), {"contract-rank": 3}, "实际 3，界限 6", "given 3, limit 6", id="a-whole-count"
        ),
        pytest.param(
            LessThan(Given("loan-rate"), Times(Fixed(LPR), Fixed(Fraction("1.40"))), equal=True),
            {"loan-rate": Fraction(6, 100)},
            "实际 6%，界限 5.39%",
            "given 6%, limit 5.39%",
            id="a-rate",
        ),
        pytest.param(
            MoreThan(Given("loan-date"), Later(Given("loan-date"), 0, "day"), equal=True),
            {"loan-date": date(2021, 3, 20)},
            "实际 2021-03-20，界限 2021-03-20",
            "given 2021-03-20, limit 2021-03-20",
            id="a-day",
        ),
    ],
)
def test_what_was_given_and_the_limit_have_the_unit_of_what_is_compared(
    test: Test, given: dict[str, Value], zh: str, en: str, catalogue: Catalogue
) -> None:
    sides: list[tuple[Lang, str]] = [("zh", f"（{zh}）"), ("en", f" ({en})")]
    for lang, expected in sides:
        assert condition(finding_of(test, given), given, Phrases(catalogue, lang)).endswith(expected)


def test_a_document_is_named_once_in_a_citation(catalogue: Catalogue) -> None:
    cited = Phrases(catalogue, "zh").cited(catalogue.measure("sewage-fee").sources)
    assert cited.count("京水务再〔2021〕20号") == 1
    assert "第 194–195 页" in cited


def test_an_entry_without_an_authority_says_that_none_is_printed(catalogue: Catalogue) -> None:
    assert Phrases(catalogue, "zh").authorities([]) == "未载明"
