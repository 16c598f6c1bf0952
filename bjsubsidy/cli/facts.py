"""The facts of the catalogue as options: a pair of flags for a yes or no, an option of the same name for every other."""

import inspect
from collections.abc import Iterator, Sequence
from typing import Annotated, Any

import typer

from bjsubsidy.cli.given import parameter_of
from bjsubsidy.cli.make import Maker
from bjsubsidy.cli.offers import choices
from bjsubsidy.law.entries import Fact


def parameters(facts: Sequence[Fact], maker: Maker) -> Iterator[inspect.Parameter]:
    """One parameter a fact, in their panels."""
    for fact in facts:
        yield maker.parameter(parameter_of(fact.id), _annotation(fact), None)


def _annotation(fact: Fact) -> Any:
    if fact.kind.flag:
        pair = typer.Option(f"--{fact.id}/--no-{fact.id}", metavar="", rich_help_panel=fact.of)
        return Annotated[bool | None, pair, fact.question]
    takes = fact.kind.metavar or "|".join(fact.kind.answers(fact))
    option = typer.Option(f"--{fact.id}", metavar=takes, rich_help_panel=fact.of)
    if fact.kind.chosen:
        return Annotated[str | None, option, fact.question, choices(fact)]
    return Annotated[str | None, option, fact.question]
