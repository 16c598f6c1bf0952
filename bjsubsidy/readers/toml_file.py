"""A TOML file as text and as a table; numbers with a point are kept by their text."""

import re
from collections.abc import Iterator
from decimal import Decimal, DecimalException
from typing import Any

import tomli

from bjsubsidy.errors import Mistake, UnreadableFile, UnusableFile
from bjsubsidy.held import unreadable
from bjsubsidy.inputs import note_input
from bjsubsidy.language import Text
from bjsubsidy.readers.faults import Fault, Path
from bjsubsidy.readers.lines import DEEPEST, FileLines, PlacedFault
from bjsubsidy.readers.toml_reasons import Stumbled

# TOML's own limit of whole numbers; only a text with so many digits in a row can hold a larger one.
_LARGEST = 2**63 - 1
_MANY_DIGITS = re.compile(r"[0-9A-Fa-f_]{16}")


def read_toml(path: str) -> tuple[bytes, str, dict[str, Any]]:
    """The bytes, the text and the table of a file; `UnreadableFile` where it is none, `UnusableFile` where TOML refuses a part."""
    try:
        with open(path, "rb") as file:
            note_input(file)
            content = file.read()
        text = content.decode("utf-8-sig")
    except OSError as error:
        raise unreadable(path, error) from None
    except UnicodeDecodeError:
        raise UnreadableFile(path=path, why=Text("不是 UTF-8 文本，请另存为 UTF-8", "it is not UTF-8 text; save it as UTF-8")) from None
    return content, text, toml_table(path, text)


def toml_table(path: str, text: str) -> dict[str, Any]:
    """The table of a text that stands, or is to stand, in a file; `UnusableFile` where TOML refuses a part."""
    try:
        raw = tomli.loads(text, parse_float=Decimal)
    except tomli.TOMLDecodeError as error:
        raise UnusableFile(path, [_not_toml(path, text, error)]) from None
    except (ValueError, RecursionError, DecimalException):
        raise UnreadableFile(path=path, why=Text("有过大的数或过深的嵌套", "it holds too large a number or nests too deep")) from None
    if _MANY_DIGITS.search(text):
        FileLines(path, text, raw).refuse(list(_too_large(raw)))
    return raw


def _too_large(raw: dict[str, Any]) -> Iterator[Fault]:
    """Every whole number beyond 64 bits, however deep it stands."""
    left: list[tuple[Path, Any]] = [((), raw)]
    while left:
        path, value = left.pop()
        if isinstance(value, int) and not -_LARGEST - 1 <= value <= _LARGEST:
            what = Text("整数过大，超过 64 位", "the whole number is too large: it has more than 64 bits")
            yield Fault(path, Mistake(what, Text("请核对位数。", "Check the number of digits.")), "number-too-large")
        parts = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
        left += [((*path[:DEEPEST], part), inner) for part, inner in parts]


def _not_toml(path: str, text: str, error: tomli.TOMLDecodeError) -> PlacedFault:
    """Why the parser stumbled and what to write instead, with line and column."""
    at = Stumbled(text, error.lineno, error.colno)
    fault = Fault((), at.refused(error.msg), "not-toml")
    return PlacedFault(fault, path, (at.line, at.column), "")
