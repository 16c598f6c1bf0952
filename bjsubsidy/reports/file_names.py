"""Names of files for what people call things: such as any file system takes, each once however it compares letters."""

import re
import sys
import unicodedata
from collections.abc import Iterable

# What Windows keeps for devices, whatever ending they have.
_DEVICES = re.compile(r"(?:CON|PRN|AUX|NUL|CONIN\$|CONOUT\$|(?:COM|LPT)[0-9¹²³])(?:[ .].*)?", re.IGNORECASE)
# What Windows refuses in names, and what a link of a page or a workbook would take for something else.
_SIGNS = str.maketrans(dict.fromkeys('<>:"/\\|?*#%[]', "_"))
# Bytes of a name without ending and number: file systems take 255, and a path of a folder stands before them.
# Before a code there is less room.
_LONGEST, _LONGEST_BEFORE = 150, 110


class FileNames:
    """Gives one name after the other, with an `ending`; none of those `taken`, which stand without it."""

    def __init__(self, ending: str, taken: Iterable[str] = ()) -> None:
        self.ending = ending
        self._used = {_compared(name) for name in taken}

    def of(self, called: str, apart: str | None = None) -> str:
        """The name for what is called so; `apart` tells it from others of that name, and a number where that does not."""
        stem = _plain(called)
        if _compared(stem) in self._used and apart:
            stem = f"{_cut(stem, _LONGEST_BEFORE)} {_plain(apart)}"
        free, number = stem, 2
        while _compared(free) in self._used:
            free, number = f"{stem} {number}", number + 1
        self._used.add(_compared(free))
        return free + self.ending


def _plain(called: str) -> str:
    """Without signs, marks and ends that some file system does not take; `_` where nothing is left."""
    composed = unicodedata.normalize("NFC", "".join(filter(_kept, called)))
    plain = re.sub(r"\s+", " ", composed.translate(_SIGNS))
    plain = _cut(plain.lstrip(" .-~"), _LONGEST).rstrip(" .")
    return f"_{plain}" if _DEVICES.fullmatch(plain) or not plain else plain


def _kept(character: str) -> bool:
    """No control, mark of direction, half of a pair or unassigned sign, and nothing that the system's own names cannot hold.

    What joins the parts of one sign stays.
    """
    if unicodedata.category(character) in ("Cc", "Cf", "Cs", "Co", "Cn") and character != "\u200d":
        return character.isspace()
    try:
        character.encode(sys.getfilesystemencoding())
    except UnicodeEncodeError:
        return False
    return True


def _cut(text: str, most: int) -> str:
    """At most so many bytes, whole signs with the marks that belong to them."""
    if len(text.encode()) <= most:
        return text
    cut = text.encode()[:most].decode(errors="ignore")
    following = text[len(cut)]
    while cut and (_joined(following) or cut[-1] == "\u200d"):
        cut, following = cut[:-1], cut[-1]
    return cut


def _joined(character: str) -> bool:
    return character == "\u200d" or unicodedata.category(character) in ("Mn", "Me", "Mc") or "\U0001f3fb" <= character <= "\U0001f3ff"


def _compared(name: str) -> str:
    """What two names that some file system takes for one have in common."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold()).rstrip(" .")
