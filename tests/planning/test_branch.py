"""The choice of claims against a judge that shares nothing with it: every assignment, scored here by the rules as written."""

import random
from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import NamedTuple

import pytest

from bjsubsidy.planning.bound import Flow
from bjsubsidy.planning.branch import IndependentItems, Solution, best
from bjsubsidy.planning.candidates import Candidate, Room

pytestmark = pytest.mark.law

Items = list[list[Candidate]]
Choice = tuple[int | None, ...]
Fixed = dict[int, int | None]
Draw = Callable[[random.Random], IndependentItems]

LARGEST = 10**13
RATES = (Fraction(15, 100), Fraction(1, 4), Fraction(2, 5), Fraction(1, 2), Fraction(1))


# The judge


class Verdict(NamedTuple):
    """The best score there is, and among the choices that reach it the one that comes first."""

    score: tuple[int, int, int]
    choice: Choice


def half_up(number: Fraction) -> int:
    whole, rest = divmod(number.numerator, number.denominator)
    return whole + (2 * rest >= number.denominator)


def pays(option: Candidate, spent: dict[int, int]) -> tuple[int, int, dict[int, int]]:
    """High and low of one claim after what was spent of its caps, and what is spent after it."""
    base = option.input
    for limit in option.limits:
        if limit.base:
            base = min(base, max(0, limit.left - spent.get(limit.bucket, 0)))
    high = option.high if base == option.input else half_up(option.rate * base)
    for limit in option.limits:
        if not limit.base:
            high = min(high, max(0, limit.left - spent.get(limit.bucket, 0)))
    after = dict(spent)
    for limit in option.limits:
        after[limit.bucket] = after.get(limit.bucket, 0) + (base if limit.base else high)
    return high, min(option.low, high), after


def assignments(part: IndependentItems, fixed: Fixed | None = None) -> Iterator[tuple[int, int, Fixed]]:
    """High, low and choice of every admissible assignment, claims counted in the order of days."""

    def below(
        day: int, spent: dict[int, int], groups: frozenset[int], high: int, low: int, made: Fixed
    ) -> Iterator[tuple[int, int, Fixed]]:
        if day == len(part.by_day):
            yield high, low, dict(made)
            return
        place = part.by_day[day]
        wanted: list[int | None] = [fixed[place]] if fixed is not None and place in fixed else [None, *range(len(part.items[place]))]
        for number in wanted:
            made[place] = number
            if number is None:
                yield from below(day + 1, spent, groups, high, low, made)
                continue
            option = part.items[place][number]
            if option.group is not None and option.group in groups:
                continue
            more, least, after = pays(option, spent)
            taken = groups if option.group is None else groups | {option.group}
            yield from below(day + 1, after, taken, high + more, low + least, made)

    return below(0, {}, frozenset(), 0, 0, {})


def judged(part: IndependentItems, fixed: Fixed | None = None) -> Verdict | None:
    """The best assignment; None where what is fixed is not admissible."""
    top: tuple[tuple[int, int, int], list[tuple[int, int]], Fixed] | None = None
    for high, low, made in assignments(part, fixed):
        claims = sorted((place, number) for place, number in made.items() if number is not None)
        score = (high, low, -len(claims))
        if top is None or score > top[0] or (score == top[0] and claims < top[1]):
            top = (score, claims, made)
    return None if top is None else Verdict(top[0], tuple(top[2][place] for place in range(len(part.items))))


def scored(part: IndependentItems, choice: Choice) -> tuple[int, int, int]:
    """What one choice pays, by the judge."""
    ((high, low, made),) = assignments(part, dict(enumerate(choice)))
    return high, low, -sum(number is not None for number in made.values())


def never() -> bool:
    return False


def told(found: Solution) -> Verdict:
    return Verdict(found.score, tuple(found.choice))


def wrong(part: IndependentItems) -> str | None:
    """What is wrong with the answer to an instance; None where score, choice, bound and proof are right."""
    found, right = best(part, never), judged(part)
    if right is None or told(found) != right:
        return f"{found} is not {right}"
    return None if found.proven and found.bound == found.score[0] else f"{found} is best and not proven"


# Instances


def days(r: random.Random, count: int) -> tuple[int, ...]:
    order = list(range(count))
    r.shuffle(order)
    return tuple(order)


def parted(r: random.Random, items: Items) -> IndependentItems:
    return IndependentItems(tuple(tuple(options) for options in items), days(r, len(items)))


def lows(r: random.Random, high: int) -> int:
    return r.choice([0, high, high, high // 2])


def any_instance(r: random.Random) -> IndependentItems:
    """Everything at once: caps shared across measures, alone, crossing or nested, caps on the base, groups, measures without a cap."""
    scale = r.choice([3, 10, 100, 10**6])
    left = [r.randint(0, 3 * scale) for _ in range(r.randint(1, 4))]
    items: Items = []
    for _ in range(r.choice([0, 1, 2, 3, 3, 4, 4, 5, 5, 6])):
        paid_in, options = r.randint(0, scale), []
        for _ in range(r.choice([0, 1, 2, 2, 3])):
            if r.random() < 0.15:
                options.append(based(r, r.randint(0, scale), r.choice(RATES), [Room(20, scale, True)]))
                continue
            high = paid_in if r.random() < 0.5 else r.randint(0, scale)
            met = r.sample(range(len(left)), min(len(left), r.choice([0, 1, 1, 1, 2, 2, 3])))
            limits = tuple(Room(bucket, left[bucket], False) for bucket in met)
            options.append(Candidate(high, lows(r, high), paid_in, limits, Fraction(1), r.choice([None, None, None, 1, 2])))
        items.append(options)
    return parted(r, items)


def based(r: random.Random, paid_in: int, rate: Fraction, limits: list[Room], group: int | None = None) -> Candidate:
    high = half_up(rate * paid_in)
    return Candidate(high, r.choice([0, high]), paid_in, tuple(limits), rate, group)


def a_fen_off(r: random.Random) -> IndependentItems:
    """A cap that is one fen below, at, or above a sum that some claims reach."""
    highs = [r.randint(1, 60) for _ in range(r.randint(2, 6))]
    reached = sum(r.sample(highs, r.randint(1, len(highs))))
    first, second = (Room(bucket, max(0, reached + r.choice([-1, -1, 0, 1])), False) for bucket in (0, 1))
    items = [
        [Candidate(high, lows(r, high), high, (first,)), Candidate(high, high, high, (second,))][: r.choice([1, 1, 2])] for high in highs
    ]
    return parted(r, items)


def large_amounts(r: random.Random) -> IndependentItems:
    """Amounts to 10^13 fen, a few fen apart, under caps of the same size."""
    highs = [LARGEST - r.choice([0, 1, 2, r.randrange(LARGEST)]) for _ in range(r.randint(1, 5))]
    left = [LARGEST * r.randint(1, 3) + r.randint(-2, 2) for _ in range(2)]
    items = [[Candidate(high, lows(r, high), high, (Room(bucket, left[bucket], False),)) for bucket in (0, 1)] for high in highs]
    if r.random() < 0.3:
        items.append([based(r, LARGEST - 1, Fraction(1, 4), [Room(5, LARGEST // 2 + 1, True)])])
    return parted(r, items)


def equal_totals(r: random.Random) -> IndependentItems:
    """One amount for all, so that only the low sum, the number of claims and the order decide."""
    high, count = r.choice([1, 2, 6]), r.randint(2, 6)
    left = [high * r.randint(0, 4) + r.choice([0, 0, 1]) for _ in range(3)]
    items = []
    for _ in range(count):
        buckets = r.sample(range(3), r.randint(1, 3))
        items.append([Candidate(high, r.choice([0, high]), high, (Room(bucket, left[bucket], False),)) for bucket in buckets])
    return parted(r, items)


def nested_caps(r: random.Random) -> IndependentItems:
    """A cap by the year inside a cap in all, for one borrower or two."""
    whole = [r.randint(0, 60) for _ in range(2)]
    yearly = {(borrower, year): r.randint(0, 40) for borrower in range(2) for year in range(3)}
    items = []
    for _ in range(r.randint(2, 6)):
        borrower, year, high = r.randrange(2), r.randrange(3), r.randint(0, 30)
        narrow, wide = Room(10 * borrower + year, yearly[borrower, year], False), Room(100 + borrower, whole[borrower], False)
        options = [Candidate(high, lows(r, high), 2 * high, (narrow, wide))]
        if r.random() < 0.4:
            options.insert(r.choice([0, 1]), Candidate(r.randint(0, 30), 0, 2 * high, (Room(7, 25, False),)))
        items.append(options)
    return parted(r, items)


def groups_across_caps(r: random.Random) -> IndependentItems:
    """Items of which one may be chosen, under caps of several years, among items without a group."""
    left = [r.randint(0, 12) for _ in range(3)]
    items = []
    for _ in range(r.randint(2, 6)):
        group, high = r.choice([None, 1, 1, 2]), r.randint(0, 6)
        buckets = r.sample(range(3), r.choice([1, 1, 2]))
        items.append([Candidate(high, lows(r, high), high, (Room(bucket, left[bucket], False),), Fraction(1), group) for bucket in buckets])
    return parted(r, items)


def mixed_groups(r: random.Random) -> IndependentItems:
    """Items of which only some options belong to a group, and options of one item in two groups."""
    left = [r.randint(0, 12) for _ in range(2)]
    items = []
    for _ in range(r.randint(2, 5)):
        options = []
        for bucket in range(2):
            high = r.randint(0, 6)
            limits = (Room(bucket, left[bucket], False),) if r.random() < 0.7 else ()
            options.append(Candidate(high, lows(r, high), high, limits, Fraction(1), r.choice([None, 1, 2])))
        items.append(options)
    return parted(r, items)


def base_caps(r: random.Random) -> IndependentItems:
    """A cap on the base, where every claim rounds for itself; a receipt may leave less to one rate than to another."""
    rate, left = r.choice(RATES[:4]), r.randint(0, 40)
    items = []
    for _ in range(r.randint(1, 6)):
        own = rate if r.random() < 0.7 else r.choice(RATES)
        limits = [Room(0, left if own == rate else max(0, left - r.randint(0, 3)), True)]
        if r.random() < 0.3:
            limits.append(Room(1, r.choice([3, 5]), False))
        options = [based(r, r.randint(0, 20), own, limits)]
        if r.random() < 0.5:
            high = r.randint(0, 5)
            options.append(Candidate(high, high, high, (Room(2, 7, False),)))
        items.append(options)
    return parted(r, items)


def contracts(r: random.Random) -> IndependentItems:
    """As contracts stand: one measure each, a cap for each of two years, at most one contract for each product."""
    left = [r.randint(1, 6) for _ in range(2)]
    items: Items = []
    for _ in range(r.randint(3, 5)):
        bucket, high = r.randrange(2), r.randint(1, 5)
        items.append([Candidate(high, 0, high, (Room(bucket, left[bucket], False),), Fraction(1), r.randint(1, 4))])
    return parted(r, items)


DRAWS: list[Draw] = [contracts, a_fen_off, large_amounts, equal_totals, nested_caps, groups_across_caps, mixed_groups, base_caps]


def faults(draw: Draw, seeds: range) -> dict[int, str]:
    found = {seed: wrong(draw(random.Random(seed))) for seed in seeds}
    return {seed: what for seed, what in found.items() if what is not None}


@pytest.mark.parametrize("first", range(0, 1500, 250))
def test_the_choice_is_the_best_there_is(first: int) -> None:
    assert faults(any_instance, range(first, first + 250)) == {}


@pytest.mark.parametrize("draw", DRAWS, ids=lambda draw: draw.__name__)
def test_the_choice_is_the_best_where_it_is_hard(draw: Draw) -> None:
    assert faults(draw, range(600 if draw is contracts else 250)) == {}


# By hand


def capped(high: int, *limits: tuple[int, int], low: int | None = None, group: int | None = None) -> Candidate:
    """An option by its high amount and the caps (bucket, left) it meets."""
    met = tuple(Room(bucket, left, False) for bucket, left in limits)
    return Candidate(high, high if low is None else low, high, met, Fraction(1), group)


BY_HAND: list[tuple[str, Items, Choice, tuple[int, int, int]]] = [
    ("no item", [], (), (0, 0, 0)),
    ("an item without a measure", [[], [capped(5)]], (None, 0), (5, 5, -1)),
    ("what pays nothing is not claimed", [[capped(0)], [capped(5, (0, 0))]], (None, None), (0, 0, 0)),
    ("the larger", [[capped(4), capped(5)]], (1,), (5, 5, -1)),
    ("the first of two that are the same", [[capped(5), capped(5)]], (0,), (5, 5, -1)),
    ("the surer of two that pay the same", [[capped(5, low=0), capped(5, low=5)]], (1,), (5, 5, -1)),
    ("high before low", [[capped(6, low=0), capped(5)]], (0,), (6, 0, -1)),
    ("one claim and not two", [[capped(5, (0, 5))], [capped(2, (0, 5))], [capped(3, (0, 5))]], (0, None, None), (5, 5, -1)),
    ("a surer sum before fewer claims", [[capped(5, (0, 5), low=4)], [capped(2, (0, 5))], [capped(3, (0, 5))]], (None, 0, 0), (5, 5, -2)),
    ("the first of two items", [[capped(5, (0, 5))], [capped(5, (0, 5))]], (0, None), (5, 5, -1)),
    ("the first of two pairs", [[capped(2, (0, 5))], [capped(3, (0, 5))], [capped(3, (0, 5))]], (0, 0, None), (5, 5, -2)),
    ("apart rather than together", [[capped(4, (0, 4)), capped(4, (1, 9))], [capped(4, (0, 4))]], (1, 0), (8, 8, -2)),
    ("a smaller rate that leaves room", [[capped(5, (0, 5)), capped(4)], [capped(5, (0, 5))]], (1, 0), (9, 9, -2)),
    ("one of a group", [[capped(3, group=1)], [capped(9, group=1)], [capped(4, group=1)]], (None, 0, None), (9, 9, -1)),
    ("two groups", [[capped(3, group=1)], [capped(9, group=2)], [capped(4, group=1)]], (None, 0, 0), (13, 13, -2)),
    ("the group's best under another's cap", [[capped(5, (0, 3), group=1)], [capped(5, (1, 5), group=1)]], (None, 0), (5, 5, -1)),
    (
        "one whole claim of a group that a flow would split",
        [[capped(5, (0, 3), group=1)], [capped(5, (1, 5), group=1)], [capped(3, (1, 5))], [capped(2, (1, 5))]],
        (0, None, 0, 0),
        (8, 8, -3),
    ),
    (
        "one claim of a group that a flow would split in two",
        [[capped(3, (0, 4), group=1)], [capped(5, (1, 1), group=2)], [capped(5, (0, 4), group=2)]],
        (None, None, 0),
        (4, 4, -1),
    ),
    (
        "the first of two pairs across two groups",
        [[capped(1, (0, 1), group=1)], [capped(1, (1, 5), group=2)], [capped(4, (1, 5), group=2)], [capped(2, (0, 1), group=1)]],
        (0, None, 0, None),
        (5, 5, -2),
    ),
    ("a fen too little", [[capped(3, (0, 4))], [capped(2, (0, 4))]], (0, 0), (4, 4, -2)),
    ("a narrow cap in a wide one", [[capped(6, (0, 5), (9, 7))], [capped(6, (1, 5), (9, 7))]], (0, 0), (7, 7, -2)),
    ("caps that cross", [[capped(4, (0, 4), (1, 4))], [capped(3, (0, 4))], [capped(3, (1, 4))]], (None, 0, 0), (6, 6, -2)),
    ("the largest amounts", [[capped(LARGEST, (0, 2 * LARGEST - 1))]] * 2, (0, 0), (2 * LARGEST - 1, 2 * LARGEST - 1, -2)),
]


@pytest.mark.parametrize(("items", "choice", "score"), [pytest.param(*case[1:], id=case[0].replace(" ", "-")) for case in BY_HAND])
def test_a_choice_by_hand(items: Items, choice: Choice, score: tuple[int, int, int]) -> None:
    part = IndependentItems(tuple(tuple(options) for options in items), tuple(range(len(items))))
    assert judged(part) == (score, choice)
    found = best(part, never)
    assert (told(found), found.bound, found.proven) == ((score, choice), score[0], True)


def test_what_a_cap_leaves_goes_to_the_earlier_day() -> None:
    """The later claim is cut; its low falls with it."""
    items = ((capped(4, (0, 6)),), (capped(4, (0, 6), low=0),))
    assert told(best(IndependentItems(items, (0, 1)), never)) == ((6, 4, -2), (0, 0))
    assert told(best(IndependentItems(items, (1, 0)), never)) == ((6, 2, -2), (0, 0))


@pytest.mark.parametrize("order", [(0, 1, 2), (0, 2, 1), (1, 0, 2), (1, 2, 0), (2, 0, 1), (2, 1, 0)])
def test_a_cap_on_the_base_rounds_each_claim(order: tuple[int, ...]) -> None:
    """Three claims of one fen at a half round up to a fen each, and the cap lets through two of them."""
    option = Candidate(1, 1, 1, (Room(0, 2, True),), Fraction(1, 2))
    assert best(IndependentItems(((option,),) * 3, order), never).score == (2, 2, -2)


# The bound


@pytest.mark.parametrize("draw", [any_instance, *DRAWS], ids=lambda draw: draw.__name__)
def test_no_choice_pays_more_than_the_flow(draw: Draw) -> None:
    below = []
    for seed in range(80):
        part = draw(random.Random(seed))
        amounts = [(high, low) for high, low, _ in assignments(part)]
        flows = Flow(part.items).total, Flow(part.items, low=True).total
        if flows[0] < max(high for high, _ in amounts) or flows[1] < max(low for _, low in amounts):
            below.append(seed)
    assert below == []


@pytest.mark.parametrize("draw", [any_instance, *DRAWS], ids=lambda draw: draw.__name__)
def test_no_choice_pays_more_than_the_flow_that_is_left_when_some_are_fixed(draw: Draw) -> None:
    below = []
    for seed in range(80):
        r = random.Random(seed)
        part = draw(r)
        high, low, fixed = Flow(part.items), Flow(part.items, low=True), dict[int, int | None]()
        for place in r.sample(range(len(part.items)), len(part.items)):
            number = r.choice([None, *range(len(part.items[place]))])
            tried = {**fixed, place: number}
            amounts = [(paid, least) for paid, least, _ in assignments(part, tried)]
            if not amounts:
                continue
            group = None if number is None else part.items[place][number].group
            fixed, high, low = tried, high.fixed(place, number, group), low.fixed(place, number, group)
            if high.total < max(paid for paid, _ in amounts) or low.total < max(least for _, least in amounts):
                below.append((seed, fixed))
    assert below == []


def test_a_flow_that_is_fixed_leaves_the_one_before_as_it_was() -> None:
    items = ((capped(4, (0, 6)),), (capped(4, (0, 6)),))
    flow = Flow(items)
    assert (flow.fixed(0, None, None).total, flow.fixed(0, 0, None).total, flow.total) == (4, 6, 6)


@pytest.mark.parametrize("draw", [any_instance, *DRAWS], ids=lambda draw: draw.__name__)
def test_out_of_time_at_once_gives_the_best_found_and_a_bound(draw: Draw) -> None:
    for seed in range(60):
        part = draw(random.Random(seed))
        found, right = best(part, lambda: True), judged(part)
        assert right is not None
        assert not found.proven
        assert scored(part, tuple(found.choice)) == found.score <= right.score
        assert found.bound >= right.score[0] >= found.score[0]


class After:
    """A clock that is over when it was asked so many times."""

    def __init__(self, times: int) -> None:
        self.times = times

    def __call__(self) -> bool:
        self.times -= 1
        return self.times < 0


@pytest.mark.parametrize("times", [1, 2, 3, 5, 8])
@pytest.mark.parametrize("draw", [any_instance, *DRAWS], ids=lambda draw: draw.__name__)
def test_out_of_time_on_the_way_claims_no_more_than_was_proven(draw: Draw, times: int) -> None:
    for seed in range(40):
        part = draw(random.Random(seed))
        found, right = best(part, After(times)), judged(part)
        assert right is not None
        assert scored(part, tuple(found.choice)) == found.score <= right.score
        assert found.bound >= right.score[0]
        assert not found.proven or told(found) == right


class Counted:
    """A clock that is over when it was asked so many times, and counts how often a flow is worked out again after that."""

    def __init__(self, times: int, monkeypatch: pytest.MonkeyPatch) -> None:
        self.left, self.after = times, 0
        monkeypatch.setattr(Flow, "fixed", self._counting(Flow.fixed))

    def __call__(self) -> bool:
        self.left -= 1
        return self.left < 0

    def _counting(self, fixed: Callable[..., Flow]) -> Callable[..., Flow]:
        def counted(flow: Flow, *choice: object) -> Flow:
            self.after += self.left < 0
            return fixed(flow, *choice)

        return counted


def all_but_the_last(items: int) -> IndependentItems:
    """Equal items that each pay whole, and a last one for which nothing is left."""
    room = Room(0, 10 * items, False)
    return IndependentItems(tuple((Candidate(10, 10, 10, (room,)),) for _ in range(items + 1)), tuple(range(items + 1)))


@pytest.mark.parametrize("steps", [0, 1, 100, 101, 102, 105, 110])
def test_hardly_a_flow_is_worked_out_after_time_is_out(steps: int, monkeypatch: pytest.MonkeyPatch) -> None:
    clock = Counted(steps, monkeypatch)
    found = best(all_but_the_last(100), clock)
    assert found.score == (1000, 1000, -100)
    assert clock.left < 0
    assert not found.proven
    assert clock.after <= 1


def test_items_that_take_their_first_option_need_no_time_to_be_proven(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = Counted(10_000, monkeypatch)
    part = all_but_the_last(100)
    found = best(IndependentItems(part.items[:-1], part.by_day[:-1]), clock)
    assert (found.proven, set(found.choice)) == (True, {0})
    assert 10_000 - clock.left <= 2 * len(found.choice)
