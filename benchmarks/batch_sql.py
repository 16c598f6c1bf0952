"""`bjsubsidy batch` against SQL that an expert writes by hand: `python benchmarks/batch_sql.py ROWS FOLDER [--runs N]`.

Whole processes in turn over one table of loan interest (batch_tables.py), Parquet to Parquet and CSV to Parquet, under
`tech-credit-interest`. The hand-written SQL runs in the same DuckDB in a Python that imports nothing else, and gives the same
table: before anything is timed, every variant's output is held against the other's, types, values and the order of rows.
It trusts its input: it checks no cell. Three ways of writing it: one window over whole rows; a window over only the rows
that share a cap with another; a window over narrow columns laid beside the rows. The fastest is the peer.

Last, a table of 1,000 rows as CSV against a Python that imports the engine plus one `calc`.
"""

import argparse
from pathlib import Path

from batch_runs import BATCH, DAY, PYTHON, QUIET, Command, Took, in_turn, line, run, table

CAP = 50_000_000
MEASURE = ("--measure", "tech-credit-interest", *DAY)

FEN = "CAST(amount * 100 AS BIGINT)"
ROUNDED = f"(({FEN} * 4 + 5) // 10)"
HOLDS = ("in-zhongguancun", "technology-enterprise", "tech-credit-product", "published-conditions-met")
UNMET = " OR ".join(["\"enterprise-size\" NOT IN ('micro', 'small', 'medium')", *(f'NOT "{id}"' for id in HOLDS)])
UNKNOWN = " OR ".join(f'"{id}" IS NULL' for id in ("enterprise-size", *HOLDS))
VERDICT = f"CASE WHEN {UNMET} THEN 'ineligible' WHEN {UNKNOWN} THEN 'unconfirmed' ELSE 'eligible' END"
ASKED = f"CASE WHEN verdict = 'ineligible' THEN 0 ELSE least({ROUNDED}, {CAP}) END"
GROUP = 'enterprise, "credit-product", year("on")'
RUNNING = f'sum(asked) OVER (PARTITION BY {GROUP} ORDER BY "on", r ROWS UNBOUNDED PRECEDING)'

READ = {
    "parquet": "SELECT *, file_row_number AS r FROM read_parquet('{source}', file_row_number = true)",
    "csv": """SELECT *, row_number() OVER () AS r FROM read_csv('{source}', header = true, auto_detect = false, columns = {{
        'enterprise': 'VARCHAR', 'item': 'VARCHAR', 'input': 'VARCHAR', 'amount': 'DECIMAL(15,2)', 'on': 'DATE',
        'enterprise-size': 'VARCHAR', 'in-zhongguancun': 'BOOLEAN', 'technology-enterprise': 'BOOLEAN',
        'tech-credit-product': 'BOOLEAN', 'published-conditions-met': 'BOOLEAN', 'credit-product': 'VARCHAR'}})""",
}


def yuan(fen: str) -> str:
    return f"CAST(CAST({fen} AS DECIMAL(18,0)) * 0.01::DECIMAL(3,2) AS DECIMAL(18,2))"


def written(claims: str, order: str = "") -> str:
    """The statement that writes claims with `verdict`, `asked` and the running sum `total`."""
    high = f"CASE WHEN verdict = 'ineligible' THEN 0 ELSE least({ROUNDED}, greatest({CAP} - (total - asked), 0)) END"
    low = f"CASE WHEN verdict = 'eligible' THEN {high} ELSE 0 END"
    return f"""COPY (SELECT enterprise, item, input, CAST(amount AS DECIMAL(18,2)) AS amount, "on",
        'tech-credit-interest' AS measure, verdict, 'exact' AS bound, {yuan(low)} AS low, {yuan(high)} AS high,
        {yuan(ROUNDED)} AS uncapped, {yuan(f"greatest({CAP} - total, 0)")} AS remaining,
        '京政办发〔2021〕4号 六' AS document, '17–18' AS pages, CAST(NULL AS VARCHAR) AS problem
        FROM ({claims}) {order}) TO 'TARGET' (FORMAT parquet)"""


def judged(rows: str) -> str:
    return f"SELECT *, {ASKED} AS asked FROM (SELECT *, {VERDICT} AS verdict FROM ({rows}))"


def one_window(rows: str) -> list[str]:
    return [written(f"SELECT *, {RUNNING} AS total FROM ({judged(rows)})", "ORDER BY r")]


def shared_only(rows: str) -> list[str]:
    """Sums for rows that share a cap; every other row has asked for all that is asked of its cap."""
    keys = f"""SELECT enterprise AS e, "credit-product" AS p, year("on") AS y FROM ({rows}) GROUP BY ALL HAVING count(*) > 1"""
    same = """enterprise = e AND "credit-product" IS NOT DISTINCT FROM p AND year("on") = y"""
    narrow = f"""SELECT enterprise, "credit-product", "on", r, asked FROM ({judged(rows)}) SEMI JOIN shared ON {same}"""
    claims = f"SELECT j.*, coalesce(s.total, asked) AS total FROM ({judged(rows)}) j LEFT JOIN sums s ON j.r = s.row"
    return [
        f"CREATE TABLE shared AS {keys}",
        f"CREATE TABLE sums AS SELECT r AS row, {RUNNING} AS total FROM ({narrow})",
        written(claims, "ORDER BY r"),
    ]


def beside(rows: str) -> list[str]:
    """Sums of all rows over narrow columns, sorted back and laid beside the rows, which are read again."""
    narrow = f"""SELECT enterprise, "credit-product", "on", r, asked FROM ({judged(rows)})"""
    return [
        f"CREATE TABLE sums AS SELECT total FROM (SELECT r, {RUNNING} AS total FROM ({narrow})) ORDER BY r",
        written(f"SELECT * FROM ({judged(rows)}) POSITIONAL JOIN sums"),
    ]


def statements(way: str, source: Path, target: Path) -> list[str]:
    """A CSV that is looked at more than once is taken in first."""
    form = source.suffix[1:]
    rows, first = READ[form].format(source=source), []
    if form == "csv" and way != "one window":
        rows, first = "FROM taken", [f"CREATE TABLE taken AS {rows}"]
    made = {"one window": one_window, "shared caps only": shared_only, "sums beside": beside}[way](rows)
    return [*first, *made[:-1], made[-1].replace("TARGET", str(target))]


def by_hand(said: list[str]) -> Command:
    lines = [
        "import duckdb",
        "connection = duckdb.connect()",
        f"connection.execute({QUIET!r})",
        *(f"connection.execute({one!r})" for one in said),
    ]
    return (PYTHON, "-c", "\n".join(lines))


def same(one: Path, other: Path) -> None:
    """Ends in an error unless both files have the same columns and types and the same rows in the same order."""
    numbered = "SELECT * FROM read_parquet('{}', file_row_number = true)"
    first, second = numbered.format(one), numbered.format(other)
    differing = f"SELECT * FROM ({first}) one POSITIONAL JOIN ({second}) other WHERE one IS DISTINCT FROM other LIMIT 3"
    lines = (
        "import duckdb",
        f"duckdb.execute({QUIET!r})",
        "asked = lambda sql: duckdb.execute(sql).fetchall()",
        f"assert asked({f'DESCRIBE {first}'!r}) == asked({f'DESCRIBE {second}'!r}), 'columns differ'",
        f"found = asked({differing!r})",
        "assert not found, found",
    )
    run((PYTHON, "-c", "\n".join(lines)))


def compared(source: Path, times: int) -> dict[str, Took]:
    ours, theirs = source.with_name("ours.parquet"), source.with_name("theirs.parquet")
    commands: dict[str, Command] = {"bjsubsidy batch": (*BATCH, str(source), *MEASURE, "-o", str(ours))}
    run(commands["bjsubsidy batch"])
    for way in ("one window", "shared caps only", "sums beside"):
        commands[way] = by_hand(statements(way, source, theirs))
        run(commands[way])
        same(ours, theirs)
    return in_turn(commands, times)


def show(title: str, took: dict[str, Took]) -> None:
    """Ours as multiples of each way by hand."""
    print(f"{title}; every output the same")
    ours = took["bjsubsidy batch"]
    for name, one in took.items():
        print(line(name, one, ours))
    by_hand = {name: one for name, one in took.items() if name != "bjsubsidy batch"}
    best = min(by_hand, key=lambda name: by_hand[name].seconds)
    least = min(one.megabytes for one in by_hand.values())
    times, memory = ours.seconds / by_hand[best].seconds, ours.megabytes / by_hand[best].megabytes
    print(f"  ours / fastest by hand ({best}): {times:.2f} × time, {memory:.2f} × memory; {ours.megabytes / least:.2f} × the least memory")


def small(folder: Path, times: int) -> None:
    source = table(1000, folder).with_suffix(".csv")
    commands = {
        "batch of 1,000 rows": (*BATCH, str(source), *MEASURE, "-o", str(folder / "ours.csv")),
        "import duckdb": (PYTHON, "-c", "import duckdb"),
        "calc": (PYTHON, "-m", "bjsubsidy", "calc", "loan-interest", "1200000", *DAY, "--format", "amount"),
    }
    took = in_turn(commands, times)
    floor = took["import duckdb"].seconds + took["calc"].seconds
    print(f"1,000 rows, CSV to CSV: {took['batch of 1,000 rows'].seconds / floor:.2f} × (import duckdb + calc)")
    for name, one in took.items():
        print(line(name, one, took["batch of 1,000 rows"]))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("rows", type=int)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--runs", type=int, default=5)
    given = parser.parse_args()
    source = table(given.rows, given.folder)
    show(f"{given.rows:,} rows, Parquet to Parquet", compared(source, given.runs))
    show(f"{given.rows:,} rows, CSV to Parquet", compared(source.with_suffix(".csv"), given.runs))
    small(given.folder, 3 * given.runs)


if __name__ == "__main__":
    main()
