"""One item, one measure: verdict, findings and the amount before any cap."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from bjsubsidy.answers.claim import Claim, Finding, claim, verdict
from bjsubsidy.formula.tree import Pending
from bjsubsidy.law.catalogue import Catalogue
from bjsubsidy.law.firm import Item

ON = date(2021, 3, 20)
IP_FACTS: Mapping[str, Any] = {
    "annual-revenue": "1.8亿",
    "high-precision-industry": True,
    "core-technology-or-ip": True,
    "ip-pledged": True,
    "loan-rate": "4.6%",
    "loan-date": "2021-01-08",
    "fraud-on-record": False,
}


def claimed(catalogue: Catalogue, measure: str, yuan: int, facts: Mapping[str, Any], on: date = ON, as_of: date | None = None) -> Claim:
    entry = catalogue.measure(measure)
    read = {fact: catalogue.fact(fact).read(written) for fact, written in facts.items()}
    return claim(entry, Item(entry.input, yuan * 100, on, read), as_of or on, catalogue)


def states(found: Claim) -> dict[str | None, str]:
    return {finding.fact: finding.state for finding in found.findings}


def without(facts: Mapping[str, Any], *names: str) -> dict[str, Any]:
    return {fact: written for fact, written in facts.items() if fact not in names}


MET, UNMET, UNKNOWN = (Finding(Pending(), state, None, ()) for state in ("met", "unmet", "unknown"))


@pytest.mark.parametrize(
    ("findings", "answer"),
    [
        pytest.param((), "eligible", id="nothing-asked"),
        pytest.param((MET, MET), "eligible", id="all-met"),
        pytest.param((MET, UNKNOWN), "unconfirmed", id="one-unknown"),
        pytest.param((MET, UNMET), "ineligible", id="one-unmet"),
        pytest.param((UNKNOWN, UNMET, MET), "ineligible", id="an-unmet-one-wins-over-an-unknown"),
    ],
)
def test_the_verdict_follows_the_findings(findings: tuple[Finding, ...], answer: str) -> None:
    assert verdict(findings) == answer


@pytest.mark.parametrize(
    ("facts", "answer"),
    [
        pytest.param(IP_FACTS, "eligible", id="every-fact"),
        pytest.param({}, "unconfirmed", id="no-fact"),
        pytest.param(without(IP_FACTS, "fraud-on-record"), "unconfirmed", id="a-missing-no-is-not-a-no"),
        pytest.param(without(IP_FACTS, "loan-date"), "unconfirmed", id="no-day-for-the-prime-rate"),
        pytest.param({"fraud-on-record": True}, "ineligible", id="one-unmet-and-nothing-else-known"),
        pytest.param({**IP_FACTS, "annual-revenue": "200000000"}, "eligible", id="revenue-at-the-bound"),
        pytest.param({**IP_FACTS, "annual-revenue": "200000000.01"}, "ineligible", id="a-fen-above-the-bound"),
        pytest.param({**IP_FACTS, "loan-rate": "5.39%"}, "eligible", id="rate-at-exactly-one-point-four"),
        pytest.param({**IP_FACTS, "loan-rate": "5.3900001%"}, "ineligible", id="rate-just-above"),
        pytest.param({**IP_FACTS, "loan-date": "2019-08-19"}, "unconfirmed", id="before-the-first-prime-rate"),
        pytest.param({**IP_FACTS, "loan-date": "2025-10-20"}, "ineligible", id="the-last-checked-day"),
        pytest.param({**IP_FACTS, "loan-date": "2025-10-21"}, "unconfirmed", id="after-the-last-check"),
    ],
)
def test_a_claim_is_eligible_unconfirmed_or_ineligible(catalogue: Catalogue, facts: Mapping[str, Any], answer: str) -> None:
    assert claimed(catalogue, "ip-pledge-interest", 1_200_000, facts).verdict == answer


def test_the_amount_before_caps_stands_whatever_the_verdict(catalogue: Catalogue) -> None:
    for facts in (IP_FACTS, {}, {"fraud-on-record": True}):
        assert claimed(catalogue, "ip-pledge-interest", 2_000_000, facts).uncapped == 80_000_000


@pytest.mark.parametrize(
    ("measure", "facts", "fen"),
    [
        pytest.param("technology-transfer-tax", {"eit-rate": "15%"}, 15_000_000, id="given"),
        pytest.param("technology-transfer-tax", {}, None, id="nothing-bounds-a-tax-rate"),
        pytest.param("small-taxpayer-vat", {}, None, id="nothing-bounds-a-levy-rate"),
        pytest.param("venture-tax", {}, 100_000_000, id="a-share-is-at-most-all"),
        pytest.param("venture-tax", {"individual-share": "0"}, 0, id="a-share-of-zero-is-given"),
        pytest.param("talent-tax", {}, 100_000_000, id="an-income-is-at-least-nothing"),
        pytest.param("talent-tax", {"talent-income": "4000000"}, 40_000_000, id="above-fifteen-percent"),
        pytest.param("ip-pledge-loss", {}, 50_000_000, id="reinsured-is-at-least-nothing"),
        pytest.param("ip-pledge-loss", {"reinsured-amount": "400000"}, 30_000_000, id="reinsured-comes-off-first"),
        pytest.param("satellite-fund-award", {}, 20_000_000, id="the-high-end-of-a-range"),
        pytest.param("rd-expense", {}, 100_000_000, id="the-expense-itself"),
    ],
)
def test_the_amount_takes_what_bounds_a_missing_fact(catalogue: Catalogue, measure: str, facts: Mapping[str, Any], fen: int | None) -> None:
    assert claimed(catalogue, measure, 1_000_000, facts).uncapped == fen


def test_a_fact_the_amount_needs_is_a_condition_that_is_never_unmet(catalogue: Catalogue) -> None:
    facts = {
        "institution": "bank",
        "borrower-qualifies": True,
        "ip-pledged": True,
        "bad-loan-limit-exceeded": False,
        "fraud-on-record": False,
    }
    bare = claimed(catalogue, "ip-pledge-loss", 100, facts)
    assert (bare.verdict, bare.missing()) == ("unconfirmed", ("reinsured-amount",))
    told = claimed(catalogue, "ip-pledge-loss", 100, {**facts, "reinsured-amount": "0"})
    assert (told.verdict, told.missing()) == ("eligible", ())


@pytest.mark.parametrize(
    ("on", "as_of", "answer"),
    [
        pytest.param("2020-01-31", "2021-04-01", "ineligible", id="water-used-too-early"),
        pytest.param("2020-02-01", "2021-04-01", "eligible", id="the-first-day"),
        pytest.param("2021-03-31", "2021-04-01", "eligible", id="the-last-day"),
        pytest.param("2021-04-01", "2021-04-01", "ineligible", id="the-day-after"),
        pytest.param("2021-03-31", "2021-06-30", "eligible", id="asked-on-the-last-day-of-the-window"),
        pytest.param("2021-03-31", "2021-07-01", "ineligible", id="asked-too-late"),
    ],
)
def test_the_expense_has_a_day_and_so_has_the_question(catalogue: Catalogue, on: str, as_of: str, answer: str) -> None:
    found = claimed(catalogue, "sewage-fee", 100, {"enterprise-size": "micro"}, date.fromisoformat(on), date.fromisoformat(as_of))
    assert found.verdict == answer
    assert [finding.state for finding in found.findings if finding.fact is None].count("unmet") == (answer == "ineligible")


@pytest.mark.parametrize(
    ("yuan", "answer"), [(149_999, "eligible"), (150_000, "unconfirmed"), (150_001, "ineligible")], ids=["below", "at", "above"]
)
def test_equality_that_the_text_leaves_open_is_unknown(catalogue: Catalogue, yuan: int, answer: str) -> None:
    found = claimed(
        catalogue, "small-taxpayer-vat", yuan, {"small-scale-taxpayer": True, "vat-levy-rate": "3%", "in-force-confirmed": True}
    )
    assert found.verdict == answer
    assert found.missing() == ()


@pytest.mark.parametrize(
    ("risk", "state"), [("transport", "met"), ("launch", "unknown"), ("other", "unknown")], ids=["listed", "launch", "other"]
)
def test_a_risk_the_text_does_not_list_is_unknown_and_no_question(catalogue: Catalogue, risk: str, state: str) -> None:
    found = claimed(catalogue, "first-product-insurance", 100, {"first-product-level": "domestic", "insured-risk": risk})
    assert states(found)["insured-risk"] == state
    assert found.missing() == ()


def test_what_is_only_proposed_stays_unconfirmed_and_an_unmet_fact_still_wins(catalogue: Catalogue) -> None:
    facts = {
        "overseas-high-end-talent": True,
        "in-designated-area": True,
        "published-conditions-met": True,
        "talent-income": "1000000",
    }
    assert claimed(catalogue, "talent-tax", 250_000, facts).verdict == "unconfirmed"
    assert claimed(catalogue, "talent-tax", 250_000, {**facts, "in-designated-area": False}).verdict == "ineligible"


def test_a_missing_fact_is_asked_once(catalogue: Catalogue) -> None:
    found = claimed(catalogue, "ip-pledge-interest", 100, {"annual-revenue": "1"})
    assert found.missing() == (
        "high-precision-industry",
        "core-technology-or-ip",
        "ip-pledged",
        "loan-rate",
        "loan-date",
        "fraud-on-record",
    )


def test_a_measure_without_conditions_is_eligible_at_once(catalogue: Catalogue) -> None:
    assert claimed(catalogue, "port-construction-fee", 100, {}).verdict == "eligible"
