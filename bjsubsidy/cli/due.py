"""`bjsubsidy due LIMIT START`: the day a time limit ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bjsubsidy.api.due import due
from bjsubsidy.cli.context import Context
from bjsubsidy.errors import Problem
from bjsubsidy.quantities import parse_date
from bjsubsidy.reports.due import DueReport

if TYPE_CHECKING:
    from bjsubsidy.cli.options import LimitArgument, StartArgument
    from bjsubsidy.law.catalogue import Catalogue
    from bjsubsidy.writers import Drawable

GIVES: tuple[Drawable, ...] = ("answer", "days")
REPORT = DueReport


def example(catalogue: Catalogue, entry: str | None) -> str:
    """The first worked example of a time limit."""
    for limit in catalogue.all("limit"):
        for worked in limit.examples[:1]:
            return f"due {limit.id} {worked.start}"
    return "due LIMIT START"


def run(context: Context, limit: LimitArgument, start: StartArgument) -> int:
    catalogue = context.catalogue
    place = "LIMIT"
    try:
        id = catalogue.find(limit, "limit")
        place = "START"
        answer = due(id, parse_date(start), catalogue=catalogue)
    except Problem as problem:
        raise problem.at(place) from None
    context.output.write(DueReport(answer, catalogue, context.lang, context.today))
    return 0
