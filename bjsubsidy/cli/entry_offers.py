"""What a list of `catalogue new measure` offers: ids and names, from the catalogue and from what was answered."""

from collections.abc import Iterator, Sequence

from bjsubsidy.cli.conversation import Place
from bjsubsidy.cli.entry_desk import EntryDesk
from bjsubsidy.cli.entry_reads import EntryOffer
from bjsubsidy.cli.entry_walk import NEW, OF_CHOICE, OUTSIDE, HeldAnswers, fact_named
from bjsubsidy.cli.rule_questions import FORMS, SIDES
from bjsubsidy.language import Lang, Text
from bjsubsidy.law.kinds import FACT_KINDS
from bjsubsidy.reports.phrases import NATURES, SCOPES

ITSELF = "amount"
_OF = {
    "enterprise": Text("企业", "the firm"),
    "item": Text("某一笔项目", "one item"),
}
# What a condition of a measure may ask: names are what caps count by, and of dollars no table has a column.
_KINDS = {id: kind.title for id, kind in FACT_KINDS.items() if kind.cell not in ("name", "text")}
_SLICES = {
    "whole": Text("全部金额按所在的一档计", "the whole amount by the step it lies in"),
    "slices": Text("每一段按自己的比例计（累进）", "each slice by its own rate"),
}
_BOUNDS = {
    "exact": Text("不是，数额是定的", "no: the amount is fixed"),
    "at-most": Text("是，只写最高", "yes: at most"),
}
_NEW = (NEW, Text("新的", "a new one"))
_FIXED = {
    "form": FORMS,
    "condition-side": SIDES,
    "step-side": {id: SIDES[id] for id in ("at-most", "less-than")},
    "fact-of": _OF,
    "fact-kind": _KINDS,
    "slices": _SLICES,
    "bound": _BOUNDS,
    "nature": {id: NATURES[id] for id in ("grant", "saving", "refund", "compensation")},
}
# So many facts or documents of a list are shown; the others are called by their names.
_SHOWN = 9
_NEW_FIRST = ("document", "input")
_BETWEEN = "   "
LONG_LISTS = ("document", "input", "condition", "unit-of", "by-fact")


class EntryOffers:
    """The lists of one conversation."""

    def __init__(self, desk: EntryDesk) -> None:
        self.desk = desk

    def at(self, place: Place, held: HeldAnswers) -> Sequence[EntryOffer]:
        """What can be chosen at a place, the numbered ones first; none where something else is typed."""
        if place.key in _FIXED:
            return list(_FIXED[place.key].items())
        match place.key:
            case "document":
                return list(self._documents())
            case "input":
                return [_NEW, *((id, self.desk.catalogue.input(id).name) for id in self.desk.catalogue.rows("input"))]
            case "cap-scope":
                return list(self._scopes())
            case "condition":
                return list(self._facts(held, tuple(_KINDS)))
            case "unit-of":
                return [*self._facts(held, ("count",)), (ITSELF, _ITSELF)]
            case "by-fact":
                return list(self._facts(held, ("choice",)))
            case "reading":
                return list(self._readings(held))
            case "condition-choices" | "condition-open":
                return self._choices(place, held)
        return []

    def shown(self, place: Place, held: HeldAnswers) -> Sequence[tuple[int, Text]]:
        """Those of them that stand under the question, with their numbers; the rest of a long list is called by name."""
        offers = [(number, name) for number, (_, name) in enumerate(self.at(place, held), 1)]
        if place.key == "condition-open":
            named = [id for id, _ in self.at(place, held)]
            taken = held.get("condition-choices", place.item) or ()
            return [(number, name) for number, name in offers if named[number - 1] not in taken]
        # What lies below a file has pages of its own: only the documents of the file are near.
        shown = min(_SHOWN, len(self.desk.own_documents) + 2) if place.key == "document" else _SHOWN
        return offers[:shown] if place.key in LONG_LISTS else offers

    def listed(self, place: Place, held: HeldAnswers, lang: Lang) -> list[str]:
        """All of a long list with their numbers, as many on a line as it holds; where the first is a new one, that again at the end."""
        offers = [f"{number} {name.in_(lang)}" for number, (_, name) in enumerate(self.at(place, held), 1)]
        new = [f"  {offers[0]}"] if place.key in _NEW_FIRST else []
        return [*side_by_side(offers), *new]

    def _documents(self) -> Iterator[EntryOffer]:
        yield from (_NEW, (OUTSIDE, _OUTSIDE_SOURCE))
        known = self.desk.catalogue.rows("document")
        yield from ((id, self.desk.catalogue.document(id).title) for id in sorted(known, key=lambda id: id not in self.desk.own_documents))

    def _scopes(self) -> Iterator[EntryOffer]:
        """The firm and the year, and the names by which the caps of the catalogue count."""
        catalogue = self.desk.catalogue
        yield from SCOPES.items()
        named = dict.fromkeys(name for measure in catalogue.measures() for cap in measure.caps for name in cap.named())
        yield from ((id, catalogue.fact(id).name) for id in named)

    def _facts(self, held: HeldAnswers, kinds: Sequence[str]) -> Iterator[EntryOffer]:
        """Facts of these kinds, those that measures on the same input ask first."""
        catalogue, input = self.desk.catalogue, held.get("input")
        near = [fact.id for fact in catalogue.facts_asked(catalogue.measures_on(input))] if input in catalogue.rows("input") else []
        every = [id for id, row in catalogue.rows("fact").items() if row["of"] != "status"]
        found = [id for id in dict.fromkeys([*near, *every]) if catalogue.rows("fact")[id]["kind"] in kinds]
        yield from ((id, catalogue.fact(id).name) for id in found)

    def _readings(self, held: HeldAnswers) -> Iterator[EntryOffer]:
        """The readings of the other measures on the same input: one of them may say whether both are had."""
        catalogue, input = self.desk.catalogue, held.get("input")
        beside = (
            [measure for measure in catalogue.measures_on(input) if measure.id != held.get("id")]
            if input in catalogue.rows("input")
            else []
        )
        taken = [value for _, value in held.numbered("reading")]
        named = dict.fromkeys(id for measure in beside for id in measure.readings if id not in taken)
        yield from ((id, catalogue.reading(id).title) for id in named)

    def _choices(self, place: Place, held: HeldAnswers) -> list[EntryOffer]:
        fact = self.desk.catalogue.fact(fact_named(held, "condition", place.item, place.item or 0) or "")
        return [(choice.id, choice.name) for choice in fact.choices]

    def called(self, place: Place, held: HeldAnswers) -> Text:
        """What a question calls by {name}: an authority, a choice, a fact."""
        number = place.item or 0
        if place.key in ("authority-en", "issuer-en"):
            name = held.get("authority" if place.key == "authority-en" else "document-issuer")[number]
            return Text(name, name)
        if place.key == "by-figure":
            choices = self.desk.catalogue.fact(fact_named(held, "by-fact", None, OF_CHOICE) or "").choices
            return choices[number].name
        if not place.key.startswith("condition-"):
            return Text("", "")
        fact = fact_named(held, "condition", place.item, number)
        return _ITSELF if fact == ITSELF else self.desk.catalogue.fact(fact or "").name


_ITSELF = Text("金额本身", "the amount itself")
_OUTSIDE_SOURCE = Text("汇编外的出处，没有页码", "a source outside, without pages")


def side_by_side(parts: Sequence[str]) -> list[str]:
    """As many on a line as the terminal is wide."""
    from shutil import get_terminal_size

    from rich.cells import cell_len

    columns = get_terminal_size().columns
    lines: list[str] = []
    for part in parts:
        longer = f"{lines[-1]}{_BETWEEN}{part}" if lines else ""
        if lines and cell_len(longer) < columns:
            lines[-1] = longer
        else:
            lines.append(f"  {part}")
    return lines
