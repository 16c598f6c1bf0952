"""What every command has at hand: its words, the language, the catalogue, today, and where the answer goes."""

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from functools import cached_property

from bjsubsidy.cli.commands import COMMON, Command
from bjsubsidy.cli.output import Output
from bjsubsidy.errors import Problem
from bjsubsidy.language import Lang, Text
from bjsubsidy.law.catalogue import Catalogue
from bjsubsidy.quantities import parse_date
from bjsubsidy.readers.command import Parsed, parse
from bjsubsidy.reports.report import Days


class Context:
    def __init__(self, command: Command, parsed: Parsed, lang: Lang) -> None:
        self.command = command
        self.parsed = parsed
        self.lang = lang

    @cached_property
    def catalogue(self) -> Catalogue:
        return open_catalogue(self.parsed.one("catalogue"))

    @cached_property
    def today(self) -> date:
        return date.today()

    def day(self, option: str) -> date | None:
        written = self.parsed.one(option)
        if written is None:
            return None
        try:
            return parse_date(written)
        except Problem as problem:
            raise problem.at(f"--{option}") from None

    def days(self, on: date | None = None, as_of: date | None = None) -> Days:
        """The days that an answer rests on, and whether they were given."""
        return Days(as_of, self.parsed.has("as-of"), on, self.parsed.has("on"))

    @cached_property
    def output(self) -> Output:
        parsed = self.parsed
        quiet, asked, path = parsed.has("quiet"), parsed.one("format"), parsed.one("output")
        return Output(self.command.name, self.command.formats, asked, path, quiet, self.lang)

    def warn(self, text: Text) -> None:
        self.output.note(text.in_(self.lang))


def read(command: Command, words: Sequence[str], lang: Lang, known: Callable[[Catalogue, Lang], list[str]] | None = None) -> Context | None:
    """A command without options of the catalogue: its words read; None when it showed its help, with the names it knows."""
    parsed = parse(words, [*COMMON, *command.options])
    if parsed.has("help"):
        from bjsubsidy.cli.help import usage

        about = known(open_catalogue(parsed.one("catalogue")), lang) if known else []
        sys.stdout.write(usage(command, lang, about))
        return None
    return Context(command, parsed, lang)


def open_catalogue(path: str | None) -> Catalogue:
    """The packaged catalogue, or the one of `--catalogue`, checked whole."""
    from bjsubsidy.law.storage import packaged

    if path is None:
        return packaged()
    with _nothing_thrown_away():
        from bjsubsidy.answers.examples import checked_catalogue

        return checked_catalogue(path)


@contextmanager
def _nothing_thrown_away() -> Iterator[None]:
    """What a catalogue is read into stays until the end: to look through it for garbage takes a fifth of the time."""
    import gc

    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()
