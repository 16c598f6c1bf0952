"""The shapes of rules: conditions, benefits and caps. Each knows the tree of what it states."""

from collections.abc import Mapping
from fractions import Fraction
from functools import cached_property
from typing import Literal, Protocol

from bjsubsidy.errors import NoRule
from bjsubsidy.formula.tree import (
    AMOUNT,
    ON,
    All,
    Amount,
    Chosen,
    Excess,
    Fixed,
    Given,
    Holds,
    Later,
    OneOf,
    Over,
    Pending,
    Round,
    Test,
    Times,
    Under,
)
from bjsubsidy.language import Text
from bjsubsidy.law.entry import Terms
from bjsubsidy.quantities import parse_money, parse_multiple, parse_rate
from bjsubsidy.record import NONE_GIVEN, Record


class Condition(Record):
    """One condition as written; exactly one of its grammars. Without `fact` it is about the input's amount."""

    fact: str | None = None
    holds: bool | None = None
    one_of: tuple[str, ...] = ()
    unsettled: tuple[str, ...] = ()
    at_most: str | None = None
    less_than: str | None = None
    at_least: str | None = None
    more_than: str | None = None
    equality: Literal["settled", "unsettled"] = "settled"
    times_series: str | None = None
    on: str | None = None
    within_years: int | None = None
    proposed: bool = False

    def test(self, terms: Terms) -> Test:
        """The tree of the condition; `NoRule` where it is not exactly one grammar."""
        forms = [self.holds is not None, bool(self.one_of), self._bounds() != [], self.within_years is not None, self.proposed]
        if sum(forms) != 1 or len(self._bounds()) > 1 or bool(self.times_series) != bool(self.on):
            raise NoRule(Text("一个条件只写一种检验", "a condition states exactly one test"))
        if self.proposed:
            return Pending()
        if self._bounds():
            return self._bounded(terms)
        if self.fact is None:
            raise NoRule(Text("条件要写明事实", "a condition names its fact"))
        if self.holds is not None:
            return Holds(self.fact, self.holds)
        if self.one_of:
            return OneOf(self.fact, self.one_of, self.unsettled)
        return _within(self.fact, self.within_years or 0)

    def _bounds(self) -> list["_Bound"]:
        written: list[tuple[type[Under] | type[Over], bool, str | None]] = [
            (Under, True, self.at_most),
            (Under, False, self.less_than),
            (Over, True, self.at_least),
            (Over, False, self.more_than),
        ]
        return [(side, equal, bound) for side, equal, bound in written if bound is not None]

    def _bounded(self, terms: Terms) -> Test:
        side, equal, bound = self._bounds()[0]
        settled = equal if self.equality == "settled" else None
        return side(Given(self.fact or AMOUNT), self._limit(bound, terms), settled)

    def _limit(self, bound: str, terms: Terms) -> Amount:
        if self.times_series and self.on:
            return Times(terms.series(self.times_series).at(self.on), Fixed(parse_multiple(bound)))
        value = terms.fact(self.fact).read(bound) if self.fact else parse_money(bound)
        if isinstance(value, (str, bool)):
            raise NoRule(Text("界限要是数量或日期", "a bound is a quantity or a day"))
        return Fixed(value)


_Bound = tuple[type[Under] | type[Over], bool, str]


def _within(fact: str, years: int) -> Test:
    """The fact's day is not after the item's, and not more than so many years before it."""
    return All((Under(Given(fact), Given(ON), equal=True), Under(Given(ON), Later(Given(fact), years), equal=True)))


class Share(Record):
    """A rate of the input, or of what is left of it after a deduction; the rate is printed or is a fact."""

    kind: Literal["share"] = "share"
    rate: str | None = None
    rate_fact: str | None = None
    less: str | None = None
    bounding: Mapping[str, str] = NONE_GIVEN

    def formula(self) -> Amount:
        return self._formula

    @cached_property
    def _formula(self) -> Amount:
        return Round(Times(self._base(), self._rate()))

    def least(self) -> Amount:
        return self.formula()

    def _base(self) -> Amount:
        if self.less is None:
            return Given(AMOUNT)
        return Excess(Given(AMOUNT), Given(self.less, _bound(self.bounding, self.less, parse_money)))

    def _rate(self) -> Amount:
        if (self.rate is None) == (self.rate_fact is None):
            raise NoRule(Text("比例或者写明，或者是一个事实", "the rate is either printed or a fact"))
        if self.rate_fact is not None:
            return Given(self.rate_fact, _bound(self.bounding, self.rate_fact, parse_rate))
        return Fixed(parse_rate(self.rate or ""))


class Range(Record):
    """Between two rates of the input."""

    from_: str
    to: str
    kind: Literal["range"] = "range"

    def formula(self) -> Amount:
        return self._formula

    @cached_property
    def _formula(self) -> Amount:
        return Round(Times(Given(AMOUNT), Fixed(parse_rate(self.to))))

    def least(self) -> Amount:
        return Round(Times(Given(AMOUNT), Fixed(parse_rate(self.from_))))


class Whole(Record):
    """The input itself."""

    kind: Literal["whole"] = "whole"

    def formula(self) -> Amount:
        return Given(AMOUNT)

    def least(self) -> Amount:
        return self.formula()


class ExcessOverShare(Record):
    """What the input has above a share of a fact."""

    share: str
    of: str
    kind: Literal["excess-over-share"] = "excess-over-share"
    bounding: Mapping[str, str] = NONE_GIVEN

    def formula(self) -> Amount:
        return self._formula

    @cached_property
    def _formula(self) -> Amount:
        income = Given(self.of, _bound(self.bounding, self.of, parse_money))
        return Round(Excess(Given(AMOUNT), Times(income, Fixed(parse_rate(self.share)))))

    def least(self) -> Amount:
        return self.formula()


Benefit = Share | Range | Whole | ExcessOverShare


def _bound(bounding: Mapping[str, str], fact: str, parse: "_Parser") -> int | Fraction | None:
    return parse(bounding[fact]) if fact in bounding else None


class _Parser(Protocol):
    def __call__(self, text: str, /) -> int | Fraction: ...


class Cap(Record):
    """The most that is paid within a scope, or (`counts = "base"`) the most input that counts."""

    scope: tuple[str, ...]
    amount: str | None = None
    by: str | None = None
    amounts: Mapping[str, str] = NONE_GIVEN
    counts: Literal["amount", "base"] = "amount"

    def formula(self) -> Amount:
        """The cap's figure in fen; `NoRule` where it states none or two."""
        return self._formula

    @cached_property
    def _formula(self) -> Amount:
        if (self.amount is None) == (self.by is None) or (self.by is None) != (not self.amounts):
            raise NoRule(Text("上限写一个金额，或按选项分列金额", "a cap states one amount, or amounts by a choice"))
        if self.by is not None:
            return Chosen(self.by, tuple((choice, parse_money(text)) for choice, text in self.amounts.items()))
        return Fixed(parse_money(self.amount or ""))

    def named(self) -> tuple[str, ...]:
        """The scopes that are facts: what a person can name."""
        return tuple(scope for scope in self.scope if scope not in ("enterprise", "year"))
