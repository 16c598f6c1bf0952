"""Several files are one table: columns united by what they are, each file in its own units, and caps over all rows."""

import csv
import io
import random
import sys
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bjsubsidy.law.storage import packaged
from tests.batching.engines import asked, through_duckdb, through_files
from tests.batching.reference import Row, sound
from tests.batching.reference import receipts as some_receipts
from tests.batching.reference import table as some_rows
from tests.conftest import Result, Run

CATALOGUE = packaged()
DAYS = ("--as-of", "2021-04-01", "--lang", "en")
HEADING = "enterprise,input,amount,on"


def answer(result: Result) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(result.out.removeprefix("\ufeff"), newline="")))


def table(path: Path, *lines: str, encoding: str = "utf-8") -> str:
    path.write_text("\n".join(lines) + "\n", encoding)
    return str(path)


def workbook(path: Path, **sheets: list[list[object]]) -> str:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return str(path)


def test_files_of_any_kind_are_one_table_and_every_row_names_its_file_and_sheet(tmp_path: Path, run: Run) -> None:
    plain = table(tmp_path / "a.csv", HEADING, "甲,rd-expense,5,2021-01-01")
    old = table(tmp_path / "b.csv", "企业,项目类别,金额,日期,input", "乙,x,6,2021-01-01,rd-expense", encoding="gb18030")
    heading: list[object] = ["日期", "企业", "金额（万元）", "input"]
    row: list[object] = ["2021-01-01", "丙", 7, "rd-expense"]
    book = workbook(tmp_path / "c.xlsx", 一=[["表"], heading, row], 二=[heading, row])
    found = answer(run("batch", plain, old, book, "--all-sheets", *DAYS))
    assert [(row["enterprise"], row["amount"], row["row"]) for row in found] == [
        ("甲", "5.00", f"{plain}!2"),
        ("乙", "6.00", f"{old}!2"),
        ("丙", "70000.00", f"{book}!一!3"),
        ("丙", "70000.00", f"{book}!二!2"),
    ]
    assert [row["项目类别"] for row in found] == ["", "x", "", ""]


def test_a_cap_runs_over_all_files_in_the_order_of_days(tmp_path: Path, run: Run) -> None:
    late = table(tmp_path / "late.csv", HEADING, "甲,rd-expense,150000,2021-03-01")
    early = table(tmp_path / "early.csv", HEADING, "甲,rd-expense,150000,2021-02-01")
    assert [row["high"] for row in answer(run("batch", late, early, *DAYS))] == ["50000.00", "150000.00"]


def test_days_that_are_alike_count_in_the_order_of_files(tmp_path: Path, run: Run) -> None:
    one = table(tmp_path / "1.csv", HEADING, "甲,rd-expense,150000,2021-03-01")
    other = table(tmp_path / "2.csv", HEADING, "甲,rd-expense,150000,2021-03-01")
    assert [row["high"] for row in answer(run("batch", other, one, *DAYS))] == ["150000.00", "50000.00"]


@pytest.mark.parametrize("cell", ["5", "5万元", "5元", "5千元", "-", "x", "", "0.00001", "伍万元整"])
def test_an_amount_is_read_in_the_unit_of_its_own_file(cell: str, tmp_path: Path, run: Run) -> None:
    one = table(tmp_path / "1.csv", HEADING, "甲,rd-expense,5,2021-03-01")
    other = table(tmp_path / "2.csv", HEADING.replace("amount", "金额（万元）"), f"乙,rd-expense,{cell},2021-03-01")
    both, alone = answer(run("batch", one, other, *DAYS)), answer(run("batch", other, *DAYS))
    assert both[0]["amount"] == "5.00"
    if alone[0]["problem"]:
        assert both[1]["problem"]
    else:
        assert both[1]["amount"] == alone[0]["amount"]


@pytest.mark.parametrize(("cell", "why"), [("4.6", ""), ("4.6%", ""), ("9", "loan-rate"), ("0.046", None), ("x", None)])
def test_a_rate_is_read_in_the_unit_of_its_own_file(cell: str, why: str | None, tmp_path: Path, run: Run) -> None:
    facts = "annual-revenue,high-precision-industry,core-technology-or-ip,ip-pledged,fraud-on-record,loan-date"
    given = "1000,yes,yes,yes,no,2021-01-08"
    one = table(tmp_path / "1.csv", f"{HEADING},{facts},loan-rate", f"甲,loan-interest,5,2021-03-20,{given},0.046")
    other = table(tmp_path / "2.csv", f"贷款利率（%）,{HEADING},{facts}", f"{cell},乙,loan-interest,5,2021-03-20,{given}")
    found = answer(run("batch", one, other, "--measure", "ip-pledge-interest", *DAYS))
    alone = answer(run("batch", other, "--measure", "ip-pledge-interest", *DAYS))
    assert [row["why"] for row in found] == ["", why or ""]
    assert bool(found[1]["problem"]) == bool(alone[0]["problem"]) == (why is None)


def test_a_file_in_another_currency_is_refused(tmp_path: Path, run: Run) -> None:
    one = table(tmp_path / "1.csv", HEADING, "甲,rd-expense,5,2021-03-01")
    other = table(tmp_path / "2.csv", HEADING.replace("amount", "金额（美元）"), "乙,rd-expense,6,2021-03-01")
    result = run("batch", one, other, *DAYS)
    assert (result.code, result.out) == (3, "")
    assert "“金额（美元）” is in another unit" in result.err


def test_a_heading_that_one_file_reads_and_another_carries_is_not_mixed_up(tmp_path: Path, run: Run) -> None:
    one = table(tmp_path / "1.csv", "enterprise,input,价税合计,on", "甲,rd-expense,5,2021-03-01")
    other = table(tmp_path / "2.csv", "enterprise,input,价税合计,on,amount", "乙,rd-expense,6,2021-03-01,7")
    found = answer(run("batch", one, other, *DAYS))
    assert [(row["amount"], row["价税合计"]) for row in found] == [("5.00", "5"), ("7.00", "7")]
    assert [row["价税合计_2"] for row in found] == ["", "6"]


def test_a_column_that_a_later_file_brings_is_read_of_every_file_after_it(tmp_path: Path, run: Run) -> None:
    one = table(tmp_path / "1.csv", HEADING, "甲,rd-expense,5,2021-03-01")
    other = table(tmp_path / "2.csv", f"enterprise-size,{HEADING}", "small,甲,rd-expense,5,2021-03-01")
    third = table(tmp_path / "3.csv", f"{HEADING},企业规模", "甲,rd-expense,5,2021-03-01,large")
    found = [row["why"].partition(";")[0] for row in answer(run("batch", one, other, third, *DAYS))]
    assert found == ["enterprise-size", "in-zhongguancun", "enterprise-size"]


def test_a_column_named_by_hand_need_not_stand_in_every_file(tmp_path: Path, run: Run) -> None:
    one = table(tmp_path / "1.csv", "enterprise,input,实付,on", "甲,rd-expense,5,2021-03-01")
    other = table(tmp_path / "2.csv", HEADING, "乙,rd-expense,6,2021-03-01")
    assert [row["amount"] for row in answer(run("batch", one, other, "--column", "amount=实付", *DAYS))] == ["5.00", "6.00"]
    third = table(tmp_path / "3.csv", HEADING, "丙,rd-expense,7,2021-03-01")
    refused = run("batch", other, third, "--column", "item=应付", *DAYS)
    assert (refused.code, refused.err) == (
        2,
        "--column: the table has no column “应付”. Use one of: enterprise, input, amount, on.\n",
    )


def test_what_is_set_holds_for_every_file(tmp_path: Path, run: Run) -> None:
    one = table(tmp_path / "1.csv", "enterprise,amount,on", "甲,5,2021-03-01")
    other = table(tmp_path / "2.csv", "on,amount,enterprise,note", "2021-03-01,6,乙,x")
    found = answer(run("batch", one, other, "--set", "input=rd-expense", *DAYS))
    assert [(row["input"], row["enterprise"], row["note"]) for row in found] == [("rd-expense", "甲", ""), ("rd-expense", "乙", "x")]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["1.csv", "./1.csv"], "“./1.csv” is given twice. Name each file once."),
        (["-", "-"], "“-” is given twice. Name each file once."),
        (["1.csv", "2.csv", "--all-sheets"], "none of these files is a workbook and has sheets. Leave --sheet out."),
        (["1.csv", "2.csv", "-o", "2.csv"], "-o names the input file “2.csv”. Write to another file."),
        (["1.csv", "no.csv"], "cannot read the file “no.csv”: there is no such file or folder. Check its path and its content."),
    ],
)
def test_what_is_no_table_of_several_files_is_refused(
    words: list[str], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Run
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("1.csv", "2.csv"):
        table(Path(name), HEADING, "甲,rd-expense,5,2021-03-01")
    result = run("batch", *words, *DAYS)
    assert (result.code in (2, 3), result.out) == (True, "")
    assert result.err.splitlines()[-1] == said


def test_a_file_under_two_names_is_given_twice(tmp_path: Path, run: Run) -> None:
    one = table(tmp_path / "1.csv", HEADING, "甲,rd-expense,5,2021-03-01")
    (tmp_path / "2.csv").hardlink_to(one)
    assert run("batch", one, str(tmp_path / "2.csv"), *DAYS).code == 2


def test_what_is_to_be_said_of_a_file_names_it(tmp_path: Path, run: Run) -> None:
    one = table(tmp_path / "1.csv", HEADING, "甲,rd-expense,5,2021-03-01")
    rows: list[list[object]] = [["单位：万元"], ["enterprise", "input", "amount", "on"], ["乙", "rd-expense", 6, "2021-03-01"]]
    book = workbook(tmp_path / "2.xlsx", 一=rows, 二=rows)
    result = run("batch", one, book, *DAYS)
    assert f"note: {book}: the sheet “一” is read; 二: not read (--sheet names one, --all-sheets reads all)" in result.err.splitlines()
    assert f"note: {book}: the unit above the table is read: 万元" in result.err.splitlines()
    assert [(row["amount"], row["row"]) for row in answer(result)] == [("5.00", f"{one}!2"), ("60000.00", f"{book}!3")]


def test_standard_input_may_be_one_of_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Run) -> None:
    one = table(tmp_path / "1.csv", HEADING, "甲,rd-expense,5,2021-03-01")
    text = f"{HEADING}\n乙,rd-expense,6,2021-03-01\n".encode()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text)))
    assert [row["row"] for row in answer(run("batch", "-", one, *DAYS))] == ["'-!2", f"{one}!2"]


@pytest.mark.law
@given(st.integers(0, 2**32))
@settings(max_examples=8, deadline=None)
def test_a_table_in_pieces_is_the_table(seed: int) -> None:
    """Rows, and columns in another order, over some files: the same lines but for where they stand, and no row is lost."""
    chance = random.Random(seed)
    rows = some_rows(chance, CATALOGUE, 30)
    received = sound(some_receipts(chance, CATALOGUE, 5), rows)
    request = asked(CATALOGUE, date(2021, 4, 1), received)
    cuts = sorted(chance.sample(range(1, 30), 2))
    pieces: list[list[Row]] = [list(rows[start:end]) for start, end in zip([0, *cuts], [*cuts, 30], strict=True)]
    shuffled = [
        [{id: row[id] for id in order} for row in piece] for piece in pieces for order in [chance.sample(list(rows[0]), len(rows[0]))]
    ]
    assert [line[:-1] for line in through_files(shuffled, request)] == [line[:-1] for line in through_duckdb(rows, request)]


_FAULTY = "A,loan-intrest,100.333,2021-13-15"
_OTHERS = {
    "in another unit": ("金额（万元）", "B,loan-interest,10,2021-02-15"),
    "in the same unit": ("amount", "B,loan-interest,10,2021-02-15"),
    "under another heading": ("金额", "B,loan-interest,10,2021-02-15"),
}


@pytest.mark.parametrize("first", [True, False], ids=["before the others", "after them"])
@pytest.mark.parametrize("named", _OTHERS)
def test_a_row_says_everything_that_is_wrong_with_it_whatever_the_other_files_are_in(
    named: str, first: bool, tmp_path: Path, run: Run
) -> None:
    heading, row = _OTHERS[named]
    mine = table(tmp_path / "mine.csv", HEADING, _FAULTY)
    other = table(tmp_path / "other.csv", f"enterprise,input,{heading},on", row)
    found = answer(run("batch", *([mine, other] if first else [other, mine]), *DAYS))
    (said,) = {row["problem"] for row in found if row["row"] == f"{mine}!2"}
    assert [said.count(f"{column}: ") for column in ("input", "amount", "on")] == [1, 1, 1]


def test_a_cell_that_a_sheet_makes_unreadable_hides_no_other_of_its_row_and_is_not_read_twice(tmp_path: Path, run: Run) -> None:
    heading: list[object] = ["enterprise", "input", "on"]
    book = workbook(
        tmp_path / "a.xlsx",
        一=[[*heading, "金额（万元）"], ["A", "loan-intrest", "2021-13-15", "=1+1"]],
        二=[[*heading, "amount"], ["B", "loan-interest", "2021-02-15", 5]],
    )
    said = next(row["problem"] for row in answer(run("batch", book, "--all-sheets", *DAYS)) if row["row"] == "一!2")
    assert [said.count(f"{column}: ") for column in ("input", "金额（万元）", "on")] == [1, 1, 1]
    assert "cell D2 is a formula without a stored value" in said


def test_a_row_whose_cells_are_not_as_many_as_the_headings_is_not_read_further(tmp_path: Path, run: Run) -> None:
    mine = table(tmp_path / "mine.csv", HEADING, "A,loan-intrest,2021-13-15")
    other = table(tmp_path / "other.csv", f"{HEADING}", "B,loan-interest,10,2021-02-15")
    said = next(row["problem"] for row in answer(run("batch", mine, other, *DAYS)) if row["row"] == f"{mine}!2")
    assert said == "it has 3 cells, the heading has 4. Correct the row."


def test_a_row_of_a_register_says_everything_that_is_wrong_with_it(tmp_path: Path, run: Run) -> None:
    heading: list[object] = ["measure", "on"]
    book = workbook(
        tmp_path / "r.xlsx",
        一=[[*heading, "amount"], ["tech-credit-interest", "2021-01-01", 5]],
        二=[[*heading, "金额（万元）"], ["tech-credit-intrest", "2021-13-01", "=1+1"]],
    )
    found = run("batch", table(tmp_path / "t.csv", HEADING, "A,loan-interest,5,2021-01-01"), "--received-file", book, *DAYS)
    assert found.code == 3
    assert [f"二!2: {column}: " in found.err for column in ("measure", "on", "金额（万元）")] == [True, True, True]


_TWO_SHEETS: dict[str, list[list[object]]] = {
    "利息": [["企业", "计算项目", "金额", "日期"], ["甲", "贷款利息", 100, "2021-03-20"]],
    "水费": [["企业", "计算项目", "应缴金额", "用水日"], ["甲", "非居民污水处理费", 7, "2021-03-20"]],
}
_LACKING = {
    "zh": "a.xlsx!水费：标题行：以上共缺 2 列（金额、日期）。请更改标题，或在原命令后加 --column amount=应缴金额 --column on=用水日。",
    "en": "a.xlsx!水费: heading: 2 columns are missing (amount, on). "
    "Rename a heading, or add to the line: --column amount=应缴金额 --column on=用水日.",
}


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_one_sheet_lacks_names_it_and_what_the_message_offers_holds(
    lang: str, tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    line = ["batch", Path(workbook(tmp_path / "a.xlsx", **_TWO_SHEETS)).name, "--all-sheets", "--as-of", "2021-04-01", "--lang", lang]
    refused = run(*line)
    assert refused.err.splitlines()[-1] == _LACKING[lang]
    found = answer(run(*line, "--column", "amount=应缴金额", "--column", "on=用水日"))
    assert {(row["row"], row["amount"], row["on"], row["problem"]) for row in found} == {
        ("利息!2", "100.00", "2021-03-20", ""),
        ("水费!2", "7.00", "2021-03-20", ""),
    }


def test_a_column_named_by_hand_that_no_sheet_has_is_refused_with_the_headings_of_all(tmp_path: Path, run: Run) -> None:
    book = workbook(tmp_path / "a.xlsx", **_TWO_SHEETS)
    refused = run("batch", book, "--all-sheets", "--column", "amount=应缴金额", "--column", "on=用水日", "--column", "item=应付", *DAYS)
    headings = "企业, 计算项目, 金额, 日期, 应缴金额, 用水日"
    assert (refused.code, refused.err) == (2, f"--column: the table has no column “应付”. Use one of: {headings}.\n")


def test_a_column_named_by_hand_wins_over_one_of_the_same_sheet_that_is_named_so(tmp_path: Path, run: Run) -> None:
    both: list[list[object]] = [["企业", "计算项目", "金额", "应缴金额", "日期"], ["甲", "非居民污水处理费", 7, 8, "2021-03-20"]]
    book = workbook(tmp_path / "a.xlsx", 利息=_TWO_SHEETS["利息"], 水费=both)
    found = answer(run("batch", book, "--all-sheets", "--column", "amount=应缴金额", *DAYS))
    assert {(row["row"], row["amount"]) for row in found} == {("利息!2", "100.00"), ("水费!2", "8.00")}


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--best"], "6 rows left out: nothing worth claiming on them (2, 3, 4, 5, 6…)"),
        (["--measure", "rd-expense"], "6 rows left out: none of these measures on them (2, 3, 4, 5, 6…)"),
    ],
    ids=["best", "measure"],
)
def test_rows_left_out_are_named(options: list[str], said: str, tmp_path: Path, run: Run) -> None:
    over = [f"{n},sewage-fee,5,2021-12-01" for n in range(6)]
    path = table(tmp_path / "t.csv", HEADING, *over, "9,rd-expense,5,2021-03-01")
    assert said in run("batch", path, *options, *DAYS).err.splitlines()
