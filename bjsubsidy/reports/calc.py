"""What `calc` tells of one amount: every measure on it, the best one, what is open and what to ask first."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from bjsubsidy.answers.amount import beside_figure, figure
from bjsubsidy.answers.calc import Calc
from bjsubsidy.answers.dates import contradictions
from bjsubsidy.answers.query import Query
from bjsubsidy.language import Lang, Text
from bjsubsidy.law.catalogue import Catalogue
from bjsubsidy.reports.report import Days, Report

if TYPE_CHECKING:
    from bjsubsidy.answers.curve import Curve
    from bjsubsidy.reports.book import Picture
    from bjsubsidy.reports.layered import EntryName
    from bjsubsidy.reports.outputs.calc import CalcBody
    from bjsubsidy.reports.sheet import Sheet


class CalcReport(Report):
    """`explain` shows every condition, the working and all questions; `curved` shows what other amounts would bring."""

    schema = "calc/1"

    def __init__(
        self, answer: Calc, asked: Query, catalogue: Catalogue, lang: Lang, days: Days, explain: bool = False, curved: bool = False
    ) -> None:
        super().__init__(catalogue, lang, days)
        self.answer = answer
        self.asked = asked
        self.explain = explain
        self.curved = curved

    def contradictions(self) -> list[Text]:
        said = [*contradictions(self.asked.facts, self.asked.on, self.catalogue), *super().contradictions()]
        return [*said, *self._received_once()] if self.asked.receipts else said

    def _received_once(self) -> list[Text]:
        from bjsubsidy.answers.exclusions import received_once_notes

        claims = [assessment.claim for assessment in self.answer.assessments]
        return received_once_notes(claims, self.asked.receipts, self.catalogue)

    def cautions_above(self) -> list[str]:
        """The first line names the days, those that nobody gave too."""
        return self.cautions_but(self.defaults())

    def told(self) -> "list[EntryName]":
        return [("measure", found.claim.measure.id) for found in self.answer.assessments]

    @classmethod
    def shape(cls) -> Any:
        from bjsubsidy.reports.outputs.calc import CalcJson

        return CalcJson

    def body(self) -> "CalcBody":
        from bjsubsidy.reports.calc_document import calc_document

        document = calc_document(self.answer, self.catalogue, self.lang)
        if not self.curved:
            return document
        from bjsubsidy.reports.curves import breakpoints

        return {**document, "breakpoints": breakpoints(self._curves())}

    def table(self) -> "Sheet":
        return self._corners() if self.curved else self._measures()

    def shown(self, drawn: bool) -> "Sequence[Sheet | Picture]":
        """The measures; with curves their picture, or their figures where none can be drawn."""
        if not self.curved:
            return [self._measures()]
        from bjsubsidy.reports.curves import around, none_drawn
        from bjsubsidy.reports.phrases import Phrases

        words = Phrases(self.catalogue, self.lang, self.asked.input)
        lines = self._curves()
        chart = around(lines, self.answer.item.amount, words)
        if chart is None:
            return [self._measures(), none_drawn(lines, words)]
        return [self._measures(), chart if drawn else self._corners().replace(title="")]

    def parts(self) -> "Sequence[Sheet | Picture]":
        from bjsubsidy.reports.calc_book import calc_book

        return calc_book(self.answer, self.catalogue, self.lang, self._curves(), self.cautions())

    def title(self) -> str:
        from bjsubsidy.formula.tree import AMOUNT
        from bjsubsidy.reports.phrases import Phrases

        words = Phrases(self.catalogue, self.lang, self.asked.input)
        return words.say(f"{words.name(AMOUNT)}可得的支持", f"Support for {words.name(AMOUNT)}")

    def amount(self) -> str:
        """The high amount of the best claim; 0.00 where none pays."""
        return figure(self.answer.amount(), self.catalogue)

    def beside_amount(self) -> list[Text]:
        return beside_figure(self.answer.amount(), self.catalogue)

    def _measures(self) -> "Sheet":
        from bjsubsidy.reports.calc_table import calc_sheet
        from bjsubsidy.reports.phrases import Phrases

        days = self.days_said(Phrases(self.catalogue, self.lang, self.asked.input))
        return calc_sheet(self.answer, self.catalogue, self.lang, self.explain, days)

    def _corners(self) -> "Sheet":
        from bjsubsidy.reports.curves import corners
        from bjsubsidy.reports.phrases import Phrases

        return corners(self._curves(), Phrases(self.catalogue, self.lang, self.asked.input))

    def _curves(self) -> "list[Curve]":
        from bjsubsidy.answers.curve import Curve

        return [Curve(measure, self.asked, self.catalogue) for measure in self.asked.measures]
