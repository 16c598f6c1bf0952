"""A column of units in a table that an engine reads itself: what `readers/cleaning.py` writes into the cells, in SQL.

Where every cell of it is a unit, each amount of a row is in the row's; else it is no such column, and may be the firm.
"""

from collections.abc import Callable, Sequence
from typing import Any

from bjsubsidy.batching.sentence import put_together
from bjsubsidy.formula.dialect import Dialect
from bjsubsidy.language import Lang
from bjsubsidy.readers.cleaning import BARE_FIGURE, all_units, unit_fault, with_firm, without_unit
from bjsubsidy.readers.headings import Layout, TableColumn, TableReading, Vocabulary, layout
from bjsubsidy.readers.units import read_unit
from bjsubsidy.record import Record

# A column with more different cells than this holds other things than units.
_MOST_UNITS = 200
_UNIT = "⟦unit⟧"


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
        return len(found) <= _MOST_UNITS and all_units(found)

    found = layout(path, raw.headings, known, with_firm(raw.headings, known, asked, units))
    unit = found.column("unit")
    if unit is None or unit.place >= len(raw.headings):
        return raw, found
    if not units(unit.place):
        return raw, without_unit(found)
    money = [column for column in found.columns if column.form == "yuan" and column.place < len(raw.headings)]
    scaled = _Scaled(f"c{unit.place}", cells(unit.place), money, dialect, lang)
    types = ["string" if place in scaled.places else type for place, type in enumerate(raw.types)]
    return RawRows(scaled.sql(raw), raw.headings, types), without_unit(found)


class _Scaled:
    """Writes the amounts of `money` in the unit that column `unit` names in each row; `texts` are its different cells."""

    def __init__(self, unit: str, texts: Sequence[str], money: Sequence[TableColumn], dialect: Dialect, lang: Lang) -> None:
        self.unit = f"CAST({unit} AS STRING)"
        said = {text: read_unit(text).unit for text in texts}
        named = " ".join(
            f"WHEN {dialect.text(text)} THEN {dialect.text(scale + '元')}" for text, scale in said.items() if scale is not None
        )
        self.scale = f"CASE {self.unit} {named} END" if named else "CAST(NULL AS STRING)"
        self.money = money
        self.places = {column.place for column in money}
        self.dialect = dialect
        self.lang = lang

    def sql(self, raw: RawRows) -> str:
        cells = [self._amount(place) if place in self.places else f"c{place}" for place, _ in enumerate(raw.types)]
        faults = [f"CASE WHEN {self._bare(column)} AND {self.scale} IS NULL THEN {self._said(column)} END" for column in self.money]
        between = self.dialect.text("；" if self.lang == "zh" else "; ")
        fault = f"nullif(concat_ws({between}, fault, {', '.join(faults)}), '')" if faults else "fault"
        return f"SELECT row, {', '.join(cells)}, {fault} AS fault FROM ({raw.sql})"

    def _bare(self, column: TableColumn) -> str:
        return f"coalesce({self.dialect.matches(f'CAST(c{column.place} AS STRING)', BARE_FIGURE)}, FALSE)"

    def _amount(self, place: int) -> str:
        column = next(column for column in self.money if column.place == place)
        cell = f"CAST(c{place} AS STRING)"
        return f"CASE WHEN {self._bare(column)} AND {self.scale} IS NOT NULL THEN trim({cell}) || {self.scale} ELSE {cell} END AS c{place}"

    def _said(self, column: TableColumn) -> str:
        sentence = unit_fault(column.heading, _UNIT).in_(self.lang)
        return put_together(sentence, {_UNIT: f"coalesce(trim({self.unit}), '')"}, self.dialect)
