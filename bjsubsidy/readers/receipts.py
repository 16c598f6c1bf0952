"""What was already received, by one model for its three doors: the option, a register, `[[received]]` of a profile.

A receipt is `MEASURE=AMOUNT@DATE` on the command line; a profile says the same of its own firm in a table, which may name the
scopes of a cap; `register` reads many from a table, where cells have a grammar of their own.
"""

import re
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import Any

from bjsubsidy.errors import Usage
from bjsubsidy.language import Text
from bjsubsidy.law.catalogue import Catalogue
from bjsubsidy.law.firm import Receipt
from bjsubsidy.quantities import Value
from bjsubsidy.readers.faults import Reads, checked, table
from bjsubsidy.readers.forms import TOML, Grammar, text
from bjsubsidy.record import Record

NEEDED = ("measure", "amount", "on")
_FORM = re.compile(r"([^=]*)=(.*)@([^@]*)", re.DOTALL)
_MEASURE = Text("措施编号", "the id of a measure")


@lru_cache(maxsize=4)
def receipt_table(catalogue: Catalogue, as_of: date, grammar: Grammar = TOML) -> type[Record]:
    """A receipt as anybody writes it; whose it is, the door knows. What was received after the day of asking is refused."""

    def day(value: Any) -> date:
        on: date = grammar.day.read(value)
        if on > as_of:
            raise Usage(Text(f"{on} 晚于查询日 {as_of}", f"{on} is after the day of asking, {as_of}"), _NOW_LATER)
        return on

    measure = text(lambda id: catalogue.computable(id.strip()).id, _MEASURE)
    scope = {id: grammar.fact(catalogue.fact(id)) for id in sorted(scopes(catalogue))}
    about = "Support already received: under which measure, how much, on which day, and within which scopes of a cap."
    return table("Received", about, {"measure": measure, "amount": grammar.amount, "on": Reads(day, grammar.day.forms)}, scope)


_NOW_LATER = Text(
    "只有查询日及以前收到的才算已收；请改日期或查询日（as-of）。",
    "Only what was received by then counts; change the date or the day of asking (as-of).",
)


def receipt_of(row: Any, enterprise: str | None) -> Receipt:
    """The receipt of a row that was read by `receipt_table`."""
    scope: Mapping[str, Value] = {id: value for id in row.defaults if (value := getattr(row, id)) is not None}
    return Receipt(row.measure, row.amount, row.on, enterprise, scope)


def parse_receipt(text: str, catalogue: Catalogue, as_of: date) -> Receipt:
    """One receipt of the command line; refusals name the option."""
    found = _FORM.fullmatch(text)
    if not found:
        what = Text(f"“{text}”不是 措施=金额@日期", f"“{text}” is not MEASURE=AMOUNT@DATE")
        raise Usage(what, Text("请写成 措施编号=100000@2021-01-15。", "Write it as MEASURE=100000@2021-01-15.")).at("--received")
    row, faults = checked(receipt_table(catalogue, as_of), dict(zip(NEEDED, found.groups(), strict=True)))
    if faults:
        raise faults[0].fault.at("--received")
    return receipt_of(row, None)


def scopes(catalogue: Catalogue) -> set[str]:
    """Every fact that some cap is counted by, or that only one claim is made for."""
    rows = catalogue.rows("measure").values()
    capped = {scope for row in rows for cap in row.get("caps", []) for scope in cap["scope"]}
    return (capped | {scope for row in rows for scope in row.get("one-per", [])}) - {"enterprise", "year"}
