"""Entries of the catalogue by kind, input, text and day; and one entry by its id."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from bjsubsidy.errors import UnknownName
from bjsubsidy.language import Text
from bjsubsidy.law.catalogue import Catalogue, Entry, Kind
from bjsubsidy.law.measure import Deadline, Measure, Provision
from bjsubsidy.record import Record

LISTED: tuple[Kind, ...] = ("measure", "status", "limit", "date", "open", "rule", "target")
SHOWN: tuple[Kind, ...] = (*LISTED, "reading", "document", "input", "fact", "series")


class Listed(Record):
    kind: Kind
    entry: Any


def find(
    catalogue: Catalogue,
    kinds: Sequence[Kind] = LISTED,
    input: str | None = None,
    search: str | None = None,
    on: date | None = None,
) -> list[Listed]:
    """Entries of these kinds, computed from an input, saying a text, in force on a day; in catalogue order."""
    found = [Listed(kind, entry) for kind in LISTED if kind in kinds for entry in catalogue.all(kind)]
    return [
        listed
        for listed in found
        if (input is None or input in inputs(listed.entry))
        and (search is None or all(word in _said(listed.entry, catalogue) for word in search.casefold().split()))
        and (on is None or in_force(listed.entry, on))
    ]


def inputs(entry: Entry) -> tuple[str, ...]:
    if isinstance(entry, Measure):
        return (entry.input,)
    return entry.inputs if isinstance(entry, Provision) else ()


def in_force(entry: Entry, on: date) -> bool:
    """Whether what is printed of an entry's days includes this one."""
    if not isinstance(entry, Measure):
        return True
    return (entry.from_ is None or entry.from_ <= on) and (entry.until is None or on <= entry.until)


def _said(entry: Any, catalogue: Catalogue) -> str:
    """Everything a search looks at, in both languages."""
    authorities = [part for name in entry.authority for part in catalogue.authority(name)]
    documents = [catalogue.document(source.document) for source in entry.sources if source.document]
    titles = [part for document in documents for part in (*document.title, document.number or "")]
    return " ".join([entry.id, *entry.title, *entry.text, *authorities, *titles, *inputs(entry)]).casefold()


def named(catalogue: Catalogue, id: str) -> Listed:
    """The entry of an id, whatever its kind; a document by its key."""
    for kind in SHOWN:
        if id in catalogue.rows(kind):
            return Listed(kind, catalogue.entry(kind, id))
    known = [entry for kind in SHOWN for entry in catalogue.rows(kind)]
    raise UnknownName(Text("条目", "entry"), id, known)


_FIRST = ("closes", "ends", "resumes", "starts", "target")


def deadlines(
    catalogue: Catalogue,
    before: date | None = None,
    after: date | None = None,
    kind: str | None = None,
    measure: str | None = None,
) -> list[Deadline]:
    """Fixed dates on or before, and on or after, a day; sorted by date, what somebody acts on first."""
    found = [
        deadline
        for deadline in catalogue.deadlines()
        if (before is None or deadline.date <= before)
        and (after is None or deadline.date >= after)
        and (kind is None or deadline.kind == kind)
        and (measure is None or measure in deadline.measures)
    ]
    return sorted(found, key=lambda deadline: (deadline.date, _FIRST.index(deadline.kind), deadline.id))
