"""Where in a TOML file an entry stands: the line a person would go to."""

import pathlib
import re
import tomllib

import pytest

from bjsubsidy.errors import Mistake
from bjsubsidy.language import Text
from bjsubsidy.law.storage import data_folder
from bjsubsidy.readers.faults import Fault, Path
from bjsubsidy.readers.lines import FileLines

TESTS = pathlib.Path(__file__).parent.parent
MEASURES = (pathlib.Path(data_folder()) / "measures.toml").read_text("utf-8")

FILE = '''# a comment
top = 1

[edition]
id = "e"
until = 2021-03-31

[documents.notice]
title = { zh = "x", en = "y" }

[[measure]]
id = "first"
text = """
[[measure]]
id = "not this one"
"""
caps = [
  { amount = "1" },

  # a remark
  { amount = "2" },
]
readings = ["a", "b"]
pages = [
  1,
  2,
]
pairs = [{ a = 1 }, { a = 2 }]

[[measure]]
id = "second" # with a remark
title.zh = "x"
'''

NESTED = """[[measure]]
id = "first"

[measure.benefit]
kind = "share"
rate = "40%"

[[measure.caps]]
amount = "1"

[[measure.caps]]
amount = "2"

[[measure]]
id = "second"

[measure.benefit]
kind = "whole"

[[measure.caps]]
amount = "3"
"""


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("top",), 2),
        (("edition",), 4),
        (("edition", "until"), 6),
        (("edition", "missing"), 4),
        (("documents", "notice"), 8),
        (("documents", "notice", "title"), 9),
        (("documents", "notice", "title", "en"), 9),
        (("measure", 0), 11),
        (("measure", 0, "text"), 13),
        (("measure", 0, "caps"), 17),
        (("measure", 0, "caps", 0), 18),
        (("measure", 0, "caps", 1), 21),
        (("measure", 0, "caps", 1, "amount"), 21),
        (("measure", 0, "readings", 1), 23),
        (("measure", 0, "pages", 1), 26),
        (("measure", 0, "pairs", 1), 28),
        (("measure", 0, "missing"), 11),
        (("measure", 1), 30),
        (("measure", 1, "id"), 31),
        (("measure", 1, "title"), 32),
        (("nothing", "like", "it"), 1),
        ((), 1),
    ],
)
def test_a_path_stands_on_its_line_or_on_that_of_the_table_around_it(path: Path, line: int) -> None:
    assert FileLines("f.toml", FILE, {}).line(path) == line


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("measure", 0, "benefit"), 4),
        (("measure", 0, "benefit", "rate"), 6),
        (("measure", 0, "caps", 0, "amount"), 9),
        (("measure", 0, "caps", 1, "amount"), 12),
        (("measure", 1, "id"), 15),
        (("measure", 1, "benefit", "kind"), 18),
        (("measure", 1, "caps", 0), 20),
        (("measure", 1, "caps", 0, "amount"), 21),
    ],
)
def test_tables_under_an_entry_have_their_own_lines(path: Path, line: int) -> None:
    assert FileLines("f.toml", NESTED, {}).line(path) == line


@pytest.mark.parametrize(
    ("before", "path", "line"),
    [
        ('a = "x\u2028y"\n', ("b",), 2),
        ('a = "x\u0085y"\n', ("b",), 2),
        ('a = "]"\n', ("b",), 2),
        ("a = 1\r\n", ("b",), 2),
        ('["quoted.name"]\na = 1\n', ("quoted.name", "a"), 2),
        ("['quoted']\na = 1\n", ("quoted", "a"), 2),
        ("  [ spaced ] # remark\na = 1\n", ("spaced", "a"), 2),
        ('"key" = 1\n', ("key",), 1),
        ("a = '''\nx\n'''\n", ("b",), 4),
    ],
)
def test_unusual_writing_does_not_move_the_lines(before: str, path: Path, line: int) -> None:
    assert FileLines("f.toml", f"{before}b = 1\n", {}).line(path) == line


@pytest.mark.parametrize(
    ("path", "where"),
    [
        (("measure", 0), "f.toml:11: first"),
        (("measure", 0, "caps", 1, "amount"), "f.toml:21: first caps 2 amount"),
        (("measure", 1, "title"), "f.toml:32: second title"),
        (("edition", "until"), "f.toml:6: edition.until"),
        (("documents", "notice", "title"), "f.toml:9: documents.notice.title"),
        (("measure", 7), "f.toml:11: measure 8"),
        (("top",), "f.toml:2: top"),
        ((), "f.toml:1"),
    ],
)
def test_a_fault_is_placed_with_file_line_and_entry(path: Path, where: str) -> None:
    problem = FileLines("f.toml", FILE, tomllib.loads(FILE)).placed(Fault(path, Mistake(Text("错", "wrong"), Text("改。", "Mend it."))))
    assert problem.sentence("en") == f"{where}: wrong. Mend it."
    chinese = re.sub(r" (\d+)", r" 第 \1 项", where).replace(": ", "：")
    assert problem.sentence("zh") == f"{chinese}：错。改。"


def paths(value: object, path: Path = ()) -> set[Path]:
    """Every path of a table as the parser has it."""
    parts = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return {path, *(inner for part, below in parts for inner in paths(below, (*path, part)))}


@pytest.mark.parametrize("text", [FILE, NESTED, (TESTS / "mistakes" / "sound.toml").read_text("utf-8"), MEASURES], ids=["a", "b", "c", "d"])
def test_every_path_that_the_parser_finds_has_its_own_line(text: str) -> None:
    lines = FileLines("f.toml", text, {})
    written = text.split("\n")
    found = paths(tomllib.loads(text)) - {()}
    assert all(str(path[-1]) in written[lines.line(path) - 1] for path in found if isinstance(path[-1], str))
    assert all(lines.line(path) >= lines.line(path[:-1]) for path in found if len(path) > 1)


@pytest.mark.parametrize(
    ("text", "path", "line"),
    [
        ("a = [\n  1,\n  [2,\n   3],\n  { b = [\n    4 ] },\n]\n", ("a", 1, 1), 4),
        ("a = [\n  1,\n  [2,\n   3],\n  { b = [\n    4 ] },\n]\n", ("a", 2, "b", 0), 6),
        ("[a]\nb.c = 1\nb.d = 2\n[a.e]\n", ("a", "b", "d"), 3),
        ('a = """\n[b]\n\\"""\n"""\nb = 1\n', ("b",), 5),
        ("a = '''\n''x'''''\nb = 1\n", ("b",), 3),
        ('a = "#]\\\\"\nb = 1\n', ("b",), 2),
        ('"\\u0061.b" = 1\n', ("a.b",), 1),
        ("a = {}\nb = []\nc = 1", ("c",), 3),
        ("[[a]]\n[[a.b]]\n[[a]]\n[[a.b]]\n[[a.b]]\nc = 1\n", ("a", 1, "b", 1, "c"), 6),
        ("a = 2021-03-20 08:00:00.5\nb = 1.5e3\nc = 1\n", ("c",), 3),
    ],
)
def test_lists_tables_and_texts_within_one_another_keep_their_lines(text: str, path: Path, line: int) -> None:
    tomllib.loads(text)
    assert FileLines("f.toml", text, {}).line(path) == line
