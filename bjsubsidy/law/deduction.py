"""What comes off an amount before a rate: never more than the amount, in whatever command."""

from collections.abc import Mapping, Sequence

from bjsubsidy.errors import DeductionAbove
from bjsubsidy.law.measure import Measure
from bjsubsidy.quantities import Value, money_text


def deduction(measure: Measure, facts: Mapping[str, Value]) -> tuple[str, int] | None:
    """The fact that is deducted from the input, and what was given for it: no input is below it."""
    off = measure.benefit.deduction()
    given = facts.get(off.fact) if off is not None and off.holds(facts) else None
    return (off.fact, given) if off is not None and isinstance(given, int) else None


def deduction_above(amount: int, measures: Sequence[Measure], facts: Mapping[str, Value]) -> tuple[str, DeductionAbove] | None:
    """The fact of which more is deducted than there is, and what to say of it."""
    for measure in measures:
        less = deduction(measure, facts)
        if less and less[1] > amount:
            return less[0], DeductionAbove(given=money_text(less[1]), amount=money_text(amount))
    return None
