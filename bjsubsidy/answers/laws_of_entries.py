"""Entries beside one another: measures on one input of which nothing says whether both are had, and what no other entry uses."""

from collections.abc import Iterator, Mapping
from itertools import combinations
from typing import Any

from bjsubsidy.answers.judging import Judge, Ruling
from bjsubsidy.errors import Mistake
from bjsubsidy.language import Text
from bjsubsidy.law.catalogue import Catalogue, Kind
from bjsubsidy.law.measure import Measure
from bjsubsidy.readers.faults import Fault
from bjsubsidy.readers.partial import ENTRIES, PartialCatalogue


def neighbour_laws(rules: Mapping[str, Ruling], judge: Judge) -> Iterator[Fault]:
    """Measures on one input that both can be met, and nothing says whether both are had: told of the later, or of the one to check.

    An exclusion says so, or a reading that both name and that only such measures name. `rules` are the measures to check, by id.
    """
    beside: dict[str, list[str]] = {}
    alone = _of_one_alone(judge.catalogue)
    for input in judge.catalogue.rows("input"):
        for other, measure in combinations(judge.catalogue.measures_on(input), 2):
            told, named = (measure, other) if measure.id in rules else (other, measure)
            if told.id not in rules or _said_of_both(measure, other, alone, judge.catalogue):
                continue
            if _may_meet_both(told, named, rules, judge):
                beside.setdefault(told.id, []).append(named.id)
    for id, others in beside.items():
        what = Text(
            f"与 {'、'.join(others)} 同用一个计算项目，没有条文理解或不得兼得的规定说明能否都享受",
            f"it is on one input with {', '.join(others)}, and no reading and no exclusion says whether both are had",
        )
        yield Fault((*rules[id].path, "input"), Mistake(what, _SAY), "measures-side-by-side")


_SAY = Text(
    "请写一条两者共有的条文理解，或写 excludes；可以同时享受的，各用自己的计算项目。",
    "Write a reading that both name, or excludes; where both can be had together, give each an input of its own.",
)


def _said_of_both(one: Measure, other: Measure, alone: set[str], catalogue: Catalogue) -> bool:
    """Whether one excludes the other, or both name a reading that no measure on an input of its own names."""
    pair = {one.id, other.id}
    if any(measure.id in pair and pair & {*exclusion.measures} for measure, exclusion in catalogue.exclusions):
        return True
    return bool(({*one.readings} & {*other.readings}) - alone)


def _of_one_alone(catalogue: Catalogue) -> set[str]:
    """The readings of measures that are alone on their input: these are about something else."""
    by_input = [catalogue.measures_on(input) for input in catalogue.rows("input")]
    return {reading for measures in by_input if len(measures) == 1 for reading in measures[0].readings}


def _may_meet_both(told: Measure, named: Measure, rules: Mapping[str, Ruling], judge: Judge) -> bool:
    """Whether an item can meet the conditions of both on one day; not where that is not decided."""
    tests = [*told.tests(judge.catalogue), *named.tests(judge.catalogue)]
    return judge.excluded(tests, (*rules[told.id].path, "input")) is False


def unused(draft: PartialCatalogue) -> Iterator[Fault]:
    """Facts that nothing asks, inputs from which nothing comes, documents and readings that no entry names."""
    catalogue = draft.catalogue
    found: dict[Kind, set[str]] = {
        "fact": _asked(catalogue),
        "input": {input for kind in ENTRIES for row in catalogue.raw.get(kind, []) for input in _inputs(row)},
        "reading": _readings(catalogue),
    }
    for kind, used in found.items():
        for place, row in draft.asked(kind):
            if row["id"] not in used:
                yield Fault((kind, place), Mistake(_UNUSED, _LEAVE_OR_USE), "unused-entry")
    cited = {source.get("document") for source in _sources(catalogue.raw)}
    for id in catalogue.rows("document"):
        path = ("documents", id)
        if id not in cited and (draft.touched is None or path in draft.touched):
            yield Fault(path, Mistake(_UNUSED, _LEAVE_OR_USE), "unused-entry")


_UNUSED = Text("没有条目用到它", "no entry uses it")
_LEAVE_OR_USE = Text("请删去，或补上用到它的条目。", "Leave it out, or add the entry that uses it.")


def _asked(catalogue: Catalogue) -> set[str]:
    """Every fact that can change an answer."""
    shown = catalogue.edition.first_shown
    asking = [*catalogue.measures(), *catalogue.all("status")]
    return {fact for entry in asking for fact in entry.asks(catalogue)} | ({shown.fact} if shown else set())


def _inputs(row: Mapping[str, Any]) -> Iterator[str]:
    yield from ([row["input"]] if "input" in row else row.get("inputs", []))


def _readings(catalogue: Catalogue) -> set[str]:
    shown = catalogue.edition.first_shown
    named = {name for kind in ENTRIES for row in catalogue.raw.get(kind, []) for name in row.get("readings", [])}
    return named | ({shown.undated, shown.continues, shown.period} if shown else set())


def _sources(part: Any) -> Iterator[Mapping[str, Any]]:
    """Every source that stands anywhere."""
    if isinstance(part, Mapping):
        yield from (source for source in part.get("sources", []) if isinstance(source, Mapping))
    for inner in part.values() if isinstance(part, Mapping) else part if isinstance(part, (list, tuple)) else ():
        yield from _sources(inner)
