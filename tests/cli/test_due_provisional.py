"""A day past the announced calendar: no holiday is taken out, and every format that people read says so."""

import re
from html import unescape
from pathlib import Path

import pytest

from tests.conftest import Run

SAID = {
    "zh": "其余按周一至周五推算，没有扣除法定节假日，结果为暂定",
    "en": "others are taken as Monday to Friday, public holidays not taken out: provisional",
}


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_it_says_that_public_holidays_are_not_taken_out(lang: str, run: Run, tmp_path: Path) -> None:
    line = ("due", "complaint-decision", "2030-12-30", "--lang", lang)
    shown = run(*line)
    assert "2031-01-01" in shown.out
    assert SAID[lang] in shown.err
    run(*line, "-o", str(tmp_path / "due.html"))
    page = unescape(re.sub("<[^>]+>", "", (tmp_path / "due.html").read_text("utf-8")))
    assert page.count(SAID[lang]) == 1
    run(*line, "-o", str(tmp_path / "due.ics"))
    folded = (tmp_path / "due.ics").read_text("utf-8").replace("\n ", "").replace("\r\n ", "")
    assert {"zh": "没有扣除法定节假日", "en": "public holidays not taken out"}[lang] in folded


def test_a_settled_year_says_nothing_of_it(run: Run, tmp_path: Path) -> None:
    shown = run("due", "complaint-decision", "2021-03-01", "-o", str(tmp_path / "due.html"))
    assert shown.err == ""
    assert "法定节假日" not in (tmp_path / "due.html").read_text("utf-8")
