"""JSON Schema of any type that a record or pydantic knows: the catalogue file, the profile, the documents of answers.

A key of a document says in its type what it means and how it is written: `Annotated[str, WrittenAs(PATTERN), Means(zh, en)]`.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Any, NamedTuple

from bjsubsidy.language import Lang, Text
from bjsubsidy.law.catalogue import Catalogue
from bjsubsidy.law.entries import Fact
from bjsubsidy.quantities import DAY_FORM
from bjsubsidy.readers.catalogue_file import CatalogueFile, LayerFile
from bjsubsidy.readers.profile import profile_table
from bjsubsidy.record import Record, key

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
    from pydantic_core import CoreSchema

Schema = dict[str, Any]
_DIALECT: Schema = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
# Said where it goes without saying: a language server that is strict takes a part of a table for the whole of it otherwise.
_MORE_KEYS: Schema = {"additionalProperties": True}
# A field as the docstring of its shape names it; a file writes it with hyphens.
_FIELD = re.compile(r"(?<=`)[a-z_]+(?=`)")
_JSON_TYPES = {bool: "boolean", int: "integer", str: "string"}


class Means(NamedTuple):
    """What a key means, in both languages."""

    zh: str
    en: str

    def __get_pydantic_json_schema__(self, core: "CoreSchema", handler: "GetJsonSchemaHandler") -> Schema:
        return {**handler(core), "description": Text(*self)}


class WrittenAs(NamedTuple):
    """How a text is written."""

    pattern: str

    def __get_pydantic_json_schema__(self, core: "CoreSchema", handler: "GetJsonSchemaHandler") -> Schema:
        return handler(core) | self.said()

    def said(self) -> Schema:
        return {"pattern": self.pattern} | ({"format": "date"} if self.pattern == DAY_FORM else {})


class Shaped(NamedTuple):
    """That a value has the shape of a type which its own does not say."""

    kind: Any

    def __get_pydantic_core_schema__(self, source: Any, handler: "GetCoreSchemaHandler") -> "CoreSchema":
        return handler.generate_schema(self.kind)


class FactValues:
    """That a table holds facts of the catalogue by id, each as its kind is written."""

    def __get_pydantic_json_schema__(self, core: "CoreSchema", handler: "GetJsonSchemaHandler") -> Schema:
        return handler(core) | {"properties": self}


def json_schema(cls: Any) -> Schema:
    """The schema of a type's JSON: closed tables, documented by their classes, without titles that repeat a key."""
    return _DIALECT | _made(cls, _anywhere)


def document_schema(types: Mapping[Any, str | None], lang: Lang, catalogue: Catalogue | None = None) -> Schema:
    """The schema of JSON that has one of these types, described in one language; each with what its `schema` says, if anything.

    Its facts are those of a catalogue; without one they may have any name.
    """
    told: Schema = _told(_made(reduce(or_, types), _in_documents), lang, catalogue)
    for cls, name in types.items():
        if name is not None:
            told.get("$defs", {}).get(cls.__name__, told)["properties"]["schema"]["const"] = name
    return _DIALECT | told


def catalogue_schema() -> Schema:
    """The schema of a file of a catalogue as it is written, a whole one or a layer; TOML has no null, and its days are text in JSON.

    One table, so that an editor knows every key before it knows which of the two a file is: what has `layer` is held to a layer's.
    """
    whole, layer = (_made(shape, _nowhere) for shape in (CatalogueFile, LayerFile))
    about = {"title": "bjsubsidy catalogue", "description": f"{whole['description']}\n\n{layer['description']}", "type": "object"}
    parts: Schema = {"$defs": {**layer["$defs"], **whole["$defs"]}, "properties": {**layer["properties"], **whole["properties"]}}
    for table in parts["$defs"].values():
        table["description"] = _FIELD.sub(lambda named: key(named[0]), table.get("description", ""))
    either = {"if": {"required": ["layer"]} | _MORE_KEYS, "then": _held_to(layer, parts), "else": _held_to(whole, parts)}
    return _DIALECT | parts | about | {"additionalProperties": False} | either


def _held_to(table: Schema, parts: Schema) -> Schema:
    """What a table needs, and which of all these keys it has not."""
    beyond = [name for name in parts["properties"] if name not in table["properties"]]
    return {"required": table["required"], "properties": dict.fromkeys(beyond, False)} | _MORE_KEYS


def profile_schema(catalogue: Catalogue) -> Schema:
    """The schema of a profile: what the facts of a catalogue are called (id and names), what they ask, and what may be written for them."""
    schema = _DIALECT | _made(profile_table(catalogue, date.max), _nowhere) | {"title": "bjsubsidy profile"}
    for table in schema["$defs"].values():
        for name, said in list(table["properties"].items()):
            if name in catalogue.rows("fact"):
                fact = catalogue.fact(name)
                said["description"] = f"{fact.question.zh} {fact.question.en}"
                table["properties"] |= dict.fromkeys(fact.name, said)
    return schema


def _anywhere(table: Any) -> bool:
    return True


def _nowhere(table: Any) -> bool:
    return False


def _in_documents(table: Any) -> bool:
    """An entry of the catalogue stands in a document as it is written there: what it leaves out is not null."""
    return not (isinstance(table, type) and issubclass(table, Record))


def _made(cls: Any, has_null: Callable[[Any], bool]) -> Schema:
    """`has_null` tells of a table (None outside of all) whether what may be None is null in it, and not left out."""
    from pydantic import TypeAdapter
    from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
    from pydantic_core import core_schema as core

    class Plain(GenerateJsonSchema):
        """Without the titles that pydantic makes of keys; a table has no other keys unless it says so."""

        nullable = has_null(None)

        def field_title_should_be_set(self, schema: Any) -> bool:
            return False

        def nullable_schema(self, schema: core.NullableSchema) -> JsonSchemaValue:
            return super().nullable_schema(schema) if self.nullable else self.generate_inner(schema["schema"])

        def typed_dict_schema(self, schema: core.TypedDictSchema) -> JsonSchemaValue:
            around, self.nullable = self.nullable, has_null(schema.get("cls"))
            table = super().typed_dict_schema(schema)
            self.nullable = around
            return {"additionalProperties": False} | table

    return TypeAdapter(cls).json_schema(schema_generator=Plain)


def _told(part: Any, lang: Lang, catalogue: Catalogue | None) -> Any:
    """A schema with what its keys mean in one language, without what classes say to programmers; and the facts of a catalogue."""
    if isinstance(part, Text):
        return part.in_(lang)
    if isinstance(part, list):
        return [_told(each, lang, catalogue) for each in part]
    if not isinstance(part, dict):
        return part
    if isinstance(part.get("properties"), FactValues):
        own = {key: value for key, value in part.items() if key != "properties"}
        return _told(own if catalogue is None else own | _facts(catalogue), lang, catalogue)
    return {key: _told(value, lang, catalogue) for key, value in part.items() if key != "description" or not _is_docstring(value)}


def _is_docstring(said: Any) -> bool:
    return isinstance(said, str)


def _facts(catalogue: Catalogue) -> Schema:
    facts = {id: catalogue.fact(id) for id, row in catalogue.rows("fact").items() if row["of"] != "status"}
    return {"properties": {id: _fact(fact) for id, fact in facts.items()}, "additionalProperties": False}


def _fact(fact: Fact) -> Schema:
    """How JSON carries a fact: as its kind tells it to programs."""
    kind = fact.kind
    said: Schema = {"type": _JSON_TYPES[kind.told], "description": fact.question}
    if kind.chosen:
        said["enum"] = list(kind.answers(fact))
    return said | (WrittenAs(kind.form).said() if kind.form else {})
