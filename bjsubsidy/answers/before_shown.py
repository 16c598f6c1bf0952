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
    shown_in = _shown_in(first, catalogue)
    said = Text(
        f"{day} 早于 {first.day}：{shown_in.zh}没有载明当时是否已这样规定",
        f"{day} is before {first.day}: {shown_in.en} shows that this already applied then",
    )
    return [said, *(catalogue.reading(id).line() for id in readings_before(first, day))]


def _shown_in(first: Shown, catalogue: Catalogue) -> Text:
    """What does not show it: the documents by their names where layers brought all of them."""
    own = catalogue.documents_of_layers(first.documents)
    if not own or len(own) < len(set(first.documents)):
        return Text("汇编的文件", "no text in the compendium")
    names = [catalogue.document_name(key) for key in own]
    return Text("、".join(name.zh for name in names), f"nothing in {', '.join(name.en for name in names)}")
