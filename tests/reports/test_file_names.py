"""Every firm's report has a name that any file system takes, and no two have one that some file system takes for the same."""

import os
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bjsubsidy.reports.file_names import FileNames


def names(*called: str | tuple[str, str | None]) -> list[str]:
    files = FileNames(".html", ["index"])
    return [files.of(*((one, None) if isinstance(one, str) else one)) for one in called]


@pytest.mark.parametrize(
    ("called", "name"),
    [
        ("北京甲科技有限公司", "北京甲科技有限公司.html"),
        ("CON", "_CON.html"),
        ("nul", "_nul.html"),
        ("Com1.公司", "_Com1.公司.html"),
        ("LPT¹", "_LPT¹.html"),
        ("aux .公司", "_aux .公司.html"),
        ("console", "console.html"),
        ('甲/乙\\丙:丁*戊?己"庚<辛>壬|癸', "甲_乙_丙_丁_戊_己_庚_辛_壬_癸.html"),
        ("100% #1 [总部]", "100_ _1 _总部_.html"),
        ("公司. . ", "公司.html"),
        ("..", "_.html"),
        ("", "_.html"),
        (" \t公司\n一部 ", "公司 一部.html"),
        (".隐藏", "隐藏.html"),
        ("-rf", "rf.html"),
        ("~$甲", "$甲.html"),
        ("甲\u202e乙\u200e丙\ufeff", "甲乙丙.html"),
        ("甲\x00\x1b[31m乙", "甲_31m乙.html"),
        ("甲\ud800乙", "甲乙.html"),
        ("🍜面馆", "🍜面馆.html"),
        ("👩\u200d🍳 厨房", "👩\u200d🍳 厨房.html"),
        ("e\u0301cole", "\u00e9cole.html"),
        ("index", "index 2.html"),
        ("ＩＮＤＥＸ", "ＩＮＤＥＸ 2.html"),
    ],
)
def test_a_name_is_what_any_file_system_takes(called: str, name: str) -> None:
    assert names(called) == [name]


def test_names_that_differ_in_their_letters_case_or_width_only_are_told_apart() -> None:
    assert names("Abc", "ABC", "ａｂｃ", "Abc 2") == ["Abc.html", "ABC 2.html", "ａｂｃ 3.html", "Abc 2 2.html"]


def test_firms_of_one_name_are_told_apart_by_their_codes() -> None:
    firms = names(("甲", "91110108MA01ABCD1X"), ("甲", "91110108MA01ABCD2Y"), ("甲", None))
    assert firms == ["甲.html", "甲 91110108MA01ABCD2Y.html", "甲 2.html"]


@pytest.mark.parametrize("long", ["北京" * 200, "🍜" * 100, "a" * 400, "👩\u200d🍳" * 60, "e\u0316\u0317" * 100])
def test_a_long_name_is_cut_between_its_signs(long: str, tmp_path: Path) -> None:
    first, second = names((long, None), (long, "91110108MA01ABCD2Y"))
    for name in (first, second):
        assert len(name.encode()) <= 255
        (tmp_path / name).write_text("")
    assert first.removesuffix(".html")[-1] != "\u200d"
    assert second.endswith(" 91110108MA01ABCD2Y.html")


@given(st.lists(st.text(min_size=0, max_size=80), max_size=30))
def test_no_two_names_are_one(called: list[str]) -> None:
    found = names(*called)
    assert len({unicodedata.normalize("NFKC", name).casefold() for name in found}) == len(found)
    for name in found:
        assert os.path.basename(name) == name
        assert not set(name) & set('<>:"/\\|?*\x00')
        assert len(name.encode()) <= 255
        assert name.removesuffix(".html").strip(" .") == name.removesuffix(".html")
