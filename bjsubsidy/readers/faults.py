"""A table that anybody wrote becomes its record, or every fault in it: what pydantic finds, in our sentences.

Only here and in `schema.py` is pydantic asked anything; its core is imported when something is checked.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from decimal import Decimal
from types import GenericAlias, NoneType
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar, get_args, get_origin

from bjsubsidy.errors import Mistake, Problem, near, nearest
from bjsubsidy.language import Text
from bjsubsidy.readers.fault_kinds import FaultKind
from bjsubsidy.readers.shapes import Shapes
from bjsubsidy.record import Record, key, kinds, written_forms

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler
    from pydantic_core import CoreSchema, ErrorDetails, SchemaValidator

Path = tuple[str | int, ...]
_Shape = TypeVar("_Shape", bound=Record)


class Fault(NamedTuple):
    """A fault and where in the table it stands; of a catalogue also its kind, and the name that is spelt nearly alike."""

    path: Path
    fault: Problem
    kind: FaultKind | None = None
    nearest: str | None = None


def misnamed(path: Path, kind: FaultKind, what: Text, written: str, known: list[str]) -> Fault:
    """A name that is not among those that are known."""
    return Fault(path, Mistake(what, near(written, known)), kind, nearest(written, known))


class Reads:
    """Stands for a field's type: what is written is read by a function, and the `Problem` it raises is kept with its place.

    `forms` says to a JSON Schema what may be written.
    """

    def __init__(self, read: Callable[[Any], Any], forms: "Callable[[], CoreSchema] | None" = None) -> None:
        self.read = read
        self.forms = forms

    def __get_pydantic_core_schema__(self, source: Any, handler: "GetCoreSchemaHandler") -> "CoreSchema":
        from pydantic_core import PydanticCustomError
        from pydantic_core import core_schema as core

        def read(written: Any) -> Any:
            try:
                return self.read(written)
            except Problem as problem:
                raise PydanticCustomError("problem", "problem", {"problem": problem}) from None

        return core.no_info_plain_validator_function(read, json_schema_input_schema=self.forms() if self.forms else core.any_schema())


def keyed_record(name: str, about: str, needed: Mapping[str, Any], more: Mapping[str, Any]) -> type[Record]:
    """A record whose keys a catalogue decides: those that are needed, and those that may be left out and are then None."""
    return type(name, (Record,), {"__doc__": about, "__annotations__": {**needed, **more}, **dict.fromkeys(more)})


def list_of(cls: type[Record]) -> GenericAlias:
    """A list of such tables, as a field's type."""
    return GenericAlias(tuple, (cls, ...))


def checked(cls: type[_Shape], raw: Any, path: Path = ()) -> tuple[_Shape | None, list[Fault]]:
    """The record of a table that anybody wrote, or every fault in it; `path` is where the table stands."""
    from pydantic_core import ValidationError

    try:
        record: _Shape = validator(cls).validate_python(raw)
        return record, []
    except ValidationError as error:
        return None, [_fault(cls, details, path) for details in error.errors(include_url=False)]


def validator(cls: type[Record]) -> "SchemaValidator":
    """What checks the tables of a record: made once, and kept by the class, since some are made anew for each catalogue."""
    from pydantic_core import SchemaValidator

    if _VALIDATOR not in cls.__dict__:
        setattr(cls, _VALIDATOR, SchemaValidator(Shapes().whole(cls)))
    made: SchemaValidator = cls.__dict__[_VALIDATOR]
    return made


_VALIDATOR = "_validator"


def _fault(cls: type[Record], details: "ErrorDetails", path: Path) -> Fault:
    place, kind = _followed(cls, details["loc"])
    if details["type"] in ("extra_forbidden", "missing"):
        return _key(kind, details["type"], (*path, *place))
    return _value(kind, details, (*path, *place))


def _followed(kind: Any, loc: Path) -> tuple[Path, Any]:
    """The path as written, without the kinds that pydantic puts into it, and the type that stands there.

    Where the last part is a key that is unknown or missing, it is the type of the table around it.
    """
    path: Path = ()
    for part in loc:
        members = get_args(kind)
        if tagged := kinds(members):
            kind = tagged[str(part)]
            continue
        if (apart := written_forms(members)) and part in apart:
            kind = apart[str(part)]
            continue
        kind = _within(_some(kind), part)
        path = (*path, part)
    return path, _some(kind)


def _some(kind: Any) -> Any:
    """A type that may be left out, without that."""
    some = [member for member in get_args(kind) if member is not NoneType]
    return some[0] if NoneType in get_args(kind) and len(some) == 1 else kind


def _within(kind: Any, part: str | int) -> Any:
    if isinstance(kind, type) and issubclass(kind, Record):
        return next((kind.kind_of(name) for name in kind.fields if key(name) == part), kind)
    return get_args(kind)[0 if get_origin(kind) is tuple else 1]


def _key(kind: type[Record], fault: str, path: Path) -> Fault:
    name = path[-1]
    if fault == "missing":
        return Fault(path[:-1], Mistake(Text(f"缺少“{name}”", f"“{name}” is missing"), Text("请补上。", "Add it.")), "missing-key")
    known = [key(field) for field in kind.fields]
    return misnamed(path, "unknown-key", Text(f"没有“{name}”这个键", f"there is no key “{name}” here"), str(name), known)


def _value(kind: Any, details: "ErrorDetails", path: Path) -> Fault:
    """What is wrong with a value, by what pydantic says of it."""
    written = details["input"]
    if details["type"] == "problem":
        return Fault(path, details["ctx"]["problem"])
    if isinstance(written, (float, Decimal)):
        what = Text(f"{written} 是没有加引号的小数", f"{written} is a decimal number without quotes")
        return Fault(path, Mistake(what, _NOW_TEXT_FIGURE), "float")
    if details["type"] == "date_type" and isinstance(written, datetime):
        return Fault(
            path, Mistake(Text("带有时刻", "it has a time of day"), Text("请只写日期。", "Write the day only.")), "day-with-a-time"
        )
    if details["type"] == "literal_error" and not isinstance(written, (dict, list)):
        what = Text(f"“{written}”不在可选之内", f"“{written}” is not among the choices")
        return misnamed(path, "not-a-choice", what, str(written), [*get_args(kind)])
    if details["type"].startswith("union_tag"):
        known = [*kinds(get_args(kind))]
        if isinstance(written, dict) and "kind" not in written:
            return misnamed(path, "unknown-benefit", Text("缺少“kind”", "“kind” is missing"), "", known)
        tag = written.get("kind", "") if isinstance(written, dict) else ""
        tag = tag if isinstance(tag, str) else "…"
        what = Text(f"没有“{tag}”这一种", f"there is no kind “{tag}”")
        return misnamed(path, "unknown-benefit", what, tag, known)
    return _type(details["type"], path)


def _type(wanted: str, path: Path) -> Fault:
    """A value of another type than belongs there."""
    if len(path) == 1 and wanted in ("dict_type", "tuple_type"):
        return Fault(path, _section(str(path[0]), listed=wanted == "tuple_type"), "not-a-section")
    what, now = _WANTED.get(wanted, (Text("这里该写的", "what belongs here"), _NOW))
    kind: FaultKind = "text-in-one-language" if wanted == "text" else "wrong-type"
    return Fault(path, Mistake(Text(f"不是{what.zh}", f"it is not {what.en}"), now), kind)


def _section(name: str, listed: bool) -> Mistake:
    heading = f"[[{name}]]" if listed else f"[{name}]"
    what = Text("不是表的列表", "it is not a list of tables") if listed else Text("不是一个表", "it is not a table")
    return Mistake(what, Text(f"请写成 {heading}。", f"Write {heading}."))


_NOW = Text("请更正。", "Correct it.")
_NOW_TEXT_FIGURE = Text("数字请加引号写成文字。", "Write the figure as text, in quotes.")
_NOW_TABLE = Text("请写成 { 键 = 值 }。", "Write { key = value }.")
_NOW_LIST = Text("请写成 [ … ]。", "Write [ … ].")
_NOW_TEXT = Text('请写成 { zh = "…", en = "…" }。', 'Write { zh = "…", en = "…" }.')
_WANTED = {
    "text": (Text("双语文字", "a text in both languages"), _NOW_TEXT),
    "dict_type": (Text("一个表", "a table"), _NOW_TABLE),
    "tuple_type": (Text("列表", "a list"), _NOW_LIST),
    "string_type": (Text("文字", "text"), Text("请加引号写成文字。", "Write text, in quotes.")),
    "int_type": (Text("整数", "a whole number"), _NOW),
    "bool_type": (Text(" true 或 false", "true or false"), _NOW),
    "date_type": (Text("日期", "a day"), Text("请写成 2021-03-20，不加引号。", "Write it as 2021-03-20, without quotes.")),
    "plain": (Text("文字、整数、日期，也不是 true 或 false", "text, a whole number, a day, true or false"), _NOW),
}
