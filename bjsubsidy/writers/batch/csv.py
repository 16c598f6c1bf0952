"""A run over a table as CSV for a spreadsheet, line by line, written by the engine itself."""

from bjsubsidy.batching.result import COLUMNS, MONEY, ResultQuery
from bjsubsidy.writers.batch.answer import Answer
from bjsubsidy.writers.batch.sql import copy, literal, text
from bjsubsidy.writers.csv import END, MARK
from bjsubsidy.writers.guard import guarded, guarded_in_sql


def write(answer: Answer, place: str) -> None:
    answer.engine.query(copy(lines(answer.rows, answer.marked), place))


def lines(rows: ResultQuery, marked: bool) -> str:
    """One line a row, quoted where needed; `marked` has the mark and the line ends that Excel wants of a file."""
    end, mark = (END.removesuffix("\n"), MARK) if marked else ("", "")
    cells = [*(_cell(name, rows.odd) for name in COLUMNS), *(_cell(f"x{n}") for n, _ in enumerate(rows.carried))]
    heading = mark + ",".join(_heading(name) for name in (*COLUMNS, *rows.carried))
    line = " || ',' || ".join(cells)
    return f"SELECT {literal(heading + end)} AS line UNION ALL SELECT {line} || {literal(end)} FROM ({rows.sql})"


def _cell(name: str, odd: bool = False) -> str:
    """A cell of CSV; our own words and figures need no second look, documents only where some are `odd`."""
    value = text(name)
    if name in ("measure", "verdict", "bound") or name in MONEY[1:]:
        return f"coalesce({value}, '')"
    if name == "pages" or (name == "document" and not odd):
        return f"coalesce(CASE WHEN contains({name}, ',') THEN '\"' || {name} || '\"' ELSE {name} END, '')"
    return _quoted(f"CAST({value} AS STRING)")


def _quoted(text: str) -> str:
    """Quoted where it has to be; text that a spreadsheet would run as a formula is written so that it is not."""
    safe = guarded_in_sql(text)
    quoted = f"'\"' || replace({safe}, '\"', '\"\"') || '\"'"
    return f"coalesce(CASE WHEN regexp_matches({text}, '[\",\\r\\n]') THEN {quoted} ELSE {safe} END, '')"


def _heading(name: str) -> str:
    safe = guarded(name)
    return '"' + safe.replace('"', '""') + '"' if any(mark in safe for mark in '",\r\n') else safe
