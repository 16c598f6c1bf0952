"""A run over a table as one JSON object a row, written by the engine itself, or as one document with the summary behind the rows."""

from bjsubsidy.batching.result import COLUMNS, ResultQuery
from bjsubsidy.reports.batch import head, summary_document
from bjsubsidy.writers import json
from bjsubsidy.writers.batch.answer import Answer
from bjsubsidy.writers.batch.sql import copy, literal, text


def write(answer: Answer, place: str) -> None:
    if answer.whole:
        _whole(answer, place)
    else:
        answer.engine.query(copy(lines(answer.rows), place))


def _whole(answer: Answer, place: str) -> None:
    """The rows, as they come, between the head and the summary."""
    opening = json.text(head(answer.summary, answer.catalogue, answer.days, answer.lang), indent=None).rstrip().removesuffix("}")
    summary = json.text(summary_document(answer.summary, answer.run.left_out()), indent=None).rstrip()
    with open(place, "w", encoding="utf-8") as target:
        target.write(f'{opening},"rows":[')
        for number, (row,) in enumerate(answer.engine.stream(lines(answer.rows))):
            target.write((",\n" if number else "\n") + row)
        target.write(f'\n],"summary":{summary}}}\n')


def lines(rows: ResultQuery) -> str:
    """One object a line; money and days are strings, what is not there is null."""
    named = [(name, text(name)) for name in COLUMNS]
    named += [(heading, f"x{n}") for n, heading in enumerate(rows.carried)]
    pairs = ", ".join(f"{literal(name)}, {value}" for name, value in named)
    return f"SELECT json_object({pairs}) FROM ({rows.sql})"
