"""`bjsubsidy catalogue check [FILE]…`: whether a catalogue can be used, by the very checks of `--catalogue`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bjsubsidy.answers.examples import checked_catalogue
from bjsubsidy.cli import aside
from bjsubsidy.cli.context import Context
from bjsubsidy.errors import Problem
from bjsubsidy.language import Text
from bjsubsidy.law.catalogue import KIND_WORDS
from bjsubsidy.law.storage import packaged_file

if TYPE_CHECKING:
    from bjsubsidy.cli.options import CatalogueFilesArgument
    from bjsubsidy.law.catalogue import Catalogue


def example(catalogue: Catalogue, entry: str | None) -> str:
    return "catalogue check measures.toml"


def run(context: Context, file: CatalogueFilesArgument = None) -> int:
    context.refuse_format()
    paths = file or [context.given.one("catalogue") or packaged_file()]
    return max(_check(context, path) for path in paths)


def _check(context: Context, path: str) -> int:
    """0 with a line of what the catalogue holds, or the exit code of its faults, all of them said."""
    try:
        catalogue = checked_catalogue(path)
    except Problem as problem:
        aside(problem.sentence(context.lang))
        return problem.exit_code
    counts = [(len(catalogue.rows(kind)), name) for kind, name in KIND_WORDS.items()]
    held = Text("、".join(f"{name.zh} {count}" for count, name in counts), ", ".join(f"{name.en} {count}" for count, name in counts))
    context.output.deliver(Text(f"{path}：可用。{held.zh}\n", f"{path}: can be used. {held.en}\n").in_(context.lang))
    return 0
