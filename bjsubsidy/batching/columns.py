"""A table's rows typed, in one dialect: what is plainly written by the engine itself, the rest by `quantities` once.

The rows come as (row, c0, c1, …, fault); typed they have the columns that are read, under their ids (those of facts marked), the keys
of names beside them, and `problem`, with the marks of `row_problems`.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from bjsubsidy.batching.cells import Cells, ReadText, sql_type
from bjsubsidy.batching.sum_problems import SumProblems
from bjsubsidy.formula.dialect import Dialect
from bjsubsidy.formula.sql import fact_column, key_column
from bjsubsidy.language import Lang, Text
from bjsubsidy.law.catalogue import Catalogue
from bjsubsidy.quantities import CUT_NUMBER, LONG_NUMBER
from bjsubsidy.readers.headings import NEEDED, Layout, TableColumn
from bjsubsidy.readers.marked_problems import HEADED, NEXT
from bjsubsidy.record import Record


def typed_name(column: TableColumn) -> str:
    """What a column that is read is called once it is typed."""
    return column.id if column.fact is None else fact_column(column.id)


# A row in which all of these are blank is none of a firm's items.
OF_AN_ITEM = ("input", "amount", "on")
_NO_ITEM = Text("这一行不是项目：没有计算项目、金额和日期。", "The row is not an item: it has no input, no amount and no day.")


class Survey(Record):
    """What one look at every row found: columns with cells not plainly written, needed columns with blanks, the inputs.

    `sums`: whether a row is called as a line of sums is, and says itself neither of which firm nor of which input it is.
    """

    rows: int
    unplain: tuple[TableColumn, ...]
    blank: tuple[TableColumn, ...]
    faulty: bool
    empty: bool
    sums: bool
    inputs: tuple[str, ...]
    latest: date | None


class Typing:
    """Writes the SQL that types the rows of one table; `types` are the engine's, by place, the last `said` of values given beside it."""

    def __init__(self, layout: Layout, types: Sequence[str], dialect: Dialect, catalogue: Catalogue, lang: Lang, said: int = 0) -> None:
        self.columns = layout.columns
        self.types = types
        self.dialect = dialect
        self.cells = Cells(dialect, catalogue, lang)
        self.lang: Lang = lang
        self._sums = SumProblems(layout, types, len(types) - said, dialect, lang)
        self._sum = self._sums.sql(catalogue)

    def long_numbers(self, rows: str) -> str | None:
        """One row: for each column of names whether a long number ends in zeros, and whether one does not; None without such columns."""
        cells = [self.cells.source(column.place, self.types[column.place]) for column in self._naming()]
        cut = [self.dialect.matches(f"CAST({cell} AS STRING)", CUT_NUMBER) for cell in cells]
        long = [self.dialect.matches(f"CAST({cell} AS STRING)", LONG_NUMBER) for cell in cells]
        asked = [f"bool_or({c}), bool_or({n} AND NOT {c})" for c, n in zip(cut, long, strict=True)]
        return f"SELECT {', '.join(asked)} FROM ({rows})" if asked else None

    def found_wrecked(self, found: Sequence[Any]) -> None:
        """From the row of `long_numbers`: where none kept its last digits, those that end in zeros have lost them."""
        columns = self._naming()
        pairs = zip(columns, found[::2], found[1::2], strict=True)
        self.cells.wrecked = frozenset(column.id for column, cut, whole in pairs if cut and not whole)

    def _naming(self) -> list[TableColumn]:
        """The columns whose numbers are no figures: two of them must not become one."""
        return [column for column in self.columns if column.form in ("name", "code")]

    def _names(self) -> list[TableColumn]:
        return [column for column in self.columns if column.form == "name"]

    def survey(self, rows: str) -> str:
        """One row: count, a truth per column, one per needed column, whether a fault stands, a row is empty, a row is a sum.

        Last the inputs that are plainly named, as a list, and the latest day that is plainly written.
        """
        asked = [f"coalesce(bool_or({self._unplain(column)}), FALSE)" for column in self.columns]
        blank = [f"coalesce(bool_or({self._blank(column)}), FALSE)" for column in self.needed()]
        empty = " AND ".join(self._blank(column) for column in self.needed())
        faults = [f"coalesce(bool_or({test}), FALSE)" for test in ("fault IS NOT NULL", empty, f"({self._sum}) IS NOT NULL")]
        inputs, on = (self._plain(next(column for column in self.columns if column.id == id)) for id in ("input", "on"))
        named = self.dialect.distinct(inputs[1])
        latest = f"max({on[1]}) FILTER (WHERE {on[0]})"
        return f"SELECT count(*), {', '.join([*asked, *blank, *faults, named, latest])} FROM ({rows})"

    def surveyed(self, found: Sequence[Any]) -> Survey:
        """The survey from the row that its query gave."""
        rows, *truths, inputs, latest = found
        unplain = tuple(column for column, truth in zip(self.columns, truths, strict=False) if truth)
        blank = tuple(column for column, truth in zip(self.needed(), truths[len(self.columns) :], strict=False) if truth)
        faulty, empty, sums = truths[-3:]
        named = tuple(input for input in inputs or () if input is not None)
        return Survey(rows, unplain, blank, faulty, empty, sums, named, latest)

    def needed(self) -> list[TableColumn]:
        return [column for column in self.columns if column.id in NEEDED]

    def unplain_texts(self, column: TableColumn, rows: str) -> str:
        """Every distinct text of a column that is not plainly written, one a row."""
        return f"SELECT DISTINCT CAST(c{column.place} AS STRING) FROM ({rows}) WHERE {self._unplain(column)}"

    def read(self, column: TableColumn, texts: Iterable[str]) -> Iterator[ReadText]:
        return (self.cells.read(column, text) for text in texts)

    def sql_type(self, column: TableColumn) -> str:
        return sql_type(column)

    def values(self, survey: Survey, looked_up: Mapping[str, str]) -> str:
        """The typed columns as a select list; `looked_up` names, by column id, the relation of cells that were read one by one."""
        typed = [f"{self._typed(column, survey, looked_up)} AS {self.dialect.name(typed_name(column))}" for column in self.columns]
        keys = [f"{self._key(column, looked_up.get(column.id))} AS {self.dialect.name(key_column(column.id))}" for column in self._names()]
        return ", ".join([*typed, *keys, f"{self._problem(survey, looked_up)} AS problem"])

    def match(self, column: TableColumn, cells: str) -> str:
        """The condition that joins a row to the cell that was read for it."""
        return f"{cells}.text = CAST(c{column.place} AS STRING)"

    def _value(self, column: TableColumn, cells: str | None, read: str = "value") -> str:
        test, value = self._plain(column)
        value = f"CAST({value} AS {self.sql_type(column)})"
        return value if cells is None else f"CASE WHEN {test} THEN {value} ELSE {cells}.{read} END"

    def _typed(self, column: TableColumn, survey: Survey, looked_up: Mapping[str, str]) -> str:
        """A value; a sum is of no input, so that what counts the rows of one never counts it."""
        value = self._value(column, looked_up.get(column.id))
        if column.id != "input" or not survey.sums or not self._sums.told(column.place):
            return value
        return f"CASE WHEN ({self._sum}) IS NULL THEN {value} END"

    def _key(self, column: TableColumn, cells: str | None) -> str:
        """What a name is compared by: a name that is plainly written is its own key."""
        return self._value(column, cells, "key")

    def _problem(self, survey: Survey, looked_up: Mapping[str, str]) -> str:
        parts = [(column, f"CASE WHEN {self._blank(column)} THEN {self._empty(column)} END") for column in survey.blank]
        parts += [(column, f"{looked_up[column.id]}.problem") for column in self.columns if column.id in looked_up]
        cells = f"nullif({self._joined(part for _, part in parts)}, '')" if parts else "CAST(NULL AS STRING)"
        cells = self._no_item(survey, cells)
        cells = self._beside_fault(cells, parts) if survey.faulty else cells
        return f"coalesce({self._sum}, {cells})" if survey.sums else cells

    def _beside_fault(self, cells: str, parts: Sequence[tuple[TableColumn, str]]) -> str:
        """What is wrong with the cells of a row, whatever its sheet has told already."""
        others = [f"CASE WHEN NOT {self._faulted(column.heading)} THEN {part} END" for column, part in parts]
        return f"CASE WHEN fault IS NULL THEN {cells} WHEN {self._of_whole()} THEN fault ELSE {self._joined(['fault', *others])} END"

    def _joined(self, parts: Iterable[str]) -> str:
        return f"concat_ws({self.dialect.text(NEXT)}, {', '.join(parts)})"

    def _faulted(self, heading: str) -> str:
        """Whether the fault of a row names a cell of this column: what it holds is not read a second time."""
        return f"contains({self.dialect.text(NEXT)} || fault, {self.dialect.text(f'{NEXT}{heading}{HEADED}')})"

    def _of_whole(self) -> str:
        """Whether a fault is of the row itself, whose cells then stand who knows where."""
        return f"(NOT contains(fault, {self.dialect.text(HEADED)}) OR {self._faulted('')})"

    def _no_item(self, survey: Survey, problem: str) -> str:
        """A footer, or a line between: one short problem in place of one for each cell."""
        blank = [self._blank(column) for column in survey.blank if column.id in OF_AN_ITEM]
        if len(blank) < len(OF_AN_ITEM):
            return problem
        return f"CASE WHEN {' AND '.join(blank)} THEN {self.dialect.text(_NO_ITEM.in_(self.lang))} ELSE {problem} END"

    def _empty(self, column: TableColumn) -> str:
        return self.dialect.text(self.cells.empty(column) or "")

    def _plain(self, column: TableColumn) -> tuple[str, str]:
        return self.cells.plain(column, self.types[column.place])

    def _blank(self, column: TableColumn) -> str:
        return self.cells.blank(column, self.types[column.place])

    def _unplain(self, column: TableColumn) -> str:
        return f"NOT {self._blank(column)} AND NOT coalesce({self._plain(column)[0]}, FALSE)"
