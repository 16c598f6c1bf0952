"""For each firm of a table the set of claims that a plan would choose."""

import itertools
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from bjsubsidy.answers.claim import Claim
from bjsubsidy.batching.instead import kept_across
from bjsubsidy.batching.request import OutOfTime, Request
from bjsubsidy.law.firm import Item, Labelled, Profile, Receipt
from bjsubsidy.planning.claim_set import BestSet, ClaimSet
from bjsubsidy.quantities import Value, folded
from bjsubsidy.readers.headings import TableColumn
from bjsubsidy.record import Record

Pick = tuple[int, int, bool, *tuple[str | None, ...]]
# Told of a firm's key, the numbers of its rows, its claims and what was chosen of them.
Noted = Callable[[str, Sequence[int], ClaimSet, BestSet], None]


class Picked(Record):
    """What is picked for one firm: its picks, and whether the choice is proven best.

    A pick is a row, a measure's place, whether it is no claim but a measure whose amount is unknown, for a row without a claim,
    and the answer taken for each choice that caps count by.
    """

    picks: tuple[Pick, ...]
    proven: bool


class Planner:
    """Plans firm by firm; `columns` are the facts of a row, after row, the firm's key, input, amount, day and month."""

    def __init__(self, request: Request, columns: Sequence[TableColumn], noted: Noted | None = None) -> None:
        self.request = request
        self.noted = noted
        self.facts = [column.fact for column in columns if column.fact is not None]
        self.started = request.best or (lambda: lambda: False)
        self.place = {measure.id: number for number, measure in request.numbered()}
        self.choices = request.choices()
        self.of: dict[str, list[Receipt]] = {}
        across = kept_across(request)
        self.across = [receipt for receipt in request.receipts if receipt.enterprise is not None and receipt.measure in across]
        self.of_all = [receipt for receipt in request.receipts if receipt.enterprise is None]
        for receipt in request.receipts:
            if receipt.enterprise is not None:
                self.of.setdefault(folded(receipt.enterprise), []).append(receipt)

    def picked(self, rows: Iterable[Sequence[Any]]) -> Iterator[Picked]:
        """One answer a firm; rows of a firm stand together, in the order of the table."""
        for key, own in itertools.groupby(rows, key=lambda row: str(row[1])):
            yield self._firm(key, list(own))

    def _firm(self, key: str, rows: Sequence[Sequence[Any]]) -> Picked:
        items = tuple(Labelled(str(row[0]), self.item(row)) for row in rows)
        firm = self.claim_set(Profile(key, {}, items, self.receipts(key), self.request.as_of))
        choice = firm.choose(self.started())
        if self.noted is not None:
            self.noted(key, [row[0] for row in rows], firm, choice)
        picks = [self._pick(row[0], claim) for row, claim in zip(rows, choice.chosen, strict=True) if claim is not None]
        left = ((rows[place][0], claim) for place, own in enumerate(choice.chosen) if own is None for claim in firm.unknown(place))
        return Picked((*picks, *(self._pick(row, claim, unknown=True) for row, claim in left)), choice.proven)

    def receipts(self, key: str) -> tuple[Receipt, ...]:
        """What the firm of a key received, what nobody said who received, and what others did where that may keep its claims back."""
        others = (receipt for receipt in self.across if folded(receipt.enterprise or "") != key)
        return (*self.of_all, *self.of.get(key, []), *others)

    def claim_set(self, profile: Profile, too_late: OutOfTime = lambda: False) -> ClaimSet:
        """The claims of a firm under the measures that are asked for."""
        return ClaimSet(self.request.catalogue, profile, self.request.strict, set(self.place), too_late)

    def _pick(self, row: int, claim: Claim, unknown: bool = False) -> Pick:
        answers = (claim.assumed.get(choice) for choice in self.choices)
        return (row, self.place[claim.measure.id], unknown, *(None if answer is None else str(answer) for answer in answers))

    def item(self, row: Sequence[Any]) -> Item:
        """A row of the table as an item of its firm."""
        _, firm, input, amount, on, month, *cells = row
        return Item(input, amount, on, self._facts(cells), firm, None if month is None else month - amount)

    def _facts(self, cells: Sequence[Any]) -> Mapping[str, Value]:
        held = zip(self.facts, cells, strict=True)
        return {fact.id: fact.kind.restored(cell) for fact, cell in held if cell is not None}
