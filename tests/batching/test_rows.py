"""What the answer says of each row beside the money: where it stands, which conditions are not met, and what would settle it."""

import csv
import io
from pathlib import Path

import duckdb
import openpyxl
import pytest

from bjsubsidy.batching.result import ANSWER_COLUMNS
from tests.conftest import Result, Run

DAYS = ("--as-of", "2021-04-01", "--lang", "en")
TALENT = "overseas-high-end-talent; in-designated-area; published-conditions-met"
HEADING = "enterprise,input,amount,on"


def rows(result: Result) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(result.out.removeprefix("\ufeff"), newline="")))


def table(path: Path, *lines: str) -> str:
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return str(path)


@pytest.mark.parametrize(
    ("measure", "facts", "line", "verdict", "why", "asks"),
    [
        ("rd-expense", "enterprise-size", "rd-expense,5,2021-03-20,small", "unconfirmed", *["in-zhongguancun; technology-enterprise"] * 2),
        (
            "rd-expense",
            "enterprise-size",
            "rd-expense,5,2021-03-20,large",
            "ineligible",
            "enterprise-size; in-zhongguancun; technology-enterprise",
            "",
        ),
        (
            "rd-expense",
            "technology-enterprise",
            "rd-expense,5,2021-03-20,no",
            "ineligible",
            "enterprise-size; in-zhongguancun; technology-enterprise",
            "",
        ),
        (
            "exhibition-rent",
            "exhibition",
            "exhibition-rent,5,2022-03-20,A",
            "ineligible",
            "until; exhibition-organiser; suspended-by-epidemic; held-in-beijing",
            "",
        ),
        ("sewage-fee", "exempt", "sewage-fee,5,2019-03-20,", "ineligible", "from; enterprise-size", ""),
        (
            "talent-tax",
            "x",
            "talent-income-tax,5,2021-03-20,",
            "unconfirmed",
            f"{TALENT}; proposed; talent-income",
            f"{TALENT}; talent-income",
        ),
        ("small-taxpayer-vat", "small-scale-taxpayer", "monthly-sales,20万,2021-04-20,yes", "ineligible", "in-month; vat-levy-rate", ""),
        (
            "ip-pledge-interest",
            "loan-date",
            "loan-interest,5,2021-03-20,2021-01-08",
            "unconfirmed",
            *["annual-revenue; high-precision-industry; core-technology-or-ip; ip-pledged; loan-rate; fraud-on-record"] * 2,
        ),
    ],
)
def test_a_row_says_which_conditions_are_not_met_and_which_facts_would_settle_it(
    measure: str, facts: str, line: str, verdict: str, why: str, asks: str, tmp_path: Path, run: Run
) -> None:
    path = table(tmp_path / "t.csv", f"{HEADING},{facts}", f"甲,{line}")
    found = rows(run("batch", path, "--measure", measure, *DAYS))[0]
    assert (found["verdict"], found["why"], found["asks"]) == (verdict, why, asks)


def test_an_application_that_comes_too_late_is_said_so(tmp_path: Path, run: Run) -> None:
    path = table(tmp_path / "t.csv", f"{HEADING},enterprise-size", "甲,sewage-fee,5,2021-03-20,small")
    assert [row["why"] for row in rows(run("batch", path, "--as-of", "2022-04-01"))] == ["apply-by"]


def test_a_row_with_a_problem_says_where_it_stands_and_nothing_of_conditions(tmp_path: Path, run: Run) -> None:
    path = table(tmp_path / "t.csv", HEADING, "甲,rd-expense,5,2021-01-01", "乙,rd-expense,x,2021-01-01")
    assert [[row[id] for id in ("enterprise", "row", "why", "asks")] for row in rows(run("batch", path, *DAYS))][1] == ["乙", "3", "", ""]


@pytest.mark.parametrize("lines", [("表", "", HEADING), (HEADING, "")], ids=["under a title", "after a blank line"])
def test_a_row_is_numbered_as_the_person_sees_it(lines: tuple[str, ...], tmp_path: Path, run: Run) -> None:
    path = table(tmp_path / "t.csv", *lines, "甲,rd-expense,5,2021-01-01")
    assert rows(run("batch", path, *DAYS))[0]["row"] == str(len(lines) + 1)


def test_people_read_conditions_and_facts_in_words(tmp_path: Path, run: Run) -> None:
    path = table(tmp_path / "t.csv", HEADING, "甲,special-equipment-fee,5,2022-01-01")
    shown = run("batch", path, "--as-of", "2021-04-01", "--format", "table", "--lang", "zh").out
    assert "执行期限；企业规模" in shown


@pytest.mark.parametrize(("lang", "words"), [("zh", "执行期限；企业规模"), ("en", "last day; enterprise size")])
def test_a_workbook_says_conditions_in_words(lang: str, words: str, tmp_path: Path, run: Run) -> None:
    path, place = table(tmp_path / "t.csv", HEADING, "甲,special-equipment-fee,5,2022-01-01"), tmp_path / "t.xlsx"
    assert run("batch", path, "--as-of", "2021-04-01", "-o", str(place), "--lang", lang).code == 0
    cells = [cell.value for sheet in openpyxl.load_workbook(place) for row in sheet for cell in row]
    assert words in cells


def test_carried_headings_that_are_named_like_the_new_columns_get_a_number(tmp_path: Path, run: Run) -> None:
    path = table(tmp_path / "t.csv", f"{HEADING},row,why,asks", "甲,rd-expense,5,2021-01-01,a,b,c")
    found = list(csv.reader(io.StringIO(run("batch", path, *DAYS).out)))
    assert [row[len(ANSWER_COLUMNS) :] for row in found[:2]] == [["row_2", "why_2", "asks_2"], ["a", "b", "c"]]


def test_a_row_of_parquet_is_counted_from_one(tmp_path: Path, run: Run) -> None:
    path = tmp_path / "t.parquet"
    duckdb.execute(f"COPY (SELECT '甲' AS enterprise, 'rd-expense' AS input, 5 AS amount, DATE '2021-01-01' AS \"on\") TO '{path}'")
    assert rows(run("batch", str(path), *DAYS))[0]["row"] == "1"
