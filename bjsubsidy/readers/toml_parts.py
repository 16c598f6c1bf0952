"""A sound TOML text in its parts, with its remarks and line breaks, so that it can be laid out anew and nothing is lost."""

from collections.abc import Iterator
from typing import NamedTuple

from bjsubsidy.readers.lines import TOKEN, key_said

Remarks = tuple[str, ...]


class ScalarPart(NamedTuple):
    """A value that is neither list nor table, as it is written."""

    text: str
    line: int


class ListedPart(NamedTuple):
    """A value of a list with the remarks over it and the one beside it; `line` is that on which it begins."""

    value: "ValuePart"
    above: Remarks
    beside: str
    line: int


class ListPart(NamedTuple):
    """A list; `ending` are the remarks after its last value, `broken` says that it stands on several lines."""

    items: tuple[ListedPart, ...]
    ending: Remarks
    broken: bool


class PairPart(NamedTuple):
    """A key, in as many words as it has, and its value, with the remarks over them and the one beside them."""

    keys: tuple[str, ...]
    value: "ValuePart"
    above: Remarks
    beside: str


class InlinePart(NamedTuple):
    """A table within braces, and as it is written; `remarked` says that remarks stand between its keys."""

    pairs: tuple[PairPart, ...]
    text: str
    line: int
    remarked: bool


ValuePart = ScalarPart | ListPart | InlinePart


class HeadingPart(NamedTuple):
    """`[keys]`, or `[[keys]]` where it is listed; without keys it is the beginning of the file."""

    keys: tuple[str, ...] = ()
    listed: bool = False
    beside: str = ""


class SectionPart(NamedTuple):
    """A heading and its pairs.

    `before` are blocks of remarks that stand by themselves, `above` those over the heading, `ending` those under the last pair.
    """

    heading: HeadingPart
    before: tuple[Remarks, ...]
    above: Remarks
    pairs: tuple[PairPart, ...]
    ending: Remarks


class FileParts(NamedTuple):
    """All sections of a file, and the blocks of remarks after the last."""

    sections: tuple[SectionPart, ...]
    ending: tuple[Remarks, ...]


class _Token(NamedTuple):
    text: str
    start: int
    end: int
    line: int

    @property
    def last_line(self) -> int:
        """The line on which something may stand beside it: none for a line feed."""
        return 0 if self.text == "\n" else self.line + self.text.count("\n")


_END = _Token("", 0, 0, 0)


def file_parts(text: str) -> FileParts:
    """The parts of sound TOML whose lines end with a line feed; `RecursionError` where it nests too deep."""
    return _Parts(text).file()


def _tokens(text: str) -> Iterator[_Token]:
    line = 1
    for found in TOKEN.finditer(text):
        said = found["token"] or found["remark"]
        if said:
            yield _Token(said, found.start(), found.end(), line)
            line += said.count("\n")


class _Parts:
    """One pass over the tokens: `next` is the one that comes, `last` the one before it."""

    def __init__(self, text: str) -> None:
        self._text = f"{text}\n"
        self._left = _tokens(self._text)
        self.last = self.next = _END
        self._step()

    def _step(self) -> _Token:
        self.last, self.next = self.next, next(self._left, _END)
        return self.last

    def _comes_remark(self) -> bool:
        return self.next.text.startswith("#")

    def file(self) -> FileParts:
        sections: list[SectionPart] = []
        heading, before, above = HeadingPart(), tuple[Remarks, ...](), Remarks()
        while True:
            own, pairs, blocks = self._pairs(first=not sections)
            ending = blocks.pop(0) if len(blocks) > 1 or self.next is _END else ()
            sections.append(SectionPart(heading, (*before, *own), above, pairs, ending))
            if self.next is _END:
                return FileParts(tuple(sections), _filled(blocks))
            above = blocks.pop()
            before, heading = _filled(blocks), self._heading()

    def _pairs(self, first: bool) -> tuple[tuple[Remarks, ...], tuple[PairPart, ...], list[Remarks]]:
        """The pairs of a section, and the remarks after them; where a file begins with pairs, the blocks of remarks before them too."""
        own: tuple[Remarks, ...] = ()
        pairs: list[PairPart] = []
        blocks = self._blocks()
        while self.next is not _END and self.next.text != "[":
            if first and not pairs:
                own, blocks = _filled(blocks[:-1]), blocks[-1:]
            pairs.append(self._pair(tuple(remark for block in blocks for remark in block)))
            blocks = self._blocks()
        return own, tuple(pairs), blocks

    def _blocks(self) -> list[Remarks]:
        """The remarks that come, parted where a blank line stands between them; one block at least."""
        blocks: list[Remarks] = [()]
        while self.next.text == "\n" or self._comes_remark():
            if self.next.text == "\n":
                blocks.append(())
            else:
                blocks[-1] += (self._step().text.rstrip(),)
            self._step()
        return blocks

    def _heading(self) -> HeadingPart:
        self._step()
        listed = self.next.text == "["
        if listed:
            self._step()
        keys = self._keys("]")
        if listed:
            self._step()
        return HeadingPart(keys, listed, self._beside())

    def _pair(self, above: Remarks) -> PairPart:
        keys = self._keys("=")
        value = self._value()
        return PairPart(keys, value, above, self._beside())

    def _beside(self) -> str:
        """The remark at the end of a line, and on to the next line."""
        beside = self._step().text.rstrip() if self._comes_remark() else ""
        self._step()
        return beside

    def _keys(self, end: str) -> tuple[str, ...]:
        keys: list[str] = []
        while self.next.text != end:
            token = self._step().text
            if token != ".":
                keys.append(key_said(token))
        self._step()
        return tuple(keys)

    def _value(self) -> ValuePart:
        if self.next.text == "[":
            return self._list()
        if self.next.text == "{":
            return self._inline()
        begun = self._step()
        while self.next.text not in (",", "]", "}", "\n") and not self._comes_remark():
            self._step()
        return ScalarPart(self._text[begun.start : self.last.end], begun.line)

    def _list(self) -> ListPart:
        begun = self._step()
        items: list[ListedPart] = []
        above: list[str] = []
        while self.next.text != "]":
            line = self.next.line
            if self._comes_remark() and items and self.last.last_line == line:
                items[-1] = items[-1]._replace(beside=self._step().text.rstrip())
            elif self._comes_remark():
                above.append(self._step().text.rstrip())
            elif self.next.text in (",", "\n"):
                self._step()
            else:
                items.append(ListedPart(self._value(), tuple(above), "", line))
                above = []
        return ListPart(tuple(items), tuple(above), begun.line < self._step().line)

    def _inline(self) -> InlinePart:
        begun = self._step()
        pairs: list[PairPart] = []
        remarked = False
        while self.next.text != "}":
            if self.next.text in (",", "\n") or self._comes_remark():
                remarked = self._step().text.startswith("#") or remarked
            else:
                pairs.append(PairPart(self._keys("="), self._value(), (), ""))
        self._step()
        return InlinePart(tuple(pairs), self._text[begun.start : self.last.end], begun.line, remarked)


def _filled(blocks: list[Remarks]) -> tuple[Remarks, ...]:
    return tuple(block for block in blocks if block)
