"""What `status` tells: whether a firm or product has a standing, condition by condition."""

from typing import TYPE_CHECKING, Any

from bjsubsidy.answers.claim import Finding
from bjsubsidy.answers.dates import contradictions
from bjsubsidy.answers.status import StatusResult
from bjsubsidy.language import Lang, Text
from bjsubsidy.law.catalogue import Catalogue
from bjsubsidy.reports.document import condition_of, notes_of, readings_of, sources_of
from bjsubsidy.reports.phrases import Phrases, condition
from bjsubsidy.reports.report import Days, Report, defaulted
from bjsubsidy.reports.sheet import Column, Sheet, sheet

if TYPE_CHECKING:
    from bjsubsidy.reports.outputs.entries import StatusBody

_JUDGED = Text("判断之日", "day of judging")


class StatusReport(Report):
    """Whether a status is held."""

    schema = "status/1"

    def __init__(self, answer: StatusResult, catalogue: Catalogue, lang: Lang, days: Days) -> None:
        super().__init__(catalogue, lang, days)
        self.answer = answer
        self.words = Phrases(catalogue, lang)

    def defaults(self) -> list[Text]:
        return defaulted([(_JUDGED, self.days.on, self.days.on_given)])

    def contradictions(self) -> list[Text]:
        return contradictions(self.answer.givens, self.answer.on, self.catalogue, _JUDGED)

    @classmethod
    def shape(cls) -> Any:
        from bjsubsidy.reports.outputs.entries import StatusJson

        return StatusJson

    def body(self) -> "StatusBody":
        answer, status = self.answer, self.answer.status
        return {
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
        words, answer, status = self.words, self.answer, self.answer.status
        columns: list[Column[Finding]] = [
            Column("fact", words.say("情况", "fact"), lambda row: row.fact or "", audience="machine"),
            Column("state", words.say("状态", "state"), lambda row: words.state(row.state), "word"),
            Column("condition", words.say("条件", "condition"), lambda row: condition(row, answer.givens, words)),
        ]
        later = words.later_text(status.sources, answer.on)
        lines = [*self._questions(), *later, *words.readings(status.readings), words.cited(status.sources)]
        return sheet(columns, answer.findings, self._heading(), lines, title=status.title.in_(self.lang))

    def _heading(self) -> list[str]:
        words, lang, answer, status = self.words, self.lang, self.answer, self.answer.status
        verdict = words.verdict(answer.verdict).shown
        if status.means is not None and answer.verdict == "eligible":
            verdict += words.say(f"：{status.means.zh}", f": {status.means.en}")
        head = words.say(f"{status.title.zh}（{status.id}）：{verdict}", f"{status.title.en} ({status.id}): {verdict}")
        one, every = words.say("任一条件符合即可", "one condition is enough"), words.say("各条件须全部符合", "all conditions must hold")
        day = f"{_JUDGED.in_(lang)} {answer.on}"
        return [head, status.text.in_(lang), day, one if status.match == "any" else every]

    def _questions(self) -> list[str]:
        if self.answer.verdict != "unconfirmed":
            return []
        asked = dict.fromkeys(fact for finding in self.answer.findings for fact in finding.missing)
        return self.words.first_questions([self.words.question(self.catalogue.fact(fact)) for fact in asked], explain=True)
