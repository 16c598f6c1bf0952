"""`bjsubsidy due LIMIT START`: the day a time limit ends."""

from collections.abc import Sequence

from bjsubsidy.answers.due import due
from bjsubsidy.cli.commands import Command
from bjsubsidy.cli.context import read
from bjsubsidy.errors import Problem
from bjsubsidy.language import Lang, Text
from bjsubsidy.law.catalogue import Catalogue
from bjsubsidy.law.workdays import announced
from bjsubsidy.quantities import parse_date
from bjsubsidy.readers.command import positionals


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
    if answer.provisional:
        first, last = announced()
        context.warn(
            Text(
                f"注意：工作日安排只确定于 {first} 至 {last}，其余按周一至周五推算，结果为暂定",
                f"note: working days are settled from {first} to {last} only; others are taken as Monday to Friday: provisional",
            )
        )

    from bjsubsidy.writers import json
    from bjsubsidy.writers.sheets import dates, events, simple

    context.draw(
        lambda: json.due(answer, catalogue, lang),
        lambda: dates.due(answer, catalogue, lang),
        lambda: simple.book([dates.due(answer, catalogue, lang)], catalogue, lang),
        events=lambda: events.due(answer, catalogue, lang),
    )
    return 0
