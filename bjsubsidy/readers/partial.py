"""A catalogue while it is being checked: what was found so far, and where it stands."""

from collections.abc import Iterator
from typing import Any

from bjsubsidy.law.catalogue import Catalogue, Kind
from bjsubsidy.readers.faults import Fault
from bjsubsidy.readers.lines import FileLines
from bjsubsidy.record import Record


class PartialCatalogue(Record):
    """A catalogue as read, the faults found so far, and how to say where they stand."""

    catalogue: Catalogue
    lines: FileLines
    found: list[Fault]

    def sound(self, kind: Kind) -> Iterator[tuple[int, Any]]:
        """The entries of a kind in which nothing was found, with their places."""
        faulty = {found.path[:2] for found in self.found}
        for place, row in enumerate(self.catalogue.raw.get(kind, [])):
            if (kind, place) not in faulty and self.catalogue.rows(kind)[row["id"]] is row:
                yield place, self.catalogue.entry(kind, row["id"])

    def refuse(self) -> None:
        """Every fault at once, in the order of the file."""
        self.lines.refuse(self.found)
