"""What a firm brings, typed: its items and what it already received."""

from collections.abc import Mapping
from datetime import date

from bjsubsidy.quantities import Value
from bjsubsidy.record import NONE_GIVEN, Record


class Item(Record):
    """One expense or event of a firm: an amount in fen, its day and the facts that hold for it.

    `beside` are fen of the firm's other items of this input in the same calendar month; None where they are not all known.
    """

    input: str
    amount: int
    on: date
    facts: Mapping[str, Value] = NONE_GIVEN
    enterprise: str | None = None
    beside: int | None = 0


class Receipt(Record):
    """Support already received: fen, the day of the expense, and the scope values that somebody named.

    Where nobody said the day (`on` is None) it counts against the caps of every year. `place` is the file and line it stands in.
    """

    measure: str
    amount: int
    on: date | None
    enterprise: str | None = None
    scope: Mapping[str, Value] = NONE_GIVEN
    credit_code: str | None = None
    place: str = ""


class Labelled(Record):
    """An item under the label by which the answer names it; not `dated` where nobody said its day and today stands.

    `own` are the facts that were said of the item itself, and not of the firm.
    """

    label: str
    item: Item
    dated: bool = True
    own: Mapping[str, Value] = NONE_GIVEN


class Profile(Record):
    """One firm: its name, its own facts, its items in file order, its receipts, and the day it asks for; not `given` where today stands."""

    name: str | None
    facts: Mapping[str, Value]
    items: tuple[Labelled, ...]
    receipts: tuple[Receipt, ...]
    as_of: date
    as_of_given: bool = True
    credit_code: str | None = None


def by_month(profile: Profile) -> Profile:
    """The same firm, each item with what its others of that input and calendar month come to."""
    sums: dict[tuple[str, int, int], int] = {}
    for labelled in profile.items:
        sums[_month(labelled.item)] = sums.get(_month(labelled.item), 0) + labelled.item.amount
    return profile.replace(items=tuple(_summed(labelled, sums[_month(labelled.item)]) for labelled in profile.items))


def _month(item: Item) -> tuple[str, int, int]:
    return item.input, item.on.year, item.on.month


def _summed(labelled: Labelled, month: int) -> Labelled:
    return labelled.replace(item=labelled.item.replace(beside=month - labelled.item.amount))
