"""A run over a table as a table for people."""

from bjsubsidy.writers import table
from bjsubsidy.writers.batch.answer import BatchAnswer


def write(answer: BatchAnswer, place: str) -> None:
    sheet = answer.report.table()
    with open(place, "w", encoding="utf-8") as file:
        file.write(table.table_text(sheet, answer.screen.width, answer.screen.colour, answer.report.lang))
