"""The workbook of `batch`: a summary first, then claims, problems and questions, in the words of one language."""

import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.conftest import Run

DAYS = ("--as-of", "2021-04-01")
HEADING = "企业,项目,计算项目,金额,日期,企业规模,经办人"
ROWS = """\
甲公司,检验,特种设备检验费,5000,2021-03-01,小型企业,王
甲公司,利息,贷款利息,120万,2021-03-20,小型企业,王
甲公司,利息二,贷款利息,12O万,2021-03-20,小型企业,李
乙公司,检验,特种设备检验费,80,2021-02-30,怪,李
丙公司,检验,特种设备检验费,=5,3月,,李
,检验,特种设备检验费,80,2021-03-01,,李
乙公司,污水,非居民污水处理费,700.05,2021-03-01,大型企业,李
"""


@pytest.fixture(autouse=True)
def firms(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "t.csv").write_text(f"{HEADING}\n{ROWS}", "utf-8")
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def book(run: Run) -> Any:
    assert run("batch", "t.csv", *DAYS, "-o", "out.xlsx", "--lang", "zh").code == 0
    return openpyxl.load_workbook("out.xlsx")


def cells(sheet: Any) -> list[list[Any]]:
    return [[cell.value for cell in row] for row in sheet]


def below(sheet: Any, *heading: str) -> list[list[Any]]:
    """The rows of a sheet under the one that begins with a heading, up to the next blank one."""
    rows = cells(sheet)
    first = next(number for number, row in enumerate(rows) if tuple(row[: len(heading)]) == heading) + 1
    end = next((number for number, row in enumerate(rows) if number > first and not any(row)), len(rows))
    return rows[first:end]


def test_it_opens_on_the_summary_and_has_its_sheets_in_order(book: Any) -> None:
    assert book.sheetnames == ["汇总", "申请", "有问题的行", "待答问题"]
    assert book.active.title == "汇总"


def test_the_summary_says_on_what_it_rests(book: Any) -> None:
    pairs = {row[0]: row[1] for row in cells(book["汇总"])[:5] if row[0]}
    assert pairs == {"栏目": "内容", "查询日": "2021-04-01", "行数": 7, "有问题的行（没有计入）": 4}


def test_a_day_that_nobody_gave_is_said_to_be_today(run: Run) -> None:
    run("batch", "t.csv", "-o", "out.xlsx", "--lang", "en")
    assert str(cells(openpyxl.load_workbook("out.xlsx")["summary"])[1][1]).endswith("(not given: today is assumed)")


def test_problems_are_summed_by_cause_with_their_rows(book: Any) -> None:
    causes = [(row[0], row[1], *row[3:5]) for row in below(book["汇总"], "有问题的列")]
    assert causes[:2] == [("金额", "金额“12O万”无法读取：它不是金额。", 1, "4"), ("金额", "金额“=5”无法读取：它不是金额。", 1, "6")]
    assert ("日期", "日期“3月”无法读取：它不是完整的日期。", 1, "6") in causes
    assert len(causes) == 6


def test_totals_tell_low_and_high_apart(book: Any) -> None:
    totals = [[row[0], row[1], *row[3:8]] for row in cells(book["汇总"])]
    totals = totals[next(place for place, row in enumerate(totals) if row[0] == "（全部企业）") :]
    assert totals[0] == ["（全部企业）", "科技信贷产品贷款贴息", 1, 0, 480_000, 480_000, 0]
    assert ["甲公司", "停征特种设备检验检测费", 1, 5000, 5000, 0, 0] in totals
    assert ["乙公司", "停征污水处理费（非居民）", 1, 0, 0, 0, 0] in totals


def test_with_best_the_money_of_all_firms_and_of_each_stands_before_measures_and_notes(run: Run) -> None:
    assert run("batch", "t.csv", *DAYS, "--best", "-o", "out.xlsx", "--lang", "zh").code == 0
    sheet = openpyxl.load_workbook("out.xlsx")["汇总"]
    totals = [[row[0], row[1], row[2], row[4], row[5]] for row in below(sheet, "企业", "合计")]
    assert totals[:5] == [
        ["（全部企业）", "合计", None, 5000, 485_000],
        ["（全部企业）", "其中", "补贴", 0, 480_000],
        ["（全部企业）", "其中", "税费减免", 5000, 5000],
        ["甲公司", "合计", None, 5000, 485_000],
        ["甲公司", "其中", "补贴", 0, 480_000],
    ]
    first = [row[:2] for row in cells(sheet)]
    notes = next(place for place, row in enumerate(first) if str(row[1]).startswith("注意"))
    assert first.index(["企业", "合计"]) < first.index(["企业", "措施"]) < first.index(["有问题的列", "问题"]) < notes


def test_without_best_nothing_is_added(book: Any) -> None:
    said = [cell for row in cells(book["汇总"]) for cell in row[:2]]
    assert "一个项目只能申请一项措施，各项措施不可相加" in said
    assert "合计" not in said


def test_rows_of_a_cause_are_all_to_be_seen(run: Run) -> None:
    name = "很长很长很长很长很长很长很长很长很长的文件名"
    for number in (1, 2):
        Path(f"{name}{number}.csv").write_text(f"{HEADING}\n" + "甲,a,研发,1,2021-03-01,,\n" * 3, "utf-8")
    run("batch", f"{name}1.csv", f"{name}2.csv", *DAYS, "-o", "out.xlsx", "--lang", "zh")
    sheet = openpyxl.load_workbook("out.xlsx")["汇总"]
    row = next(row for row in sheet if str(row[4].value).startswith(name))
    assert sheet.row_dimensions[row[0].row].height >= 17 * (5 * 2 * len(name)) / sheet.column_dimensions["E"].width


def test_paper_shows_every_column_of_the_answer_on_one_width_under_its_heading(book: Any) -> None:
    sheet = book["申请"]
    assert [cell.value for cell in sheet[1]][17:19] == ["需要的情况", "经办人"]
    assert sheet.print_area == "'申请'!$A$1:$R$10"
    assert (sheet.sheet_properties.pageSetUpPr.fitToPage, sheet.page_setup.fitToWidth or 1) == (True, 1)
    assert (sheet.print_title_rows, sheet.page_setup.orientation, sheet.page_setup.fitToHeight) == ("$1:$1", "landscape", 0)


def test_a_long_problem_is_broken_within_its_cell_and_the_row_is_as_high_as_it_needs(book: Any) -> None:
    sheet = book["申请"]
    problem = next(cell for cell in sheet["O"][1:] if cell.value)
    assert problem.alignment.wrap_text
    lines = 2 * len(problem.value) / sheet.column_dimensions["O"].width
    assert lines > 1
    assert sheet.row_dimensions[problem.row].height >= 17 * lines


def test_claims_have_the_words_of_the_language_a_filter_and_a_frozen_heading(book: Any) -> None:
    sheet = book["申请"]
    heading, first, *_ = cells(sheet)
    assert heading[:9] == ["企业", "项目", "计算项目", "金额", "日期", "措施", "结论", "金额口径", "最低"]
    assert first[2:9] == ["特种设备检验费", 5000, first[4], "停征特种设备检验检测费", "符合", "载明", 5000]
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", "A1:S10")
    assert {row[6] for row in cells(sheet)[1:]} == {"符合", "待定", "不符合", None}


def test_the_cells_of_a_problem_stand_out(book: Any) -> None:
    marked = [(cell.coordinate, cell.value) for row in book["申请"] for cell in row if cell.fill.fgColor.rgb == "FFFFC7CE"]
    assert [cell for cell, _ in marked] == ["D6", "O6", "E7", "O7", "D8", "E8", "O8", "A9", "O9"]
    assert marked[0][1] == "12O万"


def test_problems_have_a_sheet_that_says_where_what_and_what_to_write(book: Any) -> None:
    heading, *rows = cells(book["有问题的行"])
    assert heading == ["文件、工作表", "行", "列", "问题", "应写", "企业", "项目"]
    assert rows[0] == [
        None,
        "4",
        "金额",
        "金额“12O万”无法读取：它不是金额。",
        "请写成 1200000、1,200,000.00 或 120万。",
        "甲公司",
        "利息二",
    ]
    assert [row[1] for row in rows] == ["4", "5", "5", "6", "6", "7"]


def test_problems_of_several_sheets_name_theirs(run: Run) -> None:
    made = openpyxl.Workbook()
    for name in ("一", "二"):
        sheet = made.active if name == "一" else made.create_sheet(name)
        sheet.title = name
        for row in (HEADING, "甲,检验,特种设备检验费,x,2021-03-01,,"):
            sheet.append(row.split(","))
    made.save("two.xlsx")
    assert run("batch", "two.xlsx", "--all-sheets", *DAYS, "-o", "out.xlsx", "--lang", "zh").code == 0
    assert [row[:2] for row in cells(openpyxl.load_workbook("out.xlsx")["有问题的行"])[1:]] == [["一", "2"], ["二", "2"]]


def test_each_firm_is_asked_what_would_settle_its_claims(book: Any) -> None:
    heading, *rows = cells(book["待答问题"])
    assert heading == ["企业", "问题", "行数", "行", "措施", "涉及金额，最高（元）"]
    assert {row[0] for row in rows} == {"甲公司"}
    assert ["甲公司", "企业的年收入是多少（元）？", 1, "3", "知识产权质押贷款贴息", 480_000] in rows
    amounts = [row[5] for row in rows]
    assert amounts == sorted(amounts, reverse=True)


def test_the_english_workbook_has_no_chinese_of_ours(run: Run) -> None:
    Path("t.csv").write_text("enterprise,item,input,amount,on\nA,a,loan-interest,1,2021-03-20\nB,b,monthly-sales,x,2021-03-20\n", "utf-8")
    run("batch", "t.csv", *DAYS, "-o", "out.xlsx", "--lang", "en")
    book = openpyxl.load_workbook("out.xlsx")
    said = [str(cell.value or "") for sheet in book for row in sheet for cell in row if cell.column_letter != "M"]
    names = [*said, *book.sheetnames]
    assert [text for text in names if any("一" <= sign <= "鿿" for sign in text.replace("120万", ""))] == []


@pytest.mark.parametrize(("sheet", "most"), [("有问题的行", 4), ("待答问题", 10)])
def test_a_sheet_that_is_full_ends_with_a_line_that_counts_the_rest(
    sheet: str, most: int, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("batch", "t.csv", *DAYS, "-o", "whole.xlsx", "--lang", "zh")
    whole = cells(openpyxl.load_workbook("whole.xlsx")[sheet])
    monkeypatch.setattr("bjsubsidy.writers.worksheet.MOST_ROWS", most)
    monkeypatch.setattr("bjsubsidy.writers.batch.summary_sheet.SummarySheet.write", lambda self, firms: list(firms()))
    monkeypatch.setattr("bjsubsidy.writers.batch.answer_sheet.AnswerSheet.write", lambda self, rows: list(rows))
    assert run("batch", "t.csv", *DAYS, "-o", "cut.xlsx", "--lang", "zh").code == 0
    cut = cells(openpyxl.load_workbook("cut.xlsx")[sheet])
    assert cut[:-1] == whole[:most]
    assert cut[-1][0] == f"另有 {len(whole) - most} 行，这张表放不下"


def test_the_summary_on_standard_error_says_where_the_rest_stands(run: Run) -> None:
    causes = "\n".join(
        f"甲,a{n},特种设备检验费,{value},2021-03-01,," for n, value in enumerate(["x", "-1", "1.234", "", "1e3", "1,23", "USD 1", "1%"])
    )
    Path("t.csv").write_text(f"{HEADING}\n{causes}\n,b,特种设备检验费,1,2021-03-01,,\n乙,c,特种设备检验费,1,2021-13-01,,\n", "utf-8")
    said = run("batch", "t.csv", *DAYS, "-o", "out.xlsx", "--lang", "zh").err
    assert "种问题，见工作簿的“有问题的行”表" in said
    assert "种问题，见各行的 problem" in run("batch", "t.csv", *DAYS, "-o", "out.csv", "--lang", "zh").err


def test_documents_are_named_in_the_language_of_a_workbook_and_as_they_are_for_programs(run: Run, tmp_path: Path) -> None:
    table, book = tmp_path / "t.csv", tmp_path / "a.xlsx"
    table.write_text("enterprise,input,amount,on\nA,loan-interest,5,2021-03-01\n", "utf-8")
    line = ["batch", str(table), "--measure", "first-product-interest", "--as-of", "2021-04-01"]
    chinese, english = "关于推动中关村首创产品市场应用的若干措施 八", "Measures to bring Zhongguancun first products to market 八"
    for lang, expected in (("zh", chinese), ("en", english)):
        run(*line, "-o", str(book), "--lang", lang)
        heading, row = openpyxl.load_workbook(book).worksheets[1].iter_rows(values_only=True)
        assert dict(zip(heading, row, strict=True))[{"zh": "文件", "en": "document"}[lang]] == expected
        written = run(*line, "--format", "json", "--lang", lang)
        assert json.loads(written.out.splitlines()[0])["document"] == chinese
