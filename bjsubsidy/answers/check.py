"""What a check finds in catalogues: all that is wrong, each with its place, and what they hold where nothing is."""

from collections.abc import Mapping, Sequence

from bjsubsidy.answers.examples import checked_catalogue
from bjsubsidy.errors import Problem, UnreadableFile, UnusableFile
from bjsubsidy.law.catalogue import KIND_WORDS
from bjsubsidy.readers.faults import Fault
from bjsubsidy.readers.lines import PlacedFault
from bjsubsidy.record import Record


class Checked(Record):
    """A catalogue that was checked: its file, how many entries of each kind it holds (None where it cannot be used), its faults."""

    file: str
    counts: Mapping[str, int] | None
    faults: Sequence[PlacedFault]


def check(path: str) -> Checked:
    """All that `--catalogue` would refuse."""
    try:
        catalogue = checked_catalogue(path)
    except UnreadableFile as problem:
        return Checked(path, None, [_unreadable(problem, path)])
    except UnusableFile as problem:
        return Checked(path, None, [fault for fault in problem.faults if isinstance(fault, PlacedFault)])
    return Checked(path, {kind: len(catalogue.rows(kind)) for kind in KIND_WORDS}, [])


def _unreadable(problem: Problem, path: str) -> PlacedFault:
    code, problem.code = problem.code, None
    placed = PlacedFault(Fault((), problem, "unreadable"), path, (1, 1), "")
    placed.code = code
    return placed
