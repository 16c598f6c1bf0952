"""Each firm of a table with its plan: the choice of `batch --best`, told as `plan` tells it, one firm after the other."""

import itertools
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

from bjsubsidy.batching.best import Planner
from bjsubsidy.batching.chosen import ChosenSets, OthersUse, uses_said
from bjsubsidy.batching.columns import typed_name
from bjsubsidy.batching.duckdb import DuckDBRun
from bjsubsidy.batching.firm_notes import FirmNotes
from bjsubsidy.batching.request import OutOfTime
from bjsubsidy.batching.row_problems import problem_said
from bjsubsidy.batching.sum_rows import firms_like_sums
from bjsubsidy.formula.sql import FIRM_COLUMN, MONTH_COLUMN
from bjsubsidy.language import Text
from bjsubsidy.law.firm import Labelled, Profile
from bjsubsidy.planning.plan import Plan, plan_for
from bjsubsidy.quantities import folded
from bjsubsidy.readers.receipt_notes import receipt_notes
from bjsubsidy.record import Record


class RowProblem(NamedTuple):
    """A row that cannot be read: where it stands, and why."""

    place: str
    problem: str


class PlannedFirm(Record):
    """A firm of a table: its name as its first row writes it, its code, its plan (None where no row can be read) and its problems.

    `others` is what other firms of the table use of caps that run across firms, `notes` are what else is to be said of its rows; it is
    `like_a_sum` where it is called as a line of sums is.
    """

    name: str | None
    code: str | None
    plan: Plan | None
    problems: tuple[RowProblem, ...]
    others: tuple[OthersUse, ...] = ()
    notes: tuple[Text, ...] = ()
    like_a_sum: bool = False


class FirmPlans:
    """Of a run that has been prepared; `started` starts the time that one firm may take."""

    def __init__(self, run: DuckDBRun, started: Callable[[], OutOfTime]) -> None:
        self.run = run
        self.started = started
        self.facts = [column for column in run.layout.columns if column.fact is not None]
        self.planner = Planner(run.request.replace(best=started), self.facts)
        self.chosen = run.chosen or self._chosen()
        self.notes = FirmNotes(run)
        self.sums = firms_like_sums(run)

    def _chosen(self) -> ChosenSets:
        chosen = ChosenSets(self.run.request)
        for _ in self.run.picked(chosen.note, self.started):
            """Noted one by one."""
        return chosen

    def count(self) -> int:
        """How many firms the table has, one without a name among them."""
        return int(self.run.query(f"SELECT count(DISTINCT coalesce({FIRM_COLUMN}, '')) FROM typed")[0][0])

    def firms(self) -> Iterator[PlannedFirm]:
        """Every firm in the order in which the table names it first."""
        for key, rows in itertools.groupby(self.run.engine.stream(self._query()), key=lambda row: row[1]):
            told = list(rows)
            firm = self._planned(None if key is None else str(key), told)
            names = list(dict.fromkeys(row[-5] for row in told if row[-5] is not None))
            notes = (*self.notes.of(key, names, firm.code), *self._receipt_notes(key))
            yield firm.replace(notes=notes, like_a_sum=key in self.sums)

    def _receipt_notes(self, key: str | None) -> list[Text]:
        """What the receipts that count for a firm leave open, those that name no firm among them."""
        planner = self.planner
        return [] if key is None else receipt_notes([*planner.of_all, *planner.of.get(key, ())], self.run.request.catalogue)

    def _query(self) -> str:
        """Rows as the planner takes them, and after them how they are named and what is wrong with them; a firm's rows together."""
        name, columns = self.run.engine.dialect.name, self.run.layout.columns
        own = ", ".join(name(id) for id in ("input", "amount", "on", MONTH_COLUMN, *map(typed_name, self.facts)))
        item = name("item") if any(column.id == "item" for column in columns) else "CAST(NULL AS STRING)"
        first = f"min(row) OVER (PARTITION BY {FIRM_COLUMN})"
        problem = problem_said("problem", self.run.engine.dialect, self.run.request.lang)
        said = f"enterprise, {item} AS item, {self.run.place} AS place, {problem} AS problem, {first} AS first"
        return f"SELECT row, {FIRM_COLUMN}, {own}, {said} FROM typed ORDER BY first, row"

    def _planned(self, key: str | None, rows: Sequence[Sequence[Any]]) -> PlannedFirm:
        problems = tuple(RowProblem(str(place), problem) for *_, place, problem, _ in rows if problem is not None)
        name = next((row[-5] for row in rows if row[-5] is not None), None)
        code = key.upper() if key is not None and name is not None and key != folded(name) else None
        own = [row for row in rows if row[-2] is None]
        if key is None or not own:
            return PlannedFirm(name, code, None, problems)
        profile = self._profile(key, name or key, code, own)
        firm = self.planner.claim_set(profile, self.started())
        found = self.chosen.restored(key, firm)
        others = self.chosen.of_others(key, found)
        if others:
            firm = self.planner.claim_set(profile.replace(receipts=(*profile.receipts, *others)), self.started())
            found = found._replace(paid=sum(answer.high or 0 for answer in firm.assessed(found.chosen).values()))
        return PlannedFirm(name, code, plan_for(firm, found), problems, tuple(uses_said(others)))

    def _profile(self, key: str, name: str, code: str | None, rows: Sequence[Sequence[Any]]) -> Profile:
        request = self.run.request
        labels = self._labels(rows)
        items = (self.planner.item(row[:-5]).replace(enterprise=name) for row in rows)
        labelled = tuple(Labelled(label, item, own=item.facts) for label, item in zip(labels, items, strict=True))
        # A receipt that names a firm names it as its items do.
        own = {id(one) for one in self.planner.of.get(key, ())}
        receipts = tuple(one.replace(enterprise=name) if id(one) in own else one for one in self.planner.receipts(key))
        return Profile(name, {}, labelled, receipts, request.as_of, credit_code=code)

    def _labels(self, rows: Sequence[Sequence[Any]]) -> list[str]:
        """The names of items, each once: one that stands twice, or nowhere, with its row."""
        labels: list[str | None] = [row[-4] for row in rows]
        while len(counted := Counter(labels)) < len(rows) or None in counted:
            labels = [
                label if label and counted[label] == 1 else _at_row(label, str(row[-3])).in_(self.run.request.lang)
                for label, row in zip(labels, rows, strict=True)
            ]
        return [label or "" for label in labels]


def _at_row(item: str | None, place: str) -> Text:
    return Text(f"{item}（第 {place} 行）", f"{item} (row {place})") if item else Text(f"第 {place} 行", f"row {place}")
