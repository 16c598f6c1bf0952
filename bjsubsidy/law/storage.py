"""Where the packaged catalogue lies: its files as written, and the modules they were built into."""

import os
from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from typing import Any

from bjsubsidy.law.catalogue import SHAPES, Catalogue, MeasureIndex
from bjsubsidy.record import Record

_HERE = os.path.dirname(os.path.dirname(os.path.realpath(__file__)))
_MEASURES, _LPR, _WORKDAYS = FILES = ("measures.toml", "lpr.toml", "workdays.toml")
SET_ASIDE = "set-aside.toml"


def packaged() -> Catalogue:
    """The catalogue this program came with: as a wheel built it, in a checkout from its files."""
    package = _built()
    if package is not None:
        return Catalogue(BuiltParts(package.PARTS), package.SHA256, made=_made, index=MeasureIndex(*package.INDEX))
    measures, lpr = source_files(data_folder())
    return Catalogue(joined(measures, lpr), _sha256(measures))


def workdays() -> dict[str, Any]:
    """The table of working days that stands over the calendar library."""
    if _built() is not None:
        found: dict[str, Any] = import_module("bjsubsidy.data.workdays").PART
        return found
    return _workdays(data_folder())


def _workdays(folder: str) -> dict[str, Any]:
    import tomli

    with open(os.path.join(folder, _WORKDAYS), "rb") as file:
        return tomli.load(file)


def _built() -> Any:
    """The package of what was built from the files; None where there is none, or a file has another length than it had then.

    The hash it names is that of what it was built from.
    """
    try:
        import bjsubsidy.data as data
    except ImportError:
        return None
    return data if _lengths(data_folder()) == data.LENGTHS else None


def _lengths(folder: str) -> tuple[int, ...]:
    return tuple(os.stat(os.path.join(folder, name)).st_size for name in FILES)


def _made(kind: str) -> Mapping[str, Callable[[], Any]]:
    """The entries of a kind as they were shaped when the catalogue was built."""
    found: Mapping[str, Callable[[], Any]] = import_module(f"bjsubsidy.data.made_{kind}").MADE
    return found


class BuiltParts(Mapping[str, Any]):
    """The catalogue as written, each part a module."""

    def __init__(self, names: tuple[str, ...]) -> None:
        self.names = names

    def __getitem__(self, name: str) -> Any:
        if name not in self.names:
            raise KeyError(name)
        return import_module(f"bjsubsidy.data.{name}").PART

    def __iter__(self) -> Iterator[str]:
        return iter(self.names)

    def __len__(self) -> int:
        return len(self.names)


def data_folder() -> str:
    """Inside the package where it is installed, beside it in a checkout."""
    inside = os.path.join(_HERE, "data")
    return inside if os.path.isdir(inside) else os.path.join(os.path.dirname(_HERE), "data")


def packaged_file() -> str:
    """The file that the packaged catalogue was written in."""
    return os.path.join(data_folder(), _MEASURES)


def set_aside_file() -> str:
    """The list of figures of the compendium that belong to no entry."""
    return os.path.join(data_folder(), SET_ASIDE)


def source_files(folder: str) -> tuple[bytes, bytes]:
    """The catalogue and the rate series of a data folder, as written."""
    with open(os.path.join(folder, _MEASURES), "rb") as measures, open(os.path.join(folder, _LPR), "rb") as lpr:
        return measures.read(), lpr.read()


def _sha256(content: bytes) -> str:
    import hashlib

    return hashlib.sha256(content).hexdigest()


def joined(measures: bytes, lpr: bytes) -> dict[str, Any]:
    """Both files as one table; floats are kept apart as Decimal, so that a check can refuse them."""
    from decimal import Decimal

    import tomli

    raw = tomli.loads(measures.decode("utf-8"), parse_float=Decimal)
    raw["series"] = [tomli.loads(lpr.decode("utf-8"), parse_float=Decimal)]
    return raw


def built(folder: str) -> dict[str, str]:
    """The modules of a data folder, by file name: what they were built from, each part as written, and its entries as shaped.

    A module is compiled when it is installed, and read faster than anything that has to be parsed or shaped; an entry is made when
    it is asked for.
    """
    measures, lpr = source_files(folder)
    raw = joined(measures, lpr)
    catalogue = Catalogue(raw, "")
    said = f'"""Built from measures.toml and lpr.toml."""\n\nSHA256 = {_sha256(measures)!r}\n'
    modules = {"__init__.py": f"{said}LENGTHS = {_lengths(folder)}\nPARTS = {tuple(raw)!r}\nINDEX = {tuple(catalogue.measure_index)!r}\n"}
    parts = {**raw, "workdays": _workdays(folder)}
    modules |= {f"{name}.py": f"import datetime\n\nPART = {part!r}\n" for name, part in parts.items()}
    entries: dict[str, dict[str, Record]] = {"edition": {"": catalogue.edition}}
    entries |= {kind: {id: catalogue.entry(kind, id) for id in catalogue.rows(kind)} for kind in SHAPES}
    return modules | {f"made_{kind}.py": _module(rows) for kind, rows in entries.items()}


def _module(entries: Mapping[str, Record]) -> str:
    """A module that makes each of its entries when it is asked for it."""
    named: set[type[Record]] = {kind for entry in entries.values() for kind in _kinds(entry)}
    imports = "".join(f"from {kind.__module__} import {kind.__name__}\n" for kind in sorted(named, key=lambda kind: kind.__name__))
    rows = "".join(f"    {id!r}: lambda: {_expression(entry)},\n" for id, entry in entries.items())
    return f"import datetime\nfrom bjsubsidy.language import Text\n{imports}\nMADE = {{\n{rows}}}\n"


def _expression(value: Any) -> str:
    """A value as Python that makes it; what a record has by default is left out."""
    if isinstance(value, Record):
        given = {name: getattr(value, name) for name in value.fields}
        own = [(name, part) for name, part in given.items() if name not in value.defaults or part != value.defaults[name]]
        return f"{type(value).__name__}({', '.join(f'{name}={_expression(part)}' for name, part in own)})"
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key!r}: {_expression(part)}" for key, part in value.items()) + "}"
    if type(value) is tuple:
        return "(" + "".join(f"{_expression(part)}, " for part in value) + ")"
    return repr(value)


def _kinds(value: Any) -> Iterator[type[Record]]:
    """The classes of the records in a value."""
    if isinstance(value, Record):
        yield type(value)
        yield from (kind for name in value.fields for kind in _kinds(getattr(value, name)))
    elif isinstance(value, (tuple, Mapping)):
        yield from (kind for inner in (value.values() if isinstance(value, Mapping) else value) for kind in _kinds(inner))
