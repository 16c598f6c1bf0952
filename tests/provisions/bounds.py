"""The bounds of a provision, and those that its worked examples do not come to from below, at and from above."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

from bjsubsidy.quantities import parse_money, parse_rate

UPPER, LOWER = ("at-most", "less-than"), ("at-least", "more-than")
Entry = Mapping[str, Any]


def unprobed(measure: Entry) -> list[tuple[str | None, str]]:
    """Each bound, of a fact or (None) of the input, with the side on which no example lies."""
    return [
        (fact, f"{bound} {side}")
        for fact, bound in dict.fromkeys([*_conditions(measure.get("conditions", [])), *_steps(measure["benefit"])])
        for side in {"below", "at", "above"} - {_side(value, _number(bound)) for value in _values(measure, fact)}
    ]


def _side(value: Fraction, bound: Fraction) -> str:
    return "at" if value == bound else "below" if value < bound else "above"


def _values(measure: Entry, fact: str | None) -> Iterator[Fraction]:
    """What the examples give for the fact, or for the input."""
    for example in measure["examples"]:
        facts = {**measure.get("given", {}), **example.get("with", {})}
        if fact is None:
            yield _number(example["amount"])
        elif fact in facts and fact not in example.get("without", []):
            yield _number(facts[fact])


def _number(text: object) -> Fraction:
    written = str(text)
    return Fraction(parse_rate(written)) if written.endswith("%") else Fraction(parse_money(written), 100)


def _conditions(conditions: list[Entry]) -> Iterator[tuple[str | None, str]]:
    for condition in conditions:
        for inside in ("all", "any"):
            yield from _conditions(condition.get(inside, []))
        if "times-fact" not in condition:
            yield from ((condition.get("fact"), str(condition[key])) for key in (*UPPER, *LOWER) if isinstance(condition.get(key), str))


def _steps(benefit: Entry) -> Iterator[tuple[str | None, str]]:
    """Where steps of a fact or of the input end; those of an award are bounds of neither."""
    if "award" not in benefit:
        for step in benefit.get("steps", []):
            yield from ((benefit.get("by"), str(step[key])) for key in UPPER if key in step)
    parts = benefit.get("of", [])
    for part in parts if isinstance(parts, list) else [parts]:
        if isinstance(part, dict):
            yield from _steps(part)
    if "award" in benefit:
        yield from _steps(benefit["award"])
    if "less-amount" in benefit:
        yield None, str(benefit["less-amount"])
