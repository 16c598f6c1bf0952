"""Names in a catalogue that must be the ids of something in it."""

from collections.abc import Iterator, Mapping
from typing import Any

from bjsubsidy.errors import Mistake
from bjsubsidy.language import Text
from bjsubsidy.law.catalogue import KIND_WORDS, Catalogue, Kind
from bjsubsidy.readers.codes import FaultKind
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
        for key, wanted in _NAMED_IN_CONDITIONS:
            if key in condition:
                yield ("conditions", place), condition[key], wanted
        if "for" in condition:
            yield ("conditions", place), condition["for"]["fact"], "fact"
    yield from _facts_named(row)


_NAMED_IN_CONDITIONS: tuple[tuple[str, Kind], ...] = (("fact", "fact"), ("on", "fact"), ("times-series", "series"))


def _facts_named(row: Mapping[str, Any]) -> Iterator[_Reference]:
    benefit = row.get("benefit", {})
    for fact in [*(benefit[key] for key in ("rate-fact", "less", "of") if key in benefit), *benefit.get("bounding", {})]:
        yield ("benefit",), fact, "fact"
    if "less-for" in benefit:
        yield ("benefit",), benefit["less-for"]["fact"], "fact"
    for place, cap in enumerate(row.get("caps", [])):
        for scope in [*cap["scope"], *([cap["by"]] if "by" in cap else [])]:
            if scope not in ("enterprise", "year"):
                yield ("caps", place), scope, "fact"
    for fact in row.get("given", {}):
        yield ("given",), fact, "fact"
    for place, example in enumerate(row.get("examples", [])):
        for fact in [*example.get("with", {}), *example.get("without", [])]:
            yield ("examples", place), fact, "fact"
