"""What a person opens who runs no command, a page or a workbook, names no option of the command line."""

import re
from html import unescape
from pathlib import Path

import openpyxl
import pytest

from tests.conftest import Run

FIRM = Path(__file__).parent.parent.parent / "examples" / "firm.toml"
ANSWERS = [
    ("plan", str(FIRM)),
    ("plan", str(FIRM), "--strict"),
    ("calc", "loan-interest", "120万"),
    ("status", "first-product"),
    ("show", "sewage-fee"),
    ("sweep", "loan-interest"),
    ("deadlines",),
    ("measures",),
]


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("words", ANSWERS, ids=" ".join)
def test_a_page_and_a_workbook_name_no_option(words: tuple[str, ...], lang: str, run: Run, tmp_path: Path) -> None:
    page, book = tmp_path / "a.html", tmp_path / "a.xlsx"
    assert run(*words, "--lang", lang, "-o", str(page)).code == 0
    assert run(*words, "--lang", lang, "-o", str(book)).code == 0
    said = [
        unescape(text) for text in re.findall(r">([^<]+)<", re.sub(r"<style>.*?</style>", "", page.read_text("utf-8"), flags=re.DOTALL))
    ]
    for sheet in openpyxl.load_workbook(book):
        said += [str(cell) for row in sheet.iter_rows(values_only=True) for cell in row if cell is not None]
    assert len(said) > 20
    assert [text for text in said if re.search(r"(?<![-\w])--[a-z]", text)] == []
