"""A file as it was given: laid where it can be read more than once, and known by its content, not by its name."""

import os
import re
import shutil
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Literal

from bjsubsidy.errors import Mistake, UnusableFile
from bjsubsidy.held import unreadable
from bjsubsidy.inputs import note_input
from bjsubsidy.language import Text
from bjsubsidy.readers.csv_file import BOM_BYTES

_SAMPLE = 1 << 16


def placed(path: str, folder: str) -> tuple[str, bytes]:
    """Where a file can be read more than once, and how it begins."""
    try:
        place = _standing(path, folder)
        with open(place, "rb") as file:
            note_input(file)
            return place, file.read(_SAMPLE)
    except OSError as error:
        raise unreadable(path, error) from None


def _standing(path: str, folder: str) -> str:
    """A file that can be read more than once, under a name that no engine takes for a pattern."""
    place = os.path.join(folder, "source")
    if path == "-":
        with open(place, "wb") as file:
            if sys.stdin is not None:
                note_input(sys.stdin)
                shutil.copyfileobj(sys.stdin.buffer, file)
    elif os.path.isfile(path):
        _stand_for(os.path.realpath(path), place)
    else:
        with open(path, "rb") as pipe, open(place, "wb") as file:
            shutil.copyfileobj(pipe, file)
    return place


def _stand_for(path: str, place: str) -> None:
    """The file under another name; as a copy where the system makes no links: Windows does so for few, and not between drives."""
    for link in (os.symlink, os.link):
        with suppress(OSError):
            link(path, place)
            return
    shutil.copyfile(path, place)


@contextmanager
def no_profile(files: Sequence[tuple[str, bytes]]) -> Iterator[None]:
    """What cannot be read as a table and is a firm's profile is said to be one; files by their names and how they begin."""
    try:
        yield
    except UnusableFile:
        path = next((path for path, start in files if _SECTION.search(start)), None)
        if path is None:
            raise
        what = Text("它是一家企业的资料（TOML），不是表", "it is the profile of one firm (TOML), and no table")
        now = Text(f"请用 bjsubsidy plan {path}。", f"Use bjsubsidy plan {path}.")
        raise UnusableFile(path, [Mistake(what, now).at(path)]) from None


_SECTION = re.compile(rb"^[ \t]*\[{1,2}[^\[\],\n]+\]{1,2}[ \t]*(?:#.*)?\r?$", re.MULTILINE)


def form_of(path: str, start: bytes) -> Literal["csv", "parquet", "workbook"]:
    """What a file is by its first bytes; `UnusableFile` of a web page or XML."""
    if start.startswith(b"PAR1"):
        return "parquet"
    if start.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        return "workbook"
    if start.removeprefix(BOM_BYTES).lstrip().startswith(b"<"):
        what = Text(
            "它是网页或 XML，不是表格（有些系统把网页存成 .xls）", "it is a web page or XML, not a table (some systems save one as .xls)"
        )
        raise UnusableFile(
            path, [Mistake(what, Text("请在 Excel 中打开，另存为 .xlsx。", "Open it in Excel and save it as .xlsx.")).at(path)]
        )
    return "csv"
