"""One capped rule by other means: `python benchmarks/batch_peers.py ROWS FOLDER [--runs N] [--loop] [--only NAME …]`.

Needs the packages of benchmarks/requirements.txt. The rule is `exhibition-rent`: half of the rent, rounded to the fen, at most
500,000 for each firm and exhibition in the order of days, paid unless a condition is unmet. Half of the amounts are an odd
number of fen, so that the half of every second one ties. Each peer is written as its users would write it and rounds as its
library does; all of them read one Parquet file (batch_tables.py --rents) and write one, rows in their order, in a process of
their own. They write enterprise, amount and high; `bjsubsidy batch` writes its fifteen columns.

The judge is a plain loop over Decimals, rounded half up; it runs up to 10^6 rows, or with `--loop` whatever there are, and
beyond that the output of `bjsubsidy batch` stands in for it. Every `high` is read back to the nearest fen before it is judged.
"""

import argparse
import subprocess
from pathlib import Path

from batch_runs import BATCH, DAY, PYTHON, QUIET, Command, Took, in_turn, line, run, table

CONDITIONS = ("exhibition-organiser", "suspended-by-epidemic", "held-in-beijing")
OURS = "bjsubsidy batch"
LOOP = "Decimal loop"
MOST_LOOPED = 10**6


def decimal_loop(source: str, target: str) -> None:
    """The judge: rows as Python objects, in the order of days, what each cap has left in a dictionary."""
    from decimal import ROUND_HALF_UP, Decimal

    import pyarrow
    from pyarrow import parquet

    read = parquet.read_table(source)
    days, rents = read["on"].to_pylist(), read["amount"].to_pylist()
    scopes = list(zip(read["enterprise"].to_pylist(), read["exhibition"].to_pylist(), strict=True))
    conditions = list(zip(*(read[id].to_pylist() for id in CONDITIONS), strict=True))
    high, left = [Decimal(0)] * len(days), {}
    for row in sorted(range(len(days)), key=days.__getitem__):
        if days[row].year == 2021 and False not in conditions[row]:
            half = (rents[row] * Decimal("0.5")).quantize(Decimal("0.01"), ROUND_HALF_UP)
            room = left.get(scopes[row], Decimal(500_000))
            high[row] = min(half, room)
            left[scopes[row]] = room - high[row]
    column = pyarrow.array(high, pyarrow.decimal128(18, 2))
    parquet.write_table(read.select(["enterprise", "amount"]).append_column("high", column), target)


def pandas_float(source: str, target: str) -> None:
    """Amounts as float64, as pandas computes money unless told otherwise."""
    import pandas

    data = pandas.read_parquet(source, dtype_backend="pyarrow")
    data["rent"] = data["amount"].astype("float64")
    paying = data[list(CONDITIONS)].fillna(True).all(axis=1) & (pandas.to_datetime(data["on"]).dt.year == 2021)
    data["support"] = (data["rent"] * 0.5).round(2).where(paying, 0.0)
    in_order = data.sort_values("on", kind="stable")
    before = in_order.groupby(["enterprise", "exhibition"], dropna=False)["support"].cumsum() - in_order["support"]
    data["high"] = data["support"].clip(upper=(500_000 - before).clip(lower=0).reindex(data.index)).round(2)
    data[["enterprise", "amount", "high"]].to_parquet(target)


def pandas_fen(source: str, target: str) -> None:
    """The same in whole fen, for one who knows that floats are wrong here."""
    import pandas

    data = pandas.read_parquet(source, dtype_backend="pyarrow")
    data["fen"] = (data["amount"] * 100).astype("int64")
    paying = data[list(CONDITIONS)].fillna(True).all(axis=1) & (pandas.to_datetime(data["on"]).dt.year == 2021)
    data["support"] = ((data["fen"] + 1) // 2).where(paying, 0)
    in_order = data.sort_values("on", kind="stable")
    before = in_order.groupby(["enterprise", "exhibition"], dropna=False)["support"].cumsum() - in_order["support"]
    data["high"] = data["support"].clip(upper=(50_000_000 - before).clip(lower=0).reindex(data.index)) / 100
    data[["enterprise", "amount", "high"]].to_parquet(target)


def polars_decimal(source: str, target: str) -> None:
    """Decimals, streamed; a product keeps the scale of the amount, rounded as the library rounds."""
    from decimal import Decimal

    import polars
    from polars import col, lit

    paying = polars.all_horizontal(col(id).fill_null(True) for id in CONDITIONS) & (col("on").dt.year() == 2021)
    support = polars.when(paying).then(col("amount") * Decimal("0.5")).otherwise(lit(Decimal("0.00")))
    total = col("support").cum_sum().over("enterprise", "exhibition", order_by=["on", "row"])
    room = polars.max_horizontal(lit(Decimal("500000.00")) - (col("total") - col("support")), lit(Decimal("0.00")))
    data = polars.scan_parquet(source).with_row_index("row").with_columns(support=support).with_columns(total=total)
    data.select("enterprise", "amount", high=polars.min_horizontal("support", room)).sink_parquet(target)


def polars_float(source: str, target: str) -> None:
    """The same with Float64."""
    import polars
    from polars import col

    paying = polars.all_horizontal(col(id).fill_null(True) for id in CONDITIONS) & (col("on").dt.year() == 2021)
    support = polars.when(paying).then((col("amount").cast(polars.Float64) * 0.5).round(2)).otherwise(0.0)
    total = col("support").cum_sum().over("enterprise", "exhibition", order_by=["on", "row"])
    room = (500_000 - (col("total") - col("support"))).clip(lower_bound=0)
    data = polars.scan_parquet(source).with_row_index("row").with_columns(support=support).with_columns(total=total)
    data.select("enterprise", "amount", high=polars.min_horizontal("support", room).round(2)).sink_parquet(target)


def openfisca(source: str, target: str) -> None:
    from batch_openfisca import openfisca

    openfisca(source, target)


PEERS = {
    LOOP: decimal_loop,
    "pandas, float64": pandas_float,
    "pandas, whole fen": pandas_fen,
    "polars, Decimal": polars_decimal,
    "polars, Float64": polars_float,
    "OpenFisca, float32": openfisca,
}


def output(source: Path, name: str) -> Path:
    return source.with_name(f"peer-{''.join(letter for letter in name if letter.isalnum())}.parquet")


def command(source: Path, name: str) -> Command:
    if name == OURS:
        return (*BATCH, str(source), "--measure", "exhibition-rent", *DAY, "-o", str(output(source, name)))
    return (PYTHON, __file__, "--peer", name, str(source), str(output(source, name)))


def verdict(judge: Path, peer: Path) -> str:
    """A peer's total, and where it differs from the judge's, from a process of its own."""
    columns = "enterprise, CAST(amount AS DECIMAL(18,2)) AS amount, CAST(round(high * 100) AS BIGINT) AS fen, file_row_number AS row"
    read = f"SELECT {columns} FROM read_parquet('{{}}', file_row_number = true)"
    both = f"({read.format(judge)}) j FULL JOIN ({read.format(peer)}) p USING (row, enterprise, amount)"
    asked = f"SELECT count(*), sum(j.fen), sum(p.fen), count(*) FILTER (j.fen IS DISTINCT FROM p.fen) FROM {both}"
    lines = f"import duckdb\nduckdb.execute({QUIET!r})\nprint(*duckdb.execute({asked!r}).fetchone())"
    said = subprocess.run([PYTHON, "-c", lines], check=True, capture_output=True, text=True).stdout
    rows, exact, total, differing = map(int, said.split())
    apart = f"{total - exact:+,} fen, {differing:,} of {rows:,} rows differ" if differing else "exact"
    return f"{total // 100:,}.{total % 100:02} yuan: {apart}"


def show(source: Path, took: dict[str, Took], judge: str) -> None:
    for name, one in took.items():
        print(line(name, one, took[OURS]), verdict(output(source, judge), output(source, name)), sep="\n      ")


def compared(rows: int, folder: Path, times: int, loop: bool, only: list[str]) -> None:
    source = table(rows, folder, "rents")
    looped = loop or rows <= MOST_LOOPED
    judge = LOOP if looped else OURS
    names = [OURS, *(name for name in PEERS if name != LOOP and (not only or name in only))]
    if looped:
        alone = run(command(source, LOOP))
    took = in_turn({name: command(source, name) for name in names}, times)
    print(f"{rows:,} rows, Parquet to Parquet; judged by {judge}")
    show(source, took | ({LOOP: alone} if looped else {}), judge)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--peer", choices=PEERS, help=argparse.SUPPRESS)
    parser.add_argument("rows_or_source")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--loop", action="store_true")
    parser.add_argument("--only", action="append", default=[], choices=PEERS)
    given = parser.parse_args()
    if given.peer:
        PEERS[given.peer](given.rows_or_source, str(given.folder))
    else:
        compared(int(given.rows_or_source), given.folder, given.runs, given.loop, given.only)


if __name__ == "__main__":
    main()
