"""Layers: what a file says that lies over a catalogue, and what a catalogue remembers of the layers that went into it."""

from collections.abc import Mapping
from datetime import date as Day

from bjsubsidy.language import Text
from bjsubsidy.law.entries import Source
from bjsubsidy.record import NONE_GIVEN, Record

# What a layer calls the catalogue that the program came with.
PACKAGED = "packaged"


class Layer(Record):
    """A file over a catalogue: `over` is `packaged`, or the id of an edition or of another layer; `replaces` the ids it writes anew."""

    id: str
    over: str
    title: Text
    replaces: tuple[str, ...] = ()


class End(Record):
    """The last day of a measure of the catalogue below, and where that stands."""

    id: str
    until: Day
    sources: tuple[Source, ...]


class Workday(Record):
    """A day that works or not, whatever the calendar says of it; `where` is the notice."""

    day: Day
    works: bool
    where: str


class MergedLayer(Record):
    """A layer that went into a catalogue: by kind the ids of the entries that it added and replaced, the measures that it ended.

    `authorities` are those that it names itself.
    """

    id: str
    over: str
    title: Text
    adds: Mapping[str, tuple[str, ...]] = NONE_GIVEN
    replaces: Mapping[str, tuple[str, ...]] = NONE_GIVEN
    ends: tuple[str, ...] = ()
    authorities: tuple[str, ...] = ()

    def does(self, kind: str, id: str) -> str | None:
        """What it does with an entry: the name of one of the fields above."""
        if id in self.adds.get(kind, ()):
            return "adds"
        if id in self.replaces.get(kind, ()):
            return "replaces"
        return "ends" if kind == "measure" and id in self.ends else None
