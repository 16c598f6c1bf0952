"""A measure that is being entered: what was answered, the entries that it makes, and which of them stand in the file."""

from collections.abc import Container, Iterator, Mapping
from datetime import date
from typing import Any

from bjsubsidy.answers.proposed import Proposal, proposals
from bjsubsidy.cli.conversation import Place
from bjsubsidy.cli.entry_desk import EntryDesk
from bjsubsidy.cli.entry_pieces import (
    EntryTable,
    both,
    date_tables,
    document_table,
    fact_table,
    given_facts,
    input_table,
    layer_table,
    measure_table,
    reading_table,
)
from bjsubsidy.cli.entry_walk import NEW, OF_CHOICE, OF_UNITS, PARTS, HeldAnswers, MeasureWalk, PrintedFigure, new_authorities, new_issuers
from bjsubsidy.errors import Problem
from bjsubsidy.law.export import as_tables
from bjsubsidy.law.measure import Measure
from bjsubsidy.writers.catalogue_entry import HeadedEntry, entry_lines

# An example that is left out, and one that is left out until the rule was changed by hand.
NO_EXAMPLE, LATER = "x", "*"
# What a measure consists of before readings and examples.
_WHOLE = ("entry", "rule", "caps", "conditions", "days")
# What the lines of an unfinished one say.
_HEAD = ("id", "title-zh", "title-en", "text-zh", "text-en", "input", "nature", "authority")


class EntryDraft:
    """Each finished entry is written at once; the measure when its days are known, readings and examples as they come."""

    def __init__(self, desk: EntryDesk) -> None:
        self.desk = desk
        self.held = HeldAnswers({})
        self._walk = MeasureWalk(desk.there)
        self._kept: dict[str, HeadedEntry] = {}
        self._checked: list[HeadedEntry] = []
        self._proposed: tuple[EntryTable, list[Proposal]] = ({}, [])

    # What the order of the questions hangs on

    @property
    def authorities(self) -> Mapping[str, str]:
        found: Mapping[str, str] = self.desk.before.raw.get("authorities", {})
        return found

    @property
    def proposed(self) -> int:
        return len(self._proposed[1])

    def kind(self, fact: str | None) -> str:
        if fact is None or fact == "amount":
            return fact or ""
        row = self.desk.catalogue.rows("fact").get(fact)
        return "" if row is None else str(row["kind"])

    def choices(self, fact: str | None) -> list[str]:
        known = self.desk.catalogue.rows("fact")
        return [choice.id for choice in self.desk.catalogue.fact(fact).choices] if fact in known else []

    def pages(self) -> tuple[int, int]:
        """The first and the last page of the document; of one that lies below a layer, those of the compendium."""
        named = self.held.get("document")
        if named == NEW and not self.desk.whole:
            pages = self.held.get("document-pages")
        elif named in self.desk.own_documents and not self.desk.whole:
            pages = self.desk.before.document(named).pages
        else:
            pages = (self.desk.before.edition.first_page, self.desk.before.edition.last_page)
        return min(pages), max(pages)

    # Places

    def places(self) -> Iterator[tuple[str, Place]]:
        """Every place in order, with its part."""
        for name in PARTS:
            yield from ((name, place) for place in self.part(name))

    def part(self, name: str) -> list[Place]:
        return self._walk.part(name, self.held, self)

    # Answers

    def answer(self, place: Place, value: Any) -> list[str]:
        """Keep an answer, and write what is finished by it: the names of what was written. A `Problem` leaves all as it was."""
        return self._kept_with({place: value})

    def leave_examples(self, first: int) -> list[str]:
        """This example and those that follow stay out of the file."""
        return self._kept_with({Place("example", number): LATER for number in range(first, self.proposed)})

    def unexplained(self) -> list[str]:
        """Figures that are worked out, as long as there is no reading that could say how."""
        found = [value for _, place in self.places() if isinstance(value := self.held.values.get(place), PrintedFigure)]
        return [] if self.held.numbered("reading") else [figure.printed for figure in found if figure.worked_out]

    @property
    def examples_later(self) -> bool:
        """Whether examples are left to be written by hand."""
        return LATER in self.held.values.values()

    def _kept_with(self, answered: Mapping[Place, Any]) -> list[str]:
        before = self.held
        self.held = HeldAnswers({**before.values, **answered})
        if self.unexplained() and Place("reading", 0) not in answered:
            self.held.values.pop(Place("reading", 0), None)
        try:
            return self._settled()
        except Problem:
            self.held = before
            raise

    def _settled(self) -> list[str]:
        found = self._entries()
        earlier = {name: entry for name, entry in self._kept.items() if "measure" not in found or not name.startswith("date ")}
        finished = {name: entry for name in self._wanted() if (entry := found.get(name) or earlier.get(name)) is not None}
        rule = self._measure() if "measure" not in finished else []
        checked = [*finished.values(), *rule]
        if checked != self._checked:
            self.desk.check(self._authorities({*finished, *(["measure"] if rule else [])}), checked)
            self._checked = checked
        if finished == self._kept:
            return []
        self.desk.save(self._authorities(finished), list(finished.values()))
        new = [name for name in finished if finished[name] != self._kept.get(name)]
        self._kept = finished
        self._propose()
        return new

    def _wanted(self) -> Iterator[str]:
        """The names of what the file is to hold, in its order."""
        yield "layer"
        if self.held.get("document") == NEW:
            yield "document"
        if self.held.get("input") == NEW:
            yield "input"
        yield from (f"fact {number}" for number in self._new_facts())
        yield "measure"
        yield from (f"date {number}" for number in range(3))
        yield from (f"reading {number}" for number, reading in self.held.numbered("reading") if reading == NEW)

    def _new_facts(self) -> Iterator[int]:
        """The places of the facts that are new."""
        if self.held.get("form") == "sum-per-unit" and self.held.get("unit-of") == NEW:
            yield OF_UNITS
        if self.held.get("form") == "by-choice" and self.held.get("by-fact") == NEW:
            yield OF_CHOICE
        yield from (number for number, fact in self.held.numbered("condition") if fact == NEW)

    def _entries(self) -> dict[str, HeadedEntry]:
        """What is finished, by name."""
        held, complete = self.held, self.held.complete
        found: dict[str, HeadedEntry] = {}
        if not self.desk.there and complete(self.part("layer")):
            found["layer"] = (("layer",), layer_table(held, self.desk.base()))
        if held.get("document") == NEW and complete(self.part("document")):
            found["document"] = (("documents", held.get("document-key")), document_table(held))
        if held.get("input") == NEW and complete(self._walk.input_places()):
            found["input"] = (("input",), input_table(held))
        for number in self._new_facts():
            if complete(self._walk.fact_places(held, number)):
                found[f"fact {number}"] = (("fact",), fact_table(held, number))
        if all(complete(self.part(name)) for name in _WHOLE):
            measure, *dates = self._measure()
            found |= {"measure": measure, **{f"date {number}": entry for number, entry in enumerate(dates)}}
        for number, reading in held.numbered("reading"):
            if reading == NEW and complete(self._walk.reading_places(number)):
                found[f"reading {number}"] = (("reading",), reading_table(held, number))
        return found

    def _measure(self) -> list[HeadedEntry]:
        """The measure and its dates as far as its parts are complete; nothing before its amount is."""
        asked = [self.part(name) for name in _WHOLE]
        begun = [any(place in self.held.values for place in places) for places in asked]
        if not all(begun[:2]) or any(some and not self.held.complete(places) for some, places in zip(begun, asked, strict=True)):
            return []
        held = HeldAnswers({place: value for _, place in self.places() if (value := self.held.values.get(place)) is not None})
        measure = measure_table(held, self.desk.catalogue) | self._beside(held)
        if _rule(measure) == self._proposed[0]:
            measure["examples"] = self._examples(held)
        return [(("measure",), measure), *((("date",), entry) for entry in date_tables(held))]

    def _beside(self, held: HeldAnswers) -> EntryTable:
        """Readings, and the day and the facts of examples."""
        readings = [held.get("reading-id", n) if id == NEW else id for n, id in held.numbered("reading")]
        found: EntryTable = {"readings": [id for n, id in enumerate(readings) if self._read(n)]}
        on, last = held.get("on"), held.get("apply-by")
        if on is None:
            return found
        as_of = None if last is None or on <= date.fromisoformat(last.value) else date.fromisoformat(last.value)
        return {**found, "given": given_facts(held, self.desk.catalogue, on), "on": on, "as-of": as_of}

    def _read(self, number: int) -> bool:
        """Whether a reading is there."""
        return self.held.get("reading", number) != NEW or self.held.complete(self._walk.reading_places(number))

    def _examples(self, held: HeldAnswers) -> list[EntryTable]:
        answered = [(self._proposed[1][place.item or 0], value) for place, value in held.values.items() if place.key == "example"]
        return [_example(proposal, value) for proposal, value in answered if value not in (NO_EXAMPLE, LATER)]

    def unwritten(self) -> list[str]:
        """The measure as far as it was answered, as a file would have it, where it was not finished; nothing before its title."""
        if "measure" in self._kept or not self.held.complete([Place("id"), Place("title-zh")]):
            return []
        if measure := self._measure():
            return entry_lines(measure[0])
        named = {name: self.held.get(name) for name in ("id", "input", "nature", "authority") if self.held.get(name) not in (None, NEW)}
        texts = {name: both(self.held, name) for name in ("title", "text") if self.held.get(f"{name}-zh")}
        return entry_lines((("measure",), {**named, **texts}))

    def unsaved(self) -> list[Place]:
        """What was answered and stands neither in the file nor among the lines of `unwritten`."""
        answered = [place for _, place in self.places() if self.held.values.get(place) is not None]
        if "measure" in self._kept:
            return [place for place in answered if self._entry_of(place) not in self._kept]
        told = {place for name in _WHOLE for place in self.part(name)} if self._measure() else set()
        told |= {Place(key) for key in _HEAD} if self.unwritten() else set()
        return [
            place for place in answered if self._entry_of(place) not in self._kept and (place not in told or place.key == "authority-en")
        ]

    def _entry_of(self, place: Place) -> str:
        """The name of the entry that an answer is written into."""
        key, _, more = place.key.partition("-")
        if key == "layer" or (key == "input" and more):
            return key
        if key == "issuer" or (key == "document" and self.held.get("document") == NEW):
            return "document"
        return f"{key} {place.item}" if key == "fact" or (key == "reading" and self.held.get("reading", place.item) == NEW) else "measure"

    # Authorities

    def _authorities(self, finished: Container[str]) -> Mapping[str, str]:
        """Those that are entered here with their English names, once a document or a measure names them."""
        issuers = new_issuers(self.held, self) if "document" in finished else []
        authorities = new_authorities(self.held, self) if "measure" in finished else []
        named = {name: self.held.get("issuer-en", n) for n, name in issuers} | {
            name: self.held.get("authority-en", n) for n, name in authorities
        }
        return {name: english for name, english in named.items() if english is not None}

    # Examples

    def measure(self) -> Measure | None:
        """The measure as it stands in the file."""
        kept = self._kept.get("measure")
        return None if kept is None else self.desk.catalogue.measure(kept[1]["id"])

    def proposals(self) -> list[Proposal]:
        return self._proposed[1]

    def first_day(self) -> date:
        """A day on which the measure is shown to hold."""
        measure = self.measure()
        assert measure is not None
        shown = measure.shown(self.desk.catalogue)
        known = [day for day in (measure.from_, None if shown is None else shown.day) if day is not None]
        begins = max(known, default=self.desk.catalogue.edition.until)
        return begins if measure.until is None else min(begins, measure.until)

    def _propose(self) -> None:
        """New examples where the rule is another, or they are worked out on another day."""
        measure = self.measure()
        if measure is None:
            return
        rule = _rule(self._kept["measure"][1])
        if rule == self._proposed[0]:
            return
        self._proposed = (rule, proposals(self.desk.catalogue, measure.replace(examples=())))
        self.held = HeldAnswers({place: value for place, value in self.held.values.items() if place.key != "example"})


def _rule(measure: Mapping[str, Any]) -> EntryTable:
    """A measure without what its examples do not hang on."""
    return {name: value for name, value in measure.items() if name not in ("examples", "readings")}


def _example(proposal: Proposal, answer: Any) -> EntryTable:
    """An example as a file writes it; an amount that was typed stands for what the rule gives."""
    table: EntryTable = as_tables(proposal.example)
    return table if answer is True else {**table, "gives": answer}
