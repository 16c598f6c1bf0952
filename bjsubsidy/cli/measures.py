"""`bjsubsidy measures`: list and search the entries of every kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bjsubsidy.answers.search import LISTED, near_names, search
from bjsubsidy.cli.context import Context
from bjsubsidy.errors import Problem
from bjsubsidy.law.catalogue import KIND_WORDS
from bjsubsidy.reports.measures import MeasuresReport

if TYPE_CHECKING:
    from bjsubsidy.cli.options import EntryKindOption, InForceOnOption, InputOption, SearchOption
    from bjsubsidy.law.catalogue import Catalogue
    from bjsubsidy.writers import Drawable

GIVES: tuple[Drawable, ...] = ("answer",)
REPORT = MeasuresReport


def example(catalogue: Catalogue, entry: str | None) -> str:
    from bjsubsidy.cli.examples import input_of

    return f"measures --input {input_of(catalogue, None)}"


def run(
    context: Context, input: InputOption = None, kind: EntryKindOption = None, search_: SearchOption = None, on: InForceOnOption = None
) -> int:
    catalogue = context.catalogue
    asked = context.word("kind", LISTED, [KIND_WORDS[known] for known in LISTED])
    kinds = [known for known in LISTED if asked in (None, known)]
    found = search(catalogue, kinds, _input(context, input), search_, context.day("on"))
    # What others say that the filters leave out is spelt right.
    near = [] if found or search_ is None or search(catalogue, search=search_) else near_names(catalogue, search_)
    context.output.write(MeasuresReport(found, catalogue, context.lang, context.days(on=context.day("on")), search_, near))
    return 0


def _input(context: Context, written: str | None) -> str | None:
    try:
        return None if written is None else context.catalogue.find(written, "input")
    except Problem as problem:
        raise problem.at("--input") from None
