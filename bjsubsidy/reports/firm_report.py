"""What `batch --reports` tells of one firm: its plan as `plan` tells it, and the rows of the table that could not be read."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from bjsubsidy.batching.chosen import OthersUse
from bjsubsidy.batching.firm_plans import PlannedFirm, RowProblem
from bjsubsidy.language import Lang, Text, many
from bjsubsidy.law.catalogue import Catalogue
from bjsubsidy.planning.plan import Plan
from bjsubsidy.reports.phrases import Phrases, grouped_money
from bjsubsidy.reports.plan import PlanReport
from bjsubsidy.reports.report import Days, as_note
from bjsubsidy.reports.sheet import Column, Sheet, sheet

if TYPE_CHECKING:
    from bjsubsidy.reports.book import Picture


class FirmReport(PlanReport):
    """The plan of a `firm` of a table."""

    def __init__(self, firm: PlannedFirm, plan: Plan, catalogue: Catalogue, lang: Lang, as_of_given: bool) -> None:
        latest = max(labelled.item.on for labelled in plan.profile.items)
        super().__init__(plan, catalogue, lang, Days(plan.profile.as_of, as_of_given, latest, True), False)
        self.firm = firm

    def parts(self) -> "Sequence[Sheet | Picture]":
        own = super().parts()
        return [*own, unread_sheet(self.firm.problems, Phrases(self.catalogue, self.lang))] if self.firm.problems else own

    def cautions(self) -> list[str]:
        return [*(as_note(said).in_(self.lang) for said in self._of_table()), *super().cautions()]

    def _of_table(self) -> list[Text]:
        """What else of the table bears on this firm's figures."""
        count = len(self.firm.problems)
        unread = Text(
            f"表中本企业另有 {count} 行有问题，没有计算，见“{_PROBLEMS.zh}”",
            f"{many(count, 'row')} of this firm could not be read and are not counted: see “{_PROBLEMS.en}”",
        )
        return [*self.firm.notes, *([unread] if count else []), *map(self._used, self.firm.others)]

    def _used(self, others: OthersUse) -> Text:
        title, fen = self.catalogue.measure(others.measure).title, grouped_money(others.fen)
        return Text(
            f"{title.zh}：上限由各企业合用，其他企业的申请和已收款 {others.count} 笔占用 {fen} 元，已先扣除；措施是各企业分别选择的",
            f"{title.en}: a cap is shared by several firms; {fen} yuan of {many(others.count, 'claim or receipt', 'claims and receipts')}"
            " of others come off it first, and each firm's measures are chosen for itself",
        )


_PROBLEMS = Text("有问题的行", "rows with a problem")


def unread_sheet(problems: Sequence[RowProblem], words: Phrases) -> Sheet:
    """Rows that could not be read, where they stand, and what to write."""
    shown: list[Column[RowProblem]] = [
        Column("row", words.say("行", "row"), lambda row: row.place, "word"),
        Column("problem", words.say("问题", "problem"), lambda row: row.problem),
    ]
    return sheet(shown, problems, title=_PROBLEMS.in_(words.lang))
