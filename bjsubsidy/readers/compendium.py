"""The text of a compendium: a JSON object with the text of each page under its number.

The pages of a document that a layer brought stand in an object of their own, under the document's id.
"""

import json
import re
from collections.abc import Iterator

from bjsubsidy.errors import UnreadableFile
from bjsubsidy.held import unreadable
from bjsubsidy.inputs import note_input
from bjsubsidy.language import Text
from bjsubsidy.readers.printed import squeezed
from bjsubsidy.record import Record

# A page: the document that it is of, "" for the compendium itself, and its number.
PageKey = tuple[str, int]


class Compendium(Record):
    """A compendium's file, the squeezed text of each page without the page's own number above it, and the line of each page."""

    path: str
    pages: dict[PageKey, str]
    lines: dict[PageKey, int]

    def books(self) -> set[str]:
        """Whose pages it has: "" for its own, documents by their ids."""
        return {book for book, _ in self.pages}


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
    if not isinstance(raw, dict) or not raw:
        raise UnreadableFile(path=path, why=_NOT_PAGES)
    books = {"": {key: page for key, page in raw.items() if not isinstance(page, dict)}}
    books |= {key: pages for key, pages in raw.items() if isinstance(pages, dict)}
    if not all(_is_page(number, page) for pages in books.values() for number, page in pages.items()):
        raise UnreadableFile(path=path, why=_NOT_PAGES)
    pages = {(book, int(number)): _unnumbered(number, page) for book, held in books.items() for number, page in held.items()}
    return Compendium(path, pages, dict(_lines(text)))


def _lines(text: str) -> Iterator[tuple[PageKey, int]]:
    """The line on which each page begins."""
    book = ""
    for found in _KEY.finditer(text):
        if found["number"]:
            yield (book, int(found["number"])), text.count("\n", 0, found.start()) + 1
        else:
            book = "" if found["closed"] else json.loads(found["book"])


def _is_page(number: str, text: object) -> bool:
    return number.isascii() and number.isdigit() and len(number) <= _LONGEST and isinstance(text, str)


def _unnumbered(number: str, text: str) -> str:
    first, _, rest = text.strip().partition(" ")
    return squeezed(rest if first == number else text)


# The beginning of a page, of a document's pages, or the end of these; texts are passed over whole.
_KEY = re.compile(r'"(?P<number>[0-9]{1,6})"\s*:\s*"(?:[^"\\]|\\.)*"|(?P<book>"(?:[^"\\]|\\.)*")\s*:\s*\{|(?P<closed>\})')
# No compendium has more digits to its page numbers.
_LONGEST = 6
_NOT_PAGES = Text(
    "它不是以页码为键、以该页文字为值的 JSON 对象（一层的文件：编号下再写这样一个对象）",
    "it is not a JSON object with the text of each page under its number (of a layer's document: such an object under its id)",
)
