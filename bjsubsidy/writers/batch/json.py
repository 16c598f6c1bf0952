"""A run over a table as one JSON object a row, written by the engine itself."""

from bjsubsidy.batching.result import COLUMNS, ResultQuery
from bjsubsidy.writers.batch.answer import Answer
from bjsubsidy.writers.batch.sql import copy, literal, text


def write(answer: Answer, place: str) -> None:
    answer.engine.query(copy(lines(answer.rows), place))


def lines(rows: ResultQuery) -> str:
    """One object a line; money and days are strings, what is not there is null."""
    named = [(name, text(name)) for name in COLUMNS]
    named += [(heading, f"x{n}") for n, heading in enumerate(rows.carried)]
    pairs = ", ".join(f"{literal(name)}, {value}" for name, value in named)
    return f"SELECT json_object({pairs}) FROM ({rows.sql})"
