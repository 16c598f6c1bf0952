"""The fixed dates of the catalogue."""

from __future__ import annotations

from datetime import date

from bjsubsidy.answers.search import find_deadlines
from bjsubsidy.api.catalogue import law_of
from bjsubsidy.api.typed import found_at, typed_day, typed_text
from bjsubsidy.errors import UnknownName, Usage
from bjsubsidy.language import Text
from bjsubsidy.law.catalogue import Catalogue
from bjsubsidy.law.entries import Deadline
from bjsubsidy.reports.phrases import DATE_KINDS

_KIND = Text("日期种类", "kind of date")


def deadlines(
    *,
    before: date | None = None,
    after: date | None = None,
    kind: str | None = None,
    measure: str | None = None,
    catalogue: Catalogue | None = None,
) -> tuple[Deadline, ...]:
    """Fixed dates on or before, and on or after, a day, of one kind, of one measure; sorted by date."""
    law = law_of(catalogue)
    first = None if after is None else typed_day(after, "after")
    last = None if before is None else typed_day(before, "before")
    refuse_reversed(first, last)
    asked = None if kind is None else _kind(typed_text(kind, "kind"))
    id = None if measure is None else _measure(typed_text(measure, "measure"), law)
    return tuple(find_deadlines(law, last, first, asked, id))


def _measure(written: str, law: Catalogue) -> str:
    with found_at("measure"):
        return law.computable(written).id


def _kind(written: str) -> str:
    """A kind of date by itself or by its name in either language."""
    if written in DATE_KINDS:
        return written
    by_name = {name: kind for kind, names in DATE_KINDS.items() for name in names}
    if written not in by_name:
        raise UnknownName(_KIND, written, list(DATE_KINDS), list(DATE_KINDS.values())).at("kind")
    return by_name[written]


def refuse_reversed(first: date | None, last: date | None, names: tuple[str, str] = ("after", "before")) -> None:
    """`Usage` where the last day is before the first; `names` are what the caller calls the two."""
    if first and last and last < first:
        after, before = names
        what = Text(f"{before} {last} 早于 {after} {first}", f"{before} {last} is earlier than {after} {first}")
        raise Usage(what, Text("请对调两个日期。", "Swap the two days."))
