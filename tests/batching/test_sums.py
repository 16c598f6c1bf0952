"""What the sums of a table hold and leave out: low and high apart, no unknown amount, no claim whose cap nobody can tell."""

import csv
import io
import json
import random
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bjsubsidy.batching.request import Summary
from bjsubsidy.law.firm import Labelled, Profile, Receipt
from bjsubsidy.law.storage import packaged
from bjsubsidy.planning.plan import plan_firm
from bjsubsidy.reports.batch_summary import summary_document
from bjsubsidy.reports.outputs.batch import SummaryJson
from tests.batching.engines import asked, duckdb_run, written
from tests.batching.reference import read
from tests.conftest import Run

CATALOGUE = packaged()
AS_OF = date(2021, 4, 1)
LEVEL = "first-product-level"
DAYS = ("--as-of", "2021-04-01", "--lang", "en")


def contract(item: str, level: str, amount: str = "1000万", firm: str = "甲") -> dict[str, str]:
    facts = {"first-product-level": level, "first-product": item, "contract-rank": "1"}
    return {"enterprise": firm, "item": item, "input": "contract-value", "amount": amount, "on": "2021-03-20", **facts}


def sales(item: str, amount: str = "12万", rate: str = "") -> dict[str, str]:
    facts = {"small-scale-taxpayer": "yes", "in-force-confirmed": "yes", "vat-levy-rate": rate}
    return {"enterprise": "甲", "item": item, "input": "monthly-sales", "amount": amount, "on": "2021-03-20", **facts}


def research(item: str, amount: str = "50万") -> dict[str, str]:
    facts = {"enterprise-size": "small", "in-zhongguancun": "yes", "technology-enterprise": "yes"}
    return {"enterprise": "甲", "item": item, "input": "rd-expense", "amount": amount, "on": "2021-03-20", **facts}


def table(*rows: dict[str, str]) -> list[dict[str, str]]:
    columns = dict.fromkeys(column for row in rows for column in row)
    return [{column: row.get(column, "") for column in columns} for row in rows]


def summed(rows: Sequence[dict[str, str]], best: bool = False, strict: bool = False) -> tuple[Summary, SummaryJson]:
    with duckdb_run(rows, asked(CATALOGUE, AS_OF, strict=strict, best=best)) as run:
        said = run.summary()
        return said, summary_document(said, list(run.left_out()))


def measured(document: SummaryJson) -> dict[str, tuple[str, str | None, str]]:
    return {one["measure"]: (one["low"], one["high"], one["counted"]) for one in document["measures"]}


# sums


def test_a_most_amount_is_no_certain_one() -> None:
    _, document = summed([research("研发")])
    assert document["measures"] == [
        {
            "measure": "rd-expense",
            "nature": "grant",
            "claims": 1,
            "low": "0.00",
            "high": "200000.00",
            "counted": "200000.00",
            "eligible": {"claims": 1, "low": "0.00", "high": "200000.00"},
            "unconfirmed": {"claims": 0, "low": "0.00", "high": "0.00"},
            "unknown": 0,
            "apart": 0,
        }
    ]


@pytest.mark.parametrize("best", [False, True])
def test_an_unknown_amount_is_in_no_sum_and_is_named(best: bool) -> None:
    _, document = summed(table(sales("一月", "5万"), sales("二月", "5万", rate="3%"), research("研发")), best)
    assert measured(document) == {
        "rd-expense": ("0.00", "200000.00", "200000.00"),
        "small-taxpayer-vat": ("1500.00", None, "1500.00"),
    }
    assert document["uncounted"] == [
        {"enterprise": "甲", "row": "2", "item": "一月", "measures": ["small-taxpayer-vat"], "facts": ["vat-levy-rate"]}
    ]


@pytest.mark.parametrize("best", [False, True])
def test_a_firm_of_which_nothing_is_known_has_no_sum_either(best: bool) -> None:
    _, document = summed([sales("一月")], best)
    assert (measured(document), len(document["uncounted"])) == ({"small-taxpayer-vat": ("0.00", None, "0.00")}, 1)


@pytest.mark.parametrize("best", [False, True])
def test_strict_drops_what_is_unconfirmed_first(best: bool) -> None:
    said, document = summed([sales("一月")], best, strict=True)
    assert (document["uncounted"], said.left_out) == ([], 0)
    assert all(high is not None for _, high, _ in measured(document).values())


# a choice that a cap counts by


def rows_of(rows: Sequence[dict[str, str]], best: bool, received: Sequence[Receipt] = ()) -> list[tuple[str, int]]:
    with duckdb_run(rows, asked(CATALOGUE, AS_OF, received, best=best)) as run:
        return [tuple(row) for row in run.engine.query(f"SELECT item, high FROM ({run.answer().sql})")]


def test_without_a_level_a_row_shows_its_own_high_and_is_in_no_sum() -> None:
    rows = [contract("国际", "international"), contract("未知", ""), contract("又未知", "", "200万")]
    assert rows_of(rows, best=False) == [("国际", 200_000_000), ("未知", 200_000_000), ("又未知", 60_000_000)]
    said, document = summed(rows)
    assert measured(document) == {"first-product-contract": ("0.00", "2000000.00", "2000000.00")}
    assert [(one["item"], one["facts"]) for one in document["uncounted"]] == [
        ("未知", ["first-product-level"]),
        ("又未知", ["first-product-level"]),
    ]
    assert (said.left_out, said.tallies[0].apart) == (2, 2)


@pytest.mark.parametrize(
    ("levels", "high"),
    [(("international", ""), 300_000_000), (("international", "domestic", ""), 300_000_000), (("", ""), 300_000_000), (("",), 200_000_000)],
)
def test_the_best_set_of_a_firm_has_the_figures_of_its_plan(levels: tuple[str, ...], high: int) -> None:
    rows = [contract(f"P{number}", level) for number, level in enumerate(levels)]
    said, document = summed(rows, best=True)
    assert sum(fen for _, fen in rows_of(rows, best=True)) == high == said.tallies[0].high
    assert document["uncounted"] == []


@given(st.integers(0, 2**32))
@settings(max_examples=15, deadline=None)
def test_best_comes_to_the_plans_of_all_firms(seed: int) -> None:
    chance = random.Random(seed)
    rows = [
        contract(
            f"P{number}",
            chance.choice(["", "", "international", "domestic", "none"]),
            chance.choice(["1000万", "200万", "333.33"]),
            chance.choice("甲乙"),
        )
        for number in range(chance.randint(1, 6))
    ]
    received = [
        Receipt("first-product-contract", chance.randint(0, 150_000_000), date(2021, 1, 5), firm, scope)
        for firm, scope in chance.sample([("甲", {LEVEL: "international"}), ("乙", {LEVEL: "domestic"}), ("甲", {})], chance.randint(0, 2))
    ]
    items = [item for row in rows if (item := read(row, CATALOGUE)) is not None]
    planned = 0
    for firm in "甲乙":
        own = tuple(Labelled(str(number), item) for number, item in enumerate(items) if item.enterprise == firm)
        mine = tuple(receipt for receipt in received if receipt.enterprise == firm)
        planned += plan_firm(CATALOGUE, Profile(firm, {}, own, mine, AS_OF), False, lambda: False).total.counted
    assert sum(high for _, high in rows_of(rows, True, received)) == planned


# what people read


ROWS = table(sales("一月"), contract("未知", ""), research("研发"), contract("国际", "international"))


def test_the_summary_tells_low_and_high_apart_and_names_what_it_leaves_out(tmp_path: Path, run: Run) -> None:
    assert run("batch", written(ROWS, str(tmp_path)), *DAYS).err.splitlines() == [
        "day of asking 2021-04-01",
        "4 rows, none with a problem",
        "sums by measure (yuan; one measure for one item, so they do not add up):",
        f"  {_title('first-product-contract')}: low 0.00, high 2,000,000.00 (2 claims: 1 eligible, 1 unconfirmed; 1 not in the sums)",
        f"  {_title('rd-expense')}: low 0.00, high 200,000.00 (1 claim: 1 eligible)",
        f"  {_title('small-taxpayer-vat')}: low 0.00, high unknown (what is known: at most 0.00) "
        "(1 claim: 1 unconfirmed, 1 of unknown amount)",
        f"not in the sums, 2 rows: {_needs('small-taxpayer-vat', '甲 一月', 'vat-levy-rate')}; "
        f"{_needs('first-product-contract', '甲 未知', 'first-product-level')}",
    ]


def _title(measure: str) -> str:
    return CATALOGUE.measure(measure).title.en


def _needs(measure: str, row: str, fact: str) -> str:
    return f"{_title(measure)} for “{row}” needs the {CATALOGUE.fact(fact).name.en} ({fact})"


def test_quiet_says_nothing_but_the_count_of_problems(tmp_path: Path, run: Run) -> None:
    path = written(ROWS, str(tmp_path))
    assert run("batch", path, *DAYS, "--quiet").err == ""
    Path(path).write_text(Path(path).read_text("utf-8").replace("50万", "x"), "utf-8")
    assert run("batch", path, *DAYS, "--quiet").err == "4 rows, 1 of them with a problem and not counted (--fail-on-problem exits with 3)\n"


def test_a_cell_for_people_says_unknown_and_one_for_machines_is_empty(tmp_path: Path, run: Run) -> None:
    path = written([sales("一月")], str(tmp_path))
    assert "unknown" in run("batch", path, *DAYS, "--format", "table").out
    assert next(csv.DictReader(io.StringIO(run("batch", path, *DAYS, "--plain").out)))["high"] == ""


def test_the_workbook_tells_low_and_high_apart_and_lists_what_is_left_out(tmp_path: Path, run: Run) -> None:
    from python_calamine import CalamineWorkbook

    run("batch", written(ROWS, str(tmp_path)), *DAYS, "-o", str(tmp_path / "out.xlsx"))
    book = CalamineWorkbook.from_path(str(tmp_path / "out.xlsx"))
    claims, summary, left = (book.get_sheet_by_name(name).to_python() for name in ("claims", "summary", "not in the sums"))
    assert [row[9] for row in claims[1:]] == ["unknown", 2_000_000, 200_000, 2_000_000]
    contract, research, sales = map(_title, ("first-product-contract", "rd-expense", "small-taxpayer-vat"))
    assert [[row[0], row[1], *row[3:]] for row in summary if row[1] in (contract, research, sales)] == [
        ["(all firms)", contract, 2, 0, 2_000_000, 0, 1],
        ["(all firms)", research, 1, 0, 200_000, 0, 0],
        ["(all firms)", sales, 1, 0, "unknown", "unknown", 1],
        ["甲", contract, 2, 0, 2_000_000, 0, 1],
        ["甲", research, 1, 0, 200_000, 0, 0],
        ["甲", sales, 1, 0, "unknown", "unknown", 1],
    ]
    facts = [CATALOGUE.fact(id).name.en for id in ("vat-levy-rate", "first-product-level")]
    assert left[1:] == [["甲", "一月", "2", sales, facts[0]], ["甲", "未知", "3", contract, facts[1]]]


def test_a_document_holds_rows_and_summary(tmp_path: Path, run: Run) -> None:
    out = tmp_path / "out.json"
    run("batch", written(ROWS, str(tmp_path)), *DAYS, "-o", str(out))
    document = json.loads(out.read_text("utf-8"))
    assert (document["schema"], document["as_of"], document["as_of_given"]) == ("bjsubsidy/batch/1", "2021-04-01", True)
    assert [row["high"] for row in document["rows"]] == [None, "2000000.00", "200000.00", "2000000.00"]
    assert measured(document["summary"])["first-product-contract"] == ("0.00", "2000000.00", "2000000.00")
    assert [one["item"] for one in document["summary"]["uncounted"]] == ["一月", "未知"]


@pytest.mark.parametrize("words", [("-o", "out.jsonl"), ("-o", "out.json", "--format", "json")])
def test_lines_are_lines(words: tuple[str, ...], tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    run("batch", written(ROWS, str(tmp_path)), *DAYS, *words)
    assert len(Path(words[1]).read_text("utf-8").splitlines()) == 4
