"""`batch --reports FOLDER`: a report for each firm, as `plan` writes it, and an index, whole or not at all."""

import csv
import io
import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable
from html import unescape
from pathlib import Path
from urllib.parse import unquote

import pytest

from bjsubsidy.quantities import parse_money
from tests.conftest import Run

HEADING = "enterprise,credit-code,item,input,amount,on,travel-agency,published-conditions-met"
ROWS = """\
甲/科技,,污水一,sewage-fee,100.50,2021-03-01,,
甲/科技,,污水二,sewage-fee,2o0,2021-03-02,,
乙旅行社,,保证金,travel-deposit,20万,2021-03-03,yes,yes
乙旅行社,,利息,loan-interest,1000,2021-03-03,,
丙公司,,污水,sewage-fee,,2021-03-01,,
,,污水,sewage-fee,5,2021-03-01,,
con,91110108MA01ABCD12,污水,sewage-fee,7,2021-03-01,,
CON,91110108MA01ABCD55,污水,sewage-fee,8,2021-03-01,,
"""
DAY = ("--as-of", "2021-04-01")


@pytest.fixture(autouse=True)
def firms(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "firms.csv"
    path.write_text(f"{HEADING}\n{ROWS}", "utf-8")
    monkeypatch.chdir(tmp_path)
    return path


def words(page: Path) -> str:
    """What a reader of a page sees, a line a cell."""
    shown = re.sub(r"<style>.*?</style>", "", page.read_text("utf-8"), flags=re.DOTALL)
    return re.sub(r"\s*\n\s*", "\n", unescape(re.sub(r"<[^>]+>", "\n", shown)))


def index_rows(page: Path) -> list[list[str]]:
    """The cells of the table of firms."""
    table = page.read_text("utf-8").split("<section")[2]
    rows = re.findall(r'<tr role="row">(.*?)</tr>', table, flags=re.DOTALL)
    return [[unescape(re.sub("<[^>]+>", "", cell)) for cell in re.findall(r"<td.*?</td>", row, flags=re.DOTALL)] for row in rows[1:]]


def test_each_firm_has_a_report_and_the_index_leads_to_all(run: Run) -> None:
    result = run("batch", "firms.csv", "--reports", "reports", *DAY)
    assert result.code == 0
    assert result.out.startswith("enterprise,")
    assert f"各企业的报告见 {os.path.join('reports', 'index.html')}\n" in result.err
    files = sorted(os.listdir("reports"))
    assert files == ["_CON 91110108MA01ABCD55.html", "_con.html", "index.html", "乙旅行社.html", "甲_科技.html"]
    links = re.findall(r'<a href="([^#"]+)"', Path("reports/index.html").read_text("utf-8"))
    assert sorted(map(unquote, links)) == sorted(set(files) - {"index.html"})
    assert sorted(os.listdir()) == ["firms.csv", "reports"]


def test_the_index_counts_low_and_high_refunds_apart_and_names_problems(run: Run) -> None:
    run("batch", "firms.csv", "--reports", "reports", *DAY, "--lang", "en")
    rows = index_rows(Path("reports/index.html"))
    assert [(row[0], *row[2:8]) for row in rows] == [
        ("甲/科技", "1", "1", "0.00", "100.50", "", ""),
        ("乙旅行社", "2", "2", "0.00", "400.00", "160,000.00", "160,000.00"),
        ("丙公司", "0", "0", "", "", "", ""),
        ("con", "1", "1", "0.00", "7.00", "", ""),
        ("CON", "1", "1", "0.00", "8.00", "", ""),
    ]
    assert [row[8] for row in rows[:3]] == ["1 row with a problem", "", "1 row with a problem; no row can be read, so there is no report"]
    said = words(Path("reports/index.html"))
    assert "total, high (yuan)\n515.50\n" in said
    assert "not in the total: refund (no income), high (yuan)\n160,000.00\n" in said
    assert "3\namount: cannot read the amount “2o0”" in said
    assert "rows with a problem\n3 rows, of 2 firms; 1 row of them without a firm\n" in said
    assert "support that 5 firms can claim" in said
    assert "(no name)\n7\n" in said


def test_a_report_is_what_plan_writes_of_the_same_firm(run: Run, tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text(
        f"{HEADING}\n甲,,a,sewage-fee,100.50,2021-03-01,,\n甲,,b,loan-interest,120万,2021-03-20,,yes\n", "utf-8"
    )
    (tmp_path / "t.toml").write_text(
        'as-of = 2021-04-01\n[enterprise]\nname = "甲"\n[[item]]\nlabel = "a"\ninput = "sewage-fee"\namount = "100.50"\non = 2021-03-01\n'
        '[[item]]\nlabel = "b"\ninput = "loan-interest"\namount = "120万"\non = 2021-03-20\npublished-conditions-met = true\n',
        "utf-8",
    )
    assert run("batch", "t.csv", "--reports", "reports", *DAY, "--lang", "zh").code == 0
    assert run("plan", "t.toml", *DAY, "--lang", "zh", "-o", "plan.html").code == 0
    assert Path("reports/甲.html").read_text("utf-8") == Path("plan.html").read_text("utf-8")


def test_rows_with_problems_stand_in_the_report_of_their_firm(run: Run) -> None:
    run("batch", "firms.csv", "--reports", "reports", *DAY, "--lang", "zh")
    said = words(Path("reports/甲_科技.html"))
    assert "表中本企业另有 1 行有问题，没有计算" in said
    assert "3\namount：金额“2o0”无法读取" in said
    assert "有问题" not in words(Path("reports/乙旅行社.html"))


@pytest.mark.parametrize("best", [(), ("--best",)])
def test_the_index_adds_up_to_the_answer_of_best(best: tuple[str, ...], run: Run) -> None:
    run("batch", "firms.csv", "--reports", "reports", *DAY, *best, "--measure", "sewage-fee", "--lang", "en")
    answer = csv.DictReader(io.StringIO(run("batch", "firms.csv", "--best", *DAY, "--measure", "sewage-fee").out))
    total = sum(parse_money(row["high"]) for row in answer)
    assert sum(parse_money(row[5]) for row in index_rows(Path("reports/index.html")) if row[5]) == total


def test_a_workbook_stands_for_each_firm_where_one_is_asked_for(run: Run) -> None:
    from python_calamine import CalamineWorkbook

    assert run("batch", "firms.csv", "--reports", "reports", "--report-format", "xlsx", *DAY, "--lang", "zh", "-o", "out.csv").code == 0
    assert sorted(os.listdir("reports"))[-1] == "甲_科技.xlsx"
    book = CalamineWorkbook.from_path("reports/index.xlsx")
    assert book.sheet_names[:2] == ["汇总", "企业"]
    assert book.get_sheet_by_name("企业").to_python()[1][:1] == ["甲/科技"]


@pytest.mark.parametrize(
    ("made", "words", "said"),
    [
        (lambda: Path("reports").write_text(""), ("--reports", "reports"), "is there already and is not an empty folder"),
        (lambda: Path("reports/x").mkdir(parents=True), ("--reports", "reports"), "is there already and is not an empty folder"),
        (lambda: Path("reports").symlink_to("nowhere"), ("--reports", "reports"), "is there already and is not an empty folder"),
        (lambda: None, ("--reports", "no/such/reports"), "there is no folder “no”"),
        (lambda: None, ("--reports", "firms.csv/reports"), "a part of the path is not a folder"),
        (lambda: None, ("--reports", "r", "--report-format", "pdf"), "--report-format cannot be “pdf”"),
        (lambda: None, ("--report-format", "xlsx"), "--report-format can be used with --reports only"),
        (lambda: None, ("--reports", "r", "--engine", "spark", "-o", "o.csv"), "--reports is for the engine duckdb"),
        (lambda: None, ("--new", "--reports", "r", "-o", "o.xlsx"), "--new cannot be used with --reports"),
    ],
)
def test_a_folder_that_cannot_be_made_is_refused(made: Callable[[], object], words: tuple[str, ...], said: str, run: Run) -> None:
    made()
    before = sorted(os.listdir())
    table = () if "--new" in words else ("firms.csv",)
    result = run("batch", *table, *words, "--lang", "en")
    assert result.code == 2
    assert said in result.err
    assert result.out == ""
    assert sorted(os.listdir()) == before


def test_an_empty_folder_is_taken(run: Run) -> None:
    Path("reports").mkdir()
    assert run("batch", "firms.csv", "--reports", "reports", *DAY).code == 0
    assert len(os.listdir("reports")) == 5


def test_the_answer_may_go_into_the_folder_of_reports(run: Run) -> None:
    assert run("batch", "firms.csv", "--reports", "reports", *DAY, "-o", "reports/answer.csv").code == 0
    assert len(os.listdir("reports")) == 6


ENDED = """
import os, signal, sys
import bjsubsidy.batching.outcomes as module
def ended(*given):
    os.kill(os.getpid(), signal.{name})
module.firm_outcome = ended
from bjsubsidy.cli import main
sys.exit(main(sys.argv[1:]))
"""


@pytest.fixture
def aside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setenv("TMPDIR", str(folder))
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(sys.path))
    return folder


@pytest.mark.parametrize(("name", "code"), [("SIGINT", 130), ("SIGTERM", 143)])
def test_what_is_ended_in_between_leaves_no_folder(name: str, code: int, aside: Path) -> None:
    program = [sys.executable, "-c", ENDED.format(name=name), "batch", "firms.csv", "--reports", "reports", *DAY]
    done = subprocess.run(program, capture_output=True, text=True, check=False)
    assert done.returncode in (code, -getattr(signal, name))
    assert "Traceback" not in done.stderr
    assert sorted(os.listdir()) == ["firms.csv", "temporary"]
    assert os.listdir(aside) == []
