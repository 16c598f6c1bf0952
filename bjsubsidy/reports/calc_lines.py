"""`calc INPUT -` as CSV: one line for each amount, with the best measure on it."""

from bjsubsidy.answers.amount import Figures
from bjsubsidy.reports.sheet import Column, Sheet, sheet

# What an amount comes to; nothing where it cannot be read.
Line = Figures | None

_COLUMNS: list[Column[Line]] = [
    Column("amount", "", lambda row: row and row.input, "money"),
    Column("best", "", lambda row: row.best.measure.id if row and row.best else None),
    Column("verdict", "", lambda row: row.best.verdict if row and row.best else None),
    Column("bound", "", lambda row: row.best.measure.bound if row and row.best else None),
    Column("low", "", lambda row: row and row.low, "money"),
    Column("high", "", lambda row: row and row.high, "money"),
    Column("uncapped", "", lambda row: row and row.uncapped, "money"),
]


def blank() -> Sheet:
    """The row of an amount that cannot be read."""
    return sheet(_COLUMNS, [None])
