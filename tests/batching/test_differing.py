"""Facts of one firm that its rows answer differently within a year are said, a line each."""

import csv
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.conftest import Run

WORDS = ("--as-of", "2021-04-01", "--plain")
HEADINGS = ("企业", "计算项目", "金额", "日期", "企业规模", "中关村示范区内企业", "年收入", "首创产品级别", "已确认符合条件")


def said(folder: Path, run: Run, rows: Sequence[tuple[str, str, str, str]], *words: str) -> list[str]:
    """The notes on rows of firm, day, heading and answer."""
    with (folder / "t.csv").open("w", encoding="utf-8", newline="") as file:
        cells = [[*(answer if heading == name else "" for name in HEADINGS[4:])] for _, _, heading, answer in rows]
        items = [(firm, "研发费用", "100", day, *own) for (firm, day, *_), own in zip(rows, cells, strict=True)]
        csv.writer(file).writerows([HEADINGS, *items])
    lines = run("batch", f"{folder}/t.csv", *WORDS, *words).err.splitlines()
    return [line for line in lines if "各行不一致" in line or "rows of one firm differ" in line]


def answers(heading: str, *cells: str) -> list[tuple[str, str, str, str]]:
    return [("甲", f"2021-02-{day:02}", heading, cell) for day, cell in enumerate(cells, 1)]


@pytest.mark.parametrize(
    ("heading", "cells", "shown"),
    [
        ("企业规模", ("小型企业", "大型企业"), "“小型企业”（第 2 行）、“大型企业”（第 3 行）"),
        ("企业规模", ("小型企业", "", "small", "大型企业"), "“小型企业”（第 2 行）、“大型企业”（第 5 行）"),
        ("中关村示范区内企业", ("是", "否", "是"), "“是”（第 2 行）、“否”（第 3 行）"),
        ("年收入", ("1亿", "100000000.00", "3亿"), "“1亿”（第 2 行）、“3亿”（第 4 行）"),
        ("已确认符合条件", ("是", "否"), "“是”（第 2 行）、“否”（第 3 行）"),
    ],
)
def test_a_fact_that_differs_is_noted_with_its_answers(heading: str, cells: tuple[str, ...], shown: str, tmp_path: Path, run: Run) -> None:
    expected = f"注意：同一企业的“{heading}”各行不一致，每行按自己的内容计算：甲 2021 年为{shown}；请核对"
    assert said(tmp_path, run, answers(heading, *cells)) == [expected]


ALIKE = {
    "one answer": answers("企业规模", "小型企业", "small", ""),
    "a product's level, which differs from product to product": answers("首创产品级别", "国际首创", "国内首创"),
    "other firms": [("甲", "2021-02-01", "企业规模", "小型企业"), ("乙", "2021-02-01", "企业规模", "大型企业")],
    "other years": [("甲", "2020-12-31", "企业规模", "小型企业"), ("甲", "2021-01-01", "企业规模", "大型企业")],
    "a row with a problem": [("甲", "2021-02-01", "企业规模", "小型企业"), ("甲", "2021-02-30", "企业规模", "大型企业")],
}


@pytest.mark.parametrize("name", ALIKE)
def test_what_does_not_contradict_is_not_noted(name: str, tmp_path: Path, run: Run) -> None:
    assert said(tmp_path, run, ALIKE[name]) == []


def test_many_firms_are_counted_in_one_line(tmp_path: Path, run: Run) -> None:
    rows = [(firm, f"2021-02-0{day}", "企业规模", size) for firm in "乙甲丙" for day, size in ((1, "小型企业"), (2, "大型企业"))]
    (line,) = said(tmp_path, run, rows, "--lang", "en")
    shown = "乙 in 2021 “小型企业” (2), “大型企业” (3) (firms of which it differs too: 2); check them"
    assert line == f"note: enterprise size: rows of one firm differ, and each is computed with its own: {shown}"
