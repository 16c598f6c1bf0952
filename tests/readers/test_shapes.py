"""Records are checked by pydantic's core with what they say of themselves; pydantic itself, asked the same, finds the same."""

from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pydantic import TypeAdapter
from pydantic_core import ValidationError

from bjsubsidy.errors import Problem
from bjsubsidy.law.catalogue import Catalogue
from bjsubsidy.readers.catalogue_file import CatalogueFile, LayerFile
from bjsubsidy.readers.faults import validator
from bjsubsidy.readers.profile import profile_table
from bjsubsidy.readers.shapes import Shapes
from bjsubsidy.readers.toml_file import read_toml
from bjsubsidy.record import Record

TESTS = Path(__file__).parent.parent


def tables(folder: str) -> list[dict[str, Any]]:
    """What stands in the TOML files of a folder, mistakes and all."""
    read: list[dict[str, Any]] = []
    for path in sorted((TESTS / folder).glob("*.toml")):
        with suppress(Problem):
            read.append(read_toml(str(path))[2])
    return read


def found(check: Any, table: dict[str, Any]) -> object:
    """The record of a table, or where what is wrong, in pydantic's words."""
    try:
        return check.validate_python(table)
    except ValidationError as error:
        return [(each["type"], each["loc"], each["input"]) for each in error.errors(include_url=False)]


@pytest.mark.parametrize("shape", [CatalogueFile, LayerFile])
def test_pydantic_finds_the_same_in_every_catalogue_and_layer(shape: type[Record]) -> None:
    raws, whole = tables("mistakes"), TypeAdapter(shape)
    ours = [found(validator(shape), raw) for raw in raws]
    assert ours == [found(whole, raw) for raw in raws]
    assert {type(each) for each in ours} == {list, shape}


def test_pydantic_finds_the_same_in_every_profile(catalogue: Catalogue) -> None:
    shape = profile_table(catalogue, date(2021, 5, 5))
    raws, whole = tables("mistakes_profile"), TypeAdapter(shape)
    ours = [found(validator(shape), raw) for raw in raws]
    assert [said(each) for each in ours] == [said(found(whole, raw)) for raw in raws]
    assert {type(each) for each in ours} == {list, shape}


def said(of: object) -> object:
    """Problems that a reader raised are not the same twice; what stands in them is."""
    return of if isinstance(of, Record) else repr(of)


def test_a_type_that_says_nothing_of_itself_has_no_shape() -> None:
    with pytest.raises(TypeError, match="<class 'complex'> has no shape"):
        Shapes().whole(complex)
