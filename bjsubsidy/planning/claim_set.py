"""The claims that every item of one firm can make, the caps they share, and the best choice among them."""

from collections.abc import Callable, Collection, Sequence
from fractions import Fraction
from functools import cached_property
from typing import NamedTuple

from bjsubsidy.answers.caps import Assessment, Group, Ledger, apply, group, least, scope_value
from bjsubsidy.answers.choices import claims_by_answer
from bjsubsidy.answers.claim import Claim
from bjsubsidy.answers.exclusions import received_before, sides_of
from bjsubsidy.answers.forward import put_forward
from bjsubsidy.formula.evaluate import number
from bjsubsidy.formula.tree import Round, Times
from bjsubsidy.law.catalogue import Catalogue
from bjsubsidy.law.firm import Labelled, Profile
from bjsubsidy.law.measure import INCOME
from bjsubsidy.planning.beside import Beside
from bjsubsidy.planning.branch import IndependentItems, alone, best
from bjsubsidy.planning.candidates import Candidate, Room
from bjsubsidy.quantities import same_key

Selected = Sequence[Claim | None]


class BestSet(NamedTuple):
    """A claim or none for each item, and what the search says they pay, in fen.

    `gap` is how much more income, and `refund_gap` how much more refunds, another set could bring at most; `proven` says that
    low sum, number of claims and order are proven too.
    """

    chosen: Selected
    paid: int
    gap: int
    refund_gap: int
    proven: bool

    @property
    def sum_proven(self) -> bool:
        return not self.gap and not self.refund_gap


class ClaimSet:
    """`claims` and `options` stand by item in file order, the measures of an item in the order of their ids.

    A claim whose cap counts by a choice that nobody gave is an option under each answer to it: the choice of options then
    finds the answers too, one for each such item. `among` are the ids of the measures that may be claimed; all where it is not said.
    `too_late` ends what is told beside the choice.
    """

    def __init__(
        self,
        catalogue: Catalogue,
        profile: Profile,
        strict: bool,
        among: Collection[str] | None = None,
        too_late: Callable[[], bool] = lambda: False,
    ) -> None:
        self.catalogue = catalogue
        self.among = among
        self.profile = profile
        self.strict = strict
        self._too_late = too_late
        self.buckets: dict[Group, int] = {}
        self._groups: dict[Group, int] = {}
        self._excluded: dict[tuple[object, ...], int] = {}
        self._ledger = Ledger(profile.receipts)
        self._beside: tuple[Selected, Beside] | None = None
        self.claims = [self._claims(labelled) for labelled in profile.items]
        self.options = [[(one, self._option(one)) for one in self._ways(claims)] for claims in self.claims]

    def _claims(self, labelled: Labelled) -> list[Claim]:
        measures = sorted(self.catalogue.measures_on(labelled.item.input), key=lambda measure: measure.id)
        wanted = [measure for measure in measures if self.among is None or measure.id in self.among]
        asked = self.profile.as_of, self.catalogue, self.profile.receipts
        return [put_forward(measure, labelled.item, *asked) for measure in wanted]

    def _ways(self, claims: Sequence[Claim]) -> list[Claim]:
        """The claims that can be chosen, each under every answer to what its caps count by."""
        return [one for claim in claims if self._can_be_chosen(claim) for one in claims_by_answer(claim, self.catalogue)]

    def _can_be_chosen(self, claim: Claim) -> bool:
        unsure = self.strict and claim.verdict == "unconfirmed"
        return claim.verdict != "ineligible" and not unsure and claim.uncapped is not None and not self.received_before(claim)

    def _option(self, claim: Claim) -> Candidate:
        limits = []
        for cap in claim.measure.caps:
            amount, used = number(cap.formula(), claim.givens()), self._ledger.used(cap, claim)
            if amount is not None and used is not None:
                bucket = self.buckets.setdefault(group(cap, claim), len(self.buckets))
                limits.append(Room(bucket, max(int(amount) - used, 0), cap.counts == "base"))
        paid_in = claim.item.amount
        taken = sides_of(claim, self.catalogue)
        sides = tuple((self._excluded.setdefault(side.key, len(self._excluded)), side.excluding) for side in taken)
        return Candidate(claim.uncapped or 0, least(claim, paid_in), paid_in, tuple(limits), _rate(claim), self.one_of(claim), sides)

    def one_of(self, claim: Claim) -> int | None:
        """The claims of which at most one is made, by number: those that share what it is made once for."""
        if not claim.measure.one_per:
            return None
        named = tuple(same_key(scope_value(scope, claim)) for scope in claim.measure.one_per)
        return self._groups.setdefault((claim.measure.id, *named), len(self._groups))

    def choose(self, out_of_time: Callable[[], bool]) -> "BestSet":
        """The best claim of each item, part by part, the small parts first while there is time."""
        chosen: list[Claim | None] = [None for _ in self.claims]
        paid, gap, refund_gap, proven = 0, 0, 0, True
        for places in sorted(self._parts(), key=len):
            items = tuple(tuple(option for _, option in self.options[p]) for p in places)
            found = best(IndependentItems(items, self._by_day(places)), out_of_time) if len(items) > 1 else alone(items[0])
            paid, proven = paid + found.score[0], proven and found.proven
            for place, choice in zip(places, found.choice, strict=True):
                chosen[place] = None if choice is None else self.options[place][choice][0]
            more, refunds = self._gaps(places, chosen, found.bound - found.score[0])
            gap, refund_gap = gap + more, refund_gap + refunds
        return BestSet(chosen, paid, gap, refund_gap, proven)

    def _gaps(self, places: Sequence[int], chosen: Selected, gap: int) -> tuple[int, int]:
        """The gap of a part as income and as refunds; where an item may have either, other claims could turn one into the other."""
        refunds = {claim.measure.nature not in INCOME for place in places for claim, _ in self.options[place]}
        if not gap or refunds == {False}:
            return gap, 0
        if refunds == {True}:
            return 0, gap
        paid = [(one, option.high) for place in places for one, option in self.options[place] if one is chosen[place]]
        income = sum(high for one, high in paid if one.measure.nature in INCOME)
        return gap + sum(high for _, high in paid) - income, gap + income

    def _by_day(self, places: Sequence[int]) -> tuple[int, ...]:
        return tuple(sorted(range(len(places)), key=lambda number: self.profile.items[places[number]].item.on))

    def _parts(self) -> list[list[int]]:
        """Items apart from one another: those of different parts share no cap that could bind, and no group."""
        first: dict[object, int] = {}
        joined = list(range(len(self.options)))
        for place, options in enumerate(self.options):
            for link in {link for _, option in options for link in self._links(option)}:
                one, other = _root(joined, place), _root(joined, first.setdefault(link, place))
                joined[max(one, other)] = min(one, other)
        parts: dict[int, list[int]] = {}
        for place in range(len(joined)):
            parts.setdefault(_root(joined, place), []).append(place)
        return list(parts.values())

    def _links(self, option: Candidate) -> list[object]:
        shared: list[object] = [limit.bucket for limit in option.limits if self._demand[limit.bucket] > limit.left]
        shared += [("excluded", key) for key, _ in option.sides]
        return shared if option.group is None else [*shared, ("group", option.group)]

    @cached_property
    def _demand(self) -> dict[int, int]:
        """The most that could be claimed under each cap."""
        demand: dict[int, int] = {}
        for options in self.options:
            most: dict[int, int] = {}
            for _, option in options:
                for limit in option.limits:
                    most[limit.bucket] = max(most.get(limit.bucket, 0), option.input if limit.base else option.high)
            for bucket, amount in most.items():
                demand[bucket] = demand.get(bucket, 0) + amount
        return demand

    def assessed(self, chosen: Selected) -> dict[int, Assessment]:
        """The chosen claims by place after all caps, added again by the rule of caps itself and not by the search."""
        claims = {place: claim for place, claim in enumerate(chosen) if claim is not None}
        return dict(zip(claims, apply(list(claims.values()), self.profile.receipts), strict=True))

    def rival(self, chosen: Selected, place: int, claim: Claim) -> int | None:
        """The place of the chosen claim that keeps another of its group out."""
        group = self.one_of(claim)
        other = None if group is None else self.beside(chosen).groups.get(group)
        return None if other == place else other

    def barred(self, chosen: Selected, place: int, claim: Claim) -> bool:
        """Whether a claim that is chosen for another item excludes one."""
        own = set(sides_of(claim, self.catalogue))
        opposite = {side.replace(excluding=not side.excluding) for side in own}
        others = (other for p, other in enumerate(chosen) if other is not None and p != place) if own else ()
        return any(opposite.intersection(sides_of(other, self.catalogue)) for other in others)

    def received_before(self, claim: Claim) -> bool:
        """Whether a receipt names what only one claim is made for."""
        return received_before(claim, self.profile.receipts) is not None

    def unknown(self, place: int) -> list[Claim]:
        """The claims that an item could make if their amount were known."""
        claims = [claim for claim in self.claims[place] if claim.uncapped is None and not self.received_before(claim)]
        return [claim for claim in claims if claim.verdict == "eligible" or (claim.verdict == "unconfirmed" and not self.strict)]

    def fitting(self, chosen: Selected, bucket: int | None, left: int) -> list[int]:
        """The items not claimed under a cap that would fit whole into what it has left."""
        fits = [
            place
            for place, one, option in self._under.get(bucket, [])
            if 0 < option.high <= left and not is_chosen(chosen, place, one) and self._free(chosen, place, one)
        ]
        return list(dict.fromkeys(fits))

    def _free(self, chosen: Selected, place: int, claim: Claim) -> bool:
        return self.rival(chosen, place, claim) is None and not self.barred(chosen, place, claim)

    @cached_property
    def _under(self) -> dict[int | None, list[tuple[int, Claim, Candidate]]]:
        """The options under each cap, in file order."""
        under: dict[int | None, list[tuple[int, Claim, Candidate]]] = {}
        for place, options in enumerate(self.options):
            for one, option in options:
                for limit in option.limits:
                    under.setdefault(limit.bucket, []).append((place, one, option))
        return under

    def instead(self, chosen: Selected, place: int, claim: Claim, without: int | None = None) -> Assessment:
        """What a claim would pay in place of its item's, under the answer that brings it most; `TooLate` where time is out.

        It stands beside all others that are chosen, or all but that of one place.
        """
        ways = [one for one, _ in self.options[place] if one.measure is claim.measure] or [claim]
        own, beside = chosen[place], self.beside(chosen)
        tried = [own] if own is not None and is_chosen(chosen, place, claim) else ways
        return max((beside.paid(place, one, without) for one in tried), key=lambda answer: answer.high or 0)

    def beside(self, chosen: Selected) -> Beside:
        """What the claims chosen leave of every cap and group; added up once for a choice."""
        if self._beside is None or self._beside[0] is not chosen:
            grouped = ((self.one_of(claim), place) for place, claim in enumerate(chosen) if claim is not None)
            groups = {group: place for group, place in grouped if group is not None}
            self._beside = (chosen, Beside(self.profile.receipts, self.assessed(chosen), groups, self._too_late))
        return self._beside[1]


def is_chosen(chosen: Selected, place: int, claim: Claim) -> bool:
    """Whether an item's choice is this measure, under whatever answer."""
    own = chosen[place]
    return own is not None and own.measure is claim.measure


def _root(joined: list[int], place: int) -> int:
    """The first place that an item is joined with; the way there is shortened."""
    while joined[place] != place:
        joined[place] = joined[joined[place]]
        place = joined[place]
    return place


def _rate(claim: Claim) -> Fraction:
    """What a cap on the base cuts by: the rate of the formula."""
    match claim.measure.benefit.formula():
        case Round(Times(_, by)):
            return Fraction(number(by, claim.givens()) or 0)
        case _:
            return Fraction(1)
