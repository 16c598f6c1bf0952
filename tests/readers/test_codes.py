"""Every fault of a catalogue has a code: bound to its kind in one place, shown by every command, explained by a file of its own."""

import re
from pathlib import Path
from typing import get_args

import pytest

from bjsubsidy.readers.codes import CODES
from bjsubsidy.readers.fault_kinds import FaultKind
from tests.conftest import Run

MISTAKES = Path(__file__).parent.parent / "mistakes"
CODE = re.compile(r" \[(BJ\d{3})\]$")


def said(name: str) -> list[str]:
    """The messages that a broken file gets, in English."""
    return (MISTAKES / f"{name}.en.txt").read_text("utf-8").splitlines()


def codes_in(name: str) -> list[str]:
    return [found[1] for line in said(name) if (found := CODE.search(line))]


def test_every_kind_has_one_code_and_no_two_share_one() -> None:
    assert set(CODES) == set(get_args(FaultKind))
    codes = [kind.code for kind in CODES.values()]
    assert len(set(codes)) == len(codes)
    assert codes == sorted(codes)


@pytest.mark.parametrize("kind", CODES)
def test_the_file_of_a_kind_gets_its_code_and_no_other(kind: FaultKind) -> None:
    assert set(codes_in(kind)) == {CODES[kind].code}


@pytest.mark.parametrize("name", sorted(path.name.removesuffix(".en.txt") for path in MISTAKES.glob("*.en.txt")))
def test_every_message_of_a_broken_file_ends_with_a_code(name: str) -> None:
    assert len(codes_in(name)) == len(said(name)) > 0


@pytest.mark.parametrize("words", [("measures",), ("calc", "interest", "1"), ("show", "rent"), ("catalogue", "export"), ("--version",)])
def test_every_command_names_the_code(words: tuple[str, ...], run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(MISTAKES)
    assert run(*words, "--catalogue", "no-such-fact.toml", "--lang", "en").err == "\n".join(said("no-such-fact")) + "\n"


def test_a_fault_of_another_file_has_no_code(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "firm.toml"
    path.write_text('[enterprise]\nname = "甲"\n[[item]]\nlabel = "A"\ninput = 5\nfoo = 1.5\n', "utf-8")
    answer = run("plan", str(path), "--lang", "en")
    assert answer.code == 3
    assert "BJ" not in answer.err
