"""Reading 2 of the further forms: SQL of a dialect; NULL is unknown, and no engine's LEAST may pass over it."""

from collections.abc import Sequence
from math import lcm

from bjsubsidy.formula.forms import (
    Added,
    AmountForm,
    Band,
    Bands,
    ByChoice,
    DatedAmount,
    Highest,
    Lowest,
    NothingBelow,
    Slice,
    Slices,
    Units,
)
from bjsubsidy.formula.sql import SqlCompiler, SqlFraction
from bjsubsidy.formula.tree import ON, Amount


class FormCompiler:
    """Reads forms with the reading of the trees around them."""

    def __init__(self, reading: SqlCompiler) -> None:
        self.reading = reading

    def number(self, form: AmountForm) -> SqlFraction:
        match form:
            case Added(of):
                return self._added([self.reading.number(part) for part in of])
            case Highest(of):
                return self._one_of("greatest", [self.reading.number(part) for part in of])
            case Lowest(of):
                return self._one_of("least", [self.reading.number(part) for part in of])
            case ByChoice(fact, cases):
                return self._by_choice(self.reading.column(fact), cases)
            case Bands(of, bands):
                return self._bands(of, bands)
            case Slices(of, slices):
                return self._slices(of, slices)
            case Units(of, every, full):
                return self._units(self.reading.number(of), every.numerator, every.denominator, full)
            case NothingBelow(of, least):
                return self._nothing_below(of, least)
            case DatedAmount(values):
                numbers, parts, most = self.shared([self.reading.number(value) for _, value in values])
                days = [self.reading.dialect.day(start) for start, _ in values]
                known = zip(reversed(days), reversed(numbers), strict=True)
                branches = " ".join(f"WHEN {self.reading.column(ON)} >= {day} THEN {number}" for day, number in known)
                return SqlFraction(f"(CASE {branches} END)", parts, most)

    def shared(self, numbers: Sequence[SqlFraction]) -> tuple[list[str], int, int]:
        """Integers over one denominator, that denominator, and the most any can be."""
        parts = lcm(*(number.parts for number in numbers))
        most = max(number.most * (parts // number.parts) for number in numbers)
        return [self.reading.product(number.sql, str(parts // number.parts), most) for number in numbers], parts, most

    def _added(self, numbers: Sequence[SqlFraction]) -> SqlFraction:
        parts = lcm(*(number.parts for number in numbers))
        most = sum(number.most * (parts // number.parts) for number in numbers)
        said = [self.reading.product(number.sql, str(parts // number.parts), most) for number in numbers]
        return SqlFraction(f"({' + '.join(self.reading.operand(one, most) for one in said)})", parts, most)

    def _one_of(self, function: str, numbers: Sequence[SqlFraction]) -> SqlFraction:
        said, parts, most = self.shared(numbers)
        unknown = " OR ".join(f"{one} IS NULL" for one in said)
        return SqlFraction(f"(CASE WHEN {unknown} THEN NULL ELSE {function}({', '.join(said)}) END)", parts, most)

    def _by_choice(self, column: str, cases: Sequence[tuple[str, Amount]]) -> SqlFraction:
        said, parts, most = self.shared([self.reading.number(case) for _, case in cases])
        largest = self._one_of("greatest", [SqlFraction(one, parts, most) for one in said]).sql if len(said) > 1 else said[0]
        texts = [self.reading.dialect.text(choice) for choice, _ in cases]
        chosen = " ".join(f"WHEN {text} THEN {one}" for text, one in zip(texts, said, strict=True))
        return SqlFraction(f"(CASE WHEN {column} IS NULL THEN {largest} ELSE CASE {column} {chosen} END END)", parts, most)

    def _bands(self, of: Amount, bands: Sequence[Band]) -> SqlFraction:
        value = self.reading.number(of)
        paid, parts, most = self.shared([self.reading.number(band.pays) for band in bands])
        branches = [f"WHEN {value.sql} IS NULL THEN NULL"]
        for band, pays in zip(bands, paid, strict=True):
            if band.bound is None:
                branches.append(f"ELSE {pays}")
                break
            (left, right), _, _ = self.shared([value, self.reading.number(band.bound)])
            branches.append(f"WHEN {right} IS NULL THEN NULL WHEN {left} {'<=' if band.included else '<'} {right} THEN {pays}")
        return SqlFraction(f"(CASE {' '.join(branches)} END)", parts, most)

    def _slices(self, of: Amount, slices: Sequence[Slice]) -> SqlFraction:
        (value, *edges), parts, most = self.shared([self.reading.number(of), *(self.reading.number(one.above) for one in slices)])
        ends = [*edges[1:], None]
        counted = [self._clamped(value, start, end) for start, end in zip(edges, ends, strict=True)]
        rates = [self.reading.number(one.rate) for one in slices]
        return self._added([self.reading.times(SqlFraction(one, parts, most), rate) for one, rate in zip(counted, rates, strict=True)])

    def _clamped(self, value: str, start: str, end: str | None) -> str:
        """What of a value lies between two edges."""
        inside = f"{value} - {start}" if end is None else f"CASE WHEN {value} > {end} THEN {end} - {start} ELSE {value} - {start} END"
        return f"(CASE WHEN {value} <= {start} THEN 0 WHEN {value} > {start} THEN {inside} END)"

    def _units(self, value: SqlFraction, every: int, over: int, full: bool) -> SqlFraction:
        most = value.most * over
        scaled = self.reading.product(value.sql, str(over), most)
        if not full:
            return SqlFraction(scaled, value.parts * every, most)
        return SqlFraction(self.reading.dialect.quotient(scaled, str(value.parts * every)), 1, most // (value.parts * every))

    def _nothing_below(self, of: Amount, least: Amount) -> SqlFraction:
        (value, bound), parts, most = self.shared([self.reading.number(of), self.reading.number(least)])
        return SqlFraction(f"(CASE WHEN {value} >= {bound} THEN {value} WHEN {value} < {bound} THEN 0 END)", parts, most)
