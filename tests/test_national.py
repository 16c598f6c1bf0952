"""The layer of national rules: its worked examples in Python and in DuckDB, its firm and its table, and that nothing counts twice."""

import json
from pathlib import Path

import pytest

from bjsubsidy.answers.examples import assessed, checked_catalogue
from bjsubsidy.law.catalogue import Kind
from bjsubsidy.law.export import catalogue_toml
from bjsubsidy.law.measure import Example, Measure
from tests.batching.engines import asked, through_duckdb
from tests.conftest import Run
from tests.grammar.test_forms import AS_OF, said, table

FOLDER = Path(__file__).parent.parent / "examples" / "national"
LAYER, FIRM, TABLE = FOLDER / "layer.toml", FOLDER / "firm.toml", FOLDER / "firms.csv"
OVER = ("--catalogue", str(LAYER))
NATIONAL = checked_catalogue(str(LAYER))
MEASURES = [measure for measure in NATIONAL.measures() if NATIONAL.layer_of("measure", measure.id) is not None]
REPLACED = {"small-taxpayer-vat", "small-business-income-tax", "technology-transfer-tax", "venture-tax"}
ADDED = {"small-taxpayer-vat-quarter", "small-profit-income-tax", "venture-tax-half"}
EXAMPLES = [(measure, example) for measure in MEASURES for example in measure.examples]


def row(number: int, measure: Measure, example: Example) -> dict[str, str]:
    """An example as a row of a table, of a firm of its own."""
    on = example.on or measure.on
    assert on is not None
    facts = {id: said(value) for id, value in {**measure.given, **example.with_}.items() if id not in example.without}
    return {"enterprise": f"第{number}家", "item": "甲", "input": measure.input, "amount": example.amount, "on": on.isoformat(), **facts}


def test_the_layer_replaces_four_measures_and_adds_three() -> None:
    assert {measure.id for measure in MEASURES} == REPLACED | ADDED


def test_worked_examples_come_out_of_duckdb() -> None:
    rows = table([row(number, *each) for number, each in enumerate(EXAMPLES)])
    answers = [line[:5] for line in through_duckdb(rows, asked(NATIONAL, AS_OF, [])) if line[1] == EXAMPLES[line[0]][0].id]
    expected = []
    for number, (measure, example) in enumerate(EXAMPLES):
        answer = assessed(NATIONAL, measure, example)
        expected.append((number, measure.id, answer.claim.verdict, answer.low, answer.high))
    assert [tuple(line) for line in answers] == expected


def test_every_source_of_the_layer_is_outside_and_says_where() -> None:
    kinds: tuple[Kind, ...] = ("measure", "date", "reading")
    entries = [NATIONAL.entry(kind, id) for kind in kinds for id in NATIONAL.rows(kind) if NATIONAL.layer_of(kind, id) is not None]
    sources = [source for entry in entries for source in entry.sources]
    assert len(sources) > len(entries) > 20
    assert all(source.outside and source.where is not None and source.document is None for source in sources)


def test_check_and_fmt_are_clean_and_the_export_is_the_same_catalogue(run: Run, tmp_path: Path) -> None:
    assert run("catalogue", "check", str(LAYER)).code == 0
    assert run("catalogue", "fmt", "--check", str(LAYER)).code == 0
    whole = tmp_path / "whole.toml"
    exported = run("catalogue", "export", *OVER, "-o", str(whole))
    assert (exported.code, catalogue_toml(checked_catalogue(str(whole)))) == (0, catalogue_toml(NATIONAL))


FIRM_FACTS = ("--enterprise-size", "small", "--average-staff", "300", "--average-assets", "5000万", "--no-restricted-industry")
INCOME = ("--amount-covers", "whole-period", "--halved-income", "no-halved-income", "--income-tax-rate", "general", *FIRM_FACTS)
SALES = ("--small-scale-taxpayer", "--vat-levy-rate", "3%")


@pytest.mark.parametrize(
    ("words", "on", "pays"),
    [
        pytest.param(("monthly-sales", "15万", *SALES, "--vat-period", "month"), "2021-04-30", "4500.00", id="a-month-at-its-bound"),
        pytest.param(("monthly-sales", "150000.01", *SALES, "--vat-period", "month"), "2021-04-30", "0.00", id="a-month-above"),
        pytest.param(("monthly-sales", "15万", *SALES, "--vat-period", "month"), "2021-03-31", "0.00", id="a-month-before"),
        pytest.param(
            ("quarterly-sales", "45万", *SALES, "--vat-period", "quarter", "--amount-covers", "whole-period"),
            "2021-06-30",
            "13500.00",
            id="a-quarter-at-its-bound",
        ),
        pytest.param(("taxable-income", "100万", *INCOME), "2021-12-31", "225000.00", id="a-million-of-2021"),
        pytest.param(("taxable-income", "300万", *INCOME), "2021-12-31", "525000.00", id="three-million-of-2021"),
        pytest.param(("taxable-income", "300万", *INCOME), "2022-12-31", "625000.00", id="three-million-of-2022"),
        pytest.param(("taxable-income", "3000000.01", *INCOME), "2022-12-31", "0.00", id="above-three-million"),
        pytest.param(("income-tax", "5万", *FIRM_FACTS[:2]), "2021-12-31", "0.00", id="a-firm-does-not-count-its-tax-before-halving-too"),
    ],
)
def test_a_tax_comes_from_sales_or_taxable_income(words: tuple[str, ...], on: str, pays: str, run: Run) -> None:
    answer = run("calc", *words, "--on", on, "--as-of", "2023-01-20", *OVER, "--format", "amount", "--quiet")
    assert (answer.code, answer.out.strip(), answer.err) == (0, pays, "")


@pytest.mark.parametrize(("lang", "word"), [("zh", "汇编外"), ("en", "outside")])
def test_a_figure_from_outside_is_marked_beside_it(lang: str, word: str, run: Run) -> None:
    words = ("taxable-income", "100万", *INCOME, "--on", "2021-12-31", "--as-of", "2022-01-20")
    printed = run("calc", *words, *OVER, "--lang", lang).out
    assert any("225,000.00" in line and line.rstrip().endswith(word) for line in printed.splitlines())
    found = json.loads(run("calc", *words, *OVER, "--format", "json").out)["assessments"][0]
    assert (found["layer"], [source["outside"] for source in found["sources"]]) == ("national", [True] * 5)
    (line,) = [
        line
        for line in run("measures", "--search", "small-profit-income-tax", *OVER, "--format", "csv").out.splitlines()
        if "small-profit" in line
    ]
    assert word not in line


def test_the_firm_is_planned_from_its_sales_and_its_income(run: Run) -> None:
    plan = json.loads(run("plan", str(FIRM), *OVER, "--format", "json").out)
    assert [(claim["measure"], claim["high"], claim["layer"]) for claim in plan["claims"]] == [
        ("small-taxpayer-vat-quarter", "4500.00", "national"),
        ("small-profit-income-tax", "267000.00", "national"),
        ("technology-transfer-tax", "4625000.00", "national"),
    ]
    assert plan["total"]["low"] == plan["total"]["high"] == "4896500.00"


def test_the_taxable_income_of_a_year_is_claimed_once(run: Run, tmp_path: Path) -> None:
    text = FIRM.read_text("utf-8")
    again = text[text.index('[[item]]\nlabel = "2021 年应纳税所得额"') : text.index('[[item]]\nlabel = "2021 年技术转让所得"')]
    own = tmp_path / "firm.toml"
    own.write_text(text + "\n" + again.replace("2021 年应纳税所得额", "再填一次"), "utf-8")
    plan = json.loads(run("plan", str(own), *OVER, "--format", "json").out)
    assert plan["total"]["high"] == "4896500.00"


def test_a_table_of_several_firms(run: Run) -> None:
    answer = run("batch", str(TABLE), *OVER, "--as-of", "2023-01-20", "--format", "csv", "--quiet")
    lines = [line.split(",") for line in answer.out.splitlines()[1:]]
    assert [(line[1], line[6], line[8], line[9]) for line in lines] == [
        ("4月销售额", "eligible", "1500.00", "1500.00"),
        ("5月上旬销售额", "ineligible", "0.00", "0.00"),
        ("5月下旬销售额", "ineligible", "0.00", "0.00"),
        ("3月销售额", "ineligible", "0.00", "0.00"),
        ("二季度销售额", "eligible", "4500.00", "4500.00"),
        ("三季度部分销售额", "unconfirmed", "0.00", "3000.00"),
        ("2021年所得", "eligible", "525000.00", "525000.00"),
        ("2022年所得", "eligible", "625000.00", "625000.00"),
        ("2021年所得", "ineligible", "0.00", "0.00"),
        ("2021年个人所得税", "eligible", "6000.00", "6000.00"),
    ]
