"""This checkout against an older one, in one run: `python benchmarks/older.py OLDER` (a folder, say of `git worktree add`).

Whole processes, `python -m bjsubsidy` with PYTHONPATH on either checkout; the time is that of the processor, so that another
program on the machine matters little, but for plans, whose limit is of the clock. What an empty input takes is taken off, and
where both are asked the same the bytes are compared. The older one may take a minute for a plan, and two for a search.
"""

import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from loans import profile

HERE = Path(__file__).resolve().parent
LINES, WORDS, MANY = 60_000, 65_000, 10_000
DAYS = ("--on", "2021-03-20", "--as-of", "2021-03-20")
FIRM = ("--enterprise-size", "small", "--in-zhongguancun", "--technology-enterprise")
LOAN = (*FIRM, "--tech-credit-product", "--published-conditions-met", "--first-product-level", "domestic", "--annual-revenue", "1亿")
INPUTS = {"one measure": ("rd-expense", *FIRM), "three measures": ("loan-interest", *LOAN, "--ip-pledged")}


class Done(NamedTuple):
    """The seconds of the processor and of the clock, and standard output."""

    seconds: float
    clock: float
    out: bytes


def ran(checkout: Path, *words: str, given: bytes = b"") -> Done:
    """One process on a checkout."""
    start, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    found = subprocess.run(
        [sys.executable, "-m", "bjsubsidy", *words],
        input=given,
        capture_output=True,
        check=True,
        cwd=checkout.anchor,
        env={**os.environ, "PYTHONPATH": str(checkout)},
    )
    end, after = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    return Done(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, end - start, found.stdout)


def lines(older: Path, newer: Path) -> None:
    """Lines a second of `calc INPUT -`."""
    draw = random.Random(1)
    given = "".join(f"{draw.randrange(1, 10**7)}\n" for _ in range(LINES)).encode()
    for name, (input, *facts) in INPUTS.items():
        for form in ("amount", "csv"):
            words = ("calc", input, "-", *DAYS, *facts, "--format", form)
            times, outs = [], []
            for checkout in (older, newer):
                done, empty = ran(checkout, *words, given=given), ran(checkout, *words)
                times.append(done.seconds - empty.seconds)
                outs.append(done.out)
            rates = [round(LINES / taken) for taken in times]
            same = "the same bytes" if outs[0] == outs[1] else "OTHER BYTES"
            print(f"calc - --format {form}, {name}: {rates[0]:,} → {rates[1]:,} lines a second, {times[0] / times[1]:.1f} ×, {same}")


def plans(older: Path, newer: Path) -> None:
    """A plan of 500 loans, and of 10,000."""
    for checkout, items in ((older, 500), (newer, 500), (newer, MANY)):
        with written(profile(0)) as nothing, written(profile(items)) as path:
            empty, done = (ran(checkout, "plan", given, "--format", "json", "--limit", "1") for given in (nothing, path))
        answer = json.loads(done.out)
        high, gap = (float(answer[key]) if key == "gap" else float(answer["total"]["high"]) for key in ("high", "gap"))
        which = "older" if checkout == older else "newer"
        more, share = done.clock - empty.clock, gap / high
        print(f"plan of {items:,} loans --limit 1, {which}: {more:.2f} s more than an empty plan, {high:,.2f}, gap {share:.4%}")


@contextmanager
def written(text: str) -> Iterator[str]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "firm.toml")
        path.write_text(text, "utf-8")
        yield str(path)


def searches(older: Path, newer: Path) -> None:
    """A search for 65,000 words of which each stands in every entry."""
    words = ("measures", "--format", "csv", "--search", " ".join("ae"[place % 2] for place in range(WORDS)))
    first, second = ran(older, *words), ran(newer, *words)
    print(f"--search with {WORDS:,} words: {first.seconds:.1f} s → {second.seconds:.2f} s")


def main() -> None:
    older, newer = Path(sys.argv[1]).resolve(), HERE.parent
    lines(older, newer)
    plans(older, newer)
    searches(older, newer)


if __name__ == "__main__":
    main()
