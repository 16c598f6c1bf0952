"""`catalogue check --compendium`: what the pages of a compendium bear out of a catalogue."""

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from bjsubsidy.cli.schema import documented
from bjsubsidy.law.storage import packaged_file
from bjsubsidy.readers.schema import document_schema
from tests.conftest import Run

ROOT = Path(__file__).parent.parent.parent
# Beside the checkout, or beside the folder of its working trees.
PAGES = next((path for folder in ROOT.parents[:2] if (path := folder / "shared" / "compendium" / "pages.json").is_file()), ROOT)
beside = pytest.mark.skipif(not PAGES.is_file(), reason="../shared is absent")


def changed(folder: Path, *pairs: tuple[str, str]) -> str:
    """The packaged catalogue with texts in it replaced where they first stand."""
    text = Path(packaged_file()).read_text("utf-8")
    for before, after in pairs:
        assert before in text
        text = text.replace(before, after, 1)
    path = folder / "changed.toml"
    path.write_text(text, "utf-8")
    return str(path)


@beside
def test_every_figure_of_the_shipped_catalogue_stands_on_its_pages(run: Run) -> None:
    document = json.loads(run("catalogue", "check", "--compendium", str(PAGES), "--format", "json").out)
    (held,) = document["held"]
    assert held["misses"] == []
    assert held["found"] == held["figures"] > 400


@beside
@pytest.mark.parametrize(
    ("before", "after", "figure", "pages"),
    [
        ('benefit = { kind = "share", rate = "40%" }', 'benefit = { kind = "share", rate = "45%" }', "45%", [17, 18]),
        (
            'amount = "500000", scope = ["enterprise", "credit-product"',
            'amount = "5000000", scope = ["enterprise", "credit-product"',
            "5000000",
            [17, 18],
        ),
        ('pages = [17, 18], figures = ["20万元"]', 'pages = [17, 18], figures = ["20亿元"]', "20亿元", [17, 18]),
        ("date = 2001-10-01", "date = 2001-10-02", "2001-10-02", [14]),
        ('"1.40"', '"1.30"', "1.30", [182, 183, 184]),
        ("within-years = 2", "within-years = 3", "3", [150]),
        ('count = 10\nunit = "working-day"', 'count = 10\nunit = "month"', "10", [11]),
        ('"京政办发〔2021〕4号"', '"京政办发〔2021〕5号"', "京政办发〔2021〕5号", [14, 15, 16, 17, 18]),
        ("pages = [162]", "pages = [16]", "16", [16]),
    ],
)
def test_a_slip_is_missed_with_its_place(before: str, after: str, figure: str, pages: list[int], run: Run, tmp_path: Path) -> None:
    path = changed(tmp_path, (before, after))
    answer = run("catalogue", "check", path, "--compendium", str(PAGES), "--format", "json")
    document = json.loads(answer.out)
    assert answer.code == 3
    (miss,) = [miss for miss in document["held"][0]["misses"] if miss["figure"] == figure]
    assert (miss["file"], miss["pages"]) == (path, pages)
    line = Path(path).read_text("utf-8").splitlines()[miss["line"] - 1]
    assert figure in line
    assert Draft202012Validator(document_schema(documented()["catalogue check"], "en")).is_valid(document)
