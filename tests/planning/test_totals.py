"""What a plan's sums hold and leave out, and why each measure is given up, by id."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bjsubsidy.law.catalogue import Catalogue
from bjsubsidy.law.firm import Profile
from bjsubsidy.planning.bound import Flow
from bjsubsidy.planning.branch import IndependentItems, Solution
from bjsubsidy.planning.given_up import REASON_WORDS
from bjsubsidy.planning.plan import Plan, Total, plan_firm
from bjsubsidy.readers.profile import read_profile
from bjsubsidy.reports.plan_table import proof
from tests.conftest import Run
from tests.planning.test_plan import ASKED, TECH, contract, firm, item, loan

Read = Callable[[str], Profile]

SALES = item("三月", "monthly-sales", "12万", "small-scale-taxpayer = true\n")
DEPOSIT = item("质保金", "travel-deposit", "20万", "travel-agency = true\npublished-conditions-met = true\n")
PORT = item("港口", "port-construction-fee", "100")


@pytest.fixture
def profile(catalogue: Catalogue, tmp_path: Path) -> Read:
    def read(text: str) -> Profile:
        path = tmp_path / "firm.toml"
        path.write_text(text, "utf-8")
        return read_profile(str(path), catalogue, None, None, ASKED)

    return read


def planned(catalogue: Catalogue, profile: Profile, strict: bool = False) -> Plan:
    return plan_firm(catalogue, profile, strict, lambda: False)


def test_a_sum_that_leaves_an_unknown_amount_out_is_unknown_and_others_stand(catalogue: Catalogue, profile: Read) -> None:
    answer = planned(catalogue, profile(firm("", SALES, DEPOSIT, PORT, item("研发", "rd-expense", "100"))))
    assert answer.total == Total(10_000, None, 20_000)
    assert dict(answer.natures) == {
        "refund": Total(16_000_000, 16_000_000, 16_000_000),
        "saving": Total(10_000, None, 10_000),
        "grant": Total(0, 10_000, 10_000),
    }
    assert [(u.item, u.measures, u.facts) for u in answer.uncounted] == [("三月", ("small-taxpayer-vat",), ("vat-levy-rate",))]


@pytest.mark.parametrize(
    ("facts", "strict"),
    [("small-scale-taxpayer = false\n", False), ("small-scale-taxpayer = true\n", True), ('vat-levy-rate = "3%"\n', False)],
)
def test_it_is_known_where_the_claim_is_refused_dropped_or_answered(facts: str, strict: bool, catalogue: Catalogue, profile: Read) -> None:
    answer = planned(catalogue, profile(firm("", item("三月", "monthly-sales", "12万", facts), PORT)), strict)
    assert (answer.total.high, answer.uncounted) == (answer.total.counted, ())


def other_catalogue(catalogue: Catalogue) -> Catalogue:
    """Two measures on one expense, of which one needs a rate that nobody gave."""
    rows = [{**row, "input": "rd-expense"} if row["id"] == "small-taxpayer-vat" else row for row in catalogue.raw["measure"]]
    return Catalogue({**catalogue.raw, "measure": rows}, "other")


def test_what_has_no_figure_beside_a_claim_that_pays_is_no_hole_in_the_sum(catalogue: Catalogue, profile: Read) -> None:
    answer = planned(other_catalogue(catalogue), profile(firm("", item("研发", "rd-expense", "100"))))
    assert (answer.total, answer.uncounted) == (Total(0, 10_000, 10_000), ())
    assert [(u.item, u.measures, u.facts) for u in answer.beside] == [("研发", ("small-taxpayer-vat",), ("vat-levy-rate",))]


def test_the_json_names_what_the_total_leaves_out(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "firm.toml"
    path.write_text(firm("", SALES, PORT), "utf-8")
    found: dict[str, Any] = json.loads(run("plan", str(path), "--format", "json").out)
    assert (found["schema"], found["total"]["high"], found["total"]["counted"]) == ("bjsubsidy/plan/2", None, "100.00")
    assert found["total"]["natures"]["saving"] == {"low": "100.00", "high": None, "counted": "100.00"}
    assert found["uncounted"] == [{"item": "三月", "measures": ["small-taxpayer-vat"], "facts": ["vat-levy-rate"]}]
    assert [(one["reason"], one["why"]) for one in found["given_up"]] == [("amount-unknown", "缺少计算金额所需的情况：增值税征收率")]


@pytest.mark.parametrize("form", ["table", "html", "csv"])
def test_no_format_shows_nothing_for_what_is_unknown(form: str, run: Run, tmp_path: Path) -> None:
    path = tmp_path / "firm.toml"
    path.write_text(firm("", SALES), "utf-8")
    said = run("plan", str(path), "--format", form, "--lang", "en").out
    assert ("unknown" in said, "0.00\n" in said) == (form != "csv", False)


# reasons


def test_every_reason_has_words_of_its_own() -> None:
    assert len({text.zh for text in REASON_WORDS.values()}) == len({text.en for text in REASON_WORDS.values()}) == len(REASON_WORDS)


LOANS = [loan(name, "100万", 'credit-product = "A"\n') for name in "ABC"]


@pytest.fixture
def nothing_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """A search that is stopped before it came to anything, with the bound that stands at its start."""

    def found(part: IndependentItems, _: object) -> Solution:
        return Solution([None for _ in part.items], (0, 0, 0), Flow(part.items).total, False)

    monkeypatch.setattr("bjsubsidy.planning.claim_set.best", found)


SHARED = TECH + 'ip-pledged = false\nfirst-product-level = "no-first-product"\n'


@pytest.mark.usefixtures("nothing_found")
def test_a_search_that_is_stopped_gives_no_false_reason(catalogue: Catalogue, profile: Read) -> None:
    stopped = planned(catalogue, profile(firm(SHARED, *LOANS)))
    assert [(g.label, g.reason) for g in stopped.given_up if g.high] == [("A", "not-reached"), ("B", "not-reached"), ("C", "not-reached")]


def test_a_search_that_ends_says_what_uses_the_cap_up(catalogue: Catalogue, profile: Read) -> None:
    whole = planned(catalogue, profile(firm(SHARED, *LOANS)))
    assert [(g.label, g.reason) for g in whole.given_up if g.claim.measure.id == "tech-credit-interest"] == [("C", "used-up")]


def with_capped_refunds(catalogue: Catalogue) -> Catalogue:
    cap = {"scope": ["enterprise"], "amount": "200000"}
    rows = [{**row, "caps": [cap]} if row["id"] == "travel-deposit" else row for row in catalogue.raw["measure"]]
    return Catalogue({**catalogue.raw, "measure": rows}, "other")


@pytest.mark.usefixtures("nothing_found")
def test_the_bound_on_income_holds_no_refunds(catalogue: Catalogue, profile: Read) -> None:
    deposits = [DEPOSIT, DEPOSIT.replace("质保金", "第二笔")]
    stopped = planned(with_capped_refunds(catalogue), profile(firm("", *deposits, PORT)))
    assert (stopped.total, stopped.gap, stopped.refund_gap, stopped.proven) == (Total(10_000, 10_000, 10_000), 0, 20_000_000, False)
    assert proof(stopped).en == "not proven in time: a better set could pay at most 0.00 more, and refunds of at most 200,000.00 more"


def test_what_a_full_cap_leaves_nothing_is_used_up(catalogue: Catalogue, profile: Read) -> None:
    shared = 'first-product-level = "domestic"\n'
    contracts = (contract(name, "400万", 1, f'first-product = "{name}"\n') for name in "PQ")
    whole = planned(catalogue, profile(firm(shared, *contracts)))
    assert [(g.label, g.reason) for g in whole.given_up] == [("Q", "used-up")]
