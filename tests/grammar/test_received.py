"""What was received of one award decides on those that are not had together with it: in calc, plan and batch alike, by what it counts."""

import csv
import io
import json
import random
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bjsubsidy.answers.examples import checked_catalogue
from bjsubsidy.cli.why import fact_reasons
from bjsubsidy.law.firm import Receipt
from bjsubsidy.reports.phrases import Phrases
from tests.batching.engines import asked, duckdb_run, through_duckdb, through_spark
from tests.batching.reference import Row, computed
from tests.conftest import Run

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

FILE = Path(__file__).parent / "received.toml"
CATALOGUE = checked_catalogue(str(FILE))
AS_OF = date(2021, 4, 1)
LAW = ("--catalogue", str(FILE), "--as-of", "2021-04-01", "--lang", "en")


def registered(tmp_path: Path, *lines: str) -> tuple[str, str]:
    path = tmp_path / "register.csv"
    path.write_text("\n".join(["measure,amount,on,enterprise,park,level", *lines]) + "\n", "utf-8")
    return "--received-file", str(path)


def asked_of(run: Run, tmp_path: Path, line: str, *words: str) -> tuple[str, str, str | None]:
    """The verdict and the high amount of the grand award, and the state of its condition on receipts."""
    register = registered(tmp_path, line)
    told = json.loads(run("calc", "recognition", "1", "--on", "2021-03-20", *words, *register, *LAW, "--format", "json").out)
    award = next(one for one in told["assessments"] if one["measure"] == "grand-award")
    states = [(one["fact"], one["state"]) for one in award["conditions"] if one["id"] == "received-instead"]
    assert [fact for fact, _ in states] == [None] * len(states)
    return award["verdict"], award["high"], states[0][1] if states else None


@pytest.mark.parametrize(
    ("line", "words", "expected"),
    [
        pytest.param("small-award,200,2021-01-05,,A,", ("--park", "A"), ("ineligible", "0.00", "unmet"), id="same-park-and-year"),
        pytest.param("small-award,200,2021-01-05,,Ａ ,", ("--park", "a"), ("ineligible", "0.00", "unmet"), id="spelt-otherwise"),
        pytest.param("small-award,200,2020-12-31,,A,", ("--park", "A"), ("eligible", "500.00", "met"), id="another-year"),
        pytest.param("small-award,200,2021-01-05,,B,", ("--park", "A"), ("eligible", "500.00", "met"), id="another-park"),
        pytest.param("small-award,200,,,A,", ("--park", "A"), ("unconfirmed", "500.00", "unknown"), id="no-day"),
        pytest.param("small-award,200,2021-01-05,,,", ("--park", "A"), ("unconfirmed", "500.00", "unknown"), id="no-park-received"),
        pytest.param("small-award,200,2021-01-05,,A,", (), ("unconfirmed", "500.00", "unknown"), id="no-park-claimed"),
        pytest.param("small-award,200,2020-01-05,,A,", (), ("eligible", "500.00", "met"), id="no-park-but-another-year"),
        pytest.param("grand-award,500,2021-01-05,,A,", ("--park", "A"), ("eligible", "500.00", None), id="its-own-receipt"),
    ],
)
def test_the_park_and_the_year_of_a_receipt_decide(
    line: str, words: tuple[str, ...], expected: tuple[str, str, str | None], tmp_path: Path, run: Run
) -> None:
    assert asked_of(run, tmp_path, line, *words) == expected


def test_calc_says_at_the_claim_what_was_received_instead(tmp_path: Path, run: Run) -> None:
    words = ("calc", "recognition", "1", "--on", "2021-03-20", "--park", "A", *LAW, "--format", "table")
    out = run(*words, *registered(tmp_path, "small-award,200,2021-01-05,,A,")).out
    assert "✗ Grand award, unmet: nothing was received for the same park and year under: Small award" in out
    out = run(*words, "--received", "small-award=200@2021-01-05").out
    unclear = "unclear whether what was received excludes it: nothing was received for the same park and year under: Small award"
    assert f"? Grand award: {unclear}" in out


def test_receipts_that_do_not_name_what_keeps_others_apart_are_said_so(tmp_path: Path, run: Run) -> None:
    words = ("calc", "recognition", "1", "--on", "2021-03-20", "--park", "A", *LAW)
    said = "receipts of “Small award” that do not name park (park), level (level): 1"
    assert f"{said}; what is not had together with it may stay unconfirmed" in run(*words, "--received", "small-award=200@2021-01-05").err
    assert "do not name" not in run(*words, *registered(tmp_path, "small-award,200,2021-01-05,,A,upper")).err


def test_only_a_fact_that_could_tell_is_asked(tmp_path: Path, run: Run) -> None:
    words = ("calc", "recognition", "1", "--on", "2021-03-20", "--measure", "grand-award", *LAW, "--format", "json")
    named = json.loads(run(*words, *registered(tmp_path, "small-award,200,2021-01-05,,A,")).out)
    assert [question["fact"] for question in named["questions"]] == ["park"]
    unnamed = json.loads(run(*words, "--received", "small-award=200@2021-01-05").out)
    assert unnamed["questions"] == []


def test_a_receipt_of_another_input_is_taken_where_it_excludes_and_only_there(run: Run) -> None:
    words = ("calc", "works", "1000", "--on", "2021-03-20", "--level", "upper", *LAW, "--format", "json")
    told = json.loads(run(*words, "--received", "grand-award=500@2021-01-05").out)
    assert (told["assessments"][0]["verdict"], told["assessments"][0]["high"]) == ("ineligible", "0.00")
    told = json.loads(run(*words, "--received", "grand-award=500@2020-01-05").out)
    assert (told["assessments"][0]["verdict"], told["assessments"][0]["high"]) == ("eligible", "100.00")
    told = json.loads(run(*words, "--received", "small-award=200@2020-01-05").out)
    assert told["assessments"][0]["verdict"] == "unconfirmed"


def test_the_excluded_side_asks_what_the_exclusion_counts_by(run: Run) -> None:
    assert "--level" in run("calc", "recognition", "--help", *LAW).out


PROFILE = """as-of = 2021-04-01
[enterprise]
name = "A"
[[item]]
label = "recognition"
input = "recognition"
amount = "1"
on = {on}
park = "A"
[[received]]
measure = "{measure}"
amount = "200"
on = 2021-01-05
park = "{park}"
"""


def planned(run: Run, tmp_path: Path, on: str, measure: str, park: str, *words: str) -> str:
    (tmp_path / "firm.toml").write_text(PROFILE.format(on=on, measure=measure, park=park), "utf-8")
    return run("plan", str(tmp_path / "firm.toml"), "--catalogue", str(FILE), "--lang", "en", *words).out


def test_a_plan_says_without_being_asked_what_a_receipt_cost(tmp_path: Path, run: Run) -> None:
    out = planned(run, tmp_path, "2021-03-20", "small-award", "A", "--format", "table")
    assert "total 0.00" in out
    received = "support that is not had together with it has already been received: Small award (for the same park and year)"
    assert f"recognition: Grand award, {received} (before caps 500.00)" in out
    assert "Small award, this support has already been received for the same park and year (before caps 200.00)" in out


@pytest.mark.parametrize(
    ("on", "park", "claimed"),
    [("2021-03-20", "B", "grand-award"), ("2020-03-20", "A", "grand-award"), ("2021-03-20", "A", None)],
    ids=["another-park", "another-year", "the-same"],
)
def test_a_plan_gives_up_what_was_received_for_the_same_only(on: str, park: str, claimed: str | None, tmp_path: Path, run: Run) -> None:
    told = json.loads(planned(run, tmp_path, on, "small-award", park, "--format", "json"))
    assert [claim["measure"] for claim in told["claims"]] == ([claimed] if claimed else [])
    told = json.loads(planned(run, tmp_path, "2022-03-20", "small-award", "A", "--format", "json"))
    reasons = {one["measure"]: one["reason"] for one in told["given_up"]}
    # One small award a park and year: what was received for another year keeps nothing back.
    assert reasons["small-award"] == "less"


# batch


def lines(run: Run, tmp_path: Path, *words: str) -> list[dict[str, str]]:
    answer = run("batch", str(tmp_path / "t.csv"), "--catalogue", str(FILE), "--as-of", "2021-04-01", "--lang", "en", "--plain", *words)
    return list(csv.DictReader(io.StringIO(answer.out)))


def test_a_table_says_in_why_that_a_receipt_excludes_and_best_obeys_it_across_firms(tmp_path: Path, run: Run) -> None:
    rows = ["X,recognition,1,2021-03-20,A", "Y,recognition,1,2021-03-20,A", "Y,recognition,1,2021-03-20,", "Y,recognition,1,2020-03-20,A"]
    (tmp_path / "t.csv").write_text("\n".join(["enterprise,input,amount,on,park", *rows]) + "\n", "utf-8")
    register = registered(tmp_path, "small-award,200,2021-01-05,X,A,")
    told = [(row["verdict"], row["why"], row["asks"]) for row in lines(run, tmp_path, *register, "--measure", "grand-award")]
    excluded, free = ("ineligible", "received-instead", ""), ("eligible", "", "")
    assert told == [excluded, excluded, ("unconfirmed", "received-instead", "park"), free]
    # A park is counted whoever receives for it.
    best = lines(run, tmp_path, *register, "--best")
    assert [(row["row"], row["measure"], row["high"]) for row in best] == [("4", "grand-award", "500.00"), ("5", "grand-award", "500.00")]


def test_a_table_notes_rows_of_what_was_received_once(tmp_path: Path, run: Run) -> None:
    rows = ["X,recognition,1,2021-03-20,A", "X,recognition,1,2020-03-20,A", "X,recognition,1,2021-03-20,B"]
    (tmp_path / "t.csv").write_text("\n".join(["enterprise,input,amount,on,park", *rows]) + "\n", "utf-8")
    register = registered(tmp_path, "small-award,200,2021-01-05,X,A,")
    answer = run("batch", str(tmp_path / "t.csv"), *LAW, *register, "--measure", "small-award")
    assert (
        "Small award: rows of the same park and year for which this support has already been received: 1 (2); each is still" in answer.err
    )
    assert [row["row"] for row in lines(run, tmp_path, *register, "--measure", "small-award", "--best")] == ["3", "4"]


def test_a_first_product_that_was_supported_is_said_beside_its_claim_and_stays_eligible(tmp_path: Path, run: Run) -> None:
    (tmp_path / "r.csv").write_text("measure,amount,on,first-product\nfirst-product-contract,200000,2021-01-05,T\n", "utf-8")
    given = ("--first-product-level", "domestic", "--contract-rank", "2", "--first-product", "T", "--on", "2021-03-20")
    words = ("calc", "contract-value", "1000000", *given, "--as-of", "2021-04-01", "--lang", "en")
    said = (
        "this support has already been received for the same first product (200000.00@2021-01-05); plan and batch --best do not choose it"
    )
    for format in ("table", "json", "csv"):
        answer = run(*words, "--received-file", str(tmp_path / "r.csv"), "--format", format)
        assert said in answer.out + answer.err
    answer = run(*words, "--received", "first-product-contract=200000@2021-01-05", "--format", "json")
    told = json.loads(answer.out)
    assert told["assessments"][0]["verdict"] == "eligible"
    assert "not said whether for the same first product" in " ".join(told["cautions"])


# Python, DuckDB and Spark


def drawn(seed: int) -> tuple[Sequence[Row], list[Receipt]]:
    chance = random.Random(seed)

    def fact(*values: str) -> str:
        return chance.choice([*values, ""])

    rows = [
        {
            "enterprise": chance.choice(["甲", "乙", "丙"]),
            "input": chance.choice(["recognition", "works"]),
            "amount": str(chance.randrange(5000)),
            "on": chance.choice(["2020-05-01", "2021-03-20", "2021-03-21"]),
            "park": fact("A", "Ａ", "B", "C"),
            "level": fact("upper", "lower"),
        }
        for _ in range(chance.choice([1, 6, 30]))
    ]
    received = []
    for _ in range(chance.choice([1, 2, 4, 12])):
        said = {"park": fact("a", "B", "D"), "level": fact("upper", "lower")}
        day = chance.choice([None, date(2020, 2, 1), date(2021, 2, 1)])
        whose = chance.choice([None, "甲", "乙", "丁"])
        id = chance.choice(["grand-award", "small-award", "works-support"])
        received.append(Receipt(id, chance.randrange(400), day, whose, {name: value for name, value in said.items() if value}))
    return rows, received


@pytest.mark.law
@pytest.mark.parametrize("seed", range(40))
def test_any_receipts_keep_the_same_claims_back_in_duckdb_as_in_python(seed: int) -> None:
    rows, received = drawn(seed)
    assert through_duckdb(rows, asked(CATALOGUE, AS_OF, received)) == computed(rows, CATALOGUE, AS_OF, received)


@pytest.mark.law
@pytest.mark.parametrize("seed", range(25))
def test_what_best_chooses_is_never_kept_back_by_a_receipt(seed: int) -> None:
    rows, received = drawn(seed)
    with duckdb_run(rows, asked(CATALOGUE, AS_OF, received, best=True)) as run:
        found = run.engine.query(f"SELECT verdict, count(*) FROM ({run.answer().sql}) GROUP BY verdict")
    assert "ineligible" not in dict(found)


@pytest.mark.law
def test_any_receipts_keep_the_same_claims_back_in_spark_as_in_python(spark: "SparkSession") -> None:
    for seed in (3, 14, 15):
        rows, received = drawn(seed)
        lines = [line[:-1] for line in computed(rows, CATALOGUE, AS_OF, received)]
        assert [line[:-1] for line in through_spark(spark, rows, asked(CATALOGUE, AS_OF, received))] == lines


@pytest.mark.parametrize(
    ("measure", "fact", "expected"),
    [
        ("small-award", "park", "one is claimed for one park and year; for one park and year it is not had together with: Grand award"),
        ("grand-award", "park", "for one park and year it is not had together with: Small award"),
        ("small-award", "level", "for one enterprise and level it is not had together with: Support of works"),
    ],
)
def test_whoever_is_asked_may_know_what_a_fact_keeps_apart(measure: str, fact: str, expected: str) -> None:
    asking, words = CATALOGUE.measure(measure), Phrases(CATALOGUE, "en", "recognition")
    lines = fact_reasons(CATALOGUE.fact(fact), [asking], date(2021, 3, 20), (), words, whole=False)
    assert expected in lines[1]


@pytest.mark.parametrize(
    "broken", ["5", "[]", "{ a = 1 }", '[{ measures = 1, per = ["park"] }]', '[{ measures = ["works"], per = [7, "nope"] }]']
)
@pytest.mark.parametrize("key", ["benefit", "input", "excludes"])
def test_a_fault_of_a_measure_that_excludes_is_told_and_breaks_nothing(key: str, broken: str, tmp_path: Path, run: Run) -> None:
    text = FILE.read_text("utf-8")
    before, after = text.split('id = "grand-award"')
    head, tail = after.split('id = "small-award"', 1)
    lines = (
        [line for line in head.splitlines() if not line.startswith(key)]
        if key != "excludes"
        else head.split("excludes = [")[0].splitlines()
    )
    place = next(number for number, line in enumerate(lines) if line.startswith("nature"))
    kept = [*lines[: place + 1], f"{key} = {broken}", *lines[place + 1 :]]
    rest = "" if key != "excludes" else "\n[[measure]]\n"
    (tmp_path / "c.toml").write_text(before + 'id = "grand-award"' + "\n".join(kept) + rest + 'id = "small-award"' + tail, "utf-8")
    answer = run("catalogue", "check", str(tmp_path / "c.toml"), "--lang", "en")
    assert answer.code == 3
    assert "Traceback" not in answer.err
