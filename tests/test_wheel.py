"""The built wheel works from any folder, without the checkout."""

import os
import re
import shutil
import subprocess
import sys
import tomllib
from contextlib import suppress
from functools import cache
from importlib.metadata import PackageNotFoundError, packages_distributions, requires
from pathlib import Path

import pytest

from bjsubsidy.law.storage import packaged
from docs import commands, man

ROOT = Path(__file__).parent.parent
PROGRAM = """
import sys, bjsubsidy.cli
code = bjsubsidy.cli.main(sys.argv[1:])
print(bjsubsidy.__file__, "tomli" in sys.modules)
sys.exit(code)
"""


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)], cwd=ROOT, check=True, capture_output=True
    )
    (wheel,) = folder.glob("*.whl")
    target = folder / "site"
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--target", str(target), str(wheel)]
    subprocess.run(pip, check=True, capture_output=True)
    return target


@cache
def manual() -> dict[str, str]:
    """The manual's pages by their places."""
    return man.pages(packaged())


def from_elsewhere(installed: Path, folder: Path, *words: str) -> list[str]:
    environment = {**os.environ, "PYTHONPATH": str(installed), "LANG": "C"}
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, *words], cwd=folder, env=environment, capture_output=True, text=True, check=True, encoding="utf-8"
    )
    return done.stdout.splitlines()


def test_the_wheel_answers_from_another_folder_with_its_built_catalogue(installed: Path, tmp_path: Path) -> None:
    amount, loaded = from_elsewhere(installed, tmp_path, "calc", "loan-interest", "1200000", "--format", "amount")
    assert amount == "480000.00"
    assert loaded == f"{installed / 'bjsubsidy' / '__init__.py'} False"


def test_the_wheel_carries_the_days_that_stand_over_the_calendar(installed: Path, tmp_path: Path) -> None:
    *rows, _ = from_elsewhere(installed, tmp_path, "due", "paint-filing-certificate", "2005-12-29", "--format", "csv")
    assert "2005-12-31" in rows[-1]


@pytest.mark.parametrize("place", man.PLACES.values())
def test_the_wheel_carries_the_manual_pages(place: str, installed: Path) -> None:
    page = (installed / "share" / "man" / place / "bjsubsidy.1").read_text("utf-8")
    assert page == manual()[f"{place}/bjsubsidy.1"]


@pytest.mark.skipif(shutil.which("man") is None, reason="there is no man here; .ci/run installs it")
@pytest.mark.parametrize("place", man.PLACES.values())
@pytest.mark.parametrize("width", [60, 80, 200])
def test_a_manual_page_is_set_without_a_warning_and_whole(place: str, width: int, tmp_path: Path) -> None:
    (tmp_path / "bjsubsidy.1").write_text(manual()[f"{place}/bjsubsidy.1"], "utf-8")
    environment = {**os.environ, "LC_ALL": "C.UTF-8", "MANWIDTH": str(width), "MAN_KEEP_FORMATTING": ""}
    done = subprocess.run(
        ["man", "--warnings", "-l", "bjsubsidy.1"], cwd=tmp_path, env=environment, capture_output=True, text=True, check=True
    )
    assert done.stderr == ""
    told = re.sub("[‐\\s]|.\b", "", done.stdout)
    for row in commands.described().values():
        for param in row["params"]["zh" if place.startswith("zh") else "en"]:
            assert (param.metavar if param.param_type_name == "argument" else param.opts[0]) in told
            assert re.sub(r"\s", "", param.help) in told


def test_the_wheel_carries_how_a_page_looks(installed: Path, tmp_path: Path) -> None:
    page = "\n".join(from_elsewhere(installed, tmp_path, "deadlines", "--kind", "closes", "--format", "html"))
    assert page.startswith("<!DOCTYPE html>")
    assert "@media print" in page


def test_the_wheel_has_types_and_its_functions_answer_a_program(installed: Path, tmp_path: Path) -> None:
    assert (installed / "bjsubsidy" / "py.typed").is_file()
    days = "on=date(2021, 3, 20), as_of=date(2021, 4, 1)"
    asked = f"from datetime import date; from bjsubsidy import calc; print(calc('loan-interest', 120_000_000, {days}).best.high)"
    environment = {**os.environ, "PYTHONPATH": str(installed)}
    done = subprocess.run([sys.executable, "-c", asked], cwd=tmp_path, env=environment, capture_output=True, text=True, check=True)
    assert done.stdout == "48000000\n"


def test_a_built_catalogue_of_other_files_is_not_used(installed: Path, tmp_path: Path) -> None:
    lpr = installed / "bjsubsidy" / "data" / "lpr.toml"
    lpr.write_text(lpr.read_text("utf-8") + "\n# another day\n", "utf-8")
    amount, loaded = from_elsewhere(installed, tmp_path, "calc", "loan-interest", "1200000", "--format", "amount")
    assert amount == "480000.00"
    assert loaded.endswith("True")


BUILT = """
import sys
from bjsubsidy.answers.examples import checked_catalogue
from bjsubsidy.cli.dump import module
checked_catalogue("data/measures.toml")
module()
print(*sorted({name.partition(".")[0] for name in sys.modules}))
"""


def _with_their_own(named: list[str]) -> set[str]:
    """Distributions and everything that they require, by their names in lower case with hyphens."""
    found: set[str] = set()
    left = [_distribution(one) for one in named]
    while left:
        name = left.pop()
        if name not in found:
            found.add(name)
            # What another system needs is not there.
            with suppress(PackageNotFoundError):
                left += [_distribution(one) for one in requires(name) or [] if "extra ==" not in one]
    return found


def _distribution(requirement: str) -> str:
    return re.split(r"[^A-Za-z0-9._-]", requirement)[0].lower().replace("_", "-")


def test_what_the_build_imports_is_what_it_requires() -> None:
    imported = subprocess.run([sys.executable, "-c", BUILT], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split()
    named = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["build-system"]["requires"]
    owned = packages_distributions()
    owners = {_distribution(owner) for name in imported for owner in owned.get(name, []) if name != "bjsubsidy"}
    # Pip brings setuptools, whose hook in `site` is imported by every Python.
    assert owners - {"bjsubsidy", "setuptools"} <= _with_their_own(named)


def test_the_wheel_carries_the_examples_of_faults(installed: Path, tmp_path: Path) -> None:
    said = from_elsewhere(installed, tmp_path, "catalogue", "explain", "BJ030", "--lang", "en")
    assert '-  { fact = "pleged", holds = true },' in said
