"""Frozen records: the dataclasses of this program, without what `dataclasses` costs a start.

A shell script starts the program thousands of times, and half of a start went into `dataclasses` writing and compiling
the methods of forty classes. Type checkers see ordinary frozen dataclasses (PEP 681).
"""

from collections.abc import Mapping
from types import MappingProxyType, NoneType, UnionType
from typing import TYPE_CHECKING, Any, ClassVar, Literal, NoReturn, Self, Union, dataclass_transform, get_args, get_origin

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler
    from pydantic_core import CoreSchema

NONE_GIVEN: Mapping[str, Any] = MappingProxyType({})


class DeferredKind:
    """The type of a field that stands in a module which a start does not need."""

    def __init__(self, module: str, name: str) -> None:
        self.module = module
        self.name = name

    def imported(self) -> Any:
        from importlib import import_module

        return getattr(import_module(self.module), self.name)


@dataclass_transform(frozen_default=True)
class Record:
    """Fields are the annotations of a class; a value given to one is its default. Equal by type and fields."""

    fields: ClassVar[dict[str, Any]] = {}
    defaults: ClassVar[dict[str, Any]] = {}

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        own = cls.__annotations__
        cls.fields = {**cls.fields, **own}
        cls.defaults = {**cls.defaults, **{name: cls.__dict__[name] for name in own if name in cls.__dict__}}
        setattr(cls, "__match_args__", tuple(cls.fields))  # noqa: B010

    def __init__(self, *values: Any, **named: Any) -> None:
        fields, own = self.fields, self.__dict__
        if not named and len(values) == len(fields):
            own.update(zip(fields, values, strict=False))
            return
        own.update(self.defaults)
        own.update(zip(fields, values, strict=False))
        own.update(named)
        if len(own) != len(fields) or len(values) > len(fields) or (named and not self._each_once(len(values), named)):
            self._refuse(len(values), named)

    def _each_once(self, values: int, named: Mapping[str, Any]) -> bool:
        """Whether the names are fields, and none of them those of the first values."""
        return named.keys() <= self.fields.keys() and (not values or named.keys().isdisjoint(list(self.fields)[:values]))

    def _refuse(self, values: int, named: Mapping[str, Any]) -> NoReturn:
        if values > len(self.fields) or not self._each_once(values, named):
            raise TypeError(f"{type(self).__name__} takes {', '.join(self.fields)}, each once")
        raise TypeError(f"{type(self).__name__} needs {', '.join(name for name in self.fields if name not in self.__dict__)}")

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise AttributeError(f"{type(self).__name__} is frozen")

    def __delattr__(self, name: str) -> NoReturn:
        raise AttributeError(f"{type(self).__name__} is frozen")

    @classmethod
    def made(cls, values: Mapping[str, Any]) -> Self:
        """The record of values by field that are known to be right; what is left out has its default."""
        record = cls.__new__(cls)
        record.__dict__.update(cls.defaults)
        record.__dict__.update(values)
        return record

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: "GetCoreSchemaHandler") -> "CoreSchema":
        """For pydantic: a table with these keys and no others, nothing coerced; what comes out is the record."""
        from pydantic_core import core_schema as core

        ref = f"{cls.__module__}.{cls.__qualname__}:{id(cls)}"
        if ref in _OPEN:
            return core.definition_reference_schema(ref)
        _OPEN.add(ref)
        try:
            fields = {name: _field(cls, name, handler) for name in cls.fields}
        finally:
            _OPEN.remove(ref)
        strict = core.CoreConfig(strict=True, loc_by_alias=True)
        table = core.typed_dict_schema(fields, cls=cls, cls_name=cls.__name__, extra_behavior="forbid", config=strict)
        return core.no_info_after_validator_function(cls.made, table, ref=ref)

    def _values(self) -> list[Any]:
        """The fields' values in order; what a record remembers beside them is not part of it."""
        return [self.__dict__[name] for name in self.fields]

    @classmethod
    def kind_of(cls, name: str) -> Any:
        """The type of a field, imported now where it stands in a module that is imported when it is asked for."""
        kind = cls.fields[name]
        if isinstance(kind, DeferredKind):
            kind = cls.fields[name] = kind.imported()
        return kind

    def replace(self, **named: Any) -> Self:
        """The same record but for the fields named; `TypeError` for a name that is no field."""
        return type(self)(**{**{name: self.__dict__[name] for name in self.fields}, **named})

    if not TYPE_CHECKING:
        # A type checker that saw this method would let a record be compared with anything.
        def __eq__(self, other: object) -> bool:
            return type(self) is type(other) and self._values() == other._values()

    def __hash__(self) -> int:
        return hash((type(self), *self._values()))

    def __repr__(self) -> str:
        return f"{type(self).__name__}({', '.join(f'{name}={self.__dict__[name]!r}' for name in self.fields)})"


# The records whose schema is being made: one that holds itself refers to it there.
_OPEN: set[str] = set()


def key(name: str) -> str:
    """A field as it is written: `from_` is `from`, `apply_by` is `apply-by`."""
    return name.rstrip("_").replace("_", "-")


def kinds(members: tuple[Any, ...]) -> dict[str, type[Record]]:
    """The records of a union by the `kind` that tells them apart; empty for a union of plain types."""
    records = [member for member in members if isinstance(member, type) and issubclass(member, Record)]
    return {member.defaults["kind"]: member for member in records} if len(records) > 1 else {}


def written_forms(members: tuple[Any, ...]) -> dict[str, Any]:
    """The types of a union that are told apart as they are written: a text, a table, a list; empty where it has not two of these."""
    found = {_written_form(member): member for member in members if member is not NoneType}
    return found if len(found) > 1 and "" not in found else {}


def _written_form(kind: Any) -> str:
    if isinstance(kind, type) and issubclass(kind, Record):
        return "table"
    return "text" if kind is str else "list" if get_origin(kind) is tuple else ""


def form_written(written: Any) -> str:
    """Which of them a value is."""
    return "table" if isinstance(written, (dict, Record)) else "list" if isinstance(written, (list, tuple)) else "text"


# What pydantic is told of a field. Lists become tuples, and tables of a union are told apart by their `kind`, which is written.


def _field(cls: type[Record], name: str, handler: "GetCoreSchemaHandler") -> Any:
    from pydantic_core import core_schema as core

    schema, default, written = _strict(cls.kind_of(name), handler), cls.defaults.get(name), key(name)
    if isinstance(default, (str, bool, int)) and name != "kind":
        schema = core.with_default_schema(schema, default=default)
    return core.typed_dict_field(schema, required=name not in cls.defaults or name == "kind", validation_alias=written)


def _strict(kind: Any, handler: "GetCoreSchemaHandler") -> "CoreSchema":
    from pydantic_core import core_schema as core

    origin, parts = get_origin(kind), get_args(kind)
    if origin is tuple:
        return core.tuple_schema([_strict(parts[0], handler)], variadic_item_index=0, strict=False)
    if origin is Mapping:
        return core.dict_schema(core.str_schema(strict=True), _strict(parts[1], handler), strict=True)
    if origin is Literal:
        return core.literal_schema(list(parts))
    if origin in (Union, UnionType):
        return _union(parts, handler)
    return handler.generate_schema(kind)


def _union(members: tuple[Any, ...], handler: "GetCoreSchemaHandler") -> "CoreSchema":
    from pydantic_core import core_schema as core

    some = [member for member in members if member is not NoneType]
    if len(some) == 1:
        inner = _strict(some[0], handler)
    elif tagged := kinds(members):
        inner = core.tagged_union_schema({kind: handler.generate_schema(member) for kind, member in tagged.items()}, "kind")
    elif apart := written_forms(members):
        inner = core.tagged_union_schema({form: _strict(member, handler) for form, member in apart.items()}, form_written)
    else:
        inner = core.union_schema([_strict(member, handler) for member in some], custom_error_type="plain", custom_error_message="plain")
    return inner if len(some) == len(members) else core.nullable_schema(inner)
