"""What the readings of an entry work out: a value of a rule that no page prints follows from figures that they have in their words."""

from collections.abc import Mapping, Sequence
from datetime import date as Day
from datetime import timedelta
from typing import Any

from bjsubsidy.readers.evidence import RuleValue
from bjsubsidy.readers.printed import Quantity, Span, printed, squeezed, without_year
from bjsubsidy.readers.printed_elsewhere import in_chinese_forms

_Figures = Sequence[Quantity | Span]


def readings_named(row: Mapping[str, Any], readings: Mapping[str, Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """The readings that an entry names; `readings` are all there are, by id."""
    return [readings[id] for id in row.get("readings", ()) if id in readings]


def readings_of_document(document: str, readings: Mapping[str, Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """The readings that cite a document, which names none."""
    return [row for row in readings.values() if any(source.get("document") == document for source in row["sources"])]


def words_of(readings: Sequence[Mapping[str, Any]]) -> list[str]:
    """What readings say, in both languages. The figures that they cite are not among it: many are those of other entries."""
    return [text for reading in readings for name in ("open", "does", "why") for text in reading[name].values()]


def figures_in(texts: Sequence[str]) -> _Figures:
    """Every figure of some texts, Chinese or English, read."""
    return [each.value for text in texts for each in printed(squeezed(in_chinese_forms(text)))]


def says(value: RuleValue, figures: _Figures) -> bool:
    """Whether figures say a value, as they stand or in another form: a day without its year, or by the day before."""
    if value.borne_out(figures):
        return True
    days = [same for same in value.same if isinstance(same, Day)]
    return any(_on_day(day, figures) for day in days) or any(_counted(same, figures) for same in value.same)


def _on_day(day: Day, figures: _Figures) -> bool:
    """Whether a day is printed without its year, or is the first after one that is printed."""
    before = day - timedelta(days=1)
    if any(isinstance(figure, Span) and figure.last == before for figure in figures):
        return True
    return all(part in figures for part in without_year(day))


def _counted(same: Quantity | Day, figures: _Figures) -> bool:
    """Whether a number without unit, as that of a count, is printed with the unit of a time."""
    return isinstance(same, Quantity) and not same.unit and any(isinstance(f, Quantity) and f.number == same.number for f in figures)
