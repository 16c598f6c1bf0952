"""Documents cannot drift: commands in the READMEs run and print what stands there; data/README.md is made from the shapes.

`UPDATE=1 pytest tests/test_docs.py` writes them anew.
"""

import json
import re
import shlex
import types
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal, Union, get_args, get_origin

import pytest

from bjsubsidy.cli.given import COMMON_PARAMETERS
from bjsubsidy.cli.schema import documented
from bjsubsidy.language import Text
from bjsubsidy.law.catalogue import SHAPES, Catalogue
from bjsubsidy.law.entries import Edition
from bjsubsidy.law.layers import End, Layer, MergedLayer, Workday
from bjsubsidy.record import Record, key
from docs import commands, faults, outputs, pictures
from tests.conftest import Run
from tests.updating import updated

ROOT = Path(__file__).parent.parent
BLOCK = re.compile(r"```console\n\$ (?P<command>.*)\n(?P<output>(?:.*\n)*?)```\n")
LANGUAGES = {"README.md": "en", "README.zh-CN.md": "zh"}


@pytest.mark.parametrize("name", LANGUAGES)
def test_every_command_in_the_readme_prints_what_stands_there(name: str, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)

    def answered(block: re.Match[str]) -> str:
        program, *words = shlex.split(block["command"])
        assert program == "bjsubsidy"
        result = run(*words, "--lang", LANGUAGES[name])
        assert result.code == 0
        return f"```console\n$ {block['command']}\n{result.out}{result.err}```\n"

    text = (ROOT / name).read_text("utf-8")
    expected, blocks = BLOCK.subn(answered, text)
    assert blocks >= 7
    assert updated(ROOT / name, expected) == expected


PYTHON = re.compile(r"```python\n(?P<code>(?:.*\n)*?)```\n(?:\n```text\n(?P<output>(?:.*\n)*?)```\n)?")


def test_every_block_of_the_page_on_python_runs_and_prints_what_stands_under_it(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    session: dict[str, Any] = {}

    def answered(block: re.Match[str]) -> str:
        exec(compile(block["code"], "docs/python.md", "exec"), session)
        printed = capsys.readouterr().out
        shown = f"\n```text\n{printed}```\n" if printed else ""
        return f"```python\n{block['code']}```\n{shown}"

    page = ROOT / "docs" / "python.md"
    expected, blocks = PYTHON.subn(answered, page.read_text("utf-8"))
    assert blocks >= 10
    assert updated(page, expected) == expected


@pytest.mark.parametrize("name", LANGUAGES)
def test_both_readmes_name_the_page_on_python(name: str) -> None:
    assert "(docs/python.md)" in (ROOT / name).read_text("utf-8")


def test_the_pictures_show_what_the_program_says() -> None:
    """`python docs/pictures.py` draws them anew."""
    stamps = json.loads(pictures.STAMPS.read_text("utf-8"))
    assert stamps == {name: pictures.stamp(text) for name, text in pictures.sources().items()}
    for name, lang in LANGUAGES.items():
        shown = re.findall(r"!\[[^\]]+\]\((docs/[^)]+)\)", (ROOT / name).read_text("utf-8"))
        assert shown == [f"docs/terminal.{lang}.png", f"docs/report.{lang}.png"]
        assert all((ROOT / picture).read_bytes().startswith(b"\x89PNG") for picture in shown)


def test_both_readmes_print_the_same_commands() -> None:
    english, chinese = ((ROOT / name).read_text("utf-8") for name in LANGUAGES)
    assert re.findall(r"<!-- (?:run|test) -->\n```bash\n(.*)\n", english) == re.findall(r"<!-- (?:run|test) -->\n```bash\n(.*)\n", chinese)


def test_ci_calls_the_test_command_of_the_readme() -> None:
    assert "<!-- test -->" in (ROOT / ".ci" / "run").read_text("utf-8")
    assert (ROOT / "README.md").read_text("utf-8").count("<!-- test -->\n```bash\n") == 1


def test_the_changelog_counts_what_the_catalogue_holds(catalogue: Catalogue) -> None:
    text = " ".join((ROOT / "CHANGELOG.md").read_text("utf-8").split())
    counts = {
        "measures": "measure",
        "statuses": "status",
        "time limits": "limit",
        "dates": "date",
        "open measures": "open",
        "rules": "rule",
        "targets": "target",
        "readings": "reading",
        "documents": "document",
    }
    for words, kind in counts.items():
        assert f"{len(catalogue.rows(kind))} {words}" in text  # type: ignore[arg-type]


def test_the_commands_are_listed_as_they_are() -> None:
    expected = commands.page()
    assert updated(ROOT / "docs" / "commands.md", expected) == expected


def test_the_keys_and_columns_of_every_output_are_listed_as_they_are() -> None:
    expected = outputs.page()
    assert updated(ROOT / "docs" / "outputs.md", expected) == expected


def test_the_codes_of_faults_are_listed_as_they_are() -> None:
    expected = faults.page()
    assert updated(ROOT / "docs" / "faults.md", expected) == expected


@pytest.mark.parametrize("command", [command for command in documented() if command != "batch"])
def test_the_columns_that_are_listed_are_those_of_the_csv(command: str, run: Run) -> None:
    listed = outputs.tables(command)
    for name, line in outputs.lines(command).items():
        out = run(*shlex.split(line)[1:], "--format", "csv").out
        assert out.splitlines()[0].split(",") == [id for id, _, _ in listed[name]]


@pytest.mark.parametrize("option", commands.WHY_NOT)
def test_an_option_is_on_a_command_or_it_is_said_why_not(option: str) -> None:
    rows = commands.described()
    having = {name for name in commands.COMPUTING if option in commands.names(rows[name])}
    assert having
    assert having ^ commands.WHY_NOT[option].keys() == set(commands.COMPUTING)


def test_every_option_of_several_commands_stands_in_the_table() -> None:
    rows = commands.described()
    having = [name for row in rows.values() for name in commands.names(row)]
    common = set.intersection(*(commands.names(row) for row in rows.values()))
    assert set(COMMON_PARAMETERS) <= common
    assert {name for name in having if having.count(name) > 1} - common == commands.WHY_NOT.keys() | commands.APART.keys()


def test_a_command_of_one_text_takes_no_format_as_the_table_says(run: Run) -> None:
    refusing = {name for name, row in commands.described().items() if not row["formats"]}
    assert refusing == {"catalogue explain", "catalogue export", "catalogue fmt", "catalogue new", "completion", "help"}
    for name in refusing:
        words = [
            *name.split(),
            *{
                "completion": ["bash"],
                "help": ["calc"],
                "catalogue explain": ["BJ030"],
                "catalogue fmt": ["x.toml"],
                "catalogue new": ["measure"],
            }.get(name, []),
        ]
        assert run(*words, "--format", "json", "--lang", "en").err == f"{name} has no format “json”. Leave out --format.\n"


def test_a_command_of_one_text_writes_no_file_that_would_pass_for_another(run: Run, tmp_path: Path) -> None:
    for name in [name for name, row in commands.described().items() if not row["formats"]]:
        words = [
            *name.split(),
            *{
                "completion": ["bash"],
                "help": ["calc"],
                "catalogue explain": ["BJ030"],
                "catalogue fmt": ["x.toml"],
                "catalogue new": ["measure"],
            }.get(name, []),
        ]
        for ending in (".xlsx", ".HTML", ".json", ".ics", ".parquet"):
            answer = run(*words, "-o", str(tmp_path / f"x{ending}"), "--lang", "en")
            assert (answer.code, answer.out) == (2, "")
            assert answer.err == f"{name} does not write “{ending.lower()}” files. Use another ending, such as .txt.\n"
    assert list(tmp_path.iterdir()) == []
    assert run("completion", "zsh", "-o", "x.csv", "--lang", "zh").err == "completion 不写“.csv”文件。请用 .txt 等其他结尾。\n"
    for ending in ("", ".txt", ".toml"):
        assert run("completion", "zsh", "-o", str(tmp_path / f"x{ending}")).code == 0


def test_a_page_shows_the_formats_of_its_command_and_none_where_it_has_none(run: Run) -> None:
    for name, row in commands.described().items():
        shown = [line.strip("│ ") for line in run("help", *name.split()).out.splitlines()]
        taken = [line.partition(" ")[2] for line in shown if line.startswith("--format")]
        assert taken == (["|".join(row["formats"])] if row["formats"] else []), name


def test_the_fields_of_the_catalogue_are_listed_as_they_are() -> None:
    expected = fields_of_the_catalogue()
    assert updated(ROOT / "data" / "README.md", expected) == expected


def fields_of_the_catalogue() -> str:
    parts = [
        "# The fields of the catalogue",
        "",
        "Made from the shapes in `bjsubsidy/law/`; a test keeps it true. `measures.toml` holds all sections but the rate",
        'series, which is `lpr.toml`. Amounts and rates are text (`"500000"`, `"40%"`), days are TOML days, floats are refused.',
        "`workdays.toml` holds the days on which the calendar library differs from the State Council's notices.",
        "Every text is `{ zh = …, en = … }`.",
        "",
        "A layer is a file with `[layer]` in the place of `[edition]`, and any of the sections below: it lies over the catalogue that it",
        "names. Its entries are added; one with an id that is there takes its place where `replaces` says so; `[[end]]` gives a measure",
        "its last day. Pages of its documents are their own. A catalogue and a layer may hold `[[series]]` and `[[workday]]` themselves.",
        "",
        *section("[layer]", Layer),
        *section("[[end]]", End),
        *section("[[workday]]", Workday),
        "What `catalogue export` writes of layers says, for each, which entries came from it (`[[merged]]`).",
        "",
        *section("[[merged]]", MergedLayer),
        *section("[edition]", Edition),
        *(line for part in parts_of(Edition) for line in section(part.__name__, part)),
        "## [authorities]",
        "",
        "Each authority as printed, and its English name.",
        "",
        "## [columns]",
        "",
        "Other headings that people's tables have for the columns that are no facts: a list for each. Facts and inputs have `also`.",
        "",
        "## [candidates]",
        "",
        "Headings that may hold such a column and may hold something else (`借方金额`, `销售方名称`): a list for each. They are never read "
        "by themselves; where the column is missing they are named, with the option that reads them.",
        "",
    ]
    tables = {"document": "[documents.KEY]", "series": "[[series]], lpr.toml"}
    seen: set[type] = set()
    for kind, shape in SHAPES.items():
        names = [tables.get(other, f"[[{other}]]") for other, same in SHAPES.items() if same is shape]
        if shape not in seen:
            parts += section(", ".join(names), shape)
        seen.add(shape)
        for part in parts_of(shape):
            if part not in seen:
                parts += section(part.__name__, part)
                seen.add(part)
        assert kind
    return "\n".join(parts).rstrip("\n") + "\n"


def section(name: str, shape: type[Record]) -> list[str]:
    rows = [f"| `{key(field)}` | {said(shape.kind_of(field))} | {needed(shape, field)} |" for field in shape.fields]
    about = " ".join((shape.__doc__ or "").split())
    return [f"## {name}", "", *([about, ""] if about else []), "| key | holds | |", "|---|---|---|", *rows, ""]


def needed(shape: type[Record], field: str) -> str:
    # The kind of a benefit has a default in Python alone.
    return "may be left out" if field in shape.defaults and field != "kind" else "needed"


def parts_of(shape: type[Record], around: tuple[type[Record], ...] = ()) -> list[type[Record]]:
    """The records inside a record, depth first; one may hold itself."""
    found: list[type[Record]] = []
    for field in shape.fields:
        for inner in types_in(shape.kind_of(field)):
            if isinstance(inner, type) and issubclass(inner, Record) and inner not in (*around, shape, *found):
                found += [inner, *parts_of(inner, (*around, shape, *found))]
    return found


def types_in(kind: Any) -> list[Any]:
    """A type, and those it is made of."""
    return [kind, *(inner for part in get_args(kind) for inner in types_in(part))]


def said(kind: Any) -> str:
    """A type in words."""
    if kind is Text:
        return "text in both languages"
    origin, arguments = get_origin(kind), get_args(kind)
    if origin is Literal:
        return "one of " + ", ".join(f"`{choice}`" for choice in arguments)
    if origin is tuple:
        return f"list: {said(arguments[0])}"
    if origin is Mapping:
        return f"table of {said(arguments[1])}"
    if origin in (Union, types.UnionType):
        return " or ".join(dict.fromkeys(said(argument) for argument in arguments if argument is not types.NoneType))
    names = {str: "text", int: "whole number", bool: "true or false"}
    return names.get(kind, "day" if kind.__name__ == "date" else f"{kind.__name__}")


def test_every_file_that_contributing_names_is_there() -> None:
    named = set(re.findall(r"`([a-z_]+(?:/[a-z_]+)+\.(?:py|toml|md))", (ROOT / "CONTRIBUTING.md").read_text("utf-8")))
    assert len(named) > 20
    assert {name for name in named if not (ROOT / name).exists() and not (ROOT / "bjsubsidy" / name).exists()} == set()
