"""What was already received, by one model for its three doors: the option, a register, `[[received]]` of a profile.

A receipt is `MEASURE=AMOUNT@DATE` on the command line, where the day may be left out; a profile says the same of its own firm in
a table, which may name the scopes of a cap; `register` reads many from a table, where cells have a grammar of their own.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from bjsubsidy.errors import Usage
from bjsubsidy.language import Text
from bjsubsidy.law.catalogue import Catalogue
from bjsubsidy.law.firm import Receipt
from bjsubsidy.quantities import Value, money_text, same_key
from bjsubsidy.readers.faults import Reads, checked, keyed_record
from bjsubsidy.readers.forms import TOML, Grammar, text_field
from bjsubsidy.record import Record

_FORM = re.compile(r"(?P<measure>[^=]*)=(?P<amount>.*?)(?:@(?P<on>[^@]*))?", re.DOTALL)
_DAYS = ("on", "paid-on")
_MEASURE = Text("措施的编号或名称", "the id or the name of a measure")


@lru_cache(maxsize=4)
def receipt_table(catalogue: Catalogue, as_of: date, grammar: Grammar = TOML) -> type[Record]:
    """A receipt as anybody writes it; whose it is, the door knows. What was received after the day of asking is refused.

    `on` is the day of the expense, `paid-on` the day on which the money came; neither has to be known.
    """

    def day(id: str) -> Reads:
        def read(value: Any) -> date | None:
            on: date | None = grammar.day.read(value)
            if on is not None:
                refuse_later(on, as_of, id)
            return on

        return Reads(read, grammar.day.forms)

    measure = text_field(lambda id: catalogue.computable(id.strip()).id, _MEASURE)
    scope = {id: grammar.fact(catalogue.fact(id)) for id in sorted(receipt_scopes(catalogue))}
    days = {id: day(id) for id in _DAYS}
    about = "Support already received: under which measure, how much, for an expense of which day, and within which scopes of a cap."
    return keyed_record("Received", about, {"measure": measure, "amount": grammar.amount}, {**days, **scope})


def refuse_later(day: date, as_of: date, id: str = "on") -> None:
    """`Usage` where an expense lies, or money came, after the day of asking; `id` is the column of the day."""
    if day > as_of:
        name, now = _LATER[id]
        raise Usage(Text(f"{name.zh}{day} 晚于查询日 {as_of}", f"{name.en} {day} is after the day of asking, {as_of}"), now)


_LATER = {
    "on": (
        Text("费用发生日（on）", "the day of the expense (on)"),
        Text(
            "如是到账的日子，请写在到账日期（paid-on），on 写费用发生日；否则请改日期或查询日（as-of）。",
            "If it is the day on which the money came, write it as paid-on, and the day of the expense as on; "
            "else change it or the day of asking (as-of).",
        ),
    ),
    "paid-on": (
        Text("到账日期（paid-on）", "the day of payment (paid-on)"),
        Text(
            "只有查询日及以前收到的才算已收；请改日期或查询日（as-of）。",
            "Only what was received by then counts; change the date or the day of asking (as-of).",
        ),
    ),
}


def receipt_of(row: Any, enterprise: str | None) -> Receipt:
    """The receipt of a row that was read by `receipt_table`."""
    scope: Mapping[str, Value] = {id: value for id in row.defaults if id not in _DAYS and (value := getattr(row, id)) is not None}
    return Receipt(row.measure, row.amount, row.on, enterprise, scope)


def parse_receipt(text: str, catalogue: Catalogue, as_of: date) -> Receipt:
    """One receipt of the command line; refusals name the option."""
    found = _FORM.fullmatch(text)
    if not found:
        what = Text(f"“{text}”不是 措施=金额@日期", f"“{text}” is not MEASURE=AMOUNT@DATE")
        raise Usage(what, _NOW_FORM).at("--received")
    said = {key: written for key, written in found.groupdict().items() if written is not None}
    row, faults = checked(receipt_table(catalogue, as_of), said)
    if faults:
        raise faults[0].fault.at("--received")
    return receipt_of(row, None)


_NOW_FORM = Text(
    "请写成 措施编号=100000@2021-01-15；不知道费用发生日就不写 @日期。",
    "Write it as MEASURE=100000@2021-01-15, without @DATE where the day of the expense is not known.",
)


def joined_receipts(own: Sequence[Receipt], register: Sequence[Receipt], called: Text) -> tuple[list[Receipt], list[Text]]:
    """What somebody says and a register, each receipt once; and a note on each that stands in both, with both places.

    One measure, amount and day is one receipt, unless the two name different values of a scope. `called` is what a receipt that was
    said is called, by its number {n}.
    """
    all_once, both = _joined(own, register)
    return all_once, [_counted_once(called, place + 1, receipt) for place, receipt in both]


def _counted_once(called: Text, number: int, receipt: Receipt) -> Text:
    said, (zh, en) = f"{receipt.measure} {money_text(receipt.amount)}@{receipt.on}", (text.format(n=number) for text in called)
    return Text(f"{said} 既是{zh}，又在 {receipt.place}，只计一次", f"{said} is {en} and stands in {receipt.place} too: it counts once")


def _joined(own: Sequence[Receipt], register: Sequence[Receipt]) -> tuple[list[Receipt], list[tuple[int, Receipt]]]:
    all_once, both = list(own), []
    free = dict(enumerate(own))
    for receipt in register:
        place = next((place for place, mine in free.items() if _alike(mine, receipt)), None)
        if place is None:
            all_once.append(receipt)
        else:
            all_once[place] = receipt.replace(scope={**receipt.scope, **free.pop(place).scope})
            both.append((place, receipt))
    return all_once, both


def _alike(one: Receipt, other: Receipt) -> bool:
    same = (one.measure, one.amount, one.on) == (other.measure, other.amount, other.on) and one.on is not None
    shared = one.scope.keys() & other.scope.keys()
    return same and all(same_key(one.scope[id]) == same_key(other.scope[id]) for id in shared)


def receipt_scopes(catalogue: Catalogue) -> set[str]:
    """Every fact that some cap or exclusion is counted by, or that only one claim is made for."""
    rows = catalogue.rows("measure").values()
    capped = {scope for row in rows for cap in row.get("caps", []) for scope in cap["scope"]}
    excluded = {scope for row in rows for exclusion in row.get("excludes", []) for scope in exclusion.get("per", [])}
    return (capped | excluded | {scope for row in rows for scope in row.get("one-per", [])}) - {"enterprise", "year"}
