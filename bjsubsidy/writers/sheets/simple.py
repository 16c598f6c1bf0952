"""The book of an answer that is one sheet: the sheet, and what edition it comes from."""

from collections.abc import Sequence

from bjsubsidy.language import Lang
from bjsubsidy.law.catalogue import Catalogue
from bjsubsidy.writers.book import Book, Picture
from bjsubsidy.writers.sheet import Sheet
from bjsubsidy.writers.sheets.parts import edition
from bjsubsidy.writers.words import Phrases


def book(sheets: Sequence[Sheet | Picture], catalogue: Catalogue, lang: Lang, cautions: Sequence[str] = ()) -> Book:
    title = next(part.title for part in sheets if isinstance(part, Sheet))
    return Book(title, lang, [*sheets, edition(Phrases(catalogue, lang), cautions)])
