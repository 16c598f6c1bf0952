"""The stricter laws of a catalogue that can be used: what it says though nobody can mean it, and what it leaves out."""

from collections.abc import Iterator

from bjsubsidy.answers.judging import Judge, Ruling, ruling
from bjsubsidy.answers.laws_of_conditions import condition_laws
from bjsubsidy.answers.laws_of_entries import neighbour_laws, unused
from bjsubsidy.answers.laws_of_evidence import authority_laws, evidence_laws
from bjsubsidy.answers.laws_of_examples import example_laws
from bjsubsidy.answers.laws_of_figures import figure_laws, source_laws
from bjsubsidy.law.catalogue import Kind
from bjsubsidy.readers.faults import Fault, Path
from bjsubsidy.readers.partial import PartialCatalogue
from bjsubsidy.record import Record

_RULING: tuple[Kind, ...] = ("measure", "status")
# What computes something: an amount, a verdict, a day.
_COMPUTED: tuple[Kind, ...] = (*_RULING, "limit")


class Lawful(Record):
    """What the stricter laws find in a catalogue in which nothing else was found, and the paths of what they could not decide."""

    found: tuple[Fault, ...]
    undecided: tuple[Path, ...]


def lawful(draft: PartialCatalogue) -> Lawful:
    """A sound catalogue held against the stricter laws; of layers over the packaged one, what they brought."""
    judge = Judge(draft.catalogue)
    found = tuple(_found(draft, judge))
    return Lawful(found, tuple(judge.undecided))


def _found(draft: PartialCatalogue, judge: Judge) -> Iterator[Fault]:
    rules = [ruling(kind, place, entry, judge) for kind in _RULING for place, entry in draft.sound(kind)]
    for rule in rules:
        yield from condition_laws(rule, judge)
        yield from figure_laws(rule, judge)
        yield from example_laws(rule, judge)
    for kind in _COMPUTED:
        for place, row in draft.asked(kind):
            yield from source_laws((kind, place), row)
    yield from evidence_laws(draft)
    yield from authority_laws(draft)
    yield from neighbour_laws(_measures(rules), judge)
    yield from unused(draft)


def _measures(rules: list[Ruling]) -> dict[str, Ruling]:
    return {rule.entry.id: rule for rule in rules if rule.path[0] == "measure"}
