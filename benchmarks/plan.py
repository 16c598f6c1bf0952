"""Random firms of sixty loan-interest items, three measures each: `python benchmarks/plan.py`.

How they are drawn: each item's interest is even between two bounds, its day even in the first quarter of 2021, its credit
product and loan even among so many; every fact but one is met, and `published-conditions-met` is unknown for a share of
the items. Seeds are 0, 1, 2, …; times are multiples of reading the packaged catalogue in the same run.
"""

import random
import statistics
import time
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from bjsubsidy.law.catalogue import Catalogue
from bjsubsidy.law.firm import Item, Labelled, Profile
from bjsubsidy.law.storage import packaged
from bjsubsidy.planning.plan import Plan, plan_firm
from bjsubsidy.quantities import Value

FIRMS = 5
ITEMS = 60
LIMIT = 1


class Family(NamedTuple):
    """Bounds of the interest in yuan, numbers of products and loans, and the unknown share in per cent."""

    least: int
    most: int
    products: int
    loans: int
    unknown: int


FAMILIES = (
    Family(10_000, 200_000, 10, 60, 0),
    Family(10_000, 200_000, 10, 30, 10),
    Family(50_000, 300_000, 6, 10, 0),
    Family(50_000, 1_000_000, 3, 6, 10),
    Family(50_000, 3_000_000, 8, 20, 10),
)


def firm(family: Family, seed: int) -> Profile:
    draw = random.Random(seed)
    return Profile("firm", {}, tuple(item(family, draw, place) for place in range(ITEMS)), (), date(2021, 4, 1))


def item(family: Family, draw: random.Random, place: int) -> Labelled:
    facts: dict[str, Value] = {
        "enterprise-size": "small",
        "in-zhongguancun": True,
        "technology-enterprise": True,
        "annual-revenue": 10**10,
        "high-precision-industry": True,
        "core-technology-or-ip": True,
        "fraud-on-record": False,
        "first-product-level": "domestic",
        "tech-credit-product": True,
        "credit-product": f"product {draw.randrange(family.products)}",
        "loan": f"loan {draw.randrange(family.loans)}",
        "ip-pledged": True,
        "loan-rate": Fraction(4, 100),
        "loan-date": date(2021, 1, 8),
    }
    if draw.randrange(100) >= family.unknown:
        facts["published-conditions-met"] = True
    day = date(2021, draw.randint(1, 3), draw.randint(1, 28))
    amount = draw.randint(family.least * 100, family.most * 100)
    return Labelled(f"item {place}", Item("loan-interest", amount, day, facts, "firm"))


def timed(catalogue: Catalogue, profile: Profile) -> tuple[Plan, float]:
    start = time.perf_counter()
    answer = plan_firm(catalogue, profile, False, lambda: time.perf_counter() > start + LIMIT)
    return answer, time.perf_counter() - start


def main() -> None:
    start = time.perf_counter()
    catalogue = packaged()
    reading = time.perf_counter() - start
    print(f"{FIRMS} firms a family, {ITEMS} items a firm, {LIMIT} second at most")
    for family in FAMILIES:
        answers = [timed(catalogue, firm(family, seed)) for seed in range(FIRMS)]
        sums = sum(answer.gap == 0 for answer, _ in answers)
        whole = sum(answer.proven for answer, _ in answers)
        gaps = [answer.gap / max(answer.total.high, 1) for answer, _ in answers]
        median = statistics.median(taken for _, taken in answers) / reading
        proven = f"sum proven {sums}/{FIRMS}, ties too {whole}/{FIRMS}, largest gap {max(gaps):.4%}"
        print(f"{tuple(family)}: {proven}, {median:.0f} × reading the catalogue")


if __name__ == "__main__":
    main()
