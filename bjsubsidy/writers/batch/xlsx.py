"""The answer as a workbook: a summary first, then every claim with a filter, the problems, and what each firm is to be asked.

Numbers as numbers, text never as a formula, and everything but ids that people gave in the words of one language.
"""

from bjsubsidy.batching.questions import firm_questions
from bjsubsidy.language import Text, many
from bjsubsidy.reports.batch import AnswerCells
from bjsubsidy.writers.batch.answer import BatchAnswer, answer_cells
from bjsubsidy.writers.batch.answer_sheet import AnswerSheet, widths
from bjsubsidy.writers.batch.book_sheets import left_out_lines, problem_lines, question_lines
from bjsubsidy.writers.batch.summary_sheet import SummarySheet, subtotals
from bjsubsidy.writers.worksheet import MOST_ROWS, TooLong, opened_workbook


def write(answer: BatchAnswer, place: str) -> None:
    """`TooLong` where a sheet does not hold the claims; a sheet of problems or of questions ends with a line that counts the rest."""
    rows, engine, summary = answer.rows, answer.engine, answer.summary
    refuse_long(summary.claims + summary.problems)
    cells = AnswerCells(answer.catalogue, answer.lang)
    with opened_workbook(place, folder=answer.folder) as book:
        SummarySheet(book, answer).write(lambda: engine.stream(subtotals(rows, answer.run.unclaimed())))
        wide = engine.query(widths(rows))[0]
        AnswerSheet(book, answer, cells, wide).write(engine.stream(answer_cells(rows)))
        if summary.problems:
            problems = f"SELECT * FROM ({answer_cells(rows)}) WHERE problem IS NOT NULL"
            problem_lines(book, answer.lang, engine.stream(problems), cells)
        measures = dict(answer.run.request.numbered())
        question_lines(book, answer, firm_questions(engine, rows, measures))
        if summary.left_out:
            left_out_lines(book, answer, answer.run.left_out())


def refuse_long(rows: int) -> None:
    """`TooLong` of more rows than a sheet holds under its heading."""
    if rows > MOST_ROWS:
        raise TooLong(what=Text(f"共 {rows} 行", f"there are {many(rows, 'row')}"))
