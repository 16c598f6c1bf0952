"""A catalogue held against the pages of its compendium: whether the pages bear out what its entries say."""

from collections.abc import Iterator, Mapping, Sequence, Set
from typing import Any

from bjsubsidy.answers.belongings import Belongings, CitedFigure, Exchangeable, Joined, exchangeable
from bjsubsidy.answers.unclaimed import Miss, PageFigures, page_figures, whose_pages
from bjsubsidy.answers.worked_out import figures_in, readings_named, readings_of_document, says, words_of
from bjsubsidy.errors import Mistake
from bjsubsidy.language import Text, clean
from bjsubsidy.law.catalogue import page_ranges
from bjsubsidy.law.storage import packaged_file
from bjsubsidy.readers.catalogue_file import WrittenFile, written
from bjsubsidy.readers.compendium import Compendium, PageKey
from bjsubsidy.readers.evidence import Citation, CitedEntry, RuleValue, cited_entries, figures_of_citations
from bjsubsidy.readers.faults import Fault, Path
from bjsubsidy.readers.printed import Quantity, Span, occurrences, printed, squeezed
from bjsubsidy.readers.set_aside import SetAside
from bjsubsidy.record import Record


class Held(Record):
    """What a check against pages came to: figures of entries, how many of them are borne out, and what was not checked.

    `outside` counts sources that the pages do not hold, `assumed` the values that stand for unknown facts, `worked_out` those that no page
    prints and a reading explains; `without_pages` are the
    documents of layers of which no page was given. `exchangeable` are the cited figures for which another of their pages could stand and
    nothing would be missed.
    """

    compendium: str
    all: int
    outside: int
    assumed: int
    worked_out: int
    misses: tuple[Miss, ...]
    pages: PageFigures
    without_pages: tuple[str, ...] = ()
    exchangeable: tuple[Exchangeable, ...] = ()

    def found(self) -> int:
        return self.all - len(self.misses)


def held_against(paths: Sequence[str], compendium: Compendium, listed: SetAside) -> Held:
    """The entries of sound files against a compendium, and its figures against them and the list of those set aside.

    With layers alone, the packaged catalogue below them counts too where the compendium's own pages are there.
    """
    files = [written(path) for path in paths]
    below = [written(packaged_file())] if all(file.is_layer for file in files) else []
    return held([*(below if "" in compendium.books() else []), *files], compendium, listed, below)


def held(files: Sequence[WrittenFile], compendium: Compendium, listed: SetAside, below: Sequence[WrittenFile] = ()) -> Held:
    """The same of files that were read; `below` are those whose readings theirs may name too."""
    readings = {row["id"]: row for file in (*below, *files) for row in file.raw.get("reading", [])}
    checking = _Checking(files, compendium, readings)
    misses = tuple(checking.misses())
    pages = page_figures(compendium, checking.cited, listed)
    others = () if misses or pages.misses else tuple(exchangeable(checking.belongings, checking.cited, compendium, listed))
    without = tuple(checking.without_pages())
    return Held(compendium.path, checking.all, checking.outside, checking.assumed, checking.worked_out, misses, pages, without, others)


class _Checking:
    """Counts what it goes through."""

    def __init__(self, files: Sequence[WrittenFile], compendium: Compendium, readings: Mapping[str, Mapping[str, Any]]) -> None:
        self.files = files
        self._readings = readings
        self.text = compendium.pages
        # Documents of layers have pages of their own.
        self._of_layers = {key for file in files if file.is_layer for key in file.raw.get("documents", {})}
        books = compendium.books()
        self.documents: Mapping[str, Sequence[int]] = {
            key: document["pages"] or tuple(number for book, number in self.text if book == self._book(key))
            for file in files
            for key, document in file.raw.get("documents", {}).items()
            if self._book(key) in books
        }
        self.cited: dict[PageKey, list[tuple[int, int]]] = {}
        self._cited_figures: list[CitedFigure] = []
        self.belongings = Belongings([])
        self._texts: dict[tuple[PageKey, ...], Joined] = {}
        self.all = self.outside = self.assumed = self.worked_out = 0

    def _book(self, document: str) -> str:
        """Whose pages the text of a document stands on."""
        return document if document in self._of_layers else ""

    def without_pages(self) -> Iterator[str]:
        """The documents of layers that nothing could be held against, in the order of the files."""
        yield from (key for file in self.files for key in file.raw.get("documents", {}) if key not in self.documents and file.is_layer)

    def misses(self) -> Iterator[Miss]:
        for file in self.files:
            for entry in cited_entries(file):
                yield from self._entry(file, entry)
        yield from self._of_others()

    def _entry(self, file: WrittenFile, entry: CitedEntry) -> Iterator[Miss]:
        inside = [citation for citation in entry.citations if citation.document in self.documents]
        self.outside += entry.outside + len(entry.citations) - len(inside)
        self.assumed += entry.assumed
        if entry.whole_pages:
            inside = [each.replace(pages=self._held_pages(each)) for each in inside]
        for citation in inside:
            yield from self._figures(file, citation, entry)
        if inside and len(inside) == len(entry.citations):
            yield from self._values(file, entry, inside)

    def _held_pages(self, citation: Citation) -> tuple[int, ...]:
        book = self._book(citation.document)
        return tuple(number for of, number in self.text if of == book and number in citation.pages)

    def _figures(self, file: WrittenFile, citation: Citation, entry: CitedEntry) -> Iterator[Miss]:
        """Figures that do not stand on the cited pages, and pages that are not of the cited document."""
        first, last = min(self.documents[citation.document]), max(self.documents[citation.document])
        book = self._book(citation.document)
        strange = tuple(page for page in citation.pages if (book, page) not in self.text or not first <= page <= last)
        if strange:
            self.all += 1
            yield _miss(file, (*citation.path[:-1], "pages"), strange, page_ranges(strange), _OF_DOCUMENT, book)
        joined = self._joined([(book, page) for page in citation.pages])
        bearing: set[PageKey] = set()
        for place, figure in enumerate(citation.figures):
            self.all += 1
            stretches = list(occurrences(squeezed(figure), joined.text, joined.figures))
            self._cite(joined, stretches)
            bearing |= joined.reached(stretches)
            if not stretches:
                yield _miss(file, (*citation.path, place), tuple(citation.pages), figure, _ON_PAGES, book)
            elif figure in citation.figures[:place]:
                yield _miss(file, (*citation.path, place), tuple(citation.pages), figure, _TWICE, book)
            elif not entry.says_all(figure):
                yield _miss(file, (*citation.path, place), tuple(citation.pages), figure, _UNSAID, book)
            else:
                at = joined.placed(stretches)
                self._cited_figures.append(CitedFigure(file, (*citation.path, place), figure, at, entry, citation, joined))

        apart = tuple(_apart(citation.pages, {page for _, page in bearing})) if bearing else ()
        if apart:
            self.all += 1
            yield _miss(file, (*citation.path[:-1], "pages"), apart, page_ranges(apart), _APART, book)

    def _of_others(self) -> Iterator[Miss]:
        """Figures that readings cite and that are those of entries which do not rest on them."""
        self.belongings = Belongings(self._cited_figures)
        for cited in self._cited_figures:
            if self.belongings.are_of_others(cited.entry, cited.places):
                pages = tuple(dict.fromkeys(page for (_, page), _, _ in cited.places))
                yield _miss(cited.file, cited.path, pages, cited.figure, _ANOTHERS, self._book(cited.citation.document))

    def _values(self, file: WrittenFile, entry: CitedEntry, inside: Sequence[Citation]) -> Iterator[Miss]:
        """Values of the rule that no cited figure of the entry says, nor a reading works out."""
        figures = figures_of_citations(inside)
        keys = sorted({(self._book(citation.document), page) for citation in inside for page in citation.pages})
        pages, books = tuple(sorted({page for _, page in keys})), [*{book for book, _ in keys}]
        if entry.whole_pages:
            figures += self._days(keys, entry.values)
        for value in entry.values:
            if value.is_nothing():
                continue
            borne_out = value.borne_out(figures)
            if not borne_out and self._works_out(value, entry, keys):
                self.worked_out += 1
                continue
            self.all += 1
            if not borne_out:
                yield _miss(file, value.path, pages, value.said, _IN_FIGURES, books[0] if len(books) == 1 else "")

    def _works_out(self, value: RuleValue, entry: CitedEntry, pages: Sequence[PageKey]) -> bool:
        """Whether a reading of the entry says a value, or one that cites the document; what its pages print is to be cited from there."""
        if value.borne_out([each.value for each in self._joined(pages).figures]):
            return False
        document = entry.citations[0].document
        named = readings_of_document(document, self._readings) if entry.whole_pages else readings_named(entry.row, self._readings)
        return says(value, figures_in(words_of(named)))

    def _days(self, pages: Sequence[PageKey], values: Sequence[RuleValue]) -> list[Quantity | Span]:
        """The figures of whole pages that say one of the values."""
        joined = self._joined(pages)
        found = [each for each in joined.figures if any(value.borne_out([each.value]) for value in values)]
        self._cite(joined, [(each.start, each.end) for each in found])
        return [each.value for each in found]

    def _cite(self, joined: Joined, stretches: Sequence[tuple[int, int]]) -> None:
        """These stretches of some pages belong to an entry; one may reach over the end of a page."""
        for page, begins in joined.begins.items():
            self.cited.setdefault(page, []).extend((start - begins, end - begins) for start, end in stretches)

    def _joined(self, pages: Sequence[PageKey]) -> Joined:
        key = tuple(sorted({page for page in pages if page in self.text}))
        if key not in self._texts:
            text, begins = "", {}
            for page in key:
                begins[page] = len(text)
                text += self.text[page]
            self._texts[key] = Joined(text, begins, printed(text))
        return self._texts[key]


def _apart(pages: Sequence[int], bearing: Set[int]) -> Iterator[int]:
    """Pages that stand twice or out of order, and those with no figure of theirs that do not go on from, or on to, another."""
    for place, page in enumerate(pages):
        if (place and page <= pages[place - 1]) or (page not in bearing and not {page - 1, page + 1} & set(pages)):
            yield page


_ON_PAGES = Text("{whose_zh}第 {pages} 页上没有“{figure}”", "“{figure}” does not stand on page {pages}{whose_en}")
_TWICE = Text("同一出处列了两次“{figure}”（{whose_zh}第 {pages} 页）", "one source has “{figure}” twice (page {pages}{whose_en})")
_OF_DOCUMENT = Text("第 {figure} 页不是所引文件的页", "page {figure} is not a page of the cited document")
_APART = Text(
    "第 {figure} 页重复、次序不对，或既没有所引的数字也不与其他页相连",
    "page {figure} stands twice or out of order, or has none of the cited figures and is not next to another page",
)
_IN_FIGURES = Text(
    "“{figure}”不在该条目所引的数字（{whose_zh}第 {pages} 页）之中",
    "“{figure}” is not among the figures that the entry cites from page {pages}{whose_en}",
)
_UNSAID = Text(
    "“{figure}”（{whose_zh}第 {pages} 页）是所引的数字，该条目的规则和文字都没有说到",
    "“{figure}” (page {pages}{whose_en}) is cited, and neither the rule nor the words of the entry say it",
)
_ANOTHERS = Text(
    "{whose_zh}第 {pages} 页的“{figure}”属于别的条目，那些条目不依据这处条文理解",
    "“{figure}” on page {pages}{whose_en} is a figure of entries that do not rest on this reading",
)
_NOW = Text("请对照原文核对数字和页码。", "Check the figure and the page against the text.")


def _miss(file: WrittenFile, path: Path, pages: tuple[int, ...], figure: str, words: Text, book: str) -> Miss:
    whose = whose_pages(book)
    parts = {"pages": page_ranges(pages), "figure": clean(figure), "whose_zh": whose.zh, "whose_en": whose.en}
    what = Text(words.zh.format(**parts), words.en.format(**parts))
    return Miss(file.lines.placed(Fault(path, Mistake(what, _NOW))), pages, figure)
