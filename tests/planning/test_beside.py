"""What a claim would be paid beside others, told from what is used before it, is what adding all claims again gives it."""

import random
from collections.abc import Iterator
from datetime import date
from fractions import Fraction

import pytest

from bjsubsidy.answers.caps import Assessment, apply
from bjsubsidy.answers.claim import Claim
from bjsubsidy.law.catalogue import Catalogue
from bjsubsidy.law.firm import Item, Labelled, Profile, Receipt
from bjsubsidy.planning import beside
from bjsubsidy.planning.claim_set import ClaimSet, Selected
from bjsubsidy.planning.plan import plan_firm
from bjsubsidy.quantities import Value
from bjsubsidy.reports.plan_table import late_measures

pytestmark = pytest.mark.law

FACTS: dict[str, Value] = {
    "enterprise-size": "small",
    "in-zhongguancun": True,
    "technology-enterprise": True,
    "annual-revenue": 10**10,
    "high-precision-industry": True,
    "core-technology-or-ip": True,
    "fraud-on-record": False,
    "first-product-level": "domestic",
    "tech-credit-product": True,
    "published-conditions-met": True,
    "ip-pledged": True,
    "institution": "bank",
    "borrower-qualifies": True,
    "bad-loan-limit-exceeded": False,
    "in-pilot-area": True,
    "contract-rank": 1,
}
INPUTS = ("loan-interest", "contract-value", "loan-loss", "technology-transfer-income")
RECEIVED = ("tech-credit-interest", "first-product-contract", "ip-pledge-loss", "technology-transfer-tax")


def drawn(r: random.Random) -> Profile:
    """A firm of items under shared caps: by the year, in all, on the base; one contract for each product."""
    items = []
    for place in range(r.randint(2, 12)):
        facts = {
            **FACTS,
            "credit-product": r.choice("AB"),
            "loan": r.choice("12"),
            "borrower": r.choice("XY"),
            "first-product": r.choice("PQ"),
        }
        rates: dict[str, Value] = {
            "loan-rate": Fraction(r.choice([1, 9]), 100),
            "loan-date": date(2021, 1, 8),
            "eit-rate": Fraction(15, 100),
        }
        if r.random() < 0.2:
            del facts[r.choice(["published-conditions-met", "credit-product", "borrower"])]
        day = date(r.choice([2020, 2021, 2021]), r.randint(1, 3), r.randint(1, 4))
        items.append(Labelled(str(place), Item(r.choice(INPUTS), r.randint(0, 10**9), day, {**facts, **rates}, "firm")))
    receipts = [Receipt(measure, r.randint(0, 10**8), date(2021, 1, 1), "firm") for measure in RECEIVED if r.random() < 0.3]
    return Profile("firm", {}, tuple(items), tuple(receipts), date(2021, 4, 1))


def chosen_of(firm: ClaimSet, r: random.Random) -> Selected:
    """A choice that groups admit, good or not."""
    groups: set[int | None] = set()
    chosen: list[Claim | None] = []
    for options in firm.options:
        free = [claim for claim, _ in options if firm.one_of(claim) not in groups]
        claim = r.choice([None, *free]) if r.random() < 0.8 else None
        groups |= {None if claim is None else firm.one_of(claim)} - {None}
        chosen.append(claim)
    return chosen


def swaps(firm: ClaimSet, chosen: Selected) -> Iterator[tuple[int, Claim, int | None]]:
    """Each claim that could be made in place of its item's, and the place of the one that it keeps out."""
    for place, options in enumerate(firm.options):
        own = chosen[place]
        for claim, _ in options:
            if own is None or own is claim or own.measure is not claim.measure:
                yield place, claim, firm.rival(chosen, place, claim)


def paid_again(firm: ClaimSet, chosen: Selected, changes: dict[int, Claim | None]) -> dict[int, int]:
    """High amounts by place, all claims added again with these changed."""
    made = {place: claim for place, claim in {**dict(enumerate(chosen)), **changes}.items() if claim is not None}
    answers = apply([made[place] for place in sorted(made)], firm.profile.receipts)
    return {place: answer.high or 0 for place, answer in zip(sorted(made), answers, strict=True)}


@pytest.mark.parametrize("first", range(0, 120, 30))
def test_what_a_claim_is_paid_beside_others_is_what_adding_all_again_gives_it(catalogue: Catalogue, first: int) -> None:
    rivals, wrong = 0, []
    for seed in range(first, first + 30):
        r = random.Random(seed)
        firm = ClaimSet(catalogue, drawn(r), strict=False)
        chosen = chosen_of(firm, r)
        before = sum(paid_again(firm, chosen, {}).values())
        for place, claim, rival in swaps(firm, chosen):
            changes: dict[int, Claim | None] = {place: claim} if rival is None else {place: claim, rival: None}
            again = paid_again(firm, chosen, changes)
            if firm.beside(chosen).paid(place, claim, rival).high != again[place]:
                wrong.append((seed, place, claim.measure.id))
            if rival is None and firm.beside(chosen).gain(place, claim) != sum(again.values()) - before:
                wrong.append((seed, place, "gain"))
            rivals += rival is not None
    assert (wrong, rivals > 0) == ([], True)


def test_items_that_would_fit_are_those_with_an_option_that_fits_whole(catalogue: Catalogue) -> None:
    for seed in range(60):
        r = random.Random(seed)
        firm = ClaimSet(catalogue, drawn(r), strict=False)
        chosen, left = chosen_of(firm, r), r.randint(0, 10**9)
        for bucket in firm.buckets.values():
            fits = {
                place
                for place, options in enumerate(firm.options)
                for claim, option in options
                if (own := chosen[place]) is None or own.measure is not claim.measure
                if 0 < option.high <= left and bucket in {limit.bucket for limit in option.limits}
                if firm.one_of(claim) is None
                or not any(
                    other is not None and number != place and firm.one_of(other) == firm.one_of(claim)
                    for number, other in enumerate(chosen)
                )
            }
            assert firm.fitting(chosen, bucket, left) == sorted(fits)


# out of time


def test_what_is_not_worked_out_in_time_is_said_and_no_reason_is_made_up(catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(beside, "_ALWAYS", 3)
    profile = drawn(random.Random(7))
    whole = plan_firm(catalogue, profile, False, lambda: False)
    late = plan_firm(catalogue, profile, False, lambda: False, lambda: True)
    assert (whole.claims, whole.total, whole.caps, whole.left_out) == (late.claims, late.total, late.caps, 0)
    unsaid = [g for g in late.given_up if g.reason == "too-late"]
    assert 0 < len(unsaid) <= late.left_out
    assert {g.high for g in unsaid} == {None}
    said = {(g.label, g.claim.measure.id): (g.high, g.reason) for g in late.given_up if g.reason != "too-late"}
    assert said.items() <= {(g.label, g.claim.measure.id): (g.high, g.reason) for g in whole.given_up}.items()
    assert ([text.en for text in late_measures(whole)], str(late.left_out) in late_measures(late)[0].en) == ([], True)


def test_a_plan_of_usual_size_has_all_its_reasons_however_late_it_is(catalogue: Catalogue) -> None:
    late = plan_firm(catalogue, drawn(random.Random(7)), False, lambda: True, lambda: True)
    assert (late.left_out, [g for g in late.given_up if g.reason == "too-late"]) == (0, [])


class Looked(dict[int, Assessment]):
    """The claims chosen, and how many of them were looked at."""

    looks = 0

    def __getitem__(self, place: int) -> Assessment:
        self.looks += 1
        return super().__getitem__(place)


def test_out_of_time_the_other_claims_of_a_measure_are_not_looked_at(catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(beside, "_ALWAYS", -1)
    tried = 0
    for seed in range(20):
        r = random.Random(seed)
        firm = ClaimSet(catalogue, drawn(r), strict=False)
        chosen = chosen_of(firm, r)
        looked = Looked(firm.assessed(chosen))
        late = beside.Beside((), looked, firm.beside(chosen).groups, lambda: True)
        for place, claim, rival in ((place, claim, rival) for place, claim, rival in swaps(firm, chosen) if claim is not chosen[place]):
            looked.looks = 0
            with pytest.raises(beside.TooLate):
                late.paid(place, claim, rival)
            with pytest.raises(beside.TooLate):
                late.gain(place, claim)
            assert looked.looks == (rival is not None)
            tried += 1
    assert tried
