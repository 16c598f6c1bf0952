"""A choice that a cap counts by and nobody gave: the plan's high total is the largest that one answer for each item reaches."""

import random
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import product
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bjsubsidy.answers.calc import assessment_notes
from bjsubsidy.law.catalogue import Catalogue
from bjsubsidy.law.firm import Item, Labelled, Profile, Receipt
from bjsubsidy.law.storage import packaged
from bjsubsidy.planning.plan import Plan, plan_firm
from bjsubsidy.quantities import Value, money_text, parse_money

CATALOGUE = packaged()
ASKED = date(2021, 4, 10)
SEEDS = st.integers(0, 2**32)


class Contract(NamedTuple):
    """A contract of a first product: fen, the level if it was given, the product's name, the year."""

    amount: int
    level: str | None
    product: str | None
    year: int = 2021
    rank: int | None = 1


def profile_of(contracts: Sequence[Contract], receipts: Sequence[Receipt] = ()) -> Profile:
    items = []
    for number, one in enumerate(contracts):
        given_: dict[str, Value | None] = {"first-product-level": one.level, "first-product": one.product, "contract-rank": one.rank}
        facts = {fact: value for fact, value in given_.items() if value is not None}
        items.append(Labelled(str(number), Item("contract-value", one.amount, date(one.year, 3, 20), facts, "某公司")))
    return Profile("某公司", {}, tuple(items), tuple(receipts), ASKED)


def planned(profile: Profile, catalogue: Catalogue = CATALOGUE, strict: bool = False) -> Plan:
    return plan_firm(catalogue, profile, strict, lambda: False)


TEN_MILLION = parse_money("1000万")


@pytest.mark.parametrize(
    ("levels", "high"),
    [
        ((None,), "2000000.00"),
        (("international", None), "3000000.00"),
        (("domestic", None), "3000000.00"),
        (("international", "domestic", None), "3000000.00"),
        ((None, None), "3000000.00"),
        ((None, None, None), "3000000.00"),
        (("international", "international", None), "3000000.00"),
        (("none", None), "2000000.00"),
    ],
)
def test_contracts_of_ten_million_each_reach_what_one_answer_for_each_reaches(levels: tuple[str | None, ...], high: str) -> None:
    answer = planned(profile_of([Contract(TEN_MILLION, level, f"P{number}") for number, level in enumerate(levels)]))
    assert (money_text(answer.total.counted), money_text(answer.total.low), answer.proven) == (high, "0.00", True)


def test_the_answer_taken_is_named_and_the_level_stays_a_question() -> None:
    answer = planned(profile_of([Contract(TEN_MILLION, "international", "P"), Contract(TEN_MILLION, None, "Q")]))
    kept = answer.claims[1].assessment
    assert (kept.claim.assumed, kept.claim.verdict, money_text(kept.high or 0)) == (
        {"first-product-level": "domestic"},
        "unconfirmed",
        "1000000.00",
    )
    assert "按“国内首创”计，这样合计最高" in assessment_notes(kept, CATALOGUE)[0].zh
    assert [(asked.question.fact, asked.question.amount, asked.labels) for asked in answer.questions] == [
        ("first-product-level", 100_000_000, ("1",))
    ]


def test_what_was_received_at_one_level_leaves_the_other() -> None:
    taken = Receipt("first-product-contract", parse_money("200万"), date(2021, 1, 10), None, {"first-product-level": "international"})
    answer = planned(profile_of([Contract(TEN_MILLION, None, "P")], [taken]))
    assert money_text(answer.total.counted) == "1000000.00"


def test_strict_leaves_an_open_level_out() -> None:
    answer = planned(profile_of([Contract(TEN_MILLION, None, "P"), Contract(TEN_MILLION, "domestic", "Q")]), strict=True)
    assert money_text(answer.total.counted) == "1000000.00"


# against every answer and every choice, counted here and not by the program

CAPS = {"international": 200_000_000, "domestic": 100_000_000}


def largest(contracts: Sequence[Contract], received: Sequence[tuple[str | None, int, int]]) -> int:
    """The most over all answers and all sets of contracts, one for each product; receipts are (level, year, fen)."""
    return max(
        _paid(contracts, levels, set_, received)
        for levels in product(*([one.level] if one.level else [*CAPS, "none"] for one in contracts))
        for set_ in product((False, True), repeat=len(contracts))
        if _one_each(contracts, set_)
    )


def _one_each(contracts: Sequence[Contract], set_: Sequence[bool]) -> bool:
    products = [one.product for one, taken in zip(contracts, set_, strict=True) if taken]
    return len(products) == len(set(products))


def _paid(
    contracts: Sequence[Contract], levels: Sequence[str], set_: Sequence[bool], received: Sequence[tuple[str | None, int, int]]
) -> int:
    sums: dict[tuple[str, int], int] = {}
    for one, level, taken in zip(contracts, levels, set_, strict=True):
        if taken and level in CAPS and (one.rank is None or one.rank <= 3):
            sums[level, one.year] = sums.get((level, one.year), 0) + (one.amount * 3 + 5) // 10
    used = {key: sum(fen for level, year, fen in received if level in (None, key[0]) and year == key[1]) for key in sums}
    return sum(min(amount, max(CAPS[key[0]] - used[key], 0)) for key, amount in sums.items())


@given(SEEDS)
@settings(max_examples=120, deadline=None)
def test_the_high_total_is_the_largest_over_all_answers_and_all_sets(seed: int) -> None:
    chance = random.Random(seed)
    contracts = [
        Contract(
            chance.choice([TEN_MILLION, chance.randint(0, 800_000_000), 333_333_333]),
            chance.choice([None, None, "international", "domestic", "none"]),
            chance.choice([None, "P", "Q", f"R{number}", f"R{number}"]),
            chance.choice([2021, 2021, 2020]),
            chance.choice([1, 3, 4, None]),
        )
        for number in range(chance.randint(1, 5))
    ]
    received = [
        (chance.choice([None, *CAPS]), chance.choice([2020, 2021]), chance.randint(0, 150_000_000)) for _ in range(chance.choice([0, 0, 2]))
    ]
    receipts = [
        Receipt("first-product-contract", fen, date(year, 1, 2), None, {"first-product-level": level} if level else {})
        for level, year, fen in received
    ]
    answer = planned(profile_of(contracts, receipts))
    assert (answer.total.counted, answer.proven) == (largest(contracts, received), True)


# caps by a choice that somebody else's catalogue may have: several measures on the input, amounts that are certain

SIZES = ("micro", "small", "medium", "large", "self-employed")
BY_SIZE: dict[str, dict[str, object]] = {
    "the same figure for each size": {"scope": ["enterprise", "enterprise-size"], "amount": "300000"},
    "another figure for each size": {
        "scope": ["enterprise", "enterprise-size"],
        "by": "enterprise-size",
        "amounts": {"micro": "300000", "small": "200000", "medium": "100000"},
    },
}


def with_caps(cap: dict[str, object]) -> Catalogue:
    measures = [{**row, "caps": [cap]} if row["id"] == "tech-credit-interest" else row for row in CATALOGUE.raw["measure"]]
    return Catalogue({**CATALOGUE.raw, "measure": measures}, "other")


def answers_of(profile: Profile) -> Iterator[Profile]:
    """The profile with every answer to the size of each item that does not say it."""
    sizes = [[one.item.facts.get("enterprise-size")] if "enterprise-size" in one.item.facts else list(SIZES) for one in profile.items]
    for chosen in product(*sizes):
        pairs = zip(profile.items, chosen, strict=True)
        items = tuple(one.replace(item=one.item.replace(facts={**one.item.facts, "enterprise-size": size})) for one, size in pairs)
        yield profile.replace(items=items)


@pytest.mark.parametrize("name", BY_SIZE)
@given(seed=SEEDS)
@settings(max_examples=12, deadline=None)
def test_it_is_the_best_plan_over_all_answers_written_down(name: str, seed: int) -> None:
    chance, catalogue = random.Random(seed), with_caps(BY_SIZE[name])
    base: dict[str, Value] = {
        "in-zhongguancun": True,
        "technology-enterprise": True,
        "tech-credit-product": True,
        "published-conditions-met": True,
        "ip-pledged": False,
    }
    items = []
    for number in range(chance.randint(1, 3)):
        size, level = chance.choice([None, None, *SIZES]), chance.choice(["none", "none", "domestic"])
        facts = {**base, "first-product-level": level, **({"enterprise-size": size} if size else {})}
        items.append(Labelled(str(number), Item("loan-interest", chance.randint(0, 120_000_000), date(2021, 3, 20), facts, "某公司")))
    profile = Profile("某公司", {}, tuple(items), (), ASKED)
    assert planned(profile, catalogue).total.counted == max(planned(one, catalogue).total.counted for one in answers_of(profile))
