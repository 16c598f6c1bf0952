"""A catalogue that anybody wrote: every fault at once, each with file, line and entry."""

import hashlib
import os
from collections.abc import Iterator, Mapping
from typing import Any

from bjsubsidy.errors import Mistake, near
from bjsubsidy.language import Text
from bjsubsidy.law.catalogue import KIND_WORDS, SHAPES, Catalogue, Kind
from bjsubsidy.law.entries import Ambiguity, Deadline, Document, Edition, Fact, Input, Provision, Series, Source, TimeLimit
from bjsubsidy.law.measure import Measure, Status
from bjsubsidy.law.storage import data_folder
from bjsubsidy.readers import ids, rules, synonyms
from bjsubsidy.readers.faults import Fault, checked
from bjsubsidy.readers.lines import FileLines
from bjsubsidy.readers.partial import PartialCatalogue
from bjsubsidy.readers.toml_file import read_toml
from bjsubsidy.record import NONE_GIVEN, Record

UNIQUE: tuple[Kind, ...] = ("reading", "measure", "status", "limit", "date", "open", "rule", "target")
FOUNDATIONS = ("documents", "authorities", "columns", "input", "fact")


class CatalogueFile(Record):
    """A catalogue as a file holds it: what it covers, what it cites, and its entries by kind."""

    edition: Edition
    documents: Mapping[str, Document] = NONE_GIVEN
    authorities: Mapping[str, str] = NONE_GIVEN
    columns: Mapping[str, tuple[str, ...]] = NONE_GIVEN
    input: tuple[Input, ...] = ()
    fact: tuple[Fact, ...] = ()
    reading: tuple[Ambiguity, ...] = ()
    measure: tuple[Measure, ...] = ()
    status: tuple[Status, ...] = ()
    limit: tuple[TimeLimit, ...] = ()
    date: tuple[Deadline, ...] = ()
    open: tuple[Provision, ...] = ()
    rule: tuple[Provision, ...] = ()
    target: tuple[Provision, ...] = ()


ENTRIES: tuple[Kind, ...] = tuple(kind for kind in SHAPES if kind in CatalogueFile.fields)


def read(path: str) -> PartialCatalogue:
    """The catalogue in a file; faults in what everything else stands on are said at once, without going further."""
    content, text, raw = read_toml(path)
    series = read_series(os.path.join(os.path.dirname(path), "lpr.toml"))
    file, found = checked(CatalogueFile, raw)
    catalogue = Catalogue({**raw, "series": [series]}, hashlib.sha256(content).hexdigest(), {} if file is None else _entries(file))
    draft = PartialCatalogue(catalogue, FileLines(path, text, raw), tuple(found), found)
    if not _identified(raw) or not _founded(draft):
        draft.refuse()
    draft.found.extend([*_doubled(raw), *ids.id_faults(raw), *synonyms.synonym_faults(raw)])
    if not _founded(draft):
        draft.refuse()
    of_edition = () if any(fault.path[0] == "edition" for fault in found) else (_first_shown, _sources)
    for faults in (_references_to_nothing, *of_edition, rules.rule_faults, _undated):
        draft.found.extend(list(faults(draft)))
    return draft


def _founded(draft: PartialCatalogue) -> bool:
    """Whether nothing is wrong with what everything else stands on."""
    return not any(len(fault.path) < 2 or fault.path[0] in FOUNDATIONS for fault in draft.found)


def _entries(file: CatalogueFile) -> dict[tuple[Kind, str], Any]:
    """Every entry as it was checked, so that none is shaped again."""
    entries: dict[tuple[Kind, str], Any] = {(kind, entry.id): entry for kind in ENTRIES for entry in getattr(file, kind)}
    return entries | {("document", id): document for id, document in file.documents.items()}


def read_series(beside: str) -> dict[str, Any]:
    """The rate series in the file beside the catalogue, else the packaged one, as written; `UnusableFile` with all its faults."""
    path = beside if os.path.exists(beside) else os.path.join(data_folder(), "lpr.toml")
    _, text, raw = read_toml(path)
    series, found = checked(Series, raw)
    found = found if series is None else list(rules.of_series(series))
    FileLines(path, text, raw).refuse(found)
    return raw


def _identified(raw: dict[str, Any]) -> bool:
    """Whether every entry has an id to be called by."""
    lists = [rows for kind in ENTRIES if isinstance(rows := raw.get(kind, []), list)]
    return all(isinstance(row, dict) and isinstance(row.get("id"), str) for rows in lists for row in rows)


def _doubled(raw: dict[str, Any]) -> Iterator[Fault]:
    for kinds in (UNIQUE, ("input",), ("fact",)):
        seen: set[str] = set()
        for kind in kinds:
            for place, row in enumerate(raw.get(kind, [])):
                if row["id"] in seen:
                    what = Text(f"编号“{row['id']}”出现两次", f"the id “{row['id']}” stands twice")
                    yield Fault((kind, place), Mistake(what, Text("请改其中一个。", "Rename one of them.")))
                seen.add(row["id"])


def _references_to_nothing(draft: PartialCatalogue) -> Iterator[Fault]:
    catalogue = draft.catalogue
    for found in (found for kind in ENTRIES for found in draft.shaped(kind)):
        for path, name, wanted in _references(found.kind, found.row):
            if name not in catalogue.rows(wanted):
                yield Fault(found.path(*path), _nothing(wanted, name, catalogue))
        for authority in found.row.get("authority", []):
            if authority not in catalogue.raw.get("authorities", {}):
                what = Text(f"[authorities] 中没有“{authority}”", f"“{authority}” is not in [authorities]")
                yield Fault(found.path("authority"), Mistake(what, Text("请补上英文名。", "Add it with its English name.")))


def _first_shown(draft: PartialCatalogue) -> Iterator[Fault]:
    """What the edition names for days before the first that is shown: a fact that is answered yes or no, and readings."""
    rule, catalogue = draft.catalogue.edition.first_shown, draft.catalogue
    if rule is None:
        return
    wanted: tuple[tuple[Kind, str], ...] = (
        ("fact", rule.fact),
        ("reading", rule.undated),
        ("reading", rule.continues),
        ("reading", rule.period),
    )
    for kind, name in wanted:
        if name not in catalogue.rows(kind):
            yield Fault(("edition", "first-shown"), _nothing(kind, name, catalogue))
    if rule.fact in catalogue.rows("fact") and "holds" not in catalogue.fact(rule.fact).kind.uses:
        what = Text(f"情况 {rule.fact} 不能答是或否", f"the fact {rule.fact} is not answered yes or no")
        yield Fault(("edition", "first-shown"), Mistake(what, Text("请换一个 yes-no 的情况。", "Name a fact that is yes-no.")))


def _nothing(kind: Kind, name: str, catalogue: Catalogue) -> Mistake:
    what = Text(f"没有名为“{name}”的{KIND_WORDS[kind].zh}", f"there is no {KIND_WORDS[kind].en} “{name}”")
    return Mistake(what, near(name, list(catalogue.rows(kind))))


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


def _sources(draft: PartialCatalogue) -> Iterator[Fault]:
    """Pages outside the compendium, documents that are not there, entries without a source."""
    for found in (found for kind in UNIQUE for found in draft.shaped(kind)):
        if found.has("sources") and not found.entry.sources:
            missing = Mistake(Text("没有来源", "it has no source"), Text("请写明文件、条款和页。", "Give document, article and pages."))
            yield Fault(found.path(), missing)
        for path, source in found.parts("sources"):
            for fault in _source(source, draft.catalogue):
                yield Fault(path, fault)


_NOW_SOURCE = Text(
    "汇编内写 document、article、pages、figures；汇编外写 outside 和 where。",
    "Inside the compendium give document, article, pages and figures; outside it outside and where.",
)


def _source(source: Source, catalogue: Catalogue) -> Iterator[Mistake]:
    if source.outside != (source.where is not None) or source.outside == (source.document is not None):
        yield Mistake(
            Text("来源不完整", "the source is not whole"),
            Text(
                "汇编内写 document、article、pages；汇编外写 outside 和 where。",
                "Inside: document, article, pages; outside: outside, where.",
            ),
        )
    if source.outside or source.document is None:
        return
    if source.document not in catalogue.rows("document"):
        yield _nothing("document", source.document, catalogue)
    edition = catalogue.edition
    outside = [page for page in source.pages if not edition.first_page <= page <= edition.last_page]
    if outside or not source.pages or source.article is None:
        pages = f"{edition.first_page}–{edition.last_page}"
        what = Text(f"页码 {outside} 不在汇编内", f"pages {outside} are not in the compendium")
        yield Mistake(what, Text(f"请写 {pages} 之内的页和条款。", f"Give an article and pages within {pages}."))


def _undated(draft: PartialCatalogue) -> Iterator[Fault]:
    """Days of measures that no date entry names, as far as it can be read."""
    rows = [row for row in draft.catalogue.raw.get("date", []) if isinstance(row.get("measures"), list)]
    named = {(str(measure), str(row.get("date"))) for row in rows for measure in row["measures"]}
    for found in draft.shaped("measure"):
        measure = found.entry
        for key, day in (("from", measure.from_), ("until", measure.until), ("apply-by", measure.apply_by)):
            if day and (measure.id, str(day)) not in named:
                what = Text(f"{key} {day} 没有对应的 [[date]]", f"no [[date]] of this measure stands on its {key} {day}")
                yield Fault(found.path(key), Mistake(what, Text("请补一个日期条目。", "Add a date entry.")))
