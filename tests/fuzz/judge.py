"""Runs one case inside this process and says what is wrong with how the program took it; None where nothing is."""

import contextlib
import io
import os
import time
import traceback
from collections.abc import Iterator
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from unittest import mock

from bjsubsidy.cli import main
from tests.fuzz.cases import FUZZERS

CODES = {0, 2, 3, 4}
# Seconds that no case may take on the slowest of machines.
PATIENCE = 30


class Wired(io.TextIOWrapper):
    """Text over bytes, as standard output is, that keeps what was written when it is closed."""

    def __init__(self, content: bytes = b"") -> None:
        self.held = io.BytesIO(content)
        super().__init__(self.held, encoding="utf-8", write_through=True)

    def said(self) -> str:
        self.flush()
        return self.held.getvalue().decode("utf-8", "replace")


@contextlib.contextmanager
def standing_in(folder: str) -> Iterator[None]:
    before = os.getcwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)


def fault(fuzzer: str, seed: int) -> str | None:
    """What went wrong with the case of a seed, with its words; None where it was answered or refused as it should be."""
    with TemporaryDirectory() as folder, standing_in(folder):
        words, content = FUZZERS[fuzzer](Random(seed), Path(folder))
        before = set(os.listdir(folder))
        out, err = Wired(), Wired()
        start = time.monotonic()
        with mock.patch("sys.stdin", Wired(content)), mock.patch("sys.stdout", out), mock.patch("sys.stderr", err):
            try:
                code = main(words)
            except BaseException:
                return f"{fuzzer} {seed}: {words!r}\n{traceback.format_exc()}"
        found = _wrong(
            code, err.said(), time.monotonic() - start, [name for name in set(os.listdir(folder)) - before if name.startswith(".")]
        )
        return found and f"{fuzzer} {seed}: {words!r}: {found}\n{err.said()[:2000]}"


def _wrong(code: int, said: str, seconds: float, left: list[str]) -> str | None:
    if code not in CODES:
        return f"exit code {code}"
    if "Traceback" in said:
        return "a traceback"
    if code in (2, 3) and not said.strip():
        return "refused without a word"
    if seconds > PATIENCE:
        return f"it took {seconds:.0f} seconds"
    return f"temporary files stay: {left}" if left else None
