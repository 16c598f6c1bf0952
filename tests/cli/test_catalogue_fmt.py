"""`catalogue fmt`: the style of the shipped catalogue, the same catalogue afterwards, no remark lost, no file half written."""

import random
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import tomli
from hypothesis import given, settings
from hypothesis import strategies as st

from bjsubsidy.errors import UnreadableFile, UnusableFile
from bjsubsidy.law.export import catalogue_toml
from bjsubsidy.law.storage import packaged_file
from bjsubsidy.readers.catalogue import read
from bjsubsidy.readers.key_order import WRITTEN_ORDER, ordered_keys
from bjsubsidy.record import key
from bjsubsidy.writers.catalogue_layout import laid_out_file
from tests.conftest import Run

ROOT = Path(__file__).parent.parent.parent
SET_ASIDE = "set-aside.toml"  # a list of figures of the pages, and no catalogue
SHIPPED = sorted(path for path in (ROOT / "data").glob("*.toml") if path.name != SET_ASIDE)
SOUND = ROOT / "tests/mistakes/sound.toml"
WHOLE = [Path(packaged_file()), SOUND, ROOT / "tests/grammar/forms.toml"]
PROVISIONS = sorted((ROOT / "tests/provisions").glob("*.toml"))
NO_CATALOGUES = {"not-toml", "number-too-large", "unreadable", "sources"}
SOUND_TEXT = SOUND.read_text("utf-8")


def written(folder: Path, text: str | bytes) -> Path:
    path = folder / "catalogue.toml"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


@pytest.mark.parametrize("path", [*SHIPPED, SOUND], ids=lambda path: path.name)
def test_there_is_nothing_to_do_on_the_shipped_catalogue(path: Path) -> None:
    laid_out = laid_out_file(str(path))
    assert (laid_out.content, laid_out.changed, laid_out.left) == (path.read_bytes(), False, [])


@pytest.mark.parametrize("path", WHOLE, ids=lambda path: path.name)
def test_the_catalogue_that_is_read_is_the_same(path: Path, tmp_path: Path) -> None:
    after = written(tmp_path, laid_out_file(str(path)).content)
    assert catalogue_toml(read([str(after)]).catalogue) == catalogue_toml(read([str(path)]).catalogue)
    assert not laid_out_file(str(after)).changed


@pytest.mark.parametrize("path", [*sorted(SOUND.parent.glob("*.toml")), *PROVISIONS], ids=lambda path: path.stem)
def test_a_catalogue_says_the_same_its_mistakes_too(path: Path, tmp_path: Path) -> None:
    try:
        laid_out = laid_out_file(str(path))
    except (UnreadableFile, UnusableFile):
        assert path.stem in NO_CATALOGUES
        return
    assert tomli.loads(laid_out.content.decode()) == tomli.loads(path.read_text("utf-8-sig"))
    assert not laid_out_file(str(written(tmp_path, laid_out.content))).changed


def test_every_key_of_a_shape_has_one_place() -> None:
    assert {shape.__name__ for shape in WRITTEN_ORDER if sorted(ordered_keys(shape)) != sorted(map(key, shape.fields))} == set()


LAYOUTS = {
    "keys go where the shipped catalogue has them": (
        '[edition]\ncaution = { en = "late", zh = "晚" }\nid = "x"\n',
        '[edition]\nid = "x"\ncaution = { zh = "晚", en = "late" }\n',
    ),
    "a remark goes with the key under it": (
        '[edition]\n# of the caution\ncaution = "c"  # beside\n\n# of the id\nid = "x"\n',
        '[edition]\n# of the id\nid = "x"\n# of the caution\ncaution = "c"  # beside\n',
    ),
    "the remark that begins a file stays there": (
        '# head\n\n# first\nid = "x"\nsteps = []\n',
        '# head\n\n# first\nid = "x"\nsteps = []\n',
    ),
    "a remark under the last key stays there": (
        '[edition]\nuntil = 2021-03-31\n# end\n\n[[fact]]\nid = "x"\n# last\n',
        '[edition]\nuntil = 2021-03-31\n# end\n\n[[fact]]\nid = "x"\n# last\n',
    ),
    "a remark between entries stays between them": (
        '[[fact]]\nid = "x"\n\n# ---- a\n\n\n# ---- b\n[[fact]] # c\nid = "y"\n\n# end',
        '[[fact]]\nid = "x"\n\n# ---- a\n\n# ---- b\n[[fact]]  # c\nid = "y"\n\n# end\n',
    ),
    "blanks and blank lines are those of the shipped catalogue": (
        '\n\n[[ fact ]]\n\n  id="x"\n\talso=[ "a","b" , ]\n[ edition ]\n',
        '[[fact]]\nid = "x"\nalso = ["a", "b"]\n\n[edition]\n',
    ),
    "text stands in double quotes, a key in none": (
        "[edition]\n'id' = 'x'\n",
        '[edition]\nid = "x"\n',
    ),
    "a key that needs quotes has double ones": (
        "[authorities]\n'市 局' = 'a'\n",
        '[authorities]\n"市 局" = "a"\n',
    ),
    "text that was folded stands on one line": (
        '[[fact]]\nid = """a \\\n   b"""\nnote = \'\'\'say "x"\'\'\'\n',
        "[[fact]]\nid = \"a b\"\nnote = '''say \"x\"'''\n",
    ),
    "a list on several lines keeps them": (
        '[columns]\non = ["a", "b",\n"c" # of c\n# of d\n, "d"]\n',
        '[columns]\non = [\n  "a", "b",\n  "c",  # of c\n  # of d\n  "d",\n]\n',
    ),
    "of tables in a list on several lines each has its own": (
        '[[fact]]\nchoices = [{ name="b", id="a" }, {id="c"},\n# end\n]\n',
        '[[fact]]\nchoices = [\n  { id = "a", name = "b" },\n  { id = "c" },\n  # end\n]\n',
    ),
    "a list within a table goes further in": (
        '[[measure]]\nconditions = [\n{any=[\n{holds=true,fact="x"}]}]\n',
        '[[measure]]\nconditions = [\n  { any = [\n    { fact = "x", holds = true },\n  ] },\n]\n',
    ),
    "a table on several lines is put on one": (
        '[[input]]\nname = {\n  en = "a",\n  zh = "b",\n}\n',
        '[[input]]\nname = { zh = "b", en = "a" }\n',
    ),
    "a key that no shape has comes last": (
        "[edition]\nzzz = 1\nuntil = 2021-03-31\naaa.b = 2\n",
        "[edition]\nuntil = 2021-03-31\nzzz = 1\naaa.b = 2\n",
    ),
    "a benefit has the order of its kind": (
        '[[measure]]\nid = "x"\n[measure.benefit]\namount = "50"\nkind = "sum"\n[[measure]]\nbenefit = { rate = "1%", kind = "share" }\n',
        '[[measure]]\nid = "x"\n\n[measure.benefit]\nkind = "sum"\namount = "50"\n'
        '\n[[measure]]\nbenefit = { kind = "share", rate = "1%" }\n',
    ),
    "what a mapping holds stays in its order": (
        "[[measure]]\ngiven = { b = 1, a = 2 }\n",
        "[[measure]]\ngiven = { b = 1, a = 2 }\n",
    ),
    "a layer begins with what it is": (
        '[layer]\ntitle = "t"\nover = "packaged"\nid = "x"\n',
        '[layer]\nid = "x"\nover = "packaged"\ntitle = "t"\n',
    ),
    "numbers and days are as they were": (
        "[edition]\nfirst-page = 1_0\nuntil = 2021-03-31 08:00:00.5\n",
        "[edition]\nuntil = 2021-03-31 08:00:00.5\nfirst-page = 1_0\n",
    ),
    "lines end as they did": (
        "[edition]\r\nuntil=2021-03-31\r\nid='x'",
        '[edition]\r\nid = "x"\r\nuntil = 2021-03-31\r\n',
    ),
    "a byte order mark goes": (
        "\ufeff[edition]\n",
        "[edition]\n",
    ),
}


@pytest.mark.parametrize(("before", "after"), LAYOUTS.values(), ids=LAYOUTS)
def test_it_is_laid_out(before: str, after: str, tmp_path: Path) -> None:
    assert laid_out_file(str(written(tmp_path, before))).content.decode() == after
    assert not laid_out_file(str(written(tmp_path, after))).changed


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ('[[fact]]\nname = { # why\n en = "a" }\n', "2: it has a remark within a table"),
        ('[[fact]]\nid = "x"\nnote = """a\nb"""\n', "3: its text has several lines"),
        ("[[fact]]\nid = 'a\\b'\n", "2: its text has quotes or backslashes"),
    ],
)
def test_what_cannot_be_laid_out_is_left_and_named(text: str, why: str, tmp_path: Path, run: Run) -> None:
    path = written(tmp_path, text)
    answer = run("catalogue", "fmt", str(path), "--lang", "en")
    assert (answer.code, answer.out, path.read_text("utf-8")) == (0, "", text)
    assert f"{path}:{why}; it is left as it stands\n" in answer.err


def test_check_names_what_would_change_and_changes_nothing(tmp_path: Path, run: Run) -> None:
    path = written(tmp_path, "[edition]\nid='x'\n")
    answer = run("catalogue", "fmt", str(path), str(SOUND), "--check", "--lang", "en")
    assert (answer.code, answer.out, answer.err) == (3, f"{path}: would be rewritten\n", "")
    assert path.read_text("utf-8") == "[edition]\nid='x'\n"
    assert run("catalogue", "fmt", str(path), "--lang", "zh").out == f"{path}：已改写\n"
    again = run("catalogue", "fmt", str(path), "--check", "--lang", "zh")
    assert (again.code, again.out, again.err) == (0, "", "没有须改动的文件\n")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[edition]\nid =\n", ":2:5: no value follows the ="),
        ('[enterprise]\nname = "x"\n', "it is neither a catalogue nor a layer"),
        (b"\xff", "it is not UTF-8 text"),
        ("[edition]\nid = " + "[" * 2000 + "]" * 2000, "nest"),
    ],
)
def test_what_is_no_catalogue_is_refused_in_one_line_and_nothing_is_written(text: str | bytes, said: str, tmp_path: Path, run: Run) -> None:
    path = written(tmp_path, text)
    beside = tmp_path / "beside.toml"
    beside.write_text("[edition]\nid='x'\n", "utf-8")
    answer = run("catalogue", "fmt", str(beside), str(path), "--lang", "en")
    assert (answer.code, answer.out, answer.err.count("\n")) == (3, "", 1)
    assert said in answer.err
    assert beside.read_text("utf-8") == "[edition]\nid='x'\n"


@pytest.mark.parametrize("depth", [340, 2000])
def test_what_nests_too_deep_to_be_laid_out_is_refused_too(depth: int, tmp_path: Path) -> None:
    path = written(tmp_path, "[edition]\nid = " + "[" * depth + "]" * depth)
    words = [sys.executable, "-m", "bjsubsidy", "catalogue", "fmt", str(path), "--lang", "en"]
    ended = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stdout, ended.stderr.count("\n")) == (3, "", 1)
    assert "nests too deep" in ended.stderr


def test_what_changed_is_not_written_over_a_file_that_is_laid_out(tmp_path: Path, run: Run) -> None:
    path = written(tmp_path, "[edition]\nid='x'\n")
    answer = run("catalogue", "fmt", str(path), "-o", str(path), "--lang", "en")
    assert (answer.code, path.read_text("utf-8")) == (2, "[edition]\nid='x'\n")


class Careless:
    """Writes a catalogue in any order of keys, with any quotes, lines and remarks."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.remarks: list[str] = []

    def file(self, raw: dict[str, Any]) -> str:
        lines: list[str] = []
        for name, section in raw.items():
            for heading, table in self.headed(name, section):
                lines += [*self.remark(), heading, *self.pairs(table)]
        return "\n".join([*lines, *self.remark()])

    def headed(self, name: str, section: Any) -> Iterator[tuple[str, dict[str, Any]]]:
        if isinstance(section, list):
            yield from ((f"[[{name}]]", table) for table in section)
        elif name == "documents":
            yield from ((f"[documents . {id}]", table) for id, table in section.items())
        else:
            yield f"[{name}]", section

    def pairs(self, table: dict[str, Any]) -> Iterator[str]:
        for name, value in self.chance.sample(list(table.items()), len(table)):
            yield from self.remark()
            yield f"{self.quoted(name, key=True)}={self.value(value)}{''.join(self.remark()[:1])}"

    def remark(self) -> list[str]:
        if self.chance.random() < 0.8:
            return []
        self.remarks.append(f"# {len(self.remarks)} \"']}}")
        return [self.remarks[-1], ""] if self.chance.random() < 0.3 else [self.remarks[-1]]

    def value(self, value: Any) -> str:
        if isinstance(value, str):
            return self.quoted(value)
        if isinstance(value, dict):
            pairs = self.chance.sample(list(value.items()), len(value))
            return "{" + ",".join(f"{self.quoted(name, key=True)} ={self.value(part)}" for name, part in pairs) + "}"
        if isinstance(value, list):
            gaps = ["", " ", "\n", *(f" {remark}\n" for remark in self.remark()[:1])]
            return "[" + "".join(f"{self.value(part)},{self.chance.choice(gaps[:3])}" for part in value) + gaps[-1] + "]"
        return str(value).lower() if isinstance(value, bool) else str(value)

    def quoted(self, text: str, key: bool = False) -> str:
        plain = [f'"{text}"', *([] if "'" in text else [f"'{text}'"])]
        if key:
            return self.chance.choice([*plain, *([text] if re.fullmatch(r"[a-z-]+", text) else [])])
        return self.chance.choice([*plain, f'"""\n{text}"""', f'"""\\\n   {text}"""', f"'''{text}'''"])


@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 2**32))
def test_however_carelessly_it_was_written_it_says_the_same_and_loses_no_remark(
    seed: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    raw = tomli.loads(SOUND_TEXT)
    careless = Careless(seed)
    path = written(tmp_path_factory.mktemp("careless"), careless.file(raw))
    laid_out = laid_out_file(str(path))
    text = laid_out.content.decode()
    assert tomli.loads(text) == raw
    assert laid_out.left == []
    assert sorted(re.findall(r"# \d+ \"'\]\}", text)) == sorted(careless.remarks)
    assert [list(entry) for entry in tomli.loads(text)["measure"]] == [list(entry) for entry in raw["measure"]]
    path.write_bytes(laid_out.content)
    assert not laid_out_file(str(path)).changed
