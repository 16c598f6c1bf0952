"""A run over a table as a table for people."""

from bjsubsidy.reports.batch import batch
from bjsubsidy.writers import table
from bjsubsidy.writers.batch.answer import BatchAnswer, answer_cells


def write(answer: BatchAnswer, place: str) -> None:
    sheet = batch(answer.engine.query(answer_cells(answer.rows)), answer.lang)
    with open(place, "w", encoding="utf-8") as file:
        file.write(table.table_text(sheet, answer.screen.width, answer.screen.colour))
