"""The lane is a cache of Typer: the same bytes on both streams and the same exit code, whichever of the two reads a line."""

import ast
import contextlib
import importlib.util
import io
import os
import sys
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bjsubsidy.cli import dump, lane, main
from bjsubsidy.cli.app import PROGRAM, program
from bjsubsidy.cli.session import Session
from bjsubsidy.law.catalogue import Catalogue
from tests.test_golden import CASES


@pytest.fixture(scope="module")
def table(tmp_path_factory: pytest.TempPathFactory) -> lane.LaneTable:
    """The table as a wheel carries it: written as a module, and loaded from there."""
    place = tmp_path_factory.mktemp("table") / "grammar.py"
    place.write_text(dump.module(), "utf-8")
    spec = importlib.util.spec_from_file_location("grammar", place)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    found: lane.LaneTable = module.TABLE
    return found


@pytest.fixture(scope="module", autouse=True)
def _read_once(catalogue: Catalogue) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("bjsubsidy.law.storage.packaged", lambda: catalogue)
        # A calendar says the second of its writing, which may pass between the two.
        patch.setattr("bjsubsidy.cli.output.now", lambda: datetime(2021, 4, 1, 8, tzinfo=UTC))
        for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
            patch.delenv(name, raising=False)
        yield


def ran(words: list[str], table: lane.LaneTable | None, content: bytes = b"") -> tuple[int, str, str]:
    """Exit code and both streams of a line, with this table in the place of the wheel's."""
    out, err = io.StringIO(), io.StringIO()
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(out), redirect_stderr(err):
        patch.setattr(lane, "built_table", lambda: table)
        patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content), "utf-8"))
        return main(words), out.getvalue(), err.getvalue()


def is_taken(words: list[str], table: lane.LaneTable, environment: dict[str, str] | None = None) -> bool:
    return lane.taken(words, environment or {}, table) is not None


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_golden_command_is_answered_alike(lang: str, table: lane.LaneTable) -> None:
    lines = [[*line.split(), "--lang", lang] for line in CASES.values()]
    for words in lines:
        assert ran(words, table) == ran(words, None), words
    assert sum(is_taken(words, table) for words in lines) >= 12


CALC = "calc loan-interest 1200000 --on 2021-03-20 --as-of 2021-04-01"
TAKEN = [
    "calc loan-interest --format amount",
    f"{CALC} --format amount",
    f"{CALC} --format=json --strict",
    f"--format csv {CALC}",
    f"--quiet --lang en {CALC} --format amount --annual-revenue 1.8亿 --no-fraud-on-record --loan=--strict",
    f"{CALC} --format amount --measure ip-pledge-interest --measure=知识产权质押贷款贴息",
    f"{CALC} --format json -o -",
    "calc rd-expense - --format amount",
    "calc rd-expense １２０万 --format amount",
    "calc rd-expense 5 --format amount --on never",
    "calc rd-expense 1.239 --format amount",
    "sweep rd-expense --format json --steps 2 --to 500000 --on 2021-03-20",
    "status vpn-foreign-share --foreign-share 40% --format json",
    "due complaint-transfer 2021-09-17 --format json",
    "due 两步申报汇总征税支付 2021-09-17 --format csv",
    "deadlines --format csv --kind 申请截止",
    "deadlines --format=csv --measure nothing",
    "measures --format json --input loan-interest",
    "show sewage-fee --format json",
    "plan missing.toml --format amount",
]
LEFT = [
    CALC,
    f"{CALC} --format table",
    f"{CALC} --format xml",
    f"{CALC} --format amount --catalogue missing.toml",
    f"{CALC} --format amount --format amount",
    f"--format amount {CALC} --format amount",
    f"{CALC} --format amount --strict --strict",
    f"{CALC} --format amount --strict=yes",
    f"{CALC} --format amount --ip-pledged --no-ip-pledged",
    f"{CALC} --format amount --contract-rank 1",
    f"{CALC} --format amount --loan --strict",
    f"{CALC} --format amount --loan",
    f"{CALC} --format amount -oout.csv",
    f"{CALC} --format amount -o=out.csv",
    f"{CALC} 5 --format amount",
    f"{CALC} --format amount --help",
    f"{CALC} --format amount -- ",
    "calc loan-interest -5 --format amount",
    "calc loan-interest -- -5 --format amount",
    "calc --format amount loan-interest 5",
    "calc 贷款利息 5 --format amount",
    "calc loan-intrest 5 --format amount",
    "calc --format amount",
    "--version due complaint-transfer 2021-09-17 --format json",
    "--format amount",
    "completion bash --format json",
    "batch missing.csv --format csv",
    "catalogue check --format json",
    "clac loan-interest 5 --format json",
    "",
]


@pytest.mark.parametrize("line", TAKEN)
def test_a_line_that_is_plainly_right_is_taken_and_answered_as_typer_answers_it(line: str, table: lane.LaneTable) -> None:
    words = line.split(" ") if line else []
    assert is_taken(words, table)
    assert ran(words, table, b"5\nx\n") == ran(words, None, b"5\nx\n")


@pytest.mark.parametrize("line", LEFT)
def test_every_other_line_is_left_to_typer(line: str, table: lane.LaneTable) -> None:
    words = line.split(" ") if line else []
    assert not is_taken(words, table)


def test_a_word_that_is_no_text_is_left_to_typer(table: lane.LaneTable) -> None:
    assert not is_taken([*CALC.split(), "--format", "amount", "--loan", "\udcff"], table)


@pytest.mark.parametrize("variable", ["BJSUBSIDY_CATALOGUE", "_BJSUBSIDY_COMPLETE"])
def test_no_line_is_taken_while_a_variable_asks_for_another_catalogue_or_for_completion(variable: str, table: lane.LaneTable) -> None:
    assert not is_taken([*CALC.split(), "--format", "amount"], table, {variable: "x"})


@pytest.mark.parametrize(
    "line", [f"{CALC[:-10]}2021-04-02 --format json", "calc rd-expense 5 --format json", "due complaint-decision 2021-01-04 --format json"]
)
@pytest.mark.parametrize("value", ["2021-05-01", "soon", ""])
def test_the_variables_stand_for_their_options_on_either_way(
    line: str, value: str, table: lane.LaneTable, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BJSUBSIDY_AS_OF", value)
    monkeypatch.setenv("BJSUBSIDY_LANG", "en")
    words = line.split()
    assert lane.taken(words, os.environ, table) is not None
    assert ran(words, table) == ran(words, None)


def test_without_a_table_there_is_no_lane(monkeypatch: pytest.MonkeyPatch) -> None:
    assert lane.built_table() is None
    assert lane.taken(CALC.split(), {}, None) is None


def test_the_lane_names_no_option_and_no_command() -> None:
    source = Path(lane.__file__).read_text("utf-8")
    named = {param.name for _, command in every_command() for param in command.params} | {words for words, _ in every_command()}
    strings = {node.value for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    assert named & strings == set()


def every_command() -> list[tuple[str, Any]]:
    top = program("zh")
    ctx = top.make_context(PROGRAM, [], resilient_parsing=True, obj=Session("zh"))
    return list(dump.commands(top, ctx))


SPELLINGS = [
    "--format",
    "--on",
    "--as-of",
    "--loan",
    "--measure",
    "--annual-revenue",
    "--received",
    "--lang",
    "-o",
    "--catalogue",
    "--limit",
]
FLAGS = ["--strict", "--quiet", "--explain", "--ip-pledged", "--no-ip-pledged", "--version", "--help", "-h", "--"]
VALUES = [
    "amount",
    "json",
    "csv",
    "table",
    "2021-03-20",
    "２０２１-03-20",
    "1.8亿",
    "ip-pledge-interest",
    "en",
    "zh",
    "-",
    "-5",
    "x",
    "",
    "--strict",
    "1",
]
OPTION = st.one_of(
    st.sampled_from(FLAGS).map(lambda word: [word]),
    st.tuples(st.sampled_from(SPELLINGS), st.sampled_from(VALUES)).map(list),
    st.tuples(st.sampled_from(SPELLINGS), st.sampled_from(VALUES)).map(lambda pair: ["=".join(pair)]),
    st.sampled_from(VALUES).map(lambda word: [word]),
)
FORM = st.sampled_from([["--format", "amount"], ["--format=json"], ["--format", "csv"], []])
HEAD = st.sampled_from(
    [CALC.split()[:3], CALC.split()[:2], ["due", "complaint-transfer", "2021-09-17"], ["deadlines"], ["status", "vpn-foreign-share"]]
)


@pytest.mark.law
@settings(max_examples=400, deadline=None)
@given(HEAD, FORM, st.lists(OPTION, max_size=3), st.lists(OPTION, max_size=1))
@example(["deadlines"], ["--format", "csv"], [["--measure", "x"]], [["--lang", "en"]])
def test_no_line_whatsoever_is_answered_otherwise(
    table: lane.LaneTable,
    tmp_path_factory: pytest.TempPathFactory,
    head: list[str],
    form: list[str],
    after: list[list[str]],
    before: list[list[str]],
) -> None:
    words = [word for words in (*before, head, form, *after) for word in words]
    with contextlib.chdir(tmp_path_factory.getbasetemp()):
        if is_taken(words, table):
            assert ran(words, table) == ran(words, None)


def test_enough_lines_are_taken_for_the_law_to_say_something(table: lane.LaneTable) -> None:
    lines = [
        [*head, *form, *option]
        for head in (CALC.split()[:3], ["deadlines"])
        for form in (["--format", "json"], ["--format=csv"])
        for option in (["--lang", "en"], ["--lang=zh"], ["--quiet"], ["-o", "-"])
    ]
    assert all(is_taken(words, table) for words in lines)
