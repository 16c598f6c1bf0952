"""What the entries of a catalogue's file say that a page can bear out: figures as printed, values of rules, days, with their places."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date as Day
from fractions import Fraction
from typing import Any

from bjsubsidy.readers.catalogue_file import WrittenFile
from bjsubsidy.readers.faults import Path
from bjsubsidy.readers.partial import UNIQUE
from bjsubsidy.readers.printed import Printed, Quantity, Span, printed, squeezed
from bjsubsidy.record import NONE_GIVEN, Record


class Citation(Record):
    """Figures as an entry cites them: where each stands in the file, the document and its pages."""

    path: Path
    document: str
    pages: Sequence[int]
    figures: tuple[str, ...]


class RuleValue(Record):
    """A value of a rule: its place, as it is written, and the printed figures that say the same."""

    path: Path
    said: str
    same: tuple[Quantity | Day, ...]

    def is_nothing(self) -> bool:
        """Whether it is the plain 0 (of rates 0%) that says that nothing is had, which is printed nowhere."""
        return self.said in ("0", "0%")

    def borne_out(self, figures: Sequence[Quantity | Span]) -> bool:
        """Whether one of the printed figures says the same; a number without unit may be of any unit but a share or a time."""
        return any(_same(own, figure) for own in self.same for figure in figures)


class CitedEntry(Record):
    """An entry, or a dated value of one: what it cites, what its rule says, and how many of its values are printed nowhere.

    `whole_pages`: its values may be any figure of its pages, as the day of a document is. `row` is the entry as written; `said` are the
    figures of its title and text, and of the days that name it.
    """

    citations: tuple[Citation, ...]
    values: tuple[RuleValue, ...]
    outside: int
    assumed: int
    whole_pages: bool = False
    kind: str = ""
    row: Mapping[str, Any] = NONE_GIVEN
    said: tuple[Quantity | Span, ...] = ()

    def says_all(self, figure: str) -> bool:
        """Whether it says what it cites: each share, sum and day of it. A reading speaks of what others say."""
        if self.kind in ("", "reading"):
            return True
        read = [each.value for each in printed(squeezed(figure))]
        return all(self._says(value) for value in read if isinstance(value, Span) or value.unit in ("%", "元"))

    def _says(self, figure: Quantity | Span) -> bool:
        """Whether its rule or its words say a figure; a day is said by a period that begins or ends on it, and the other way round."""
        if any(value.borne_out([figure]) for value in self.values) or figure in self.said:
            return True
        spans = [one for one in self.said if isinstance(one, Span)]
        return isinstance(figure, Span) and any({one.first, one.last} & {figure.first, figure.last} for one in spans)


def cited_entries(file: WrittenFile) -> Iterator[CitedEntry]:
    """The entries of a file, its documents among them: what the pages have to show of each."""
    for key, document in file.raw.get("documents", {}).items():
        yield _document(key, document)
    days: dict[str, list[Mapping[str, Any]]] = {}
    for row in file.raw.get("date", []):
        for id in row.get("measures", []):
            days.setdefault(id, []).append(row)
    for kind in UNIQUE:
        for place, row in enumerate(file.raw.get(kind, [])):
            said = tuple(figure for one in (row, *days.get(row["id"], [])) for figure in _in_words(one))
            yield from _sourced((kind, place), row, kind, row, said)


def _in_words(row: Mapping[str, Any]) -> Iterator[Quantity | Span]:
    """The figures of what is written in Chinese of an entry, and its day."""
    words = "；".join(row[key]["zh"] for key in ("title", "text", "open", "does", "why", "missing") if key in row)
    yield from (each.value for each in printed(squeezed(words)))
    if isinstance(row.get("date"), Day):
        yield Span(row["date"], row["date"])


def figures_of_citations(citations: Sequence[Citation]) -> list[Quantity | Span]:
    """Every figure that some citations hold, read."""
    return [each.value for citation in citations for figure in citation.figures for each in printed(squeezed(figure))]


def _document(key: str, document: Mapping[str, Any]) -> CitedEntry:
    path = ("documents", key)
    # A range, never a list: what a file says are its pages may be any number.
    pages = range(min(document["pages"]), max(document["pages"]) + 1) if document["pages"] else ()
    number, day = document.get("number"), document.get("date")
    citation = Citation((*path, "number"), key, pages, (number,) if number else ())
    dated = (RuleValue((*path, "date"), str(day), (day,)),) if day else ()
    return CitedEntry((citation,), dated, 0, 0, whole_pages=True)


def cited_rows(path: Path, row: Mapping[str, Any]) -> Iterator[CitedEntry]:
    """The same of one entry that stands at a path: itself, and each dated value in it, with the sources that are its own."""
    yield from _sourced(path, row, "", row, ())


def _sourced(
    path: Path, row: Mapping[str, Any], kind: str, entry: Mapping[str, Any], said: tuple[Quantity | Span, ...]
) -> Iterator[CitedEntry]:
    sources = row.get("sources", [])
    inside = [(place, source) for place, source in enumerate(sources) if "document" in source]
    citations = [_citation((*path, "sources", place, "figures"), source) for place, source in inside]
    values = tuple(rule_values(path, row))
    if sources:
        outside = len(sources) - len(inside)
        yield CitedEntry(tuple(citations), values, outside, _assumed(row), kind=kind, row=entry, said=said)
    for inner, dated in dated_rows(path, row):
        yield from _sourced(inner, dated, kind, entry, said)


def _citation(path: Path, source: Mapping[str, Any]) -> Citation:
    return Citation(path, source["document"], tuple(source.get("pages", ())), tuple(source.get("figures", ())))


# What a rule does not say: names, words, worked examples, the day of one, and what is taken for an unknown fact.
_WORDS = "id title text input nature authority bound readings note open does why missing means"
_NAMES = "kind fact scope measures inputs one-per by counted-by runs-from one-of unsettled less-for for unit"
_NO_VALUES = frozenset(f"{_WORDS} {_NAMES} sources given on examples issued as-of bounding".split())
_PERIODS = {"within-years": "年", "years": "年", "months": "月", "days": "日"}
_LIMITS = {"working-day": "工作日", "month": "月", "year": "年"}
_OF_TIME = frozenset([*_PERIODS.values(), *_LIMITS.values()])


def _assumed(row: Any) -> int:
    """How many values stand for facts that nobody gave; no page prints them."""
    if isinstance(row, dict):
        own = len(row["bounding"]) if isinstance(row.get("bounding"), dict) else 0
        return own + sum(_assumed(value) for key, value in row.items() if key != "bounding")
    return sum(map(_assumed, row)) if isinstance(row, list) else 0


def dated_rows(path: Path, row: Any) -> Iterator[tuple[Path, Mapping[str, Any]]]:
    """The dated values within an entry, which cite their own sources."""
    for part, value in _parts(row):
        inner = (*path, part)
        if isinstance(value, dict) and "sources" in value:
            yield inner, value
        else:
            yield from dated_rows(inner, value)


def _parts(row: Any) -> Iterator[tuple[str | int, Any]]:
    if isinstance(row, dict):
        yield from ((key, value) for key, value in row.items() if key not in _NO_VALUES)
    elif isinstance(row, list):
        yield from enumerate(row)


def rule_values(path: Path, row: Any) -> Iterator[RuleValue]:
    """The values of a rule that a page can bear out, but for those of dated values."""
    for part, value in _parts(row):
        inner = (*path, part)
        if isinstance(value, (dict, list)):
            if not (isinstance(value, dict) and "sources" in value):
                yield from rule_values(inner, value)
        elif not isinstance(value, bool) and (same := tuple(_said(str(part), value, row))):
            yield RuleValue(inner, str(value), same)


def _said(key: str, value: Any, row: Any) -> Iterator[Quantity | Day]:
    """The printed figures that a written value stands for; none where it is a word."""
    read = printed(squeezed(str(value)))
    if isinstance(value, Day):
        yield value
    elif len(read) == 1 and _whole(read[0], squeezed(str(value))):
        assert isinstance(read[0].value, Quantity)
        yield from _quantities(key, read[0].value, row)


def _whole(found: Printed, text: str) -> bool:
    return (found.start, found.end) == (0, len(text)) and isinstance(found.value, Quantity)


def _quantities(key: str, written: Quantity, row: Any) -> Iterator[Quantity]:
    unit = _PERIODS.get(key) or (_LIMITS.get(row.get("unit", "")) if isinstance(row, dict) and key == "count" else None)
    if unit:
        yield Quantity(written.number, unit)
    elif isinstance(row, dict) and ("times-series" in row or "times-fact" in row):
        # A multiple is printed as such, as a share, or as what it has above the whole.
        yield from (Quantity(written.number, "倍"), Quantity(100 * written.number, "%"), Quantity(100 * (written.number - 1), "%"))
    elif key in ("rate", "share") and not written.unit:
        yield Quantity(100 * written.number, "%")
    else:
        yield written


def _same(own: Quantity | Day, figure: Quantity | Span) -> bool:
    if isinstance(own, Day) or isinstance(figure, Span):
        return isinstance(own, Day) and isinstance(figure, Span) and own in (figure.first, figure.last)
    if own.unit:
        return own == figure
    return own.number == Fraction(figure.number) and figure.unit != "%" and figure.unit not in _OF_TIME
