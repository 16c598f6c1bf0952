"""Whole processes in turn, their time and peak memory: what the batch_*.py beside it measure with.

A process's peak counts that of the one which started it: this module and those that use it import no engine.
"""

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple, TypeVar

PYTHON = sys.executable
BATCH = (PYTHON, "-m", "bjsubsidy", "batch")
DAY = ("--as-of", "2021-04-01")
# DuckDB takes a `python -c` for a person at a prompt, and draws on standard output.
QUIET = "SET enable_progress_bar = false"
HERE = Path(__file__).resolve().parent

Command = tuple[str, ...]
Name = TypeVar("Name")


class Took(NamedTuple):
    """Wall time; processor time, which another load on the machine moves less; peak resident memory."""

    seconds: float
    processor: float
    megabytes: float


def run(command: Command) -> Took:
    """One process to its end; what it says is shown only when it fails."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    said = process.stderr.read() if process.stderr else b""
    _, status, used = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{command[:6]} ended with {process.returncode}: {said.decode(errors='replace')}")
    return Took(seconds, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def in_turn(commands: Mapping[Name, Command], times: int) -> dict[Name, Took]:
    """Medians of each, run A B C A B C; the first round of several is for the caches."""
    taken: dict[Name, list[Took]] = {name: [] for name in commands}
    for _ in range(times):
        for name, command in commands.items():
            taken[name].append(run(command))
    return {name: median(list_) for name, list_ in taken.items()}


def median(taken: list[Took]) -> Took:
    kept = taken[1:] if len(taken) > 3 else taken
    return Took(*(statistics.median(values) for values in zip(*kept, strict=True)))


def table(rows: int, folder: Path, kind: str = "") -> Path:
    """The Parquet file of a table of batch_tables.py, made if it is not there."""
    run((PYTHON, str(HERE / "batch_tables.py"), str(rows), str(folder), *([f"--{kind}"] if kind else [])))
    return folder / f"{rows}{kind and '-' + kind}.parquet"


def line(name: str, took: Took, base: Took) -> str:
    """A process beside the one that it is measured by."""
    times = took.seconds / base.seconds
    own = f"{took.seconds:8.2f} s {took.processor:8.2f} s processor {took.megabytes:6.0f} MB"
    return f"  {name:<24}{own}   {times:5.2f} × time {took.megabytes / base.megabytes:5.2f} × memory"
