"""A catalogue held against the pages of its compendium: whether the pages bear out what its entries say."""

from collections.abc import Iterator, Mapping, Sequence

from bjsubsidy.errors import Mistake
from bjsubsidy.language import Text, clean
from bjsubsidy.law.catalogue import page_ranges
from bjsubsidy.law.storage import packaged_file
from bjsubsidy.readers.catalogue_file import WrittenFile, written
from bjsubsidy.readers.compendium import Compendium
from bjsubsidy.readers.evidence import Citation, CitedEntry, cited_entries, figures_of_citations
from bjsubsidy.readers.faults import Fault, Path
from bjsubsidy.readers.lines import PlacedFault
from bjsubsidy.readers.printed import Printed, occurrences, printed, squeezed
from bjsubsidy.record import Record


class Miss(Record):
    """A figure that is not borne out: where it stands, on which pages it was looked for, and as what."""

    fault: PlacedFault
    pages: tuple[int, ...]
    figure: str


class Held(Record):
    """What a check against pages came to: figures of entries, how many of them are borne out, and what was not checked.

    `outside` counts sources that the pages do not hold, `assumed` the values that stand for unknown facts.
    """

    compendium: str
    all: int
    outside: int
    assumed: int
    misses: tuple[Miss, ...]

    def found(self) -> int:
        return self.all - len(self.misses)


def held_against(paths: Sequence[str], compendium: Compendium) -> Held:
    """The entries of sound files against a compendium; with layers alone, the packaged catalogue below them too."""
    files = [written(path) for path in paths]
    if all(file.is_layer for file in files):
        files.insert(0, written(packaged_file()))
    checking = _Checking(files, compendium)
    misses = tuple(checking.misses())
    return Held(compendium.path, checking.all, checking.outside, checking.assumed, misses)


class _Checking:
    """Counts what it goes through."""

    def __init__(self, files: Sequence[WrittenFile], compendium: Compendium) -> None:
        self.files = files
        self.text = compendium.pages
        # Documents of layers have pages of their own.
        self.documents: Mapping[str, Sequence[int]] = {
            key: document["pages"] for file in files if not file.is_layer for key, document in file.raw.get("documents", {}).items()
        }
        self._texts: dict[tuple[int, ...], _Joined] = {}
        self.all = self.outside = self.assumed = 0

    def misses(self) -> Iterator[Miss]:
        for file in self.files:
            for entry in cited_entries(file):
                yield from self._entry(file, entry)

    def _entry(self, file: WrittenFile, entry: CitedEntry) -> Iterator[Miss]:
        inside = [citation for citation in entry.citations if citation.document in self.documents]
        self.outside += entry.outside + len(entry.citations) - len(inside)
        self.assumed += entry.assumed
        for citation in inside:
            yield from self._figures(file, citation)
        if inside and len(inside) == len(entry.citations):
            yield from self._values(file, entry, inside)

    def _figures(self, file: WrittenFile, citation: Citation) -> Iterator[Miss]:
        """Figures that do not stand on the cited pages, and pages that are not of the cited document."""
        first, last = self.documents[citation.document][0], self.documents[citation.document][-1]
        strange = tuple(page for page in citation.pages if page not in self.text or not first <= page <= last)
        if strange:
            self.all += 1
            yield _miss(file, (*citation.path[:-1], "pages"), strange, page_ranges(strange), _OF_DOCUMENT)
        joined = self._joined(citation.pages)
        for place, figure in enumerate(citation.figures):
            self.all += 1
            if next(occurrences(squeezed(figure), joined.text, joined.figures), None) is None:
                yield _miss(file, (*citation.path, place), citation.pages, figure, _ON_PAGES)

    def _values(self, file: WrittenFile, entry: CitedEntry, inside: Sequence[Citation]) -> Iterator[Miss]:
        """Values of the rule that no cited figure of the entry says."""
        figures = figures_of_citations(inside)
        pages = tuple(sorted({page for citation in inside for page in citation.pages}))
        if entry.whole_pages:
            figures += [each.value for each in self._joined(pages).figures]
        for value in entry.values:
            self.all += 1
            if not value.borne_out(figures):
                yield _miss(file, value.path, pages, value.said, _IN_FIGURES)

    def _joined(self, pages: Sequence[int]) -> "_Joined":
        key = tuple(sorted({page for page in pages if page in self.text}))
        if key not in self._texts:
            text = "".join(self.text[page] for page in key)
            self._texts[key] = _Joined(text, list(printed(text)))
        return self._texts[key]


class _Joined(Record):
    """The text of some pages as one, since a figure may begin on one and end on the next, and its figures."""

    text: str
    figures: list[Printed]


_ON_PAGES = Text("第 {pages} 页上没有“{figure}”", "“{figure}” does not stand on page {pages}")
_OF_DOCUMENT = Text("第 {figure} 页不是所引文件的页", "page {figure} is not a page of the cited document")
_IN_FIGURES = Text(
    "“{figure}”不在该条目所引的数字（第 {pages} 页）之中", "“{figure}” is not among the figures that the entry cites from page {pages}"
)
_NOW = Text("请对照原文核对数字和页码。", "Check the figure and the page against the text.")


def _miss(file: WrittenFile, path: Path, pages: tuple[int, ...], figure: str, words: Text) -> Miss:
    parts = {"pages": page_ranges(pages), "figure": clean(figure)}
    what = Text(words.zh.format(**parts), words.en.format(**parts))
    return Miss(file.lines.placed(Fault(path, Mistake(what, _NOW))), pages, figure)
