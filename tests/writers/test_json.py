"""JSON documents keep their shape: keys, ids, money as text, whatever the language."""

import json
from typing import Any

import pytest

from bjsubsidy.law.catalogue import Catalogue
from tests.conftest import Run

DAYS = ("--on", "2021-03-20", "--as-of", "2021-04-01")
IP_PLEDGE = (
    *("--annual-revenue", "180000000", "--high-precision-industry", "--core-technology-or-ip", "--ip-pledged"),
    *("--loan-rate", "5.39%", "--loan-date", "2021-01-08", "--no-fraud-on-record"),
)


def document(run: Run, *words: str) -> Any:
    return json.loads(run(*words, "--format", "json").out)


@pytest.fixture
def calc(run: Run) -> Any:
    return document(run, "calc", "loan-interest", "1200000", *DAYS, *IP_PLEDGE)


def test_calc_has_the_keys_that_scripts_read(calc: Any) -> None:
    assert list(calc) == [
        *(
            "schema",
            "program",
            "catalogue",
            "on_given",
            "as_of_given",
            "input",
            "amount",
            "on",
            "as_of",
            "facts",
            "best",
            "assessments",
            "questions",
            "cautions",
        ),
    ]
    assert (calc["schema"], calc["catalogue"]["edition"], calc["input"]) == ("bjsubsidy/calc/1", "2021Q1", "loan-interest")
    assert (calc["amount"], calc["on"], calc["as_of"]) == ("1200000.00", "2021-03-20", "2021-04-01")


def test_the_sha256_is_that_of_the_catalogue_file(calc: Any, catalogue: Catalogue) -> None:
    assert calc["catalogue"]["sha256"] == catalogue.sha256
    assert len(catalogue.sha256) == 64


def test_facts_come_back_as_plain_values(calc: Any) -> None:
    assert calc["facts"] == {
        "annual-revenue": "180000000.00",
        "high-precision-industry": True,
        "core-technology-or-ip": True,
        "fraud-on-record": False,
        "ip-pledged": True,
        "loan-rate": "0.0539",
        "loan-date": "2021-01-08",
    }


def test_an_assessment_has_cap_conditions_sources_notes_and_steps(calc: Any) -> None:
    first = calc["assessments"][0]
    assert (first["measure"], first["verdict"], first["bound"]) == ("ip-pledge-interest", "eligible", "exact")
    assert (first["low"], first["high"], first["uncapped"]) == ("480000.00", "480000.00", "480000.00")
    assert first["caps"] == [
        {
            "amount": "500000.00",
            "counts": "amount",
            "scope": ["enterprise", "year"],
            "used": "0.00",
            "remaining": "500000.00",
            "binds_at": "1250000.00",
            "binding": False,
        }
    ]
    assert {"id": "annual-revenue", "fact": "annual-revenue", "state": "met", "text": "年收入不超过 200,000,000.00 元"} in first[
        "conditions"
    ]
    assert first["sources"][0] == {"document": "zgc-ip-pledge", "number": None, "article": "一", "pages": [182]}
    assert first["notes"]
    assert first["steps"][0] == "1,200,000.00 × 40% = 480,000.00"


CONDITIONS = {
    "the days of a measure and of its applications": (("sewage-fee",), ["from", "until", "apply-by"]),
    "the sum of a month": (("monthly-sales",), ["in-month"]),
    "what is only proposed": (("talent-income-tax",), ["proposed"]),
}


@pytest.mark.parametrize("name", CONDITIONS)
def test_a_condition_without_a_fact_has_an_id_of_its_own(name: str, run: Run) -> None:
    words, ids = CONDITIONS[name]
    conditions = document(run, "calc", *words, "100", *DAYS)["assessments"][0]["conditions"]
    assert [condition["id"] for condition in conditions if condition["fact"] is None] == ids
    assert all(condition["id"] == condition["fact"] for condition in conditions if condition["fact"] is not None)


@pytest.mark.parametrize("words", [("calc", "rd-expense", "100"), ("status", "first-product"), ("due", "two-step-payment")])
def test_what_is_read_into_a_text_has_ids_that_can_be_shown(words: tuple[str, ...], run: Run) -> None:
    said = document(run, *words, *(["2015-01-05"] if words[0] == "due" else ["--on", "2015-01-05"]))
    said = said["assessments"][0] if words[0] == "calc" else said
    readings = [document(run, "show", id)["entry"] for id in said["readings"]]
    assert readings
    assert [f"{reading['open']['zh']}；{reading['does']['zh']}" for reading in readings] == said["notes"][-len(readings) :]


def test_questions_name_the_fact_and_what_it_could_bring(calc: Any) -> None:
    assert calc["questions"][0] == {"fact": "enterprise-size", "amount": "480000.00"}
    assert all(list(question) == ["fact", "amount"] for question in calc["questions"])


def test_an_amount_that_nothing_bounds_is_null(run: Run) -> None:
    calc = document(run, "calc", "monthly-sales", "120000", "--small-scale-taxpayer", "--in-force-confirmed", *DAYS)
    assert (calc["best"], calc["assessments"][0]["high"], calc["assessments"][0]["uncapped"]) == (None, None, None)
    assert calc["questions"] == [{"fact": "vat-levy-rate", "amount": None}]


def test_a_day_after_the_edition_carries_one_caution(run: Run) -> None:
    after = document(run, "calc", "rd-expense", "100", "--on", "2021-04-01", "--as-of", "2021-04-01")
    within = document(run, "calc", "rd-expense", "100", "--on", "2021-03-31", "--as-of", "2021-04-01")
    assert (len(after["cautions"]), within["cautions"]) == (1, [])


def test_only_texts_change_with_the_language(run: Run) -> None:
    def without_texts(node: Any) -> Any:
        if isinstance(node, dict):
            return {key: without_texts(value) for key, value in node.items() if key not in ("text", "notes", "steps", "title")}
        return [without_texts(part) for part in node] if isinstance(node, list) else node

    for words in (("calc", "loan-interest", "1200000", *DAYS), ("deadlines",), ("due", "complaint-decision", "2021-03-01")):
        zh, en = document(run, *words, "--lang", "zh"), document(run, *words, "--lang", "en")
        assert zh != en
        assert without_texts(zh) == without_texts(en)


def test_due_and_status_and_deadlines_have_the_keys_of_the_contract(run: Run) -> None:
    due = document(run, "due", "two-step-payment", "2021-04-28")
    assert {"schema": "bjsubsidy/due/1", "limit": "two-step-payment", "start": "2021-04-28", "due": "2021-05-11"}.items() <= due.items()
    assert (due["provisional"], due["days"][-1], len(due["days"])) == (False, "2021-05-11", 5)
    status = document(run, "status", "vpn-foreign-share", "--foreign-share", "50%")
    assert {"schema": "bjsubsidy/status/1", "status": "vpn-foreign-share", "verdict": "eligible"}.items() <= status.items()
    assert {"conditions", "sources"} <= status.keys()
    deadlines = document(run, "deadlines", "--before", "2021-06-30")
    assert deadlines["schema"] == "bjsubsidy/deadlines/1"
    assert all(list(entry) == ["id", "date", "kind", "title", "measures", "sources"] for entry in deadlines["deadlines"])
    assert deadlines["deadlines"][-1]["date"] == "2021-06-30"
    assert "sewage-fee" in [measure for entry in deadlines["deadlines"] if entry["kind"] == "closes" for measure in entry["measures"]]
