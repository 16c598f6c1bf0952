"""What stands under the table of calc: what is missing, said so that it does not read as its opposite."""

import pytest

from tests.conftest import Run

KNOWN = ("--annual-revenue", "1亿", "--high-precision-industry", "--core-technology-or-ip", "--ip-pledged", "--loan-rate", "4%")
WORDS = ("calc", "loan-interest", "120万", "--measure", "ip-pledge-interest", *KNOWN, "--on", "2021-03-20", "--as-of", "2021-04-01")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (
            ("--lang", "zh"),
            "? 知识产权质押贷款贴息：尚缺贷款日期；须确认：企业或机构没有因骗取、套取资金而处于取消申报资格期内",
        ),
        (
            ("--loan-date", "2021-01-08", "--lang", "en"),
            "? Interest support on IP-pledged loans: to be confirmed: the firm or institution is not excluded for fraud",
        ),
        (
            ("--loan-date", "2021-01-08", "--no-fraud-on-record", "--lang", "en"),
            "✓ Interest support on IP-pledged loans: all conditions are met",
        ),
    ],
    ids=["beside-another", "alone", "answered"],
)
def test_a_condition_that_asks_for_a_no_is_said_as_that_no(words: tuple[str, ...], expected: str, run: Run) -> None:
    assert expected in run(*WORDS, *words, "--format", "table").out.splitlines()
