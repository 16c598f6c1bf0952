"""What a run over a table came to, for the formats that write it."""

from bjsubsidy.batching.duckdb import Engine
from bjsubsidy.batching.request import Summary
from bjsubsidy.batching.result import ResultQuery
from bjsubsidy.language import Lang
from bjsubsidy.law.catalogue import Catalogue
from bjsubsidy.record import Record
from bjsubsidy.reports.report import Days
from bjsubsidy.writers.screen import Screen


class Answer(Record):
    """`folder` takes what a format has to write on its way; `plain` is CSV without what Excel likes."""

    rows: ResultQuery
    engine: Engine
    summary: Summary
    days: Days
    catalogue: Catalogue
    lang: Lang
    screen: Screen
    folder: str
    plain: bool = False


def cells(rows: ResultQuery) -> str:
    """The answer's columns, carried ones after the others, then what could not be read as it was written."""
    return f"SELECT * EXCLUDE (row, m, amount_written, on_written), amount_written, on_written FROM ({rows.sql})"
