"""`batch --reports FOLDER`: beside the answer a report for each firm, as `plan` writes it, and an index."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from bjsubsidy.cli.context import Context
from bjsubsidy.cli.limit import time_limits
from bjsubsidy.cli.offers import REPORT_FORMATS
from bjsubsidy.cli.progress import progress
from bjsubsidy.cli.whole_folder import put_whole_folder, refuse_taken
from bjsubsidy.language import Text
from bjsubsidy.reports.report import Days, Report
from bjsubsidy.writers import FORMATS, Format
from bjsubsidy.writers.screen import Screen

if TYPE_CHECKING:
    from bjsubsidy.batching.duckdb import DuckDBRun
    from bjsubsidy.batching.firm_plans import FirmPlans

_INDEX = "index"


def folder_asked(context: Context) -> str | None:
    """The folder that the line names, None where it names none; `Usage` where it is taken, or where a format stands without one."""
    folder = context.given.one("reports")
    context.word("report_format", REPORT_FORMATS)
    if folder is None:
        context.refuse_without("report_format", "--reports")
    else:
        refuse_taken(context.given.place("reports"), folder)
    return folder


def write_reports(context: Context, run: DuckDBRun, folder: str, said: Iterable[Text]) -> None:
    """The reports of a run that has been prepared; the index has what was `said` of its table."""
    from bjsubsidy.readers.advised import told_to_readers

    notes = told_to_readers(said)
    from bjsubsidy.batching.firm_plans import FirmPlans

    with progress(Text("写各企业报告", "writing a report for each firm").in_(context.lang)) as told:
        plans = FirmPlans(run, time_limits(context))
        put_whole_folder(folder, lambda place: _fill(context, plans, notes, place, told))
    index = os.path.join(folder, _INDEX + _form(context).endings[0])
    context.warn(Text(f"各企业的报告见 {index}", f"the firms' reports: {index}"))


def _fill(context: Context, plans: FirmPlans, notes: Sequence[Text], folder: str, told: Callable[[int, int], None]) -> None:
    from bjsubsidy.batching.outcomes import firm_outcome, table_outcome
    from bjsubsidy.reports.file_names import FileNames
    from bjsubsidy.reports.firm_index import IndexReport
    from bjsubsidy.reports.firm_report import FirmReport

    form = _form(context)
    names, count, firms = FileNames(form.endings[0], [_INDEX]), plans.count(), []
    given = context.given.has("as_of")
    for done, firm in enumerate(plans.firms(), 1):
        file = None
        if firm.plan is not None:
            file = names.of(firm.name or "", firm.code)
            _write(FirmReport(firm, firm.plan, context.catalogue, context.lang, given), form, os.path.join(folder, file))
        firms.append(firm_outcome(firm, file))
        told(done, count)
    days = Days(plans.run.request.as_of, given, plans.run.latest(), True)
    index = IndexReport(table_outcome(firms), notes, context.catalogue, context.lang, days)
    index.noted = context.noted
    _write(index, form, os.path.join(folder, _INDEX + form.endings[0]))


def _form(context: Context) -> Format:
    return FORMATS[context.word("report_format", REPORT_FORMATS) or REPORT_FORMATS[0]]


def _write(report: Report, form: Format, place: str) -> None:
    content = form.write(report, Screen())
    with open(place, "wb") as file:
        file.write(content.encode() if isinstance(content, str) else content)
