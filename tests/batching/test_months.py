"""Sales of one firm in one calendar month are compared with the threshold together, in every command that has several."""

from datetime import date
from pathlib import Path

import pytest

from bjsubsidy.law.storage import packaged
from tests.batching.engines import asked, through_duckdb
from tests.batching.reference import computed
from tests.conftest import Run

CATALOGUE = packaged()
DAY = date(2021, 8, 1)
Sale = tuple[str, str, str]


def rows(*sales: Sale) -> list[dict[str, str]]:
    """Sales as firm, day and amount; "!" before an amount spoils another cell of its row."""
    return [
        {"enterprise": firm, "input": "monthly-sales", "amount": amount.lstrip("!"), "on": on, "small-scale-taxpayer": "yes"}
        | {"vat-levy-rate": "x" if amount.startswith("!") else "3%"}
        for firm, on, amount in sales
    ]


def verdicts(*sales: Sale) -> list[tuple[str | None, int | None]]:
    table = rows(*sales)
    lines = through_duckdb(table, asked(CATALOGUE, DAY))
    assert lines == computed(table, CATALOGUE, DAY)
    return [line[2:5:2] for line in lines]


MET, OPEN, UNMET, PROBLEM = ("eligible", 420_000), ("unconfirmed", 420_000), ("ineligible", 0), (None, 0)


@pytest.mark.parametrize(
    ("sales", "expected"),
    [
        pytest.param([("甲", "2021-04-10", "140000")], [MET], id="one-alone"),
        pytest.param([("甲", "2021-04-10", "140000"), ("甲", "2021-04-20", "140000")], [UNMET] * 2, id="two-of-a-month"),
        pytest.param([("甲", "2021-04-30", "140000"), ("甲", "2021-05-01", "140000")], [MET] * 2, id="two-months"),
        pytest.param([("甲", "2021-04-10", "140000"), ("甲", "2022-04-10", "140000")], [MET] * 2, id="one-month-of-two-years"),
        pytest.param([("甲", "2021-04-10", "140000"), ("乙", "2021-04-10", "140000")], [MET] * 2, id="two-firms"),
        pytest.param([("甲", "2021-04-10", "140000"), ("甲", "2021-04-11", "9999.99")], [MET, ("eligible", 30_000)], id="just-below"),
        pytest.param([("甲", "2021-04-10", "140000"), ("甲", "2021-04-11", "1万")], [OPEN, ("unconfirmed", 30_000)], id="at-it"),
        pytest.param([("甲", "2021-04-10", "140000"), ("甲", "2021-04-11", "12O0")], [OPEN, PROBLEM], id="an-unreadable-amount"),
        pytest.param([("甲", "2021-04-10", "140000"), ("甲", "2021-05-11", "12O0")], [MET, PROBLEM], id="unreadable-in-another-month"),
        pytest.param([("甲", "2021-04-10", "140000"), ("乙", "2021-04-11", "12O0")], [MET, PROBLEM], id="unreadable-at-another-firm"),
        pytest.param([("甲", "2021-04-10", "140000"), ("甲", "2021-13-11", "1")], [OPEN, PROBLEM], id="an-unreadable-day"),
        pytest.param([("甲", "2021-04-10", "140000"), ("甲", "2021-04-11", "!140000")], [UNMET, PROBLEM], id="another-unreadable-cell"),
        pytest.param([("甲", "2021-04-10", "140000"), ("甲", "2021-04-11", "9999999999999.99")], [UNMET] * 2, id="the-largest"),
    ],
)
def test_a_month_is_judged_as_a_whole(sales: list[Sale], expected: list[tuple[str | None, int | None]]) -> None:
    assert verdicts(*sales) == expected


def test_more_than_any_amount_is_still_a_month() -> None:
    assert verdicts(*[("甲", "2021-04-10", "9999999999999.99")] * 20) == [UNMET] * 20


def test_items_of_other_inputs_are_no_sales() -> None:
    table = [*rows(("甲", "2021-04-10", "140000")), {**rows(("甲", "2021-04-10", "140000"))[0], "input": "insurance-premium"}]
    assert through_duckdb(table, asked(CATALOGUE, DAY, measures=["small-taxpayer-vat"]))[0][2] == "eligible"


@pytest.mark.parametrize("second", ["140000", "1"])
def test_the_best_set_of_a_firm_judges_the_month_too(second: str) -> None:
    table = rows(("甲", "2021-04-10", "140000"), ("甲", "2021-04-20", second), ("乙", "2021-04-20", "100"))
    kept = [line[0] for line in through_duckdb(table, asked(CATALOGUE, DAY, best=True)) if line[1]]
    assert kept == ([2] if second == "140000" else [0, 1, 2])


def test_the_best_set_does_not_guess_a_month_that_cannot_be_read() -> None:
    table = rows(("甲", "2021-04-10", "140000"), ("甲", "2021-04-20", "12O0"))
    (line, _) = through_duckdb(table, asked(CATALOGUE, DAY, best=True))
    assert line[2:5] == ("unconfirmed", 0, 420_000)


ITEM = '[[item]]\nlabel = "{}"\ninput = "monthly-sales"\namount = "{}"\non = {}\n'
FIRM = 'as-of = 2021-08-01\n[enterprise]\nsmall-scale-taxpayer = true\nvat-levy-rate = "3%"\n'


@pytest.mark.parametrize(
    ("second", "on", "total"),
    [
        pytest.param("140000", "2021-04-20", "0.00", id="two-of-a-month"),
        pytest.param("140000", "2021-05-20", "8400.00", id="two-months"),
        pytest.param("9999.99", "2021-04-20", "4500.00", id="just-below"),
    ],
)
def test_a_plan_judges_the_month(second: str, on: str, total: str, tmp_path: Path, run: Run) -> None:
    path = tmp_path / "firm.toml"
    path.write_text(FIRM + ITEM.format("A", "140000", "2021-04-10") + ITEM.format("B", second, on), "utf-8")
    assert run("plan", str(path), "--format", "amount").out == f"{total}\n"


def test_calc_takes_an_amount_as_the_whole_month(run: Run) -> None:
    words = ("--small-scale-taxpayer", "--vat-levy-rate", "3%", "--on", "2021-04-10", "--format", "amount")
    assert run("calc", "monthly-sales", "140000", *words).out == "4200.00\n"
    assert run("calc", "monthly-sales", "280000", *words).out == "0.00\n"
