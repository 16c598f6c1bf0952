"""The catalogue file that a conversation writes entries into: what was there, what is added, and what the check says of both."""

import os
from collections.abc import Mapping, Sequence

from bjsubsidy.answers.examples import drafted
from bjsubsidy.cli.context import Context
from bjsubsidy.cli.output import write_whole
from bjsubsidy.errors import Mistake, Problem, UnusableFile
from bjsubsidy.language import Lang, Text
from bjsubsidy.law.layers import PACKAGED
from bjsubsidy.readers.catalogue import coded
from bjsubsidy.readers.catalogue_file import WrittenFile, to_be_written, written
from bjsubsidy.readers.fault_kinds import FaultKind
from bjsubsidy.readers.lines import PlacedFault
from bjsubsidy.readers.partial import PartialCatalogue
from bjsubsidy.readers.toml_file import read_toml
from bjsubsidy.writers.catalogue_entry import HeadedEntry, with_entries

# What a file may be left with: somebody said that the text gives another amount.
_LEFT: frozenset[FaultKind | None] = frozenset(("example-does-not-come-out",))
_MARK = "\ufeff"


class EntryDesk:
    """A file as it stood when the conversation began, and behind it what was entered; each change is checked before it is written."""

    def __init__(self, context: Context, path: str) -> None:
        self.context = context
        self.path = path
        self.saved = 0
        self.there = os.path.lexists(path)
        self._content, self._text = b"", ""
        if self.there:
            self._content, self._text, _ = read_toml(path)
        self._below = [written(below) for below in self.below()]
        self.catalogue = self._opened().catalogue if self.there else context.catalogue
        self.before = self.catalogue
        raw = to_be_written(path, self._text).raw
        self.own_documents, self.whole = list(raw.get("documents", {})), "edition" in raw

    def below(self) -> list[str]:
        """The files that lie below this one, as the line names them."""
        return [path for path in self.context.given.many("catalogue") if os.path.realpath(path) != os.path.realpath(self.path)]

    def base(self) -> str:
        """What a layer that begins lies over."""
        if not self.below():
            return PACKAGED
        return self.before.layers[-1].id if self.before.layers else self.before.edition.id

    def _opened(self) -> PartialCatalogue:
        """The file as it stands; refused where it is faulty, since nothing could be told of what is added."""
        with coded():
            draft = self._drafted(self._text)
            draft.lines.refuse([fault for fault in draft.found if fault.kind not in _LEFT])
        return draft

    def _drafted(self, text: str) -> PartialCatalogue:
        files: Sequence[WrittenFile] = [*self._below, to_be_written(self.path, text)]
        return drafted(files)

    def check(self, authorities: Mapping[str, str], entries: Sequence[HeadedEntry]) -> PartialCatalogue:
        """The file as it would be with these behind what was there; a `Problem` says what stands against it."""
        return self._checked(with_entries(self._text, authorities, entries))

    def save(self, authorities: Mapping[str, str], entries: Sequence[HeadedEntry]) -> None:
        """Check and write the file with these behind what was there; nothing is changed where anything stands against it."""
        text = with_entries(self._text, authorities, entries)
        draft = self._checked(text)
        self._refuse_changed()
        content = (_MARK * self._content.startswith(_MARK.encode()) + text).encode("utf-8")
        write_whole(self.path, content)
        self._content, self.catalogue = content, draft.catalogue
        self.saved += 1

    def _checked(self, text: str) -> PartialCatalogue:
        try:
            draft = self._drafted(text)
            draft.lines.refuse([fault for fault in draft.found if fault.kind not in _LEFT])
        except UnusableFile as refused:
            raise RefusedEntry(refused, self.context.lang) from None
        return draft

    def _refuse_changed(self) -> None:
        """Nothing that somebody else wrote meanwhile is written over."""
        found = b""
        if os.path.lexists(self.path):
            with open(self.path, "rb") as file:
                found = file.read()
        if found != self._content:
            what = Text(f"“{self.path}”已被别处改动", f"“{self.path}” was changed elsewhere")
            raise Mistake(
                what, Text("请按 Ctrl-C 离开，从改动后的文件重新开始。", "Leave with Ctrl-C and begin again from the file as it is.")
            )


_GO_BACK = Text("若是前面的回答有误，按 < 回去改。", "Where this is about an earlier answer, go back to it with <.")


class RefusedEntry(Problem):
    """Why what was entered cannot stand in the file, without the lines of a file that nobody has written."""

    exit_code = UnusableFile.exit_code
    words = Text("", "")

    def __init__(self, refused: UnusableFile, lang: Lang) -> None:
        super().__init__()
        self._said = [_without_line(fault, lang) for fault in refused.faults]

    def said(self, lang: Lang) -> str:
        return "\n".join([*self._said, _GO_BACK.in_(lang)])


def _without_line(fault: Problem, lang: Lang) -> str:
    entry = fault.entry if isinstance(fault, PlacedFault) else ""
    return f"{entry}{'：' if lang == 'zh' else ': '}{fault.said(lang)}" if entry else fault.said(lang)
