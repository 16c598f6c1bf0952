"""Rows in are rows out and rows left out: counted in the run itself, each by itself."""

from collections.abc import Callable, Sequence
from typing import Any

from bjsubsidy.batching.claims import Claims
from bjsubsidy.batching.request import MeasureTally
from bjsubsidy.errors import UnreadableFile
from bjsubsidy.language import Text

ROWS_LOST = Text("引擎读到的行数与文件不符", "the engine read another number of rows than the file has")


def rows_left_out(
    path: str, rows: int, problems: int, claimed: int, rule: Claims, typed: str, picked: str | None, query: Callable[[str], list[Any]]
) -> int:
    """How many rows bring no claim; `UnreadableFile` where those of `typed` that cannot bring one are more or fewer.

    `picked` is the column of the measure that a plan picks for a row.
    """
    left = rows - problems - claimed
    if left and left != query(f"SELECT count(*) FROM ({without_claims(rule, typed, picked)})")[0][0]:
        raise UnreadableFile(path=path, why=ROWS_LOST)
    return left


def without_claims(rule: Claims, typed: str, picked: str | None) -> str:
    """The query of the rows of `typed` that can be read and bring no claim."""
    inputs = ", ".join(rule.dialect.text(id) for id in dict.fromkeys(measure.input for _, measure in rule.numbered))
    none = f"{picked} IS NULL" if picked else f"input NOT IN ({inputs})" if inputs else "TRUE"
    return f"SELECT * FROM ({typed}) WHERE problem IS NULL AND {none}"


def rows_claimed(tallies: Sequence[MeasureTally], picked: bool = False) -> int:
    """How many rows brought claims: every measure on an input has a claim of each of its rows, or one of them has."""
    if picked:
        return sum(tally.claims for tally in tallies)
    return sum({tally.measure.input: tally.claims for tally in tallies}.values())
