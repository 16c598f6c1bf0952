"""Quantities and names as a person reads them."""

from fractions import Fraction

import pytest

from bjsubsidy.law.catalogue import Catalogue
from bjsubsidy.reports.phrases import Phrases, exact, grouped_money


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


def test_a_document_is_named_once_in_a_citation(catalogue: Catalogue) -> None:
    cited = Phrases(catalogue, "zh").cited(catalogue.measure("sewage-fee").sources)
    assert cited.count("京水务再〔2021〕20号") == 1
    assert "第 194–195 页" in cited


def test_an_entry_without_an_authority_says_that_none_is_printed(catalogue: Catalogue) -> None:
    assert Phrases(catalogue, "zh").authorities([]) == "未载明"
