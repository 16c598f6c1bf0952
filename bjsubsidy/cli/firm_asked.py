"""The conversation of `plan --ask`: the firm and its expenses, then what is not known of them, each answer written at once."""

from bjsubsidy.answers.dates import contradictions_of
from bjsubsidy.cli.answering import fact_answer, read_as
from bjsubsidy.cli.conversation import Place, Prompt
from bjsubsidy.cli.desk import ProfileDesk
from bjsubsidy.cli.fact_asked import fact_prompt, first_seen, question_head
from bjsubsidy.cli.items_asked import ITEM_KEYS, ItemsPart, without
from bjsubsidy.cli.why import Effect, fact_reasons
from bjsubsidy.language import Text
from bjsubsidy.law.firm import Labelled
from bjsubsidy.law.measure import Measure
from bjsubsidy.planning.plan import AskedQuestion
from bjsubsidy.reports.phrases import Phrases
from bjsubsidy.reports.plan_sheet import total_span
from bjsubsidy.reports.plan_table import question
from bjsubsidy.reports.report import as_note
from bjsubsidy.writers.profile_edit import with_values


class FactsPart:
    """What is not known, the question that hangs on most first; its places are facts."""

    def __init__(self, desk: ProfileDesk, words: Phrases) -> None:
        self.desk = desk
        self.words = words
        self.catalogue = words.catalogue
        self._left: set[Place] = set()
        self._put: list[Place] = []

    def next(self) -> Place | None:
        return next((place for asked in self.desk.plan().questions for place in self._places(asked) if place not in self._left), None)

    def _places(self, asked: AskedQuestion) -> list[Place]:
        """The firm, or each item that a question is about."""
        fact = asked.question.fact
        if self.catalogue.fact(fact).of == "enterprise":
            return [Place(fact)]
        return [Place(fact, self.desk.place_of(label)) for label in asked.labels]

    def stands(self, place: Place) -> bool:
        """Whether the expense is there, and its measures ask it."""
        return place.item is None or (place.item < len(self.desk.items()) and bool(self._asking(place)))

    def prompt(self, place: Place) -> Prompt:
        fact, held = self.catalogue.fact(place.key), self.desk.held(place.key, place.item)
        open_places = {each: asked for asked in self.desk.plan().questions for each in self._places(asked)}
        asked = open_places.get(place)
        number = first_seen(self._put, place)
        self._put += [place] if place not in self._put else []
        worth = None if asked is None else self._worth(place, asked)
        head = question_head(number, len({*open_places, *self._put}), worth, asked is not None, self.words)
        about = "" if place.item is None else self._label(place.item)
        measures = [measure.id for measure in self._asking(place)] if asked is None else asked.measures
        line = (f"{about}: " if about else "") + (self.words.question(fact, measures) if asked is None else question(asked, self.words))
        return fact_prompt(fact, about, head, None if held is None else fact.read(held), line, self.words, measures)

    def _worth(self, place: Place, asked: AskedQuestion) -> int | None:
        """What hangs on it at this item, or for the firm."""
        return asked.question.amount if place.item is None else asked.worths[self._places(asked).index(place)]

    def _label(self, item: int) -> str:
        return str(self.desk.held("label", item))

    def why(self, place: Place, whole: bool) -> list[str]:
        fact = self.catalogue.fact(place.key)
        days = [labelled.item.on for labelled in self._items(place)]
        return fact_reasons(fact, self._asking(place), min(days), self._effects(place), self.words, whole)

    def _items(self, place: Place) -> list[Labelled]:
        """The items that a question is about."""
        return [each for each in self.desk.plan().profile.items if place.item is None or each.label == self._label(place.item)]

    def _asking(self, place: Place) -> list[Measure]:
        inputs = dict.fromkeys(labelled.item.input for labelled in self._items(place))
        return [m for input in inputs for m in self.catalogue.measures_on(input) if place.key in m.asks(self.catalogue)]

    def _effects(self, place: Place) -> list[Effect]:
        """What the plan would come to under each answer, where they are few."""
        fact, found = self.catalogue.fact(place.key), []
        for answer, said in zip(fact.kind.answers(fact), fact.kind.offered(fact), strict=True):
            written = fact_answer(fact, answer)[1]
            total = self.desk.plan(with_values(self.desk.text, place.item, {self.desk.called(place.key, place.item): written})).total
            found.append((said.in_(self.words.lang), total))
        return found

    def moved(self, gone: int) -> None:
        """An item is gone, and those behind it have moved."""
        self._left = {place for each in self._left if (place := without(each, gone)) is not None}
        self._put = [place for each in self._put if (place := without(each, gone)) is not None]

    def take(self, place: Place, typed: str) -> list[str]:
        fact = self.catalogue.fact(place.key)
        value, written = fact_answer(fact, typed)
        self.desk.set(place.key, written, place.item)
        self._left.discard(place)
        return read_as(self.words.value(fact.id, value), typed)

    def leave(self, place: Place) -> list[str]:
        if self.desk.held(place.key, place.item) is None:
            self._left.add(place)
        return []

    def clear(self, place: Place) -> list[str]:
        self.desk.set(place.key, None, place.item)
        self._left.add(place)
        return []


class FirmTopic:
    """Both parts of one profile: the first where somebody at a terminal is `spoken` to, who is told what an answer changes."""

    def __init__(self, desk: ProfileDesk, spoken: bool) -> None:
        self.desk = desk
        self.lang = desk.context.lang
        self.words = Phrases(desk.context.catalogue, desk.context.lang)
        self.facts = FactsPart(desk, self.words)
        self.items = ItemsPart(desk, self.words, self.facts.moved) if spoken else None

    def next(self) -> Place | None:
        first = None if self.items is None else self.items.next()
        return first or self.facts.next()

    def _part(self, place: Place) -> ItemsPart | FactsPart:
        return self.items if self.items is not None and place.key in ITEM_KEYS else self.facts

    def stands(self, place: Place) -> bool:
        return self._part(place).stands(place)

    def prompt(self, place: Place) -> Prompt:
        return self._part(place).prompt(place)

    def why(self, place: Place, whole: bool) -> list[str]:
        return self._part(place).why(place, whole)

    def take(self, place: Place, typed: str) -> list[str]:
        before = self._standing()
        return [*self._part(place).take(place, typed), *self._changed(before, place)]

    def leave(self, place: Place) -> list[str]:
        return self._part(place).leave(place)

    def clear(self, place: Place) -> list[str]:
        before = self._standing()
        return [*self._part(place).clear(place), *self._changed(before, place)]

    def _standing(self) -> tuple[str, list[Text]]:
        """What it comes to, and the days that contradict one another."""
        answer = self.desk.plan()
        return total_span(answer.total, self.words), contradictions_of(answer.profile.items, answer.profile.as_of, self.words.catalogue)

    def _changed(self, before: tuple[str, list[Text]], place: Place) -> list[str]:
        """What an answer has changed, for whoever sees it; the total once the expenses are all there."""
        if self.items is None:
            return []
        total, contradictions = self._standing()
        notes = [as_note(note).in_(self.lang) for note in contradictions if note not in before[1]]
        now = (
            [self.words.say(f"现在合计（元）：{total}", f"the total is now (yuan): {total}")]
            if total != before[0] and place.key not in ITEM_KEYS
            else []
        )
        return [*notes, *now]
