"""What a choice pays after all caps, kept up to date change by change: only claims that share a cap are paid again."""

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterator, Sequence
from heapq import heappop, heappush

from bjsubsidy.planning.candidates import NOTHING_PAID, Candidate, Paid, Room, Used, cap_use, paid_after

Score = tuple[int, int, int]


class ScoredChoice:
    """A choice of at most one option for each item, and its score: high, low, minus the number of claims.

    `by_day` are the places of the items in the order in which caps are used up; a turn is a place in that order.
    """

    def __init__(self, items: Sequence[Sequence[Candidate]], by_day: Sequence[int], choice: Sequence[int | None]) -> None:
        self.choice = list(choice)
        self._items = items
        self._turns = {place: turn for turn, place in enumerate(by_day)}
        self._claims: dict[int, Candidate] = {}
        self._paid: dict[int, Paid] = {}
        self._under: dict[int, list[int]] = {}
        self._groups: dict[int, int] = {}
        limits = [limit for options in items for option in options for limit in option.limits]
        self._base = {limit.bucket for limit in limits if limit.base}
        self._least = {limit.bucket: limit.left for limit in sorted(limits, key=lambda limit: -limit.left)}
        self._used: Used = {}
        for turn, place in enumerate(by_day):
            if (option := self._option(place, choice[place])) is not None:
                self._enter(turn, place, option)
                self._pay(turn, paid_after(option, self._used))
        paid = self._paid.values()
        self.score: Score = (sum(one.high for one in paid), sum(one.low for one in paid), -len(self._paid))

    def admits(self, place: int, number: int | None) -> bool:
        """Whether the group of an option is free, or taken by its own item, and no option of another item excludes it."""
        option = self._option(place, number)
        if option is None:
            return True
        if option.sides and any(other != place and taken.bars(option) for other, taken in self._chosen()):
            return False
        return option.group is None or self._groups.get(option.group, place) == place

    def _chosen(self) -> Iterator[tuple[int, Candidate]]:
        return ((place, self._items[place][number]) for place, number in enumerate(self.choice) if number is not None)

    def would_be(self, place: int, number: int | None) -> Score:
        """The score if an item took another option, or none."""
        return self._after(place, number, self._changed(self._turns[place], self._option(place, number)))

    def take(self, place: int, number: int | None) -> None:
        """Let an item take another option, or none."""
        turn, option = self._turns[place], self._option(place, number)
        changed = self._changed(turn, option)
        self.score = self._after(place, number, changed)
        for each in changed:
            self._pay(each, None)
        self._leave(turn)
        if option is not None:
            self._enter(turn, place, option)
        for each, paid in changed.items():
            self._pay(each, paid)
        self.choice[place] = number

    def _after(self, place: int, number: int | None, changed: dict[int, Paid]) -> Score:
        high, low, claims = self.score
        for turn, paid in changed.items():
            before = self._paid.get(turn, NOTHING_PAID)
            high, low = high + paid.high - before.high, low + paid.low - before.low
        return high, low, claims + (self.choice[place] is not None) - (number is not None)

    def _option(self, place: int, number: int | None) -> Candidate | None:
        return None if number is None else self._items[place][number]

    def _enter(self, turn: int, place: int, option: Candidate) -> None:
        self._claims[turn] = option
        for limit in option.limits:
            insort(self._under.setdefault(limit.bucket, []), turn)
        if option.group is not None:
            self._groups[option.group] = place

    def _leave(self, turn: int) -> None:
        before = self._claims.pop(turn, None)
        if before is not None:
            for limit in before.limits:
                self._under[limit.bucket].remove(turn)
            if before.group is not None:
                del self._groups[before.group]

    def _pay(self, turn: int, paid: Paid | None) -> None:
        """What the claim of a turn is paid instead of what it was; nothing where there is no claim."""
        before = self._paid.pop(turn, NOTHING_PAID)
        for limit in self._limits(turn):
            self._used[limit.bucket] = self._used.get(limit.bucket, 0) + cap_use(limit, paid or NOTHING_PAID) - cap_use(limit, before)
        if paid is not None and turn in self._claims:
            self._paid[turn] = paid

    def _limits(self, turn: int) -> tuple[Room, ...]:
        return self._claims[turn].limits if turn in self._claims else ()

    def _changed(self, turn: int, option: Candidate | None) -> dict[int, Paid]:
        """What the claim of a turn and each later one are paid if that claim were another, as far as it differs."""
        new = () if option is None else option.limits
        if self._loose(turn, option):
            return {turn: NOTHING_PAID if option is None else paid_after(option, {})}
        used: Used = {}
        waiting: list[int] = []
        for bucket in {limit.bucket for limit in (*self._limits(turn), *new)}:
            self._open(bucket, turn, used, waiting)
        changed = {turn: NOTHING_PAID if option is None else paid_after(option, used)}
        for limit in new:
            used[limit.bucket] += cap_use(limit, changed[turn])
        while waiting:
            if (each := heappop(waiting)) != turn:
                turn = each
                paid = self._again(turn, used, waiting)
                if paid != self._paid[turn]:
                    changed[turn] = paid
        return changed

    def _loose(self, turn: int, option: Candidate | None) -> bool:
        """Whether no cap of a turn's claim, nor of another in its place, cuts anything before the change or after it."""
        more = {limit.bucket: -cap_use(limit, self._paid[turn]) for limit in self._limits(turn)}
        if option is not None:
            whole = Paid(option.high, option.low, option.input)
            for limit in option.limits:
                more[limit.bucket] = more.get(limit.bucket, 0) + cap_use(limit, whole)
        used = ((self._used.get(bucket, 0), self._least[bucket], amount) for bucket, amount in more.items())
        return all(before < least and before + amount <= least for before, least, amount in used)

    def _again(self, turn: int, used: Used, waiting: list[int]) -> Paid:
        """What a later claim is paid after what is used of its caps; where that differs, its other caps are opened too."""
        limits = self._claims[turn].limits
        apart = {limit.bucket: self._before(limit.bucket, turn) for limit in limits if limit.bucket not in used}
        paid = paid_after(self._claims[turn], used | apart if apart else used)
        if paid != self._paid[turn]:
            for bucket in apart:
                self._open(bucket, turn, used, waiting)
        for limit in limits:
            if limit.bucket in used:
                used[limit.bucket] += cap_use(limit, paid)
        return paid

    def _open(self, bucket: int, turn: int, used: Used, waiting: list[int]) -> None:
        """Count what was used of a cap before a turn; the claims under it after that turn are paid again."""
        under = self._under.get(bucket, [])
        used[bucket] = self._before(bucket, turn)
        for later in under[bisect_right(under, turn) :]:
            heappush(waiting, later)

    def _before(self, bucket: int, turn: int) -> int:
        """What claims of earlier turns use of a cap."""
        under = self._under.get(bucket, [])
        earlier = (self._paid[each] for each in under[: bisect_left(under, turn)])
        return sum(paid.counted if bucket in self._base else paid.high for paid in earlier)
