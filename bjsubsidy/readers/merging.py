"""Layers put over a catalogue, one after the other: what it becomes, where each part of it was written, and what contradicts."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from bjsubsidy.errors import Mistake
from bjsubsidy.language import Text
from bjsubsidy.law.catalogue import Kind
from bjsubsidy.readers.faults import Fault, Path, misnamed
from bjsubsidy.readers.lines import FileLines
from bjsubsidy.readers.partial import ENTRIES, UNIQUE
from bjsubsidy.record import Record


class WrittenLayer(Record):
    """A layer as its file writes it; `name` is its id, `below` are the names of the layers it lies over, at any depth."""

    raw: Mapping[str, Any]
    lines: FileLines
    name: str
    below: frozenset[str]


class LayeredRow(Record):
    """An entry, where it was written, and the layers that touched it.

    Of one that was ended: where that is written, and how many sources it had before.
    """

    kind: Kind
    row: Mapping[str, Any]
    lines: FileLines
    path: Path
    touched: tuple[str, ...] = ()
    end: tuple[FileLines, Path, int] | None = None


# Entries of these kinds share their ids; every other kind has a space of its own.
_Space = tuple[str, str]


def _space(kind: Kind, id: str) -> _Space:
    return ("entry" if kind in UNIQUE else kind, id)


# What every other entry stands on: where one of these is written anew, every entry has to be checked again.
_GROUND = ("document", "input", "fact", "reading", "series")


class Merging:
    """A catalogue that layers are put over; `found` are the contradictions, each in the file that it stands in.

    It is `shaken` where entries that no layer touches may be wrong now.
    """

    def __init__(self, base: Mapping[str, Any], lines: FileLines) -> None:
        self.found: list[tuple[FileLines, Fault]] = []
        self.shaken = False
        self.rows = {_space(kind, id): LayeredRow(kind, row, lines, path) for kind, id, row, path in _written(base)}
        self.words = {name: dict(base.get(name, {})) for name in ("authorities", "columns", "candidates")}
        self.workdays = {row["day"]: row for row in base.get("workday", ())}
        self.merged = list(base.get("merged", ()))
        self._days: dict[Any, str] = {}

    def add(self, layer: WrittenLayer) -> None:
        """What it adds, replaces and ends; what contradicts is left out."""
        self._replaces_what_is_there(layer)
        done: dict[str, dict[str, list[str]]] = {"adds": {}, "replaces": {}}
        for kind, id, row, path in _written(layer.raw):
            old = self.rows.get(_space(kind, id))
            fault = None if old is None else self._refused(layer, old, id, path)
            if fault is not None:
                self.found.append((layer.lines, fault))
                continue
            self.shaken = self.shaken or (old is not None and (old.kind != kind or kind in _GROUND))
            touched = (*(() if old is None else old.touched), layer.name)
            self.rows[_space(kind, id)] = LayeredRow(kind, row, layer.lines, path, touched)
            done["adds" if old is None else "replaces"].setdefault(kind, []).append(id)
        ends = [end["id"] for place, end in enumerate(layer.raw.get("end", ())) if self._ended(layer, end, ("end", place))]
        self._named(layer)
        self._worked(layer)
        head = {key: layer.raw["layer"][key] for key in ("id", "over", "title")}
        own = {**done, "ends": ends, "authorities": list(layer.raw.get("authorities", ()))}
        self.merged.append(head | {name: what for name, what in own.items() if what})

    def of(self, kind: Kind) -> list[LayeredRow]:
        """The entries of a kind, in catalogue order: one that replaces another has its place."""
        return [row for row in self.rows.values() if row.kind == kind]

    def _replaces_what_is_there(self, layer: WrittenLayer) -> None:
        own = {id: kind for kind, id, _, _ in _written(layer.raw)}
        for place, id in enumerate(layer.raw["layer"].get("replaces", ())):
            path = ("layer", "replaces", place)
            if id not in own:
                what = Text(f"本层没有条目“{id}”", f"this layer has no entry “{id}”")
                self.found.append((layer.lines, misnamed(path, "replaces-nothing", what, id, list(own))))
            elif _space(own[id], id) not in self.rows:
                what = Text(f"下面的目录没有“{id}”", f"the catalogue below has no “{id}”")
                self.found.append((layer.lines, misnamed(path, "replaces-nothing", what, id, [id for _, id in self.rows])))

    def _refused(self, layer: WrittenLayer, old: LayeredRow, id: str, path: Path) -> Fault | None:
        """What keeps an entry from the place of one that is there."""
        if layer.name in old.touched:
            what = Text(f"编号“{id}”出现两次", f"the id “{id}” is used twice")
            return Fault(path, Mistake(what, Text("请改其中一个。", "Rename one of them.")), "duplicate-id")
        if id not in layer.raw["layer"].get("replaces", ()):
            what = Text(f"下面的目录已有“{id}”", f"the catalogue below has “{id}” already")
            return Fault(path, Mistake(what, _SAY_REPLACES), "replaced-in-silence")
        return _contradiction(layer, old.touched, id, path)

    def _ended(self, layer: WrittenLayer, end: Mapping[str, Any], path: Path) -> bool:
        """Whether a measure gets its last day."""
        id, until = end["id"], end["until"]
        old = self.rows.get(_space("measure", id))
        fault = _no_end(old, id, until, path, [row.row["id"] for row in self.of("measure")])
        fault = fault or (_contradiction(layer, old.touched, id, path) if old is not None else None)
        if fault is not None or old is None:
            self.found.extend([(layer.lines, fault)] if fault else [])
            return False
        row = {**old.row, "until": until, "sources": [*old.row["sources"], *end["sources"]], "examples": _before(old.row, until)}
        self.rows[_space("measure", id)] = old.replace(
            row=row, touched=(*old.touched, layer.name), end=(layer.lines, path, len(old.row["sources"]))
        )
        return True

    def _named(self, layer: WrittenLayer) -> None:
        """Authorities have one English name; further headings of a column go to those it has."""
        authorities = self.words["authorities"]
        for name, said in layer.raw.get("authorities", {}).items():
            if authorities.setdefault(name, said) != said:
                what = Text(f"“{name}”在下面是“{authorities[name]}”", f"“{name}” is “{authorities[name]}” below")
                self.found.append((layer.lines, Fault(("authorities", name), Mistake(what, _IN_FULL), "layers-contradict")))
        for section in ("columns", "candidates"):
            headings = self.words[section]
            for column, words in layer.raw.get(section, {}).items():
                headings[column] = list(dict.fromkeys([*headings.get(column, ()), *words]))

    def _worked(self, layer: WrittenLayer) -> None:
        self.shaken = self.shaken or "workday" in layer.raw
        for place, row in enumerate(layer.raw.get("workday", ())):
            day, other = row["day"], self._days.get(row["day"])
            if other is not None and other not in layer.below and self.workdays[day]["works"] != row["works"]:
                what = Text(f"层“{other}”对 {day} 的说法不同", f"the layer “{other}” says otherwise of {day}")
                self.found.append((layer.lines, Fault(("workday", place), Mistake(what, _SAY_ALIKE), "layers-contradict")))
            self.workdays[day], self._days[day] = row, layer.name


_SAY_REPLACES = Text(
    "要替换它，请列入 [layer] 的 replaces；否则换一个编号。", "To replace it, name it in replaces of [layer]; else take another id."
)
_SAY_ALIKE = Text("请改成一致。", "Say the same in both.")
_IN_FULL = Text(
    "请写成一样；若是别处的部门，请另写全称（如“某市财政局”），条目里也写全称。",
    "Say the same in both; if it is one of another place, give it its full name here and in the entries.",
)
_SAY_WHICH = Text("请让其中一层叠在另一层之上（over）。", "Let one of the two lie over the other (over).")


def _written(raw: Mapping[str, Any]) -> Iterator[tuple[Kind, str, Mapping[str, Any], Path]]:
    """The entries of a layer, each with its path in its file."""
    for id, row in raw.get("documents", {}).items():
        yield "document", id, row, ("documents", id)
    for kind in ENTRIES:
        for place, row in enumerate(raw.get(kind, ())):
            yield kind, row["id"], row, (kind, place)


def _contradiction(layer: WrittenLayer, touched: Sequence[str], id: str, path: Path) -> Fault | None:
    """That another layer changes an entry over which this one does not lie."""
    other = next((name for name in touched if name not in layer.below), None)
    if other is None:
        return None
    what = Text(f"层“{other}”也改了“{id}”", f"the layer “{other}” changes “{id}” too")
    return Fault(path, Mistake(what, _SAY_WHICH), "layers-contradict")


def _no_end(old: LayeredRow | None, id: str, until: Any, path: Path, known: list[str]) -> Fault | None:
    """Why an entry cannot get this last day."""
    if old is None:
        what = Text(f"下面的目录没有措施“{id}”", f"the catalogue below has no measure “{id}”")
        return misnamed((*path, "id"), "ends-nothing", what, id, known)
    if old.kind != "measure":
        what = Text(f"“{id}”不是措施，没有截止日", f"“{id}” is no measure and has no last day")
        return Fault((*path, "id"), Mistake(what, Text("请用 replaces 替换它。", "Replace it instead (replaces).")), "ends-nothing")
    first, last = old.row.get("from"), old.row.get("until")
    if first is not None and until < first:
        what = Text(f"{until} 早于开始日 {first}", f"{until} lies before its first day, {first}")
        return Fault((*path, "until"), Mistake(what, Text("请核对日期。", "Check the day.")), "end-out-of-order")
    if last is not None and until > last:
        what = Text(f"它到 {last} 已截止", f"it ends on {last} already")
        return Fault(
            (*path, "until"), Mistake(what, Text("要延长请用 replaces 替换它。", "To prolong it, replace it.")), "end-out-of-order"
        )
    return None


def _before(row: Mapping[str, Any], until: Any) -> list[Mapping[str, Any]]:
    """The examples of a measure on days on which it still holds."""
    days = [(example, example.get("on", row.get("on"))) for example in row.get("examples", ())]
    return [example for example, day in days if day is None or day <= until]
