"""`bjsubsidy batch` as it is typed: tables in, tables out, every bad row named and nothing lost."""

import csv
import io
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import NamedTuple

import pytest

from bjsubsidy.batching.result import ANSWER_COLUMNS, ANSWER_ROW
from tests.conftest import Result, Run

GOLDEN = Path(__file__).parent.parent / "golden"
DAYS = ("--as-of", "2021-04-01")
FIRMS = """\
enterprise,item,input,amount,on,enterprise-size,in-zhongguancun,technology-enterprise,tech-credit-product,published-conditions-met,credit-product,in-force-confirmed,备注
甲公司,一月利息,loan-interest,1000000,2021-01-20,small,yes,yes,yes,yes,A,yes,=1+1
甲公司,二月利息,loan-interest,500000.05,2021-02-20,small,yes,yes,yes,yes,A,yes,-5
乙公司,利息,loan-interest,120万,2021/3/20,large,是,是,是,是,B,,"a,b"
丙公司,利息,loan-interest,12O0,2021-13-01,small,,,,,,,x
丁公司,材料,loan,100,2021-03-20,,,,,,,,
戊公司,利息,loan-interest,１００,20210320,微型企业,,,,,,,
"""
MEASURE = ("--measure", "tech-credit-interest")


@pytest.fixture
def firms(tmp_path: Path) -> Path:
    path = tmp_path / "firms.csv"
    path.write_text(FIRMS, "utf-8")
    return path


def rows(result: Result) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(result.out.removeprefix("\ufeff"), newline="")))


def table(path: Path, *lines: str, encoding: str = "utf-8") -> Path:
    path.write_bytes("\n".join(lines).encode(encoding))
    return path


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("form", ["csv", "json", "table"])
def test_batch_prints_what_it_printed(firms: Path, form: str, lang: str, run: Run) -> None:
    result = run("batch", str(firms), *MEASURE, *DAYS, "--format", form, "--lang", lang, "--plain")
    said = (result.out + result.err).replace(str(firms), "firms.csv")
    place = GOLDEN / f"batch-{form}.{lang}.txt"
    if os.environ.get("UPDATE"):
        place.write_text(said, "utf-8")
    assert result.code == 0
    assert said == place.read_text("utf-8")


def test_a_cap_is_used_up_in_the_order_of_days(firms: Path, run: Run) -> None:
    found = [(row["item"], row["high"], row["uncapped"], row["remaining"]) for row in rows(run("batch", str(firms), *MEASURE, *DAYS))]
    assert found[:2] == [("一月利息", "400000.00", "400000.00", "100000.00"), ("二月利息", "100000.00", "200000.02", "0.00")]


def test_the_columns_are_those_of_the_contract_and_then_the_unknown_ones(firms: Path, run: Run) -> None:
    assert list(rows(run("batch", str(firms), *DAYS))[0]) == [*ANSWER_COLUMNS, "备注"]


def test_every_row_stands_in_the_answer_in_input_order(firms: Path, run: Run) -> None:
    found = [row["enterprise"] for row in rows(run("batch", str(firms), *DAYS))]
    assert list(dict.fromkeys(found)) == ["甲公司", "乙公司", "丙公司", "丁公司", "戊公司"]
    assert found.count("甲公司") == 6


def test_a_bad_row_names_column_and_cause_and_pays_nothing(firms: Path, run: Run) -> None:
    bad = {row["enterprise"]: row for row in rows(run("batch", str(firms), *DAYS, "--lang", "en")) if row["problem"]}
    assert bad["丙公司"]["problem"].startswith("amount: cannot read the amount “12O0”: it is not an amount of money.")
    assert "on: cannot read the date “2021-13-01”: there is no such day." in bad["丙公司"]["problem"]
    assert bad["丁公司"]["problem"].startswith("input: there is no input “loan”. Did you mean loan-")
    assert [bad["丙公司"][name] for name in ("amount", "on", "measure", "verdict", "low", "high", "uncapped", "remaining")] == (
        ["12O0", "2021-13-01", "", "", "0.00", "0.00", "", ""]
    )


@pytest.mark.parametrize(("words", "code"), [((), 0), (("--fail-on-problem",), 3)])
def test_problems_fail_a_run_only_where_that_is_asked(firms: Path, words: tuple[str, ...], code: int, run: Run) -> None:
    result = run("batch", str(firms), *DAYS, *words, "--lang", "en")
    assert result.code == code
    hint = "" if words else " (--fail-on-problem exits with 3)"
    assert f"6 rows, 2 of them with a problem and not counted{hint}" in result.err.splitlines()
    assert len(rows(result)) == 14


def test_a_run_without_problems_does_not_fail(tmp_path: Path, run: Run) -> None:
    path = table(tmp_path / "t.csv", "enterprise,input,amount,on", "甲,rd-expense,5,2021-01-01")
    assert run("batch", str(path), "--fail-on-problem").code == 0


def test_strict_pays_nothing_unconfirmed(firms: Path, run: Run) -> None:
    found = {row["enterprise"]: row for row in rows(run("batch", str(firms), *MEASURE, *DAYS, "--strict"))}
    assert (found["戊公司"]["verdict"], found["戊公司"]["high"], found["戊公司"]["uncapped"]) == ("unconfirmed", "0.00", "40.00")


def test_what_was_received_uses_the_cap_up_first(firms: Path, tmp_path: Path, run: Run) -> None:
    register = table(
        tmp_path / "received.csv",
        "measure,amount,on,enterprise,credit-product",
        "tech-credit-interest,300000,2021-01-05,甲公司,A",
        "tech-credit-interest,300000,2021-01-05,乙公司,A",
    )
    found = rows(run("batch", str(firms), *MEASURE, *DAYS, "--received-file", str(register)))
    assert [(row["enterprise"], row["high"], row["remaining"]) for row in found[:3]] == (
        [("甲公司", "200000.00", "0.00"), ("甲公司", "0.00", "0.00"), ("乙公司", "0.00", "500000.00")]
    )


def test_best_keeps_one_measure_an_item(firms: Path, run: Run) -> None:
    result = run("batch", str(firms), *DAYS, "--best", "--lang", "en")
    kept = [(row["enterprise"], row["item"], row["measure"]) for row in rows(result) if row["measure"]]
    assert kept == [
        ("甲公司", "一月利息", "tech-credit-interest"),
        ("甲公司", "二月利息", "first-product-interest"),
        ("乙公司", "利息", "first-product-interest"),
        ("戊公司", "利息", "first-product-interest"),
    ]


# formats


def test_csv_for_a_spreadsheet_has_a_mark_and_carriage_returns(firms: Path, tmp_path: Path, run: Run) -> None:
    run("batch", str(firms), *DAYS, "-o", str(tmp_path / "out.csv"))
    content = (tmp_path / "out.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbfenterprise,item,")
    assert content.count(b"\r\n") == content.count(b"\n") == 15


def test_plain_csv_has_neither(firms: Path, tmp_path: Path, run: Run) -> None:
    run("batch", str(firms), *DAYS, "--plain", "-o", str(tmp_path / "out.csv"))
    content = (tmp_path / "out.csv").read_bytes()
    assert content.startswith(b"enterprise,item,")
    assert b"\r" not in content


@pytest.mark.parametrize(
    ("text", "shown"),
    {
        "=1+1": "'=1+1",
        "+SUM(A1)": "'+SUM(A1)",
        "@x": "'@x",
        "-5": "-5",
        "-1,234.50": "-1,234.50",
        "+86 10": "'+86 10",
        "-x": "'-x",
        "＝1": "'＝1",
        "a=b": "a=b",
        'say "hi"': 'say "hi"',
        "two\nlines": "two\nlines",
        "<script>": "<script>",
        "[red]x[/]": "[red]x[/]",
    }.items(),
)
def test_text_that_a_spreadsheet_would_run_is_written_so_that_it_is_not(text: str, shown: str, tmp_path: Path, run: Run) -> None:
    out = io.StringIO()
    csv.writer(out).writerows(
        [["enterprise", "item", "input", "amount", "on", "note"], ["甲", text, "rd-expense", "5", "2021-01-01", text]]
    )
    path = table(tmp_path / "t.csv", out.getvalue())
    found = rows(run("batch", str(path), *DAYS))[0]
    assert (found["item"], found["note"]) == (shown, shown)


def test_json_lines_keep_money_and_days_as_text(firms: Path, run: Run) -> None:
    first = json.loads(run("batch", str(firms), *MEASURE, *DAYS, "--format", "json").out.splitlines()[0])
    assert {name: first[name] for name in ("amount", "on", "low", "high", "remaining", "problem", "备注")} == {
        "amount": "1000000.00",
        "on": "2021-01-20",
        "low": "400000.00",
        "high": "400000.00",
        "remaining": "100000.00",
        "problem": None,
        "备注": "=1+1",
    }


def test_parquet_out_and_in_again_is_the_same(firms: Path, tmp_path: Path, run: Run) -> None:
    import duckdb

    out = tmp_path / "out.parquet"
    run("batch", str(firms), *MEASURE, *DAYS, "-o", str(out))
    described = dict(row[:2] for row in duckdb.connect().execute(f"DESCRIBE FROM '{out}'").fetchall())
    assert (described["high"], described["on"], described["备注"]) == ("DECIMAL(18,2)", "DATE", "VARCHAR")
    typed = tmp_path / "typed.parquet"
    duckdb.connect().execute(f"COPY (SELECT * EXCLUDE (measure) FROM '{out}' WHERE problem IS NULL) TO '{typed}'")
    again = [(row["enterprise"], row["amount"], row["on"]) for row in rows(run("batch", str(typed), *MEASURE, *DAYS))]
    assert again == [
        (row["enterprise"], row["amount"], row["on"]) for row in rows(run("batch", str(firms), *MEASURE, *DAYS)) if not row["problem"]
    ]


def test_a_workbook_holds_numbers_days_text_and_subtotals(firms: Path, tmp_path: Path, run: Run) -> None:
    from datetime import date

    from python_calamine import CalamineWorkbook

    run("batch", str(firms), *MEASURE, *DAYS, "-o", str(tmp_path / "out.xlsx"), "--lang", "en")
    book = CalamineWorkbook.from_path(str(tmp_path / "out.xlsx"))
    claims, summary = (book.get_sheet_by_name(name).to_python() for name in ("claims", "summary"))
    assert claims[0] == [*(column.heading.en for column in ANSWER_ROW), "备注"]
    assert claims[2][3:5] == [500000.05, date(2021, 2, 20)]
    assert (claims[1][-1], claims[4][3], claims[4][4]) == ("=1+1", "12O0", "2021-13-01")
    title = "Interest support on technology credit products"
    firms_of = {"(all firms)", "甲公司", "乙公司"}
    assert [row[:2] + row[3:] for row in summary if row[0] in firms_of and row[1] == title] == [
        ["(all firms)", title, 4.0, 500000.0, 500040.0, 40.0, 0.0],
        ["甲公司", title, 2.0, 500000.0, 500000.0, 0.0, 0.0],
        ["乙公司", title, 1.0, 0.0, 0.0, 0.0, 0.0],
    ]


def test_a_workbook_in_gives_what_its_csv_gives(firms: Path, tmp_path: Path, run: Run) -> None:
    from datetime import date

    import xlsxwriter

    cells = list(csv.reader(io.StringIO(FIRMS, newline="")))
    with xlsxwriter.Workbook(str(tmp_path / "firms.xlsx")) as book:
        book.add_worksheet("other").write_string(0, 0, "nothing")
        sheet = book.add_worksheet("firms")
        for place, row in enumerate(cells):
            sheet.write_row(place, 0, row, None) if place == 0 else [sheet.write_string(place, n, text) for n, text in enumerate(row)]
        sheet.write_number(1, 3, 1000000)
        sheet.write_number(2, 3, 500000.05)
        sheet.write_datetime(1, 4, date(2021, 1, 20), book.add_format({"num_format": "yyyy/m/d"}))
        sheet.write_boolean(1, 6, True)
    result = run("batch", str(tmp_path / "firms.xlsx"), "--sheet", "firms", *DAYS)
    assert rows(result) == rows(run("batch", str(firms), *DAYS))


def test_a_workbook_is_not_poured_into_a_terminal(firms: Path, monkeypatch: pytest.MonkeyPatch, run: Run) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    result = run("batch", str(firms), "--format", "xlsx")
    assert (result.code, result.err) == (2, "xlsx 不能显示在终端。请用 -o 写入文件。\n")


def test_a_table_comes_from_standard_input(firms: Path) -> None:
    words = [sys.executable, "-m", "bjsubsidy", "batch", "-", *MEASURE, *DAYS, "--plain", "--lang", "en"]
    piped = subprocess.run(words, input=firms.read_bytes(), capture_output=True, check=True)
    named = subprocess.run([*words[:4], str(firms), *words[5:]], capture_output=True, check=True)
    assert piped.stdout == named.stdout
    assert piped.stdout.count(b"\n") == 7


# what a table may be


ENGLISH = ("enterprise,item,input,amount,on,enterprise-size,in-zhongguancun", "甲公司,利息,rd-expense,1200000,2021-03-20,small,yes")
CHINESE = ("企业,项目,计算项目,金额,日期,企业规模,在中关村示范区内", "甲公司,利息,研发费用,120万,2021年3月20日,小型企业,是")


def chinese(catalogue_names: tuple[str, str], text: str) -> str:
    for id, name in zip(("企业规模", "在中关村示范区内"), catalogue_names, strict=True):
        text = text.replace(id, name)
    return text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_chinese_headings_and_every_usual_encoding_are_read(
    encoding: str, newline: str, tmp_path: Path, catalogue: object, run: Run
) -> None:
    from bjsubsidy.law.storage import packaged

    terms = packaged()
    names = (terms.fact("enterprise-size").name.zh, terms.fact("in-zhongguancun").name.zh)
    words = CHINESE[1].replace("研发费用", terms.input("rd-expense").name.zh)
    path = tmp_path / "t.csv"
    path.write_bytes(newline.join([chinese(names, CHINESE[0]), words, ""]).encode(encoding))
    wanted = rows(run("batch", str(table(tmp_path / "english.csv", *ENGLISH)), *DAYS))
    assert rows(run("batch", str(path), *DAYS)) == wanted


@pytest.mark.parametrize(
    ("heading", "cell", "amount"),
    [
        ("金额（单位：万元）", "120", "1200000.00"),
        ("金额(万元)", "0.000001", "0.01"),
        ("amount (亿元)", "1.5", "150000000.00"),
        ("金额 单位：元", "120", "120.00"),
        ("金额（单位：人民币万元）", "１．５", "15000.00"),
        ("金额（万元）", "1,200", "12000000.00"),
    ],
)
def test_a_unit_in_the_heading_scales_the_column(heading: str, cell: str, amount: str, tmp_path: Path, run: Run) -> None:
    path = table(tmp_path / "t.csv", f"enterprise,input,{heading},on", f'甲,rd-expense,"{cell}",2021-01-01')
    assert rows(run("batch", str(path), *DAYS))[0]["amount"] == amount


@pytest.mark.parametrize(("heading", "cell"), [("万元", "5元"), ("元", "5万元"), ("千元", "5万"), ("万元", "5亿")])
def test_a_cell_in_another_unit_than_its_heading_is_a_problem(heading: str, cell: str, tmp_path: Path, run: Run) -> None:
    path = table(tmp_path / "t.csv", f"enterprise,input,金额（{heading}）,on", f"甲,rd-expense,{cell},2021-01-01")
    assert f"标题已写明单位{heading}，单元格写的是" in rows(run("batch", str(path), *DAYS))[0]["problem"]


def test_a_cell_in_the_unit_of_its_heading_is_read(tmp_path: Path, run: Run) -> None:
    path = table(tmp_path / "t.csv", "enterprise,input,金额（万元）,on", "甲,rd-expense,5万元,2021-01-01")
    assert rows(run("batch", str(path), *DAYS))[0]["amount"] == "50000.00"


def test_a_row_with_too_many_or_too_few_cells_is_a_problem_and_stops_nobody(tmp_path: Path, run: Run) -> None:
    lines = ["甲,rd-expense,5,2021-01-01", "乙,rd-expense,1,200,2021-01-01", "丙,rd-expense,5", "", ",,,", "丁,rd-expense,5,2021-01-01,"]
    result = run("batch", str(table(tmp_path / "t.csv", "enterprise,input,amount,on", *lines)), *DAYS, "--lang", "en")
    assert [(row["enterprise"], row["problem"]) for row in rows(result)] == [
        ("甲", ""),
        ("乙", "it has 5 cells, the heading has 4. Correct the row."),
        ("丙", "it has 3 cells, the heading has 4. Correct the row."),
        ("丁", ""),
    ]


def test_a_row_of_nothing_but_commas_is_no_row(tmp_path: Path, run: Run) -> None:
    result = run("batch", str(table(tmp_path / "t.csv", ",,,", HEADING, GOOD, ",,,", GOOD)), *DAYS)
    assert [row["problem"] for row in rows(result)] == ["", ""]


def test_a_row_whose_quotes_are_wrong_is_a_problem_and_stops_nobody(tmp_path: Path, run: Run) -> None:
    path = table(tmp_path / "t.csv", "enterprise,input,amount,on", '"甲"x,rd-expense,5,2021-01-01', "乙,rd-expense,5,2021-01-01")
    problems = [row["problem"] for row in rows(run("batch", str(path), *DAYS, "--lang", "en"))]
    assert problems == ["the quotes of line 2 are wrong. Correct the row.", ""]


HEADING = "enterprise,input,amount,on"
GOOD = "甲,rd-expense,5,2021-01-01"


class Refused(NamedTuple):
    content: bytes
    zh: str
    en: str
    words: tuple[str, ...] = ()
    code: int = 3


REFUSED = {
    "a column is missing": Refused(
        b"enterprise,input,amount,onn\n",
        "t.csv：标题行：缺少列“日期（on）”。标题可写日期、发生日期、费用日期、费用发生日、费用发生日期等；表中可能是它的有“onn”。"
        "请更改标题，或在原命令后加 --column on=onn。\n",
        "t.csv: heading: the column “on” (日期) is missing. "
        "It may be called on, transaction date, invoice date, expense date, payment date; in this table it may be “onn”. "
        "Rename a heading, or add to the line: --column on=onn.\n",
    ),
    "a column twice": Refused(
        "enterprise,企业,input,amount,on\n".encode(),
        "t.csv：标题行：列“企业（enterprise）”重复。请只留一列。\n",
        "t.csv: heading: the column “enterprise” stands twice. Keep one of them.\n",
    ),
    "no heading at all": Refused(
        "2021 年明细表,,,\n甲公司,研发费用,5,2021-01-01\n".encode(),
        "t.csv：前 30 行中没有标题行：没有一列是认识的。bjsubsidy batch --new -o 表.xlsx 可写出空表。\n",
        "t.csv: none of its first 30 rows is a heading: no column is known. A table to fill in is written by ",
    ),
    "tabs": Refused(
        HEADING.replace(",", "\t").encode("utf-16"),
        "t.csv：它以制表符分隔。请另存为逗号分隔的 CSV。\n",
        "t.csv: it is separated by tabs. Save it as CSV, separated by commas.\n",
    ),
    "nothing": Refused(b"", "t.csv：表是空的。请写标题行和数据。\n", "t.csv: the table is empty. Write a heading and the rows under it.\n"),
    "a web page": Refused(
        b"<html><table><tr>",
        "t.csv：它是网页或 XML，不是表格（有些系统把网页存成 .xls）。请在 Excel 中打开，另存为 .xlsx。\n",
        "t.csv: it is a web page or XML, not a table (some systems save one as .xls). Open it in Excel and save it as .xlsx.\n",
    ),
    "a quote that is never closed": Refused(
        f'{HEADING}\n{GOOD}\n"乙,rd-expense,5,2021-01-01\n'.encode(),
        "t.csv：第 3 行起有引号没有结束。请更正引号。\n",
        "t.csv: a quotation mark that opens in line 3 is never closed. Correct the quotes.\n",
    ),
    "bytes of no encoding": Refused(
        f"{HEADING}\n{GOOD}\n甲".encode() + b"\xff\xff\n",
        "t.csv：第 3 行第 4 字节（0xFF）不是 UTF-8。请另存为 UTF-8（batch 也可用 --encoding 指明编码）。\n",
        "t.csv: line 3, byte 4 (0xFF) is not UTF-8. Save it as UTF-8 (batch also takes --encoding).\n",
    ),
    "another encoding than was said": Refused(
        f"{HEADING}\n{GOOD}\n".encode("gb18030"),
        "t.csv：第 2 行第 1 字节（0xBC）不是 utf-8。请另存为 UTF-8（batch 也可用 --encoding 指明编码）。\n",
        "t.csv: line 2, byte 1 (0xBC) is not utf-8. Save it as UTF-8 (batch also takes --encoding).\n",
        ("--encoding", "utf-8"),
    ),
    "an encoding there is not": Refused(
        HEADING.encode(),
        "没有编码“gbx”。例如 --encoding gb18030。\n",
        "there is no encoding “gbx”. For example --encoding gb18030.\n",
        ("--encoding", "gbx"),
        2,
    ),
    "a sheet of a CSV": Refused(
        HEADING.encode(),
        "“t.csv”不是工作簿，没有工作表。请去掉 --sheet。\n",
        "“t.csv” is no workbook and has no sheets. Leave --sheet out.\n",
        ("--sheet", "x"),
        2,
    ),
    "a measure without a figure": Refused(
        HEADING.encode(), "原文没有载明金额或比例", "no figure is printed", ("--measure", "social-insurance-reduction"), 2
    ),
    "too little memory": Refused(
        HEADING.encode(),
        "--memory 不能是“1”。请写如 1GB，至少 250MB。\n",
        "--memory cannot be “1”. Write for example 1GB, 250MB at least.\n",
        ("--memory", "1"),
        2,
    ),
    "a workbook that is none": Refused(
        b"PK\x03\x04nothing",
        "无法读取文件“t.csv”：它不是能打开的工作簿",
        "cannot read the file “t.csv”: it is not a workbook that can be opened",
    ),
    "Parquet that is none": Refused(b"PAR1nothing", "无法读取文件“t.csv”", "cannot read the file “t.csv”"),
    "Spark to standard output": Refused(
        HEADING.encode(), "Spark 只写 CSV 或 Parquet 文件夹。", "Spark writes a folder of CSV or Parquet.", ("--engine", "spark"), 2
    ),
    "the best with Spark": Refused(
        HEADING.encode(),
        "--best 只用于 duckdb 引擎。",
        "--best is for the engine duckdb.",
        ("--engine", "spark", "--best", "-o", "x.csv"),
        2,
    ),
}


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", REFUSED)
def test_a_table_that_cannot_be_used_gets_its_message_and_writes_nothing(
    name: str, lang: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Run
) -> None:
    case = REFUSED[name]
    monkeypatch.chdir(tmp_path)
    Path("t.csv").write_bytes(case.content)
    result = run("batch", "t.csv", *case.words, "--lang", lang)
    assert (result.code, result.out) == (case.code, "")
    assert result.err.startswith(case.zh if lang == "zh" else case.en)
    assert os.listdir() == ["t.csv"]


def test_both_encodings_are_named_where_neither_reads_the_file(tmp_path: Path, run: Run) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes(f"{HEADING}\n".encode() + b"\xff\xff\n")
    assert [line.split("不是 ")[1][:7] for line in run("batch", str(path)).err.splitlines()] == ["UTF-8。请", "GB18030"]


def test_a_heading_that_is_nearly_one_that_is_read_is_pointed_out(tmp_path: Path, run: Run) -> None:
    path = table(tmp_path / "t.csv", f"{HEADING},enterprise_size", f"{GOOD},small")
    result = run("batch", str(path), *DAYS, "--lang", "en")
    assert "note: the column “enterprise_size” is not used and is carried through; did you mean enterprise-size?" in result.err
    assert rows(result)[0]["enterprise_size"] == "small"


def test_a_day_after_the_edition_is_cautioned(tmp_path: Path, run: Run) -> None:
    path = table(tmp_path / "t.csv", HEADING, "甲,rd-expense,5,2021-06-01")
    assert "later texts" in run("batch", str(path), *DAYS, "--lang", "en").err


def test_carried_headings_never_collide_with_the_answers_own(tmp_path: Path, run: Run) -> None:
    path = table(tmp_path / "t.csv", f"{HEADING},measure,note,note,", f"{GOOD},a,b,c,d")
    found = list(csv.reader(io.StringIO(run("batch", str(path), *DAYS, "--plain").out)))
    assert found[0][len(ANSWER_COLUMNS) :] == ["measure_2", "note", "note_2", "_"]
    assert found[1][len(ANSWER_COLUMNS) :] == ["a", "b", "c", "d"]


@pytest.mark.parametrize("after", [0.1, 0.3, 0.5, 0.8])
def test_a_run_killed_at_any_moment_leaves_the_old_file_whole(after: float, tmp_path: Path) -> None:
    lines = [f"第{n}家,rd-expense,{n}.55,2021-01-01" for n in range(60_000)]
    path, out = table(tmp_path / "t.csv", HEADING, *lines), tmp_path / "out.csv"
    out.write_text("old", "utf-8")
    # What is killed takes nothing away: its temporary files go with those of the test.
    (tmp_path / "temporary").mkdir()
    around = {**os.environ, "TMPDIR": str(tmp_path / "temporary")}
    words = [sys.executable, "-m", "bjsubsidy", "batch", str(path), "-o", str(out)]
    process = subprocess.Popen(words, stderr=subprocess.DEVNULL, env=around)
    time.sleep(after)
    process.send_signal(signal.SIGKILL)
    process.wait()
    content = out.read_text("utf-8-sig")
    assert content == "old" or content.count("\n") == 60_001


@pytest.mark.parametrize("ended", [signal.SIGTERM, signal.SIGINT])
@pytest.mark.parametrize("after", [0.1, 0.4])
def test_a_run_ended_from_outside_says_nothing_and_leaves_nothing(ended: signal.Signals, after: float, tmp_path: Path) -> None:
    lines = [f"第{n}家,rd-expense,{n}.555,2021-01-01" for n in range(200_000)]
    path, folder = table(tmp_path / "t.csv", HEADING, *lines), tmp_path / "temporary"
    folder.mkdir()
    words = [sys.executable, "-m", "bjsubsidy", "batch", str(path), "-o", str(tmp_path / "out.csv")]
    process = subprocess.Popen(words, stderr=subprocess.PIPE, env={**os.environ, "TMPDIR": str(folder)})
    while not os.listdir(folder):
        time.sleep(0.01)
    time.sleep(after)
    process.send_signal(ended)
    _, said = process.communicate()
    assert process.returncode in (130, 143)
    assert said == b""
    assert sorted(os.listdir(tmp_path)) == ["t.csv", "temporary"]
    assert os.listdir(folder) == []


def test_an_input_is_never_written_over(firms: Path, run: Run) -> None:
    result = run("batch", str(firms), "-o", str(firms), "--lang", "en")
    assert (result.code, firms.read_text("utf-8")) == (2, FIRMS)
