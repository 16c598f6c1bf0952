"""What `plan` tells: the claims of one firm, what was given up, what caps have left, what to ask first, and the dates."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from bjsubsidy.answers.dates import AS_OF_LABEL, contradictions_of, undated_items
from bjsubsidy.language import Lang, Text
from bjsubsidy.law.catalogue import Catalogue
from bjsubsidy.planning.plan import Plan
from bjsubsidy.planning.totals import beside_total, total_figure
from bjsubsidy.reports.layered import EntryName
from bjsubsidy.reports.report import Days, Report, defaulted

if TYPE_CHECKING:
    from bjsubsidy.reports.book import Picture
    from bjsubsidy.reports.events import Calendar
    from bjsubsidy.reports.outputs.plan import PlanBody
    from bjsubsidy.reports.sheet import Sheet


class PlanReport(Report):
    """`explain` shows every condition, the working and all questions."""

    schema = "plan/2"

    def __init__(self, answer: Plan, catalogue: Catalogue, lang: Lang, days: Days, explain: bool) -> None:
        super().__init__(catalogue, lang, days)
        self.answer = answer
        self.explain = explain

    def told(self) -> list[EntryName]:
        claims = [*(kept.assessment.claim for kept in self.answer.claims), *(given_up.claim for given_up in self.answer.given_up)]
        return [("measure", claim.measure.id) for claim in claims]

    @classmethod
    def shape(cls) -> Any:
        from bjsubsidy.reports.outputs.plan import PlanJson

        return PlanJson

    @classmethod
    def shapes(cls) -> dict[Any, str | None]:
        """With `--against` it is told otherwise."""
        from bjsubsidy.reports.against import AgainstReport

        return {**super().shapes(), **AgainstReport.shapes()}

    def body(self) -> "PlanBody":
        from bjsubsidy.reports.plan_document import plan_document

        return plan_document(self.answer, self.catalogue, self.lang)

    def table(self) -> "Sheet":
        from bjsubsidy.reports.plan_sheet import plan_sheet

        return plan_sheet(self.answer, self.catalogue, self.lang, self.explain, self._asked())

    def parts(self) -> "Sequence[Sheet | Picture]":
        from bjsubsidy.reports.plan_book import plan_book

        return plan_book(self.answer, self.catalogue, self.lang, self._cautions_of_a_book())

    def title(self) -> str:
        from bjsubsidy.reports.plan_book import title

        return title(self.answer, self.lang)

    def calendar(self) -> "Calendar":
        from bjsubsidy.reports.plan_calendar import plan_calendar

        return plan_calendar(self.answer, self.catalogue, self.lang)

    def defaults(self) -> list[Text]:
        return [*self._asked(), *undated_items(self.answer.profile)]

    def _asked(self) -> list[Text]:
        return defaulted([(AS_OF_LABEL, self.days.as_of, self.days.as_of_given)])

    def cautions_above(self) -> list[str]:
        """The first line names the day of asking, given or not."""
        return self.cautions_but(self._asked())

    def contradictions(self) -> list[Text]:
        profile = self.answer.profile
        from bjsubsidy.reports.plan_table import whole_years

        return [*contradictions_of(profile.items, profile.as_of, self.catalogue), *whole_years(self.answer)]

    def amount(self) -> str:
        return total_figure(self.answer, self.catalogue)

    def beside_amount(self) -> list[Text]:
        return beside_total(self.answer, self.catalogue)

    def cautions(self) -> list[str]:
        from bjsubsidy.reports.plan_table import late_measures

        return [*super().cautions(), *(said.in_(self.lang) for said in late_measures(self.answer))]

    def _cautions_of_a_book(self) -> list[str]:
        """The cautions for readers who run no command."""
        from bjsubsidy.reports.plan_table import late_measures

        own = [said.in_(self.lang) for said in late_measures(self.answer)]
        told = [said.in_(self.lang) for said in late_measures(self.answer, how=False)]
        return [*(line for line in self.cautions() if line not in own), *told]

    def notes(self) -> Sequence[Text]:
        from bjsubsidy.reports.plan_table import unproven, without_items

        return [*without_items(self.answer), *unproven(self.answer)]
