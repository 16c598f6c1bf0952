"""What a run is given beside its words: an encoding, standard input, memory. Lacking or strange, it is said in one line."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import Run

FIRM = Path(__file__).parents[2] / "examples" / "firm.toml"
TABLE = "enterprise,input,amount,on\n甲,rd-expense,100,2021-03-20\n"


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "t.csv"
    path.write_text(TABLE, "utf-8")
    return path


NO_ENCODING = ["rot13", "hex", "base64", "bz2", "zlib", "uu", "quopri", "punycode", "idna", "undefined", "unicode_escape", "nosuch", " "]


@pytest.mark.parametrize("encoding", NO_ENCODING)
def test_what_is_no_encoding_of_a_table_is_refused(encoding: str, table: Path, run: Run) -> None:
    answer = run("batch", str(table), "--encoding", encoding, "--lang", "en", "--as-of", "2021-04-01")
    assert answer == (2, "", f"there is no encoding “{encoding}”. For example --encoding gb18030.\n")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32"])
def test_a_table_without_the_mark_of_its_encoding_is_refused(encoding: str, table: Path, run: Run) -> None:
    answer = run("batch", str(table), "--encoding", encoding, "--lang", "en", "--as-of", "2021-04-01")
    assert (answer.code, answer.out, answer.err.count("\n")) == (3, "", 1)
    assert encoding in answer.err


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-32-be", "utf-7", "big5", "cp936"])
def test_a_table_in_an_encoding_that_is_named_is_read(encoding: str, tmp_path: Path, run: Run) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes(TABLE.encode(encoding))
    answer = run("batch", str(path), "--encoding", encoding, "--as-of", "2021-04-01", "--format", "csv")
    assert answer.code == 0
    assert "甲" in answer.out


def test_questions_that_nobody_can_answer_end_at_once(tmp_path: Path) -> None:
    path = shutil.copy(FIRM, tmp_path)
    words = [sys.executable, "-m", "bjsubsidy", "plan", "--ask", str(path), "--format", "amount", "--lang", "en"]
    closed = subprocess.run(words, capture_output=True, text=True, check=False, preexec_fn=lambda: os.close(0))
    ended = subprocess.run(words, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL)
    assert (closed.returncode, closed.stdout, closed.stderr) == (ended.returncode, ended.stdout, ended.stderr)
    assert "Traceback" not in closed.stderr
    assert Path(path).read_bytes() == FIRM.read_bytes()


def test_an_answer_in_bytes_that_are_no_text_is_asked_again(tmp_path: Path) -> None:
    path = shutil.copy(FIRM, tmp_path)
    words = [sys.executable, "-m", "bjsubsidy", "plan", "--ask", str(path), "--format", "amount", "--lang", "en"]
    done = subprocess.run(words, capture_output=True, check=False, input=b"\xff\xfe\n", env={**os.environ, "PYTHONUTF8": "1"})
    assert done.returncode == 0
    assert b"Traceback" not in done.stderr
    assert Path(path).read_bytes() == FIRM.read_bytes()


@pytest.mark.skipif(sys.platform == "win32", reason="limits of memory are of Unix")
@pytest.mark.parametrize("megabytes", [64, 128, 256, 384])
def test_too_little_memory_for_the_engine_is_said_in_one_line(megabytes: int, table: Path) -> None:
    import resource

    def limited() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (megabytes << 20, megabytes << 20))

    words = [sys.executable, "-m", "bjsubsidy", "batch", str(table), "--as-of", "2021-04-01", "--lang", "en"]
    done = subprocess.run(words, capture_output=True, text=True, check=False, preexec_fn=limited)
    said = f"the memory limit of {megabytes} MB is too small. Raise ulimit -v to 409600 or more.\n"
    assert (done.returncode, done.stdout, done.stderr) == (2, "", said)


def test_memory_that_ends_anywhere_is_said_in_one_line(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def none_left(*_: object) -> None:
        raise MemoryError

    monkeypatch.setattr("bjsubsidy.cli.app.run", none_left)
    assert run("measures", "--lang", "en") == (2, "", "there is not enough memory. Use less data, or raise the memory limit.\n")


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="a device that is always full is Linux's")
@pytest.mark.parametrize(
    ("line", "code", "out"),
    [
        ("calc rd-expense 100 --format amount --on 2021-03-20 --as-of 2021-03-21", 0, "100.00\n"),
        ("calc monthly-sales 120000 --small-scale-taxpayer --format amount --on 2021-03-20 --as-of 2021-03-21", 4, ""),
        ("calc rd-expense xx", 2, ""),
        ("show nothing-of-this-name", 2, ""),
        ("plan gone.toml", 3, ""),
    ],
)
def test_a_full_standard_error_changes_neither_answer_nor_exit_code(line: str, code: int, out: str) -> None:
    with open("/dev/full", "wb") as full:
        words = [sys.executable, "-m", "bjsubsidy", *line.split()]
        done = subprocess.run(words, stdout=subprocess.PIPE, stderr=full, text=True, check=False)
    assert (done.returncode, done.stdout) == (code, out)
