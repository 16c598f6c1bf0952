"""The JSON document of `sweep`."""

from collections.abc import Sequence

from bjsubsidy.answers.caps import Assessment
from bjsubsidy.answers.curve import Breakpoint, Reached
from bjsubsidy.answers.sweep import Reach, Row, Sweep
from bjsubsidy.law.catalogue import Catalogue
from bjsubsidy.quantities import money_text
from bjsubsidy.writers.json import Document, head_of, money_of
from bjsubsidy.writers.sheets.sweep import end_of
from bjsubsidy.writers.words import fact_value


def sweep(answer: Sweep, catalogue: Catalogue, cautions: Sequence[str]) -> Document:
    asked = answer.asked
    return {
        **head_of("sweep", catalogue),
        "input": asked.input,
        "on": asked.on.isoformat(),
        "as_of": asked.as_of.isoformat(),
        "facts": {id: fact_value(catalogue, id, value) for id, value in asked.facts.items()},
        "rows": [_row(row) for row in answer.rows],
        "breakpoints": breakpoints([curve.breakpoints() for curve in answer.curves]),
        "reach": None if answer.target is None else _reaches(answer.target, answer.reaches),
        "cautions": list(cautions),
    }


def _row(row: Row) -> Document:
    return {"amount": money_text(row.input), "assessments": [_assessed(assessment) for assessment in row.assessments]}


def _assessed(assessment: Assessment) -> Document:
    claim = assessment.claim
    said = {"measure": claim.measure.id, "verdict": claim.verdict}
    return {**said, "low": money_text(assessment.low), "high": money_of(assessment.high)}


def breakpoints(found: Sequence[Sequence[Breakpoint]]) -> list[Document]:
    """By measure in catalogue order, each in the order of its inputs."""
    return [{"kind": point.kind, "amount": money_text(point.input), **_assessed(point.assessment)} for points in found for point in points]


def _reaches(target: int, reaches: Sequence[Reach]) -> Document:
    return {"amount": money_text(target), "measures": [_reach(reach) for reach in reaches]}


def _reach(reach: Reach) -> Document:
    nearest = None if reach.nearest is None else {"amount": money_text(reach.nearest.amount), "inputs": _inputs(reach.nearest)}
    return {"measure": reach.measure, "inputs": _inputs(reach.inputs), "nearest": nearest}


def _inputs(reached: Reached) -> list[Document]:
    """Both ends are included; no `to` where every larger input is in."""
    return [
        {"from": money_text(stretch.first), "to": money_of(end_of(stretch)), "verdict": stretch.verdict} for stretch in reached.stretches
    ]
