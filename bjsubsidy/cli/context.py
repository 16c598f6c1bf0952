"""What every command has at hand: what its line gave, the language, the catalogue, today, and where the answer goes."""

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from bjsubsidy.api.catalogue import catalogue
from bjsubsidy.cli.given import Command, GivenParameters
from bjsubsidy.cli.output import Output
from bjsubsidy.errors import Problem, Usage, near
from bjsubsidy.language import LANGS, Lang, Text, shortened
from bjsubsidy.law.catalogue import Catalogue, same_name
from bjsubsidy.quantities import parse_date, parse_money
from bjsubsidy.reports.report import Days, as_note, is_note
from bjsubsidy.writers import ENDINGS, FOR_READING

if TYPE_CHECKING:
    from bjsubsidy.cli.session import Session


class Context:
    """One run of a command."""

    def __init__(self, command: Command, given: GivenParameters, lang: Lang, session: "Session | None" = None) -> None:
        self.command = command
        self.given = given
        self.lang = lang
        self._session = session
        self.noted: list[Text] = []
        self.word("lang", LANGS)

    @cached_property
    def catalogue(self) -> Catalogue:
        paths = self.given.many("catalogue")
        return open_catalogue(paths) if self._session is None else self._session.catalogue(paths)

    @cached_property
    def today(self) -> date:
        return date.today()

    def day(self, parameter: str) -> date | None:
        """The day that was given, None where none was."""
        written = self.given.one(parameter)
        try:
            return None if written is None else parse_date(written)
        except Problem as problem:
            raise problem.at(self.given.place(parameter)) from None

    def files(self, parameter: str) -> list[str]:
        """The file that was given, none where none was."""
        written = self.given.one(parameter)
        return [] if written is None else [written]

    def amount(self, parameter: str) -> int | None:
        """The fen that were given, None where none were."""
        written = self.given.one(parameter)
        try:
            return None if written is None else parse_money(written)
        except Problem as problem:
            raise problem.at(self.given.place(parameter)) from None

    def word(self, parameter: str, known: Sequence[str], names: Sequence[Text] = ()) -> str | None:
        """One of the known words that was given, by itself or by its name; None where none was."""
        written = self.given.one(parameter)
        if written is None or written in known:
            return written
        for word, name in zip(known, names, strict=False):
            if same_name(written, *name):
                return word
        what, place = shortened(written), self.given.place(parameter)
        raise Usage(Text(f"{place} 不能是“{what}”", f"{place} cannot be “{what}”"), near(written, list(known), names))

    def refuse_format(self) -> None:
        """For a command that prints one text and has no formats: none is asked for, and no file would pass for another."""
        asked, name = self.given.one("format"), self.command.words
        if asked is not None:
            what = Text(f"{name} 没有格式“{shortened(asked)}”", f"{name} has no format “{shortened(asked)}”")
            raise Usage(what, Text("请去掉 --format。", "Leave out --format."))
        ending = os.path.splitext(self.given.one("output") or "")[1].lower()
        if ending in ENDINGS and ending not in FOR_READING.endings:
            what = Text(f"{name} 不写“{ending}”文件", f"{name} does not write “{ending}” files")
            raise Usage(what, Text("请用 .txt 等其他结尾。", "Use another ending, such as .txt."))

    def days(self, on: date | None = None, as_of: date | None = None) -> Days:
        """The days that an answer rests on, and whether they were given."""
        return Days(as_of, self.given.has("as_of"), on, self.given.has("on"))

    @cached_property
    def output(self) -> Output:
        given, command = self.given, self.command
        asked, path, quiet = given.one("format"), given.one("output"), given.has("quiet")
        return Output(command.words, command.formats, asked, path, quiet, self.lang, given.has("plain"))

    def refuse_beside(self, option: str, *others: str) -> None:
        """`Usage` where the line gives something that nothing looks at beside an option."""
        given = next((other for other in others if self._on_the_line(other)), None)
        if given is not None:
            what = Text(f"{option} 不能与 {self.given.place(given)} 同用", f"{option} cannot be used with {self.given.place(given)}")
            raise Usage(what, Text("请去掉其中之一。", "Leave one of them out."))

    def refuse_without(self, option: str, needed: str) -> None:
        """`Usage` where the line gives something that nothing looks at without what is `needed`."""
        if self._on_the_line(option):
            place = self.given.place(option)
            what = Text(f"{place} 只与 {needed} 同用", f"{place} can be used with {needed} only")
            raise Usage(what, Text(f"请去掉它，或加上 {needed}。", f"Leave it out, or add {needed}."))

    def _on_the_line(self, parameter: str) -> bool:
        return self.given.has(parameter) and parameter not in self.given.variables

    def warn(self, text: Text) -> None:
        self.output.note(text.in_(self.lang))

    def note(self, said: Text) -> None:
        """A line of what the answer is read from: said at once, and kept as `noted` for the formats that have notes."""
        self.warn(said)
        self.noted += [said] if is_note(said) and said not in self.noted else []

    def say(self, notes: Iterable[Text]) -> None:
        """Notes on standard error, one a line."""
        for note in notes:
            self.warn(as_note(note))


def open_catalogue(paths: Sequence[str]) -> Catalogue:
    """The packaged catalogue, or the one of `--catalogue` with its layers, checked whole."""
    if not paths:
        return catalogue()
    with _nothing_thrown_away():
        return catalogue(*paths)


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
