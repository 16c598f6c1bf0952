"""The words of a command that asks about one input: its facts, days, measures and what was received."""

from collections.abc import Sequence
from datetime import date

from bjsubsidy.answers.query import Query
from bjsubsidy.answers.search import measures_on
from bjsubsidy.cli.commands import COMMON, Command
from bjsubsidy.cli.context import Context, open_catalogue
from bjsubsidy.errors import NotAsked, NotOnInput, Problem
from bjsubsidy.language import Lang
from bjsubsidy.law.catalogue import Catalogue
from bjsubsidy.law.firm import Receipt
from bjsubsidy.law.measure import Measure
from bjsubsidy.readers.command import Parsed, fact_options, facts_given, parse


def read_with_facts(command: Command, words: Sequence[str], lang: Lang) -> Context:
    """The words of a command whose options are the facts of the catalogue."""
    catalogue = open_catalogue(_catalogue_of(words))
    context = Context(command, parse(words, [*COMMON, *command.options, *fact_options(catalogue.all("fact"))]), lang)
    context.catalogue = catalogue
    return context


def _catalogue_of(words: Sequence[str]) -> str | None:
    """The catalogue must be open before the facts on the line can be told from other options."""
    for place, word in enumerate(words):
        if word.startswith("--catalogue"):
            name, given, path = word.partition("=")
            if name == "--catalogue":
                return path if given else next(iter(words[place + 1 :]), None)
    return None


def read_asked(context: Context, input: str) -> Query:
    catalogue, parsed = context.catalogue, context.parsed
    on, as_of = context.day("on") or context.today, context.day("as-of") or context.today
    on_input = measures_on(catalogue, input)
    facts = catalogue.facts_asked(on_input)
    _refuse_other_facts(parsed, catalogue, input, {fact.id for fact in facts})
    chosen = _chosen(catalogue, input, on_input, parsed.options.get("measure", []))
    receipts = _receipts(context, input, as_of)
    return Query(input, on, as_of, chosen, facts_given(parsed, facts), receipts, parsed.has("strict"))


def _refuse_other_facts(parsed: Parsed, catalogue: Catalogue, input: str, asked: set[str]) -> None:
    for fact in catalogue.rows("fact"):
        if parsed.has(fact) and fact not in asked:
            raise NotAsked(fact=fact, input=input).at(f"--{fact}")


def _chosen(catalogue: Catalogue, input: str, on_input: list[Measure], ids: list[str]) -> list[Measure]:
    try:
        chosen = {catalogue.computable(id).id for id in ids}
    except Problem as problem:
        raise problem.at("--measure") from None
    for id in ids:
        if id not in {measure.id for measure in on_input}:
            raise NotOnInput(measure=id, own=catalogue.measure(id).input, input=input).at("--measure")
    return [measure for measure in on_input if not ids or measure.id in chosen]


def _receipts(context: Context, input: str, as_of: date) -> list[Receipt]:
    parsed, catalogue = context.parsed, context.catalogue
    written, path = parsed.options.get("received", []), parsed.one("received-file")
    if not written and path is None:
        return []
    from bjsubsidy.readers.receipts import parse_receipt

    receipts = []
    if path is not None:
        from bjsubsidy.readers.register import read_register

        receipts = read_register(path, catalogue, as_of, context.warn)
    typed = [parse_receipt(text, catalogue, as_of) for text in written]
    for receipt in typed:
        own = catalogue.measure(receipt.measure).input
        if own != input:
            raise NotOnInput(measure=receipt.measure, own=own, input=input).at("--received")
    return receipts + typed
