"""What an entry states becomes a tree, and what somebody wrote becomes a typed fact."""

from datetime import date
from fractions import Fraction

import pytest

from bjsubsidy.errors import NoRule, Problem, UnknownName, Unreadable
from bjsubsidy.formula.tree import (
    AMOUNT,
    AS_OF,
    MONTH,
    ON,
    AllOf,
    Amount,
    Chosen,
    Excess,
    Fixed,
    Given,
    Holds,
    Known,
    Later,
    LessThan,
    MoreThan,
    OneOf,
    Pending,
    Round,
    Test,
    Times,
)
from bjsubsidy.law.benefit import ExcessOverShare, Range, Share, Whole
from bjsubsidy.law.benefit_kinds import Benefit
from bjsubsidy.law.cap import Cap
from bjsubsidy.law.catalogue import Catalogue
from bjsubsidy.law.condition import Condition
from bjsubsidy.law.entries import Written
from bjsubsidy.quantities import Value

REVENUE, TWO_HUNDRED_MILLION = Given("annual-revenue"), Fixed(20_000_000_000)
MADE = Given("developed-on")


@pytest.mark.parametrize(
    ("condition", "test"),
    [
        pytest.param(Condition(fact="in-zhongguancun", holds=True), Holds("in-zhongguancun", True), id="holds"),
        pytest.param(Condition(fact="fraud-on-record", holds=False), Holds("fraud-on-record", False), id="holds-not"),
        pytest.param(
            Condition(fact="insured-risk", one_of=("transport",), unsettled=("other",)),
            OneOf("insured-risk", ("transport",), ("other",)),
            id="one-of",
        ),
        pytest.param(Condition(fact="annual-revenue", at_most="2亿"), LessThan(REVENUE, TWO_HUNDRED_MILLION, True), id="at-most"),
        pytest.param(Condition(fact="annual-revenue", less_than="2亿"), LessThan(REVENUE, TWO_HUNDRED_MILLION, False), id="less-than"),
        pytest.param(Condition(fact="annual-revenue", at_least="2亿"), MoreThan(REVENUE, TWO_HUNDRED_MILLION, True), id="at-least"),
        pytest.param(Condition(fact="annual-revenue", more_than="2亿"), MoreThan(REVENUE, TWO_HUNDRED_MILLION, False), id="more-than"),
        pytest.param(
            Condition(less_than="150000", equality="unsettled"), LessThan(Given(AMOUNT), Fixed(15_000_000), None), id="about-the-amount"
        ),
        pytest.param(
            Condition(less_than="150000", per="month"), LessThan(Given(MONTH), Fixed(15_000_000), False), id="about-the-amount-of-a-month"
        ),
        pytest.param(Condition(fact="contract-rank", at_most="3"), LessThan(Given("contract-rank"), Fixed(3), True), id="count"),
        pytest.param(
            Condition(fact="foreign-share", at_most="50%"), LessThan(Given("foreign-share"), Fixed(Fraction(1, 2)), True), id="rate"
        ),
        pytest.param(
            Condition(fact="developed-on", within_years=2),
            AllOf((LessThan(MADE, Given(ON), True), LessThan(Given(ON), Later(MADE, 2), True))),
            id="within-years",
        ),
        pytest.param(
            Condition(fact="developed-on", within_years=0),
            AllOf((LessThan(MADE, Given(ON), True), LessThan(Given(ON), Later(MADE, 0), True))),
            id="within-no-years-is-the-day-itself",
        ),
        pytest.param(Condition(proposed=True), Pending(), id="proposed"),
    ],
)
def test_a_condition_states_one_test(catalogue: Catalogue, condition: Condition, test: Test) -> None:
    assert condition.test(catalogue) == test


def test_a_multiple_of_a_series_is_taken_on_the_day_of_a_fact(catalogue: Catalogue) -> None:
    condition = Condition(fact="loan-rate", at_most="1.40", times_series="lpr", on="loan-date")
    lpr = catalogue.series("lpr").at("loan-date")
    assert condition.test(catalogue) == LessThan(Given("loan-rate"), Times(lpr, Fixed(Fraction("1.4"))), True)


@pytest.mark.parametrize(
    "condition",
    [
        pytest.param(Condition(), id="nothing"),
        pytest.param(Condition(fact="in-zhongguancun"), id="a-fact-alone"),
        pytest.param(Condition(holds=True), id="holds-without-a-fact"),
        pytest.param(Condition(one_of=("a",)), id="one-of-without-a-fact"),
        pytest.param(Condition(within_years=2), id="within-years-without-a-fact"),
        pytest.param(Condition(fact="in-zhongguancun", holds=True, per="month"), id="a-month-without-a-bound"),
        pytest.param(Condition(fact="annual-revenue", at_most="1", at_least="1"), id="two-bounds"),
        pytest.param(Condition(fact="in-zhongguancun", holds=True, proposed=True), id="two-forms"),
        pytest.param(Condition(fact="loan-rate", at_most="1.4", times_series="lpr"), id="series-without-a-day"),
        pytest.param(Condition(fact="loan-rate", at_most="1.4", on="loan-date"), id="day-without-a-series"),
        pytest.param(Condition(fact="in-zhongguancun", at_most="yes"), id="a-bound-that-is-no-quantity"),
    ],
)
def test_a_condition_that_states_no_single_test_is_refused(catalogue: Catalogue, condition: Condition) -> None:
    with pytest.raises(NoRule, match=r"a condition|a bound"):
        condition.test(catalogue)


@pytest.mark.parametrize("bound", ["-1", "1e6", "1.234", "many"])
def test_a_bound_is_read_by_the_one_grammar(catalogue: Catalogue, bound: str) -> None:
    with pytest.raises(Unreadable):
        Condition(fact="annual-revenue", at_most=bound).test(catalogue)


def test_a_month_is_of_amounts_and_of_no_fact(catalogue: Catalogue) -> None:
    with pytest.raises(NoRule, match="a bound on the amount itself"):
        Condition(fact="annual-revenue", at_most="1", per="month").test(catalogue)


FORTY = Fixed(Fraction(2, 5))


@pytest.mark.parametrize(
    ("benefit", "most", "least"),
    [
        pytest.param(Share(rate="40%"), Round(Times(Given(AMOUNT), FORTY)), None, id="share"),
        pytest.param(Share(rate_fact="eit-rate"), Round(Times(Given(AMOUNT), Given("eit-rate"))), None, id="share-by-a-fact"),
        pytest.param(
            Share(rate_fact="individual-share", bounding={"individual-share": "100%"}),
            Round(Times(Given(AMOUNT), Given("individual-share", Fraction(1)))),
            None,
            id="share-by-a-bounded-fact",
        ),
        pytest.param(
            Share(rate="40%", less="reinsured-amount", bounding={"reinsured-amount": "0"}),
            Round(Times(Excess(Given(AMOUNT), Given("reinsured-amount", 0)), FORTY)),
            None,
            id="share-of-what-is-left",
        ),
        pytest.param(
            Range("10%", "20%"),
            Round(Times(Given(AMOUNT), Fixed(Fraction(1, 5)))),
            Round(Times(Given(AMOUNT), Fixed(Fraction(1, 10)))),
            id="range",
        ),
        pytest.param(Whole(), Given(AMOUNT), None, id="whole"),
        pytest.param(
            ExcessOverShare("15%", "talent-income", bounding={"talent-income": "0"}),
            Round(Excess(Given(AMOUNT), Times(Given("talent-income", 0), Fixed(Fraction(3, 20))))),
            None,
            id="excess-over-a-share",
        ),
    ],
)
def test_a_benefit_says_its_formula_and_rounds_once(benefit: Benefit, most: Amount, least: Amount | None) -> None:
    assert benefit.formula() == most
    assert benefit.least() == (least or most)


def test_a_cap_is_a_figure_or_one_by_a_choice() -> None:
    assert Cap(scope=("enterprise",), amount="50万").formula() == Fixed(50_000_000)
    by_level = Cap(scope=("year",), by="first-product-level", amounts={"international": "200万", "domestic": "100万"})
    assert by_level.formula() == Chosen("first-product-level", (("international", 200_000_000), ("domestic", 100_000_000)))


@pytest.mark.parametrize(
    "cap", [Cap(scope=("year",)), Cap(scope=("year",), amount="1", by="first-product-level")], ids=["no-figure", "two-figures"]
)
def test_a_cap_without_one_figure_is_refused(cap: Cap) -> None:
    with pytest.raises(NoRule, match="a cap states one amount"):
        cap.formula()


def test_the_scopes_a_person_can_name_are_neither_firm_nor_year() -> None:
    assert Cap(scope=("enterprise", "loan", "year"), amount="1").named() == ("loan",)
    assert Cap(scope=("enterprise", "year"), amount="1").named() == ()


@pytest.mark.parametrize(
    ("fact", "written", "value"),
    [
        pytest.param("in-zhongguancun", True, True, id="true"),
        pytest.param("in-zhongguancun", "否", False, id="no-in-chinese"),
        pytest.param("enterprise-size", "small", "small", id="choice"),
        pytest.param("enterprise-size", "小型企业", "small", id="choice-in-chinese"),
        pytest.param("enterprise-size", " self-employed ", "self-employed", id="choice-between-blanks"),
        pytest.param("first-product-level", "domestic first", "domestic", id="choice-in-english"),
        pytest.param("annual-revenue", "1.8亿", 18_000_000_000, id="money"),
        pytest.param("paid-in-capital-usd", "$200万", 200_000_000, id="dollars"),
        pytest.param("loan-rate", "4.6%", Fraction(23, 500), id="rate"),
        pytest.param("loan-date", "20210108", date(2021, 1, 8), id="date"),
        pytest.param("loan-date", date(2021, 1, 8), date(2021, 1, 8), id="a-day-of-toml"),
        pytest.param("contract-rank", 3, 3, id="a-number-of-toml"),
        pytest.param("contract-rank", "3", 3, id="count"),
        pytest.param("loan", " A-1 ", "A-1", id="name"),
    ],
)
def test_a_fact_is_read_by_its_kind(catalogue: Catalogue, fact: str, written: Written, value: Value) -> None:
    assert catalogue.fact(fact).read(written) == value


@pytest.mark.parametrize(
    ("fact", "written", "refusal"),
    [
        pytest.param("in-zhongguancun", "maybe", Unreadable, id="yes-no"),
        pytest.param("in-zhongguancun", "", Unreadable, id="a-blank-is-no-answer"),
        pytest.param("enterprise-size", "tiny", UnknownName, id="choice"),
        pytest.param("enterprise-size", "", UnknownName, id="no-choice"),
        pytest.param("annual-revenue", "-1", Unreadable, id="money"),
        pytest.param("annual-revenue", "$5", Unreadable, id="dollars-for-yuan"),
        pytest.param("paid-in-capital-usd", "5元", Unreadable, id="yuan-for-dollars"),
        pytest.param("loan-rate", "4.6", Unreadable, id="rate"),
        pytest.param("loan-date", "2021-02-30", Unreadable, id="date"),
        pytest.param("contract-rank", "0", Unreadable, id="count"),
        pytest.param("loan", " ", Unreadable, id="name"),
    ],
)
def test_a_fact_of_the_wrong_kind_is_refused(catalogue: Catalogue, fact: str, written: Written, refusal: type[Problem]) -> None:
    with pytest.raises(refusal):
        catalogue.fact(fact).read(written)


def test_days_come_first_then_conditions_then_what_the_amount_needs(catalogue: Catalogue) -> None:
    assert catalogue.measure("sewage-fee").tests(catalogue) == (
        MoreThan(Given(ON), Fixed(date(2020, 2, 1)), True),
        LessThan(Given(ON), Fixed(date(2021, 3, 31)), True),
        LessThan(Given(AS_OF), Fixed(date(2021, 6, 30)), True),
        OneOf("enterprise-size", ("micro", "small", "medium", "self-employed")),
    )
    assert catalogue.measure("talent-tax").tests(catalogue)[-2:] == (Pending(), Known("talent-income"))


@pytest.mark.parametrize(
    ("measure", "asked"),
    [
        ("port-construction-fee", ()),
        ("special-equipment-fee", ("enterprise-size", "in-force-confirmed")),
        ("first-product-contract", ("first-product-level", "contract-rank", "in-force-confirmed", "first-product")),
        ("exhibition-rent", ("exhibition-organiser", "suspended-by-epidemic", "held-in-beijing", "exhibition")),
        (
            "venture-tax",
            ("corporate-venture-firm", "in-zhongguancun", "published-conditions-met", "individual-share", "in-force-confirmed"),
        ),
        (
            "ip-pledge-loss",
            (
                "institution",
                "borrower-qualifies",
                "ip-pledged",
                "bad-loan-limit-exceeded",
                "fraud-on-record",
                "reinsured-amount",
                "in-force-confirmed",
                "borrower",
            ),
        ),
    ],
    ids=lambda case: case if isinstance(case, str) else "",
)
def test_a_measure_asks_what_can_change_its_answer_each_once(catalogue: Catalogue, measure: str, asked: tuple[str, ...]) -> None:
    assert catalogue.measure(measure).asks(catalogue) == asked


def test_a_status_asks_its_conditions_facts(catalogue: Catalogue) -> None:
    assert catalogue.status("headquarters-support-barred").asks(catalogue) == (
        "penalised-in-three-years",
        "representative-barred-in-three-years",
    )


@pytest.mark.parametrize(
    ("day", "rate"),
    [
        (date(2019, 8, 20), "4.25%"),
        (date(2019, 9, 20), "4.20%"),
        (date(2019, 11, 20), "4.15%"),
        (date(2020, 2, 20), "4.05%"),
        (date(2020, 4, 20), "3.85%"),
        (date(2021, 12, 20), "3.80%"),
        (date(2022, 1, 20), "3.70%"),
        (date(2022, 8, 22), "3.65%"),
        (date(2023, 6, 20), "3.55%"),
        (date(2023, 8, 21), "3.45%"),
        (date(2024, 7, 22), "3.35%"),
        (date(2024, 10, 21), "3.10%"),
        (date(2025, 5, 20), "3.00%"),
    ],
    ids=str,
)
def test_the_prime_rate_steps_on_the_day_it_was_announced(catalogue: Catalogue, day: date, rate: str) -> None:
    lpr = catalogue.series("lpr")
    assert {step.from_: step.rate for step in lpr.steps}[day] == rate
    assert len(lpr.steps) == 13
    assert lpr.checked_until == date(2025, 10, 20)


def test_a_reading_is_a_line_of_what_is_open_and_what_is_done(catalogue: Catalogue) -> None:
    reading = catalogue.reading("calendar-year")
    assert reading.line().zh == f"{reading.open.zh}；{reading.does.zh}"
    assert reading.line().en == f"{reading.open.en}; {reading.does.en}"
