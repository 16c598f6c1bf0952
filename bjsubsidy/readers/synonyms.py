"""Other words that a catalogue has for columns, inputs and choices: each must mean one thing."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from bjsubsidy.errors import Mistake
from bjsubsidy.language import Text
from bjsubsidy.readers.faults import Fault, Path, misnamed
from bjsubsidy.readers.headings import OWN_COLUMNS, own_names
from bjsubsidy.readers.units import folded_heading

_Word = tuple[Path, str, str]


def synonym_faults(raw: Mapping[str, Any]) -> Iterator[Fault]:
    """Every column that is none, and every word that stands for two things of one kind."""
    for section in ("columns", "candidates"):
        for id in raw.get(section, {}):
            if id not in OWN_COLUMNS:
                yield misnamed((section, id), "no-such-column", Text(f"没有列“{id}”", f"there is no column “{id}”"), id, list(OWN_COLUMNS))
    yield from _read_already(raw)
    yield from _ambiguous(_headings(raw))
    yield from _ambiguous(_named("input", raw))
    for place, fact in enumerate(raw.get("fact", [])):
        yield from _ambiguous(_words(("fact", place, "choices", n), choice) for n, choice in enumerate(fact.get("choices", [])))


def _read_already(raw: Mapping[str, Any]) -> Iterator[Fault]:
    """A candidate for a column that is read as the column anyway."""
    for id, words in raw.get("candidates", {}).items():
        names = {folded_heading(name) for name in (id, *(own_names(id) if id in OWN_COLUMNS else ()), *raw.get("columns", {}).get(id, []))}
        for word in words:
            if folded_heading(word) in names:
                what = Text(f"“{word}”已在 [columns] 中作“{id}”", f"“{word}” stands for “{id}” in [columns] already")
                yield Fault(("candidates", id), Mistake(what, Text("请只留一处。", "Keep one of them.")), "word-for-two-things")


def _headings(raw: Mapping[str, Any]) -> Iterator[list[_Word]]:
    for id in OWN_COLUMNS:
        names = [(("columns", id), id, name) for name in (id, *own_names(id))]
        yield names + [(("columns", id), id, word) for word in raw.get("columns", {}).get(id, [])]
    for place, fact in enumerate(raw.get("fact", [])):
        if fact.get("of") != "status":
            yield _words(("fact", place), fact)


def _named(kind: str, raw: Mapping[str, Any]) -> Iterator[list[_Word]]:
    return (_words((kind, place), row) for place, row in enumerate(raw.get(kind, [])))


def _words(path: Path, row: dict[str, Any]) -> list[_Word]:
    names = [row["id"], *row.get("name", {}).values()]
    return [(path, row["id"], word) for word in (*names, *row.get("also", []))]


def _ambiguous(entries: Iterable[list[_Word]]) -> Iterator[Fault]:
    """A word of an entry that another entry has had already."""
    taken: dict[str, str] = {}
    for words in entries:
        for path, id, word in words:
            other = taken.setdefault(folded_heading(word), id)
            if other != id:
                what = Text(f"“{word}”已用于“{other}”", f"“{word}” stands for “{other}” already")
                yield Fault(path, Mistake(what, Text("请改其中之一。", "Change one of them.")), "word-for-two-things")
