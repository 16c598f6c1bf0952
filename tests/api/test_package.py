"""The package as a Python program imports it: its names are lazy, typed, and what they say."""

import ast
import subprocess
import sys
from pathlib import Path
from types import FunctionType

import pytest

import bjsubsidy

ROOT = Path(__file__).parent.parent.parent


def test_the_package_alone_loads_nothing() -> None:
    code = "import sys; before = set(sys.modules); import bjsubsidy; print(*sorted(set(sys.modules) - before))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.split() == ["bjsubsidy"]


def test_its_names_are_what_they_say_whatever_was_imported_before() -> None:
    import bjsubsidy.cli.app
    import bjsubsidy.cli.batch
    import bjsubsidy.cli.plan

    functions = {name for name in bjsubsidy.__all__ if isinstance(getattr(bjsubsidy, name), FunctionType)}
    assert functions == {"calc", "plan", "profile", "due", "status", "deadlines", "batch", "catalogue"}
    modules = {path.stem for path in (ROOT / "bjsubsidy").iterdir()}
    assert modules & set(bjsubsidy.__all__) == set()
    assert set(bjsubsidy.__all__) <= set(dir(bjsubsidy))
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        getattr(bjsubsidy, "no" + "thing")


def test_a_type_checker_sees_the_names_where_they_stand() -> None:
    (block,) = (node for node in ast.parse((ROOT / "bjsubsidy" / "__init__.py").read_text("utf-8")).body if isinstance(node, ast.If))
    seen = {alias.asname: node.module for node in block.body if isinstance(node, ast.ImportFrom) for alias in node.names}
    assert seen == {name: f"bjsubsidy.{module}" for name, module in bjsubsidy._STANDS_IN.items()}


USER = """
from datetime import date
from bjsubsidy import batch, calc, plan

answer = calc("loan-interest", 120_000_000, on=date(2021, 3, 20), as_of=date(2021, 4, 1), facts={"ip-pledged": True})
reveal_type(answer)
reveal_type(answer.assessments[0].high)
reveal_type(plan("firm.toml").total.low)
reveal_type(batch("firms.csv", as_of=date(2021, 4, 1)).rows[0].amount)
calc("loan-interest", 1_200_000.0, on=date(2021, 3, 20), as_of=date(2021, 4, 1))
calc("loan-interest", 120_000_000)
answer.as_of = date(2021, 4, 2)
"""


def test_a_strict_type_checker_sees_what_a_program_asks_and_gets(tmp_path: Path) -> None:
    place = tmp_path / "user.py"
    place.write_text(USER, "utf-8")
    done = subprocess.run([sys.executable, "-m", "mypy", "--strict", str(place)], capture_output=True, text=True, check=False, cwd=ROOT)
    lines = [line.partition("user.py:")[2] for line in done.stdout.splitlines() if "error:" in line or "Revealed" in line]
    expected = [
        '6: note: Revealed type is "bjsubsidy.answers.calc.Calc"',
        '7: note: Revealed type is "int | None"',
        '8: note: Revealed type is "int"',
        '9: note: Revealed type is "int | None"',
        '10: error: Argument 2 to "calc" has incompatible type "float"; expected "int"',
        '11: error: Missing named argument "on" for "calc"',
        '11: error: Missing named argument "as_of" for "calc"',
        '12: error: Property "as_of" defined in "Calc" is read-only',
    ]
    assert [line.partition("  [")[0] for line in lines] == expected


SCRIPT = """
import warnings
from datetime import date

import bjsubsidy


def yearly():
    return bjsubsidy.batch("examples/firms.csv", as_of=date(2021, 4, 1), measures=["sewage-fee"])


with warnings.catch_warnings(record=True) as said:
    warnings.simplefilter("always")
    yearly()
print(*(f"{one.category.__name__} {one.lineno}" for one in said), sep="\\n")
"""


@pytest.mark.parametrize("name", ["__main__", "bjsubsidy_of_ours"])
def test_a_note_is_a_warning_at_the_line_of_a_script_that_called(name: str) -> None:
    """`name` is what the caller's module is called."""
    run = f"exec(compile({SCRIPT!r}, 'own.py', 'exec'), {{'__name__': {name!r}, '__package__': None}})"
    done = subprocess.run([sys.executable, "-c", run], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.splitlines() == ["Note 9"] * 3
