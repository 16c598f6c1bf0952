"""What `sweep` tells: what each measure pays as the amount grows, where it breaks, and which amounts reach a figure."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from bjsubsidy.answers.curve import Reached
from bjsubsidy.answers.dates import contradictions
from bjsubsidy.answers.sweep import Reach, Sweep, SweepStep
from bjsubsidy.language import Lang, Text
from bjsubsidy.law.catalogue import Catalogue
from bjsubsidy.quantities import money_text
from bjsubsidy.reports import sweep_table
from bjsubsidy.reports.book import Picture
from bjsubsidy.reports.curves import breakpoints, chart_of, corners
from bjsubsidy.reports.document import money_of, outcome_of
from bjsubsidy.reports.layered import EntryName
from bjsubsidy.reports.phrases import Phrases, machine_value
from bjsubsidy.reports.report import Days, Report
from bjsubsidy.reports.sheet import Sheet
from bjsubsidy.reports.sweep_table import end_of

if TYPE_CHECKING:
    from bjsubsidy.reports.outputs.calc import NearestJson, ReachedJson, ReachJson, StretchJson, SweepBody, SweepRowJson


class SweepReport(Report):
    """`first` and `last` are the ends of the amounts that were asked about."""

    schema = "sweep/1"

    def __init__(self, answer: Sweep, first: int, last: int, catalogue: Catalogue, lang: Lang, days: Days) -> None:
        super().__init__(catalogue, lang, days)
        self.answer = answer
        self.ends = first, last
        self.words = Phrases(catalogue, lang, answer.asked.input)

    def contradictions(self) -> list[Text]:
        return [*contradictions(self.answer.asked.facts, self.answer.asked.on, self.catalogue), *super().contradictions()]

    def cautions_above(self) -> list[str]:
        """The first line names the days, given or not."""
        return self.cautions_but(self.defaults())

    def told(self) -> list[EntryName]:
        return [("measure", measure.id) for measure in self.answer.asked.measures]

    @classmethod
    def shape(cls) -> Any:
        from bjsubsidy.reports.outputs.calc import SweepJson

        return SweepJson

    def body(self) -> "SweepBody":
        answer, asked = self.answer, self.answer.asked
        return {
            "input": asked.input,
            "on": asked.on.isoformat(),
            "as_of": asked.as_of.isoformat(),
            "facts": {id: machine_value(self.catalogue, id, value) for id, value in asked.facts.items()},
            "rows": [_row(row) for row in answer.rows],
            "breakpoints": breakpoints(answer.curves),
            "reach": None if answer.target is None else _reaches(answer.target, answer.reaches),
        }

    def table(self) -> Sheet:
        return sweep_table.sweep_lines(self.answer)

    def shown(self, drawn: bool) -> Sequence[Sheet]:
        reached = sweep_table.sweep_reaches(self.answer, self.words)
        sheets = [sweep_table.sweep_steps(self.answer, self.words, self.days_said(self.words)), corners(self.answer.curves, self.words)]
        return sheets if reached is None else [*sheets, reached]

    def parts(self) -> Sequence[Sheet | Picture]:
        first, last = self.ends
        drawn = chart_of(self.answer.curves, first, last, None, self.words) if first < last else None
        return [*([drawn] if drawn else []), *self.shown(False)]


def _row(row: SweepStep) -> "SweepRowJson":
    return {"amount": money_text(row.input), "assessments": [outcome_of(assessment) for assessment in row.assessments]}


def _reaches(target: int, reaches: Sequence[Reach]) -> "ReachJson":
    return {"amount": money_text(target), "measures": [_reach(reach) for reach in reaches]}


def _reach(reach: Reach) -> "ReachedJson":
    nearest: NearestJson | None = (
        None if reach.nearest is None else {"amount": money_text(reach.nearest.amount), "inputs": _inputs(reach.nearest)}
    )
    return {"measure": reach.measure, "inputs": _inputs(reach.inputs), "nearest": nearest, "unknown": reach.unknown}


def _inputs(reached: Reached) -> "list[StretchJson]":
    """Both ends are included; no `to` where every larger input is in."""
    return [
        {"from": money_text(stretch.first), "to": money_of(end_of(stretch)), "verdict": stretch.verdict} for stretch in reached.stretches
    ]
