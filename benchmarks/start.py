"""Whole processes as multiples of an empty Python: `python benchmarks/start.py`."""

import statistics
import subprocess
import sys
import time
from pathlib import Path

RUNS = 15
FIRM = str(Path(__file__).parent.parent / "examples" / "firm.toml")
DAYS = ("--on", "2021-03-20", "--as-of", "2021-04-01")
COMMANDS = (
    ("calc", "loan-interest", "1200000", *DAYS, "--format", "amount"),
    ("calc", "loan-interest", "1200000", *DAYS, "--format", "json"),
    ("calc", "loan-interest", "1200000", *DAYS),
    ("due", "two-step-payment", "2021-04-28", "--format", "json"),
    ("deadlines", "--format", "csv"),
    ("sweep", "loan-interest", *DAYS, "--format", "json"),
    ("deadlines", "--format", "ics"),
    ("plan", FIRM, "--format", "json"),
    ("plan", FIRM, "--format", "html"),
    ("plan", FIRM, "--format", "xlsx"),
)


def seconds(command: list[str]) -> float:
    taken = []
    for _ in range(RUNS):
        start = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True)
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


def main() -> None:
    empty = seconds([sys.executable, "-c", "pass"])
    for words in COMMANDS:
        print(f"{seconds([sys.executable, '-m', 'bjsubsidy', *words]) / empty:5.1f} × {' '.join(words)}")


if __name__ == "__main__":
    main()
