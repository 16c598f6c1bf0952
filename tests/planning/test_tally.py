"""A score kept up to date change by change is the score that the judge of choices adds up from the beginning."""

import random

import pytest

from bjsubsidy.planning.branch import IndependentItems, alone, best
from bjsubsidy.planning.tally import ScoredChoice
from tests.planning.test_branch import DRAWS, Draw, any_instance, judged, never, scored, told

pytestmark = pytest.mark.law


def faults(part: IndependentItems, r: random.Random, changes: int) -> list[str]:
    """What goes wrong on a way of random changes that groups admit."""
    found = []
    tally = ScoredChoice(part.items, part.by_day, [None for _ in part.items])
    for _ in range(changes if part.items else 0):
        place = r.randrange(len(part.items))
        number = r.choice([None, *range(len(part.items[place]))])
        if not tally.admits(place, number):
            continue
        foreseen = tally.would_be(place, number)
        tally.take(place, number)
        right = scored(part, tuple(tally.choice))
        begun = ScoredChoice(part.items, part.by_day, tally.choice).score
        if not foreseen == tally.score == begun == right:
            found.append(f"{tally.choice}: {foreseen}, {tally.score}, {begun} and not {right}")
    return found


@pytest.mark.parametrize("draw", [any_instance, *DRAWS], ids=lambda draw: draw.__name__)
def test_every_change_is_scored_as_the_whole_choice_is(draw: Draw) -> None:
    found = {seed: faults(draw(random.Random(seed)), random.Random(seed), 25) for seed in range(120)}
    assert {seed: what for seed, what in found.items() if what} == {}


@pytest.mark.parametrize("draw", [any_instance, *DRAWS], ids=lambda draw: draw.__name__)
def test_a_group_admits_one_item_only(draw: Draw) -> None:
    for seed in range(60):
        part, r = draw(random.Random(seed)), random.Random(seed)
        tally = ScoredChoice(part.items, part.by_day, best(part, never).choice)
        for place, options in enumerate(part.items):
            number = r.choice([None, *range(len(options))])
            changed = {**dict(enumerate(tally.choice)), place: number}
            assert tally.admits(place, number) == (judged(part, changed) is not None)


@pytest.mark.parametrize("draw", DRAWS, ids=lambda draw: draw.__name__)
def test_an_item_alone_takes_what_the_search_would_take(draw: Draw) -> None:
    for seed in range(60):
        for options in draw(random.Random(seed)).items:
            part = IndependentItems((options,), (0,))
            assert (told(alone(options)), alone(options).proven) == (told(best(part, never)), True)
