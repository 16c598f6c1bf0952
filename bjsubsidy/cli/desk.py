"""The profile that a conversation fills in: its text in the file, what stands there, and the plan of it."""

import os
from collections.abc import Callable
from typing import Any

from bjsubsidy.cli.context import Context
from bjsubsidy.cli.output import write_whole
from bjsubsidy.cli.planning import firm_in_text, plan_in_time
from bjsubsidy.errors import Mistake, Problem, UnreadableFile, UnusableFile, Unwritable
from bjsubsidy.held import unwritable
from bjsubsidy.language import Text
from bjsubsidy.law.firm import Profile
from bjsubsidy.planning.plan import Plan
from bjsubsidy.quantities import MOST_FEN
from bjsubsidy.readers.keys import KeysById, key_of
from bjsubsidy.readers.toml_file import read_toml, toml_table
from bjsubsidy.writers.profile import profile_head
from bjsubsidy.writers.profile_edit import TomlValue, with_values

_MARK = "\ufeff"
_NEEDED = ("input", "amount", "label")


class ProfileDesk:
    """Each change is read as the file would be before it is written; what cannot stand is refused, and the file stays.

    An item that lacks what an item needs stays in the file, to be completed, and is left out of the plan until then.
    """

    def __init__(self, context: Context, path: str) -> None:
        self.context = context
        self.path = path
        self.saved = 0
        self._plans: dict[str, Plan] = {}
        self.load()

    def load(self) -> None:
        """The file as it stands now: somebody may have written in it since. What is not there is begun."""
        try:
            content, self.text, _ = read_toml(self.path)
            self._mark = content.startswith(_MARK.encode())
        except UnreadableFile:
            if os.path.lexists(self.path):
                raise
            if not self.saved:
                self.text, self._mark = profile_head(self.context.lang), False
        self.raw = self._raw(self.text)

    def _raw(self, text: str) -> dict[str, Any]:
        return KeysById(toml_table(self.path, text), self.context.catalogue).raw

    def items(self) -> list[dict[str, Any]]:
        """The items as written, under the ids of their facts."""
        return [row for row in self.raw.get("item", []) if isinstance(row, dict)]

    def firm(self) -> dict[str, Any]:
        found = self.raw.get("enterprise", {})
        return found if isinstance(found, dict) else {}

    def held(self, key: str, place: int | None) -> Any:
        """What stands for a key of the firm or of an item; None where nothing or a blank does."""
        value = (self.firm() if place is None else self.items()[place]).get(key)
        return None if isinstance(value, str) and not value.strip() else value

    def lacks(self, place: int) -> list[str]:
        """What an item needs and has not."""
        return [key for key in _NEEDED if self.held(key, place) is None]

    def blank(self) -> bool:
        """Whether nothing was said in the file yet, as in the form of `plan --new`."""
        said = [value for key, value in self.raw.items() if key != "enterprise"]
        return not any(said) and all(self.held(key, None) is None for key in self.firm())

    def set(self, key: str, value: TomlValue | None, place: int | None) -> None:
        """One key; a fact stays under the name by which the file calls it."""
        called = self.called(key, place)
        self.change(lambda text: with_values(text, place, {called: value}))

    def called(self, key: str, place: int | None) -> str:
        """The key by which the file says it."""
        table = toml_table(self.path, self.text)
        held = table.get("enterprise", {}) if place is None else table["item"][place]
        return next((name for name in held if key_of(name, self.context.catalogue) == key), key)

    def change(self, edit: Callable[[str], str]) -> None:
        """Read, change, check and write the file; a `Problem` says what stands against it, and nothing is changed then."""
        count = len(self.items())
        self.load()
        if len(self.items()) != count:
            what = Text(f"“{self.path}”里的项目已被别处改动", f"the items of “{self.path}” were changed elsewhere")
            raise Mistake(what, Text("请核对这个问题，再回答一次。", "Look at this question again and answer it once more."))
        after = edit(self.text)
        self.read(after)
        write_whole(self.path, (_MARK * self._mark + after).encode("utf-8"))
        self.text, self.raw = after, self._raw(after)
        self.saved += 1

    def read(self, text: str, filled: bool = False) -> Profile:
        """The firm of a text without the items that are not complete; or with what they lack `filled` in, to see that the rest stands."""
        table = toml_table(self.path, text)
        items = table.get("item")
        if isinstance(items, list):
            rows = [_filled(row, place) if filled else row for place, row in enumerate(items)]
            table["item"] = [row for row in rows if not isinstance(row, dict) or not _lacks(row)]
        try:
            return firm_in_text(self.context, self.path, text, table)
        except UnusableFile as refused:
            raise _Refused(refused) from None

    def plan(self, text: str | None = None) -> Plan:
        """The plan of the file, or of a text that might stand in it."""
        asked = self.text if text is None else text
        if asked not in self._plans:
            self._plans[asked] = plan_in_time(self.context, self.read(asked))
        return self._plans[asked]

    def place_of(self, label: str) -> int:
        """The item of a label."""
        return next(place for place, row in enumerate(self.items()) if row.get("label") == label)


def _filled(row: Any, place: int) -> Any:
    """An item with an amount that nothing which comes off it is above, and a label; nothing tells which input it is of."""
    if not isinstance(row, dict):
        return row
    return {"amount": str(MOST_FEN // 100), "label": str(place), **{key: value for key, value in row.items() if value != ""}}


def _lacks(row: dict[str, Any]) -> bool:
    return any(isinstance(row.get(key, ""), str) and not row.get(key, "").strip() for key in _NEEDED)


class _Refused(Problem):
    """Why the profile could not stand as it would be: the faults, without the lines of a file that nobody has written."""

    exit_code = UnusableFile.exit_code
    words = Text("", "")

    def __init__(self, refused: UnusableFile) -> None:
        super().__init__()
        self._faults = refused.faults

    def said(self, lang: Any) -> str:
        return "\n".join(fault.said(lang) for fault in self._faults)


def refuse_unwritable(path: str) -> None:
    """Said before the first question: a file that could not be written after it. A folder is told when it is read."""
    place = os.path.realpath(path)
    if os.path.isdir(place):
        return
    if os.path.exists(place) and not os.path.isfile(place):
        raise Unwritable(path=path, why=Text("它不是普通文件", "it is not an ordinary file"))
    if os.path.isfile(place) and not os.access(place, os.W_OK):
        raise Unwritable(path=path, why=Text("没有权限", "permission is denied"))
    beside = os.path.join(os.path.dirname(place), f".bjsubsidy-{os.urandom(8).hex()}")
    try:
        os.close(os.open(beside, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        os.unlink(beside)
    except OSError as error:
        raise unwritable(path, error) from None
