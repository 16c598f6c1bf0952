"""What `catalogue check` tells: each fault with its place, and what a catalogue without one holds."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from bjsubsidy import __version__
from bjsubsidy.answers.check import Checked
from bjsubsidy.language import Lang, Text, many
from bjsubsidy.law.catalogue import KIND_WORDS, Catalogue
from bjsubsidy.readers.lines import PlacedFault
from bjsubsidy.reports.report import Days, Report, named_schema
from bjsubsidy.reports.sheet import Column, Sheet, sheet

if TYPE_CHECKING:
    from bjsubsidy.reports.outputs.check import CheckBody, CheckedCatalogueJson, CheckJson, FaultJson


class CheckReport(Report):
    """The faults of some catalogues. No catalogue answers it: the packaged one may be the one that is faulty."""

    schema = "check/1"

    def __init__(self, checked: Sequence[Checked], lang: Lang) -> None:
        super().__init__(Catalogue({}, ""), lang, Days())
        self.checked = checked

    @classmethod
    def shape(cls) -> Any:
        from bjsubsidy.reports.outputs.check import CheckJson

        return CheckJson

    def faults(self) -> Sequence[PlacedFault]:
        """All of them, file by file."""
        return [fault for each in self.checked for fault in each.faults]

    def document(self) -> "CheckJson":
        return {"schema": named_schema(self.schema), "program": __version__, **self.body()}

    def body(self) -> "CheckBody":
        return {"catalogues": [_catalogue(each) for each in self.checked], "faults": [_fault(fault, self.lang) for fault in self.faults()]}

    def table(self) -> Sheet:
        columns: list[Column[PlacedFault]] = [
            Column("code", "", lambda fault: fault.code),
            Column("file", "", lambda fault: fault.file),
            Column("line", "", lambda fault: str(fault.line)),
            Column("column", "", lambda fault: str(fault.column)),
            Column("entry", "", lambda fault: fault.entry),
            Column("fault", "", lambda fault: fault.said(self.lang)),
            Column("nearest", "", lambda fault: fault.nearest),
        ]
        return sheet(columns, self.faults())

    def usable(self) -> Sequence[str]:
        """A line on each catalogue that can be used."""
        return [_usable(each).in_(self.lang) for each in self.checked if each.counts is not None]

    def lines(self) -> Sequence[str]:
        """A line on each fault, as other programs point at places in files."""
        return [fault.sentence(self.lang) for fault in self.faults()]

    def counted(self) -> Sequence[str]:
        """How many there are, where there are any."""
        found = len(self.faults())
        said = Text(f"有 {found} 处错误", many(found, "fault"))
        return [said.in_(self.lang)] if found else []

    def shown(self, drawn: bool) -> Sequence[Sheet]:
        return [Sheet([], [], self.usable())]

    def cautions(self) -> list[str]:
        return []


def _usable(checked: Checked) -> Text:
    named = Text("、".join(checked.files), ", ".join(checked.files))
    counts = [((checked.counts or {})[kind], name) for kind, name in KIND_WORDS.items()]
    held = Text("、".join(f"{name.zh} {count}" for count, name in counts), ", ".join(f"{name.en} {count}" for count, name in counts))
    return Text(f"{named.zh}：可用。{held.zh}", f"{named.en}: can be used. {held.en}")


def _catalogue(checked: Checked) -> "CheckedCatalogueJson":
    return {"files": list(checked.files), "usable": checked.counts is not None, "entries": dict(checked.counts or {})}


def _fault(fault: PlacedFault, lang: Lang) -> "FaultJson":
    return {
        "code": fault.code or "",
        "file": fault.file,
        "line": fault.line,
        "column": fault.column,
        "entry": fault.entry,
        "fault": fault.said(lang),
        "nearest": fault.nearest,
    }
