"""What `version` tells: which program answers, and from which catalogue."""

from typing import TYPE_CHECKING, Any

from bjsubsidy import __version__
from bjsubsidy.language import Lang, Text
from bjsubsidy.law.catalogue import Catalogue
from bjsubsidy.reports.report import Days, Report
from bjsubsidy.reports.sheet import Column, Sheet, sheet

if TYPE_CHECKING:
    from bjsubsidy.reports.outputs.entries import VersionBody

_PROGRAM, _EDITION, _UNTIL = Text("程序", "program"), Text("目录版本", "edition"), Text("截止日", "until")
_LAST_DAY = Text("目录的截止日", "the last day of the edition")


class VersionReport(Report):
    """The program and its catalogue."""

    schema = "version/1"

    def __init__(self, catalogue: Catalogue, lang: Lang) -> None:
        super().__init__(catalogue, lang, Days())

    @classmethod
    def shape(cls) -> Any:
        from bjsubsidy.reports.outputs.entries import VersionJson

        return VersionJson

    def body(self) -> "VersionBody":
        return {"until": self.catalogue.edition.until.isoformat()}

    def table(self) -> Sheet:
        edition, sha256 = self.catalogue.edition, self.catalogue.sha256
        columns: list[Column[str]] = [
            Column("program", _PROGRAM.in_(self.lang), lambda row: row, means=Text("程序的版本", "the version of the program")),
            Column("edition", _EDITION.in_(self.lang), lambda row: edition.id, means=Text("目录的版本", "the edition of the catalogue")),
            Column("until", _UNTIL.in_(self.lang), lambda row: edition.until, "date", means=_LAST_DAY),
            Column("sha256", "SHA-256", lambda row: sha256, means=Text("目录内容的 SHA-256", "the SHA-256 of the catalogue")),
        ]
        return sheet(columns, [__version__], title=Text("版本", "version").in_(self.lang))

    def shown(self, drawn: bool) -> list[Sheet]:
        """One line, as `--version` of other programs is."""
        return [Sheet([], [], [f"bjsubsidy {__version__}, {self.catalogue.edition.id}, {self.catalogue.sha256}"])]
