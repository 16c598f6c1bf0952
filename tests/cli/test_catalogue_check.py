"""`catalogue check`: every fault of every file in one go, for people, for programs, and beside the lines of a change on GitHub."""

import csv
import io
import json
import re
from collections.abc import Sequence
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from bjsubsidy.cli.schema import documented
from bjsubsidy.law.storage import packaged_file
from bjsubsidy.readers.codes import CODES
from bjsubsidy.readers.mistakes import named_before
from bjsubsidy.readers.schema import document_schema
from tests.conftest import Run

MISTAKES = Path(__file__).parent.parent / "mistakes"


def below(name: str) -> Sequence[str]:
    """The files over which a broken layer lies."""
    return named_before((MISTAKES / f"{name}.toml").read_text("utf-8", "replace"))


NAMES = sorted(path.stem for path in MISTAKES.glob("*.toml"))


@pytest.fixture(autouse=True)
def _among_the_mistakes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(MISTAKES)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_it_says_of_all_files_what_each_command_says_of_one(lang: str, run: Run) -> None:
    warned = [kind for kind, code in CODES.items() if code.severity == "warning"]
    names = [name for name in NAMES if not name.startswith("sound") and not below(name) and name not in warned]
    answer = run("catalogue", "check", *(f"{name}.toml" for name in names), "--lang", lang)
    said = "".join(Path(f"{name}.{lang}.txt").read_text("utf-8") for name in names)
    unreadable = Path(f"unreadable.{lang}.txt").read_text("utf-8")
    at = "：" if lang == "zh" else ": "
    assert answer == (3, "", said.replace(unreadable, f"unreadable.toml:1{at}{unreadable}"))


def test_a_sound_one_is_counted(run: Run) -> None:
    answer = run("catalogue", "check", "sound.toml", "--lang", "en")
    assert (answer.code, answer.err) == (0, "")
    assert answer.out.startswith("sound.toml: can be used. measure 2, status 1, ")


def test_without_a_file_the_packaged_catalogue_is_checked(run: Run) -> None:
    answer = run("catalogue", "check", "--format", "json")
    document = json.loads(answer.out)
    assert (answer.code, document["faults"]) == (0, [])
    assert [each["files"] for each in document["catalogues"]] == [[packaged_file()]]


def test_json_has_a_place_for_every_fault_and_keeps_to_its_schema(run: Run) -> None:
    validator = Draft202012Validator(document_schema(documented()["catalogue check"], "en"))
    faults = []
    for name in NAMES:
        answer = run("catalogue", "check", *below(name), f"{name}.toml", "--format", "json", "--lang", "en")
        document = json.loads(answer.out)
        assert validator.is_valid(document)
        faults += document["faults"]
    assert {fault["code"] for fault in faults} == {code.code for kind, code in CODES.items() if kind != "two-editions"}
    for fault in faults:
        if fault["code"] not in ("BJ001", "BJ002"):
            line = Path(fault["file"]).read_text("utf-8").split("\n")[fault["line"] - 1]
            assert re.match(r"[\w\[{\"-]", line[fault["column"] - 1 :]), fault
    (near,) = [fault for fault in faults if fault["file"] == "no-such-fact.toml"]
    assert (near["nearest"], near["entry"], near["line"], near["column"]) == ("pledged", "interest-support conditions 2", 103, 3)


def test_csv_is_a_row_for_each_fault(run: Run) -> None:
    rows = list(csv.DictReader(io.StringIO(run("catalogue", "check", "several-at-once.toml", "--format", "csv").out)))
    assert [(row["code"], row["line"]) for row in rows][:2] == [("BJ015", "92"), ("BJ030", "98")]


def test_github_gets_an_annotation_for_each_fault(run: Run, tmp_path: Path) -> None:
    answer = run("catalogue", "check", "no-such-fact.toml", "--format", "github", "--lang", "en")
    said = "interest-support conditions 2: there is no fact “pleged”. Did you mean pledged?"
    assert answer == (3, f"::error file=no-such-fact.toml,line=103,col=3,title=BJ030::{said}\n", "1 fault\n")
    odd = tmp_path / "a,b:c.toml"
    odd.write_text("a = 100%\n", "utf-8")
    (line,) = run("catalogue", "check", str(odd), "--format", "github", "--lang", "en").out.splitlines()
    assert line.startswith(f"::error file={str(tmp_path).replace(':', '%3A')}/a%2Cb%3Ac.toml,line=1,col=")
    assert run("catalogue", "check", "sound.toml", "--format", "github") == (0, "", "")


def test_a_broken_catalogue_of_the_environment_or_an_option_is_checked_and_not_only_refused(run: Run) -> None:
    answer = run("catalogue", "check", "--catalogue", "no-such-fact.toml", "--format", "json")
    assert (answer.code, [fault["code"] for fault in json.loads(answer.out)["faults"]]) == (3, ["BJ030"])


WARNED = "unused-entry.toml"


def test_a_warning_leaves_the_catalogue_usable_and_is_told_on_standard_error(run: Run) -> None:
    answer = run("catalogue", "check", WARNED, "--lang", "en")
    assert answer.code == 0
    assert answer.out.startswith("unused-entry.toml: can be used. ")
    assert answer.err == "unused-entry.toml:77: listed: warning: no entry uses it. Leave it out, or add the entry that uses it. [BJ119]\n"


@pytest.mark.parametrize("form", ["table", "json", "csv", "github"])
@pytest.mark.parametrize(("name", "code"), [("sound.toml", 0), (WARNED, 3), ("no-such-fact.toml", 3)])
def test_who_asks_for_it_fails_on_a_warning(form: str, name: str, code: int, run: Run) -> None:
    assert run("catalogue", "check", name, "--format", form, "--fail-on-warning").code == code
    assert run("catalogue", "check", name, "--format", form).code == (0 if name == WARNED else code)


def test_every_format_says_how_severe_a_fault_is(run: Run) -> None:
    names = (WARNED, "no-such-fact.toml")
    document = json.loads(run("catalogue", "check", *names, "--format", "json").out)
    assert [fault["severity"] for fault in document["faults"]] == ["warning", "error"]
    assert [(each["usable"], each["undecided"]) for each in document["catalogues"]] == [(True, []), (False, [])]
    (first, *_), *rows = csv.reader(io.StringIO(run("catalogue", "check", *names, "--format", "csv").out))
    assert (first, [row[-1] for row in rows]) == ("code", ["warning", "error"])
    answer = run("catalogue", "check", *names, "--format", "github", "--lang", "en")
    assert [line.split(" ")[0] for line in answer.out.splitlines()] == ["::warning", "::error"]
    assert answer.err == "1 fault and 1 warning\n"
    assert run("catalogue", "check", WARNED, "--format", "github").err == "有 1 处警告\n"


def test_what_has_too_many_combinations_is_named(run: Run, tmp_path: Path) -> None:
    """Eight amounts, each held against each other: nobody tries all that they can be."""
    names = [f"sum-{number}" for number in range(8)]
    facts = "".join(f'[[fact]]\nid = "{name}"\nof = "item"\nkind = "money"\n{_called(name)}' for name in names)
    pairs = (_either(one, other, n) for n, one in enumerate(names, 1) for other in names)
    text = Path("sound.toml").read_text("utf-8").replace("[[reading]]", f"{facts}[[reading]]", 1)
    text = text.replace('{ fact = "size", one-of = ["small"] }', f"{{ all = [{', '.join(pairs)}] }}")
    path = tmp_path / "entangled.toml"
    path.write_text(re.sub(r"{ verdict = .(in)?eligible.", '{ verdict = "unconfirmed"', text), "utf-8")
    answer = run("catalogue", "check", str(path), "--lang", "en")
    assert answer.code == 0
    assert answer.err.splitlines()[-1] == "not decided (too many combinations): small-firm conditions 0"


def _called(name: str) -> str:
    return f'name = {{ zh = "{name}项", en = "the {name}" }}\nquestion = {{ zh = "多少？", en = "How much?" }}\n\n'


def _either(one: str, other: str, bound: int) -> str:
    return f'{{ any = [{{ fact = "{one}", at-least = "5" }}, {{ fact = "{other}", less-than = "{bound}" }}] }}'
