"""Titles, sums, footers and headings printed again are no items: left out, counted, listed and compared, whatever the file is."""

import csv
import io
from pathlib import Path

import duckdb
import openpyxl
import pytest

from tests.conftest import Result, Run

MEASURE = ("--measure", "rd-expense", "--as-of", "2021-04-01", "--plain")
HEADING = ["企业", "计算项目", "金额", "日期"]


def rows(result: Result) -> list[tuple[str, str]]:
    """The place of each row, with its high amount or its problem."""
    return [(row["row"], row["problem"] or row["high"]) for row in csv.DictReader(io.StringIO(result.out, newline=""))]


def text(table: list[list[str]]) -> str:
    out = io.StringIO()
    csv.writer(out).writerows(table)
    return out.getvalue()


def plain(folder: Path, table: list[list[str]]) -> str:
    """A CSV that the engine reads itself."""
    (folder / "t.csv").write_text(text(table), "utf-8")
    return str(folder / "t.csv")


def decoded(folder: Path, table: list[list[str]]) -> str:
    """One that is written anew first."""
    (folder / "g.csv").write_bytes(text(table).encode("gb18030"))
    return str(folder / "g.csv")


def workbook(folder: Path, table: list[list[str]]) -> str:
    book = openpyxl.Workbook()
    for row in table:
        book.active.append([cell or None for cell in row])
    book.save(folder / "t.xlsx")
    return str(folder / "t.xlsx")


def parquet(folder: Path, table: list[list[str]]) -> str:
    source = f"read_csv('{plain(folder, table)}', all_varchar = true, header = true, null_padding = true)"
    duckdb.sql(f"COPY (FROM {source}) TO '{folder / 't.parquet'}'")
    return str(folder / "t.parquet")


FORMS = {"plain": plain, "decoded": decoded, "workbook": workbook, "parquet": parquet}
TABLE = [
    HEADING,
    ["甲", "研发费用", "100", "2021-03-01"],
    ["乙", "研发费用", "", "2021-03-02"],
    ["小计", "", "100", ""],
    HEADING,
    ["丙", "研发费用", "50.5", "2021-03-03"],
    ["合　计：", "", "150.50", ""],
    ["注：合计含税", "", "", ""],
    ["制表人：张三", "", "", ""],
]


@pytest.mark.parametrize("form", FORMS)
def test_what_is_no_item_is_left_out_of_every_kind_of_file(form: str, tmp_path: Path, run: Run) -> None:
    result = run("batch", FORMS[form](tmp_path, TABLE), *MEASURE, "--fail-on-problem")
    first = 1 if form == "parquet" else 2
    found = rows(result)
    assert [place for place, _ in found] == [str(first), str(first + 1), str(first + 4)]
    assert [answer for _, answer in found][::2] == ["100.00", "50.50"]
    assert found[1][1].startswith("金额：金额“”无法读取：内容为空")
    listed = [line for line in result.err.splitlines() if "不是项目" in line]
    assert listed == [
        f"注意：5 行不是项目，没有读取（合计：第 {first + 2} 行“小计 100”、第 {first + 5} 行“合 计： 150.50”；"
        f"末尾无金额：第 {first + 6} 行“注：合计含税”、第 {first + 7} 行“制表人：张三”；"
        f"重复的标题：第 {first + 3} 行“企业 计算项目 金额 日期”）"
    ]
    assert "两者不同" not in result.err
    assert "共 3 行，其中 1 行有问题" in result.err
    assert result.code == 3


def item(amount: str, firm: str = "甲") -> list[str]:
    return [firm, "研发费用", amount, "2021-03-01"]


def total(word: str, amount: str) -> list[str]:
    return [word, "", amount, ""]


SUMS: dict[str, tuple[list[list[str]], list[tuple[str, str, str, str]]]] = {
    "a sum of all": ([item("1"), item("2"), total("合计", "3")], []),
    "a sum of the rows since the one before": ([item("1"), total("小计", "1"), item("2"), total("小计", "2"), total("总计", "3")], []),
    "a running sum": ([item("1"), total("累计", "1"), item("2"), total("累计", "3")], []),
    "a sum of each part and none of all": ([item("1"), total("合计", "1"), item("2"), total("合计", "2")], []),
    "a page within parts": ([item("1"), total("小计", "1"), item("2"), total("本页合计", "3")], []),
    "a sum that is wrong": ([item("1"), item("2"), total("合计", "4")], [("4", "合计", "4.00", "3.00 元")]),
    "a part that is wrong": (
        [item("1"), total("小计", "1"), item("2"), total("小计", "5"), total("总计", "6")],
        [("5", "小计", "5.00", "2.00 元"), ("6", "总计", "6.00", "3.00 元")],
    ),
    "nothing beside what there is": ([item("1"), total("小计", "1"), total("合计", "0")], [("4", "合计", "0.00", "1.00 元")]),
    "a row that could not be read whole": (
        [item("1"), ["", "研发费用", "2", "2021-03-01"], total("合计", "3")],
        [("4", "合计", "3.00", "1.00 元（不含有问题的 1 行）")],
    ),
    "an amount that could not be read": (
        [item("1"), item("x"), total("合计", "3")],
        [("4", "合计", "3.00", "1.00 元（不含有问题的 1 行）")],
    ),
}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("case", SUMS)
def test_what_a_sum_says_is_held_against_what_was_read(case: str, form: str, tmp_path: Path, run: Run) -> None:
    table, others = SUMS[case]
    result = run("batch", FORMS[form](tmp_path, [HEADING, *table]), *MEASURE)
    later = int(form != "parquet") - 1
    expected = [
        f"注意：第 {int(place) + later} 行“{word}”为 {said} 元，其上读取的金额合计 {read}，两者不同" for place, word, said, read in others
    ]
    assert [line for line in result.err.splitlines() if "两者不同" in line] == expected


KEPT = {
    "a firm of that name with an input and a day": (["合计", "研发费用", "1", "2021-03-01"], "1.00"),
    "a sum with an input": (["合计", "研发费用", "1", ""], "日期：日期“”无法读取"),
    "a word that is more": (
        ["合计金额", "", "1", ""],
        "计算项目：计算项目“”无法读取：内容为空。请写计算项目，如“贷款利息”；如果是合计行，请删去。",
    ),
    "an amount in a footer": (["审核", "", "李四", ""], "计算项目：计算项目“”无法读取"),
    "a blank amount above the last": (["乙", "研发费用", "", "2021-03-01"], "金额：金额“”无法读取"),
    "half a heading": (["企业", "计算项目", "1", "日期"], "计算项目：没有名为“计算项目”的计算项目。"),
}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("case", KEPT)
def test_every_other_row_is_read_or_is_a_problem(case: str, form: str, tmp_path: Path, run: Run) -> None:
    row, answer = KEPT[case]
    result = run("batch", FORMS[form](tmp_path, [HEADING, item("5"), row, item("6")]), *MEASURE)
    assert len(rows(result)) == 3
    assert rows(result)[1][1].startswith(answer)
    assert "不是项目，没有" not in result.err


def test_a_firm_called_as_sums_are_is_read_with_a_note(tmp_path: Path, run: Run) -> None:
    result = run("batch", plain(tmp_path, [HEADING, item("1"), item("2", "合计")]), *MEASURE)
    assert [answer for _, answer in rows(result)] == ["1.00", "2.00"]
    assert "企业名称是“合计”的行（第 3 行）像是合计行，照样作为一家企业计算" in result.err


@pytest.mark.parametrize("form", FORMS)
def test_a_table_without_any_amount_loses_no_row(form: str, tmp_path: Path, run: Run) -> None:
    result = run("batch", FORMS[form](tmp_path, [HEADING, item(""), item("")]), *MEASURE)
    assert [answer.startswith("金额：金额“”无法读取") for _, answer in rows(result)] == [True, True]


@pytest.mark.parametrize("form", FORMS)
def test_what_the_line_gives_for_every_row_fills_no_sum(form: str, tmp_path: Path, run: Run) -> None:
    table = [["企业", "金额"], ["甲", "1"], ["合计", "1"], ["制表", ""]]
    given = ("--set", "input=研发费用", "--set", "on=2021-03-01")
    result = run("batch", FORMS[form](tmp_path, table), *MEASURE, *given)
    assert [answer for _, answer in rows(result)] == ["1.00"]
    assert "2 行不是项目，没有读取" in result.err


def test_each_sheet_and_each_file_ends_by_itself(tmp_path: Path, run: Run) -> None:
    book = openpyxl.Workbook()
    for place, name in enumerate(("1月", "2月")):
        sheet = book.active if place == 0 else book.create_sheet()
        sheet.title = name
        for row in ([f"{name}明细"], HEADING, item("1"), item("2"), total("合计", "3"), ["制表人：张三"]):
            sheet.append([cell or None for cell in row])
    book.save(tmp_path / "t.xlsx")
    result = run("batch", str(tmp_path / "t.xlsx"), *MEASURE, "--all-sheets", "--lang", "en")
    assert [place for place, _ in rows(result)] == ["1月!3", "1月!4", "2月!3", "2月!4"]
    lines = [line for line in result.err.splitlines() if "not read as" in line]
    assert lines == [
        f"note: 3 rows are not read as items (above the heading: row {name}!1 “{name}明细”; sums: row {name}!5 “合计 3”; "
        f"after the last amount: row {name}!6 “制表人：张三”)"
        for name in ("1月", "2月")
    ]
    assert "amounts read above it" not in result.err


def test_parquet_stands_among_files_and_keeps_every_digit(tmp_path: Path, run: Run) -> None:
    cells = "'丁' AS 企业, 'rd-expense' AS 计算项目, CAST(12345678901.25 AS DECIMAL(18,2)) AS 金额"
    cells += ", DATE '2021-03-01' AS 日期, 9007199254740993 AS 号"
    duckdb.sql(f"COPY (SELECT {cells}) TO '{tmp_path / 'p.parquet'}'")
    result = run("batch", plain(tmp_path, [HEADING, item("1")]), str(tmp_path / "p.parquet"), *MEASURE)
    found = list(csv.DictReader(io.StringIO(result.out, newline="")))
    assert [(row["amount"], row["on"], row["号"]) for row in found] == [
        ("1.00", "2021-03-01", ""),
        ("12345678901.25", "2021-03-01", "9007199254740993"),
    ]
    assert found[1]["row"].endswith("p.parquet!1")


@pytest.mark.parametrize(("units", "problem"), [(["次", "千克"], False), (["千瓦时", "吨"], False), (["万元", "万元"], True)])
def test_units_of_goods_scale_nothing_and_are_no_firms(units: list[str], problem: bool, tmp_path: Path, run: Run) -> None:
    table = [["购买方名称", "单位", "金额", "日期"], *(["甲公司", unit, "2", "2021-03-01"] for unit in units)]
    path = workbook(tmp_path, table)
    refused = run("batch", path, "--set", "input=研发费用")
    assert (refused.code, "缺少列“企业（enterprise）”" in refused.err) == (3, True)
    found = rows(run("batch", path, *MEASURE, "--set", "input=研发费用", "--column", "enterprise=购买方名称"))
    assert [answer for _, answer in found] == (["20000.00"] * 2 if problem else ["2.00"] * 2)


@pytest.mark.parametrize("form", ["workbook", "parquet"])
def test_a_unit_of_money_among_units_of_goods_is_not_lost(form: str, tmp_path: Path, run: Run) -> None:
    table = [[*HEADING, "单位"], [*item("2"), "万元"], [*item("3"), "次"], [*item("4"), "元"]]
    found = rows(run("batch", FORMS[form](tmp_path, table), *MEASURE))
    assert [answer for _, answer in found] == ["20000.00", "金额：单位“次”不是元。请改成以人民币元计的金额和单位。", "4.00"]


@pytest.mark.parametrize("name", ["t.csv", "t.xlsx", "t.parquet"])
def test_a_table_given_as_a_profile_is_told_its_command_and_so_is_a_profile(name: str, tmp_path: Path, run: Run) -> None:
    path = {"t.csv": plain, "t.xlsx": workbook, "t.parquet": parquet}[name](tmp_path, [HEADING, item("1")])
    result = run("plan", path)
    assert (result.code, result.out, result.err) == (3, "", f"{path}：它是表，不是企业资料（TOML）。请用 bjsubsidy batch {path}。\n")
    for files in (["examples/firm.toml"], [path, "examples/firm.toml"]):
        told = run("batch", *files)
        assert (told.code, told.out) == (3, "")
        assert told.err == "examples/firm.toml：它是一家企业的资料（TOML），不是表。请用 bjsubsidy plan examples/firm.toml。\n"
