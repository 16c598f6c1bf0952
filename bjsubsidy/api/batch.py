"""Many firms in one table: the answer of the embedded engine as typed rows, with nothing written but into a temporary folder."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from datetime import date
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from bjsubsidy.api.catalogue import law_of
from bjsubsidy.api.notes import warned
from bjsubsidy.api.plan import stepped
from bjsubsidy.api.typed import found_at, typed_day, typed_list, typed_paths, wrong_type
from bjsubsidy.batching.request import LeftOut, Request, Summary
from bjsubsidy.batching.result import BETWEEN, MONEY
from bjsubsidy.language import LANGS, Lang, Text
from bjsubsidy.law.catalogue import Catalogue
from bjsubsidy.law.firm import Receipt
from bjsubsidy.law.measure import Measure
from bjsubsidy.readers.headings import TableReading
from bjsubsidy.record import NONE_GIVEN, Record
from bjsubsidy.reports.report import late, noting

if TYPE_CHECKING:
    from bjsubsidy.batching.duckdb import DuckDBRun
    from bjsubsidy.readers.register import Tell


class BatchRow(Record):
    """One item under one measure, money in fen; or an item that cannot be read, with its `problem` and neither measure nor money.

    An amount or a day that could not be read stands in `written` as somebody wrote it; `carried` are the columns that were not read,
    by their headings. `row` is where it stands in its file, `why` the ids of the conditions that are unmet or stay open, `asks` the facts
    that would settle it.
    """

    enterprise: str | None
    item: str | None
    input: str | None
    amount: int | None
    on: date | None
    measure: str | None
    verdict: str | None
    bound: str | None
    low: int | None
    high: int | None
    uncapped: int | None
    remaining: int | None
    document: str | None
    pages: str | None
    problem: str | None
    row: str
    why: tuple[str, ...]
    asks: tuple[str, ...]
    written: Mapping[str, str] = NONE_GIVEN
    carried: Mapping[str, object] = NONE_GIVEN


class Batch(Record):
    """A table as it was computed: its rows in order, what they sum up to, and the rows that no sum holds."""

    as_of: date
    rows: tuple[BatchRow, ...]
    summary: Summary
    left_out: tuple[LeftOut, ...]


def batch(
    path: str | os.PathLike[str] | Sequence[str | os.PathLike[str]],
    *,
    as_of: date,
    measures: Sequence[str] | None = None,
    best: bool = False,
    strict: bool = False,
    received: Sequence[Receipt] = (),
    received_file: str | os.PathLike[str] | None = None,
    encoding: str | None = None,
    sheets: Sequence[str] = (),
    all_sheets: bool = False,
    columns: Mapping[str, str] = NONE_GIVEN,
    values: Mapping[str, str] = NONE_GIVEN,
    lang: Lang = "en",
    catalogue: Catalogue | None = None,
    tell: Tell = warned,
) -> Batch:
    """The items of a table under the measures on their inputs, or those named; caps are counted over its rows by their days.

    `path` is its file, or a list of several that are read as one table.

    `best` keeps for each firm what `plan` chooses. `columns` says which heading is which column, by id, `values` what stands in every
    row. Problems of rows are told in `lang`; what the reading has to say is told to `tell`. All rows are held in memory: the command
    writes a table that is too large for it.
    """
    law = law_of(catalogue)
    day, paths = typed_day(as_of, "as_of"), typed_paths(path, "path")
    if lang not in LANGS:
        raise wrong_type(lang, "lang", Text("zh 或 en", "zh or en"), Text("请更正。", "Correct it."))
    chosen = tuple(law.measures() if measures is None else _measures(law, measures))
    receipts = _receipts(law, day, received, received_file, tell)
    request = Request(law, chosen, day, lang, strict, receipts, stepped if best else None)
    asked = TableReading(encoding, tuple(typed_list(sheets, "sheets", str)), all_sheets, columns, values)
    return _computed(paths, request, asked, tell)


def _measures(law: Catalogue, named: Sequence[str]) -> list[Measure]:
    typed_list(named, "measures", str)
    with found_at("measures"):
        return [law.computable(one) for one in dict.fromkeys(named)]


def _receipts(
    law: Catalogue, as_of: date, received: Sequence[Receipt], file: str | os.PathLike[str] | None, tell: Tell
) -> Sequence[Receipt]:
    if not received and file is None:
        return ()
    from bjsubsidy.api.receipts import typed_receipts
    from bjsubsidy.readers.register import read_registers

    registered = [] if file is None else read_registers(os.fspath(file), law, as_of, noting(tell))
    return [*registered, *typed_receipts(received, as_of, law)]


def _computed(paths: Sequence[str], request: Request, asked: TableReading, tell: Tell) -> Batch:
    from bjsubsidy.batching import opened as tables
    from bjsubsidy.batching.dates import contradiction_notes
    from bjsubsidy.batching.engine import Engine
    from bjsubsidy.batching.slips import slip_notes
    from bjsubsidy.batching.spellings import spelling_notes

    path = tables.named_together(paths)
    with TemporaryDirectory(prefix="bjsubsidy-") as folder, tables.engine_problems(path), closing(Engine(folder)) as engine:
        run = tables.opened_run(engine, request, paths, folder, asked)
        run.prepare()
        found = contradiction_notes(run)
        for note in [*tables.reading_notes(run), *slip_notes(run), *spelling_notes(run), *found, *late(request.catalogue, run.latest())]:
            tell(note)
        said = run.summary().replace(contradictions=tuple(found))
        answer = Batch(request.as_of, tuple(_rows(run)), said, tuple(run.left_out()))
        run.table.refuse_changed(path)
        return answer


_WRITTEN = ("amount", "on")
_IDS = ("why", "asks")


def _rows(run: DuckDBRun) -> Iterator[BatchRow]:
    answer, name = run.answer(), run.engine.dialect.name
    own = [field for field in BatchRow.fields if field not in BatchRow.defaults]
    columns = [*map(name, own), *(name(f"{id}_written") for id in _WRITTEN), *(f"x{n}" for n, _ in enumerate(answer.carried))]
    for cells in run.engine.stream(f"SELECT {', '.join(columns)} FROM ({answer.sql})"):
        values = dict(zip(own, cells, strict=False))
        values |= {id: int(values[id]) for id in MONEY if values[id] is not None}
        values |= {id: tuple(values[id].split(BETWEEN)) if values[id] else () for id in _IDS}
        written = {id: cell for id, cell in zip(_WRITTEN, cells[len(own) :], strict=False) if cell is not None and values[id] is None}
        carried = dict(zip(answer.carried, cells[len(own) + len(_WRITTEN) :], strict=True))
        yield BatchRow(**values, written=written, carried=carried)
