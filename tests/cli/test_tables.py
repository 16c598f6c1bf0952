"""Tables as people keep them: read to the right figure, or a problem that says why; never silently wrong."""

import csv
import io
import zipfile
from pathlib import Path
from typing import Any, NamedTuple

import openpyxl
import pytest
import xlsxwriter

from tests.conftest import Result, Run

CASES = Path(__file__).parent.parent / "cases"
DAYS = ("--as-of", "2021-04-01")
TECH, FIRST, PLEDGE = "tech-credit-interest", "first-product-interest", "ip-pledge-interest"
HEADINGS = ["企业", "项目", "计算项目", "金额", "日期"]
HEADINGS += ["企业规模", "中关村示范区内企业", "科技型企业", "科技信贷产品融资", "已确认符合条件", "信贷产品名称"]
ROW = ("甲公司", "利息", "贷款利息", "100000", "2021-03-20", "小型企业", "是", "是", "是", "是", "创信贷")


def rows(result: Result) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(result.out, newline="")))


class Case(NamedTuple):
    """High amount or problem of each row, and what standard error says besides the summary."""

    answers: list[str]
    said: str = ""
    measure: str = TECH


PROBLEMS = {
    "day": "日期：日期“2021年3月”无法读取：它不是完整的日期。",
    "yes": "已确认符合条件：回答“对”无法读取：既不是“是”，也不是“否”。",
    "size": "企业规模：没有名为“小微企业”的企业规模选项。",
    "format": '金额：单元格 D8 的数字格式“0.00"万元"”使显示的金额与所存的数不同',
    "error": "年收入：单元格 F2 是错误值 #REF!",
    "formula": "年收入：单元格 F3 是未计算的公式",
    "rate": "贷款利率：单元格 J4 是未计算的公式",
    "negative": "金额：金额“-100000”无法读取：金额不能为负。请从被冲减的那一笔中减去冲减、退回的金额，只写净额。",
    "dollars": "币种：币种“美元”无法读取：不是人民币。",
    "wrecked": "loan：名称“1.10202E+18”无法读取：表格软件把它当作数字",
}
READ = {
    "title-rows.xlsx": Case(
        ["250000.00"],
        "注意：表上方写明单位：万元\n"
        "注意：2 行不是项目，没有读取（标题行以上：第 1 行“2021年一季度贷款利息明细表”、第 2 行“编制单位：某会计师事务所 单位：万元”）\n",
    ),
    "title-deleted.xlsx": Case(["25.00"]),
    "amt-wan9.xlsx": Case(["4000.00"]),
    "rich.xlsx": Case(["40000.00"] * 6 + [PROBLEMS["format"]], "注意：各列完全相同的行（都已计算）：第 2、3、4、5、7 行\n"),
    "rate-percent-heading.xlsx": Case(["500000.00"], "注意：不参与计算、原样带过的列：发票号码\n", measure=PLEDGE),
    "near.csv": Case(["40000.00"]),
    "currency.csv": Case([PROBLEMS["dollars"]]),
    "errfact.xlsx": Case([PROBLEMS["error"], PROBLEMS["formula"], PROBLEMS["rate"]], measure=PLEDGE),
    "refund.csv": Case(["240000.00", PROBLEMS["negative"]]),
    "hidden-first-sheet.xlsx": Case(["40000.00"], "注意：隐藏的工作表 WpsReserved_CellImgList 未读取\n"),
    "chartfirst.xlsx": Case(["40000.00"], "注意：读取了工作表“Sheet”；图表 未读取（--sheet 可指定，--all-sheets 读取全部）\n"),
    "three-sheets.xlsx": Case(["40000.00"], "注意：读取了工作表“1月”；2月、3月 未读取（--sheet 可指定，--all-sheets 读取全部）\n"),
    "hidden-row.xlsx": Case(["40000.00", "120000.00"], "注意：其中 1 行被隐藏或筛去，照样读取\n"),
    "merged-enterprise.xlsx": Case(["40000.00", "40000.00"]),
    "dup.xlsx": Case(["40000.00", "40000.00"], "注意：各列完全相同的行（都已计算）：第 2、3 行\n"),
    "datetime.xlsx": Case(
        ["40000.00"] * 4 + [PROBLEMS["day"]] + ["40000.00"] * 4, "注意：各列完全相同的行（都已计算）：第 2、3；8、9 行\n"
    ),
    "ticks.xlsx": Case(["40000.00", PROBLEMS["yes"], "40000.00", PROBLEMS["size"]]),
    "eqquote.csv": Case(["40000.00"]),
    "names.xlsx": Case(
        ["500000.00", "0.00", "0.00", "0.00", "0.00"],
        "注意：企业：以下写法视为同一名称：“北京甲 （集团）有限公司”、“北京甲(集团)有限公司”、“北京甲（集团） 有限公司”、"
        "“北京甲（集团）有限公司”\n",
    ),
    "samecode.csv": Case(
        ["500000.00", "0.00"],
        "注意：统一社会信用代码 91110108MA01ABCDE1 对应不同的企业名称：北京甲科技有限公司（第 2 行）、甲科技（第 3 行）；"
        "按同一家企业计算\n",
    ),
    "blankscope.csv": Case(["500000.00", "500000.00"], "注意：1 行没有写明信贷产品名称（第 3 行）：同一企业的这些行在计算上限时合为一组\n"),
    "loan-sci.csv": Case([PROBLEMS["wrecked"]] * 2, measure=FIRST),
}


@pytest.mark.parametrize("name", READ)
def test_a_table_is_read_or_says_why_not(name: str, run: Run) -> None:
    case = READ[name]
    result = run("batch", str(CASES / name), "--measure", case.measure, *DAYS, "--format", "csv", "--plain")
    assert result.code == 0
    found = rows(result)
    assert len(found) == len(case.answers)
    for row, answer in zip(found, case.answers, strict=True):
        assert (row["problem"] or row["high"]).startswith(answer)
    assert result.err.partition("共 ")[0] == f"{case.said}查询日 {DAYS[-1]}\n"


REFUSED = {
    "damaged.xlsx": "工作簿已损坏",
    "corner.xlsx": "工作表“Sheet”的单元格伸展到第 1048576 行、第 16384 列，超过 30,000,000 格",
    "pw.xlsx": "它有密码保护",
}


@pytest.mark.parametrize("name", REFUSED)
@pytest.mark.parametrize("words", [("batch",), ("plan", "examples/firm.toml", "--answers")])
def test_a_workbook_that_cannot_be_trusted_is_refused_in_one_line(name: str, words: tuple[str, ...], run: Run) -> None:
    result = run(*words, str(CASES / name))
    assert (result.code, result.out) == (3, "")
    assert result.err.count("\n") == 1
    assert REFUSED[name] in result.err


def test_the_net_of_a_refund_pays_what_is_left(tmp_path: Path, run: Run) -> None:
    netted = (CASES / "refund.csv").read_text("utf-8-sig").splitlines()[:2]
    path = written(tmp_path, "\n".join(netted).replace("600000", "500000") + "\n")
    assert [row["high"] for row in rows(run("batch", path, "--measure", TECH, *DAYS, "--plain"))] == ["200000.00"]


def written(folder: Path, text: str) -> str:
    path = folder / "t.csv"
    path.write_text(text, "utf-8")
    return str(path)


def with_column(tmp_path: Path, heading: str, *cells: str, at: int = 3) -> str:
    """A CSV of the usual columns, one of them with this heading and these cells."""
    lines = [[*HEADINGS[:at], heading, *HEADINGS[at + 1 :]], *([*ROW[:at], cell, *ROW[at + 1 :]] for cell in cells)]
    out = io.StringIO()
    csv.writer(out).writerows(lines)
    return written(tmp_path, out.getvalue())


def answers(result: Result) -> list[str]:
    return [row["problem"] or row["amount"] for row in rows(result)]


@pytest.mark.parametrize(
    ("heading", "cell", "amount"),
    [
        ("金额【千元】", "10", "10000.00"),
        ("金额 [百万元]", "1.5", "1500000.00"),
        ("金额(含税)(元)", "10", "10.00"),
        ("金额（人民币万元）", "10", "100000.00"),
        ("金额/万元", "10", "100000.00"),
        ("价税合计（元）", "10", "10.00"),
        ("金额", "人民币1000元", "1000.00"),
        ("金额", "RMB 1,000.50", "1000.50"),
        ("金额", "1000圆", "1000.00"),
        ("金额", "1000元人民币", "1000.00"),
        ("金额", "人民币壹佰万元整", "1000000.00"),
        ("金额", "伍拾圆叁角", "50.30"),
        ("金额", "-", "0.00"),
        ("金额", " -   ", "0.00"),
        ("金额", "¥ 1,234.00 ", "1234.00"),
        ("金额", '="100000"', "100000.00"),
    ],
)
def test_amounts_are_read_as_people_write_them(heading: str, cell: str, amount: str, tmp_path: Path, run: Run) -> None:
    assert answers(run("batch", with_column(tmp_path, heading, cell), "--measure", TECH, *DAYS, "--plain")) == [amount]


@pytest.mark.parametrize(
    ("heading", "cell", "problem"),
    [
        ("金额（美元）", "10", "标题的单位“美元”不能用于此列"),
        ("金额（万港元）", "10", "标题的单位“万港元”不能用于此列"),
        ("金额（万元/年）", "10", "标题的单位“万元/年”不能用于此列"),
        ("金额（%）", "10", "标题的单位“%”不能用于此列"),
        ("金额（元）（万元）", "10", "标题的单位“元 万元”不能用于此列"),
        ("金额", "(100.00)", "金额不能为负"),
        ("金额", "伍拾壹佰元", "它不是金额"),
        ("金额", "1234.567", "如可四舍五入，写成 1234.57"),
    ],
)
def test_amounts_that_are_not_surely_yuan_are_problems(heading: str, cell: str, problem: str, tmp_path: Path, run: Run) -> None:
    (found,) = answers(run("batch", with_column(tmp_path, heading, cell), "--measure", TECH, *DAYS, "--plain"))
    assert problem in found


@pytest.mark.parametrize(
    ("heading", "cell", "answer"),
    [
        ("贷款利率（%）", "4.6", "480000.00"),
        ("贷款利率（%）", "4.6%", "480000.00"),
        ("年利率", "4.6%", "480000.00"),
        ("贷款利率（%）", "0.046", "标题以 % 为单位，小于 1 的数含义不明。请核对：如是 0.046%，请写成 0.046%；如是 4.6%，请写成 4.6%。"),
        ("贷款利率（%）", "46‰", "480000.00"),
        ("贷款利率", "46‰", "480000.00"),
        ("贷款利率", "54‰", "0.00"),
        ("贷款利率（‰）", "46", "标题的单位“‰”不能用于此列。请换算为百分数，标题写明 %。"),
        ("贷款利率（千分之）", "0.046", "标题的单位“千分之”不能用于此列。请换算为百分数，标题写明 %。"),
        ("贷款利率", "4.6", "不带百分号而大于等于 1，含义不明"),
    ],
)
def test_a_rate_is_read_in_the_unit_of_its_heading_or_refused(heading: str, cell: str, answer: str, tmp_path: Path, run: Run) -> None:
    lines = ["企业,计算项目,金额,日期,年收入,高精尖产业领域,有核心技术或自主产权,知识产权质押,贷款日期,骗补取消资格," + heading]
    path = written(tmp_path, f"{lines[0]}\n甲,贷款利息,1200000,2021-03-20,1亿,是,是,是,2021-01-08,否,{cell}\n")
    (row,) = rows(run("batch", path, "--measure", PLEDGE, *DAYS, "--plain"))
    assert answer in (row["problem"] or row["high"])


@pytest.mark.parametrize("cell", ["-", "—"])
def test_a_dash_in_a_fact_is_neither_zero_nor_unknown(cell: str, tmp_path: Path, run: Run) -> None:
    path = written(tmp_path, f"企业,计算项目,金额,日期,年收入\n甲,贷款利息,100,2021-03-20,{cell}\n")
    assert "年收入：" in answers(run("batch", path, "--measure", PLEDGE, *DAYS, "--plain"))[0]


@pytest.mark.parametrize(
    "unit",
    [
        "单位：万元",
        "（单位：万元）",
        "单位（万元）",
        "金额单位：人民币万元",
        "编制单位：元宝公司 单位：万元",
        "表中金额均以万元计",
        "金额以人民币万元列示",
        "注：单位为万元",
    ],
)
def test_a_unit_above_the_table_holds_for_money_without_its_own(unit: str, tmp_path: Path, run: Run) -> None:
    lines = ["企业,计算项目,金额,日期,年收入（元）", "甲,贷款利息,10,2021-03-20,200000000", "乙,贷款利息,10元,2021-03-20,"]
    text = "\n".join(["明细表,,,,", f"{unit},,,,", "", *lines, ""])
    found = answers(run("batch", written(tmp_path, text), "--measure", PLEDGE, *DAYS, "--plain"))
    assert found[0] == "100000.00"
    assert "标题已写明单位万元，单元格写的是元" in found[1]


def test_a_unit_above_that_is_no_yuan_makes_every_row_a_problem(tmp_path: Path, run: Run) -> None:
    text = "单位：万美元,,,\n企业,计算项目,金额,日期\n甲,贷款利息,10,2021-03-20\n"
    assert "标题的单位“万美元”不能用于此列" in answers(run("batch", written(tmp_path, text), *DAYS, "--measure", TECH, "--plain"))[0]


@pytest.mark.parametrize("line", ["Unit: 10,000 yuan", "万元表", "Amounts in thousands of RMB", "以万元计算"])
def test_a_line_above_that_may_name_a_unit_is_quoted(line: str, tmp_path: Path, run: Run) -> None:
    for heading, said in (("金额", True), ("金额（元）", False)):
        path = written(tmp_path, f'"{line}",,,\n企业,计算项目,{heading},日期\n甲,贷款利息,10,2021-03-20\n')
        result = run("batch", path, *DAYS, "--measure", TECH, "--plain")
        assert answers(result) == ["10.00"]
        assert (f"注意：表上方的“{line}”像是写明单位，没有作单位读取；金额按元计，否则请把单位写在标题里" in result.err) == said


@pytest.mark.parametrize("line", ["贷款超过1000万元的明细", "超过 100 万元", "单位名称：甲公司", "贷款利息明细表"])
def test_a_line_above_that_names_no_unit_is_not(line: str, tmp_path: Path, run: Run) -> None:
    path = written(tmp_path, f"{line},,,\n企业,计算项目,金额,日期\n甲,贷款利息,10,2021-03-20\n")
    result = run("batch", path, *DAYS, "--measure", TECH, "--plain")
    assert (answers(result), "单位读取" in result.err) == (["10.00"], False)


@pytest.mark.parametrize("cells", ["{},,,", "{}"])
def test_a_line_below_that_may_name_a_unit_is_quoted_with_its_row(cells: str, tmp_path: Path, run: Run) -> None:
    line = "注：单位为万元"
    table = f"企业,计算项目,{{}},日期\n甲,贷款利息,10,2021-03-20\n{cells.format(line)}\n".replace("{}", "金额")
    result = run("batch", written(tmp_path, table), *DAYS, "--measure", TECH, "--plain", "--lang", "en")
    assert answers(result)[0] == "10.00"
    assert "note: “注：单位为万元” in row 3 may name a unit and is not read as one: the amounts are taken for yuan;" in result.err
    other = run("batch", written(tmp_path, table.replace("金额", "金额（元）")), *DAYS, "--measure", TECH, "--plain", "--lang", "en")
    assert "may name a unit" not in other.err


def test_a_day_above_the_table_is_said_and_not_used(tmp_path: Path, run: Run) -> None:
    text = "截至2021年3月31日,,,\n企业,计算项目,金额,日期\n甲,贷款利息,10,\n"
    result = run("batch", written(tmp_path, text), *DAYS, "--measure", TECH, "--plain", "--lang", "en")
    assert "note: the day above the table, 2021年3月31日, is not taken for the day of any row" in result.err
    assert "it is empty" in answers(result)[0]


def test_an_empty_amount_is_told_without_a_figure_that_might_be_taken_for_one(tmp_path: Path, run: Run) -> None:
    text = "企业,计算项目,金额,日期\n甲,贷款利息,,2021-03-20\n甲,贷款利息,10,2021-03-20\n"
    result = run("batch", written(tmp_path, text), *DAYS, "--measure", TECH, "--plain", "--lang", "en")
    said = "金额: cannot read the amount “”: it is empty. Fill it in from the original, or delete the row if it is no expense."
    assert answers(result) == [said, "10.00"]


UNITS = "企业,计算项目,金额,单位,日期\n甲,贷款利息,10,万元,2021-03-20\n甲,贷款利息,10,元,2021-03-20\n"


def test_a_column_of_units_scales_its_rows(tmp_path: Path, run: Run) -> None:
    assert answers(run("batch", written(tmp_path, UNITS), "--measure", TECH, *DAYS, "--plain")) == ["100000.00", "10.00"]


@pytest.mark.parametrize(("unit", "problem"), [("万美元", "单位“万美元”不是元"), ("", "单位“”不是元")])
def test_a_row_whose_unit_is_no_yuan_is_a_problem(unit: str, problem: str, tmp_path: Path, run: Run) -> None:
    path = written(tmp_path, UNITS.replace("10,元", f"10,{unit}"))
    assert problem in answers(run("batch", path, "--measure", TECH, *DAYS, "--plain"))[1]


def test_a_column_called_unit_that_holds_firms_is_the_firm(tmp_path: Path, run: Run) -> None:
    path = written(tmp_path, "单位,计算项目,金额,日期\n甲公司,贷款利息,10,2021-03-20\n")
    (row,) = rows(run("batch", path, "--measure", TECH, *DAYS, "--plain"))
    assert (row["enterprise"], row["amount"], row["单位"]) == ("甲公司", "10.00", "甲公司")


def test_a_heading_by_another_name_is_read_and_carried(tmp_path: Path, run: Run) -> None:
    path = written(tmp_path, "客户名称,费用类型,价税合计,发生日期\n甲公司,贷款利息,10,2021-03-20\n")
    (row,) = rows(run("batch", path, "--measure", TECH, *DAYS, "--plain"))
    assert [row[name] for name in ("enterprise", "amount", "on", "客户名称", "价税合计")] == [
        "甲公司",
        "10.00",
        "2021-03-20",
        "甲公司",
        "10",
    ]


def test_an_exact_heading_beats_another_name(tmp_path: Path, run: Run) -> None:
    path = written(tmp_path, "企业,计算项目,价税合计,金额,日期\n甲公司,贷款利息,11,10,2021-03-20\n")
    result = run("batch", path, "--measure", TECH, *DAYS, "--plain", "--lang", "en")
    assert answers(result) == ["10.00"]
    assert (
        "note: the column “价税合计” is not used and is carried through; “金额” is used: --column amount=价税合计 takes the other\n"
        in result.err
    )


def test_two_other_names_for_one_column_are_refused_with_both(tmp_path: Path, run: Run) -> None:
    path = written(tmp_path, "企业,计算项目,价税合计,发生额,日期\n甲公司,贷款利息,11,10,2021-03-20\n")
    result = run("batch", path, *DAYS, "--lang", "en")
    assert (result.code, result.out) == (3, "")
    assert "“价税合计” and “发生额” may each be amount. Say which: --column amount=价税合计." in result.err
    by_hand = run("batch", path, "--measure", TECH, *DAYS, "--plain", "--column", "amount=发生额")
    assert answers(by_hand) == ["10.00"]


def test_what_a_table_does_not_say_is_set_for_every_row(tmp_path: Path, run: Run) -> None:
    path = written(tmp_path, "名目,数额\n一,10\n二,20\n")
    words = (
        "--column",
        "item=名目",
        "--column",
        "amount=数额",
        "--set",
        "enterprise=甲",
        "--set",
        "input=贷款利息",
        "--set",
        "on=2021-03-20",
    )
    found = rows(run("batch", path, "--measure", TECH, *DAYS, "--plain", *words))
    assert [(row["enterprise"], row["item"], row["amount"], row["on"]) for row in found] == [
        ("甲", "一", "10.00", "2021-03-20"),
        ("甲", "二", "20.00", "2021-03-20"),
    ]


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("--set", "on"), 2, "--set cannot be “on”. Write it as ID=WHAT, each id once."),
        (("--column", "amonut=金额"), 2, "--column: there is no column “amonut”. Did you mean amount?"),
        (("--column", "amount=本期金额"), 2, "--column: the table has no column “本期金额”. Did you mean 金额?"),
        (("--set", "on=2021-03-20"), 3, "the column “on” stands twice. Leave it out of --set."),
        (
            ("--set", "vat-levy-rate=3"),
            2,
            "--set vat-levy-rate: cannot read the rate “3”: without a % sign a number of 1 or more is ambiguous.",
        ),
        (("--set", "first-product-level=x"), 2, "--set first-product-level: "),
        (("--sheet", "x"), 2, "is no workbook and has no sheets. Leave --sheet out."),
    ],
)
def test_what_is_said_of_a_table_wrongly_is_refused(words: tuple[str, ...], code: int, said: str, tmp_path: Path, run: Run) -> None:
    path = written(tmp_path, "企业,计算项目,金额,日期\n甲公司,贷款利息,10,2021-03-20\n")
    result = run("batch", path, *DAYS, *words, "--lang", "en")
    assert (result.code, result.out) == (code, "")
    assert said in result.err


def test_a_heading_that_resembles_a_column_gets_a_line(tmp_path: Path, run: Run) -> None:
    path = written(tmp_path, "企业,计算项目,金额,日期,是否属于科技型企业,备注\n甲公司,贷款利息,10,2021-03-20,是,x\n")
    said = run("batch", path, "--measure", TECH, *DAYS, "--plain").err.splitlines()
    assert [line for line in said if line.startswith("注意：列")] == (
        ["注意：列“是否属于科技型企业”未读取，原样带过；是否为科技型企业（technology-enterprise）？"]
    )


# workbooks


@pytest.fixture
def book(tmp_path: Path) -> openpyxl.Workbook:
    made = openpyxl.Workbook()
    made.active.append(HEADINGS)
    return made


def saved(book: openpyxl.Workbook, tmp_path: Path) -> str:
    path = str(tmp_path / "t.xlsx")
    book.save(path)
    return path


NUMBERS = [*ROW[:3], 100000, *ROW[4:]]


def test_several_sheets_are_one_table(run: Run) -> None:
    path = str(CASES / "three-sheets.xlsx")
    for words in (("--all-sheets",), ("--sheet", "1月", "--sheet", "2月", "--sheet", "3月")):
        found = rows(run("batch", path, "--measure", TECH, *DAYS, "--plain", *words))
        assert [(row["item"], row["high"]) for row in found] == [("1月", "40000.00"), ("2月", "40000.00"), ("3月", "40000.00")]


def test_sheets_with_columns_in_another_order_are_one_table(book: openpyxl.Workbook, tmp_path: Path, run: Run) -> None:
    book.active.append(NUMBERS)
    other = book.create_sheet("二")
    other.append(["备注", *reversed(HEADINGS)])
    other.append(["x", *reversed(NUMBERS)])
    found = rows(run("batch", saved(book, tmp_path), "--measure", TECH, *DAYS, "--plain", "--all-sheets"))
    assert [(row["enterprise"], row["high"], row["备注"]) for row in found] == [("甲公司", "40000.00", ""), ("甲公司", "40000.00", "x")]


def test_a_cover_among_all_sheets_is_named_and_not_read(book: openpyxl.Workbook, tmp_path: Path, run: Run) -> None:
    book.active.append(NUMBERS)
    cover = book.create_sheet("封面", 0)
    cover.append(["贷款情况"])
    book.create_sheet("空")
    path = saved(book, tmp_path)
    result = run("batch", path, "--measure", TECH, *DAYS, "--plain", "--all-sheets")
    assert [row["high"] for row in rows(result)] == ["40000.00"]
    assert "注意：工作表 封面 没有标题行，未读取\n" in result.err
    assert "sheets without a heading row are not read: 封面\n" in run("batch", path, *DAYS, "--all-sheets", "--lang", "en").err


def test_sheets_none_of_which_has_a_heading_are_refused_by_their_names(tmp_path: Path, run: Run) -> None:
    book = openpyxl.Workbook()
    book.active.append(["x"])
    book.create_sheet("二").append(["y"])
    result = run("batch", saved(book, tmp_path), *DAYS, "--all-sheets")
    assert (result.code, result.out) == (3, "")
    assert "工作表 Sheet、二 都没有标题行" in result.err


@pytest.mark.parametrize("heading", ["费用类别", "科目", "费用类型"])
def test_an_input_that_is_set_beside_a_column_of_inputs_is_told_the_way_out_and_it_works(heading: str, tmp_path: Path, run: Run) -> None:
    path = written(tmp_path, f"企业,{heading},金额,日期\n甲,差旅,100,2021-03-01\n")
    refused = run("batch", path, "--set", "input=研发费用")
    assert (refused.code, refused.out) == (3, "")
    assert f"如该列不是计算项目，请改用 --column item={heading} --set input=研发费用。" in refused.err
    result = run("batch", path, "--column", f"item={heading}", "--set", "input=研发费用", *DAYS, "--measure", "rd-expense", "--plain")
    assert [(row["item"], row["amount"]) for row in rows(result)] == [("差旅", "100.00")]


UNITS_OF_SHEETS = {
    "in the heading": ("金额（万元）", None, "30", ["100000.00", "300000.00"]),
    "above the table": ("金额", "单位：万元", "30", ["100000.00", "300000.00"]),
    "of the cell too": ("金额（万元）", None, "30万元", ["100000.00", "300000.00"]),
    "that the cell contradicts": ("金额（万元）", None, "30元", ["100000.00", "30.00"]),
    "and no figure": ("金额（万元）", None, "3..0", ["100000.00", "3..0"]),
}


@pytest.mark.parametrize("case", UNITS_OF_SHEETS)
def test_each_sheet_is_read_in_its_own_unit_and_the_caps_are_shared(case: str, tmp_path: Path, run: Run) -> None:
    heading, above, amount, amounts = UNITS_OF_SHEETS[case]
    book = openpyxl.Workbook()
    for row in (["企业", "计算项目", "金额（元）", "日期"], ["甲", "研发费用", "100000", "2021-03-01"]):
        book.active.append(row)
    other = book.create_sheet("二")
    for row in ([[above]] if above else []) + [["企业", "计算项目", heading, "日期"], ["甲", "研发费用", amount, "2021-03-02"]]:
        other.append(row)
    result = run("batch", saved(book, tmp_path), *DAYS, "--measure", "rd-expense", "--plain", "--all-sheets")
    assert result.code == 0, result.err
    found = rows(result)
    assert [row["amount"] for row in found] == amounts
    # 200,000 a firm and year: what the first sheet leaves of it.
    read = amounts[1] == "300000.00"
    assert [(row["high"], bool(row["problem"])) for row in found] == [("100000.00", False), ("100000.00" if read else "0.00", not read)]


def test_a_sheet_that_is_not_in_yuan_among_others_is_refused_with_the_way_out(book: openpyxl.Workbook, tmp_path: Path, run: Run) -> None:
    book.active.append(NUMBERS)
    other = book.create_sheet("二")
    other.append([heading.replace("金额", "金额（美元）") for heading in HEADINGS])
    other.append(NUMBERS)
    result = run("batch", saved(book, tmp_path), *DAYS, "--all-sheets", "--lang", "en")
    assert (result.code, result.out) == (3, "")
    assert "“金额（美元）” is in another unit in sheet “二” than in “Sheet”" in result.err
    assert "Convert that sheet to yuan, or read the others only, with --sheet." in result.err


def test_money_merged_over_rows_with_content_is_a_problem_of_each(book: openpyxl.Workbook, tmp_path: Path, run: Run) -> None:
    sheet = book.active
    for _ in range(3):
        sheet.append(NUMBERS)
    sheet.merge_cells("D2:D3")
    sheet.merge_cells("E2:E3")
    found = answers(run("batch", saved(book, tmp_path), "--measure", TECH, *DAYS, "--plain"))
    assert found[:2] == [f"金额：单元格 D{row} 是合并单元格，多行共用一个金额。请拆开，逐行写明金额。" for row in (2, 3)]
    assert found[2] == "100000.00"


def test_a_merged_cell_holds_for_its_rows_only(book: openpyxl.Workbook, tmp_path: Path, run: Run) -> None:
    sheet = book.active
    for _ in range(3):
        sheet.append(NUMBERS)
    for column in "AEFGK":
        sheet.merge_cells(f"{column}2:{column}3")
        sheet[f"{column}4"] = None
    found = rows(run("batch", saved(book, tmp_path), "--measure", TECH, *DAYS, "--plain"))
    assert [row["high"] for row in found[:2]] == ["40000.00", "40000.00"]
    assert found[2]["problem"].startswith("企业：名称“”无法读取：内容为空")


FORMATS = {
    '#,##0.00"元"': "100000.00",
    '_ ¥* #,##0.00_ ;_ ¥* -#,##0.00_ ;_ ¥* "-"??_ ;_ @_ ': "100000.00",
    "[$¥-804]#,##0.00": "100000.00",
    "[$$-409]#,##0.00": "problem",
    "#,##0.0,": "problem",
    '0!.0,"万"': "problem",
    '0.00"万元"': "problem",
    **dict.fromkeys(
        ("[$¥-411]#,##0", "[$JP¥-411]#,##0", "[$¥-ja-JP]#,##0", "[$₩-412]#,##0", '"₩"#,##0', '"円"#,##0', '#,##0"円"'), "problem"
    ),
    **dict.fromkeys(("[$¥-804]#,##0.00", "[$¥-zh-CN]#,##0", "[$CN¥-804]0", '"¥"#,##0'), "100000.00"),
    "[$USD] 0.00": "problem",
    "0%": "problem",
}


@pytest.mark.parametrize("code", FORMATS)
def test_a_number_format_that_shows_another_figure_is_a_problem(code: str, book: openpyxl.Workbook, tmp_path: Path, run: Run) -> None:
    book.active.append(NUMBERS)
    book.active["D2"].number_format = code
    (found,) = answers(run("batch", saved(book, tmp_path), "--measure", TECH, *DAYS, "--plain"))
    assert found == "100000.00" if FORMATS[code] != "problem" else f"单元格 D2 的数字格式“{code}”" in found


def test_a_number_format_that_says_the_unit_of_the_heading_is_read(book: openpyxl.Workbook, tmp_path: Path, run: Run) -> None:
    book.active["D1"] = "金额（万元）"
    book.active.append([*ROW[:3], 10, *ROW[4:]])
    book.active["D2"].number_format = '0.00"万元"'
    assert answers(run("batch", saved(book, tmp_path), "--measure", TECH, *DAYS, "--plain")) == ["100000.00"]


def test_a_share_shown_in_percent_is_read_under_a_heading_in_percent(tmp_path: Path, run: Run) -> None:
    book = openpyxl.load_workbook(CASES / "rate-percent-heading.xlsx")
    book.active["G2"], book.active["G2"].number_format = 0.046, "0.00%"
    (row,) = rows(run("batch", saved(book, tmp_path), "--measure", PLEDGE, *DAYS, "--plain"))
    assert (row["problem"], row["high"]) == ("", "500000.00")


def test_a_formula_that_was_never_computed_is_not_its_zero(tmp_path: Path, run: Run) -> None:
    path = str(tmp_path / "t.xlsx")
    with xlsxwriter.Workbook(path) as made:
        sheet = made.add_worksheet()
        sheet.write_row(0, 0, HEADINGS)
        for number, value in ((1, 0), (2, 100000)):
            sheet.write_row(number, 0, NUMBERS)
            sheet.write_formula(number, 3, "=1+1", None, value)
    found = answers(run("batch", path, "--measure", TECH, *DAYS, "--plain"))
    assert found == ["金额：单元格 D2 是未计算的公式。请在 Excel 中打开并保存。", "100000.00"]


def test_a_loan_number_that_was_a_number_is_a_problem(book: openpyxl.Workbook, tmp_path: Path, run: Run) -> None:
    book.active.append([*NUMBERS[:10], 1.10202e18])
    (found,) = answers(run("batch", saved(book, tmp_path), "--measure", TECH, *DAYS, "--plain"))
    assert found == "信贷产品名称：单元格 K2 是超过十五位的数字，末尾几位已丢失。请设为文本重新填写。"


@pytest.mark.parametrize(
    ("names", "problems"),
    [
        (("1102020000000000000", "1102020000000000000"), [True, True]),
        (("1102020000000000000", "A1"), [True, False]),
        (("6222021000000001000", "6222021000000001001"), [False, False]),
        (("110202000000000", "110202000000000"), [False, False]),
    ],
)
def test_long_numbers_that_all_end_in_zeros_have_lost_their_last_digits(
    names: tuple[str, ...], problems: list[bool], tmp_path: Path, run: Run
) -> None:
    found = answers(run("batch", with_column(tmp_path, HEADINGS[10], *names, at=10), "--measure", TECH, *DAYS, "--plain"))
    assert ["第十五位以后的数字已丢失" in answer for answer in found] == problems


def test_an_error_in_a_column_that_is_not_read_is_carried_as_it_shows(book: openpyxl.Workbook, tmp_path: Path, run: Run) -> None:
    book.active["L1"] = "备注"
    book.active.append([*NUMBERS, "#N/A"])
    (row,) = rows(run("batch", saved(book, tmp_path), "--measure", TECH, *DAYS, "--plain"))
    assert (row["problem"], row["high"], row["备注"]) == ("", "40000.00", "#N/A")


def test_days_counted_from_1904_are_read(book: openpyxl.Workbook, tmp_path: Path, run: Run) -> None:
    book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    book.active.append([*NUMBERS[:4], 44275 - 1462, *NUMBERS[5:]])
    (row,) = rows(run("batch", saved(book, tmp_path), "--measure", TECH, *DAYS, "--plain"))
    assert (row["on"], row["problem"]) == ("2021-03-20", "")


def test_a_bomb_is_refused_before_it_is_unpacked(book: openpyxl.Workbook, tmp_path: Path, run: Run) -> None:
    path = saved(book, tmp_path)
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as parts, parts.open("xl/sharedStrings2.xml", "w") as part:
        for _ in range(80):
            part.write(bytes(1 << 20))
    result = run("batch", path, "--lang", "en")
    assert (result.code, result.out) == (3, "")
    assert "the part xl/sharedStrings2.xml grows from" in result.err
    assert result.err.count("\n") == 1


def test_a_workbook_that_defines_xml_types_is_refused(book: openpyxl.Workbook, tmp_path: Path, run: Run) -> None:
    path, made = saved(book, tmp_path), str(tmp_path / "evil.xlsx")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            new.writestr(name, (b'<!DOCTYPE a [<!ENTITY b "c">]>' if name.endswith("sheet1.xml") else b"") + old.read(name))
    result = run("batch", made, "--lang", "en")
    assert (result.code, result.out, result.err.count("\n")) == (3, "", 1)
    assert "it defines XML types of its own" in result.err


# registers


@pytest.mark.parametrize(("heading", "cell"), [("金额（万元）", "30"), ("金额", "人民币300,000元"), ("金额（元）", "300000")])
def test_a_register_is_read_as_a_table_is(heading: str, cell: str, tmp_path: Path, run: Run) -> None:
    book = openpyxl.Workbook()
    book.active.append(["已收款登记表", "2021年"])
    book.active.append(["措施", heading, "日期", "到账日期", "企业名称"])
    book.active.append([TECH, cell, "2021.1.15", "2021-03-31", "甲公司"])
    book.save(tmp_path / "received.xlsx")
    path = with_column(tmp_path, "金额", "1000000")
    (row,) = rows(run("batch", path, "--measure", TECH, *DAYS, "--plain", "--received-file", str(tmp_path / "received.xlsx")))
    assert (row["high"], row["remaining"]) == ("200000.00", "0.00")


@pytest.mark.parametrize(("heading", "row"), [("金额（美元）", "5,人民币"), ("金额", "5,美元"), ("金额", "-5,")])
def test_a_register_that_is_not_in_yuan_is_refused(heading: str, row: str, tmp_path: Path, run: Run) -> None:
    path = written(tmp_path, f"措施,日期,{heading},币种\n{TECH},2021-01-15,{row}\n")
    result = run("calc", "loan-interest", "100", "--on", "2021-03-20", *DAYS, "--received-file", path)
    assert (result.code, result.out) == (3, "")
    assert result.err.startswith(f"{path}:2：")


# rows that an engine would lose


GOOD = "甲,rd-expense,5,2021-01-01\n"


@pytest.mark.parametrize("size", [1_500_000, 3_000_000, 40_000_000])
@pytest.mark.parametrize("last", [False, True])
def test_a_row_that_is_too_long_is_said_and_never_lost(size: int, last: bool, tmp_path: Path, run: Run) -> None:
    long = f"乙,rd-expense,7,2021-01-01,{'x' * size}\n"
    good = GOOD.replace("\n", ",\n")
    path = written(tmp_path, "企业,计算项目,金额,日期,备注\n" + good + (good + long if last else long + good))
    result = run("batch", path, "--measure", "rd-expense", *DAYS, "--plain", "--lang", "en")
    found = rows(result)
    assert (result.code, len(found)) == (0, 3)
    problems = [row["problem"] for row in found if row["problem"]]
    assert problems == ["it has more than 1,000,000 characters; the first 200 of each cell are kept. Correct the row."]
    assert result.err.startswith("note: ") or result.err.startswith("3 rows, 1 of them with a problem")


@pytest.mark.parametrize(
    "text", [GOOD * 3, GOOD + "\n" + GOOD * 2, GOOD * 2 + GOOD.strip(), GOOD * 2 + '"甲\n乙",rd-expense,5,2021-01-01\n']
)
def test_as_many_rows_come_out_as_a_file_has(text: str, tmp_path: Path, run: Run) -> None:
    result = run("batch", written(tmp_path, "企业,计算项目,金额,日期\n" + text), "--measure", "rd-expense", *DAYS, "--plain")
    assert len(rows(result)) == 3


def test_an_engine_that_reads_fewer_rows_than_there_are_is_not_believed(tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    from bjsubsidy.batching.engine import Engine

    read = Engine._csv
    monkeypatch.setattr(Engine, "_csv", lambda engine, table: read(engine, table) + (" LIMIT 2"))
    result = run("batch", written(tmp_path, "企业,计算项目,金额,日期\n" + GOOD * 3), *DAYS, "--lang", "en")
    assert (result.code, result.out) == (3, "")
    assert "the engine read another number of rows than the file has" in result.err


@pytest.mark.parametrize("ending", ["parquet", "csv"])
def test_a_table_that_is_replaced_while_it_is_read_is_refused(
    ending: str, tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    import duckdb

    from bjsubsidy.batching.duckdb import DuckDBRun

    path, other = tmp_path / f"t.{ending}", tmp_path / f"other.{ending}"
    for place, amount in ((path, 5), (other, 7)):
        rows_of = f"SELECT '甲' AS enterprise, 'rd-expense' AS input, {amount} AS amount, DATE '2021-01-01' AS \"on\" FROM range(3)"
        duckdb.sql(f"COPY ({rows_of}) TO '{place}'")
    prepared = DuckDBRun.prepare

    def replaced(run: DuckDBRun, *words: Any, **named: Any) -> None:
        prepared(run, *words, **named)
        other.replace(path)

    monkeypatch.setattr(DuckDBRun, "prepare", replaced)
    out = tmp_path / "out.csv"
    result = run("batch", str(path), *DAYS, "-o", str(out), "--lang", "en")
    assert (result.code, out.exists()) == (3, False)
    assert "it was changed while it was read" in result.err


def test_one_firm_with_two_credit_codes_is_named(run: Run, tmp_path: Path) -> None:
    text = (CASES / "samecode.csv").read_text("utf-8")
    other = text.replace("甲科技,91110108MA01ABCDE1", "北京甲科技有限公司,91110108MA01ABCDE2")
    assert other.count("ABCDE2") == 1
    (tmp_path / "two.csv").write_text(other, "utf-8")
    said = run("batch", str(tmp_path / "two.csv"), "--measure", TECH, *DAYS, "--lang", "en").err
    assert "“北京甲科技有限公司” has several credit codes: 91110108MA01ABCDE1 (row 2), 91110108MA01ABCDE2 (row 3);" in said


def test_a_part_in_an_encoding_that_there_is_not_is_a_damaged_workbook(run: Run, tmp_path: Path) -> None:
    with zipfile.ZipFile(CASES / "dup.xlsx") as before, zipfile.ZipFile(tmp_path / "odd.xlsx", "w") as after:
        for name in before.namelist():
            part = before.read(name)
            if name.startswith("xl/worksheets/"):
                part = b'<?xml version="1.0" encoding="UTF-1048577"?>' + part.partition(b"?>")[2]
            after.writestr(name, part)
    result = run("batch", str(tmp_path / "odd.xlsx"), "--lang", "en")
    assert (result.code, result.out, result.err.count("\n")) == (3, "", 1)
    assert "one of its parts has the encoding “UTF-1048577”, which does not exist" in result.err


@pytest.mark.parametrize(
    ("heading", "options"),
    [
        ("贷款利息", "--set input=贷款利息 --column amount=贷款利息。"),
        ("loan-interest", "--set input=loan-interest --column amount=loan-interest。"),
        ("贷款利息（万元）", '--set input=贷款利息 --column "amount=贷款利息（万元）"。'),
        ("银行借款利息", "--set input=银行借款利息 --column amount=银行借款利息。"),
        ("备注", "--set input=… --column amount=…。"),
    ],
)
def test_a_table_without_amounts_is_never_told_to_give_every_row_the_same(heading: str, options: str, tmp_path: Path, run: Run) -> None:
    path = written(tmp_path, f"企业,{heading},日期\n甲公司,10,2021-03-20\n")
    for lang, said in (("zh", f"请更改标题，或在原命令后加 {options}"), ("en", f"add to the line: {options[:-1]}.")):
        result = run("batch", path, *DAYS, "--lang", lang)
        assert (result.code, "--set amount" in result.err, "--set input=" in result.err) == (3, False, True)
        assert said in result.err
    fixed = run("batch", path, *DAYS, "--plain", "--measure", TECH, "--column", f"amount={heading}", "--set", "input=贷款利息")
    assert answers(fixed) == ["100000.00" if "万" in heading else "10.00"]


def test_a_row_that_is_no_item_is_one_short_problem(tmp_path: Path, run: Run) -> None:
    text = "企业,计算项目,金额,日期\n甲公司,贷款利息,10,2021-03-20\n注：单位为万元,,,\n,,,\n乙,,,2021-03-20\n丙,贷款利息,10,2021-03-20\n"
    path = written(tmp_path, text)
    found = rows(run("batch", path, "--measure", TECH, *DAYS, "--plain"))
    assert [row["problem"] for row in found[:2]] == ["", "这一行不是项目：没有计算项目、金额和日期。"]
    assert "金额“”无法读取" in found[-2]["problem"]
    english = rows(run("batch", path, "--measure", TECH, *DAYS, "--plain", "--lang", "en"))
    assert english[1]["problem"] == "The row is not an item: it has no input, no amount and no day."


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("zh", "--column：表中有 2 列“金额”。请在文件中改其中一列的标题。\n"),
        ("en", "--column: the table has 2 columns “金额”. Rename one of them in the file.\n"),
    ],
)
def test_of_two_columns_of_one_heading_none_is_named_by_it(lang: str, said: str, tmp_path: Path, run: Run) -> None:
    path = written(tmp_path, "企业,计算项目,金额,金额,日期\n甲公司,贷款利息,10,20,2021-03-20\n")
    result = run("batch", path, *DAYS, "--column", "amount=金额", "--lang", lang)
    assert (result.code, result.out, result.err) == (2, "", said)


def two_sheets(folder: Path, *others: tuple[object, ...]) -> str:
    """A sheet in yuan, and a second whose amounts stand under another heading, in 万元."""
    made = openpyxl.Workbook()
    first, second = made.active, made.create_sheet("二月")
    first.title = "一月"
    first.append(HEADINGS)
    first.append(ROW)
    second.append([*HEADINGS[:3], "价税合计（万元）", *HEADINGS[4:]])
    for amount, day in others:
        second.append([*ROW[:3], amount, day, *ROW[5:]])
    return saved(made, folder)


def test_problems_of_a_second_sheet_name_its_own_heading_and_quote_the_cell_as_it_stands(tmp_path: Path, run: Run) -> None:
    path = two_sheets(tmp_path, ("12x", "2021-03-20"), ("1.23456789", "2021-03-20"), ("12元", "2021-03-20"), ("12", "2021-13-20"), ("", ""))
    found = rows(run("batch", path, "--all-sheets", "--measure", TECH, *DAYS, "--plain"))
    heads = [row["problem"].partition("无法读取")[0] for row in found]
    assert heads == [
        "",
        "价税合计（万元）：金额“12x”",
        "价税合计（万元）：金额“1.23456789”",
        "价税合计（万元）：金额“12元”",
        "日期：日期“2021-13-20”",
    ]
    assert "如可四舍五入，写成 1.234568。" in found[2]["problem"]
    assert "如是 12元，请写成 0.0012；如是 12万元，请写成 12。" in found[3]["problem"]
    assert [row["row"] for row in found] == ["一月!2", "二月!2", "二月!3", "二月!4", "二月!5"]


def test_the_workbook_fills_column_and_advice_of_every_problem_and_marks_the_cells(tmp_path: Path, run: Run) -> None:
    path, out = two_sheets(tmp_path, ("12x", "2021-03-20"), ("12元", "2021-03-20")), str(tmp_path / "out.xlsx")
    run("batch", path, "--all-sheets", "--measure", TECH, *DAYS, "-o", out)
    book = openpyxl.load_workbook(out)
    told = [[cell.value for cell in row[:5]] for row in book["有问题的行"].iter_rows(min_row=2)]
    assert [row[:3] for row in told] == [["二月", "2", "价税合计（万元）"], ["二月", "3", "价税合计（万元）"]]
    assert all(row[3] and row[4] for row in told)
    marked = [[cell.column_letter for cell in row if cell.fill.fgColor.rgb == "FFFFC7CE"] for row in book["申请"].iter_rows(min_row=3)]
    assert marked == [["D", "O"], ["D", "O"]]


@pytest.mark.parametrize("value", [83.84020000000001, 83.8402, 0.1 + 0.2])
def test_a_sum_that_is_off_in_its_last_bit_is_read_as_it_is_shown(value: float, tmp_path: Path, run: Run) -> None:
    made = openpyxl.Workbook()
    made.active.append([*HEADINGS[:3], "金额（万元）", *HEADINGS[4:]])
    made.active.append([*ROW[:3], value, *ROW[4:]])
    made.active.append(["合计", "", "", value])
    result = run("batch", saved(made, tmp_path), "--measure", TECH, *DAYS, "--plain")
    shown = f"{value:.4f}".rstrip("0")
    assert f"合计：第 3 行“合计 {shown}”" in result.err
    assert rows(result)[0]["amount"] == f"{value * 10000:.2f}"
    assert "两者不同" not in result.err
