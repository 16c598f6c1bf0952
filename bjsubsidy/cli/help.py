"""`bjsubsidy help [COMMAND]`: how a command is used."""

from __future__ import annotations

import io
from contextlib import redirect_stdout
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
    named = [word for path in context.given.many("catalogue") for word in ("--catalogue", path)]
    words = [*named, *(command or ()), "--help"]
    if context.output.path is None:
        return run_words(words, context.lang)
    with redirect_stdout(io.StringIO()) as page:
        code = run_words(words, context.lang)
    context.output.deliver(page.getvalue())
    return code
