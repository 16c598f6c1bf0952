"""`calc INPUT - --format csv`: one line for each amount, with the best measure on it."""

from bjsubsidy.answers.amount import Figures
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
    return Sheet(_COLUMNS, [[None for _ in _COLUMNS]])


def best_line(figures: Figures) -> list[Cell]:
    best = figures.best
    named: list[Cell] = ["", "", ""] if best is None else [best.measure.id, best.verdict, best.measure.bound]
    return [figures.input, *named, figures.low, figures.high, figures.uncapped]
