"""What all tests share: the packaged catalogue, the command line run inside this process, and one Spark."""

import os
import shutil
import signal
import sys
from collections.abc import Callable, Generator, Iterator
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

from bjsubsidy.cli import main
from bjsubsidy.law.catalogue import Catalogue
from bjsubsidy.law.storage import joined, packaged

if TYPE_CHECKING:
    from pyspark.sql import SparkSession


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


@pytest.fixture(autouse=True, scope="session")
def compiled_once(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Where nothing compiled may stand beside the sources, the processes that tests start share it in a folder of this run."""
    if os.environ.pop("PYTHONDONTWRITEBYTECODE", None):
        own = tmp_path_factory.getbasetemp()
        os.environ["PYTHONPYCACHEPREFIX"] = str((own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / "compiled")


@pytest.fixture(scope="session")
def spark(tmp_path_factory: pytest.TempPathFactory) -> "Iterator[SparkSession]":
    """One Spark for all tests that need it; they have `spark` in their names, and run one after the other.

    Its machine does not run for so long that it pays to compile well.
    """
    if shutil.which("java") is None:
        pytest.skip("Spark runs on Java")
    from bjsubsidy.batching.spark import session, ship

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SPARK_SUBMIT_OPTS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC")
        started = session("local[2]", None)
    ship(started, str(tmp_path_factory.mktemp("spark")))
    yield started
    started.stop()


def of_spark(nodeid: str) -> bool:
    """Whether a test is one of those of Spark."""
    return "spark" in nodeid.partition("::")[2].partition("[")[0]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Spark's come first, since they take longest, all together."""
    unnamed = [item.nodeid for item in items if "spark" in getattr(item, "fixturenames", ()) and not of_spark(item.nodeid)]
    if unnamed:
        raise pytest.UsageError(f"tests that use Spark have spark in their names: {', '.join(unnamed)}")
    items.sort(key=lambda item: not of_spark(item.nodeid))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """The tests of a file go to one worker, and all of Spark to one, so that only one Spark is started."""
    from xdist.scheduler import LoadFileScheduling

    class OneSpark(LoadFileScheduling):  # type: ignore[misc]
        def _split_scope(self, nodeid: str) -> str:
            return "spark" if of_spark(nodeid) else super()._split_scope(nodeid)

    return OneSpark(config, log) if config.getvalue("dist") == "loadfile" else None


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
