"""How an answer leaves: as which format, whole or not at all, never over an input, and never as bytes into a terminal."""

import os
import sys
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from functools import cached_property
from typing import TYPE_CHECKING

from bjsubsidy.cli import aside
from bjsubsidy.errors import Usage
from bjsubsidy.inputs import is_input
from bjsubsidy.language import Lang, Text, clean
from bjsubsidy.writers import ENDINGS, FORMATS, Format
from bjsubsidy.writers.screen import Screen

if TYPE_CHECKING:
    from bjsubsidy.reports.report import Report


class Output:
    """`formats` are the command's, its own first; `asked` is what `--format` says, `path` what `-o` says.

    `quiet` says no notes, `plain` marks no file for Excel.
    """

    def __init__(
        self, command: str, formats: Sequence[str], asked: str | None, path: str | None, quiet: bool, lang: Lang, plain: bool = False
    ) -> None:
        self.command = command
        self.formats = formats
        self.asked = asked
        self.path = None if path == "-" else path
        self.quiet = quiet
        self.lang = lang
        self.plain = plain

    @cached_property
    def format(self) -> Format:
        """That of `--format`, else by the ending of `-o`, else the command's own."""
        name, ending = self.asked, os.path.splitext(self.path or "")[1].lower()
        if name is None and ending:
            name = ENDINGS.get(ending)
            if name not in self.formats:
                what = Text(f"不知道以“{ending}”结尾的文件用什么格式", f"no format is known for a file that ends with “{ending}”")
                raise Usage(what, _ending([end for end, form in ENDINGS.items() if form in self.formats]))
        if name is not None and name not in self.formats:
            what = Text(f"{self.command} 没有格式“{name}”", f"{self.command} has no format “{name}”")
            raise Usage(what, Text(f"可用：{'、'.join(self.formats)}。", f"Use one of: {', '.join(self.formats)}."))
        # A command whose answer is always one text, such as a script, has a format of its own.
        chosen = name or self._own()
        return FORMATS.get(chosen) or Format(chosen)

    def _own(self) -> str:
        """The command's first format; where that is for machines and somebody reads along, a table."""
        first = self.formats[0]
        return "table" if first == "csv" and "table" in self.formats and self.path is None and sys.stdout.isatty() else first

    @cached_property
    def screen(self) -> Screen:
        if self.format.draws == "days":
            return Screen(moment=now(), replaced=self._replaced())
        if self.path is not None or not sys.stdout.isatty():
            return Screen()
        from shutil import get_terminal_size

        colour = not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
        return Screen(get_terminal_size().columns, colour)

    def _replaced(self) -> bytes:
        """What stands in the file that is written over; nothing where it cannot be read, since the answer does not hang on it."""
        if self.path is None or not os.path.isfile(self.path):
            return b""
        with suppress(OSError), open(self.path, "rb") as file:
            return file.read()
        return b""

    def write(self, report: "Report") -> None:
        """The answer, and on standard error what its format has no room for."""
        self.refuse_terminal()
        self.deliver(self.filed(self.format.write(report, self.screen)))
        self.caution(report, self.format)

    def caution(self, report: "Report", form: Format) -> None:
        """What a format has no room for, and what is said whatever the format."""
        for note in report.notes():
            self.note(note.in_(self.lang))
        for said in form.beside(report):
            self.note(said)

    def note(self, said: str) -> None:
        """A line beside the answer, unless nobody wants one."""
        if not self.quiet:
            aside(clean(said))

    @property
    def marked(self) -> bool:
        """Whether a file of the answer gets what Excel wants of one; what a device or a pipe takes does not."""
        path = self.path
        return path is not None and not self.plain and (os.path.isfile(path) or not os.path.exists(path))

    def filed(self, content: str | bytes) -> str | bytes:
        """What its format makes of an answer that goes into a file."""
        return self.format.filed(content) if self.marked else content

    def deliver(self, content: str | bytes) -> None:
        """To standard output, or whole into the file of `-o`."""
        if self.path is not None:
            self._refuse_inputs(self.path)
            write_whole(self.path, content.encode("utf-8") if isinstance(content, str) else content)
            self._note_open(self.path)
        elif isinstance(content, str):
            self.print([content])
        else:
            sys.stdout.flush()
            sys.stdout.buffer.write(content)

    def print(self, parts: Iterable[str], form: Format | None = None) -> None:
        """Text on standard output: for people in letters that the place shows, for programs as their format is written."""
        if (sys.stdout.encoding or "utf-8").lower() != "utf-8" or sys.platform == "win32":
            from bjsubsidy.cli.letters import settled

            parts = settled(sys.stdout, form or self.format, parts)
        sys.stdout.writelines(parts)

    def deliver_file(self, folder: str, write: Callable[[str], None]) -> None:
        """What `write` puts into a file: to standard output once it is whole, or in the place of `-o`."""
        if self.path is not None:
            self._refuse_inputs(self.path)
            put_whole(self.path, write)
            self._note_open(self.path)
            return
        import shutil

        place = os.path.join(folder, "output")
        write(place)
        if sys.stdout.isatty():
            with open(place, encoding="utf-8", newline="") as file:
                self.print(file)
            return
        sys.stdout.flush()
        with open(place, "rb") as whole:
            shutil.copyfileobj(whole, sys.stdout.buffer)

    def _note_open(self, path: str) -> None:
        from bjsubsidy.held import written_while_open
        from bjsubsidy.reports.report import as_note

        for said in written_while_open(path):
            self.note(as_note(said).in_(self.lang))

    def refuse_terminal(self) -> None:
        """What is no text is not written to a terminal."""
        if self.format.binary and self.path is None and sys.stdout.isatty():
            what = Text(f"{self.format.name} 不能显示在终端", f"{self.format.name} cannot be shown in a terminal")
            raise Usage(what, Text("请用 -o 写入文件。", "Write it into a file with -o."))

    def refuse_filled(self) -> None:
        """A form to fill in is never put over a file that is there: somebody may have filled it in."""
        if self.path is not None and os.path.isfile(self.path):
            what = Text(f"“{self.path}”已经存在，可能已填写", f"“{self.path}” is there already and may have been filled in")
            raise Usage(what, Text("请写到另一个文件，或先把它移走。", "Write to another file, or move it away first."))

    def refuse_input(self, path: str) -> None:
        """A file that a run is to write its input to is not where its answer goes."""
        if self.path is not None and os.path.realpath(self.path) == os.path.realpath(path):
            self._refuse(self.path)

    def _refuse_inputs(self, path: str) -> None:
        if is_input(path):
            self._refuse(path)

    def _refuse(self, path: str) -> None:
        what = Text(f"-o 指向输入文件“{path}”", f"-o names the input file “{path}”")
        raise Usage(what, Text("请写到另一个文件。", "Write to another file."))


def now() -> datetime:
    """The moment at which an answer is written."""
    return datetime.now(UTC).replace(microsecond=0)


def _ending(known: Sequence[str]) -> Text:
    """What now, where a file's ending says no format of this command."""
    if not known:
        return Text("请用没有扩展名的文件名。", "Use a name without an ending.")
    if len(known) == 1:
        return Text(f"请用 {known[0]} 结尾，或加 --format。", f"Use {known[0]}, or add --format.")
    return Text(f"请用 {'、'.join(known)} 之一结尾，或加 --format。", f"Use one of {', '.join(known)}, or add --format.")


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
        from bjsubsidy.held import unwritable

        raise unwritable(path, error) from None


def _pass_on(path: str, write: Callable[[str], None]) -> None:
    """Into a device or a pipe: what is written whole elsewhere first."""
    import shutil
    import tempfile

    from bjsubsidy.cli.ending import put_away

    with put_away(), open(path, "wb") as target, tempfile.TemporaryDirectory(prefix="bjsubsidy-") as folder:
        place = os.path.join(folder, "output")
        write(place)
        with open(place, "rb") as file:
            shutil.copyfileobj(file, target)


def _replace(place: str, write: Callable[[str], None]) -> None:
    from bjsubsidy.cli.ending import put_away

    mode = os.stat(place).st_mode & 0o777 if os.path.exists(place) else 0o666 & ~umask()
    beside = os.path.join(os.path.dirname(place), f".bjsubsidy-{os.urandom(8).hex()}")
    with put_away():
        try:
            os.close(os.open(beside, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
            write(beside)
            os.chmod(beside, mode)
            os.replace(beside, place)
        except BaseException:
            with suppress(FileNotFoundError):
                os.unlink(beside)
            raise


def umask() -> int:
    """What the system takes from the rights of a new file."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
