"""Where a conversation is held: a terminal with somebody at it, or lines of standard input. Only here anything is asked of a person."""

import sys
from collections.abc import Generator
from contextlib import suppress
from io import TextIOWrapper
from typing import Protocol

from bjsubsidy.cli.conversation import Prompt, Told
from bjsubsidy.language import clean


def at_terminal() -> bool:
    """Whether somebody sits there who sees a question and can answer it, and sees the answer too."""
    streams = (sys.stdin, sys.stdout, sys.stderr)
    return all(stream is not None and stream.isatty() for stream in streams)


class Listener(Protocol):
    """Whoever puts questions and hears answers."""

    def tell(self, told: Told) -> None: ...

    def ask(self, prompt: Prompt) -> str | None:
        """What was typed; None where the answers end."""


def hold(talk: Generator[Prompt | Told, str, None], listener: Listener) -> bool:
    """Hold a conversation; whether it came to its own end, and not to that of the answers."""
    with suppress(StopIteration):
        said = next(talk)
        while True:
            if isinstance(said, Told):
                listener.tell(said)
                said = next(talk)
                continue
            typed = listener.ask(said)
            if typed is None:
                return False
            said = talk.send(typed)
    return True


# So many answers of a list are shown again with their question.
_FEW = 6
_STYLES = {"note": "", "why": "", "fault": "red"}


class Terminal:
    """Questions on standard error, folded to its width; what is typed is edited by the system's own line editor."""

    def __init__(self) -> None:
        from rich.console import Console

        self._put: Prompt | None = None
        self._console = Console(stderr=True, markup=False, highlight=False, emoji=False)
        if isinstance(sys.stdin, TextIOWrapper):
            sys.stdin.reconfigure(errors="replace")
        # Where it is there, `input` edits by it: the terminal's own erases half of a Chinese character.
        with suppress(ImportError):
            import readline  # noqa: F401

    def tell(self, told: Told) -> None:
        self.say(told.lines, _STYLES[told.kind])

    def say(self, lines: tuple[str, ...], style: str = "") -> None:
        """Lines within the width of the terminal, which may change while it is used."""
        from shutil import get_terminal_size

        from rich.text import Text

        from bjsubsidy.writers.folding import folded_lines

        width = get_terminal_size().columns
        for part in (part for line in lines for part in folded_lines(clean(line), width)):
            self._console.print(Text(part, style), soft_wrap=True)

    def ask(self, prompt: Prompt) -> str | None:
        """A question that is put again says no more than it must: what was told of it stays in view."""
        again = prompt == self._put
        self._put = prompt
        self.say(("", prompt.head) if prompt.head and not again else ("",), "bold cyan")
        question, *about = prompt.text.split("\n")
        self.say((question,), "bold")
        self.say(() if again else tuple(about))
        self.say(() if again and len(prompt.offers) > _FEW else tuple(f"  {offer}" for offer in prompt.offers))
        self.say(tuple(filter(None, (prompt.before, prompt.hint))), "dim")
        try:
            return input("> ")
        except EOFError:
            print(file=sys.stderr)
            return None


class Lines:
    """Answers line by line from standard input: a question is one line, and what it is worth stands in it."""

    def __init__(self) -> None:
        if isinstance(sys.stdin, TextIOWrapper):
            sys.stdin.reconfigure(errors="replace")

    def tell(self, told: Told) -> None:
        for line in told.lines:
            print(clean(line), file=sys.stderr)

    def ask(self, prompt: Prompt) -> str | None:
        print(f"{clean(prompt.line)} ", end="", file=sys.stderr, flush=True)
        line = "" if sys.stdin is None else sys.stdin.readline()
        if not line:
            print(file=sys.stderr)
            return None
        return line
