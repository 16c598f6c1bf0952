"""What the plans of a table come to, kept small: a firm at a time, and all of them together."""

from collections.abc import Mapping, Sequence

from bjsubsidy.answers.amount import Uncounted
from bjsubsidy.batching.firm_plans import PlannedFirm, RowProblem
from bjsubsidy.law.measure import INCOME, Nature
from bjsubsidy.planning.plan import Total, summed
from bjsubsidy.record import Record


class FirmOutcome(Record):
    """What is kept of a firm; `file` is its report, None where no row could be read, and then there is no total.

    `gap` is how much more another choice could bring at most, in fen; it is `like_a_sum` where it is likely no firm but a line of sums.
    """

    name: str | None
    code: str | None
    file: str | None
    items: int
    claims: int
    total: Total | None
    natures: Mapping[Nature, Total]
    gap: int
    uncounted: tuple[Uncounted, ...]
    problems: tuple[RowProblem, ...]
    like_a_sum: bool = False

    @property
    def refunds(self) -> Total | None:
        """What comes back and is no income; None where nothing does."""
        refunds = [total for nature, total in self.natures.items() if nature not in INCOME]
        return summed(refunds) if refunds else None


def firm_outcome(firm: PlannedFirm, file: str | None) -> FirmOutcome:
    """A firm without its plan."""
    plan = firm.plan
    if plan is None:
        return FirmOutcome(firm.name, firm.code, None, 0, 0, None, {}, 0, (), firm.problems, firm.like_a_sum)
    counts, gap = (len(plan.profile.items), len(plan.claims)), plan.gap + plan.refund_gap
    read = FirmOutcome(firm.name, firm.code, file, *counts, plan.total, plan.natures, gap, plan.uncounted, firm.problems)
    return read.replace(like_a_sum=firm.like_a_sum)


class TableOutcome(Record):
    """What all firms of a table come to; counts are of items, claims, items of unknown amount, rows and firms."""

    firms: tuple[FirmOutcome, ...]
    items: int
    claims: int
    total: Total
    natures: Mapping[Nature, Total]
    unknown: int
    problems: int
    with_problems: int
    unproven: int

    @property
    def named(self) -> tuple[FirmOutcome, ...]:
        """Firms; rows that name none, by name or by code, are problems only, and what is called as sums are is likely none."""
        return tuple(firm for firm in self.firms if (firm.name or firm.code) and not firm.like_a_sum)

    @property
    def sums(self) -> tuple[FirmOutcome, ...]:
        """What is called as lines of sums are, and is counted all the same."""
        return tuple(firm for firm in self.firms if firm.like_a_sum)

    @property
    def high_of_sums(self) -> int:
        """What of the total is theirs, at most, in fen."""
        return sum(firm.total.counted for firm in self.sums if firm.total is not None)

    @property
    def problems_of_sums(self) -> int:
        return sum(len(firm.problems) for firm in self.sums)

    @property
    def unnamed(self) -> int:
        """The rows with a problem that name no firm."""
        return self.problems - self.problems_of_sums - sum(len(firm.problems) for firm in self.named)


def table_outcome(firms: Sequence[FirmOutcome]) -> TableOutcome:
    """Sums and counts over firms; refunds stand in `natures` only, after what is income."""
    natures = sorted({nature for firm in firms for nature in firm.natures}, key=lambda nature: (nature not in INCOME, nature))
    return TableOutcome(
        tuple(firms),
        sum(firm.items for firm in firms),
        sum(firm.claims for firm in firms),
        summed([firm.total for firm in firms if firm.total is not None]),
        {nature: summed([firm.natures[nature] for firm in firms if nature in firm.natures]) for nature in natures},
        sum(len(firm.uncounted) for firm in firms),
        sum(len(firm.problems) for firm in firms),
        sum(bool(firm.problems and (firm.name or firm.code) and not firm.like_a_sum) for firm in firms),
        sum(bool(firm.gap) for firm in firms),
    )
