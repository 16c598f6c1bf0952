"""Where in a TOML file an entry stands, so that a message can say it."""

import tomllib
from functools import cached_property
from typing import Any

from bjsubsidy.errors import Problem
from bjsubsidy.shapes import Fault, Path


class Lines:
    """The lines of a file, read only when something is wrong with it."""

    def __init__(self, path: str, text: str) -> None:
        self.path = path
        self.text = text

    def placed(self, found: Fault) -> Problem:
        """A fault with file, line and entry before it."""
        entry = self._entry(found.path)
        return found.fault.at(f"{self.path}:{self.line(found.path)}" + (f": {entry}" if entry else ""))

    def line(self, path: Path) -> int:
        """The line of a path, or of the nearest table around it."""
        while path and path not in self._places:
            path = path[:-1]
        return self._places.get(path, 1)

    def _entry(self, path: Path) -> str:
        row: Any = self._table
        for part in path[:2]:
            row = _part(row, part)
        id = (row.get("id") or row.get("label")) if isinstance(row, dict) and len(path) > 1 else None
        id = id if isinstance(id, str) and id.strip() else None
        rest = [str(part) for part in path[2 if id else 0 :]]
        return " ".join([str(id), *rest] if id else [".".join(rest)])

    @cached_property
    def _table(self) -> dict[str, Any]:
        return tomllib.loads(self.text)

    @cached_property
    def _places(self) -> dict[Path, int]:
        places: dict[Path, int] = {}
        here: Path = ()
        counts: dict[Path, int] = {}
        statement, start = "", 0
        for number, line in enumerate(self.text.split("\n"), 1):
            if not statement and line.lstrip().startswith("["):
                here = _opened(line.rstrip("\r"), counts)
                for length in range(1, len(here) + 1):
                    places.setdefault(here[:length], number)
                continue
            start = start if statement else number
            statement += line + "\n"
            if _whole(statement):
                _note(places, here, statement, start)
                statement = ""
        return places


def _part(row: Any, part: str | int) -> Any:
    if isinstance(row, dict):
        return row.get(part, {})
    return row[part] if isinstance(row, list) and isinstance(part, int) and part < len(row) else {}


def _opened(line: str, counts: dict[Path, int]) -> Path:
    """The path that a heading opens; a part that is a list of tables stands for its last table."""
    path: Path = ()
    node: Any = tomllib.loads(line)
    while isinstance(node, dict) and node:
        ((key, node),) = node.items()
        path = (*path, key)
        if isinstance(node, list):
            counts[path] = counts.get(path, -1) + 1
            return (*path, counts[path])
        if node and path in counts:
            path = (*path, counts[path])
    return path


def _whole(statement: str) -> bool:
    try:
        tomllib.loads(statement)
    except tomllib.TOMLDecodeError:
        return False
    return True


def _note(places: dict[Path, int], here: Path, statement: str, start: int) -> None:
    """The line of a key, and of each element of a list that has a line of its own."""
    for key, value in tomllib.loads(statement).items():
        places[*here, key] = start
        openings = [start + offset for offset, line in enumerate(statement.split("\n")) if line.lstrip().startswith("{")]
        if isinstance(value, list) and len(openings) == len(value):
            places.update({(*here, key, place): line for place, line in enumerate(openings)})
