"""`bjsubsidy batch FILE`: many firms, one table in, one table out."""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from bjsubsidy.batching.request import Request, Summary
from bjsubsidy.cli import aside
from bjsubsidy.cli.context import Context
from bjsubsidy.cli.ending import cause, put_away, signals_held
from bjsubsidy.cli.firm_reports import folder_asked, write_reports
from bjsubsidy.cli.memory import refuse_small_memory
from bjsubsidy.cli.offers import ENGINES
from bjsubsidy.cli.progress import progress
from bjsubsidy.cli.table_asked import asked_of
from bjsubsidy.errors import UNUSABLE_FILE, Usage, missing_word
from bjsubsidy.held import read_while_open
from bjsubsidy.language import Text
from bjsubsidy.law.measure import Measure
from bjsubsidy.readers.table import SourceTable
from bjsubsidy.reports.batch import BatchReport
from bjsubsidy.reports.batch_summary import Elsewhere, summary_lines
from bjsubsidy.reports.report import Days, late, noting

if TYPE_CHECKING:
    from bjsubsidy.batching.duckdb import DuckDBRun
    from bjsubsidy.cli.options import (
        AllSheetsOption,
        AsOfOption,
        BestOption,
        BlankTableOption,
        ColumnsOption,
        EncodingOption,
        EngineOption,
        FailOnProblemOption,
        MasterOption,
        MeasuresOption,
        MemoryOption,
        ReceivedFileOption,
        ReportFormatOption,
        ReportsOption,
        SearchSecondsOption,
        SetOption,
        SheetsOption,
        StrictOption,
        TableFilesArgument,
    )
    from bjsubsidy.law.catalogue import Catalogue
    from bjsubsidy.writers import Drawable
    from bjsubsidy.writers.batch.answer import BatchAnswer

GIVES: tuple[Drawable, ...] = ("rows",)
REPORT = BatchReport


def example(catalogue: Catalogue, entry: str | None) -> str:
    return "batch firms.csv -o answers.xlsx"


def run(
    context: Context,
    file: TableFilesArgument = None,
    new: BlankTableOption = False,
    measure: MeasuresOption = None,
    best: BestOption = False,
    strict: StrictOption = False,
    as_of: AsOfOption = None,
    received_file: ReceivedFileOption = None,
    reports: ReportsOption = None,
    report_format: ReportFormatOption = None,
    fail_on_problem: FailOnProblemOption = False,
    encoding: EncodingOption = None,
    sheet: SheetsOption = None,
    all_sheets: AllSheetsOption = False,
    column: ColumnsOption = None,
    set_: SetOption = None,
    memory: MemoryOption = None,
    limit: SearchSecondsOption = None,
    engine: EngineOption = None,
    master: MasterOption = None,
) -> int:
    if new:
        from bjsubsidy.cli.blank_table import write_blank

        return write_blank(context, file or ())
    if not file:
        raise missing_word("FILE", Text("CSV、XLSX 或 Parquet 表", "a table in CSV, XLSX or Parquet"))
    context.output.refuse_terminal()
    if not best and reports is None:
        context.refuse_without("limit", "--best")
    if context.word("engine", ENGINES) == "spark":
        from bjsubsidy.cli.spark import run_spark

        return tell(context, run_spark(context, file, _request(context)))
    context.refuse_without("master", "--engine spark")
    refuse_small_memory()
    folder_asked(context)
    with signals_held():
        import duckdb  # noqa: F401
    with put_away(), tempfile.TemporaryDirectory(prefix="bjsubsidy-") as folder:
        said = _computed(context, file, folder)
    return tell(context, said)


def _computed(context: Context, paths: Sequence[str], folder: str) -> Summary:
    from bjsubsidy.batching import opened
    from bjsubsidy.batching.dates import contradiction_notes
    from bjsubsidy.batching.engine import Engine
    from bjsubsidy.batching.slips import slip_notes
    from bjsubsidy.batching.spellings import spelling_notes

    request, reports = _request(context), context.given.one("reports")
    path = opened.named_together(paths)
    context.say(read_while_open([*paths, *context.files("received_file")]))
    with _engine_problems(path):
        run = opened.opened_run(Engine(folder, _memory(context.given.one("memory"))), request, paths, folder, asked_of(context))
        if request.keeps_every_row:
            context.output.format.refuse_long(run.found.rows)
        notes = opened.reading_notes(run)
        context.say(notes)
        with progress(Text("逐家选择", "choosing firm by firm").in_(context.lang) if request.best else None) as planned:
            run.prepare(planned, kept=reports is not None)
        found = contradiction_notes(run)
        slips = [*slip_notes(run), *spelling_notes(run)]
        context.say([*slips, *found, *late(context.catalogue, run.latest())])
        said = run.summary().replace(contradictions=tuple(found))
        if reports is not None:
            write_reports(context, run, reports, [*slips, *found, *notes])
        _deliver(context, run, said, (*notes, *slips), folder, path)
    return said


def _deliver(context: Context, run: DuckDBRun, said: Summary, notes: tuple[Text, ...], folder: str, path: str) -> None:
    from bjsubsidy.writers.batch.answer import BatchAnswer

    # Every row has its own day, which its table gave.
    days, screen = Days(run.request.as_of, context.given.has("as_of"), run.latest(), True), context.output.screen
    marked, whole = context.output.marked, _whole(context)
    answer = BatchAnswer(
        run.answer(), run, said, days, context.catalogue, context.lang, screen, folder, marked, whole, notes, tuple(context.noted)
    )
    context.output.deliver_file(folder, lambda place: _write(context, answer, run.table, path, place))


def _write(context: Context, answer: BatchAnswer, table: SourceTable, path: str, place: str) -> None:
    """What the engine cannot write is the output's fault, and not the table's."""
    from duckdb import IOException

    try:
        context.output.format.write_rows(answer, place)
    except IOException as error:
        said = str(error).partition("\n")[0]
        if os.path.basename(place) not in said:
            raise
        number = re.search(r'"errno":"([0-9]+)"', said)
        raise OSError(int(number[1]) if number else 0, said) from None
    table.refuse_changed(path)


def _whole(context: Context) -> bool:
    """Whether the file's ending asks for one document; `--format` never does."""
    output, ending = context.output, context.output.format.whole
    return output.asked is None and ending is not None and (output.path or "").lower().endswith(ending)


@contextmanager
def _engine_problems(path: str) -> Iterator[None]:
    """What the engine says as one line, and what it makes of a signal that ends the program while it computes."""
    from bjsubsidy.batching.opened import engine_problems

    try:
        with engine_problems(path):
            yield
    except RuntimeError as error:
        if str(error) != "Query interrupted":
            raise
        raise cause() from None


def _request(context: Context) -> Request:
    from bjsubsidy.cli.limit import time_limits
    from bjsubsidy.readers.register import read_registers

    given, catalogue = context.given, context.catalogue
    as_of = context.day("as_of") or context.today
    register = given.one("received_file")
    received = [] if register is None else read_registers(register, catalogue, as_of, noting(context.note))
    best = time_limits(context) if given.has("best") else None
    return Request(catalogue, _measures(context), as_of, context.lang, given.has("strict"), received, best)


def _measures(context: Context) -> tuple[Measure, ...]:
    ids = context.given.many("measure")
    catalogue = context.catalogue
    return tuple(catalogue.computable(id) for id in dict.fromkeys(ids)) if ids else tuple(catalogue.measures())


def _memory(written: str | None) -> str | None:
    """What the engine may hold: a part of what was asked for is the program's own."""
    if written is None:
        return None
    found = re.fullmatch(r"([1-9][0-9]{0,5})\s*([MG])i?B?", written.strip(), re.IGNORECASE)
    if not found or (found[2].upper() == "M" and int(found[1]) < 250):
        what = Text(f"--memory 不能是“{written}”", f"--memory cannot be “{written}”")
        raise Usage(what, Text("请写如 1GB，至少 250MB。", "Write for example 1GB, 250MB at least."))
    megabytes = int(found[1]) * (1000 if found[2].upper() == "G" else 1)
    return f"{megabytes - max(megabytes // 4, 100)}MB"


def tell(context: Context, said: Summary) -> int:
    """The summary on standard error, and the exit code; problems are counted whatever else is quiet."""
    days = context.days(as_of=context.day("as_of") or context.today)
    elsewhere = _ELSEWHERE.get(context.output.format.name, _IN_THE_ROWS)
    if not context.given.has("fail_on_problem"):
        elsewhere = elsewhere.replace(fails=_FAILS)
    lines = summary_lines(said, context.catalogue, days, context.lang, context.given.has("best"), elsewhere)
    if said.problems and context.output.quiet:
        aside(lines[1])
    for line in lines:
        context.output.note(line)
    return UNUSABLE_FILE if said.problems and context.given.has("fail_on_problem") else 0


_FAILS = Text("（加 --fail-on-problem 则以 3 退出）", " (--fail-on-problem exits with 3)")
_IN_WORKBOOK = Text("-o 文件.xlsx 的工作簿全部列出", "the workbook of -o FILE.xlsx lists them all")
_IN_THE_ROWS = Elsewhere(Text("见各行的 problem", "see problem in the rows"), _IN_WORKBOOK)
_ELSEWHERE = {
    "xlsx": Elsewhere(
        Text("见工作簿的“有问题的行”表", "see the sheet “rows with a problem”"),
        Text("见工作簿的“未计入合计”表", "see the sheet “not in the sums”"),
    ),
    "table": Elsewhere(_IN_WORKBOOK, _IN_WORKBOOK),
}
