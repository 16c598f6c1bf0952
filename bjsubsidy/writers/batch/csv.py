"""A run over a table as CSV for a spreadsheet, line by line, written by the engine itself."""

from bjsubsidy.batching.parted import PartedForm
from bjsubsidy.batching.result import ANSWER_COLUMNS, MONEY, ResultQuery
from bjsubsidy.writers.batch.answer import BatchAnswer
from bjsubsidy.writers.batch.sql import copy, literal, text_sql
from bjsubsidy.writers.csv import BOM, LINE_END
from bjsubsidy.writers.guard import guarded, guarded_in_sql

PARTS = PartedForm(
    "csv",
    textual=True,
    writing={"header": "true", "quote": '"', "escape": '"', "encoding": "UTF-8", "emptyValue": ""},
    reading={"header": "true", "escape": '"'},
)


def write(answer: BatchAnswer, place: str) -> None:
    answer.engine.query(copy(csv_query(answer.rows, answer.marked), place))


def csv_query(rows: ResultQuery, marked: bool) -> str:
    """One line a row, quoted where needed; `marked` has the mark and the line ends that Excel wants of a file."""
    end, mark = (LINE_END.removesuffix("\n"), BOM) if marked else ("", "")
    cells = [*(_cell(name, rows.odd) for name in ANSWER_COLUMNS), *(_cell(f"x{n}") for n, _ in enumerate(rows.carried))]
    heading = mark + ",".join(_heading(name) for name in (*ANSWER_COLUMNS, *rows.carried))
    line = " || ',' || ".join(cells)
    return f"SELECT {literal(heading + end)} AS line UNION ALL SELECT {line} || {literal(end)} FROM ({rows.sql})"


def _cell(name: str, odd: bool = False) -> str:
    """A cell of CSV; our own words and figures need no second look, documents only where some are `odd`."""
    value = text_sql(name)
    if name in ("measure", "verdict", "bound", "why", "asks") or name in MONEY[1:]:
        return f"coalesce({value}, '')"
    if name == "pages" or (name == "document" and not odd):
        return f"coalesce(CASE WHEN contains({name}, ',') THEN '\"' || {name} || '\"' ELSE {name} END, '')"
    if name == "row":
        return f"coalesce(CASE WHEN contains(row, '!') THEN {_quoted('row')} ELSE row END, '')"
    return _quoted(f"CAST({value} AS STRING)")


def _quoted(text: str) -> str:
    """Quoted where it has to be; text that a spreadsheet would run as a formula is written so that it is not."""
    safe = guarded_in_sql(text)
    quoted = f"'\"' || replace({safe}, '\"', '\"\"') || '\"'"
    return f"coalesce(CASE WHEN regexp_matches({text}, '[\",\\r\\n]') THEN {quoted} ELSE {safe} END, '')"


def _heading(name: str) -> str:
    safe = guarded(name)
    return '"' + safe.replace('"', '""') + '"' if any(mark in safe for mark in '",\r\n') else safe
