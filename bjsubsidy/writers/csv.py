"""A sheet as CSV: ids, plain decimal amounts, UTF-8. In a file it has the mark and the line ends by which Excel knows that."""

import csv
import io
from collections.abc import Callable, Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from bjsubsidy.language import clean
from bjsubsidy.quantities import money_text
from bjsubsidy.reports.report import Report
from bjsubsidy.reports.sheet import Cell, Column, Sheet, Word, for_audience
from bjsubsidy.writers.guard import guarded
from bjsubsidy.writers.screen import Screen

BOM, LINE_END = "\ufeff", "\r\n"


def write(report: Report, screen: Screen) -> str:
    return csv_text(report.table())


def filed(text: str) -> str:
    """The same as a file for Excel; no cell holds a line break."""
    return BOM + text.replace("\n", LINE_END)


def lines(blank: Callable[[], Sheet]) -> tuple[str, Callable[[Report], str], str]:
    sheet = blank()
    columns, _ = for_audience(sheet, "machine")
    write: Callable[[Sequence[str]], str] = csv.writer(_Through(), lineterminator="\n").writerow

    def line(report: Report) -> str:
        row = report.line()
        return write([_cell(column, column.cell(row)) for column in columns])

    return csv_text(sheet.replace(rows=[])), line, csv_text(sheet, heading=False)


class _Through:
    """A file whose writer gets back what it writes."""

    def write(self, text: str) -> str:
        return text


def csv_text(sheet: Sheet, heading: bool = True) -> str:
    """The columns for machines under their ids; money without separators, nothing that a spreadsheet runs."""
    columns, rows = for_audience(sheet, "machine")
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    if heading:
        writer.writerow([_line(column.id) for column in columns])
    writer.writerows([[_cell(column, cell) for column, cell in zip(columns, row, strict=True)] for row in rows])
    return out.getvalue()


def _cell(column: Column[Any], cell: Cell) -> str:
    if isinstance(cell, int):
        return money_text(cell) if column.kind == "money" else str(cell)
    if cell is None:
        return ""
    if isinstance(cell, Word):
        return _line(cell.id)
    return cell.isoformat() if isinstance(cell, date) else _line(str(cell))


@lru_cache(1000)
def _line(text: str) -> str:
    """One printable line that no spreadsheet runs."""
    return guarded(clean(text))
