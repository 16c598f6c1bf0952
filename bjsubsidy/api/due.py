"""The day a time limit ends."""

from __future__ import annotations

from datetime import date

from bjsubsidy.answers.due import Due, due_of
from bjsubsidy.api.catalogue import law_of
from bjsubsidy.api.typed import found_at, typed_day, typed_text
from bjsubsidy.law.catalogue import Catalogue
from bjsubsidy.law.entries import TimeLimit


def due(limit: str, start: date, *, catalogue: Catalogue | None = None) -> Due:
    """The day on which a time limit that runs from `start` ends, with the days that were counted; `limit` is its id or name."""
    law = law_of(catalogue)
    return due_of(_limit(typed_text(limit, "limit"), law), typed_day(start, "start"), law.workdays)


def _limit(written: str, law: Catalogue) -> TimeLimit:
    with found_at("limit"):
        return law.limit(law.find(written, "limit"))
