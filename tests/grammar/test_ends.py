"""Facts whose ends are not those of their kind: a count of none, a rate above 100%, on every way in; and those that say nothing."""

import csv
import io
import json
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from bjsubsidy import Problem, calc, catalogue
from tests.conftest import Run

FILE = str(Path(__file__).parent / "forms.toml")
DAYS = ("--on", "2021-03-20", "--as-of", "2021-03-20", "--catalogue", FILE)
# A fact, what is written for it, and what measure brings for a cost of 100 yuan; or what it is refused with.
TAKEN = [
    ("none-taken-on", {"headcount": "2", "taken-on": "0"}, "200.00"),
    ("none-taken-on", {"headcount": "2", "taken-on": "000"}, "200.00"),
    ("growth-as-a-rate", {"growth": "250%"}, "250.00"),
    ("growth-as-a-rate", {"growth": "300%"}, "300.00"),
    ("growth-as-a-rate", {"growth": "0.5"}, "50.00"),
]
REFUSED = [
    ("none-taken-on", {"headcount": "0", "taken-on": "0"}, "is not a whole number from 1 to"),
    ("none-taken-on", {"headcount": "1", "taken-on": "-1"}, "is not a whole number from 0 to"),
    ("growth-as-a-rate", {"growth": "300.01%"}, "it is above 300%"),
    ("growth-as-a-rate", {"growth": "1.5"}, "is ambiguous"),
    ("sum-by-levy", {"levy": "100.1%"}, "it is above 100%"),
]


def options(facts: dict[str, str]) -> list[str]:
    return [f"--{fact}={text}" for fact, text in facts.items()]


@pytest.mark.parametrize(("measure", "facts", "brings"), TAKEN)
def test_a_line_takes_them(measure: str, facts: dict[str, str], brings: str, run: Run) -> None:
    assert run("calc", "cost", "100", "--measure", measure, "--format", "amount", *options(facts), *DAYS).out == f"{brings}\n"


@pytest.mark.parametrize(("measure", "facts", "why"), REFUSED)
def test_a_line_refuses_what_they_cannot_be(measure: str, facts: dict[str, str], why: str, run: Run) -> None:
    answer = run("calc", "cost", "100", "--measure", measure, "--format", "amount", *options(facts), *DAYS, "--lang", "en")
    assert (answer.code, answer.out) == (2, "")
    assert why in answer.err


@pytest.mark.parametrize(("measure", "facts", "brings"), [*TAKEN, *REFUSED])
def test_a_table_takes_and_refuses_the_same(measure: str, facts: dict[str, str], brings: str, tmp_path: Path, run: Run) -> None:
    cells = {"enterprise": "甲", "input": "cost", "amount": "100", "on": "2021-03-20", **facts}
    (tmp_path / "firms.csv").write_text(f"{','.join(cells)}\n{','.join(cells.values())}\n", "utf-8")
    answer = run("batch", str(tmp_path / "firms.csv"), "--measure", measure, "--format", "csv", *DAYS[2:], "--lang", "en")
    [row] = csv.DictReader(io.StringIO(answer.out))
    assert brings in (row["problem"] or row["high"])


@pytest.mark.parametrize(("cell", "brings"), [("250", "250.00"), ("250%", "250.00"), ("300", "300.00"), ("301", "above 300%")])
def test_a_heading_in_percent_takes_them_too(cell: str, brings: str, tmp_path: Path, run: Run) -> None:
    (tmp_path / "firms.csv").write_text(f"enterprise,input,amount,on,growth（%）\n甲,cost,100,2021-03-20,{cell}\n", "utf-8")
    answer = run("batch", str(tmp_path / "firms.csv"), "--measure", "growth-as-a-rate", "--format", "csv", *DAYS[2:], "--lang", "en")
    [row] = csv.DictReader(io.StringIO(answer.out))
    assert brings in (row["problem"] or row["high"])


def test_a_profile_takes_them(tmp_path: Path, run: Run) -> None:
    firm = '[enterprise]\nname = "甲"\ngrowth = "250%"\n[[item]]\nlabel = "a"\ninput = "cost"\namount = "100"\non = 2021-03-20\n'
    (tmp_path / "firm.toml").write_text(f"{firm}taken-on = 0\nheadcount = 3\n", "utf-8")
    told = json.loads(run("plan", str(tmp_path / "firm.toml"), "--format", "json", *DAYS[2:]).out)
    assert told["total"]["high"] == "300.00"


def test_a_program_gives_them() -> None:
    forms = catalogue(FILE)
    days: dict[str, Any] = {"on": date(2021, 3, 20), "as_of": date(2021, 3, 20), "catalogue": forms}
    given: list[tuple[dict[str, Any], str, int]] = [
        ({"headcount": 2, "taken-on": 0}, "none-taken-on", 20000),
        ({"growth": Fraction(5, 2)}, "growth-as-a-rate", 25000),
    ]
    for facts, measure, high in given:
        assert [one.high for one in calc("cost", 10000, facts=facts, measures=[measure], **days).assessments] == [high]
    refused: list[tuple[dict[str, Any], str]] = [({"taken-on": -1}, "none-taken-on"), ({"growth": Fraction(4)}, "growth-as-a-rate")]
    for facts, measure in refused:
        with pytest.raises(Problem):
            calc("cost", 10000, facts=facts, measures=[measure], **days)


@pytest.mark.parametrize(("id", "hint"), [("taken-on", "a whole number, 0 where there is none"), ("headcount", "a whole number")])
def test_a_question_says_where_there_may_be_none(id: str, hint: str) -> None:
    fact = catalogue(FILE).fact(id)
    assert fact.kind.asked(fact).en == hint


def test_a_day_before_a_measure_says_so_where_its_curve_begins(run: Run) -> None:
    words = ("sweep", "cost", "--measure", "dated-rate", "--on", "2020-12-31", "--as-of", "2021-01-01", "--catalogue", FILE)
    assert "unmet: day of the item is not before 2021-01-01" in run(*words, "--lang", "en").out
    assert "不符合：发生日不早于 2021-01-01" in run(*words, "--lang", "zh").out
