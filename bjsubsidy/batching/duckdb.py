"""A table through DuckDB, streaming, with what does not fit into memory on disk.

Rows keep their order: they are read twice in it, once for the running sums of the caps and once to be written, and the
sums, sorted back into it, are laid beside them; a row number on both sides proves that they belong together.
"""

import itertools
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from bjsubsidy.batching import receipts
from bjsubsidy.batching.caps import RunningCaps
from bjsubsidy.batching.cells import ReadText
from bjsubsidy.batching.chosen import ChosenSets
from bjsubsidy.batching.claims import PROBLEM
from bjsubsidy.batching.columns import Survey, Typing, typed_name
from bjsubsidy.batching.contradicted import contradicted
from bjsubsidy.batching.counted import rows_claimed, rows_left_out, without_claims
from bjsubsidy.batching.engine import Engine
from bjsubsidy.batching.firms import DOUBTFUL, TOLD, FirmSql, keyed, told
from bjsubsidy.batching.instead import all_tests, beside_rows, instead_columns, instead_rows, instead_table
from bjsubsidy.batching.leaving import LeftOfTable, without_left
from bjsubsidy.batching.left_out import FIRST_LEFT_OUT, UNCOUNTED, left_out_query, named_rows
from bjsubsidy.batching.months import month_sum, monthly, on_inputs
from bjsubsidy.batching.noted import MOST_PLACES
from bjsubsidy.batching.request import LeftOut, MeasureTally, OutOfTime, Request, Summary, tallied
from bjsubsidy.batching.result import ResultQuery, answer_rows
from bjsubsidy.batching.row_problems import Cause, causes_of, causes_query, under_own_headings
from bjsubsidy.batching.row_units import RawRows, in_row_units
from bjsubsidy.batching.rule import rule_of
from bjsubsidy.formula.sql import MONTH_COLUMN
from bjsubsidy.readers.headings import Layout, TableColumn, of_items
from bjsubsidy.readers.left_rows import LeftRow
from bjsubsidy.readers.table import SourceTable

if TYPE_CHECKING:
    from bjsubsidy.batching.best import Noted, Pick, Picked

# Told how many firms are planned, and of how many.
Planned = Callable[[int, int], None]


def _unsaid(done: int, firms: int) -> None:
    """Nobody is told."""


class DuckDBRun:
    """One table through the engine: typed, claimed, capped; then its answer and summary stand ready."""

    def __init__(self, engine: Engine, request: Request, table: SourceTable, name: str) -> None:
        self.engine = engine
        self.request = request
        self.table = table
        self.name = name
        self._of_claims: tuple[str, str | None] = ("", None)
        raw = RawRows(*engine.opened(table))
        known = of_items(request.catalogue)
        self._scaled = False
        found = table.layout
        if found is None:
            before = raw
            raw, found = in_row_units(name, raw, known, table.asked, engine.query, engine.dialect, request.lang)
            self._scaled = raw is not before
        left = LeftOfTable(raw, table.left) if table.clean else self._without_left(raw, found)
        self.left: Sequence[LeftRow] = left.left
        raw, self.gone = left.raw, left.gone
        self.rows, self.layout = raw.sql, found
        self.typing = Typing(self.layout, raw.types, engine.dialect, request.catalogue, request.lang, len(self.table.asked.values))
        self.found: Survey = self._surveyed()
        self.rule = rule_of(request, self.layout, self.found, engine.dialect)
        self.unproven = 0
        self.chosen: ChosenSets | None = None
        self.told = request.receipts
        self.firms = FirmSql(self.layout, engine.dialect, request.lang, self.place)
        self._cells: dict[str, str] = {}

    def _without_left(self, raw: RawRows, layout: Layout) -> LeftOfTable:
        width = len(raw.types) - len(self.table.asked.values)
        return without_left(raw, layout, width, self.engine.query, self.engine.dialect, self._first, not self._scaled)

    def lost(self) -> bool:
        """Whether more or fewer rows were read than the table has, by its own count."""
        rows = self.found.rows + self.gone
        if self.table.form == "parquet":
            return self.engine.rows_of_parquet(self.table.path) != rows
        return self.table.lost(rows)

    def _surveyed(self) -> Survey:
        long = self.typing.long_numbers(self.rows)
        if long is not None:
            self.typing.found_wrecked(self.engine.query(long)[0])
        return self.typing.surveyed(self.engine.query(self.typing.survey(self.rows))[0])

    def prepare(self, planned: Planned = _unsaid, kept: bool = False) -> None:
        """Everything but the answer itself: cells read one by one, claims, and what the caps leave of them.

        `planned` is told, where firms are planned, how many are done and how many there are; what is chosen for each is `kept`.
        """
        engine = self.engine
        engine.query(f"CREATE VIEW judged AS {contradicted(self._typed(), self.rule, self.layout, self.request.lang)}")
        engine.query(f"CREATE VIEW owned AS {self._with_firms()}")
        engine.query(f"CREATE VIEW dated AS {self._under_own_headings(self._with_months())}")
        engine.query(f"CREATE VIEW typed AS {self._with_instead()}")
        rows, picked = ("SELECT * FROM typed", None) if self.request.best is None else (self._best(planned, kept), "picked")
        self._of_claims = rows, picked
        engine.query(f"CREATE VIEW claims AS {self.rule.sql(rows, picked)}")
        answers = {} if picked is None else {choice: f"a{number}" for number, choice in enumerate(self.request.choices())}
        ledger = RunningCaps(self.rule, self.request.strict, bool(self.request.receipts), answers)
        if self.request.receipts:
            self._receive(ledger, rows)
        columns = "row, m, met, low, high, remaining, apart"
        engine.query(f"CREATE TABLE ledger AS SELECT {columns} FROM ({ledger.sql(rows, picked)}) ORDER BY row, m")

    def _with_firms(self) -> str:
        """Judged rows with the keys of their firms; where codes stand they are looked up apart and laid beside, in the rows' order."""
        if not self.firms.needed(self.told):
            return self.firms.by_name("FROM judged")
        engine, firms = self.engine, self.firms
        self.keep("told", TOLD, told(self.told))
        engine.query(f"CREATE TABLE pairs AS {firms.pairs('FROM judged', 'FROM told')}")
        engine.query(f"CREATE TABLE codes AS {firms.codes('FROM pairs')}")
        self.request = self.request.replace(receipts=keyed(self.told, engine.query(firms.of_receipts("told", "codes"))))
        of_rows = f"SELECT j.row AS firm_row, {firms.beside()} FROM judged j {firms.match('codes')}"
        engine.query(f"CREATE TABLE firms AS {of_rows} ORDER BY j.row")
        instead = f"{self._beside('row', 'firm_row')} AS row, coalesce(problem, torn) AS problem"
        return f"SELECT * EXCLUDE (firm_row, torn) REPLACE ({instead}) FROM judged POSITIONAL JOIN firms"

    def _under_own_headings(self, rows: str) -> str:
        """Rows whose problems name the headings of the sheet that they stand in."""
        if not self.table.headed:
            return rows
        cases = [
            f"WHEN row >= {own.start} AND row < {own.after} THEN {under_own_headings('problem', own.headings, self.engine.dialect)}"
            for own in self.table.headed
        ]
        return f"SELECT * REPLACE (CASE {' '.join(cases)} ELSE problem END AS problem) FROM ({rows})"

    def _with_months(self) -> str:
        """Rows with their firms and what their month comes to, where a measure asks it; summed apart and laid beside, in their order."""
        inputs = monthly(self.rule)
        if not inputs:
            return f"SELECT *, CAST(NULL AS BIGINT) AS {MONTH_COLUMN} FROM owned"
        asked = on_inputs(self.rule, inputs)
        rows, doubtful = "FROM owned", "FALSE"
        if self.firms.needed(self.told):
            rows, doubtful = self.firms.with_doubts(rows, "pairs", "codes"), DOUBTFUL
        sums = f"SELECT row, {month_sum(self.rule, doubtful)} AS {MONTH_COLUMN} FROM ({rows}) WHERE {asked}"
        all_rows = f"SELECT j.row AS month_row, s.{MONTH_COLUMN} FROM owned j LEFT JOIN ({sums}) s ON j.row = s.row ORDER BY j.row"
        self.engine.query(f"CREATE TABLE months AS {all_rows}")
        return f"SELECT * EXCLUDE (month_row) REPLACE ({self._beside('row', 'month_row')} AS row) FROM owned POSITIONAL JOIN months"

    def _with_instead(self) -> str:
        """Rows with what was received under measures not had together with theirs; worked out apart and laid beside, in their order."""
        if not self.rule.apart:
            return "SELECT * FROM dated"
        self._keep_instead()
        beside = beside_rows(self.rule, "SELECT * FROM dated", "instead_of")
        columns = ", ".join(instead_columns(self.rule.apart).values())
        all_rows = f"SELECT d.row AS instead_row, {columns} FROM dated d LEFT JOIN ({beside}) b ON d.row = b.instead_row ORDER BY d.row"
        self.engine.query(f"CREATE TABLE instead AS {all_rows}")
        return f"SELECT * EXCLUDE (instead_row) REPLACE ({self._beside('row', 'instead_row')} AS row) FROM dated POSITIONAL JOIN instead"

    def _keep_instead(self) -> None:
        tests = all_tests(self.rule.apart)
        self.keep("instead_of", instead_table(tests), instead_rows(tests, self.request.receipts, self.request))

    def picked(self, noted: "Noted | None", started: Callable[[], OutOfTime] | None, planned: Planned = _unsaid) -> "Iterator[Picked]":
        """What a plan picks for each firm of the typed rows, the time for one begun by `started`."""
        from bjsubsidy.batching.best import Planner

        firm = self.rule.scope_value("enterprise")
        engine, firms = self.engine, self.engine.query(f"SELECT count(DISTINCT {firm}) FROM typed WHERE problem IS NULL")[0][0]
        facts = [column for column in self.layout.columns if column.fact is not None]
        columns = ", ".join(engine.dialect.name(name) for name in ("input", "amount", "on", MONTH_COLUMN, *map(typed_name, facts)))
        rows = engine.stream(f"SELECT row, {firm}, {columns} FROM typed WHERE problem IS NULL ORDER BY {firm}, row")
        for done, picked in enumerate(Planner(self.request.replace(best=started), facts, noted).picked(rows), 1):
            planned(done, firms)
            yield picked

    def _best(self, planned: Planned, kept: bool) -> str:
        """Typed rows with the measure that their firm's plan picks for each."""
        self.chosen = ChosenSets(self.request) if kept else None
        engine, taken = self.engine, [f"a{number}" for number, _ in enumerate(self.request.choices())]
        columns = ", ".join(["row BIGINT", "m INTEGER", "unknown BOOLEAN", *(f"{name} STRING" for name in taken)])
        noted = self.chosen.note if self.chosen is not None else None
        engine.keep("chosen", columns, self._picks(self.picked(noted, self.request.best, planned)))
        answers = "".join(f", c.{name}" for name in taken)
        chosen = "typed t LEFT JOIN (FROM chosen WHERE NOT unknown) c ON t.row = c.row"
        picks = f"SELECT t.row AS picked_row, c.m AS picked{answers} FROM {chosen} ORDER BY t.row"
        engine.query(f"CREATE TABLE picks AS {picks}")
        return f"SELECT * EXCLUDE (picked_row) REPLACE ({self._beside('row', 'picked_row')} AS row) FROM typed POSITIONAL JOIN picks"

    def _picks(self, firms: "Iterable[Picked]") -> "Iterator[Pick]":
        for firm in firms:
            self.unproven += not firm.proven
            yield from firm.picks

    def _receive(self, ledger: RunningCaps, typed: str) -> None:
        columns = ", ".join(f"{name} {type}" for name, type in receipts.receipt_columns(self.request))
        self.engine.keep("receipts", columns, receipts.receipt_rows(self.request))
        self.engine.query(f"CREATE TABLE received AS {receipts.received(ledger, self.request, typed)}")

    def _typed(self) -> str:
        if not self.found.unplain:
            return f"SELECT *, {self.typing.values(self.found, {})} FROM ({self.rows})"
        looked_up = self._cells = {column.id: self._looked_up(place, column) for place, column in enumerate(self.found.unplain)}
        joins = " ".join(
            f"LEFT JOIN {looked_up[column.id]} ON {self.typing.match(column, looked_up[column.id])}" for column in self.found.unplain
        )
        values = self.typing.values(self.found, looked_up)
        self.engine.query(f"CREATE TABLE typed_cells AS SELECT row AS typed_row, {values} FROM ({self.rows}) {joins} ORDER BY row")
        beside = self._beside("row", "typed_row")
        return f"SELECT * EXCLUDE (typed_row) REPLACE ({beside} AS row) FROM ({self.rows}) POSITIONAL JOIN typed_cells"

    def _looked_up(self, place: int, column: Any) -> str:
        """The relation of a column's cells that `quantities` reads, each distinct text once."""
        texts = (row[0] for row in self.engine.stream(self.typing.unplain_texts(column, self.rows)))
        cells: Iterator[ReadText] = self.typing.read(column, texts)
        name = f"cells{place}"
        columns = f"text STRING, value {self.typing.sql_type(column)}, key STRING, problem STRING"
        self.engine.keep(name, columns, ((c.text, c.value, c.key, c.problem) for c in cells))
        return name

    @staticmethod
    def _beside(row: str, other: str) -> str:
        """The row number, where both sides of a positional join have the same."""
        return f"CASE WHEN {row} = {other} THEN {row} ELSE error('the table changed while it was read') END"

    # what `NotedRun` asks

    def query(self, sql: str) -> list[Any]:
        return self.engine.query(sql)

    def view(self, name: str) -> str:
        return name

    def keep(self, name: str, columns: Sequence[tuple[str, str]], rows: Iterable[Sequence[object]]) -> None:
        self.engine.keep(name, ", ".join(f"{column} {type}" for column, type in columns), rows)

    def cells_of(self, column: TableColumn) -> str:
        return self._cells[column.id]

    def latest(self) -> date | None:
        """The last day that a row names, however it is written."""
        looked_up = [self._cells[column.id] for column in self.found.unplain if column.id == "on"]
        read = [self.engine.query(f"SELECT max(value) FROM {cells}")[0][0] for cells in looked_up]
        return max((day for day in (self.found.latest, *read) if day is not None), default=None)

    def answer(self) -> ResultQuery:
        # The proof stands in a column that every format writes: what nobody reads is not computed.
        high = f"CASE WHEN {self._beside('c.row', 'l.row')} IS NOT NULL AND c.m = l.m THEN l.high END AS high"
        columns = f"c.* EXCLUDE (met), l.met, {high}, l.low, l.remaining, l.apart"
        claims = f"SELECT {columns} FROM claims c POSITIONAL JOIN ledger l"
        return answer_rows(self.rule, self.layout, claims, self.place, self.request.lang)

    @property
    def place(self) -> str:
        """Where a row stands in its file."""
        if self.table.clean:
            return "place"
        return f"CAST(row + {self._first} AS STRING)"

    @property
    def _first(self) -> int:
        """What a person calls the first row: a CSV has its heading above it."""
        return 1 if self.table.form == "parquet" else 2

    def summary(self) -> Summary:
        sums = tallied("met", "met IS NULL AND m >= 0")
        found = self.engine.query(f"SELECT m, {sums} FROM ledger GROUP BY m ORDER BY m")
        measure = dict(self.rule.numbered)
        by_place = {row[0]: MeasureTally(measure[row[0]], *(int(value) for value in row[1:])) for row in found if row[0] >= 0}
        tallies = self._with_unclaimed(by_place)
        problems = sum(row[1] for row in found if row[0] == PROBLEM)
        best = self.request.best is not None
        claimed, read = rows_claimed(tallies, best), self.found.rows
        unclaimed = rows_left_out(self.name, read, problems, claimed, self.rule, *self._of_claims, self.query)
        count, first = 0, tuple[LeftOut, ...]()
        if best or any(tally.unknown or tally.apart for tally in tallies):
            count = self.engine.query(f"SELECT count(DISTINCT row) FROM ({self._left_out()})")[0][0]
            first = tuple(itertools.islice(self.left_out(), FIRST_LEFT_OUT))
        causes = self._causes() if problems else ()
        places = self._unclaimed_places() if unclaimed else ()
        said = Summary(self.found.rows, problems, unclaimed, tallies, self.unproven, count, first, causes=causes)
        return said.replace(unclaimed_places=places)

    def _unclaimed_places(self) -> tuple[str, ...]:
        """Where the first rows stand that bring no claim, one more than is named."""
        rows = without_claims(self.rule, *self._of_claims)
        found = self.engine.query(f"SELECT {self.place} FROM ({rows}) ORDER BY row LIMIT {MOST_PLACES + 1}")
        return tuple(place for (place,) in found)

    def _causes(self) -> tuple[Cause, ...]:
        return causes_of(self.engine.query(causes_query("FROM typed", self.place, MOST_PLACES)))

    def _with_unclaimed(self, tallies: dict[int, MeasureTally]) -> tuple[MeasureTally, ...]:
        """Where firms are planned: the measures of unknown amount that rows without a claim could claim are counted too."""
        measure = dict(self.rule.numbered)
        for m, count in self.engine.query(f"SELECT m, count(*) FROM ({self.unclaimed()}) GROUP BY m"):
            before = tallies.get(m, MeasureTally(measure[m], 0, 0, 0, 0, 0, 0, 0, 0))
            tallies[m] = before.replace(unknown=before.unknown + count)
        return tuple(tallies[m] for m in sorted(tallies))

    def unclaimed(self) -> str:
        """The query (firm, enterprise, row, m) of measures of unknown amount on rows that a plan gives no claim."""
        if self.request.best is None:
            return "SELECT '' AS firm, '' AS enterprise, row, m FROM ledger WHERE FALSE"
        return "SELECT t.firm, t.enterprise, t.row, c.m FROM typed t JOIN chosen c ON t.row = c.row WHERE c.unknown"

    def left_out(self) -> Iterator[LeftOut]:
        """Every row whose amount no sum holds, in the order of the table."""
        return named_rows(self.engine.stream(f"{self._left_out()} ORDER BY row, m"), dict(self.rule.numbered))

    def _left_out(self) -> str:
        """Where firms are planned, rows without a claim whose amount is unknown; else the claims that no sum holds."""
        claims = "SELECT t.*, c.m FROM typed t JOIN chosen c ON t.row = c.row WHERE c.unknown"
        if self.request.best is None:
            claims = f"SELECT * FROM (SELECT c.*, l.high, l.apart FROM claims c POSITIONAL JOIN ledger l) WHERE {UNCOUNTED}"
        return left_out_query(self.rule, self.layout, self.place, claims)
