"""`python -m tests.fuzz [SECONDS] [FIRST SEED]`: every fuzzer in turn, seed after seed; prints each fault, exit 1 if there was one."""

import itertools
import sys
import time

from tests.fuzz.cases import FUZZERS
from tests.fuzz.judge import fault


def main() -> int:
    seconds, first = (int(word) for word in (*sys.argv[1:3], *("600", "0")[len(sys.argv[1:3]) :]))
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


if __name__ == "__main__":
    sys.exit(main())
