"""A run over a table as one JSON object a row, written by the engine itself, or as one document with the summary behind the rows."""

from bjsubsidy.batching.result import ANSWER_COLUMNS, ResultQuery
from bjsubsidy.writers import json
from bjsubsidy.writers.batch.answer import BatchAnswer
from bjsubsidy.writers.batch.sql import copy, literal, text_sql


def write(answer: BatchAnswer, place: str) -> None:
    """One object a line, or one document where the answer is `whole`."""
    if answer.whole:
        _whole(answer, place)
    else:
        answer.engine.query(copy(json_query(answer.rows), place))


def _whole(answer: BatchAnswer, place: str) -> None:
    """The rows, as they come, between what the document says first and what it says of all of them."""
    report = answer.report
    opening = json.json_text(report.head(), indent=None).rstrip().removesuffix("}")
    closing = json.json_text({**report.body(), "cautions": report.cautions()}, indent=None).removeprefix("{")
    with open(place, "w", encoding="utf-8") as target:
        target.write(f'{opening},"rows":[')
        for number, (row,) in enumerate(answer.engine.stream(json_query(answer.rows))):
            target.write((",\n" if number else "\n") + row)
        target.write(f"\n],{closing}")


def json_query(rows: ResultQuery) -> str:
    """One object a line; money and days are strings, what is not there is null."""
    named = [(name, text_sql(name)) for name in ANSWER_COLUMNS]
    named += [(heading, f"x{n}") for n, heading in enumerate(rows.carried)]
    pairs = ", ".join(f"{literal(name)}, {value}" for name, value in named)
    return f"SELECT json_object({pairs}) FROM ({rows.sql})"
