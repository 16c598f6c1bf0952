"""What a check finds in catalogues: all that is wrong, each with its place, and what they hold where nothing is."""

from collections.abc import Mapping, Sequence

from bjsubsidy.answers.evidence import Held, held_against
from bjsubsidy.answers.examples import checked_draft
from bjsubsidy.answers.laws import lawful
from bjsubsidy.errors import Problem, UnreadableFile, UnusableFile
from bjsubsidy.law.catalogue import KIND_WORDS
from bjsubsidy.law.storage import set_aside_file
from bjsubsidy.readers.catalogue_file import is_layer
from bjsubsidy.readers.codes import code_of
from bjsubsidy.readers.compendium import Compendium, read_compendium
from bjsubsidy.readers.fault_kinds import FaultKind
from bjsubsidy.readers.faults import Fault
from bjsubsidy.readers.lines import PlacedFault
from bjsubsidy.readers.partial import PartialCatalogue
from bjsubsidy.readers.set_aside import SetAside, read_set_aside
from bjsubsidy.record import Record


class Checked(Record):
    """A catalogue that was checked: its files, how many entries of each kind it holds (None where it cannot be used), its faults.

    `held` is what a compendium bears out, where one was given; it waits until nothing is wrong with the shapes of the entries. The faults
    of one that can be used are warnings; `undecided` are the parts of which the stricter laws could not say anything.
    """

    files: Sequence[str]
    counts: Mapping[str, int] | None
    faults: Sequence[PlacedFault]
    held: Held | None = None
    waits: bool = False
    undecided: Sequence[str] = ()


def checked_files(paths: Sequence[str], compendium: str | None = None, set_aside: str | None = None) -> list[Checked]:
    """Layers with the catalogue below them as one; without layers, each file as a catalogue of its own.

    `UnreadableFile` or `UnusableFile` where the compendium or the list of figures set aside is none.
    """
    pages = None if compendium is None else _Against(read_compendium(compendium), read_set_aside(set_aside or set_aside_file()))
    together = [paths] if any(map(is_layer, paths)) else [[path] for path in paths]
    return [_checked(each, pages) for each in together]


class _Against(Record):
    """What catalogues are held against."""

    compendium: Compendium
    listed: SetAside


def _checked(paths: Sequence[str], pages: "_Against | None") -> Checked:
    """All that `--catalogue` would refuse; of what it takes, what the pages do not bear out."""
    try:
        draft = checked_draft(*paths)
    except UnreadableFile as problem:
        return Checked(paths, None, [_unreadable(problem)])
    except UnusableFile as problem:
        faults = [fault for fault in problem.faults if isinstance(fault, PlacedFault)]
        well_shaped = all(fault.kind in _OF_SOUND_SHAPES for fault in faults)
        return Checked(paths, None, faults, _held(paths, pages) if well_shaped else None, pages is not None and not well_shaped)
    strictly = lawful(draft)
    counts: dict[str, int] = {kind: len(draft.catalogue.rows(kind)) for kind in KIND_WORDS}
    undecided = [draft.lines.entry(path) for path in strictly.undecided]
    return Checked(paths, counts, _warnings(draft, strictly.found), _held(paths, pages), undecided=undecided)


def _warnings(draft: PartialCatalogue, found: Sequence[Fault]) -> list[PlacedFault]:
    placed = draft.lines.in_order(found)
    for fault in placed:
        fault.code = None if fault.kind is None else code_of(fault.kind)
    return placed


# What leaves every entry in its shape, so that figures and pages can be looked for all the same.
_OF_SOUND_SHAPES: frozenset[FaultKind | None] = frozenset(
    ("example-does-not-come-out", "page-outside-the-compendium", "day-without-an-entry")
)


def _held(paths: Sequence[str], pages: "_Against | None") -> Held | None:
    return None if pages is None else held_against(paths, pages.compendium, pages.listed)


def _unreadable(problem: Problem) -> PlacedFault:
    code, problem.code = problem.code, None
    placed = PlacedFault(Fault((), problem, "unreadable"), str(problem.parts["path"]), (1, 1), "")
    placed.code = code
    return placed
