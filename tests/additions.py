"""A copy of the program with a diff applied to it: what an addition touches, and whether it works."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).parent.parent
DIFFS = ROOT / "tests" / "diffs"


class Hunk(NamedTuple):
    """The lines that stand in a file, and those that are to stand there instead."""

    before: str
    after: str


class Change(NamedTuple):
    """What a diff does to one file; `new` where it makes it."""

    path: str
    new: bool
    hunks: list[Hunk]


def changes(diff: str) -> Iterator[Change]:
    """The files of a diff as `git diff` writes it."""
    for part in re.split(r"^diff --git .*$", diff, flags=re.MULTILINE)[1:]:
        head, *hunks = re.split(r"^@@ .*$\n", part, flags=re.MULTILINE)
        path = re.search(r"^\+\+\+ b/(.*)$", head, re.MULTILINE)
        assert path is not None
        yield Change(path[1], "--- /dev/null" in head, [_hunk(hunk.splitlines(keepends=True)) for hunk in hunks])


def _hunk(lines: list[str]) -> Hunk:
    before = [line[1:] or "\n" for line in lines if line[:1] in (" ", "-", "\n")]
    return Hunk("".join(before), "".join(line[1:] or "\n" for line in lines if line[:1] in (" ", "+", "\n")))


def apply(name: str, diff: str, folder: Path) -> None:
    """A diff applied where exactly its lines stand, wherever in the file that is; fails with what no longer stands there."""
    for change in changes(diff):
        file = folder / change.path
        if change.new == file.exists():
            pytest.fail(f"{name}.diff no longer applies: {change.path} is {'already' if change.new else 'not'} there")
        text = "" if change.new else file.read_text("utf-8")
        for hunk in change.hunks:
            if not change.new and text.count(hunk.before) != 1:
                pytest.fail(f"{name}.diff no longer applies to {change.path}, where these lines do not stand once:\n{hunk.before}")
            text = hunk.after if change.new else text.replace(hunk.before, hunk.after)
        file.write_text(text, "utf-8")


def put(part: str, folder: Path) -> None:
    """A file or folder of the program into a copy."""
    (folder / part).parent.mkdir(parents=True, exist_ok=True)
    if (ROOT / part).is_dir():
        shutil.copytree(ROOT / part, folder / part, ignore=shutil.ignore_patterns("__pycache__"))
    else:
        shutil.copy(ROOT / part, folder / part)


def surroundings(folder: Path) -> dict[str, str]:
    """The environment in which a copy runs: its own code, in English, nothing of the tests'."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("BJSUBSIDY", "COV", "PYTEST"))}
    return {**kept, "PYTHONPATH": str(folder), "BJSUBSIDY_LANG": "en"}


class Ran(NamedTuple):
    code: int
    out: str
    err: str


class Copy:
    """The program in a folder of its own, with `NAME.diff` applied, and `NAME.toml` added to a small sound catalogue beside it."""

    def __init__(self, name: str, folder: Path) -> None:
        self.name = name
        self.folder = folder
        for room in ("bjsubsidy", "data"):
            put(room, folder)
        self.diff = (DIFFS / f"{name}.diff").read_text("utf-8")
        apply(name, self.diff, folder)
        entries = DIFFS / f"{name}.toml"
        if entries.exists():
            sound = (ROOT / "tests" / "mistakes" / "sound.toml").read_text("utf-8")
            (folder / "catalogue.toml").write_text(sound + entries.read_text("utf-8"), "utf-8")

    @property
    def touched(self) -> set[str]:
        return {change.path for change in changes(self.diff)}

    def run(self, *words: str) -> Ran:
        """A command line in the folder, answered in English; fails where the copy does not hold together."""
        command = [sys.executable, "-m", "bjsubsidy", *words]
        done = subprocess.run(
            command, cwd=self.folder, env=surroundings(self.folder), capture_output=True, text=True, encoding="utf-8", check=False
        )
        if "Traceback" in done.stderr:
            pytest.fail(f"{self.name}.diff applies, and what it adds does not work:\n{done.stderr}")
        return Ran(done.returncode, done.stdout, done.stderr)
