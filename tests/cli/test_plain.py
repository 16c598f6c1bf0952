"""CSV in a file has the byte order mark and the line ends that Excel wants, on every command; in a pipe, or with --plain, never."""

import os
import pkgutil
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from bjsubsidy import cli
from bjsubsidy.cli.make import command_module
from bjsubsidy.writers import formats_of
from tests.conftest import Run

FIRM = 'as-of = 2021-03-20\non = 2021-03-20\n[[item]]\nlabel = "甲"\ninput = "loan-interest"\namount = "1000"\n'
TABLE = "enterprise,input,amount,on\n甲,loan-interest,1000,2021-03-20\n"
DAYS = ["--on", "2021-03-20", "--as-of", "2021-03-20"]
ASKED = {
    "calc": ["calc", "loan-interest", "1000", *DAYS],
    "sweep": ["sweep", "loan-interest", *DAYS],
    "status": ["status", "first-product", *DAYS[:2]],
    "plan": ["plan", "firm.toml"],
    "plan --against": ["plan", "firm.toml", "--against", "firm.toml"],
    "batch": ["batch", "firms.csv", *DAYS[2:]],
    "deadlines": ["deadlines"],
    "due": ["due", "complaint-decision", "2021-03-01"],
    "measures": ["measures"],
    "show": ["show", "sewage-fee"],
    "version": ["version"],
    "catalogue_check": ["catalogue", "check"],
}
MARK = b"\xef\xbb\xbf"


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("firm.toml").write_text(FIRM, "utf-8")
    Path("firms.csv").write_text(TABLE, "utf-8")


def test_every_command_that_has_csv_is_asked() -> None:
    modules = (module.name for module in pkgutil.iter_modules(cli.__path__))
    commands = {name for name in modules if "csv" in formats_of(getattr(command_module(name), "GIVES", ()))}
    assert {name.split()[0] for name in ASKED} == commands


@pytest.mark.parametrize("name", ASKED)
def test_a_file_is_marked_and_a_pipe_and_a_plain_file_are_not(name: str, run: Run) -> None:
    piped = run(*ASKED[name], "--format", "csv").out.encode()
    assert run(*ASKED[name], "-o", "out.csv").code == 0
    assert run(*ASKED[name], "-o", "plain.csv", "--plain").code == 0
    assert run(*ASKED[name], "--plain", "--format", "csv", "-o", "-").out.encode() == piped
    marked, plain = Path("out.csv").read_bytes(), Path("plain.csv").read_bytes()
    assert plain == piped
    assert not piped.startswith(MARK)
    assert b"\r" not in piped
    assert marked == MARK + piped.replace(b"\n", b"\r\n")


def test_a_file_that_is_written_over_is_marked_too(run: Run) -> None:
    Path("out.csv").write_text("old", "utf-8")
    assert run(*ASKED["due"], "-o", "out.csv").code == 0
    assert Path("out.csv").read_bytes().startswith(MARK)


@pytest.mark.parametrize("name", ["due", "batch"])
def test_a_named_pipe_is_a_pipe(name: str, run: Run) -> None:
    os.mkfifo("out.csv")
    read: list[bytes] = []
    reader = threading.Thread(target=lambda: read.append(Path("out.csv").read_bytes()))
    reader.start()
    assert run(*ASKED[name], "-o", "out.csv").code == 0
    reader.join()
    assert not read[0].startswith(MARK)
    assert b"\r" not in read[0]


@pytest.mark.parametrize("more", [[], ["--plain"]])
def test_many_amounts_in_a_file(more: list[str]) -> None:
    words = [sys.executable, "-m", "bjsubsidy", "calc", "loan-interest", "-", *DAYS, "-o", "out.csv", *more]
    subprocess.run(words, input=b"1000\n2000\n", check=True, capture_output=True)
    content = Path("out.csv").read_bytes()
    assert content.startswith(MARK) is (not more)
    assert content.count(b"\r\n") == (0 if more else 3)
    assert content.count(b"\n") == 3


@pytest.mark.parametrize("form", ["json", "table", "html"])
def test_no_other_format_is_marked(form: str, run: Run) -> None:
    assert run(*ASKED["due"], "-o", "out", "--format", form).code == 0
    assert Path("out").read_bytes().decode() == run(*ASKED["due"], "--format", form).out


@pytest.mark.parametrize("words", [["--plain", *ASKED["due"]], [*ASKED["due"], "--plain"], ["completion", "bash", "--plain"]])
def test_plain_stands_before_or_after_any_command(words: list[str], run: Run) -> None:
    assert run(*words).code == 0
