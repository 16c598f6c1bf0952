"""Rows of invoices that a status column calls void are counted, and said."""

import csv
from pathlib import Path

import pytest

from tests.conftest import Run

WORDS = ("--measure", "tech-credit-interest", "--as-of", "2021-04-01", "--plain")


def invoices(folder: Path, *states: str, amount: str = "100") -> str:
    with (folder / "t.csv").open("w", encoding="utf-8", newline="") as file:
        rows = [("甲", "贷款利息", amount, "2021-03-20", state) for state in states]
        csv.writer(file).writerows([("企业", "计算项目", "金额", "日期", "发票状态"), ("甲", "贷款利息", "1", "2021-03-20", "正常"), *rows])
    return f"{folder}/t.csv"


@pytest.mark.parametrize(
    "state", ["作废", "已作废", "红冲", "已红冲", "冲红", "已冲红", "作废发票", " 已作废 ", "Void", "voided", "CANCELLED"]
)
def test_a_void_invoice_is_counted_and_noted_with_its_rows_and_figure(state: str, tmp_path: Path, run: Run) -> None:
    path = invoices(tmp_path, state, "正常", state)
    zh, en = run("batch", path, *WORDS), run("batch", path, *WORDS, "--lang", "en")
    named = state.strip()
    assert f"注意：2 行写有“{named}”（第 3、5 行），照样作为项目计算，共 200.00 元；确已作废或红冲的，请删去\n" in zh.err
    assert f"note: rows that say “{named}” (3, 5): 2; they count as items, 200.00 yuan in all: delete those that are void\n" in en.err
    assert zh.out.count("tech-credit-interest,") == 4


@pytest.mark.parametrize(("state", "amount"), [("正常", "100"), ("未作废", "100"), ("否", "100"), ("", "100"), ("作废", "x")])
def test_other_states_and_rows_that_are_not_counted_are_not_noted(state: str, amount: str, tmp_path: Path, run: Run) -> None:
    assert "写有“" not in run("batch", invoices(tmp_path, state, amount=amount), *WORDS).err
