"""What stands for a mark where a terminal or a pipe has no such letter: another mark, never a question mark that would say unknown.

A Chinese Windows shows code page 936: √ × ？ for ✓ ✗ ?. A console of it takes every letter from Python and draws what its font has.
"""

import codecs
import json
import os
import re
import sys
from collections.abc import Iterable
from typing import Any, TextIO

from bjsubsidy.writers import FOR_READING, Format

ESCAPES = "bjsubsidy.escapes"

# For each letter what can stand for it, the best first; the last is ASCII.
INSTEAD: dict[str, tuple[str, ...]] = {
    "✓": ("√", "v"),
    "✗": ("×", "x"),
    "×": ("x",),
    "÷": ("/",),
    "±": ("+/-",),
    "≤": ("<=",),
    "≥": (">=",),
    "√": ("v",),
    "→": ("->",),
    "·": (".",),
    "…": ("...",),
    **dict.fromkeys("–—−", ("-",)),
    **dict.fromkeys("“”《》「」", ('"',)),
    **dict.fromkeys("‘’", ("'",)),
    **dict.fromkeys("〔（【", ("(",)),
    **dict.fromkeys("〕）】", (")",)),
    **dict.fromkeys("，、", (", ",)),
    **{"。": (". ",), "：": (": ",), "；": ("; ",), "！": ("! ",), "％": ("%",), "＝": ("=",)},
    "¥": ("￥", "Y"),
    "￥": ("¥", "Y"),
    **dict.fromkeys("─━╸╺╌", ("─", "-")),
    **dict.fromkeys("│┃", ("│", "|")),
    **{"╭": ("┌", "+"), "╮": ("┐", "+"), "╰": ("└", "+"), "╯": ("┘", "+")},
    **dict.fromkeys("┌┐└┘├┤┬┴┼", ("+",)),
    # The dots of a curve.
    **dict.fromkeys(map(chr, range(0x2801, 0x2900)), ("*",)),
}
# The mark of what is unknown: a question mark that stands alone.
_UNKNOWN = re.compile(r"(?<!\S)\?(?= )")


def has(encoding: str, letter: str) -> bool:
    try:
        letter.encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def instead_of(letter: str, encoding: str) -> str:
    """What stands for a letter that an encoding does not have."""
    return next((other for other in INSTEAD.get(letter, ()) if has(encoding, other)), "?")


def marked_in(text: str, encoding: str) -> str:
    """A text for people with the marks that an encoding has; other letters stay as they are."""
    if has(encoding, "✓"):
        return text
    if has(encoding, "？"):
        text = _UNKNOWN.sub("？", text)
    return text.translate({ord(letter): instead_of(letter, encoding) for letter in INSTEAD if not has(encoding, letter)})


def marks(error: Any) -> tuple[str, int]:
    """The handler of errors by which a stream writes other marks."""
    lost = error.object[error.start : error.end]
    return "".join(instead_of(letter, error.encoding) for letter in lost), error.end


def escapes(error: Any) -> tuple[str, int]:
    """The handler by which a stream writes the escapes of JSON, which lose nothing."""
    return json.dumps(error.object[error.start : error.end])[1:-1], error.end


codecs.register_error(ESCAPES, escapes)


def settled(stream: Any, form: Format, parts: Iterable[str]) -> Iterable[str]:
    """The parts of an answer as a stream is to take them, which is set to write a format for programs as those know it."""
    if not stream.isatty():
        stream.reconfigure(newline="\n")
        if form.encoding is not None:
            stream.reconfigure(encoding=form.encoding, errors=ESCAPES)
    if form != FOR_READING:
        return parts
    encoding = shown_by(stream)
    return (marked_in(part, encoding) for part in parts)


def shown_by(stream: TextIO) -> str:
    """The encoding whose letters a stream shows: its own; of a Windows console, which takes all letters, its code page."""
    page = _code_page() if sys.platform == "win32" and stream.isatty() and "WT_SESSION" not in os.environ else None
    return page or stream.encoding or "utf-8"


def _code_page() -> str | None:
    """The code page of the console; None where it is UTF-8, or there is none."""
    import ctypes

    page = ctypes.windll.kernel32.GetConsoleOutputCP()  # type: ignore[attr-defined,unused-ignore]
    return f"cp{page}" if page not in (0, 65001) and _known(f"cp{page}") else None


def _known(encoding: str) -> bool:
    try:
        codecs.lookup(encoding)
    except LookupError:
        return False
    return True
