"""A part too deep to search is answered with what was found, and said not to be proven; never a traceback."""

import random
from collections.abc import Callable
from fractions import Fraction

import pytest

from bjsubsidy.planning.bound import Flow
from bjsubsidy.planning.branch import Part, best
from bjsubsidy.planning.candidates import Candidate, Room
from bjsubsidy.planning.tally import Tally

pytestmark = pytest.mark.law


def part(items: int) -> Part:
    """Items of different sizes under two caps that neither hold them all nor fill up evenly."""
    caps = (Room(0, 10 * items, False), Room(1, 10 * items + 1, False))
    rows = [tuple(Candidate(17 + place % 5, place % 3, 17 + place % 5, (cap,)) for cap in caps) for place in range(items)]
    return Part(tuple(rows), tuple(range(items)))


def test_what_is_deeper_than_the_search_goes_is_not_called_proven(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bjsubsidy.planning.branch._DEEPEST", 0)
    found = best(part(6), lambda: False)
    assert not found.proven
    assert found.bound >= found.score[0] > 0


def test_many_items_under_shared_caps_never_run_out_of_calls() -> None:
    looks = iter(range(2_000))
    found = best(part(400), lambda: next(looks, None) is None)
    assert found.bound >= found.score[0] > 0


def hard() -> Part:
    """Items whose low sums no flow tells: hundreds of branches are looked at."""
    r = random.Random(10)
    caps = [Room(bucket, r.randint(20, 60), False) for bucket in range(3)]
    highs = [r.randint(5, 30) for _ in range(10)]
    rows = [tuple(Candidate(high, r.choice([0, high // 2, high]), high, (cap,)) for cap in r.sample(caps, 2)) for high in highs]
    return Part(tuple(rows), tuple(range(10)))


@pytest.mark.parametrize("share", [Fraction(twelfth, 12) for twelfth in range(12)])
@pytest.mark.parametrize("made", [lambda: part(30), hard], ids=["many items", "many branches"])
def test_a_search_stops_in_time(made: Callable[[], Part], share: Fraction, monkeypatch: pytest.MonkeyPatch) -> None:
    """Time is over after so many changes were tried: then the options of one item are tried, and one branch made, at most."""
    done: list[str] = []
    monkeypatch.setattr(Flow, "fixed", counted(Flow.fixed, done))
    monkeypatch.setattr(Tally, "would_be", counted(Tally.would_be, done))
    assert best(made(), lambda: False).proven
    most = int(done.count("would_be") * share)
    done.clear()
    assert not best(made(), lambda: done.count("would_be") >= most).proven
    tried = [place for place, what in enumerate(done) if what == "would_be"]
    late = done[tried[most - 1] + 1 :] if most else done
    assert (late.count("would_be") <= 3, late.count("fixed") <= 2) == (True, True)


def counted(method: Callable[..., object], done: list[str]) -> Callable[..., object]:
    """The same method, which says that it was called."""

    def called(*given: object) -> object:
        done.append(method.__name__)
        return method(*given)

    return called
