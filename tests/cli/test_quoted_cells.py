"""A message quotes a cell as it is written, whatever the table says beside it."""

import csv
import io
from pathlib import Path

import duckdb
import openpyxl
import pytest

from tests.conftest import Run

HEADING = ["企业", "计算项目", "金额", "日期", "单位", "贷款利率（%）", "知识产权质押"]
PLAIN = {"金额": "1200", "日期": "2021-02-28", "单位": "万元", "贷款利率（%）": "4.6", "知识产权质押": "是"}
MISTAKES = {
    "two points": ("金额", "12..5"),
    "a space between": ("金额", "500 000"),
    "letters": ("金额", "1a2"),
    "a currency before": ("金额", "RMB 1x"),
    "an exponent": ("金额", "1.2E+06"),
    "no such day, with points": ("日期", "2021.2.29"),
    "no such day, with a time": ("日期", "2021-02-30 10:00"),
    "no rate": ("贷款利率（%）", "4..6"),
    "a rate above all": ("贷款利率（%）", "460"),
    "no yes": ("知识产权质押", "ｙy"),
}


def cells(**instead: str) -> list[str]:
    return ["甲", "贷款利息", *({**PLAIN, **instead}[heading] for heading in HEADING[2:])]


def written(form: str, folder: Path, row: list[str]) -> str:
    out = io.StringIO()
    csv.writer(out).writerows([HEADING, row])
    (folder / "t.csv").write_text(out.getvalue(), "utf-8")
    if form == "workbook":
        book = openpyxl.Workbook()
        book.active.append(HEADING)
        book.active.append(row)
        book.save(folder / "t.xlsx")
        return f"{folder}/t.xlsx"
    if form == "parquet":
        duckdb.sql(f"COPY (FROM read_csv('{folder}/t.csv', all_varchar = true, header = true)) TO '{folder}/t.parquet'")
        return f"{folder}/t.parquet"
    return f"{folder}/t.csv"


@pytest.mark.parametrize("form", ["csv", "workbook", "parquet"])
@pytest.mark.parametrize("case", MISTAKES)
def test_a_message_quotes_the_cell_as_it_is_written(case: str, form: str, tmp_path: Path, run: Run) -> None:
    heading, text = MISTAKES[case]
    path = written(form, tmp_path, cells(**{heading: text}))
    result = run("batch", path, "--as-of", "2021-04-01", "--measure", "ip-pledge-interest", "--plain")
    (row,) = csv.DictReader(io.StringIO(result.out))
    assert f"“{text}”" in row["problem"], row["problem"]


@pytest.mark.parametrize("text", ["ｙ", "Ｙ", "Y", "ｙｅｓ", "√", "是"])
def test_yes_of_any_width_is_yes(text: str, tmp_path: Path, run: Run) -> None:
    path = written("csv", tmp_path, cells(知识产权质押=text))
    result = run("batch", path, "--as-of", "2021-04-01", "--measure", "ip-pledge-interest", "--plain")
    (row,) = csv.DictReader(io.StringIO(result.out))
    assert row["problem"] == ""
    assert "ip-pledged" not in row["asks"]


def test_a_figure_in_another_unit_in_each_file_is_quoted_as_it_is_written(tmp_path: Path, run: Run) -> None:
    for name, heading, amount in (("a", "金额（万元）", "12..5"), ("b", "金额（元）", "7")):
        (tmp_path / f"{name}.csv").write_text(f"企业,计算项目,{heading},日期\n甲,贷款利息,{amount},2021-03-01\n", "utf-8")
    result = run("batch", f"{tmp_path}/a.csv", f"{tmp_path}/b.csv", "--measure", "ip-pledge-interest", "--as-of", "2021-04-01", "--plain")
    first, second = csv.DictReader(io.StringIO(result.out))
    assert "“12..5”" in first["problem"]
    assert "120万" not in first["problem"]
    assert (second["problem"], second["amount"]) == ("", "7.00")
