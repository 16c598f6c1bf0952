"""`catalogue new measure` at a terminal, through a pseudo-terminal; and what a pipe gets instead."""

import json
import os
import shlex
import tomllib
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from rich.cells import cell_len

from bjsubsidy.language import LANGS, Lang
from bjsubsidy.readers.schema import catalogue_schema
from tests.cli.test_new_measure import ENTRY, NAMED, OUTSIDE, PARK, PARK_SAID, SAME
from tests.conftest import Run
from tests.pseudo_terminal import END, INTERRUPT, at_terminal

NEW = ("catalogue", "new", "measure")
# A rate with a cap and a condition on a new fact, seven examples.
WHOLE = (*ENTRY, "2", "40%", SAME, "1", "50万元", "3", "1 2", "", *PARK, *PARK_SAID, "是", SAME, "", "", "", "", "", "", *[""] * 5)


@pytest.mark.parametrize("lang", LANGS)
def test_from_nothing_to_a_measure_that_the_program_answers_by(
    lang: Lang, tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = at_terminal((*NEW, "my district.toml", "--lang", lang), WHOLE, tmp_path)
    assert seen.code == 0, seen.screen
    assert os.listdir(tmp_path) == ["my district.toml"]
    assert [line for line in seen.lines if cell_len(line) > 80 and not line.startswith(">")] == []
    lines = [shlex.split(line) for line in seen.lines if line.startswith("  bjsubsidy ")]
    assert [line[1:3] for line in lines] == [["catalogue", "check"], ["catalogue", "fmt"], ["show", "support"]]
    monkeypatch.chdir(tmp_path)
    assert [run(*line[1:]).code for line in lines] == [0, 0, 0]
    words = ("new-cost", "130万", "--on", "2021-03-01", "--in-park", "--catalogue", "my district.toml", "--format", "amount")
    assert run("calc", *words).out == "500000.00\n"


@pytest.mark.parametrize("lang", LANGS)
def test_every_line_of_the_conversation_fits_the_terminal(lang: Lang, tmp_path: Path) -> None:
    keys = (*WHOLE[:17], "?", *WHOLE[17:29], "?", *WHOLE[29:37], "?", *WHOLE[37:])
    seen = at_terminal((*NEW, "d.toml", "--lang", lang), keys, tmp_path, columns=40)
    assert seen.code == 0, seen.screen
    # What is typed is drawn by the line editor, which scrolls in a terminal without a cursor.
    assert [line for line in seen.lines if cell_len(line) > 40 and not line.startswith((">", "<", "  bjsubsidy "))] == []


@pytest.mark.parametrize(
    ("keys", "said", "sections"),
    [
        ((), "没有建立“d.toml”。", None),
        (ENTRY[:3], "已写完的都存在“d.toml”里。", ["layer"]),
        (ENTRY, "没有写完、没有存的措施，回答过的是：", ["layer", "authorities", "documents", "input"]),
    ],
)
@pytest.mark.parametrize("key", [INTERRUPT, END], ids=["interrupted", "ended"])
def test_who_leaves_a_new_measure_is_told_what_was_saved(
    key: str, keys: tuple[str, ...], said: str, sections: list[str] | None, tmp_path: Path
) -> None:
    seen = at_terminal((*NEW, "d.toml"), (*keys, key), tmp_path)
    assert seen.code == 130
    assert said in seen.lines
    assert "再来一次：bjsubsidy catalogue new measure d.toml" in seen.lines
    path = tmp_path / "d.toml"
    assert (list(tomllib.loads(path.read_text("utf-8"))) if path.exists() else None) == sections
    assert [name for name in os.listdir(tmp_path) if name != "d.toml"] == []
    assert "Traceback" not in seen.screen


def test_who_names_no_file_is_asked_for_one(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    seen = at_terminal((*NEW, "--lang", "en"), ("", "folder", "?", "new.toml", *ENTRY[:3], *OUTSIDE, NAMED[0], INTERRUPT), tmp_path)
    assert "a file is needed. Name one, or press Ctrl-C to leave." in seen.screen
    assert "“folder” is a folder. Name a file." in seen.screen
    assert (tmp_path / "new.toml").exists()


@pytest.mark.parametrize(
    ("words", "said", "code"),
    [
        (("catalogue", "new", "status"), "there is no entry that is asked for “status”. Use one of: measure.", 2),
        (("catalogue", "new"), "KIND is missing (kind of entry). Use one of: measure.", 2),
        ((*NEW, "--format", "json"), "catalogue new has no format “json”. Leave out --format.", 2),
        ((*NEW, "/no/folder/d.toml"), "there is no folder “/no”", 2),
        ((*NEW, "/dev/null"), "it is not an ordinary file", 2),
        ((*NEW, "faulty.toml"), "[BJ", 3),
    ],
)
def test_what_cannot_be_entered_is_told_before_the_first_question(words: tuple[str, ...], said: str, code: int, tmp_path: Path) -> None:
    (tmp_path / "faulty.toml").write_text('[layer]\nid = "x"\nover = "nothing"\ntitle = { zh = "甲", en = "a" }\n')
    seen = at_terminal((*words, "--lang", "en"), (), tmp_path)
    assert (seen.code, "> " in seen.screen) == (code, False)
    assert said in seen.screen


@pytest.mark.parametrize("lang", LANGS)
def test_a_pipe_gets_a_layer_to_fill_in(lang: Lang, run: Run, tmp_path: Path) -> None:
    path = tmp_path / "skeleton.toml"
    assert run(*NEW, "--lang", lang, "-o", str(path)) == (0, "", "")
    assert run(*NEW, "--lang", lang).out == path.read_text("utf-8")
    assert run("catalogue", "fmt", "--check", str(path)).code == 0
    faults = json.loads(run("catalogue", "check", str(path), "--format", "json").out)["faults"]
    assert {(fault["code"], fault["entry"].rpartition(".")[2].rpartition(" ")[2]) for fault in faults} == {
        ("BJ017", field) for field in ("title", "text", "question", "yes", "no")
    }
    filled = path.read_text("utf-8").replace('zh = "", en = ""', 'zh = "甲", en = "a"')
    path.write_text(filled, "utf-8")
    assert run("catalogue", "check", str(path)).code == 0
    raw = json.loads(json.dumps(tomllib.loads(filled), default=str))
    assert list(Draft202012Validator(catalogue_schema()).iter_errors(raw)) == []


def test_a_skeleton_is_put_over_no_file_and_a_pipe_fills_none_in(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "d.toml"
    path.write_text("# mine\n")
    assert run(*NEW, "-o", str(path), "--lang", "en").err.startswith(f"“{path}” is there already")
    answer = run(*NEW, str(path), "--lang", "en")
    assert answer == (2, "", f"“{path}” is filled in at a terminal only. Run it there, or leave the file out for a skeleton.\n")
    assert path.read_text() == "# mine\n"
