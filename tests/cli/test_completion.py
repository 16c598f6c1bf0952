"""The shell completes commands, inputs, measures, facts and their words: by Typer's completion, each with what it means."""

import contextlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

from bjsubsidy.cli import main
from tests.conftest import Run

SHELLS = ["bash", "zsh", "fish", "powershell", "pwsh"]


@pytest.fixture
def complete(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> "Complete":
    return Complete(monkeypatch, capsys)


class Complete:
    """Asks as the shell's script asks: with the line in the environment."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        self.monkeypatch = monkeypatch
        self.capsys = capsys

    def __call__(self, line: str, lang: str = "zh") -> dict[str, str]:
        """What the last word can become, and what each means."""
        asked = {"_BJSUBSIDY_COMPLETE": "complete_fish", "_TYPER_COMPLETE_FISH_ACTION": "get-args", "BJSUBSIDY_LANG": lang}
        for name, value in {**asked, "_TYPER_COMPLETE_ARGS": f"bjsubsidy {line}"}.items():
            self.monkeypatch.setenv(name, value)
        with contextlib.suppress(SystemExit):
            main([])
        out, err = self.capsys.readouterr()
        assert err == ""
        pairs = [offered.partition("\t") for offered in out.splitlines() if offered]
        return {value: said for value, _, said in pairs}


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("ca", {"calc", "catalogue"}),
        ("计", set()),
        ("calc loan-", {"loan-interest", "loan-loss"}),
        ("calc loan-interest --annual", {"--annual-revenue"}),
        ("calc loan-interest --no-in", {"--no-in-force-confirmed", "--no-in-zhongguancun"}),
        ("calc 贷款利息 --annual", {"--annual-revenue"}),
        ("calc loan-interest --contract-r", set()),
        ("calc loan-interest --first-product-level d", {"domestic"}),
        ("calc loan-interest --first-product-level=d", {"--first-product-level=domestic"}),
        ("calc loan-interest --measure ", {"tech-credit-interest", "first-product-interest", "ip-pledge-interest"}),
        ("calc loan-interest --received ip-pledge-i", {"ip-pledge-interest="}),
        ("calc loan-interest 1200 --format a", {"amount"}),
        ("--lang e", {"en"}),
        ("deadlines --kind c", {"ceases", "closes"}),
        ("deadlines --measure sewage", {"sewage-fee"}),
        ("due paint", {"paint-filing-acceptance", "paint-filing-certificate"}),
        ("status first-product --sold", {"--sold-yet"}),
        ("schema d", {"deadlines", "due"}),
        ("measures --input loan-i", {"loan-interest"}),
        ("measures --kind li", {"limit"}),
        ("show zgc-ip", {"zgc-ip-pledge"}),
        ("show 知识产权质押贷款贴", {"知识产权质押贷款贴息"}),
        ("completion z", {"zsh"}),
        ("catalogue ch", {"check"}),
        ("help ca", {"calc", "catalogue"}),
        ("help calc loan-", {"loan-interest", "loan-loss"}),
        ("help 计", set()),
        ("help calc 贷款", {"贷款利息"}),
        ("help catalogue expo", {"export"}),
        ("help due ", set()),
        ("help unknown ", set()),
        ("help calc unknown ", set()),
        ("batch f.csv --set in-", {"in-zhongguancun=", "in-pilot-area=", "in-designated-area=", "in-force-confirmed="}),
        ("batch f.csv --column amou", {"amount="}),
        ("batch f.csv --column 企业规", {"企业规模="}),
        ("batch f.csv --set=cur", {"--set=currency="}),
        ("calc loan-interest --received 知识产权质押贷款贴", {"知识产权质押贷款贴息="}),
        ("batch --engine s", {"spark"}),
        ("calc loan-interest 1200 ", set()),
        ("plan fir", set()),
        ("calc unknown --on", set()),
        ("calc --catalogue missing.toml loan-", set()),
        ("calc loan-interest 5 --received-file ", set()),
    ],
)
def test_the_last_word_becomes_what_the_command_takes_there(line: str, expected: set[str], complete: Complete) -> None:
    assert set(complete(line)) == expected


@pytest.mark.parametrize(
    ("line", "lang", "word", "said"),
    [
        ("ca", "zh", "calc", "计算一笔金额在各项措施下的支持"),
        ("ca", "en", "calc", "what one amount brings under every measure on it"),
        ("calc loan-i", "zh", "loan-interest", "贷款利息"),
        ("calc loan-interest --measure ip", "en", "ip-pledge-interest", "Interest support on IP-pledged loans"),
        ("calc loan-interest --enterprise-size mi", "zh", "micro", "微型企业"),
        ("show 知识产权质押贷款贴", "zh", "知识产权质押贷款贴息", "ip-pledge-interest"),
    ],
)
def test_what_completes_a_word_comes_with_what_it_means(line: str, lang: str, word: str, said: str, complete: Complete) -> None:
    assert complete(line, lang)[word] == said


@pytest.mark.parametrize("shell", SHELLS)
def test_a_completion_script_asks_the_program(shell: str, run: Run) -> None:
    answer = run("completion", shell)
    assert (answer.code, answer.err) == (0, "")
    assert "_BJSUBSIDY_COMPLETE" in answer.out
    assert f"complete_{shell.replace('pwsh', 'powershell')}" in answer.out


def test_bash_completes_with_the_script_it_was_given(run: Run, tmp_path: Path) -> None:
    program = tmp_path / "bjsubsidy"
    program.write_text(f"#!/bin/sh\nexec '{sys.executable}' -m bjsubsidy \"$@\"\n")
    program.chmod(0o755)
    script = run("completion", "bash").out
    asked = 'COMP_WORDS=(bjsubsidy calc loan-l); COMP_CWORD=2; _bjsubsidy_completion bjsubsidy; echo "${COMPREPLY[@]}"\n'
    environment = {**os.environ, "PATH": f"{tmp_path}:{os.environ['PATH']}"}
    done = subprocess.run(["bash", "-c", script + asked], env=environment, capture_output=True, text=True, check=True)
    assert done.stdout == "loan-loss\n"


@pytest.mark.parametrize(
    ("shell", "option", "zh", "en"),
    [
        ("bash", "--show-completion", "_BJSUBSIDY_COMPLETE", "_BJSUBSIDY_COMPLETE"),
        (
            "bash",
            "--install-completion",
            "命令补全已安装，重新打开终端后生效。\n",
            "Completion is installed and takes effect in a new terminal.\n",
        ),
        ("tcsh", "--show-completion", "认不出当前的命令行程序", "the current shell is not known. Use bjsubsidy completion"),
        ("tcsh", "--install-completion", "认不出当前的命令行程序", "the current shell is not known. Use bjsubsidy completion"),
    ],
)
def test_typers_own_options_of_completion_speak_both_languages(
    shell: str, option: str, zh: str, en: str, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setattr("shellingham.detect_shell", lambda: (shell, f"/bin/{shell}"))
    for lang, said in (("zh", zh), ("en", en)):
        answer = run(option, "--lang", lang)
        assert said in answer.out + answer.err
        assert answer.code == (0 if shell == "bash" else 2)
    assert (tmp_path / ".bashrc").exists() is (shell == "bash" and option == "--install-completion")


def test_a_home_that_cannot_be_written_is_said(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".bash_completions").write_text("a file where a folder has to be")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setattr("shellingham.detect_shell", lambda: ("bash", "/bin/bash"))
    answer = run("--install-completion", "--lang", "en")
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith("cannot write the file “")
