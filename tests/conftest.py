"""What all tests share: the packaged catalogue, and the command line run inside this process."""

import signal
import sys
from collections.abc import Callable, Generator
from functools import cache
from typing import NamedTuple

import pytest

from bjsubsidy.cli import main
from bjsubsidy.law.catalogue import Catalogue
from bjsubsidy.law.storage import joined, packaged


class Result(NamedTuple):
    code: int
    out: str
    err: str


Run = Callable[..., Result]


@pytest.fixture(autouse=True, scope="session")
def read_once() -> Generator[None]:
    """The files of a checkout read once for all commands that run inside this process; a wheel has a built form for that."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("bjsubsidy.law.storage.joined", cache(joined))
        yield


@pytest.fixture(autouse=True, scope="session")
def heard() -> None:
    """A shell's background jobs ignore interrupts, and so would the commands that tests interrupt."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return packaged()


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """`run("calc", "loan-interest", "1200000")`: Chinese unless the words say otherwise, as in a pipe."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)

    def ran(*words: str) -> Result:
        code = main(words)
        out, err = capsys.readouterr()
        return Result(code, out, err)

    return ran


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None, object, object]:
    """Laws run without counting lines, which takes four times as long; which lines run is for all other tests to show.

    pytest-cov's own mark for this leaves a second count running under xdist.
    """
    counting = sys.gettrace()
    if item.get_closest_marker("law"):
        sys.settrace(None)
    try:
        return (yield)
    finally:
        sys.settrace(counting)
