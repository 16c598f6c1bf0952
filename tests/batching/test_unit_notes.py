"""Units that may be meant otherwise, and rows that may hold one amount twice: counted notes with their rows, in both languages."""

import csv
import io
from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pytest

from tests.conftest import Run

WORDS = ("--measure", "tech-credit-interest", "--as-of", "2021-04-01", "--plain")
HEADINGS = ("企业", "项目", "计算项目", "金额", "日期")


def written(folder: Path, rows: Sequence[Sequence[str]]) -> str:
    with (folder / "t.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    return f"{folder}/t.csv"


def loans(*amounts: str) -> list[list[str]]:
    return [[f"甲{place}", "利息", "贷款利息", amount, "2021-03-20"] for place, amount in enumerate(amounts)]


def under(heading: str) -> list[str]:
    return [heading if one == "金额" else one for one in HEADINGS]


ABOVE = [
    ("单位：元", "金额（万元）", "表上方写明单位：元，与标题里的不同，按标题读取：“金额（万元）”为万元；请核对", "120000.00"),
    ("单位：万元", "金额（元）", "表上方写明单位：万元，与标题里的不同，按标题读取：“金额（元）”为元；请核对", "12.00"),
    ("单位：万元", "金额（万元）", "表上方写明单位：万元\n", "120000.00"),
    ("单位：万元", "金额", "表上方写明单位：万元\n", "120000.00"),
    ("单位：元", "金额", "", "12.00"),
    ("单位：元", "金额（元）", "", "12.00"),
]


@pytest.mark.parametrize(("above", "heading", "said", "amount"), ABOVE)
def test_a_unit_above_the_table_that_is_not_that_of_the_heading_is_said(
    above: str, heading: str, said: str, amount: str, tmp_path: Path, run: Run
) -> None:
    path = written(tmp_path, [["", "", "", above, ""], under(heading), *loans("12")])
    result = run("batch", path, *WORDS)
    assert [row["amount"] for row in csv.DictReader(io.StringIO(result.out))] == [amount]
    assert said in result.err
    assert ("表上方写明单位" in result.err) == bool(said)
    assert ("is not that of the heading" in run("batch", path, *WORDS, "--lang", "en").err) == ("请核对" in said)


SIGNS = [
    ("金额（万元）", "¥10", "列“金额（万元）”有 1 行写有 ¥（第 2 行）：¥ 只表示人民币，按万元读取", "100000.00"),
    ("金额（万元）", "￥ 1,234.5", "按万元读取", "12345000.00"),
    ("金额（万元）", "¥10万元", "", "100000.00"),
    ("金额（万元）", "10", "", "100000.00"),
    ("金额（元）", "¥10", "", "10.00"),
    ("金额", "¥10万", "", "100000.00"),
]


@pytest.mark.parametrize(("heading", "amount", "said", "read"), SIGNS)
def test_a_sign_of_yuan_under_another_unit_is_noted_with_its_row_and_read_in_the_unit(
    heading: str, amount: str, said: str, read: str, tmp_path: Path, run: Run
) -> None:
    result = run("batch", written(tmp_path, [under(heading), *loans(amount)]), *WORDS)
    assert [row["amount"] for row in csv.DictReader(io.StringIO(result.out))] == [read]
    assert said in result.err
    assert ("写有 ¥" in result.err) == bool(said)


def test_a_sign_beside_a_column_of_units_and_in_sheets_of_several_units_is_noted_too(tmp_path: Path, run: Run) -> None:
    rows = [[*HEADINGS, "单位"], [*loans("¥10")[0], "万元"], [*loans("10", "12")[1], "万元"]]
    result = run("batch", written(tmp_path, rows), *WORDS, "--lang", "en")
    assert "amounts of “金额” with a ¥: 1 (2); the sign says yuan and no unit, so they are read in the unit of their row" in result.err
    book = openpyxl.Workbook()
    for sheet, heading, amount in ((book.active, "金额", "¥10"), (book.create_sheet("二"), "金额（万元）", "¥12")):
        sheet.append(under(heading))
        sheet.append(loans(amount)[0])
    book.save(tmp_path / "t.xlsx")
    result = run("batch", str(tmp_path / "t.xlsx"), "--all-sheets", *WORDS)
    assert "列“金额”有 1 行写有 ¥（第 二!2 行）：¥ 只表示人民币，按本行或本表的单位读取" in result.err
    assert [row["amount"] for row in csv.DictReader(io.StringIO(result.out))] == ["10.00", "120000.00"]


YEARS = [
    (["2021-03-31", "2021-12-31"], "有 2 行与同一企业同一年的其他行相加（第 2、3 行）；如各是全年数，请只留一行"),
    (["2021-03-31", "2022-03-31"], ""),
    (["2021-03-31"], ""),
]


@pytest.mark.parametrize(("days", "said"), YEARS)
@pytest.mark.parametrize("best", [(), ("--best",)])
def test_rows_of_one_firm_and_year_on_a_tax_by_the_year_are_noted(
    days: list[str], said: str, best: tuple[str, ...], tmp_path: Path, run: Run
) -> None:
    path = written(
        tmp_path, [HEADINGS, *(["甲", "税", "income-tax", "40000", day] for day in days), ["乙", "税", "income-tax", "1", "2021-03-31"]]
    )
    result = run("batch", path, *best, "--as-of", "2022-04-01", "--plain")
    assert said in result.err
    assert ("按年计税" in result.err) == bool(said)
    assert len(result.out.splitlines()) == 2 + len(days)
