"""The tree as sentences, in Chinese and in English: bounds are explicit, and what the text leaves open is said."""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

import pytest

from bjsubsidy.formula.describe import amount, sentence
from bjsubsidy.formula.tree import (
    AMOUNT,
    AS_OF,
    MONTH,
    ON,
    AllOf,
    Amount,
    AnyOf,
    Chosen,
    Excess,
    Fixed,
    Given,
    Holds,
    Known,
    Later,
    LessThan,
    MoreThan,
    Not,
    OneOf,
    OnlyFor,
    Pending,
    Round,
    SomeOf,
    Stepped,
    Test,
    Times,
)
from bjsubsidy.language import LANGS, Lang
from bjsubsidy.law.catalogue import Catalogue
from bjsubsidy.reports.phrases import Phrases

A = Holds("a", True)
WITHIN = AllOf((LessThan(Given("made"), Given(ON), True), LessThan(Given(ON), Later(Given("made"), 2), True)))
WITHIN_ZH, WITHIN_EN = "<on>在<made>起 2 年之内（含首尾两日）", "the <on> is within 2 years of the <made>, both days included"


class Plain:
    """A speaker that says every name as it is written."""

    def __init__(self, lang: Lang) -> None:
        self.lang: Lang = lang

    def name(self, given: str) -> str:
        return f"<{given}>"

    def statement(self, fact: str, yes: bool) -> str:
        return f"<{fact}:{'yes' if yes else 'no'}>"

    def choice(self, fact: str, choice: str) -> str:
        return f"<{fact}:{choice}>"

    def figure(self, given: str | None, value: int | Fraction | date) -> str:
        return f"{value}[{given or ''}]"

    def series(self, series: str) -> str:
        return f"<{series}>"

    def measure(self, id: str) -> str:
        return f"<{id}>"

    def scope(self, scopes: Sequence[str]) -> str:
        return "+".join(scopes)


ZH, EN = Plain("zh"), Plain("en")
DAY = date(2021, 3, 31)
LPR = Stepped("lpr", ((date(2019, 8, 20), Fraction(1, 20)),), date(2025, 10, 20), Given("loan-date"))


@pytest.mark.parametrize(
    ("test", "zh", "en"),
    [
        pytest.param(Holds("sold", False), "<sold:no>", "<sold:no>", id="statement"),
        pytest.param(LessThan(Given("a"), Fixed(5), True), "<a>不超过 5[a]", "<a> is at most 5[a]", id="at-most"),
        pytest.param(LessThan(Given("a"), Fixed(5), False), "<a>低于 5[a]", "<a> is less than 5[a]", id="less-than"),
        pytest.param(
            LessThan(Given("a"), Fixed(5), None),
            "<a>低于 5[a]（恰好等于该数时，原文未载明）",
            "<a> is less than 5[a] (the text does not say what holds at exactly this figure)",
            id="less-than-unsettled",
        ),
        pytest.param(MoreThan(Given("a"), Fixed(5), True), "<a>不低于 5[a]", "<a> is at least 5[a]", id="at-least"),
        pytest.param(MoreThan(Given("a"), Fixed(5), False), "<a>超过 5[a]", "<a> is more than 5[a]", id="more-than"),
        pytest.param(
            MoreThan(Given("a"), Fixed(5), None),
            "<a>超过 5[a]（恰好等于该数时，原文未载明）",
            "<a> is more than 5[a] (the text does not say what holds at exactly this figure)",
            id="more-than-unsettled",
        ),
        pytest.param(LessThan(Given(ON), Fixed(DAY), True), "<on>不晚于 2021-03-31[on]", "<on> is not after 2021-03-31[on]", id="until"),
        pytest.param(LessThan(Given(ON), Fixed(DAY), False), "<on>早于 2021-03-31[on]", "<on> is before 2021-03-31[on]", id="before"),
        pytest.param(
            LessThan(Given(ON), Fixed(DAY), None),
            "<on>早于 2021-03-31[on]（恰好等于该数时，原文未载明）",
            "<on> is before 2021-03-31[on] (the text does not say what holds at exactly this figure)",
            id="before-unsettled",
        ),
        pytest.param(MoreThan(Given(ON), Fixed(DAY), True), "<on>不早于 2021-03-31[on]", "<on> is not before 2021-03-31[on]", id="from"),
        pytest.param(MoreThan(Given(ON), Fixed(DAY), False), "<on>晚于 2021-03-31[on]", "<on> is after 2021-03-31[on]", id="after"),
        pytest.param(
            MoreThan(Given(ON), Fixed(DAY), None),
            "<on>晚于 2021-03-31[on]（恰好等于该数时，原文未载明）",
            "<on> is after 2021-03-31[on] (the text does not say what holds at exactly this figure)",
            id="after-unsettled",
        ),
        pytest.param(
            LessThan(Given("made"), Given(AS_OF), True), "<made>不晚于 <as-of>", "<made> is not after <as-of>", id="by-the-day-of-asking"
        ),
        pytest.param(
            OneOf("size", ("micro", "small")),
            "<size>为下列之一：<size:micro>、<size:small>",
            "<size> is one of: <size:micro>, <size:small>",
            id="choices",
        ),
        pytest.param(
            OneOf("risk", ("transport",), ("launch", "other")),
            "<risk>为<risk:transport>（<risk:launch>、<risk:other>：原文未载明是否包括）",
            "<risk> is: <risk:transport> (the text does not say whether it includes: <risk:launch>, <risk:other>)",
            id="choices-with-an-open-end",
        ),
        pytest.param(AllOf((A, Holds("b", False))), "以下均满足：<a:yes>；<b:no>", "all of these: <a:yes>; <b:no>", id="all"),
        pytest.param(AnyOf((A, Not(A))), "以下之一：<a:yes>；<a:no>", "one of these: <a:yes>; <a:no>", id="any"),
        pytest.param(SomeOf(2, (A, A)), "以下至少两项：<a:yes>；<a:yes>", "at least 2 of these: <a:yes>; <a:yes>", id="some"),
        pytest.param(
            AnyOf((A, AllOf((A, A)))),
            "以下之一：<a:yes>；（以下均满足：<a:yes>；<a:yes>）",
            "one of these: <a:yes>; (all of these: <a:yes>; <a:yes>)",
            id="nested",
        ),
        pytest.param(Not(OneOf("size", ("small",))), "并非：<size>为<size:small>", "not so: <size> is: <size:small>", id="not"),
        pytest.param(AnyOf((A, WITHIN)), f"以下之一：<a:yes>；{WITHIN_ZH}", f"one of these: <a:yes>; {WITHIN_EN}", id="a-period-within"),
        pytest.param(Known("rate"), "<rate>（计算金额所需）", "the <rate> (needed for the amount)", id="known"),
        pytest.param(Pending(), "原文只说研究或争取，尚未确定", "the text only proposes this; nothing has been decided yet", id="proposed"),
        pytest.param(
            WITHIN,
            WITHIN_ZH,
            WITHIN_EN,
            id="within-years",
        ),
        pytest.param(
            LessThan(Given("loan-rate"), Times(LPR, Fixed(Fraction("1.4"))), True),
            "<loan-rate>不超过 <loan-date>适用的<lpr>（已知 2019-08-20 至 2025-10-20） × 7/5[]",
            "<loan-rate> is at most the <lpr> on the <loan-date> (known 2019-08-20 to 2025-10-20) × 7/5[]",
            id="a-multiple-of-a-series",
        ),
    ],
)
def test_a_condition_is_said_in_both_languages(test: Test, zh: str, en: str) -> None:
    assert sentence(test, ZH) == zh
    assert sentence(test, EN) == en


@pytest.mark.parametrize(
    ("tree", "zh", "en"),
    [
        pytest.param(Given(AMOUNT), "<amount>", "<amount>", id="given"),
        pytest.param(Fixed(5), "5[]", "5[]", id="fixed"),
        pytest.param(Round(Times(Given(AMOUNT), Fixed(5))), "<amount> × 5[]", "<amount> × 5[]", id="rounding-needs-no-word"),
        pytest.param(
            Times(Excess(Given(AMOUNT), Given("less")), Fixed(5)),
            "（<amount> 减去 <less>，不低于零） × 5[]",
            "(<amount> less <less>, but not below zero) × 5[]",
            id="a-deduction",
        ),
        pytest.param(
            Excess(Given(AMOUNT), OnlyFor(Given("less"), "who", ("a", "b"))),
            "（<amount> 减去 <less>（只用于：<who:a>、<who:b>），不低于零）",
            "(<amount> less <less> (only for: <who:a>, <who:b>), but not below zero)",
            id="a-deduction-for-some",
        ),
        pytest.param(Chosen("level", (("a", 1), ("b", 2))), "<level:a> 1[]、<level:b> 2[]", "<level:a> 1[], <level:b> 2[]", id="chosen"),
        pytest.param(Later(Given("made"), 3), "<made>之后 3 年", "3 years after the <made>", id="later"),
    ],
)
def test_an_amount_is_said_in_both_languages(tree: Amount, zh: str, en: str) -> None:
    assert amount(tree, ZH) == zh
    assert amount(tree, EN) == en


@pytest.mark.parametrize(
    ("measure", "fact", "zh", "en"),
    [
        ("ip-pledge-interest", "annual-revenue", "年收入不超过 200,000,000.00 元", "annual revenue is at most 200,000,000.00 yuan"),
        ("first-product-contract", "contract-rank", "合同次序不超过 3", "contract rank is at most 3"),
        (
            "small-taxpayer-vat",
            MONTH,
            "月销售额（当月合计）低于 150,000.00 元（恰好等于该数时，原文未载明）",
            "monthly sales (total of the month) is less than 150,000.00 yuan (the text does not say what holds at exactly this figure)",
        ),
        (
            "ip-pledge-interest",
            "loan-rate",
            "贷款利率不超过 贷款日期适用的一年期贷款市场报价利率（LPR）（已知 2019-08-20 至 2025-10-20） × 140%",
            "loan rate is at most the one-year loan prime rate (LPR) on the loan date (known 2019-08-20 to 2025-10-20) × 140%",
        ),
    ],
    ids=["money", "count", "input", "series"],
)
def test_a_condition_of_the_catalogue_is_said_with_its_units(catalogue: Catalogue, measure: str, fact: str, zh: str, en: str) -> None:
    entry = catalogue.measure(measure)
    (test,) = (t for t in entry.tests(catalogue) if isinstance(t, LessThan) and t.left == Given(fact))
    assert sentence(test, Phrases(catalogue, "zh", entry.input)) == zh
    assert sentence(test, Phrases(catalogue, "en", entry.input)) == en


def test_dollars_are_said_as_dollars(catalogue: Catalogue) -> None:
    (least,) = (t for t in catalogue.status("research-headquarters").tests(catalogue) if isinstance(t, MoreThan))
    assert sentence(least, Phrases(catalogue, "zh")).endswith("不低于 2,000,000.00 美元")
    assert sentence(least, Phrases(catalogue, "en")).endswith("is at least 2,000,000.00 US dollars")


@pytest.mark.parametrize("lang", LANGS)
def test_every_condition_of_the_catalogue_can_be_said(catalogue: Catalogue, lang: Lang) -> None:
    said = [
        sentence(test, Phrases(catalogue, lang, getattr(entry, "input", None)))
        for entry in (*catalogue.measures(), *catalogue.all("status"))
        for test in entry.tests(catalogue)
    ]
    assert len(said) > 70
    assert all(line.strip() and line.isprintable() and "None" not in line and "{" not in line for line in said)


@pytest.mark.parametrize("yes", [True, False], ids=["yes", "no"])
def test_every_yes_or_no_has_a_statement_of_its_own(catalogue: Catalogue, yes: bool) -> None:
    """Otherwise `not fraud-on-record` would read as fraud on record."""
    questions = [fact for fact in catalogue.all("fact") if fact.kind.id == "yes-no"]
    said = {fact.id: Phrases(catalogue, "zh").statement(fact.id, yes) for fact in questions}
    assert len(said) > 25
    assert [id for id, words in said.items() if words == catalogue.fact(id).name.zh] == []
