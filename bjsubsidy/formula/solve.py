"""A tree solved for its input: the amount that gives a result, and where a test on the amount switches."""

from fractions import Fraction

from bjsubsidy.formula.evaluate import Givens, number
from bjsubsidy.formula.tree import AMOUNT, AllOf, Amount, AnyOf, Excess, Given, LessThan, MoreThan, Round, Test, Times, Where
from bjsubsidy.quantities import rounded_up


def input_giving(formula: Amount, result: Fraction, given: Givens) -> Fraction | None:
    """The input amount at which a formula gives `result`, before rounding; None where no input or a rate of zero does."""
    match formula:
        case Given(name):
            return result if name == AMOUNT else None
        case Round(of):
            return input_giving(of, result, given)
        case Times(of, by):
            rate = number(by, given)
            return input_giving(of, result / rate, given) if rate else None
        case Excess(of, over):
            least = number(over, given)
            return None if least is None else input_giving(of, result + least, given)
        case _:
            return None


def switch_points(test: Test, given: Givens) -> list[int]:
    """The input amounts, in whole fen, from which a test may answer otherwise than just below; `given` is the rest."""
    match test:
        case LessThan(left, right) | MoreThan(left, right):
            if (left == Given(AMOUNT)) == (right == Given(AMOUNT)):
                return []
            bound = number(right if left == Given(AMOUNT) else left, given)
            return [] if bound is None else [rounded_up(Fraction(bound)), int(bound // 1) + 1]
        case Where(of):
            return switch_points(of, given)
        case AllOf(tests) | AnyOf(tests):
            return [turn for part in tests for turn in switch_points(part, given)]
        case _:
            return []
