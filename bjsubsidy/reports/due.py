"""What `due` tells: the day a time limit ends, and every day on the way."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from bjsubsidy.answers.due import Due
from bjsubsidy.language import Lang, Text
from bjsubsidy.law.catalogue import Catalogue
from bjsubsidy.law.workdays import announced
from bjsubsidy.reports.book import Picture
from bjsubsidy.reports.document import notes_of, readings_of, sources_of
from bjsubsidy.reports.events import Calendar, Event, about_entry
from bjsubsidy.reports.layered import EntryName, from_layer
from bjsubsidy.reports.phrases import Phrases
from bjsubsidy.reports.report import Days, Report
from bjsubsidy.reports.sheet import Column, Sheet, Word, sheet

if TYPE_CHECKING:
    from bjsubsidy.reports.outputs.entries import DueBody

_WEEKDAYS = tuple(
    Text(f"星期{zh}", en)
    for zh, en in zip("一二三四五六日", ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"), strict=True)
)


_PLACE = Text(
    "第几个工作日；按月、年计的，1 为期满日，其后为顺延",
    "which working day; of months or years 1 is the last day, then those it moves over",
)


class DueReport(Report):
    """When a time limit ends; `asked` is the day of asking, before which nobody is reminded."""

    schema = "due/1"

    def __init__(self, answer: Due, catalogue: Catalogue, lang: Lang, asked: date) -> None:
        super().__init__(catalogue, lang, Days())
        self.answer = answer
        self.asked = asked
        self.words = Phrases(catalogue, lang)

    def told(self) -> list[EntryName]:
        return [("limit", self.answer.limit.id)]

    @classmethod
    def shape(cls) -> Any:
        from bjsubsidy.reports.outputs.entries import DueJson

        return DueJson

    def body(self) -> "DueBody":
        answer, limit = self.answer, self.answer.limit
        return {
            **from_layer("limit", limit.id, self.catalogue),
            "limit": limit.id,
            "title": limit.title.in_(self.lang),
            "start": answer.start.isoformat(),
            "due": answer.due.isoformat(),
            "provisional": answer.provisional,
            "days": [day.isoformat() for day in answer.days],
            "sources": sources_of(limit.sources, self.catalogue),
            "notes": notes_of(limit, answer.start, self.catalogue, self.lang),
            "readings": readings_of(limit, answer.start, self.catalogue),
        }

    def table(self) -> Sheet:
        return self._sheet(self.words.counted_readings(self.answer.limit.readings, self.answer.limit.id))

    def parts(self) -> Sequence[Sheet | Picture]:
        unsettled = [note.in_(self.lang) for note in self.notes()]
        return [self._sheet([*unsettled, *self.words.readings(self.answer.limit.readings)])]

    def _sheet(self, readings: Sequence[str]) -> Sheet:
        answer, limit, words = self.answer, self.answer.limit, self.words
        columns: list[Column[tuple[int, date]]] = [
            Column("day", words.say("第几日", "day"), lambda row: self._place(row[0]), "word", means=_PLACE),
            Column("date", words.say("日期", "date"), lambda row: row[1], "date"),
            Column("weekday", words.say("星期", "weekday"), lambda row: self._weekday(row[1]), "word"),
        ]
        zh, en = ("（暂定）", " (provisional)") if answer.provisional else ("", "")
        weekday = self._weekday(answer.due).shown
        head = words.say(
            f"{answer.due} {weekday}到期{zh}：{limit.title.zh}（{limit.id}），{answer.start} 起",
            f"{answer.due}, {weekday}{en}, due: {limit.title.en} ({limit.id}), from {answer.start}",
        )
        lines = [*words.later_text(limit.sources, answer.start), *readings, words.cited(limit.sources)]
        title = words.say(f"到期日：{limit.title.zh}", f"due: {limit.title.en}")
        last = len(answer.days) - 1
        return sheet(columns, list(enumerate(answer.days, 1)), [head, limit.text.in_(self.lang)], lines, last, title)

    def _weekday(self, day: date) -> Word:
        return Word(str(day.isoweekday()), _WEEKDAYS[day.weekday()].in_(self.lang))

    def _place(self, place: int) -> Word:
        """The number of a working day; of a period in months or years, its end and the days it moved over."""
        if self.answer.limit.unit == "working-day":
            return Word(str(place), str(place))
        return Word(str(place), self.words.say("期满", "ends") if place == 1 else self.words.say("顺延", "moved"))

    def calendar(self) -> Calendar:
        answer, limit, words = self.answer, self.answer.limit, self.words
        provisional = words.say("（暂定）", " (provisional)") if answer.provisional else ""
        unsettled = words.say(
            "工作日安排尚未公布，按周一至周五推算，没有扣除法定节假日，结果为暂定",
            "working days are not announced yet; taken as Monday to Friday, public holidays not taken out: provisional",
        )
        about = [
            words.say(f"{answer.start} 起，{words.length(limit)}", f"from {answer.start}, {words.length(limit)}"),
            limit.text.in_(self.lang),
            *([unsettled] if answer.provisional else []),
            *words.later_text(limit.sources, answer.start),
            *about_entry(limit.sources, limit.readings, limit.authority, words),
        ]
        title = limit.title.in_(self.lang)
        past = answer.due < self.asked
        event = Event(f"{limit.id}.{answer.start}", answer.due, f"{title}{provisional}", "due", about, answer.provisional, past)
        return Calendar(title, [event])

    def notes(self) -> Sequence[Text]:
        if not self.answer.provisional:
            return ()
        first, last = announced()
        return (
            Text(
                f"注意：工作日安排只确定于 {first} 至 {last}，其余按周一至周五推算，没有扣除法定节假日，结果为暂定",
                f"note: working days are settled from {first} to {last} only; others are taken as Monday to Friday, public holidays not"
                " taken out: provisional",
            ),
        )
