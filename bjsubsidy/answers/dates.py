"""Days that contradict one another: what is said of a fact that lies after the item's day and cannot, or of a day of asking before it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from bjsubsidy.language import LANGS, Text, clean, listed
from bjsubsidy.law.catalogue import Catalogue
from bjsubsidy.law.entries import Fact
from bjsubsidy.quantities import Value

if TYPE_CHECKING:
    from bjsubsidy.law.firm import Labelled, Profile

ON_LABEL, AS_OF_LABEL = Text("发生日", "day of the item"), Text("查询日", "day of asking")
PLACES_SHOWN = 5
_CHECK = Text("请核对", "please check")


def contradictions(facts: Mapping[str, Value], on: date, catalogue: Catalogue, day: Text = ON_LABEL) -> list[Text]:
    """One line for each fact of one item that lies after its day, which is called `day`, and cannot."""
    return [_after(fact.name, value, day, on) for fact, value in _late(facts, on, catalogue)]


def asked_before(as_of: date, on: date) -> list[Text]:
    """The line that one item lies after the day of asking; none where it does not."""
    return [_after(ON_LABEL, on, AS_OF_LABEL, as_of)] if on > as_of else []


def contradictions_of(items: "Sequence[Labelled]", as_of: date, catalogue: Catalogue) -> list[Text]:
    """The same of a firm's items, with their labels: one line for each fact, and one for the day of asking."""
    found: dict[Fact, list[Text]] = {}
    for labelled in items:
        for fact, value in _late(labelled.item.facts, labelled.item.on, catalogue):
            found.setdefault(fact, []).append(_labelled(labelled, f"{value}，", f"{value}, "))
    said = [lying_after(fact.name, ON_LABEL, places) for fact, places in found.items()]
    later = [_labelled(labelled, "", "") for labelled in items if labelled.dated and labelled.item.on > as_of]
    asked = Text(f"{AS_OF_LABEL.zh} {as_of} ", f"{AS_OF_LABEL.en}, {as_of}")
    return [*said, lying_after(ON_LABEL, asked, later)] if later else said


def lying_after(what: Text, day: Text, places: Sequence[Text], count: int | None = None) -> Text:
    """That `what` lies after `day` at these places, the first of them; of `count` where they are not all listed."""
    more = (len(places) if count is None else count) - PLACES_SHOWN
    zh, en = (listed([place.in_(lang) for place in places[:PLACES_SHOWN]], lang) for lang in LANGS)
    zh, en = (f"{zh}，另有 {more} 个", f"{en} and {more} more") if more > 0 else (zh, en)
    return Text(f"{what.zh}在{day.zh}之后，{_CHECK.zh}：{zh}", f"the {what.en} is after the {day.en}; {_CHECK.en}: {en}")


def _after(what: Text, value: date, day: Text, on: date) -> Text:
    return Text(
        f"{what.zh} {value} 在{day.zh} {on} 之后，{_CHECK.zh}",
        f"the {what.en}, {value}, is after the {day.en}, {on}; {_CHECK.en}",
    )


def _late(facts: Mapping[str, Value], on: date, catalogue: Catalogue) -> Iterator[tuple[Fact, date]]:
    days: Iterable[tuple[str, date]] = ((id, value) for id, value in facts.items() if isinstance(value, date) and value > on)
    return ((fact, value) for id, value in days if (fact := catalogue.fact(id)).not_after == "on")


def _labelled(labelled: "Labelled", zh: str, en: str) -> Text:
    """An item by its label, with its day and what is said before it."""
    label, on = clean(labelled.label), labelled.item.on
    return Text(f"{label}（{zh}{ON_LABEL.zh} {on}）", f"{label} ({en}{ON_LABEL.en} {on})")


def undated_items(firm: "Profile") -> list[Text]:
    """A note on the items whose day nobody said."""
    labels = [labelled.label for labelled in firm.items if not labelled.dated]
    said = Text(f"没有写日期，按今天计：{'、'.join(labels)}", f"no day was given, so today is assumed: {', '.join(labels)}")
    return [said] if labels else []
