"""`bjsubsidy catalogue check [FILE]…`: all that is wrong with catalogues, by the very checks of `--catalogue` and by stricter laws."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bjsubsidy.answers.check import checked_files
from bjsubsidy.cli import aside
from bjsubsidy.cli.context import Context
from bjsubsidy.errors import UNUSABLE_FILE
from bjsubsidy.law.storage import packaged_file
from bjsubsidy.reports.check import CheckReport
from bjsubsidy.writers import FOR_READING

if TYPE_CHECKING:
    from bjsubsidy.cli.options import CatalogueFilesArgument, CompendiumOption, FailOnWarningOption, SetAsideOption
    from bjsubsidy.law.catalogue import Catalogue
    from bjsubsidy.writers import Drawable

GIVES: tuple[Drawable, ...] = ("faults",)
REPORT = CheckReport


def example(catalogue: Catalogue, entry: str | None) -> str:
    return "catalogue check measures.toml"


def run(
    context: Context,
    file: CatalogueFilesArgument = None,
    compendium: CompendiumOption = None,
    set_aside: SetAsideOption = None,
    fail_on_warning: FailOnWarningOption = False,
) -> int:
    """People read the faults as they read any refusal, on standard error; programs read them as the answer."""
    of_people = context.output.format is FOR_READING
    files = file or context.given.many("catalogue") or [packaged_file()]
    report = CheckReport(checked_files(files, compendium, set_aside), context.lang)
    if not of_people or report.usable():
        context.output.write(report)
    for line in report.lines() if of_people else report.counted():
        aside(line)
    return UNUSABLE_FILE if report.fails(fail_on_warning) else 0
