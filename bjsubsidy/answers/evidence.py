"""A catalogue held against the pages of its compendium: whether the pages bear out what its entries say."""

from collections.abc import Iterator, Mapping, Sequence, Set

from bjsubsidy.answers.belongings import Belongings, CitedFigure, Exchangeable, Joined, exchangeable
from bjsubsidy.answers.unclaimed import Miss, PageFigures, page_figures
from bjsubsidy.errors import Mistake
from bjsubsidy.language import Text, clean
from bjsubsidy.law.catalogue import page_ranges
from bjsubsidy.law.storage import packaged_file
from bjsubsidy.readers.catalogue_file import WrittenFile, written
from bjsubsidy.readers.compendium import Compendium
from bjsubsidy.readers.evidence import Citation, CitedEntry, RuleValue, cited_entries, figures_of_citations
from bjsubsidy.readers.faults import Fault, Path
from bjsubsidy.readers.printed import Quantity, Span, occurrences, printed, squeezed
from bjsubsidy.readers.set_aside import SetAside
from bjsubsidy.record import Record


class Held(Record):
    """What a check against pages came to: figures of entries, how many of them are borne out, and what was not checked.

    `outside` counts sources that the pages do not hold, `assumed` the values that stand for unknown facts. `exchangeable` are the cited
    figures for which another of their pages could stand and nothing would be missed.
    """

    compendium: str
    all: int
    outside: int
    assumed: int
    misses: tuple[Miss, ...]
    pages: PageFigures
    exchangeable: tuple[Exchangeable, ...] = ()

    def found(self) -> int:
        return self.all - len(self.misses)


def held_against(paths: Sequence[str], compendium: Compendium, listed: SetAside) -> Held:
    """The entries of sound files against a compendium, and its figures against them and the list of those set aside.

    With layers alone, the packaged catalogue below them counts too.
    """
    files = [written(path) for path in paths]
    if all(file.is_layer for file in files):
        files.insert(0, written(packaged_file()))
    return held(files, compendium, listed)


def held(files: Sequence[WrittenFile], compendium: Compendium, listed: SetAside) -> Held:
    """The same of files that were read, a whole catalogue among them."""
    checking = _Checking(files, compendium)
    misses = tuple(checking.misses())
    pages = page_figures(compendium, checking.cited, listed)
    others = () if misses or pages.misses else tuple(exchangeable(checking.belongings, checking.cited, compendium, listed))
    return Held(compendium.path, checking.all, checking.outside, checking.assumed, misses, pages, others)


class _Checking:
    """Counts what it goes through."""

    def __init__(self, files: Sequence[WrittenFile], compendium: Compendium) -> None:
        self.files = files
        self.text = compendium.pages
        # Documents of layers have pages of their own.
        self.documents: Mapping[str, Sequence[int]] = {
            key: document["pages"] or tuple(self.text)
            for file in files
            if not file.is_layer
            for key, document in file.raw.get("documents", {}).items()
        }
        self.cited: dict[int, list[tuple[int, int]]] = {}
        self._cited_figures: list[CitedFigure] = []
        self.belongings = Belongings([])
        self._texts: dict[tuple[int, ...], Joined] = {}
        self.all = self.outside = self.assumed = 0

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
            inside = [each.replace(pages=tuple(page for page in self.text if page in each.pages)) for each in inside]
        for citation in inside:
            yield from self._figures(file, citation, entry)
        if inside and len(inside) == len(entry.citations):
            yield from self._values(file, entry, inside)

    def _figures(self, file: WrittenFile, citation: Citation, entry: CitedEntry) -> Iterator[Miss]:
        """Figures that do not stand on the cited pages, and pages that are not of the cited document."""
        first, last = min(self.documents[citation.document]), max(self.documents[citation.document])
        strange = tuple(page for page in citation.pages if page not in self.text or not first <= page <= last)
        if strange:
            self.all += 1
            yield _miss(file, (*citation.path[:-1], "pages"), strange, page_ranges(strange), _OF_DOCUMENT)
        joined = self._joined(citation.pages)
        bearing: set[int] = set()
        for place, figure in enumerate(citation.figures):
            self.all += 1
            stretches = list(occurrences(squeezed(figure), joined.text, joined.figures))
            self._cite(joined, stretches)
            bearing |= joined.reached(stretches)
            if not stretches:
                yield _miss(file, (*citation.path, place), tuple(citation.pages), figure, _ON_PAGES)
            elif figure in citation.figures[:place]:
                yield _miss(file, (*citation.path, place), tuple(citation.pages), figure, _TWICE)
            elif not entry.says_all(figure):
                yield _miss(file, (*citation.path, place), tuple(citation.pages), figure, _UNSAID)
            else:
                at = joined.placed(stretches)
                self._cited_figures.append(CitedFigure(file, (*citation.path, place), figure, at, entry, citation, joined))

        apart = tuple(_apart(citation.pages, bearing)) if bearing else ()
        if apart:
            self.all += 1
            yield _miss(file, (*citation.path[:-1], "pages"), apart, page_ranges(apart), _APART)

    def _of_others(self) -> Iterator[Miss]:
        """Figures that readings cite and that are those of entries which do not rest on them."""
        self.belongings = Belongings(self._cited_figures)
        for cited in self._cited_figures:
            if self.belongings.are_of_others(cited.entry, cited.places):
                pages = tuple(dict.fromkeys(page for page, _, _ in cited.places))
                yield _miss(cited.file, cited.path, pages, cited.figure, _ANOTHERS)

    def _values(self, file: WrittenFile, entry: CitedEntry, inside: Sequence[Citation]) -> Iterator[Miss]:
        """Values of the rule that no cited figure of the entry says."""
        figures = figures_of_citations(inside)
        pages = tuple(sorted({page for citation in inside for page in citation.pages}))
        if entry.whole_pages:
            figures += self._days(pages, entry.values)
        for value in entry.values:
            self.all += 1
            if not value.borne_out(figures):
                yield _miss(file, value.path, pages, value.said, _IN_FIGURES)

    def _days(self, pages: Sequence[int], values: Sequence[RuleValue]) -> list[Quantity | Span]:
        """The figures of whole pages that say one of the values."""
        joined = self._joined(pages)
        found = [each for each in joined.figures if any(value.borne_out([each.value]) for value in values)]
        self._cite(joined, [(each.start, each.end) for each in found])
        return [each.value for each in found]

    def _cite(self, joined: Joined, stretches: Sequence[tuple[int, int]]) -> None:
        """These stretches of some pages belong to an entry; one may reach over the end of a page."""
        for page, begins in joined.begins.items():
            self.cited.setdefault(page, []).extend((start - begins, end - begins) for start, end in stretches)

    def _joined(self, pages: Sequence[int]) -> Joined:
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


_ON_PAGES = Text("第 {pages} 页上没有“{figure}”", "“{figure}” does not stand on page {pages}")
_TWICE = Text("同一出处列了两次“{figure}”（第 {pages} 页）", "one source has “{figure}” twice (page {pages})")
_OF_DOCUMENT = Text("第 {figure} 页不是所引文件的页", "page {figure} is not a page of the cited document")
_APART = Text(
    "第 {figure} 页重复、次序不对，或既没有所引的数字也不与其他页相连",
    "page {figure} stands twice or out of order, or has none of the cited figures and is not next to another page",
)
_IN_FIGURES = Text(
    "“{figure}”不在该条目所引的数字（第 {pages} 页）之中", "“{figure}” is not among the figures that the entry cites from page {pages}"
)
_UNSAID = Text(
    "“{figure}”（第 {pages} 页）是所引的数字，该条目的规则和文字都没有说到",
    "“{figure}” (page {pages}) is cited, and neither the rule nor the words of the entry say it",
)
_ANOTHERS = Text(
    "第 {pages} 页的“{figure}”属于别的条目，那些条目不依据这处条文理解",
    "“{figure}” on page {pages} is a figure of entries that do not rest on this reading",
)
_NOW = Text("请对照原文核对数字和页码。", "Check the figure and the page against the text.")


def _miss(file: WrittenFile, path: Path, pages: tuple[int, ...], figure: str, words: Text) -> Miss:
    parts = {"pages": page_ranges(pages), "figure": clean(figure)}
    what = Text(words.zh.format(**parts), words.en.format(**parts))
    return Miss(file.lines.placed(Fault(path, Mistake(what, _NOW))), pages, figure)
