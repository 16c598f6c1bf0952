"""What would be certain under another choice: the plan is the set of the highest sum, and not the one of the most that is certain."""

from collections.abc import Callable

from bjsubsidy.law.measure import INCOME
from bjsubsidy.planning.claim_set import ClaimSet

# A second search beside an answer: more steps than this are never waited for.
_STEPS = 1_000


def strict_low(firm: ClaimSet, low: int, out_of_time: Callable[[], bool]) -> int | None:
    """What is certain of the set that `--strict` chooses, in fen, where that is more than `low`; None where it is not, or not proven.

    `firm` has the claims that are eligible only.
    """
    left = iter(range(_STEPS))
    found = firm.choose(lambda: next(left, None) is None or out_of_time())
    if not found.proven:
        return None
    answers = firm.beside(found.chosen).answers.values()
    certain = sum(answer.low for answer in answers if answer.claim.measure.nature in INCOME)
    return certain if certain > low else None
