"""`show` shows every entry of an id: an input and the measure on it may share theirs."""

import csv
import io
import json
from pathlib import Path

import pytest

from bjsubsidy.readers.sheets import Workbook
from tests.conftest import Run


@pytest.mark.parametrize("named", ["sewage-fee", "非居民污水处理费", "Sewage fee waived (non-residential)"])
def test_an_id_or_a_name_of_one_entry_shows_all_entries_of_the_id(named: str, run: Run) -> None:
    document = json.loads(run("show", named, "--format", "json").out)
    assert [(entry["kind"], entry["id"]) for entry in document["entries"]] == [("measure", "sewage-fee"), ("input", "sewage-fee")]
    assert document["entries"][0] == {key: document[key] for key in ("kind", "id", "entry", "readings")}
    assert document["entries"][1]["entry"]["name"]["zh"] == "非居民污水处理费"
    assert document["schema"] == "bjsubsidy/show/1"


def test_an_id_of_one_entry_has_that_one(run: Run) -> None:
    document = json.loads(run("show", "lpr", "--format", "json").out)
    assert [entry["kind"] for entry in document["entries"]] == ["series"]


def test_each_entry_stands_under_its_title(run: Run) -> None:
    shown = run("show", "sewage-fee", "--lang", "en").out
    first, _, second = shown.partition("\n\nnon-residential sewage fee\n\n")
    assert first.startswith("Sewage fee waived (non-residential)\n\n")
    assert "measure" in first.splitlines()[5]
    assert "input" in second.splitlines()[3]


def test_an_entry_that_stands_alone_has_no_title_above_it(run: Run) -> None:
    assert run("show", "lpr", "--lang", "en").out.startswith("field ")


def test_csv_begins_each_entry_with_its_id(run: Run) -> None:
    rows = list(csv.reader(io.StringIO(run("show", "first-product", "--format", "csv", "--lang", "en").out)))
    starts = [place for place, row in enumerate(rows) if row[0] == "id"]
    assert [rows[place : place + 2] for place in starts] == [
        [["id", "first-product"], ["kind", "status"]],
        [["id", "first-product"], ["kind", "fact"]],
    ]


def test_a_workbook_has_a_sheet_for_each(run: Run, tmp_path: Path) -> None:
    path = str(tmp_path / "out.xlsx")
    assert run("show", "sewage-fee", "-o", path, "--lang", "en").code == 0
    assert Workbook(path, path).names()[:2] == ["Sewage fee waived", "non-residential sewage fee"]


def test_a_date_that_cannot_lie_after_the_day_of_the_item_says_so(run: Run) -> None:
    rows = list(csv.reader(io.StringIO(run("show", "loan-date", "--format", "csv", "--lang", "en").out)))
    assert ["not-after", "day of the item"] in rows


def test_an_input_names_its_measures_and_those_without_a_figure_and_tells_programs_their_ids(run: Run) -> None:
    shown = run("show", "loan-interest").out
    assert "科技信贷产品贷款贴息（tech-credit-interest）" in shown
    assert "首贷贴息（first-loan-interest-subsidy）" in shown
    assert "Interest support on IP-pledged loans (ip-pledge-interest)" in run("show", "loan-interest", "--lang", "en").out
    fields = dict(csv.reader(io.StringIO(run("show", "loan-interest", "--format", "csv").out)))
    assert fields["measures"] == "tech-credit-interest, first-product-interest, ip-pledge-interest"
    assert fields["open"] == "first-loan-interest-subsidy, overseas-firm-loan-interest"


def test_a_date_names_its_measures(run: Run) -> None:
    assert "停征污水处理费（非居民）（sewage-fee）" in run("show", "sewage-fee-waiver-starts").out


@pytest.mark.parametrize(
    ("lang", "heading", "said"), [("zh", "只取一项", "按企业、首创产品名称"), ("en", "one claim", "by enterprise, first product")]
)
def test_an_entry_says_by_what_one_claim_is_chosen(lang: str, heading: str, said: str, run: Run) -> None:
    lines = run("show", "first-product-contract", "--lang", lang).out.splitlines()
    assert [line.removeprefix(heading).strip() for line in lines if line.startswith(heading)] == [said]
