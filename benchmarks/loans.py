"""A profile of many loans, all facts known, six credit products: `python benchmarks/loans.py 500 > benchmarks/loans500.toml`.

Half as many loan numbers as items; interest even between 50,000 and 1,000,000 yuan, days even in the first quarter of 2021.
The same number always gives the same profile.
"""

import random
import sys

PRODUCTS = 6
FIRM = """\
as-of = 2021-04-01

[enterprise]
name = "firm"
enterprise-size = "small"
in-zhongguancun = true
technology-enterprise = true
annual-revenue = "1亿"
high-precision-industry = true
core-technology-or-ip = true
fraud-on-record = false
first-product-level = "domestic"
tech-credit-product = true
published-conditions-met = true
ip-pledged = true
loan-rate = "4%"
loan-date = 2021-01-08
"""


def profile(items: int) -> str:
    draw = random.Random(0)
    return "\n".join([FIRM, *(item(place, items // 2, draw) for place in range(items))])


def item(place: int, loans: int, draw: random.Random) -> str:
    fen = draw.randint(50_000_00, 1_000_000_00)
    return f"""\
[[item]]
label = "loan {place}"
input = "loan-interest"
amount = "{fen // 100}.{fen % 100:02d}"
on = 2021-{draw.randint(1, 3):02d}-{draw.randint(1, 28):02d}
credit-product = "product {draw.randrange(PRODUCTS)}"
loan = "number {draw.randrange(loans)}"
"""


if __name__ == "__main__":
    sys.stdout.write(profile(int(sys.argv[1])))
