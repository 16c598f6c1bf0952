"""`calc INPUT - --format csv`: one line for each amount, with the best measure on it."""

from bjsubsidy.answers.calc import Calc
from bjsubsidy.reports.sheet import Cell, Column, Sheet

_COLUMNS = [
    Column("amount", "", "money"),
    Column("best", ""),
    Column("verdict", ""),
    Column("bound", ""),
    Column("low", "", "money"),
    Column("high", "", "money"),
    Column("uncapped", "", "money"),
]


def blank() -> Sheet:
    """The row of an amount that cannot be read."""
    return _sheet([None for _ in _COLUMNS])


def best_line(answer: Calc) -> Sheet:
    best = answer.best
    if best is None:
        return _sheet([answer.item.amount, "", "", "", 0, answer.amount().high, None])
    claim = best.claim
    return _sheet([answer.item.amount, claim.measure.id, claim.verdict, claim.measure.bound, best.low, best.high, claim.uncapped])


def _sheet(row: list[Cell]) -> Sheet:
    return Sheet(_COLUMNS, [row])
