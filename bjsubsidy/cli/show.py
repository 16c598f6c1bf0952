"""`bjsubsidy show ID`: one entry whole, with its sources and readings."""

from collections.abc import Sequence

from bjsubsidy.answers.search import named
from bjsubsidy.cli.commands import Command
from bjsubsidy.cli.context import read
from bjsubsidy.language import Lang
from bjsubsidy.readers.command import positionals


def run(command: Command, words: Sequence[str], lang: Lang) -> int:
    context = read(command, words, lang)
    if context is None:
        return 0
    id = positionals(context.parsed, command.arguments)[0]
    catalogue = context.catalogue
    listed = named(catalogue, id)

    from bjsubsidy.writers import json
    from bjsubsidy.writers.sheets import entries, simple

    context.draw(
        lambda: json.show(id, listed, catalogue, lang),
        lambda: entries.show(id, listed, catalogue, lang),
        lambda: simple.book([entries.show(id, listed, catalogue, lang)], catalogue, lang),
    )
    return 0
