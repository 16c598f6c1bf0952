"""`bjsubsidy deadlines`: the fixed dates, on or before and on or after a day."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from bjsubsidy.answers.search import deadlines
from bjsubsidy.cli.commands import Command
from bjsubsidy.cli.context import read
from bjsubsidy.errors import Problem, Usage
from bjsubsidy.language import Lang, Text
from bjsubsidy.readers.command import positionals


def run(command: Command, words: Sequence[str], lang: Lang) -> int:
    context = read(command, words, lang)
    if context is None:
        return 0
    positionals(context.parsed, command.arguments)
    before, after, measure = context.day("before"), context.day("after"), context.parsed.one("measure")
    if before and after and before < after:
        what = Text(f"--before {before} 早于 --after {after}", f"--before {before} is earlier than --after {after}")
        raise Usage(what, Text("请对调两个日期。", "Exchange the two days."))
    catalogue = context.catalogue
    if measure is not None:
        try:
            catalogue.computable(measure)
        except Problem as problem:
            raise problem.at("--measure") from None
    found = deadlines(catalogue, before, after, context.parsed.one("kind"), measure)

    from bjsubsidy.writers import json
    from bjsubsidy.writers.sheets import dates, events, simple
    from bjsubsidy.writers.sheets.timeline import timeline
    from bjsubsidy.writers.words import Phrases

    def sheet() -> "Sheet":
        return dates.deadlines(found, catalogue, lang)

    def book() -> "Book":
        drawn = [timeline(found, Phrases(catalogue, lang))] if found else []
        return simple.book([*drawn, sheet()], catalogue, lang)

    def table() -> str:
        if not found or context.width is None or not context.parsed.has("timeline"):
            return context.table_of(sheet())
        from bjsubsidy.writers import plots

        return plots.timeline(timeline(found, Phrases(catalogue, lang)), context.width)

    context.draw(lambda: json.deadlines(found, catalogue, lang), sheet, book, table, lambda: events.deadlines(found, catalogue, lang))
    return 0


if TYPE_CHECKING:
    from bjsubsidy.writers.book import Book
    from bjsubsidy.writers.sheet import Sheet
