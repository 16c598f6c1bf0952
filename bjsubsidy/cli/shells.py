"""What Typer's completion leaves to shells that differ: an option and its value in one word, `--lang=e`.

bash takes such a word apart before it asks, at each `=`; zsh, fish and PowerShell replace the whole of it.
"""

import os
from collections.abc import Callable, MutableMapping
from typing import Any

_WORDS, _PLACE = "COMP_WORDS", "COMP_CWORD"
_LINE, _WORD = "_TYPER_COMPLETE_ARGS", "_TYPER_COMPLETE_WORD_TO_COMPLETE"


def join_options(environment: MutableMapping[str, str]) -> None:
    """Take out each `=` that bash makes a word of behind an option, so that a value follows its option; the word asked about stays."""
    words, place = environment.get(_WORDS, "").split("\n"), environment.get(_PLACE, "")
    if not place.isdecimal():
        return
    dropped = [n for n, word in enumerate(words) if word == "=" and n and words[n - 1].startswith("--") and n != int(place)]
    environment[_WORDS] = "\n".join(word for n, word in enumerate(words) if n not in dropped)
    environment[_PLACE] = str(int(place) - sum(n < int(place) for n in dropped))


def complete_whole_words(params: list[Any]) -> None:
    """Have each option offer its values with the option before them, where a shell replaces both."""
    for param in params:
        param.shell_complete = _whole(param.shell_complete)


def _whole(offered: Callable[[Any, str], list[Any]]) -> Callable[[Any, str], list[Any]]:
    def shell_complete(ctx: Any, incomplete: str) -> list[Any]:
        items = offered(ctx, incomplete)
        for item in items:
            item.value = before_value(os.environ, incomplete) + item.value
        return items

    return shell_complete


def before_value(environment: MutableMapping[str, str], incomplete: str) -> str:
    """What stands before the value in the word that is completed: `--lang=`; nothing where the value is the word."""
    line = environment.get(_LINE, "")
    word = environment.get(_WORD) or ("" if line.endswith(" ") else line.rpartition(" ")[2])
    name, sign, value = word.partition("=")
    return f"{name}=" if sign and name.startswith("--") and value == incomplete else ""
