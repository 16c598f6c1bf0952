"""What a firm brings, typed: its items and what it already received."""

from collections.abc import Mapping
from datetime import date

from bjsubsidy.quantities import Value
from bjsubsidy.record import NONE_GIVEN, Record


class Item(Record):
    """One expense or event of a firm: an amount in fen, its day and the facts that hold for it."""

    input: str
    amount: int
    on: date
    facts: Mapping[str, Value] = NONE_GIVEN
    enterprise: str | None = None


class Receipt(Record):
    """Support already received: fen, its day, and the scope values that somebody named."""

    measure: str
    amount: int
    on: date
    enterprise: str | None = None
    scope: Mapping[str, Value] = NONE_GIVEN


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
