"""Every JSON that the program writes keeps to the schema that it prints, by a validator that is not ours; and nothing else does."""

import io
import json
from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from bjsubsidy.answers.calc import calc_item
from bjsubsidy.answers.examples import checked_catalogue
from bjsubsidy.answers.query import Query
from bjsubsidy.answers.search import SHOWN_KINDS
from bjsubsidy.batching.result import ANSWER_COLUMNS
from bjsubsidy.cli.app import COMMANDS
from bjsubsidy.cli.groups import Catalogues
from bjsubsidy.cli.make import command_module
from bjsubsidy.cli.schema import documented
from bjsubsidy.law.catalogue import Catalogue
from bjsubsidy.law.firm import Item
from bjsubsidy.law.storage import packaged
from bjsubsidy.quantities import parse_money
from bjsubsidy.readers.schema import document_schema
from bjsubsidy.reports.calc import CalcReport
from bjsubsidy.reports.report import Days
from bjsubsidy.writers.json import json_text
from tests.conftest import Run
from tests.test_golden import CASES, DAYS, GOLDEN, IP_PLEDGE
from tests.test_laws import Drawn, drawn, read

EXAMPLES = Path(__file__).parent.parent.parent / "examples"


@cache
def validator(command: str) -> Draft202012Validator:
    return Draft202012Validator(document_schema(documented()[command], "en", packaged()))


def faults(command: str, document: object) -> list[str]:
    return [f"{error.json_path}: {error.message}"[:500] for error in validator(command).iter_errors(document)]


def documents_in(text: str) -> list[Any]:
    """The JSON at the beginning of what was printed: one document, or one a line; notes may follow."""
    decoder, found, rest = json.JSONDecoder(), [], text
    while rest.startswith("{"):
        document, end = decoder.raw_decode(rest)
        found.append(document)
        rest = rest[end:].lstrip("\n")
    return found


@pytest.mark.parametrize("path", sorted(GOLDEN.glob("*-json.*.txt")), ids=lambda path: path.stem)
def test_every_golden_keeps_to_the_schema_of_its_command(path: Path) -> None:
    found = documents_in(path.read_text("utf-8"))
    assert found
    assert [fault for document in found for fault in faults(path.name.partition("-")[0], document)] == []


ANSWERED = [
    *(f"{line} --format json" for line in CASES.values() if "--help" not in line and "--format" not in line),
    f"calc loan-interest 1450000 {DAYS} {IP_PLEDGE} --measure ip-pledge-interest --curve --format json",
    "calc talent-income-tax 250000 --format json",
    f"sweep loan-interest {DAYS} {IP_PLEDGE} --steps 2 --reach 999万 --format json",
    f"sweep monthly-sales {DAYS} --steps 1 --reach 5000 --format json",
    f"sweep loan-loss {DAYS} --reinsured-amount 200万 --steps 4 --reach 100万 --format json",
    f"plan {EXAMPLES / 'firm.toml'} --format json",
    f"plan {EXAMPLES / 'firm.toml'} --strict --format json",
    f"plan {EXAMPLES / 'firm.toml'} --against {EXAMPLES / 'firm.toml'} --format json",
    f"batch {EXAMPLES / 'firms.csv'} --format json",
    f"batch {EXAMPLES / 'firms.csv'} --best --format json",
    "measures --on 2015-01-01 --format json",
    "deadlines --format json",
]


@pytest.mark.parametrize("line", ANSWERED)
def test_every_answer_keeps_to_the_schema_of_its_command(line: str, run: Run) -> None:
    result = run(*line.split(), "--lang", "en")
    found = documents_in(result.out)
    assert found
    assert [fault for document in found for fault in faults(line.split(maxsplit=1)[0], document)] == []


def whatever_is_asked(catalogue: Catalogue) -> Iterator[list[str]]:
    """Every entry shown, every input computed, every standing judged, every time limit counted."""
    yield from (["show", id] for kind in SHOWN_KINDS for id in catalogue.rows(kind))
    yield from (["calc", id, "5,000,000.05"] for id in catalogue.rows("input") if catalogue.measures_on(id))
    yield from (["sweep", id, "--to", "100万", "--steps", "1"] for id in catalogue.rows("input") if catalogue.measures_on(id))
    yield from (["status", id, "--on", "2015-01-01"] for id in catalogue.rows("status"))
    yield from (["due", id, "2021-02-10"] for id in catalogue.rows("limit"))


@pytest.mark.law
def test_whatever_is_asked_of_the_catalogue_keeps_to_the_schema(run: Run, catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bjsubsidy.law.storage.packaged", lambda: catalogue)
    lines = list(whatever_is_asked(catalogue))
    assert {line[0] for line in lines} == {"show", "calc", "sweep", "status", "due"}
    for line in lines:
        result = run(*line, "--format", "json")
        assert (result.code, faults(line[0], json.loads(result.out))) == (0, []), line


PROFILE = """as-of = 2021-04-10
[enterprise]
name = "甲公司"
{}
[[item]]
label = "A"
input = "loan-interest"
amount = "{}"
on = 2021-03-20
[[item]]
label = "B"
input = "monthly-sales"
amount = "12万"
on = 2021-05-20
"""


def test_a_comparison_of_plans_keeps_to_the_schema(run: Run, tmp_path: Path) -> None:
    paths = [tmp_path / "before.toml", tmp_path / "after.toml"]
    for path, more, amount in zip(paths, ["", "small-scale-taxpayer = true"], ["100万", "50万"], strict=True):
        path.write_text(PROFILE.format(more, amount), "utf-8")
    document = json.loads(run("plan", str(paths[0]), "--against", str(paths[1]), "--format", "json").out)
    assert document["claims"]
    assert faults("plan", document) == []


TABLE = """enterprise,item,input,amount,on,备注,credit-product,enterprise-size
甲,a,loan-interest,100万,2021-01-20,x,A,small
甲,b,loan-interest,abc,2021-13-45,,A,small
,c,monthly-sales,12万,2021-03-20,,,
丙,d,没有,,,,,
丁,e,monthly-sales,12万,2021-03-20,,,
"""


@pytest.mark.parametrize("name", ["a.json", "a.jsonl"])
@pytest.mark.parametrize("options", [(), ("--best",), ("--strict",)], ids=["all", "best", "strict"])
def test_a_table_with_problems_keeps_to_the_schema(name: str, options: tuple[str, ...], run: Run, tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text(TABLE, "utf-8")
    run("batch", str(tmp_path / "t.csv"), "--as-of", "2021-04-01", "-o", str(tmp_path / name), *options)
    text = (tmp_path / name).read_text("utf-8")
    found = [json.loads(text)] if name == "a.json" else [json.loads(line) for line in text.splitlines()]
    rows = [row for document in found for row in document.get("rows", [document])]
    assert {row["problem"] is None for row in rows} == {True, False}
    assert [fault for document in found for fault in faults("batch", document)] == []


@pytest.mark.law
@given(one=drawn(), curved=st.booleans())
@settings(max_examples=60, deadline=None)
def test_whatever_is_known_of_an_item_its_answer_keeps_to_the_schema(one: Drawn, curved: bool) -> None:
    catalogue = packaged()
    input = catalogue.measure(one.measure).input
    asked = Query(input, one.on, one.as_of, catalogue.measures_on(input), read(one.facts))
    item = Item(input, parse_money(one.amount), one.on, asked.facts, one.firm)
    answer = calc_item(catalogue, item, one.as_of, asked.measures)
    report = CalcReport(answer, asked, catalogue, "en", Days(one.as_of, True, one.on, True), curved=curved)
    assert faults("calc", json.loads(json_text(report.document()))) == []


def test_many_amounts_are_one_document_a_line_and_null_for_what_cannot_be_read(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"1200000\nx\n0.01\n")))
    lines = [json.loads(line) for line in run("calc", "loan-interest", "-", *DAYS.split(), "--format", "json").out.splitlines()]
    assert [line if line is None else line["amount"] for line in lines] == ["1200000.00", None, "0.01"]
    assert [fault for line in lines if line is not None for fault in faults("calc", line)] == []


# A schema that let these through would say nothing.


def without(*path: str | int) -> Callable[[Any], None]:
    def change(document: Any) -> None:
        del at(document, path[:-1])[path[-1]]

    return change


def put(value: object, *path: str | int) -> Callable[[Any], None]:
    def change(document: Any) -> None:
        at(document, path[:-1])[path[-1]] = value

    return change


def at(document: Any, path: tuple[str | int, ...]) -> Any:
    for step in path:
        document = document[step]
    return document


WRONG: Mapping[str, tuple[str, Callable[[Any], None]]] = {
    "a key is missing": ("calc", without("best")),
    "a key within is missing": ("calc", without("assessments", 0, "caps", 0, "used")),
    "the program is missing": ("due", without("program")),
    "whether the day was given is missing": ("calc", without("as_of_given")),
    "a key is not known": ("calc", put("x", "more")),
    "a key within is not known": ("status", put("x", "conditions", 0, "more")),
    "another schema": ("calc", put("bjsubsidy/calc/2", "schema")),
    "money is a number": ("calc", put(480000, "amount")),
    "money has one decimal": ("calc", put("480000.0", "assessments", 0, "high")),
    "money has separators": ("sweep", put("480,000.00", "rows", 0, "amount")),
    "money that is asked about is below zero": ("calc", put("-1.00", "amount")),
    "a day is written otherwise": ("calc", put("2021/03/20", "on")),
    "a verdict is in words": ("calc", put("符合", "assessments", 0, "verdict")),
    "a bound that there is not": ("calc", put("about", "assessments", 0, "bound")),
    "a state that there is not": ("status", put("maybe", "conditions", 0, "state")),
    "a kind of date that there is not": ("deadlines", put("begins", "deadlines", 0, "kind")),
    "a page is text": ("due", put(["p1"], "sources", 0, "pages")),
    "a low amount is unknown": ("calc", put(None, "assessments", 0, "low")),
    "a fact that there is not": ("calc", put(True, "facts", "no-such-fact")),
    "a rate in per cent": ("calc", put("4.6%", "facts", "loan-rate")),
    "a choice that there is not": ("calc", put("huge", "facts", "enterprise-size")),
    "yes in words": ("calc", put("yes", "facts", "ip-pledged")),
    "an entry has a key that there is not": ("show", put("x", "entry", "more")),
    "a kind of entry that there is not": ("measures", put("thing", "measures", 0, "kind")),
    "the answer of another command": ("plan", put("x", "input")),
    "a claim of a table without its verdict": ("batch", put(None, "verdict")),
    "a claim of a table with a number for money": ("batch", put(1, "high")),
    "a row of a table without its problem": ("batch", without("problem")),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_document_is_refused(name: str) -> None:
    command, change = WRONG[name]
    golden = GOLDEN / f"{'calc' if command == 'plan' else command}-json.en.txt"
    document = documents_in(golden.read_text("utf-8"))[0]
    wrong = deepcopy(document)
    change(wrong)
    assert wrong != document
    assert faults(command, wrong) != []


# A table that may hold other keys, or leave some out: facts by id, what a cap was counted by, entries as the catalogue has them.
FREE = ("facts", "assumed", "named", "natures", "entry", "readings", "entries")


def within(document: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """The place of every key that is always there."""
    for key, value in document.items() if isinstance(document, dict) else enumerate(document) if isinstance(document, list) else ():
        if isinstance(key, str):
            yield (*path, key)
        if key not in FREE:
            yield from within(value, (*path, key))


@pytest.mark.law
@pytest.mark.parametrize("command", documented())
def test_no_key_can_be_left_out_or_hold_something_else(command: str, run: Run) -> None:
    here = {"plan": f"plan {EXAMPLES / 'firm.toml'}", "batch": f"batch {EXAMPLES / 'firms.csv'}", "version": "version"}
    here["catalogue check"] = f"catalogue check {FOREIGN.parent / 'several-at-once.toml'}"
    line = here.get(command) or CASES[f"{command}-json"]
    document = documents_in(run(*line.removesuffix(" --format json").split(), "--format", "json").out)[0]
    carried = {(key,) for key in document} - {(column,) for column in ANSWER_COLUMNS} if command == "batch" else set()
    alike = {tuple(step for step in place if isinstance(step, str)): place for place in within(document) if place not in carried}
    assert len(alike) > 8
    for place in alike.values():
        for change in (without(*place), put(0.5, *place), put({"a": []}, *place)):
            wrong = deepcopy(document)
            change(wrong)
            assert faults(command, wrong) != [], place


FOREIGN = Path(__file__).parent.parent / "mistakes" / "sound.toml"


def test_the_facts_are_those_of_the_catalogue_at_hand(run: Run) -> None:
    asked = ("schema", "calc", "--catalogue", str(FOREIGN), "--lang", "en")
    facts = json.loads(run(*asked).out)["properties"]["facts"]
    foreign = checked_catalogue(str(FOREIGN))
    assert set(facts["properties"]) == {id for id, row in foreign.rows("fact").items() if row["of"] != "status"}
    assert all(said["description"] == foreign.fact(id).question.en for id, said in facts["properties"].items())
    assert facts["additionalProperties"] is False


def test_every_command_with_json_has_types() -> None:
    names = {*set(COMMANDS) - {"catalogue"}, *(f"catalogue {name}" for name in Catalogues.titles)}
    giving = {name for name in names if getattr(command_module(name), "GIVES", ("schema",)) != ("schema",)}
    assert set(documented()) == giving


@pytest.mark.parametrize("command", documented())
def test_the_schema_is_one_and_every_key_is_explained_in_both_languages(command: str, run: Run) -> None:
    printed = {lang: json.loads(run("schema", command, "--lang", lang).out) for lang in ("zh", "en")}
    for schema in printed.values():
        Draft202012Validator.check_schema(schema)
    names = [name for name in documented()[command].values() if name is not None]
    assert [schema["$id"] for schema in printed.values()] == [f"urn:{names[0].replace('/', ':')}"] * 2
    zh, en = (dict(described(schema)) for schema in printed.values())
    assert zh.keys() == en.keys()
    assert [path for path in en if zh[path] == en[path]] == []


def described(part: Any, path: str = "#") -> Iterator[tuple[str, str]]:
    """What every key means, by its place; the entries of the catalogue, which stand in `show` as they are written, have their own page."""
    if not isinstance(part, dict):
        return
    for key, value in part.get("properties", {}).items():
        if not path.startswith("#/$defs/") or path.endswith("Json"):
            yield f"{path}/{key}", value["description"]
    for key, value in part.items():
        yield from described(value, f"{path}/{key}")


def test_a_file_takes_the_schema(run: Run, tmp_path: Path) -> None:
    assert run("schema", "due", "-o", str(tmp_path / "due.json")) == (0, "", "")
    assert json.loads((tmp_path / "due.json").read_text("utf-8")) == json.loads(run("schema", "due").out)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("schema", "clac"), "没有名为“clac”的有 JSON 的命令。是否为 calc？"),
        (("schema", "clac", "--lang", "en"), "Did you mean calc?"),
        (("schema",), "COMMAND"),
        (("schema", "due", "--format", "csv"), "csv"),
        (("schema", "completion"), "completion"),
    ],
)
def test_what_has_no_schema_is_refused_in_one_line(words: tuple[str, ...], said: str, run: Run) -> None:
    result = run(*words)
    assert (result.code, result.out, result.err.count("\n")) == (2, "", 1)
    assert said in result.err
