"""Names in a catalogue that must be the ids of something in it."""

from collections.abc import Iterator, Mapping
from typing import Any

from bjsubsidy.errors import Mistake
from bjsubsidy.formula.tree import ON
from bjsubsidy.language import Text
from bjsubsidy.law.catalogue import KIND_WORDS, Catalogue, Kind
from bjsubsidy.readers.fault_kinds import FaultKind
from bjsubsidy.readers.faults import Fault, Path, misnamed
from bjsubsidy.readers.partial import ENTRIES, PartialCatalogue

_NO_SUCH: dict[Kind, FaultKind] = {
    "fact": "no-such-fact",
    "input": "no-such-input",
    "measure": "no-such-measure",
    "reading": "no-such-reading",
    "series": "no-such-series",
    "document": "no-such-document",
}


def reference_faults(draft: PartialCatalogue) -> Iterator[Fault]:
    """Every name of an entry or an authority that is not in the catalogue."""
    catalogue = draft.catalogue
    for found in (found for kind in ENTRIES for found in draft.shaped(kind)):
        for path, name, wanted in _references(found.kind, found.row):
            if name not in catalogue.rows(wanted):
                yield nothing(found.path(*path), wanted, name, catalogue)
        for authority in found.row.get("authority", []):
            if authority not in catalogue.raw.get("authorities", {}):
                what = Text(f"[authorities] 中没有“{authority}”", f"“{authority}” is not in [authorities]")
                yield Fault(found.path("authority"), Mistake(what, _IN_ENGLISH), "no-such-authority")


_IN_ENGLISH = Text("请补上英文名。", "Add it with its English name.")


def nothing(path: Path, kind: Kind, name: str, catalogue: Catalogue) -> Fault:
    """A name that no entry of a kind has."""
    what = Text(f"没有名为“{name}”的{KIND_WORDS[kind].zh}", f"there is no {KIND_WORDS[kind].en} “{name}”")
    return misnamed(path, _NO_SUCH[kind], what, name, list(catalogue.rows(kind)))


_Reference = tuple[tuple[str | int, ...], str, Kind]


def _references(kind: Kind, row: Mapping[str, Any]) -> Iterator[_Reference]:
    """Every name in an entry that must be the id of another."""
    for reading in row.get("readings", []) if kind != "reading" else []:
        yield ("readings",), reading, "reading"
    for measure in row.get("measures", []):
        yield ("measures",), measure, "measure"
    for input in [row["input"]] if "input" in row else row.get("inputs", []):
        yield ("input" if "input" in row else "inputs",), input, "input"
    for place, condition in enumerate(row.get("conditions", [])):
        yield from _named_in_condition(("conditions", place), condition)
    for place, exclusion in enumerate(row.get("excludes", [])):
        yield from ((("excludes", place), measure, "measure") for measure in exclusion["measures"])
        yield from ((("excludes", place), scope, "fact") for scope in exclusion.get("per", []) if scope not in ("enterprise", "year"))
    yield from _facts_named(row)


def _named_in_condition(path: Path, condition: Mapping[str, Any]) -> Iterator[_Reference]:
    for key, wanted in _NAMED_IN_CONDITIONS:
        if key in condition:
            yield path, condition[key], wanted
    if "for" in condition:
        yield path, condition["for"]["fact"], "fact"
    days = [condition["within"]["of"]] if "within" in condition else [condition["not-before"]] if "not-before" in condition else []
    yield from ((path, fact, "fact") for fact in days if fact != ON)
    denied = [condition["not"]] if "not" in condition else []
    for inner in (*condition.get("all", []), *condition.get("any", []), *denied, *condition.get("at-least-of", {}).get("conditions", [])):
        yield from _named_in_condition(path, inner)


_NAMED_IN_CONDITIONS: tuple[tuple[str, Kind], ...] = (
    ("fact", "fact"),
    ("on", "fact"),
    ("times-series", "series"),
    ("times-fact", "fact"),
)


def _facts_named(row: Mapping[str, Any]) -> Iterator[_Reference]:
    for fact in _facts_in_benefit(row.get("benefit", {})):
        yield ("benefit",), fact, "fact"
    for place, cap in enumerate(row.get("caps", [])):
        for fact in _facts_in_benefit(cap.get("amount", {})):
            yield ("caps", place), fact, "fact"
        for scope in [*cap["scope"], *([cap["by"]] if "by" in cap else [])]:
            if scope not in ("enterprise", "year"):
                yield ("caps", place), scope, "fact"
    for fact in row.get("given", {}):
        yield ("given",), fact, "fact"
    for place, example in enumerate(row.get("examples", [])):
        for fact in [*example.get("with", {}), *example.get("without", [])]:
            yield ("examples", place), fact, "fact"


_NAMED_IN_BENEFITS = ("rate-fact", "less", "of", "by", "count")


def _facts_in_benefit(part: Any) -> Iterator[str]:
    """The facts that a benefit or a figure names, however deep."""
    if isinstance(part, list):
        for inner in part:
            yield from _facts_in_benefit(inner)
    if not isinstance(part, dict):
        return
    yield from (part[key] for key in _NAMED_IN_BENEFITS if isinstance(part.get(key), str))
    yield from (*part.get("times", []), *part.get("bounding", {}), *part.get("most", {}))
    if "less-for" in part:
        yield part["less-for"]["fact"]
    for key, inner in part.items():
        if key not in ("less-for", "bounding", "most", "times", "sources"):
            yield from _facts_in_benefit(inner)
