"""Worked examples that a measure asks for: below, at and above each bound, a condition that is unmet, a fact that is unknown, its days.

They are computed by the rule as it is written, so that somebody can hold each against the text.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date, timedelta
from fractions import Fraction

from bjsubsidy.answers.caps import Assessment, CapUse
from bjsubsidy.answers.curve import Curve
from bjsubsidy.answers.examples import assessed, example_facts
from bjsubsidy.answers.laws_of_examples import side_of_cap
from bjsubsidy.answers.query import Query
from bjsubsidy.answers.thresholds import ABOVE, AT, BELOW
from bjsubsidy.errors import Problem
from bjsubsidy.formula.evaluate import compared_values
from bjsubsidy.formula.forms import ByChoice, forms_of
from bjsubsidy.formula.tree import AMOUNT, LessThan, MoreThan
from bjsubsidy.law.benefit_kinds import SumPerUnit
from bjsubsidy.law.cap import Cap
from bjsubsidy.law.catalogue import Catalogue
from bjsubsidy.law.condition import Within
from bjsubsidy.law.entries import Fact, Written
from bjsubsidy.law.measure import Example, ExampleReceipt, Measure
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
    cases = [*(_case(amount) for amount in amounts), *_choices(catalogue, measure, middle)]
    cases += [*_facts(catalogue, measure, middle), *_days(measure, middle)]
    found = list(_computed(catalogue, measure, cases))
    found += _computed(catalogue, measure, list(_received(measure, found)))
    return found


def _computed(catalogue: Catalogue, measure: Measure, cases: Sequence[Example]) -> Iterator[Proposal]:
    """Those that can be computed, each once."""
    for number, case in enumerate(cases):
        with suppress(Problem):
            result = assessed(catalogue, measure, case)
            if case not in cases[:number]:
                yield Proposal(_as_it_comes_out(case, result), result)


def _received(measure: Measure, found: Sequence[Proposal]) -> Iterator[Example]:
    """Of a cap that no amount alone reaches, or passes: what was received before leaves just what is paid, and a yuan less."""
    for cap in measure.caps:
        uses = [(each.example, use) for each in found for use in each.assessment.caps if use.cap is cap and use.cap.counts == "amount"]
        held = {side_of_cap(use) for example, use in uses if example.verdict != "ineligible"}
        case = next(
            ((example, use) for example, use in uses if side_of_cap(use) in (BELOW, AT) and (use.claim.uncapped or 0) > _YUAN), None
        )
        if case is None:
            continue
        example, use = case
        for side, less in ((AT, 0), (ABOVE, _YUAN)):
            if side not in held:
                left = (use.claim.uncapped or 0) - less
                yield example.replace(gives=None, low=None, received=(_receipt(use, use.amount - left),))


def _receipt(use: CapUse, amount: int) -> ExampleReceipt:
    """An amount received on the item's own day, for what the cap counts by."""
    item = use.claim.item
    return ExampleReceipt(_plain(amount).removesuffix(".00"), item.on, {name: str(item.facts[name]) for name in use.cap.named()})


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
    curve = _curve(catalogue, measure)
    found = {amount for around in _turns(curve) for amount in around if curve.first <= amount <= MOST_FEN}
    yield from sorted(found) or [max(_PLAIN, curve.first)]


def _curve(catalogue: Catalogue, measure: Measure, given: Mapping[str, Written] = NONE_GIVEN) -> Curve:
    on = measure.on or date.min
    return Curve(measure, Query(measure.input, on, measure.as_of or on, [measure], _given(catalogue, measure, given)), catalogue)


def _turns(curve: Curve) -> Iterator[tuple[int, int, int]]:
    """Below, at and above where something changes. A bound that is in its step ends a fen before the next."""
    for point in curve.breakpoints():
        at = point.input
        if point.kind in ("turn", "bend"):
            at -= at % _YUAN == 1
            yield at - 1, at, at + 1
        elif point.use is not None and at > curve.first:
            yield _from_cap(curve, at, point.use.cap, -1), at, _from_cap(curve, at, point.use.cap, 1)
        elif point.kind not in ("start", "cap"):
            yield at - _YUAN, at, at + _YUAN
    for run in curve.runs:
        if run.line is not None and run.line.unit is not None and run.line.slope:
            at = rounded_up(run.line.unit + run.line.shift)
            yield at - 1, at, at + 1
            return


def _from_cap(curve: Curve, at: int, cap: Cap, way: int) -> int:
    """An input before (-1) or after (1) the one that reaches a cap, of which the cap leaves or takes something: a yuan from it, or as far
    as makes a difference."""
    wanted = BELOW if way < 0 else ABOVE

    def lies(far: int) -> bool:
        return any(side_of_cap(use) == wanted for use in curve.at(at + way * far).caps if use.cap is cap)

    inside = [far for power in range(MOST_FEN.bit_length()) if curve.first <= at + way * (far := _YUAN << power) <= MOST_FEN]
    most = next((far for far in inside if lies(far)), _YUAN)
    return at + way * max(_YUAN, _least(lies, most))


def _given(catalogue: Catalogue, measure: Measure, given: Mapping[str, Written] = NONE_GIVEN) -> dict[str, Value]:
    return example_facts(catalogue, measure.given, Example("0", with_=given))


def _choices(catalogue: Catalogue, measure: Measure, amount: int) -> Iterator[Example]:
    """Each other choice that decides the figure: where a cap cuts what it pays the amount is a yuan below the first that is cut."""
    for fact in sorted({form.fact for form in forms_of(measure.benefit.formula()) if isinstance(form, ByChoice)}):
        met = [{*each.one_of, *each.unsettled} for each in measure.conditions if each.fact == fact and each.one_of]
        for choice in catalogue.fact(fact).choices:
            given = {fact: choice.id}
            if choice.id != measure.given.get(fact) and all(choice.id in named for named in met):
                yield _case(_uncut(catalogue, measure, amount, given), given)


def _uncut(catalogue: Catalogue, measure: Measure, amount: int, given: Mapping[str, Written]) -> int:
    """An amount of which no cap takes anything away, this one or a lower; this one where there is none."""
    curve = _curve(catalogue, measure, given)
    reached = [point.input for point in curve.breakpoints() if point.kind == "cap" and point.input <= amount]
    below = [at - _YUAN for at in reached if at - _YUAN >= curve.first and curve.at(at - _YUAN).high]
    return below[-1] if below else amount


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
    # Of full units the next count that a cap cuts is a whole unit on.
    beyond = [at + every for at in full if isinstance(benefit, SumPerUnit) and benefit.full]
    return sorted({count for at in (every, *full) for count in (at - 1, at, at + 1) if count > 0} | {*beyond})


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
