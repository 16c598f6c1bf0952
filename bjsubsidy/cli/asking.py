"""What is asked of one input: its facts, days, measures and what was received, as a line gave them."""

from collections.abc import Sequence
from datetime import date

from bjsubsidy.answers.query import Query
from bjsubsidy.answers.search import measures_on
from bjsubsidy.cli.context import Context
from bjsubsidy.errors import NotOnInput, Problem, UnknownName
from bjsubsidy.law.catalogue import KIND_WORDS, Catalogue
from bjsubsidy.law.entries import Fact
from bjsubsidy.law.firm import Receipt
from bjsubsidy.law.measure import Measure
from bjsubsidy.quantities import Value


def read_asked(context: Context, input: str) -> Query:
    """What the options of `calc` and `sweep` ask; `Problem` of the first that cannot be read."""
    catalogue, given = context.catalogue, context.given
    on, as_of = context.day("on") or context.today, context.day("as_of") or context.today
    on_input = measures_on(catalogue, input)
    chosen = _chosen(catalogue, input, on_input, given.many("measure"))
    facts = read_facts(context, catalogue.facts_asked(on_input))
    receipts = _receipts(context, input, as_of)
    return Query(input, on, as_of, chosen, facts, receipts, given.has("strict"))


def read_facts(context: Context, facts: Sequence[Fact]) -> dict[str, Value]:
    """The typed value of every fact that was given; a refusal names its option."""
    given, values = context.given.facts(), {}
    for fact in facts:
        if fact.id in given:
            try:
                values[fact.id] = fact.read(given[fact.id])  # type: ignore[arg-type]
            except Problem as problem:
                raise problem.at(f"--{fact.id}") from None
    return values


def _chosen(catalogue: Catalogue, input: str, on_input: list[Measure], named: list[str]) -> list[Measure]:
    """The measures of the input that are named, or all; none of another input is offered for a slip."""
    try:
        chosen = [catalogue.computable(name) for name in named]
    except UnknownName as unknown:
        raise UnknownName(KIND_WORDS["measure"], str(unknown.parts["name"]), [measure.id for measure in on_input]).at("--measure") from None
    except Problem as problem:
        raise problem.at("--measure") from None
    for measure in chosen:
        if measure not in on_input:
            raise NotOnInput(measure=measure.id, own=measure.input, input=input).at("--measure")
    return [measure for measure in on_input if not named or measure in chosen]


def _receipts(context: Context, input: str, as_of: date) -> list[Receipt]:
    catalogue, written, path = context.catalogue, context.given.many("received"), context.given.one("received_file")
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
