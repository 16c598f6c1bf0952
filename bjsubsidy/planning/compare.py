"""What changes between two plans of the same firm, claim by claim."""

from bjsubsidy.planning.plan import Plan, PlannedClaim
from bjsubsidy.record import Record


class Change(Record):
    """An item whose claim or amount differs; None where it has no claim. `by` and `low_by` are after less before, in fen."""

    label: str
    before: PlannedClaim | None
    after: PlannedClaim | None
    by: int
    low_by: int


class Comparison(Record):
    """`low` and `high` are the totals after less before, in fen; `high` is None where either is unknown."""

    before: Plan
    after: Plan
    changes: tuple[Change, ...]
    unchanged: int
    low: int
    high: int | None


def compare(before: Plan, after: Plan) -> Comparison:
    """Items are the same where their labels are; those of the first plan stand first."""
    first = {kept.label: kept for kept in before.claims}
    second = {kept.label: kept for kept in after.claims}
    labels = list(dict.fromkeys([*first, *second]))
    changes = [change for label in labels if (change := _change(label, first.get(label), second.get(label))) is not None]
    return Comparison(
        before,
        after,
        tuple(changes),
        len(labels) - len(changes),
        after.total.low - before.total.low,
        None if before.total.high is None or after.total.high is None else after.total.high - before.total.high,
    )


def _change(label: str, before: PlannedClaim | None, after: PlannedClaim | None) -> Change | None:
    if _said(before) == _said(after):
        return None
    return Change(label, before, after, _high(after) - _high(before), _low(after) - _low(before))


def _said(kept: PlannedClaim | None) -> tuple[str, str, int, int] | None:
    """What of a claim a reader sees."""
    if kept is None:
        return None
    claim = kept.assessment.claim
    return claim.measure.id, claim.verdict, kept.assessment.low, _high(kept)


def _low(kept: PlannedClaim | None) -> int:
    return 0 if kept is None else kept.assessment.low


def _high(kept: PlannedClaim | None) -> int:
    return 0 if kept is None else kept.assessment.high or 0
