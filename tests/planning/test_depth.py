"""A part too deep to search is answered with what was found, and said not to be proven; never a traceback."""

import pytest

from bjsubsidy.planning.branch import IndependentItems, best
from bjsubsidy.planning.candidates import Candidate, Room

pytestmark = pytest.mark.law


def part(items: int) -> IndependentItems:
    """Items of different sizes under two caps that neither hold them all nor fill up evenly."""
    caps = (Room(0, 10 * items, False), Room(1, 10 * items + 1, False))
    rows = [tuple(Candidate(17 + place % 5, place % 3, 17 + place % 5, (cap,)) for cap in caps) for place in range(items)]
    return IndependentItems(tuple(rows), tuple(range(items)))


def test_what_is_deeper_than_the_search_goes_is_not_called_proven(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bjsubsidy.planning.branch._DEEPEST", 0)
    found = best(part(6), lambda: False)
    assert not found.proven
    assert found.bound >= found.score[0] > 0


def test_many_items_under_shared_caps_never_run_out_of_calls() -> None:
    looks = iter(range(2_000))
    found = best(part(400), lambda: next(looks, None) is None)
    assert found.bound >= found.score[0] > 0
