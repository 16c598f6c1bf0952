"""What `deadlines` tells: the fixed dates, as a table, a timeline and a calendar."""

from collections.abc import Sequence

from bjsubsidy.language import Lang
from bjsubsidy.law.catalogue import Catalogue
from bjsubsidy.law.entries import Deadline
from bjsubsidy.reports.book import Picture
from bjsubsidy.reports.document import deadline_of
from bjsubsidy.reports.events import Calendar, event
from bjsubsidy.reports.phrases import DATE_KINDS, Phrases, pages
from bjsubsidy.reports.report import Days, Document, Report
from bjsubsidy.reports.sheet import Cell, Column, Sheet, Word
from bjsubsidy.reports.timeline import timeline


class DeadlinesReport(Report):
    """`pictured` puts a timeline in the place of the table wherever it can be drawn."""

    schema = "deadlines/1"

    def __init__(self, found: Sequence[Deadline], catalogue: Catalogue, lang: Lang, pictured: bool) -> None:
        super().__init__(catalogue, lang, Days())
        self.found = found
        self.pictured = pictured
        self.words = Phrases(catalogue, lang)

    def body(self) -> Document:
        return {"deadlines": [deadline_of(deadline, self.catalogue, self.lang) for deadline in self.found]}

    def table(self) -> Sheet:
        words = self.words
        columns = [
            Column("date", words.say("日期", "date"), "date"),
            Column("kind", words.say("种类", "kind"), "word"),
            Column("id", words.say("编号", "id"), audience="machine"),
            Column("title", words.say("事项和措施", "title and measures")),
            Column("measures", words.say("措施编号", "measure ids"), audience="machine"),
            Column("pages", words.say("页", "pages"), "word"),
        ]
        rows: list[list[Cell]] = [
            [
                deadline.date,
                Word(deadline.kind, DATE_KINDS[deadline.kind].in_(self.lang)),
                deadline.id,
                Word(deadline.title.in_(self.lang), "\n".join([deadline.title.in_(self.lang), *deadline.measures])),
                "; ".join(deadline.measures),
                pages(deadline.sources),
            ]
            for deadline in self.found
        ]
        lines = [] if rows else [words.say("没有符合的日期", "no date fits")]
        return Sheet(columns, rows, [], lines, title=words.say("固定日期", "fixed dates"))

    def shown(self, drawn: bool) -> Sequence[Sheet | Picture]:
        return [timeline(self.found, self.words)] if self.found and drawn and self.pictured else [self.table()]

    def parts(self) -> Sequence[Sheet | Picture]:
        return [*([timeline(self.found, self.words)] if self.found else []), self.table()]

    def calendar(self) -> Calendar:
        return Calendar(self.words.say("固定日期", "Fixed dates"), [event(deadline, self.words) for deadline in self.found])
