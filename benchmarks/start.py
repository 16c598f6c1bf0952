"""Whole processes as multiples of an empty Python: `python benchmarks/start.py`.

Of an installed wheel that pip has compiled: a checkout has no lane, and without compiled modules everything takes twice as long.
What people read is held against an empty Typer command that prints one rich table.
"""

import resource
import statistics
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

RUNS = 15
TYPER = """
import typer
from rich.console import Console
from rich.table import Table

app = typer.Typer()


@app.command()
def run(name: str) -> None:
    table = Table("a", "b")
    table.add_row(name, "1")
    Console().print(table)


app()
"""
# What pip writes as the command.
SCRIPT = "import sys; from bjsubsidy.__main__ import main; sys.exit(main())"
FIRM = str(Path(__file__).parent.parent / "examples" / "firm.toml")
DAYS = ("--on", "2021-03-20", "--as-of", "2021-04-01")
COMMANDS = (
    ("calc", "loan-interest", "1200000", *DAYS, "--format", "amount"),
    ("calc", "loan-interest", "1200000", *DAYS, "--format", "json"),
    ("calc", "loan-interest", "1200000", *DAYS, "--format", "csv"),
    ("calc", "loan-interest", "1200000", *DAYS),
    ("calc", "loan-interest", "--help"),
    ("due", "two-step-payment", "2021-04-28", "--format", "json"),
    ("deadlines", "--format", "csv"),
    ("sweep", "loan-interest", *DAYS, "--format", "json"),
    ("deadlines", "--format", "ics"),
    ("plan", FIRM, "--format", "json"),
    ("plan", FIRM, "--format", "html"),
    ("plan", FIRM, "--format", "xlsx"),
)


def seconds(command: list[str]) -> float:
    """The processor's seconds, so that what else runs on the machine matters less."""
    taken = []
    for _ in range(RUNS):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(command, check=True, capture_output=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        taken.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return statistics.median(taken)


def main() -> None:
    empty = seconds([sys.executable, "-c", "pass"])
    with TemporaryDirectory() as folder:
        Path(folder, "empty_typer.py").write_text(TYPER, "utf-8")
        started = [sys.executable, "-c", f"import sys; sys.path.insert(0, {folder!r}); sys.argv = ['run', 'x']; import empty_typer"]
        print(f"{seconds(started) / empty:5.1f} × an empty Typer command that prints one rich table")
    for words in COMMANDS:
        print(f"{seconds([sys.executable, '-c', SCRIPT, *words]) / empty:5.1f} × {' '.join(words)}")


if __name__ == "__main__":
    main()
