"""A measure put forward for an item of a firm that has received something before."""

from collections.abc import Sequence
from datetime import date

from bjsubsidy.answers.claim import Claim, claim
from bjsubsidy.law.catalogue import Catalogue
from bjsubsidy.law.firm import Item, Receipt
from bjsubsidy.law.measure import Measure


def put_forward(measure: Measure, item: Item, as_of: date, catalogue: Catalogue, receipts: Sequence[Receipt]) -> Claim:
    """A claim on its conditions, and on what was received under measures that are not had together with it.

    Its caps count receipts of its own measure later. A catalogue without exclusions costs nothing.
    """
    made = claim(measure, item, as_of, catalogue)
    if not receipts or not catalogue.exclusions:
        return made
    from bjsubsidy.answers.exclusions import after_receipts

    return after_receipts(made, receipts, catalogue)
