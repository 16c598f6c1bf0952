"""Lines of words within a width, Chinese ones too; a command line that somebody copies is never broken."""

import re

from rich.cells import cell_len

_NOT_FIRST = "，。；：、）》”！？％"
_NOT_LAST = "（《“"
# A command line begins a line or follows a colon, and ends the line.
_COMMAND = r"(?:^|(?<=：)|(?<=: ))bjsubsidy .+$"
_PIECE = re.compile(rf"{_COMMAND}|\s+|[{_NOT_LAST}]*(?:[!-~–]+|.)[{_NOT_FIRST}]*", re.ASCII)


def unbroken(text: str) -> int:
    """The columns of the longest piece of a text that no line breaks: a word of Latin letters, a character with its comma."""
    return max((cell_len(piece.strip()) for piece in _PIECE.findall(text)), default=0)


def folded_lines(line: str, width: int, further: str = "  ") -> list[str]:
    """A line within the width, what follows set in by `further`; it breaks between words and Chinese characters, not before a comma.

    A command line stands whole, and alone where it does not fit beside what is said of it.
    """
    indent = line.removesuffix(line.lstrip()) + further
    parts, current = [], ""
    for piece in _PIECE.findall(line):
        if current.strip() and cell_len(current + piece.rstrip()) > width:
            parts.append(current.rstrip())
            current = indent + piece.lstrip()
        else:
            current += piece
    return [*parts, current.rstrip()]
