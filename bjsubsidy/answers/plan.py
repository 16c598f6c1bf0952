"""One firm: the best admissible set of claims, what was given up for it and why, and what is left."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from bjsubsidy.answers.calc import Question
from bjsubsidy.answers.caps import Assessment, CapUse, Group, group, scope_value
from bjsubsidy.answers.claim import Claim
from bjsubsidy.answers.find import deadlines
from bjsubsidy.answers.firm import Chosen, Firm
from bjsubsidy.language import Text
from bjsubsidy.law.catalogue import Catalogue
from bjsubsidy.law.measure import Deadline, Limit
from bjsubsidy.quantities import Value
from bjsubsidy.readers.profile import Profile
from bjsubsidy.record import Record

INCOME = ("grant", "saving", "compensation")


class Kept(Record):
    """A claim of the plan, under its item's label."""

    label: str
    assessment: Assessment


class GivenUp(Record):
    """A measure an item does not claim: what it would pay beside the other claims, in fen, and why it is given up."""

    label: str
    claim: Claim
    high: int | None
    why: Text


class CapLeft(Record):
    """A cap after the plan: what it was counted by, and the items claimed elsewhere that would still fit."""

    measure: str
    use: CapUse
    named: tuple[Value | None, ...]
    fits: tuple[str, ...]


class Asked(Record):
    """A question and the items it is about."""

    question: Question
    labels: tuple[str, ...]


class Total(Record):
    low: int
    high: int


class Plan(Record):
    """`total` sums what is income; refunds stand in `natures` only.

    `gap` is how much more a better set could pay at most: 0 where the sum is proven. `proven` says that low sum, number of
    claims and order among equal sums are proven too.
    """

    profile: Profile
    strict: bool
    claims: tuple[Kept, ...]
    given_up: tuple[GivenUp, ...]
    caps: tuple[CapLeft, ...]
    questions: tuple[Asked, ...]
    deadlines: tuple[Deadline, ...]
    limits: tuple[Limit, ...]
    total: Total
    natures: Mapping[str, Total]
    gap: int
    proven: bool


def plan(catalogue: Catalogue, profile: Profile, strict: bool, out_of_time: Callable[[], bool]) -> Plan:
    firm = Firm(catalogue, profile, strict)
    chosen, paid, bound, proven = firm.choose(out_of_time)
    kept = tuple(Kept(profile.items[place].label, answer) for place, answer in firm.assessed(chosen).items())
    _add_again(kept, paid)
    measures = {k.assessment.claim.measure.id for k in kept}
    natures = _natures(kept)
    income = [total for nature, total in natures.items() if nature in INCOME]
    return Plan(
        profile,
        strict,
        kept,
        tuple(_given_up(firm, chosen)),
        tuple(_caps_left(firm, chosen, kept)),
        _questions(firm, chosen, kept),
        tuple(deadline for deadline in deadlines(catalogue) if measures & set(deadline.measures)),
        tuple(limit for limit in catalogue.all("limit") if measures & set(limit.measures)),
        Total(sum(total.low for total in income), sum(total.high for total in income)),
        natures,
        bound - paid,
        proven,
    )


def _add_again(kept: Sequence[Kept], paid: int) -> None:
    """The rule of caps, which knows nothing of the search, must come to what the search says."""
    added = sum(k.assessment.high or 0 for k in kept)
    if added != paid:
        raise AssertionError(f"the caps added again give {added} fen and the search {paid}")


def _natures(kept: Sequence[Kept]) -> dict[str, Total]:
    totals: dict[str, Total] = {}
    for k in kept:
        before = totals.get(k.assessment.claim.measure.nature, Total(0, 0))
        totals[k.assessment.claim.measure.nature] = Total(before.low + k.assessment.low, before.high + (k.assessment.high or 0))
    return totals


def _given_up(firm: Firm, chosen: Chosen) -> Iterator[GivenUp]:
    for place, claims in enumerate(firm.claims):
        for other in claims:
            if other is not chosen[place]:
                high, why = _reason(firm, chosen, place, other)
                yield GivenUp(firm.profile.items[place].label, other, high, why)


def _reason(firm: Firm, chosen: Chosen, place: int, other: Claim) -> tuple[int | None, Text]:
    """What a measure that is not claimed would pay beside the other claims, and why it is given up."""
    if other.verdict == "ineligible":
        return 0, _UNMET
    if other.uncapped is None:
        return None, _NO_AMOUNT
    high = firm.instead(chosen, place, other).high or 0
    if firm.strict and other.verdict == "unconfirmed":
        return high, _UNCONFIRMED
    taken = firm.one_of(other)
    if taken is not None and any(c is not None and n != place and firm.one_of(c) == taken for n, c in enumerate(chosen)):
        return high, _ONE_ONLY
    if high == 0:
        return 0, _USED_UP if other.uncapped else _NOTHING
    own = chosen[place]
    return high, _NO_MORE if own is None else _compared(high, firm.instead(chosen, place, own).high or 0, other)


def _compared(high: int, paid: int, other: Claim) -> Text:
    if high > paid:
        return _OTHERS_LOSE
    if high == paid:
        return _EQUAL
    return _CUT if high < (other.uncapped or 0) else _LESS


_UNMET = Text("有条件不符合", "a condition is unmet")
_NO_AMOUNT = Text("缺少计算金额所需的事实", "a fact that the amount needs is missing")
_UNCONFIRMED = Text("待定，严格模式不计", "unconfirmed, which strict leaves out")
_ONE_ONLY = Text("同一首创产品已选另一个合同", "another contract of the same product is chosen")
_USED_UP = Text("上限已用完", "its cap is used up")
_NOTHING = Text("金额为零", "it pays nothing")
_NO_MORE = Text("其他项目已用去上限，再加一项不增加总额", "other items use the cap: one more adds nothing to the sum")
_OTHERS_LOSE = Text("选它会使其他项目少得至少一样多", "choosing it would cost other items at least as much")
_EQUAL = Text("金额相同，一个项目只取一种", "it pays the same, and an item takes one measure")
_CUT = Text("上限所余不够", "its cap has too little left")
_LESS = Text("金额较少", "it pays less")


def _caps_left(firm: Firm, chosen: Chosen, kept: Sequence[Kept]) -> Iterator[CapLeft]:
    """Every cap that a claim of the plan meets, after the last claim that uses it."""
    last: dict[Group, tuple[Assessment, CapUse]] = {}
    for k in sorted(kept, key=lambda k: k.assessment.claim.item.on):
        for use in k.assessment.caps:
            last[group(use.cap, k.assessment.claim)] = (k.assessment, use)
    for key, (assessment, use) in last.items():
        claim, after = assessment.claim, _after(assessment, use)
        named = tuple(scope_value(scope, claim) for scope in use.cap.scope)
        yield CapLeft(claim.measure.id, after, named, _fitting(firm, chosen, key) if after.remaining else ())


def _after(assessment: Assessment, use: CapUse) -> CapUse:
    """A cap after a claim."""
    taken = assessment.counted if use.cap.counts == "base" else assessment.high or 0
    used = None if use.used is None else use.used + taken
    remaining = None if used is None else max(use.amount - used, 0)
    return CapUse(use.cap, use.amount, used, remaining, use.binds_at, use.binding, use.unnamed)


def _fitting(firm: Firm, chosen: Chosen, key: Group) -> tuple[str, ...]:
    """The items not claimed under a cap that could be."""
    bucket = firm.buckets.get(key)
    return tuple(labelled.label for place, labelled in enumerate(firm.profile.items) if firm.fitting(chosen, place, bucket))


def _questions(firm: Firm, chosen: Chosen, kept: Sequence[Kept]) -> tuple[Asked, ...]:
    """For each unknown fact what hangs on it: the plan's claims that ask it together, or the largest other claim that does."""
    together: dict[str, int] = {}
    largest: dict[str, int] = {}
    labels: dict[str, dict[str, None]] = {}
    paid = {id(k.assessment.claim): k.assessment.high or 0 for k in kept}
    for place, claims in enumerate(firm.claims):
        for unsure in [other for other in claims if other.verdict == "unconfirmed"]:
            own = paid.get(id(unsure))
            other = firm.instead(chosen, place, unsure).high if own is None else None
            for fact in unsure.missing():
                labels.setdefault(fact, {})[firm.profile.items[place].label] = None
                together[fact] = together.get(fact, 0) + (own or 0)
                largest[fact] = max(largest.get(fact, 0), other or 0)
    ordered = [fact for fact in firm.catalogue.rows("fact") if fact in labels]
    asked = [Asked(Question(fact, max(together[fact], largest[fact])), tuple(labels[fact])) for fact in ordered]
    return tuple(sorted(asked, key=lambda a: -(a.question.amount or 0)))
