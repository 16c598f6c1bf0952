"""A foreign catalogue cannot speak to the terminal, break a line or become a formula, through any command and format."""

import csv
import io
import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import tomli_w
from icalendar import Calendar

from bjsubsidy.api.catalogue import catalogue
from bjsubsidy.law.storage import data_folder, joined, source_files
from bjsubsidy.writers.guard import guarded, guarded_in_sql
from tests.conftest import Run

HOSTILE = "=1+1\x1b[31m\u202e\r\n"


def worse(value: Any) -> Any:
    """The same with every text in both languages made hostile; ids are plain, or the catalogue is refused."""
    if isinstance(value, dict):
        if set(value) == {"zh", "en"}:
            return {lang: HOSTILE + text for lang, text in value.items()}
        return {name: worse(part) for name, part in value.items()}
    if isinstance(value, list):
        return [worse(part) for part in value]
    return value


@pytest.fixture(scope="module")
def foreign(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("foreign")
    raw = joined(*source_files(data_folder()))
    (series,) = raw.pop("series")
    spoilt = worse(raw)
    spoilt["edition"]["id"] = HOSTILE
    for document in spoilt["documents"].values():
        document["number"] = HOSTILE + document.get("number", "")
    (folder / "measures.toml").write_text(tomli_w.dumps(spoilt), "utf-8")
    (folder / "lpr.toml").write_text(tomli_w.dumps({**series, "name": worse(series["name"])}), "utf-8")
    return str(folder / "measures.toml")


@pytest.fixture(autouse=True, scope="module")
def opened_once() -> Iterator[None]:
    """The foreign catalogue is read and checked for the first line that names it; what it says is told anew by every line."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("bjsubsidy.cli.context.catalogue", cache(catalogue))
        yield


FIRM = """
as-of = 2021-04-10
[enterprise]
name = '=cmd'
[[item]]
label = "=1+1\\u001B[31m\\u202E\\n"
input = "rd-expense"
amount = "1000"
on = 2021-04-01
[[item]]
label = "二"
input = "sewage-fee"
amount = "1000"
"""
COMMANDS = {
    "calc": ["calc", "rd-expense", "1000"],
    "explain": ["calc", "loan-interest", "1000", "--explain", "--on", "2021-04-01"],
    "curve": ["calc", "loan-interest", "1000", "--curve"],
    "sweep": ["sweep", "rd-expense", "--steps", "2", "--reach", "1000"],
    "plan": ["plan", "firm.toml", "--explain"],
    "against": ["plan", "firm.toml", "--against", "other.toml"],
    "status": ["status", "regional-headquarters"],
    "deadlines": ["deadlines"],
    "timeline": ["deadlines", "--timeline"],
    "due": ["due", "two-step-payment", "2035-04-28"],
    "measures": ["measures", "--on", "2021-04-01"],
    "show": ["show", "sewage-fee"],
    "show id": ["show", "ip-pledge-interest"],
    "show lpr": ["show", "lpr"],
}
TEXTS = ("table", "csv", "json", "html")
DATED = ("plan", "deadlines", "due")


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("firm.toml").write_text(FIRM, "utf-8")
    Path("other.toml").write_text(FIRM.replace('"1000"', '"2000"'), "utf-8")


def harmless(text: str) -> bool:
    return all(character.isprintable() or character == "\n" for character in text)


@pytest.mark.parametrize("terminal", [False, True])
@pytest.mark.parametrize("form", TEXTS)
@pytest.mark.parametrize("name", COMMANDS)
def test_no_text_reaches_a_terminal_raw(
    name: str, form: str, terminal: bool, foreign: str, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: terminal, raising=False)
    monkeypatch.setenv("NO_COLOR", "1")
    answer = run(*COMMANDS[name], "--catalogue", foreign, "--format", form)
    assert answer.code == 0, answer.err
    assert harmless(answer.out)
    assert harmless(answer.err)


def formulas(rows: Iterator[list[str]]) -> list[str]:
    return [cell for row in rows for cell in row if cell.startswith(("=", "+", "@")) or not cell.isprintable()]


@pytest.mark.parametrize("name", COMMANDS)
def test_csv_has_no_formula_and_no_broken_line(name: str, foreign: str, run: Run) -> None:
    out = run(*COMMANDS[name], "--catalogue", foreign, "--format", "csv").out
    assert formulas(csv.reader(io.StringIO(out))) == []


@pytest.mark.parametrize("name", COMMANDS)
def test_a_workbook_has_no_formula_and_no_broken_text(name: str, foreign: str, run: Run) -> None:
    assert run(*COMMANDS[name], "--catalogue", foreign, "-o", "out.xlsx").code == 0
    for sheet in openpyxl.load_workbook("out.xlsx"):
        for cell in (cell for row in sheet.iter_rows() for cell in row if cell.value is not None):
            assert cell.data_type != "f"
            assert not isinstance(cell.value, str) or cell.value.isprintable()
            assert "x001B" not in str(cell.value)


@pytest.mark.parametrize("name", DATED)
def test_a_calendar_holds_the_events_that_it_was_given(name: str, foreign: str, run: Run) -> None:
    out = run(*COMMANDS[name], "--catalogue", foreign, "--format", "ics").out
    assert all(character.isprintable() or character in "\r\n" for character in out)
    for event in Calendar.from_ical(out).walk("VEVENT"):
        assert str(event["uid"]).isprintable()
        assert str(event["summary"]).isprintable()


def test_the_version_and_the_starting_profile_are_clean(foreign: str, run: Run) -> None:
    assert harmless(run("--version", "--catalogue", foreign).out)
    started = run("plan", "--new", "--catalogue", foreign).out
    assert harmless(started)
    assert all(line.startswith(("#", "[", "name = ")) or not line for line in started.splitlines())


@pytest.mark.parametrize("form", ["csv", "json", "table", "xlsx"])
def test_a_run_over_a_table_is_clean(form: str, foreign: str, run: Run) -> None:
    rows = [["enterprise", "input", "amount", "on"], ["甲", "rd-expense", "5", "2021-04-01"], ["甲", "loan-interest", "5", "x"]]
    with open("t.csv", "w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    answer = run("batch", "t.csv", "--catalogue", foreign, "--format", form, "-o", "out", "--as-of", "2021-04-01")
    assert answer.code == 0
    assert harmless(answer.err)
    if form == "xlsx":
        cells = [
            cell for sheet in openpyxl.load_workbook(io.BytesIO(Path("out").read_bytes())) for row in sheet.iter_rows() for cell in row
        ]
        assert "f" not in {cell.data_type for cell in cells}
    elif form == "csv":
        read = list(csv.DictReader(io.StringIO(Path("out").read_text("utf-8-sig"))))
        assert [row["measure"] for row in read] == ["rd-expense", ""]
        assert read[0]["document"].startswith("'=1+1�[31m�  ")
    elif form == "json":
        assert [json.loads(line)["measure"] for line in Path("out").read_text("utf-8").splitlines()] == ["rd-expense", None]
    else:
        assert harmless(Path("out").read_text("utf-8"))


TEXT = ["", "=1+1", "+1", "-1", "-5%", "-1,000.00", "-x", "@a", "＝1", "\t=1", "\r=1", "-", "+86 10", "x=1", "'=1", "=a\nb", "甲", "3-1"]


def test_the_guard_is_the_same_in_python_and_in_sql() -> None:
    import duckdb

    found = duckdb.connect().execute(f"SELECT {guarded_in_sql('t')} FROM (SELECT unnest(?) AS t)", [TEXT]).fetchall()
    assert [row[0] for row in found] == [guarded(text) for text in TEXT]
    assert [guarded(text) for text in ("=1+1", "-1", "-x", "甲")] == ["'=1+1", "-1", "'-x", "甲"]
