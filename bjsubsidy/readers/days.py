"""Days in a catalogue: each of a measure has an entry of its own, and what confirms the days before the first can be asked."""

from collections.abc import Iterator

from bjsubsidy.errors import Mistake
from bjsubsidy.language import Text
from bjsubsidy.law.catalogue import Kind
from bjsubsidy.readers.faults import Fault
from bjsubsidy.readers.partial import PartialCatalogue
from bjsubsidy.readers.references import nothing


def first_shown_faults(draft: PartialCatalogue) -> Iterator[Fault]:
    """What the edition names for days before the first that is shown: a fact that is answered yes or no, and readings."""
    rule, catalogue = draft.catalogue.edition.first_shown, draft.catalogue
    if rule is None:
        return
    wanted: tuple[tuple[Kind, str], ...] = (
        ("fact", rule.fact),
        ("reading", rule.undated),
        ("reading", rule.continues),
        ("reading", rule.period),
    )
    for kind, name in wanted:
        if name not in catalogue.rows(kind):
            yield nothing(("edition", "first-shown"), kind, name, catalogue)
    if rule.fact in catalogue.rows("fact") and "holds" not in catalogue.fact(rule.fact).kind.uses:
        what = Text(f"情况 {rule.fact} 不是以是或否回答的", f"the fact {rule.fact} is not a yes/no fact")
        yield Fault(
            ("edition", "first-shown"),
            Mistake(what, Text("请换一个 yes-no 的情况。", "Name a fact that is yes-no.")),
            "confirmed-by-no-yes-or-no",
        )


def undated(draft: PartialCatalogue) -> Iterator[Fault]:
    """Days of measures that no date entry names, as far as it can be read."""
    rows = [row for row in draft.catalogue.raw.get("date", []) if isinstance(row.get("measures"), list)]
    named = {(str(measure), str(row.get("date"))) for row in rows for measure in row["measures"]}
    for found in draft.shaped("measure"):
        measure = found.entry
        for key, day in (("from", measure.from_), ("until", measure.until), ("apply-by", measure.apply_by)):
            if day and (measure.id, str(day)) not in named:
                what = Text(f"{key} {day} 没有对应的 [[date]]", f"this measure has no [[date]] for its {key} {day}")
                yield Fault(found.path(key), Mistake(what, Text("请补一个日期条目。", "Add a date entry.")), "day-without-an-entry")
