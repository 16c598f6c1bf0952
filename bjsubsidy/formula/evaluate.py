"""Reading 1: a tree becomes an exact Python value; None is unknown."""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Literal, NamedTuple

from bjsubsidy.formula.tree import (
    AllOf,
    Amount,
    AnyOf,
    Chosen,
    Excess,
    Fixed,
    Given,
    Holds,
    Known,
    Later,
    LessThan,
    MoreThan,
    Not,
    NotReceived,
    OneOf,
    OnlyFor,
    Pending,
    Round,
    SomeOf,
    Stepped,
    Test,
    Times,
    Where,
    facts,
)
from bjsubsidy.quantities import Value, later_day, rounded

Givens = Mapping[str, Value]
Number = int | Fraction


def number(tree: Amount, given: Givens) -> Number | None:
    """Fen, a rate or a whole number; None where something it needs is unknown."""
    value = quantity(tree, given)
    if isinstance(value, date):
        raise TypeError(f"{tree} is a day, not a number")
    return value


def quantity(tree: Amount, given: Givens) -> Number | date | None:
    """The value of a tree: a number or a day."""
    match tree:
        case Given(name, bounding):
            value = given.get(name, bounding)
            if isinstance(value, (str, bool)):
                raise TypeError(f"{name} is no quantity")
            return value
        case Fixed(value):
            return value
        case Times(of, by):
            return _both(of, by, given, lambda a, b: a * b)
        case Excess(of, over):
            return _both(of, over, given, lambda a, b: max(a - b, 0))
        case Round(of):
            exact = number(of, given)
            return None if exact is None else rounded(exact)
        case Chosen(fact, figures):
            known = dict(figures)
            return known.get(str(given[fact])) if fact in given else max(known.values())
        case Stepped(steps=steps, checked_until=until, at=at):
            return _on(given.get(at.name), steps, until)
        case OnlyFor(of, fact, among):
            return number(of, given) if given.get(fact) in among else 0
        case Later(of, count, unit):
            day = given.get(of.name)
            return later_day(day, count, unit) if isinstance(day, date) else None
        case _:
            from bjsubsidy.formula.evaluate_forms import form_value

            return form_value(tree, given)


def _both(left: Amount, right: Amount, given: Givens, take: "_Taking") -> Number | None:
    a, b = number(left, given), number(right, given)
    return None if a is None or b is None else take(a, b)


def _on(day: Value | None, steps: tuple[tuple[date, Fraction], ...], until: date) -> Fraction | None:
    if not isinstance(day, date) or day > until:
        return None
    return next((rate for start, rate in reversed(steps) if start <= day), None)


def holds(test: Test, given: Givens) -> bool | None:
    """True, False, or None where it is unknown."""
    match test:
        case Holds(fact, yes):
            return (given[fact] is yes) if fact in given else None
        case OneOf(fact, met, unsettled):
            choice = given.get(fact)
            return None if choice is None or choice in unsettled else choice in met
        case LessThan(left, right, equal):
            return _compared(left, right, equal, given, lambda a, b: a < b)
        case MoreThan(left, right, equal):
            return _compared(left, right, equal, given, lambda a, b: a > b)
        case AllOf(tests):
            answers = [holds(part, given) for part in tests]
            return False if False in answers else None if None in answers else True
        case AnyOf(tests):
            answers = [holds(part, given) for part in tests]
            return True if True in answers else None if None in answers else False
        case SomeOf(count, tests):
            answers = [holds(part, given) for part in tests]
            return True if answers.count(True) >= count else None if len(answers) - answers.count(False) >= count else False
        case Not(of):
            answer = holds(of, given)
            return None if answer is None else not answer
        case Known(fact):
            return True if fact in given else None
        case Where(of, fact, among, unsettled):
            return _where(holds(of, given), given.get(fact), among, unsettled)
        case NotReceived():
            free = given.get(test.name)
            return free if isinstance(free, bool) else None
        case Pending():
            return None


def _where(answer: bool | None, choice: Value | None, among: tuple[str, ...], unsettled: tuple[str, ...]) -> bool | None:
    if answer is True:
        return True
    if choice is None or choice in unsettled:
        return None
    return answer if not among or choice in among else True


def open_facts(test: Test, given: Givens) -> tuple[str, ...]:
    """The facts that nobody gave and which could still decide a test, each once: of what is decided already none."""
    if holds(test, given) is not None:
        return ()
    match test:
        case AllOf(tests) | AnyOf(tests) | SomeOf(_, tests):
            return tuple(dict.fromkeys(name for part in tests for name in open_facts(part, given)))
        case Not(of):
            return open_facts(of, given)
        case NotReceived():
            return tuple(fact for fact in test.named() if given.get(test.telling(fact)))
        case _:
            return tuple(name for name in facts(test) if name not in given)


def compared_values(test: Test, given: Givens) -> tuple[str, Number | date, Number | date, bool] | None:
    """The fact that a comparison is about, its value, the bound, and whether the bound was computed; None where unknown."""
    match test:
        case LessThan(Given(name) as left, right) | MoreThan(Given(name) as left, right):
            a, b = quantity(left, given), quantity(right, given)
            return None if a is None or b is None else (name, a, b, not isinstance(right, Fixed))
        case Where(of):
            return compared_values(of, given)
        case _:
            return None


def _compared(left: Amount, right: Amount, equal: bool | None, given: Givens, beyond: "_Comparing") -> bool | None:
    a, b = quantity(left, given), quantity(right, given)
    if a is None or b is None:
        return None
    return equal if a == b else beyond(a, b)


# `count` is a product with a number of units, `each` a number of them at a sum each; the last four are what several amounts come to, and
# what is below a least award.
Operation = Literal["times", "count", "each", "excess", "round", "added", "highest", "lowest", "below"]


class WorkingLine(NamedTuple):
    """One line of the working: an operation, its operands and what comes out, exactly.

    They are fen, or have the unit of the fact that `counts`: operands and result, of a product the left operand only.
    """

    operation: Operation
    left: Fraction
    right: Fraction | None
    result: Fraction
    counts: str | None = None


def working(tree: Amount, given: Givens) -> list[WorkingLine]:
    """How an amount comes about, line by line; nothing where it is unknown or needs no arithmetic."""
    if number(tree, given) is None:
        return []
    match tree:
        case Times(of, by):
            return [*_operands(of, by, given), _line(_product(by), tree, of, by, given)]
        case Excess(of, OnlyFor(_, fact, among)) if given.get(fact) not in among:
            return working(of, given)
        case Excess(of, over):
            return [*_operands(of, over, given), _line("excess", tree, of, over, given)._replace(counts=unit_fact(of))]
        case Round(of):
            line = _line("round", tree, of, None, given)
            return working(of, given) + ([line] if line.left != line.result else [])
        case Given() | Fixed() | Chosen() | Stepped() | Later() | OnlyFor():
            return []
        case _:
            from bjsubsidy.formula.evaluate_forms import form_working

            return form_working(tree, given)


def unit_fact(tree: Amount) -> str | None:
    """The fact whose unit an amount has; None where it is the input, or what a benefit comes to."""
    match tree:
        case Given(name):
            return name if facts(tree) else None
        case Excess(of) | Round(of):
            return unit_fact(of)
        case Fixed() | Times() | Chosen() | Stepped() | Later() | OnlyFor():
            return None
        case _:
            from bjsubsidy.formula.evaluate_forms import counted_by_form

            return counted_by_form(tree)


def _product(by: Amount) -> Literal["times", "count"]:
    """Whether a product is with a rate or with a number of units."""
    match by:
        case Given() | Fixed() | Times() | Excess() | Round() | Chosen() | Stepped() | Later() | OnlyFor():
            return "times"
        case _:
            from bjsubsidy.formula.evaluate_forms import is_count

            return "count" if is_count(by) else "times"


def _operands(left: Amount, right: Amount, given: Givens) -> list[WorkingLine]:
    return working(left, given) + working(right, given)


def _line(operation: Operation, tree: Amount, left: Amount, right: Amount | None, given: Givens) -> WorkingLine:
    return WorkingLine(operation, _exact(left, given), None if right is None else _exact(right, given), _exact(tree, given))


def _exact(tree: Amount, given: Givens) -> Fraction:
    value = number(tree, given)
    return Fraction(0 if value is None else value)


if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any as Anything

    _Taking = Callable[[Number, Number], Number]
    _Comparing = Callable[[Anything, Anything], bool]
