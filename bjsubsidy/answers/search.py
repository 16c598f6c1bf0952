"""Entries of the catalogue by kind, input, text and day; and one entry by its id."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from bjsubsidy.errors import NotComputed, NotOnInput, UnknownName
from bjsubsidy.language import Text
from bjsubsidy.law.catalogue import KIND_WORDS, Catalogue, Entry, Kind
from bjsubsidy.law.entries import Beyond, Deadline, Provision
from bjsubsidy.law.measure import Measure, Status
from bjsubsidy.record import Record

LISTED: tuple[Kind, ...] = ("measure", "status", "limit", "date", "open", "rule", "target", "beyond")
SHOWN_KINDS: tuple[Kind, ...] = (*LISTED, "reading", "document", "input", "fact", "series")


class Listed(Record):
    """An entry; a measure listed for a day before the first that the documents show has to be confirmed: that first day."""

    kind: Kind
    entry: Any
    confirmed_before: date | None = None


def search(
    catalogue: Catalogue,
    kinds: Sequence[Kind] = LISTED,
    input: str | None = None,
    search: str | None = None,
    on: date | None = None,
) -> list[Listed]:
    """Entries of these kinds, computed from an input, saying a text, in force on a day; in catalogue order."""
    words = () if search is None else tuple(search.casefold().split())
    found = [Listed(kind, entry, _first_shown(entry, on, catalogue)) for kind in LISTED if kind in kinds for entry in catalogue.all(kind)]
    return [
        listed
        for listed in found
        if (input is None or input in inputs(listed.entry))
        and (search is None or _says(said := _said(listed.entry, catalogue), words) or _asks(listed.entry, said, words, catalogue))
        and (on is None or in_force(listed.entry, on))
    ]


# How many names nothing found is answered with.
_NEAR = 3


def near_names(catalogue: Catalogue, search: str) -> list[Text]:
    """The names and titles that are spelt nearly as a text of which nothing was found."""
    import difflib

    entries = (catalogue.entry(kind, id) for kind in LISTED for id in catalogue.rows(kind))
    names = [*(input.name for input in catalogue.all("input")), *(entry.title for entry in entries)]
    of = {written.casefold(): name for name in reversed(names) for written in name}
    of |= {written.casefold(): input.name for input in catalogue.all("input") for written in (input.id, *input.also)}
    close = difflib.get_close_matches(search.casefold(), of, 3 * _NEAR)
    return list(dict.fromkeys(of[written] for written in close))[:_NEAR]


def inputs(entry: Entry) -> tuple[str, ...]:
    """The ids of the inputs that an entry is about; none of what is not computed."""
    if isinstance(entry, Measure):
        return (entry.input,)
    return entry.inputs if isinstance(entry, (Provision, Beyond)) else ()


def in_force(entry: Entry, on: date) -> bool:
    """Whether what is printed of an entry's days includes this one."""
    if not isinstance(entry, Measure):
        return True
    return (entry.from_ is None or entry.from_ <= on) and (entry.until is None or on <= entry.until)


def _first_shown(entry: Entry, on: date | None, catalogue: Catalogue) -> date | None:
    """The first day that a measure is shown to hold, where the day asked about lies before it."""
    shown = entry.shown(catalogue) if isinstance(entry, Measure) else None
    return None if shown is None or on is None or shown.day <= on else shown.day


def _says(said: str, words: Sequence[str]) -> bool:
    return all(word in said for word in words)


def _said(entry: Any, catalogue: Catalogue) -> str:
    """Everything a search looks at, in both languages; of what an entry is computed from also what people call it."""
    authorities = [part for name in entry.authority for part in catalogue.authority(name)]
    documents = [catalogue.document(source.document) for source in entry.sources if source.document]
    titles = [part for document in documents for part in (*document.title, document.number or "")]
    computed_from = [part for input in map(catalogue.input, inputs(entry)) for part in (input.id, *input.name, *input.also)]
    return " ".join([entry.id, *entry.title, *entry.text, *authorities, *titles, *computed_from]).casefold()


def _asks(entry: Entry, said: str, words: Sequence[str], catalogue: Catalogue) -> bool:
    """Whether the words are said once the facts that a measure or a status asks are named too; asked last, for its rules are laid out."""
    if not isinstance(entry, (Measure, Status)):
        return False
    facts = (catalogue.fact(id) for id in entry.asks(catalogue))
    names = " ".join(part for fact in facts for part in (fact.id, *fact.name, *fact.also)).casefold()
    return _says(f"{said} {names}", words)


def id_named(catalogue: Catalogue, written: str) -> str:
    """The id of an entry of any kind that somebody named; a document's by its key or title."""
    return catalogue.find(written, *SHOWN_KINDS, what=Text("条目", "entry"))


def entries_of(catalogue: Catalogue, id: str) -> list[Listed]:
    """Every entry of an id, of whatever kind, in the order of `SHOWN_KINDS`: an input and the measure on it may share theirs."""
    return [Listed(kind, catalogue.entry(kind, id)) for kind in SHOWN_KINDS if id in catalogue.rows(kind)]


_FIRST = ("closes", "ends", "ceases", "resumes", "starts", "target")


def find_deadlines(
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


def measures_on(catalogue: Catalogue, input: str) -> list[Measure]:
    """The measures on an input; a message that helps where it has none or is no input."""
    measures = catalogue.measures_on(input)
    if measures:
        return measures
    if input in catalogue.rows("measure"):
        raise NotOnInput(measure=input, own=catalogue.measure(input).input, input=input)
    if input in catalogue.rows("open"):
        raise catalogue.no_figure([catalogue.provision("open", input)])
    if input in catalogue.rows("input"):
        raise catalogue.no_figure([entry for entry in catalogue.all("open") if input in entry.inputs])
    if input in catalogue.rows("beyond"):
        raise catalogue.cannot_say(input)
    for kind in ("rule", "target", "status", "limit", "date"):
        if input in catalogue.rows(kind):
            raise NotComputed(id=input, kind=KIND_WORDS[kind])
    raise UnknownName(KIND_WORDS["input"], input, list(catalogue.rows("input")))


def input_named(catalogue: Catalogue, written: str) -> str:
    """The input of an id or a name; what is no input is told apart as `measures_on` tells it."""
    try:
        return catalogue.find(written, "input")
    except UnknownName as unknown:
        try:
            other = catalogue.find(written, *LISTED)
        except UnknownName:
            raise unknown from None
    measures_on(catalogue, other)
    return other
