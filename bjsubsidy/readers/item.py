"""What a firm brings, typed: its items and what it already received."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from bjsubsidy.quantities import Value


@dataclass(frozen=True)
class Item:
    """One expense or event of a firm: an amount in fen, its day and the facts that hold for it."""

    input: str
    amount: int
    on: date
    facts: Mapping[str, Value] = field(default_factory=dict)
    enterprise: str | None = None


@dataclass(frozen=True)
class Receipt:
    """Support already received: fen, its day, and the scope values that somebody named."""

    measure: str
    amount: int
    on: date
    enterprise: str | None = None
    scope: Mapping[str, Value] = field(default_factory=dict)
