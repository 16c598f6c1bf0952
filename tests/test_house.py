"""The house keeps its floors: imports go down, the law stays in data, the clock is read in one place, a start stays light."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from bjsubsidy.law.catalogue import Catalogue

PACKAGE = Path(__file__).parent.parent / "bjsubsidy"
LINT = Path(sys.executable).parent / "lint-imports"
MODULES = sorted(PACKAGE.rglob("*.py"))


def room(module: str) -> str:
    return module.split(".")[1] if "." in module else ""


def name_of(path: Path) -> str:
    return ".".join(["bjsubsidy", *path.relative_to(PACKAGE).with_suffix("").parts])


def test_imports_go_down_only() -> None:
    """The floors are the contracts of import-linter in pyproject.toml."""
    done = subprocess.run([LINT, "--no-cache"], check=False, capture_output=True, text=True, cwd=PACKAGE.parent)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_the_clock_is_read_in_the_command_line_only(path: Path) -> None:
    reads = {"today", "now", "utcnow", "time", "localtime", "monotonic"}
    found = [node.attr for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Attribute) and node.attr in reads]
    assert found == [] or room(name_of(path)) == "cli"


def test_no_entry_of_the_catalogue_is_named_in_python(catalogue: Catalogue) -> None:
    facts = set(catalogue.rows("fact"))
    ids = {id for kind in ("measure", "status", "limit", "date", "open", "rule", "target", "reading") for id in catalogue.rows(kind)}
    written = {
        node.value
        for path in MODULES
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    assert {id for id in ids - facts for text in written if "-" in id and id in text} == set()


def test_no_float_stands_in_the_package() -> None:
    floats = [
        (path.name, node.value)
        for path in MODULES
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, float)
    ]
    likeness = {("errors.py", 0.6), ("absent.py", 0.7), ("absent.py", 0.8)}
    assert set(floats) - likeness == set()


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_writers_do_no_arithmetic_on_answers(path: Path) -> None:
    """Separators and units need // and % of a figure in one module, places on paper and columns of a terminal in three;
    sums and products of an answer stand nowhere above the answers."""
    if room(name_of(path)) not in ("reports", "writers") or path.name in ("phrases.py", "table.py", "scale.py", "plots.py"):
        return
    nodes = list(ast.walk(ast.parse(path.read_text("utf-8"))))
    operators = (ast.Sub, ast.Mult, ast.Div, ast.FloorDiv, ast.Mod)
    found = [node for node in nodes if isinstance(node, ast.BinOp) and isinstance(node.op, operators)]
    sums = [node for node in nodes if isinstance(node, ast.Name) and node.id in ("sum", "round")]
    allowed = {"due.py": 1}
    assert len(found) + len(sums) <= allowed.get(path.name, 0)


def public_names(path: Path) -> set[str]:
    """What a module defines for others; what it imports is another's."""
    body = ast.parse(path.read_text("utf-8")).body
    assigned = [
        node.targets if isinstance(node, ast.Assign) else [node.target] for node in body if isinstance(node, (ast.Assign, ast.AnnAssign))
    ]
    names = {name.id for targets in assigned for target in targets for name in ast.walk(target) if isinstance(name, ast.Name)}
    names |= {node.name for node in body if isinstance(node, (ast.FunctionDef, ast.ClassDef))}
    return {name for name in names if not name.startswith("_")}


# By room: what its modules offer under one name, because somebody calls whichever of them is asked for.
OFFERED = {
    # The function of a command, and of the program; what a command's answers give to be drawn, the report that tells them, and the
    # example of its page.
    "cli": {"run", "GIVES", "REPORT", "example"},
    # A format: its answer, its lines, what it has no room for, and how an engine of many workers writes it.
    "writers": {"write", "lines", "beside", "PARTS"},
}
# The process starts in one and goes on in the other.
ENTRANCES = {("bjsubsidy.__main__", "main"), ("bjsubsidy.cli.__init__", "main")}


def test_two_things_never_share_a_name() -> None:
    homes: dict[str, list[str]] = {}
    for path in MODULES:
        module = name_of(path)
        for name in public_names(path):
            if name not in OFFERED.get(room(module), set()) and (module, name) not in ENTRANCES:
                homes.setdefault(name, []).append(module)
    assert {name: modules for name, modules in homes.items() if len(modules) > 1} == {}


TYPER = {"typer", "typer.core"}
PUBLIC = {"Typer", "Option", "Argument", "Context", "TyperException", "Abort", "Exit", "main", "core"}


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_typer_stands_in_the_command_line_only_and_is_used_by_its_public_names(path: Path) -> None:
    nodes = list(ast.walk(ast.parse(path.read_text("utf-8"))))
    imported = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    imported |= {node.module for node in nodes if isinstance(node, ast.ImportFrom) and node.module}
    used = {
        node.attr for node in nodes if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "typer"
    }
    typers = {module for module in imported if module.split(".")[0] in ("typer", "click")}
    assert typers <= (TYPER if room(name_of(path)) == "cli" else set())
    assert used <= PUBLIC


def test_words_are_looked_through_by_the_lane_and_for_the_language_only() -> None:
    """Whoever compares words with dashes reads a command line by a grammar of its own."""
    found = {
        name_of(path)
        for path in MODULES
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Compare) and any(isinstance(part, ast.Constant) and str(part.value)[:1] == "-" for part in node.comparators)
        if room(name_of(path)) == "cli" and isinstance(node.left, (ast.Name, ast.Subscript))
    }
    assert found == {"bjsubsidy.cli.__init__", "bjsubsidy.cli.lane"} | READ_FROM_DASH


# `-` for standard input and standard output.
READ_FROM_DASH = {"bjsubsidy.cli.calc", "bjsubsidy.cli.output"}

# The lane is in a wheel only; here its table is dumped beside the tests.
LOADED = """
import runpy, sys
from bjsubsidy.cli import lane, main
table = runpy.run_path(sys.argv[1])["TABLE"]
lane.built_table = lambda: table
main(sys.argv[2:])
print(*sys.modules, file=sys.stderr)
"""


@pytest.fixture(scope="module")
def table(tmp_path_factory: pytest.TempPathFactory) -> str:
    from bjsubsidy.cli import dump

    place = tmp_path_factory.mktemp("table") / "grammar.py"
    place.write_text(dump.module(), "utf-8")
    return str(place)


@pytest.mark.parametrize("form", ["amount", "json", "csv"])
def test_a_machine_format_starts_without_heavy_imports(form: str, table: str) -> None:
    words = ["calc", "loan-interest", "1200000", "--on", "2021-03-20", "--format", form]
    done = subprocess.run([sys.executable, "-c", LOADED, table, *words], capture_output=True, text=True, check=True)
    heavy = {
        "rich",
        "pydantic",
        "typer",
        "typing_extensions",
        "bjsubsidy.reports.outputs",
        "chinese_calendar",
        "dataclasses",
        "difflib",
        "shutil",
    }
    assert done.stdout
    assert heavy & set(done.stderr.split()) == set()


# Typer would have pydantic look at each parameter; what is text needs no looking at.
@pytest.mark.parametrize(
    "words", [("calc", "loan-interest", "1200000"), ("calc", "loan-interest", "--help"), ("deadlines",), ("batch", "--help")]
)
def test_what_a_line_gives_needs_no_pydantic(words: tuple[str, ...]) -> None:
    asked = f"import sys; from bjsubsidy.cli import main; main({words!r}); print(*sys.modules, file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    loaded = set(done.stderr.split())
    assert "typer" in loaded
    assert not any(module.startswith("pydantic") for module in loaded)


@pytest.mark.parametrize(
    "words", [("calc", "loan-interest", "1200000", "--catalogue", "examples/national/layer.toml"), ("plan", "examples/firm.toml")]
)
def test_what_somebody_wrote_is_checked_by_the_core_of_pydantic_alone(words: tuple[str, ...]) -> None:
    asked = f"import sys; from bjsubsidy.cli import main; main({words!r}); print(*sys.modules, file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True, cwd=PACKAGE.parent)
    loaded = set(done.stderr.split())
    assert "pydantic_core" in loaded
    assert "pydantic" not in loaded


def test_an_amount_needs_no_other_writer(table: str) -> None:
    words = ["calc", "loan-interest", "1200000", "--format", "amount"]
    done = subprocess.run([sys.executable, "-c", LOADED, table, *words], capture_output=True, text=True, check=True)
    loaded = {module for module in done.stderr.split() if module.startswith("bjsubsidy.writers.")}
    assert loaded <= {"bjsubsidy.writers.amount", "bjsubsidy.writers.screen"}
