"""`sweep`: rows, breakpoints and reaches in every format, and equal to what `calc` says of each input."""

import json

import pytest

from tests.conftest import Run

DAYS = ("--on", "2021-03-20", "--as-of", "2021-04-01")
VAT = ("sweep", "monthly-sales", "--small-scale-taxpayer", "--vat-levy-rate", "3%", "--in-force-confirmed", *DAYS)


def answer(run: Run, *words: str) -> dict[str, object]:
    result = run(*words, "--format", "json", "--lang", "en")
    assert result.code == 0
    document: dict[str, object] = json.loads(result.out)
    return document


def test_a_sweep_as_a_document(run: Run) -> None:
    document = answer(run, *VAT, "--from", "10万", "--to", "20万", "--steps", "2", "--reach", "4500")
    row = {"measure": "small-taxpayer-vat"}
    assert document["schema"] == "bjsubsidy/sweep/1"
    assert document["facts"] == {"small-scale-taxpayer": True, "vat-levy-rate": "0.03", "in-force-confirmed": True}
    assert document["rows"] == [
        {"amount": "100000.00", "assessments": [{**row, "verdict": "eligible", "low": "3000.00", "high": "3000.00"}]},
        {"amount": "150000.00", "assessments": [{**row, "verdict": "unconfirmed", "low": "0.00", "high": "4500.00"}]},
        {"amount": "200000.00", "assessments": [{**row, "verdict": "ineligible", "low": "0.00", "high": "0.00"}]},
    ]
    assert document["breakpoints"] == [
        {"kind": "start", "amount": "0.00", **row, "verdict": "eligible", "low": "0.00", "high": "0.00"},
        {"kind": "turn", "amount": "150000.00", **row, "verdict": "unconfirmed", "low": "0.00", "high": "4500.00"},
        {"kind": "turn", "amount": "150000.01", **row, "verdict": "ineligible", "low": "0.00", "high": "0.00"},
    ]
    inputs = [
        {"from": "149999.84", "to": "149999.99", "verdict": "eligible"},
        {"from": "150000.00", "to": "150000.00", "verdict": "unconfirmed"},
    ]
    assert document["reach"] == {"amount": "4500.00", "measures": [{**row, "inputs": inputs, "nearest": None, "unknown": False}]}


@pytest.mark.parametrize(
    "words",
    [
        ("loan-interest", "--annual-revenue", "1亿", "--received", "ip-pledge-interest=123456.78@2021-01-15"),
        ("loan-loss", "--reinsured-amount", "12345.67", "--institution", "bank"),
        ("insurance-premium", "--insured-risk", "launch", "--strict"),
        ("technology-transfer-income", "--eit-rate", "15%", "--in-pilot-area"),
        ("talent-income-tax", "--talent-income", "1,000,000.03"),
    ],
)
def test_every_row_and_breakpoint_is_what_calc_says(words: tuple[str, ...], run: Run) -> None:
    document = answer(run, "sweep", *words, *DAYS, "--steps", "7")
    rows = [(row["amount"], each) for row in document["rows"] for each in row["assessments"]]  # type: ignore[attr-defined]
    rows += [(point["amount"], point) for point in document["breakpoints"]]  # type: ignore[attr-defined]
    for amount, said in rows:
        single = answer(run, "calc", words[0], amount, *words[1:], *DAYS)
        own = next(each for each in single["assessments"] if each["measure"] == said["measure"])  # type: ignore[attr-defined]
        assert all(own[key] == said[key] for key in ("verdict", "low", "high"))


def test_lines_for_a_machine_tell_themselves_apart(run: Run) -> None:
    out = run(*VAT, "--steps", "1", "--reach", "5000", "--format", "csv").out
    assert out.splitlines() == [
        "kind,measure,amount,to,verdict,low,high",
        "step,small-taxpayer-vat,0.00,,eligible,0.00,0.00",
        "step,small-taxpayer-vat,300000.00,,ineligible,0.00,0.00",
        "start,small-taxpayer-vat,0.00,,eligible,0.00,0.00",
        "turn,small-taxpayer-vat,150000.00,,unconfirmed,0.00,4500.00",
        "turn,small-taxpayer-vat,150000.01,,ineligible,0.00,0.00",
        "none,small-taxpayer-vat,,,,,5000.00",
        "nearest,small-taxpayer-vat,149999.84,149999.99,eligible,,4500.00",
        "nearest,small-taxpayer-vat,150000.00,150000.00,unconfirmed,,4500.00",
    ]


def test_where_nothing_breaks_the_least_amount_stands_alone_and_a_hint_says_how_to_go_on(run: Run) -> None:
    result = run("sweep", "special-equipment-fee", "--reach", "123.45", *DAYS, "--format", "csv", "--lang", "en")
    assert result.code == 0
    assert "give the largest amount with --to" in result.err
    assert "reach,special-equipment-fee,123.45,123.45,unconfirmed,,123.45" in result.out


def test_a_sweep_never_runs_past_the_largest_amount(run: Run) -> None:
    out = run("sweep", "loan-loss", "--reinsured-amount", "9999999999999", *DAYS, "--format", "csv").out
    amounts = [line.split(",")[2] for line in out.splitlines() if line.startswith("step")]
    assert max(len(amount) for amount in amounts) <= len("10000000000000.00")


def test_a_day_after_the_edition_is_cautioned(run: Run) -> None:
    words = ("sweep", "rd-expense", "--on", "2021-04-01", "--as-of", "2021-04-01", "--lang", "en")
    assert "later texts are not in it" in run(*words).out
    assert "later texts are not in it" in run(*words, "--format", "csv").err
    assert answer(run, *words[:-2])["cautions"]


def test_help_lists_the_facts_of_an_input(run: Run) -> None:
    out = run("sweep", "rd-expense", "--help", "--lang", "en").out
    assert "--in-zhongguancun / --no-in-zhongguancun" in out
    assert "--reach AMOUNT" in out
    assert "--ip-pledged" not in out


UNKNOWN = ("monthly-sales", "--small-scale-taxpayer", "--in-force-confirmed", *DAYS)


def test_where_amounts_are_unknown_nobody_says_that_none_reaches_a_figure(run: Run) -> None:
    document = answer(run, "sweep", *UNKNOWN, "--to", "20万", "--steps", "1", "--reach", "1000")
    reach: dict[str, object] = {"measure": "small-taxpayer-vat", "inputs": [], "nearest": None, "unknown": True}
    assert document["reach"] == {"amount": "1000.00", "measures": [reach]}
    shown = run("sweep", *UNKNOWN, "--to", "20万", "--steps", "1", "--reach", "1000", "--lang", "en").out
    assert ("no amount brings it" in shown, "nearest" in shown, "unknown" in shown) == (False, False, True)
    rows = run("sweep", *UNKNOWN, "--to", "20万", "--steps", "1", "--reach", "1000", "--format", "csv").out.splitlines()
    assert rows[-1] == "unknown,small-taxpayer-vat,,,,,1000.00"


@pytest.mark.parametrize(("lang", "said"), [("zh", "金额未知，画不出曲线"), ("en", "the amount is unknown, so there is no curve")])
def test_the_curve_of_an_unknown_amount_says_so(lang: str, said: str, run: Run) -> None:
    assert run("calc", UNKNOWN[0], "12万", *UNKNOWN[1:], "--curve", "--lang", lang).out.splitlines()[-1] == said


FULL_HUNDREDS = ("sweep", "cost", "--catalogue", "tests/grammar/forms.toml", "--on", "2021-03-20", "--as-of", "2021-03-20", "--to", "1000")


def test_equal_jumps_are_told_at_the_first_of_them_and_as_numbers_in_a_document(run: Run) -> None:
    points = answer(run, *FULL_HUNDREDS, "--steps", "1")["breakpoints"]
    steps = [(p["measure"], p["amount"], p["steps"]) for p in points if "steps" in p]  # type: ignore[attr-defined]
    assert steps == [("per-full-hundred", "0.00", {"next": "100.00", "every": "100.00", "adds": "7.00"})]


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        pytest.param("zh", "金额自 100.00 元起每 100.00 元，支持增加 7.00 元", id="chinese"),
        pytest.param("en", "then 7.00 yuan more for every 100.00 yuan, first at 100.00 yuan", id="english"),
    ],
)
def test_a_screen_tells_them_in_words(lang: str, said: str, run: Run) -> None:
    assert run(*FULL_HUNDREDS, "--steps", "1", "--lang", lang).out.count(said) == 1
