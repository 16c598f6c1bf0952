"""`bjsubsidy status ID`: whether a firm or product has a standing."""

import sys
from collections.abc import Sequence

from bjsubsidy.answers.status import status_of
from bjsubsidy.cli.asking import read_with_facts
from bjsubsidy.cli.commands import Command
from bjsubsidy.errors import NotAskedHere
from bjsubsidy.language import Lang
from bjsubsidy.readers.command import facts_given, positionals
from bjsubsidy.reports.status import StatusReport


def run(command: Command, words: Sequence[str], lang: Lang) -> int:
    context = read_with_facts(command, words, lang)
    catalogue, parsed = context.catalogue, context.parsed
    if parsed.has("help"):
        from bjsubsidy.cli.help import status_usage

        sys.stdout.write(status_usage(command, catalogue, parsed.positionals[:1], lang))
        return 0
    status = catalogue.status(positionals(parsed, command.arguments)[0])
    asked = [catalogue.fact(id) for id in catalogue.rows("fact") if id in status.asks(catalogue)]
    for fact in catalogue.rows("fact"):
        if parsed.has(fact) and fact not in status.asks(catalogue):
            raise NotAskedHere(fact=fact, status=status.id).at(f"--{fact}")
    answer = status_of(status, facts_given(parsed, asked), context.day("on") or context.today, catalogue)
    context.output.write(StatusReport(answer, catalogue, lang, context.days(on=answer.on)))
    return 0
