"""`bjsubsidy show ID`: every entry of an id whole, with its sources and readings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bjsubsidy.answers.search import entries_of, id_named
from bjsubsidy.cli.context import Context
from bjsubsidy.reports.show import ShowReport

if TYPE_CHECKING:
    from bjsubsidy.cli.options import EntryArgument
    from bjsubsidy.law.catalogue import Catalogue
    from bjsubsidy.writers import Drawable

GIVES: tuple[Drawable, ...] = ("answer",)
REPORT = ShowReport


def example(catalogue: Catalogue, entry: str | None) -> str:
    return f"show {next(iter(catalogue.rows('measure')), 'ID')}"


def run(context: Context, id: EntryArgument) -> int:
    catalogue = context.catalogue
    found = id_named(catalogue, id)
    context.output.write(ShowReport(found, entries_of(catalogue, found), catalogue, context.lang))
    return 0
