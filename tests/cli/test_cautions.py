"""What decides an answer is said with it: a day that nobody gave, and a day after the edition's end, in every format."""

import io
import json
import re
import subprocess
import sys
import zipfile
from datetime import date
from pathlib import Path

import pytest

from bjsubsidy.cli.output import Output
from bjsubsidy.law.catalogue import Catalogue
from bjsubsidy.reports.report import Days, Report
from bjsubsidy.reports.sheet import Sheet
from tests.conftest import Run

TODAY = date.today().isoformat()
FIRM = """\
{as_of}
[enterprise]
name = "甲"
enterprise-size = "small"
[[item]]
label = "利息"
input = "loan-interest"
amount = "1000"
{on}
"""
ASKED = {
    "calc": "calc loan-interest 1000",
    "curve": "calc loan-interest 1000 --curve",
    "sweep": "sweep loan-interest --steps 2",
    "plan": "plan firm.toml",
    "against": "plan firm.toml --against firm.toml",
    "status": "status regional-headquarters",
}
FORMATS = ("table", "json", "csv", "xlsx", "html")
CASES = [(name, form) for name in ASKED for form in FORMATS] + [(n, "amount") for n in ("calc", "plan", "against")] + [("plan", "ics")]


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("firm.toml").write_text(FIRM.format(as_of="", on=""), "utf-8")
    Path("given.toml").write_text(FIRM.format(as_of="as-of = 2021-03-20", on="on = 2021-03-20"), "utf-8")


def said(run: Run, words: str, form: str, *more: str) -> str:
    """Everything that a command says, whatever it is written into."""
    answer = run(*words.split(), *more, "--format", form, "--lang", "en", "-o", f"out.{form}")
    assert answer.code == 0
    content = Path(f"out.{form}").read_bytes()
    if form == "xlsx":
        with zipfile.ZipFile(io.BytesIO(content)) as book:
            content = b"".join(book.read(name) for name in book.namelist())
    return re.sub(r"\s+", " ", content.decode("utf-8") + answer.err)


@pytest.mark.parametrize(("name", "form"), CASES)
def test_a_day_that_nobody_gave_is_said(name: str, form: str, run: Run) -> None:
    text = said(run, ASKED[name], form)
    days = {"status": f"no day of judging was given: today, {TODAY}, is assumed"}
    plan = f"no day of asking was given: today, {TODAY}, is assumed"
    both = f"no day was given: today, {TODAY}, is assumed"
    assert days.get(name, plan if name in ("plan", "against") else both) in text
    assert ("no day was given, so today is assumed: 利息" in text) is (name in ("plan", "against"))


@pytest.mark.parametrize(("name", "form"), CASES)
def test_a_day_after_the_edition_ends_is_said(name: str, form: str, run: Run) -> None:
    assert "later texts are not in it" in said(run, ASKED[name], form, "--on", "2021-04-01")


@pytest.mark.parametrize(("name", "form"), CASES)
def test_days_that_were_given_are_said_to_nobody(name: str, form: str, run: Run) -> None:
    words = ASKED[name].replace("firm.toml", "given.toml")
    days = ["--on", "2021-03-20", *(["--as-of", "2021-03-20"] if name != "status" else [])]
    text = said(run, words, form, *days)
    assert "was given" not in text
    assert "later texts" not in text


@pytest.mark.parametrize("words", [*ASKED.values(), "deadlines", "due complaint-decision 2021-03-01", "measures", "show lpr"])
def test_every_document_names_the_program_and_whether_days_were_given(words: str, run: Run) -> None:
    document = json.loads(run(*words.split(), "--format", "json").out)
    assert list(document)[:5] == ["schema", "program", "catalogue", "on_given", "as_of_given"]
    assert (document["on_given"], document["as_of_given"]) == (False, False)
    assert isinstance(document["cautions"], list)


@pytest.mark.parametrize("name", ASKED)
def test_a_document_says_that_days_were_given(name: str, run: Run) -> None:
    words = [*ASKED[name].replace("firm.toml", "given.toml").split(), "--format", "json"]
    days = ["--on", "2021-03-20", *(["--as-of", "2021-03-20"] if name != "status" else [])]
    document = json.loads(run(*words, *days).out)
    assert (document["on_given"], document["as_of_given"]) == (True, name != "status")


def test_the_profile_gives_its_days_too(run: Run) -> None:
    document = json.loads(run("plan", "given.toml", "--format", "json").out)
    assert (document["on_given"], document["as_of_given"], document["cautions"]) == (True, True, [])


TABLE = "enterprise,input,amount,on\n甲,loan-interest,1000,2021-03-20\n"


@pytest.mark.parametrize("form", ["csv", "json", "xlsx", "parquet", "table"])
@pytest.mark.parametrize(
    ("words", "line"),
    [(("--as-of", "2021-04-01"), "day of asking 2021-04-01"), ((), f"day of asking {TODAY} (not given: today is assumed)")],
)
def test_a_run_over_a_table_says_its_day_of_asking(form: str, words: tuple[str, ...], line: str, run: Run) -> None:
    Path("t.csv").write_text(TABLE, "utf-8")
    answer = run("batch", "t.csv", *words, "--format", form, "-o", "out", "--lang", "en")
    assert line in answer.err.splitlines()
    if form == "xlsx":
        label, day = line[:13], line[14:]
        with zipfile.ZipFile("out") as book:
            summary = book.read("xl/worksheets/sheet1.xml").decode("utf-8")
        assert re.search(f"<t>{label}</t></is></c><c [^>]*><is><t>{re.escape(day)}</t>", summary)


@pytest.mark.parametrize(("words", "given"), [(("--as-of", "2021-04-01"), "true"), ((), "false")])
def test_parquet_carries_the_day_of_asking(words: tuple[str, ...], given: str, run: Run) -> None:
    import duckdb

    Path("t.csv").write_text(TABLE, "utf-8")
    assert run("batch", "t.csv", *words, "-o", "out.parquet").code == 0
    sql = "SELECT key::VARCHAR, value::VARCHAR FROM parquet_kv_metadata('out.parquet')"
    found = dict(duckdb.connect().execute(sql).fetchall())
    assert (found["as_of"], found["as_of_given"]) == (words[1] if words else TODAY, given)
    assert found["program"].startswith("bjsubsidy ")


class Late(Report):
    schema = "late/1"

    def body(self) -> dict[str, object]:
        return {}

    def table(self) -> Sheet:
        return Sheet([], [])


@pytest.mark.parametrize(("quiet", "lines"), [(True, 0), (False, 2)])
def test_quiet_says_nothing_beside_the_answer(quiet: bool, lines: int, catalogue: Catalogue, capsys: pytest.CaptureFixture[str]) -> None:
    report = Late(catalogue, "en", Days(on=date(2021, 4, 1)))
    Output("late", ("csv",), None, None, quiet, "en").write(report)
    assert len(capsys.readouterr().err.splitlines()) == lines


def test_many_amounts_are_told_their_days_once() -> None:
    words = [sys.executable, "-m", "bjsubsidy", "calc", "loan-interest", "-", "--lang", "en"]
    done = subprocess.run(words, input="1000\n2000\n", capture_output=True, text=True, check=True)
    assert [re.split("[;,]", line)[0] for line in done.stderr.splitlines()] == [
        "note: no day was given: today",
        "note: the day is past this edition's end (2021-03-31)",
        "note: 2 lines: this is the high amount",
        "note: lines are independent of each other",
    ]
