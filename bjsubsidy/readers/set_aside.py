"""The list of figures on a compendium's pages that belong to no entry, each with its reason: patterns, and words of one page."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from bjsubsidy.errors import Mistake
from bjsubsidy.language import Text
from bjsubsidy.readers.compendium import PageKey
from bjsubsidy.readers.faults import Fault, checked
from bjsubsidy.readers.lines import FileLines
from bjsubsidy.readers.printed import Printed, occurrences, squeezed
from bjsubsidy.readers.toml_file import read_toml
from bjsubsidy.record import Record


class Pattern(Record):
    """What is set aside wherever it stands, as a regular expression over squeezed text."""

    pattern: str
    reason: Text


class Phrase(Record):
    """What is set aside on one page: the words around it, or it alone where it stands there once.

    `document`: the page is of a layer's document.
    """

    page: int
    text: str
    reason: Text
    document: str = ""


class SetAside(Record):
    """The list as its file holds it."""

    pattern: tuple[Pattern, ...] = ()
    phrase: tuple[Phrase, ...] = ()

    def stretches(self, page: PageKey, text: str, figures: Sequence[Printed]) -> Iterator[tuple[int, int]]:
        """What of the squeezed text of a page is set aside."""
        for each in self.pattern:
            yield from (found.span() for found in re.finditer(each.pattern, text))
        for phrase in self.phrase:
            if (phrase.document, phrase.page) == page:
                yield from occurrences(squeezed(phrase.text), text, figures)


def read_set_aside(path: str) -> SetAside:
    """`UnreadableFile` or `UnusableFile` where it is no such list."""
    _, text, raw = read_toml(path)
    listed, found = checked(SetAside, raw)
    faults = [*found, *_patterns(raw if not found else {})]
    FileLines(path, text, raw).refuse(faults)
    assert listed is not None
    return listed


def _patterns(raw: dict[str, Any]) -> Iterator[Fault]:
    """Patterns that are no regular expressions."""
    for place, row in enumerate(raw.get("pattern", [])):
        try:
            re.compile(row["pattern"])
        except re.error:
            yield Fault(("pattern", place, "pattern"), Mistake(_NO_PATTERN, _CHECK))


_NO_PATTERN = Text("不是正则表达式", "it is no regular expression")
_CHECK = Text("请核对括号和反斜线。", "Check brackets and backslashes.")
