"""What `deadlines` tells: the fixed dates, as a table, a timeline and a calendar."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from bjsubsidy.language import Lang
from bjsubsidy.law.catalogue import Catalogue
from bjsubsidy.law.entries import Deadline, TimeLimit
from bjsubsidy.reports.book import Picture
from bjsubsidy.reports.document import deadline_of
from bjsubsidy.reports.events import Calendar, event
from bjsubsidy.reports.phrases import Phrases
from bjsubsidy.reports.report import Days, Report
from bjsubsidy.reports.sheet import Column, Sheet, Word, sheet
from bjsubsidy.reports.timeline import date_columns, timeline_of

if TYPE_CHECKING:
    from bjsubsidy.reports.outputs.entries import DeadlinesBody


class DeadlinesReport(Report):
    """`pictured` puts a timeline in the place of the table wherever it can be drawn."""

    schema = "deadlines/1"

    def __init__(self, found: Sequence[Deadline], catalogue: Catalogue, lang: Lang, pictured: bool) -> None:
        super().__init__(catalogue, lang, Days())
        self.found = found
        self.pictured = pictured
        self.words = Phrases(catalogue, lang)

    @classmethod
    def shape(cls) -> Any:
        from bjsubsidy.reports.outputs.entries import DeadlinesJson

        return DeadlinesJson

    def body(self) -> "DeadlinesBody":
        return {"deadlines": [deadline_of(deadline, self.catalogue, self.lang) for deadline in self.found]}

    def table(self) -> Sheet:
        words = self.words
        day, kind, id, printed = date_columns(words)
        columns: list[Column[Deadline]] = [
            *(column.of(_entry) for column in (day, kind, id)),
            Column("title", words.say("事项和措施", "title and measures"), self._title),
            Column("measures", words.say("措施编号", "measure ids"), lambda row: "; ".join(row.measures), audience="machine"),
            printed.of(_entry),
        ]
        lines = [] if self.found else [words.say("没有符合的日期", "no date fits")]
        return sheet(columns, self.found, [], lines, title=words.say("固定日期", "fixed dates"))

    def _title(self, row: Deadline) -> Word:
        title = row.title.in_(self.lang)
        return Word(title, "\n".join([title, *row.measures]))

    def shown(self, drawn: bool) -> Sequence[Sheet | Picture]:
        return [timeline_of(self.found, self.words)] if self.found and drawn and self.pictured else [self.table()]

    def parts(self) -> Sequence[Sheet | Picture]:
        return [*([timeline_of(self.found, self.words)] if self.found else []), self.table()]

    def calendar(self) -> Calendar:
        return Calendar(self.words.say("固定日期", "Fixed dates"), [event(deadline, self.words) for deadline in self.found])


def _entry(row: Deadline) -> Deadline | TimeLimit:
    return row
