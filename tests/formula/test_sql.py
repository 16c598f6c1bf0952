"""A tree says in SQL what it says in Python, whatever is known; and what an engine could not hold exactly is refused."""

from datetime import date
from fractions import Fraction
from typing import Any as Anything

import duckdb
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bjsubsidy.errors import TooWide
from bjsubsidy.formula.dialect import DuckDB, Spark
from bjsubsidy.formula.evaluate import holds, number, open_facts
from bjsubsidy.formula.solve import input_giving
from bjsubsidy.formula.sql import MONTH_COLUMN, SqlCompiler, fact_column
from bjsubsidy.formula.tree import (
    AMOUNT,
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
    OneOf,
    OnlyFor,
    Pending,
    Round,
    SomeOf,
    Stepped,
    Test,
    Times,
    Where,
)
from bjsubsidy.law.kinds import FACT_KINDS
from bjsubsidy.quantities import MOST_FEN, RATE_PARTS, Value, rounded_up

KINDS = {"income": "money", "tax": "rate", "ready": "yes-no", "size": "choice", "begun": "date", "rank": "count"}
TYPES = {AMOUNT: "BIGINT", MONTH: "BIGINT", ON: "DATE", "income": "BIGINT", "tax": "BIGINT", "ready": "BOOLEAN"} | (
    {"size": "VARCHAR", "begun": "DATE", "rank": "BIGINT"}
)
OWN = {AMOUNT: AMOUNT, ON: ON, MONTH: MONTH_COLUMN}
READING = SqlCompiler(DuckDB(), {fact: FACT_KINDS[kind] for fact, kind in KINDS.items()}, date(2021, 4, 1))
CONNECTION = duckdb.connect()

FEN = st.one_of(st.integers(0, 10**7), st.integers(0, MOST_FEN))
RATES = st.integers(0, RATE_PARTS).map(lambda parts: Fraction(parts, RATE_PARTS))
PRINTED = st.sampled_from([Fraction(2, 5), Fraction(1, 2), Fraction(7, 20), Fraction(1, 3), Fraction(0), Fraction(1)])
DAYS = st.dates(date(2019, 2, 27), date(2022, 3, 2))
SERIES = Stepped(
    "lpr",
    ((date(2019, 8, 20), Fraction(17, 400)), (date(2020, 4, 20), Fraction(77, 2000))),
    date(2021, 12, 31),
    Given("begun"),
)

bases = st.one_of(
    st.just(Given(AMOUNT)),
    FEN.map(lambda fen: Excess(Given(AMOUNT), Fixed(fen))),
    st.sampled_from([None, 0]).map(lambda bound: Excess(Given(AMOUNT), Given("income", bound))),
    st.sampled_from([None, 0]).map(lambda bound: Excess(Given(AMOUNT), OnlyFor(Given("income", bound), "size", ("small", "large")))),
)
shares = st.one_of(PRINTED.map(Fixed), st.sampled_from([None, Fraction(1)]).map(lambda bound: Given("tax", bound)))
amounts: st.SearchStrategy[Amount] = st.one_of(
    st.just(Given(AMOUNT)),
    st.builds(lambda of, by: Round(Times(of, by)), bases, shares),
    PRINTED.map(lambda rate: Round(Excess(Given(AMOUNT), Times(Given("income"), Fixed(rate))))),
    st.just(Chosen("size", (("small", 100), ("medium", 5000)))),
)
equal = st.sampled_from([True, False, None])
sides = st.sampled_from([LessThan, MoreThan])
comparisons: st.SearchStrategy[Test] = st.one_of(
    st.builds(lambda side, fen, e: side(Given("income"), Fixed(fen), e), sides, FEN, equal),
    st.builds(lambda side, fen, e: side(Given(MONTH), Fixed(fen), e), sides, FEN, equal),
    st.builds(lambda side, rate, e: side(Given("tax"), Fixed(rate), e), sides, RATES, equal),
    st.builds(lambda side, times, e: side(Given("tax"), Times(SERIES, Fixed(times)), e), sides, PRINTED, equal),
    st.builds(lambda side, rank, e: side(Given("rank"), Fixed(rank), e), sides, st.integers(1, 5), equal),
    st.builds(lambda side, day, e: side(Given("begun"), Fixed(day), e), sides, DAYS, equal),
    st.builds(lambda side, years, e: side(Given(ON), Later(Given("begun"), years), e), sides, st.integers(1, 2), equal),
)
leaves: st.SearchStrategy[Test] = st.one_of(
    st.booleans().map(lambda yes: Holds("ready", yes)),
    st.just(OneOf("size", ("small",))),
    st.just(OneOf("size", ("small",), ("medium",))),
    st.sampled_from(list(KINDS)).map(Known),
    st.just(Pending()),
    comparisons,
)
chosen = st.sampled_from([(("small",), ()), ((), ("medium",)), (("small", "medium"), ("medium",)), (("small",), ("large", "medium"))])
tests = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3).flatmap(lambda of: st.sampled_from([AllOf(tuple(of)), AnyOf(tuple(of))])),
        st.builds(lambda count, of: SomeOf(count, tuple(of)), st.integers(1, 3), st.lists(inner, min_size=1, max_size=3)),
        st.builds(Not, inner),
        st.builds(lambda of, choices: Where(of, "size", *choices), inner, chosen),
    ),
    max_leaves=6,
)
facts = st.fixed_dictionaries(
    {AMOUNT: FEN, ON: DAYS},
    optional={
        MONTH: FEN,
        "income": FEN,
        "tax": RATES,
        "ready": st.booleans(),
        "size": st.sampled_from(["small", "medium", "large"]),
        "begun": DAYS,
        "rank": st.integers(1, 6),
    },
)


def literal(name: str, value: Value | None) -> str:
    stored = None if value is None else int(value * RATE_PARTS) if isinstance(value, Fraction) else value
    text = "NULL" if stored is None else f"'{stored}'"
    return f'CAST({text} AS {TYPES[name]}) AS "{OWN.get(name) or fact_column(name)}"'


def through_duckdb(sql: str, known: dict[str, Value]) -> Anything:
    row = ", ".join(literal(name, known.get(name)) for name in TYPES)
    found = CONNECTION.execute(f"SELECT {sql} FROM (SELECT {row})").fetchone()
    assert found is not None
    return found[0]


@given(amounts, facts)
@settings(max_examples=300, deadline=None)
def test_an_amount_is_the_same_in_sql(tree: Amount, known: dict[str, Value]) -> None:
    assert through_duckdb(READING.whole(tree), known) == number(tree, known)


@given(tests, facts)
@example(LessThan(Given("tax"), Fixed(Fraction(131_072, 6_103_515_625)), True), {AMOUNT: 0, ON: date(2019, 2, 27)})
@settings(max_examples=400, deadline=None)
def test_a_test_is_the_same_in_sql(tree: Test, known: dict[str, Value]) -> None:
    assert through_duckdb(READING.holds(tree), known) is holds(tree, known)


@given(tests, facts)
@settings(max_examples=200, deadline=None)
def test_what_could_still_decide_a_test_is_the_same_in_sql(tree: Test, known: dict[str, Value]) -> None:
    found = [name for name, where in READING.open_facts(tree) if through_duckdb(where, known) and name not in known]
    assert set(found) == set(open_facts(tree, known))


@given(
    st.builds(
        lambda of, by: Round(Times(of, by)), st.one_of(st.just(Given(AMOUNT)), st.just(Excess(Given(AMOUNT), Given("income", 0)))), shares
    ),
    FEN,
    facts,
)
@settings(max_examples=150, deadline=None)
def test_the_input_that_gives_an_amount_is_the_same_in_sql(tree: Round, fen: int, known: dict[str, Value]) -> None:
    exact = input_giving(tree, Fraction(fen), known)
    sql = READING.input_giving(tree, str(fen))
    assert sql is not None
    assert through_duckdb(sql, known) == (None if exact is None else rounded_up(exact))


def test_what_an_engine_cannot_hold_exactly_is_refused() -> None:
    with pytest.raises(TooWide, match="more digits than batch can compute"):
        READING.whole(Round(Times(Given(AMOUNT), Fixed(Fraction(10**24 + 1, 10**25)))))


def test_an_amount_that_is_not_whole_is_no_amount() -> None:
    with pytest.raises(TypeError, match="is not whole"):
        READING.whole(Times(Given(AMOUNT), Fixed(Fraction(1, 3))))


@pytest.mark.parametrize("tree", [Fixed(date(2021, 1, 1)), Later(Given("begun"), 1)])
def test_a_day_is_no_number(tree: Amount) -> None:
    with pytest.raises(TypeError, match="is a day, not a number"):
        READING.number(tree)


@pytest.mark.parametrize("tree", [Given("tax"), Chosen("size", (("small", 1),)), SERIES])
def test_what_no_input_decides_has_no_inverse(tree: Amount) -> None:
    assert READING.input_giving(tree, "1") is None


@pytest.mark.parametrize(
    ("dialect", "name", "text"),
    [(DuckDB(), '"a""b"', "'it''s \\'"), (Spark(), '`a"b`', "'it\\'s \\\\'")],
)
def test_names_and_texts_are_quoted_as_each_engine_reads_them(dialect: DuckDB | Spark, name: str, text: str) -> None:
    assert (dialect.name('a"b'), dialect.text("it's \\")) == (name, text)
