"""Catalogue files that are named together: one whole catalogue at most, and layers over it or over one another."""

import hashlib
from collections.abc import Iterator, Sequence
from typing import Any

from bjsubsidy.errors import Mistake
from bjsubsidy.language import Text
from bjsubsidy.law import storage
from bjsubsidy.law.catalogue import Catalogue
from bjsubsidy.law.layers import PACKAGED
from bjsubsidy.readers.catalogue_file import LayerFile, WrittenFile, founded, identified
from bjsubsidy.readers.faults import Fault, Path, checked, misnamed
from bjsubsidy.readers.lines import FileLines, InFile, MergedLines, refuse_files
from bjsubsidy.readers.merging import LayeredRow, Merging, WrittenLayer
from bjsubsidy.readers.partial import ENTRIES, PartialCatalogue


def layered(files: Sequence[WrittenFile], whole: PartialCatalogue | None) -> PartialCatalogue:
    """The catalogue of layers over the whole one among the files, or over the packaged one; what contradicts is found in it.

    Refused at once where one of the files is faulty in itself, or there is not one catalogue below them all.
    """
    layers = [file for file in files if file.is_layer]
    found = [(layer.lines, fault) for layer in layers for fault in checked(LayerFile, layer.raw)[1] if fault.path != ("edition",)]
    wrong = [*_heads(files), *_below(files, whole)]
    if wrong or not all(identified(layer.raw) for layer in layers) or not founded([fault for _, fault in found]):
        refuse_files([*wrong, *found])
    base = storage.packaged() if whole is None else whole.catalogue
    ordered, misplaced = _ordered(layers, (base.edition.id, *((PACKAGED,) if whole is None else ())))
    refuse_files([*misplaced, *(found if misplaced else [])])
    main = FileLines(storage.packaged_file(), _packaged_text, base.raw) if whole is None else _main(files)
    merging = Merging(base.raw, main)
    for layer in ordered:
        merging.add(layer)
    sha256 = hashlib.sha256("".join([base.sha256, *(file.sha256 for file in layers)]).encode()).hexdigest()
    return _Assembled(base, merging, main).draft(sha256, found, trusted=whole is None and not merging.shaken)


def _packaged_text() -> str:
    with open(storage.packaged_file(), encoding="utf-8") as file:
        return file.read()


def _main(files: Sequence[WrittenFile]) -> FileLines:
    """The lines of the whole catalogue among the files."""
    return next(file.lines for file in files if not file.is_layer)


def _below(files: Sequence[WrittenFile], whole: PartialCatalogue | None) -> list[InFile]:
    """What is wrong with the shapes of the catalogue below."""
    return [] if whole is None else [(_main(files), fault) for fault in whole.found]


def _heads(files: Sequence[WrittenFile]) -> Iterator[InFile]:
    """Whole catalogues beside the first, and files that say to be both."""
    whole = [file for file in files if not file.is_layer]
    for other in whole[1:]:
        first = whole[0].lines.path
        if "edition" not in other.raw:
            what = Text("没有 [edition]，也没有 [layer]", "it has neither [edition] nor [layer]")
            yield other.lines, Fault((), Mistake(what, _ONE_HEAD), "missing-key")
            continue
        what = Text(f"与“{first}”都是整份目录", f"this and “{first}” are whole catalogues, both")
        yield other.lines, Fault(("edition",), Mistake(what, _ONE_EDITION), "two-editions")
    for file in files:
        if file.is_layer and "edition" in file.raw:
            what = Text("既有 [edition] 又有 [layer]", "it has [edition] and [layer]")
            yield file.lines, Fault(("edition",), Mistake(what, _ONE_HEAD), "edition-and-layer")


_ONE_EDITION = Text("只留一份，其余的写成 [layer]。", "Keep one; write the others as a [layer].")
_ONE_HEAD = Text("整份目录写 [edition]，叠加的写 [layer]。", "A whole catalogue has [edition], what lies over one has [layer].")


def _ordered(layers: Sequence[WrittenFile], bases: Sequence[str]) -> tuple[list[WrittenLayer], list[InFile]]:
    """The layers, each after the one it lies over; and what is wrong with those that lie over nothing or share a name."""
    below: dict[str, frozenset[str]] = dict.fromkeys(bases, frozenset())
    ordered: list[WrittenLayer] = []
    left = list(layers)
    while left:
        file = next((file for file in left if file.raw["layer"]["over"] in below), None)
        if file is None:
            break
        left.remove(file)
        head = file.raw["layer"]
        if head["id"] in below:
            what = Text(f"已有一份叫“{head['id']}”", f"another one is called “{head['id']}”")
            return ordered, [
                (file.lines, Fault(("layer", "id"), Mistake(what, Text("请换一个编号。", "Take another id.")), "duplicate-layer"))
            ]
        under = frozenset(() if head["over"] in bases else (*below[head["over"]], head["over"]))
        below[head["id"]] = under
        ordered.append(WrittenLayer(file.raw, file.lines, head["id"], under))
    return ordered, [_without_base(file, [*below]) for file in left]


def _without_base(layer: WrittenFile, known: list[str]) -> InFile:
    over = layer.raw["layer"]["over"]
    what = Text(f"没有“{over}”可叠加", f"there is no “{over}” to lie over")
    return layer.lines, misnamed(("layer", "over"), "no-such-base", what, over, known)


_Place = tuple[FileLines, Path]


class _Assembled:
    """What layers and the catalogue below came to, and where each part of it stands."""

    def __init__(self, base: Catalogue, merging: Merging, main: FileLines) -> None:
        self._found = merging.found
        self._main = main
        self._origins: dict[Path, _Place] = {}
        self._places: dict[_Place, Path] = {}
        self._touched: set[Path] = set()
        self.raw: dict[str, Any] = {"edition": base.raw["edition"], **merging.words}
        for kind in ENTRIES:
            self.raw[kind] = [row.row for row in merging.of(kind)]
            for place, row in enumerate(merging.of(kind)):
                self._place((kind, place), row)
        self.raw["documents"] = {str(row.path[1]): row.row for row in merging.of("document")}
        for row in merging.of("document"):
            self._place(("documents", row.path[1]), row)
        self.raw |= {"workday": list(merging.workdays.values()), "merged": merging.merged}

    def _place(self, path: Path, row: LayeredRow) -> None:
        self._origins[path] = (row.lines, row.path)
        self._places[row.lines, row.path] = path
        if row.touched:
            self._touched.add(path)
        if row.end is not None:
            lines, end, before = row.end
            self._origins[(*path, "until")] = (lines, (*end, "until"))
            for number in range(before, len(row.row["sources"])):
                self._origins[(*path, "sources", number)] = (lines, (*end, "sources", number - before))

    def draft(self, sha256: str, misshapen: Sequence[InFile], trusted: bool) -> PartialCatalogue:
        """The whole, to be checked further: over a `trusted` base only what layers touched."""
        shapes = [self._of_whole(*found) for found in misshapen]
        found = [*shapes, *(self._of_whole(*found) for found in self._found)]
        lines = MergedLines(self._main, self._origins)
        return PartialCatalogue(Catalogue(self.raw, sha256), lines, shapes, found, frozenset(self._touched) if trusted else None)

    def _of_whole(self, lines: FileLines, found: Fault) -> Fault:
        """A fault in a layer's file with its path in the whole; what went into no part of the whole stands under its file."""
        place = self._places.get((lines, found.path[:2]))
        if place is None:
            place = (f"{lines.path}#",)
            self._origins[place] = (lines, ())
            return found._replace(path=(*place, *found.path))
        return found._replace(path=(*place, *found.path[2:]))
