"""What of a TOML text is open where the parser stumbles: a list, a table or a text that was begun earlier and never closed."""

import re
from typing import NamedTuple

from bjsubsidy.readers.lines import tokens

_KEY = r"""(?:[A-Za-z0-9_-]+|"[^"\n]*"|'[^'\n]*')"""
_STATEMENT = re.compile(rf"\s*{_KEY}(?:\s*\.\s*{_KEY})*\s*=(?!=)")
_HEADING = re.compile(rf"\s*\[{{1,2}}\s*{_KEY}(?:\s*\.\s*{_KEY})*\s*\]{{1,2}}\s*(?:#.*)?$")
_CLOSES = {"[": "]", "{": "}"}


class Opened(NamedTuple):
    """A mark that opens something, the one that closes it, and where it stands, from 1."""

    mark: str
    closing: str
    line: int
    column: int


def never_closed(lines: list[str], line: int, column: int) -> Opened | None:
    """What is open at a place at which something else begins: a key, a heading, the other bracket, or the end of the file."""
    here = lines[line - 1] if line <= len(lines) else ""
    before = "".join(f"{each}\n" for each in lines[: line - 1])
    if _HEADING.match(here):
        return _innermost(before)
    opened = _innermost(before + here[: column - 1])
    if opened is None:
        return None
    rest = here[column - 1 :]
    begun_anew = {"[": _STATEMENT.match(rest), "{": rest.startswith("{")}.get(opened.mark, True)
    at_end = not rest.strip() and not any(map(str.strip, lines[line:]))
    return opened if begun_anew or at_end or rest[:1] in {*_CLOSES.values()} - {opened.closing} else None


def _innermost(text: str) -> Opened | None:
    """The last bracket that is open at the end of a text; or a text in three quotation marks that went on over further entries."""
    opened: list[Opened] = []
    heading, begins, last = False, True, ("", (1, 1))
    for token, (line, column) in tokens(text):
        if token == "\n":
            heading, begins = (False, True) if not opened else (heading, begins)
            continue
        heading, begins, last = heading or (begins and token == "["), False, (token, (line, column))
        if heading:
            continue
        if token in _CLOSES:
            opened.append(Opened(token, _CLOSES[token], line, column))
        elif opened and token == opened[-1].closing:
            opened.pop()
    token, (line, column) = last
    if token[:3] in ('"""', "'''") and any(_HEADING.match(each) or _STATEMENT.match(each) for each in token.split("\n")[1:]):
        return Opened(token[:3], token[:3], line, column)
    return opened[-1] if opened else None
