"""A file that another program has open: the system's refusals as Windows words them, and what offices lay beside an open file."""

import builtins
import errno
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bjsubsidy.held import opened_in_office
from tests.conftest import Run

TABLE = "enterprise,input,amount,on\n甲,loan-interest,1000,2021-03-20\n"
BATCH = ("batch", "firms.csv", "--as-of", "2021-04-01", "--measure", "tech-credit-interest")
WRITING = {
    "zh": "无法写入文件“{}”：它正在 Excel、WPS 或其他程序中打开。请先在那里关闭，再运行一次。\n",
    "en": "cannot write the file “{}”: it is open in Excel or another program. Close it there first, then run this again.\n",
}
READING = {
    "zh": "无法读取文件“{}”：它正在 Excel、WPS 或其他程序中打开。请先在那里关闭，再运行一次。\n",
    "en": "cannot read the file “{}”: it is open in Excel or another program. Close it there first, then run this again.\n",
}

DENIED = "cannot write the file “{}”: permission is denied. "


class Refusal(PermissionError):
    """As Windows refuses: with a number of its own beside the one that Python makes of it."""

    def __init__(self, winerror: int) -> None:
        super().__init__(errno.EACCES, "refused")
        self.winerror = winerror


def refusing(error: OSError) -> Callable[..., Any]:
    def refuse(*_: object, **__: object) -> None:
        raise error

    return refuse


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("firms.csv").write_text(TABLE, "utf-8")


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("winerror", [32, 33, 5])
@pytest.mark.parametrize("name", ["plan.xlsx", "answer.csv"])
def test_a_file_that_excel_has_open_is_to_be_closed_there_first(
    name: str, winerror: int, lang: str, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path(name).write_text("old")
    monkeypatch.setattr(os, "replace", refusing(Refusal(winerror)))
    answer = run("deadlines", "-o", name, "--lang", lang)
    assert (answer.code, answer.out, answer.err) == (2, "", WRITING[lang].format(name))
    assert Path(name).read_text() == "old"
    assert sorted(os.listdir()) == sorted([name, "firms.csv"])


def test_batch_says_so_too(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("x.xlsx").write_text("old")
    monkeypatch.setattr(os, "replace", refusing(Refusal(32)))
    answer = run(*BATCH, "-o", "x.xlsx", "--lang", "en", "--quiet")
    assert (answer.code, answer.err) == (2, WRITING["en"].format("x.xlsx"))


@pytest.mark.parametrize(("beside", "held"), [("~$x.xlsx", True), (".~x.xlsx", True), (".~lock.x.xlsx#", True), ("~$y.xlsx", False)])
def test_what_an_office_lays_beside_a_file_tells_why_it_cannot_be_written(
    beside: str, held: bool, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("x.xlsx").write_text("old")
    Path(beside).write_text("somebody")
    assert opened_in_office("x.xlsx") is held
    monkeypatch.setattr(os, "replace", refusing(PermissionError(errno.EACCES, "refused")))
    said = run("deadlines", "-o", "x.xlsx", "--lang", "en").err
    assert said.startswith(WRITING["en"].format("x.xlsx") if held else DENIED.format("x.xlsx"))


def test_a_folder_that_may_not_be_written_is_no_open_file(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "replace", refusing(Refusal(5)))
    assert run("deadlines", "-o", "new.csv", "--lang", "en").err.startswith(DENIED.format("new.csv"))


@pytest.mark.parametrize(
    "words",
    [
        BATCH,
        ("plan", "firms.csv"),
        ("deadlines", "--catalogue", "firms.csv"),
        ("calc", "loan-interest", "5", "--received-file", "firms.csv"),
    ],
)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_file_that_nobody_else_may_read_is_to_be_closed_first(
    words: tuple[str, ...], lang: str, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = builtins.open

    def refuse(file: Any, *rest: Any, **more: Any) -> Any:
        if str(file).endswith(("firms.csv", "source")):
            raise Refusal(32)
        return opened(file, *rest, **more)

    monkeypatch.setattr(builtins, "open", refuse)
    answer = run(*words, "--lang", lang)
    assert (answer.code, answer.out) == (3, "")
    assert READING[lang].format("firms.csv").strip() in answer.err


@pytest.mark.parametrize("beside", ["~$firms.csv", ".~firms.csv", ".~lock.firms.csv#"])
def test_what_is_read_while_it_is_open_is_read_as_it_was_saved(beside: str, run: Run) -> None:
    Path(beside).write_text("somebody")
    assert "note: “firms.csv” is open in Excel or the like; what is not saved there is not read\n" in run(*BATCH, "--lang", "en").err
    assert "注意：“firms.csv”正在 Excel 等程序中打开；尚未保存的内容没有读到\n" in run(*BATCH, "--lang", "zh").err


def test_what_is_written_while_it_is_open_is_not_seen_there(run: Run) -> None:
    Path("x.csv").write_text("old")
    Path(".~lock.x.csv#").write_text("somebody")
    answer = run("deadlines", "-o", "x.csv", "--lang", "en")
    assert answer.code == 0
    assert (
        answer.err
        == "note: “x.csv” is open in Excel or the like, which still shows what was in it before; close it there and open it again\n"
    )
    assert run("deadlines", "-o", "x.csv", "--quiet").err == ""


@pytest.mark.parametrize("links", [(), ("symlink",), ("symlink", "link")])
def test_a_system_that_makes_no_links_reads_tables_all_the_same(links: tuple[str, ...], run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = run(*BATCH, "--format", "csv").out
    for link in links:
        monkeypatch.setattr(os, link, refusing(OSError(errno.EPERM, "a required privilege is not held by the client")))
    assert run(*BATCH, "--format", "csv").out == expected != ""
    shutil.copy("firms.csv", "多 家[1].csv")
    assert run("batch", "多 家[1].csv", *BATCH[2:], "--format", "csv").out.replace("多 家[1].csv", "firms.csv") == expected
