"""The sheet on which the workbook of a run opens: what it rests on, problems by cause, and totals by measure and by firm."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from bjsubsidy.answers.dates import AS_OF_LABEL
from bjsubsidy.batching.request import MeasureTally, tallied
from bjsubsidy.batching.result import ResultQuery
from bjsubsidy.language import Text, clean
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
    *(Text("其中待定，最高（元）", "of which unconfirmed, at most (yuan)"), Text("未计入（笔）", "not counted (claims)")),
)
_WIDE = [36, 50, 36, 8, 20, 20, 20, 12]
_ALL = Text("（全部企业）", "(all firms)")
_APART = Text("一个项目只能申请一项措施，各项措施不可相加", "one measure for one item: measures do not add up")


def subtotals(answer: ResultQuery, unclaimed: str) -> str:
    """Of each firm and measure, in order of appearance: its first name, m and the figures of a tally but its measure.

    `unclaimed` is the query of measures of unknown amount that no claim stands for.
    """
    claims = f"SELECT firm, enterprise, number, m, verdict, low, high, apart FROM ({answer.sql}) WHERE m >= 0"
    others = f"SELECT firm, enterprise, row AS number, m, NULL AS verdict, 0 AS low, NULL AS high, FALSE AS apart FROM ({unclaimed})"
    sums = tallied("verdict = 'eligible'", "verdict = 'unconfirmed'")
    named = "first_value(enterprise) OVER (PARTITION BY firm ORDER BY number) AS named"
    began = "min(number) OVER (PARTITION BY firm) AS began"
    rows = f"SELECT *, {named}, {began} FROM ({claims} UNION ALL {others})"
    return f"SELECT min(named), m, {sums} FROM ({rows}) GROUP BY firm, m ORDER BY min(began), m"


class SummarySheet:
    """Several tables one under the other, on one sheet."""

    def __init__(self, book: "Workbook", answer: BatchAnswer) -> None:
        self.answer = answer
        self.lang = answer.lang
        self.words = Phrases(answer.catalogue, answer.lang)
        headings = [heading.in_(self.lang) for heading in _PAIRS]
        self.page = Page(book, _SUMMARY.in_(self.lang), headings, _WIDE, wrap=True, frozen=False)

    def write(self, firms: Iterable[Sequence[Any]]) -> None:
        """`firms` are the rows of `subtotals`."""
        self._pairs()
        if self.answer.summary.causes:
            self._causes()
        self._totals(firms)

    def _pairs(self) -> None:
        say, said, days = self.words.say, self.answer.summary, self.answer.days
        pairs = [
            (AS_OF_LABEL.in_(self.lang), f"{days.as_of}{today_taken(days).in_(self.lang)}"),
            (say("行数", "rows"), f"{said.rows:,}"),
            (say("有问题的行", "rows with a problem"), say(f"{said.problems:,}，没有计入", f"{said.problems:,}, not counted")),
            (say("没有输出的行", "rows left out"), f"{said.unclaimed:,}" if said.unclaimed else ""),
            (say("未计入合计的行", "rows that no sum holds"), f"{said.left_out:,}" if said.left_out else ""),
            (say("未证完的企业", "firms not proven"), f"{said.unproven:,}" if said.unproven else ""),
        ]
        layers = layer_lines(self.answer.catalogue, tallied_measures(said))
        notes = [*self.answer.notes, *said.contradictions, *late(self.answer.catalogue, days.on), *layers]
        for field, content in [*pairs, *(("", as_note(note).in_(self.lang)) for note in dict.fromkeys(notes))]:
            if content:
                self._line([field, content])

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

    def _totals(self, firms: Iterable[Sequence[Any]]) -> None:
        if self.answer.run.request.best is None:
            self.page.next()
            self._line(["", _APART.in_(self.lang)])
        self._headed(_TOTALS, range(3, 8))
        for tally in self.answer.summary.tallies:
            self.page.next()
            self._tally(_ALL.in_(self.lang), tally)
        measures = dict(self.answer.run.request.numbered())
        # A firm is shown as its table writes it, as on the sheet of claims.
        rows = ((firm, MeasureTally(measures[m], *(int(figure) for figure in figures))) for firm, m, *figures in firms)
        self.page.fill(rows, lambda row: self._tally(*row), more_said(self.lang))

    def _tally(self, enterprise: str, tally: MeasureTally) -> None:
        page, measure = self.page, tally.measure
        page.text(0, enterprise)
        page.text(1, clean(measure.title.in_(self.lang)))
        page.text(2, NATURES[measure.nature].in_(self.lang))
        page.count(3, tally.claims)
        page.fen(4, tally.eligible_low)
        page.fen_or(5, tally.high, self.words.said(None))
        page.fen_or(6, None if tally.unknown else tally.unconfirmed_high, self.words.said(None))
        page.count(7, tally.left_out)
