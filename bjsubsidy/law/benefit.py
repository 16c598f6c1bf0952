"""The shapes of benefits: what a measure pays, as the tree of its formula and of its least amount.

Here stand the protocol, and the kinds that are a rate of one base; `benefit_kinds` has the others, and the list of all.
"""

from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import cached_property
from typing import Literal

from bjsubsidy.errors import NoRule, Unreadable
from bjsubsidy.formula.tree import AMOUNT, Amount, Excess, Given, OnlyFor, Round, Times
from bjsubsidy.language import Text
from bjsubsidy.law.condition import For
from bjsubsidy.law.entries import Figure, figure_amount
from bjsubsidy.law.kinds import FactUse
from bjsubsidy.quantities import MOST_RATE, Value, parse_money, parse_rate, percent_text
from bjsubsidy.record import NONE_GIVEN, Record

FactNeeded = tuple[str, FactUse]


class Deduction(Record):
    """The fact that comes off the input before a rate; `only` names the choices for which the text prints it, all where None."""

    fact: str
    only: For | None

    def holds(self, facts: Mapping[str, Value]) -> bool:
        """Whether it may come off, as far as is known of the choice that decides it."""
        return self.only is None or facts.get(self.only.fact) in (None, *self.only.one_of)


class BenefitKind(Record):
    """All that is asked of a benefit, and what holds of one that says no more than its `_formula`: it hangs on the input alone."""

    def formula(self) -> Amount:
        """The amount before caps, in fen; `NoRule` where what is written makes none."""
        return self._formula

    @cached_property
    def _formula(self) -> Amount:
        raise NotImplementedError

    def least(self) -> Amount:
        """The least that the text promises."""
        return self.formula()

    def inner(self) -> "tuple[BenefitKind, ...]":
        """The benefits that it is made of."""
        return ()

    def assumed(self) -> Mapping[str, str]:
        """The values that bound facts which the amount needs, by fact."""
        return NONE_GIVEN

    def deduction(self) -> Deduction | None:
        """What comes off the input before a rate; None where nothing does."""
        return None

    def needs(self) -> tuple[FactNeeded, ...]:
        """The facts that the amount is computed from, and what each is taken for."""
        return ()


class Share(BenefitKind):
    """A rate of the input, or of a fact (`of`), or of what is left of it after a deduction; the rate is printed or is a fact.

    `less` is a fact that comes off, `less_amount` a printed amount. `above_whole`: the rate may be above 100%.
    `less_for` names the choices for which the text prints the deduction; a condition of the measure asks the same fact.
    """

    kind: Literal["share"] = "share"
    rate: Figure | None = None
    rate_fact: str | None = None
    of: str | None = None
    less: str | None = None
    less_for: For | None = None
    less_amount: Figure | None = None
    above_whole: bool = False
    bounding: Mapping[str, str] = NONE_GIVEN

    @cached_property
    def _formula(self) -> Amount:
        return Round(Times(self._base(), self._rate()))

    def _base(self) -> Amount:
        if self.less is None and self.less_for is not None:
            raise NoRule(Text("less-for 要与 less 一起写", "less-for goes with less"))
        base = Given(AMOUNT) if self.of is None else Given(self.of, bound_of(self.bounding, self.of, parse_money))
        if self.less_amount is not None:
            if self.less is not None:
                raise NoRule(Text("less 和 less-amount 只写一个", "write less or less-amount, not both"))
            return Excess(base, figure_amount(self.less_amount, parse_money))
        if self.less is None:
            return base
        if self.of is not None:
            raise NoRule(Text("less 只从计算项目的金额中扣除", "less comes off the input only"))
        less = Given(self.less, bound_of(self.bounding, self.less, parse_money))
        return Excess(base, less if self.less_for is None else OnlyFor(less, self.less_for.fact, self.less_for.one_of))

    def assumed(self) -> Mapping[str, str]:
        return self.bounding

    def deduction(self) -> Deduction | None:
        return None if self.less is None else Deduction(self.less, self.less_for)

    def needs(self) -> tuple[FactNeeded, ...]:
        less: tuple[FactNeeded, ...] = tuple((fact, "amount") for fact in (self.of, self.less) if fact is not None)
        return less if self.rate_fact is None else (*less, (self.rate_fact, "rate"))

    def _rate(self) -> Amount:
        if (self.rate is None) == (self.rate_fact is None):
            raise NoRule(Text("比例要么写明数字，要么取自一项情况", "the rate is either a figure or a fact"))
        if self.rate_fact is not None:
            return Given(self.rate_fact, bound_of(self.bounding, self.rate_fact, reads_rate(above_whole=True)))
        return figure_amount(self.rate or "", reads_rate(self.above_whole))


class Range(BenefitKind):
    """Between two rates of the input."""

    from_: Figure
    to: Figure
    kind: Literal["range"] = "range"

    @cached_property
    def _formula(self) -> Amount:
        return Round(Times(Given(AMOUNT), figure_amount(self.to, _end_of_range)))

    def least(self) -> Amount:
        return Round(Times(Given(AMOUNT), figure_amount(self.from_, _end_of_range)))


def _end_of_range(text: str) -> Fraction:
    """A rate; `NoRule` where it is an amount of money."""
    try:
        return parse_rate(text)
    except Unreadable as unreadable:
        try:
            parse_money(text)
        except Unreadable:
            raise unreadable from None
        raise NoRule(_RANGE_OF_RATES) from None


_RANGE_OF_RATES = Text(
    'range 的两端是计算项目的两个比例（如 10% 和 20%），不能是金额：两个金额之间的写较高的一个（kind = "sum"，bound = "at-most"），'
    "或列为 [[beyond]]",
    "a range lies between two rates of the input (10% and 20%), not between two amounts: "
    'for these write the higher (kind = "sum", bound = "at-most"), or an entry [[beyond]]',
)


class Whole(BenefitKind):
    """The input itself."""

    kind: Literal["whole"] = "whole"

    @cached_property
    def _formula(self) -> Amount:
        return Given(AMOUNT)


class ExcessOverShare(BenefitKind):
    """What the input has above a share of a fact."""

    share: Figure
    of: str
    kind: Literal["excess-over-share"] = "excess-over-share"
    bounding: Mapping[str, str] = NONE_GIVEN

    @cached_property
    def _formula(self) -> Amount:
        income = Given(self.of, bound_of(self.bounding, self.of, parse_money))
        return Round(Excess(Given(AMOUNT), Times(income, figure_amount(self.share, parse_rate))))

    def assumed(self) -> Mapping[str, str]:
        return self.bounding

    def needs(self) -> tuple[FactNeeded, ...]:
        return ((self.of, "amount"),)


def reads_rate(above_whole: bool) -> Callable[[str], Fraction]:
    """Reads a rate, which is above 100% only where an entry says that it may be."""

    def read(text: str) -> Fraction:
        rate = parse_rate(text, MOST_RATE)
        if rate > 1 and not above_whole:
            what = Text(
                f"{percent_text(rate)} 超过 100%：原文确是这样写的，加 above-whole = true",
                f"{percent_text(rate)} is above 100%: where the text says so, add above-whole = true",
            )
            raise NoRule(what)
        return rate

    return read


def bound_of(bounding: Mapping[str, str], fact: str, parse: Callable[[str], int | Fraction]) -> int | Fraction | None:
    """The value that an unknown fact is taken for in the high amount."""
    return parse(bounding[fact]) if fact in bounding else None
