"""JSON Schema of any type that a record or pydantic knows; of the catalogue file and the profile, for editors and other validators."""

from datetime import date
from typing import Any

from bjsubsidy.law.catalogue import Catalogue
from bjsubsidy.readers.catalogue import CatalogueFile
from bjsubsidy.readers.profile import profile_table

_DIALECT = {"$schema": "https://json-schema.org/draft/2020-12/schema"}


def json_schema(cls: Any) -> dict[str, Any]:
    """The schema of a type's JSON: closed tables, documented by their classes, without titles that repeat a key."""
    return _DIALECT | _made(cls, nullable=True)


def catalogue_schema() -> dict[str, Any]:
    """The schema of a catalogue as it is written; TOML has no null, and its days are text in JSON."""
    return _DIALECT | _made(CatalogueFile, nullable=False) | {"title": "bjsubsidy catalogue"}


def profile_schema(catalogue: Catalogue) -> dict[str, Any]:
    """The schema of a profile: what the facts of a catalogue are called (id and names), what they ask, and what may be written for them."""
    schema = _DIALECT | _made(profile_table(catalogue, date.max), nullable=False) | {"title": "bjsubsidy profile"}
    for table in schema["$defs"].values():
        for key, said in list(table["properties"].items()):
            if key in catalogue.rows("fact"):
                fact = catalogue.fact(key)
                said["description"] = f"{fact.question.zh} {fact.question.en}"
                table["properties"] |= dict.fromkeys(fact.name, said)
    return schema


def _made(cls: Any, nullable: bool) -> dict[str, Any]:
    from pydantic import TypeAdapter
    from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
    from pydantic_core import core_schema as core

    class Plain(GenerateJsonSchema):
        """Without the titles that pydantic makes of keys."""

        def field_title_should_be_set(self, schema: Any) -> bool:
            return False

        def nullable_schema(self, schema: core.NullableSchema) -> JsonSchemaValue:
            return super().nullable_schema(schema) if nullable else self.generate_inner(schema["schema"])

    return TypeAdapter(cls).json_schema(schema_generator=Plain)
