"""The shape of a cap: the most that is paid, or the most input that counts, within a scope."""

from collections.abc import Mapping
from functools import cached_property
from typing import Literal

from bjsubsidy.errors import NoRule
from bjsubsidy.formula.tree import Amount, Chosen
from bjsubsidy.language import Text
from bjsubsidy.law.entries import Figure, figure_amount
from bjsubsidy.quantities import parse_money
from bjsubsidy.record import NONE_GIVEN, Record

Counts = Literal["amount", "base"]


class Cap(Record):
    """The most that is paid within a scope, or (`counts = "base"`) the most input that counts.

    `scope`: `enterprise`, `year` (the calendar year of the item's day), and facts that are a choice or a name, counted together. There is
    no quarter and no month: a fact that is a name stands for one.
    """

    scope: tuple[str, ...]
    amount: Figure | None = None
    by: str | None = None
    amounts: Mapping[str, str] = NONE_GIVEN
    counts: Counts = "amount"

    def formula(self) -> Amount:
        """The cap's figure in fen; `NoRule` where it states none or two."""
        return self._formula

    @cached_property
    def _formula(self) -> Amount:
        if (self.amount is None) == (self.by is None) or (self.by is None) != (not self.amounts):
            raise NoRule(Text("上限只写一个金额，或按选项分别写金额", "a cap states one amount, or amounts by a choice"))
        if self.by is not None:
            return Chosen(self.by, tuple(self.figures().items()))
        return figure_amount(self.amount or "", parse_money)

    def figures(self) -> dict[str, int]:
        """The figure under each answer to the choice that it depends on, in fen."""
        return {choice: parse_money(text) for choice, text in self.amounts.items()}

    def tries(self) -> str | None:
        """The choice under whose answers it is tried where nobody gave it: its figure and what was received depend on it."""
        return self.by if self.by in self.scope and self.counts == "amount" else None

    def named(self) -> tuple[str, ...]:
        """The scopes that are facts: what a person can name."""
        return tuple(scope for scope in self.scope if scope not in ("enterprise", "year"))
