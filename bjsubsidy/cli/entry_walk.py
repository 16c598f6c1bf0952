"""In which order `catalogue new measure` asks: the places of its parts, as far as what was answered decides them."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple, Protocol

from bjsubsidy.cli.conversation import Place
from bjsubsidy.language import Text
from bjsubsidy.law.kinds import FACT_KINDS
from bjsubsidy.quantities import MOST_RATE, parse_rate

# Answers that stand for what is not there yet, and for a source without pages.
NEW, OUTSIDE = "+", "outside"
# The places of new facts that conditions do not name: of what a sum is counted by, and of what decides a figure.
OF_UNITS, OF_CHOICE = 1000, 1001

PARTS: Mapping[str, Text] = {
    "layer": Text("文件", "file"),
    "document": Text("依据", "document"),
    "entry": Text("措施", "measure"),
    "rule": Text("金额", "amount"),
    "caps": Text("上限", "caps"),
    "conditions": Text("条件", "conditions"),
    "days": Text("日期", "days"),
    "readings": Text("条文理解", "readings"),
    "examples": Text("例子", "examples"),
}


class PrintedFigure(NamedTuple):
    """A figure as it is printed, and as a catalogue writes it; one that is worked out is printed nowhere, and a reading says how."""

    printed: str
    value: str
    worked_out: bool = False

    def above_whole(self) -> bool:
        """Whether it is a rate above 100%."""
        return self.value.endswith("%") and parse_rate(self.value, MOST_RATE) > 1


class PrintedPlace(NamedTuple):
    """A page, and the article where one was named with it."""

    page: int
    article: str | None = None


class HeldAnswers:
    """What was answered at each place; None where it was passed over."""

    def __init__(self, values: Mapping[Place, Any]) -> None:
        self.values = dict(values)

    def get(self, key: str, number: int | None = None) -> Any:
        return self.values.get(Place(key, number))

    def numbered(self, key: str) -> list[tuple[int, Any]]:
        """The answers of a list, each with its number, up to the one that ended it."""
        found: list[tuple[int, Any]] = []
        while (value := self.get(key, len(found))) is not None:
            found.append((len(found), value))
        return found

    def complete(self, places: Iterable[Place]) -> bool:
        """Whether all of these were answered or passed over."""
        return all(place in self.values for place in places)


class MeasureWalk:
    """The places of each part; `there` tells whether the file is, or begins."""

    def __init__(self, there: bool) -> None:
        self.there = there

    def part(self, name: str, held: HeldAnswers, known: "KnownEntries") -> list[Place]:
        return list(getattr(self, f"_{name}")(held, known))

    def _layer(self, held: HeldAnswers, known: "KnownEntries") -> Iterator[Place]:
        return iter(() if self.there else _places("layer-id", "layer-zh", "layer-en"))

    def _document(self, held: HeldAnswers, known: "KnownEntries") -> Iterator[Place]:
        yield Place("document")
        if held.get("document") == NEW:
            yield from _places(*(f"document-{key}" for key in ("key", "zh", "en", "number", "date", "issuer")))
            yield from (Place("issuer-en", number) for number, _ in new_issuers(held, known))
            yield Place("document-pages")
        elif held.get("document") == OUTSIDE:
            yield from _places("where-zh", "where-en")

    def _entry(self, held: HeldAnswers, known: "KnownEntries") -> Iterator[Place]:
        yield from _places("id", "title-zh", "title-en", "text-zh", "text-en", "input")
        if held.get("input") == NEW:
            yield from self.input_places()
        yield from _places("nature", "authority")
        yield from (Place("authority-en", number) for number, _ in new_authorities(held, known))
        if held.get("document") != OUTSIDE:
            yield from _places("article", "page")

    def input_places(self) -> list[Place]:
        return _places(*(f"input-{key}" for key in ("id", "zh", "en", "text-zh", "text-en")))

    def _rule(self, held: HeldAnswers, known: "KnownEntries") -> Iterator[Place]:
        yield Place("form")
        match held.get("form"):
            case "sum" | "share" as form:
                yield from _figure(held, form)
                if form == "share" and (rate := held.get("share")) is not None and rate.above_whole():
                    yield Place("share-above")
            case "range":
                yield from (*_figure(held, "range-from"), *_figure(held, "range-to"))
            case "sum-per-unit":
                yield from self._units(held)
            case "by-choice":
                yield from self._by_choice(held, known)
            case "steps":
                yield from self._steps(held)
        if held.get("form") not in ("range", None):
            yield Place("bound")

    def _units(self, held: HeldAnswers) -> Iterator[Place]:
        yield from _figure(held, "unit-sum")
        yield Place("unit-of")
        if held.get("unit-of") == NEW:
            yield from self.fact_places(held, OF_UNITS)
        yield from _places("unit-every", "unit-full")

    def _by_choice(self, held: HeldAnswers, known: "KnownEntries") -> Iterator[Place]:
        yield Place("by-fact")
        if held.get("by-fact") == NEW:
            yield from self.fact_places(held, OF_CHOICE)
        for number in range(len(known.choices(fact_named(held, "by-fact", None, OF_CHOICE)))):
            yield from _figure(held, "by-figure", number)

    def _steps(self, held: HeldAnswers) -> Iterator[Place]:
        number = 0
        while number == 0 or held.get("step-bound", number - 1) is not None:
            yield from _figure(held, "step-bound", number)
            if held.get("step-bound", number) is not None:
                yield Place("step-side", number)
            yield from _figure(held, "step-pays", number)
            number += 1
        yield Place("slices")

    def _caps(self, held: HeldAnswers, known: "KnownEntries") -> Iterator[Place]:
        number = 0
        while number == 0 or held.get("cap", number - 1) is not None:
            yield from _figure(held, "cap", number)
            if held.get("cap", number) is not None:
                yield Place("cap-scope", number)
            number += 1

    def _conditions(self, held: HeldAnswers, known: "KnownEntries") -> Iterator[Place]:
        number = 0
        while number == 0 or held.get("condition", number - 1) is not None:
            yield from self._condition(number, held, known)
            number += 1

    def _condition(self, number: int, held: HeldAnswers, known: "KnownEntries") -> Iterator[Place]:
        yield Place("condition", number)
        if held.get("condition", number) is None:
            return
        if held.get("condition", number) == NEW:
            yield from self.fact_places(held, number)
        fact = fact_named(held, "condition", number, number)
        if not known.kind(fact):
            return
        yield from self._of_use(number, fact, held, known)
        if held.get("document") != OUTSIDE:
            yield Place("condition-page", number)

    def _of_use(self, number: int, fact: str | None, held: HeldAnswers, known: "KnownEntries") -> Iterator[Place]:
        """What a condition asks of a fact of its kind; of the item's own amount a bound."""
        kind = FACT_KINDS.get(known.kind(fact))
        uses = ("bound",) if kind is None else kind.uses
        if "holds" in uses:
            yield Place("condition-holds", number)
        elif "choice" in uses:
            yield Place("condition-choices", number)
            if set(known.choices(fact)) - set(held.get("condition-choices", number) or ()):
                yield Place("condition-open", number)
        elif "day" in uses:
            yield Place("condition-period", number)
        else:
            yield from (Place("condition-side", number), Place("condition-bound", number))

    def fact_places(self, held: HeldAnswers, number: int) -> list[Place]:
        """What is asked of a new fact."""
        keys = ["id", "of"] + ["kind"] * (number < OF_UNITS) + ["zh", "en", "question-zh", "question-en"]
        kind = KINDS_OF.get(number) or held.get("fact-kind", number)
        if kind is not None:
            keys += ["yes-zh", "yes-en", "no-zh", "no-en"] * FACT_KINDS[kind].flag + ["choices"] * FACT_KINDS[kind].chosen
        return [Place(f"fact-{key}", number) for key in keys]

    def _days(self, held: HeldAnswers, known: "KnownEntries") -> Iterator[Place]:
        for key in ("from", "until", "apply-by"):
            yield from _figure(held, key)

    def _readings(self, held: HeldAnswers, known: "KnownEntries") -> Iterator[Place]:
        number = 0
        while number == 0 or held.get("reading", number - 1) is not None:
            yield Place("reading", number)
            if held.get("reading", number) == NEW:
                yield from self.reading_places(number)
            number += 1

    def reading_places(self, number: int) -> list[Place]:
        keys = ("id", "zh", "en", "open-zh", "open-en", "does-zh", "does-en", "why-zh", "why-en")
        return [Place(f"reading-{key}", number) for key in keys]

    def _examples(self, held: HeldAnswers, known: "KnownEntries") -> Iterator[Place]:
        yield Place("on")
        yield from (Place("example", number) for number in range(known.proposed))


# The kind of a new fact that its place decides.
KINDS_OF: Mapping[int, str] = {OF_UNITS: "count", OF_CHOICE: "choice"}


class KnownEntries(Protocol):
    """What the order of the questions hangs on beside the answers."""

    @property
    def authorities(self) -> Mapping[str, str]:
        """Those that had an English name before."""

    @property
    def proposed(self) -> int:
        """How many worked examples are proposed."""

    def kind(self, fact: str | None) -> str:
        """The kind of a fact; `amount` of the item's own amount, nothing of a fact that is not there yet."""

    def choices(self, fact: str | None) -> list[str]:
        """The ids of what may answer a fact; none of one that is not there yet."""


def fact_named(held: HeldAnswers, key: str, number: int | None, place: int) -> str | None:
    """The fact that an answer names: one that is there, or the new one of a place."""
    named: str | None = held.get(key, number)
    return held.get("fact-id", place) if named == NEW else named


def new_issuers(held: HeldAnswers, known: KnownEntries) -> list[tuple[int, str]]:
    """The issuers of a new document whose English is asked for, with their numbers."""
    issuers = held.get("document-issuer") if held.get("document") == NEW else None
    return [(number, name) for number, name in enumerate(issuers or ()) if name not in known.authorities]


def new_authorities(held: HeldAnswers, known: KnownEntries) -> list[tuple[int, str]]:
    """The same of the authorities of the measure, but for those that issued its document."""
    taken = {*known.authorities, *(name for _, name in new_issuers(held, known))}
    return [(number, name) for number, name in enumerate(held.get("authority") or ()) if name not in taken]


def _places(*keys: str) -> list[Place]:
    return [Place(key) for key in keys]


def _figure(held: HeldAnswers, key: str, number: int | None = None) -> Iterator[Place]:
    """A figure, and where it is printed."""
    yield Place(key, number)
    figure = held.get(key, number)
    if figure is not None and not figure.worked_out and held.get("document") != OUTSIDE:
        yield Place(f"{key}-page", number)
