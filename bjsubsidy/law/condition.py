"""The shape of a condition: one test as written, and the tree of what it states."""

from datetime import date as Day
from fractions import Fraction
from typing import Literal

from bjsubsidy.errors import NoRule
from bjsubsidy.formula.tree import (
    AMOUNT,
    AS_OF,
    MONTH,
    ON,
    RECEIVED,
    AllOf,
    Amount,
    AnyOf,
    DayUnit,
    Given,
    Holds,
    Later,
    LessThan,
    MoreThan,
    Not,
    NotReceived,
    OneOf,
    Pending,
    SomeOf,
    Test,
    Times,
    Where,
    facts,
    givens,
)
from bjsubsidy.language import Text
from bjsubsidy.law.entries import Figure, Terms, by_choice, figure_amount
from bjsubsidy.quantities import parse_money, parse_multiple
from bjsubsidy.record import Record


class For(Record):
    """The choices of a fact that a condition or a deduction is for, and those for which the text leaves an unmet one open."""

    fact: str
    one_of: tuple[str, ...] = ()
    unsettled: tuple[str, ...] = ()


class Within(Record):
    """A period of days, months or years from a day on: that of a fact, or of the item (`on`)."""

    of: str
    days: int | None = None
    months: int | None = None
    years: int | None = None

    def length(self) -> tuple[int, DayUnit]:
        """How many of which; `NoRule` where it is none or several."""
        units: tuple[DayUnit, ...] = ("day", "month", "year")
        held = [(count, unit) for count, unit in zip((self.days, self.months, self.years), units, strict=True) if count is not None]
        if len(held) != 1 or not 0 <= held[0][0] <= _LONGEST[held[0][1]]:
            raise NoRule(
                Text("期间写 days、months、years 之一，不超过一百年", "a period is of days, months or years, a hundred years at most")
            )
        return held[0]


_LONGEST: dict[DayUnit, int] = {"day": 36525, "month": 1200, "year": 100}


class AtLeastOf(Record):
    """So many of the conditions are met."""

    count: int
    conditions: tuple["Condition", ...]


class Condition(Record):
    """One condition as written; exactly one of its grammars. Without `fact` it is about the input's amount.

    `times_series` and `times_fact` make the bound a multiple of a rate series, or of another fact. `within` and `not_before` hold a day
    against another, and are about the item's day where no fact is named. `all`, `any`, `not` and `at-least-of` hold conditions themselves.
    `per`: that of all the firm's items of the input in the calendar month, and not of the one item.
    """

    fact: str | None = None
    holds: bool | None = None
    one_of: tuple[str, ...] = ()
    unsettled: tuple[str, ...] = ()
    at_most: Figure | None = None
    less_than: Figure | None = None
    at_least: Figure | None = None
    more_than: Figure | None = None
    equality: Literal["settled", "unsettled"] = "settled"
    times_series: str | None = None
    on: str | None = None
    within_years: int | None = None
    within: Within | None = None
    not_before: str | None = None
    times_fact: str | None = None
    per: Literal["month"] | None = None
    proposed: bool = False
    for_: For | None = None
    all: tuple["Condition", ...] = ()
    any: tuple["Condition", ...] = ()
    not_: "Condition | None" = None
    at_least_of: AtLeastOf | None = None

    def test(self, terms: Terms) -> Test:
        """The tree of the condition; `NoRule` where it is not exactly one grammar."""
        if self.for_ is None:
            return self._test(terms)
        if not (self.for_.one_of or self.for_.unsettled):
            raise NoRule(Text("写了 for 的条件要写明 one-of 或 unsettled", "a condition with for has to give one-of or unsettled"))
        return Where(self._test(terms), self.for_.fact, self.for_.one_of, self.for_.unsettled)

    def _test(self, terms: Terms) -> Test:
        of_fact = [self.holds is not None, bool(self.one_of), self._bounds() != [], self.within_years is not None]
        forms = [*of_fact, self.within is not None, self.not_before is not None, self.proposed, bool(self.inner())]
        beside = bool(self.times_series) != bool(self.on) or (not self._bounds() and bool(self.per or self.times_fact))
        if (self.unsettled and not self.one_of) or (self.equality == "unsettled" and not self._bounds()):
            raise NoRule(Text("unsettled 与 one-of 一起写，equality 与界限一起写", "unsettled goes with one-of, and equality with a bound"))
        if sum(forms) != 1 or len(self._bounds()) > 1 or beside:
            raise NoRule(Text("一个条件只写一种检验", "a condition has exactly one test"))
        if self.inner():
            return self._composed(terms)
        if self.proposed:
            return Pending()
        if self.within is not None:
            return _within(self.within.of, self.fact or ON, *self.within.length())
        if self.not_before is not None:
            return MoreThan(Given(self.fact or ON), Later(Given(self.not_before), 0, "day"), equal=True)
        if self._bounds():
            return self._bounded(terms)
        if self.fact is None:
            raise NoRule(Text("条件要写明问哪项情况", "a condition names its fact"))
        if self.holds is not None:
            return Holds(self.fact, self.holds)
        if self.one_of:
            return OneOf(self.fact, self.one_of, self.unsettled)
        return _within(self.fact, ON, self.within_years or 0, "year")

    def inner(self) -> tuple["Condition", ...]:
        """The conditions that it holds; none where it is a test itself."""
        denied = () if self.not_ is None else (self.not_,)
        return (*self.all, *self.any, *denied, *(() if self.at_least_of is None else self.at_least_of.conditions))

    def _composed(self, terms: Terms) -> Test:
        held = [bool(self.all), bool(self.any), self.not_ is not None, self.at_least_of is not None]
        if sum(held) != 1 or self.fact is not None:
            raise NoRule(Text("一个条件只写一种检验", "a condition has exactly one test"))
        tests = tuple(condition.test(terms) for condition in self.inner())
        if self.not_ is not None:
            return Not(tests[0])
        if self.at_least_of is not None:
            return SomeOf(self.at_least_of.count, tests)
        return AllOf(tests) if self.all else AnyOf(tests)

    def _bounds(self) -> list["_Bound"]:
        written: list[tuple[type[LessThan] | type[MoreThan], bool, Figure | None]] = [
            (LessThan, True, self.at_most),
            (LessThan, False, self.less_than),
            (MoreThan, True, self.at_least),
            (MoreThan, False, self.more_than),
        ]
        return [(side, equal, bound) for side, equal, bound in written if bound is not None]

    def _bounded(self, terms: Terms) -> Test:
        side, equal, bound = self._bounds()[0]
        if self.per is not None and self.fact is not None:
            raise NoRule(Text("per 只用于金额本身的界限", "per may stand only with a bound on the amount itself"))
        settled = equal if self.equality == "settled" else None
        return side(Given(self.fact or (MONTH if self.per else AMOUNT)), self._limit(bound, terms), settled)

    def _limit(self, bound: Figure, terms: Terms) -> Amount:
        if by_choice(bound):
            # While the choice is unknown no bound could be taken for it.
            raise NoRule(Text("界限不能按情况列出：请用 any 写成几个条件", "a bound is not chosen by a fact: write conditions under any"))
        if self.times_fact is not None:
            if self.times_series is not None:
                raise NoRule(Text("times-fact 不与 times-series 同写", "times-fact stands without times-series"))
            return Times(Given(self.times_fact), figure_amount(bound, parse_multiple))
        if self.times_series and self.on:
            return Times(terms.series(self.times_series).at(self.on), figure_amount(bound, parse_multiple))
        return figure_amount(bound, lambda text: self._read(text, terms))

    def _read(self, text: str, terms: Terms) -> int | Fraction | Day:
        value = terms.fact(self.fact).read(text) if self.fact else parse_money(text)
        if isinstance(value, (str, bool)):
            raise NoRule(Text("界限应为数量或日期", "a bound is a quantity or a day"))
        return value


AtLeastOf.fields["conditions"] = tuple[Condition, ...]
Condition.fields.update(all=tuple[Condition, ...], any=tuple[Condition, ...], not_=Condition | None)


def condition_id(test: Test) -> str:
    """What a condition is called by: the fact that it asks first; else the key that states it, or the amount that it bounds.

    Those of no fact are `from`, `until` and `apply-by` (days), `amount` and `in-month` (what it bounds), `received-instead` and `proposed`.
    """
    if isinstance(test, NotReceived):
        return RECEIVED
    asked = facts(test)
    if asked:
        return asked[0]
    given = next(iter(givens(test)), "proposed")
    if given == ON:
        return "from" if isinstance(test, MoreThan) else "until"
    return "apply-by" if given == AS_OF else given


_Bound = tuple[type[LessThan] | type[MoreThan], bool, Figure]


def _within(start: str, end: str, count: int, unit: DayUnit) -> Test:
    """One day is not after another, and that not more than so long after it."""
    return AllOf((LessThan(Given(start), Given(end), equal=True), LessThan(Given(end), Later(Given(start), count, unit), equal=True)))
