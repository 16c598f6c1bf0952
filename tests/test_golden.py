"""Whole outputs of every command, in both languages. `UPDATE=1 pytest tests/test_golden.py` writes them anew."""

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.conftest import Run

GOLDEN = Path(__file__).parent / "golden"
DAYS = "--on 2021-03-20 --as-of 2021-04-01"
IP_PLEDGE = (
    "--annual-revenue 1.8亿 --high-precision-industry --core-technology-or-ip --ip-pledged"
    " --loan-rate 4.6% --loan-date 2021-01-08 --no-fraud-on-record"
)
CASES = {
    "calc-nothing-known": f"calc loan-interest 1200000 {DAYS}",
    "calc-one-decided": f"calc loan-interest 1450000 {DAYS} {IP_PLEDGE} --received ip-pledge-interest=100000@2021-01-15",
    "calc-explain": f"calc loan-interest 1450000 {DAYS} {IP_PLEDGE} --measure ip-pledge-interest --explain",
    "calc-strict": f"calc loan-interest 1450000 {DAYS} {IP_PLEDGE} --strict",
    "calc-expired": "calc sewage-fee 8500.50 --on 2021-04-01 --as-of 2021-07-01 --enterprise-size small",
    "calc-range": f"calc fund-excess-return 5000000 {DAYS} --fund-liquidated --satellite-fund",
    "calc-deduction": f"calc loan-loss 800万 {DAYS} --reinsured-amount 200万 --institution bank --explain",
    "calc-base-cap": f"calc technology-transfer-income 3000万 {DAYS} --eit-rate 15% --in-pilot-area --explain",
    "calc-no-bound": f"calc monthly-sales 120000 {DAYS}",
    "calc-proposed": f"calc talent-income-tax 250000 {DAYS} --talent-income 100万 --explain",
    "calc-alternatives": f"calc insurance-premium 100万 {DAYS} --insured-risk launch --commercial-space",
    "calc-json": f"calc loan-interest 1450000 {DAYS} {IP_PLEDGE} --format json",
    "calc-csv": f"calc loan-interest 1450000 {DAYS} {IP_PLEDGE} --format csv",
    "calc-amount": f"calc loan-interest 1450000 {DAYS} {IP_PLEDGE} --format amount",
    "calc-help": "calc loan-interest --help",
    "deadlines": "deadlines",
    "deadlines-before": "deadlines --after 2021-03-31 --before 2021-06-30",
    "deadlines-json": "deadlines --measure sewage-fee --as-of 2021-04-01 --format json",
    "deadlines-csv": "deadlines --kind closes --format csv",
    "due-two-step": "due two-step-payment 2021-04-28",
    "due-years": "due show-refiling 2020-05-01",
    "due-json": "due complaint-transfer 2021-09-17 --format json",
    "status": "status regional-headquarters --foreign-invested --parent-assets-usd 2亿美元 --on 2021-03-20",
    "status-any": "status headquarters-support-barred --penalised-in-three-years --on 2021-03-20",
    "status-json": "status first-product --developed-on 2019-03-20 --sold-yet --on 2021-03-20 --format json",
    "measures": "measures",
    "measures-search": "measures --search 保险 --kind open",
    "measures-json": "measures --input insurance-premium --format json",
    "measures-csv": "measures --kind measure --on 2021-04-01 --format csv",
    "show-measure": "show ip-pledge-interest",
    "show-open": "show social-insurance-reduction",
    "show-document": "show zgc-ip-pledge",
    "show-fact": "show insured-risk",
    "show-limit": "show two-step-payment",
    "show-series": "show lpr",
    "show-json": "show sewage-fee --format json",
    "help": "--help",
    "calc-curve": f"calc loan-interest 1450000 {DAYS} {IP_PLEDGE} --measure ip-pledge-interest --curve",
    "sweep": f"sweep loan-interest {DAYS} {IP_PLEDGE} --steps 4 --reach 30万",
    "sweep-json": f"sweep monthly-sales {DAYS} --vat-levy-rate 3% --steps 2 --reach 5000 --format json",
    "sweep-csv": f"sweep loan-loss {DAYS} --reinsured-amount 200万 --steps 4 --reach 100万 --format csv",
    "sweep-help": "sweep rd-expense --help",
    "deadlines-ics": "deadlines --kind closes --as-of 2021-04-01 --format ics",
    "due-ics": "due two-step-payment 2021-04-28 --format ics",
    "deadlines-html": "deadlines --measure sewage-fee --format html",
    "status-html": "status headquarters-support-barred --penalised-in-three-years --on 2021-03-20 --format html",
}


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", CASES)
def test_a_command_prints_what_it_printed(name: str, lang: str, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bjsubsidy.cli.output.now", lambda: datetime(2021, 4, 1, tzinfo=UTC))
    result = run(*CASES[name].split(), "--lang", lang)
    place = GOLDEN / f"{name}.{lang}.txt"
    if os.environ.get("UPDATE"):
        place.write_bytes((result.out + result.err).encode("utf-8"))
    assert result.code == 0
    assert result.out + result.err == place.read_bytes().decode("utf-8")
