"""Days that contradict one another are pointed out by every command and in every format, and the answer stays what it is."""

import csv
import io
import json
import re
import zipfile
from pathlib import Path

import pytest

from tests.conftest import Run

FIRM = """\
as-of = {as_of}
[enterprise]
name = "甲"
[[item]]
label = "首笔"
input = "loan-interest"
amount = "1000"
on = 2021-03-20
loan-date = {lent}
[[item]]
label = "合同"
input = "contract-value"
amount = "1000"
on = 2021-03-19
"""
HEADING = ["enterprise", "input", "amount", "on", "loan-date"]
ROWS = [
    ["甲", "loan-interest", "1000", "2021-03-20", "2021-04-02"],
    ["甲", "loan-interest", "1000", "2021-03-20", "2021-03-20"],
    ["甲", "loan-interest", "1000", "2021-03-20", ""],
    ["乙", "contract-value", "1000", "2021-03-20", "2021-04-02"],
    ["乙", "loan-interest", "千元", "2021-03-20", "2021-04-02"],
    ["丙", "贷款利息", "1000", "2021/3/20", "2021年3月21日"],
]
ITEM = ["--on", "2021-03-20", "--as-of", "2021-03-20"]
LENT = {
    "calc": ["calc", "loan-interest", "1000", *ITEM],
    "curve": ["calc", "loan-interest", "1000", "--curve", *ITEM],
    "sweep": ["sweep", "loan-interest", "--steps", "2", *ITEM],
    "status": ["status", "first-product", "--on", "2021-03-20"],
}
FORMATS = ("table", "json", "csv", "xlsx", "html")
ONE_ITEM = [(name, form) for name in LENT for form in FORMATS] + [("calc", "amount")]
PLANS: list[tuple[list[str], str]] = [(more, form) for more in ([], ["--against", "firm.toml"]) for form in (*FORMATS, "amount")]


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def told(run: Run, words: list[str], form: str) -> str:
    """Everything that a command says, whatever it is written into."""
    answer = run(*words, "--lang", "en", "--format", form, "-o", f"out.{form}")
    assert answer.code == 0
    content = Path(f"out.{form}").read_bytes()
    if form == "xlsx":
        with zipfile.ZipFile(io.BytesIO(content)) as book:
            content = b"".join(book.read(name) for name in book.namelist())
    return re.sub(r"\s+", " ", content.decode("utf-8") + answer.err)


@pytest.mark.parametrize(("name", "form"), ONE_ITEM)
@pytest.mark.parametrize(("day", "contradicts"), [("2021-03-20", False), ("2021-03-21", True)])
def test_a_day_that_lies_after_the_day_of_the_item(name: str, form: str, day: str, contradicts: bool, run: Run) -> None:
    fact, called, on = ("--developed-on", "development date", "judging") if name == "status" else ("--loan-date", "loan date", "the item")
    text = told(run, [*LENT[name], fact, day], form)
    assert (f"the {called}, {day}, is after the day of {on}, 2021-03-20; please check" in text) is contradicts
    assert ("please check" in text) is contradicts


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("name", ["calc", "sweep"])
def test_a_day_of_asking_before_the_day_of_the_item(name: str, form: str, run: Run) -> None:
    words = LENT[name][:-1]
    said = "the day of the item, 2021-03-20, is after the day of asking, 2021-03-19; please check"
    assert said in told(run, [*words, "2021-03-19"], form)
    assert "please check" not in told(run, [*words, "2021-03-20"], form)


def test_a_day_of_the_item_that_nobody_gave_contradicts_nothing(run: Run) -> None:
    answer = run("calc", "loan-interest", "1000", "--as-of", "2021-03-20", "--format", "csv", "--lang", "en")
    assert "no day of the item was given" in answer.err
    assert "please check" not in answer.err


def test_it_is_said_in_chinese_and_changes_no_figure(run: Run) -> None:
    words = ["calc", "loan-interest", "1000", "--on", "2021-03-20", "--as-of", "2021-03-20", "--loan-rate", "5%", "--format", "json"]
    right, wrong = (json.loads(run(*words, "--loan-date", day).out) for day in ("2021-03-20", "2021-04-02"))
    assert right["cautions"] == []
    assert wrong["cautions"] == ["注意：贷款日期 2021-04-02 在发生日 2021-03-20 之后，请核对"]
    assert right["assessments"] == wrong["assessments"]


def test_many_amounts_are_told_once(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"1000\n2000\n")))
    answer = run("calc", "loan-interest", "-", *ITEM, "--loan-date", "2021-04-02", "--lang", "en")
    assert answer.err.count("please check") == 1


@pytest.mark.parametrize(("against", "form"), [*PLANS, ([], "ics")])
def test_a_plan_names_the_items(against: list[str], form: str, run: Run) -> None:
    Path("firm.toml").write_text(FIRM.format(as_of="2021-03-19", lent="2021-04-02"), "utf-8")
    text = told(run, ["plan", "firm.toml", *against], form)
    lent = "the loan date is after the day of the item; please check: 首笔 (2021-04-02, day of the item 2021-03-20)"
    asked = "the day of the item is after the day of asking, 2021-03-19; please check: 首笔 (day of the item 2021-03-20)"
    assert lent in text
    assert asked in text


def test_a_plan_without_contradictions_says_nothing(run: Run) -> None:
    Path("firm.toml").write_text(FIRM.format(as_of="2021-03-20", lent="2021-03-20"), "utf-8")
    assert json.loads(run("plan", "firm.toml", "--format", "json").out)["cautions"] == []


def test_a_plan_names_five_items_and_counts_the_others(run: Run) -> None:
    items = "".join(
        f'[[item]]\nlabel = "第{number}笔"\ninput = "contract-value"\namount = "1"\non = 2021-03-02\n' for number in range(1, 8)
    )
    Path("firm.toml").write_text(f"as-of = 2021-03-01\n{items}", "utf-8")
    (note,) = json.loads(run("plan", "firm.toml", "--format", "json").out)["cautions"]
    assert note.startswith("注意：发生日在查询日 2021-03-01 之后，请核对：第1笔（发生日 2021-03-02）、第2笔")
    assert note.endswith("、第5笔（发生日 2021-03-02），另有 2 个")


def written(rows: list[list[str]]) -> str:
    with Path("t.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([HEADING, *rows])
    return "t.csv"


LENT_LATER = "note: the loan date is after the day of the item; please check: row 2, row 7"
ASKED_BEFORE = "note: the day of the item is after the day of asking, 2021-03-19; please check: row 2, row 3, row 4, row 5, row 7"


@pytest.mark.parametrize("more", [[], ["--best"]])
@pytest.mark.parametrize("form", ["csv", "json", "xlsx", "table", "parquet"])
def test_a_table_names_the_rows_that_are_computed_and_asked(form: str, more: list[str], run: Run) -> None:
    answer = run("batch", written(ROWS), "--as-of", "2021-03-20", *more, "--lang", "en", "--format", form, "-o", "out")
    lines = answer.err.splitlines()
    assert LENT_LATER in lines
    assert not any("day of asking, 2021" in line for line in lines)
    if form == "xlsx":
        with zipfile.ZipFile("out") as book:
            assert any(LENT_LATER in book.read(name).decode("utf-8") for name in book.namelist())


def test_a_table_asked_about_before_its_days_says_so(run: Run) -> None:
    answer = run("batch", written(ROWS), "--as-of", "2021-03-19", "--lang", "en", "-o", "out.json")
    assert ASKED_BEFORE in answer.err.splitlines()
    assert json.loads(Path("out.json").read_text("utf-8"))["cautions"] == [LENT_LATER, ASKED_BEFORE]


def test_a_table_without_contradictions_says_nothing(run: Run) -> None:
    answer = run("batch", written([ROWS[1], ROWS[2], ROWS[3]]), "--as-of", "2021-03-20", "--lang", "en", "-o", "out.json")
    assert "please check" not in answer.err
    assert json.loads(Path("out.json").read_text("utf-8"))["cautions"] == []


def test_quiet_says_it_in_the_answer_only(run: Run) -> None:
    answer = run("batch", written(ROWS), "--as-of", "2021-03-20", "--quiet", "-o", "out.json", "--lang", "en")
    assert "please check" not in answer.err
    assert json.loads(Path("out.json").read_text("utf-8"))["cautions"] == [LENT_LATER]
