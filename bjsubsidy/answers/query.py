"""What is asked of one input, but for the amount."""

from collections.abc import Mapping, Sequence
from datetime import date

from bjsubsidy.law.benefit import Share
from bjsubsidy.law.firm import Receipt
from bjsubsidy.law.measure import Measure
from bjsubsidy.quantities import Value
from bjsubsidy.record import NONE_GIVEN, Record


class Query(Record):
    input: str
    on: date
    as_of: date
    measures: Sequence[Measure]
    facts: Mapping[str, Value] = NONE_GIVEN
    receipts: Sequence[Receipt] = ()
    strict: bool = False


def deduction(measure: Measure, facts: Mapping[str, Value]) -> tuple[str, int] | None:
    """The fact that is deducted from the input, and what was given for it: no input is below it."""
    name = measure.benefit.less if isinstance(measure.benefit, Share) else None
    given = facts.get(name or "")
    return (name, given) if name and isinstance(given, int) else None
