"""What each command's JSON may be: the types, and what the `schema` key of each says."""

from collections.abc import Mapping
from typing import Any

from bjsubsidy.reports.against import AgainstReport
from bjsubsidy.reports.batch import BATCH_SCHEMA
from bjsubsidy.reports.calc import CalcReport
from bjsubsidy.reports.deadlines import DeadlinesReport
from bjsubsidy.reports.due import DueReport
from bjsubsidy.reports.measures import MeasuresReport
from bjsubsidy.reports.outputs.batch import BatchJson, ClaimRowJson, ProblemRowJson
from bjsubsidy.reports.outputs.calc import CalcJson, SweepJson
from bjsubsidy.reports.outputs.entries import DeadlinesJson, DueJson, MeasuresJson, ShowJson, StatusJson
from bjsubsidy.reports.outputs.plan import AgainstJson, PlanJson
from bjsubsidy.reports.plan import PlanReport
from bjsubsidy.reports.show import ShowReport
from bjsubsidy.reports.status import StatusReport
from bjsubsidy.reports.sweep import SweepReport

# By command the types, its own document first, and their names; a row of `batch` has none.
DOCUMENTS: Mapping[str, Mapping[Any, str | None]] = {
    "calc": {CalcJson: CalcReport.schema},
    "sweep": {SweepJson: SweepReport.schema},
    "status": {StatusJson: StatusReport.schema},
    "plan": {PlanJson: PlanReport.schema, AgainstJson: AgainstReport.schema},
    "batch": {BatchJson: BATCH_SCHEMA, ClaimRowJson: None, ProblemRowJson: None},
    "deadlines": {DeadlinesJson: DeadlinesReport.schema},
    "due": {DueJson: DueReport.schema},
    "measures": {MeasuresJson: MeasuresReport.schema},
    "show": {ShowJson: ShowReport.schema},
}


def documents_of(command: str) -> dict[Any, str | None]:
    """The types of a command's JSON with their full names, as the key `schema` has them."""
    return {cls: None if name is None else f"bjsubsidy/{name}" for cls, name in DOCUMENTS[command].items()}
