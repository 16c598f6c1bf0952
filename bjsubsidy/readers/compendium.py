"""The text of a compendium: a JSON object with the text of each page under its number."""

import json
import re

from bjsubsidy.errors import UnreadableFile
from bjsubsidy.held import unreadable
from bjsubsidy.inputs import note_input
from bjsubsidy.language import Text
from bjsubsidy.readers.printed import squeezed
from bjsubsidy.record import Record


class Compendium(Record):
    """A compendium's file, the squeezed text of each page without the page's own number above it, and the line of each page."""

    path: str
    pages: dict[int, str]
    lines: dict[int, int]


def read_compendium(path: str) -> Compendium:
    """`UnreadableFile` where there is none, or it is not such an object."""
    try:
        with open(path, "rb") as file:
            note_input(file)
            text = file.read().decode("utf-8-sig")
        raw = json.loads(text)
    except OSError as error:
        raise unreadable(path, error) from None
    except (ValueError, RecursionError):
        raise UnreadableFile(path=path, why=_NOT_PAGES) from None
    if not isinstance(raw, dict) or not raw or not all(_is_page(number, text) for number, text in raw.items()):
        raise UnreadableFile(path=path, why=_NOT_PAGES)
    lines = {int(found["number"]): text.count("\n", 0, found.start()) + 1 for found in _KEY.finditer(text)}
    return Compendium(path, {int(number): _unnumbered(number, page) for number, page in raw.items()}, lines)


def _is_page(number: str, text: object) -> bool:
    return number.isascii() and number.isdigit() and len(number) <= _LONGEST and isinstance(text, str)


def _unnumbered(number: str, text: str) -> str:
    first, _, rest = text.strip().partition(" ")
    return squeezed(rest if first == number else text)


_KEY = re.compile(r'"(?P<number>[0-9]{1,6})"\s*:')
# No compendium has more digits to its page numbers.
_LONGEST = 6
_NOT_PAGES = Text(
    "它不是以页码为键、以该页文字为值的 JSON 对象", "it is not a JSON object with the text of each page under the page's number"
)
