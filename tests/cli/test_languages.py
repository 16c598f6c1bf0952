"""Every help page and every sentence of the grammar is in one language: no Chinese in English, and in Chinese only words that are names."""

import re
from collections.abc import Iterator
from typing import Any

import pytest

from bjsubsidy.cli.app import PROGRAM, program
from bjsubsidy.cli.dump import commands
from bjsubsidy.cli.session import Session
from tests.conftest import Run

CJK = re.compile("[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]")
# Names that Chinese has no other word for, formats, programs and what options take.
NAMES = {
    *("CSV", "XLSX", "Parquet", "TOML", "JSON", "Schema", "BOM", "Spark", "SPARK_REMOTE", "GB", "LPR", "ID", "IP", "OURS", "THEIRS"),
    *("INPUT", "AMOUNT", "PROFILE", "FILE", "LIMIT", "START", "SHELL", "COMMAND", "DATE", "MEASURE", "RATE", "USD", "NAME", "FORMAT"),
    *("SECONDS", "SIZE", "ENGINE", "URL", "VALUE", "TEXT", "KIND", "FOLDER", "bjsubsidy", "html", "xlsx", "N", "A", "GB18030"),
    *("CODE", "BJ001", "BJ030"),
}


def every_page() -> Iterator[str]:
    """The words of every command, groups included, one entry of the catalogue for each group of entries."""
    top = program("zh")
    ctx = top.make_context(PROGRAM, [], resilient_parsing=True, obj=Session("zh"))
    seen: set[Any] = set()
    for words, command in commands(top, ctx):
        if command.entry is None or command.module not in seen:
            seen.add(command.module)
            yield words
    yield from ("", "calc", "sweep", "status", "catalogue")


PAGES = list(every_page())
WRONG = [
    *(
        "nope",
        "calc",
        "calc nope 5",
        "calc loan-interest",
        "calc loan-interest 5 6",
        "calc loan-interest 5 --nope",
        "calc loan-interest 5 --on",
    ),
    *("calc loan-interest 5 --strict=1", "calc loan-interest 5 --on 2021-01-01 --on 2021-01-02", "calc loan-interest 5 --ip-pledged=yes"),
    *("calc loan-interest 5 --ip-pledged --no-ip-pledged", "calc loan-interest -x", "calc loan-interest -5", "status", "due", "due x"),
    *("catalogue", "catalogue nope", "catalogue check nope.toml", "completion", "completion tcsh", "help nope", "--format", "--nope", "-x"),
    *(
        "plan",
        "plan nope.toml",
        "batch",
        "batch nope.csv",
        "show",
        "show nope",
        "measures --kind x",
        "deadlines --kind x",
        "--version=3",
    ),
    *("calc loan-interest 5 --format x", "calc loan-interest 5 -o x.zip", "calc --help=1", "calc loan-interest 5 --loan-rate 4.6 --quiet"),
]


@pytest.mark.parametrize("words", PAGES)
def test_an_english_page_has_no_chinese(words: str, run: Run) -> None:
    page = run(*words.split(), "--help", "--lang", "en").out
    assert page
    assert [line for line in page.splitlines() if CJK.search(line)] == []


@pytest.mark.parametrize("words", PAGES)
def test_a_chinese_page_has_no_english_but_names(words: str, run: Run) -> None:
    """What follows an option's name is what it takes, and ids stand where their meaning follows."""
    page = run(*words.split(), "--help", "--lang", "zh").out
    assert page
    lines = [line.strip("│ ") for line in page.splitlines()[3:]]
    said = [line for line in lines if CJK.search(line) and not line.startswith(("-", "╭"))]
    assert {word for line in said for word in english(line)} - NAMES == set()
    assert not {line for line in lines if re.fullmatch("[A-Z][a-z]+( [a-z]+)+[.:]?", line)}


def english(line: str) -> Iterator[str]:
    """The words of a Chinese line that are English, but for options, ids, codes, and examples of what is written."""
    for word in re.findall(r"[A-Za-z][A-Za-z0-9_.-]*", re.sub(r"--?[a-z][A-Za-z-]*(=\S+)?|^[a-z0-9-]+ |\[BJ\d+\]", " ", line)):
        if not re.fullmatch(r"[a-z]+(-[a-z0-9]+)*", word):
            yield word


@pytest.mark.parametrize("words", WRONG)
def test_a_refusal_is_one_line_in_one_language(words: str, run: Run) -> None:
    zh, en = (run(*words.split(), "--lang", lang) for lang in ("zh", "en"))
    assert (zh.code, zh.out) == (en.code, en.out)
    assert zh.code in (2, 3)
    assert (zh.err.count("\n"), en.err.count("\n")) == (1, 1)
    assert CJK.search(zh.err)
    assert not CJK.search(en.err)
    assert set(english(zh.err)) - NAMES <= set(words.split())


def test_a_language_that_there_is_not_is_told_in_the_environments(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BJSUBSIDY_LANG", "en")
    assert run("show", "lpr", "--lang", "fr").err.startswith("--lang cannot be “fr”.")
