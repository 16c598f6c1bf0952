"""Tables: what is right, what is never cut, what becomes a block."""

from datetime import date
from operator import itemgetter

import pytest
from rich.cells import cell_len

from bjsubsidy.language import Lang
from bjsubsidy.reports.sheet import Cell, Column, Sheet, Word
from bjsubsidy.writers import csv, table

COLUMNS: list[Column[list[Cell]]] = [
    Column("mark", "", itemgetter(0), "word", "people"),
    Column("measure", "措施", itemgetter(1)),
    Column("high", "最高（元）", itemgetter(2), "money"),
    Column("on", "日期", itemgetter(3), "date"),
    Column("machine", "", itemgetter(4), audience="machine"),
]


def sheet(*rows: list[Cell], lines: tuple[str, ...] = ()) -> Sheet:
    return Sheet(COLUMNS, rows, ["标题"], lines, 0)


ROW: list[Cell] = [
    Word("", "*"),
    Word("some-measure-id", "知识产权质押贷款贴息和一个很长的名称", (("编号", "some-measure-id"),)),
    123456789012345,
    date(2021, 3, 20),
    "m",
]
SHORT: list[Cell] = [Word("", ""), "短", 1, date(2021, 3, 21), "m"]


def columns_of(text: str, sought: str) -> list[int]:
    """The width before each occurrence."""
    return [cell_len(line[: line.index(sought)]) for line in text.splitlines() if sought in line]


@pytest.mark.parametrize("width", [None, 200, 80, 70])
def test_amounts_end_in_one_column_whatever_the_chinese_before_them(width: int | None) -> None:
    text = table.table_text(sheet(ROW, SHORT), width, colour=False)
    ends = {cell_len(line[: line.index(".") + 3]) for line in text.splitlines() if "." in line}
    assert len(ends) == 1
    assert "1,234,567,890,123.45" in text


@pytest.mark.parametrize("width", [None, 200, 80, 60, 40, 20, 10])
def test_no_terminal_is_so_narrow_that_an_amount_is_cut(width: int | None) -> None:
    text = table.table_text(sheet(ROW), width, colour=False)
    assert "1,234,567,890,123.45" in text
    assert "…" not in text


@pytest.mark.parametrize("width", [None, 200, 90, 40, 20])
def test_an_id_is_whole_or_not_there(width: int | None) -> None:
    assert "some-measure-id" in table.table_text(sheet(ROW), width, colour=False)


@pytest.mark.parametrize("width", [80, 66])
def test_a_table_keeps_within_the_terminal(width: int) -> None:
    text = table.table_text(sheet(ROW, SHORT), width, colour=False)
    assert "措施" in text.splitlines()[2]
    assert max(cell_len(line) for line in text.splitlines()) <= width


TITLE, ID, AMOUNT = "知识产权质押贷款贴息和一个很长的名称", "a-measure-with-an-id-wider-than-its-name", "1,234,567,890,123.45"
LONG: list[Cell] = [Word("", "*"), Word(ID, TITLE, (("编号", ID),)), 123456789012345, None, "12"]


@pytest.mark.parametrize(
    ("width", "behind", "lines"),
    [
        (69, False, ["措施 最高（元） 页", f"* {TITLE} {AMOUNT} 12", ID]),
        (68, False, ["措施 最高（元）", f"* {TITLE} {AMOUNT}", ID]),
        (64, False, ["措施 最高（元）", f"* {TITLE} {AMOUNT}"]),
        (60, False, ["措施 最高（元）", f"* {TITLE[:-1]} {AMOUNT}", TITLE[-1]]),
        (69, True, ["措施 最高（元） 页", f"* {TITLE} {AMOUNT} 12", ID]),
        (68, True, ["措施 最高（元）", f"* {TITLE}（12） {AMOUNT}", ID]),
        (60, True, ["措施 最高（元）", f"* {TITLE[:-1]} {AMOUNT}", f"{TITLE[-1]}（12）"]),
    ],
)
def test_pages_leave_a_narrow_table_before_ids_and_ids_before_a_title_folds(width: int, behind: bool, lines: list[str]) -> None:
    last = Column[list[Cell]]("pages", "页", itemgetter(4), first_to_go=True, behind=(lambda row: f"（{row[4]}）") if behind else None)
    text = table.table_text(Sheet([*COLUMNS[:3], last], [LONG]), width, colour=False)
    drawn = [" ".join(line.split()) for line in text.splitlines()]
    assert [drawn[0], *drawn[2:]] == lines


def test_two_columns_of_text_share_the_room_so_that_the_table_is_lowest() -> None:
    columns: list[Column[list[Cell]]] = [Column("one", "one", itemgetter(0)), Column("two", "two", itemgetter(1))]
    rows: list[list[Cell]] = [
        ["two words of text", "four words of some text that is longer"],
        ["x", "a b c d e f g h i j k l m n o p q r s"],
    ]
    text = table.table_text(Sheet(columns, rows), 44, colour=False)
    assert len(text.splitlines()) == 6


def test_a_heading_folds_before_a_row_becomes_a_block_and_a_figure_does_not() -> None:
    columns: list[Column[list[Cell]]] = [Column("m", "the high amount of some measure", itemgetter(0), "money")] * 3
    text = table.table_text(Sheet(columns, [[123456]]), 44, colour=False)
    assert text.splitlines()[-1].split() == ["1,234.56"] * 3


@pytest.mark.parametrize(("lang", "between"), [("zh", "："), ("en", ": ")])
def test_a_narrow_terminal_gets_a_block_for_each_row_and_every_line_is_labelled(lang: Lang, between: str) -> None:
    text = table.table_text(sheet(ROW), 40, False, lang)
    assert text.splitlines() == [
        "标题",
        "",
        f"* 措施{between}" + "知识产权质押贷款贴息和一个很长的",
        "  名称",
        f"编号{between}some-measure-id",
        f"最高（元）{between}1,234,567,890,123.45",
        f"日期{between}2021-03-20",
    ]


def test_a_pipe_gets_the_table_as_wide_as_it_needs_and_no_trailing_blanks() -> None:
    long: list[Cell] = [Word("", ""), "字" * 500, 1, date(2021, 3, 20), ""]
    text = table.table_text(sheet(long), None, colour=False)
    assert "字" * 500 in text
    assert all(line == line.rstrip() for line in text.splitlines())


HOSTILE = "[red]x[/]\x1b[31m\u202e:smile:\x07"


def test_text_of_users_is_shown_as_text() -> None:
    text = table.table_text(sheet([Word("", ""), HOSTILE, 1, date(2021, 3, 20), ""], lines=(HOSTILE,)), None, colour=True)
    assert "[red]x[/]�[31m�:smile:�" in text
    assert "\u202e" not in text
    assert "\x07" not in text


def test_without_colour_there_is_no_escape_sequence() -> None:
    assert "\x1b" not in table.table_text(sheet(ROW), 80, colour=False)
    assert "\x1b[" in table.table_text(sheet(ROW), 80, colour=True)


def test_no_row_leaves_the_lines_only() -> None:
    assert table.table_text(Sheet(COLUMNS, [], ["标题"], ["没有"]), 80, colour=False) == "标题\n\n没有\n"


def test_csv_has_ids_and_plain_amounts_for_machines() -> None:
    assert csv.csv_text(sheet(ROW, [Word("", ""), 'a "b", c', None, date(2021, 3, 21), ""])).splitlines() == [
        "measure,high,on,machine",
        "some-measure-id,1234567890123.45,2021-03-20,m",
        '"a ""b"", c",,2021-03-21,',
    ]


@pytest.mark.parametrize("width", range(10, 90, 7))
def test_no_word_is_cut_whatever_stands_around_it(width: int) -> None:
    said = "三种贷款贴息（three-interest-supports，one-expense-one-measure）：“a-b-c”、第 182–184 页"
    columns: list[Column[list[Cell]]] = [Column("field", "栏目", itemgetter(0)), Column("content", "内容", itemgetter(1))]
    text = table.table_text(Sheet(columns, [["条文理解", said]]), width, colour=False)
    assert "…" not in text
    for word in ("three-interest-supports", "one-expense-one-measure", "a-b-c", "182–184"):
        assert word in text
    assert max(cell_len(line) for line in text.splitlines()) <= max(width, 29)


def test_a_table_of_names_and_what_they_name_becomes_lines() -> None:
    columns: list[Column[list[Cell]]] = [Column("field", "栏目", itemgetter(0)), Column("content", "内容", itemgetter(1))]
    rows: list[list[Cell]] = [["金额", "最高 50%"], ["条文理解", "（three-interest-supports）"]]
    assert table.table_text(Sheet(columns, rows), 36, False, "zh").splitlines() == [
        "金额：最高 50%",
        "条文理解：",
        "  （three-interest-supports）",
    ]
