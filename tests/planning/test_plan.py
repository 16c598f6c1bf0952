"""One firm's best set of claims, through real profiles and the packaged catalogue: the sums, the reasons, what is left, what to ask."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bjsubsidy.law.catalogue import Catalogue
from bjsubsidy.law.storage import packaged
from bjsubsidy.planning.claim_set import BestSet, ClaimSet
from bjsubsidy.planning.plan import CapBalance, Plan, plan_firm
from bjsubsidy.quantities import money_text
from bjsubsidy.readers.profile import read_profile
from bjsubsidy.reports.plan_table import proof

Planned = Callable[..., Plan]
ASKED = date(2021, 4, 10)
CATALOGUE = packaged()

TECH = 'enterprise-size = "small"\nin-zhongguancun = true\ntechnology-enterprise = true\ntech-credit-product = true\n'
PUBLISHED = "published-conditions-met = true\n"
PLEDGE = (
    'annual-revenue = "1.8亿"\nhigh-precision-industry = true\ncore-technology-or-ip = true\nip-pledged = true\n'
    'loan-rate = "4.6%"\nloan-date = 2021-01-08\nfraud-on-record = false\n'
)
NO_PLEDGE, NO_FIRST = "ip-pledged = false\n", 'first-product-level = "no-first-product"\n'
BANK = 'institution = "bank"\nborrower-qualifies = true\nip-pledged = true\nbad-loan-limit-exceeded = false\nfraud-on-record = false\n'


def item(label: str, input: str, amount: str, facts: str = "", on: str = "2021-03-20") -> str:
    return f'[[item]]\nlabel = "{label}"\ninput = "{input}"\namount = "{amount}"\non = {on}\n{facts}\n'


def loan(label: str, amount: str, facts: str = "", on: str = "2021-03-20") -> str:
    return item(label, "loan-interest", amount, "tech-credit-product = true\n" + facts, on)


def contract(label: str, amount: str, rank: int, facts: str = "", on: str = "2021-03-20") -> str:
    return item(label, "contract-value", amount, f"contract-rank = {rank}\n{facts}", on)


def loss(label: str, amount: str, on: str, borrower: str | None = "B") -> str:
    named = "" if borrower is None else f'borrower = "{borrower}"\n'
    return item(label, "loan-loss", amount, f'{named}reinsured-amount = "0"\n', on)


def got(measure: str, amount: str, scope: str = "", on: str = "2021-01-15") -> str:
    return f'[[received]]\nmeasure = "{measure}"\namount = "{amount}"\non = {on}\n{scope}\n'


def firm(facts: str, *sections: str) -> str:
    """A profile; facts of items may stand under the enterprise, where they hold for every item."""
    return f'as-of = 2021-04-10\n\n[enterprise]\nname = "某公司"\n{facts}\n' + "\n".join(sections)


@pytest.fixture
def planned(catalogue: Catalogue, tmp_path: Path) -> Planned:
    def made(text: str, strict: bool = False) -> Plan:
        path = tmp_path / "firm.toml"
        path.write_text(text, "utf-8")
        return plan_firm(catalogue, read_profile(str(path), catalogue, None, None, ASKED), strict, lambda: False)

    return made


def claims(answer: Plan) -> dict[str, tuple[str, str]]:
    """What each item claims and gets."""
    return {k.label: (k.assessment.claim.measure.id, money_text(k.assessment.high or 0)) for k in answer.claims}


def sums(answer: Plan) -> tuple[str, str]:
    return money_text(answer.total.low), money_text(answer.total.counted)


def reasons(answer: Plan) -> dict[tuple[str, str], tuple[str | None, str]]:
    """What each measure that is given up would pay, and why it is not claimed."""
    return {(g.label, g.claim.measure.id): (None if g.high is None else money_text(g.high), g.why(CATALOGUE).en) for g in answer.given_up}


def natures(answer: Plan) -> dict[str, tuple[str, str]]:
    return {nature: (money_text(total.low), money_text(total.counted)) for nature, total in answer.natures.items()}


def asked(answer: Plan) -> list[tuple[str, int | None, tuple[str, ...]]]:
    return [(a.question.fact, None if a.question.amount is None else a.question.amount // 100, a.labels) for a in answer.questions]


def left(answer: Plan) -> dict[tuple[object, ...], tuple[int | None, int | None, tuple[str, ...]]]:
    """Used, remaining (in yuan) and what would still fit, by the measure and what its cap is counted by."""

    def yuan(fen: int | None) -> int | None:
        return None if fen is None else fen // 100

    def key(cap: CapBalance) -> tuple[object, ...]:
        return (cap.measure, *cap.named)

    return {key(cap): (yuan(cap.use.used), yuan(cap.use.remaining), cap.fits) for cap in answer.caps}


# Worked cases


def test_two_credit_products_pay_seven_hundred_thousand(planned: Planned) -> None:
    both = TECH + PUBLISHED + NO_FIRST
    first, second = (loan(name, amount, f'{NO_PLEDGE}credit-product = "{name}"\n') for name, amount in (("A", "150万"), ("B", "50万")))
    answer = planned(firm(both, first, second))
    assert claims(answer) == {"A": ("tech-credit-interest", "500000.00"), "B": ("tech-credit-interest", "200000.00")}
    assert (sums(answer), answer.proven, answer.gap) == (("700000.00", "700000.00"), True, 0)


def test_two_loans_under_one_product_pay_most_as_first_product_loans(planned: Planned) -> None:
    shared = TECH + PUBLISHED + PLEDGE + 'first-product-level = "domestic"\ncredit-product = "A"\n'
    answer = planned(firm(shared, loan("1", "100万", 'loan = "A-1"\n'), loan("2", "100万", 'loan = "A-2"\n')))
    assert claims(answer) == {"1": ("first-product-interest", "400000.00"), "2": ("first-product-interest", "400000.00")}
    assert sums(answer) == ("800000.00", "800000.00")
    assert reasons(answer)["1", "tech-credit-interest"] == (
        "400000.00",
        "it pays the same, and an item can be claimed under one measure only",
    )


def test_of_four_contracts_of_one_product_the_second_is_chosen(planned: Planned) -> None:
    shared = 'first-product-level = "domestic"\nfirst-product = "P"\n'
    amounts = ("100万", "300万", "200万", "900万")
    answer = planned(firm(shared, *(contract(str(rank), amount, rank) for rank, amount in enumerate(amounts, 1))))
    assert (claims(answer), sums(answer)) == ({"2": ("first-product-contract", "900000.00")}, ("0.00", "900000.00"))
    assert reasons(answer) == {
        ("1", "first-product-contract"): ("300000.00", "another claim for the same first product is chosen"),
        ("3", "first-product-contract"): ("600000.00", "another claim for the same first product is chosen"),
        ("4", "first-product-contract"): ("0.00", "a condition is not met"),
    }


def test_no_contract_fits_beside_the_one_that_its_product_may_have(planned: Planned) -> None:
    shared = 'first-product-level = "domestic"\n'
    product, other = 'first-product = "P"\n', 'first-product = "Q"\n'
    answer = planned(firm(shared, contract("1", "100万", 1, product), contract("2", "200万", 2, product), contract("Q", "10", 1, other)))
    assert left(answer) == {("first-product-contract", "某公司", "domestic", 2021): (600_003, 399_997, ())}


def test_an_international_and_a_domestic_first_product_pay_three_million(planned: Planned) -> None:
    international = contract("I", "1000万", 1, 'first-product = "I"\nfirst-product-level = "international"\n')
    domestic = contract("D", "500万", 1, 'first-product = "D"\nfirst-product-level = "domestic"\n')
    answer = planned(firm("", international, domestic))
    assert claims(answer) == {"I": ("first-product-contract", "2000000.00"), "D": ("first-product-contract", "1000000.00")}
    assert sums(answer) == ("0.00", "3000000.00")


def test_one_contract_whole_and_not_two_in_part(planned: Planned) -> None:
    """Of product Q the contract of 2021 fills the year's cap alone; with that of 2020 it would take one of product P beside it."""
    product, other = 'first-product = "P"\n', 'first-product = "Q"\n'
    contracts = [
        contract("P", "250万", 1, product),
        contract("Q-2020", "400万", 1, other, "2020-06-30"),
        contract("Q-2021", "400万", 2, other),
    ]
    received = got("first-product-contract", "75万", on="2020-12-01")
    answer = planned(firm('first-product-level = "domestic"\n', *contracts, received))
    assert claims(answer) == {"Q-2021": ("first-product-contract", "1000000.00")}


@pytest.mark.parametrize(
    ("losses", "expected"),
    [
        pytest.param([("2021-02-01", "1200万", "B")], ["5000000.00"], id="a-year"),
        pytest.param([("2021-02-01", "600万", "B"), ("2021-03-01", "600万", "B")], ["3000000.00", "2000000.00"], id="two-in-a-year"),
        pytest.param(
            [("2019-02-01", "1000万", "B"), ("2020-02-01", "800万", "B"), ("2021-02-01", "800万", "B")],
            ["5000000.00", "4000000.00", "1000000.00"],
            id="in-all",
        ),
        pytest.param(
            [("2018-02-01", "1200万", "B"), ("2019-02-01", "1200万", "B"), ("2020-02-01", "1200万", "B")],
            ["5000000.00", "5000000.00"],
            id="beyond-both",
        ),
        pytest.param([("2021-02-01", "1200万", "B"), ("2021-02-01", "1200万", "C")], ["5000000.00", "5000000.00"], id="two-borrowers"),
        pytest.param([("2021-02-01", "1200万", None), ("2021-02-01", "1200万", None)], ["5000000.00"], id="no-borrower-named"),
    ],
)
def test_principal_losses_stop_at_both_caps(planned: Planned, losses: list[tuple[str, str, str | None]], expected: list[str]) -> None:
    answer = planned(firm(BANK, *(loss(str(place), amount, on, borrower) for place, (on, amount, borrower) in enumerate(losses))))
    assert [money_text(k.assessment.high or 0) for k in answer.claims] == expected
    assert all(k.assessment.claim.measure.id == "ip-pledge-loss" for k in answer.claims)
    assert answer.proven


ONE_LOAN = TECH + PUBLISHED + NO_FIRST + "ip-pledged = false\n"


@pytest.mark.parametrize(
    ("receipts", "high"),
    [
        pytest.param([], "400000.00", id="nothing"),
        pytest.param([got("tech-credit-interest", "35万")], "150000.00", id="without-scope"),
        pytest.param([got("tech-credit-interest", "35万", 'credit-product = "A"')], "150000.00", id="of-the-same-product"),
        pytest.param([got("tech-credit-interest", "35万", 'credit-product = "B"')], "400000.00", id="of-another-product"),
        pytest.param([got("tech-credit-interest", "35万", on="2020-12-31")], "400000.00", id="of-another-year"),
        pytest.param([got("first-product-interest", "35万")], "400000.00", id="of-another-measure"),
        pytest.param([got("tech-credit-interest", "50万")], None, id="all-of-it"),
    ],
)
def test_what_was_received_uses_the_cap_up_first(planned: Planned, receipts: list[str], high: str | None) -> None:
    answer = planned(firm(ONE_LOAN, loan("A", "100万", 'credit-product = "A"\n'), *receipts))
    assert claims(answer) == ({} if high is None else {"A": ("tech-credit-interest", high)})
    if high is None:
        assert reasons(answer)["A", "tech-credit-interest"] == ("0.00", "its cap is used up")


def test_a_contract_of_a_product_supported_before_is_not_made_again(planned: Planned) -> None:
    received = got("first-product-contract", "1", 'first-product = "P"', on="2020-06-01")
    contracts = [contract("1", "100万", 2, 'first-product = "P"\n'), contract("2", "50万", 1, 'first-product = "Q"\n')]
    answer = planned(firm('first-product-level = "domestic"\n', *contracts, received))
    assert claims(answer) == {"2": ("first-product-contract", "150000.00")}
    assert reasons(answer) == {
        ("1", "first-product-contract"): ("0.00", "this support has already been received for the same first product")
    }


def test_a_support_whose_cap_is_small_says_so(planned: Planned) -> None:
    """The insurance of a first product is 80% up to a million, that of a launch 50% of the whole."""
    premium = item("A", "insurance-premium", "400万", 'insured-risk = "launch"\n')
    answer = planned(firm('first-product-level = "domestic"\ncommercial-space = true\n', premium))
    assert claims(answer) == {"A": ("launch-insurance", "2000000.00")}
    assert reasons(answer) == {("A", "first-product-insurance"): ("1000000.00", "it is capped and pays less")}


def test_a_receipt_moves_a_loan_to_another_support(planned: Planned) -> None:
    shared = TECH + PUBLISHED + PLEDGE + NO_FIRST
    answer = planned(firm(shared, loan("A", "100万"), got("ip-pledge-interest", "10万"), got("tech-credit-interest", "20万")))
    assert claims(answer) == {"A": ("ip-pledge-interest", "400000.00")}
    assert reasons(answer)["A", "tech-credit-interest"] == ("300000.00", "too little of its cap remains")


# Reasons


def test_strict_chooses_what_is_eligible_only(planned: Planned) -> None:
    unsure = firm(TECH + 'first-product-level = "domestic"\n' + PLEDGE, loan("A", "100万"), got("ip-pledge-interest", "40万"))
    assert sums(planned(unsure)) == ("0.00", "400000.00")
    answer = planned(unsure, strict=True)
    assert (claims(answer), sums(answer)) == ({"A": ("ip-pledge-interest", "100000.00")}, ("100000.00", "100000.00"))
    assert (answer.strict, reasons(answer)["A", "tech-credit-interest"]) == (
        True,
        ("400000.00", "unconfirmed, and only eligible claims are chosen"),
    )


REASONS = [
    ("ineligible", firm(ONE_LOAN, loan("A", "100万")), ("A", "ip-pledge-interest"), ("0.00", "a condition is not met")),
    (
        "a fact that the amount needs",
        firm("", item("A", "monthly-sales", "12万")),
        ("A", "small-taxpayer-vat"),
        (None, "a fact that the amount needs is missing"),
    ),
    ("nothing", firm(ONE_LOAN, loan("A", "0")), ("A", "tech-credit-interest"), ("0.00", "it pays nothing")),
    (
        "it pays less",
        firm(
            'first-product-level = "domestic"\ncommercial-space = true\n',
            item("A", "insurance-premium", "100万", 'insured-risk = "launch"\n'),
        ),
        ("A", "launch-insurance"),
        ("500000.00", "it pays less"),
    ),
    (
        "one more adds nothing",
        firm(ONE_LOAN, loan("A", "125万"), loan("B", "100万", on="2021-03-19")),
        ("B", "tech-credit-interest"),
        ("400000.00", "other items use up the cap: one more would add nothing to the total"),
    ),
]


@pytest.mark.parametrize(("text", "which", "why"), [pytest.param(*case[1:], id=case[0].replace(" ", "-")) for case in REASONS])
def test_what_is_given_up_has_its_reason(planned: Planned, text: str, which: tuple[str, str], why: tuple[str | None, str]) -> None:
    assert reasons(planned(text))[which] == why


def test_a_support_that_another_loan_needs_more_is_left_to_it(planned: Planned) -> None:
    """A could have the whole of the pledged cap, but B has no other support; A takes the product's, which has less left."""
    shared = PUBLISHED + PLEDGE + NO_FIRST + 'enterprise-size = "small"\nin-zhongguancun = true\n'
    first = loan("A", "125万", "technology-enterprise = true\n", "2021-03-01")
    second = loan("B", "125万", "technology-enterprise = false\n", "2021-03-02")
    answer = planned(firm(shared, first, second, got("tech-credit-interest", "10万")))
    assert claims(answer) == {"A": ("tech-credit-interest", "400000.00"), "B": ("ip-pledge-interest", "500000.00")}
    assert reasons(answer)["A", "ip-pledge-interest"] == ("500000.00", "choosing it would cost the other items at least as much")


def test_an_item_without_any_claim_costs_nothing(planned: Planned) -> None:
    answer = planned(firm('enterprise-size = "large"\n', item("fee", "sewage-fee", "8500.50"), item("road", "road-occupation-fee", "1")))
    assert (answer.claims, sums(answer), answer.caps, answer.deadlines, answer.limits) == ((), ("0.00", "0.00"), (), (), ())
    assert set(reasons(answer)) == {("fee", "sewage-fee"), ("road", "road-occupation-fee")}


def test_a_firm_without_items_has_a_plan_of_nothing(planned: Planned) -> None:
    answer = planned(firm(""))
    assert (answer.claims, answer.given_up, sums(answer), answer.proven, answer.gap) == ((), (), ("0.00", "0.00"), True, 0)


# What is left and what to ask


def test_a_cap_shows_what_is_left_and_what_would_still_fit(planned: Planned) -> None:
    """B is paid as a first-product loan, and would fit under the pledged cap; the whole of C would not."""
    shared = TECH + PUBLISHED + PLEDGE + 'first-product-level = "domestic"\n'
    loans = [
        loan("A", "100万", 'credit-product = "X"\nloan = "1"\nfirst-product-level = "no-first-product"\n'),
        loan("B", "20万", 'credit-product = "Y"\nloan = "2"\n'),
        loan("C", "30万", 'credit-product = "Y"\nloan = "3"\n'),
    ]
    answer = planned(firm(shared, *loans))
    assert claims(answer) == {
        "A": ("ip-pledge-interest", "400000.00"),
        "B": ("first-product-interest", "80000.00"),
        "C": ("first-product-interest", "120000.00"),
    }
    assert left(answer) == {
        ("ip-pledge-interest", "某公司", 2021): (400_000, 100_000, ("B",)),
        ("first-product-interest", "某公司", "2", 2021): (80_000, 420_000, ()),
        ("first-product-interest", "某公司", "3", 2021): (120_000, 380_000, ()),
    }


def test_a_cap_used_up_shows_nothing_that_would_fit(planned: Planned) -> None:
    answer = planned(firm(ONE_LOAN, loan("A", "125万"), loan("B", "100万")))
    assert left(answer) == {("tech-credit-interest", "某公司", None, 2021): (500_000, 0, ())}


def test_a_cap_in_all_and_one_by_the_year_are_both_left(planned: Planned) -> None:
    answer = planned(firm(BANK, loss("1", "800万", "2020-02-01"), loss("2", "600万", "2021-02-01"), got("ip-pledge-loss", "100万")))
    assert left(answer) == {
        ("ip-pledge-loss", "B", 2020): (4_000_000, 1_000_000, ()),
        ("ip-pledge-loss", "B"): (8_000_000, 2_000_000, ()),
        ("ip-pledge-loss", "B", 2021): (4_000_000, 1_000_000, ()),
    }


def test_a_cap_on_the_base_is_counted_by_the_input(planned: Planned) -> None:
    shared = 'in-pilot-area = true\npublished-conditions-met = true\neit-rate = "15%"\n'
    incomes = [item(label, "technology-transfer-income", "1500万") for label in ("1", "2")]
    answer = planned(firm(shared, *incomes, got("technology-transfer-tax", "15万")))
    assert claims(answer) == {"1": ("technology-transfer-tax", "2250000.00"), "2": ("technology-transfer-tax", "600000.00")}
    assert left(answer) == {("technology-transfer-tax", "某公司", 2021): (20_000_000, 0, ())}


def test_questions_name_what_they_could_bring_and_the_items_they_are_about(planned: Planned) -> None:
    shared = 'enterprise-size = "small"\nin-zhongguancun = true\n' + NO_FIRST
    loans = [loan("A", "100万", NO_PLEDGE), loan("B", "50万", 'ip-pledged = false\ncredit-product = "B"\n')]
    answer = planned(firm(shared, *loans, item("rd", "rd-expense", "10万")))
    assert asked(answer) == [
        ("technology-enterprise", 700_000, ("A", "B", "rd")),
        ("published-conditions-met", 600_000, ("A", "B")),
    ]


def test_a_question_that_could_add_nothing_is_not_asked(planned: Planned) -> None:
    shared = TECH + PUBLISHED + NO_FIRST
    loans = [loan(name, amount, f'credit-product = "{name}"\n') for name, amount in (("A", "100万"), ("B", "50万"))]
    assert asked(planned(firm(shared, *loans))) == []


@pytest.mark.parametrize(
    ("receipts", "worth"),
    [
        pytest.param([], None, id="nothing-more-than-what-is-sure"),
        pytest.param([got("tech-credit-interest", "20万", 'credit-product = "A"')], 400_000, id="the-plan-hangs-on-it"),
        pytest.param([got("tech-credit-interest", "50万")], 500_000, id="two-claims-together"),
    ],
)
def test_a_question_is_worth_what_the_plan_has_of_it_and_nothing_beside_what_is_sure(
    planned: Planned, receipts: list[str], worth: int | None
) -> None:
    loans = [loan(name, amount, f'credit-product = "{name}"\n') for name, amount in (("A", "100万"), ("B", "50万"))]
    questions = {fact: amount for fact, amount, _ in asked(planned(firm(TECH + PUBLISHED + NO_FIRST, *loans, *receipts)))}
    assert questions.get("ip-pledged") == worth


def test_a_scope_that_nobody_named_is_a_question_worth_what_the_common_cap_keeps_back(planned: Planned) -> None:
    answer = planned(firm(ONE_LOAN, loan("A", "100万"), loan("B", "100万")))
    assert sums(answer) == ("500000.00", "500000.00")
    assert ("credit-product", 300_000, ("B",)) in asked(answer)


def test_an_answer_that_leaves_nothing_open_asks_nothing(planned: Planned) -> None:
    assert asked(planned(firm(ONE_LOAN, loan("A", "1")))) == []


def test_a_fact_that_an_amount_needs_is_a_question_without_an_amount_to_sum(planned: Planned) -> None:
    answer = planned(firm("small-scale-taxpayer = true\nin-force-confirmed = true\n", item("sales", "monthly-sales", "12万")))
    assert claims(answer) == {}
    assert asked(answer) == [("vat-levy-rate", None, ("sales",))]


# Totals by nature


def test_a_refund_stands_apart_from_income(planned: Planned) -> None:
    shared = "travel-agency = true\npublished-conditions-met = true\n" + 'enterprise-size = "small"\n' + BANK
    sections = [
        item("deposit", "travel-deposit", "20万"),
        item("fee", "special-equipment-fee", "3600"),
        loss("loss", "100万", "2021-03-20"),
        item("fund", "fund-excess-return", "500万", "fund-liquidated = true\nsatellite-fund = true\n"),
    ]
    answer = planned(firm(shared, *sections))
    assert natures(answer) == {
        "refund": ("160000.00", "160000.00"),
        "saving": ("3600.00", "3600.00"),
        "compensation": ("500000.00", "500000.00"),
        "grant": ("500000.00", "1000000.00"),
    }
    assert sums(answer) == ("1003600.00", "1503600.00")


def test_deadlines_and_time_limits_of_what_is_claimed_are_listed(planned: Planned, catalogue: Catalogue) -> None:
    answer = planned(firm('enterprise-size = "small"\n', item("water", "sewage-fee", "8500.50")))
    assert [(d.id, d.date) for d in answer.deadlines] == sorted(
        ((d.id, d.date) for d in catalogue.deadlines() if "sewage-fee" in d.measures), key=lambda found: found[1]
    )
    assert date(2021, 6, 30) in {d.date for d in answer.deadlines}
    pledged = planned(firm(PLEDGE, loan("A", "100万")))
    assert [limit.id for limit in pledged.limits] == [one.id for one in catalogue.all("limit") if "ip-pledge-interest" in one.measures]
    assert "fraud-exclusion" in [limit.id for limit in pledged.limits]


# The order in the file


MANY = [
    loan("A", "130万", 'credit-product = "X"\nloan = "1"\nip-pledged = true\n', "2021-01-20"),
    loan("B", "90万", 'credit-product = "X"\nloan = "2"\nip-pledged = true\n', "2021-02-20"),
    loan("C", "70万", 'credit-product = "Y"\nloan = "2"\nip-pledged = false\n', "2021-02-20"),
    loan("D", "50万", "ip-pledged = true\n", "2020-11-20"),
    contract("E", "300万", 1, 'first-product = "P"\n'),
    contract("F", "280万", 2, 'first-product = "P"\n', "2020-06-01"),
    contract("G", "250万", 1, 'first-product = "Q"\n'),
    item("H", "insurance-premium", "100万", 'insured-risk = "launch"\n'),
    item("I", "rd-expense", "19万"),
    item("J", "rd-expense", "7万"),
    item("K", "travel-deposit", "3万"),
]
PLEDGING = 'annual-revenue = "1.8亿"\nhigh-precision-industry = true\ncore-technology-or-ip = true\nfraud-on-record = false\n'
SHARED = (
    'enterprise-size = "small"\nin-zhongguancun = true\ntechnology-enterprise = true\nfirst-product-level = "domestic"\n'
    + PLEDGING
    + PUBLISHED
)


def read(text: str) -> Plan:
    """The plan of a text, in a folder of its own: hypothesis takes no folder of a test."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "firm.toml"
        path.write_text(text, "utf-8")
        return plan_firm(CATALOGUE, read_profile(str(path), CATALOGUE, None, None, ASKED), False, lambda: False)


IN_ORDER = read(firm(SHARED, *MANY, got("ip-pledge-interest", "10万"), got("first-product-contract", "20万")))


@settings(max_examples=25, deadline=None)
@given(st.permutations(MANY))
def test_the_order_of_items_in_the_file_changes_no_total(sections: list[str]) -> None:
    answer = read(firm(SHARED, *sections, got("ip-pledge-interest", "10万"), got("first-product-contract", "20万")))
    assert (answer.total, answer.natures.keys(), answer.proven) == (IN_ORDER.total, IN_ORDER.natures.keys(), True)
    assert answer.natures == IN_ORDER.natures
    assert len(answer.claims) == len(IN_ORDER.claims)
    assert {k.label for k in answer.claims} <= {k.label for k in IN_ORDER.claims} | {g.label for g in IN_ORDER.given_up}


def test_claims_stand_in_the_order_of_the_file(planned: Planned) -> None:
    answer = planned(firm(SHARED, *reversed(MANY)))
    labels = [k.label for k in answer.claims]
    assert labels == sorted(labels, reverse=True)


def test_every_measure_of_an_item_is_claimed_or_given_up(planned: Planned, catalogue: Catalogue) -> None:
    answer = planned(firm(SHARED, *MANY))
    named = [(k.label, k.assessment.claim.measure.id) for k in answer.claims] + list(reasons(answer))
    wanted = [(one.label, m.id) for one in answer.profile.items for m in catalogue.measures_on(one.item.input)]
    assert sorted(named) == sorted(wanted)


def test_out_of_time_the_best_found_is_given_with_the_gap(planned: Planned, catalogue: Catalogue, tmp_path: Path) -> None:
    path = tmp_path / "firm.toml"
    path.write_text(firm(SHARED, *MANY), "utf-8")
    profile = read_profile(str(path), catalogue, None, None, ASKED)
    whole, short = plan_firm(catalogue, profile, False, lambda: False), plan_firm(catalogue, profile, False, lambda: True)
    assert (whole.proven, short.proven) == (True, False)
    assert short.total.counted <= whole.total.counted <= short.total.counted + short.gap


def test_a_search_that_does_not_add_up_is_never_printed(planned: Planned, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ClaimSet, "choose", lambda firm, out_of_time: BestSet([claims[0] for claims in firm.claims], 1, 0, 0, True))
    with pytest.raises(AssertionError, match="the caps added again give 10000000 fen and the search 1"):
        planned(firm(TECH, item("A", "rd-expense", "10万")))


def test_what_a_strict_choice_makes_certain_is_told_where_it_is_more_and_proven(monkeypatch: pytest.MonkeyPatch) -> None:
    def told(strict: bool = False, out_of_time: Callable[[], bool] = lambda: False) -> tuple[str, str | None]:
        answer = plan_firm(CATALOGUE, read_profile("examples/firm.toml", CATALOGUE, None, None, ASKED), strict, out_of_time)
        return money_text(answer.total.low), None if answer.strict_low is None else money_text(answer.strict_low)

    assert told() == ("328612.40", "480612.40")
    assert told(strict=True) == ("480612.40", None)
    assert told(out_of_time=lambda: True)[1] is None
    monkeypatch.setattr("bjsubsidy.planning.certain._STEPS", 0)
    assert told() == ("328612.40", None)


def test_a_plan_of_eligible_claims_has_no_other_choice_beside_it(planned: Planned) -> None:
    assert planned(firm(TECH, item("A", "rd-expense", "10万"))).strict_low is None


def test_what_is_proven_of_a_plan_is_said(planned: Planned) -> None:
    whole = planned(firm(ONE_LOAN, loan("A", "100万")))
    said = [proof(whole.replace(gap=gap, proven=proven)).en for gap, proven in ((0, True), (0, False), (123_456, False))]
    assert said == [
        "proven: no other set has a higher total",
        "the high total is proven the largest; among sets with this one the low total and the number of claims were not proven in time",
        "not proven in time: a better set could pay at most 1,234.56 more",
    ]
