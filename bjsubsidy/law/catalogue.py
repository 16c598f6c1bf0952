"""The catalogue: find an entry by its id, shaped when it is first asked for.

The packaged catalogue is checked when it is built and tested, and read here as it was built; a catalogue that anybody
wrote comes through `readers.catalogue`.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, TypeVar

from bjsubsidy.errors import AmbiguousName, BeyondGrammar, NoFigure, UnknownName
from bjsubsidy.language import Text, shortened
from bjsubsidy.law.entries import Ambiguity, Beyond, Deadline, Document, Edition, Fact, Input, Provision, Series, Source, TimeLimit, Written
from bjsubsidy.law.measure import Exclusion, Measure, Status
from bjsubsidy.law.shaping import shaped
from bjsubsidy.quantities import Value
from bjsubsidy.record import Record

if TYPE_CHECKING:
    from bjsubsidy.law.layers import MergedLayer

Kind = Literal["measure", "status", "limit", "date", "open", "rule", "target", "beyond", "reading", "fact", "input", "series", "document"]
Entry = Measure | Status | TimeLimit | Deadline | Provision | Beyond | Ambiguity | Fact | Input | Series | Document

# The entries of a kind (or, under "edition", the edition alone) by id, each made when it is asked for.
Made = Callable[[str], Mapping[str, Callable[[], Any]]]

SHAPES: dict[Kind, type[Record]] = {
    "measure": Measure,
    "status": Status,
    "limit": TimeLimit,
    "date": Deadline,
    "open": Provision,
    "rule": Provision,
    "target": Provision,
    "beyond": Beyond,
    "reading": Ambiguity,
    "fact": Fact,
    "input": Input,
    "series": Series,
    "document": Document,
}
KIND_WORDS: dict[Kind, Text] = {
    "measure": Text("措施", "measure"),
    "status": Text("身份认定", "status"),
    "limit": Text("时限", "time limit"),
    "date": Text("日期", "date"),
    "open": Text("未载明金额", "open measure"),
    "rule": Text("规则", "rule"),
    "target": Text("目标", "target"),
    "beyond": Text("不能计算的规定", "provision beyond the grammar"),
    "reading": Text("条文理解", "reading"),
    "fact": Text("情况", "fact"),
    "input": Text("计算项目", "input"),
    "series": Text("利率序列", "rate series"),
    "document": Text("文件", "document"),
}

_Shape = TypeVar("_Shape")


class MeasureIndex(NamedTuple):
    """Ids of measures by their input, and of those that exclude others, in catalogue order: read without the measures as written."""

    on: Mapping[str, Sequence[str]]
    excluding: Sequence[str]


class Catalogue:
    """All entries of one edition; `raw` is the file as written, with the rate series under `series`.

    `entries` are those that a check has already made of it, `made` those of a kind that were shaped when it was built, with the `index`
    of its measures.
    """

    def __init__(
        self,
        raw: Mapping[str, Any],
        sha256: str,
        entries: Mapping[tuple[Kind, str], Any] | None = None,
        made: Made | None = None,
        index: MeasureIndex | None = None,
    ) -> None:
        self.raw = raw
        self.sha256 = sha256
        self._made = made
        self._rows: dict[Kind, dict[str, Any]] = {}
        self._shaped: dict[tuple[Kind, str], Any] = dict(entries or {})
        self._index = index
        self._values: dict[tuple[str, type, Written], Value] = {}

    @cached_property
    def edition(self) -> Edition:
        edition: Edition = shaped(Edition, self.raw["edition"]) if self._made is None else self._made("edition")[""]()
        return edition

    @cached_property
    def layers(self) -> "tuple[MergedLayer, ...]":
        """The layers that went into it, each after those it lies over."""
        if not self.raw.get("merged"):
            return ()
        from bjsubsidy.law.layers import MergedLayer

        return tuple([shaped(MergedLayer, row) for row in self.raw["merged"]])

    def layer_of(self, kind: str, id: str) -> "MergedLayer | None":
        """The topmost layer that added, replaced or ended an entry; None where it is the edition's own."""
        return next((layer for layer in reversed(self.layers) if layer.does(kind, id)), None)

    @cached_property
    def workdays(self) -> dict[date, bool]:
        """Days of its own that work or not."""
        return {row["day"]: row["works"] for row in self.raw.get("workday", ())}

    def rows(self, kind: Kind) -> dict[str, Any]:
        """The entries of a kind by id, as written, in catalogue order."""
        if kind not in self._rows:
            documents = self.raw.get("documents", {}) if kind == "document" else {}
            self._rows[kind] = documents or {row["id"]: row for row in self.raw.get(kind, [])}
        return self._rows[kind]

    def ids(self, kind: Kind) -> Collection[str]:
        """The ids of a kind, in catalogue order."""
        return self.rows(kind) if self._made is None else self._made(kind)

    def entry(self, kind: Kind, id: str) -> Any:
        if (kind, id) not in self._shaped:
            if id not in self.ids(kind):
                raise UnknownName(KIND_WORDS[kind], id, list(self.ids(kind)))
            self._shaped[kind, id] = shaped(SHAPES[kind], self.rows(kind)[id]) if self._made is None else self._made(kind)[id]()
        return self._shaped[kind, id]

    def find(self, written: str, *kinds: Kind, what: Text | None = None) -> str:
        """The id of the entry of these kinds that somebody named by its id or by its name in either language.

        An exact id wins; a name of several entries is refused with all of them (`AmbiguousName`), an unknown one with the
        nearest (`UnknownName`, which calls it `what`).
        """
        if any(written in self.rows(kind) for kind in kinds):
            return written
        names = [(id, name) for kind in kinds for id, row in self.rows(kind).items() for name in _names(row)]
        found = list(dict.fromkeys(id for id, name in names if same_name(written, name)))
        if len(found) > 1:
            raise AmbiguousName(name=shortened(written), ids=Text("、".join(found), ", ".join(found)))
        if not found:
            ids = list(dict.fromkeys(id for kind in kinds for id in self.rows(kind)))
            raise UnknownName(what or KIND_WORDS[kinds[0]], written, ids if written.isascii() else [name for _, name in names])
        return found[0]

    def all(self, kind: Kind) -> list[Any]:
        return [self.entry(kind, id) for id in self.rows(kind)]

    def measure(self, id: str) -> Measure:
        measure: Measure = self.entry("measure", id)
        return measure

    def measures(self) -> list[Measure]:
        return self.all("measure")

    def measures_on(self, input: str) -> list[Measure]:
        """The measures computed from an input, in catalogue order."""
        return [self.measure(id) for id in self.measure_index.on.get(input, ())]

    @cached_property
    def measure_index(self) -> MeasureIndex:
        if self._index is not None:
            return self._index
        on: dict[str, list[str]] = {}
        for id, row in self.rows("measure").items():
            on.setdefault(row["input"], []).append(id)
        return MeasureIndex(on, self._excluding())

    def _excluding(self) -> list[str]:
        return [id for id, row in self.rows("measure").items() if "excludes" in row]

    @cached_property
    def exclusions(self) -> list[tuple[Measure, Exclusion]]:
        """What measures exclude, each with the measure that says so; the measures it names are excluded with it as well."""
        excluding = self._excluding() if self._index is None else self._index.excluding
        saying = [self.measure(id) for id in excluding]
        return [(measure, exclusion) for measure in saying for exclusion in measure.excludes]

    def apart(self, measure: str) -> list[str]:
        """The facts by which a measure is kept apart from others, whichever of them says so."""
        return [fact for ids, facts in self._kept_apart if measure in ids for fact in facts]

    @cached_property
    def _kept_apart(self) -> list[tuple[list[str], list[str]]]:
        """The measures of each exclusion and the facts it counts by, as written: of a catalogue that is being checked not all is right."""
        excluding = self._excluding() if self._index is None else self._index.excluding
        written = [(id, exclusion) for id in excluding for exclusion in _tables(self.rows("measure")[id]["excludes"])]
        known = self.rows("fact") if written else {}
        return [
            ([id, *_texts(exclusion.get("measures"))], [fact for fact in _texts(exclusion.get("per")) if fact in known])
            for id, exclusion in written
        ]

    def fact(self, id: str) -> Fact:
        fact: Fact = self.entry("fact", id)
        return fact

    def value(self, fact: str, written: Written) -> Value:
        """The typed value of what an entry gives for a fact, read once: many examples give the same."""
        known = (fact, type(written), written)
        if known not in self._values:
            self._values[known] = self.fact(fact).read(written)
        return self._values[known]

    def input(self, id: str) -> Input:
        input: Input = self.entry("input", id)
        return input

    def series(self, id: str) -> Series:
        series: Series = self.entry("series", id)
        return series

    def status(self, id: str) -> Status:
        status: Status = self.entry("status", id)
        return status

    def limit(self, id: str) -> TimeLimit:
        limit: TimeLimit = self.entry("limit", id)
        return limit

    def deadlines(self) -> list[Deadline]:
        return self.all("date")

    def reading(self, id: str) -> Ambiguity:
        reading: Ambiguity = self.entry("reading", id)
        return reading

    def provision(self, kind: Literal["open", "rule", "target"], id: str) -> Provision:
        provision: Provision = self.entry(kind, id)
        return provision

    def document(self, key: str) -> Document:
        document: Document = self.entry("document", key)
        return document

    def citation(self, source: Source) -> Text:
        """Document, article and pages of a source, or where it stands outside the compendium."""
        if source.where is not None:
            return source.where
        named, place = self.document_name(source.document or ""), self.place(source)
        return Text(f"{named.zh} {place.zh}", f"{named.en} {place.en}")

    def document_name(self, key: str) -> Text:
        """A document's number, or its title where it has none."""
        document = self.document(key)
        return Text(document.number or f"《{document.title.zh}》", document.number or document.title.en)

    def documents_of_layers(self, keys: Iterable[str | None]) -> list[str]:
        """Those of some documents that a layer brought, each once: the compendium does not print them."""
        if not self.layers:
            return []
        return [key for key in dict.fromkeys(keys) if key is not None and self.layer_of("document", key) is not None]

    def place(self, source: Source) -> Text:
        """Article and pages of a source within its document."""
        pages, word = page_ranges(source.pages), "p." if len(source.pages) == 1 else "pp."
        return Text(f"{source.article}，第 {pages} 页", f"{source.article}, {word} {pages}")

    def computable(self, named: str) -> Measure:
        """The measure of an id or a name; `NoFigure` for support that prints none."""
        try:
            return self.measure(self.find(named, "measure"))
        except UnknownName as unknown:
            try:
                open_ = self.find(named, "open", "beyond")
            except UnknownName:
                raise unknown from None
            if open_ in self.rows("beyond"):
                raise self.cannot_say(open_) from None
            raise self.no_figure([self.provision("open", open_)]) from None

    def computed(self, named: str) -> str:
        """The input of an id or a name from which a measure is computed; `NoFigure` for one that prints none."""
        known = [id for id in self.rows("input") if self.measures_on(id)]
        try:
            found = self.find(named, "input")
        except UnknownName:
            names = known if named.isascii() else [name for id in known for name in _names(self.rows("input")[id])]
            raise UnknownName(KIND_WORDS["input"], named, names) from None
        if found not in known:
            raise self.no_figure([entry for entry in self.all("open") if found in entry.inputs])
        return found

    def cannot_say(self, id: str) -> BeyondGrammar:
        """What is said of an entry that no form of the catalogue can compute."""
        beyond: Beyond = self.entry("beyond", id)
        return BeyondGrammar(id=id, missing=beyond.missing, where=self.citation(beyond.sources[0]))

    def no_figure(self, provisions: list[Provision]) -> NoFigure:
        said = [(p, self.citation(p.sources[0])) for p in provisions]
        return NoFigure(
            named=Text(
                "；".join(f"{p.title.zh}（{p.id}，见{where.zh}）" for p, where in said),
                "; ".join(f"{p.title.en} ({p.id}, see {where.en})" for p, where in said),
            )
        )

    def authority(self, name: str) -> Text:
        """An authority as printed, and in English."""
        return Text(name, self.raw.get("authorities", {}).get(name, name))

    def facts_asked(self, measures: list[Measure]) -> list[Fact]:
        """Every fact that these measures ask, in the catalogue's order of facts."""
        return self._facts({id for measure in measures for id in measure.asks(self)})

    def facts_of(self, status: Status) -> list[Fact]:
        """Every fact that a status asks, in the catalogue's order of facts."""
        return self._facts(status.asks(self))

    def _facts(self, asked: Collection[str]) -> list[Fact]:
        return [self.fact(id) for id in self.ids("fact") if id in asked]


def _tables(written: Any) -> list[Mapping[str, Any]]:
    """The tables of a list, as far as it is one."""
    return [each for each in written if isinstance(each, Mapping)] if isinstance(written, list) else []


def _texts(written: Any) -> list[str]:
    """The texts of a list, as far as it is one."""
    return [each for each in written if isinstance(each, str)] if isinstance(written, list) else []


def _names(row: Any) -> tuple[str, ...]:
    """What an entry is called in either language, as written."""
    return tuple((row.get("title") or row["name"]).values())


def same_name(written: str, *names: str) -> bool:
    """Whether somebody wrote one of these names, whatever its spaces and its case."""
    return _folded(written) in map(_folded, names)


def _folded(name: str) -> str:
    return "".join(name.split()).casefold()


def page_ranges(pages: tuple[int, ...]) -> str:
    """17, 18, 20 as 17–18, 20."""
    runs: list[list[int]] = []
    for page in sorted(set(pages)):
        if runs and page == runs[-1][-1] + 1:
            runs[-1].append(page)
        else:
            runs.append([page])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs)
