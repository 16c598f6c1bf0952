"""Files that another program has open: Excel on Windows lets nobody write over one, and seldom read it.

The system says so by a number of its own; what an office lays beside an open file says it too, unless it ended without a word.
"""

import os
from collections.abc import Iterable

from bjsubsidy.errors import UnreadableFile, Unwritable, system_reason
from bjsubsidy.language import Text

# Windows: another program shares the file with nobody, has locked a part of it, or lets nobody put another in its place.
_SHARING, _LOCKED, _DENIED = 32, 33, 5


class HeldFromWriting(Unwritable):
    """A file that another program has open, so that nothing can be put in its place."""

    words = Text(
        "无法写入文件“{path}”：它正在 Excel、WPS 或其他程序中打开。请先在那里关闭，再运行一次。",
        "cannot write the file “{path}”: it is open in Excel or another program. Close it there first, then run this again.",
    )


class HeldFromReading(UnreadableFile):
    """A file that another program has open, and lets nobody read."""

    words = Text(
        "无法读取文件“{path}”：它正在 Excel、WPS 或其他程序中打开。请先在那里关闭，再运行一次。",
        "cannot read the file “{path}”: it is open in Excel or another program. Close it there first, then run this again.",
    )


def unwritable(path: str, error: OSError) -> Unwritable:
    """Why the system does not let a file be written."""
    return HeldFromWriting(path=path) if _held(path, error) else Unwritable(path=path, why=_no_folder(path) or system_reason(error))


def _no_folder(path: str) -> Text | None:
    """The folder on the way to a file that is not there; None where all are."""
    missing, folder = None, os.path.dirname(path)
    while folder and not os.path.exists(folder):
        missing, folder = folder, os.path.dirname(folder)
    return None if missing is None else Text(f"没有文件夹“{missing}”", f"there is no folder “{missing}”")


def unreadable(path: str, error: OSError) -> UnreadableFile:
    """Why the system does not let a file be read."""
    return HeldFromReading(path=path) if _held(path, error) else UnreadableFile(path=path, why=system_reason(error))


def opened_in_office(path: str) -> bool:
    """Whether an office has laid beside a file what it lays beside one that it has open: Excel, WPS, LibreOffice."""
    folder, name = os.path.split(path)
    return any(os.path.isfile(os.path.join(folder, beside)) for beside in (f"~${name}", f".~{name}", f".~lock.{name}#"))


def read_while_open(paths: Iterable[str]) -> list[Text]:
    """A note for each file that is read as it was last saved."""
    zh, en = "正在 Excel 等程序中打开；尚未保存的内容没有读到", "is open in Excel or the like; what is not saved there is not read"
    return [Text(f"“{path}”{zh}", f"“{path}” {en}") for path in paths if opened_in_office(path)]


def written_while_open(path: str) -> list[Text]:
    """A note where an office goes on showing what a file held before."""
    said = Text(
        "正在 Excel 等程序中打开，那里显示的仍是旧内容；请关闭后重新打开",
        "is open in Excel or the like, which still shows what was in it before; close it there and open it again",
    )
    return [Text(f"“{path}”{said.zh}", f"“{path}” {said.en}")] if opened_in_office(path) else []


def _held(path: str, error: OSError) -> bool:
    said = getattr(error, "winerror", None)
    if said in (_SHARING, _LOCKED):
        return True
    ordinary = os.path.isfile(path) and os.access(path, os.W_OK)
    return isinstance(error, PermissionError) and ordinary and (said == _DENIED or opened_in_office(path))
