"""What `deadlines` tells: the fixed dates, as a table, a timeline and a calendar."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from bjsubsidy.language import Lang, many
from bjsubsidy.law.catalogue import Catalogue
from bjsubsidy.law.entries import Deadline, TimeLimit
from bjsubsidy.reports.book import Picture
from bjsubsidy.reports.document import deadline_of
from bjsubsidy.reports.events import Calendar, event
from bjsubsidy.reports.layered import EntryName
from bjsubsidy.reports.phrases import Phrases
from bjsubsidy.reports.report import Days, Report, as_note
from bjsubsidy.reports.sheet import Column, Sheet, Word, sheet
from bjsubsidy.reports.timeline import date_columns, timeline_of

if TYPE_CHECKING:
    from bjsubsidy.reports.outputs.entries import DeadlinesBody


_ENOUGH = 5


class DeadlinesReport(Report):
    """`pictured` puts a timeline in the place of the table wherever it can be drawn.

    On a terminal dates before the day of asking are marked, and where it `folds` and enough are ahead they are counted instead.
    """

    schema = "deadlines/1"

    def __init__(
        self, found: Sequence[Deadline], catalogue: Catalogue, lang: Lang, days: Days, pictured: bool = False, folds: bool = False
    ) -> None:
        super().__init__(catalogue, lang, days)
        self.found = found
        self.pictured = pictured
        self.folds = folds
        self.words = Phrases(catalogue, lang)

    def told(self) -> list[EntryName]:
        return [("date", deadline.id) for deadline in self.found]

    @classmethod
    def shape(cls) -> Any:
        from bjsubsidy.reports.outputs.entries import DeadlinesJson

        return DeadlinesJson

    def body(self) -> "DeadlinesBody":
        listed = [deadline_of(deadline, self.catalogue, self.lang) for deadline in self.found]
        return {"as_of": self.days.as_of.isoformat() if self.days.as_of else None, "deadlines": listed}

    def cautions(self) -> list[str]:
        """Layers only: the dates are the same on whatever day somebody asks; what hangs on the day is said where it does."""
        return [as_note(text).in_(self.lang) for text in self.layers_told()]

    def table(self) -> Sheet:
        return self._sheet(self.found, [], [])

    def _sheet(self, found: Sequence[Deadline], head: Sequence[str], marks: Sequence[Column[Deadline]]) -> Sheet:
        words = self.words
        day, kind, id, printed = date_columns(words)
        columns: list[Column[Deadline]] = [
            *(column.of(_entry) for column in (day, kind)),
            *marks,
            id.of(_entry),
            Column("title", words.say("事项和措施", "title and measures"), self._title),
            Column("measures", words.say("措施编号", "measure ids"), lambda row: "; ".join(row.measures), audience="machine"),
            printed.of(_entry),
        ]
        lines = [] if found else [words.say("没有符合的日期", "no such date")]
        return sheet(columns, found, head, lines, title=words.say("固定日期", "fixed dates"))

    def _title(self, row: Deadline) -> Word:
        title = row.title.in_(self.lang)
        return Word(title, title, tuple((self.words.say("措施编号", "measure id"), measure) for measure in row.measures))

    def _on_screen(self) -> Sheet:
        """Past dates marked; before the day of asking they are counted where enough are ahead."""
        words = self.words
        ahead = [deadline for deadline in self.found if not self._past(deadline)]
        past = len(self.found[: -len(ahead)] if ahead else self.found)
        days = self.days_said(words)
        if not (self.folds and len(ahead) >= _ENOUGH and past):
            state = Column[Deadline](
                "state", words.say("状态", "state"), lambda row: words.say("已过", "past") if self._past(row) else "", "word", "people"
            )
            return self._sheet(self.found, days if past else [], [state] if past else [])
        zh, en = f"此前的 {past} 个日期加 --all 列出", f"--all lists {many(past, 'date')} before that day"
        return self._sheet(ahead, [words.say("；", "; ").join([*days, words.say(zh, en)])], [])

    def _past(self, deadline: Deadline) -> bool:
        return self.days.as_of is not None and deadline.date < self.days.as_of

    def shown(self, drawn: bool) -> Sequence[Sheet | Picture]:
        if not drawn:
            return [self.table()]
        return [timeline_of(self.found, self.words)] if self.found and self.pictured else [self._on_screen()]

    def parts(self) -> Sequence[Sheet | Picture]:
        return [*([timeline_of(self.found, self.words)] if self.found else []), self.table()]

    def calendar(self) -> Calendar:
        events = [event(deadline, self.words, self.days.as_of) for deadline in self.found]
        return Calendar(self.words.say("固定日期", "Fixed dates"), events)


def _entry(row: Deadline) -> Deadline | TimeLimit:
    return row
