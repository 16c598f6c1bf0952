"""Worked examples that a measure asks for: below, at and above each bound, a condition that is unmet, a fact that is unknown, its days.

They are computed by the rule as it is written, so that somebody can hold each against the text.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from fractions import Fraction

from bjsubsidy.answers.caps import Assessment
from bjsubsidy.answers.curve import Curve
from bjsubsidy.answers.examples import assessed, example_facts
from bjsubsidy.answers.query import Query
from bjsubsidy.errors import Problem
from bjsubsidy.formula.evaluate import compared_values
from bjsubsidy.formula.tree import AMOUNT, LessThan, MoreThan
from bjsubsidy.law.benefit_kinds import SumPerUnit
from bjsubsidy.law.catalogue import Catalogue
from bjsubsidy.law.condition import Within
from bjsubsidy.law.entries import Fact, Written
from bjsubsidy.law.measure import Example, Measure
from bjsubsidy.quantities import MOST_FEN, Value, later_day, money_text, rounded_up
from bjsubsidy.record import NONE_GIVEN, Record

_YUAN = 100
# A cap that no count up to this power of two reaches is not looked for.
_DOUBLINGS = 20
# Where no bound tells an amount, this one is as good as any: a hundred thousand yuan.
_PLAIN = 100_000 * _YUAN


class Proposal(Record):
    """A worked example, and what comes out by the rule as it is written."""

    example: Example
    assessment: Assessment


def proposals(catalogue: Catalogue, measure: Measure) -> list[Proposal]:
    """Of a measure with the facts and the day that its examples have; none where it has no day."""
    if measure.on is None:
        return []
    amounts = list(_amounts(catalogue, measure))
    middle = amounts[len(amounts) // 2]
    cases = [*(_case(amount) for amount in amounts), *_facts(catalogue, measure, middle), *_days(measure, middle)]
    found: list[Proposal] = []
    for case in cases:
        try:
            result = assessed(catalogue, measure, case)
        except Problem:
            continue
        proposal = Proposal(_as_it_comes_out(case, result), result)
        if all(proposal.example != other.example for other in found):
            found.append(proposal)
    return found


def _case(amount: int, given: Mapping[str, Written] = NONE_GIVEN, **more: object) -> Example:
    return Example(money_text(amount).removesuffix(".00"), with_=given, **more)  # type: ignore[arg-type]


def _as_it_comes_out(case: Example, result: Assessment) -> Example:
    verdict = result.claim.verdict
    implied = (result.high or 0) if verdict == "eligible" else 0
    return case.replace(
        gives=None if result.high is None else _plain(result.high),
        low=None if result.low == implied else _plain(result.low),
        verdict=verdict,
    )


def _plain(fen: int) -> str:
    return money_text(fen) if fen else "0"


def _amounts(catalogue: Catalogue, measure: Measure) -> Iterator[int]:
    """Below, at and above each input from which something changes, in fen: to the fen where a bound is held, else to the yuan."""
    asked = Query(measure.input, measure.on or date.min, measure.as_of or measure.on or date.min, [measure], _given(catalogue, measure))
    curve = Curve(measure, asked, catalogue)
    found = {amount for at, step in _turns(curve) for amount in (at - step, at, at + step) if curve.first <= amount <= MOST_FEN}
    yield from sorted(found) or [max(_PLAIN, curve.first)]


def _turns(curve: Curve) -> Iterator[tuple[int, int]]:
    """Where something changes, and how far from it below and above are. A bound that is in its step ends a fen before the next."""
    for point in curve.breakpoints():
        if point.kind in ("turn", "bend"):
            yield point.input - (point.input % _YUAN == 1), 1
        elif point.kind != "start":
            yield point.input, _YUAN
    for run in curve.runs:
        if run.line is not None and run.line.unit is not None and run.line.slope:
            yield rounded_up(run.line.unit + run.line.shift), 1
            return


def _given(catalogue: Catalogue, measure: Measure) -> dict[str, Value]:
    return example_facts(catalogue, measure.given, Example("0"))


def _facts(catalogue: Catalogue, measure: Measure, amount: int) -> Iterator[Example]:
    """Around the bound of each fact; then each condition's fact unmet, and the first that is asked unknown."""
    for test in measure.tests(catalogue):
        if isinstance(test, (LessThan, MoreThan)):
            yield from _around(catalogue, measure, test, amount)
    asked = [condition for condition in measure.conditions if condition.fact in measure.given]
    for condition in asked:
        fact = catalogue.fact(condition.fact or "")
        if condition.holds is not None:
            yield _case(amount, {fact.id: not condition.holds})
        for choice in [*condition.unsettled, *_others(fact, (*condition.one_of, *condition.unsettled))] if condition.one_of else ():
            yield _case(amount, {fact.id: choice})
    for condition in measure.conditions:
        if condition.fact is None and condition.within is not None and condition.within.of in measure.given:
            yield from (_case(amount, {condition.within.of: day}) for day in _period(condition.within, measure.on or date.max))
    named = {condition.fact for condition in measure.conditions}
    for fact in (catalogue.fact(id) for id in measure.given if id not in named):
        yield from (_case(amount, {fact.id: choice.id}) for choice in fact.choices if choice.id != measure.given[fact.id])
        if "units" in fact.kind.uses:
            yield from (_case(amount, {fact.id: count}) for count in _counts(catalogue, measure, fact.id, amount))
    if unknown := list(measure.given):
        yield _case(amount, without=(unknown[0],))


def _period(within: Within, on: date) -> list[date]:
    """The first days from which a period reaches the item's day, those beside them, and the day after it."""
    count, unit = within.length()
    first = later_day(on, -count, unit)
    return [*(first + timedelta(days=step) for step in (-1, 0, 1)), on + timedelta(days=1)]


def _counts(catalogue: Catalogue, measure: Measure, fact: str, amount: int) -> list[int]:
    """One unit less, one, one more; and the same of the count at which no more is paid."""

    def paid(count: int) -> int:
        return assessed(catalogue, measure, _case(amount, {fact: count})).high or 0

    benefit = measure.benefit
    every = benefit.every if isinstance(benefit, SumPerUnit) and isinstance(benefit.every, int) else 1
    most = next((2**power for power in range(1, _DOUBLINGS) if 0 < paid(2**power) == paid(2 ** (power + 1))), None)
    full = [] if most is None else [_least(lambda count: paid(count) == paid(most), most)]
    return sorted({count for at in (every, *full) for count in (at - 1, at, at + 1) if count > 0})


def _least(holds: Callable[[int], bool], most: int) -> int:
    """The least count of which something holds that holds of all above it, up to one of which it does."""
    return bisect_left(range(1, most), True, key=holds) + 1


def _others(fact: Fact, named: tuple[str, ...]) -> list[str]:
    """The first choice that a condition does not name."""
    return [choice.id for choice in fact.choices if choice.id not in named][:1]


def _around(catalogue: Catalogue, measure: Measure, test: LessThan | MoreThan, amount: int) -> Iterator[Example]:
    compared = compared_values(test, {**_given(catalogue, measure), AMOUNT: amount})
    if compared is None or compared[0] not in measure.given:
        return
    fact = catalogue.fact(compared[0])
    for step in (-1, 0, 1):
        if (written := _written(fact, compared[2], step)) is not None:
            yield _case(amount, {fact.id: written})


def _written(fact: Fact, bound: int | Fraction | date, step: int) -> Written | None:
    """The value so many of its smallest parts from a bound, as an example says it; None where there is none."""
    value = fact.kind.beside(bound, step)
    if not isinstance(value, date) and not isinstance(value, str) and value < 0:
        return None
    return fact.kind.written(value)


def _days(measure: Measure, amount: int) -> Iterator[Example]:
    """On the first and the last day, and on those beside them."""
    day = timedelta(days=1)
    if measure.from_ is not None:
        yield from (_case(amount, on=on) for on in (measure.from_ - day, measure.from_))
    if measure.until is not None:
        yield from (_case(amount, on=on) for on in (measure.until, measure.until + day))
    if measure.apply_by is not None:
        yield from (_case(amount, as_of=on) for on in (measure.apply_by, measure.apply_by + day))
