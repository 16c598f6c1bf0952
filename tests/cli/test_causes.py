"""What `batch` says of problems alike: a value and its advice only for the rows that they hold for."""

import json
from pathlib import Path

import openpyxl
import pytest

from tests.conftest import Run

HEADING = "企业,项目,计算项目,金额,日期"
DAYS = ("--as-of", "2021-04-01")
# Rows, and what standard error says of them after the line that counts them.
CASES = {
    "two inputs that are none have each its own advice": (
        ["甲,a,研发,100000,2021-03-01", "甲,b,保险,100000,2021-03-01"],
        [
            "  计算项目：没有名为“…”的计算项目。——2 行（第 2、3 行）",
            "    “研发”：是否为 研发费用？——1 行（第 2 行）",
            "    “保险”：是否为 保险费？——1 行（第 3 行）",
        ],
    ),
    "one input that is none stands once, with its rows": (
        ["甲,a,研发,100000,2021-03-01", "甲,b,研发,1,2021-03-01"],
        ["  计算项目：没有名为“研发”的计算项目。是否为 研发费用？——2 行（第 2、3 行）"],
    ),
    "advice that holds for all is said of all, a value of its rows": (
        ["甲,a,保险费,x,2021-03-01", "甲,b,保险费,y,2021-03-01", "甲,c,保险费,y,2021-03-01"],
        [
            "  金额：金额“…”无法读取：它不是金额。请写成 1200000、1,200,000.00 或 120万。——3 行（第 2、3、4 行）",
            "    “y”——2 行（第 3、4 行）",
            "    “x”——1 行（第 2 行）",
        ],
    ),
    "values beyond five are counted": (
        [f"甲,{n},保险费,x{n},2021-03-01" for n in "abcdefg"],
        [
            "  金额：金额“…”无法读取：它不是金额。请写成 1200000、1,200,000.00 或 120万。——7 行（第 2、3、4、5、6… 行）",
            *(f"    “x{n}”——1 行（第 {row} 行）" for row, n in enumerate("abcde", 2)),
            "    另有 2 种这样的问题，共 2 行",
        ],
    ),
}


def written(rows: list[str]) -> None:
    Path("t.csv").write_text("\n".join([HEADING, *rows]) + "\n", "utf-8")


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize(("rows", "said"), CASES.values(), ids=CASES)
def test_standard_error(rows: list[str], said: list[str], run: Run) -> None:
    written(rows)
    lines = run("batch", "t.csv", *DAYS, "-o", "out.csv", "--lang", "zh").err.splitlines()
    first = next(n for n, line in enumerate(lines) if line.startswith(f"共 {len(rows)} 行")) + 1
    assert lines[first:] == said


def test_english_says_it_in_english(run: Run) -> None:
    written(CASES["two inputs that are none have each its own advice"][0])
    lines = run("batch", "t.csv", *DAYS, "-o", "out.csv", "--lang", "en").err.splitlines()
    assert lines[-3:] == [
        "  计算项目: there is no input “…”. — 2 rows (2, 3)",
        "    “研发”: Did you mean 研发费用? — 1 row (2)",
        "    “保险”: Did you mean 保险费? — 1 row (3)",
    ]


def test_json_has_no_advice_that_holds_for_some_only(run: Run) -> None:
    written(CASES["two inputs that are none have each its own advice"][0])
    run("batch", "t.csv", *DAYS, "-o", "out.json", "--lang", "zh")
    [cause] = json.loads(Path("out.json").read_text("utf-8"))["summary"]["causes"]
    assert (cause["problem"], cause["write"], cause["rows"], cause["distinct"]) == ("没有名为“…”的计算项目。", None, 2, 2)
    assert [(said["write"], said["first"]) for said in cause["each"]] == [("是否为 研发费用？", ["2"]), ("是否为 保险费？", ["3"])]


def test_the_workbook_has_a_line_for_each_and_counts_the_rest(run: Run) -> None:
    written([*CASES["values beyond five are counted"][0], "甲,h,研发,1,2021-03-01", "甲,i,保险,1,2021-03-01"])
    run("batch", "t.csv", *DAYS, "-o", "out.xlsx", "--lang", "zh")
    rows = [[cell.value for cell in row][:5] for row in openpyxl.load_workbook("out.xlsx")["汇总"]]
    first = next(n for n, row in enumerate(rows) if row[0] == "有问题的列")
    assert [row[3] for row in rows[first + 1 : first + 9]] == [1, 1, 1, 1, 1, 2, 1, 1]
    assert rows[first + 6][1] == "另有 2 种这样的问题，共 2 行"
    assert rows[first + 7][1:] == ["没有名为“研发”的计算项目。", "是否为 研发费用？", 1, "9"]
    assert rows[first + 8][1:] == ["没有名为“保险”的计算项目。", "是否为 保险费？", 1, "10"]
