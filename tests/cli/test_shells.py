"""Completion in the shells themselves, each with the script that the program prints for it; PowerShell by what its script asks."""

import contextlib
import os
import pty
import select
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from bjsubsidy.cli import main
from bjsubsidy.cli.shells import before_value, join_options
from tests.conftest import Run


@pytest.fixture
def home(tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the program, the scripts of all shells, a profile and nothing else, in which a shell is at home."""
    program = tmp_path / "bjsubsidy"
    program.write_text(f"#!/bin/sh\nexec '{sys.executable}' -m bjsubsidy \"$@\"\n")
    program.chmod(0o755)
    for shell in ("bash", "zsh", "fish"):
        (tmp_path / f"script.{shell}").write_text(run("completion", shell).out, "utf-8")
    (tmp_path / "firm.toml").write_text("")
    monkeypatch.chdir(tmp_path)
    root = str(Path(__file__).parents[2])
    for name, value in {
        "PATH": f"{tmp_path}:{os.environ['PATH']}",
        "PYTHONPATH": root,
        "BJSUBSIDY_LANG": "zh",
        "LC_ALL": "C.UTF-8",
    }.items():
        monkeypatch.setenv(name, value)
    return tmp_path


def missing(shell: str) -> pytest.MarkDecorator:
    return pytest.mark.skipif(shutil.which(shell) is None, reason=f"{shell} is not installed here; .ci/run installs it")


COMPLETED = [
    ("calc loan-l", "calc loan-loss"),
    ("calc 贷款利", "calc 贷款利息"),
    ("calc loan-interest --annual", "calc loan-interest --annual-revenue"),
    ("calc loan-interest --first-product-level d", "calc loan-interest --first-product-level domestic"),
    ("calc loan-interest --first-product-level=d", "calc loan-interest --first-product-level=domestic"),
    ("--lang=e", "--lang=en"),
    ("calc loan-interest --first-product-level=domestic --annual", "calc loan-interest --first-product-level=domestic --annual-revenue"),
    ("show 知识产权质押贷款贴", "show 知识产权质押贷款贴息"),
    ("plan fir", "plan firm.toml"),
    ("calc loan-interest 5 --received-file fir", "calc loan-interest 5 --received-file firm.toml"),
    ("batch f.csv --set inpu", "batch f.csv --set input="),
    ("help calc loan-l", "help calc loan-loss"),
]


@missing("fish")
@pytest.mark.parametrize(("line", "completed"), COMPLETED)
def test_fish(line: str, completed: str, home: Path) -> None:
    asked = f"source {home}/script.fish; complete -C'bjsubsidy {line}'"
    done = subprocess.run(["fish", "--no-config", "-c", asked], capture_output=True, text=True, check=True, cwd=home)
    assert [offered.partition("\t")[0] for offered in done.stdout.splitlines()] == [completed.rpartition(" ")[2]]


@missing("fish")
def test_fish_shows_what_each_word_means(home: Path) -> None:
    asked = f"source {home}/script.fish; complete -C'bjsubsidy ca'"
    done = subprocess.run(["fish", "--no-config", "-c", asked], capture_output=True, text=True, check=True)
    assert "calc\t计算一笔金额在各项措施下的支持" in done.stdout.splitlines()


RC = """\
autoload -U compinit; compinit -u -d {home}/dump
source {home}/script.zsh
keep() {{ print -r -- $BUFFER > {home}/kept; mv {home}/kept {home}/buffer }}
zle -N keep; bindkey '^Xp' keep
PS1='READY> '
"""


class Zsh:
    """An interactive zsh on a terminal of its own."""

    def __init__(self, home: Path) -> None:
        self.home, self.shown = home, ""
        (home / ".zshrc").write_text(RC.format(home=home))
        self.pid, self.terminal = pty.fork()
        if self.pid == 0:
            os.execvpe("zsh", ["zsh", "-i"], {**os.environ, "ZDOTDIR": str(home), "TERM": "xterm"})

    def typed(self, keys: str) -> str:
        """What the line is when these keys were pressed."""
        self._wait(lambda: "READY>" in self.shown)
        os.write(self.terminal, f"{keys}\x18p".encode())
        kept = self.home / "buffer"
        self._wait(kept.exists)
        return kept.read_text("utf-8").rstrip()

    def _wait(self, until: Callable[[], bool]) -> None:
        end = time.monotonic() + 60
        while not until():
            assert time.monotonic() < end, self.shown
            if select.select([self.terminal], [], [], 0.1)[0]:
                self.shown += os.read(self.terminal, 65536).decode("utf-8", "replace")

    def end(self) -> None:
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self.terminal)


@missing("zsh")
@pytest.mark.parametrize(("line", "completed"), COMPLETED)
def test_zsh(line: str, completed: str, home: Path) -> None:
    zsh = Zsh(home)
    try:
        assert zsh.typed(f"bjsubsidy {line}\t") == f"bjsubsidy {completed}"
    finally:
        zsh.end()


# Where nothing can be offered no file is, though one of that name is there.
NO_FILES = [
    "calc loan-interest fir",
    "calc loan-interest 5 --on fir",
    "calc loan-interest 5 --loan fir",
    "plan firm.toml fir",
    "show firm.t",
    "fir",
]


@missing("zsh")
@pytest.mark.parametrize("line", NO_FILES)
def test_zsh_offers_no_files_where_none_belong(line: str, home: Path) -> None:
    zsh = Zsh(home)
    try:
        assert zsh.typed(f"bjsubsidy {line}\t") == f"bjsubsidy {line}"
    finally:
        zsh.end()


@missing("fish")
@pytest.mark.parametrize("line", NO_FILES)
def test_fish_offers_no_files_where_none_belong(line: str, home: Path) -> None:
    asked = f"source {home}/script.fish; complete -C'bjsubsidy {line}'"
    done = subprocess.run(["fish", "--no-config", "-c", asked], capture_output=True, text=True, check=True, cwd=home)
    assert done.stdout == ""


@missing("zsh")
@pytest.mark.parametrize(
    ("line", "said"), [("calc loan-interest ", "金额；- 表示从标准输入逐行读取"), ("calc loan-interest 5 --on ", "发生日")]
)
def test_zsh_says_what_is_asked_where_nothing_can_be_offered(line: str, said: str, home: Path) -> None:
    zsh = Zsh(home)
    try:
        assert zsh.typed(f"bjsubsidy {line}\t") == f"bjsubsidy {line}".rstrip()
        assert said in zsh.shown
    finally:
        zsh.end()


@missing("zsh")
def test_zsh_offers_files_behind_an_equals_sign(home: Path) -> None:
    zsh = Zsh(home)
    try:
        assert zsh.typed("bjsubsidy calc loan-interest 5 --received-file=fir\t").endswith("--received-file=firm.toml")
    finally:
        zsh.end()


@missing("zsh")
def test_zsh_shows_what_each_word_means(home: Path) -> None:
    zsh = Zsh(home)
    try:
        zsh.typed("bjsubsidy ca\t\t")
        assert "计算一笔金额在各项措施下的支持" in zsh.shown
    finally:
        zsh.end()


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        (["calc", "loan-l"], ["loan-loss"]),
        (["calc", "loan-interest", "--first-product-level", "d"], ["domestic"]),
        (["calc", "loan-interest", "--first-product-level", "=", "d"], ["domestic"]),
        (["calc", "loan-interest", "--first-product-level", "="], ["international", "domestic", "none", "no-first-product"]),
        (["calc", "loan-interest", "5", "--format", "=", "am"], ["amount"]),
        (["--lang", "=", "en", "calc", "loan-l"], ["loan-loss"]),
        (["plan", "fir"], []),
    ],
)
def test_bash_takes_words_apart_at_the_equals_sign(words: list[str], offered: list[str], home: Path) -> None:
    quoted = " ".join(f"'{word}'" for word in ["bjsubsidy", *words])
    asked = f'COMP_WORDS=({quoted}); COMP_CWORD={len(words)}; _bjsubsidy_completion bjsubsidy; printf "%s\\n" "${{COMPREPLY[@]}}"'
    script = (home / "script.bash").read_text("utf-8")
    done = subprocess.run(["bash", "-c", f"{script}\n{asked}"], capture_output=True, text=True, check=True)
    assert done.stdout.split() == offered


@pytest.mark.parametrize(
    ("line", "word", "offered"),
    [
        ("calc loan-l", "loan-l", ["loan-loss:::不良贷款本金损失"]),
        ("calc loan-interest --annual", "--annual", ["--annual-revenue:::企业的年收入是多少（元）？"]),
        ("calc loan-interest --first-product-level d", "d", ["domestic:::国内首创"]),
        ("calc loan-interest --first-product-level=d", "--first-product-level=d", ["--first-product-level=domestic:::国内首创"]),
        ("plan fir", "fir", []),
    ],
)
@pytest.mark.parametrize("shell", ["powershell", "pwsh"])
def test_powershell(
    shell: str, line: str, word: str, offered: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("_BJSUBSIDY_COMPLETE", f"complete_{shell}")
    monkeypatch.setenv("_TYPER_COMPLETE_ARGS", f"bjsubsidy {line}")
    monkeypatch.setenv("_TYPER_COMPLETE_WORD_TO_COMPLETE", word)
    monkeypatch.setenv("BJSUBSIDY_LANG", "zh")
    with contextlib.suppress(SystemExit):
        main([])
    assert [said for said in capsys.readouterr().out.splitlines() if said] == offered


@pytest.mark.parametrize(
    ("words", "place", "left", "then"),
    [
        (["p", "--a", "=", "b"], "3", ["p", "--a", "b"], "2"),
        (["p", "--a", "="], "2", ["p", "--a", "="], "2"),
        (["p", "--a", "=", "b", "--c", "=", "d"], "6", ["p", "--a", "b", "--c", "d"], "4"),
        (["p", "x", "=", "y"], "3", ["p", "x", "=", "y"], "3"),
        (["p", "--a", "=", "b"], "1", ["p", "--a", "b"], "1"),
    ],
)
def test_an_equals_sign_behind_an_option_is_no_word(words: Sequence[str], place: str, left: Sequence[str], then: str) -> None:
    environment = {"COMP_WORDS": "\n".join(words), "COMP_CWORD": place}
    join_options(environment)
    assert environment == {"COMP_WORDS": "\n".join(left), "COMP_CWORD": then}


def test_a_shell_that_says_no_words_keeps_its_own() -> None:
    environment: dict[str, str] = {}
    join_options(environment)
    assert environment == {}


@pytest.mark.parametrize(
    ("line", "incomplete", "before"), [("p --a=b", "b", "--a="), ("p --a=b ", "", ""), ("p x=y", "y", ""), ("p --a b", "b", "")]
)
def test_a_value_is_offered_with_its_option_where_both_are_one_word(line: str, incomplete: str, before: str) -> None:
    assert before_value({"_TYPER_COMPLETE_ARGS": line}, incomplete) == before
