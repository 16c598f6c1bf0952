"""Every sentence is on the list, in both languages, in the words of CONTRIBUTING.md; so is everything that the goldens hold."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest

from bjsubsidy.cli.app import COMMANDS
from bjsubsidy.law.catalogue import Catalogue, Kind
from bjsubsidy.writers import FORMATS
from docs.sentences import GRAMMARS, LISTS, PACKAGE, Sentence, listing, pairs, sentences, unpaired
from docs.terms import faults, names, terms
from tests.test_golden import GOLDEN

MODULES = sorted(PACKAGE.rglob("*.py"))
SENTENCES = list(sentences())


def test_no_sentence_breaks_a_law_of_words() -> None:
    assert [(said, list(faults(*said))) for said in SENTENCES if any(faults(*said))] == []


def test_no_sentence_stands_beside_the_list() -> None:
    """Chinese that is no docstring stands in a pair, or in a module that reads it or has it in lists."""
    beside = {path.relative_to(PACKAGE).as_posix() for path in MODULES if unpaired(path)}
    assert beside <= GRAMMARS | LISTS


def test_what_is_listed_by_hand_still_has_chinese_of_its_own() -> None:
    """A module that no longer needs to be excepted is excepted no longer."""
    assert {name for name in GRAMMARS | LISTS if not unpaired(PACKAGE / name)} == set()


def test_every_sentence_has_both_sides() -> None:
    assert [said for said in SENTENCES if bool(said.zh.strip()) != bool(said.en.strip())] == []


FOUND = {
    'Text("甲", "a")': ("甲", "a"),
    'words.say(f"{n} 行", many(n, "row"))': None,
    'Text(f"{n} 行", f"{many(n, \'row\')}")': ("{n} 行", "{many(n, 'row')}"),
    'Means("甲", "a")': ("甲", "a"),
    'Text("甲" if x else "乙", "a" if x else "b")': ("⟨甲｜乙⟩", "⟨a｜b⟩"),
    'said("甲", "a")': ("甲", "a"),
    '("甲", "a")': ("甲", "a"),
    '{"zh": ["甲", "乙"], "en": ["a", "b"]}': ("甲\n乙", "a\nb"),
    'Text("甲" + x, "a" + x)': ("甲{x}", "a{x}"),
    '("a", "b")': None,
    "Text(one, other)": None,
}


@pytest.mark.parametrize(("code", "said"), FOUND.items())
def test_a_pair_is_found_however_it_is_written(code: str, said: tuple[str, str] | None) -> None:
    assert [(zh, en) for _, zh, en in pairs(ast.parse(code))] == ([said] if said else [])


def test_chinese_in_no_pair_is_found(tmp_path: Path) -> None:
    module = tmp_path / "module.py"
    module.write_text('"""甲"""\nA = Text("乙", "b")\nB = "丙"\nC = say(f"{x}丁", "d")\n# 戊\n', "utf-8")
    assert unpaired(module) == [(3, "丙")]


WRONG = [
    (Sentence("a.py:1", "没有来源", "no source"), "“来源”: say “出处”"),
    (Sentence("a.py:1", "结论", "the ceiling"), "“ceiling”: say “cap, cap on the base”"),
    (Sentence("a.py:1", "金额(元)", "amount"), "a Chinese mark"),
    (Sentence("a.py:1", "请写, 如", "write"), "a Chinese mark"),
    (Sentence("a.py:1", "项目: {x}", "item: {x}"), "a Chinese mark"),
    (Sentence("a.py:1", "请 glance 一下", "glance"), "“glance” is English"),
    (Sentence("a.py:1", "请写", "write，please"), "“，” is Chinese"),
    (Sentence("a.py:1", "{n} 行", "{n} rows"), "one is not many"),
]
RIGHT = [
    Sentence("a.py:1", "请用 bjsubsidy show {id} 查看，或加 --received-file。", "Use bjsubsidy show {id}, or add --received-file."),
    Sentence("a.py:1", "请写成 1,200,000.00 或 120万。", "Write it as 1,200,000.00 or 120万."),
    Sentence("a.py:1", "请用 firm.toml：第 {n} 行", "{many(n, 'row')} of firm.toml"),
    Sentence("measures.toml:rule", "资金来源", "where the money comes from"),
]


@pytest.mark.parametrize(("said", "fault"), WRONG)
def test_what_a_sentence_may_not_have_is_named(said: Sentence, fault: str) -> None:
    assert any(fault in found for found in faults(*said))


@pytest.mark.parametrize("said", RIGHT)
def test_names_figures_and_the_words_of_the_compendium_are_left_alone(said: Sentence) -> None:
    assert list(faults(*said)) == []


def test_the_list_has_a_line_for_each_sentence_of_the_places_asked_for() -> None:
    lines = list(listing(["errors.py"]))
    assert len(lines) == sum("errors.py" in said.where for said in SENTENCES) > 30
    assert {line.count("\t") for line in lines} == {3}


def test_a_term_stands_in_the_list_once() -> None:
    rows = terms()
    assert len(rows) > 30
    assert {len(row) for row in rows} == {5}
    assert len({row[0] for row in rows}) == len({row[1] for row in rows}) == len(rows)


# What a program reads has ids and plain marks; the rest is for people.
SHOWN = [path for path in sorted(GOLDEN.glob("*.txt")) if not re.search("-(json|csv|html|ics)[.]", path.name)]
HAN = "[㐀-䶿一-鿿]"


def printed(lang: str) -> list[tuple[str, str]]:
    """Every line that some command prints for people in a language, with the name of its golden."""
    return [(path.name, line) for path in SHOWN if path.name.endswith(f".{lang}.txt") for line in path.read_text("utf-8").splitlines()]


def own_words(value: object) -> Iterator[str]:
    """Every text of the catalogue that is no Chinese side of a pair: articles, numbers, figures as printed, where a rate stood, English."""
    if isinstance(value, str):
        yield value
    parts = value.items() if isinstance(value, dict) else ((None, part) for part in value) if isinstance(value, list) else ()
    yield from (text for key, part in parts if key != "zh" for text in own_words(part))


def test_what_is_printed_in_chinese_has_chinese_marks() -> None:
    """A number of an article, such as 三(一)2, stands as it is printed."""
    marks = re.compile(rf"{HAN} ?[,;:(]|[,;:)] ?{HAN}|{HAN}[?!]")
    wrong = [(name, line) for name, line in printed("zh") if marks.search(re.sub(rf"{HAN}*\({HAN}+\)\d*", "", line))]
    assert wrong == []


def test_what_is_printed_in_chinese_has_no_english_but_names_and_ids(catalogue: Catalogue) -> None:
    ids = {part for kind in get_args(Kind) for id in catalogue.rows(kind) for part in id.split("-")}
    ids |= {choice.id for fact in catalogue.all("fact") for choice in fact.choices}
    known = {*names(), *ids, *COMMANDS, *FORMATS}
    words = {(name, word) for name, line in printed("zh") for word in re.findall(r"(?<![\w.-])[A-Za-z]{2,}(?![\w.-])", line)}
    assert {(name, word) for name, word in words if word not in known and not word.isupper()} == set()


def test_what_is_printed_in_english_has_no_chinese_but_titles_and_figures(catalogue: Catalogue) -> None:
    own = " ".join(own_words(catalogue.raw))
    runs = [(name, run) for name, line in printed("en") for run in re.findall(f"{HAN}+", line) if not name.startswith("batch-")]
    assert [(name, run) for name, run in runs if run not in own and not run.startswith("人民币")] == []
