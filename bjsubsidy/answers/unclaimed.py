"""The other way: the figures on the pages of a compendium that no entry cites and no list sets aside."""

from collections.abc import Iterator, Mapping, Sequence

from bjsubsidy.errors import Mistake
from bjsubsidy.language import Text, clean
from bjsubsidy.readers.compendium import Compendium, PageKey
from bjsubsidy.readers.faults import Fault
from bjsubsidy.readers.lines import PlacedFault
from bjsubsidy.readers.printed import Printed, printed
from bjsubsidy.readers.set_aside import SetAside
from bjsubsidy.record import Record

Stretches = Sequence[tuple[int, int]]


class Miss(Record):
    """A figure that is not borne out: where it stands, on which pages it was looked for, and as what."""

    fault: PlacedFault
    pages: tuple[int, ...]
    figure: str


class PageFigures(Record):
    """How many figures the pages have, how many of them belong to an entry, how many are set aside, and those that are neither."""

    all: int
    cited: int
    aside: int
    misses: tuple[Miss, ...]


def page_figures(compendium: Compendium, cited: Mapping[PageKey, Stretches], listed: SetAside) -> PageFigures:
    """The figures of every page; `cited` are the stretches of each page's squeezed text that figures of entries take up."""
    total = of_entries = aside = 0
    misses: list[Miss] = []
    for page, text in compendium.pages.items():
        figures = printed(text)
        own = [each for each in figures if _within(each, cited.get(page, ()))]
        stretches = list(listed.stretches(page, text, figures))
        rest = [each for each in figures if each not in own]
        left = [each for each in rest if not _within(each, stretches)]
        total, of_entries, aside = total + len(figures), of_entries + len(own), aside + len(rest) - len(left)
        misses += _unclaimed(compendium, page, left)
    return PageFigures(total, of_entries, aside, tuple(misses))


def _within(figure: Printed, stretches: Stretches) -> bool:
    return any(start <= figure.start and figure.end <= end for start, end in stretches)


def _unclaimed(compendium: Compendium, page: PageKey, left: Sequence[Printed]) -> Iterator[Miss]:
    text, whose = compendium.pages[page], whose_pages(page[0])
    for figure in left:
        said = text[figure.start : figure.end]
        around = clean(f"{text[max(0, figure.start - _AROUND) : figure.start]}[{said}]{text[figure.end : figure.end + _AROUND]}")
        what = Text(
            f"{whose.zh}第 {page[1]} 页的“{around}”不属于任何条目，也不在另列的数字之中",
            f"page {page[1]}{whose.en}: “{around}” belongs to no entry and is not set aside",
        )
        place = (compendium.lines.get(page, 1), 1)
        yield Miss(PlacedFault(Fault((), Mistake(what, _NOW)), compendium.path, place, ""), (page[1],), said)


def whose_pages(book: str) -> Text:
    """Which document a page is of, before its number in Chinese and after it in English; nothing of the compendium's own."""
    return Text(f"{clean(book)} ", f" of {clean(book)}") if book else Text("", "")


# So many characters on each side show where on the page a figure stands.
_AROUND = 12
_NOW = Text("请由条目引用，或写明理由另列。", "Cite it in an entry, or set it aside with a reason.")
