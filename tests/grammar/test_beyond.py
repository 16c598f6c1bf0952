"""What the grammar cannot say is listed, counted and shown, and never computed."""

import csv
import io

import pytest

from tests.conftest import Run
from tests.grammar.test_forms import FILE

THERE = ("--catalogue", str(FILE), "--lang")


def test_it_is_listed_and_counted(run: Run) -> None:
    rows = list(csv.DictReader(io.StringIO(run("measures", "--kind", "beyond", *THERE, "en", "--format", "csv").out)))
    assert [(row["id"], row["kind"], row["inputs"], row["bound"], row["pages"]) for row in rows] == [
        ("three-years", "beyond", "cost", "", "9")
    ]
    assert "three-years" in run("measures", "--input", "cost", *THERE, "en", "--format", "csv").out
    assert "provision beyond the grammar 1" in run("catalogue", "check", str(FILE), "--lang", "en").out


@pytest.mark.parametrize(
    ("lang", "said"),
    [("en", "what is missing,a cap that is counted over rolling years"), ("zh", "上限按滚动的三年累计")],
)
def test_it_is_shown_with_what_is_missing(lang: str, said: str, run: Run) -> None:
    page = run("show", "three-years", *THERE, lang, "--format", "csv").out
    assert said.rsplit(",", maxsplit=1)[-1] in page
    assert "three-years" in run("show", "cost", *THERE, lang, "--format", "csv").out


@pytest.mark.parametrize("words", [("calc", "three-years", "100"), ("calc", "cost", "100", "--measure", "three-years")])
def test_it_is_never_computed(words: tuple[str, ...], run: Run) -> None:
    answer = run(*words, *THERE, "en", "--on", "2021-03-20", "--as-of", "2021-03-20")
    assert (answer.code, answer.out) == (2, "")
    assert "cannot be computed here: a cap that is counted over rolling years (see 例〔2021〕1号 九, p. 9)" in answer.err
