"""`bjsubsidy help [COMMAND]`: how a command is used."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bjsubsidy.cli.context import Context

if TYPE_CHECKING:
    from bjsubsidy.cli.options import AboutArgument
    from bjsubsidy.law.catalogue import Catalogue


def example(catalogue: Catalogue, entry: str | None) -> str:
    return "help calc"


def run(context: Context, command: AboutArgument = None) -> int:
    from bjsubsidy.cli.app import run as run_words

    context.refuse_format()
    context.refuse_beside("help", "output")
    path = context.given.one("catalogue")
    return run_words([*(() if path is None else ("--catalogue", path)), *(command or ()), "--help"], context.lang)
