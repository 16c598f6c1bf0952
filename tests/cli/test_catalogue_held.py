"""`catalogue check --compendium`: what the pages of a compendium bear out of a catalogue."""

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from bjsubsidy.cli.schema import documented
from bjsubsidy.law.storage import packaged_file, set_aside_file
from bjsubsidy.readers.compendium import read_compendium
from bjsubsidy.readers.printed import occurrences, printed, squeezed
from bjsubsidy.readers.schema import document_schema
from bjsubsidy.readers.set_aside import read_set_aside
from tests.conftest import Run
from tests.pages import PAGES
from tests.reports.test_words_of_layers import LAYER

MISTAKES = Path(__file__).parent.parent / "mistakes"
beside = pytest.mark.skipif(PAGES is None, reason="../shared is absent")


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
    assert held["cited"] + held["set_aside"] == held["on_pages"] > 600


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
        ('figures = ["30%", "80%", "40%", "20%"]', 'figures = ["30%", "80%", "80%", "20%"]', "80%", [151, 152, 153]),
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


@pytest.mark.parametrize("pages", ["[]", "[11, 999999999999]", "[16, 11]"])
def test_the_pages_of_a_document_may_be_none_or_any_number(pages: str, run: Run, tmp_path: Path) -> None:
    text = (MISTAKES / "sound.toml").read_text("utf-8")
    assert text.count("pages = [10, 20]\n") == 1
    (tmp_path / "odd.toml").write_text(text.replace("pages = [10, 20]\n", f"pages = {pages}\n"), "utf-8")
    (tmp_path / "pages.json").write_text('{"1": "x"}', "utf-8")
    answer = run("catalogue", "check", str(tmp_path / "odd.toml"), "--compendium", str(tmp_path / "pages.json"))
    assert answer.code == 3


@beside
def test_a_figure_of_a_page_that_no_entry_has_is_missed_with_its_line(run: Run, tmp_path: Path) -> None:
    pages = json.loads(Path(str(PAGES)).read_text("utf-8"))
    pages["20"] += " 另补贴七十万元"
    path = tmp_path / "pages.json"
    path.write_text(json.dumps(pages, ensure_ascii=False, indent=1), "utf-8")
    answer = run("catalogue", "check", "--compendium", str(path), "--lang", "en")
    line = next(n for n, text in enumerate(path.read_text("utf-8").splitlines(), 1) if text.startswith(' "20"'))
    assert answer.code == 3
    assert answer.err.startswith(f"{path}:{line}: page 20: “")
    assert "另补贴[七十万元]” belongs to no entry" in answer.err


@beside
def test_what_is_set_aside_stands_on_its_page() -> None:
    compendium, listed = read_compendium(str(PAGES)), read_set_aside(set_aside_file())
    for phrase in listed.phrase:
        text = compendium.pages["", phrase.page]
        assert list(occurrences(squeezed(phrase.text), text, printed(text))), phrase
    for pattern in listed.pattern:
        assert any(re.search(pattern.pattern, text) for text in compendium.pages.values()), pattern


@beside
def test_without_its_list_every_figure_set_aside_is_missed(run: Run, tmp_path: Path) -> None:
    empty = tmp_path / "empty.toml"
    empty.write_text("", "utf-8")
    words = ("catalogue", "check", "--compendium", str(PAGES), "--format", "json")
    (held,) = json.loads(run(*words).out)["held"]
    (bare,) = json.loads(run(*words, "--set-aside", str(empty)).out)["held"]
    assert len(bare["misses"]) == held["set_aside"]


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("pages.json", "[1]", "it is not a JSON object with the text of each page"),
        ("pages.json", '{"1": 2}', "it is not a JSON object with the text of each page"),
        ("pages.json", '{"i": {"j": "x"}}', "it is not a JSON object with the text of each page"),
        ("pages.json", '{"i": "x"}', "it is not a JSON object with the text of each page"),
        ("pages.json", "{", "it is not a JSON object with the text of each page"),
        ("pages.json", "[" * 100_000, "it is not a JSON object with the text of each page"),
        ("set-aside.toml", "[[pattern]]\npattern = '('\nreason = { zh = '甲', en = 'a' }\n", "set-aside.toml:2: "),
        ("set-aside.toml", "[[phrase]]\npage = 1\ntext = '甲'\n", "set-aside.toml:1: "),
    ],
)
def test_what_is_no_compendium_and_no_list_is_refused(name: str, text: str, said: str, run: Run, tmp_path: Path) -> None:
    (tmp_path / "pages.json").write_text('{"1": "x"}', "utf-8")
    (tmp_path / "set-aside.toml").write_text("", "utf-8")
    (tmp_path / name).write_text(text, "utf-8")
    files = ("--compendium", str(tmp_path / "pages.json"), "--set-aside", str(tmp_path / "set-aside.toml"))
    answer = run("catalogue", "check", *files, "--lang", "en")
    assert (answer.code, answer.out) == (3, "")
    assert said in answer.err
    assert "Traceback" not in answer.err


def test_a_catalogue_with_other_faults_is_held_against_nothing_yet(run: Run, tmp_path: Path) -> None:
    (tmp_path / "pages.json").write_text('{"1": "x"}', "utf-8")
    path = MISTAKES / "no-such-fact.toml"
    answer = run("catalogue", "check", str(path), "--compendium", str(tmp_path / "pages.json"), "--lang", "en")
    assert answer.code == 3
    assert "Not held against the compendium: mend the faults above first." in answer.err


def test_the_figures_of_a_layer_are_of_other_pages(run: Run, tmp_path: Path) -> None:
    (tmp_path / "pages.json").write_text('{"1": "x"}', "utf-8")
    base, layer = (str(MISTAKES / name) for name in ("sound.toml", "sound-layer.toml"))
    words = ("--compendium", str(tmp_path / "pages.json"), "--format", "json")
    alone = json.loads(run("catalogue", "check", base, *words).out)["held"][0]
    over = json.loads(run("catalogue", "check", base, layer, *words).out)["held"][0]
    assert over["figures"] >= alone["figures"]
    assert over["outside"] > alone["outside"]


POLICY, PAGE = "嵊政办〔2024〕11号 2024年2月29日 投资的30%", "2024年3月1日 百分之三十"


def held_layer(folder: Path, run: Run, pages: Mapping[str, object], *words: str) -> tuple[dict[str, Any], str]:
    """The layer of two documents held against some pages: what is said as JSON, and to people."""
    layer, file = folder / "layer.toml", folder / "pages.json"
    # Its second document has the rate in Chinese numerals.
    layer.write_text(LAYER.replace('pages = [8], figures = ["30%"]', 'pages = [8], figures = ["百分之三十"]'), "utf-8")
    file.write_text(json.dumps(pages, ensure_ascii=False, indent=1), "utf-8")
    line = ("catalogue", "check", str(layer), "--compendium", str(file), "--lang", "en", *words)
    answer = run(*line)
    return json.loads(run(*line, "--format", "json").out)["held"][0], answer.out + answer.err


def test_a_layers_documents_have_their_pages_under_their_ids(run: Run, tmp_path: Path) -> None:
    held, _ = held_layer(tmp_path, run, {"policy": {"1": POLICY, "2": "甲"}, "page": {"8": PAGE}})
    assert held["misses"] == held["without_pages"] == []
    assert (held["found"], held["figures"], held["outside"]) == (6, 6, 0)
    assert held["cited"] == held["on_pages"] == 6


@pytest.mark.parametrize(
    ("page", "said"),
    [
        (PAGE.replace("三十", "四十"), "“百分之三十” does not stand on page 8 of page."),
        (f"{PAGE}另有5万元", "belongs to no entry and is not set aside"),
        (PAGE.replace("2024年3月1日", ""), "“2024-03-01” is not among the figures that the entry cites from page 8 of page."),
    ],
)
def test_a_slip_on_the_page_of_a_layers_document_is_missed_with_its_document(page: str, said: str, run: Run, tmp_path: Path) -> None:
    held, answer = held_layer(tmp_path, run, {"policy": {"1": POLICY, "2": "甲"}, "page": {"8": page}})
    assert said in answer
    assert held["misses"]


FIFTH = {"policy": {"1": POLICY.replace("30%", "五分之一"), "2": "甲"}, "page": {"8": "五分之一"}}
EXPLAINED = """
[[reading]]
id = "worked-out"
title = { zh = "算法", en = "How it is worked out" }
open = { zh = "比例写成分数，网页没有印日期", en = "the share is printed as a fraction, and no day is printed" }
does = { zh = "五分之一即20%%；%s", en = "a fifth is taken for the decimal share" }
why = { zh = "别无他法。", en = "Nothing else is meant." }
sources = [{ document = "page", article = "一", pages = [8] }]
"""


@pytest.mark.parametrize(
    ("said", "rate", "missed", "worked_out"),
    [
        pytest.param("以2024年3月1日为文件日期", "20%", [], 2, id="what-its-reading-works-out-is-no-fault-and-counted"),
        pytest.param("以2024年3月1日为文件日期", "25%", ["25%"], 1, id="what-it-does-not-say-is"),
        pytest.param("不猜日期", "20%", ["2024-03-01"], 1, id="a-day-that-no-reading-of-the-document-says-is"),
    ],
)
def test_a_value_that_no_page_prints_may_be_worked_out(
    said: str, rate: str, missed: list[str], worked_out: int, run: Run, tmp_path: Path
) -> None:
    layer, file = tmp_path / "layer.toml", tmp_path / "pages.json"
    file.write_text(json.dumps(FIFTH, ensure_ascii=False), "utf-8")
    benefit, readings = 'benefit = { kind = "share", rate = "30%" }', 'readings = ["worked-out"]'
    text = LAYER.replace('["30%"]', '["五分之一"]').replace(benefit, f"{benefit.replace('30%', rate)}\n{readings}")
    text = text.replace('gives = "30"', f'gives = "{rate[:-1]}"')
    layer.write_text(text + EXPLAINED % said, "utf-8")
    held = json.loads(run("catalogue", "check", str(layer), "--compendium", str(file), "--format", "json").out)["held"][0]
    assert ([miss["figure"] for miss in held["misses"]], held["worked_out"]) == (missed, worked_out)


def test_a_figure_of_a_layers_page_may_be_set_aside(run: Run, tmp_path: Path) -> None:
    listed = tmp_path / "aside.toml"
    listed.write_text('[[phrase]]\ndocument = "page"\npage = 8\ntext = "5万元"\nreason = { zh = "例子", en = "an example" }\n', "utf-8")
    pages = {"policy": {"1": POLICY, "2": "甲"}, "page": {"8": f"{PAGE}另有5万元"}}
    held, _ = held_layer(tmp_path, run, pages, "--set-aside", str(listed))
    assert (held["misses"], held["set_aside"]) == ([], 1)


def test_of_which_document_no_page_was_given_is_said_with_what_to_write(run: Run, tmp_path: Path) -> None:
    held, answer = held_layer(tmp_path, run, {"policy": {"1": POLICY, "2": "甲"}})
    assert held["without_pages"] == ["page"]
    assert 'not checked: of page no pages were given; those of a layer\'s document stand under its id: {"page": {"1": "…"}}' in answer


def test_the_line_of_a_page_is_found_in_its_document(tmp_path: Path) -> None:
    path = tmp_path / "pages.json"
    path.write_text('{\n "1": "a \\"2\\": {",\n "a": {\n  "1": "b }"\n },\n "2": "c"\n}', "utf-8")
    assert read_compendium(str(path)).lines == {("", 1): 2, ("a", 1): 4, ("", 2): 6}
