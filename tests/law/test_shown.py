"""From which day the documents show that a provision holds, and what is asked for an earlier day."""

import json
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, Literal

import pytest

from bjsubsidy.formula.tree import Holds
from bjsubsidy.law.catalogue import Catalogue
from bjsubsidy.law.entries import Source
from bjsubsidy.law.shown import shown
from tests.batching.engines import asked, through_duckdb
from tests.batching.reference import computed
from tests.conftest import Run

UNDATED, CONTINUED, PERIOD = ("undated-documents",), ("continued-provisions",), ("taxes-by-period",)
FIRST: dict[str, tuple[str, tuple[str, ...]] | None] = {
    "tech-credit-interest": ("2021-03-18", ()),
    "first-product-interest": ("2021-01-01", UNDATED),
    "ip-pledge-interest": ("2021-01-01", UNDATED),
    "first-product-contract": ("2021-01-01", UNDATED),
    "first-product-insurance": ("2021-01-01", UNDATED),
    "launch-insurance": ("2021-01-01", UNDATED),
    "first-product-lease": ("2021-01-01", UNDATED),
    "exhibition-rent": None,
    "rd-expense": ("2021-01-01", CONTINUED),
    "ip-pledge-loss": ("2021-01-01", UNDATED),
    "satellite-fund-award": ("2021-01-01", UNDATED),
    "travel-deposit": ("2021-01-01", CONTINUED),
    "special-equipment-fee": ("2021-01-01", CONTINUED),
    "road-occupation-fee": ("2021-01-01", CONTINUED),
    "sewage-fee": None,
    "port-construction-fee": None,
    "charging-connection-fee": ("2020-12-30", ()),
    "bonded-transfer-tax": ("2021-02-18", ()),
    "small-taxpayer-vat": ("2021-04-01", PERIOD),
    "small-business-income-tax": ("2021-01-01", PERIOD),
    "technology-transfer-tax": ("2021-01-01", PERIOD),
    "venture-tax": ("2021-01-01", PERIOD),
    "talent-tax": None,
}


def test_each_measure_is_shown_from_its_day(catalogue: Catalogue) -> None:
    found = {measure.id: measure.shown(catalogue) for measure in catalogue.measures()}
    assert {id: first and (first.day.isoformat(), first.readings) for id, first in found.items()} == FIRST


@pytest.mark.parametrize(
    ("dates", "continues", "period", "day", "readings"),
    [
        pytest.param(["2021-03-18", "2021-02-05"], False, None, "2021-02-05", (), id="the-earliest-document"),
        pytest.param([None], False, None, "2021-01-01", UNDATED, id="a-document-without-a-date"),
        pytest.param(["2021-03-18", None], False, None, "2021-01-01", UNDATED, id="a-document-without-a-date-beside-a-later-one"),
        pytest.param(["2020-12-30", None], False, None, "2020-12-30", UNDATED, id="a-document-without-a-date-beside-an-earlier-one"),
        pytest.param(["2021-03-18"], True, None, "2021-01-01", CONTINUED, id="continued"),
        pytest.param(["2020-12-30"], True, None, "2020-12-30", CONTINUED, id="continued-by-an-earlier-document"),
        pytest.param(["2021-03-18"], False, "year", "2021-01-01", PERIOD, id="by-the-year"),
        pytest.param(["2020-12-30"], False, "year", "2020-01-01", PERIOD, id="by-the-year-before"),
        pytest.param(["2021-03-18"], False, "month", "2021-04-01", PERIOD, id="by-the-month"),
        pytest.param(["2021-12-02"], False, "month", "2022-01-01", PERIOD, id="by-the-month-over-the-year"),
        pytest.param(["2021-01-31"], False, "month", "2021-02-01", PERIOD, id="by-the-month-from-its-last-day"),
        pytest.param(["2021-03-01"], False, "month", "2021-03-01", PERIOD, id="a-month-that-begins-on-the-day-is-whole"),
    ],
)
def test_the_first_day_is_made_of_the_documents_days(
    catalogue: Catalogue,
    dates: list[str | None],
    continues: bool,
    period: Literal["month", "year"] | None,
    day: str,
    readings: tuple[str, ...],
) -> None:
    documents = {
        f"d{place}": {"title": {"zh": "文", "en": "text"}, "pages": [5], **({"date": printed} if printed else {})}
        for place, printed in enumerate(dates)
    }
    small = Catalogue({"edition": catalogue.raw["edition"], "documents": documents}, "")
    found = shown([Source(document=key) for key in documents], small, continues, period)
    assert found is not None
    assert (found.day.isoformat(), found.readings) == (day, readings)


def test_nothing_is_asked_where_a_catalogue_names_no_fact_for_it(catalogue: Catalogue) -> None:
    edition = {key: value for key, value in catalogue.raw["edition"].items() if key != "first-shown"}
    other = Catalogue({**catalogue.raw, "edition": edition}, "")
    assert [measure.shown(other) for measure in other.measures()] == [None] * len(FIRST)


def test_a_source_outside_the_compendium_shows_no_day(catalogue: Catalogue) -> None:
    assert shown([Source(outside=True)], catalogue) is None


@pytest.mark.parametrize("measure", [id for id, first in FIRST.items() if first])
def test_one_condition_more_is_asked_the_day_before_and_not_on_the_first_day(catalogue: Catalogue, measure: str) -> None:
    entry = catalogue.measure(measure)
    first = entry.shown(catalogue)
    assert first is not None
    assert entry.tests_on(first.day, catalogue) == entry.tests(catalogue)
    assert entry.tests_on(first.day - timedelta(days=1), catalogue) == (*entry.tests(catalogue), Holds("in-force-confirmed", True))


TECH = {
    "enterprise-size": "small",
    "in-zhongguancun": "yes",
    "technology-enterprise": "yes",
    "tech-credit-product": "yes",
    "published-conditions-met": "yes",
    "credit-product": "A",
}


@pytest.mark.parametrize(
    ("on", "confirmed", "verdict", "low"),
    [
        ("2020-06-01", "", "unconfirmed", 0),
        ("2020-06-01", "yes", "eligible", 48_000_000),
        ("2020-06-01", "no", "ineligible", 0),
        ("2021-03-17", "", "unconfirmed", 0),
        ("2021-03-18", "", "eligible", 48_000_000),
        ("2021-03-18", "no", "eligible", 48_000_000),
    ],
)
def test_an_engine_asks_it_of_the_same_days(catalogue: Catalogue, on: str, confirmed: str, verdict: str, low: int) -> None:
    row = {"enterprise": "甲", "input": "loan-interest", "amount": "1200000", "on": on, **TECH, "in-force-confirmed": confirmed}
    day = date(2021, 4, 1)
    (line,) = through_duckdb([row], asked(catalogue, day, measures=["tech-credit-interest"]))
    assert line[1:4] == ("tech-credit-interest", verdict, low)
    assert [line] == computed([row], catalogue, day, measures=["tech-credit-interest"])


def words(facts: Mapping[str, str]) -> list[str]:
    flags = {"yes": "--{}", "no": "--no-{}"}
    return [part for fact, value in facts.items() for part in ([flags[value].format(fact)] if value in flags else [f"--{fact}", value])]


def calc(run: Run, *more: str) -> Any:
    asked_of = ("calc", "loan-interest", "1200000", "--measure", "tech-credit-interest", *words(TECH), *more, "--format", "json")
    return json.loads(run(*asked_of, "--lang", "en").out)


def test_calc_answers_for_a_day_before_the_document_what_may_be_paid_and_asks(run: Run) -> None:
    answer = calc(run, "--on", "2020-06-01")
    (found,) = answer["assessments"]
    assert (found["verdict"], found["low"], found["high"]) == ("unconfirmed", "0.00", "480000.00")
    assert found["conditions"][-1]["fact"] == "in-force-confirmed"
    assert answer["questions"] == [{"fact": "in-force-confirmed", "amount": "480000.00"}]
    assert any("2020-06-01 is before 2021-03-18" in note for note in found["notes"])


def test_calc_neither_asks_nor_tells_it_from_the_first_day_on(run: Run) -> None:
    answer = calc(run, "--on", "2021-03-18")
    (found,) = answer["assessments"]
    assert (found["verdict"], found["low"], answer["questions"]) == ("eligible", "480000.00", [])
    assert "in-force-confirmed" not in str(answer)
    assert not any("is before" in note for note in found["notes"])


def test_the_readings_of_a_first_day_are_named_before_it_only(run: Run) -> None:
    def notes(on: str) -> str:
        return str(
            json.loads(run("calc", "rd-expense", "100", "--on", on, "--format", "json", "--lang", "en").out)["assessments"][0]["notes"]
        )

    assert "the text continues it without changing a figure" in notes("2020-12-31")
    assert "the text continues it without changing a figure" not in notes("2021-01-01")


def test_a_proposed_measure_is_not_asked_whether_it_held(run: Run) -> None:
    assert "in-force-confirmed" not in run("calc", "talent-income-tax", "100", "--on", "2015-01-01", "--format", "json").out


@pytest.mark.parametrize(("on", "told"), [("2015-06-01", True), ("2021-02-04", True), ("2021-02-05", False)])
def test_a_status_tells_that_its_text_is_later(on: str, told: bool, run: Run) -> None:
    for form in ("json", "table"):
        answer = run("status", "regional-headquarters", "--on", on, "--format", form, "--lang", "en")
        assert ("is before 2021-02-05" in answer.out) == told


@pytest.mark.parametrize(("start", "told"), [("2015-06-01", True), ("2021-01-01", False)])
@pytest.mark.parametrize("form", ["json", "table", "ics"])
def test_a_time_limit_tells_that_its_text_is_later(start: str, told: bool, form: str, run: Run) -> None:
    out = run("due", "complaint-decision", start, "--format", form, "--lang", "en").out.replace("\r\n ", "")
    assert (f"{start} is before 2021-01-01" in out) == told


@pytest.mark.parametrize(("on", "before"), [("2020-06-01", "2021-03-18"), ("2021-03-18", None)])
def test_measures_in_force_on_a_day_say_which_have_to_be_confirmed(on: str, before: str | None, run: Run) -> None:
    listed = json.loads(run("measures", "--kind", "measure", "--input", "loan-interest", "--on", on, "--format", "json").out)["measures"]
    assert {entry["id"]: entry["confirmed_before"] for entry in listed}["tech-credit-interest"] == before


def test_show_tells_the_first_day_and_what_it_rests_on(run: Run) -> None:
    told = run("show", "rd-expense", "--lang", "en", "--format", "csv").out
    assert "first-shown,2021-01-01" in told
    assert "continued-provisions" in told
