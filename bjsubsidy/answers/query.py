"""What is asked of one input, but for the amount."""

from collections.abc import Mapping, Sequence
from datetime import date

from bjsubsidy.law.firm import Receipt
from bjsubsidy.law.measure import Measure
from bjsubsidy.quantities import Value
from bjsubsidy.record import NONE_GIVEN, Record


class Query(Record):
    """What is asked of one input, whatever the amount: the item's day, the day of asking, measures, facts, receipts."""

    input: str
    on: date
    as_of: date
    measures: Sequence[Measure]
    facts: Mapping[str, Value] = NONE_GIVEN
    receipts: Sequence[Receipt] = ()
    strict: bool = False
