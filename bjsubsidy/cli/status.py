"""`bjsubsidy status ID`: whether a firm or product has a standing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bjsubsidy.api.status import status
from bjsubsidy.cli.asking import read_facts
from bjsubsidy.cli.context import Context
from bjsubsidy.reports.status import StatusReport

if TYPE_CHECKING:
    from bjsubsidy.cli.options import StatusOnOption
    from bjsubsidy.law.catalogue import Catalogue
    from bjsubsidy.writers import Drawable

GIVES: tuple[Drawable, ...] = ("answer",)
REPORT = StatusReport


def example(catalogue: Catalogue, entry: str | None) -> str:
    """A status with a few of the facts that the catalogue gives for its examples; the first where none is named."""
    from bjsubsidy.cli.examples import facts_words

    named = entry or next(iter(catalogue.rows("status")), "ID")
    given = catalogue.status(named).given if named in catalogue.rows("status") else {}
    return f"status {named}{facts_words(given)}"


def run(context: Context, entry: str, on: StatusOnOption = None) -> int:
    catalogue = context.catalogue
    answer = status(entry, read_facts(context), on=context.day("on") or context.today, catalogue=catalogue)
    context.output.write(StatusReport(answer, catalogue, context.lang, context.days(on=answer.on)))
    return 0
