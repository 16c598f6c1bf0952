"""A conversation: questions go out, what was typed comes in. It knows no terminal and no file, so a test plays it as a table.

What it is about is its topic: which place comes next, how it is asked, and what an answer does.
"""

from collections.abc import Generator
from typing import Literal, NamedTuple, Protocol

from bjsubsidy.errors import Problem
from bjsubsidy.language import Lang, Text
from bjsubsidy.record import Record

BACK, WHY, WHOLE, OPEN_AGAIN = ("<", "＜"), ("?", "？"), ("??", "？？"), ("-", "－")
_FIRST = Text("这是第一个问题", "this is the first question")


class Place(NamedTuple):
    """What is asked: a key of a profile or a fact, of the item at a place or of the firm."""

    key: str
    item: int | None = None


class Prompt(Record):
    """A question as it is put: `head` counts it, `offers` are the answers of a list, `hint` says what may be typed.

    `before` is what was answered before. `line` is the whole within one line, where nobody sees a screen.
    """

    head: str
    text: str
    hint: str
    offers: tuple[str, ...] = ()
    before: str = ""
    line: str = ""


class Told(Record):
    """Lines between two questions: a note, why something is asked, or what is wrong with an answer."""

    kind: Literal["note", "why", "fault"]
    lines: tuple[str, ...]


class Topic(Protocol):
    """What a conversation is about. A `Problem` says why an answer cannot stand: nothing is changed then."""

    lang: Lang

    def next(self) -> Place | None:
        """What to ask next; None where nothing is left."""

    def stands(self, place: Place) -> bool:
        """Whether there is still something to ask at a place, so that one can go back to it."""

    def prompt(self, place: Place) -> Prompt: ...

    def why(self, place: Place, whole: bool) -> list[str]:
        """Why it is asked and where it stands; `whole` with every reading."""

    def take(self, place: Place, typed: str) -> list[str]:
        """An answer, and what is to be said of it."""

    def leave(self, place: Place) -> list[str]:
        """Nothing was typed: what was answered before stays, and else it stays unknown."""

    def clear(self, place: Place) -> list[str]:
        """What was answered before is unknown again."""


def conversation(topic: Topic) -> Generator[Prompt | Told, str, None]:
    """Put each question, take what was typed (no answer to a `Told`); `<` goes back, `?` tells why, an answer that cannot stand is
    asked again."""
    seen: list[Place] = []
    place = topic.next()
    while place is not None:
        prompt = topic.prompt(place)
        typed = (yield prompt).strip()
        if typed in BACK:
            earlier = [each for each in seen[: seen.index(place) if place in seen else len(seen)] if topic.stands(each)]
            if not earlier:
                yield Told("note", (_FIRST.in_(topic.lang),))
            place = earlier[-1] if earlier else place
            continue
        if typed in WHY + WHOLE:
            yield Told("why", tuple(topic.why(place, typed in WHOLE)))
            continue
        try:
            said = _answered(topic, place, prompt, typed)
        except Problem as problem:
            yield Told("fault", tuple(problem.sentence(topic.lang).split("\n")))
            place = place if topic.stands(place) else topic.next()
            continue
        if said:
            yield Told("note", tuple(said))
        if place not in seen:
            seen.append(place)
        place = topic.next()


def _answered(topic: Topic, place: Place, prompt: Prompt, typed: str) -> list[str]:
    if not typed:
        return topic.leave(place)
    if typed in OPEN_AGAIN and prompt.before:
        return topic.clear(place)
    return topic.take(place, typed)
