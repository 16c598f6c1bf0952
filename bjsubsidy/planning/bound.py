"""The most that could flow from items through caps if items could be split: a bound that no choice exceeds.

Source → group (at most one of its items is chosen) → item → its caps, the narrow before the wide → sink, in whole fen.
"""

from collections import deque
from collections.abc import Sequence

from bjsubsidy.planning.candidates import Candidate, Room
from bjsubsidy.quantities import rounded_up

Items = Sequence[Sequence[Candidate]]

_SOURCE, _SINK = 0, 1


class Flow:
    """A maximum flow of the high (or low) amounts; `fixed` is what is left of it when an item's choice is made."""

    def __init__(self, items: Items, low: bool = False) -> None:
        self.total = 0
        self._heads: list[int] = []
        self._room: list[int] = []
        self._edges: list[list[int]] = [[], []]
        self._paths: dict[int, list[tuple[int, list[int]]]] = {}
        self._nodes: dict[int, int] = {}
        self._caps: dict[int, int] = {}
        self._onward: dict[int, int] = {}
        self._into: dict[int, list[tuple[int, int]]] = {}
        self._groups = _groups(items)
        self._build(items, low)
        self._augment()

    def _build(self, items: Items, low: bool) -> None:
        rooms, parents = _rooms(items), _parents(items)
        self._caps = nodes = {bucket: self._node() for bucket in rooms}
        onward = self._onward
        for bucket, room in rooms.items():
            wider = parents[bucket]
            self._into[bucket] = []
            onward[bucket] = self._edge(nodes[bucket], _SINK if wider is None else nodes[wider], room)
        before = self._group_edges(items, low)
        for place, options in enumerate(items):
            values = [_value(option, low) for option in options]
            self._nodes[place] = node = self._node()
            first, start = before.get(place, ([], _SOURCE))
            entry = self._edge(start, node, max(values, default=0))
            self._paths[place] = []
            for option, value in zip(options, values, strict=True):
                chain = _chain(option, parents)
                edge = self._edge(node, nodes[chain[0]] if chain else _SINK, value)
                self._paths[place].append((edge, [*first, entry, edge, *(onward[bucket] for bucket in chain)]))
                for bucket in chain:
                    self._into[bucket].append((place, edge))

    def _group_edges(self, items: Items, low: bool) -> dict[int, tuple[list[int], int]]:
        """For each item of a group: the edge into the group, and its node."""
        before = {}
        for places in self._groups.values():
            node = self._node()
            most = max(_value(option, low) for place in places for option in items[place])
            edge = self._edge(_SOURCE, node, most)
            before.update({place: ([edge], node) for place in places})
        return before

    def _node(self) -> int:
        self._edges.append([])
        return len(self._edges) - 1

    def _edge(self, start: int, end: int, room: int) -> int:
        edge = len(self._heads)
        self._heads += [end, start]
        self._room += [room, 0]
        self._edges[start].append(edge)
        self._edges[end].append(edge + 1)
        return edge

    def _augment(self) -> None:
        """Send what more can flow along the shortest paths there are, until none is left (Dinic's algorithm)."""
        while (levels := self._levels())[_SINK]:
            self._fill(levels)

    def _levels(self) -> list[int]:
        """How many edges with room lead from the source to each node, as far as the sink; 0 where it was not reached."""
        levels, ends, level = [0] * len(self._edges), [_SOURCE], 0
        while ends and not levels[_SINK]:
            level, starts, ends = level + 1, ends, []
            for node in starts:
                for edge in self._edges[node]:
                    end = self._heads[edge]
                    if self._room[edge] and not levels[end] and end != _SOURCE:
                        levels[end] = level
                        ends.append(end)
        return levels

    def _fill(self, levels: list[int]) -> None:
        """Send all that fits along paths each of whose edges leads one level on."""
        tried, path, node = [0] * len(self._edges), list[int](), _SOURCE
        while True:
            edge = self._open(node, levels, tried)
            if edge is not None:
                path.append(edge)
                if self._heads[edge] == _SINK:
                    self._send(path)
                node = self._heads[path[-1]] if path else _SOURCE
            elif path:
                node = self._heads[path.pop() ^ 1]
                tried[node] += 1
            else:
                return

    def _open(self, node: int, levels: list[int], tried: list[int]) -> int | None:
        """The first edge with room one level on, of those not `tried`; they are counted on."""
        edges, onward = self._edges[node], levels[node] + 1
        while tried[node] < len(edges):
            edge = edges[tried[node]]
            if self._room[edge] and levels[self._heads[edge]] == onward:
                return edge
            tried[node] += 1
        return None

    def _send(self, path: list[int]) -> None:
        """Send as much as a path has room for, and cut it before the first edge that is then full."""
        most = min(self._room[edge] for edge in path)
        for edge in path:
            self._room[edge] -= most
            self._room[edge ^ 1] += most
        self.total += most
        del path[next(number for number, edge in enumerate(path) if not self._room[edge]) :]

    def fixed(self, place: int, number: int | None, group: int | None, barred: Sequence[tuple[int, int]] = ()) -> "Flow":
        """The flow when an item takes one option or none; the others of its group then take none, nor any item an option that is barred."""
        flow = object.__new__(Flow)
        flow.__dict__.update(self.__dict__)
        flow._room = list(self._room)
        for option, (own, path) in enumerate(self._paths[place]):
            if option != number:
                flow._close(own, path)
        for other in self._groups.get(group, []) if group is not None and number is not None else []:
            if other != place:
                for own, path in self._paths[other]:
                    flow._close(own, path)
        for other, option in barred:
            flow._close(*self._paths[other][option])
        flow._augment()
        return flow

    def through(self, place: int, number: int) -> int:
        """What flows through an option."""
        own, _ = self._paths[place][number]
        return self._room[own ^ 1]

    def widest(self, place: int) -> int | None:
        """The option through which most of an item flows; None where nothing does."""
        flows = [self.through(place, number) for number in range(len(self._paths[place]))]
        return flows.index(max(flows)) if any(flows) else None

    def split(self, place: int) -> int:
        """What of an item does not flow where most of it does, or cannot flow at all though it is begun."""
        flows = [self._room[own ^ 1] for own, _ in self._paths[place]]
        return sum(flows) - max(flows, default=0)

    def fewest(self, items: Items) -> int:
        """At least so many items carry the whole flow: by a minimum cut those beyond it flow whole, the caps before it are full."""
        reached = self._reached()
        one = {place: group for group, places in self._groups.items() for place in places}
        beyond = {one.get(p, -1 - p) for p in range(len(items)) if self._nodes[p] not in reached and self._carries(p)}
        full = [bucket for bucket, node in self._caps.items() if node in reached and self._end(bucket) not in reached]
        count = len(beyond)
        for bucket in full:
            count += _needed(self._flow(self._onward[bucket]), self._largest(bucket, reached))
        return count

    def _reached(self) -> set[int]:
        """The nodes that still have a path with room from the source."""
        seen, queue = {_SOURCE}, deque([_SOURCE])
        while queue:
            for edge in self._edges[queue.popleft()]:
                end = self._heads[edge]
                if self._room[edge] and end not in seen:
                    seen.add(end)
                    queue.append(end)
        return seen

    def _carries(self, place: int) -> bool:
        return any(self.through(place, number) for number in range(len(self._paths[place])))

    def _end(self, bucket: int) -> int:
        return self._heads[self._onward[bucket]]

    def _flow(self, edge: int) -> int:
        return self._room[edge ^ 1]

    def _largest(self, bucket: int, reached: set[int]) -> list[int]:
        """The most that each item reached could bring into a cap."""
        most: dict[int, int] = {}
        for place, own in self._into[bucket]:
            if self._nodes[place] in reached:
                most[place] = max(most.get(place, 0), self._room[own] + self._room[own ^ 1])
        return list(most.values())

    def _close(self, own: int, path: list[int]) -> None:
        """Take back what flows through an option and leave it no room."""
        amount = self._room[own ^ 1]
        for edge in path:
            self._room[edge] += amount
            self._room[edge ^ 1] -= amount
        self.total -= amount
        self._room[own] = 0


def _value(option: Candidate, low: bool) -> int:
    """The most that an option alone could pay: its amount, or what the narrowest cap has left."""
    left = [limit.left for limit in option.limits if not limit.base]
    return min([option.low if low else option.high, *left])


def _needed(amount: int, amounts: list[int]) -> int:
    """How many of these, the largest first, reach an amount."""
    count = 0
    for largest in sorted(amounts, reverse=True):
        if amount <= 0:
            break
        amount, count = amount - largest, count + 1
    return count


def _rooms(items: Items) -> dict[int, int]:
    """What each cap lets through, in fen of support; the most that any of its options says."""
    rooms: dict[int, int] = {}
    for options in items:
        for option in options:
            for limit in option.limits:
                rooms[limit.bucket] = max(rooms.get(limit.bucket, 0), _most(limit, option) + (len(items) if limit.base else 0))
    return rooms


def _most(limit: Room, option: Candidate) -> int:
    """A cap on the base lets through its share, and each item's rounding."""
    return rounded_up(limit.left * option.rate) if limit.base else limit.left


def _parents(items: Items) -> dict[int, int | None]:
    """The wider cap that everything in a cap also meets; None where there is none or it differs."""
    together: dict[int, set[int]] = {}
    for options in items:
        for option in options:
            buckets = {limit.bucket for limit in option.limits}
            for bucket in buckets:
                together[bucket] = together.get(bucket, buckets) & buckets
    return {bucket: min(others - {bucket} - _same(bucket, together), default=None) for bucket, others in together.items()}


def _same(bucket: int, together: dict[int, set[int]]) -> set[int]:
    """Caps that always come together: the later of them is taken as the wider."""
    return {other for other in together[bucket] if bucket in together[other] and other < bucket}


def _chain(option: Candidate, parents: dict[int, int | None]) -> list[int]:
    """The caps an option passes through: the narrowest, then each wider one."""
    buckets = {limit.bucket for limit in option.limits}
    wider = {parents[bucket] for bucket in buckets}
    chain = [bucket for bucket in sorted(buckets) if bucket not in wider][:1]
    while chain and (parent := parents[chain[-1]]) is not None:
        chain.append(parent)
    return chain


def _groups(items: Items) -> dict[int, list[int]]:
    """The items of each group all of whose options are in it."""
    groups: dict[int, list[int]] = {}
    for place, options in enumerate(items):
        named = {option.group for option in options}
        if len(named) == 1 and None not in named:
            groups.setdefault(next(iter(named)), []).append(place)  # type: ignore[arg-type]
    return groups
