"""The table read and computed the plain way, row by row in Python: the judge of every engine."""

import random
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import TypeVar

from bjsubsidy.answers.caps import Assessment, apply
from bjsubsidy.answers.choices import open_choices
from bjsubsidy.answers.claim import Claim, claim
from bjsubsidy.errors import Problem
from bjsubsidy.law.catalogue import Catalogue
from bjsubsidy.law.deduction import deduction_above
from bjsubsidy.law.firm import Item, Receipt
from bjsubsidy.quantities import folded, parse_name
from bjsubsidy.readers.cell import read_amount, read_day, read_fact

Row = Mapping[str, str]
Cell = TypeVar("Cell")
Line = tuple[int, str | None, str | None, int | None, int | None, int | None, int | None, bool]


def read(row: Row, catalogue: Catalogue) -> Item | None:
    """The item of a row; None where a cell of it cannot be read, or more is deducted than there is."""
    computed = {measure.input for measure in catalogue.measures()}
    inputs = {word: id for id in computed for word in (id, catalogue.input(id).name.zh, catalogue.input(id).name.en)}
    own = ("enterprise", "item", "input", "amount", "on")
    try:
        facts = {id: read_fact(catalogue.fact(id), text) for id, text in row.items() if id not in own and text.strip()}
        name, amount, on = parse_name(row["enterprise"]), read_amount(row["amount"]), read_day(row["on"])
        input = inputs[row["input"].strip()]
        above = deduction_above(amount, catalogue.measures_on(input), facts)
        return None if above else Item(input, amount, on, facts, name)
    except (Problem, KeyError):
        return None


def read_all(rows: Sequence[Row], catalogue: Catalogue) -> list[Item | None]:
    """The items of all rows, each with what the others of its firm, input and month come to; None where that is not known."""
    parts = [_part(row, catalogue) for row in rows]
    items = [read(row, catalogue) for row in rows]
    return [item and item.replace(beside=_beside(place, parts)) for place, item in enumerate(items)]


Part = tuple[str | None, str | None, date | None, int | None]


def _part(row: Row, catalogue: Catalogue) -> Part:
    """Firm, input, day and amount of a row, each None where it cannot be read."""
    inputs = {word: id for id in catalogue.rows("input") for word in (id, catalogue.input(id).name.zh, catalogue.input(id).name.en)}
    firm, day = _or_none(parse_name, row["enterprise"]), _or_none(read_day, row["on"])
    return firm, inputs.get(row["input"].strip()), day, _or_none(read_amount, row["amount"])


def _or_none(parse: Callable[[str], Cell], text: str) -> Cell | None:
    try:
        return parse(text)
    except Problem:
        return None


def _beside(place: int, parts: Sequence[Part]) -> int | None:
    firm, input, day, own = parts[place]
    assert day is not None
    assert own is not None
    same = [part for part in parts if part[1] == input and part[0] and firm and folded(part[0]) == folded(firm)]
    month = [part for part in same if part[2] is not None and (part[2].year, part[2].month) == (day.year, day.month)]
    amounts = [part[3] for part in month]
    if any(part[2] is None for part in same) or None in amounts:
        return None
    return sum(amount for amount in amounts if amount is not None) - own


def computed(
    rows: Sequence[Row],
    catalogue: Catalogue,
    as_of: date,
    receipts: Sequence[Receipt] = (),
    strict: bool = False,
    measures: Iterable[str] | None = None,
) -> list[Line]:
    """(row, measure, verdict, low, high, uncapped, remaining, problem) of every claim, and of every row with a problem."""
    wanted = list(catalogue.rows("measure") if measures is None else measures)
    items = read_all(rows, catalogue)
    placed = [
        (place, claim(measure, item, as_of, catalogue))
        for place, item in enumerate(items)
        if item is not None
        for measure in catalogue.measures_on(item.input)
        if measure.id in wanted
    ]
    lines: list[Line] = [(place, None, None, 0, 0, None, None, True) for place, item in enumerate(items) if item is None]
    for (place, made), answer in zip(placed, _capped([made for _, made in placed], catalogue, receipts, strict), strict=True):
        lines.append((place, made.measure.id, made.verdict, answer.low, answer.high, made.uncapped, answer.remaining, False))
    return sorted(lines, key=lambda line: line[0])


def _capped(claims: Sequence[Claim], catalogue: Catalogue, receipts: Sequence[Receipt], strict: bool) -> list[Assessment]:
    """All claims under their caps; one that leaves open a choice that its caps count by, alone."""
    apart = [bool(open_choices(one, catalogue)) for one in claims]
    together = iter(apply([one for one, alone in zip(claims, apart, strict=True) if not alone], receipts, strict))
    return [apply([one], receipts, strict)[0] if alone else next(together) for one, alone in zip(claims, apart, strict=True)]


AMOUNTS = [
    "0",
    "0.01",
    "1234.55",
    "499999.99",
    "1250000",
    "1,250,000.01",
    "１２００",
    "120万",
    "1.2亿",
    " 77.5 ",
    "9999999999999.99",
    "10000000000000",
    "333333.33",
]
BAD_AMOUNTS = ["-5", "1e6", "1.234", "", " ", "NaN", "12,34", "10000000000000.01", "abc"]
DAYS = ["2021-01-05", "2021-01-05", "2021/3/20", "20210320", "2021年6月30日", "2020-12-31", "2020-02-29", "2021-04-01", "2022-01-01"]
BAD_DAYS = ["2021-02-30", "2021-13-01", "20211301", "", "2021-3", "1899-12-31"]
NAMES = ["甲公司", "乙公司", 'A,B "公司"', " 甲公司 ", "=1+1", "甲 公司", "乙\u200b公司", "ａ,b“公司”", 'Ａ，B "公司"']
RATES = ["4.6%", "0.046", "0.0539", "5.39%", "5.390000000001%", "0", "100%", "0.25", "15%", "0.000000000001"]
BAD_RATES = ["4.6", "-1%", "x"]
YES = ["yes", "no", "true", "是", "否", "1", "0", "TRUE", "", "", "　", "maybe"]


def table(random: random.Random, catalogue: Catalogue, count: int, bad: float = 0.04) -> list[dict[str, str]]:
    """Rows of any input with facts that are mostly as the measures want them, and every way of writing them."""
    inputs = sorted({measure.input for measure in catalogue.measures()})
    some = random.sample(inputs, random.randint(1, len(inputs)))
    held = [id for id in catalogue.rows("fact") if catalogue.fact(id).of != "status" and random.random() < 0.9]
    return [_row(random, catalogue, random.choice(some), held, bad) for _ in range(count)]


def _row(random: random.Random, catalogue: Catalogue, input: str, held: Sequence[str], bad: float) -> dict[str, str]:
    spoilt = random.random() < bad
    name = catalogue.input(input).name
    cells = {
        "enterprise": "" if random.random() < bad / 4 else random.choice(NAMES),
        "item": random.choice(["", "一", "利息, 一月", "x\ny"]),
        "input": random.choice([input, input, name.zh, name.en]) if random.random() > bad / 4 else "loan",
        "amount": random.choice(BAD_AMOUNTS) if spoilt and random.random() < 0.5 else _amount(random),
        "on": random.choice(BAD_DAYS) if spoilt and random.random() < 0.5 else random.choice(DAYS),
    }
    return cells | {id: _fact(random, catalogue, id, bad / 4) for id in held}


def _amount(random: random.Random) -> str:
    return random.choice(AMOUNTS) if random.random() < 0.5 else f"{random.randint(0, 300000000) / 100:.2f}"


def _fact(random: random.Random, catalogue: Catalogue, id: str, bad: float) -> str:
    fact = catalogue.fact(id)
    if random.random() < 0.12:
        return ""
    if fact.kind.id == "yes-no":
        wanted = "no" if id in ("fraud-on-record", "bad-loan-limit-exceeded") else "yes"
        return wanted if random.random() < 0.85 else random.choice(YES if random.random() < bad * 4 else YES[:-1])
    if fact.kind.id == "choice":
        choice = random.choice(fact.choices)
        return random.choice([choice.id, choice.name.zh, choice.name.en]) if random.random() > bad else "?"
    if fact.kind.id == "rate":
        return random.choice(RATES if random.random() > bad else BAD_RATES)
    if fact.kind.id == "date":
        return random.choice(DAYS if random.random() > bad else BAD_DAYS[:3])
    if fact.kind.id == "count":
        return random.choice(["1", "3", "4", "０2", "007"] if random.random() > bad else ["0", "x"])
    if fact.kind.id == "name":
        return random.choice(["A", "B", " A", "甲", "a", "ｂ", "甲\n"])
    return random.choice(AMOUNTS if random.random() > bad else BAD_AMOUNTS[:3])


def receipts(random: random.Random, catalogue: Catalogue, count: int) -> list[Receipt]:
    """Receipts that name an enterprise and scopes, or not."""
    capped = [measure for measure in catalogue.measures() if measure.caps]
    return [_receipt(random, catalogue, random.choice(capped).id) for _ in range(count)]


def _receipt(random: random.Random, catalogue: Catalogue, id: str) -> Receipt:
    scopes = {scope for cap in catalogue.measure(id).caps for scope in cap.named() if random.random() < 0.6}
    named = {scope: _scope(random, catalogue, scope) for scope in scopes}
    enterprise = random.choice([None, "甲公司", "乙公司", "乙公司", "丙公司"])
    on = random.choice([None, date(2020, 1, 15), date(2021, 1, 15), date(2021, 1, 15)])
    return Receipt(id, random.randint(0, 60000000), on, enterprise, named)


def _scope(random: random.Random, catalogue: Catalogue, scope: str) -> str:
    fact = catalogue.fact(scope)
    return random.choice(fact.choices).id if fact.choices else random.choice(["A", "B"])
