"""A standing has the same verdicts as a claim, and no money."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from bjsubsidy.answers.status import StatusResult, status_of
from bjsubsidy.law.catalogue import Catalogue

ON = date(2021, 3, 20)
Facts = Mapping[str, Any]
REGIONAL: Facts = {"foreign-invested": True, "parent-assets-usd": "2亿", "paid-in-capital-usd": "1000万"}
RESEARCH: Facts = {"foreign-invested": True, "authorised-by-parent": True, "research-focused": True, "paid-in-capital-usd": "200万"}
FIRST: Facts = {
    "in-zhongguancun": True,
    "enterprise-size": "micro",
    "breakthrough": True,
    "first-of-kind": True,
    "own-ip": True,
    "technical-lead": True,
    "developed-on": "2020-06-01",
    "sold-yet": False,
}
PENALISED, BARRED = "penalised-in-three-years", "representative-barred-in-three-years"


def stood(catalogue: Catalogue, status: str, facts: Facts, on: date = ON) -> StatusResult:
    read = {fact: catalogue.fact(fact).read(written) for fact, written in facts.items()}
    return status_of(catalogue.status(status), read, on, catalogue)


@pytest.mark.parametrize(
    ("status", "facts", "verdict"),
    [
        pytest.param("regional-headquarters", REGIONAL, "eligible", id="regional-at-both-bounds"),
        pytest.param("regional-headquarters", {**REGIONAL, "parent-assets-usd": "199999999.99"}, "ineligible", id="a-cent-below"),
        pytest.param("regional-headquarters", {**REGIONAL, "paid-in-capital-usd": "9999999.99"}, "ineligible", id="capital-a-cent-below"),
        pytest.param("regional-headquarters", {"foreign-invested": True}, "unconfirmed", id="regional-unknown"),
        pytest.param("regional-headquarters", {"foreign-invested": False}, "ineligible", id="one-unmet-is-enough"),
        pytest.param("research-headquarters", RESEARCH, "eligible", id="research-at-the-bound"),
        pytest.param("research-headquarters", {**RESEARCH, "paid-in-capital-usd": "1999999.99"}, "ineligible", id="research-a-cent-below"),
        pytest.param("vpn-foreign-share", {"foreign-share": "50%"}, "eligible", id="share-at-the-bound"),
        pytest.param("vpn-foreign-share", {"foreign-share": "50.0001%"}, "ineligible", id="share-above"),
        pytest.param("vpn-foreign-share", {}, "unconfirmed", id="share-unknown"),
        pytest.param("first-product", FIRST, "eligible", id="first-product"),
        pytest.param("first-product", {**FIRST, "sold-yet": True}, "ineligible", id="sold-before"),
        pytest.param("first-product", {**FIRST, "enterprise-size": "large"}, "ineligible", id="too-large"),
    ],
)
def test_a_standing_asks_every_condition(catalogue: Catalogue, status: str, facts: Facts, verdict: str) -> None:
    assert stood(catalogue, status, facts).verdict == verdict


@pytest.mark.parametrize(
    ("facts", "verdict"),
    [
        pytest.param({PENALISED: True, BARRED: True}, "eligible", id="both"),
        pytest.param({PENALISED: True, BARRED: False}, "eligible", id="one"),
        pytest.param({BARRED: True}, "eligible", id="one-and-an-unknown"),
        pytest.param({PENALISED: False}, "unconfirmed", id="one-not-and-an-unknown"),
        pytest.param({}, "unconfirmed", id="unknown"),
        pytest.param({PENALISED: False, BARRED: False}, "ineligible", id="neither"),
    ],
)
def test_one_ground_is_enough_to_be_barred(catalogue: Catalogue, facts: Facts, verdict: str) -> None:
    assert stood(catalogue, "headquarters-support-barred", facts).verdict == verdict


@pytest.mark.parametrize(
    ("developed", "on", "verdict"),
    [
        pytest.param("2019-03-20", "2021-03-20", "eligible", id="two-years-to-the-day"),
        pytest.param("2019-03-19", "2021-03-20", "ineligible", id="two-years-and-a-day"),
        pytest.param("2021-03-20", "2021-03-20", "eligible", id="the-same-day"),
        pytest.param("2021-03-21", "2021-03-20", "ineligible", id="not-developed-yet"),
        pytest.param("2020-02-29", "2022-02-28", "eligible", id="leap-day"),
        pytest.param("2020-02-29", "2022-03-01", "ineligible", id="leap-day-and-a-day"),
    ],
)
def test_within_two_years_counts_back_from_the_day(catalogue: Catalogue, developed: str, on: str, verdict: str) -> None:
    assert stood(catalogue, "first-product", {**FIRST, "developed-on": developed}, date.fromisoformat(on)).verdict == verdict


def test_a_standing_names_what_is_missing(catalogue: Catalogue) -> None:
    found = stood(catalogue, "first-product", {fact: FIRST[fact] for fact in FIRST if fact not in ("own-ip", "developed-on")})
    assert found.verdict == "unconfirmed"
    assert [finding.missing for finding in found.findings if finding.missing] == [("own-ip",), ("developed-on",)]
