"""Whether a firm or product has a standing."""

from __future__ import annotations

from datetime import date

from bjsubsidy.answers.status import StatusResult, status_of
from bjsubsidy.api.catalogue import law_of
from bjsubsidy.api.typed import GivenFacts, found_at, typed_day, typed_facts, typed_text
from bjsubsidy.errors import NotAskedHere
from bjsubsidy.law.catalogue import Catalogue
from bjsubsidy.law.measure import Status
from bjsubsidy.record import NONE_GIVEN


def status(id: str, facts: GivenFacts = NONE_GIVEN, *, on: date, catalogue: Catalogue | None = None) -> StatusResult:
    """The verdict of a status, by its id or name, on a day, with what each of its conditions came to."""
    law = law_of(catalogue)
    found = _status(typed_text(id, "id"), law)
    day = typed_day(on, "on")
    given = typed_facts(facts, "facts", lambda: law.facts_of(found), law, lambda fact: NotAskedHere(fact=fact, status=found.id))
    return status_of(found, given, day, law)


def _status(written: str, law: Catalogue) -> Status:
    with found_at("id"):
        return law.status(law.find(written, "status"))
