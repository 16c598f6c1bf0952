"""What every command has at hand: its words, the language, the catalogue, today, and where the answer goes."""

import os
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from bjsubsidy.cli.commands import COMMON, Command
from bjsubsidy.errors import Problem, Unwritable, Usage, why
from bjsubsidy.language import Lang, Text
from bjsubsidy.law.catalogue import Catalogue
from bjsubsidy.quantities import parse_date
from bjsubsidy.readers.command import Parsed, parse

if TYPE_CHECKING:
    from bjsubsidy.writers.book import Book
    from bjsubsidy.writers.ics import Event
    from bjsubsidy.writers.sheet import Sheet

FORMATS = {
    ".json": "json",
    ".jsonl": "json",
    ".csv": "csv",
    ".txt": "table",
    ".xlsx": "xlsx",
    ".html": "html",
    ".htm": "html",
    ".ics": "ics",
    ".parquet": "parquet",
}
_BINARY = ("xlsx", "parquet")


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

    @cached_property
    def format(self) -> str:
        """`--format`, else by the ending of `-o`, else a table."""
        asked, path = self.parsed.one("format"), self.parsed.one("output")
        if asked is None and path is not None and os.path.splitext(path)[1]:
            ending = os.path.splitext(path)[1].lower()
            if FORMATS.get(ending) not in self.command.formats:
                what = Text(f"不知道以“{ending}”结尾的文件用什么格式", f"no format is known for a file that ends with “{ending}”")
                raise Usage(what, _ending([end for end, form in FORMATS.items() if form in self.command.formats]))
            asked = FORMATS[ending]
        if asked is not None and asked not in self.command.formats:
            formats = self.command.formats
            what = Text(f"{self.command.name} 没有格式“{asked}”", f"{self.command.name} has no format “{asked}”")
            raise Usage(what, Text(f"可用：{'、'.join(formats)}。", f"Use one of: {', '.join(formats)}."))
        return asked or self.command.formats[0]

    def cautions(self, on: date) -> list[str]:
        """The line that a day after the edition's end carries."""
        edition = self.catalogue.edition
        said = Text(f"注意：{edition.caution.zh}", f"note: {edition.caution.en}")
        return [said.in_(self.lang)] if on > edition.until else []

    def warn(self, text: Text) -> None:
        print(text.in_(self.lang), file=sys.stderr)

    def deliver(self, text: str) -> None:
        """To standard output, or whole into the file of `-o`."""
        path = self.parsed.one("output")
        if path in (None, "-"):
            sys.stdout.write(text)
            return
        self._refuse_inputs(path or "")
        write_whole(path or "", text.encode("utf-8"))

    def deliver_file(self, folder: str, write: Callable[[str], None]) -> None:
        """What `write` puts into a file: to standard output once it is whole, or in the place of `-o`."""
        import shutil

        path = self.parsed.one("output")
        if path in (None, "-"):
            place = os.path.join(folder, "output")
            write(place)
            sys.stdout.flush()
            with open(place, "rb") as file:
                shutil.copyfileobj(file, sys.stdout.buffer)
            return
        self._refuse_inputs(path or "")
        put_whole(path or "", write)

    def draw(
        self,
        document: Callable[[], dict[str, object]],
        sheet: Callable[[], "Sheet"],
        book: "Callable[[], Book]",
        table: Callable[[], str] | None = None,
        events: "Callable[[], tuple[str, Sequence[Event]]] | None" = None,
    ) -> None:
        """The answer in the format asked for; only what that format needs is imported. `table` is for more than one sheet."""
        if self.format == "json":
            from bjsubsidy.writers import json

            self.deliver(json.text(document()))
        elif self.format == "csv":
            from bjsubsidy.writers import csv

            self.deliver(csv.text(sheet()))
        elif self.format == "html":
            from bjsubsidy.writers import html

            self.deliver(html.text(book()))
        elif self.format == "xlsx":
            self._draw_workbook(book)
        elif self.format == "ics" and events is not None:
            self._draw_calendar(*events())
        else:
            self.deliver(self.table_of(sheet()) if table is None else table())

    def table_of(self, *sheets: "Sheet") -> str:
        """One sheet as a table, or several under their titles."""
        from bjsubsidy.writers import table

        return table.text(*sheets, self.width, self.colour) if len(sheets) == 1 else table.texts(sheets, self.width, self.colour)

    def _draw_calendar(self, title: str, events: "Sequence[Event]") -> None:
        from bjsubsidy.writers import ics

        if not events:
            self.warn(Text("没有日期，日历是空的", "there is no date: the calendar is empty"))
        self.deliver(ics.text(events, title, self.catalogue.edition.until))

    def _draw_workbook(self, book: "Callable[[], Book]") -> None:
        import tempfile

        from bjsubsidy.writers import xlsx

        self.refuse_terminal()
        with tempfile.TemporaryDirectory(prefix="bjsubsidy-") as folder:
            self.deliver_file(folder, lambda place: xlsx.write(place, book()))

    def refuse_terminal(self) -> None:
        """What is no text is not written to a terminal."""
        if self.format in _BINARY and self.parsed.one("output") in (None, "-") and sys.stdout.isatty():
            what = Text(f"{self.format} 不能显示在终端", f"{self.format} cannot be shown in a terminal")
            raise Usage(what, Text("请用 -o 写入文件。", "Write it into a file with -o."))

    @property
    def width(self) -> int | None:
        if not sys.stdout.isatty() or self.parsed.has("output"):
            return None
        from shutil import get_terminal_size

        return get_terminal_size().columns

    @property
    def colour(self) -> bool:
        return self.width is not None and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"

    def _refuse_inputs(self, path: str) -> None:
        """The catalogue, the register, a profile and what comes on standard input are never written over."""
        named = [self.parsed.one(option) for option in ("catalogue", "received-file", "against")]
        named += self.parsed.options.get("answers", [])
        inputs: list[str | int] = [given for given in (*named, *self.parsed.positionals) if given]
        if catalogue := self.parsed.one("catalogue"):
            inputs.append(os.path.join(os.path.dirname(catalogue), "lpr.toml"))
        if "-" in self.parsed.positionals and sys.stdin is not None:
            inputs.append(0)
        if any(_same_file(path, given) for given in inputs):
            what = Text(f"-o 指向输入文件“{path}”", f"-o names the input file “{path}”")
            raise Usage(what, Text("请写到另一个文件。", "Write to another file."))


def _same_file(path: str, other: str | int) -> bool:
    try:
        return os.path.isfile(path) and os.path.samestat(os.stat(path), os.stat(other))
    except OSError:
        return False


def read(command: Command, words: Sequence[str], lang: Lang, known: Callable[[Catalogue, Lang], list[str]] | None = None) -> Context | None:
    """A command without options of the catalogue: its words read; None when it showed its help, with the names it knows."""
    parsed = parse(words, [*COMMON, *command.options])
    if parsed.has("help"):
        from bjsubsidy.cli.help import usage

        about = known(open_catalogue(parsed.one("catalogue")), lang) if known else []
        sys.stdout.write(usage(command, lang, about))
        return None
    return Context(command, parsed, lang)


def write_whole(path: str, content: bytes) -> None:
    """The whole file or none of it."""

    def write(place: str) -> None:
        with open(place, "wb") as file:
            file.write(content)

    put_whole(path, write)


def put_whole(path: str, write: Callable[[str], None]) -> None:
    """The whole file or none of it: written beside its place, then put there at once. A device or a pipe takes it as it comes."""
    try:
        if os.path.exists(path) and not os.path.isfile(path):
            _pass_on(path, write)
        else:
            _replace(os.path.realpath(path), write)
    except OSError as error:
        raise Unwritable(path=path, why=why(error)) from None


def _pass_on(path: str, write: Callable[[str], None]) -> None:
    """Into a device or a pipe: what is written whole elsewhere first."""
    import shutil
    import tempfile

    with open(path, "wb") as target, tempfile.TemporaryDirectory(prefix="bjsubsidy-") as folder:
        place = os.path.join(folder, "output")
        write(place)
        with open(place, "rb") as file:
            shutil.copyfileobj(file, target)


def _replace(place: str, write: Callable[[str], None]) -> None:
    import tempfile

    mode = os.stat(place).st_mode & 0o777 if os.path.exists(place) else 0o666 & ~_umask()
    handle, beside = tempfile.mkstemp(dir=os.path.dirname(place), prefix=".bjsubsidy-")
    os.close(handle)
    try:
        write(beside)
        os.chmod(beside, mode)
        os.replace(beside, place)
    except BaseException:
        with suppress(FileNotFoundError):
            os.unlink(beside)
        raise


def _ending(known: Sequence[str]) -> Text:
    """What now, where a file's ending says no format of this command."""
    if not known:
        return Text("请用没有扩展名的文件名。", "Use a name without an ending.")
    return Text(f"请用 {'、'.join(known)} 结尾，或加 --format。", f"Use {', '.join(known)}, or add --format.")


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def open_catalogue(path: str | None) -> Catalogue:
    """The packaged catalogue, or the one of `--catalogue`, checked whole."""
    from bjsubsidy.law.storage import packaged

    if path is None:
        return packaged()
    from bjsubsidy.answers.examples import checked_catalogue

    return checked_catalogue(path)
