"""A table that is known to be right becomes its record: the packaged catalogue, which was checked when it was built.

Nothing is checked again. A day is text in the built form, and a day in a file as written.
"""

from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from types import UnionType
from typing import Any, Union, get_args, get_origin

from bjsubsidy.language import Text
from bjsubsidy.record import Record, key, kinds

_Shape = Callable[[Any], Any]


def shaped(cls: Any, raw: Any) -> Any:
    """The record, union, list or plain value of a type's annotation."""
    shape = _shape(cls)
    return raw if shape is None else shape(raw)


@cache
def _shape(kind: Any) -> _Shape | None:
    """How a value of a kind is made of what is written; None where it is what is written."""
    origin, parts = get_origin(kind), get_args(kind)
    if kind is Text:
        return lambda raw: Text(raw["zh"], raw["en"])
    if isinstance(kind, type) and issubclass(kind, Record):
        return _record(kind)
    if kind is date:
        return _day
    if origin is tuple:
        return _tuple(_shape(parts[0]))
    if origin is Mapping:
        return _mapping(_shape(parts[1]))
    return _member(parts) if origin in (Union, UnionType) else None


def _day(raw: str | date) -> date:
    return date.fromisoformat(raw) if isinstance(raw, str) else raw


def _record(cls: type[Record]) -> _Shape:
    fields = {key(name): (name, _shape(kind)) for name, kind in cls.fields.items()}

    def made(raw: Mapping[str, Any]) -> Record:
        values = {}
        for written, value in raw.items():
            name, shape = fields[written]
            values[name] = value if shape is None else shape(value)
        return cls.made(values)

    return made


def _tuple(shape: _Shape | None) -> _Shape:
    return tuple if shape is None else lambda raw: tuple([shape(part) for part in raw])


def _mapping(shape: _Shape | None) -> _Shape | None:
    return None if shape is None else lambda raw: {name: shape(part) for name, part in raw.items()}


def _member(members: tuple[Any, ...]) -> _Shape | None:
    """A record by its `kind`; the one kind there is beside none; or one of several plain kinds, told apart as written."""
    if tagged := kinds(members):
        shapes = {kind: _record(member) for kind, member in tagged.items()}
        return lambda raw: shapes[raw["kind"]](raw)
    some = [member for member in members if member is not type(None)]
    return _shape(some[0]) if len(some) == 1 else None
