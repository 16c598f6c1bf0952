"""The answer of a run over a table, in each format; the engine writes what it can write itself."""

from bjsubsidy.batching.duckdb import Run
from bjsubsidy.batching.request import Summary
from bjsubsidy.batching.result import ResultQuery
from bjsubsidy.language import Lang
from bjsubsidy.law.catalogue import Catalogue
from bjsubsidy.writers.screen import Screen


def write(
    form: str, run: Run, said: Summary, place: str, plain: bool, screen: Screen, catalogue: Catalogue, lang: Lang, folder: str
) -> None:
    """Into a file at `place`."""
    from bjsubsidy.writers.batch import lines

    answer, engine = run.answer(), run.engine
    if form == "csv":
        engine.query(lines.copy(lines.csv(answer, plain), place))
    elif form == "json":
        engine.query(lines.copy(lines.json(answer), place))
    elif form == "parquet":
        engine.query(lines.parquet(answer, place))
    elif form == "xlsx":
        from bjsubsidy.writers.batch import workbook

        wide, firms = engine.query(workbook.widths(answer))[0], engine.query(workbook.subtotals(answer))
        workbook.write(place, folder, answer, engine.stream(_cells(answer)), wide, firms, said, catalogue, lang)
    else:
        from bjsubsidy.reports.batch import batch
        from bjsubsidy.writers import table

        with open(place, "w", encoding="utf-8") as file:
            file.write(table.text(batch(engine.query(_cells(answer)), lang), screen.width, screen.colour))


def _cells(answer: ResultQuery) -> str:
    """The answer's columns, carried ones after the others, then what could not be read as it was written."""
    return f"SELECT * EXCLUDE (row, m, amount_written, on_written), amount_written, on_written FROM ({answer.sql})"
