"""Which entry a printed figure belongs to: what nothing of an entry says, what is another's, and what another figure could stand for."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import pairwise
from typing import Any

from bjsubsidy.answers.unclaimed import Stretches
from bjsubsidy.readers.catalogue_file import WrittenFile
from bjsubsidy.readers.compendium import Compendium, PageKey
from bjsubsidy.readers.evidence import Citation, CitedEntry, figures_of_citations
from bjsubsidy.readers.faults import Path
from bjsubsidy.readers.printed import Printed, Quantity, Span, occurrences, printed, squeezed
from bjsubsidy.readers.set_aside import SetAside
from bjsubsidy.record import Record

# A stretch of a page's squeezed text: the page, its start, before its end.
PagePlace = tuple[PageKey, int, int]


class Joined(Record):
    """The text of some pages as one, since a figure may begin on one and end on the next; where each page begins in it, and its figures."""

    text: str
    begins: dict[PageKey, int]
    figures: tuple[Printed, ...]

    def placed(self, stretches: Stretches) -> tuple[PagePlace, ...]:
        """Stretches by the page on which each begins, counted from there."""
        pages = [(max(page for page, begins in self.begins.items() if begins <= start), start, end) for start, end in stretches]
        return tuple((page, start - self.begins[page], end - self.begins[page]) for page, start, end in pages)

    def reached(self, stretches: Stretches) -> set[PageKey]:
        """The pages on which some stretches lie."""
        edges = [*self.begins.values(), len(self.text)]
        pages = list(zip(self.begins, pairwise(edges), strict=True))
        return {page for page, (begins, ends) in pages for start, end in stretches if begins < end and start < ends}


class CitedFigure(Record):
    """A figure that an entry cites: where that is written, and where it stands on the pages."""

    file: WrittenFile
    path: Path
    figure: str
    places: tuple[PagePlace, ...]
    entry: CitedEntry
    citation: Citation
    joined: Joined

    def meets(self, place: PagePlace) -> bool:
        page, start, end = place
        return any(page == own and first < end and start < last for own, first, last in self.places)


class Belongings:
    """All figures that entries cite, and whose those are that a reading cites."""

    def __init__(self, cited: Sequence[CitedFigure]) -> None:
        self.cited = cited

    @cached_property
    def _owned(self) -> list[CitedFigure]:
        return [each for each in self.cited if each.entry.kind not in ("", "reading")]

    @cached_property
    def _resting(self) -> dict[str, list[Mapping[str, Any]]]:
        """By reading the entries that rest on it."""
        found: dict[str, list[Mapping[str, Any]]] = {}
        for each in self.cited:
            for reading in each.entry.row.get("readings", []):
                found.setdefault(reading, []).append(each.entry.row)
        return found

    def are_of_others(self, entry: CitedEntry, places: Sequence[PagePlace]) -> bool:
        """Whether what a reading cites there are figures of entries only that neither rest on it nor are on the input of one that does."""
        rows = self._resting.get(entry.row["id"], []) if entry.kind == "reading" else []
        inputs = {row["input"] for row in rows if "input" in row}
        owners = [[one.entry.row for one in self._owned if one.meets(place)] for place in places]
        return bool(rows) and all(own and not any(row in rows or row.get("input") in inputs for row in own) for own in owners)


class Exchangeable(Record):
    """A cited figure, and those of its pages that could stand in its place with nothing missed."""

    of: CitedFigure
    others: tuple[str, ...]


def exchangeable(
    belongings: Belongings, cited: Mapping[PageKey, Stretches], compendium: Compendium, listed: SetAside
) -> Iterator[Exchangeable]:
    """Every figure that a check against the pages could not tell from another; `cited` are the stretches that entries take up."""
    for each in belongings.cited:
        read = printed(squeezed(each.figure))
        if len(read) == 1 and each.entry.kind and not _needed(each, cited, compendium, listed):
            others = tuple(dict.fromkeys(_others(each, read[0], belongings)))
            if others:
                yield Exchangeable(each, others)


def _needed(each: CitedFigure, cited: Mapping[PageKey, Stretches], compendium: Compendium, listed: SetAside) -> bool:
    """Whether a figure of a page would belong to nobody if it were not cited here."""
    for page, start, end in each.places:
        left = list(cited.get(page, ()))
        left.remove((start, end))
        text = compendium.pages[page]
        figures = printed(text)
        left += listed.stretches(page, text, figures)
        own = [figure for figure in figures if start <= figure.start and figure.end <= end]
        if any(not any(first <= figure.start and figure.end <= last for first, last in left) for figure in own):
            return True
    return False


def _others(each: CitedFigure, own: Printed, belongings: Belongings) -> Iterator[str]:
    """The same words with another figure of the pages that is of the same unit, where they stand there and say no less of the rule."""
    words, entry = squeezed(each.figure), each.entry
    beside = [squeezed(figure) for figure in each.citation.figures]
    rest = figures_of_citations([one.replace(figures=_without(one, each)) for one in entry.citations])
    for figure in each.joined.figures:
        other = words[: own.start] + each.joined.text[figure.start : figure.end] + words[own.end :]
        if figure.value == own.value or other in beside or not _alike(figure.value, own.value):
            continue
        stretches = list(occurrences(other, each.joined.text, each.joined.figures))
        if not stretches or not entry.says_all(other) or any(not value.borne_out([*rest, figure.value]) for value in entry.values):
            continue
        if not belongings.are_of_others(entry, each.joined.placed(stretches)):
            yield other


def _without(one: Citation, each: CitedFigure) -> tuple[str, ...]:
    return tuple(figure for figure in one.figures if one is not each.citation or figure != each.figure)


def _alike(one: Quantity | Span, other: Quantity | Span) -> bool:
    if isinstance(one, Quantity) and isinstance(other, Quantity):
        return one.unit == other.unit
    return type(one) is type(other)
