"""One amount under every measure on its input."""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from bjsubsidy.answers.calc import Calc, calc_item
from bjsubsidy.answers.search import input_named, measures_on
from bjsubsidy.api.catalogue import law_of
from bjsubsidy.api.notes import warned
from bjsubsidy.api.typed import GivenFacts, found_at, typed_day, typed_facts, typed_fen, typed_list, typed_text
from bjsubsidy.errors import NotAsked, NotOnInput, UnknownName
from bjsubsidy.language import Text
from bjsubsidy.law.catalogue import KIND_WORDS, Catalogue
from bjsubsidy.law.deduction import deduction_above
from bjsubsidy.law.firm import Item, Receipt
from bjsubsidy.law.measure import Exclusion, Measure
from bjsubsidy.record import NONE_GIVEN
from bjsubsidy.reports.report import as_note, noting

if TYPE_CHECKING:
    from bjsubsidy.readers.register import Tell


def calc(
    input: str,
    amount: int,
    *,
    on: date,
    as_of: date,
    facts: GivenFacts = NONE_GIVEN,
    received: Sequence[Receipt] = (),
    received_file: str | os.PathLike[str] | None = None,
    measures: Sequence[str] | None = None,
    strict: bool = False,
    catalogue: Catalogue | None = None,
    tell: Tell = warned,
) -> Calc:
    """What an amount in fen brings under the measures on its input, or those named; each as if it were the only one.

    `on` is the day of the expense, `as_of` the day of asking. `received_file` is a register of what was received, beside `received`;
    what its reading has to say is told to `tell`. A `Problem` says what is to be put right.
    """
    law = law_of(catalogue)
    input = _input(typed_text(input, "input"), law)
    on_input = law.measures_on(input)
    on, as_of = typed_day(on, "on"), typed_day(as_of, "as_of")
    asked = typed_facts(facts, "facts", lambda: law.facts_asked(on_input), law, lambda fact: NotAsked(fact=fact, input=input))
    item = Item(input, typed_fen(amount, "amount"), on, asked)
    if above := deduction_above(item.amount, on_input, asked):
        raise above[1].at(f"facts[{above[0]!r}]")
    chosen = on_input if measures is None else _chosen(law, input, measures)
    if not received and received_file is None:
        return calc_item(law, item, as_of, chosen, (), strict)
    return calc_item(law, item, as_of, chosen, _receipts(law, input, as_of, received, received_file, tell), strict)


def _input(written: str, law: Catalogue) -> str:
    """The input of an id or a name that some measure is computed from."""
    if law.measures_on(written):
        return written
    with found_at("input"):
        id = input_named(law, written)
        measures_on(law, id)
    return id


def chosen_measures(law: Catalogue, input: str, named: Sequence[str]) -> list[Measure]:
    """The measures of an input that are named, in the catalogue's order; none of another input is offered for a slip."""
    on_input = law.measures_on(input)
    try:
        found = [law.computable(name) for name in named]
    except UnknownName as unknown:
        raise UnknownName(KIND_WORDS["measure"], str(unknown.parts["name"]), [measure.id for measure in on_input]) from None
    for measure in found:
        if measure.input != input:
            raise NotOnInput(measure=measure.id, own=measure.input, input=input)
    ids = {measure.id for measure in found}
    return [measure for measure in on_input if measure.id in ids]


def _chosen(law: Catalogue, input: str, named: Sequence[str]) -> list[Measure]:
    typed_list(named, "measures", str)
    with found_at("measures"):
        return chosen_measures(law, input, named)


def refuse_other_inputs(receipts: Sequence[Receipt], input: str, law: Catalogue) -> None:
    """`NotOnInput` where one was received under a measure on another input that excludes none on this one."""
    apart = {id for measure, exclusion in law.exclusions for id in _sides(measure, exclusion, input, law)} if receipts else ()
    for receipt in receipts:
        own = law.measure(receipt.measure).input
        if own != input and receipt.measure not in apart:
            raise NotOnInput(measure=receipt.measure, own=own, input=input)


def _sides(measure: Measure, exclusion: Exclusion, input: str, law: Catalogue) -> tuple[str, ...]:
    """The measures of an exclusion where one of them is on an input."""
    ids = (measure.id, *exclusion.measures)
    return ids if any(law.measure(id).input == input for id in ids) else ()


def _receipts(
    law: Catalogue, input: str, as_of: date, received: Sequence[Receipt], file: str | os.PathLike[str] | None, tell: Tell
) -> list[Receipt]:
    """What is given and what a register says, each receipt once; all of it of the firm that is asked about, whatever it is called."""
    from bjsubsidy.api.receipts import of_one_firm, typed_receipts
    from bjsubsidy.readers.receipts import joined_receipts
    from bjsubsidy.readers.register import read_register

    registered = [] if file is None else read_register(os.fspath(file), law, as_of, noting(tell))
    given = of_one_firm(typed_receipts(received, as_of, law), "received")
    with found_at("received"):
        refuse_other_inputs(given, input, law)
    joined, notes = joined_receipts(given, registered, Text("第 {n} 个 received", "received no. {n}"))
    for note in notes:
        tell(as_note(note))
    return joined
