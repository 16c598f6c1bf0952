"""The facts of the catalogue as options: a pair of flags for a yes or no, an option of the same name for every other."""

import inspect
from collections.abc import Iterator, Sequence
from typing import Annotated, Any

import typer

from bjsubsidy.cli.given import parameter_of
from bjsubsidy.cli.make import Maker
from bjsubsidy.cli.offers import choices
from bjsubsidy.law.entries import Fact

TAKES = {"money": "AMOUNT", "usd": "USD", "rate": "RATE", "date": "DATE", "count": "N", "name": "NAME"}


def parameters(facts: Sequence[Fact], maker: Maker) -> Iterator[inspect.Parameter]:
    """One parameter a fact, in their panels."""
    for fact in facts:
        yield maker.parameter(parameter_of(fact.id), _annotation(fact), None)


def _annotation(fact: Fact) -> Any:
    if fact.kind == "yes-no":
        pair = typer.Option(f"--{fact.id}/--no-{fact.id}", metavar="", rich_help_panel=fact.of)
        return Annotated[bool | None, pair, fact.question]
    if fact.kind == "choice":
        names = "|".join(choice.id for choice in fact.choices)
        return Annotated[str | None, typer.Option(f"--{fact.id}", metavar=names, rich_help_panel=fact.of), fact.question, choices(fact)]
    return Annotated[str | None, typer.Option(f"--{fact.id}", metavar=TAKES[fact.kind], rich_help_panel=fact.of), fact.question]
