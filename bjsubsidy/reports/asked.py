"""The questions to answer first, in short: what is asked, the option that answers it, and what hangs on it."""

from collections.abc import Sequence
from typing import NamedTuple

from bjsubsidy.language import listed
from bjsubsidy.law.entries import Fact
from bjsubsidy.reports.phrases import Phrases, grouped_money

_SHOWN = 5


class Asked(NamedTuple):
    """A question about a fact, what hangs on it in fen, None where nobody knows, and the measures that ask it."""

    fact: Fact
    worth: int | None
    measures: tuple[str, ...] = ()


class AskedLines(NamedTuple):
    """The lines, and how many questions are left out of them."""

    lines: list[str]
    left: int = 0


def asked_lines(asked: Sequence[Asked], words: Phrases, explain: bool, all_open: bool = False) -> AskedLines:
    """The first few of them under one line; all, with the id and the name of every choice, where everything is explained.

    What hangs on each is said once where it is the same of all. `all_open`: the line says that every measure waits for them.
    """
    if not asked:
        return AskedLines([])
    shown = asked if explain else asked[:_SHOWN]
    once = brings(asked[0].worth, words, len(shown) > 1) if len({one.worth for one in shown}) == 1 else ""
    said = [(explained_question if explain else short_question)(one, words) for one in shown]
    lines = said if once else [f"{line} {brings(one.worth, words)}" for line, one in zip(said, shown, strict=True)]
    return AskedLines([_headed(once, all_open, words), *(f"  {line}" for line in lines)], len(asked[len(shown) :]))


def _headed(once: str, all_open: bool, words: Phrases) -> str:
    each = words.say(f"（{once}）", f" ({once})") if once else ""
    if all_open:
        return words.say(f"? 都待定，先回答这些问题{each}：", f"? all unconfirmed; answer these questions first{each}:")
    return words.say(f"先回答这些问题{each}：", f"answer these questions first{each}:")


def brings(worth: int | None, words: Phrases, each: bool = False) -> str:
    """What an answer could bring."""
    if worth is None:
        return words.say("金额未知", "amount unknown")
    amount = grouped_money(worth)
    return words.say(f"{'各' if each else ''}最多 {amount}", f"{'each ' if each else ''}up to {amount}")


def short_question(asked: Asked, words: Phrases) -> str:
    """A question, and the option that answers it with what may be written there."""
    fact = asked.fact
    choices = "|".join(words.choice(fact.id, choice.id) if words.lang == "zh" else choice.id for choice in fact.choices)
    return f"{words.question(fact, asked.measures, short=True)} {option(fact)}{' ' if choices else ''}{choices}"


def explained_question(asked: Asked, words: Phrases) -> str:
    """A question, the option that answers it, and each choice with its id and its name."""
    fact = asked.fact
    between = " " if words.lang == "zh" else " = "
    named = {choice.id: choice.name.in_(words.lang) for choice in fact.choices}
    choices = listed([id if id == name else f"{id}{between}{name}" for id, name in named.items()], words.lang)
    return f"{words.question(fact, asked.measures)} [{option(fact)}{words.say('：', ': ') if choices else ''}{choices}]"


def option(fact: Fact) -> str:
    """The option of the command line that answers it."""
    return f"--[no-]{fact.id}" if fact.kind.flag else f"--{fact.id}"
