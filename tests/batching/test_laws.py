"""One rule, one answer: random tables and every worked example through Python, DuckDB and Spark."""

import random
import sys
from datetime import date, timedelta
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import duckdb
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bjsubsidy.answers.examples import assessed, example_receipt
from bjsubsidy.batching.result import ANSWER_COLUMNS
from bjsubsidy.errors import CapsAcross
from bjsubsidy.law.catalogue import Catalogue
from bjsubsidy.law.firm import Labelled, Profile, Receipt
from bjsubsidy.law.measure import Example, Measure
from bjsubsidy.law.storage import packaged
from bjsubsidy.planning.claim_set import ClaimSet
from bjsubsidy.quantities import folded, money_text
from tests.batching.engines import asked, duckdb_run, through_duckdb, through_spark, written
from tests.batching.reference import SUMS, Firms, Line, Row, computed, read_all, receipts, sound, table, with_said
from tests.conftest import Run

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

pytestmark = pytest.mark.law

CATALOGUE = packaged()
SEEDS = st.integers(0, 2**32)


class Case(NamedTuple):
    rows: list[dict[str, str]]
    received: list[Receipt]
    strict: bool
    as_of: date


def case(seed: int, sizes: tuple[int, ...] = (1, 5, 40)) -> Case:
    chance = random.Random(seed)
    rows = table(chance, CATALOGUE, chance.choice(sizes))
    received = sound(receipts(chance, CATALOGUE, chance.choice([0, 0, 3, 20])), rows)
    return Case(rows, received, chance.random() < 0.3, chance.choice([date(2021, 4, 1), date(2021, 8, 1)]))


def to_the_last_amount(rows: list[dict[str, str]]) -> list[dict[str, str]]:
    """Rows below the last one that has an amount are no items."""
    last = max((number for number, row in enumerate(rows, 1) if row["amount"].strip()), default=len(rows))
    return rows[:last]


@given(SEEDS)
@settings(max_examples=40, deadline=None)
def test_a_table_through_duckdb_is_the_table_through_python(seed: int) -> None:
    one = case(seed)
    expected = computed(to_the_last_amount(one.rows), CATALOGUE, one.as_of, one.received, one.strict)
    assert through_duckdb(one.rows, asked(CATALOGUE, one.as_of, one.received, one.strict)) == expected


@given(SEEDS)
@settings(max_examples=10, deadline=None)
def test_one_measure_alone_is_what_it_is_among_all(seed: int) -> None:
    one = case(seed)
    measure = random.Random(seed).choice(CATALOGUE.measures()).id
    all_of_them = through_duckdb(one.rows, asked(CATALOGUE, one.as_of, one.received, one.strict))
    alone = through_duckdb(one.rows, asked(CATALOGUE, one.as_of, one.received, one.strict, [measure]))
    assert alone == [line for line in all_of_them if line[1] in (measure, None)]


@given(SEEDS)
@settings(max_examples=20, deadline=None)
def test_sums_in_a_table_of_one_firm_and_input_pay_nothing_and_use_up_nothing(seed: int) -> None:
    one, chance = case(seed, (5, 40)), random.Random(seed)
    said = {"enterprise": "甲公司", "input": chance.choice(sorted({measure.input for measure in CATALOGUE.measures()}))}
    dropped = (*said, "credit-code")
    rows: list[Row] = [{id: cell for id, cell in row.items() if id not in dropped} for row in to_the_last_amount(one.rows)]
    labelled = [{**row, "item": chance.choice(SUMS)} if chance.random() < 0.3 else row for row in rows]
    # Sums of these names without a day are left out, and no problems.
    labelled = [{**row, "on": row["on"] or "?"} for row in labelled]
    expected = computed(with_said(labelled, said), CATALOGUE, one.as_of, one.received, one.strict)
    assert through_duckdb(labelled, asked(CATALOGUE, one.as_of, one.received, one.strict), said) == expected


# worked examples


class Worked(NamedTuple):
    measure: Measure
    example: Example
    row: dict[str, str]
    received: list[Receipt]
    as_of: date


def worked(number: int, measure: Measure, example: Example) -> Worked:
    on = example.on or measure.on
    assert on is not None
    facts = {id: said(value) for id, value in {**measure.given, **example.with_}.items() if id not in example.without}
    name = f"第{number}家"
    row = {"enterprise": name, "item": measure.id, "input": measure.input, "amount": example.amount, "on": on.isoformat(), **facts}
    received = [example_receipt(CATALOGUE, measure, receipt) for receipt in example.received]
    named = [Receipt(r.measure, r.amount, r.on, name, r.scope) for r in received]
    return Worked(measure, example, row, named, example.as_of or measure.as_of or on)


def said(value: object) -> str:
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)


EXAMPLES = [
    worked(number, measure, example) for number, (measure, example) in enumerate((m, e) for m in CATALOGUE.measures() for e in m.examples)
]
OF_FIRMS = sorted((w for w in EXAMPLES if all("enterprise" in cap.scope for cap in w.measure.caps)), key=lambda w: w.as_of)


def expected(cases: list[Worked]) -> list[tuple[str, str, int, int | None]]:
    answers = [(w, assessed(CATALOGUE, w.measure, w.example)) for w in cases]
    return [(w.row["enterprise"], a.claim.verdict, a.low, a.high) for w, a in answers]


def rows_of(cases: list[Worked]) -> list[dict[str, str]]:
    columns = dict.fromkeys(column for w in cases for column in w.row)
    return [{column: w.row.get(column, "") for column in columns} for w in cases]


def own(lines: list[Line], cases: list[Worked]) -> list[tuple[str, str | None, int | None, int | None]]:
    return [(cases[place].row["enterprise"], v, low, high) for place, id, v, low, high, *_ in lines if id == cases[place].measure.id]


@pytest.mark.parametrize("as_of", sorted({w.as_of for w in OF_FIRMS}))
def test_worked_examples_come_out_of_duckdb(as_of: date) -> None:
    cases = [w for w in OF_FIRMS if w.as_of == as_of]
    request = asked(CATALOGUE, as_of, [receipt for w in cases for receipt in w.received])
    assert own(through_duckdb(rows_of(cases), request), cases) == expected(cases)


@pytest.mark.parametrize("one", [w for w in EXAMPLES if w not in OF_FIRMS], ids=lambda w: f"{w.measure.id}-{w.row['enterprise']}")
def test_worked_examples_whose_caps_run_across_firms_come_out_of_duckdb(one: Worked) -> None:
    assert own(through_duckdb([one.row], asked(CATALOGUE, one.as_of, one.received)), [one]) == expected([one])


def test_a_table_with_worked_examples_through_spark_is_the_table_through_python(spark: "SparkSession") -> None:
    as_of, cases = max(((day, list(of)) for day, of in groupby(OF_FIRMS, key=lambda w: w.as_of)), key=lambda pair: len(pair[1]))
    mine, rows, received = among_others(cases, random.Random(11))
    lines = through_spark(spark, rows, asked(CATALOGUE, as_of, received))
    assert own([line for line in lines if line[0] < mine], cases) == expected(cases)
    assert lines == [(*line[:-1], None) for line in computed(rows, CATALOGUE, as_of, received)]


def among_others(cases: list[Worked], chance: random.Random) -> tuple[int, list[dict[str, str]], list[Receipt]]:
    """The rows of worked examples, how many they are, and 120 of others; with what all received, but nothing that others count too."""
    mine, others = rows_of(cases), table(chance, CATALOGUE, 120)
    columns = dict.fromkeys((*mine[0], *others[0]))
    rows = [{column: row.get(column, "") for column in columns} for row in (*mine, *others)]
    measures = {one.measure.id for one in cases}
    theirs = [one for one in sound(receipts(chance, CATALOGUE, 40), rows) if one.enterprise is not None or one.measure not in measures]
    assert {one.enterprise is None for one in theirs} == {True, False}
    return len(mine), rows, [*(one for case in cases for one in case.received), *theirs]


def test_every_form_of_the_grammar_comes_out_of_spark(spark: "SparkSession") -> None:
    from tests.grammar import test_forms as forms

    request = asked(forms.CATALOGUE, forms.AS_OF, [receipt for one in forms.EXAMPLES for receipt in one.received])
    assert forms.own(through_spark(spark, forms.table([one.row for one in forms.EXAMPLES]), request, compiled=True)) == forms.EXPECTED


# Spark as it is called

FACTS = {"enterprise-size": "small", "in-zhongguancun": "yes", "technology-enterprise": "yes", "tech-credit-product": "yes"}
LOANS = [
    {"enterprise": name, "item": item, "input": "loan-interest", "amount": amount, "on": on, **FACTS, "note": note}
    for name, item, amount, on, note in (
        ("甲", "=1+1", "1,000,000.05", "2021-01-20", "a"),
        ("甲", "二", "500000", "2021/2/20", "=x"),
        ("乙", "三", "12O0", "2021-02-30", ""),
        ("乙", 'say "hi", twice', "120万", "2021-03-20", "-5"),
    )
]
MEASURE = ("--measure", "tech-credit-interest", "--as-of", "2021-04-01", "--lang", "en")


def told(err: str) -> list[str]:
    """The lines of our own on standard error; Spark has its say there too."""
    return [line for line in err.splitlines() if line.startswith(("tech-credit-interest", "4 rows", "cannot", "Spark cannot"))]


@pytest.mark.parametrize("form", ["parquet", "csv"])
def test_spark_writes_what_duckdb_writes(form: str, spark: "SparkSession", tmp_path: Path, run: Run) -> None:
    path, ours, theirs = written(LOANS, str(tmp_path)), tmp_path / f"ours.{form}", tmp_path / f"theirs.{form}"
    by_duckdb = run("batch", path, *MEASURE, "-o", str(ours), "--plain")
    by_spark = run("batch", path, *MEASURE, "-o", str(theirs), "--engine", "spark")
    read_ = {"parquet": "read_parquet('{}')", "csv": "read_csv('{}', all_varchar = true, header = true, quote = '\"', escape = '\"')"}[form]
    one, other = (duckdb.execute(f"FROM {read_.format(place)}").fetchall() for place in (ours, f"{theirs}/*.{form}"))
    assert (by_spark.code, told(by_spark.err)) == (0, told(by_duckdb.err))
    # Spark does not know where a row stands in its file.
    place = ANSWER_COLUMNS.index("row")
    assert other == [(*line[:place], None, *line[place + 1 :]) for line in one]
    assert len(one) == 4


def test_spark_writes_over_nothing_and_reads_what_is_there(
    spark: "SparkSession", tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, there = written(LOANS, str(tmp_path)), tmp_path / "there.parquet"
    there.mkdir()
    again = run("batch", path, *MEASURE, "-o", str(there), "--engine", "spark")
    assert (again.code, told(again.err)) == ((2, [f"cannot write the file “{there}”: it is there already. Choose another place."]))
    # Spark would look in the next test for what was shipped to no rows here, whose folder is gone then.
    monkeypatch.setattr("bjsubsidy.batching.spark.ship", lambda *_: None)
    missing = run("batch", str(tmp_path / "no.csv"), *MEASURE, "-o", str(tmp_path / "x.csv"), "--engine", "spark")
    assert (missing.code, told(missing.err)[0][:44]) == (3, "Spark cannot be used: [PATH_NOT_FOUND] Path ")


def test_without_pyspark_the_message_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Run) -> None:
    monkeypatch.setitem(sys.modules, "pyspark.errors", None)
    result = run("batch", written(LOANS, str(tmp_path)), *MEASURE, "-o", str(tmp_path / "x.csv"), "--engine", "spark")
    said = "Spark cannot be used: PySpark is not installed. Install it: pip install 'bjsubsidy[spark]'.\n"
    assert (result.code, result.err) == (3, said)


@pytest.mark.parametrize(
    ("master", "remote", "address"),
    [
        (None, None, (None, None)),
        (None, "sc://head:15002", (None, "sc://head:15002")),
        ("local[2]", "sc://head:15002", ("local[2]", None)),
        ("sc://other", None, (None, "sc://other")),
    ],
)
def test_the_address_of_spark_is_what_is_said_then_what_the_environment_says(
    master: str | None, remote: str | None, address: tuple[str | None, str | None], monkeypatch: pytest.MonkeyPatch
) -> None:
    from bjsubsidy.cli.spark import address_of

    monkeypatch.delenv("SPARK_REMOTE", raising=False)
    if remote is not None:
        monkeypatch.setenv("SPARK_REMOTE", remote)
    assert address_of(master) == address


# caps that somebody else's catalogue may have


def with_caps(id: str, *caps: dict[str, object]) -> Catalogue:
    """The packaged catalogue with other caps of one measure."""
    measures = [{**row, "caps": list(caps)} if row["id"] == id else row for row in CATALOGUE.raw["measure"]]
    return Catalogue({**CATALOGUE.raw, "measure": measures}, "other")


BY_SIZE = {"by": "enterprise-size", "amounts": {"micro": "300000", "small": "200000", "medium": "100000"}}
OTHER_CAPS: dict[str, tuple[dict[str, object], ...]] = {
    "a cap that depends on a fact it does not count by": ({"scope": ["enterprise", "year"], **BY_SIZE},),
    "such a cap within a wider one": ({"scope": ["enterprise", "year"], **BY_SIZE}, {"scope": ["year"], "amount": "700000"}),
    "three caps, one within the other": (
        {"scope": ["enterprise"], "amount": "600000"},
        {"scope": ["enterprise", "credit-product", "year"], "amount": "150000"},
        {"scope": ["enterprise", "year"], "amount": "400000"},
    ),
    "a cap on all, with nothing that it counts by": ({"scope": [], "amount": "500000"},),
    "two caps counted by the same": ({"scope": ["enterprise"], "amount": "500000"}, {"scope": ["enterprise"], "amount": "200000"}),
    "a cap on the input and one on the amount": (
        {"scope": ["enterprise", "year"], "amount": "1000000", "counts": "base"},
        {"scope": ["enterprise"], "amount": "500000"},
    ),
}


@pytest.mark.parametrize("name", OTHER_CAPS)
@given(seed=SEEDS)
@settings(max_examples=8, deadline=None)
def test_other_caps_come_to_the_same(name: str, seed: int) -> None:
    catalogue = with_caps("tech-credit-interest", *OTHER_CAPS[name])
    chance = random.Random(seed)
    facts = {"in-zhongguancun": "yes", "technology-enterprise": "yes", "tech-credit-product": "yes", "published-conditions-met": "yes"}
    rows = [
        {
            "enterprise": chance.choice("甲乙"),
            "input": "loan-interest",
            "amount": f"{chance.randint(0, 60_000_000) / 100:.2f}",
            "on": f"202{chance.choice('01')}-03-{chance.randint(10, 20)}",
            "enterprise-size": chance.choice(["micro", "small", "medium", "large", ""]),
            "credit-product": chance.choice(["A", "B", ""]),
            **facts,
        }
        for _ in range(12)
    ]
    received = [Receipt("tech-credit-interest", 3_333_333, date(2021, 1, 1), "甲")] if chance.random() < 0.5 else []
    request = asked(catalogue, date(2021, 4, 1), received, measures=["tech-credit-interest"])
    assert through_duckdb(rows, request) == computed(rows, catalogue, date(2021, 4, 1), received, measures=["tech-credit-interest"])


@pytest.mark.parametrize(
    "caps",
    [
        ({"scope": ["enterprise", "year"], "amount": "1"}, {"scope": ["loan"], "amount": "1"}),
        ({"scope": ["enterprise", "year"], "amount": "1"}, {"scope": ["enterprise"], **BY_SIZE}),
    ],
)
def test_caps_that_no_running_sum_counts_are_refused(caps: tuple[dict[str, object], ...]) -> None:
    catalogue = with_caps("tech-credit-interest", *caps)
    row = {"enterprise": "甲", "input": "loan-interest", "amount": "5", "on": "2021-01-01"}
    with pytest.raises(CapsAcross, match="none of the caps of tech-credit-interest lies within the other"):
        through_duckdb([row], asked(catalogue, date(2021, 4, 1)))


# firms and order

OF_ENTERPRISES = [m.id for m in CATALOGUE.measures() if all("enterprise" in cap.scope for cap in m.caps)]


def amounts(lines: list[Line]) -> list[tuple[object, ...]]:
    """What lines say but for where they stand."""
    return [line[1:-1] for line in lines]


@given(SEEDS)
@settings(max_examples=10, deadline=None)
def test_a_file_split_by_firm_and_joined_is_the_whole(seed: int) -> None:
    one = case(seed, (40,))
    # A name that two firms have may stand in either half: it is told apart by the whole only.
    rows = [{id: cell for id, cell in row.items() if id != "credit-code"} for row in one.rows]
    received = [receipt.replace(credit_code=None) for receipt in one.received]
    request = asked(CATALOGUE, one.as_of, received, one.strict, OF_ENTERPRISES)
    mine = [folded(row["enterprise"]) == "甲公司" for row in rows]
    halves = [[row for row, own in zip(rows, mine, strict=True) if own is side] for side in (True, False)]
    parts = [amounts(through_duckdb(half, request)) if half else [] for half in halves]
    whole = through_duckdb(rows, request)
    assert parts == [[line[1:-1] for line in whole if mine[line[0]] is side] for side in (True, False)]


def test_a_borrowers_cap_runs_across_the_firms_of_a_file() -> None:
    facts = {"institution": "bank", "borrower-qualifies": "yes", "ip-pledged": "yes", "bad-loan-limit-exceeded": "no"}
    loss = {"item": "", "input": "loan-loss", "amount": "800万", "fraud-on-record": "no", "reinsured-amount": "0", "borrower": "丙"} | facts
    rows = [{"enterprise": name, "on": f"2021-0{month}-01", **loss} for month, name in enumerate(("一行", "二行", "三行"), 1)]
    highs = [line[4] for line in through_duckdb(rows, asked(CATALOGUE, date(2021, 4, 1)))]
    assert highs == [400_000_000, 100_000_000, 0]


@given(SEEDS)
@example(171638)
@settings(max_examples=10, deadline=None)
def test_rows_of_different_days_may_stand_in_any_order(seed: int) -> None:
    one = case(seed, (40,))
    dated = [{**row, "on": str(date(2021, 1, 1) + timedelta(days=place))} for place, row in enumerate(one.rows)]
    # Below the last amount rows without one are left out, which ones depends on their order: another amount comes last.
    last = {**dated[0], "amount": "1", "on": str(date(2021, 12, 31))}
    shuffled = [*random.Random(seed).sample(dated, len(dated)), last]
    dated.append(last)
    request = asked(CATALOGUE, one.as_of, one.received, one.strict)

    def by_day(rows: list[dict[str, str]]) -> list[tuple[object, ...]]:
        return sorted(((rows[line[0]]["on"], *line[1:-1]) for line in through_duckdb(rows, request)), key=str)

    assert by_day(shuffled) == by_day(dated)


@given(SEEDS)
@settings(max_examples=15, deadline=None)
def test_the_best_of_a_firm_is_what_its_plan_chooses(seed: int) -> None:
    one = case(seed, (5, 12))
    rows: list[Row] = [row for row in one.rows if row["enterprise"].strip()]
    if not rows:
        return
    with duckdb_run(rows, asked(CATALOGUE, one.as_of, one.received, one.strict, best=True)) as run:
        kept = run.engine.query(f"SELECT number, measure FROM ({run.answer().sql}) WHERE measure IS NOT NULL")
        unproven = run.unproven
    items = [(place, item) for place, item in enumerate(read_all(rows, CATALOGUE, one.received)) if item is not None]
    planned: list[tuple[int, str]] = []
    of_firms = Firms(rows, one.received).received(one.received)
    for name in {item.enterprise for _, item in items}:
        mine = [(place, item) for place, item in items if item.enterprise == name]
        received = tuple(receipt for receipt in of_firms if receipt.enterprise in (None, name))
        profile = Profile(name, {}, tuple(Labelled(str(place), item) for place, item in mine), received, one.as_of)
        choice = ClaimSet(CATALOGUE, profile, one.strict).choose(lambda: False)
        planned += [(place, made.measure.id) for (place, _), made in zip(mine, choice.chosen, strict=True) if made is not None]
    assert unproven or sorted(kept) == sorted(planned)


def test_the_best_of_two_rivals_is_kept_and_the_other_left_out() -> None:
    facts = {"enterprise-size": "small", "in-zhongguancun": "yes", "technology-enterprise": "yes", "tech-credit-product": "yes"}
    row = {"enterprise": "甲", "item": "一", "input": "loan-interest", "amount": "100000", "on": "2021-03-20", **facts}
    request = asked(CATALOGUE, date(2021, 4, 1), best=True)
    assert [(line[1], money_text(line[4] or 0)) for line in through_duckdb([row], request)] == [("first-product-interest", "40000.00")]
