"""Reading 1 of the further forms: exact Python values; None is unknown."""

from datetime import date
from fractions import Fraction

from bjsubsidy.formula.evaluate import Givens, Number, Operation, WorkingLine, number, unit_fact, working
from bjsubsidy.formula.forms import (
    Added,
    AmountForm,
    Band,
    Bands,
    ByChoice,
    DatedAmount,
    Highest,
    Lowest,
    NothingBelow,
    Slice,
    Slices,
    Units,
)
from bjsubsidy.formula.tree import ON, Amount


def form_value(form: AmountForm, given: Givens) -> Number | None:
    match form:
        case Added(of):
            parts = _all(of, given)
            return None if parts is None else sum(parts)
        case Highest(of):
            parts = _all(of, given)
            return None if parts is None else max(parts)
        case Lowest(of):
            parts = _all(of, given)
            return None if parts is None else min(parts)
        case ByChoice(fact, cases):
            return _of_choice(fact, cases, given)
        case Bands(of, bands):
            value = number(of, given)
            band = None if value is None else band_of(value, bands, given)
            return None if band is None else number(band.pays, given)
        case Slices(of, slices):
            value = number(of, given)
            return None if value is None else _sliced(value, slices, given)
        case Units(of, every, full):
            value = number(of, given)
            return None if value is None else value // every if full else Fraction(value) / every
        case NothingBelow(of, least):
            both = _all((of, least), given)
            return None if both is None else both[0] if both[0] >= both[1] else 0
        case DatedAmount(values):
            on = given.get(ON)
            held = [value for start, value in values if isinstance(on, date) and start <= on]
            return number(held[-1], given) if held else None


def _all(of: tuple[Amount, ...], given: Givens) -> list[Number] | None:
    values = [number(part, given) for part in of]
    known = [value for value in values if value is not None]
    return known if len(known) == len(values) else None


def _of_choice(fact: str, cases: tuple[tuple[str, Amount], ...], given: Givens) -> Number | None:
    if fact in given:
        chosen = dict(cases).get(str(given[fact]))
        return None if chosen is None else number(chosen, given)
    every = _all(tuple(case for _, case in cases), given)
    return None if every is None else max(every)


def band_of(value: Number, bands: tuple[Band, ...], given: Givens) -> Band | None:
    """The band in which a value lies; None where a bound is unknown."""
    for band in bands:
        bound = None if band.bound is None else number(band.bound, given)
        if band.bound is None:
            return band
        if bound is None:
            return None
        if value < bound or (band.included and value == bound):
            return band
    return None


def _sliced(value: Number, slices: tuple[Slice, ...], given: Givens) -> Number | None:
    edges, rates = _all(tuple(one.above for one in slices), given), _all(tuple(one.rate for one in slices), given)
    if edges is None or rates is None:
        return None
    ends = [*edges[1:], max(value, edges[-1])]
    parts = (max(min(value, end) - start, 0) for start, end in zip(edges, ends, strict=True))
    return sum((part * rate for part, rate in zip(parts, rates, strict=True)), start=0)


def form_working(form: AmountForm, given: Givens) -> list[WorkingLine]:
    """How a form comes about; of bands and choices only that which holds."""
    match form:
        case Added(of) | Highest(of) | Lowest(of):
            result = Fraction(form_value(form, given) or 0)
            name: Operation = "added" if isinstance(form, Added) else "highest" if isinstance(form, Highest) else "lowest"
            return [*(line for part in of for line in working(part, given)), WorkingLine(name, result, None, result, unit_fact(form))]
        case ByChoice(fact, cases):
            return [line for choice, case in cases if choice == given.get(fact) for line in working(case, given)]
        case Bands(of, bands):
            value = number(of, given)
            band = None if value is None else band_of(value, bands, given)
            return [] if band is None else [*working(of, given), *working(band.pays, given)]
        case Slices(of, slices):
            return [*working(of, given), *_slice_lines(of, slices, given)]
        case Units(of):
            return working(of, given)
        case NothingBelow(of, least):
            lines, paid = working(of, given), Fraction(form_value(form, given) or 0)
            below = WorkingLine("below", Fraction(number(of, given) or 0), Fraction(number(least, given) or 0), paid)
            return lines if paid else [*lines, below]
        case DatedAmount():
            return []


def _slice_lines(of: Amount, slices: tuple[Slice, ...], given: Givens) -> list[WorkingLine]:
    value, unit = Fraction(number(of, given) or 0), unit_fact(of)
    edges = [Fraction(number(one.above, given) or 0) for one in slices]
    lines = []
    for one, start, end in zip(slices, edges, [*edges[1:], value], strict=True):
        part, rate = min(value, end) - start, number(one.rate, given) or 0
        if value > start:
            # A rate is a fraction, a sum for each is whole fen.
            name: Operation = "each" if unit is not None and isinstance(rate, int) else "times"
            lines.append(WorkingLine(name, part, Fraction(rate), part * rate, unit))
    result = sum((line.result for line in lines), start=Fraction(0))
    return [*lines, WorkingLine("added", result, None, result)] if len(lines) > 1 else lines


def counted_by_form(form: AmountForm) -> str | None:
    """The fact whose unit the first of several amounts has."""
    match form:
        case Added(of) | Highest(of) | Lowest(of):
            return unit_fact(of[0])
        case _:
            return None


def is_count(tree: Amount) -> bool:
    """Whether a factor is a number of units and no rate."""
    return isinstance(tree, Units)
