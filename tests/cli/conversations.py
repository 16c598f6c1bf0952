"""Conversations played as tables: what is typed, and what was put and told; no terminal, no clock, only the file of a profile."""

from collections.abc import Generator
from datetime import date
from pathlib import Path

from bjsubsidy.cli.calc import figures_asked
from bjsubsidy.cli.calc_asked import CalcTopic
from bjsubsidy.cli.context import Context
from bjsubsidy.cli.conversation import Prompt, Told, conversation
from bjsubsidy.cli.desk import ProfileDesk
from bjsubsidy.cli.firm_asked import FirmTopic
from bjsubsidy.cli.given import Command, GivenParameters, ParameterValue
from bjsubsidy.language import Lang
from bjsubsidy.law.catalogue import Catalogue

TODAY = date(2021, 4, 10)


def context_of(command: str, catalogue: Catalogue, lang: Lang, **given: ParameterValue) -> Context:
    """The context of a line on one day, with a catalogue that is open already."""
    context = Context(Command(command, ("table", "json", "csv")), GivenParameters({"as_of": "2021-04-10", **given}, {}), lang)
    context.catalogue, context.today = catalogue, TODAY
    return context


def about_firm(path: Path, catalogue: Catalogue, lang: Lang = "zh", **given: ParameterValue) -> FirmTopic:
    return FirmTopic(ProfileDesk(context_of("plan", catalogue, lang, **given), str(path)), True)


def about_item(input: str, catalogue: Catalogue, lang: Lang = "zh", **given: ParameterValue) -> CalcTopic:
    return CalcTopic(context_of("calc", catalogue, lang, **given), input, lambda context: figures_asked(context, input))


def played(talk: Generator[Prompt | Told, str, None], *typed: str) -> list[Prompt | Told]:
    """What is put and told until nothing more is typed, or the conversation ends."""
    said, answers = [next(talk)], iter(typed)
    try:
        while True:
            last = said[-1]
            if isinstance(last, Told):
                said.append(next(talk))
                continue
            answer = next(answers, None)
            if answer is None:
                return said
            said.append(talk.send(answer))
    except StopIteration:
        assert list(answers) == [], "it ended before all was typed"
        return said


def asked(said: list[Prompt | Told]) -> list[str]:
    """The questions in the order in which they were put."""
    return [each.text.split("\n")[0] for each in said if isinstance(each, Prompt)]


def told(said: list[Prompt | Told], kind: str = "") -> list[str]:
    """The lines between the questions, of one kind or of all."""
    return [line for each in said if isinstance(each, Told) and kind in ("", each.kind) for line in each.lines]


__all__ = ["TODAY", "about_firm", "about_item", "asked", "context_of", "conversation", "played", "told"]
