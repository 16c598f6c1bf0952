"""What is asked of one input: its facts, days, measures and what was received, as a line gave them."""

from datetime import date

from bjsubsidy.answers.query import Query
from bjsubsidy.answers.search import measures_on
from bjsubsidy.api.calc import chosen_measures, refuse_other_inputs
from bjsubsidy.cli.context import Context
from bjsubsidy.errors import Problem
from bjsubsidy.language import Text
from bjsubsidy.law.catalogue import Catalogue
from bjsubsidy.law.firm import Receipt
from bjsubsidy.law.measure import Measure
from bjsubsidy.quantities import Value
from bjsubsidy.reports.report import as_note, noting


def read_asked(context: Context, input: str) -> Query:
    """What the options of `calc` and `sweep` ask; `Problem` of the first that cannot be read."""
    catalogue, given = context.catalogue, context.given
    on, as_of = context.day("on") or context.today, context.day("as_of") or context.today
    on_input = measures_on(catalogue, input)
    chosen = _chosen(catalogue, input, on_input, given.many("measure"))
    facts = read_facts(context)
    receipts = _receipts(context, input, as_of)
    return Query(input, on, as_of, chosen, facts, receipts, given.has("strict"))


def read_facts(context: Context) -> dict[str, Value]:
    """The typed value of every fact that was given, in the catalogue's order; a refusal names its option."""
    given, catalogue = context.given.facts(), context.catalogue
    values = {}
    for id in catalogue.ids("fact") if given else ():
        if id in given:
            try:
                values[id] = catalogue.fact(id).read(given[id])  # type: ignore[arg-type]
            except Problem as problem:
                raise problem.at(f"--{id}") from None
    return values


def _chosen(catalogue: Catalogue, input: str, on_input: list[Measure], named: list[str]) -> list[Measure]:
    """The measures of the input that are named, or all."""
    try:
        return chosen_measures(catalogue, input, named) if named else on_input
    except Problem as problem:
        raise problem.at("--measure") from None


def _receipts(context: Context, input: str, as_of: date) -> list[Receipt]:
    catalogue, written, path = context.catalogue, context.given.many("received"), context.given.one("received_file")
    if not written and path is None:
        return []
    from bjsubsidy.readers.receipt_notes import receipt_notes
    from bjsubsidy.readers.receipts import joined_receipts, parse_receipt

    receipts: list[Receipt] = []
    if path is not None:
        from bjsubsidy.readers.register import read_register

        receipts = read_register(path, catalogue, as_of, noting(context.note))
    typed = [parse_receipt(text, catalogue, as_of) for text in written]
    try:
        refuse_other_inputs(typed, input, catalogue)
    except Problem as problem:
        raise problem.at("--received") from None
    for note in receipt_notes(typed, catalogue):
        context.note(as_note(Text(f"--received：{note.zh}", f"--received: {note.en}")))
    received, notes = joined_receipts(typed, receipts, Text("第 {n} 个 --received", "--received no. {n}"))
    for note in notes:
        context.note(as_note(note))
    return received
