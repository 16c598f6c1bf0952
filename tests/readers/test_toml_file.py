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
    ("quotes around a text", "[enterprise]\nname = “某公司”\n", "2", '“. Write " instead'),
    ("a closing quote", '[enterprise]\nname = "某公司”\nin-zhongguancun = true\n', "2", '”. Write " instead'),
    ("quotes around a key", "“a” = 1\n", "1", '“. Write " instead'),
    ("an equals sign", "a ＝ 1\n", "1", "＝. Write = instead"),
    ("a comma in a list", "a = [1，2]\n", "1", "，. Write , instead"),
    ("a comma in a table", "a = { b = 1，c = 2 }\n", "1", "，. Write , instead"),
    ("a heading", "a = 1\n［b］\n", "2", "［. Write [ instead"),
    ("a remark", "a = 1 ＃ one\n", "1", "＃. Write # instead"),
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


REFUSED = [
    ("a = b", "= 后面不是值；文字要加引号"),
    ("a", "键后面缺少 ="),
    ("a = 1 2", "值后面还有多余的内容；文字和带单位的金额要加引号"),
    ("annual-revenue = 1.8亿", "值后面还有多余的内容；文字和带单位的金额要加引号"),
    ("= 1", "一行要以键、[ 或 # 开头"),
    ("[ä]", "键只能用字母、数字、- 和 _，其他的要加引号"),
    ('a = "b', "引号没有成对，或字符串跨了行"),
    ("a = 'b", "引号没有成对，或字符串跨了行"),
    ('a = """b', "引号没有成对，或字符串跨了行"),
    ("a = '''b", "引号没有成对，或字符串跨了行"),
    ("[a", "表头的方括号没有成对"),
    ("[[a]", "表头的方括号没有成对"),
    ("a = [1, 2", "数组的方括号没有成对，或缺少逗号"),
    ("a = [1 2]", "数组的方括号没有成对，或缺少逗号"),
    ("a = { b = 1 c = 2 }", "花括号没有成对，或缺少逗号"),
    ("a = 1\na = 2", "同一个键或同一张表写了两次"),
    ("[a]\n[a]", "同一个键或同一张表写了两次"),
    ("[[a]]\n[a]", "同一个键或同一张表写了两次"),
    ("a = { b = 1, b = 2 }", "同一个键或同一张表写了两次"),
    ("a = { b = 1 }\n[a]\nc = 2", "同一个键或同一张表写了两次"),
    ("a.b = 1\n[a]", "同一个键或同一张表写了两次"),
    ("[a.b]\n[a]\nb.c = 1", "同一个键或同一张表写了两次"),
    ('a = "C:\\Users"', "反斜杠后面不是它认得的字符；路径请用 /，或用单引号"),
    ('a = "\\d"', "反斜杠后面不是它认得的字符；路径请用 /，或用单引号"),
    ('a = "\\uD800"', "反斜杠后面不是它认得的字符；路径请用 /，或用单引号"),
    ("a = '\x01'", "有不能显示的控制字符"),
    ("# \x01", "有不能显示的控制字符"),
    ("on = 2021-02-30", "没有这一天或这一时刻"),
]


@pytest.mark.parametrize(("text", "why"), REFUSED, ids=[repr(text) for text, _ in REFUSED])
def test_what_is_not_toml_is_said_in_both_languages(text: str, why: str, tmp_path: Path) -> None:
    path = tmp_path / "firm.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(Problem) as refused:
        read_toml(str(path))
    assert refused.value.sentence("zh").endswith(f"：不是 TOML：{why}。请更正。")
    assert not any("一" <= character <= "鿿" for character in refused.value.sentence("en"))
