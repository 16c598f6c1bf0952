"""A column of units in a table that an engine reads itself: what `readers/cleaning.py` writes into the cells, in SQL.

Where every cell of it is a unit, each amount of a row is in the row's; else it is no such column, and may be the firm.
"""

from collections.abc import Callable, Sequence
from typing import Any

from bjsubsidy.batching.sentence import put_together
from bjsubsidy.formula.dialect import Dialect
from bjsubsidy.language import Lang
from bjsubsidy.readers.finding import layout
from bjsubsidy.readers.headings import Layout, TableColumn, TableReading, Vocabulary
from bjsubsidy.readers.marked_problems import NEXT, with_marks
from bjsubsidy.readers.own_units import (
    BARE_FIGURE,
    OWN_UNIT,
    in_unit,
    other_unit_fault,
    scales_rows,
    two_units_fault,
    unit_fault,
    with_firm,
    without_unit,
)
from bjsubsidy.readers.units import read_unit
from bjsubsidy.record import Record

# A column with more different cells than this holds other things than units.
_MOST_UNITS = 200
_UNIT, _FIGURE = "⟦unit⟧", "⟦figure⟧"


class RawRows(Record):
    """The query (row, c0, c1, …, fault) of a table as it stands, its headings, and the engine's type of each cell."""

    sql: str
    headings: Sequence[str]
    types: list[str]


def in_row_units(
    path: str, raw: RawRows, known: Vocabulary, asked: TableReading, query: Callable[[str], list[Any]], dialect: Dialect, lang: Lang
) -> tuple[RawRows, Layout]:
    """The rows with the unit of each written after its amounts, and the columns as they are then read."""

    def cells(place: int) -> list[str]:
        texts = f"SELECT DISTINCT CAST(c{place} AS STRING) AS t FROM ({raw.sql}) WHERE c{place} IS NOT NULL LIMIT {_MOST_UNITS + 1}"
        return [text for (text,) in query(texts)]

    def units(place: int) -> bool:
        found = cells(place)
        return len(found) <= _MOST_UNITS and scales_rows(found)

    found = layout(path, raw.headings, known, with_firm(raw.headings, known, asked, cells))
    unit = found.column("unit")
    if unit is None or unit.place >= len(raw.headings):
        return raw, found
    if not units(unit.place):
        return raw, without_unit(found, False)
    money = [column for column in found.columns if column.form == "yuan" and column.place < len(raw.headings)]
    scaled = _Scaled(f"c{unit.place}", cells(unit.place), money, dialect, lang)
    types = ["string" if place in scaled.places else type for place, type in enumerate(raw.types)]
    return RawRows(scaled.sql(raw), raw.headings, types), without_unit(found, True)


class _Scaled:
    """Writes the amounts of `money` in the unit that column `unit` names in each row; `texts` are its different cells."""

    def __init__(self, unit: str, texts: Sequence[str], money: Sequence[TableColumn], dialect: Dialect, lang: Lang) -> None:
        self.unit = f"CAST({unit} AS STRING)"
        self.scales = {text: scale for text in texts if (scale := read_unit(text).unit) is not None}
        self.money = {column.place: column for column in money}
        self.places = set(self.money)
        self.dialect = dialect
        self.lang = lang

    def sql(self, raw: RawRows) -> str:
        cells = [self._amount(place) if place in self.places else f"c{place}" for place, _ in enumerate(raw.types)]
        faults = [fault for column in self.money.values() for fault in self._faults(column)]
        fault = f"nullif(concat_ws({self.dialect.text(NEXT)}, fault, {', '.join(faults)}), '')" if faults else "fault"
        return f"SELECT row, {', '.join(cells)}, {fault} AS fault FROM ({raw.sql})"

    def _by_unit(self, said: Callable[[str], str], otherwise: str) -> str:
        """What is said of each unit of yuan; `otherwise` where a row names none."""
        named = " ".join(f"WHEN {self.dialect.text(text)} THEN {said(scale)}" for text, scale in self.scales.items())
        return f"CASE {self.unit} {named} ELSE {otherwise} END" if named else otherwise

    def _is(self, column: TableColumn, pattern: str) -> str:
        return f"coalesce({self.dialect.matches(f'CAST(c{column.place} AS STRING)', pattern)}, FALSE)"

    def _amount(self, place: int) -> str:
        cell, column = f"CAST(c{place} AS STRING)", self.money[place]
        after = self._by_unit(lambda scale: self.dialect.text(f"{scale}元"), "''")
        return f"CASE WHEN {self._is(column, BARE_FIGURE)} THEN trim({cell}) || {after} ELSE {cell} END AS c{place}"

    def _faults(self, column: TableColumn) -> list[str]:
        of_yuan, same = self._by_unit(lambda scale: "TRUE", "FALSE"), self._by_unit(lambda scale: self._is(column, in_unit(scale)), "TRUE")
        cases = [
            (f"{self._is(column, BARE_FIGURE)} AND NOT {of_yuan}", unit_fault(column.heading, _UNIT)),
            (f"{self._is(column, OWN_UNIT)} AND NOT {same}", two_units_fault(column.heading, _UNIT)),
        ]
        for scale in sorted({*self.scales.values()} - {column.said.unit}) if column.readable and column.said.unit is not None else ():
            written = ", ".join(self.dialect.text(text) for text, named in self.scales.items() if named == scale)
            cases.append((f"{self._is(column, BARE_FIGURE)} AND {self.unit} IN ({written})", other_unit_fault(column, scale, _FIGURE)))
        said = {_UNIT: f"coalesce(trim({self.unit}), '')", _FIGURE: f"trim(CAST(c{column.place} AS STRING))"}
        return [f"CASE WHEN {test} THEN {put_together(with_marks(problem, self.lang), said, self.dialect)} END" for test, problem in cases]
