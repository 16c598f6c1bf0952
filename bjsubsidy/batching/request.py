"""What a run over a table is asked to compute."""

from collections.abc import Callable, Sequence
from datetime import date

from bjsubsidy.answers.amount import Uncounted
from bjsubsidy.batching.row_problems import Cause
from bjsubsidy.language import Lang, Text
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

    @property
    def keeps_every_row(self) -> bool:
        """Whether every row has its place in the answer: under a measure, or as a problem."""
        return self.best is None and {measure.id for measure in self.measures} >= set(self.catalogue.rows("measure"))

    def numbered(self) -> list[tuple[int, Measure]]:
        """The measures with their places in the catalogue, in its order."""
        place = {id: number for number, id in enumerate(self.catalogue.rows("measure"))}
        return sorted(((place[measure.id], measure) for measure in self.measures), key=lambda pair: pair[0])

    def choices(self) -> list[str]:
        """The choices that caps of these measures count by, each once."""
        scopes = dict.fromkeys(scope for measure in self.measures for cap in measure.caps for scope in cap.named())
        return [scope for scope in scopes if self.catalogue.fact(scope).kind.chosen]


class MeasureTally(Record):
    """What came out under one measure: claims by verdict and the fen that sums of them hold; the low sum of unconfirmed ones is 0.

    `unknown` are claims whose amount is unknown, `apart` those that pay and leave a choice open which their caps count by: no
    sum holds either.
    """

    measure: Measure
    claims: int
    eligible: int
    eligible_low: int
    eligible_high: int
    unconfirmed: int
    unconfirmed_high: int
    unknown: int
    apart: int

    @property
    def left_out(self) -> int:
        """The claims that no sum holds."""
        return self.unknown + self.apart

    @property
    def ineligible(self) -> int:
        """Claims that are neither; measures that no claim stands for are none."""
        return max(self.claims - self.eligible - self.unconfirmed, 0)

    @property
    def counted(self) -> int:
        """The high sum of what the sums hold."""
        return self.eligible_high + self.unconfirmed_high

    @property
    def high(self) -> int | None:
        """The high sum; None where it leaves out an unknown amount."""
        return None if self.unknown else self.counted


def summed_tallies(tallies: Sequence[MeasureTally]) -> MeasureTally:
    """Tallies of measures that may be added, as one under the first of them."""
    fields = list(MeasureTally.fields)[1:]
    return MeasureTally(tallies[0].measure, *(sum(getattr(tally, field) for tally in tallies) for field in fields))


def tallied(eligible: str, unconfirmed: str) -> str:
    """The aggregates of a tally after its measure, over rows with low, high and apart; the two are tests of a row's verdict."""
    sums = [("low", eligible), ("high", eligible), ("high", unconfirmed)]
    low, high, most = (f"coalesce(sum({fen}) FILTER (WHERE ({test}) AND NOT apart), 0)" for fen, test in sums)
    sure, unsure = f"count(*) FILTER (WHERE {eligible})", f"count(*) FILTER (WHERE {unconfirmed})"
    unknown, apart = "count(*) FILTER (WHERE high IS NULL)", "count(*) FILTER (WHERE apart AND high > 0)"
    return f"count(*), {sure}, {low}, {high}, {unsure}, {most}, {unknown}, {apart}"


class LeftOut(Record):
    """A row that a sum leaves out; `row` is its place in the file, as its lines or rows are numbered there."""

    enterprise: str
    row: str
    uncounted: Uncounted


class Summary(Record):
    """Rows read, rows with a problem, rows that bring no claim, and what each measure came to.

    `unproven` are the firms whose choice was not proven best in the time it was given. `left_out` rows have amounts that no
    sum holds; `first` are the first of them. `contradictions` are notes on rows whose days cannot all be right. `causes` are what
    is wrong with rows, those of most rows first; `unclaimed_places` are where the first rows without a claim stand; none on Spark.
    """

    rows: int
    problems: int
    unclaimed: int
    tallies: tuple[MeasureTally, ...]
    unproven: int = 0
    left_out: int = 0
    first: tuple[LeftOut, ...] = ()
    contradictions: tuple[Text, ...] = ()
    causes: tuple[Cause, ...] = ()
    unclaimed_places: tuple[str, ...] = ()

    @property
    def more(self) -> int:
        """How many rows are left out beside the first."""
        return self.left_out - len(self.first)

    @property
    def claims(self) -> int:
        return sum(tally.claims for tally in self.tallies)
