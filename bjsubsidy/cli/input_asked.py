"""Which input `calc` is to work out, asked of a person whose line names none."""

from bjsubsidy.cli.answering import inputs_answer, inputs_offered
from bjsubsidy.cli.conversation import Place, Prompt, conversation
from bjsubsidy.cli.fact_asked import EACH, hint_of, input_lines
from bjsubsidy.cli.terminal import Terminal, hold
from bjsubsidy.cli.why import input_reasons
from bjsubsidy.errors import Mistake
from bjsubsidy.language import Lang, Text
from bjsubsidy.law.catalogue import Catalogue
from bjsubsidy.reports.phrases import Phrases


def input_asked(catalogue: Catalogue, lang: Lang) -> str:
    """The input that a person chose; interrupted where the answers ended."""
    topic = InputTopic(catalogue, lang)
    hold(conversation(topic), Terminal())
    if topic.chosen is None:
        raise KeyboardInterrupt
    return topic.chosen


class InputTopic:
    """Which input `calc` is to work out: one question."""

    def __init__(self, catalogue: Catalogue, lang: Lang) -> None:
        self.lang = lang
        self.words = Phrases(catalogue, lang)
        self.catalogue = catalogue
        self.chosen: str | None = None

    def next(self) -> Place | None:
        return Place("input") if self.chosen is None else None

    def stands(self, place: Place) -> bool:
        return True

    def prompt(self, place: Place) -> Prompt:
        text = self.words.say("要算哪一种费用或事项？", "Which of these is to be worked out?")
        what = self.words.say("写编号或名称", "a number or a name")
        return Prompt("", text, hint_of(what, self.words, None, why=EACH), input_lines(self.words))

    def why(self, place: Place, whole: bool) -> list[str]:
        return input_reasons(inputs_offered(self.catalogue), self.words)

    def take(self, place: Place, typed: str) -> list[str]:
        named = inputs_answer(self.catalogue, typed)
        if len(named) != 1:
            raise Mistake(Text("这里只写一种", "one kind is wanted here"), Text("请重写。", "Write one."))
        self.chosen = named[0]
        return []

    def leave(self, place: Place) -> list[str]:
        raise Mistake(
            Text("要先选一种", "one has to be chosen"), Text("请写编号；要离开请按 Ctrl-C。", "Write its number, or press Ctrl-C to leave.")
        )

    def clear(self, place: Place) -> list[str]:
        return []
