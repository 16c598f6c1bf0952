"""The best choice of at most one option for each item under shared caps, exactly, in whole fen.

Branch and bound. The bound is a maximum flow of whole fen from items through caps: every admissible choice is such a flow,
so no choice pays more. Among equal sums the larger low sum wins, then fewer claims; then, item by item in file order, the
option that comes first wherever some choice with it is as good.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from bjsubsidy.planning.bound import Flow
from bjsubsidy.planning.candidates import NOTHING_PAID, Candidate, Used, paid_after, use
from bjsubsidy.planning.tally import Score, ScoredChoice
from bjsubsidy.record import Record

Selection = Sequence[int | None]


class Solution(NamedTuple):
    """A choice and what it pays (high, low, minus the number of claims).

    `bound` is what no choice exceeds: equal to high where the sum is proven. `proven` says that the rest is too: the low sum,
    the number of claims and the order among equal sums.
    """

    choice: Selection
    score: Score
    bound: int
    proven: bool


class IndependentItems(Record):
    """Items in file order, each with its options in the order of ids, and their places in the order of days."""

    items: tuple[tuple[Candidate, ...], ...]
    by_day: tuple[int, ...]

    @cached_property
    def excluding(self) -> bool:
        """Whether any option excludes others."""
        return any(option.sides for options in self.items for option in options)

    def barred(self, place: int, number: int) -> list[tuple[int, int]]:
        """The options of other items, by place and number, that an option excludes."""
        option = self.items[place][number]
        if not option.sides:
            return []
        others = ((p, n, other) for p, options in enumerate(self.items) if p != place for n, other in enumerate(options))
        return [(p, n) for p, n, other in others if option.bars(other)]

    def is_barred(self, option: Candidate, choice: Mapping[int, int | None]) -> bool:
        """Whether an option is excluded by one that is chosen."""
        return bool(option.sides) and any(n is not None and option.bars(self.items[p][n]) for p, n in choice.items())


def best(part: IndependentItems, out_of_time: Callable[[], bool]) -> Solution:
    """The best choice; or, when time is out, the best found and the bound that stays. The sum is proven first."""
    root = SearchNode(part, {}, Flow(part.items), Flow(part.items, low=True))
    search = Branching(part, out_of_time, improved(part, greedy_choice(part), out_of_time))
    search.explore(root, sums_only=True)
    bound = root.high.total if search.stopped else search.target[0]
    search.explore(root)
    search.settle(root)
    return Solution(tuple(search.choice), search.target, max(bound, search.target[0]), not search.stopped)


def alone(options: Sequence[Candidate]) -> Solution:
    """The best option of an item that shares no cap with another."""
    paid = [paid_after(option, {})[:2] for option in options]
    top = max(paid, default=(0, 0))
    return Solution((paid.index(top),), (*top, -1), top[0], True) if top[0] else Solution((None,), (0, 0, 0), 0, True)


class SearchNode:
    """Some items decided, and the flows of high and low amounts that are left."""

    def __init__(self, part: IndependentItems, decided: dict[int, int | None], high: Flow, low: Flow) -> None:
        self.part = part
        self.decided = decided
        self.high = high
        self.low = low

    def child(self, place: int, number: int | None) -> "SearchNode":
        group = None if number is None else self.part.items[place][number].group
        decided = {**self.decided, place: number}
        if group is not None:
            same = {p: None for p, options in enumerate(self.part.items) if p != place and all(o.group == group for o in options)}
            decided = {**same, **decided}
        barred = () if number is None else self.part.barred(place, number)
        return SearchNode(self.part, decided, self.high.fixed(place, number, group, barred), self.low.fixed(place, number, group, barred))

    def rounded(self) -> list[int | None]:
        """The choice that follows the flow: each item where most of it flows, as far as its group is free."""
        taken = groups_of(self.part, self.decided)
        return admitted(self.part, [self._follows(place, taken) for place in range(len(self.part.items))], self.decided)

    def _follows(self, place: int, taken: set[int | None]) -> int | None:
        if place in self.decided:
            return self.decided[place]
        number = self.high.widest(place)
        return None if number is None or self.part.items[place][number].group in taken else number

    def fewest(self) -> int:
        """At least so many claims pay the whole flow."""
        return self.high.fewest(self.part.items)

    def open_item(self) -> int | None:
        """The undecided item that the flows split most, of those first that exclude others; None where all are decided."""
        left = [p for p in range(len(self.part.items)) if p not in self.decided]
        return max(left, key=lambda p: (self.part.excluding and self._excludes(p), self.high.split(p), self.low.split(p), -p), default=None)

    def _excludes(self, place: int) -> bool:
        """Whether some option of an item, through which anything flows, takes a side."""
        return any(option.sides and self.high.through(place, number) for number, option in enumerate(self.part.items[place]))


# A part deeper than this is not proven: each decision is a call within a call.
_DEEPEST = 250


class Branching:
    """Branch and bound over one part, from `start` on: `choice` is the best so far, `stopped` says that time or depth ended it early."""

    def __init__(self, part: IndependentItems, out_of_time: Callable[[], bool], start: ScoredChoice) -> None:
        self.part = part
        self.out_of_time = out_of_time
        self.choice = start.choice
        self.target = start.score
        self.stopped = False

    def explore(self, node: SearchNode, enough: Score | None = None, sums_only: bool = False) -> bool:
        """Search below a node for what beats the target, in its sum only or in all, or is `enough`; whether that was found."""
        self.stopped = self.stopped or len(node.decided) > _DEEPEST or self.out_of_time()
        if self.stopped or self._hopeless(node, enough, sums_only):
            return False
        found = improved(self.part, node.rounded(), self.out_of_time, node.decided)
        if found.score > self.target or (enough is not None and found.score >= enough):
            self.target, self.choice = found.score, found.choice
            if enough is not None:
                return True
        place = node.open_item()
        if place is None or self._hopeless(node, enough, sums_only):
            return False
        numbers = self._order(node, place)
        return any(not self.stopped and self.explore(node.child(place, number), enough, sums_only) for number in numbers)

    def _order(self, node: SearchNode, place: int) -> list[int | None]:
        """The options whose group is free, where most flows first; nothing last."""
        options, taken = self.part.items[place], groups_of(self.part, node.decided)
        free = [
            number for number, option in enumerate(options) if option.group not in taken and not self.part.is_barred(option, node.decided)
        ]
        return [*sorted(free, key=lambda number: -node.high.through(place, number)), None]

    def _hopeless(self, node: SearchNode, enough: Score | None, sums_only: bool) -> bool:
        """Whether nothing below beats the target, or reaches `enough`."""
        goal = self.target if enough is None else enough
        if sums_only:
            return node.high.total <= goal[0]
        bound = (node.high.total, node.low.total)
        if bound != goal[:2]:
            return bound < goal[:2]
        most = -node.fewest()
        return most < goal[2] if enough is not None else most <= goal[2]

    def settle(self, root: SearchNode) -> None:
        """Item by item, the first option with which some choice is as good."""
        node = root
        for place in range(len(self.part.items)):
            if self._settled(place):
                return
            self.stopped = self.stopped or self.out_of_time()
            if self.stopped:
                return
            if place in node.decided:
                continue
            for number in sorted(number for number in self._order(node, place) if number is not None):
                if number == self.choice[place] or self.explore(node.child(place, number), self.target):
                    break
            node = node.child(place, self.choice[place])

    def _settled(self, first: int) -> bool:
        """Whether each item from `first` on takes its first option, or has none: no choice as good comes before that."""
        return all(self.choice[place] == 0 or not self.part.items[place] for place in range(first, len(self.part.items)))


def groups_of(part: IndependentItems, decided: dict[int, int | None]) -> set[int | None]:
    """The groups of which an option is taken."""
    taken = {part.items[place][number].group for place, number in decided.items() if number is not None}
    return taken - {None}


def admitted(part: IndependentItems, choice: list[int | None], decided: Collection[int] = ()) -> list[int | None]:
    """The choice with the largest option of each group only, and none that is excluded by one decided before it or larger."""
    if part.excluding:
        kept: dict[int, int | None] = {}
        for place in (*decided, *(place for place in largest_first(part) if place not in decided)):
            number = choice[place]
            kept[place] = None if number is None or part.is_barred(part.items[place][number], kept) else number
        choice = [kept[place] for place in range(len(choice))]
    largest: dict[int, int] = {}
    for place, number in enumerate(choice):
        group = None if number is None else part.items[place][number].group
        if number is not None and group is not None:
            before = largest.get(group)
            if before is None or part.items[place][number].high > part.items[before][choice[before] or 0].high:
                largest[group] = place
    return [
        number if number is None or (group := part.items[place][number].group) is None or largest[group] == place else None
        for place, number in enumerate(choice)
    ]


def greedy_choice(part: IndependentItems) -> list[int | None]:
    """A choice to begin with: the largest items first, each where it is paid most of what is left then."""
    used: Used = {}
    choice: list[int | None] = [None for _ in part.items]
    taken_groups: set[int | None] = set()
    for place in largest_first(part):
        chosen = dict(enumerate(choice)) if part.excluding else {}
        free = [option.group not in taken_groups and not part.is_barred(option, chosen) for option in part.items[place]]
        tried = [(paid_after(option, used), number) for number, option in enumerate(part.items[place]) if free[number]]
        paid, number = max(tried, default=(NOTHING_PAID, -1), key=lambda one: one[0][:2])
        if paid.high:
            option, choice[place] = part.items[place][number], number
            use(option, paid, used)
            taken_groups |= {option.group} - {None}
    return choice


def largest_first(part: IndependentItems) -> list[int]:
    """The places of the items, first the one whose best option pays most."""
    return sorted(range(len(part.items)), key=lambda place: -max((option.high for option in part.items[place]), default=0))


def improved(part: IndependentItems, start: Selection, out_of_time: Callable[[], bool], decided: Collection[int] = ()) -> ScoredChoice:
    """A choice to beat: single changes of undecided items, the largest first, while they help and there is time."""
    tally = ScoredChoice(part.items, part.by_day, start)
    order = [place for place in largest_first(part) if place not in decided]
    better = True
    while better:
        better = sum(not out_of_time() and _changed(tally, place, len(part.items[place])) for place in order) > 0
    return tally


def _changed(tally: ScoredChoice, place: int, options: int) -> bool:
    """Give one item its best option beside the others; whether that helped."""
    tried: list[tuple[Score, int | None]] = [(tally.score, tally.choice[place])]
    for number in (None, *range(options)):
        if number != tally.choice[place] and tally.admits(place, number):
            tried.append((tally.would_be(place, number), number))
    found, number = max(tried, key=lambda one: one[0])
    if found > tally.score:
        tally.take(place, number)
        return True
    return False
