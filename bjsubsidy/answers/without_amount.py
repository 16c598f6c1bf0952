"""Inputs whose amount decides nothing: awards that are a sum, or hang on facts alone, and are asked with a 1."""

from bjsubsidy.formula.tree import AMOUNT, givens
from bjsubsidy.language import Text
from bjsubsidy.law.catalogue import Catalogue
from bjsubsidy.law.measure import Measure

# What is written as the amount of one, in fen.
ONE_EVENT = 100
_WRITE_ONE = Text("金额不影响结果，请填 1。", "The amount decides nothing here: write 1.")


def amount_told(id: str, catalogue: Catalogue) -> Text:
    """What is written as the amount of an input, in its own words; and that it is a 1 where it decides nothing."""
    text = catalogue.input(id).text
    return Text(f"{text.zh}{_WRITE_ONE.zh}", f"{text.en} {_WRITE_ONE.en}") if without_amount(id, catalogue) else text


def inputs_without_amount(catalogue: Catalogue) -> list[str]:
    """Those of a catalogue, in its order."""
    return [id for id in catalogue.ids("input") if without_amount(id, catalogue)]


def without_amount(input: str, catalogue: Catalogue) -> bool:
    """Whether no measure on an input asks its amount; False of an input on which there is none."""
    measures = catalogue.measures_on(input)
    return bool(measures) and not any(_asks_amount(measure, catalogue) for measure in measures)


def _asks_amount(measure: Measure, catalogue: Catalogue) -> bool:
    trees = (measure.benefit.formula(), measure.benefit.least(), *measure.tests(catalogue))
    return any(AMOUNT in givens(tree) for tree in trees)
