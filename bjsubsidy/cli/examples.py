"""What the examples that help pages begin with are made of: entries of the catalogue, so that they run.

Each command has its own in its module: `example(catalogue, entry)`, the words after the program's name.
"""

from collections.abc import Mapping
from datetime import date
from shlex import quote

from bjsubsidy.law.catalogue import Catalogue
from bjsubsidy.law.entries import Written

_FEW = 2


def input_of(catalogue: Catalogue, id: str | None) -> str:
    """The input, or the first that a measure is computed from."""
    return id or next((row["input"] for row in catalogue.rows("measure").values()), "INPUT")


def facts_words(given: Mapping[str, Written]) -> str:
    """A few of the facts that an entry gives, as options."""
    return "".join(f" {_fact(id, value)}" for id, value in list(given.items())[:_FEW])


def _fact(id: str, value: Written) -> str:
    if isinstance(value, bool):
        return f"--{id}" if value else f"--no-{id}"
    return f"--{id} {value if isinstance(value, (int, date)) else quote(value)}"
