"""What a check finds in catalogues: all that is wrong, each with its place, and what they hold where nothing is."""

from collections.abc import Mapping, Sequence

from bjsubsidy.answers.examples import checked_catalogue
from bjsubsidy.errors import Problem, UnreadableFile, UnusableFile
from bjsubsidy.law.catalogue import KIND_WORDS
from bjsubsidy.readers.catalogue_file import is_layer
from bjsubsidy.readers.faults import Fault
from bjsubsidy.readers.lines import PlacedFault
from bjsubsidy.record import Record


class Checked(Record):
    """A catalogue that was checked: its files, how many entries of each kind it holds (None where it cannot be used), its faults."""

    files: Sequence[str]
    counts: Mapping[str, int] | None
    faults: Sequence[PlacedFault]


def checked_files(paths: Sequence[str]) -> list[Checked]:
    """Layers with the catalogue below them as one; without layers, each file as a catalogue of its own."""
    together = [paths] if any(map(is_layer, paths)) else [[path] for path in paths]
    return [_checked(each) for each in together]


def _checked(paths: Sequence[str]) -> Checked:
    """All that `--catalogue` would refuse."""
    try:
        catalogue = checked_catalogue(*paths)
    except UnreadableFile as problem:
        return Checked(paths, None, [_unreadable(problem)])
    except UnusableFile as problem:
        return Checked(paths, None, [fault for fault in problem.faults if isinstance(fault, PlacedFault)])
    return Checked(paths, {kind: len(catalogue.rows(kind)) for kind in KIND_WORDS}, [])


def _unreadable(problem: Problem) -> PlacedFault:
    code, problem.code = problem.code, None
    placed = PlacedFault(Fault((), problem, "unreadable"), str(problem.parts["path"]), (1, 1), "")
    placed.code = code
    return placed
