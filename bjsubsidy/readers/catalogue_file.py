"""The files of a catalogue: a whole one, or a layer over another; their shapes, and what must be right before anything else is."""

import hashlib
from collections.abc import Iterator, Mapping
from typing import Any

from bjsubsidy.errors import Mistake, Problem
from bjsubsidy.language import Text
from bjsubsidy.law.catalogue import Kind
from bjsubsidy.law.entries import Ambiguity, Beyond, Deadline, Document, Edition, Fact, Input, Provision, Series, TimeLimit
from bjsubsidy.law.layers import End, Layer, MergedLayer, Workday
from bjsubsidy.law.measure import Measure, Status
from bjsubsidy.readers.faults import Fault
from bjsubsidy.readers.lines import FileLines
from bjsubsidy.readers.partial import ENTRIES, UNIQUE
from bjsubsidy.readers.toml_file import read_toml, toml_table
from bjsubsidy.record import NONE_GIVEN, Record

_FOUNDATIONS = ("documents", "authorities", "columns", "candidates", "input", "fact", "layer", "end", "workday", "merged")


class CatalogueFile(Record):
    """A catalogue as a file holds it: what it covers, what it cites, and its entries by kind."""

    edition: Edition
    documents: Mapping[str, Document] = NONE_GIVEN
    authorities: Mapping[str, str] = NONE_GIVEN
    columns: Mapping[str, tuple[str, ...]] = NONE_GIVEN
    candidates: Mapping[str, tuple[str, ...]] = NONE_GIVEN
    input: tuple[Input, ...] = ()
    fact: tuple[Fact, ...] = ()
    reading: tuple[Ambiguity, ...] = ()
    measure: tuple[Measure, ...] = ()
    status: tuple[Status, ...] = ()
    limit: tuple[TimeLimit, ...] = ()
    date: tuple[Deadline, ...] = ()
    open: tuple[Provision, ...] = ()
    rule: tuple[Provision, ...] = ()
    target: tuple[Provision, ...] = ()
    beyond: tuple[Beyond, ...] = ()
    series: tuple[Series, ...] = ()
    workday: tuple[Workday, ...] = ()
    merged: tuple[MergedLayer, ...] = ()


class LayerFile(Record):
    """A layer as a file holds it: what it lies over, its entries by kind, and the measures that it ends."""

    layer: Layer
    documents: Mapping[str, Document] = NONE_GIVEN
    authorities: Mapping[str, str] = NONE_GIVEN
    columns: Mapping[str, tuple[str, ...]] = NONE_GIVEN
    candidates: Mapping[str, tuple[str, ...]] = NONE_GIVEN
    input: tuple[Input, ...] = ()
    fact: tuple[Fact, ...] = ()
    reading: tuple[Ambiguity, ...] = ()
    measure: tuple[Measure, ...] = ()
    status: tuple[Status, ...] = ()
    limit: tuple[TimeLimit, ...] = ()
    date: tuple[Deadline, ...] = ()
    open: tuple[Provision, ...] = ()
    rule: tuple[Provision, ...] = ()
    target: tuple[Provision, ...] = ()
    beyond: tuple[Beyond, ...] = ()
    series: tuple[Series, ...] = ()
    workday: tuple[Workday, ...] = ()
    end: tuple[End, ...] = ()


class WrittenFile(Record):
    """A file of a catalogue as it was read, and the hash of its content."""

    raw: dict[str, Any]
    lines: FileLines
    sha256: str

    @property
    def is_layer(self) -> bool:
        return "layer" in self.raw


def written(path: str) -> WrittenFile:
    """`UnreadableFile` or `UnusableFile` where it is no TOML."""
    content, text, raw = read_toml(path)
    return WrittenFile(raw, FileLines(path, text, raw), hashlib.sha256(content).hexdigest())


def to_be_written(path: str, text: str) -> WrittenFile:
    """A text that is to stand in a file, as it would be read there; `UnreadableFile` or `UnusableFile` where it is no TOML."""
    raw = toml_table(path, text)
    return WrittenFile(raw, FileLines(path, text, raw), hashlib.sha256(text.encode()).hexdigest())


def is_layer(path: str) -> bool:
    """Whether a file is a layer; False of one that cannot be read, which says so itself when it is."""
    try:
        return written(path).is_layer
    except Problem:
        return False


def checked_entries(file: CatalogueFile | LayerFile) -> dict[tuple[Kind, str], Any]:
    """Every entry as it was checked, so that none is shaped again."""
    entries: dict[tuple[Kind, str], Any] = {(kind, entry.id): entry for kind in ENTRIES for entry in getattr(file, kind)}
    return entries | {("document", id): document for id, document in file.documents.items()}


def founded(found: list[Fault]) -> bool:
    """Whether nothing is wrong with what everything else stands on."""
    return not any(len(fault.path) < 2 or fault.path[0] in _FOUNDATIONS for fault in found)


def identified(raw: Mapping[str, Any]) -> bool:
    """Whether every entry has an id to be called by."""
    lists = [rows for kind in ENTRIES if isinstance(rows := raw.get(kind, []), list)]
    return all(isinstance(row, dict) and isinstance(row.get("id"), str) for rows in lists for row in rows)


def doubled(raw: Mapping[str, Any]) -> Iterator[Fault]:
    """Ids that stand twice."""
    for kinds in (UNIQUE, ("input",), ("fact",), ("series",)):
        seen: set[str] = set()
        for kind in kinds:
            for place, row in enumerate(raw.get(kind, [])):
                if row["id"] in seen:
                    what = Text(f"编号“{row['id']}”出现两次", f"the id “{row['id']}” is used twice")
                    yield Fault((kind, place), Mistake(what, Text("请改其中一个。", "Rename one of them.")), "duplicate-id")
                seen.add(row["id"])
