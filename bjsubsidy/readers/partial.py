"""A catalogue while it is being checked: what was found so far, and what of it can be checked further."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from bjsubsidy.language import Text
from bjsubsidy.law.catalogue import SHAPES, Catalogue, Kind
from bjsubsidy.law.entries import DatedFigure
from bjsubsidy.law.shaping import shaped
from bjsubsidy.readers.faults import Fault, Path
from bjsubsidy.readers.lines import FileLines, MergedLines
from bjsubsidy.record import NONE_GIVEN, Record, key

# The kinds of entries that stand in lists of tables, and those of them that share one space of ids.
ENTRIES: tuple[Kind, ...] = tuple(kind for kind in SHAPES if kind != "document")
UNIQUE: tuple[Kind, ...] = ("reading", "measure", "status", "limit", "date", "open", "rule", "target", "beyond")


class ShapedEntry(Record):
    """An entry without what has a wrong shape, as a record and as written; `numbers` are those of the parts that its lists kept."""

    kind: Kind
    place: int
    entry: Any
    row: Mapping[str, Any]
    numbers: Mapping[str, Sequence[int]] = NONE_GIVEN

    def path(self, *inner: str | int) -> Path:
        """Where a part stands in the file, whose place in the entry is `inner`."""
        name, number = (*inner, None, None)[:2]
        if isinstance(number, int) and name in self.numbers:
            inner = (str(name), self.numbers[str(name)][number], *inner[2:])
        return (self.kind, self.place, *inner)

    def has(self, field: str) -> bool:
        """Whether a field is there, each part of it."""
        return field in vars(self.entry) and field not in self.numbers

    def parts(self, field: str) -> Iterator[tuple[Path, Any]]:
        """The parts of a list that is there, each with its path."""
        for number, part in enumerate(vars(self.entry).get(field, ())):
            yield self.path(field, number), part


class PartialCatalogue(Record):
    """A catalogue as read, how to say where its entries stand, the faults of its shapes, and all that were found so far.

    `touched` are the places of the entries to check, where the others are known to be right.
    """

    catalogue: Catalogue
    lines: FileLines | MergedLines
    misshapen: Sequence[Fault]
    found: list[Fault]
    touched: frozenset[Path] | None = None

    def asked(self, kind: Kind) -> Iterator[tuple[int, Mapping[str, Any]]]:
        """The entries of a kind to check, as written; of two with one id the last."""
        for place, row in enumerate(self.catalogue.raw.get(kind, [])):
            if self.catalogue.rows(kind)[row["id"]] is row and (self.touched is None or (kind, place) in self.touched):
                yield place, row

    def sound(self, kind: Kind) -> Iterator[tuple[int, Any]]:
        """The entries of a kind in which nothing was found, with their places; none where something is wrong with the edition."""
        faulty = {found.path[:2] for found in self.found}
        if any(path[0] == "edition" for path in faulty):
            return
        for place, row in self.asked(kind):
            if (kind, place) not in faulty:
                yield place, self.catalogue.entry(kind, row["id"])

    def shaped(self, kind: Kind) -> Iterator[ShapedEntry]:
        """The entries of a kind, each as far as its shape is right."""
        wrong: dict[Path, list[Path]] = {}
        for fault in self.misshapen:
            wrong.setdefault(fault.path[:2], []).append(fault.path[2:])
        for place, row in self.asked(kind):
            if (kind, place) not in wrong:
                yield ShapedEntry(kind, place, self.catalogue.entry(kind, row["id"]), row)
                continue
            right, numbers = _without(row, wrong[kind, place])
            yield ShapedEntry(kind, place, shaped(SHAPES[kind], right), right, numbers)

    def refuse(self) -> None:
        """Every fault at once, in the order of the file."""
        self.lines.refuse(self.found)


def dated_figures(found: ShapedEntry) -> Iterator[tuple[Path, DatedFigure]]:
    """Every figure of an entry that holds from a day on, with the path of the part it is in."""
    for field, value in vars(found.entry).items():
        parts = enumerate(value) if isinstance(value, tuple) else [(None, value)]
        for number, part in parts:
            path = found.path(key(field)) if number is None else found.path(key(field), number)
            yield from ((path, dated) for dated in _dated(part))


def _dated(part: Any) -> Iterator[DatedFigure]:
    if isinstance(part, DatedFigure):
        yield part
    elif isinstance(part, Record):
        yield from (dated for name in part.fields for dated in _dated(part.__dict__[name]))
    elif isinstance(part, tuple) and not isinstance(part, Text):
        yield from (dated for inner in part for dated in _dated(inner))


def _without(row: Mapping[str, Any], faults: Sequence[Path]) -> tuple[dict[str, Any], dict[str, list[int]]]:
    """An entry as written without what is wrong: a part of a list, or the whole of another key; and the numbers of the parts that stay."""
    right, dropped = dict(row), dict[str, set[int]]()
    for name, *inner in filter(None, faults):
        if inner and isinstance(inner[0], int) and isinstance(row.get(str(name)), list):
            dropped.setdefault(str(name), set()).add(inner[0])
        else:
            right.pop(str(name), None)
    numbers = {name: [n for n, _ in enumerate(row[name]) if n not in gone] for name, gone in dropped.items() if name in right}
    return right | {name: [row[name][n] for n in kept] for name, kept in numbers.items()}, numbers
