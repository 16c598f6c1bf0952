"""A table as written becomes a frozen record, strictly: every fault is kept with the path it stands at.

Keys are written with hyphens, fields with underscores (`from` is the field `from_`). Unknown keys, missing keys, floats
and values of another type are faults; nothing is coerced but a day written as text in the built catalogue.
"""

import types
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Literal, NamedTuple, Union, get_args, get_origin

from bjsubsidy.errors import Mistake, Problem, near
from bjsubsidy.language import Text
from bjsubsidy.record import Record

Path = tuple[str | int, ...]


class Fault(NamedTuple):
    """A fault and where in the table it stands."""

    path: Path
    fault: Problem


class _Reader:
    def __init__(self) -> None:
        self.faults: list[Fault] = []

    def wrong(self, path: Path, what: Text, now: Text) -> None:
        self.faults.append(Fault(path, Mistake(what, now)))


def shaped(cls: Any, raw: Any) -> Any:
    """The dataclass of a table that is known to be right (the packaged catalogue)."""
    return _value(cls, raw, (), _Reader())


def checked(cls: Any, raw: Any, path: Path = ()) -> tuple[Any, list[Fault]]:
    """The dataclass of a table that anybody wrote, or every fault in it."""
    reader = _Reader()
    value = _value(cls, raw, path, reader)
    return (None if reader.faults else value), reader.faults


def checked_rows(cls: type[Record], raw: Any, path: Path) -> list[Fault]:
    """Every fault in a list of tables."""
    reader = _Reader()
    _row(cls, raw, path, reader)
    return reader.faults


def keys(cls: type[Record]) -> dict[str, str]:
    """The fields of a record by the keys they are written with."""
    if cls not in _KEYS:
        _KEYS[cls] = {name.rstrip("_").replace("_", "-"): name for name in cls.fields}
    return _KEYS[cls]


_KEYS: dict[type[Record], dict[str, str]] = {}


def _is_record(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, Record)


def _value(kind: Any, raw: Any, path: Path, reader: _Reader) -> Any:
    origin = get_origin(kind)
    if kind is Text:
        return _text(raw, path, reader)
    if _is_record(kind):
        return _table(kind, raw, path, reader)
    if origin in (Union, types.UnionType):
        return _member(get_args(kind), raw, path, reader)
    if origin is tuple:
        return _row(get_args(kind)[0], raw, path, reader)
    if origin is Mapping:
        return _map(get_args(kind)[1], raw, path, reader)
    if origin is Literal:
        return _word(get_args(kind), raw, path, reader)
    return _plain(kind, raw, path, reader)


def _text(raw: Any, path: Path, reader: _Reader) -> Any:
    if isinstance(raw, dict) and set(raw) == {"zh", "en"} and all(isinstance(v, str) and v.strip() for v in raw.values()):
        return Text(raw["zh"], raw["en"])
    reader.wrong(path, Text("不是双语文字", "it is not a text in both languages"), _NOW_TEXT)
    return None


_NOW_TEXT = Text('请写成 { zh = "…", en = "…" }。', 'Write { zh = "…", en = "…" }.')


def _is_table(raw: Any, path: Path, reader: _Reader) -> bool:
    if not isinstance(raw, dict):
        reader.wrong(path, Text("不是一个表", "it is not a table"), Text("请写成 { 键 = 值 }。", "Write { key = value }."))
    return isinstance(raw, dict)


def _table(cls: type[Record], raw: Any, path: Path, reader: _Reader) -> Any:
    if not _is_table(raw, path, reader):
        return None
    known = keys(cls)
    for key in raw:
        if key not in known:
            reader.wrong((*path, key), Text(f"没有“{key}”这个键", f"there is no key “{key}” here"), near(key, list(known)))
    values = {}
    for key, name in known.items():
        if key in raw:
            values[name] = _value(cls.fields[name], raw[key], (*path, key), reader)
        elif name not in cls.defaults:
            reader.wrong(path, Text(f"缺少“{key}”", f"“{key}” is missing"), Text("请补上。", "Add it."))
    return None if reader.faults else cls(**values)


def _member(members: tuple[Any, ...], raw: Any, path: Path, reader: _Reader) -> Any:
    """The member of a union that a value belongs to: the dataclass of its `kind`, or the plain type it has."""
    named = {member.defaults["kind"]: member for member in members if _is_record(member) and "kind" in member.defaults}
    if not named:
        plain = type(raw) if type(raw) in members else next(member for member in members if member is not types.NoneType)
        return _value(plain, raw, path, reader)
    kind = raw.get("kind") if isinstance(raw, dict) else None
    if kind in named:
        return _value(named[kind], raw, path, reader)
    reader.wrong(path, Text(f"没有“{kind}”这一种", f"there is no kind “{kind}”"), near(str(kind), list(named)))
    return None


def _row(kind: Any, raw: Any, path: Path, reader: _Reader) -> Any:
    if not isinstance(raw, list):
        reader.wrong(path, Text("不是列表", "it is not a list"), Text("请写成 [ … ]。", "Write [ … ]."))
        return ()
    return tuple(_value(kind, part, (*path, place), reader) for place, part in enumerate(raw))


def _map(kind: Any, raw: Any, path: Path, reader: _Reader) -> Any:
    if not _is_table(raw, path, reader):
        return {}
    return {key: _value(kind, part, (*path, key), reader) for key, part in raw.items()}


def _word(words: tuple[str, ...], raw: Any, path: Path, reader: _Reader) -> Any:
    if raw not in words:
        reader.wrong(path, Text(f"“{raw}”不在可选之内", f"“{raw}” is not among the choices"), near(str(raw), list(words)))
    return raw


_KINDS = {
    str: Text("文字", "text"),
    int: Text("整数", "a whole number"),
    bool: Text("true 或 false", "true or false"),
    date: Text("日期", "a day"),
}


def _plain(kind: Any, raw: Any, path: Path, reader: _Reader) -> Any:
    if kind is date and isinstance(raw, str):
        try:
            return date.fromisoformat(raw)
        except ValueError:
            pass
    if type(raw) is kind:
        return raw
    if isinstance(raw, (float, Decimal)):
        what = Text(f"{raw} 是浮点数", f"{raw} is a float")
        reader.wrong(path, what, Text("数字请加引号写成文字。", "Write the figure as text, in quotes."))
    elif kind is date and isinstance(raw, datetime):
        reader.wrong(path, Text("带有时刻", "it has a time of day"), Text("请只写日期。", "Write the day only."))
    else:
        reader.wrong(path, Text(f"不是{_KINDS[kind].zh}", f"it is not {_KINDS[kind].en}"), Text("请更正。", "Correct it."))
    return None
