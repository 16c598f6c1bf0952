"""Tables for `bjsubsidy batch`: `python benchmarks/batch_tables.py ROWS FOLDER [--mixed | --rents]`.

Writes ROWS.parquet (amounts DECIMAL(15,2), days DATE, yes/no BOOLEAN) and ROWS.csv with the same rows; with `--mixed` they
are ROWS-mixed.*, with `--rents` ROWS-rents.*. The rows depend on nothing but their number and how many there are.

Every table has a quarter as many firms as rows, in no order, days in 2020 and 2021 and amounts to the fen. The first is
loan interest with all that `tech-credit-interest` asks, some facts unknown and some unmet; `--mixed` goes through the inputs
of all measures and has every fact that any of them asks; `--rents` has what `exhibition-rent` asks.
"""

import argparse
from pathlib import Path

PRIME = 2147483647
# A number below n, from a row's number and what it is drawn for: whole numbers only, the same in every version.
DRAW = f"""CREATE MACRO step(x) AS (x * x + 1013904223) % {PRIME};
CREATE MACRO draw(i, salt, n) AS step(step((i * 48271 + salt::BIGINT * 40692001 + 7) % {PRIME})) * 48271 % {PRIME} % n"""
WORDS = ("中关村", "海淀", "朝阳", "亦庄", "未来", "星河", "启明", "京东方舟", "智源", "北斗")
LOAN_FACTS = (
    "enterprise-size",
    "in-zhongguancun",
    "technology-enterprise",
    "tech-credit-product",
    "published-conditions-met",
    "credit-product",
)
RENT_FACTS = ("exhibition-organiser", "suspended-by-epidemic", "held-in-beijing", "exhibition")
MOSTLY_NO = ("fraud-on-record", "bad-loan-limit-exceeded")


def listed(texts: tuple[str, ...], number: str) -> str:
    said = ", ".join(f"'{text}'" for text in texts)
    return f"([{said}])[1 + {number}]"


def seldom_null(value: str, salt: int) -> str:
    """Unknown in one row of sixteen."""
    return f"CASE WHEN draw(i, {salt}, 16) > 0 THEN {value} END"


def column(id: str, kind: str, choices: tuple[str, ...], salt: int, firms: int) -> str:
    """A fact's column, drawn by its kind; names are one of two, of a borrower one of as many as there are firms."""
    usual = "false" if id in MOSTLY_NO else "true"
    drawn = f"draw(i, {salt}, %s)"
    values = {
        "yes-no": f"({drawn % 16} > 0) = {usual}",
        "choice": listed(choices, drawn % (len(choices) or 1)),
        "name": f"'{id} ' || {drawn % (firms if id == 'borrower' else 2)}",
        "money": f"CAST({drawn % 400_000_001} * (1 + 99 * draw(i, {salt + 2}, 2)) * 0.01::DECIMAL(3,2) AS DECIMAL(15,2))",
        "rate": f"CAST({drawn % 800} * 0.0001::DECIMAL(5,4) AS DECIMAL(5,4))",
        "count": f"CAST(1 + {drawn % 4} AS INTEGER)",
        "date": f"DATE '2020-01-01' + CAST({drawn % 730} AS INTEGER)",
    }
    return f'{seldom_null(values[kind], salt + 1)} AS "{id}"'


def facts(ids: tuple[str, ...], firms: int) -> str:
    """Columns of facts, with their kinds and choices from the packaged catalogue."""
    from bjsubsidy.law.storage import packaged

    catalogue = packaged()
    salted = [(fact, 100 + 10 * place) for place, fact in enumerate(map(catalogue.fact, ids))]
    return ", ".join(column(one.id, one.kind, tuple(choice.id for choice in one.choices), salt, firms) for one, salt in salted)


def of_all_measures() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Every input that a measure is computed from, and every fact that one asks."""
    from bjsubsidy.law.storage import packaged

    catalogue = packaged()
    measures = list(catalogue.measures())
    asked = [id for measure in measures for id in measure.asks(catalogue) if id in catalogue.rows("fact")]
    return tuple(dict.fromkeys(measure.input for measure in measures)), tuple(dict.fromkeys(asked))


def rows(count: int, inputs: tuple[str, ...], ids: tuple[str, ...]) -> str:
    """The query of a table."""
    firms = max(count // 4, 1)
    firm = f"draw(i, 1, {firms})"
    return f"""SELECT '北京' || {listed(WORDS, f"{firm} % {len(WORDS)}")} || {firm} || '号科技有限公司' AS enterprise,
        '项目' || i AS item, {listed(inputs, f"draw(i, 2, {len(inputs)})")} AS input,
        CAST(draw(i, 3, 200000001) * 0.01::DECIMAL(3,2) AS DECIMAL(15,2)) AS amount,
        DATE '2020-01-01' + CAST(draw(i, 4, 731) AS INTEGER) AS "on", {facts(ids, firms)} FROM range({count}) t(i)"""


def write(count: int, folder: Path, kind: str) -> Path:
    """Both files of a table, unless they are there already; the place of the Parquet file."""
    import duckdb

    folder.mkdir(parents=True, exist_ok=True)
    place = folder / f"{count}{kind and '-' + kind}.parquet"
    text = place.with_suffix(".csv")
    if place.exists() and text.exists():
        return place
    of_kind = {"": (("loan-interest",), LOAN_FACTS), "rents": (("exhibition-rent",), RENT_FACTS)}
    connection = duckdb.connect()
    connection.execute(DRAW)
    inputs, ids = of_kind[kind] if kind in of_kind else of_all_measures()
    connection.execute(f"COPY ({rows(count, inputs, ids)}) TO '{place}' (FORMAT parquet)")
    connection.execute(f"COPY (FROM '{place}') TO '{text}' (HEADER)")
    return place


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("rows", type=int)
    parser.add_argument("folder", type=Path)
    kinds = parser.add_mutually_exclusive_group()
    kinds.add_argument("--mixed", dest="kind", action="store_const", const="mixed", default="")
    kinds.add_argument("--rents", dest="kind", action="store_const", const="rents")
    given = parser.parse_args()
    print(write(given.rows, given.folder, given.kind or ""))


if __name__ == "__main__":
    main()
