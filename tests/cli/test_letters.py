"""Terminals and pipes that have not every letter: code page 936 shows √ × ？, code page 437 and ASCII what they have; no mark is lost."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from bjsubsidy.cli import letters
from bjsubsidy.cli.letters import INSTEAD, has, marked_in, shown_by
from bjsubsidy.reports.phrases import MARKS, STATE_MARKS
from tests.conftest import Run

GOLDEN = Path(__file__).parents[1] / "golden"
# What people read; figures in CSV and JSON are read by programs.
TEXTS = sorted(path for path in GOLDEN.glob("*.txt") if not re.search(r"(csv|json|html|ics|schema)\.", path.name))
ROOT = Path(__file__).parents[2]
CALC = ("calc", "loan-interest", "120万", "--enterprise-size", "large", "--on", "2021-03-20", "--as-of", "2021-04-01")


def spoken(encoding: str, *words: str, lang: str = "zh") -> bytes:
    """What the program writes where the letters are these."""
    environment = {**os.environ, "PYTHONIOENCODING": encoding, "PYTHONUTF8": "0", "BJSUBSIDY_LANG": lang}
    done = subprocess.run([sys.executable, "-m", "bjsubsidy", *words], env=environment, capture_output=True, check=True, cwd=ROOT)
    return done.stdout


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.name)
@pytest.mark.parametrize("encoding", ["gbk", "gb18030"])
def test_no_letter_of_an_answer_is_lost_in_chinese_code_pages(path: Path, encoding: str) -> None:
    text = path.read_text("utf-8")
    shown = marked_in(text, encoding).encode(encoding, "strict").decode(encoding)
    assert shown.count("?") + shown.count("？") == text.count("?") + text.count("？")


@pytest.mark.parametrize("path", [path for path in TEXTS if ".en." in path.name], ids=lambda path: path.name)
@pytest.mark.parametrize("encoding", ["cp437", "cp850", "cp1252", "ascii"])
def test_no_letter_of_an_english_answer_is_lost_in_western_ones(path: Path, encoding: str) -> None:
    """But for what is Chinese: names and titles as they are written."""
    text = "".join(letter for letter in path.read_text("utf-8") if not "\u3400" <= letter <= "\u9fff")
    shown = marked_in(text, encoding).encode(encoding, "strict").decode(encoding)
    assert shown.count("?") == text.count("?") + text.count("？")


@pytest.mark.parametrize("mark", sorted({*MARKS.values(), *STATE_MARKS.values()}))
@pytest.mark.parametrize("encoding", ["gbk", "cp437", "ascii", "latin-1", "shift_jis", "cp1252"])
def test_each_mark_stays_itself_or_becomes_another_one(mark: str, encoding: str) -> None:
    shown = {each: marked_in(f"{each} x", encoding) for each in MARKS.values()}
    assert has(encoding, shown[mark])
    assert len(set(shown.values())) == len(shown)


@pytest.mark.parametrize("letter", INSTEAD)
def test_what_stands_for_a_letter_ends_in_ascii(letter: str) -> None:
    assert INSTEAD[letter][-1].isascii()
    assert letters.instead_of(letter, "ascii") == INSTEAD[letter][-1]


@pytest.mark.parametrize(
    ("encoding", "eligible", "unconfirmed", "ineligible", "pages"),
    [
        ("gbk", "√", "？", "×", "182–184"),
        ("gb18030", "✓", "?", "✗", "182–184"),
        ("utf-8", "✓", "?", "✗", "182–184"),
        ("cp437", "√", "?", "x", "182-184"),
        ("ascii", "v", "?", "x", "182-184"),
    ],
)
def test_the_marks_of_a_table(encoding: str, eligible: str, unconfirmed: str, ineligible: str, pages: str) -> None:
    out = spoken(encoding, *CALC, "--explain", lang="en").decode(encoding)
    assert f"{unconfirmed} unconfirmed" in out
    assert f"{ineligible} ineligible" in out
    assert pages in out
    status = spoken(encoding, "status", "regional-headquarters", "--foreign-invested", lang="en").decode(encoding)
    assert f"{eligible} met" in status


def test_a_question_mark_of_a_sentence_is_no_mark() -> None:
    assert marked_in("Is it?  ? unconfirmed\n? x? y", "gbk") == "Is it?  ？ unconfirmed\n？ x? y"


@pytest.mark.parametrize("encoding", ["gbk", "ascii"])
def test_a_page_of_help_and_a_refusal_have_their_letters(encoding: str) -> None:
    out = spoken(encoding, "calc", "loan-interest", "--help", lang="en").decode(encoding)
    assert "Common options" in out
    assert not re.search(r"\?{2}", out)
    environment = {**os.environ, "PYTHONIOENCODING": encoding, "BJSUBSIDY_LANG": "en"}
    done = subprocess.run([sys.executable, "-m", "bjsubsidy", "clac"], env=environment, capture_output=True, check=False, cwd=ROOT)
    quoted = "“clac”" if encoding == "gbk" else '"clac"'
    assert done.stderr.decode(encoding) == f"there is no command {quoted}. Did you mean calc?\n"


@pytest.mark.parametrize("encoding", ["gbk", "ascii", "cp437"])
def test_a_curve_is_drawn_in_letters_that_are_there(encoding: str) -> None:
    assert marked_in("⡇⣿|", encoding) == "**|"


@pytest.mark.parametrize("encoding", ["gbk", "ascii", "cp437"])
def test_json_in_a_pipe_loses_nothing_whatever_its_letters(encoding: str, run: Run) -> None:
    words = ("plan", "examples/firm.toml", "--format", "json")
    out = spoken(encoding, *words)
    assert out.isascii()
    assert json.loads(out) == json.loads(spoken("utf-8", *words))


@pytest.mark.parametrize("form", ["html", "ics"])
def test_what_says_that_it_is_utf8_is(form: str) -> None:
    assert "截止" in spoken("gbk", "deadlines", "--format", form).decode("utf-8")


def test_csv_in_a_pipe_is_utf8_whatever_its_letters_and_loses_nothing(tmp_path: Path) -> None:
    """Of every command alike; gbk has not the letter of this firm."""
    table, firm = tmp_path / "t.csv", tmp_path / "f.toml"
    table.write_text("enterprise,input,amount,on\n甲㐂公司,loan-interest,100万,2021-03-20\n", "utf-8")
    firm.write_text('[[item]]\nlabel = "㐂"\ninput = "rd-expense"\namount = "5"\non = 2021-03-20\ntechnology-enterprise = true\n', "utf-8")
    day = ("--as-of", "2021-04-01", "--format", "csv")
    for words in (("batch", str(table), *day), ("plan", str(firm), *day), ("deadlines", "--format", "csv")):
        out = spoken("gbk", *words)
        assert out == spoken("utf-8", *words)
        assert not out.startswith(b"\xef\xbb\xbf")
        assert ("㐂" if words[0] != "deadlines" else "截止") in out.decode("utf-8")


def test_many_answers_as_json_lose_nothing(tmp_path: Path) -> None:
    environment = {**os.environ, "PYTHONIOENCODING": "gbk"}
    command = [sys.executable, "-m", "bjsubsidy", "calc", "loan-interest", "-", "--loan", "𠮷", "--format", "json"]
    done = subprocess.run(command, env=environment, input=b"5\n6\n", capture_output=True, check=True)
    first, _ = done.stdout.splitlines()
    assert json.loads(first)["facts"] == {"loan": "𠮷"}


class Console:
    encoding = "utf-8"

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(("page", "modern", "expected"), [("cp936", False, "cp936"), (None, False, "utf-8"), ("cp936", True, "utf-8")])
def test_a_windows_console_shows_the_letters_of_its_code_page(
    page: str | None, modern: bool, expected: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(letters, "_code_page", lambda: page)
    if modern:
        monkeypatch.setenv("WT_SESSION", "1")
    else:
        monkeypatch.delenv("WT_SESSION", raising=False)
    assert shown_by(Console()) == expected  # type: ignore[arg-type]
