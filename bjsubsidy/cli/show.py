"""`bjsubsidy show ID`: one entry whole, with its sources and readings."""

from collections.abc import Sequence

from bjsubsidy.answers.search import named
from bjsubsidy.cli.commands import Command
from bjsubsidy.cli.context import read
from bjsubsidy.language import Lang
from bjsubsidy.readers.command import positionals
from bjsubsidy.reports.show import ShowReport


def run(command: Command, words: Sequence[str], lang: Lang) -> int:
    context = read(command, words, lang)
    if context is None:
        return 0
    id = positionals(context.parsed, command.arguments)[0]
    context.output.write(ShowReport(id, named(context.catalogue, id), context.catalogue, lang))
    return 0
