"""`bjsubsidy due LIMIT START`: the day a time limit ends."""

from collections.abc import Sequence

from bjsubsidy.answers.due import due
from bjsubsidy.cli.commands import Command
from bjsubsidy.cli.context import read
from bjsubsidy.errors import Problem
from bjsubsidy.language import Lang
from bjsubsidy.law.catalogue import Catalogue
from bjsubsidy.quantities import parse_date
from bjsubsidy.readers.command import positionals
from bjsubsidy.reports.due import DueReport


def limits(catalogue: Catalogue, lang: Lang) -> list[str]:
    """The time limits, for the usage."""
    return [line for limit in catalogue.all("limit") for line in (f"  {limit.id}", f"      {limit.title.in_(lang)}")]


def run(command: Command, words: Sequence[str], lang: Lang) -> int:
    context = read(command, words, lang, limits)
    if context is None:
        return 0
    limit, start = positionals(context.parsed, command.arguments)
    catalogue = context.catalogue
    try:
        answer = due(catalogue.limit(limit), parse_date(start))
    except Problem as problem:
        raise problem.at("START" if problem.where is None and limit in catalogue.rows("limit") else "LIMIT") from None
    context.output.write(DueReport(answer, catalogue, lang))
    return 0
