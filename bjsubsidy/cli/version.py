"""`bjsubsidy version`: of the program, and which catalogue answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bjsubsidy.cli.context import Context
from bjsubsidy.reports.version import VersionReport

if TYPE_CHECKING:
    from bjsubsidy.law.catalogue import Catalogue
    from bjsubsidy.writers import Drawable

GIVES: tuple[Drawable, ...] = ("answer",)
REPORT = VersionReport


def example(catalogue: Catalogue, entry: str | None) -> str:
    return "version"


def run(context: Context) -> int:
    context.output.write(VersionReport(context.catalogue, context.lang))
    return 0
