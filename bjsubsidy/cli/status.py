"""`bjsubsidy status ID`: whether a firm or product has a standing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bjsubsidy.answers.status import status_of
from bjsubsidy.cli.asking import read_facts
from bjsubsidy.cli.context import Context
from bjsubsidy.reports.status import StatusReport

if TYPE_CHECKING:
    from bjsubsidy.cli.options import StatusOnOption


def run(context: Context, entry: str, on: StatusOnOption = None) -> int:
    catalogue = context.catalogue
    status = catalogue.status(entry)
    facts = read_facts(context, catalogue.facts_of(status))
    answer = status_of(status, facts, context.day("on") or context.today, catalogue)
    context.output.write(StatusReport(answer, catalogue, context.lang, context.days(on=answer.on)))
    return 0
