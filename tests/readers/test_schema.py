"""The shapes told to others: the catalogue and profiles against JSON Schema, by a validator that is not ours."""

import tomllib
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, Literal

import pytest
from jsonschema import Draft202012Validator

from bjsubsidy.answers.examples import checked_catalogue
from bjsubsidy.errors import UnusableFile
from bjsubsidy.language import Text
from bjsubsidy.law.catalogue import Catalogue
from bjsubsidy.law.storage import data_folder
from bjsubsidy.readers.catalogue_file import CatalogueFile, LayerFile
from bjsubsidy.readers.mistakes import SOUND_FILES
from bjsubsidy.readers.profile import read_profile
from bjsubsidy.readers.schema import catalogue_schema, json_schema, profile_schema
from bjsubsidy.record import Record

TESTS = Path(__file__).parent.parent
EXAMPLES = TESTS.parent / "examples"


def as_json(value: Any) -> Any:
    """A TOML value as JSON has it: days and moments are text."""
    if isinstance(value, dict):
        return {key: as_json(part) for key, part in value.items()}
    if isinstance(value, list):
        return [as_json(part) for part in value]
    return float(value) if isinstance(value, Decimal) else value if isinstance(value, (str, bool, int)) else value.isoformat()


@cache
def of_catalogues() -> Draft202012Validator:
    return validator(catalogue_schema())


@cache
def of_profiles(catalogue: Catalogue) -> Draft202012Validator:
    return validator(profile_schema(catalogue))


def validator(schema: dict[str, Any]) -> Draft202012Validator:
    """A validator by a schema that is one."""
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def faults(schema: Draft202012Validator, path: Path) -> list[str]:
    raw = tomllib.loads(path.read_text("utf-8-sig"), parse_float=Decimal)
    return [error.message for error in schema.iter_errors(as_json(raw))]


PROVISIONS = [path for path in sorted((TESTS / "provisions").glob("*.toml")) if path.name != "sources.toml"]
SOUND = [
    *(Path(data_folder()) / "measures.toml", EXAMPLES / "national" / "layer.toml", TESTS / "grammar" / "forms.toml"),
    *(TESTS / "mistakes" / name for name in SOUND_FILES),
    *PROVISIONS,
]


@pytest.mark.parametrize("path", SOUND, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_sound_catalogue_and_a_sound_layer_keep_to_the_schema(path: Path) -> None:
    assert faults(of_catalogues(), path) == []


LAYER = '[layer]\nid = "district"\nover = "packaged"\ntitle = { zh = "区", en = "district" }\n'
OF_WHICH: list[tuple[str, str, str]] = [
    ("a layer that ends a measure has its last day", LAYER + '[[end]]\nid = "x"\nsources = []\n', "'until' is a required property"),
    ("a layer has no title in one language", LAYER.replace(', en = "district"', ""), "'en' is a required property"),
    ("a layer remembers no layers", LAYER + "[[merged]]\n", "False schema does not allow"),
    ("a layer is no edition", LAYER + "[edition]\n", "False schema does not allow"),
    ("a whole catalogue ends no measure", '[edition]\nid = "x"\n[[end]]\n', "False schema does not allow"),
    ("what is no layer has an edition", "[authorities]\n", "'edition' is a required property"),
    ("a heading that neither has", LAYER + "[[mesure]]\n", "'mesure' was unexpected"),
    ("what a layer lies over is named", LAYER.replace('over = "packaged"\n', ""), "'over' is a required property"),
]


@pytest.mark.parametrize(("content", "said"), [case[1:] for case in OF_WHICH], ids=[case[0] for case in OF_WHICH])
def test_a_file_is_held_to_what_it_says_it_is(content: str, said: str, tmp_path: Path) -> None:
    path = tmp_path / "district.toml"
    path.write_text(content, "utf-8")
    assert said in "\n".join(faults(of_catalogues(), path))


OF_SHAPE = [
    *("day-with-a-time", "float", "missing-key", "text-in-one-language", "unknown-benefit", "unknown-key", "unknown-section", "wrong-type"),
    *("benefit-in-a-benefit-is-unknown", "edition-and-layer", "figure-that-is-a-float", "not-a-choice", "not-a-section"),
    *("several-at-once", "unknown-key-in-a-condition-of-conditions"),
]


@pytest.mark.parametrize("name", OF_SHAPE)
def test_a_mistake_of_shape_is_one_for_others_too(name: str) -> None:
    # A day with a time is a text in JSON, and whether its form is looked at is for a validator to choose.
    expected = 0 if name == "day-with-a-time" else 1
    assert len(faults(of_catalogues(), TESTS / "mistakes" / f"{name}.toml")) >= expected


@pytest.mark.parametrize("path", [EXAMPLES / "firm.toml", TESTS / "mistakes_profile" / "sound.toml"], ids=["example", "sound"])
def test_a_sound_profile_keeps_to_the_schema(path: Path, catalogue: Catalogue) -> None:
    assert faults(of_profiles(catalogue), path) == []


@pytest.mark.parametrize(
    "name", ["unknown-key", "missing-label", "no-such-fact", "no-such-choice", "enterprise-is-no-table", "item-is-no-list"]
)
def test_a_mistake_in_a_profile_is_one_for_others_too(name: str, catalogue: Catalogue) -> None:
    assert faults(of_profiles(catalogue), TESTS / "mistakes_profile" / f"{name}.toml") != []


WRITTEN: list[tuple[str, str]] = [
    ('ip-pledged = "是"', "yes in words"),
    ("ip-pledged = 1", "yes as one"),
    ("loan = 17", "a number for a name"),
    ("loan-date = 20210108", "a day in digits"),
    ('enterprise-size = "小型企业"', "a choice by its name"),
    ('enterprise-size = ""', "a choice left open"),
    ("loan-rate = 0.046", "a rate as a number"),
]


@pytest.mark.parametrize("line", [line for line, _ in WRITTEN], ids=[name for _, name in WRITTEN])
def test_whatever_is_read_keeps_to_the_schema(line: str, catalogue: Catalogue, tmp_path: Path) -> None:
    path = tmp_path / "firm.toml"
    path.write_text(f'[[item]]\nlabel = "A"\ninput = "loan-interest"\namount = 1.5\n{line}\n', "utf-8")
    assert read_profile(str(path), catalogue, None, None, date(2021, 5, 5)).items
    assert faults(of_profiles(catalogue), path) == []


def test_every_fact_of_a_firm_is_explained_to_an_editor(catalogue: Catalogue) -> None:
    properties = profile_schema(catalogue)["$defs"]["Item"]["properties"]
    asked = {id for id in catalogue.rows("fact") if catalogue.fact(id).of != "status"}
    named = {key for key, said in properties.items() if "description" in said}
    assert named == asked | {name for fact in asked for name in catalogue.fact(fact).name}
    assert set(properties) == named | {"label", "input", "amount", "on"}


def test_the_schema_says_what_may_be_left_out_and_what_it_is_then() -> None:
    schema = catalogue_schema()
    cap = schema["$defs"]["Cap"]
    assert "`less-amount`" in schema["$defs"]["Share"]["description"]
    assert (cap["required"], cap["properties"]["counts"]["default"], cap["additionalProperties"]) == (["scope"], "amount", False)
    assert "null" not in str(catalogue_schema())


class Leaf(Record):
    """A part."""

    kind: Literal["leaf"] = "leaf"
    name: Text | None = None


class Bough(Record):
    kind: Literal["bough"] = "bough"
    leaves: tuple[Leaf, ...] = ()


class Tree(Record):
    """A whole."""

    day: date
    grown_by: Leaf | Bough
    counts: dict[str, int | None]


def test_any_record_has_a_schema_of_its_json() -> None:
    schema = json_schema(Tree)
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)
    sound: dict[str, Any] = {
        "day": "2021-01-01",
        "grown-by": {"kind": "bough", "leaves": [{"kind": "leaf", "name": None}]},
        "counts": {"a": None},
    }
    assert validator.is_valid(sound)
    wrongs: list[Callable[[dict[str, Any]], object]] = [
        lambda tree: tree.pop("day"),
        lambda tree: tree.update(more=1),
        lambda tree: tree.update({"grown-by": {"leaves": []}}),
        lambda tree: tree.update(counts={"a": "x"}),
    ]
    for change in wrongs:
        wrong = dict(sound)
        change(wrong)
        assert not validator.is_valid(wrong)
    assert schema["description"] == "A whole."


def test_the_schema_and_the_check_are_made_of_the_same_shapes(tmp_path: Path) -> None:
    assert set(catalogue_schema()["properties"]) == set(CatalogueFile.fields) | set(LayerFile.fields)
    path = tmp_path / "empty.toml"
    path.write_text("", "utf-8")
    with pytest.raises(UnusableFile) as refused:
        checked_catalogue(str(path))
    assert len(refused.value.faults) == len(catalogue_schema()["else"]["required"])
