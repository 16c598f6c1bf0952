"""A table opened by the embedded engine, with what its reading has to say; and what goes wrong there as one line."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from bjsubsidy.batching.counted import ROWS_LOST
from bjsubsidy.batching.request import Request
from bjsubsidy.batching.slips import alike_rows
from bjsubsidy.errors import UnreadableFile, Usage
from bjsubsidy.language import LANGS, Text, clean, listed
from bjsubsidy.law.catalogue import Catalogue
from bjsubsidy.readers.absent import unread
from bjsubsidy.readers.headings import Layout, TableReading, of_items
from bjsubsidy.readers.left_rows import left_notes
from bjsubsidy.readers.table import SourceTable, clean_csv, open_tables

if TYPE_CHECKING:
    from bjsubsidy.batching.duckdb import DuckDBRun
    from bjsubsidy.batching.engine import Engine


def opened_run(engine: "Engine", request: Request, paths: Sequence[str], folder: str, asked: TableReading) -> "DuckDBRun":
    """A run over the table of one or several files; `folder` takes what has to be written for the engine, `asked` says what they do not."""
    from bjsubsidy.batching.duckdb import DuckDBRun

    path = named_together(paths)
    table = open_tables(paths, folder, request.lang, of_items(request.catalogue), asked)
    return _opened(lambda table: DuckDBRun(engine, request, table, path), table, path, folder, request)


def named_together(paths: Sequence[str]) -> str:
    """Files as a message names them."""
    return ", ".join(paths)


def _opened(make: "Callable[[SourceTable], DuckDBRun]", table: SourceTable, path: str, folder: str, request: Request) -> "DuckDBRun":
    """A CSV that the engine cannot take as it is, it takes clean: each row that is not whole with its fault."""
    from duckdb import Error

    try:
        run = make(table)
        final, lost = table.clean or table.form == "parquet", run.lost()
        if lost and final:
            raise UnreadableFile(path=path, why=ROWS_LOST)
        if final or not (run.found.empty or lost):
            return run
    except Error as error:
        if table.clean or table.form == "parquet":
            raise UnreadableFile(path=path, why=first_line(error)) from None
    return _opened(make, clean_csv(path, table, folder, request.lang, of_items(request.catalogue)), path, folder, request)


def reading_notes(run: "DuckDBRun") -> list[Text]:
    """What the reading of a table has to say, each once."""
    left = [] if run.table.clean else left_notes(run.left, run.layout)
    return layout_notes(run.layout, run.request.catalogue, [*run.table.notes, *left, *alike_rows(run)])


def layout_notes(layout: Layout, catalogue: Catalogue, notes: Sequence[Text] = ()) -> list[Text]:
    """The same of its heading: what is carried through; one near to a heading that is read is likely not meant to be."""
    carried = unread(layout, of_items(catalogue))
    meant = [
        Text(
            f"列“{heading}”未读取，原样带过；是否为{meant.zh}？",
            f"the column “{heading}” is not used and is carried through; did you mean {meant.en}?",
        )
        for heading, meant in carried
        if meant
    ]
    others = [clean(heading) for heading, meant in carried if not meant]
    zh, en = (listed(others, lang) for lang in LANGS)
    said = [Text(f"不参与计算、原样带过的列：{zh}", f"columns that are not used and are carried through: {en}")] if others else []
    return [*dict.fromkeys([*notes, *layout.notes]), *meant, *said]


@contextmanager
def engine_problems(path: str) -> Iterator[None]:
    """What the engine says as one line: no memory, no disk, a file that changed."""
    import duckdb

    try:
        yield
    except duckdb.IOException as error:
        if "Could not write" not in str(error):
            raise UnreadableFile(path=path, why=first_line(error)) from None
        what = Text("临时文件夹写不下", "the temporary folder is full")
        raise Usage(what, Text("请腾出空间，或用 TMPDIR 指定另一处。", "Make room, or name another with TMPDIR.")) from None
    except duckdb.OutOfMemoryException:
        what = Text("内存不足", "there is not enough memory")
        raise Usage(
            what, Text("请用更大的 --memory，或腾出临时文件夹的空间。", "Give a larger --memory, or room in the temporary folder.")
        ) from None
    except duckdb.Error as error:
        raise UnreadableFile(path=path, why=first_line(error)) from None


def first_line(error: Exception) -> str:
    return str(error).partition("\n")[0]
