"""Sources in a catalogue: each entry has one, whole, in a document and on pages that there are."""

from collections.abc import Iterator

from bjsubsidy.errors import Mistake
from bjsubsidy.language import Text
from bjsubsidy.law.catalogue import Catalogue
from bjsubsidy.law.entries import Source
from bjsubsidy.readers.faults import Fault, Path
from bjsubsidy.readers.partial import UNIQUE, PartialCatalogue, dated_figures
from bjsubsidy.readers.references import nothing


def source_faults(draft: PartialCatalogue) -> Iterator[Fault]:
    """Pages outside the compendium, documents that are not there, entries without a source."""
    for found in (found for kind in UNIQUE for found in draft.shaped(kind)):
        if found.has("sources") and not found.entry.sources:
            yield _unsourced(found.path())
        for path, source in found.parts("sources"):
            yield from _source(path, source, draft.catalogue)
        for path, figure in dated_figures(found):
            yield from (fault for source in figure.sources for fault in _source(path, source, draft.catalogue))
            if not figure.sources:
                yield _unsourced(path)


def _unsourced(path: Path) -> Fault:
    missing = Mistake(Text("没有出处", "it has no source"), Text("请写明文件、条款和页。", "Give document, article and pages."))
    return Fault(path, missing, "no-source")


def _source(path: Path, source: Source, catalogue: Catalogue) -> Iterator[Fault]:
    printed = source.document is not None
    if source.outside != (source.where is not None) or source.outside == printed or (printed and not _placed(source)):
        yield Fault(path, Mistake(Text("出处不完整", "the source is incomplete"), _WHOLE), "source-not-whole")
    if source.outside or source.document is None:
        return
    if source.document not in catalogue.rows("document"):
        # Which pages an unknown document has nobody can say.
        yield nothing(path, "document", source.document, catalogue)
        return
    first, last, whose = _range(source.document, catalogue)
    outside = [page for page in source.pages if not first <= page <= last]
    if outside:
        pages = f"{first}–{last}"
        what = Text(f"页码 {outside} 不在{whose.zh}内", f"pages {outside} are not in the {whose.en}")
        yield Fault(path, Mistake(what, Text(f"请写 {pages} 之内的页。", f"Give pages within {pages}.")), "page-outside-the-compendium")


def _range(document: str, catalogue: Catalogue) -> tuple[int, int, Text]:
    """The first and the last page there is, and of what: of the compendium, or of a document that a layer brought."""
    edition = catalogue.edition
    if catalogue.layer_of("document", document) is None:
        return edition.first_page, edition.last_page, Text("汇编", "compendium")
    pages = catalogue.document(document).pages
    return min(pages, default=0), max(pages, default=0), Text("该文件", "document")


def undated_documents(draft: PartialCatalogue) -> Iterator[Fault]:
    """Documents that a layer brought without their day: the edition's quarter says nothing of them."""
    catalogue = draft.catalogue
    for layer in catalogue.layers:
        for id in (*layer.adds.get("document", ()), *layer.replaces.get("document", ())):
            if catalogue.rows("document")[id].get("date") is None:
                what = Text("没有日期", "it has no date")
                yield Fault(("documents", id), Mistake(what, _ITS_DAY), "undated-document")


_ITS_DAY = Text(
    "请写明发文日期；网页没有的，写标明的更新日，再没有就写查阅之日，并在条文理解里说明。",
    "Write its day; of a page that prints none, the day of its last change, else the day on which it was read, and say so in a reading.",
)
_WHOLE = Text(
    "汇编内写 document、article、pages；汇编外写 outside 和 where。", "Inside: document, article, pages; outside: outside, where."
)


def _placed(source: Source) -> bool:
    """Whether it says the article and the pages."""
    return bool(source.pages) and source.article is not None
