"""A first-product level that nobody gave, after support that names one: the same upper end in every command."""

from pathlib import Path

import pytest

from tests.conftest import Run

DAYS = ("--on", "2021-03-20", "--as-of", "2021-04-01")
CONTRACT = ("--contract-rank", "1", "--first-product", "p1")
FIRM = """
as-of = 2021-04-01
[enterprise]
name = "甲"
[[item]]
label = "one"
input = "contract-value"
amount = "10000000"
on = 2021-03-20
contract-rank = 1
first-product = "p1"
"""
RECEIVED = [
    ([], "2000000.00"),
    ([("2000000", "international")], "1000000.00"),
    ([("1000000", "domestic")], "2000000.00"),
    ([("1500000", "international")], "1000000.00"),
    ([("400000", "international"), ("1000000", "domestic")], "1600000.00"),
    ([("2000000", "international"), ("1000000", "domestic")], "0.00"),
    ([("2000000", "")], "0.00"),
    ([("500000", ""), ("1500000", "international")], "500000.00"),
]


@pytest.fixture(params=RECEIVED, ids=[" ".join("-".join(one) for one in received) or "nothing" for received, _ in RECEIVED])
def case(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[str, str]:
    """A register of what was received, and the most that one answer still reaches."""
    received, high = request.param
    path = tmp_path / "received.csv"
    rows = [f"甲,first-product-contract,{amount},2021-02-01,{level}" for amount, level in received]
    path.write_text("\n".join(["enterprise,measure,amount,on,first-product-level", *rows]) + "\n", "utf-8")
    return str(path), high


def test_calc_takes_the_answer_under_which_most_is_left(case: tuple[str, str], run: Run) -> None:
    path, high = case
    answer = run("calc", "contract-value", "10000000", *CONTRACT, *DAYS, "--received-file", path, "--format", "amount", "--quiet")
    assert (answer.code, answer.out) == (0, f"{high}\n")


@pytest.mark.parametrize("best", [(), ("--best",)], ids=["each", "best"])
def test_batch_takes_it_too(case: tuple[str, str], best: tuple[str, ...], run: Run, tmp_path: Path) -> None:
    path, high = case
    table = tmp_path / "table.csv"
    table.write_text("enterprise,input,amount,on,contract-rank,first-product\n甲,contract-value,10000000,2021-03-20,1,p1\n", "utf-8")
    rows = run("batch", str(table), "--received-file", path, "--as-of", "2021-04-01", *best).out.splitlines()[1:]
    assert [row.split(",")[9] for row in rows] == ([high] if high != "0.00" or not best else [])


def test_a_plan_takes_it_too(case: tuple[str, str], run: Run, tmp_path: Path) -> None:
    path, high = case
    profile = tmp_path / "firm.toml"
    profile.write_text(FIRM, "utf-8")
    assert run("plan", str(profile), "--received-file", path, "--format", "amount", "--quiet").out == f"{high}\n"
