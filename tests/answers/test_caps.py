"""Caps: their scopes, what was received, several claims in the order of their days, and rounding before them."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bjsubsidy.answers.caps import Assessment, CapUse, apply
from bjsubsidy.answers.claim import Claim, claim
from bjsubsidy.law.catalogue import Catalogue
from bjsubsidy.law.firm import Item, Receipt
from bjsubsidy.quantities import parse_money
from tests.conftest import Run

Facts = Mapping[str, Any]
FULL: Mapping[str, Facts] = {
    "tech-credit-interest": {
        "enterprise-size": "small",
        "in-zhongguancun": True,
        "technology-enterprise": True,
        "tech-credit-product": True,
        "published-conditions-met": True,
    },
    "first-product-interest": {"first-product-level": "domestic", "tech-credit-product": True, "published-conditions-met": True},
    "ip-pledge-loss": {
        "institution": "bank",
        "borrower-qualifies": True,
        "ip-pledged": True,
        "bad-loan-limit-exceeded": False,
        "fraud-on-record": False,
        "reinsured-amount": "0",
    },
    "first-product-contract": {"first-product-level": "international", "contract-rank": "1"},
    "technology-transfer-tax": {"in-pilot-area": True, "published-conditions-met": True, "eit-rate": "15%"},
    "exhibition-rent": {"exhibition-organiser": True, "suspended-by-epidemic": True, "held-in-beijing": True},
    "satellite-fund-award": {"fund-liquidated": True, "satellite-fund": True},
    "rd-expense": {"enterprise-size": "small", "in-zhongguancun": True, "technology-enterprise": True},
    "first-product-lease": {"first-product-level": "domestic", "leased-for-innovation": True, "published-conditions-met": True},
}
TECH, FIRST, LOSS, CONTRACT, TRANSFER = (
    "tech-credit-interest",
    "first-product-interest",
    "ip-pledge-loss",
    "first-product-contract",
    "technology-transfer-tax",
)


def claimed(
    catalogue: Catalogue, measure: str, amount: str, on: str = "2021-03-20", firm: str | None = None, facts: Facts | None = None
) -> Claim:
    """A claim of which every condition is met, but for what `facts` say; None there is a fact nobody gave."""
    entry = catalogue.measure(measure)
    written = {**FULL[measure], **(facts or {})}
    read = {fact: catalogue.fact(fact).read(value) for fact, value in written.items() if value is not None}
    day = date.fromisoformat(on)
    return claim(entry, Item(entry.input, parse_money(amount), day, read, firm), day, catalogue)


def received(measure: str, amount: str, on: str = "2021-01-15", firm: str | None = None, **scope: str) -> Receipt:
    named = {name.replace("_", "-"): value for name, value in scope.items()}
    return Receipt(measure, parse_money(amount), date.fromisoformat(on), firm, named)


def highs(answers: list[Assessment]) -> list[int | None]:
    return [None if answer.high is None else answer.high // 100 for answer in answers]


def only(answers: list[Assessment]) -> Assessment:
    (answer,) = answers
    return answer


@pytest.mark.parametrize(
    ("amount", "high", "binding"),
    [
        pytest.param("1249999.99", 50_000_000, False, id="a-fen-below-rounds-up-to-it"),
        pytest.param("1249999.98", 49_999_999, False, id="two-fen-below"),
        pytest.param("1250000", 50_000_000, False, id="at"),
        pytest.param("1250000.01", 50_000_000, False, id="a-fen-above-rounds-down-to-it"),
        pytest.param("1250000.02", 50_000_000, True, id="two-fen-above"),
        pytest.param("10000000000000", 50_000_000, True, id="the-largest-amount"),
        pytest.param("0", 0, False, id="nothing"),
    ],
)
def test_a_cap_comes_after_rounding(catalogue: Catalogue, amount: str, high: int, binding: bool) -> None:
    answer = only(apply([claimed(catalogue, TECH, amount)], []))
    assert (answer.low, answer.high) == (high, high)
    assert answer.caps[0].binding is binding


@pytest.mark.parametrize(
    ("measure", "amount", "high"),
    [
        pytest.param(TECH, "0.01", 0, id="four-tenths-of-a-fen"),
        pytest.param(TECH, "0.02", 1, id="eight-tenths-of-a-fen"),
        pytest.param(LOSS, "0.01", 1, id="half-a-fen-goes-up"),
        pytest.param(LOSS, "0.03", 2, id="one-and-a-half-go-up"),
        pytest.param("first-product-lease", "0.02", 0, id="four-tenths-at-twenty-percent"),
        pytest.param("first-product-lease", "0.03", 1, id="six-tenths"),
        pytest.param(CONTRACT, "0.05", 2, id="one-and-a-half-at-thirty-percent"),
    ],
)
def test_an_amount_is_rounded_half_up_to_the_fen(catalogue: Catalogue, measure: str, amount: str, high: int) -> None:
    assert only(apply([claimed(catalogue, measure, amount)], [])).high == high


def test_a_cap_shows_amount_used_remaining_and_where_it_binds(catalogue: Catalogue) -> None:
    answer = only(apply([claimed(catalogue, TECH, "1200000", facts={"credit-product": "A"})], [received(TECH, "100000")]))
    cap = answer.claim.measure.caps[0]
    assert answer.caps == (CapUse(cap, answer.claim, 50_000_000, 10_000_000, 40_000_000, True, ()),)
    assert answer.caps[0].binds_at == 125_000_000
    assert (answer.high, answer.remaining) == (40_000_000, 0)


@pytest.mark.parametrize(
    ("measure", "facts", "binds_at"),
    [
        pytest.param(TECH, {}, "1250000", id="forty-percent"),
        pytest.param(CONTRACT, {}, "6666666.67", id="rounded-up-to-the-fen"),
        pytest.param(CONTRACT, {"first-product-level": "domestic"}, "3333333.34", id="by-the-level"),
        pytest.param(CONTRACT, {"first-product-level": None}, "6666666.67", id="the-largest-where-the-level-is-unknown"),
        pytest.param(LOSS, {"institution": "insurer", "reinsured-amount": "2000000"}, "12000000", id="what-is-deducted-comes-on-top"),
        pytest.param(LOSS, {"institution": "insurer", "reinsured-amount": None}, "10000000", id="a-deduction-nobody-gave"),
        pytest.param(LOSS, {"reinsured-amount": "2000000"}, "10000000", id="a-deduction-that-is-not-for-a-bank"),
        pytest.param("rd-expense", {}, "200000", id="the-input-itself"),
        pytest.param(TRANSFER, {}, "20000000", id="a-base"),
        pytest.param(TRANSFER, {"eit-rate": None}, "20000000", id="a-base-needs-no-rate"),
    ],
)
def test_a_cap_binds_at_an_input_told_by_the_rule(catalogue: Catalogue, measure: str, facts: Facts, binds_at: str) -> None:
    answer = only(apply([claimed(catalogue, measure, "8000000", facts=facts)], []))
    assert answer.caps[0].binds_at == parse_money(binds_at)


A, B = {"credit-product": "A"}, {"credit-product": "B"}


@pytest.mark.parametrize(
    ("claims", "expected"),
    [
        pytest.param([("2021-03-01", None, A), ("2021-03-02", None, A)], [400_000, 100_000], id="one-product"),
        pytest.param([("2021-03-01", None, A), ("2021-03-02", None, B)], [400_000, 400_000], id="two-products"),
        pytest.param([("2021-03-01", None, {}), ("2021-03-02", None, {})], [400_000, 100_000], id="no-product-named-is-one-group"),
        pytest.param([("2021-03-01", "甲", {}), ("2021-03-02", "乙", {})], [400_000, 400_000], id="no-product-named-at-two-firms"),
        pytest.param([("2021-03-01", "甲", A), ("2021-03-02", "乙", A)], [400_000, 400_000], id="one-product-at-two-firms"),
        pytest.param([("2020-12-31", None, A), ("2021-01-01", None, A)], [400_000, 400_000], id="two-years"),
        pytest.param([("2021-01-01", None, A), ("2021-12-31", None, A)], [400_000, 100_000], id="first-and-last-day-of-a-year"),
        pytest.param([("2021-03-02", None, A), ("2021-03-01", None, A)], [100_000, 400_000], id="the-earlier-day-comes-first"),
        pytest.param([("2021-03-01", None, A), ("2021-03-01", None, A)], [400_000, 100_000], id="a-tie-in-file-order"),
        pytest.param([("2021-03-01", None, A), ("2021-03-02", None, A), ("2021-03-03", None, A)], [400_000, 100_000, 0], id="used-up"),
    ],
)
def test_claims_use_a_cap_up_by_its_scope_in_the_order_of_their_days(
    catalogue: Catalogue, claims: list[tuple[str, str | None, Facts]], expected: list[int]
) -> None:
    made = [claimed(catalogue, TECH, "1000000", on, firm, facts) for on, firm, facts in claims]
    assert highs(apply(made, [])) == expected


@pytest.mark.parametrize(
    ("claims", "expected"),
    [
        pytest.param([("甲", "2021-03-01", "B"), ("乙", "2021-03-02", "B")], [4_000_000, 1_000_000], id="one-borrower-two-banks"),
        pytest.param([("甲", "2021-03-01", "B"), ("甲", "2021-03-02", "C")], [4_000_000, 4_000_000], id="two-borrowers-one-bank"),
        pytest.param([("甲", "2021-03-01", None), ("乙", "2021-03-02", None)], [4_000_000, 4_000_000], id="no-borrower-named-at-two-banks"),
        pytest.param([("甲", "2021-03-01", None), ("甲", "2021-03-02", None)], [4_000_000, 1_000_000], id="no-borrower-named-at-one-bank"),
        pytest.param(
            [("甲", "2019-03-01", "B"), ("乙", "2020-03-01", "B"), ("丙", "2021-03-01", "B")],
            [4_000_000, 4_000_000, 2_000_000],
            id="ten-million-in-all-over-the-years",
        ),
    ],
)
def test_a_borrowers_cap_runs_across_the_firms_of_a_file(
    catalogue: Catalogue, claims: list[tuple[str, str, str | None]], expected: list[int]
) -> None:
    made = [claimed(catalogue, LOSS, "8000000", on, firm, {"borrower": borrower}) for firm, on, borrower in claims]
    assert highs(apply(made, [])) == expected


@pytest.mark.parametrize(
    ("receipts", "expected"),
    [
        pytest.param([], 400_000, id="nothing-received"),
        pytest.param([received(TECH, "350000")], 150_000, id="a-receipt-without-a-scope-counts"),
        pytest.param([received(TECH, "350000", credit_product="A")], 150_000, id="of-the-same-product"),
        pytest.param([received(TECH, "350000", credit_product="B")], 400_000, id="of-another-product"),
        pytest.param([received(TECH, "350000", on="2020-12-31")], 400_000, id="of-another-year"),
        pytest.param([received(TECH, "350000", on="2021-12-31")], 150_000, id="later-in-the-year"),
        pytest.param([received(FIRST, "350000")], 400_000, id="of-another-measure"),
        pytest.param([received(TECH, "200000"), received(TECH, "200000", credit_product="A")], 100_000, id="two-receipts"),
        pytest.param([received(TECH, "500000")], 0, id="all-of-it"),
        pytest.param([received(TECH, "900000")], 0, id="more-than-the-cap"),
        pytest.param([received(TECH, "350000", firm="甲")], 150_000, id="of-the-same-firm"),
        pytest.param([received(TECH, "350000", firm="乙")], 400_000, id="of-another-firm"),
    ],
)
def test_what_was_received_uses_the_cap_up_first(catalogue: Catalogue, receipts: list[Receipt], expected: int) -> None:
    answer = only(apply([claimed(catalogue, TECH, "1000000", firm="甲", facts=A)], receipts))
    assert answer.high == expected * 100
    assert (answer.caps[0].remaining or 0) >= 0


def test_a_receipt_without_a_scope_counts_against_every_scope(catalogue: Catalogue) -> None:
    made = [claimed(catalogue, TECH, "1000000", "2021-03-01", facts=A), claimed(catalogue, TECH, "1000000", "2021-03-02", facts=B)]
    assert highs(apply(made, [received(TECH, "350000")])) == [150_000, 150_000]


def test_a_receipt_of_a_named_product_counts_where_the_claim_names_none(catalogue: Catalogue) -> None:
    made = [claimed(catalogue, TECH, "1000000")]
    assert highs(apply(made, [received(TECH, "350000", credit_product="B")])) == [150_000]


def test_a_base_cap_of_which_nobody_can_tell_what_is_left_says_so(catalogue: Catalogue) -> None:
    answer = only(apply([claimed(catalogue, TRANSFER, "30000000", facts={"eit-rate": None})], [received(TRANSFER, "750000")]))
    assert (answer.caps[0].used, answer.caps[0].remaining, answer.high) == (None, None, None)


def test_a_receipt_of_one_bank_counts_for_the_borrower_at_another(catalogue: Catalogue) -> None:
    made = [claimed(catalogue, LOSS, "8000000", firm="乙", facts={"borrower": "B"})]
    assert highs(apply(made, [received(LOSS, "3000000", firm="甲", borrower="B")])) == [2_000_000]


@pytest.mark.parametrize(
    ("columns", "cells"),
    [
        ("measure,amount,on", "tech-credit-interest,400000,2021-01-15"),
        ("enterprise,measure,amount,on", "某公司,tech-credit-interest,400000,2021-01-15"),
    ],
    ids=["without-the-firm", "with-the-firm"],
)
def test_a_register_of_one_firm_counts_in_calc_whether_it_names_the_firm_or_not(run: Run, tmp_path: Path, columns: str, cells: str) -> None:
    register = tmp_path / "received.csv"
    register.write_text(f"{columns}\n{cells}\n", "utf-8")
    words = ["--on", "2021-03-20", "--as-of", "2021-04-01", "--measure", TECH, "--received-file", str(register), "--format", "amount"]
    assert run("calc", "loan-interest", "1200000", *words).out == "100000.00\n"


@pytest.mark.parametrize(
    ("measure", "facts", "unnamed"),
    [
        pytest.param(TECH, {}, ("credit-product",), id="product"),
        pytest.param(TECH, A, (), id="named"),
        pytest.param(LOSS, {}, ("borrower",), id="borrower"),
        pytest.param("rd-expense", {}, (), id="firm-and-year-need-no-name"),
        pytest.param(CONTRACT, {"first-product-level": None}, ("first-product-level",), id="level"),
    ],
)
def test_a_scope_that_nobody_named_is_told(catalogue: Catalogue, measure: str, facts: Facts, unnamed: tuple[str, ...]) -> None:
    assert only(apply([claimed(catalogue, measure, "100", facts=facts)], [])).caps[0].unnamed == unnamed


@pytest.mark.parametrize(("measure", "unmet", "cap"), [(TECH, "in-zhongguancun", "500000"), (TRANSFER, "in-pilot-area", "20000000")])
@pytest.mark.parametrize(("answer", "strict"), [(False, False), (False, True), (None, True)], ids=["unmet", "strict", "unknown"])
def test_a_claim_that_is_dropped_leaves_its_caps_as_they_were(
    catalogue: Catalogue, measure: str, unmet: str, cap: str, answer: bool | None, strict: bool
) -> None:
    dropped = only(apply([claimed(catalogue, measure, "1000000", facts={unmet: answer})], [], strict))
    (use,) = dropped.caps
    assert (dropped.dropped, dropped.high, dropped.takes(use)) == (True, 0, 0)
    assert (dropped.after(use).used, dropped.after(use).remaining) == (0, parse_money(cap))


UNMET, UNKNOWN = {"in-zhongguancun": False}, {"in-zhongguancun": None}


@pytest.mark.parametrize(
    ("first", "strict", "expected"),
    [
        pytest.param({}, False, [400_000, 100_000], id="eligible"),
        pytest.param(UNMET, False, [0, 400_000], id="ineligible-uses-up-nothing"),
        pytest.param(UNKNOWN, False, [400_000, 100_000], id="unconfirmed-uses-up-its-high"),
        pytest.param(UNKNOWN, True, [0, 400_000], id="strict-drops-it-before-caps"),
        pytest.param({}, True, [400_000, 100_000], id="strict-keeps-the-eligible"),
    ],
)
def test_a_cap_is_used_up_by_what_may_be_paid(catalogue: Catalogue, first: Facts, strict: bool, expected: list[int]) -> None:
    made = [claimed(catalogue, TECH, "1000000", "2021-03-18", facts=first), claimed(catalogue, TECH, "1000000", "2021-03-19")]
    assert highs(apply(made, [], strict)) == expected


@pytest.mark.parametrize(
    ("measure", "amount", "facts", "low", "high"),
    [
        pytest.param(TECH, "1000000", {}, 40_000_000, 40_000_000, id="exact-and-eligible"),
        pytest.param(TECH, "1000000", UNKNOWN, 0, 40_000_000, id="exact-and-unconfirmed"),
        pytest.param(TECH, "1000000", UNMET, 0, 0, id="exact-and-ineligible"),
        pytest.param(CONTRACT, "1000000", {}, 0, 30_000_000, id="at-most-and-eligible"),
        pytest.param("satellite-fund-award", "1000000", {}, 10_000_000, 20_000_000, id="a-range"),
        pytest.param("satellite-fund-award", "1000000", {"fund-liquidated": None}, 0, 20_000_000, id="a-range-unconfirmed"),
        pytest.param("satellite-fund-award", "0.05", {}, 1, 1, id="both-ends-are-rounded-half-up"),
        pytest.param(TRANSFER, "1000000", {"eit-rate": None}, 0, None, id="no-figure-bounds-it"),
        pytest.param(TRANSFER, "30000000", {}, 300_000_000, 300_000_000, id="a-base-cap-bounds-both-ends"),
        pytest.param(CONTRACT, "1000000", {"first-product-level": "none"}, 0, 0, id="no-cap-for-the-choice"),
    ],
)
def test_low_and_high_say_what_is_certain(
    catalogue: Catalogue, measure: str, amount: str, facts: Facts, low: int, high: int | None
) -> None:
    answer = only(apply([claimed(catalogue, measure, amount, facts=facts)], []))
    assert (answer.low, answer.high) == (low, high)


@pytest.mark.parametrize(
    ("amounts", "receipts", "expected"),
    [
        pytest.param(["20000000"], [], [3_000_000], id="at"),
        pytest.param(["20000000.01"], [], [3_000_000], id="above"),
        pytest.param(["12000000", "12000000"], [], [1_800_000, 1_200_000], id="the-second-has-what-the-first-left"),
        pytest.param(["30000000", "1"], [], [3_000_000, 0], id="used-up"),
        pytest.param(["30000000"], [received(TRANSFER, "750000")], [2_250_000], id="a-receipt-is-turned-back-into-its-base"),
        pytest.param(["30000000"], [received(TRANSFER, "3000000")], [0], id="all-received"),
        pytest.param(["30000000"], [received(TRANSFER, "750000", on="2020-01-31")], [3_000_000], id="received-in-another-year"),
    ],
)
def test_a_cap_on_the_base_limits_the_input_that_counts(
    catalogue: Catalogue, amounts: list[str], receipts: list[Receipt], expected: list[int]
) -> None:
    made = [claimed(catalogue, TRANSFER, amount, f"2021-03-{day:02}") for day, amount in enumerate(amounts, 1)]
    assert highs(apply(made, receipts)) == expected


def test_a_base_cap_leaves_no_amount_of_support(catalogue: Catalogue) -> None:
    answer = only(apply([claimed(catalogue, TRANSFER, "30000000")], []))
    assert answer.remaining is None
    assert (answer.claim.uncapped, answer.caps[0].binding) == (450_000_000, True)


def test_the_exhibition_cap_counts_over_the_years_of_one_exhibition(catalogue: Catalogue) -> None:
    fair = {"exhibition": "E"}
    made = [claimed(catalogue, "exhibition-rent", "800000", facts=fair), claimed(catalogue, "exhibition-rent", "800000", facts=fair)]
    assert highs(apply(made, [received("exhibition-rent", "50000", on="2020-06-01")])) == [400_000, 50_000]


def test_the_levels_of_a_first_product_have_their_own_caps(catalogue: Catalogue) -> None:
    domestic = {"first-product-level": "domestic"}
    made = [
        claimed(catalogue, CONTRACT, "10000000", "2021-03-01"),
        claimed(catalogue, CONTRACT, "10000000", "2021-03-02", facts=domestic),
        claimed(catalogue, CONTRACT, "10000000", "2021-03-03", facts=domestic),
    ]
    assert highs(apply(made, [])) == [2_000_000, 1_000_000, 0]


def test_a_measure_without_a_cap_has_none_left_to_tell(catalogue: Catalogue) -> None:
    answer = only(apply([claimed(catalogue, "satellite-fund-award", "100")], []))
    assert (answer.caps, answer.remaining) == ((), None)
