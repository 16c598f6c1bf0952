"""Conditions that can never be met, that are met in every case, and choices in them that decide nothing."""

from collections.abc import Iterator, Sequence

from bjsubsidy.answers.judging import Judge, PlacedCondition, Ruling
from bjsubsidy.errors import Mistake
from bjsubsidy.formula.possible import Answers
from bjsubsidy.formula.tree import AnyOf, givens
from bjsubsidy.language import Text
from bjsubsidy.law.measure import Measure
from bjsubsidy.readers.faults import Fault, Path


def condition_laws(rule: Ruling, judge: Judge) -> Iterator[Fault]:
    """What is said of the conditions of an entry: of each by itself, beside the others, and of all together with its days."""
    found = [fault for part in rule.parts for fault in _alone(part, judge)]
    sound = _unblamed(rule.parts, found)
    found += [*_beside(sound, judge, either=rule.either), *_days(rule)]
    yield from found
    if not any(fault.kind == "never-met" for fault in found):
        yield from _whole(rule, judge)
        yield from _choices(rule, _unblamed(rule.parts, found), judge)


def _alone(part: PlacedCondition, judge: Judge) -> Iterator[Fault]:
    """A condition by itself; where nothing is wrong with it, those that it holds."""
    if judge.never((part.test,), part.path):
        yield Fault(part.path, Mistake(_IN_NO_CASE, _CHECK), "never-met")
    elif judge.comes_to(part.test, part.path) == {True}:
        yield Fault(part.path, Mistake(_IN_EVERY_CASE, _LEAVE_OUT), "always-met")
    else:
        held = part.inner(judge)
        found = [fault for inner in held for fault in _alone(inner, judge)]
        yield from found
        if part.condition.all or part.condition.any:
            yield from _beside(_unblamed(held, found), judge, either=bool(part.condition.any))


_IN_NO_CASE = Text("这个条件在任何情况下都不会符合", "this condition is met in no case")
_IN_EVERY_CASE = Text("这个条件在任何情况下都符合", "this condition is met in every case")
_CHECK = Text("请核对界限和选项。", "Check bounds and choices.")
_LEAVE_OUT = Text("请删去，或更正界限和选项。", "Leave it out, or correct bounds and choices.")


def _unblamed(parts: Sequence[PlacedCondition], found: Sequence[Fault]) -> list[PlacedCondition]:
    """The conditions in which nothing was found."""
    blamed = {fault.path for fault in found}
    return [part for part in parts if not any(path[: len(part.path)] == part.path for path in blamed)]


def _beside(parts: Sequence[PlacedCondition], judge: Judge, either: bool) -> Iterator[Fault]:
    """Conditions beside one another, which are all asked or (`either`) one of which is enough."""
    for place, part in enumerate(parts):
        for other in parts[:place]:
            if not {*givens(part.test)} & {*givens(other.test)}:
                continue
            if not either and judge.never((other.test, part.test), part.path):
                yield _never_together(part, other)
                return
            if (needless := _needless(part, other, judge, either)) is not None:
                yield needless


def _never_together(part: PlacedCondition, other: PlacedCondition) -> Fault:
    number = _number(other)
    what = Text(f"与第 {number} 个条件不能同时符合", f"it is never met together with condition {number}")
    return Fault(part.path, Mistake(what, _CHECK), "never-met")


def _needless(part: PlacedCondition, other: PlacedCondition, judge: Judge, either: bool) -> Fault | None:
    """Of two conditions the one that says nothing beyond the other; the later where they say the same."""
    for one, beyond in ((part, other), (other, part)):
        wider, narrower = (beyond, one) if either else (one, beyond)
        if judge.covers(wider.test, narrower.test, part.path):
            number = _number(beyond)
            of_all = Text(f"第 {number} 个条件符合时它总是符合", f"it is met wherever condition {number} is")
            of_any = Text(f"它符合时第 {number} 个条件总是符合", f"wherever it is met, condition {number} is too")
            return Fault(one.path, Mistake(of_any if either else of_all, _LEAVE_OUT), "always-met")
    return None


def _number(part: PlacedCondition) -> int:
    """Which one it is among those beside it, as people count."""
    number = part.path[-1]
    return number + 1 if isinstance(number, int) else 1


def _days(rule: Ruling) -> Iterator[Fault]:
    """Days that leave no day between them."""
    entry = rule.entry
    if not isinstance(entry, Measure):
        return
    begins = entry.begins([part.test for part in rule.parts])
    for key, day in (("until", entry.until), ("apply-by", entry.apply_by)):
        if begins and day and day < begins:
            what = Text(
                f"{key} {day} 早于开始的 {begins}：没有一天既有效又能申请",
                f"{key} {day} is before {begins}, when it begins: on no day it holds and can be applied for",
            )
            yield Fault((*rule.path, key), Mistake(what, Text("请核对日期。", "Check the days.")), "never-met")


def _whole(rule: Ruling, judge: Judge) -> Iterator[Fault]:
    """All conditions together, which may contradict one another though no two do."""
    path: Path = (*rule.path, "conditions")
    if len(rule.parts) < 2:
        return
    if rule.either:
        if judge.comes_to(AnyOf(tuple(part.test for part in rule.parts)), path) == {True}:
            what = Text("总有一个条件符合", "one of these conditions is met in every case")
            yield Fault(path, Mistake(what, _CHECK), "always-met")
    elif judge.never(rule.tests(), path):
        yield Fault(path, Mistake(Text("这些条件不能同时符合", "these conditions are never all met"), _CHECK), "never-met")


def _choices(rule: Ruling, sound: Sequence[PlacedCondition], judge: Judge) -> Iterator[Fault]:
    """Choices that stand twice, and those that the other conditions of the entry leave to nobody."""
    for part in sound:
        yield from _twice(part, judge)
        others = [other.test for other in rule.parts if other is not part and not rule.either]
        for fact, named in _named(part):
            if any(fact in givens(other) for other in others):
                out = [choice for choice in named if judge.excluded(others, part.path, {fact: Answers((choice,))})]
                if out:
                    what = Text(f"别的条件已经排除选项 {'、'.join(out)}", f"other conditions rule out the choice {' and '.join(out)}")
                    yield Fault(part.path, Mistake(what, _LEAVE_OUT), "choice-that-decides-nothing")


def _named(part: PlacedCondition) -> list[tuple[str, tuple[str, ...]]]:
    """The choices that a condition names, by the fact whose they are."""
    condition = part.condition
    own = [(condition.fact, (*condition.one_of, *condition.unsettled))] if condition.fact and condition.one_of else []
    return own if condition.for_ is None else [*own, (condition.for_.fact, (*condition.for_.one_of, *condition.for_.unsettled))]


def _twice(part: PlacedCondition, judge: Judge) -> Iterator[Fault]:
    for _, named in _named(part):
        if len(set(named)) < len(named):
            choice = next(choice for choice in named if named.count(choice) > 1)
            what = Text(f"选项 {choice} 写了两次", f"the choice {choice} stands twice")
            yield Fault(part.path, Mistake(what, _LEAVE_OUT), "choice-that-decides-nothing")
    for inner in part.inner(judge):
        yield from _twice(inner, judge)
