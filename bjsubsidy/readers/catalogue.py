"""A catalogue that anybody wrote: every fault at once, each with file, line and entry."""

import hashlib
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from bjsubsidy.errors import Mistake, UnreadableFile, UnusableFile
from bjsubsidy.language import Text
from bjsubsidy.law.catalogue import Catalogue, Kind
from bjsubsidy.law.entries import Ambiguity, Deadline, Document, Edition, Fact, Input, Provision, Series, TimeLimit
from bjsubsidy.law.measure import Measure, Status
from bjsubsidy.readers import ids, synonyms
from bjsubsidy.readers.codes import code_of
from bjsubsidy.readers.days import first_shown_faults, undated
from bjsubsidy.readers.faults import Fault, checked
from bjsubsidy.readers.lines import FileLines, PlacedFault
from bjsubsidy.readers.partial import ENTRIES, UNIQUE, PartialCatalogue
from bjsubsidy.readers.references import reference_faults
from bjsubsidy.readers.rules import rule_faults
from bjsubsidy.readers.series import read_series, series_faults, with_series
from bjsubsidy.readers.sources import source_faults
from bjsubsidy.readers.toml_file import read_toml
from bjsubsidy.record import NONE_GIVEN, Record

FOUNDATIONS = ("documents", "authorities", "columns", "candidates", "input", "fact")


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
    series: tuple[Series, ...] = ()


def read(path: str) -> PartialCatalogue:
    """The catalogue in a file; faults in what everything else stands on are said at once, without going further."""
    content, text, raw = read_toml(path)
    beside = read_series(os.path.join(os.path.dirname(path), "lpr.toml"))
    file, found = checked(CatalogueFile, raw)
    if not _identified(raw):
        FileLines(path, text, raw).refuse(found)
    catalogue = Catalogue(with_series(raw, beside), hashlib.sha256(content).hexdigest(), {} if file is None else _entries(file))
    draft = PartialCatalogue(catalogue, FileLines(path, text, raw), tuple(found), found)
    if not _founded(draft):
        draft.refuse()
    draft.found.extend([*_doubled(raw), *ids.id_faults(raw), *synonyms.synonym_faults(raw)])
    if not _founded(draft):
        draft.refuse()
    of_edition = () if any(fault.path[0] == "edition" for fault in found) else (first_shown_faults, source_faults)
    for faults in (reference_faults, *of_edition, rule_faults, series_faults, undated):
        draft.found.extend(list(faults(draft)))
    return draft


@contextmanager
def coded() -> Iterator[None]:
    """What is wrong with a catalogue that is read within carries its code."""
    try:
        yield
    except UnreadableFile as problem:
        problem.code = code_of("unreadable")
        raise
    except UnusableFile as problem:
        for fault in problem.faults:
            assert isinstance(fault, PlacedFault)
            fault.code = None if fault.kind is None else code_of(fault.kind)
        raise


def _founded(draft: PartialCatalogue) -> bool:
    """Whether nothing is wrong with what everything else stands on."""
    return not any(len(fault.path) < 2 or fault.path[0] in FOUNDATIONS for fault in draft.found)


def _entries(file: CatalogueFile) -> dict[tuple[Kind, str], Any]:
    """Every entry as it was checked, so that none is shaped again."""
    entries: dict[tuple[Kind, str], Any] = {(kind, entry.id): entry for kind in ENTRIES for entry in getattr(file, kind)}
    return entries | {("document", id): document for id, document in file.documents.items()}


def _identified(raw: dict[str, Any]) -> bool:
    """Whether every entry has an id to be called by."""
    lists = [rows for kind in ENTRIES if isinstance(rows := raw.get(kind, []), list)]
    return all(isinstance(row, dict) and isinstance(row.get("id"), str) for rows in lists for row in rows)


def _doubled(raw: dict[str, Any]) -> Iterator[Fault]:
    for kinds in (UNIQUE, ("input",), ("fact",), ("series",)):
        seen: set[str] = set()
        for kind in kinds:
            for place, row in enumerate(raw.get(kind, [])):
                if row["id"] in seen:
                    what = Text(f"编号“{row['id']}”出现两次", f"the id “{row['id']}” is used twice")
                    yield Fault((kind, place), Mistake(what, Text("请改其中一个。", "Rename one of them.")), "duplicate-id")
                seen.add(row["id"])
