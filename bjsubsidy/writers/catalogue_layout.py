"""A catalogue file as the shipped catalogue is written: order of keys, quotes, blanks and lines; remarks stay where they belong."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any, NamedTuple

import tomli

from bjsubsidy.errors import UnreadableFile
from bjsubsidy.language import Text
from bjsubsidy.readers.key_order import file_shape, ordered_keys, shape_within
from bjsubsidy.readers.toml_file import read_toml
from bjsubsidy.readers.toml_parts import (
    HeadingPart,
    InlinePart,
    ListedPart,
    ListPart,
    PairPart,
    Remarks,
    ScalarPart,
    SectionPart,
    ValuePart,
    file_parts,
)
from bjsubsidy.record import Record

_BARE = re.compile(r"[A-Za-z0-9_-]+")
_STEP = "  "
_ESCAPED = re.compile(r'["\\\x00-\x08\x0a-\x1f\x7f]')
_REMARKED = Text("表内有注释", "it has a remark within a table")
_LINES = Text("文字分多行", "its text has several lines")
_LITERAL = Text("文字里有引号或反斜杠", "its text has quotes or backslashes")


class LaidOutFile(NamedTuple):
    """A file, its content as it is to be written, whether that is another, and what is left as it stands, each with its line."""

    path: str
    content: bytes
    changed: bool
    left: Sequence[Text]


def laid_out_file(path: str) -> LaidOutFile:
    """`UnreadableFile` or `UnusableFile` where it is no TOML, or nothing of a catalogue; its lines end as they did."""
    content, text, raw = read_toml(path)
    shape = file_shape(raw)
    if shape is None:
        raise UnreadableFile(path=path, why=Text("它不是目录，也不是叠加的层", "it is neither a catalogue nor a layer"))
    ends = "\r\n" if "\r\n" in text else "\n"
    layout = _Layout(raw, shape)
    try:
        written = layout.file(text.replace("\r\n", "\n")).replace("\n", ends).encode()
    except RecursionError:
        raise UnreadableFile(path=path, why=Text("嵌套过深", "it nests too deep")) from None
    return LaidOutFile(path, written, written != content, [_left(path, *left) for left in sorted(layout.left)])


def laid_out_text(text: str) -> str:
    """A text of entries, laid out; it has nothing that is left as it stands."""
    raw = tomli.loads(text)
    shape = file_shape(raw)
    assert shape is not None
    return _Layout(raw, shape).file(text)


def _left(path: str, line: int, why: Text) -> Text:
    return Text(f"{path}:{line}：{why.zh}，保持原样", f"{path}:{line}: {why.en}; it is left as it stands")


class _Place(NamedTuple):
    """A value that was read and the shape that it has."""

    raw: Any
    shape: Any

    def at(self, part: str | int) -> "_Place":
        inner = self.raw[part]
        return _Place(inner, shape_within(self.shape, part, inner))

    def rank(self, pair: PairPart) -> int:
        """Where a pair stands in a table here: what the shape does not know comes last, as it stands."""
        known = ordered_keys(self.shape)
        return known.index(pair.keys[0]) if pair.keys[0] in known else len(known)


class _Layout:
    def __init__(self, raw: Mapping[str, Any], shape: type[Record]) -> None:
        # On which line it stands, and why it is left so.
        self.left: list[tuple[int, Text]] = []
        self._root = _Place(raw, shape)
        # How often each list of tables had a heading.
        self._counts: dict[tuple[str | int, ...], int] = {}

    def file(self, text: str) -> str:
        parts = file_parts(text)
        blocks = [block for section in parts.sections for block in self._section(section)]
        blocks += ["\n".join(block) for block in parts.ending]
        return "\n\n".join(filter(None, blocks)) + "\n" if any(blocks) else ""

    def _section(self, section: SectionPart) -> Iterator[str]:
        heading = section.heading
        place = self._headed(heading) if heading.keys else self._root
        yield from ("\n".join(block) for block in section.before)
        mark = ("[[{}]]" if heading.listed else "[{}]").format(dotted(heading.keys)) + _after(heading.beside)
        lines = [*section.above, mark] if heading.keys else []
        for pair in sorted(section.pairs, key=place.rank):
            lines += [*pair.above, self._pair(pair, place, "") + _after(pair.beside)]
        yield "\n".join([*lines, *section.ending])

    def _headed(self, heading: HeadingPart) -> _Place:
        """Where a heading leads; a list of tables stands for its last one so far."""
        path: tuple[str | int, ...] = ()
        place = self._root
        for number, word in enumerate(heading.keys, 1):
            path, place = (*path, word), place.at(word)
            if heading.listed and number == len(heading.keys):
                self._counts[path] = self._counts.get(path, -1) + 1
            if path in self._counts:
                place = place.at(self._counts[path])
                path = (*path, self._counts[path])
        return place

    def _pair(self, pair: PairPart, place: _Place, indent: str) -> str:
        for word in pair.keys:
            place = place.at(word)
        return f"{dotted(pair.keys)} = {self._value(pair.value, place, indent)}"

    def _value(self, value: ValuePart, place: _Place, indent: str) -> str:
        """`indent` is that of the line on which the value begins."""
        match value:
            case ScalarPart():
                return self._scalar(value)
            case ListPart():
                return self._list(value, place, indent)
            case InlinePart():
                return self._inline(value, place, indent)

    def _scalar(self, value: ScalarPart) -> str:
        quoted = _requoted(value.text)
        if isinstance(quoted, Text):
            self.left.append((value.line, quoted))
            return value.text
        return quoted

    def _inline(self, value: InlinePart, place: _Place, indent: str) -> str:
        if value.remarked:
            self.left.append((value.line, _REMARKED))
            return value.text
        pairs = [self._pair(pair, place, indent) for pair in sorted(value.pairs, key=place.rank)]
        return f"{{ {', '.join(pairs)} }}" if pairs else "{}"

    def _list(self, value: ListPart, place: _Place, indent: str) -> str:
        """A list on several lines keeps them, but for tables, of which each has its own."""
        broken = value.broken and bool(value.items or value.ending)
        inner = indent + _STEP if broken else indent
        items = [(item, self._value(item.value, place.at(number), inner)) for number, item in enumerate(value.items)]
        if not broken:
            return f"[{', '.join(said for _, said in items)}]"
        rows = groupby(enumerate(items), key=_own_row)
        lines = [line for _, row in rows for line in _row([item for _, item in row])]
        return "\n".join(["[", *(f"{inner}{line}" for line in (*lines, *value.ending)), f"{indent}]"])


def _own_row(numbered: tuple[int, tuple[ListedPart, str]]) -> tuple[bool, int]:
    """What the values on one line of a list have in common."""
    number, (item, _) = numbered
    return (True, number) if isinstance(item.value, InlinePart) else (False, item.line)


def _row(items: Sequence[tuple[ListedPart, str]]) -> Iterator[str]:
    """The line of some values of a list, under the remarks over them."""
    yield from (remark for item, _ in items for remark in item.above)
    yield ", ".join(said for _, said in items) + "," + _after(items[-1][0].beside)


def _requoted(text: str) -> str | Text:
    """A value in double quotes on one line where it is text and can be; else why not."""
    if not text.startswith(('"""', "'")):
        return text
    said: str = tomli.loads(f"x = {text}")["x"]
    if "\n" in said:
        return _LINES
    if text.startswith('"') or not _ESCAPED.search(said):
        return in_quotes(said)
    return _LITERAL


def in_quotes(said: str) -> str:
    """A text as TOML writes it."""
    return '"' + _ESCAPED.sub(lambda found: f"\\{found[0]}" if found[0] in '"\\' else f"\\u{ord(found[0]):04X}", said) + '"'


def dotted(keys: Remarks) -> str:
    """A key of these words."""
    return ".".join(word if _BARE.fullmatch(word) else in_quotes(word) for word in keys)


def _after(beside: str) -> str:
    return f"  {beside}" if beside else ""
