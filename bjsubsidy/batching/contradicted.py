"""Rows whose figures contradict one another: refused here as `calc` and a profile refuse them."""

from bjsubsidy.batching.claims import Claims
from bjsubsidy.batching.sentence import put_together
from bjsubsidy.errors import DeductionAbove
from bjsubsidy.formula.tree import AMOUNT
from bjsubsidy.language import Lang
from bjsubsidy.law.measure import Measure
from bjsubsidy.readers.headings import Layout
from bjsubsidy.readers.marked_problems import with_marks

_GIVEN, _AMOUNT = "⟦given⟧", "⟦amount⟧"


def contradicted(typed: str, rule: Claims, layout: Layout, lang: Lang) -> str:
    """Typed rows, with a problem where what is deducted from the amount is above it, whatever measures are asked for."""
    found = [case for measure in rule.catalogue.measures() if (case := _above(measure, rule, layout, lang)) is not None]
    if not found:
        return typed
    return f"SELECT * {rule.dialect.without(['problem'])}, coalesce(problem, CASE {' '.join(found)} END) AS problem FROM ({typed})"


def _above(measure: Measure, rule: Claims, layout: Layout, lang: Lang) -> str | None:
    off, column = measure.benefit.deduction(), rule.reading.column
    if off is None or (written := layout.column(off.fact)) is None:
        return None
    less, amount = column(off.fact), column(AMOUNT)
    tests = [f"input = {rule.dialect.text(measure.input)}", f"{less} > {amount}"]
    if off.only is not None:
        choice, among = column(off.only.fact), ", ".join(map(rule.dialect.text, off.only.one_of))
        tests.append(f"({choice} IS NULL OR {choice} IN ({among}))")
    said = with_marks(DeductionAbove(given=_GIVEN, amount=_AMOUNT).at(written.heading), lang)
    return f"WHEN {' AND '.join(tests)} THEN {put_together(said, {_GIVEN: _yuan(less), _AMOUNT: _yuan(amount)}, rule.dialect)}"


def _yuan(fen: str) -> str:
    """Fen as yuan with two decimals, exactly; for a figure of 18 digits."""
    return f"CAST(CAST(CAST({fen} AS DECIMAL(18,0)) * CAST(0.01 AS DECIMAL(3,2)) AS DECIMAL(18,2)) AS STRING)"
