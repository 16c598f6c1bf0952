"""What Typer's completion leaves to shells that differ: an option and its value in one word, `--lang=e`; files where files belong.

bash takes such a word apart before it asks, at each `=`; zsh, fish and PowerShell replace the whole of it. Where nothing can be
offered zsh and fish would offer files.
"""

import io
import os
import sys
from collections.abc import Callable, MutableMapping
from contextlib import redirect_stdout
from typing import Any

_WORDS, _PLACE = "COMP_WORDS", "COMP_CWORD"
_LINE, _WORD = "_TYPER_COMPLETE_ARGS", "_TYPER_COMPLETE_WORD_TO_COMPLETE"
# What an option or a word takes where files are what its shell is to offer, and how Typer tells zsh so.
_FILES, _ZSH_FILES = ("FILE", "PROFILE", "FOLDER"), "_files"


def join_options(environment: MutableMapping[str, str]) -> None:
    """Take out each `=` that bash makes a word of behind an option, so that a value follows its option; the word asked about stays."""
    words, place = environment.get(_WORDS, "").split("\n"), environment.get(_PLACE, "")
    if not place.isdecimal():
        return
    dropped = [n for n, word in enumerate(words) if word == "=" and n and words[n - 1].startswith("--") and n != int(place)]
    environment[_WORDS] = "\n".join(word for n, word in enumerate(words) if n not in dropped)
    environment[_PLACE] = str(int(place) - sum(n < int(place) for n in dropped))


def complete_whole_words(params: list[Any]) -> None:
    """Have each option offer its values with the option before them, where a shell replaces both; the run remembers what was asked."""
    for param in params:
        param.shell_complete = _whole(param, param.shell_complete)


def _whole(param: Any, offered: Callable[[Any, str], list[Any]]) -> Callable[[Any, str], list[Any]]:
    def shell_complete(ctx: Any, incomplete: str) -> list[Any]:
        items = offered(ctx, incomplete)
        ctx.obj.completed = param
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


def answered_shell(session: Any, offer: Callable[[], object]) -> int:
    """What Typer offers a shell, without files where none belong: the exit code that the shell is told.

    `offer` prints what Typer's script for the shell reads, and ends as that script expects.
    """
    written, code = io.StringIO(), 0
    with redirect_stdout(written):
        try:
            offer()
        except SystemExit as end:
            code = int(end.code or 0)
    said, asked = written.getvalue(), session.completed
    files = asked is not None and asked.metavar in _FILES
    if said.strip() == _ZSH_FILES:
        said = f"compset -P '--*='; {_ZSH_FILES}\n" if files else _message(asked)
    sys.stdout.write(said)
    # fish asks by the exit code whether anything but files is to be offered.
    return code if files else 0


def _message(asked: Any) -> str:
    """What zsh shows where nothing can be offered: what is asked."""
    quote, apostrophe = "'", "’"
    return "" if asked is None else f"_message -r {quote}{(asked.help or '').replace(quote, apostrophe)}{quote}\n"
