"""Mutated catalogues and layers: no traceback, no hang, a code, a file and a line in every refusal; what is accepted computes what it says.

`python -m tests.fuzz mutants COUNT FIRST` runs so many seeds of each, from the first on.
"""

import signal
import tomllib
import traceback
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from fractions import Fraction
from functools import cache
from pathlib import Path
from random import Random
from types import FrameType
from typing import Any as Raw
from typing import NamedTuple
from unittest import mock

import tomli_w

from bjsubsidy.answers.caps import Ledger, assess
from bjsubsidy.answers.check import checked_files
from bjsubsidy.answers.claim import claim
from bjsubsidy.answers.curve import Curve
from bjsubsidy.answers.examples import checked_catalogue
from bjsubsidy.answers.query import Query
from bjsubsidy.answers.search import Listed
from bjsubsidy.errors import CapsAcross, Problem, TooWide, UnreadableFile, UnusableFile
from bjsubsidy.law.catalogue import SHAPES, Catalogue, Kind
from bjsubsidy.law.firm import Item
from bjsubsidy.law.storage import packaged
from bjsubsidy.quantities import Value
from bjsubsidy.readers.lines import PlacedFault
from bjsubsidy.reports.show import ShowReport
from tests.batching.engines import asked, through_duckdb
from tests.batching.reference import computed
from tests.fuzz.entry_judge import EntryJudge, Ground
from tests.fuzz.materials import ROOT, damaged, reworded
from tests.fuzz.mutations import MUTATIONS
from tests.fuzz.probes import probes
from tests.fuzz.words_judge import Names, unsaid
from tests.grammar.judge import Facts

# Seconds of a processor that no catalogue may take, with all that is asked of it here, on the slowest of machines.
PATIENCE = 20
PROBES = 40
# So many changed entries of a catalogue are judged, and of so many accepted ones what an engine says is compared.
JUDGED, COMPARED = 3, 8
# Of so many that are accepted, what a check warns of is looked at once.
WARNED = 4
Table = dict[str, Raw]


class Base(NamedTuple):
    """A sound catalogue or layer: its table, and each of its sections as text."""

    name: str
    table: Table
    texts: dict[int, str]

    def text(self, table: Table) -> str:
        """The text of a changed table: what was not changed is written as it was."""
        plain = {key: value for key, value in table.items() if not _is_section(value)}
        parts = [tomli_w.dumps(plain)]
        for key, value in table.items():
            if isinstance(value, list) and _is_section(value):
                parts += [self.texts.get(id(row)) or tomli_w.dumps({key: [row]}) for row in value]
            elif _is_section(value):
                parts.append(self.texts.get(id(value)) or tomli_w.dumps({key: value}))
        return "\n".join(parts)


def _is_section(value: Raw) -> bool:
    return isinstance(value, dict) or (isinstance(value, list) and bool(value) and all(isinstance(row, dict) and row for row in value))


def _base(name: str, table: Table) -> Base:
    texts = {id(value): tomli_w.dumps({key: value}) for key, value in table.items() if isinstance(value, dict)}
    texts |= {
        id(row): tomli_w.dumps({key: [row]})
        for key, value in table.items()
        if isinstance(value, list) and _is_section(value)
        for row in value
    }
    return Base(name, table, texts)


def _read(path: Path) -> Table:
    return tomllib.loads(path.read_text("utf-8"))


@cache
def wholes() -> list[Base]:
    """The shipped catalogue, most often; that of all forms, and the provisions."""
    shipped = _base("measures", _read(ROOT / "data" / "measures.toml"))
    paths = [ROOT / "tests" / "grammar" / "forms.toml", *sorted((ROOT / "tests" / "provisions").glob("*.toml"))]
    return [shipped, *(_base(path.stem, _read(path)) for path in paths if path.stem != "sources")]


@cache
def layers() -> list[Base]:
    """The shipped layer, most often; each catalogue of provisions and that of forms as a layer; some measures written anew."""
    national = _base("national", _read(ROOT / "examples" / "national" / "layer.toml"))
    return [national, *(_base(f"{base.name} as a layer", _as_layer(base.table)) for base in wholes()[1:]), *_anew()]


def _as_layer(table: Table) -> Table:
    head = {"id": table["edition"]["id"], "over": "packaged", "title": {"zh": "一层", "en": "A layer"}}
    below = wholes()[0].table
    known = {row["id"] for kind in ("input", "fact", "measure") for row in below.get(kind, [])}
    replaced = [row["id"] for kind in ("input", "fact", "measure") for row in table.get(kind, []) if row["id"] in known]
    named = {name: said for name, said in table.get("authorities", {}).items() if name not in below["authorities"]}
    rest = {key: value for key, value in table.items() if key not in ("edition", "authorities", "documents", "fact")}
    # What is not printed of a document would be a matter of the edition below, and other names of facts are those of its facts.
    documents = {key: {"date": date(1990, 1, 1), **document} for key, document in table["documents"].items()}
    named_anew = {key: {lang: f"{text} *" for lang, text in row["name"].items()} for key, row in enumerate(table.get("fact", []))}
    facts = [{**row, "name": named_anew[place], "also": []} for place, row in enumerate(table.get("fact", []))]
    return {
        "layer": head | ({"replaces": replaced} if replaced else {}),
        "authorities": named,
        "documents": documents,
        "fact": facts,
        **rest,
    }


def _anew() -> Iterator[Base]:
    """Measures of the shipped catalogue as somebody writes them anew: a few at a time, one of them ended."""
    rows = wholes()[0].table["measure"]
    for first in range(0, len(rows) - 3, 4):
        some, ended = rows[first : first + 3], rows[first + 3]
        head = {
            "id": f"anew-{first}",
            "over": "packaged",
            "title": {"zh": "更正", "en": "Corrections"},
            "replaces": [row["id"] for row in some],
        }
        until = {} if "until" in ended else _ended(ended, date(2021, 3, 25))
        yield _base(f"anew-{first}", {"layer": head, "measure": some, **until})


def _ended(row: Facts, until: date) -> Table:
    """What ends a measure, with the day that says so."""
    end = {"id": row["id"], "until": until, "sources": row["sources"]}
    text = {key: row[key] for key in ("title", "text", "authority", "sources")}
    return {"end": [end], "date": [{"id": f"{row['id']}-ends", "date": until, "kind": "ends", "measures": [row["id"]], **text}]}


class Mutant(NamedTuple):
    """A changed file, and how it was changed."""

    base: Base
    way: str
    content: bytes


def mutant(rng: Random, layer: bool) -> Mutant:
    bases = layers() if layer else wholes()
    base = bases[0] if rng.random() < 0.3 else rng.choice(bases)
    way = rng.choice(("bytes", "lines", "value", "value", "value", "exchange", "rule", "rule", "rule", "rule"))
    if way in ("bytes", "lines"):
        text = base.text(base.table)
        return Mutant(base, way, damaged(rng, text.encode()) if way == "bytes" else reworded(rng, text).encode())
    table = base.table
    for _ in range(rng.choice((1, 1, 1, 1, 2))):
        table = MUTATIONS[way](rng, table)
    return Mutant(base, way, base.text(table).encode())


class TooSlow(Exception):
    pass


def _ring(signum: int, frame: FrameType | None) -> None:
    raise TooSlow


class Trial:
    """Runs mutants one after the other, and counts what became of them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.counts: Counter[str] = Counter()

    def fault(self, seed: int, layer: bool) -> str | None:
        """What is wrong with how the program took the mutant of a seed; None where nothing is."""
        rng = Random(f"{'layer' if layer else 'whole'} {seed}")
        made = mutant(rng, layer)
        path = self.folder / "changed.toml"
        path.write_bytes(made.content)
        signal.signal(signal.SIGPROF, _ring)
        signal.setitimer(signal.ITIMER_PROF, PATIENCE)
        try:
            # In a checkout the packaged catalogue is read anew for each layer, which would be most of the time.
            with mock.patch("bjsubsidy.law.storage.packaged", packaged_once):
                found = self._taken(rng, made, path)
        except TooSlow:
            found = f"it took more than {PATIENCE} seconds"
        except BaseException:
            found = traceback.format_exc()
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)
        self.counts["layers" if layer else "whole catalogues"] += 1
        return found and f"{'layer' if layer else 'whole'} {seed} ({made.base.name}, {made.way}): {found}"

    def _taken(self, rng: Random, made: Mutant, path: Path) -> str | None:
        try:
            catalogue = checked_catalogue(str(path))
        except (UnreadableFile, UnusableFile) as problem:
            self.counts["refused"] += 1
            self.counts[f"refused {made.way}"] += 1
            return _refusal(problem, path)
        self.counts["accepted"] += 1
        if rng.random() < 1 / WARNED:
            self.counts["asked for warnings"] += 1
            for one in checked_files([str(path)]):
                if found := _unplaced(one.faults, path):
                    return found
        self.counts[f"accepted {made.way}"] += 1
        return self._judged(rng, catalogue, made)

    def _judged(self, rng: Random, catalogue: Catalogue, made: Mutant) -> str | None:
        changed = [*_changed(catalogue, made.base.table)]
        measures = [id for kind, id in changed if kind == "measure"]
        if {kind for kind, _ in changed} & {"fact", "input", "document", "series", "edition"}:
            measures += [id for id in catalogue.rows("measure") if id not in measures][:JUDGED]
        for id in rng.sample(measures, min(len(measures), JUDGED)):
            self.counts["measures judged"] += 1
            compared = rng.random() < 1 / COMPARED
            self.counts["measures in DuckDB"] += compared
            if found := judged(rng, catalogue, id, compared):
                return found
        for kind, id in changed[:JUDGED]:
            if kind in SHAPES:
                for lang in ("zh", "en"):
                    ShowReport(id, [Listed(kind, catalogue.entry(kind, id))], catalogue, lang).table()
        return None


def _changed(catalogue: Catalogue, before: Table) -> Iterator[tuple[Kind | str, str]]:
    """The entries that are not as they were; everything else is where they are many."""
    if catalogue.raw["edition"] != before.get("edition", catalogue.raw["edition"]):
        yield "edition", ""
    kinds: Sequence[Kind] = tuple(SHAPES)
    for kind in kinds:
        own = before.get("documents", {}) if kind == "document" else {row["id"]: row for row in before.get(kind, [])}
        below = packaged_once().rows(kind) if "layer" in before else {}
        for id, row in catalogue.rows(kind).items():
            if kind != "series" and row != own.get(id, below.get(id)):
                yield kind, id


@cache
def packaged_once() -> Catalogue:
    return packaged()


def _refusal(problem: UnreadableFile | UnusableFile, path: Path) -> str | None:
    """Every refusal has a code, a file and a line, and one line of words in each language."""
    faults = problem.faults if isinstance(problem, UnusableFile) else [problem]
    return _unplaced(faults, path) if faults else "refused without a fault"


def _unplaced(faults: Sequence[Problem], path: Path) -> str | None:
    """What a fault, or a warning, does not say."""
    lines = path.read_bytes().count(b"\n") + 1
    for fault in faults:
        said = [fault.sentence(lang) for lang in ("zh", "en")]
        if not fault.code:
            return f"no code: {said}"
        if any("\n" in words or "None" in words or "Traceback" in words or not words.strip() for words in said):
            return f"not one line of words: {said}"
        if isinstance(fault, PlacedFault) and (not fault.file or not 1 <= fault.line <= (lines if fault.file == str(path) else 10**5)):
            return f"no line: {fault.file}:{fault.line}: {said}"
    return None


# what is accepted


def judged(rng: Random, catalogue: Catalogue, id: str, compared: bool) -> str | None:
    """Where what a measure computes is not what its row says, or what its words say; None where it is."""
    measure, row = catalogue.measure(id), catalogue.rows("measure")[id]
    ground = Ground(catalogue.raw["edition"], catalogue.raw.get("documents", {}), {one["id"]: one for one in catalogue.raw["series"]})
    asked_of = probes(rng, catalogue, measure, row, PROBES)
    for item, as_of in asked_of:
        facts = {fact: _plain(catalogue, fact, value) for fact, value in item.facts.items()}
        wanted = EntryJudge(row, Fraction(item.amount, 100), item.on, facts, as_of, ground).answer()
        made = claim(measure, item, as_of, catalogue)
        answer = assess(made, Ledger([]))
        if (made.verdict, answer.low, answer.high, made.uncapped) != wanted:
            got = (made.verdict, answer.low, answer.high, made.uncapped)
            return f"{id}: {item.amount} on {item.on} as of {as_of} with {dict(item.facts)} gives {got}, its row says {wanted}"
    if wrong := said_otherwise(catalogue, id, ground):
        return f"{id}: {wrong}"
    if found := _curved(catalogue, asked_of):
        return f"{id}: {found}"
    return _in_duckdb(catalogue, id, asked_of) if compared else None


def said_otherwise(catalogue: Catalogue, id: str, ground: Ground) -> list[str]:
    """What the English words of a measure do not say of its row, or say and is not there."""
    ShowReport(id, [Listed("measure", catalogue.measure(id))], catalogue, "zh").table()
    sheet = ShowReport(id, [Listed("measure", catalogue.measure(id))], catalogue, "en").table()
    said: dict[str, list[str]] = {}
    for field, _, content in sheet.rows:
        said.setdefault(field, []).append(content)
    return unsaid(catalogue.rows("measure")[id], said, Names(catalogue.raw), ground)


def _curved(catalogue: Catalogue, asked_of: Sequence[tuple[Item, date]]) -> str | None:
    """Where a curve, which solves the rule, is not what each of its amounts comes to."""
    item, as_of = asked_of[0]
    measure = catalogue.measures_on(item.input)
    for one in measure[:2]:
        curve = Curve(one, Query(item.input, item.on, as_of, [one], item.facts), catalogue)
        # It begins with what is deducted, below which an amount is refused.
        for other in [other for other, _ in asked_of[:12] if other.amount >= curve.runs[0].first]:
            run = next(run for run in curve.runs if run.first <= other.amount <= run.last)
            high = None if run.line is None else run.high(other.amount)
            paid = assess(claim(one, item.replace(amount=other.amount), as_of, catalogue), Ledger([])).high
            if high != paid:
                return f"the curve of {one.id} on {item.on} with {dict(item.facts)} has {high} at {other.amount}, and {paid} is paid"
    return None


def _in_duckdb(catalogue: Catalogue, id: str, asked_of: Sequence[tuple[Item, date]]) -> str | None:
    as_of = asked_of[0][1]
    facts = sorted({fact for item, _ in asked_of for fact in item.facts})
    rows = [
        {
            "enterprise": f"第{number}家",
            "input": item.input,
            "amount": f"{item.amount // 100}.{item.amount % 100:02d}",
            "on": item.on.isoformat(),
            **{fact: _cell(catalogue, fact, item.facts[fact]) if fact in item.facts else "" for fact in facts},
        }
        for number, (item, _) in enumerate(asked_of)
    ]
    expected = computed(rows, catalogue, as_of, measures=[id])
    try:
        lines = [tuple(line) for line in through_duckdb(rows, asked(catalogue, as_of, measures=[id]))]
    except (CapsAcross, TooWide):
        # Refused in words.
        return None
    return next(
        (
            f"DuckDB gives {line} and Python {wanted} for {rows[wanted[0]]}"
            for line, wanted in zip(lines, expected, strict=True)
            if line != wanted
        ),
        None,
    )


def _cell(catalogue: Catalogue, fact: str, value: Value) -> str:
    plain = catalogue.fact(fact).kind.plain(value)
    return {True: "yes", False: "no"}[plain] if isinstance(plain, bool) else str(plain)


def _plain(catalogue: Catalogue, fact: str, value: Value) -> Raw:
    """A value as the judge takes it: money in yuan."""
    money = catalogue.fact(fact).kind.id in ("money", "usd")
    return Fraction(value, 100) if money and isinstance(value, int) else value
