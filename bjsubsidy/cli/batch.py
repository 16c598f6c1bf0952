"""`bjsubsidy batch FILE`: many firms, one table in, one table out."""

from __future__ import annotations

import os
import re
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from bjsubsidy.batching.request import Request, Summary
from bjsubsidy.cli.context import Context
from bjsubsidy.cli.ending import cause, put_away, signals_held
from bjsubsidy.cli.memory import refuse_small_memory
from bjsubsidy.cli.offers import ENGINES
from bjsubsidy.cli.progress import progress
from bjsubsidy.errors import UNUSABLE_FILE, Problem, UnreadableFile, Usage
from bjsubsidy.language import Text
from bjsubsidy.law.measure import Measure
from bjsubsidy.readers.headings import Layout, TableReading, of_items
from bjsubsidy.readers.table import SourceTable, clean_csv, open_table
from bjsubsidy.reports.report import late, noted

if TYPE_CHECKING:
    from bjsubsidy.batching.duckdb import DuckDBRun
    from bjsubsidy.cli.options import (
        AllSheetsOption,
        AsOfOption,
        BestOption,
        ColumnsOption,
        EncodingOption,
        EngineOption,
        FailOnProblemOption,
        FileArgument,
        MasterOption,
        MeasuresOption,
        MemoryOption,
        ReceivedFileOption,
        SearchSecondsOption,
        SetOption,
        SheetsOption,
        StrictOption,
    )
    from bjsubsidy.law.catalogue import Catalogue
    from bjsubsidy.writers import Drawable
    from bjsubsidy.writers.batch.answer import BatchAnswer

GIVES: tuple[Drawable, ...] = ("rows",)


def example(catalogue: Catalogue, entry: str | None) -> str:
    return "batch firms.csv -o answers.xlsx"


def run(
    context: Context,
    file: FileArgument,
    measure: MeasuresOption = None,
    best: BestOption = False,
    strict: StrictOption = False,
    as_of: AsOfOption = None,
    received_file: ReceivedFileOption = None,
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
    context.output.refuse_terminal()
    if context.word("engine", ENGINES) == "spark":
        from bjsubsidy.cli.spark import run_spark

        return tell(context, run_spark(context, file, _request(context)))
    refuse_small_memory()
    with signals_held():
        import duckdb  # noqa: F401
    with put_away(), tempfile.TemporaryDirectory(prefix="bjsubsidy-") as folder:
        said = _computed(context, file, folder)
    return tell(context, said)


def _computed(context: Context, path: str, folder: str) -> Summary:
    from bjsubsidy.batching import spellings
    from bjsubsidy.batching.duckdb import DuckDBRun, Engine
    from bjsubsidy.writers.batch.answer import BatchAnswer

    request = _request(context)
    with _engine_problems(path):
        engine = Engine(folder, _memory(context.given.one("memory")))
        table = open_table(path, folder, context.lang, of_items(context.catalogue), asked_of(context))
        run = _opened(lambda table: DuckDBRun(engine, request, table, path), table, path, folder, context)
        point_out(context, run.layout, [*run.table.notes, *_slips(run)])
        with progress(Text("逐家选择", "choosing firm by firm").in_(context.lang)) as planned:
            run.prepare(planned)
        cautions = (*run.contradictions(), *late(context.catalogue, run.latest()))
        say(context, [*spellings.spelling_notes(run), *cautions])
        said = run.summary().replace(cautions=cautions)
        days, screen = context.days(as_of=request.as_of), context.output.screen
        whole, marked = _whole(context), context.output.marked
        answer = BatchAnswer(run.answer(), run, said, days, context.catalogue, context.lang, screen, folder, marked, whole)
        context.output.deliver_file(folder, lambda place: _write(context, answer, run.table, path, place))
    return said


def _write(context: Context, answer: BatchAnswer, table: SourceTable, path: str, place: str) -> None:
    """What the engine cannot write is the output's fault, and not the table's."""
    from duckdb import IOException

    try:
        context.output.format.write_rows(answer, place)
    except IOException as error:
        said = _first_line(error)
        if os.path.basename(place) not in said:
            raise
        number = re.search(r'"errno":"([0-9]+)"', said)
        raise OSError(int(number[1]) if number else 0, said) from None
    table.refuse_changed(path)


def _whole(context: Context) -> bool:
    """A file that ends with .json is one document; `--format json` and .jsonl are one row a line."""
    output = context.output
    return output.asked is None and (output.path or "").lower().endswith(".json")


def asked_of(context: Context) -> TableReading:
    """What the command line says of the table beside the file."""
    given = context.given
    sheets = tuple(given.many("sheet"))
    return TableReading(given.one("encoding"), sheets, given.has("all_sheets"), _pairs(context, "column"), _pairs(context, "set_"))


def _pairs(context: Context, parameter: str) -> dict[str, str]:
    """`--column OURS=THEIRS`, `--set ID=VALUE`: each column once, by its id or its name."""
    pairs: dict[str, str] = {}
    known, place = of_items(context.catalogue), context.given.place(parameter)
    for written in context.given.many(parameter):
        named, sign, value = written.partition("=")
        try:
            id = known.id_of(named.strip()) if sign and value.strip() else None
        except Problem as problem:
            raise problem.at(place) from None
        if id is None or id in pairs:
            what = Text(f"{place} 不能是“{written}”", f"{place} cannot be “{written}”")
            raise Usage(what, Text("请写成 编号=内容，每个编号一次。", "Write it as ID=WHAT, each id once."))
        pairs[id] = value.strip()
    return pairs


def _opened(make: Callable[[SourceTable], DuckDBRun], table: SourceTable, path: str, folder: str, context: Context) -> DuckDBRun:
    """A CSV that the engine cannot take as it is, it takes clean: each row that is not whole with its fault."""
    from duckdb import Error

    try:
        run = make(table)
        if table.lost(run.found.rows) and table.clean:
            raise UnreadableFile(path=path, why=_LOST)
        if table.clean or table.form == "parquet" or not (run.found.empty or table.lost(run.found.rows)):
            return run
    except Error as error:
        if table.clean or table.form == "parquet":
            raise UnreadableFile(path=path, why=_first_line(error)) from None
    return _opened(make, clean_csv(path, table, folder, context.lang, of_items(context.catalogue)), path, folder, context)


def _slips(run: DuckDBRun) -> list[Text]:
    """What is likely a slip: rows that are alike in everything."""
    alike = run.alike()
    if not alike:
        return []
    shown = alike[:5]
    zh, en = ("；".join("、".join(rows[:5]) for rows in shown), "; ".join(", ".join(rows[:5]) for rows in shown))
    more = "…" if len(alike) > len(shown) or any(len(rows) > 5 for rows in shown) else ""
    return [Text(f"各列完全相同的行（都已计算）：第 {zh}{more} 行", f"rows alike in everything (all are counted): {en}{more}")]


_LOST = Text("引擎读到的行数与文件不符", "the engine has not read as many rows as it has")


@contextmanager
def _engine_problems(path: str) -> Iterator[None]:
    """What an engine says as one line: no memory, no disk, a file that changed."""
    import duckdb

    try:
        yield
    except duckdb.IOException as error:
        if "Could not write" not in str(error):
            raise UnreadableFile(path=path, why=_first_line(error)) from None
        what = Text("临时文件夹写不下", "the temporary folder is full")
        raise Usage(what, Text("请腾出空间，或用 TMPDIR 指定另一处。", "Make room, or name another with TMPDIR.")) from None
    except duckdb.OutOfMemoryException:
        what = Text("内存不足", "there is not enough memory")
        raise Usage(
            what, Text("请用更大的 --memory，或腾出临时文件夹的空间。", "Give a larger --memory, or room in the temporary folder.")
        ) from None
    except duckdb.Error as error:
        raise UnreadableFile(path=path, why=_first_line(error)) from None
    except RuntimeError as error:
        # What the engine makes of a signal that ends the program while it computes.
        if str(error) != "Query interrupted":
            raise
        raise cause() from None


def _first_line(error: Exception) -> str:
    return str(error).partition("\n")[0]


def _request(context: Context) -> Request:
    from bjsubsidy.cli.limit import time_limits
    from bjsubsidy.readers.register import read_registers

    given, catalogue = context.given, context.catalogue
    as_of = context.day("as_of") or context.today
    register = given.one("received_file")
    received = [] if register is None else read_registers(register, catalogue, as_of, context.warn)
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


def say(context: Context, notes: Iterable[Text]) -> None:
    """Notes on standard error, one a line."""
    for note in notes:
        context.warn(noted(note))


def point_out(context: Context, layout: Layout, notes: Sequence[Text] = ()) -> None:
    """What the reading has to say; a heading near to one that is read is likely not meant to be carried through."""
    from bjsubsidy.readers.headings import likely_meant

    say(context, dict.fromkeys([*notes, *layout.notes]))
    for heading, meant in likely_meant(layout, of_items(context.catalogue)):
        said = Text(
            f"注意：列“{heading}”未读取，原样带过；是否为 {meant}？",
            f"note: the column “{heading}” is carried through unread; did you mean {meant}?",
        )
        context.warn(said)


def tell(context: Context, said: Summary) -> int:
    """The summary on standard error, and the exit code; problems are counted whatever else is quiet."""
    from bjsubsidy.reports.batch import summary_lines

    days = context.days(as_of=context.day("as_of") or context.today)
    lines = summary_lines(said, context.catalogue, days, context.lang, context.given.has("best"))
    if said.problems and context.output.quiet:
        print(lines[1], file=sys.stderr)
    for line in lines:
        context.output.note(line)
    return UNUSABLE_FILE if said.problems and context.given.has("fail_on_problem") else 0
