"""`calc INPUT -` line by line: the same bytes however the input arrives, an answer before more is waited for, messages in their places."""

import io
import random
import subprocess
import sys
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bjsubsidy.errors import Unreadable
from bjsubsidy.quantities import parse_money
from tests.conftest import Result, Run

DAYS = ("--on", "2021-03-20", "--as-of", "2021-03-20")
WORDS = [sys.executable, "-m", "bjsubsidy", "calc", "rd-expense", "-", *DAYS, "--quiet", "--lang", "en"]


class Pieces(io.BytesIO):
    """A pipe whose writer sends so many bytes at once."""

    def __init__(self, content: bytes, size: int) -> None:
        super().__init__(content)
        self.size = size

    def read1(self, size: int | None = -1) -> bytes:
        return super().read1(self.size)


def lines(r: random.Random) -> bytes:
    """Lines that can be read and lines that cannot, short and far too long, some with a carriage return, the last with no end."""
    said = [b"100", b"", b"x", b"1.5", "１２万".encode(), b"\xff", b"7" * r.choice([16, 998, 999, 1000, 1001, 2500]), b"200\r"]
    return b"\n".join(r.choice(said) for _ in range(r.randint(0, 12))) + r.choice([b"", b"\n", b"300", b"\r\n"])


@pytest.mark.parametrize("form", ["amount", "csv", "json"])
def test_it_makes_no_difference_how_the_lines_arrive(form: str, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    for seed in range(25):
        r = random.Random(seed)
        content, answers = lines(r), list[Result]()
        for size in (1 << 16, 1, r.randint(2, 1200)):
            monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(Pieces(content, size), "utf-8"))
            answers.append(run("calc", "rd-expense", "-", *DAYS, "--format", form))
        assert all(one == other for one, other in pairwise(answers))
        ends = content.count(b"\n") + (not content.endswith(b"\n") and content != b"")
        assert answers[0].out.count("\n") == ends + (form == "csv")


def test_who_writes_a_line_gets_its_answer_before_the_next() -> None:
    with subprocess.Popen(WORDS, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as running:
        assert running.stdin is not None
        assert running.stdout is not None
        for written, answers in ((b"5\n", 1), (b"6\n7\n8", 2), (b"\n", 1), (b"9\n", 1)):
            running.stdin.write(written)
            running.stdin.flush()
            for _ in range(answers):
                assert running.stdout.readline().endswith(b".00\n")
        running.stdin.close()
        assert running.wait(30) == 0


def test_messages_stand_between_the_answers_they_are_about() -> None:
    done = subprocess.run(WORDS, input=b"1\nx\n2\n", stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
    first, message, *others = done.stdout.decode().splitlines()
    assert (done.returncode, first, message.partition(":")[0], others) == (2, "1.00", "line 2", ["", "2.00"])


def read(text: str, unit: str | None) -> object:
    """The amount, or why it is none."""
    try:
        return parse_money(text, unit=unit)
    except Unreadable as problem:
        return problem.parts["why"]


@settings(max_examples=500, deadline=None)
@given(st.text("0123456789０９٣².,万 ", max_size=16), st.sampled_from([None, "万"]))
@example("0", None)
@example("999999999999", None)
@example("0000000000001", None)
@example("10000000000000", None)
@example("10000000000001", "万")
def test_plain_digits_are_read_as_the_grammar_reads_them(text: str, unit: str | None) -> None:
    """A space before it keeps an amount from being taken for plain digits, and means nothing."""
    assert read(text, unit) == read(f" {text}", unit)
