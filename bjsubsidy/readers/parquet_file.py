"""A Parquet file as rows of text, where it stands beside other files; alone an engine reads it itself."""

from collections.abc import Iterator
from contextlib import closing
from decimal import Decimal

from bjsubsidy.errors import UnreadableFile
from bjsubsidy.readers.sheets import SheetRow, SourceSheet, cell_text

_CHUNK = 10_000


def parquet_sheet(path: str, place: str) -> SourceSheet:
    """Its columns' names are row 0, its own rows are counted from 1."""
    return SourceSheet(lambda: _rows(path, place))


def _rows(path: str, place: str) -> Iterator[SheetRow]:
    import duckdb

    try:
        with closing(duckdb.connect()) as connection:
            found = connection.execute("SELECT * FROM read_parquet(?)", [place])
            yield SheetRow(0, [column[0] for column in found.description or ()])
            number = 0
            while rows := found.fetchmany(_CHUNK):
                for row in rows:
                    number += 1
                    yield SheetRow(number, ["" if cell is None else _text(cell) for cell in row])
    except duckdb.Error as error:
        raise UnreadableFile(path=path, why=str(error).partition("\n")[0]) from None


def _text(cell: object) -> str:
    """A typed cell as text, every digit of it: what is no float is exact."""
    if isinstance(cell, Decimal):
        return format(cell, "f")
    return str(cell) if type(cell) is int else cell_text(cell)
