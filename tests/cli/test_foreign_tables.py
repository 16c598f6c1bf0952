"""Tables of other people's making: with at most two options each gives right figures or right problems, worked out by hand."""

import csv
import io
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.conftest import Run
from tests.readers.foreign_tables import FOREIGN


class Right(NamedTuple):
    """The options, the measure, the high amount or the problem of each row by its place, and what else has to be said."""

    options: tuple[str, ...]
    measure: str
    rows: dict[str, str]
    said: tuple[str, ...] = ()
    as_of: str = "2021-04-01"


INTEREST, RESEARCH = "tech-credit-interest", "rd-expense"
NEGATIVE = "金额：金额“-5000.00”无法读取：金额不能为负。"
RIGHT = {
    # 40% of 12,500 and of 7,500; money that came in is no interest.
    "bank_statement": Right(
        ("--column", "amount=借方发生额", "--column", "input=摘要"),
        INTEREST,
        {"4": "5000.00", "5": "借方发生额：金额“”无法读取：内容为空。", "6": "3000.00"},
        ("合计：第 7 行“合计 20,000.00 50,000.00”",),
    ),
    # The net of 20,000, and of 190,000 what the cap of 200,000 has left.
    "invoices": Right(
        ("--column", "enterprise=购买方名称", "--set", "input=研发费用"),
        RESEARCH,
        {"2": "20000.00", "3": NEGATIVE, "4": "180000.00"},
        (
            "读取了工作表“发票基础信息”；信息汇总表 未读取",
            "列“价税合计”未读取，原样带过；已按“金额”读取，要改用它请加 --column amount=价税合计",
            "按别名读取：“开票日期”作日期",
        ),
    ),
    "expense_report": Right(
        ("--column", "on=提交报销日期", "--set", "input=研发费用"),
        RESEARCH,
        {"2": "1200.50", "3": "报销金额（单据币种）：金额“”无法读取：内容为空。", "4": "300.00"},
        ("按别名读取：“报销金额（单据币种）”作金额\n",),
    ),
    # Nobody said the income: all of the tax may come back, and is not certain.
    "payroll": Right(
        ("--column", "amount=个人所得税", "--set", "input=人才个人所得税"),
        "talent-tax",
        {"4": "12000.00", "5": "3000.50"},
        ("末尾无金额：第 7 行“制表：张三 审核：李四”", "第 6 行的合计没有可读的金额，未核对"),
    ),
    # 120,000, then 80,000 of 100,000: the cap is 200,000.
    "vouchers": Right(
        ("--set", "enterprise=北京甲光电有限公司", "--column", "amount=借方"),
        RESEARCH,
        {"2": "120000.00", "3": "科目名称：没有名为“原材料”的计算项目。", "4": "80000.00"},
        ("1 行不是项目，没有读取（合计：第 5 行“合计 220000.00 220000.00”）",),
    ),
    # 40% of 32,500, 23,000 and 10,000 yuan.
    "loan_ledger": Right(
        ("--column", "amount=本期利息", "--set", "input=贷款利息"),
        INTEREST,
        {"5": "13000.00", "6": "9200.00", "8": "币种：币种“美元”无法读取：不是人民币。", "9": "4000.00"},
        (
            "表上方写明单位：万元",
            "表上方的日期 2021年3月31日 不作发生日",
            "合计：第 7 行“小计 500 5.55”、第 10 行“合 计 610 6.65”",
            "为 66500.00 元，其上读取的金额合计 65500.00 元（不含有问题的 1 行），两者不同",
        ),
    ),
    # At most 30% of 1,000,000.
    "contracts": Right(
        ("--column", "amount=合同金额（万元）", "--set", "input=合同金额"),
        "first-product-contract",
        {"2": "300000.00", "3": "签订日期：日期“2021年3月”无法读取：它不是完整的日期。"},
        ("第 4 行“累计”为 1300000.00 元，其上读取的金额合计 1000000.00 元（不含有问题的 1 行），两者不同",),
    ),
    # 3% of 120,000; 160,000 in one month is above 150,000.
    "tax_returns": Right(
        ("--column", "amount=月销售额", "--set", "input=月销售额"),
        "small-taxpayer-vat",
        {"2": "3600.00", "3": "0.00"},
        ("1 行不是项目，没有读取（末尾无金额：第 4 行“打印日期：2021-05-12”）",),
        "2021-05-20",
    ),
    # 80% of 50,000 and of 12,345.67, which is 9,876.536.
    "policies": Right(
        ("--column", "amount=保费", "--set", "input=保险费"),
        "first-product-insurance",
        {"2": "40000.00", "3": "险种：没有名为“机动车商业险”的承保险种选项。", "4": "9876.54"},
        (
            "合计：第 5 行“总计 6200000 66,345.67”",
            "第 5 行“总计”为 66345.67 元，其上读取的金额合计 62345.67 元（不含有问题的 1 行），两者不同",
        ),
    ),
    "payables": Right(
        (),
        RESEARCH,
        {
            "2": "12000.00",
            "3": "Currency：币种“USD”无法读取：不是人民币。",
            "4": "Invoice Date：日期“03/15/2021”无法读取：它不是完整的日期。",
            "5": "Expense Category：计算项目“”无法读取：内容为空。请写计算项目，如“贷款利息”；如果是合计行，请删去。",
        },
        ("企业名称是“Total”的行（第 5 行）像是合计行",),
    ),
    "research_ledger": Right(
        ("--set", "enterprise=北京甲光电有限公司", "--set", "input=研发费用"),
        RESEARCH,
        {"5": "8000.00", "6": "1500.25", "9": "2000.00"},
        (
            "重复的标题：第 8 行“序号 日期 种类 号数 摘要 金额 备注”",
            "第 10 行“本页合计”为 2100.00 元，其上读取的金额合计 2000.00 元，两者不同",
        ),
    ),
}


@pytest.mark.parametrize("name", FOREIGN)
def test_a_table_of_another_making_is_read_with_at_most_two_options(name: str, tmp_path: Path, run: Run) -> None:
    right = RIGHT[name]
    assert len(right.options) <= 4
    path = FOREIGN[name](tmp_path)
    result = run("batch", path, *right.options, "--measure", right.measure, "--as-of", right.as_of, "--format", "csv", "--plain")
    assert result.code == 0, result.err
    found = {row["row"]: row["problem"] or row["high"] for row in csv.DictReader(io.StringIO(result.out, newline=""))}
    assert list(found) == list(right.rows)
    for place, answer in right.rows.items():
        assert found[place].startswith(answer), place
    for said in right.said:
        assert said in result.err
    compared = [said for said in right.said if "两者不同" in said]
    assert result.err.count("两者不同") == len(compared)


MISSING = {
    "bank_statement": (["借方发生额", "贷方发生额"], "--set input=… --column amount=…。"),
    "invoices": (["销方名称", "购买方名称"], "--column enterprise=… --set input=…。"),
    "expense_report": (["收单日期", "提交报销日期"], "--set input=… --column on=…。"),
    "payroll": (["个人所得税"], "--set input=… --column amount=个人所得税。"),
    "vouchers": (["借方", "贷方"], "--set enterprise=… --column amount=…。"),
    "contracts": (["合同金额（万元）"], '--set input=合同金额 --column "amount=合同金额（万元）"。'),
}


@pytest.mark.parametrize("name", MISSING)
def test_what_such_a_table_lacks_is_said_at_once_with_the_headings_that_may_be_it(name: str, tmp_path: Path, run: Run) -> None:
    headings, options = MISSING[name]
    result = run("batch", FOREIGN[name](tmp_path))
    assert (result.code, result.out) == (3, "")
    assert f"表中可能是它的有“{'”“'.join(headings)}”。" in result.err
    assert result.err.endswith(f"请更改标题，或在原命令后加 {options}\n")


def test_the_options_that_are_given_to_copy_are_refused_until_they_are_filled_in(tmp_path: Path, run: Run) -> None:
    path = FOREIGN["vouchers"](tmp_path)
    assert run("batch", path, "--set", "enterprise=甲", "--column", "amount=…").code == 2
    assert run("batch", path, "--set", "enterprise=甲", "--column", "amount=借方", "--set", "on=…").code == 2
