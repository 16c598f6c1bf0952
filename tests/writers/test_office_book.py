"""The workbook in an office program: the same figures in its CSV and in print, nothing cut, answers filled in there read back."""

import csv
import json
import re
import shutil
import subprocess
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from openpyxl.cell.cell import Cell, MergedCell

from bjsubsidy.cli import main
from bjsubsidy.law.storage import packaged
from tests.batching.office import SHOWN, UTF_8, Office
from tests.books import FIRM, nasty_profile, unknown_profile
from tests.books import SHOWN as HOSTILE
from tests.conftest import Run

pytestmark = pytest.mark.skipif(shutil.which("soffice") is None or shutil.which("pdftotext") is None, reason="no office program")


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    return Office(tmp_path_factory.mktemp("office"))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, office: Office) -> Path:
    """Plans of three firms in both languages, their sheets as CSV and their print as PDF."""
    place = tmp_path_factory.mktemp("books")
    firms = {"firm": FIRM, "nasty": nasty_profile(place), "unknown": unknown_profile(place)}
    books = [place / f"{name}-{lang}.xlsx" for name in firms for lang in ("zh", "en")]
    for book in books:
        name, lang = book.stem.split("-")
        assert main(["plan", str(firms[name]), "-o", str(book), "--lang", lang]) == 0
    office.convert(SHOWN.format(charset=UTF_8, sheets=-1), place, *books)
    office.convert("pdf", place, *books)
    return place


def sheet(folder: Path, book: str, name: str) -> list[dict[str, str]]:
    with open(folder / f"{book}-{name}.csv", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_an_office_program_shows_every_sheet_as_it_was_written(folder: Path) -> None:
    for path in folder.glob("*.xlsx"):
        for page in openpyxl.load_workbook(path):
            shown = [list(row.values()) for row in sheet(folder, path.stem, page.title)]
            written = [[shown_as(cell) for cell in row] for row in page.iter_rows(min_row=2)]
            assert shown == written


def shown_as(cell: Cell | MergedCell) -> str:
    """What an office program shows of a cell: money with two decimals, counts with none."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, (int, float)):
        return f"{Decimal(repr(value)):,.{2 if '.00' in cell.number_format else 0}f}"
    return str(value).removesuffix(" 00:00:00")


def test_its_figures_are_those_of_the_plan(folder: Path, run: Run) -> None:
    claims = json.loads(run("plan", str(FIRM), "--format", "json").out)["claims"]
    shown = sheet(folder, "firm-zh", "申请")
    assert [(row["最低（元）"].replace(",", ""), row["最高（元）"].replace(",", "")) for row in shown] == [
        (claim["low"], claim["high"]) for claim in claims
    ]


def test_print_holds_every_figure_and_every_word_whole(folder: Path) -> None:
    """No figure is hashes, and each cell's text is on paper to its last sign."""
    for path in folder.glob("*.xlsx"):
        words = ["pdftotext", "-layout", str(folder / f"{path.stem}.pdf"), "-"]
        printed = re.sub(r"\s+", "", subprocess.run(words, capture_output=True, text=True, check=True).stdout)
        assert "###" not in printed
        raw = subprocess.run([*words[:1], "-raw", *words[2:]], capture_output=True, text=True, check=True).stdout
        pieces = re.sub(r"\s+", "", raw)
        for page in openpyxl.load_workbook(path):
            for row in page.iter_rows():
                for cell in row:
                    if isinstance(cell.value, (int, float)):
                        assert shown_as(cell) in printed
                    elif isinstance(cell.value, str):
                        assert re.sub(r"\s+", "", cell.value)[-12:] in pieces, (path.name, page.title, cell.coordinate)


def test_hostile_words_are_text_there_too(folder: Path) -> None:
    labels = [row["项目"] for row in sheet(folder, "nasty-zh", "申请")]
    assert set(HOSTILE) <= set(labels)


@pytest.mark.parametrize("form", ["xlsx", "ods", "xls"])
def test_answers_saved_by_an_office_program_are_read_back(form: str, folder: Path, office: Office, run: Run, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(folder / "unknown-zh.xlsx")
    page = book["问题"]
    given = {"enterprise-size": "小型企业", "annual-revenue": 180000000, "small-scale-taxpayer": "是", "vat-levy-rate": 0.03}
    given |= {"in-force-confirmed": "是"}
    ids = {packaged().fact(id).name.zh: id for id in given}
    for row in page.iter_rows(min_row=2):
        row[5].value = given.get(ids.get(str(row[0].value), ""))
    book.save(tmp_path / "filled.xlsx")
    saved = tmp_path / "saved"
    office.convert(form, saved, tmp_path / "filled.xlsx")
    profile = folder / "unknown.toml"
    result = run("plan", str(profile), "--answers", str(saved / f"filled.{form}"), "--format", "json", "--lang", "en")
    assert (result.code, result.err) == (0, "answers read: 5\n")
    claims = {claim["measure"]: claim for claim in json.loads(result.out)["claims"]}
    assert (claims["small-taxpayer-vat"]["verdict"], claims["small-taxpayer-vat"]["high"]) == ("eligible", "3600.00")
