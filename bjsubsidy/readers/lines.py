"""Where in a TOML file an entry stands, so that a message can say it: one pass over the text, whatever it holds."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

import tomli

from bjsubsidy.errors import UNUSABLE_FILE, Problem, UnusableFile
from bjsubsidy.language import Lang, Text
from bjsubsidy.readers.fault_kinds import FaultKind, Severity
from bjsubsidy.readers.faults import Fault, Path

# What a sound TOML text is made of, but for blanks and remarks; a text in quotes is one token, over however many lines.
TOKEN = re.compile(
    r"""
      [ \t\r]++
    | (?P<remark> \#[^\n]*+ )
    | (?P<token>
          "{3} [^"\\]*+ (?: (?: \\. | "{1,2}(?!") ) [^"\\]*+ )*+ "{3,5}
        | '{3} [^']*+ (?: '{1,2}(?!') [^']*+ )*+ '{3,5}
        | " [^"\\\n]*+ (?: \\. [^"\\\n]*+ )*+ "
        | ' [^'\n]*+ '
        | [\[\]{},=.\n]
        | [^\s\[\]{},=.\#"']++
      )
    """,
    re.VERBOSE | re.DOTALL,
)

# A line and a column, each from 1.
LinePlace = tuple[int, int]
# No path of a fault is longer; a key of a thousand parts has a line all the same.
DEEPEST = 16


class PlacedFault(Problem):
    """A fault with its place: file, line and column from 1, and the entry, as programs and as people call it."""

    exit_code = UNUSABLE_FILE

    def __init__(self, found: Fault, file: str, place: LinePlace, entry: str, called: Text | None = None) -> None:
        super().__init__()
        self._fault = found.fault
        self.kind: FaultKind | None = found.kind
        self.severity = _severity(found.kind)
        self.nearest = found.nearest
        self.file, self.entry = file, entry
        self.line, self.column = place
        column = f":{self.column}" if self.kind == "not-toml" else ""
        if self.severity == "warning":
            self.at(WARNING)
        if called is not None and any(called):
            self.at(called)
        self.at(f"{file}:{self.line}{column}")

    def said(self, lang: Lang) -> str:
        return self._fault.sentence(lang)


WARNING = Text("警告", "warning")


def _severity(kind: FaultKind | None) -> Severity:
    """What has no kind is an error; the codes are read where a kind is told."""
    if kind is None:
        return "error"
    from bjsubsidy.readers.codes import severity_of

    return severity_of(kind)


class FileLines:
    """The lines of a file that was read, found only when something is wrong with it; its text may be fetched then too."""

    def __init__(self, path: str, text: str | Callable[[], str], raw: Any) -> None:
        self.path = path
        self.text = text
        self.raw = raw

    def refusal(self, found: list[Fault]) -> UnusableFile:
        """Every fault that was found, in the order of the file."""
        return UnusableFile(self.path, [*self.in_order(found)])

    def in_order(self, found: Sequence[Fault]) -> "list[PlacedFault]":
        """Faults with their places, in the order of the file."""
        return [self.placed(fault) for fault in sorted(found, key=lambda fault: self.line(fault.path))]

    def refuse(self, found: list[Fault]) -> None:
        """Raise `UnusableFile` where anything was found."""
        if found:
            raise self.refusal(found)

    def placed(self, found: Fault) -> PlacedFault:
        """A fault with file, line and entry before it."""
        parts = self._entry(found.path)
        return PlacedFault(found, self.path, self.place(found.path), _dotted(parts), _called(parts))

    def entry(self, path: Path) -> str:
        """The entry that a path leads into, and the rest of it, as programs count."""
        return _dotted(self._entry(path))

    def line(self, path: Path) -> int:
        """The line of a path, or of the nearest table around it."""
        return self.place(path)[0]

    def place(self, path: Path) -> LinePlace:
        """The line and the column of a path, or of the nearest table around it."""
        while path and path not in self._places:
            path = path[:-1]
        return self._places.get(path, (1, 1))

    def _entry(self, path: Path) -> tuple[str | None, Path]:
        """The id or the label of the entry that a path leads into, if it has one, and the path from there."""
        row: Any = self.raw
        for part in path[:2]:
            row = _part(row, part)
        id = (row.get("id") or row.get("label")) if isinstance(row, dict) and len(path) > 1 else None
        id = id if isinstance(id, str) and id.strip() else None
        return id, path[2 if id else 0 :]

    @cached_property
    def _places(self) -> dict[Path, LinePlace]:
        scanner = _Scanner()
        text = self.text if isinstance(self.text, str) else self.text()
        for token, at in tokens(f"{text}\n"):
            scanner.take(token, at)
        return scanner.places


InFile = tuple[FileLines, Fault]


class MergedLines:
    """The lines of a catalogue that several files went into.

    `origins` says for the paths of its parts in which file they stand and where; what has none stands in the first file.
    """

    def __init__(self, main: FileLines, origins: Mapping[Path, tuple[FileLines, Path]]) -> None:
        self.main = main
        self.origins = origins

    def refuse(self, found: list[Fault]) -> None:
        """Raise `UnusableFile` where anything was found."""
        refuse_files([self._own(fault) for fault in found])

    def in_order(self, found: Sequence[Fault]) -> list[PlacedFault]:
        """Faults with their places, file by file and in the order of each."""
        return _in_files([self._own(fault) for fault in found])

    def entry(self, path: Path) -> str:
        """The entry that a path leads into, and the rest of it, as programs count."""
        lines, own = self._origin(path)
        return lines.entry(own)

    def _own(self, found: Fault) -> InFile:
        """A fault with its path in the file that it stands in."""
        lines, path = self._origin(found.path)
        return lines, found._replace(path=path)

    def _origin(self, path: Path) -> tuple[FileLines, Path]:
        for length in range(len(path), 0, -1):
            if path[:length] in self.origins:
                lines, own = self.origins[path[:length]]
                return lines, (*own, *path[length:])
        return self.main, path


def refuse_files(found: Sequence[InFile]) -> None:
    """Raise `UnusableFile` with every fault, file by file and in the order of each, where anything was found."""
    if found:
        raise UnusableFile(found[0][0].path, [*_in_files(found)])


def _in_files(found: Sequence[InFile]) -> list[PlacedFault]:
    files = list(dict.fromkeys(lines for lines, _ in found))
    placed = [(files.index(lines), lines.placed(fault)) for lines, fault in found]
    return [fault for _, fault in sorted(placed, key=lambda each: (each[0], each[1].line))]


def tokens(text: str) -> Iterator[tuple[str, LinePlace]]:
    """What stands in a sound text, each with its place."""
    line, begins = 1, 0
    for found in TOKEN.finditer(text):
        token = found["token"]
        if token is not None:
            yield token, (line, found.start("token") - begins + 1)
            if lines := token.count("\n"):
                line += lines
                begins = found.start("token") + token.rindex("\n") + 1


def _dotted(entry: tuple[str | None, Path]) -> str:
    """An entry as programs count: from 0."""
    id, path = entry
    rest = [str(part) for part in path]
    return " ".join([id, *rest]) if id else ".".join(rest)


def _called(entry: tuple[str | None, Path]) -> Text:
    """An entry as people count: from 1."""
    id, path = entry
    said = [Text(f"第 {part + 1} 项", f"{part + 1}") if isinstance(part, int) else Text(part, part) for part in path]
    said = [Text(id, id), *said] if id else said
    between = " " if id or any(isinstance(part, int) for part in path) else "."
    return Text(between.join(part.zh for part in said), between.join(part.en for part in said))


def _part(row: Any, part: str | int) -> Any:
    if isinstance(row, dict):
        return row.get(part, {})
    return row[part] if isinstance(row, list) and isinstance(part, int) and part < len(row) else {}


class _Scanner:
    """Follows the tokens of a sound text: in which table or list it stands, and on which line each path begins."""

    def __init__(self) -> None:
        self.places: dict[Path, LinePlace] = {}
        # The tables and lists that are open, from the heading's inwards: a list has the place of its next part.
        self.opened: list[tuple[Path, int | None]] = [((), None)]
        self.name: list[str] = []
        self.take = self._take_name
        self._counts: dict[Path, int] = {}
        self._listed = False
        # Where the key or the heading that is being read begins.
        self._begun = (1, 1)

    def _here(self) -> Path:
        path, place = self.opened[-1]
        return (*path, *self.name[:DEEPEST]) if place is None else (*path, place)

    def _next(self) -> None:
        self.name, self.take = [], self._take_name

    def _take_name(self, token: str, at: LinePlace) -> None:
        if token == "=":
            for length in range(1, min(len(self.name), DEEPEST) + 1):
                self.places.setdefault((*self.opened[-1][0], *self.name[:length]), self._begun)
            self.take = self._take_value
        elif token == "[":
            self._listed, self._begun, self.take = False, at, self._take_heading
        elif token == "}":
            self._close()
        elif token not in ".\n":
            self._begun = self._begun if self.name else at
            self.name.append(key_said(token))

    def _take_value(self, token: str, at: LinePlace) -> None:
        path, place = self.opened[-1]
        if token == "\n":
            if len(self.opened) == 1:
                self._next()
        elif token == ",":
            if place is None:
                self._next()
            else:
                self.opened[-1] = (path, place + 1)
        elif token in "]}":
            self._close()
        else:
            self.places.setdefault(self._here(), at)
            self._open(token)

    def _open(self, token: str) -> None:
        if token == "[":
            self.opened.append((self._here(), 0))
        elif token == "{":
            self.opened.append((self._here(), None))
            self._next()

    def _close(self) -> None:
        self.opened.pop()
        self.take = self._take_value

    def _take_heading(self, token: str, at: LinePlace) -> None:
        """`[a.b]` opens a table, `[[a.b]]` one more of a list of tables."""
        if token == "[":
            self._listed = True
        elif token == "\n":
            self.opened = [(self._headed(self._begun), None)]
            self._next()
        elif token not in ".]":
            self.name.append(key_said(token))

    def _headed(self, at: LinePlace) -> Path:
        """The path that a heading opens; a part that is a list of tables stands for its last table."""
        path: Path = ()
        for number, part in enumerate(self.name[:DEEPEST], 1):
            path = (*path, part)
            self.places.setdefault(path, at)
            if self._listed and number == len(self.name):
                self._counts[path] = self._counts.get(path, -1) + 1
            if path in self._counts:
                path = (*path, self._counts[path])
                self.places.setdefault(path, at)
        return path


def key_said(token: str) -> str:
    """A key without its quotes."""
    if token.startswith('"') and "\\" in token:
        return next(iter(tomli.loads(f"{token} = 0")))
    return token[1:-1] if token[0] in "\"'" else token
