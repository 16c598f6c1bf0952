"""What stands under the table of `calc` about the best measure."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest

from bjsubsidy.answers.calc import calc_item
from bjsubsidy.answers.query import Query
from bjsubsidy.answers.search import measures_on
from bjsubsidy.law.catalogue import Catalogue
from bjsubsidy.law.firm import Item, Receipt
from bjsubsidy.law.storage import data_folder, joined, source_files
from bjsubsidy.reports.calc import CalcReport
from bjsubsidy.reports.report import Days

DAY = date(2021, 3, 20)
TECH = {
    "enterprise-size": "small",
    "in-zhongguancun": True,
    "technology-enterprise": True,
    "tech-credit-product": True,
    "published-conditions-met": True,
}
EQUAL = "* equally high; one measure for one expense"
ONLY_THESE = ("ip-pledge-interest", "tech-credit-interest")


@pytest.fixture(scope="module")
def at_most() -> Catalogue:
    """The catalogue with a measure that is certain to apply, but not to pay all: its low amount is 0 too."""
    raw: dict[str, Any] = joined(*source_files(data_folder()))
    (measure,) = (row for row in raw["measure"] if row["id"] == "tech-credit-interest")
    measure["bound"] = "at-most"
    return Catalogue(raw, "")


def stars(catalogue: Catalogue, fen: int, facts: dict[str, Any], received: Sequence[Receipt] = ()) -> list[str]:
    measures = [measure for measure in measures_on(catalogue, "loan-interest") if measure.id in ONLY_THESE]
    asked = Query("loan-interest", DAY, DAY, measures, facts, received)
    answer = calc_item(catalogue, Item("loan-interest", fen, DAY, facts), DAY, measures, received, False)
    report = CalcReport(answer, asked, catalogue, "en", Days(DAY, True, DAY, True))
    return [line for line in report.table().lines if line.startswith("*")]


def test_an_equal_amount_that_is_confirmed_is_said_to_be_equal_and_not_smaller(at_most: Catalogue) -> None:
    assert stars(at_most, 1000, TECH) == [EQUAL]


def test_equal_amounts_that_nothing_confirms_are_said_to_be_equal(catalogue: Catalogue) -> None:
    assert stars(catalogue, 1000, {}) == [EQUAL]


def test_a_best_that_is_confirmed_beside_an_equal_one_needs_no_other_word(catalogue: Catalogue) -> None:
    assert stars(catalogue, 1000, TECH) == [EQUAL]


def test_a_smaller_amount_that_is_confirmed_is_said_beside_a_best_that_is_not(catalogue: Catalogue) -> None:
    received = [Receipt("tech-credit-interest", 49_999_000, DAY)]
    said = "* the highest; one measure for one expense; the best that is eligible: Interest support on technology credit products, 10.00"
    assert stars(catalogue, 100_000, TECH, received) == [said]
