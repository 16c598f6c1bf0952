"""What a person at a terminal is asked, through a pseudo-terminal; and that nobody else is."""

import io
import json
import os
import shlex
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from rich.cells import cell_len

from bjsubsidy.cli.offers import computed
from bjsubsidy.language import LANGS, Lang
from bjsubsidy.law.catalogue import Catalogue
from bjsubsidy.law.storage import packaged
from tests.conftest import Run
from tests.pseudo_terminal import END, INTERRUPT, at_terminal

DAYS = ("--as-of", "2021-04-10")
ONE_LOAN = ("甲公司", "1", "120万", "2021-03-20", "", "")


@pytest.mark.parametrize("lang", LANGS)
def test_from_nothing_to_a_plan_and_the_lines_that_show_more(lang: Lang, tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "my firm.toml"
    seen = at_terminal(("plan", "--ask", path.name, *DAYS, "--lang", lang), (*ONE_LOAN, "2", "yes", "?", "<", "", END), tmp_path)
    assert seen.code == 0
    answer = at_terminal(("plan", path.name, *DAYS, "--lang", lang), (), tmp_path)
    assert "480,000.00" in answer.screen
    assert answer.screen in seen.screen
    shown = [shlex.split(line) for line in seen.lines if line.startswith("  bjsubsidy ")]
    assert [line[1] for line in shown] == ["plan"] * 4 + ["show", "plan"]
    assert all(path.name in line and DAYS[1] in line for line in shown if line[1] == "plan")
    monkeypatch.chdir(tmp_path)
    assert [run(*words[1:]).code for words in shown[:5]] == [0] * 5
    assert {"report.html", "plan.xlsx", "dates.ics"} <= set(os.listdir(tmp_path))


@pytest.mark.parametrize(
    ("keys", "saved", "left"),
    [
        ((), "没有建立“firm.toml”。", {}),
        (("甲公司",), "已存进“firm.toml”：1 次回答。", {"enterprise": {"name": "甲公司"}}),
        (
            ("甲公司", "1"),
            "“贷款利息”还没有金额。",
            {"enterprise": {"name": "甲公司"}, "item": [{"label": "贷款利息", "input": "loan-interest"}]},
        ),
    ],
)
@pytest.mark.parametrize("key", [INTERRUPT, END], ids=["interrupted", "ended"])
def test_who_leaves_is_told_what_was_saved_and_how_to_go_on(
    key: str, keys: tuple[str, ...], saved: str, left: dict[str, object], tmp_path: Path
) -> None:
    words = ("plan", "--ask", "firm.toml", *DAYS, "--strict")
    seen = at_terminal(words, (*keys, key), tmp_path)
    assert seen.code == 130
    assert saved in seen.lines
    assert f"接着填写：bjsubsidy {shlex.join(words)}" in seen.lines
    path = tmp_path / "firm.toml"
    assert (tomllib.loads(path.read_text("utf-8")) if path.exists() else {}) == left
    assert [name for name in os.listdir(tmp_path) if name != path.name] == []
    assert "Traceback" not in seen.screen


def test_an_interrupt_among_the_questions_keeps_the_answers(tmp_path: Path) -> None:
    words = ("plan", "--ask", "firm.toml", *DAYS)
    first = at_terminal(words, (*ONE_LOAN, "2", INTERRUPT), tmp_path)
    assert first.code == 130
    second = at_terminal(words, ("yes", INTERRUPT), tmp_path)
    assert "企业是否位于中关村国家自主创新示范区内？" in second.lines
    assert "已存进“firm.toml”：1 次回答。" in second.lines
    third = at_terminal(words, (INTERRUPT,), tmp_path)
    assert "这次没有新的回答，“firm.toml”没有改动。" in third.lines
    assert tomllib.loads((tmp_path / "firm.toml").read_text("utf-8"))["enterprise"] == {
        "name": "甲公司",
        "enterprise-size": "small",
        "in-zhongguancun": True,
    }


@pytest.mark.parametrize(
    ("name", "words", "zh", "code"),
    [
        ("folder/firm.toml", (), "没有文件夹“folder”", 2),
        ("held/firm.toml", (), "没有权限", 2),
        ("held", (), "它是一个文件夹", 3),
        ("/dev/null", (), "它不是普通文件", 2),
        ("firm.toml", ("-o", "firm.toml", "--format", "json"), "-o 指向输入文件“firm.toml”", 2),
        ("firm.toml", ("--format", "xlsx"), "xlsx 不能显示在终端", 2),
        ("broken.toml", (), "broken.toml:1", 3),
        ("faulty.toml", (), "缺少“amount”", 3),
    ],
)
def test_what_cannot_end_well_is_told_before_the_first_question(
    name: str, words: tuple[str, ...], zh: str, code: int, tmp_path: Path
) -> None:
    (tmp_path / "held").mkdir(mode=0o500)
    (tmp_path / "broken.toml").write_text("[[item\n")
    (tmp_path / "faulty.toml").write_text('[[item]]\nlabel = "A"\ninput = "loan-interest"\nloan = 5.5\n')
    if name.startswith("held/") and os.geteuid() == 0:
        pytest.skip("the system lets its keeper write everywhere")
    seen = at_terminal(("plan", "--ask", name, *words), (), tmp_path)
    assert seen.code == code
    assert zh in seen.screen
    assert "> " not in seen.screen
    assert not (tmp_path / "firm.toml").exists()


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("columns", [40, 80])
def test_every_line_fits_the_terminal(lang: Lang, columns: int, tmp_path: Path) -> None:
    keys = (
        *ONE_LOAN[:2],
        "?",
        *ONE_LOAN[2:],
        "?",
        "??",
        "none of them, as far as we can say",
        "<",
        "4",
        INTERRUPT,
    )
    seen = at_terminal(("plan", "--ask", "f.toml", *DAYS, "--lang", lang), keys, tmp_path, columns=columns)
    typed = [f"> {key}" for key in keys]
    said = [line for line in seen.lines if line not in typed and not line.startswith("> ")]
    to_copy = shlex.join(("bjsubsidy", "plan", "--ask", "f.toml", *DAYS, "--lang", lang))
    assert [line for line in said if cell_len(line) > columns and line.strip() != to_copy] == []


@pytest.mark.parametrize("quiet", [(), ("--quiet",)])
def test_what_was_saved_is_said_where_nothing_is_left_to_ask(quiet: tuple[str, ...], tmp_path: Path) -> None:
    item = '[[item]]\nlabel = "A"\ninput = "sewage-fee"\namount = "5"\n'
    (tmp_path / "firm.toml").write_text(f"[enterprise]\n\n{item}", "utf-8")
    seen = at_terminal(("plan", "--ask", "firm.toml", *DAYS, *quiet), ("2021-02-15", "2"), tmp_path)
    assert seen.code == 0
    assert ("已存进“firm.toml”：2 次回答。" in seen.lines) == (quiet == ())
    assert tomllib.loads((tmp_path / "firm.toml").read_text("utf-8"))["item"][0]["on"].isoformat() == "2021-02-15"


def test_who_wants_no_notes_is_asked_all_the_same(tmp_path: Path) -> None:
    seen = at_terminal(("plan", "--ask", "firm.toml", *DAYS, "--quiet"), (*ONE_LOAN, END), tmp_path)
    assert seen.code == 0
    assert seen.lines[1] == "这份资料是哪家企业的？"
    assert "接下来可以：" not in seen.lines


@pytest.mark.parametrize("lang", LANGS)
def test_calc_asks_for_what_its_line_leaves_out(lang: Lang, tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BJSUBSIDY_AS_OF", "2021-04-10")
    keys = ("1", "", "120万", "2021-03-20", "2", "<", "", "yes", "maybe", "no", END)
    seen = at_terminal(("calc", "--lang", lang), keys, tmp_path)
    assert seen.code == 0
    start = {"zh": "同样的一行：", "en": "The same as one line: "}[lang]
    line = shlex.split(next(line for line in seen.lines if line.startswith(start)).removeprefix(start))
    assert run(*line[1:], "--format", "amount").out == "480000.00\n"
    assert line[:4] == ["bjsubsidy", "calc", "loan-interest", "120万"]
    again = at_terminal(line[1:], (), tmp_path)
    assert again.code == 0
    assert again.screen in seen.screen


@pytest.mark.parametrize(
    ("words", "keys", "said"),
    [
        (("calc",), (INTERRUPT,), "要算哪一种费用或事项？"),
        (("calc",), (END,), "要算哪一种费用或事项？"),
        (("calc", "loan-interest"), (INTERRUPT,), "没有保存。到这里为止的一行：bjsubsidy calc loan-interest"),
        (
            ("calc", "loan-interest"),
            ("5", "2021-03-20", INTERRUPT),
            "没有保存。到这里为止的一行：bjsubsidy calc loan-interest 5 --on 2021-03-20",
        ),
        (("calc", "loan-interest"), (END,), "还没有金额，没有算。"),
    ],
)
def test_who_leaves_calc_is_told_what_it_came_to(words: tuple[str, ...], keys: tuple[str, ...], said: str, tmp_path: Path) -> None:
    seen = at_terminal(words, keys, tmp_path)
    assert seen.code == 130
    assert said in seen.lines
    assert "Traceback" not in seen.screen


WITHOUT = {
    ("calc", "loan-interest"): (2, "缺少 AMOUNT（金额；- 表示从标准输入逐行读取）。加 --help 查看用法。\n"),
    ("calc",): (2, "缺少 INPUT（计算项目）。可用：" + "、".join(f"{id}（{name.zh}）" for id, name in computed(packaged())) + "。\n"),
    ("plan", "--ask", "none.toml"): (
        2,
        "“none.toml”还没有内容，从头填写只在终端里进行。请在终端运行，或用 bjsubsidy plan --new 写出待填的资料。\n",
    ),
}


@pytest.mark.parametrize("words", WITHOUT)
def test_without_a_terminal_nobody_is_asked(words: tuple[str, ...], tmp_path: Path) -> None:
    code, said = WITHOUT[words]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2]), "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"}
    command = [sys.executable, "-m", "bjsubsidy", *words]
    done = subprocess.run(command, check=False, capture_output=True, input=b"1\n5\n\n", cwd=tmp_path, env=environment)
    assert (done.returncode, done.stdout, done.stderr.decode()) == (code, b"", said)
    out = tmp_path / "out"
    seen = at_terminal(words, (), tmp_path, out=out)
    assert (seen.code, seen.screen, out.read_text()) == (code, said, "")
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


@pytest.mark.parametrize("text", ["", "\n", "[enterprise]\n"])
def test_a_profile_with_nothing_in_it_is_not_asked_for_in_a_pipe(
    text: str, tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "empty.toml"
    path.write_text(text, "utf-8")
    monkeypatch.setattr(sys, "stdin", io.StringIO(""))
    answer = run("plan", "--ask", str(path), "--lang", "en")
    now = "Run it there, or let bjsubsidy plan --new write a form."
    said = f"“{path}” has nothing in it yet, and is asked for from the start at a terminal only. {now}\n"
    assert (answer.code, answer.out, answer.err, path.read_text("utf-8")) == (2, "", said, text)


LONG = "a profile whose name is as long as they come in the folders of an accountant of many firms.toml"


@pytest.mark.parametrize("columns", [40, 80])
@pytest.mark.parametrize(
    ("words", "keys", "line"),
    [
        (("plan", "--ask", LONG, *DAYS), ("甲公司", INTERRUPT), ("plan", "--ask", LONG, *DAYS)),
        (
            ("calc", "loan-interest", *DAYS, "--ip-pledged", "--tech-credit-product", "--loan-rate", "4.6%"),
            ("120万", INTERRUPT),
            ("calc", "loan-interest", "120万", *DAYS, "--ip-pledged", "--tech-credit-product", "--loan-rate", "4.6%"),
        ),
    ],
)
def test_a_command_line_to_copy_is_one_line(
    words: tuple[str, ...], keys: tuple[str, ...], line: tuple[str, ...], columns: int, tmp_path: Path
) -> None:
    seen = at_terminal(words, keys, tmp_path, columns=columns)
    shown = [shlex.split(each[each.index("bjsubsidy ") :]) for each in seen.lines if "bjsubsidy " in each]
    assert sorted(shown[-1]) == sorted(("bjsubsidy", *line))


@pytest.mark.parametrize("words", [("calc", "--help"), ("calc", "loan-interest", "--help"), ("sweep", "--help")])
def test_help_asks_nothing(words: tuple[str, ...], tmp_path: Path) -> None:
    assert at_terminal(words, (), tmp_path).code == 0


def test_another_catalogue_is_asked_by_its_own_words(tmp_path: Path, catalogue: Catalogue, run: Run) -> None:
    path = tmp_path / "own.toml"
    text = run("catalogue", "export").out.replace('zh = "研发费用"', 'zh = "研究经费"').replace('zh = "微型企业"', 'zh = "小店"')
    path.write_text(text, "utf-8")
    words = ("plan", "--ask", "firm.toml", *DAYS, "--catalogue", path.name)
    seen = at_terminal(words, ("", "研究经费", "80万", "2021-03-31", "", "", "小店", INTERRUPT), tmp_path)
    assert any(line.split()[:2] == ["6", "研究经费"] for line in seen.lines)
    assert f"接着填写：bjsubsidy {shlex.join(words)}" in seen.lines
    assert tomllib.loads((tmp_path / "firm.toml").read_text("utf-8"))["enterprise"] == {"enterprise-size": "小店"}
    listed = at_terminal(("calc", "--catalogue", path.name), (INTERRUPT,), tmp_path)
    assert any(line.split()[:2] == ["6", "研究经费"] for line in listed.lines)
    found = json.loads(run("plan", str(tmp_path / "firm.toml"), *DAYS, "--catalogue", str(path), "--format", "json").out)
    assert found["total"]["high"] == "200000.00"
