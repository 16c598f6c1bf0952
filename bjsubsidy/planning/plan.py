"""One firm: the best admissible set of claims, what was given up for it and why, and what is left."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

from bjsubsidy.answers.amount import Uncounted, uncounted
from bjsubsidy.answers.calc import Question
from bjsubsidy.answers.caps import Assessment, CapUse, Group, group, scope_value
from bjsubsidy.answers.claim import Claim
from bjsubsidy.answers.exclusions import excluded_together
from bjsubsidy.answers.search import find_deadlines
from bjsubsidy.law.catalogue import Catalogue
from bjsubsidy.law.entries import Deadline, TimeLimit
from bjsubsidy.law.firm import Profile, by_month
from bjsubsidy.law.measure import INCOME, Nature
from bjsubsidy.planning.beside import TooLate
from bjsubsidy.planning.certain import strict_low
from bjsubsidy.planning.claim_set import BestSet, ClaimSet, Selected, is_chosen
from bjsubsidy.planning.given_up import GivenUp, given_up
from bjsubsidy.quantities import Value
from bjsubsidy.record import Record


class PlannedClaim(Record):
    """A claim of the plan, under its item's label."""

    label: str
    assessment: Assessment


class CapBalance(Record):
    """A cap after the plan: what it was counted by, and the items claimed elsewhere that would still fit.

    `received` was used up before the plan's claims, `claimed` by them, in fen.
    """

    measure: str
    use: CapUse
    named: tuple[Value | None, ...]
    fits: tuple[str, ...]
    received: int | None
    claimed: int


class AskedQuestion(Record):
    """A question, the items and measures it is about, and what hangs on it at each of the items, in fen."""

    question: Question
    labels: tuple[str, ...]
    measures: tuple[str, ...]
    worths: tuple[int | None, ...]


class Total(Record):
    """A sum in fen: `high` is None where it leaves out an amount that is unknown; `counted` is the high sum of what it holds."""

    low: int
    high: int | None
    counted: int


class Plan(Record):
    """`total` sums what is income; refunds stand in `natures` only.

    `gap` is how much more income a better set could bring at most, `refund_gap` how much more would be refunded: 0 where the
    sum is proven. `proven` says that low sum, number of claims and order among equal sums are proven too. `uncounted` are the
    items that bring the sums nothing but may, with the measures whose amount is unknown; `beside` those that claim one measure
    while another's amount is unknown. Of `left_out` measures it was not worked out in time what they would pay: their reasons
    say so, and no question counts them. `strict_low` is what is certain of the set that a strict choice proves best, in fen, where
    that is more than is certain here.
    """

    profile: Profile
    strict: bool
    claims: tuple[PlannedClaim, ...]
    given_up: tuple[GivenUp, ...]
    caps: tuple[CapBalance, ...]
    questions: tuple[AskedQuestion, ...]
    deadlines: tuple[Deadline, ...]
    limits: tuple[TimeLimit, ...]
    total: Total
    natures: Mapping[Nature, Total]
    gap: int
    refund_gap: int
    proven: bool
    uncounted: tuple[Uncounted, ...]
    beside: tuple[Uncounted, ...]
    left_out: int = 0
    strict_low: int | None = None


def plan_firm(
    catalogue: Catalogue,
    profile: Profile,
    strict: bool,
    out_of_time: Callable[[], bool],
    too_late: Callable[[], bool] = lambda: False,
) -> Plan:
    """The search ends when it is `out_of_time`; questions and reasons beyond many, when it is `too_late` for them."""
    firm = ClaimSet(catalogue, by_month(profile), strict, too_late=too_late)
    answer = plan_for(firm, firm.choose(out_of_time))
    if not answer.proven or all(kept.assessment.claim.verdict == "eligible" for kept in answer.claims):
        return answer
    return answer.replace(strict_low=strict_low(ClaimSet(catalogue, firm.profile, True), answer.total.low, out_of_time))


def plan_for(firm: ClaimSet, found: BestSet) -> Plan:
    """The plan of a firm for which a set of claims was chosen, each item with what its month comes to."""
    catalogue, profile, chosen = firm.catalogue, firm.profile, found.chosen
    kept = tuple(PlannedClaim(profile.items[place].label, answer) for place, answer in firm.beside(chosen).answers.items())
    _add_again(kept, found.paid)
    _hold_apart(kept, catalogue)
    measures = {k.assessment.claim.measure.id for k in kept}
    unknown = {place: claims for place in range(len(chosen)) if (claims := firm.unknown(place))}
    natures = _natures(kept, [claim.measure.nature for place, claims in unknown.items() if chosen[place] is None for claim in claims])
    questions, reasons = _questions(firm, chosen, kept), tuple(given_up(firm, found))
    return Plan(
        profile,
        firm.strict,
        kept,
        reasons,
        tuple(_caps_left(firm, chosen, kept)),
        questions,
        tuple(deadline for deadline in find_deadlines(catalogue) if measures & set(deadline.measures)),
        tuple(limit for limit in catalogue.all("limit") if measures & set(limit.measures)),
        summed([total for nature, total in natures.items() if nature in INCOME]),
        natures,
        found.gap,
        found.refund_gap,
        found.proven,
        tuple(_uncounted(firm, place, claims) for place, claims in unknown.items() if chosen[place] is None),
        tuple(_uncounted(firm, place, claims) for place, claims in unknown.items() if chosen[place] is not None),
        len(firm.beside(chosen).left_out),
    )


def _add_again(kept: Sequence[PlannedClaim], paid: int) -> None:
    """The rule of caps, which knows nothing of the search, must come to what the search says."""
    added = sum(k.assessment.high or 0 for k in kept)
    if added != paid:
        raise AssertionError(f"the caps added again give {added} fen and the search {paid}")


def _hold_apart(kept: Sequence[PlannedClaim], catalogue: Catalogue) -> None:
    """No two claims of a plan exclude one another: told from the entries, which know nothing of the search."""
    for one, other in excluded_together([k.assessment.claim for k in kept], catalogue):
        raise AssertionError(f"{one.measure.id} and {other.measure.id} are not had together")


def _natures(kept: Sequence[PlannedClaim], unknown: Collection[Nature]) -> dict[Nature, Total]:
    """A sum for each nature of what is claimed, and of what would be if its amount were known."""
    totals: dict[Nature, Total] = {}
    for k in kept:
        nature, high = k.assessment.claim.measure.nature, k.assessment.high or 0
        totals[nature] = summed([totals.get(nature, _NOTHING), Total(k.assessment.low, high, high)])
    return totals | {nature: totals.get(nature, _NOTHING).replace(high=None) for nature in unknown}


_NOTHING = Total(0, 0, 0)


def summed(totals: Sequence[Total]) -> Total:
    """The sum of sums; its high end is unknown where that of one is."""
    counted = sum(total.counted for total in totals)
    known = all(total.high is not None for total in totals)
    return Total(sum(total.low for total in totals), counted if known else None, counted)


def _uncounted(firm: ClaimSet, place: int, claims: Sequence[Claim]) -> Uncounted:
    return uncounted(firm.profile.items[place].label, claims)


def _caps_left(firm: ClaimSet, chosen: Selected, kept: Sequence[PlannedClaim]) -> Iterator[CapBalance]:
    """Every cap that a claim of the plan meets, after the last claim that uses it."""
    met: dict[Group, list[tuple[Assessment, CapUse]]] = {}
    for k in sorted(kept, key=lambda k: k.assessment.claim.item.on):
        for use in k.assessment.caps:
            met.setdefault(group(use.cap, k.assessment.claim), []).append((k.assessment, use))
    for key, uses in met.items():
        assessment, last = uses[-1]
        claim, after = assessment.claim, assessment.after(last)
        named = tuple(scope_value(scope, claim) for scope in last.cap.scope)
        before = sum(answer.takes(use) for answer, use in uses[:-1])
        received = None if last.used is None else last.used - before
        fits = _fitting(firm, chosen, key, after.remaining or 0)
        yield CapBalance(claim.measure.id, after, named, fits, received, before + assessment.takes(last))


def _fitting(firm: ClaimSet, chosen: Selected, key: Group, left: int) -> tuple[str, ...]:
    """The items claimed elsewhere, or not at all, that would fit whole into what a cap has left."""
    bucket = firm.buckets.get(key)
    return tuple(firm.profile.items[place].label for place in firm.fitting(chosen, bucket, left))


def _questions(firm: ClaimSet, chosen: Selected, kept: Sequence[PlannedClaim]) -> tuple[AskedQuestion, ...]:
    """For each unknown fact what hangs on it, in fen.

    Of claims in the plan that are unconfirmed all of it together; of other claims the most that one could add; of a scope
    that nobody named what the common cap keeps back. None where no value bounds the amount.
    """
    paid = {id(k.assessment.claim): k.assessment.high or 0 for k in kept}
    worth = _Worth()
    for place, claims in enumerate(firm.claims):
        label, own = firm.profile.items[place].label, chosen[place]
        sure = paid[id(own)] if own is not None and own.verdict == "eligible" else 0
        for claim in claims:
            beside = _instead(firm, chosen, place, claim)
            if beside is None:
                continue
            for fact in claim.missing():
                if is_chosen(chosen, place, claim):
                    worth.together(fact, label, claim, paid[id(own)])
                else:
                    worth.alone(fact, label, claim, None if beside.high is None else beside.high - sure)
            for fact in beside.claim.assumed:
                if fact not in claim.missing():
                    worth.alone(fact, label, claim, beside.high)
            for use in beside.caps:
                kept_back = min(use.amount, claim.uncapped or 0) - max(beside.high or 0, sure)
                for scope in use.unnamed if use.binding and use.cap.counts == "amount" else ():
                    worth.alone(scope, label, claim, kept_back)
    return worth.asked(list(firm.catalogue.rows("fact")))


def _instead(firm: ClaimSet, chosen: Selected, place: int, claim: Claim) -> Assessment | None:
    """What a claim would pay beside the others; None where it cannot be made, or was not worked out in time."""
    try:
        return None if claim.verdict == "ineligible" else firm.instead(chosen, place, claim)
    except TooLate:
        return None


class _Worth:
    """What hangs on each fact, and where it is asked. Refunds are no income: the two are never added."""

    def __init__(self) -> None:
        self._sums: dict[tuple[str, str, bool], int] = {}
        self._most: dict[tuple[str, str], int | None] = {}
        self._labels: dict[str, dict[str, None]] = {}
        self._measures: dict[str, dict[str, None]] = {}

    def together(self, fact: str, label: str, claim: Claim, amount: int) -> None:
        key = (fact, label, claim.measure.nature in INCOME)
        self._sums[key] = self._sums.get(key, 0) + amount
        self._place(fact, label, claim)

    def alone(self, fact: str, label: str, claim: Claim, amount: int | None) -> None:
        if amount is not None and amount <= 0:
            return
        before = self._most.get((fact, label), 0)
        self._most[fact, label] = None if amount is None or before is None else max(before, amount)
        self._place(fact, label, claim)

    def _place(self, fact: str, label: str, claim: Claim) -> None:
        self._labels.setdefault(fact, {})[label] = None
        self._measures.setdefault(fact, {})[claim.measure.id] = None

    def asked(self, order: Sequence[str]) -> tuple[AskedQuestion, ...]:
        """The one that could bring most first, those whose amount nothing bounds before all, ties in catalogue order."""
        found = [self._asked(fact) for fact in order if fact in self._labels and self._amount(fact, self._labels[fact]) != 0]
        return tuple(sorted(found, key=lambda a: (a.question.amount is not None, -(a.question.amount or 0))))

    def _asked(self, fact: str) -> AskedQuestion:
        labels = tuple(self._labels[fact])
        worths = tuple(self._amount(fact, (label,)) for label in labels)
        measures = tuple(self._measures[fact])
        return AskedQuestion(Question(fact, self._amount(fact, labels), measures), labels, measures, worths)

    def _amount(self, fact: str, labels: Collection[str]) -> int | None:
        most = [self._most.get((fact, label), 0) for label in labels]
        sums = [sum(self._sums.get((fact, label, income), 0) for label in labels) for income in (True, False)]
        return None if None in most else max(*sums, *(amount for amount in most if amount is not None))
