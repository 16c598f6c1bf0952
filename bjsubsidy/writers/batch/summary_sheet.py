"""The sheet on which the workbook of a run opens: what it rests on, problems by cause, and totals by measure and by firm."""

from collections.abc import Callable, Iterable, Sequence
from itertools import groupby, islice
from typing import TYPE_CHECKING, Any

from bjsubsidy.answers.dates import AS_OF_LABEL
from bjsubsidy.batching.request import MeasureTally, summed_tallies, tallied
from bjsubsidy.batching.result import ResultQuery
from bjsubsidy.language import Text, clean, many
from bjsubsidy.law.measure import INCOME
from bjsubsidy.reports.batch_summary import cause_places, other_problems, tallied_measures, today_taken
from bjsubsidy.reports.layered import layer_lines
from bjsubsidy.reports.phrases import NATURES, Phrases
from bjsubsidy.reports.report import as_note, late
from bjsubsidy.writers.batch.answer import BatchAnswer
from bjsubsidy.writers.batch.book_sheets import more_said
from bjsubsidy.writers.worksheet import Page

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook

_SUMMARY = Text("汇总", "summary")
_PAIRS = (Text("栏目", "field"), Text("内容", "content"))
_CAUSES = (
    *(Text("有问题的列", "column with a problem"), Text("问题", "problem"), Text("应写", "what to write")),
    *(Text("行数", "rows"), Text("行", "row")),
)
_TOTALS = (
    *(Text("企业", "enterprise"), Text("措施", "measure"), Text("性质", "nature"), Text("笔数", "claims")),
    *(Text("最低（元）", "low (yuan)"), Text("最高（元）", "high (yuan)")),
    *(
        Text("其中待定，最高（元）", "of which unconfirmed, at most (yuan)"),
        Text("金额未知，未计入（笔）", "of unknown amount, not counted (claims)"),
    ),
)
_TOTAL, _MOST_FIRMS = Text("合计", "total"), 1000
_WIDE = [36, 50, 36, 8, 20, 20, 20, 22]
# The rows and those with a problem are said where they are none, too.
_ALWAYS_COUNTED = 2
_ALL = Text("（全部企业）", "(all firms)")
_APART = Text("一个项目只能申请一项措施，各项措施不可相加", "one measure for one item: measures do not add up")


def subtotals(answer: ResultQuery, unclaimed: str) -> str:
    """Of each firm and measure, in order of appearance: the firm, its first name, m and the figures of a tally but its measure.

    `unclaimed` is the query of measures of unknown amount that no claim stands for.
    """
    claims = f"SELECT firm, enterprise, number, m, verdict, low, high, apart FROM ({answer.sql}) WHERE m >= 0"
    others = f"SELECT firm, enterprise, row AS number, m, NULL AS verdict, 0 AS low, NULL AS high, FALSE AS apart FROM ({unclaimed})"
    sums = tallied("verdict = 'eligible'", "verdict = 'unconfirmed'")
    named = "first_value(enterprise) OVER (PARTITION BY firm ORDER BY number) AS named"
    began = "min(number) OVER (PARTITION BY firm) AS began"
    rows = f"SELECT *, {named}, {began} FROM ({claims} UNION ALL {others})"
    return f"SELECT firm, min(named), m, {sums} FROM ({rows}) GROUP BY firm, m ORDER BY min(began), m"


class SummarySheet:
    """Several tables one under the other, on one sheet."""

    def __init__(self, book: "Workbook", answer: BatchAnswer) -> None:
        self.answer = answer
        self.lang = answer.lang
        self.measures = dict(answer.run.request.numbered())
        self.words = Phrases(answer.catalogue, answer.lang)
        headings = [heading.in_(self.lang) for heading in _PAIRS]
        self.page = Page(book, _SUMMARY.in_(self.lang), headings, _WIDE, wrap=True, frozen=False)

    def write(self, firms: Callable[[], Iterable[Sequence[Any]]]) -> None:
        """`firms` gives the rows of `subtotals`; the money stands before what is said of rows."""
        self._pairs()
        if self.answer.run.request.best is not None and self.answer.summary.tallies:
            self._added(firms())
        self._measures()
        if self.answer.summary.causes:
            self._causes()
        self._notes()
        self._firms(firms())

    def _pairs(self) -> None:
        say, said, days = self.words.say, self.answer.summary, self.answer.days
        pairs = [
            (AS_OF_LABEL.in_(self.lang), f"{days.as_of}{today_taken(days).in_(self.lang)}"),
        ]
        counts = [
            (say("行数", "rows"), said.rows),
            (say("有问题的行（没有计入）", "rows with a problem (not counted)"), said.problems),
            (say("没有输出的行", "rows left out"), said.unclaimed),
            (say("未计入合计的行", "rows that no sum holds"), said.left_out),
            (say("未证完的企业", "firms not proven"), said.unproven),
        ]
        for field, content in pairs:
            self._line([field, content])
        for place, (field, count) in enumerate(counts):
            if count or place < _ALWAYS_COUNTED:
                self._line([field])
                self.page.count(1, count, left=True)

    def _notes(self) -> None:
        said = self.answer.summary
        layers = layer_lines(self.answer.catalogue, tallied_measures(said))
        notes = [*self.answer.notes, *said.contradictions, *late(self.answer.catalogue, self.answer.days.on), *layers]
        for place, note in enumerate(dict.fromkeys([*self.answer.noted, *map(as_note, notes)])):
            if place == 0:
                self.page.next()
            self._line(["", note.in_(self.lang)])

    def _line(self, texts: Sequence[str]) -> None:
        """A row of text, as high as its longest cell."""
        self.page.next()
        self.page.texts([clean(text) for text in texts])

    def _headed(self, headings: Sequence[Text], right: Sequence[int] = ()) -> None:
        self.page.next()
        self.page.next()
        self.page.headed([heading.in_(self.lang) for heading in headings], right)

    def _causes(self) -> None:
        self._headed(_CAUSES, [3])
        for cause in self.answer.summary.causes:
            for said in cause.each:
                self._line([*said.problem, "", cause_places(said).in_(self.lang)])
                self.page.count(3, said.rows)
            if cause.others[0]:
                self._line([cause.problem.heading, other_problems(cause).in_(self.lang), cause.problem.write])
                self.page.count(3, cause.others[1])

    def _added(self, firms: Iterable[Sequence[Any]]) -> None:
        """What all firms come to, and each: one measure is kept for an item, so that they add up."""
        self._headed([_TOTALS[0], _TOTAL, *_TOTALS[2:]], range(3, 8))
        self._sum(_ALL.in_(self.lang), self.answer.summary.tallies)
        by_firm = groupby(firms, lambda row: row[0])
        for _, rows in islice(by_firm, _MOST_FIRMS):
            told = list(rows)
            self._sum(told[0][1], [tally for _, tally in map(self._of_firm, told)])
        if others := len([key for key, _ in by_firm]):
            self._line([Text(f"另有 {others:,} 家企业，见下", f"and {many(others, 'firm')}, see below").in_(self.lang)])

    def _sum(self, enterprise: str, tallies: Sequence[MeasureTally]) -> None:
        """The total, and what it is made of; what is no income stands beside it."""
        income = [tally for tally in tallies if tally.measure.nature in INCOME]
        natures = dict.fromkeys(tally.measure.nature for tally in [*income, *tallies])
        if income:
            self.page.next()
            self._figures([enterprise, _TOTAL.in_(self.lang), ""], summed_tallies(income))
        for nature in natures:
            name, of = NATURES[nature], [tally for tally in tallies if tally.measure.nature == nature]
            said = Text("其中", "of which") if nature in INCOME else Text("另：不计入合计", "not in the total")
            self.page.next()
            self._figures([enterprise, said.in_(self.lang), name.in_(self.lang)], summed_tallies(of))

    def _measures(self) -> None:
        if self.answer.run.request.best is None:
            self.page.next()
            self._line(["", _APART.in_(self.lang)])
        self._headed(_TOTALS, range(3, 8))
        for tally in self.answer.summary.tallies:
            self.page.next()
            self._tally(_ALL.in_(self.lang), tally)

    def _firms(self, firms: Iterable[Sequence[Any]]) -> None:
        self._headed(_TOTALS, range(3, 8))
        self.page.fill(map(self._of_firm, firms), lambda row: self._tally(*row), more_said(self.lang))

    def _of_firm(self, row: Sequence[Any]) -> tuple[str, MeasureTally]:
        """A firm, as its table writes it, and what one measure came to for it."""
        _, name, m, *figures = row
        return name, MeasureTally(self.measures[m], *(int(figure) for figure in figures))

    def _tally(self, enterprise: str, tally: MeasureTally) -> None:
        measure = tally.measure
        self._figures([enterprise, measure.title.in_(self.lang), NATURES[measure.nature].in_(self.lang)], tally)

    def _figures(self, names: Sequence[str], tally: MeasureTally) -> None:
        page = self.page
        page.texts([clean(name) for name in names])
        page.count(3, tally.claims)
        page.fen(4, tally.eligible_low)
        page.fen_or(5, tally.high, self.words.said(None))
        page.fen_or(6, None if tally.unknown else tally.unconfirmed_high, self.words.said(None))
        page.count(7, tally.left_out)
