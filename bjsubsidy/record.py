"""Frozen records: the dataclasses of this program, without what `dataclasses` costs a start.

A shell script starts the program thousands of times, and half of a start went into `dataclasses` writing and compiling
the methods of forty classes. Type checkers see ordinary frozen dataclasses (PEP 681).
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, ClassVar, NoReturn, Self, dataclass_transform

REQUIRED: Any = object()
NONE_GIVEN: Mapping[str, Any] = MappingProxyType({})


@dataclass_transform(frozen_default=True)
class Record:
    """Fields are the annotations of a class; a value given to one is its default. Equal by type and fields."""

    fields: ClassVar[dict[str, Any]] = {}
    defaults: ClassVar[dict[str, Any]] = {}

    def __init_subclass__(cls) -> None:
        own = cls.__annotations__
        cls.fields = {**cls.fields, **own}
        cls.defaults = {**cls.defaults, **{name: cls.__dict__[name] for name in own if name in cls.__dict__}}
        setattr(cls, "__match_args__", tuple(cls.fields))  # noqa: B010

    def __init__(self, *values: Any, **named: Any) -> None:
        given = dict(zip(self.fields, values, strict=False))
        if len(values) > len(self.fields) or given.keys() & named.keys() or named.keys() - self.fields.keys():
            raise TypeError(f"{type(self).__name__} takes {', '.join(self.fields)}, each once")
        given |= named
        for name in self.fields:
            value = given[name] if name in given else self.defaults.get(name, REQUIRED)
            if value is REQUIRED:
                raise TypeError(f"{type(self).__name__} needs {name}")
            self.__dict__[name] = value

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise AttributeError(f"{type(self).__name__} is frozen")

    def __delattr__(self, name: str) -> NoReturn:
        raise AttributeError(f"{type(self).__name__} is frozen")

    def _values(self) -> list[Any]:
        """The fields' values in order; what a record remembers beside them is not part of it."""
        return [self.__dict__[name] for name in self.fields]

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
