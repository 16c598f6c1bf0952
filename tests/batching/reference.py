"""The table read and computed the plain way, row by row in Python: the judge of every engine."""

import random
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import TypeVar

from bjsubsidy.answers.caps import Assessment, apply
from bjsubsidy.answers.choices import open_choices
from bjsubsidy.answers.claim import Claim
from bjsubsidy.answers.forward import put_forward
from bjsubsidy.errors import Problem
from bjsubsidy.law.catalogue import Catalogue
from bjsubsidy.law.deduction import deduction_above
from bjsubsidy.law.firm import Item, Receipt
from bjsubsidy.quantities import folded, parse_credit_code, parse_name
from bjsubsidy.readers.cell import read_amount, read_day, read_fact

Row = Mapping[str, str]
Cell = TypeVar("Cell")
Text = TypeVar("Text")
Line = tuple[int, str | None, str | None, int | None, int | None, int | None, int | None, bool, str | None, str | None, str | None]


def read(row: Row, catalogue: Catalogue) -> Item | None:
    """The item of a row; None where a cell of it cannot be read, or more is deducted than there is."""
    computed = {measure.input for measure in catalogue.measures()}
    inputs = {word: id for id in computed for word in (id, catalogue.input(id).name.zh, catalogue.input(id).name.en)}
    own = ("enterprise", "credit-code", "item", "input", "amount", "on")
    try:
        facts = {id: read_fact(catalogue.fact(id), text) for id, text in row.items() if id not in own and text.strip()}
        code(row)
        name, amount, on = parse_name(row["enterprise"]), read_amount(row["amount"]), read_day(row["on"])
        input = inputs[row["input"].strip()]
        above = deduction_above(amount, catalogue.measures_on(input), facts)
        return None if above else Item(input, amount, on, facts, name)
    except (Problem, KeyError):
        return None


SUMS = ("合计", "小计", "本月合计", "本年累计", "过次页", "上年结转", "期初余额", "本月发生额", "结转下页", "Total", "Opening balance")


def with_said(rows: Sequence[Row], said: Mapping[str, str]) -> list[Row]:
    """Rows with what is said beside the table for each, firm and input; one that is called as a sum is of no input."""
    return [{**row, **said} | ({"input": ""} if row.get("item", "").strip() in SUMS else {}) for row in rows]


def code(row: Row) -> str | None:
    """The code of a row; None where it has none, `Problem` where it cannot be read."""
    written = row.get("credit-code", "")
    return parse_credit_code(written) if written.strip() else None


class Firms:
    """Who is who, told by all rows and receipts together."""

    def __init__(self, rows: Iterable[Row], receipts: Iterable[Receipt] = ()) -> None:
        both = [(_or_none(parse_name, row["enterprise"]), _or_none(code, row)) for row in rows]
        both += [(receipt.enterprise, receipt.credit_code) for receipt in receipts]
        self.codes: dict[str, set[str]] = {}
        for name, its_code in both:
            if name and its_code:
                self.codes.setdefault(folded(name), set()).add(its_code)

    def firm(self, name: str | None, its_code: str | None) -> str | None:
        """What a firm is called here: its code, where one is known, else its name."""
        if its_code is not None or name is None:
            return its_code
        known = self.codes.get(folded(name), set())
        return next(iter(known)) if len(known) == 1 else folded(name)

    def torn(self, name: str | None, its_code: str | None) -> bool:
        """Whether nobody can tell which of several firms a name is."""
        return its_code is None and name is not None and len(self.codes.get(folded(name), set())) > 1

    def of_row(self, row: Row) -> tuple[str | None, str | None]:
        return _or_none(parse_name, row["enterprise"]), _or_none(code, row)

    def received(self, receipts: Iterable[Receipt]) -> list[Receipt]:
        return [receipt.replace(enterprise=self.firm(receipt.enterprise, receipt.credit_code)) for receipt in receipts]


def sound(receipts: Sequence[Receipt], rows: Sequence[Row]) -> list[Receipt]:
    """Without those that a register would be refused for: a name that several codes have, and none of its own."""
    firms = Firms(rows, receipts)
    return [receipt for receipt in receipts if not firms.torn(receipt.enterprise, receipt.credit_code)]


def read_all(rows: Sequence[Row], catalogue: Catalogue, receipts: Sequence[Receipt] = ()) -> list[Item | None]:
    """The items of all rows under their firms, each with what the others of its firm, input and month come to; None where unknown."""
    firms = Firms(rows, receipts)
    parts = [_part(row, catalogue, firms) for row in rows]
    items = [None if firms.torn(*firms.of_row(row)) else read(row, catalogue) for row in rows]
    return [item and item.replace(enterprise=parts[place][0], beside=_beside(place, parts)) for place, item in enumerate(items)]


Part = tuple[str | None, str | None, date | None, int | None, set[str]]


def _part(row: Row, catalogue: Catalogue, firms: Firms) -> Part:
    """Firm, input, day and amount of a row, each None where it cannot be read; and the firms of which it may be, where that is torn."""
    inputs = {word: id for id in catalogue.rows("input") for word in (id, catalogue.input(id).name.zh, catalogue.input(id).name.en)}
    day = _or_none(read_day, row["on"])
    name, its_code = firms.of_row(row)
    maybe = firms.codes[folded(name)] if name is not None and firms.torn(name, its_code) else set()
    return firms.firm(name, its_code), inputs.get(row["input"].strip()), day, _or_none(read_amount, row["amount"]), maybe


def _or_none(parse: Callable[[Text], Cell | None], text: Text) -> Cell | None:
    try:
        return parse(text)
    except Problem:
        return None


def _beside(place: int, parts: Sequence[Part]) -> int | None:
    firm, input, day, own, _ = parts[place]
    assert day is not None
    assert own is not None
    same = [part for part in parts if part[1] == input and firm is not None and part[0] == firm]
    month = [part for part in same if part[2] is not None and (part[2].year, part[2].month) == (day.year, day.month)]
    amounts = [part[3] for part in month]
    doubts = [part[2] for part in parts if part[1] == input and firm in part[4]]
    if any(on is None or (on.year, on.month) == (day.year, day.month) for on in doubts):
        return None
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
    """(row, measure, verdict, low, high, uncapped, remaining, problem, why, asks, place) of every claim and every row with a problem.

    The first row below the heading is 0, and stands in row 2 of its file.
    """
    wanted = list(catalogue.rows("measure") if measures is None else measures)
    items = read_all(rows, catalogue, receipts)
    received = Firms(rows, receipts).received(receipts)
    placed = [
        (place, put_forward(measure, item, as_of, catalogue, received))
        for place, item in enumerate(items)
        if item is not None
        for measure in catalogue.measures_on(item.input)
        if measure.id in wanted
    ]
    lines: list[Line] = [
        (place, None, None, 0, 0, None, None, True, None, None, str(place + 2)) for place, item in enumerate(items) if item is None
    ]
    for (place, made), answer in zip(placed, _capped([made for _, made in placed], catalogue, received, strict), strict=True):
        amounts = (answer.low, answer.high, made.uncapped, answer.remaining)
        lines.append((place, made.measure.id, made.verdict, *amounts, False, _why(made, catalogue), _asks(made, catalogue), str(place + 2)))
    return sorted(lines, key=lambda line: line[0])


def _why(made: Claim, catalogue: Catalogue) -> str | None:
    """What is not met: facts by the order in which the measure asks them, after what asks none."""
    ids = {finding.id for finding in made.findings if finding.state != "met"}
    return _ordered(ids, ["from", "until", "apply-by", *(finding.id for finding in made.findings)])


def _asks(made: Claim, catalogue: Catalogue) -> str | None:
    """What would settle an unconfirmed claim."""
    missing = set(made.missing()) if made.verdict == "unconfirmed" else set[str]()
    return _ordered(missing, made.measure.asks(catalogue))


def _ordered(ids: set[str], order: Sequence[str]) -> str | None:
    return "; ".join(sorted(ids, key=list(order).index)) or None


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
CODES = ["91110108MA01ABCDE1", "91110108ma01abcde1", "９１１１０１０８ＭＡ０１ＡＢＣＤＥ１", " 9111 0108MA01ABCDE2", "91110108MA01ABCDE2"]
BAD_CODES = ["9.11E+17", "无", "/", "91"]
RATES = ["4.6%", "0.046", "0.0539", "5.39%", "5.390000000001%", "0", "100%", "0.25", "15%", "0.000000000001"]
BAD_RATES = ["4.6", "-1%", "x"]
YES = ["yes", "no", "true", "是", "否", "1", "0", "TRUE", "", "", "　", "maybe"]


def table(random: random.Random, catalogue: Catalogue, count: int, bad: float = 0.04) -> list[dict[str, str]]:
    """Rows of any input with facts that are mostly as the measures want them, and every way of writing them."""
    inputs = sorted({measure.input for measure in catalogue.measures()})
    some = random.sample(inputs, random.randint(1, len(inputs)))
    held = [id for id in catalogue.rows("fact") if catalogue.fact(id).of != "status" and random.random() < 0.9]
    held += ["credit-code"] * (random.random() < 0.5)
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
    cells |= {id: _fact(random, catalogue, id, bad / 4) for id in held if id != "credit-code"}
    return cells | ({"credit-code": _code(random, cells["enterprise"], bad / 4)} if "credit-code" in held else {})


def _code(random: random.Random, name: str, bad: float) -> str:
    """Mostly none, or one that goes with the name."""
    if random.random() < bad:
        return random.choice(BAD_CODES)
    usual = random.choice(CODES[:3] if folded(name) in ("甲公司", "a,b“公司”") else CODES[3:])
    return random.choice(CODES) if random.random() < bad else usual if random.random() < 0.5 else ""


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
    its_code = "91110108MA01ABCDE1" if enterprise in (None, "甲公司") and random.random() < 0.3 else None
    return Receipt(id, random.randint(0, 60000000), on, enterprise, named, its_code)


def _scope(random: random.Random, catalogue: Catalogue, scope: str) -> str:
    fact = catalogue.fact(scope)
    return random.choice(fact.choices).id if fact.choices else random.choice(["A", "B"])
