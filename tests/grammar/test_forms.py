"""Every form of the grammar: its worked examples in every engine, and any facts and amounts against a judge that reads the rows itself."""

import csv
import io
import json
import random
import tomllib
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any as Raw
from typing import NamedTuple

import pytest

from bjsubsidy.answers.caps import Assessment, apply
from bjsubsidy.answers.claim import claim
from bjsubsidy.answers.examples import assessed, checked_catalogue, example_receipt
from bjsubsidy.law.firm import Item, Receipt
from bjsubsidy.law.measure import Example, Measure
from bjsubsidy.quantities import Value, parse_money
from tests.batching.engines import asked, through_duckdb
from tests.conftest import Run
from tests.grammar.judge import Judge
from tests.updating import updated

pytestmark = pytest.mark.law

FILE = Path(__file__).parent / "forms.toml"
CATALOGUE = checked_catalogue(str(FILE))
ROWS: dict[str, dict[str, Raw]] = {row["id"]: row for row in tomllib.loads(FILE.read_text("utf-8"))["measure"]}
MEASURES = CATALOGUE.measures()
IDS = [measure.id for measure in MEASURES]
AS_OF = date(2021, 4, 1)


# worked examples


class Worked(NamedTuple):
    measure: Measure
    example: Example
    row: dict[str, str]
    received: list[Receipt]


def worked(number: int, measure: Measure, example: Example) -> Worked:
    on = example.on or measure.on
    assert on is not None
    facts = {id: said(value) for id, value in {**measure.given, **example.with_}.items() if id not in example.without}
    name = f"第{number}家"
    row = {"enterprise": name, "item": measure.id, "input": measure.input, "amount": example.amount, "on": on.isoformat(), **facts}
    received = [example_receipt(CATALOGUE, measure, receipt).replace(enterprise=name) for receipt in example.received]
    return Worked(measure, example, row, received)


def said(value: object) -> str:
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)


EXAMPLES = [worked(number, measure, example) for number, (measure, example) in enumerate((m, e) for m in MEASURES for e in m.examples)]


def table(rows: list[dict[str, str]]) -> list[dict[str, str]]:
    columns = dict.fromkeys(column for row in rows for column in row)
    return [{column: row.get(column, "") for column in columns} for row in rows]


def figures(answer: Assessment) -> tuple[Raw, ...]:
    return answer.claim.measure.id, answer.claim.verdict, answer.low, answer.high


EXPECTED = [figures(assessed(CATALOGUE, one.measure, one.example)) for one in EXAMPLES]


def own(lines: list[Raw]) -> list[tuple[Raw, ...]]:
    return [tuple(line[1:5]) for line in lines if line[1] == EXAMPLES[line[0]].measure.id]


def test_every_form_has_examples_that_pay_and_that_do_not() -> None:
    said = {measure.id: {example.verdict for example in measure.examples} for measure in MEASURES}
    assert {id: verdicts for id, verdicts in said.items() if "eligible" not in verdicts} == {}


def test_worked_examples_come_out_of_duckdb() -> None:
    request = asked(CATALOGUE, AS_OF, [receipt for one in EXAMPLES for receipt in one.received])
    assert own(through_duckdb(table([one.row for one in EXAMPLES]), request)) == EXPECTED


# any facts


class Drawn(NamedTuple):
    amount: str
    on: date
    facts: dict[str, str]


DAYS = [date(2020, 12, 31), date(2021, 1, 1), date(2021, 3, 20), date(2021, 6, 30), date(2021, 7, 1), date(2022, 1, 1)]
AMOUNTS = ["0", "0.01", "1", "1.01", "99.99", "100", "100.01", "499.99", "500", "500.01", "999.99", "1000", "1000.01", "12345.67"]
VALUES = {
    "yes-no": ["yes", "no"],
    "money": ["0", "1", "99.99", "100", "100.01", "200", "499.99", "500", "500.01", "1000", "2500"],
    "rate": ["0", "3%", "12.5%", "100%"],
    "count": ["1", "2", "3", "5", "9", "10", "11", "12", "13", "24", "100"],
    "date": ["2016-02-29", "2018-03-20", "2018-03-21", "2020-06-30", "2021-02-28", "2021-03-01", "2021-03-20", "2021-03-25"],
}
# What facts may be whose ends are not those of their kind.
BEYOND = {"taken-on": ["0"], "growth": ["19.99%", "20%", "119.99%", "120%", "250%", "250.000001%", "300%"]}


def drawn(chance: random.Random, measure: Measure) -> Drawn:
    """The facts of an example, some of them another or left out."""
    facts = {id: said(value) for id, value in {**measure.given, **chance.choice(measure.examples).with_}.items()}
    for fact in measure.asks(CATALOGUE):
        kind = CATALOGUE.fact(fact).kind
        if chance.random() < 0.4:
            facts[fact] = chance.choice([*kind.answers(CATALOGUE.fact(fact))] or [*VALUES[kind.id], *BEYOND.get(fact, [])])
        if chance.random() < 0.15:
            facts.pop(fact, None)
    amount = chance.choice(AMOUNTS) if chance.random() < 0.6 else f"{chance.randrange(300000) / 100:.2f}"
    return Drawn(amount, chance.choice([date(2021, 3, 20), *DAYS]), facts)


def read(facts: dict[str, str]) -> dict[str, Value]:
    return {fact: CATALOGUE.fact(fact).read(text) for fact, text in facts.items()}


def through_python(measure: Measure, one: Drawn) -> Assessment:
    item = Item(measure.input, parse_money(one.amount), one.on, read(one.facts))
    return apply([claim(measure, item, AS_OF, CATALOGUE)], [])[0]


def judged(measure: Measure, one: Drawn) -> tuple[Raw, ...]:
    facts = {id: plain(id, value) for id, value in read(one.facts).items()}
    judge = Judge(ROWS[measure.id], Fraction(one.amount), one.on, facts)
    verdict, cap = judge.verdict(), judge.cap()
    high, low = (None if paid is None else fen(paid if cap is None else min(paid, cap)) for paid in (judge.paid(), judge.least()))
    if verdict == "ineligible":
        return measure.id, verdict, 0, 0
    return measure.id, verdict, low if verdict == "eligible" else 0, high


def fen(yuan: Fraction) -> int:
    """Half up: a cap is whole fen, so that it makes no difference which comes first."""
    return int((yuan * 200 + 1) // 2)


def plain(fact: str, value: Value) -> Raw:
    """A value as the judge takes it: money in yuan."""
    return Fraction(value, 100) if CATALOGUE.fact(fact).kind.id == "money" and isinstance(value, int) else value


@pytest.mark.parametrize("measure", MEASURES, ids=IDS)
def test_any_facts_are_judged_as_the_rows_say(measure: Measure) -> None:
    chance = random.Random(measure.id)
    cases = [drawn(chance, measure) for _ in range(400)]
    assert [figures(through_python(measure, one)) for one in cases] == [judged(measure, one) for one in cases]


@pytest.mark.parametrize("measure", MEASURES, ids=IDS)
def test_any_facts_come_out_of_duckdb_with_their_reasons_and_questions(measure: Measure) -> None:
    chance = random.Random(f"{measure.id} in a table")
    cases = [drawn(chance, measure) for _ in range(150)]
    rows = [
        {"enterprise": f"第{n}家", "input": measure.input, "amount": one.amount, "on": one.on.isoformat(), **one.facts}
        for n, one in enumerate(cases)
    ]
    answers = [through_python(measure, one) for one in cases]
    expected = [(*figures(answer), answer.claim.uncapped, asks(answer)) for answer in answers]
    lines = through_duckdb(table(rows), asked(CATALOGUE, AS_OF, measures=[measure.id]))
    assert [(*line[1:6], set(filter(None, (line[9] or "").split("; ")))) for line in lines] == expected


def asks(answer: Assessment) -> set[str]:
    return set(answer.claim.missing()) if answer.claim.verdict == "unconfirmed" else set()


@pytest.mark.parametrize("measure", [one for one in MEASURES if one.caps], ids=lambda one: one.id)
def test_claims_of_one_firm_share_their_caps_in_duckdb_as_in_python(measure: Measure) -> None:
    chance = random.Random(f"{measure.id} of few firms")
    cases = [drawn(chance, measure) for _ in range(60)]
    firms = [chance.choice(["甲", "乙"]) for _ in cases]
    items = [Item(measure.input, parse_money(one.amount), one.on, read(one.facts), firm) for one, firm in zip(cases, firms, strict=True)]
    answers = apply([claim(measure, item, AS_OF, CATALOGUE) for item in items], [])
    rows = [
        {"enterprise": firm, "input": measure.input, "amount": one.amount, "on": one.on.isoformat(), **one.facts}
        for one, firm in zip(cases, firms, strict=True)
    ]
    lines = through_duckdb(table(rows), asked(CATALOGUE, AS_OF, measures=[measure.id]))
    assert [tuple(line[1:5]) for line in lines] == [figures(answer) for answer in answers]


# words

SAID = ("amount", "cap", "condition", "days", "excludes")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_form_is_said_in_words(lang: str, run: Run) -> None:
    pages = [run("show", id, "--catalogue", str(FILE), "--lang", lang, "--format", "csv").out for id in IDS]
    rows = [(id, row) for id, page in zip(IDS, pages, strict=True) for row in csv.DictReader(io.StringIO(page)) if row["field"] in SAID]
    words = "".join(f"{id} {row['field']}: {row['content']}\n" for id, row in rows)
    assert words == updated(FILE.parent / f"words.{lang}.txt", words)


def test_a_catalogue_of_forms_is_exported_and_read_back_the_same(tmp_path: Path, run: Run) -> None:
    written = run("catalogue", "export", "--catalogue", str(FILE))
    assert written.code == 0, written.err
    (tmp_path / "forms.toml").write_text(written.out, "utf-8")
    again = checked_catalogue(str(tmp_path / "forms.toml"))
    assert [again.measure(id) for id in IDS] == MEASURES
    assert run("catalogue", "export", "--catalogue", str(tmp_path / "forms.toml")).out == written.out


def test_breakpoints_of_steps_have_names_of_their_own(run: Run) -> None:
    words = ("sweep", "cost", "--measure", "taper", "--on", "2021-03-20", "--as-of", "2021-03-20", "--catalogue", str(FILE), "--lang", "en")
    told = json.loads(run(*words, "--format", "json", "--reach", "20").out)
    assert [(point["kind"], point["amount"]) for point in told["breakpoints"]] == [
        ("start", "0.00"),
        ("cap", "0.00"),
        ("uncapped", "140.01"),
        ("bend", "300.00"),
    ]
    assert told["reach"]["measures"][0]["inputs"] == [{"from": "219.99", "to": "220.02", "verdict": "eligible"}]
    drawn = run(*words).out
    assert "below the cap again" in drawn
    assert "another rate or sum" in run(*words[:3], "bands-of-cost", *words[4:]).out


def test_the_working_says_which_step_and_which_part(run: Run) -> None:
    days = ("--on", "2021-03-20", "--as-of", "2021-03-20", "--catalogue", str(FILE), "--lang", "en", "--explain")
    sliced = run("calc", "cost", "600", "--measure", "slices-of-cost", *days).out
    assert all(line in sliced for line in ("100.00 × 10% = 10.00", "400.00 × 5% = 20.00", "100.00 × 1% = 1.00", "together: 31.00"))
    part = run("calc", "cost", "100", "--measure", "part-of-a-year", "--months", "7", *days).out
    assert "10.00 × 7/12 = 35/6" in part
    assert "35/6 rounded half up to the fen = 5.83" in part
    heads = run("calc", "cost", "1", "--measure", "per-head-and-month", "--headcount", "3", "--months", "13", *days).out
    assert "300.00 × 12 = 3,600.00" in heads
    assert "19.99 is below 20.00 = 0.00" in run("calc", "cost", "199.90", "--measure", "least-award", *days).out
