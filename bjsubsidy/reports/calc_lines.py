"""`calc INPUT -`: one line for each amount, with the best measure on it."""

from typing import TYPE_CHECKING

from bjsubsidy.answers.amount import Figures
from bjsubsidy.answers.calc import calc_item
from bjsubsidy.answers.dates import contradictions
from bjsubsidy.answers.query import Query
from bjsubsidy.language import Lang, Text
from bjsubsidy.law.catalogue import Catalogue
from bjsubsidy.law.firm import Item
from bjsubsidy.quantities import money_text
from bjsubsidy.reports.calc import CalcReport
from bjsubsidy.reports.report import Days, Report
from bjsubsidy.reports.sheet import Column, Sheet, sheet

if TYPE_CHECKING:
    from bjsubsidy.reports.outputs.calc import CalcBody

# What an amount comes to; nothing where it cannot be read.
LineFigures = Figures | None

_COLUMNS: list[Column[LineFigures]] = [
    Column("amount", "", lambda row: row and row.input, "money"),
    Column("best", "", lambda row: row.best.measure.id if row and row.best else None),
    Column("verdict", "", lambda row: row.best.verdict if row and row.best else None),
    Column("bound", "", lambda row: row.best.measure.bound if row and row.best else None),
    Column("low", "", lambda row: row and row.low, "money"),
    Column("high", "", lambda row: row and row.high, "money"),
    Column("uncapped", "", lambda row: row and row.uncapped, "money"),
]


def blank() -> Sheet:
    """The row of an amount that cannot be read."""
    return sheet(_COLUMNS, [None])


class CalcLine(Report):
    """One of many amounts: its figures are at hand, the whole answer is worked out where a format asks for it."""

    schema = CalcReport.schema

    def __init__(self, figures: Figures, asked: Query, catalogue: Catalogue, lang: Lang, days: Days) -> None:
        super().__init__(catalogue, lang, days)
        self.figures = figures
        self.asked = asked

    def contradictions(self) -> list[Text]:
        return [*contradictions(self.asked.facts, self.asked.on, self.catalogue), *super().contradictions()]

    def body(self) -> "CalcBody":
        return self._whole().body()

    def table(self) -> Sheet:
        return self._whole().table()

    def line(self) -> Figures:
        return self.figures

    def amount(self) -> str | None:
        """The high amount of the best claim; 0.00 where none pays, None where nobody can say it yet."""
        return None if self.figures.high is None else money_text(self.figures.high)

    def _whole(self) -> CalcReport:
        asked = self.asked
        item = Item(asked.input, self.figures.input, asked.on, asked.facts)
        answer = calc_item(self.catalogue, item, asked.as_of, asked.measures, asked.receipts, asked.strict)
        return CalcReport(answer, asked, self.catalogue, self.lang, self.days)
