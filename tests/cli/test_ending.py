"""A run that is ended, or finds the disk full, leaves the place it wrote to as it was, and no temporary file anywhere."""

import os
import resource
import signal
import subprocess
import sys
from pathlib import Path

import pytest

FIRM = """
as-of = 2021-04-10
[[item]]
label = "利息"
input = "loan-interest"
amount = "1000"
on = 2021-03-20
"""
PLAN = ["plan", "firm.toml", "-o", "out.xlsx"]
BATCH = ["batch", "t.csv", "--as-of", "2021-04-01", "-o"]
# Ends the program from outside at the moment when this function is called.
ENDED = """
import os, signal, sys
import {module} as module
before = module.{name}
def ended(*given, **named):
    os.kill(os.getpid(), signal.SIGTERM)
    return before(*given, **named)
module.{name} = ended
from bjsubsidy.cli import main
sys.exit(main(sys.argv[1:]))
"""


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the inputs to run in, and another for temporary files."""
    work, temporary = tmp_path / "work", tmp_path / "temporary"
    work.mkdir()
    temporary.mkdir()
    monkeypatch.chdir(work)
    monkeypatch.setenv("TMPDIR", str(temporary))
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(sys.path))
    Path("firm.toml").write_text(FIRM, "utf-8")
    rows = "".join(f"企业{number},loan-interest,{number}.5,2021-03-20\n" for number in range(1, 4000))
    Path("t.csv").write_text(f"enterprise,input,amount,on\n{rows}", "utf-8")
    return temporary


def untouched(temporary: Path) -> bool:
    return sorted(os.listdir()) == ["firm.toml", "t.csv"] and os.listdir(temporary) == []


@pytest.mark.parametrize(
    ("words", "module", "name"),
    [
        (PLAN, "xlsxwriter.workbook", "Packager"),
        (PLAN, "os", "replace"),
        (["plan", "firm.toml", "-o", "out.json"], "os", "chmod"),
        ([*BATCH, "out.xlsx"], "xlsxwriter.workbook", "Packager"),
        ([*BATCH, "out.xlsx"], "bjsubsidy.writers.batch.xlsx", "subtotals"),
        ([*BATCH, "out.csv"], "bjsubsidy.writers.batch.csv", "copy"),
        ([*BATCH, "out.parquet"], "os", "replace"),
    ],
)
def test_what_is_ended_from_outside_leaves_nothing(words: list[str], module: str, name: str, temporary: Path) -> None:
    program = ENDED.format(module=module, name=name)
    done = subprocess.run([sys.executable, "-c", program, *words], capture_output=True, text=True, check=False)
    # Where nothing was begun the signal ends the program by itself, which a shell reports as the same 143.
    assert done.returncode in (143, -signal.SIGTERM)
    assert "Traceback" not in done.stderr
    assert "Exception" not in done.stderr
    assert untouched(temporary)


@pytest.mark.parametrize("form", ["csv", "json", "parquet", "xlsx"])
def test_a_full_disk_is_the_fault_of_the_output(form: str, temporary: Path) -> None:
    def small() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (30_000, 30_000))

    words = [sys.executable, "-m", "bjsubsidy", *BATCH, f"out.{form}", "--quiet", "--lang", "en"]
    done = subprocess.run(words, capture_output=True, text=True, check=False, preexec_fn=small)
    assert done.returncode == 2
    said = f"cannot write the file “out.{form}”: the file is larger than is allowed. Choose another place."
    assert done.stderr.splitlines() == [said]
    assert untouched(temporary)


@pytest.mark.parametrize(
    "words",
    [
        ["plan", "firm.toml", "--on", "2021-04-01", "--format", "csv"],
        ["calc", "loan-interest", "1000", "--format", "amount"],
        ["calc", "loan-interest", "nothing"],
        ["batch", "t.csv", "--format", "json"],
        ["due", "complaint-decision", "2035-01-01", "--format", "csv"],
    ],
)
def test_nothing_but_the_answer_is_said_where_standard_error_is_closed(words: list[str]) -> None:
    program = [sys.executable, "-m", "bjsubsidy", *words]
    both = subprocess.run(program, capture_output=True, check=False)
    assert both.stderr
    alone = subprocess.run(["sh", "-c", '"$@" 2>&-', "sh", *program], capture_output=True, check=False)
    assert (alone.stdout, alone.returncode) == (both.stdout, both.returncode)
