"""`calc` with its curve: in a terminal, or in a book of everything the answer says."""

from bjsubsidy.answers.calc import Calc
from bjsubsidy.answers.curve import Curve, span
from bjsubsidy.answers.inquiry import Inquiry
from bjsubsidy.cli.calc import document, sheet_of
from bjsubsidy.cli.context import Context
from bjsubsidy.writers.book import Book
from bjsubsidy.writers.sheets import calc_book, curves
from bjsubsidy.writers.words import Words


def draw(context: Context, asked: Inquiry, answer: Calc, cautions: list[str]) -> None:
    catalogue, lang = context.catalogue, context.lang
    lines = [Curve(measure, asked, catalogue) for measure in asked.measures]
    words = Words(catalogue, lang, asked.input)
    own = answer.item.amount
    chart, corners = curves.chart(lines, *span(lines, own), own, words), curves.corners(lines, words)

    def table() -> str:
        shown = context.table_of(sheet_of(context, answer, cautions))
        if chart is None:
            return f"{shown}\n{words.say('没有可画的金额', 'nothing is paid, so there is no curve')}\n"
        if context.width is None:
            return f"{shown}\n{context.table_of(corners)}"
        from bjsubsidy.writers import plots

        return f"{shown}\n{plots.curve(chart, context.width, lang)}"

    def with_curves() -> dict[str, object]:
        from bjsubsidy.writers import json_sweep

        return {**document(context, answer, cautions), "breakpoints": json_sweep.breakpoints([line.breakpoints() for line in lines])}

    def book() -> Book:
        return calc_book.calc(answer, catalogue, lang, cautions, chart, corners)

    context.draw(with_curves, lambda: corners, book, table)
