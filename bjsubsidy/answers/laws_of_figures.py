"""Figures that nothing reaches or that are missing: steps and dated values, caps by a choice, scopes, sources without a figure."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import zip_longest
from typing import Any

from bjsubsidy.answers.judging import Judge, Ruling
from bjsubsidy.errors import Mistake
from bjsubsidy.formula.forms import Bands, Slices
from bjsubsidy.formula.possible import Answers
from bjsubsidy.formula.tree import AMOUNT, ON, Amount, Fixed, Given, LessThan, MoreThan, Round, Test, Times
from bjsubsidy.language import Text
from bjsubsidy.law.benefit import BenefitKind
from bjsubsidy.law.benefit_kinds import BenefitStep, Steps, read_bound
from bjsubsidy.law.cap import Cap
from bjsubsidy.law.entries import DatedFigure
from bjsubsidy.law.measure import Measure
from bjsubsidy.readers.evidence import dated_rows, rule_values
from bjsubsidy.readers.faults import Fault, Path
from bjsubsidy.record import Record, key


def figure_laws(rule: Ruling, judge: Judge) -> Iterator[Fault]:
    """What is said of the figures of an entry."""
    yield from _dated(rule, judge)
    if isinstance(rule.entry, Measure):
        for path, benefit in _benefits(rule.entry.benefit, (*rule.path, "benefit")):
            if isinstance(benefit, Steps) and benefit.award is None:
                yield from _steps(benefit, path, rule, judge)
        for number, cap in enumerate(rule.entry.caps):
            yield from _cap((*rule.path, "caps", number), cap, rule, judge)


def _benefits(benefit: BenefitKind, path: Path) -> Iterator[tuple[Path, BenefitKind]]:
    """A benefit and those that it is made of, each with its path."""
    yield path, benefit
    held = benefit.__dict__.get("of")
    for number, inner in enumerate(benefit.inner()):
        if held is None or isinstance(held, str):
            yield from _benefits(inner, (*path, "award"))
        else:
            yield from _benefits(inner, (*path, "of", number) if isinstance(held, tuple) else (*path, "of"))


def _steps(benefit: Steps, path: Path, rule: Ruling, judge: Judge) -> Iterator[Fault]:
    """Steps that pay something and in which nobody can lie who meets the conditions."""
    of = Given(benefit.by or AMOUNT)
    paid = _paid(benefit.formula())
    for number, (before, step) in enumerate(zip((None, *benefit.steps), benefit.steps, strict=False)):
        bounds = _lying(of, before, step)
        here = (*path, "steps", number)
        if not _is_nothing(paid[number]) and judge.excluded((*bounds, *rule.tests()), here):
            yield Fault(here, Mistake(Text("没有人会落在这一档", "nobody can lie in this step"), _BOUNDS), "figure-that-nothing-reaches")


_BOUNDS = Text("请核对各档的界限和条件。", "Check the bounds of the steps and the conditions.")


def _lying(of: Given, before: BenefitStep | None, step: BenefitStep) -> tuple[Test, ...]:
    """That a quantity lies in a step, above the one before."""
    lower = None if before is None else before.upper()
    upper = step.upper()
    above = () if before is None or lower is None else (MoreThan(of, Fixed(read_bound(lower)), before.at_most is None),)
    below = () if upper is None else (LessThan(of, Fixed(read_bound(upper)), step.at_most is not None),)
    return (*above, *below)


def _paid(formula: Amount) -> list[Amount]:
    """What each step pays."""
    steps = formula.of if isinstance(formula, Round) else formula
    if isinstance(steps, Slices):
        return [slice.rate for slice in steps.slices]
    return [band.pays for band in steps.bands] if isinstance(steps, Bands) else []


def _is_nothing(paid: Amount) -> bool:
    """Whether a step only says where those begin that pay."""
    return paid == Fixed(0) or (isinstance(paid, Times) and _is_nothing(paid.by))


def _dated(rule: Ruling, judge: Judge) -> Iterator[Fault]:
    """Values that no day takes on which the entry holds."""
    for path, values in _lists_of_dated(rule.entry, rule.path):
        for number, (value, after) in enumerate(zip_longest(values, values[1:])):
            here = (*path, number)
            ends = () if after is None else (LessThan(Given(ON), Fixed(after.from_), False),)
            if judge.excluded((MoreThan(Given(ON), Fixed(value.from_), True), *ends, *rule.days), here):
                what = Text("这个数额在条目有效的任何一天都不适用", "this value applies on no day on which the entry holds")
                yield Fault(here, Mistake(what, Text("请核对日期。", "Check the days.")), "figure-that-nothing-reaches")


def _lists_of_dated(part: Any, path: Path) -> Iterator[tuple[Path, tuple[DatedFigure, ...]]]:
    """Every list of dated values in an entry, with its path."""
    if isinstance(part, Record):
        for name in part.fields:
            yield from _lists_of_dated(part.__dict__[name], (*path, key(name)))
    elif isinstance(part, tuple) and part and all(isinstance(each, DatedFigure) for each in part):
        yield path, part
    elif isinstance(part, tuple) and not isinstance(part, Text):
        for number, each in enumerate(part):
            yield from _lists_of_dated(each, (*path, number))


def _cap(path: Path, cap: Cap, rule: Ruling, judge: Judge) -> Iterator[Fault]:
    yield from _scope((*path, "scope"), cap.scope)
    if cap.by is None:
        return
    left = [choice.id for choice in judge.catalogue.fact(cap.by).choices if choice.id not in cap.amounts]
    for choice in left:
        if judge.excluded(rule.tests(), path, {cap.by: Answers((choice,))}) is False:
            what = Text(f"选项 {choice} 没有上限，条件也不排除它", f"the choice {choice} has no cap, and the conditions do not rule it out")
            now = Text("请补上金额，或在条件里排除。", "Add its amount, or rule it out by a condition.")
            yield Fault((*path, "amounts"), Mistake(what, now), "choice-without-a-cap")


def _scope(path: Path, scope: Sequence[str]) -> Iterator[Fault]:
    """What a cap counts by is something, and once."""
    now = Text("请写明按什么计。", "Write what it counts by.")
    if not scope:
        what = Text("上限没有按任何一项计：全部企业、全部年度共用一个", "it counts by nothing: all firms share it in all years")
        yield Fault(path, Mistake(what, now), "scope-that-counts-nothing")
    for number, name in enumerate(scope):
        if name in scope[:number]:
            yield Fault((*path, number), Mistake(Text(f"{name} 写了两次", f"{name} stands twice"), now), "scope-that-counts-nothing")


def source_laws(path: Path, row: Mapping[str, Any]) -> Iterator[Fault]:
    """Sources that name no figure though the rule, or a dated value of it, has some."""
    own = [(path, row)] if any(rule_values(path, row)) else []
    for here, sourced in (*own, *dated_rows(path, row)):
        if sourced.get("sources") and not any(source.get("figures") for source in sourced["sources"]):
            what = Text("规则有数字，出处却没有列出任何数字", "the rule has figures, and its sources name none")
            now = Text("请在 figures 里照写所依据的数字。", "Name in figures what it relies on, as printed.")
            yield Fault((*here, "sources"), Mistake(what, now), "source-without-a-figure")
