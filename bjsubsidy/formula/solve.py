"""A tree solved for its input: the amount that gives a result, and where a test on the amount switches."""

from fractions import Fraction

from bjsubsidy.formula.evaluate import Givens, number
from bjsubsidy.formula.tree import (
    AMOUNT,
    MONTH,
    AllOf,
    Amount,
    AnyOf,
    Chosen,
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
    givens,
)
from bjsubsidy.quantities import rounded_up

# An input that is asked about alone is all that its month has.
_INPUT = (Given(AMOUNT), Given(MONTH))


def input_giving(formula: Amount, result: Fraction, given: Givens) -> Fraction | None:
    """The input amount at which a formula gives `result`, before rounding; None where no input or a rate of zero does.

    Of a formula that is no straight line, the least input in whole fen that gives as much.
    """
    found = _straight_input(formula, result, given)
    if found is not None or not is_bent(formula):
        return found
    from bjsubsidy.formula.graph import first_reaching

    least = first_reaching(formula, result, {name: value for name, value in given.items() if name != AMOUNT})
    return None if least is None else Fraction(least)


def chosen_by(formula: Amount) -> tuple[str, ...]:
    """The choices that decide an amount or a rate of a formula."""
    match formula:
        case Given() | Fixed() | Chosen() | Stepped() | Later():
            return ()
        case Times(a, b) | Excess(a, b):
            return (*chosen_by(a), *chosen_by(b))
        case Round(of) | OnlyFor(of):
            return chosen_by(of)
        case _:
            from bjsubsidy.formula.forms import ByChoice, forms_of

            return tuple(form.fact for form in forms_of(formula) if isinstance(form, ByChoice))


def is_bent(formula: Amount) -> bool:
    """Whether a further form in a formula asks the input, so that it may bend, jump or fall."""
    match formula:
        case Given() | Fixed() | Chosen() | Stepped() | Later():
            return False
        case Times(a, b) | Excess(a, b):
            return is_bent(a) or is_bent(b)
        case Round(of) | OnlyFor(of):
            return is_bent(of)
        case _:
            return AMOUNT in givens(formula)


def _straight_input(formula: Amount, result: Fraction, given: Givens) -> Fraction | None:
    match formula:
        case Given(name):
            return result if name == AMOUNT else None
        case Round(of):
            return _straight_input(of, result, given)
        case Times(of, by):
            rate = number(by, given)
            return _straight_input(of, result / rate, given) if rate else None
        case Excess(of, over):
            least = number(over, given)
            return None if least is None else _straight_input(of, result + least, given)
        case _:
            return None


def straight(formula: Amount, given: Givens) -> tuple[Fraction, Fraction] | None:
    """A formula, not rounded, as a rate of what the input has above a deduction; None where it is none or that is unknown.

    `given` is the rest.
    """
    match formula:
        case Given(name) if name == AMOUNT:
            return Fraction(1), Fraction(0)
        case Times(of, by):
            line, rate = straight(of, given), number(by, given)
            return None if line is None or rate is None else (line[0] * rate, line[1])
        case Excess(of, over):
            line, least = straight(of, given), number(over, given)
            return None if line is None or least is None or not line[0] else (line[0], line[1] + least / line[0])
        case _:
            return None


def switch_points(test: Test, given: Givens) -> list[int]:
    """The input amounts, in whole fen, from which a test may answer otherwise than just below; `given` is the rest."""
    match test:
        case LessThan(left, right) | MoreThan(left, right):
            if (left in _INPUT) == (right in _INPUT):
                return []
            bound = number(right if left in _INPUT else left, given)
            return [] if bound is None else [rounded_up(Fraction(bound)), int(bound // 1) + 1]
        case Where(of) | Not(of):
            return switch_points(of, given)
        case AllOf(tests) | AnyOf(tests) | SomeOf(_, tests):
            return [turn for part in tests for turn in switch_points(part, given)]
        case _:
            return []
