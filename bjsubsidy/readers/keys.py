"""Facts that a profile calls by their names: the same tables under their ids, and how each key was written."""

from collections.abc import Iterator, Sequence
from typing import Any

from bjsubsidy.errors import Mistake, Problem, UnknownName
from bjsubsidy.language import Text
from bjsubsidy.law.catalogue import Catalogue
from bjsubsidy.readers.faults import Fault, Path
from bjsubsidy.readers.ids import RESERVED

# The tables that hold facts, and the lists of such tables.
_TABLES, _LISTS = ("enterprise",), ("item", "received")


class KeysById:
    """`raw` has ids where the file has names; `faults` are the names of two facts, and facts that stand twice."""

    def __init__(self, raw: dict[str, Any], catalogue: Catalogue) -> None:
        self.faults: list[Fault] = []
        self._catalogue = catalogue
        self._written: dict[Path, str] = {}
        self.raw = {key: self._of(key, value) for key, value in raw.items()}

    def placed(self, found: Sequence[Fault]) -> list[Fault]:
        """These faults and its own, each key as the file writes it."""
        return [*self.faults, *(Fault(self._as_written(fault.path), fault.fault) for fault in found)]

    def _as_written(self, path: Path) -> Path:
        return tuple(self._written.get(path[: place + 1], part) for place, part in enumerate(path))

    def _of(self, key: str, value: Any) -> Any:
        if key in _LISTS and isinstance(value, list):
            return [self._table((key, place), row) for place, row in enumerate(value)]
        return self._table((key,), value) if key in _TABLES else value

    def _table(self, path: Path, table: Any) -> Any:
        return dict(self._renamed(path, table)) if isinstance(table, dict) else table

    def _renamed(self, path: Path, table: dict[str, Any]) -> Iterator[tuple[str, Any]]:
        taken = set(table)
        for key, value in table.items():
            try:
                id = key_of(key, self._catalogue)
                if id != key and id in taken:
                    what = Text(f"“{key}”就是 {id}，写了两次", f"“{key}” is {id}, which stands twice")
                    raise Mistake(what, Text("请只留一个。", "Keep one of them."))
            except Problem as problem:
                self.faults.append(Fault((*path, key), problem))
                continue
            if id != key:
                taken.add(id)
                self._written[(*path, id)] = key
            yield id, value


def key_of(written: str, catalogue: Catalogue) -> str:
    """The id of the fact that a key names; the key itself where it is one or names none, for the check of the whole to judge."""
    if written in RESERVED or written in catalogue.rows("fact"):
        return written
    try:
        return catalogue.find(written, "fact")
    except UnknownName:
        return written
