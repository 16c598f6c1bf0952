"""The kinds of benefits beyond a rate of one base: sums, steps, the higher or lower of several; and the list of all kinds.

Imported where a catalogue has one of them, and where one is checked.
"""

from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import cached_property
from itertools import pairwise
from typing import Literal

from bjsubsidy.errors import NoRule
from bjsubsidy.formula.forms import Added, Band, Bands, Highest, Lowest, NothingBelow, Slice, Slices, Units
from bjsubsidy.formula.tree import AMOUNT, Amount, Excess, Fixed, Given, Round, Times
from bjsubsidy.language import Text
from bjsubsidy.law.benefit import BenefitKind, Deduction, ExcessOverShare, FactNeeded, Range, Share, Whole, bound_of, reads_rate
from bjsubsidy.law.entries import Figure, figure_amount
from bjsubsidy.law.kinds import FactUse
from bjsubsidy.quantities import MOST_RATE, RATE_SIGNS, parse_money, parse_rate
from bjsubsidy.record import NONE_GIVEN, Record

# A bound or a number of units as it is written: a whole number of things, or text, which is an amount or (with %) a rate.
Bounded = int | str


class FlatSum(BenefitKind):
    """A sum, whatever the input comes to."""

    amount: Figure
    kind: Literal["sum"] = "sum"

    @cached_property
    def _formula(self) -> Amount:
        return figure_amount(self.amount, parse_money)


class SumPerUnit(BenefitKind):
    """A sum for each unit of a fact, or of the input where `of` is left out; `every` says how large a unit is.

    `full`: only full units count. `times`: other counts that multiply it, as months do. `most`: how many of a count there are at most.
    """

    amount: Figure
    kind: Literal["sum-per-unit"] = "sum-per-unit"
    of: str | None = None
    every: Bounded = 1
    full: bool = False
    times: tuple[str, ...] = ()
    most: Mapping[str, int] = NONE_GIVEN
    bounding: Mapping[str, str] = NONE_GIVEN

    @cached_property
    def _formula(self) -> Amount:
        if self.of is None and use_of(self.every) != "amount":
            right = _in_quotes("every", self.every)
            raise NoRule(Text(f"按计算项目的金额计时，every 写金额{right.zh}", f"of the input, every is an amount{right.en}"))
        if read_bound(self.every) <= 0 or any(most < 1 for most in self.most.values()):
            raise NoRule(Text("every 和 most 要大于零", "every and most are above zero"))
        if unknown := [fact for fact in self.most if fact not in (self.of, *self.times)]:
            raise NoRule(Text(f"most 里的 {unknown[0]} 不参与计算", f"{unknown[0]} in most is not counted"))
        formula: Amount = Times(figure_amount(self.amount, parse_money), Units(self._counted(self.of), read_bound(self.every), self.full))
        for fact in self.times:
            formula = Times(formula, Units(self._counted(fact), 1, full=False))
        return Round(formula)

    def _counted(self, fact: str | None) -> Amount:
        if fact is None:
            return Given(AMOUNT)
        money = fact == self.of and isinstance(self.every, str)
        given = Given(fact, bound_of(self.bounding, fact, parse_money if money else int))
        return Lowest((given, Fixed(self.most[fact]))) if fact in self.most else given

    def assumed(self) -> Mapping[str, str]:
        return self.bounding

    def needs(self) -> tuple[FactNeeded, ...]:
        own: tuple[FactNeeded, ...] = () if self.of is None else ((self.of, use_of(self.every)),)
        return (*own, *((fact, "units") for fact in self.times))


class BenefitStep(Record):
    """What is paid up to a bound: a rate, a sum, a sum for `each` unit, or a sum that tapers off.

    The lower bound may be written too; it is where the step before ends. `taper`: the rate by which the sum falls with what is above it.
    """

    at_most: Bounded | None = None
    less_than: Bounded | None = None
    at_least: Bounded | None = None
    more_than: Bounded | None = None
    rate: Figure | None = None
    sum: Figure | None = None
    each: Figure | None = None
    taper: Figure | None = None

    def upper(self) -> Bounded | None:
        """The bound of the step; None where it has none."""
        return self.less_than if self.at_most is None else self.at_most


class Steps(BenefitKind):
    """Steps by the input, by a fact (`by`) or by another benefit (`award`): the whole by the step it lies in, or each slice by its own.

    A rate is of the input, of `of`, or of the award; of a slice it is of what lies in the slice. `above_whole`: rates may be above 100%.
    """

    steps: tuple[BenefitStep, ...]
    kind: Literal["steps"] = "steps"
    by: str | None = None
    award: "Part | None" = None
    of: str | None = None
    slices: bool = False
    above_whole: bool = False
    bounding: Mapping[str, str] = NONE_GIVEN

    @cached_property
    def _formula(self) -> Amount:
        self._connected()
        subject = self._given(self.by) if self.award is None else unrounded(self.award)
        if self.award is not None and (self.by is not None or self.of is not None):
            raise NoRule(Text("award 不与 by、of 同写", "award stands without by and of"))
        if self.slices:
            return Round(Slices(subject, self._slices()))
        base = self._given(self.of) if self.award is None else subject
        uppers = [step.upper() for step in self.steps]
        bounds = [None if upper is None else Fixed(read_bound(upper)) for upper in uppers]
        lowers = [Fixed(0), *(bound or Fixed(0) for bound in bounds[:-1])]
        paid = [self._paid(step, base, subject, lower) for step, lower in zip(self.steps, lowers, strict=True)]
        zipped = zip(self.steps, bounds, paid, strict=True)
        return Round(Bands(subject, tuple(Band(bound, step.at_most is not None, pays) for step, bound, pays in zipped)))

    def inner(self) -> tuple[BenefitKind, ...]:
        return () if self.award is None else (self.award,)

    def _connected(self) -> None:
        """Each step begins where the one before ends, the first at nothing, and the last has no end."""
        if len(self.steps) < 2:
            raise NoRule(Text("分档至少两档", "there are at least two steps"), _APART)
        for number, step in enumerate(self.steps):
            if step.at_most is not None and step.less_than is not None:
                raise NoRule(Text("一档只写一个上界", "a step has one upper bound"), _APART)
            self._begun(number, step)
        strange = [step for step in self.steps[:-1] if use_of(step.upper() or 0) != "amount"]
        if self.by is None and strange:
            right = _in_quotes("at-most" if strange[0].less_than is None else "less-than", strange[0].upper() or 0)
            raise NoRule(Text(f"按金额分档的，上界写金额{right.zh}", f"steps by an amount are bounded by amounts{right.en}"), _APART)
        for before, step in pairwise(self.steps[:-1]):
            if read_bound(before.upper() or 0) >= read_bound(step.upper() or 0):
                raise NoRule(Text("各档要由低到高", "steps rise"), _APART)

    def _begun(self, number: int, step: BenefitStep) -> None:
        upper, last = step.upper(), number == len(self.steps) - 1
        if (upper is None) != last:
            raise NoRule(_NO_END if last else _NO_BOUND, _APART)
        if step.at_least is None and step.more_than is None:
            return
        before = self.steps[number - 1] if number else BenefitStep()
        if (step.more_than, step.at_least) != (before.at_most, before.less_than):
            raise NoRule(_NOT_CONNECTED, _APART)

    def _slices(self) -> tuple[Slice, ...]:
        if any(step.sum is not None or step.taper is not None or (step.rate is None) == (step.each is None) for step in self.steps):
            raise NoRule(Text("分段计的每一段写 rate 或 each", "a slice has a rate, or a sum for each"))
        if self.of is not None:
            raise NoRule(Text("分段计的比例就是该段的，不写 of", "of slices the rate is of the slice itself: leave out of"))
        edges = [Fixed(0), *(Fixed(read_bound(step.upper() or 0)) for step in self.steps[:-1])]
        return tuple(Slice(edge, self._rate(step)) for edge, step in zip(edges, self.steps, strict=True))

    def _rate(self, step: BenefitStep) -> Amount:
        if step.each is not None:
            return figure_amount(step.each, parse_money)
        return figure_amount(step.rate or "", reads_rate(self.above_whole))

    def _paid(self, step: BenefitStep, base: Amount, subject: Amount, lower: Amount) -> Amount:
        if [step.rate, step.sum, step.each].count(None) != 2 or (step.taper is not None and step.sum is None):
            raise NoRule(Text("一档写 rate、sum、each 之一", "a step has one of rate, sum and each"))
        if step.sum is None:
            return (
                Times(figure_amount(step.each, parse_money), Units(subject, 1, full=False)) if step.each else Times(base, self._rate(step))
            )
        paid = figure_amount(step.sum, parse_money)
        if step.taper is None:
            return paid
        return Excess(paid, Times(Excess(subject, lower), figure_amount(step.taper, reads_rate(self.above_whole))))

    def _given(self, fact: str | None) -> Amount:
        if fact is None:
            return Given(AMOUNT)
        return Given(fact, bound_of(self.bounding, fact, self._reads(fact)))

    def _reads(self, fact: str) -> "Callable[[str], int | Fraction]":
        return parse_money if fact == self.of and fact != self.by else read_bound

    def assumed(self) -> Mapping[str, str]:
        return {**self.bounding, **(self.award.assumed() if self.award else {})}

    def needs(self) -> tuple[FactNeeded, ...]:
        bounds = [upper for step in self.steps if (upper := step.upper()) is not None]
        own: tuple[FactNeeded, ...] = () if self.by is None else tuple((self.by, use_of(bound)) for bound in bounds)
        base: tuple[FactNeeded, ...] = () if self.of is None else ((self.of, "amount"),)
        return (*own, *base, *(self.award.needs() if self.award else ()))


_APART = "steps-not-connected"
_NO_BOUND = Text(
    "只有最后一档没有上界；其余要写 at-most 或 less-than", "only the last step has no upper bound: the others need at-most or less-than"
)
_NO_END = Text(
    '最后一档不写上界：其上没有规定的，另写一档 sum = "0"',
    'the last step has no upper bound: where nothing is printed above it, add a step with sum = "0"',
)
_NOT_CONNECTED = Text(
    "这一档的下界不是前一档的上界：两档之间有空缺或重叠", "the step does not begin where the one before ends: a gap or an overlap"
)


class _Several(BenefitKind):
    """Of several benefits; each part is a benefit of its own, not rounded."""

    of: tuple["Part", ...]

    def inner(self) -> tuple[BenefitKind, ...]:
        return self.of

    def _parts(self) -> tuple[Amount, ...]:
        if len(self.of) < 2:
            raise NoRule(Text("至少写两项", "there are at least two of them"))
        return tuple(unrounded(part) for part in self.of)

    def assumed(self) -> Mapping[str, str]:
        return {fact: text for part in self.of for fact, text in part.assumed().items()}

    def deduction(self) -> Deduction | None:
        return next((off for part in self.of if (off := part.deduction()) is not None), None)

    def needs(self) -> tuple[FactNeeded, ...]:
        return tuple(need for part in self.of for need in part.needs())


class HigherOf(_Several):
    """The higher of several benefits."""

    kind: Literal["higher-of"] = "higher-of"

    @cached_property
    def _formula(self) -> Amount:
        return Round(Highest(self._parts()))


class LowerOf(_Several):
    """The lower of several benefits: a ceiling that is a share of another base is one of them."""

    kind: Literal["lower-of"] = "lower-of"

    @cached_property
    def _formula(self) -> Amount:
        return Round(Lowest(self._parts()))


class SumOf(_Several):
    """Several benefits together."""

    kind: Literal["sum-of"] = "sum-of"

    @cached_property
    def _formula(self) -> Amount:
        return Round(Added(self._parts()))


class _Around(BenefitKind):
    """A benefit around another."""

    of: "Part"

    def inner(self) -> tuple[BenefitKind, ...]:
        return (self.of,)

    def assumed(self) -> Mapping[str, str]:
        return self.of.assumed()

    def deduction(self) -> Deduction | None:
        return self.of.deduction()

    def needs(self) -> tuple[FactNeeded, ...]:
        return self.of.needs()


class AwardFrom(_Around):
    """A benefit that is not paid where it comes to less than a least award, before it is rounded and before caps."""

    least_award: Figure
    kind: Literal["award-from"] = "award-from"

    @cached_property
    def _formula(self) -> Amount:
        return Round(NothingBelow(unrounded(self.of), figure_amount(self.least_award, parse_money)))


class ShareOf(_Around):
    """A rate of another benefit. `above_whole`: the rate may be above 100%."""

    rate: Figure
    kind: Literal["share-of"] = "share-of"
    above_whole: bool = False

    @cached_property
    def _formula(self) -> Amount:
        return Round(Times(unrounded(self.of), figure_amount(self.rate, reads_rate(self.above_whole))))


class PartOfPeriod(_Around):
    """The part of a benefit for a whole period that falls to so many days or months of it (`count`, a fact)."""

    count: str
    whole: int
    kind: Literal["part-of-period"] = "part-of-period"

    @cached_property
    def _formula(self) -> Amount:
        if self.whole < 1:
            raise NoRule(Text("整个期间至少是 1", "a whole period is at least 1"))
        return Round(Times(unrounded(self.of), Units(Lowest((Given(self.count), Fixed(self.whole))), self.whole, full=False)))

    def needs(self) -> tuple[FactNeeded, ...]:
        return (*self.of.needs(), (self.count, "units"))


Part = Share | Whole | ExcessOverShare | FlatSum | SumPerUnit | Steps | HigherOf | LowerOf | SumOf | AwardFrom | ShareOf | PartOfPeriod
Benefit = Range | Part
Steps.fields["award"] = Part | None
for _several in (HigherOf, LowerOf, SumOf):
    _several.fields["of"] = tuple[Part, ...]
for _around in (AwardFrom, ShareOf, PartOfPeriod):
    _around.fields["of"] = Part


def unrounded(benefit: Part) -> Amount:
    """The formula of a benefit within another: only the whole is rounded."""
    formula = benefit.formula()
    return formula.of if isinstance(formula, Round) else formula


def read_bound(written: Bounded) -> int | Fraction:
    """A whole number of things, an amount in fen, or (with %) a rate."""
    if isinstance(written, int):
        return written
    return parse_rate(written, MOST_RATE) if written.strip().endswith(tuple(RATE_SIGNS)) else parse_money(written)


def use_of(bound: Bounded) -> FactUse:
    """What a fact has to be that is held against such a bound."""
    if isinstance(bound, int):
        return "units"
    return "rate" if bound.strip().endswith(tuple(RATE_SIGNS)) else "amount"


def _in_quotes(key: str, written: Bounded) -> Text:
    """How a whole number would be written as an amount of yuan; nothing of a rate."""
    right = f'{key} = "{written}"'
    return Text(f"，加引号：{right}", f", in quotes: {right}") if isinstance(written, int) else Text("", "")
