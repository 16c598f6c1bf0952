"""Typed rows as claims: one row per item and measure, with what the conditions come to and the amount before caps.

`m` is a measure's place in the catalogue, -1 for a row with a problem; `met` is TRUE (eligible), FALSE or NULL (unconfirmed).
"""

from collections.abc import Callable, Iterable, Mapping, Sequence

from bjsubsidy.formula.sql import FIRM_COLUMN, SqlCompiler
from bjsubsidy.formula.tree import AMOUNT, NotReceived, Test
from bjsubsidy.law.catalogue import Catalogue
from bjsubsidy.law.measure import Measure
from bjsubsidy.record import NONE_GIVEN

PROBLEM = -1


class Claims:
    """Some measures with their places in the catalogue, and the reading of their trees.

    `apart` are, by measure, the tests of what was received under measures that are not had together with it.
    """

    def __init__(
        self,
        catalogue: Catalogue,
        numbered: Sequence[tuple[int, Measure]],
        reading: SqlCompiler,
        apart: Mapping[str, tuple[NotReceived, ...]] = NONE_GIVEN,
    ) -> None:
        self.catalogue = catalogue
        self.apart = apart
        self.numbered = numbered
        self.reading = reading
        self.dialect = reading.dialect

    def of(self, numbered: Sequence[tuple[int, Measure]]) -> "Claims":
        return Claims(self.catalogue, numbered, self.reading, self.apart)

    def tests(self, measure: Measure) -> tuple[Test, ...]:
        """All that must hold of a claim on any day, or be known, and what was received before it."""
        return (*measure.tests_on_any_day(self.catalogue), *self.apart.get(measure.id, ()))

    def sql(self, typed: str, picked: str | None = None) -> str:
        """Claims of typed rows, in their order and then the catalogue's; `picked` is a column with the one measure to keep."""
        met = self.by_measure(lambda measure: self.reading.all(self.tests(measure)))
        uncapped = self.by_measure(lambda measure: self.reading.whole(measure.benefit.formula()))
        measured = self._measured(typed, picked)
        return f"SELECT *, CAST({met} AS BOOLEAN) AS met, CAST({uncapped} AS BIGINT) AS uncapped FROM ({measured})"

    def _measured(self, typed: str, picked: str | None) -> str:
        inputs: dict[str, list[int]] = {}
        for number, measure in self.numbered:
            inputs.setdefault(measure.input, []).append(number)
        if picked or all(len(numbers) == 1 for numbers in inputs.values()):
            single = picked or _case("input", ((self.dialect.text(input), str(numbers[0])) for input, numbers in inputs.items()))
            numbered = f"SELECT *, CASE WHEN problem IS NOT NULL THEN {PROBLEM} ELSE {single} END AS m FROM ({typed})"
            return f"SELECT * FROM ({numbered}) WHERE m IS NOT NULL"
        listed = _case("input", ((self.dialect.text(input), self.dialect.each(numbers)) for input, numbers in inputs.items()))
        every = f"CASE WHEN problem IS NOT NULL THEN {self.dialect.each([PROBLEM])} ELSE {listed} END"
        return f"SELECT *, {self.dialect.unnested(every)} AS m FROM ({typed})"

    def by_measure(self, said: Callable[[Measure], str | None]) -> str:
        """An expression that is said for each measure; NULL for those that say nothing."""
        return _case("m", ((str(number), said(measure)) for number, measure in self.numbered))

    def before(self, counted: str) -> str:
        """The amount before caps on the amount, of an input that caps on the base have cut."""
        cut = self.reading.over({AMOUNT: counted})
        return self.by_measure(lambda measure: cut.whole(measure.benefit.formula()))

    def input_giving(self, fen: str) -> str:
        """The input at which the amount is so many fen, rounded up; NULL where none is."""
        return self.by_measure(lambda measure: self.reading.input_giving(measure.benefit.formula(), fen))

    def low(self, counted: str, high: str) -> str:
        """The low amount: nothing while anything is unknown or the text fixes no least rate."""
        cut = self.reading.over({AMOUNT: counted})
        least = self.by_measure(lambda measure: None if measure.bound == "at-most" else cut.whole(measure.benefit.least()))
        return f"CASE WHEN met AND {high} IS NOT NULL THEN least(coalesce({least}, 0), {high}) ELSE 0 END"

    def scope_value(self, scope: str) -> str:
        """What a claim counts under in a scope, as text, a name by its key; NULL where nobody named it."""
        if scope == "year":
            return f"year({self.dialect.name('on')})"
        if scope == "enterprise":
            return FIRM_COLUMN
        return self.reading.key(scope)

    def named(self, scope: str) -> str:
        """The same as a part of a key: its length before a value keeps texts that are put together apart."""
        if scope == "year":
            return f"' ' || CAST({self.scope_value(scope)} AS STRING)"
        value = self.scope_value(scope)
        return f"coalesce(' ' || CAST(length({value}) AS STRING) || ' ' || {value}, ' -')"


def _case(column: str, branches: Iterable[tuple[str, str | None]]) -> str:
    said = [f"WHEN {key} THEN {value}" for key, value in branches if value is not None]
    return f"CASE {column} {' '.join(said)} END" if said else "NULL"
