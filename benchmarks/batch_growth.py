"""How `bjsubsidy batch` grows: `python benchmarks/batch_growth.py ROWS FOLDER [--runs N] [--firms N]`.

All measures on rows of all inputs with all facts (batch_tables.py --mixed), Parquet to Parquet, whole processes: rows a second
at a hundredth, a tenth and all of ROWS, and the time of a row as a multiple of that in the table a tenth as large; then the
largest again under `--memory 1GB`; then `--best`, firm by firm, on FIRMS firms of four rows on average.
"""

import argparse
from pathlib import Path

from batch_runs import BATCH, DAY, Command, in_turn, run, table


def batch(source: Path, *options: str) -> Command:
    return (*BATCH, str(source), *DAY, *options, "-o", str(source.with_name("ours.parquet")))


def growth(largest: int, folder: Path, times: int) -> None:
    commands = {rows: batch(table(rows, folder, "mixed")) for rows in (largest // 100, largest // 10, largest)}
    took = in_turn(commands, times)
    before = None
    for rows, one in took.items():
        row = one.seconds / rows
        grown = f", {row / before:.2f} × the time of a row" if before else ""
        print(f"{rows:>11,} rows {one.seconds:8.2f} s {one.megabytes:6.0f} MB: {rows / one.seconds:9,.0f} rows a second{grown}")
        before = row


def bounded(largest: int, folder: Path) -> None:
    source = table(largest, folder, "mixed")
    free, bound = run(batch(source)), run(batch(source, "--memory", "1GB"))
    print(f"{largest:>11,} rows with --memory 1GB: {bound.megabytes:.0f} MB at most, {bound.seconds / free.seconds:.2f} × the time without")


def best(firms: int, folder: Path) -> None:
    rows = 4 * firms
    one = run(batch(table(rows, folder, "mixed"), "--best"))
    print(f"{rows:>11,} rows with --best: {firms / one.seconds:,.0f} firms a second, {one.seconds:.1f} s {one.megabytes:.0f} MB")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("rows", type=int)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--firms", type=int, default=1000)
    given = parser.parse_args()
    growth(given.rows, given.folder, given.runs)
    bounded(given.rows, given.folder)
    best(given.firms, given.folder)


if __name__ == "__main__":
    main()
