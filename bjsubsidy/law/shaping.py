"""A table that is known to be right becomes its record: the packaged catalogue, which was checked when it was built.

Nothing is checked again. A day is text in the built form, and a day in a file as written.
"""

from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from types import UnionType
from typing import Any, Union, get_args, get_origin

from bjsubsidy.language import Text
from bjsubsidy.record import Record, form_written, key, kinds, written_forms

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


def _as_written(raw: Any) -> Any:
    return raw


def _day(raw: str | date) -> date:
    return date.fromisoformat(raw) if isinstance(raw, str) else raw


def _record(cls: type[Record]) -> _Shape:
    fields: dict[str, tuple[str, _Shape | None]] = {}

    def made(raw: Mapping[str, Any]) -> Record:
        if not fields:
            # Not before it is asked for: a record may hold itself.
            fields.update({key(name): (name, _shape(cls.kind_of(name))) for name in cls.fields})
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
    """A record by its `kind`; one of several forms; the one kind there is beside none; or a plain kind, told apart as written."""
    if apart := written_forms(members):
        forms = {form: _shape(member) or _as_written for form, member in apart.items()}
        return lambda raw: forms[form_written(raw)](raw)
    if tagged := kinds(members):
        shapes = {kind: _record(member) for kind, member in tagged.items()}
        return lambda raw: shapes[raw["kind"]](raw)
    some = [member for member in members if member is not type(None)]
    return _shape(some[0]) if len(some) == 1 else None
