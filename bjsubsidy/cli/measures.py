"""`bjsubsidy measures`: list and search the entries of every kind."""

from collections.abc import Sequence

from bjsubsidy.answers.search import LISTED, search
from bjsubsidy.cli.commands import Command
from bjsubsidy.cli.context import read
from bjsubsidy.language import Lang
from bjsubsidy.readers.command import positionals
from bjsubsidy.reports.measures import MeasuresReport


def run(command: Command, words: Sequence[str], lang: Lang) -> int:
    context = read(command, words, lang)
    if context is None:
        return 0
    positionals(context.parsed, command.arguments)
    catalogue, input, kind = context.catalogue, context.parsed.one("input"), context.parsed.one("kind")
    if input is not None:
        catalogue.input(input)
    kinds = [known for known in LISTED if kind in (None, known)]
    found = search(catalogue, kinds, input, context.parsed.one("search"), context.day("on"))
    context.output.write(MeasuresReport(found, catalogue, lang, context.days(on=context.day("on"))))
    return 0
