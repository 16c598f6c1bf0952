"""`python -m tests.fuzz [SECONDS] [FIRST SEED]`: every fuzzer in turn, seed after seed; prints each fault, exit 1 if there was one.

`python -m tests.fuzz mutants [COUNT] [FIRST SEED]`: so many changed catalogues and as many changed layers, and what became of them.
"""

import itertools
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.fuzz.cases import FUZZERS
from tests.fuzz.judge import fault
from tests.fuzz.mutants import Trial


def main() -> int:
    mutants = sys.argv[1:2] == ["mutants"]
    given, usual = sys.argv[2 if mutants else 1 :][:2], ("10000" if mutants else "600", "0")
    count, first = (int(word) for word in (*given, *usual[len(given) :]))
    return changed(count, first) if mutants else everything(count, first)


def everything(seconds: int, first: int) -> int:
    end, faults, count = time.monotonic() + seconds, 0, 0
    for seed in itertools.count(first):
        for fuzzer in FUZZERS:
            if time.monotonic() > end:
                print(f"{count} cases, {faults} faults, seeds {first} to {seed}")
                return 1 if faults else 0
            count += 1
            if (found := fault(fuzzer, seed)) is not None:
                faults += 1
                print(found, flush=True)
    return 0


def changed(count: int, first: int) -> int:
    with TemporaryDirectory() as folder:
        trial, faults = Trial(Path(folder)), 0
        for seed, layer in itertools.product(range(first, first + count), (False, True)):
            if (found := trial.fault(seed, layer)) is not None:
                faults += 1
                print(found, flush=True)
    print(", ".join(f"{number} {what}" for what, number in sorted(trial.counts.items())) + f", {faults} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
