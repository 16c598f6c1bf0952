"""What `status` tells: whether a firm or product has a standing, condition by condition."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from bjsubsidy.answers.claim import Finding
from bjsubsidy.answers.dates import ON_LABEL, contradictions
from bjsubsidy.answers.status import StatusResult
from bjsubsidy.formula.tree import ON
from bjsubsidy.language import Lang, Text
from bjsubsidy.law.catalogue import Catalogue
from bjsubsidy.reports.asked import option
from bjsubsidy.reports.book import Picture
from bjsubsidy.reports.document import condition_of, notes_of, readings_of, sources_of
from bjsubsidy.reports.layered import EntryName, from_layer
from bjsubsidy.reports.phrases import Phrases, condition
from bjsubsidy.reports.report import Days, Report, defaulted
from bjsubsidy.reports.sheet import Column, Sheet, sheet

if TYPE_CHECKING:
    from bjsubsidy.reports.outputs.entries import StatusBody

_JUDGED = Text("判断之日", "day of judging")


class _StatusPhrases(Phrases):
    """Conditions of a status call its day what its own line calls it."""

    def name(self, given: str) -> str:
        return _JUDGED.in_(self.lang) if given == ON else super().name(given)


class StatusReport(Report):
    """Whether a status is held."""

    schema = "status/1"

    def __init__(self, answer: StatusResult, catalogue: Catalogue, lang: Lang, days: Days) -> None:
        super().__init__(catalogue, lang, days)
        self.answer = answer
        self.words = _StatusPhrases(catalogue, lang)

    def defaults(self) -> list[Text]:
        return defaulted([(_JUDGED, self.days.on, self.days.on_given)])

    def contradictions(self) -> list[Text]:
        return contradictions(self.answer.givens, self.answer.on, self.catalogue, _JUDGED)

    def cautions(self) -> list[str]:
        """Those of a catalogue are written of the day of an item; here it is the day of judging."""
        return [caution.replace(ON_LABEL.in_(self.lang), _JUDGED.in_(self.lang)) for caution in super().cautions()]

    def told(self) -> list[EntryName]:
        return [("status", self.answer.status.id)]

    @classmethod
    def shape(cls) -> Any:
        from bjsubsidy.reports.outputs.entries import StatusJson

        return StatusJson

    def body(self) -> "StatusBody":
        answer, status = self.answer, self.answer.status
        return {
            **from_layer("status", status.id, self.catalogue),
            "status": status.id,
            "title": status.title.in_(self.lang),
            "on": answer.on.isoformat(),
            "verdict": answer.verdict,
            "conditions": [condition_of(finding, self.words) for finding in answer.findings],
            "sources": sources_of(status.sources, self.catalogue),
            "notes": notes_of(status, answer.on, self.catalogue, self.lang),
            "readings": readings_of(status, answer.on, self.catalogue),
        }

    def table(self) -> Sheet:
        return self._sheet(self.words.counted_readings(self.answer.status.readings, self.answer.status.id))

    def parts(self) -> Sequence[Sheet | Picture]:
        return [self._sheet(self.words.readings(self.answer.status.readings), how=False)]

    def cautions_above(self) -> list[str]:
        """The first line names the day of judging, given or not."""
        return self.cautions_but(self.defaults())

    def _sheet(self, readings: Sequence[str], how: bool = True) -> Sheet:
        """`how` to answer is for those who run commands."""
        words, answer, status = self.words, self.answer, self.answer.status
        columns: list[Column[Finding]] = [
            Column("fact", words.say("情况", "fact"), lambda row: row.fact or "", audience="machine"),
            Column("state", words.say("状态", "state"), lambda row: words.state(row.state), "word"),
            Column("condition", words.say("条件", "condition"), lambda row: condition(row, answer.givens, words)),
            Column("option", words.say("回答用", "answered by"), self._options, audience="people"),
        ]
        shown = columns if how and any(finding.missing for finding in answer.findings) else columns[:-1]
        lines = [status.text.in_(self.lang), *words.later_text(status.sources, answer.on), *readings, words.cited(status.sources)]
        return sheet(shown, answer.findings, self._heading(), lines, title=status.title.in_(self.lang))

    def _options(self, row: Finding) -> str:
        return "\n".join(option(self.catalogue.fact(fact)) for fact in row.missing)

    def _heading(self) -> list[str]:
        """The verdict, of what, on which day, and how many conditions it takes."""
        words, answer, status = self.words, self.answer, self.answer.status
        verdict = words.verdict(answer.verdict).shown
        if status.means is not None and answer.verdict == "eligible":
            verdict += words.say(f"，{status.means.zh}", f", {status.means.en}")
        one, every = words.say("任一条件符合即可", "one condition is enough"), words.say("各条件须全部符合", "all conditions must hold")
        taken = [text.in_(self.lang) for text in self.defaults()] or [f"{_JUDGED.in_(self.lang)} {answer.on}"]
        head = words.say(f"{verdict}：{status.title.zh}（{status.id}）", f"{verdict}: {status.title.en} ({status.id})")
        return [head, words.say("；", "; ").join([*taken, one if status.match == "any" else every])]
