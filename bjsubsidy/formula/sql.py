"""Reading 2: a tree becomes SQL of a dialect; NULL is unknown. The only place that knows widths.

A number is an integer column or expression over a fixed denominator: money over 1 (fen), a rate over RATE_PARTS.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction
from math import lcm
from typing import Protocol

from bjsubsidy.errors import TooWide
from bjsubsidy.formula.dialect import Dialect
from bjsubsidy.formula.tree import (
    AMOUNT,
    AS_OF,
    MONTH,
    ON,
    AllOf,
    Amount,
    AnyOf,
    Chosen,
    Excess,
    Fixed,
    Given,
    Holds,
    Known,
    Later,
    LessThan,
    MoreThan,
    Not,
    NotReceived,
    OneOf,
    OnlyFor,
    Pending,
    Round,
    SomeOf,
    Stepped,
    Test,
    Times,
    Where,
    facts,
)
from bjsubsidy.quantities import MOST_FEN
from bjsubsidy.record import Record

# What a month comes to stands beside the rows, and stops at what no figure of a rule can reach.
MONTH_COLUMN, MOST_OF_MONTH = "in_month", MOST_FEN + 1
# What the firm of a row is compared by.
FIRM_COLUMN = "firm"
_OWN_COLUMNS = {AMOUNT: AMOUNT, ON: ON, MONTH: MONTH_COLUMN}
_NARROW, _WIDE = 2**63, 10**38


def fact_column(fact: str) -> str:
    """The column of a fact: marked as no other column is, so that no id of any catalogue is taken for a column of ours."""
    return f"@{fact}"


def key_column(name: str) -> str:
    """The column of what a name is compared by: marked as neither a fact's column nor one of ours is."""
    return f"~{name}"


class Kept(Protocol):
    """How a given stands in its column: the column's type, how many parts of one it holds, the most there can be of them.

    `named` where it is a name, which is compared by a column of keys.
    """

    @property
    def sql_type(self) -> str: ...
    @property
    def parts(self) -> int: ...
    @property
    def most(self) -> int: ...
    @property
    def named(self) -> bool: ...


class _Own(Record):
    """How what every item has is kept."""

    sql_type: str
    parts: int = 1
    most: int = 0
    named: bool = False


_OWN_KEPT: dict[str, Kept] = {
    AMOUNT: _Own("BIGINT", most=MOST_FEN),
    MONTH: _Own("BIGINT", most=MOST_OF_MONTH),
    ON: _Own("DATE"),
    AS_OF: _Own("DATE"),
}


class SqlFraction(Record):
    """An exact fraction in SQL: an integer expression, its fixed denominator, and the most the integer can be."""

    sql: str
    parts: int
    most: int


class SqlCompiler:
    """Reads trees in one dialect; `kept` says how a fact stands in its column, `columns` where a given stands if not under its own name."""

    def __init__(self, dialect: Dialect, kept: Mapping[str, Kept], as_of: date, columns: Mapping[str, str] | None = None) -> None:
        self.dialect = dialect
        self.kept: Mapping[str, Kept] = {**kept, **_OWN_KEPT}
        self.as_of = as_of
        self.columns = columns or {}

    def over(self, columns: Mapping[str, str]) -> "SqlCompiler":
        """The same reading with some givens taken from other columns."""
        return SqlCompiler(self.dialect, self.kept, self.as_of, {**self.columns, **columns})

    def column(self, name: str) -> str:
        if name == AS_OF:
            return self.dialect.day(self.as_of)
        return self.columns.get(name) or self.dialect.name(_OWN_COLUMNS.get(name) or fact_column(name))

    def key(self, name: str) -> str:
        """What a fact is compared by: a name's own column of keys, any other fact as it is, as text."""
        kept = self.kept[name]
        if kept.named:
            return self.columns.get(name) or self.dialect.name(key_column(name))
        return self.column(name) if kept.sql_type == "STRING" else f"CAST({self.column(name)} AS STRING)"

    # amounts

    def whole(self, tree: Amount) -> str:
        """A formula whose value is whole fen, as a BIGINT."""
        number = self.number(tree)
        if number.parts != 1:
            raise TypeError(f"{tree} is not whole")
        return number.sql

    def number(self, tree: Amount) -> SqlFraction:
        match tree:
            case Given(name, bounding):
                return self._given(name, bounding)
            case Fixed(value):
                return _fixed(value)
            case Times(of, by):
                return self.times(self.number(of), self.number(by))
            case Excess(of, over):
                return self._excess(self.number(of), self.number(over))
            case Round(of):
                return self._round(self.number(of))
            case Chosen(fact, figures):
                return self._chosen(fact, dict(figures))
            case Stepped(steps=steps, checked_until=until, at=at):
                return self._stepped(steps, until, self.column(at.name))
            case OnlyFor(of, fact, among):
                part = self.number(of)
                return SqlFraction(f"(CASE WHEN {self._among(self.column(fact), among)} THEN {part.sql} ELSE 0 END)", part.parts, part.most)
            case Later():
                raise TypeError(f"{tree} is a day, not a number")
            case _:
                from bjsubsidy.formula.sql_forms import FormCompiler

                return FormCompiler(self).number(tree)

    def day(self, tree: Amount) -> str | None:
        """The SQL of a day; None where the tree is a number."""
        match tree:
            case Fixed(value) if isinstance(value, date):
                return self.dialect.day(value)
            case Given(name) if self.kept[name].sql_type == "DATE":
                return self.column(name)
            case Later(of, count, unit):
                return self.dialect.later(self.column(of.name), count, unit)
            case _:
                return None

    def _given(self, name: str, bounding: int | Fraction | None) -> SqlFraction:
        kept, column = self.kept[name], self.column(name)
        bound = None if bounding is None else Fraction(bounding) * kept.parts
        return SqlFraction(column if bound is None else f"coalesce({column}, {int(bound)})", kept.parts, kept.most)

    def times(self, a: SqlFraction, b: SqlFraction) -> SqlFraction:
        """A product, exact."""
        most = a.most * b.most
        return SqlFraction(self.product(a.sql, b.sql, most), a.parts * b.parts, most)

    def product(self, a: str, b: str, most: int) -> str:
        """The SQL of a product that is at most `most`."""
        if a == "1" or b == "1":
            return b if a == "1" else a
        return f"({self.operand(a, most)} * {self.operand(b, most)})"

    def operand(self, sql: str, most: int) -> str:
        """Wide enough that a result up to `most` is exact; figures of a rule alone would be 32 bits wide."""
        if most >= _WIDE:
            raise TooWide()
        return f"CAST({sql} AS BIGINT)" if most < _NARROW else self.dialect.wide(sql)

    def _shared(self, a: SqlFraction, b: SqlFraction) -> tuple[str, str, int, int]:
        """Both integers over one denominator, that denominator, and the most either can be."""
        parts = lcm(a.parts, b.parts)
        most = max(a.most * (parts // a.parts), b.most * (parts // b.parts))
        left = self.product(a.sql, str(parts // a.parts), most)
        return left, self.product(b.sql, str(parts // b.parts), most), parts, most

    def _excess(self, a: SqlFraction, b: SqlFraction) -> SqlFraction:
        left, right, parts, most = self._shared(a, b)
        return SqlFraction(f"(CASE WHEN {left} > {right} THEN {left} - {right} WHEN {left} <= {right} THEN 0 END)", parts, most)

    def _round(self, exact: SqlFraction) -> SqlFraction:
        if exact.parts == 1:
            return exact
        most = 2 * exact.most + exact.parts
        half_up = f"({self.product('2', exact.sql, most)} + {exact.parts})"
        whole = self.dialect.quotient(half_up, str(2 * exact.parts))
        return SqlFraction(f"CAST({whole} AS BIGINT)", 1, _fitting(most // (2 * exact.parts)))

    def _chosen(self, fact: str, figures: Mapping[str, int]) -> SqlFraction:
        column, most = self.column(fact), max(figures.values())
        chosen = " ".join(f"WHEN {self.dialect.text(choice)} THEN {fen}" for choice, fen in figures.items())
        return SqlFraction(f"(CASE WHEN {column} IS NULL THEN {most} ELSE CASE {column} {chosen} END END)", 1, most)

    def _stepped(self, steps: Sequence[tuple[date, Fraction]], until: date, day: str) -> SqlFraction:
        parts = lcm(*(rate.denominator for _, rate in steps))
        known = " ".join(f"WHEN {day} >= {self.dialect.day(start)} THEN {int(rate * parts)}" for start, rate in reversed(steps))
        sql = f"(CASE WHEN {day} > {self.dialect.day(until)} THEN NULL {known} END)"
        return SqlFraction(sql, parts, max(int(rate * parts) for _, rate in steps))

    def input_giving(self, formula: Amount, fen: str) -> str | None:
        """The input at which a formula gives so many fen, rounded up to the fen; None or NULL where no input does."""
        match formula:
            case Given(name):
                return fen if name == AMOUNT else None
            case Round(of):
                return self.input_giving(of, fen)
            case Times(of, by):
                rate = self.number(by)
                raised = f"({self.dialect.wide(fen)} * {rate.parts} + {rate.sql} - 1)"
                return self.input_giving(of, f"(CASE WHEN {rate.sql} > 0 THEN {self.dialect.quotient(raised, rate.sql)} END)")
            case Excess(of, over):
                return self.input_giving(of, f"({fen} + {self.whole(over)})")
            case _:
                return None

    # tests

    def holds(self, test: Test) -> str:
        """A BOOLEAN; NULL where it is unknown."""
        match test:
            case Holds(fact, yes):
                return self.column(fact) if yes else f"(NOT {self.column(fact)})"
            case OneOf(fact, met, unsettled):
                return self._one_of(self.column(fact), met, unsettled)
            case LessThan(left, right, equal):
                return self._compared(left, right, equal, "<")
            case MoreThan(left, right, equal):
                return self._compared(left, right, equal, ">")
            case AllOf(tests):
                return self.all(tests)
            case AnyOf(tests):
                return f"({' OR '.join(map(self.holds, tests))})"
            case SomeOf(count, tests):
                return self._some(count, [self.holds(part) for part in tests])
            case Not(of):
                return f"(NOT {self.holds(of)})"
            case Known(fact):
                return f"(CASE WHEN {self.column(fact)} IS NOT NULL THEN TRUE END)"
            case Where(of, fact, among, unsettled):
                return self._where(self.holds(of), self.column(fact), among, unsettled)
            case NotReceived():
                # Where no receipt could matter there is no column.
                return self.columns.get(test.name, "TRUE")
            case Pending():
                return "CAST(NULL AS BOOLEAN)"

    def all(self, tests: Sequence[Test]) -> str:
        """Whether all hold: TRUE is eligible, FALSE ineligible, NULL unconfirmed."""
        return f"({' AND '.join(map(self.holds, tests))})" if tests else "TRUE"

    def _some(self, count: int, tests: Sequence[str]) -> str:
        """Enough that are met; or too few that are not unmet."""
        met = " + ".join(f"CASE WHEN {test} THEN 1 ELSE 0 END" for test in tests)
        left = " + ".join(f"CASE WHEN NOT {test} THEN 0 ELSE 1 END" for test in tests)
        return f"(CASE WHEN {met} >= {count} THEN TRUE WHEN {left} < {count} THEN FALSE END)"

    def open_facts(self, test: Test) -> list[tuple[str, str]]:
        """The facts that could still decide a test, and where: a fact stands as often as the test asks it."""
        match test:
            case AllOf(tests) | AnyOf(tests) | SomeOf(_, tests):
                found = [one for part in tests for one in self.open_facts(part)]
            case Not(of):
                found = self.open_facts(of)
            case NotReceived():
                return [(fact, self.columns[test.telling(fact)]) for fact in test.named() if test.telling(fact) in self.columns]
            case _:
                return [(fact, f"{self.holds(test)} IS NULL") for fact in facts(test)]
        return [(fact, f"{self.holds(test)} IS NULL AND {where}") for fact, where in found]

    def _among(self, column: str, choices: Sequence[str]) -> str:
        return f"{column} IN ({', '.join(map(self.dialect.text, choices))})"

    def _one_of(self, column: str, met: Sequence[str], unsettled: Sequence[str]) -> str:
        among = self._among(column, met)
        return f"(CASE WHEN {self._among(column, unsettled)} THEN NULL ELSE {among} END)" if unsettled else f"({among})"

    def _where(self, test: str, column: str, among: Sequence[str], unsettled: Sequence[str]) -> str:
        open_for = f" OR {self._among(column, unsettled)}" if unsettled else ""
        others = f" WHEN NOT {self._among(column, among)} THEN TRUE" if among else ""
        return f"(CASE WHEN {test} THEN TRUE WHEN {column} IS NULL{open_for} THEN NULL{others} ELSE {test} END)"

    def _compared(self, left: Amount, right: Amount, equal: bool | None, sign: str) -> str:
        a, b = self.day(left), self.day(right)
        if a is None or b is None:
            a, b, _, _ = self._shared(self.number(left), self.number(right))
        if equal is None:
            return f"(CASE WHEN {a} = {b} THEN NULL ELSE {a} {sign} {b} END)"
        return f"({a} {sign}{'=' if equal else ''} {b})"


def _fitting(most: int) -> int:
    """The most that a BIGINT can hold, and no more."""
    if most >= _NARROW:
        raise TooWide()
    return most


def _fixed(value: int | Fraction | date) -> SqlFraction:
    if isinstance(value, date):
        raise TypeError(f"{value} is a day, not a number")
    exact = Fraction(value)
    return SqlFraction(str(exact.numerator), exact.denominator, exact.numerator)
