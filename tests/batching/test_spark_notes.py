"""What Spark says of a table besides its answer: what DuckDB says, by firms and items where Spark knows no rows."""

import csv
import random
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb
import pytest

from bjsubsidy.law.storage import packaged
from bjsubsidy.readers.headings import TableReading
from tests.batching.engines import asked, through_spark
from tests.batching.reference import computed
from tests.batching.reference import table as random_rows
from tests.conftest import Run

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

pytestmark = [pytest.mark.law, pytest.mark.usefixtures("spark")]

A, B = "91110108MA01ABCDE1", "91110108MA01ABCDE2"
HEADINGS = ["enterprise", "credit-code", "item", "input", "amount", "on", "credit-product", "small-scale-taxpayer", "in-force-confirmed"]
ROWS = [
    ["甲公司", A, "一", "loan-interest", "100", "2021-03-20", "创信贷", "", ""],
    ["甲", A, "二", "loan-interest", "100", "2021-03-20", "创 信贷", "", ""],
    ["乙", B, "三", "loan-interest", "100", "2021-03-20", "", "", ""],
    ["乙", B, "三", "loan-interest", "100", "2021-03-20", "", "", ""],
    ["丙", "", "四", "monthly-sales", "12万", "2021-03-20", "", "yes", "yes"],
    ["合 计", "", "五", "loan-interest", "400", "2021-03-20", "创信贷", "", ""],
]
WORDS = ("--as-of", "2021-04-01", "--lang", "en", "--measure", "tech-credit-interest", "--measure", "small-taxpayer-vat")


def table(folder: Path, rows: Sequence[Sequence[str]]) -> str:
    path = folder / "t.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([HEADINGS, *rows])
    return str(path)


def test_spark_notes_what_duckdb_notes(tmp_path: Path, run: Run) -> None:
    (tmp_path / "received.csv").write_text(f"measure,amount,on,enterprise,credit-code\ntech-credit-interest,5,2021-01-05,丁,{B}\n", "utf-8")
    words = ("batch", table(tmp_path, ROWS), *WORDS, "--received-file", str(tmp_path / "received.csv"))
    ours = run(*words, "-o", str(tmp_path / "ours.csv")).err
    theirs = run(*words, "-o", str(tmp_path / "theirs.csv"), "--engine", "spark").err
    said = {
        "rows alike in everything (all are counted): 4, 5": "rows alike in everything (all are counted): 乙 三 ×2",
        "rows whose firm is “合 计” (7) look like totals;": "rows whose firm is “合 计” look like totals;",
        "credit product: these spellings are taken as one name: “创 信贷”, “创信贷”": None,
        f"the credit code {A} has several names: 甲 (row 3), 甲公司 (row 2);": f"{A} has several names: 甲, 甲公司;",
        f"the credit code {B} has several names: 丁 ({tmp_path}/received.csv:2), 乙 (row 4)": "names: 丁 (",
        "rows that name no credit product: 2 (4, 5); those of a firm": "rows that name no credit product: 2; those of a firm",
        "not in the sums, 1 row:": None,
        "for “丙 四” needs": None,
    }
    for line, of_spark in said.items():
        assert line in ours
        assert (of_spark or line) in theirs


@pytest.mark.parametrize("form", ["plain.csv", "quoted.csv", "t.parquet"])
def test_spark_counts_its_rows_against_the_files(form: str, tmp_path: Path, spark: "SparkSession") -> None:
    from bjsubsidy.batching.spark import SparkRun

    path = str(tmp_path / form)
    rows = [row[:5] if form != "quoted.csv" else [row[0], row[1], "x\ny", *row[3:5]] for row in ROWS]
    with open(path if form != "t.parquet" else f"{path}.csv", "w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([[*HEADINGS[:5], "on"], *([*row, "2021-03-20"] for row in rows)])
    if form == "t.parquet":
        duckdb.sql(f"COPY (FROM read_csv('{path}.csv', all_varchar = true)) TO '{path}'")
    run = SparkRun(spark, asked(packaged(), date(2021, 4, 1)), path, TableReading())
    assert (run.found.rows, run.lost()) == (6, False)
    run.found = run.found.replace(rows=5)
    # A line of a quoted cell need be no row: nobody can tell.
    assert run.lost() == (form != "quoted.csv")


def test_spark_leaves_months_open_that_a_sale_of_either_firm_may_belong_to(spark: "SparkSession") -> None:
    sale = {"input": "monthly-sales", "amount": "1", "on": "2021-04-10", "small-scale-taxpayer": "yes", "vat-levy-rate": "3%"}
    firms = (("甲", A), ("甲", B), ("别名", A), ("乙", ""), ("甲", ""))
    rows = [{"enterprise": name, "credit-code": code, **sale} for name, code in firms]
    # Beside rows of every kind, and no receipts at all.
    others = random_rows(random.Random(12), packaged(), 40)
    columns = dict.fromkeys((*rows[0], *others[0]))
    rows = [{column: row.get(column, "") for column in columns} for row in (*rows, *others)]
    lines = through_spark(spark, rows, asked(packaged(), date(2021, 8, 1)))
    # Spark knows no places of rows, which stand last.
    assert [line[:-1] for line in lines] == [line[:-1] for line in computed(rows, packaged(), date(2021, 8, 1))]
    assert [line[2] for line in lines if line[0] < len(firms)] == ["unconfirmed", "unconfirmed", "unconfirmed", "eligible", None]
