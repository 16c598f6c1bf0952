"""Which forms of the grammar the provisions use, and how many of them: counted from the files."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

BOUNDS = ("at-most", "less-than", "at-least", "more-than")


def forms_of(files: Iterable[Mapping[str, Any]]) -> dict[str, int]:
    """For each form the number of provisions in which it stands, most first."""
    measures = [measure for rows in files for measure in rows.get("measure", [])]
    counted = Counter(form for measure in measures for form in set(_of_measure(measure)))
    return dict(sorted(counted.items(), key=lambda entry: (-entry[1], entry[0])))


def _of_measure(measure: Mapping[str, Any]) -> Iterator[str]:
    yield from _benefit(measure["benefit"])
    yield from (f"condition `{form}`" for condition in measure.get("conditions", []) for form in _condition(condition))
    yield from (f"cap on the {cap.get('counts', 'amount')}" for cap in measure.get("caps", []))
    yield from _figures(measure)
    if measure.get("excludes"):
        yield "`excludes`"
    if measure.get("readings"):
        yield "a reading"
    if measure["bound"] != "exact":
        yield f"bound `{measure['bound']}`"


def _benefit(benefit: Mapping[str, Any]) -> Iterator[str]:
    yield f"`{benefit['kind']}`"
    yield from (f"`{key}`" for key in ("slices", "award", "every", "full", "less-amount") if key in benefit)
    yield from ("`taper`" for step in benefit.get("steps", []) if "taper" in step)
    inner = [benefit["award"]] if "award" in benefit else []
    within = benefit.get("of", [])
    for part in [*inner, *([within] if isinstance(within, dict) else within if isinstance(within, list) else [])]:
        yield from _benefit(part)


def _condition(condition: Mapping[str, Any]) -> Iterator[str]:
    for form in ("all", "any", "not", "at-least-of", "within", "not-before", "times-fact", "holds", "one-of"):
        if form in condition:
            yield form
            yield from (found for one in _held(condition[form]) for found in _condition(one))
    if any(bound in condition for bound in BOUNDS):
        yield "bound of a fact" if "fact" in condition else "bound of the input"


def _held(within: object) -> list[Mapping[str, Any]]:
    """The conditions that one holds; none where it holds a choice, a fact or a period."""
    return [one for one in (within if isinstance(within, list) else [within]) if isinstance(one, dict)]


def _figures(node: object) -> Iterator[str]:
    """Figures chosen by a fact, by two of them, and dated values, wherever they stand."""
    if isinstance(node, list):
        if node and all(isinstance(one, dict) and "value" in one for one in node):
            yield "dated values"
        for one in node:
            yield from _figures(one)
    if isinstance(node, dict):
        if "figures" in node and "by" in node:
            nested = any(isinstance(figure, dict) for figure in node["figures"].values())
            yield "a figure by two facts" if nested else "a figure by a fact"
        for one in node.values():
            yield from _figures(one)
