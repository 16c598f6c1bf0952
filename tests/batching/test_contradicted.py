"""Figures of one row that contradict one another are its problem, as they are refused in every other command."""

from datetime import date

import pytest

from bjsubsidy.law.storage import packaged
from tests.batching.engines import asked, duckdb_run, through_duckdb
from tests.conftest import Run

CATALOGUE = packaged()
LOSS = {"enterprise": "甲", "input": "loan-loss", "amount": "800万", "on": "2021-03-20", "borrower": "乙"} | {
    "borrower-qualifies": "yes",
    "ip-pledged": "yes",
    "bad-loan-limit-exceeded": "no",
    "fraud-on-record": "no",
}


@pytest.mark.parametrize(
    ("institution", "reinsured", "verdict", "high"),
    [
        ("bank", "", "eligible", 400_000_000),
        ("bank", "900万", "eligible", 400_000_000),
        ("insurer", "2500000.01", "eligible", 275_000_000),
        ("insurer", "800万", "eligible", 0),
        ("insurer", "", "unconfirmed", 400_000_000),
        ("", "2500000.01", "unconfirmed", 400_000_000),
        ("", "", "unconfirmed", 400_000_000),
        ("other", "2500000.01", "unconfirmed", 400_000_000),
        ("insurer", "8000000.01", None, 0),
        ("guarantor", "800.000001万", None, 0),
        ("", "8000000.01", None, 0),
    ],
)
def test_what_is_reinsured_comes_off_for_some(institution: str, reinsured: str, verdict: str | None, high: int) -> None:
    row = LOSS | {"institution": institution, "reinsured-amount": reinsured}
    (line,) = through_duckdb([row], asked(CATALOGUE, date(2021, 4, 1)))
    assert (line[2], line[4], line[7]) == (verdict, high, verdict is None)


@pytest.mark.parametrize(
    ("lang", "problem"),
    [
        ("en", "reinsured-amount: 8000000.01 is above the amount 8000000.00. Correct one of them."),
        ("zh", "reinsured-amount：8000000.01 超过金额 8000000.00。请更正其中之一。"),
    ],
)
def test_the_problem_names_the_column_and_both_figures(lang: str, problem: str) -> None:
    rows = [LOSS | {"institution": "insurer", "reinsured-amount": reinsured} for reinsured in ("8000000.01", "5", "x")]
    request = asked(CATALOGUE, date(2021, 4, 1)).replace(lang=lang)
    with duckdb_run(rows, request) as run:
        found = [row[0] for row in run.engine.query(f"SELECT problem FROM ({run.answer().sql}) ORDER BY number")]
        assert run.summary().problems == 2
    assert found[:2] == [problem, None]
    assert found[2] is not None
    assert "8000000" not in found[2]


def test_calc_refuses_it_of_those_it_is_for_only(run: Run) -> None:
    words = ("calc", "loan-loss", "100", "--reinsured-amount", "100.01", "--format", "amount", "--lang", "en")
    assert run(*words, "--institution", "bank").out == "50.00\n"
    for refused in (words, (*words, "--institution", "insurer")):
        answer = run(*refused)
        assert (answer.code, answer.out) == (2, "")
        assert answer.err == "--reinsured-amount: 100.01 is above the amount 100.00. Correct one of them.\n"


def test_a_bank_is_not_shown_a_deduction_that_is_not_for_it(run: Run) -> None:
    facts = ("--institution", "bank", "--borrower-qualifies", "--ip-pledged", "--no-bad-loan-limit-exceeded", "--no-fraud-on-record")
    answer = run("calc", "loan-loss", "8000000", *facts, "--on", "2021-03-20", "--explain", "--lang", "en")
    assert "8,000,000.00 × 50% = 4,000,000.00" in answer.out
    assert "8,000,000.00 - " not in answer.out
    assert "the high amount assumes 0" not in answer.out
