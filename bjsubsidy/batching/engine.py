"""The embedded engine: one connection to DuckDB, what it reads a table with, and rows that stream out of it and into it."""

import itertools
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from bjsubsidy.formula.dialect import DuckDB
from bjsubsidy.readers.table import SourceTable

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_CHUNK = 10_000


class Engine:
    """One connection; `memory` bounds what it holds, `folder` takes what does not fit."""

    def __init__(self, folder: str, memory: str | None = None) -> None:
        import duckdb

        config: dict[str, str | bool | int | float | list[str]] = {
            "temp_directory": folder,
            "autoinstall_known_extensions": "false",
            "autoload_known_extensions": "false",
        }
        self.connection: DuckDBPyConnection = duckdb.connect(config=config | ({"memory_limit": memory} if memory else {}))
        self.dialect = DuckDB()
        # On a terminal the engine would draw a bar of its own on standard output.
        self.query("SET enable_progress_bar = false")

    def close(self) -> None:
        self.connection.close()

    def query(self, sql: str, parameters: Sequence[object] = ()) -> list[Any]:
        return self.connection.execute(sql, parameters).fetchall() if parameters else self.connection.execute(sql).fetchall()

    def stream(self, sql: str) -> Iterator[tuple[Any, ...]]:
        """The rows of a query, a chunk in memory at a time."""
        cursor = self.connection.cursor().execute(sql)
        while rows := cursor.fetchmany(_CHUNK):
            yield from rows

    def keep(self, name: str, columns: str, rows: Iterable[Sequence[object]]) -> None:
        """A table of typed rows, taken in chunk by chunk."""
        self.query(f"CREATE TABLE {name} ({columns})")
        left = iter(rows)
        types = [column.rpartition(" ")[2] for column in columns.split(", ")]
        taken = ", ".join(f"unnest(CAST(? AS {type}[]))" for type in types)
        while chunk := list(itertools.islice(left, _CHUNK)):
            self.connection.execute(f"INSERT INTO {name} SELECT {taken}", [list(cells) for cells in zip(*chunk, strict=True)])

    # the source

    def opened(self, table: SourceTable) -> tuple[str, tuple[str, ...], list[str]]:
        """The query (row, c0, c1, …, fault, place) of a table, its headings, and the type of each column."""
        if table.form == "parquet":
            described = self.query(f"DESCRIBE FROM read_parquet({self.dialect.text(table.path)})")
            named = ", ".join(f"{self.dialect.name(row[0])} AS c{place}" for place, row in enumerate(described))
            source = f"read_parquet({self.dialect.text(table.path)}, file_row_number = true)"
            said = self._said(table, len(described))
            sql = f"SELECT file_row_number AS row, {named}{said}, CAST(NULL AS STRING) AS fault FROM {source}"
            return sql, tuple(row[0] for row in described), [row[1].lower() for row in described] + ["varchar"] * len(table.asked.values)
        return self._csv(table), (), ["varchar"] * (table.width + len(table.asked.values))

    def rows_of_parquet(self, path: str) -> int:
        """How many rows a file says of itself that it has: what was read of it is held against this."""
        return int(self.query(f"SELECT coalesce(sum(num_rows), 0) FROM parquet_file_metadata({self.dialect.text(path)})")[0][0])

    def _said(self, table: SourceTable, width: int) -> str:
        """The values that are given for every row, as columns after the table's own."""
        texts = [self.dialect.text(value) for value in table.asked.values.values()]
        return "".join(f", {text} AS c{width + place}" for place, text in enumerate(texts))

    def _csv(self, table: SourceTable) -> str:
        """Taken in whole: every cell is looked at now, and every row has a number."""
        names = [*(f"c{place}" for place in range(table.width)), *(["fault", "place"] if table.clean else [])]
        columns = ", ".join(f"'{name}': 'VARCHAR'" for name in names)
        options = "header = true, auto_detect = false, delim = ',', quote = '\"', escape = '\"'"
        source = f"read_csv({self.dialect.text(table.path)}, {options}, columns = {{{columns}}})"
        self.query(f"CREATE OR REPLACE TABLE source AS FROM {source}")
        fault = "* REPLACE (nullif(fault, '') AS fault)" if table.clean else "*, CAST(NULL AS STRING) AS fault"
        return f"SELECT rowid AS row, {fault}{self._said(table, table.width)} FROM source"
