"""`bjsubsidy deadlines`: the fixed dates, on or before and on or after a day."""

from collections.abc import Sequence

from bjsubsidy.answers.search import deadlines
from bjsubsidy.cli.commands import Command
from bjsubsidy.cli.context import read
from bjsubsidy.errors import Problem, Usage
from bjsubsidy.language import Lang, Text
from bjsubsidy.readers.command import positionals
from bjsubsidy.reports.deadlines import DeadlinesReport


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
    context.output.write(DeadlinesReport(found, catalogue, lang, context.parsed.has("timeline")))
    return 0
