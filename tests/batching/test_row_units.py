"""A column 单位 in a table that an engine reads itself means what it means in a CSV or a workbook."""

import csv
import io
from collections.abc import Sequence
from pathlib import Path

import duckdb
import pytest

from tests.conftest import Run

WORDS = ("--measure", "tech-credit-interest", "--measure", "ip-pledge-interest", "--as-of", "2021-04-01", "--lang", "en")
HEADINGS = ("企业", "计算项目", "金额", "年收入（元）", "日期", "单位")
ROWS = [
    ("甲", "贷款利息", "10", None, "2021-03-20", "万元"),
    ("乙", "贷款利息", "10", "5", "2021-03-20", "元"),
    ("丙", "贷款利息", " 1,000.50 ", None, "2021-03-20", " 千元"),
    ("丁", "贷款利息", "10元", None, "2021-03-20", "万元"),
    ("戊", "贷款利息", "10", None, "2021-03-20", "万美元"),
    ("己", "贷款利息", "10", None, "2021-03-20", None),
    ("庚", "贷款利息", "10", "5", "2021-03-20", "万元"),
    ("壬", "贷款利息", "¥10", None, "2021-03-20", "万元"),
    ("辛", "贷款利息", "10万", None, "2021-03-20", "万元"),
]


def parquet(folder: Path, rows: Sequence[tuple[str | None, ...]], headings: Sequence[str] = HEADINGS, amount: str = "VARCHAR") -> str:
    columns = ", ".join(f'"{heading}" {amount if heading == "金额" else "VARCHAR"}' for heading in headings)
    engine = duckdb.connect()
    engine.execute(f"CREATE TABLE t ({columns})")
    engine.executemany(f"INSERT INTO t VALUES ({', '.join('?' * len(headings))})", rows)
    engine.execute(f"COPY t TO '{folder}/t.parquet' (FORMAT parquet)")
    return f"{folder}/t.parquet"


def plain_csv(folder: Path, rows: Sequence[tuple[str | None, ...]]) -> str:
    with (folder / "t.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([HEADINGS, *rows])
    return f"{folder}/t.csv"


def read(text: str) -> list[tuple[str, str]]:
    rows = csv.DictReader(io.StringIO(text, newline=""))
    return sorted({(row["enterprise"], row["amount"] + row["problem"]) for row in rows})


def test_parquet_is_scaled_row_by_row_as_a_csv_is(tmp_path: Path, run: Run) -> None:
    by_csv = read(run("batch", plain_csv(tmp_path, ROWS), *WORDS, "--plain").out)
    by_parquet = read(run("batch", parquet(tmp_path, ROWS), *WORDS, "--plain").out)
    assert by_parquet == by_csv
    amounts = dict(by_parquet)
    assert [amounts[firm] for firm in "甲乙丙"] == ["100000.00", "10.00", "1000500.00"]
    assert "金额: the cell names another unit than its row, “万元”. Check which is meant, and make the two the same." in amounts["丁"]
    assert amounts["辛"] == amounts["壬"] == "100000.00"
    assert amounts["戊"].endswith("金额: the unit “万美元” is not of yuan. Write the amount, and its unit, in yuan.")
    assert amounts["己"].endswith("金额: the unit “” is not of yuan. Write the amount, and its unit, in yuan.")


IN_TEN_THOUSANDS = ("企业", "计算项目", "金额（万元）", "首创产品名称", "日期", "单位")


def test_a_heading_and_a_row_of_two_units_are_a_problem_that_picks_neither(tmp_path: Path, run: Run) -> None:
    rows = [(name, "贷款利息", amount, None, "2021-03-20", unit) for name, amount, unit in TWO_UNITS]
    by_parquet = dict(read(run("batch", parquet(tmp_path, rows, IN_TEN_THOUSANDS), *WORDS, "--plain").out))
    with (tmp_path / "t.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([IN_TEN_THOUSANDS, *rows])
    by_csv = dict(read(run("batch", f"{tmp_path}/t.csv", *WORDS, "--plain").out))
    assert by_csv == by_parquet
    assert by_csv["甲"].endswith(
        "金额（万元）: “12” has two units: the column is in 万元, its row in 元. "
        "Check whether it is 12万元 or 12元, and make the two the same."
    )
    assert by_csv["乙"] == by_csv["丙"] == "120000.00"
    assert "the cell names another unit than its row, “元”" in by_csv["丁"]
    assert "the heading says “万元”, but the cell says “元”" in by_csv["戊"]


TWO_UNITS = [("甲", "12", "元"), ("乙", "12", "万元"), ("丙", "12万元", "万元"), ("丁", "12万元", "元"), ("戊", "12元", "元")]


def test_figures_that_the_engine_holds_as_numbers_are_scaled_too(tmp_path: Path, run: Run) -> None:
    path = parquet(tmp_path, [row for row in ROWS if row[0] in "甲乙"], amount="DECIMAL(15,2)")
    assert dict(read(run("batch", path, *WORDS, "--plain").out)) == {"甲": "100000.00", "乙": "10.00"}


def test_a_column_called_unit_that_holds_firms_is_the_firm(tmp_path: Path, run: Run) -> None:
    headings = ("单位", "计算项目", "金额", "日期")
    path = parquet(tmp_path, [("甲公司", "贷款利息", "10", "2021-03-20")], headings)
    assert read(run("batch", path, *WORDS, "--plain").out) == [("甲公司", "10.00")]


def test_a_column_of_something_else_scales_nothing(tmp_path: Path, run: Run) -> None:
    rows = [("甲", "贷款利息", "10", None, "2021-03-20", "办公室")]
    assert read(run("batch", parquet(tmp_path, rows), *WORDS, "--plain").out) == [("甲", "10.00")]
    assert read(run("batch", plain_csv(tmp_path, rows), *WORDS, "--plain").out) == [("甲", "10.00")]


@pytest.mark.law
@pytest.mark.usefixtures("spark")
def test_spark_scales_as_duckdb_does(tmp_path: Path, run: Run) -> None:
    path = plain_csv(tmp_path, ROWS)
    run("batch", path, *WORDS, "-o", str(tmp_path / "out.csv"), "--engine", "spark")
    (part,) = (tmp_path / "out.csv").glob("*.csv")
    assert read(part.read_text("utf-8")) == read(run("batch", path, *WORDS, "--plain").out)
