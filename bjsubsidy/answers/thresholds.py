"""Where a rule turns: each quantity that a condition, a day or a formula holds against a bound, with the place of the bound."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction

from bjsubsidy.answers.judging import Judge, PlacedCondition, Ruling
from bjsubsidy.formula.evaluate import Givens, holds, number, quantity
from bjsubsidy.formula.forms import Added, Bands, ByChoice, DatedAmount, Highest, Lowest, NothingBelow, Slices, Units, inside
from bjsubsidy.formula.possible import Spread
from bjsubsidy.formula.solve import input_giving
from bjsubsidy.formula.tree import (
    AMOUNT,
    AS_OF,
    MONTH,
    ON,
    AllOf,
    Amount,
    AnyOf,
    Excess,
    Fixed,
    Given,
    Later,
    LessThan,
    MoreThan,
    Not,
    OnlyFor,
    Round,
    SomeOf,
    Stepped,
    Test,
    Times,
    Where,
)
from bjsubsidy.language import Text, many
from bjsubsidy.law.catalogue import Catalogue
from bjsubsidy.law.measure import Measure
from bjsubsidy.quantities import exact_text, money_text, percent_text
from bjsubsidy.readers.faults import Path
from bjsubsidy.record import Record

BELOW, AT, ABOVE = "below", "at", "above"


class Threshold(Record):
    """A quantity and what it is held against; of dated bounds one, which holds `since` a day and up to the day `before`."""

    path: Path
    of: Amount
    bound: Amount
    since: date = date.min
    before: date = date.max

    def side(self, given: Givens) -> str | None:
        """On which side of the bound a case lies; None where it does not come to it."""
        on = given.get(ON)
        if isinstance(on, date) and not self.since <= on < self.before:
            return None
        below = holds(LessThan(self.of, self.bound, equal=False), given)
        if below is None:
            return None
        return BELOW if below else AT if holds(LessThan(self.of, self.bound, equal=True), given) else ABOVE

    def sides(self, judge: Judge, cases: Sequence[Givens]) -> list[str]:
        """The sides on which anything can lie; what is computed lies at the bound only where an input of some case brings just that."""
        if not isinstance(self.of, Given):
            return [BELOW, AT, ABOVE] if any(self._brought(case) for case in cases) else [BELOW, ABOVE]
        domain = judge.domain(self.of.name)
        if not isinstance(self.bound, Fixed) or not isinstance(domain, Spread):
            return [BELOW, AT, ABOVE]
        lies = zip((BELOW, AT, ABOVE), domain.sides(self.bound.value), strict=True)
        return [side for side, possible in lies if possible]

    def _brought(self, case: Givens) -> bool:
        """Whether an input in whole fen brings what is computed just to the bound."""
        bound = quantity(self.bound, case)
        if bound is None or isinstance(bound, date):
            return False
        input = input_giving(self.of, Fraction(bound), case)
        return input is not None and input.denominator == 1 and number(self.of, {**case, AMOUNT: int(input)}) == bound

    def said(self, catalogue: Catalogue) -> Text:
        """The bound in words, with what is held against it."""
        name = self.of.name if isinstance(self.of, Given) else AMOUNT
        own = (_NAMES.get(name) or catalogue.fact(name).name) if isinstance(self.of, Given) else _COMPUTED
        worked_out = _worked_out(self.bound, catalogue)
        if worked_out is not None:
            return Text(f"{own.zh}的界限（{worked_out.zh}）", f"the bound of {own.en} ({worked_out.en})")
        figure = _figure(name, self.bound, catalogue)
        return Text(f"{own.zh}的界限{figure and f' {figure} '}".rstrip(), f"the bound {figure} of {own.en}".replace("  ", " "))


_COMPUTED = Text("算出的金额", "the amount computed")
_NAMES = {
    AMOUNT: Text("金额", "the amount"),
    MONTH: Text("当月金额", "the month's amount"),
    ON: Text("发生日", "the day of the item"),
    AS_OF: Text("查询日", "the day of asking"),
}


def _worked_out(bound: Amount, catalogue: Catalogue) -> Text | None:
    """A multiple of a fact or of a rate series as it is told, or a day so long after another; None of any other bound."""
    match bound:
        case Times(Given(fact), Fixed(times)) if isinstance(times, Fraction):
            of, told = catalogue.fact(fact).name, exact_text(times)
            return Text(f"{told} × {of.zh}", f"{told} × {of.en}")
        case Times(Stepped(series), Fixed(times)) if isinstance(times, Fraction):
            of, told = catalogue.series(series).name, exact_text(times)
            return Text(f"{told} × {of.zh}", f"{told} × {of.en}")
        case Later(Given(fact), count, unit):
            of = _NAMES.get(fact) or catalogue.fact(fact).name
            return Text(f"{of.zh}之后 {count} {_UNITS[unit].zh}", f"{many(count, _UNITS[unit].en)} after {of.en}")
        case _:
            return None


_UNITS: Mapping[str, Text] = {"day": Text("日", "day"), "month": Text("个月", "month"), "year": Text("年", "year")}


def _figure(name: str, bound: Amount, catalogue: Catalogue) -> str:
    """A printed bound as it is told; "" for one that is computed."""
    value = bound.value if isinstance(bound, Fixed) else None
    if value is None or isinstance(value, date):
        return "" if value is None else value.isoformat()
    if name not in _NAMES and not isinstance(value, Fraction):
        return str(catalogue.fact(name).kind.plain(value))
    return money_text(int(value)) if Fraction(value).denominator == 1 and name in _NAMES else percent_text(Fraction(value))


def thresholds(rule: Ruling, judge: Judge) -> list[Threshold]:
    """Every threshold of an entry, each once: of its days, its conditions and its benefit."""
    # A step of an award up to nothing says only where the others begin.
    found = [*_of_days(rule), *(each for part in rule.parts for each in _of_part(part, judge))]
    if isinstance(rule.entry, Measure):
        edges = [(of, bound) for of, bound in _edges(rule.entry.benefit.formula()) if isinstance(of, Given) or bound != Fixed(0)]
        found += [each for of, bound in edges for each in _dated((*rule.path, "benefit"), of, bound)]
    first: dict[object, Threshold] = {}
    for each in found:
        first.setdefault(each.replace(path=()), each)
    return list(first.values())


def _of_days(rule: Ruling) -> Iterator[Threshold]:
    keys = {(ON, MoreThan): "from", (ON, LessThan): "until", (AS_OF, LessThan): "apply-by"}
    for test in rule.days:
        for of, bound in _compared(test):
            if isinstance(of, Given):
                yield Threshold((*rule.path, keys[of.name, type(test)]), of, bound)


def _of_part(part: PlacedCondition, judge: Judge) -> Iterator[Threshold]:
    held = part.inner(judge)
    for inner in held:
        yield from _of_part(inner, judge)
    if not held:
        for of, bound in _compared(part.test):
            yield from _dated(part.path, of, bound)


def _compared(test: Test) -> Iterator[tuple[Amount, Amount]]:
    """What a test holds against which bounds: against figures and multiples of others, not one day against another by itself."""
    match test:
        case AllOf(tests) | AnyOf(tests) | SomeOf(_, tests):
            for part in tests:
                yield from _compared(part)
        case Not(of) | Where(of):
            yield from _compared(of)
        case LessThan(_, Given()) | MoreThan(_, Later(count=0)):
            return
        case LessThan(left, right) | MoreThan(left, right):
            yield left, right


def _dated(path: Path, of: Amount, bound: Amount) -> Iterator[Threshold]:
    if not isinstance(bound, DatedAmount):
        yield Threshold(path, of, bound)
        return
    ends = [*(start for start, _ in bound.values[1:]), date.max]
    for (start, value), end in zip(bound.values, ends, strict=True):
        yield Threshold(path, of, value, start, end)


def _edges(tree: Amount) -> Iterator[tuple[Amount, Amount]]:
    """Where an amount goes over from one step to the next, or begins or ceases to count."""
    match tree:
        case Round(of) | OnlyFor(of):
            yield from _edges(of)
        case Times(a, b):
            yield from (*_edges(a), *_edges(b))
        case Excess(of, over):
            if isinstance(over, (Fixed, DatedAmount)):
                yield of, over
            yield from (*_edges(of), *_edges(over))
        case Bands(of, bands):
            yield from ((of, band.bound) for band in bands if band.bound is not None)
        case Slices(of, slices):
            yield from ((of, slice.above) for slice in slices if slice.above != Fixed(0))
        case NothingBelow(of, least):
            yield of, least
        case Lowest((Given() as of, Fixed() as most)):
            yield of, most
    if isinstance(tree, _FORMS):
        for part in inside(tree):
            yield from _edges(part)


_FORMS = (Added, Highest, Lowest, ByChoice, Bands, Slices, Units, NothingBelow, DatedAmount)
