"""Headings of invoice and expense exports: what each is read as, and what is said where two could be meant."""

import csv
import io
from pathlib import Path

import pytest

from tests.conftest import Run

WORDS = ("--measure", "tech-credit-interest", "--as-of", "2021-04-01", "--plain")
CODE = "91110108MA01ABCD12"


def table(folder: Path, **more: str) -> str:
    cells = {"企业": "甲公司", "计算项目": "贷款利息", "金额": "100", "日期": "2021-03-20", **more}
    with (folder / "t.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([cells.keys(), cells.values()])
    return f"{folder}/t.csv"


def item(text: str) -> str:
    (row,) = csv.DictReader(io.StringIO(text))
    return row["item"]


@pytest.mark.parametrize(
    "heading", ["税号", "企业税号", "纳税人识别号", "纳税识别号", "统一社会信用代码/纳税人识别号", "统一信用代码", "Tax Number"]
)
def test_a_tax_number_of_the_firm_is_its_code_and_is_said_to_be_read_so(heading: str, tmp_path: Path, run: Run) -> None:
    wrong = run("batch", table(tmp_path, **{heading: "有误"}), *WORDS)
    assert f"{heading}：统一社会信用代码“有误”无法读取" in wrong.out
    right = run("batch", table(tmp_path, **{heading: CODE}), *WORDS)
    assert f"按别名读取：“{heading}”作统一社会信用代码\n" in right.err


SIDES = [
    (("购方税号",), "“购方税号”是一方的税号，看不出是否为本企业的，没有作统一社会信用代码读取；如是，请加 --column credit-code=购方税号"),
    (("购买方纳税人识别号", "销售方纳税人识别号"), "“购买方纳税人识别号”“销售方纳税人识别号”是一方的税号"),
    (("销方税号",), "“销方税号”是一方的税号"),
]


@pytest.mark.parametrize(("headings", "said"), SIDES)
def test_the_tax_number_of_one_side_of_an_invoice_is_read_only_where_the_line_says_so(
    headings: tuple[str, ...], said: str, tmp_path: Path, run: Run
) -> None:
    path = table(tmp_path, **dict.fromkeys(headings, "有误"))
    result = run("batch", path, *WORDS)
    assert said in result.err
    assert "无法读取" not in result.out
    assert "原样带过的列" not in result.err
    assert "a tax number of one side" in run("batch", path, *WORDS, "--lang", "en").err
    assert f"{headings[0]}：统一社会信用代码“有误”无法读取" in run("batch", path, *WORDS, "--column", f"credit-code={headings[0]}").out


def test_beside_a_code_of_the_firm_those_of_the_sides_are_carried_through(tmp_path: Path, run: Run) -> None:
    result = run("batch", table(tmp_path, 税号=CODE, 购方税号="x"), *WORDS)
    assert "不参与计算、原样带过的列：购方税号\n" in result.err
    assert "一方的税号" not in result.err


@pytest.mark.parametrize("heading", ["费用名称", "事项", "摘要", "Item Name"])
def test_what_an_expense_is_called_is_the_item(heading: str, tmp_path: Path, run: Run) -> None:
    assert item(run("batch", table(tmp_path, **{heading: "一季度利息"}), *WORDS).out) == "一季度利息"


def test_of_two_names_of_the_item_neither_is_taken_and_both_are_said(tmp_path: Path, run: Run) -> None:
    path = table(tmp_path, 事项="财务费用", 摘要="付一季度利息")
    result = run("batch", path, *WORDS)
    assert (result.code, result.out) == (3, "")
    assert "“事项”“摘要”都可作" in result.err
    assert item(run("batch", path, *WORDS, "--column", "item=事项").out) == "财务费用"


def test_an_account_of_expenses_beside_a_summary_is_carried_through(tmp_path: Path, run: Run) -> None:
    """It may be the input, so it is no name of the item; by hand it is one."""
    path = table(tmp_path, 费用项目="财务费用", 摘要="付一季度利息")
    result = run("batch", path, *WORDS)
    assert item(result.out) == "付一季度利息"
    assert "不参与计算、原样带过的列：费用项目\n" in result.err
    assert item(run("batch", path, *WORDS, "--column", "item=费用项目").out) == "财务费用"


def test_a_label_that_may_be_the_input_is_named_where_the_input_is_missing(tmp_path: Path, run: Run) -> None:
    path = f"{tmp_path}/u.csv"
    Path(path).write_text("企业,费用项目,金额,日期\n甲,贷款利息,100,2021-03-20\n", "utf-8")
    result = run("batch", path, *WORDS)
    assert result.code == 3
    assert "表中可能是它的有“费用项目”。请更改标题，或在原命令后加 --column input=费用项目。" in result.err
    assert item(run("batch", path, *WORDS, "--column", "input=费用项目").out) == ""
