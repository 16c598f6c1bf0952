"""What a run over a table came to, for the formats that write it."""

from bjsubsidy.batching.duckdb import DuckDBRun
from bjsubsidy.batching.engine import Engine
from bjsubsidy.batching.request import Summary
from bjsubsidy.batching.result import ResultQuery
from bjsubsidy.language import Lang, Text
from bjsubsidy.law.catalogue import Catalogue
from bjsubsidy.record import Record
from bjsubsidy.reports.batch import BatchReport
from bjsubsidy.reports.report import Days
from bjsubsidy.writers.screen import Screen


class BatchAnswer(Record):
    """`folder` takes what a format has to write on its way; `marked`: CSV has what Excel wants of a file.

    `whole`: one JSON document with the summary, and not one object a row. `notes` are what was said of the table as it was read,
    `noted` what was said of the register, marked.
    """

    rows: ResultQuery
    run: DuckDBRun
    summary: Summary
    days: Days
    catalogue: Catalogue
    lang: Lang
    screen: Screen
    folder: str
    marked: bool = False
    whole: bool = False
    notes: tuple[Text, ...] = ()
    noted: tuple[Text, ...] = ()

    @property
    def report(self) -> BatchReport:
        """The same as the formats of all answers know one."""
        rows = answer_cells(self.rows)
        report = BatchReport(self.summary, self.run.left_out, lambda: self.engine.query(rows), self.catalogue, self.lang, self.days)
        report.noted = self.noted
        return report

    @property
    def engine(self) -> Engine:
        return self.run.engine


def answer_cells(rows: ResultQuery) -> str:
    """The answer's columns, carried ones after the others, then what could not be read as it was written, and the problem's parts."""
    last = "amount_written, on_written, problem_marked"
    return f"SELECT * EXCLUDE (number, m, apart, firm, {last}), {last} FROM ({rows.sql})"
