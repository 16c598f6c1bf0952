"""A TOML file that anybody wrote: what is wrong with its text is said with its line."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bjsubsidy.errors import Problem
from bjsubsidy.readers.lines import FileLines, tokens
from bjsubsidy.readers.toml_file import read_toml
from tests.conftest import Run

FIRM = '[enterprise]\nname = "x"\n[[item]]\nlabel = "a"\ninput = "loan-interest"\non = 2021-03-20\namount = {}\n'

FULL_WIDTH = [
    ("quotes around a text", "[enterprise]\nname = “某公司”\n", "2:8", '“. Write " instead'),
    ("a closing quote", '[enterprise]\nname = "某公司”\nin-zhongguancun = true\n', "2:12", '”. Write " instead'),
    ("quotes around a key", "“a” = 1\n", "1:1", '“. Write " instead'),
    ("an equals sign", "a ＝ 1\n", "1:3", "＝. Write = instead"),
    ("a comma in a list", "a = [1，2]\n", "1:7", "，. Write , instead"),
    ("a comma in a table", "a = { b = 1，c = 2 }\n", "1:12", "，. Write , instead"),
    ("a heading", "a = 1\n［b］\n", "2:1", "［. Write [ instead"),
    ("a remark", "a = 1 ＃ one\n", "1:7", "＃. Write # instead"),
]


@pytest.mark.parametrize(("text", "line", "said"), [pytest.param(*case[1:], id=case[0].replace(" ", "-")) for case in FULL_WIDTH])
def test_what_a_chinese_keyboard_typed_is_named_with_its_line(text: str, line: str, said: str, tmp_path: Path) -> None:
    path = tmp_path / "firm.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(Problem) as refused:
        read_toml(str(path))
    assert refused.value.sentence("en") == f"{path}:{line}: it has the full-width {said}."
    assert refused.value.sentence("zh").startswith(f"{path}:{line}：有全角的 ")


@pytest.mark.parametrize(
    "number", ["0x" + "F" * 5000, "0o" + "7" * 30, "0b" + "1" * 64, "9223372036854775808", "-9_223_372_036_854_775_809"]
)
def test_a_whole_number_beyond_64_bits_is_refused_at_its_line(
    number: str, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("firm.toml").write_text(FIRM.format(number), "utf-8")
    said = "firm.toml:7: a amount: the whole number is too large: it has more than 64 bits. Check the number of digits.\n"
    assert run("plan", "firm.toml", "--lang", "en") == (3, "", said)


@pytest.mark.parametrize("number", ["1e-999999999", "0e-999999999", "1e-9999999999999999999999", "1e9999999999999999999999", "9" * 5000])
def test_a_number_of_a_billion_digits_takes_one_line_and_no_memory(number: str, run: Run, tmp_path: Path) -> None:
    path = tmp_path / "firm.toml"
    path.write_text(FIRM.format(number), "utf-8")
    answer = run("plan", str(path), "--lang", "en")
    assert (answer.code, answer.out, answer.err.count("\n")) == (3, "", 1)


def work(done: Callable[[], object]) -> int:
    """How many functions were called and how many lines of Python were run."""
    steps = 0

    def counted(*_: object) -> Any:
        nonlocal steps
        steps += 1
        return counted

    before = sys.gettrace()
    sys.settrace(counted)
    try:
        done()
    finally:
        sys.settrace(before)
    return steps


@pytest.mark.law
@pytest.mark.parametrize(
    "made",
    [
        lambda count: "a = [\n" + '  { b = "1" },\n' * count + "]\n",
        lambda count: 'a = """\n' + "x\n" * count + '"""\n',
        lambda count: "[[a]]\nb = 1\n" * count,
        lambda count: "a = [" + "[" * count + "]" * count + "]\n",
        lambda count: "a" + ".a" * count + " = 1\n",
        lambda count: "# remark\n" * count + "a = 1\n",
    ],
    ids=["list", "text", "tables", "nested", "dotted", "remarks"],
)
def test_twice_the_lines_are_twice_the_work_to_find_one(made: Callable[[int], str]) -> None:
    def of(count: int) -> int:
        text = made(count)
        return work(lambda: FileLines("f.toml", text, {}).line(("a", count - 1)))

    assert of(800) <= 2.2 * of(400) + 50


def test_a_long_text_is_one_token() -> None:
    assert len(list(tokens('a = """' + 'x"\\"\n' * 5000 + '"""'))) == 3


# What somebody typed, where the cause stands, and what is said of it in both languages.
REFUSED = [
    ("a Chinese key", '企业规模 = "s"', "1:1", '键“企业规模”不能直接写。请写成 "企业规模" = …。', 'Write "企业规模" = ….'),
    ("a key of full-width letters", "ａ = 1", "1:1", "键“ａ”不能直接写。请写成 a = …。", "Write a = …."),
    ("a key with a blank", "a b = 1", "1:3", '键“a b”不能直接写。请写成 "a b" = …。', 'Write "a b" = ….'),
    ("a Chinese heading", "[企业]", "1:2", '标题“企业”不能直接写。请把标题放在引号内："企业"。', 'Put the heading between quotes: "企业".'),
    ("no key", "= 1", "1:1", "= 前面没有键。请写上键，或删去这一行。", "no key stands before the =. Write the key, or delete the line."),
    ("no value", "a = ", "1:5", "= 后面没有值。", "no value follows the =. Write the value, or delete the line where it is not known."),
    ("no value before a section", "a =\n[b]", "1:4", "= 后面没有值。请写上值；", "or delete the line where it is not known."),
    ("no value before another key", "a =\nb = 1", "1:4", "= 后面没有值。请写上值；", "or delete the line where it is not known."),
    (
        "a list of tables without its bracket",
        "a =\n\n  # one\n  { b = 1 },\n]",
        "1:4",
        "= 后面没有值。请在 = 后面写上 [ ，把下面的列表括起来：[ … ]。",
        "no value follows the =. Begin the list below with a [ behind the =, and end it with ].",
    ),
    ("a list of texts without its bracket", 'a =\n  "x",\n]', "1:4", "请在 = 后面写上 [ ，", "Begin the list below with a [ behind the ="),
    ("no equals sign", "a", "1:2", "键后面缺少 =。", "there is no = after the key. Write KEY = VALUE, and begin a remark with #."),
    ("prose", "甲公司的资料", "1:1", "这一行不是 键 = 值。", "this line is not KEY = VALUE."),
    ("a colon", "a: 1", "1:2", "键后面写了冒号。请改写半角的 = 。", "a colon follows the key. Write = instead."),
    ("a full-width colon", "a：1", "1:2", "键后面写了冒号。请改写半角的 = 。", "a colon follows the key. Write = instead."),
    ("two equals signs", "a == 1", "1:4", "等号写了两个。", "there are two equals signs. Leave one of them."),
    ("a semicolon", "a = 1；", "1:6", "行末有分号。请删去它。", "a semicolon ends the line. Delete it."),
    (
        "a blank of Chinese width",
        "\u3000a = 1",
        "1:1",
        "有一个特殊的空格。",
        "it has a blank of another kind. Write a plain space instead.",
    ),
    ("a blank of Word", "a = 1\u00a0", "1:6", "有一个特殊的空格。", "it has a blank of another kind. Write a plain space instead."),
    ("a Chinese comma", 'a = ["x"、"y"]', "1:9", "有全角的 、。请改写半角的 , 。", "it has the full-width 、. Write , instead."),
    ("Chinese without quotes", "name = 某公司", "1:8", "“某公司”没有加引号。", 'Text and amounts stand between straight quotes: "某公司".'),
    (
        "a choice without quotes",
        "a = small # one",
        "1:5",
        "“small”没有加引号。",
        '“small” has no quotes. Text and amounts stand between straight quotes: "small".',
    ),
    ("one of a list", 'a = ["x", 某]', "1:11", "“某”没有加引号。", 'Text and amounts stand between straight quotes: "某".'),
    ("an amount with its unit", "a = 1.8亿", "1:5", "“1.8亿”没有加引号。", 'Text and amounts stand between straight quotes: "1.8亿".'),
    ("an amount with commas", "a = 1,200,000", "1:5", "“1,200,000”没有加引号。", 'between straight quotes: "1,200,000".'),
    ("a rate", "a = 4.6%", "1:5", "“4.6%”没有加引号。", 'between straight quotes: "4.6%".'),
    ("a leading zero", "a = 010", "1:5", "“010”没有加引号。", 'between straight quotes: "010".'),
    ("a truth in Chinese", "a = 是", "1:5", "“是”要写成 true 或 false。请写 true。", "“是” has to be true or false. Write true."),
    (
        "a truth with a capital",
        "a = False",
        "1:5",
        "“False”要写成 true 或 false。请写 false。",
        "“False” has to be true or false. Write false.",
    ),
    (
        "a day in Chinese",
        "a = 2021年3月5日",
        "1:5",
        "日期“2021年3月5日”的写法不对。请写成 2021-03-05，不加引号。",
        "Write 2021-03-05, without quotes.",
    ),
    ("a day with strokes", "a = 2021/3/5", "1:5", "日期“2021/3/5”的写法不对。", "Write 2021-03-05, without quotes."),
    ("a day with points", "a = 2021.3.5", "1:5", "日期“2021.3.5”的写法不对。", "Write 2021-03-05, without quotes."),
    ("no such day", "a = 2021-02-30", "1:5", "没有这一天或这一时刻。", "there is no such day or time. Write it as 2021-03-20."),
    (
        "two values",
        'a = "b" "c"',
        "1:9",
        "值后面还有多余的内容。一行只写一个值；",
        "something follows the value. Write one value on a line",
    ),
    ("quotes within quotes", 'a = "某"公司"', "1:8", "值后面还有多余的内容。", "something follows the value."),
    (
        "a text without an end",
        'a = "b',
        "1:5",
        '引号没有成对。请在文字末尾补上 " 。',
        'a quotation mark is not closed. Close it with " where the text ends.',
    ),
    ("a text over a line", 'a = "b\nc = 1', "1:5", "引号没有成对。", "a quotation mark is not closed."),
    (
        "a text in single quotes",
        "a = 1\nb = 'c\nd = 1",
        "2:5",
        "引号没有成对。请在文字末尾补上 ' 。",
        "Close it with ' where the text ends.",
    ),
    ("a long text", 'a = 1\nb = """c\nd = 1', "2:5", '引号没有成对。请在文字末尾补上 """ 。', 'Close it with """ where the text ends.'),
    ("a heading", "[a", "1:3", "标题的方括号没有成对。请写成 [a] 。", "the brackets of a heading are not closed. Write [a]."),
    ("a heading of a list", "[[a]", "1:4", "标题的方括号没有成对。请写成 [[a]] 。", "Write [[a]]."),
    (
        "a list without an end",
        "a = [1, 2",
        "1:5",
        "以 [ 开始的列表没有关上。请补上 ] 。",
        "the list begun with [ is not closed. Close it with ].",
    ),
    (
        "a list that runs into a key",
        "a = [1, 2\nb = 3",
        "1:5",
        "以 [ 开始的列表到第 2 行还没有关上。",
        "the list begun with [ is not closed by line 2. Close it with ].",
    ),
    ("no comma", "a = [1 2]", "1:8", "两个值之间缺少逗号。请在这里写半角的“,”。", "a comma is missing between two values. Write , here."),
    ("no comma between lines", 'a = [\n "x"\n "y"\n]', "3:2", "两个值之间缺少逗号。", "a comma is missing between two values."),
    ("no comma in a table", "a = { b = 1 c = 2 }", "1:13", "两个值之间缺少逗号。", "a comma is missing between two values."),
    (
        "a table without an end",
        "a = { b = 1\nc = 2",
        "1:5",
        "以 { 开始的表到第 2 行还没有关上。",
        "the table begun with { is not closed by line 2.",
    ),
    (
        "a list of tables that runs into a key",
        "caps = [\n  { amount = 1 },\nconditions = [\n  { b = 1 },\n]",
        "1:8",
        "到第 3 行还没有关上。请补上 ] 。",
        "the list begun with [ is not closed by line 3. Close it with ].",
    ),
    (
        "a list that runs into a heading",
        "a = [\n  1,\n\n[[b]]\nc = 1",
        "1:5",
        "到第 4 行",
        "the list begun with [ is not closed by line 4.",
    ),
    (
        "a list that runs into a remarked heading",
        "a = [\n  1,\n[b.c] # d",
        "1:5",
        "到第 3 行",
        "the list begun with [ is not closed by line 3.",
    ),
    ("a list in a table", 'a = { b = ["c" }\nd = 1', "1:11", "以 [ 开始的列表没有关上。", "the list begun with [ is not closed."),
    (
        "a list in a table that runs into a key",
        'a = { b = ["c", d = 1 }',
        "1:11",
        "以 [ 开始的列表没有关上。",
        "begun with [ is not closed.",
    ),
    ("a table in a list", "a = [\n  { b = 1,\n  { b = 2 },\n]", "2:3", "以 { 开始的表到第 3 行还", "begun with { is not closed by line 3."),
    (
        "the last table of a list",
        "a = [\n  { b = 1\n]",
        "2:3",
        "以 { 开始的表到第 3 行还",
        "the table begun with { is not closed by line 3.",
    ),
    (
        "a list closed as a table",
        "a = [\n  { b = [\n    { c = 1 },\n  },\n]",
        "2:9",
        "以 [ 开始的列表到第 4 行还",
        "with [ is not closed by line 4.",
    ),
    (
        "a long text that runs into another",
        'a = """b\n\n[[c]]\nd = """e"""',
        "1:5",
        '以 """ 开始的文字到第 4 行还没有关上。',
        'the text begun with """ is not closed by line 4. Close it with """.',
    ),
    ("a text in a table", 'a = { zh = "b, en = "c" }', "1:22", "引号没有成对。请核对这一行的引号。", "Check those of this line."),
    (
        "a key twice",
        "a = 1\nb = 1\na = 2",
        "3:1",
        "“a”写了两次（第 1 行已有）。请只留一个。",
        "“a” stands twice (line 1 has it). Keep one of them.",
    ),
    ("a key twice in a table", "a = { b = 1, b = 2 }", "1:1", "写了两次。请只留一个。", "stands twice. Keep one of them."),
    (
        "a heading twice",
        "[a]\n[a]",
        "2:1",
        "“[a]”写了两次（第 1 行已有）。",
        "“[a]” stands twice (line 1 has it). Put both under one heading;",
    ),
    (
        "a list and a table",
        "[[a]]\n[a]",
        "2:1",
        "“[a]”写了两次。",
        "“[a]” stands twice. Put both under one heading; a further entry of a list has [[ ]].",
    ),
    ("a table closed", "a = { b = 1 }\n[a]\nc = 2", "2:1", "“[a]”写了两次。", "“[a]” stands twice."),
    ("a dotted table", "a.b = 1\n[a]", "2:1", "“[a]”写了两次。", "“[a]” stands twice."),
    ("a dotted key", "[a.b]\n[a]\nb.c = 1", "3:1", "“b.c”写了两次。", "“b.c” stands twice. Keep one of them."),
    (
        "a path of Windows",
        'a = "C:\\Users"',
        "1:10",
        "反斜杠后面不是它认得的字符。路径请用 /，或用单引号。",
        "a backslash is followed by a character",
    ),
    ("a backslash", 'a = "\\d"', "1:8", "反斜杠后面不是它认得的字符。", "Write / in paths, or single quotes around the text."),
    ("half a character", 'a = "\\uD800"', "1:12", "反斜杠后面不是它认得的字符。", "a backslash is followed by a character"),
    ("a control character", "a = '\x01'", "1:6", "有不能显示的控制字符。请删去它。", "it has a control character. Delete it."),
    ("a control character in a remark", "# \x01", "1:3", "有不能显示的控制字符。", "it has a control character."),
]


@pytest.mark.parametrize(("text", "place", "zh", "en"), [pytest.param(*case[1:], id=case[0].replace(" ", "-")) for case in REFUSED])
def test_a_slip_of_writing_is_said_with_its_place_and_what_to_write(text: str, place: str, zh: str, en: str, tmp_path: Path) -> None:
    path = tmp_path / "firm.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(Problem) as refused:
        read_toml(str(path))
    assert refused.value.sentence("zh").startswith(f"{path}:{place}：")
    assert zh in refused.value.sentence("zh")
    assert refused.value.sentence("en").startswith(f"{path}:{place}: ")
    assert en in refused.value.sentence("en")


def test_a_byte_order_mark_and_tabs_are_read(tmp_path: Path) -> None:
    path = tmp_path / "firm.toml"
    path.write_text('\ufeff[a]\r\n\tb\t=\t"x"\r\n', "utf-8", newline="")
    assert read_toml(str(path))[2] == {"a": {"b": "x"}}
