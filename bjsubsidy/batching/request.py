"""What a run over a table is asked to compute."""

from collections.abc import Callable, Sequence
from datetime import date

from bjsubsidy.language import Lang
from bjsubsidy.law.catalogue import Catalogue
from bjsubsidy.law.firm import Receipt
from bjsubsidy.law.measure import Measure
from bjsubsidy.record import Record

OutOfTime = Callable[[], bool]


class Request(Record):
    """`best` keeps for each firm what a plan chooses; it starts the time that one firm may take."""

    catalogue: Catalogue
    measures: tuple[Measure, ...]
    as_of: date
    lang: Lang
    strict: bool = False
    receipts: Sequence[Receipt] = ()
    best: Callable[[], OutOfTime] | None = None

    def numbered(self) -> list[tuple[int, Measure]]:
        """The measures with their places in the catalogue, in its order."""
        place = {id: number for number, id in enumerate(self.catalogue.rows("measure"))}
        return sorted(((place[measure.id], measure) for measure in self.measures), key=lambda pair: pair[0])


class Tally(Record):
    """What came out under one measure: claims, and fen of high amounts, by verdict; and what no value bounds."""

    measure: Measure
    claims: int
    eligible: int
    eligible_high: int
    unconfirmed: int
    unconfirmed_high: int
    unbounded: int


class Summary(Record):
    """Rows read, rows with a problem, rows that bring no claim, and what each measure came to.

    `unproven` are the firms whose choice was not proven best in the time it was given.
    """

    rows: int
    problems: int
    unclaimed: int
    tallies: tuple[Tally, ...]
    unproven: int = 0

    @property
    def claims(self) -> int:
        return sum(tally.claims for tally in self.tallies)
