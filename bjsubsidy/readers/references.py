"""Names in a catalogue that must be the ids of something in it."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from bjsubsidy.errors import Mistake, Problem, nearest
from bjsubsidy.formula.tree import ON
from bjsubsidy.language import Text
from bjsubsidy.law.catalogue import KIND_WORDS, Catalogue, Kind
from bjsubsidy.quantities import parse_date
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
        for path, scope in _scopes(found.row):
            if scope not in ("enterprise", "year", *catalogue.rows("fact")):
                yield _no_scope(found.path(*path), scope, catalogue)
        yield from _authorities(found.path("authority"), found.row.get("authority", []), catalogue)
    for id, document in catalogue.rows("document").items():
        if draft.touched is None or ("documents", id) in draft.touched:
            yield from _authorities(("documents", id, "issuer"), document.get("issuer", []), catalogue)


def _authorities(path: Path, named: Sequence[str], catalogue: Catalogue) -> Iterator[Fault]:
    known = catalogue.raw.get("authorities", {})
    for authority in named:
        if authority not in known:
            what = Text(f"[authorities] 中没有“{authority}”", f"“{authority}” is not in [authorities]")
            yield Fault(path, Mistake(what, _IN_ENGLISH), "no-such-authority")


_IN_ENGLISH = Text("请补上英文名。", "Add it with its English name.")


def nothing(path: Path, kind: Kind, name: str, catalogue: Catalogue) -> Fault:
    """A name that no entry of a kind has."""
    what = Text(f"没有名为“{name}”的{KIND_WORDS[kind].zh}", f"there is no {KIND_WORDS[kind].en} “{name}”")
    if kind == "fact" and _is_day(name):
        return Fault(path, Mistake(what, _FIXED_DAY), _NO_SUCH[kind])
    return misnamed(path, _NO_SUCH[kind], what, name, list(catalogue.rows(kind)))


def _scopes(row: Mapping[str, Any]) -> Iterator[tuple[Path, str]]:
    """What caps, exclusions and the choice of one claim count by."""
    for key, scopes in (("caps", "scope"), ("excludes", "per")):
        for place, part in enumerate(row.get(key, [])):
            yield from (((key, place), scope) for scope in part.get(scopes, []))
    yield from ((("one-per",), scope) for scope in row.get("one-per", []))


# So many facts are named beside what may stand there.
_MOST_NAMED = 24


def _no_scope(path: Path, scope: str, catalogue: Catalogue) -> Fault:
    """A scope that is neither the firm, the year nor a fact; all that may stand there are named."""
    facts = [fact.id for fact in catalogue.all("fact") if "scope" in fact.kind.uses]
    close = nearest(scope, ["enterprise", "year", *facts])
    named, more = facts[:_MOST_NAMED], "…" if len(facts) > _MOST_NAMED else ""
    now = Text(
        f"可写 enterprise（企业）、year（公历年），以及选项类、名称类的情况{'：' if named else ''}{'、'.join(named)}{more}。",
        f"It may be enterprise, year, or a fact that is a choice or a name{': ' if named else ''}{', '.join(named)}{more}.",
    )
    if close is not None:
        now = Text(f"是否为 {close}？", f"Did you mean {close}?")
    return Fault(path, Mistake(Text(f"不能按“{scope}”计", f"nothing counts by “{scope}”"), now), "no-such-fact", close)


def _is_day(text: str) -> bool:
    try:
        parse_date(text)
    except Problem:
        return False
    return True


_FIXED_DAY = Text(
    "这里写日期类情况的编号；固定的日子，项目发生日用措施的 from、until，日期类情况用 at-least、at-most。",
    "Here stands a fact that is a date; a fixed day is from or until of the measure, or at-least or at-most of a date.",
)


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
        if "by" in cap:
            yield ("caps", place), cap["by"], "fact"
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
