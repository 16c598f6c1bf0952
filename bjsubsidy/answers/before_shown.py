"""What is said of a day that lies before the first which the documents show."""

from collections.abc import Sequence
from datetime import date

from bjsubsidy.language import Text
from bjsubsidy.law.catalogue import Catalogue
from bjsubsidy.law.entries import Source
from bjsubsidy.law.shown import Shown, shown


def later_text(sources: Sequence[Source], day: date, catalogue: Catalogue) -> list[Text]:
    """The notes on a status or a time limit whose text is later than the day asked about."""
    return before_shown(shown(sources, catalogue), day, catalogue)


def readings_before(first: Shown | None, day: date) -> tuple[str, ...]:
    """The ids of the readings on which the first day that is shown rests, where the day asked about lies before it."""
    return () if first is None or first.day <= day else first.readings


def before_shown(first: Shown | None, day: date, catalogue: Catalogue) -> list[Text]:
    """That a day lies before the first that is shown, and the readings which that first day rests on."""
    if first is None or first.day <= day:
        return []
    said = Text(
        f"{day} 早于 {first.day}：汇编的文件没有载明当时是否已这样规定",
        f"{day} is before {first.day}: no text in the compendium shows that this already applied then",
    )
    return [said, *(catalogue.reading(id).line() for id in readings_before(first, day))]
