"""`catalogue schema` prints the JSON Schema of a catalogue, `--profile` that of a firm's profile with the facts of the catalogue."""

import json
from pathlib import Path

import pytest

from bjsubsidy.law.catalogue import Catalogue
from bjsubsidy.readers.schema import catalogue_schema, profile_schema
from tests.conftest import Run

SMALL = str(Path(__file__).parent.parent / "mistakes" / "sound.toml")


@pytest.mark.parametrize("words", [(), ("--format", "json"), ("--lang", "en")])
def test_it_prints_the_schema_of_a_catalogue(words: tuple[str, ...], run: Run) -> None:
    answer = run("catalogue", "schema", *words)
    assert (answer.code, answer.err) == (0, "")
    assert json.loads(answer.out) == catalogue_schema()


def test_a_profiles_schema_has_the_facts_of_the_catalogue(run: Run, catalogue: Catalogue) -> None:
    assert json.loads(run("catalogue", "schema", "--profile").out) == profile_schema(catalogue)
    small = json.loads(run("catalogue", "schema", "--profile", "--catalogue", SMALL).out)
    assert "pledged" in small["$defs"]["Item"]["properties"]


def test_it_is_written_into_a_file_that_says_so(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "measures.schema.json"
    assert run("catalogue", "schema", "-o", str(path)) == (0, "", "")
    assert json.loads(path.read_text("utf-8")) == catalogue_schema()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--format", "csv"), "catalogue schema has no format “csv”. Use one of: json."),
        (("-o", "out.toml"), "no format is known for a file that ends with “.toml”"),
        (("measures.toml",), "there is a word too many: “measures.toml”"),
    ],
)
def test_what_it_does_not_print_is_refused(words: tuple[str, ...], said: str, run: Run) -> None:
    answer = run("catalogue", "schema", *words, "--lang", "en")
    assert (answer.code, answer.out) == (2, "")
    assert said in answer.err
