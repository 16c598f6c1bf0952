"""A table through an engine, as the lines that the plain reading gives: what is compared."""

import csv
import os
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bjsubsidy.batching.duckdb import DuckDBRun
from bjsubsidy.batching.engine import Engine
from bjsubsidy.batching.opened import opened_run
from bjsubsidy.batching.request import Request
from bjsubsidy.law.catalogue import Catalogue
from bjsubsidy.law.firm import Receipt
from bjsubsidy.readers.headings import TableReading, of_items
from bjsubsidy.readers.table import open_table
from tests.batching.reference import Line, Row

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

LINE = "measure, verdict, low, high, uncapped, remaining, problem IS NOT NULL, why, asks, row"


def asked(
    catalogue: Catalogue,
    as_of: date,
    receipts: Sequence[Receipt] = (),
    strict: bool = False,
    measures: Iterable[str] | None = None,
    best: bool = False,
) -> Request:
    wanted = tuple(catalogue.measures() if measures is None else (catalogue.measure(id) for id in measures))
    return Request(catalogue, wanted, as_of, "en", strict, receipts, (lambda: lambda: False) if best else None)


def written(rows: Sequence[Row], folder: str) -> str:
    path = Path(folder) / "in.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return str(path)


@contextmanager
def duckdb_run(rows: Sequence[Row], request: Request, said: Mapping[str, str] | None = None) -> Iterator[DuckDBRun]:
    """`said` is given beside the table for every row."""
    with tempfile.TemporaryDirectory() as folder:
        known, reading = of_items(request.catalogue), TableReading(values=said or {})
        run = DuckDBRun(Engine(folder), request, open_table(written(rows, folder), folder, "en", known, reading), "in.csv")
        run.prepare()
        yield run


def through_duckdb(rows: Sequence[Row], request: Request, said: Mapping[str, str] | None = None) -> list[Line]:
    with duckdb_run(rows, request, said) as run:
        return [tuple(line) for line in run.engine.query(f"SELECT number, {LINE} FROM ({run.answer().sql})")]


def through_files(pieces: Sequence[Sequence[Row]], request: Request) -> list[Line]:
    """Rows in several files, each with its columns in an order of its own."""
    with tempfile.TemporaryDirectory() as folder:
        places = [os.path.join(folder, f"file{number}") for number, _ in enumerate(pieces)]
        for place in places:
            os.mkdir(place)
        paths = [written(rows, place) for rows, place in zip(pieces, places, strict=True)]
        run = opened_run(Engine(folder), request, paths, folder, TableReading())
        run.prepare()
        return [tuple(line) for line in run.engine.query(f"SELECT number, {LINE} FROM ({run.answer().sql})")]


# Spark compiles each query for the sake of millions of rows; for a hundred that takes longer than all the rest.
INTERPRETED = {"spark.sql.codegen.wholeStage": "false", "spark.sql.codegen.factoryMode": "NO_CODEGEN"}


@contextmanager
def _settings(spark: "SparkSession", settings: Mapping[str, str]) -> Iterator[None]:
    for name, value in settings.items():
        spark.conf.set(name, value)
    try:
        yield
    finally:
        for name in settings:
            spark.conf.unset(name)


def through_spark(spark: "SparkSession", rows: Sequence[Row], request: Request, compiled: bool = False) -> list[Line]:
    """With queries interpreted, unless they are to be `compiled` as a user's are."""
    from bjsubsidy.batching.spark import SparkRun

    with tempfile.TemporaryDirectory() as folder, _settings(spark, {} if compiled else INTERPRETED):
        run = SparkRun(spark, request, written(rows, folder), TableReading())
        found: list[Any] = spark.sql(f"SELECT number.i, {LINE} FROM ({run.answer().sql}) ORDER BY number, m").collect()
        spark.catalog.clearCache()
    return [tuple(line) for line in found]
