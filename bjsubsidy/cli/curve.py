"""`calc` with its curve: in a terminal, or in a book of everything the answer says."""

from collections.abc import Callable

from bjsubsidy.answers.calc import Calc
from bjsubsidy.answers.curve import Curve, span
from bjsubsidy.answers.query import Query
from bjsubsidy.cli.context import Context
from bjsubsidy.writers.book import Book, Chart
from bjsubsidy.writers.sheet import Sheet
from bjsubsidy.writers.sheets import calc_book, curves
from bjsubsidy.writers.words import Phrases


def book_of(context: Context, asked: Query, answer: Calc, cautions: list[str]) -> Book:
    lines, words = _lines(context, asked)
    return calc_book.calc(answer, context.catalogue, context.lang, cautions, _chart(lines, answer, words), curves.corners(lines, words))


def draw(
    context: Context,
    asked: Query,
    answer: Calc,
    document: Callable[[], dict[str, object]],
    sheet: Callable[[], Sheet],
    book: Callable[[], Book],
) -> None:
    """The answer and its curve; in a pipe, and for machines, the curve's figures."""
    lines, words = _lines(context, asked)

    def table() -> str:
        chart, shown = _chart(lines, answer, words), context.table_of(sheet())
        if chart is None:
            return f"{shown}\n{words.say('没有可画的金额', 'nothing is paid, so there is no curve')}\n"
        if context.width is None:
            return f"{shown}\n{context.table_of(curves.corners(lines, words))}"
        from bjsubsidy.writers import plots

        return f"{shown}\n{plots.curve(chart, context.width, context.lang)}"

    def with_breakpoints() -> dict[str, object]:
        from bjsubsidy.writers import json_sweep

        return {**document(), "breakpoints": json_sweep.breakpoints([line.breakpoints() for line in lines])}

    context.draw(with_breakpoints, lambda: curves.corners(lines, words), book, table)


def _lines(context: Context, asked: Query) -> tuple[list[Curve], Phrases]:
    return [Curve(measure, asked, context.catalogue) for measure in asked.measures], Phrases(context.catalogue, context.lang, asked.input)


def _chart(lines: list[Curve], answer: Calc, words: Phrases) -> Chart | None:
    own = answer.item.amount
    return curves.chart(lines, *span(lines, own), own, words)
