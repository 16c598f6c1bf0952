"""What was already received: `MEASURE=AMOUNT@DATE` on the command line; `register` reads a table of it."""

import re
from collections.abc import Mapping
from datetime import date

from bjsubsidy.errors import Problem, Usage
from bjsubsidy.language import Text
from bjsubsidy.law.catalogue import Catalogue
from bjsubsidy.law.firm import Receipt
from bjsubsidy.quantities import Value, parse_date, parse_money

_FORM = re.compile(r"([^=]*)=(.*)@([^@]*)", re.DOTALL)


def parse_receipt(text: str, catalogue: Catalogue, as_of: date) -> Receipt:
    """One receipt of the command line; refusals name the option."""
    found = _FORM.fullmatch(text)
    try:
        if not found:
            what = Text(f"“{text}”不是 措施=金额@日期", f"“{text}” is not MEASURE=AMOUNT@DATE")
            raise Usage(what, Text("请写成 措施编号=100000@2021-01-15。", "Write it as MEASURE=100000@2021-01-15."))
        measure = catalogue.computable(found[1].strip())
        return dated(measure.id, parse_money(found[2]), parse_date(found[3]), as_of, None, {})
    except Problem as problem:
        raise problem.at("--received") from None


_NOW_LATER = Text(
    "只有查询日及以前收到的才算已收；请改日期或 --as-of。", "Only what was received by then counts; change the date or --as-of."
)


def dated(measure: str, fen: int, day: date, as_of: date, firm: str | None, scope: Mapping[str, Value]) -> Receipt:
    if day > as_of:
        raise Usage(Text(f"{day} 晚于查询日 {as_of}", f"{day} is after the day of asking, {as_of}"), _NOW_LATER)
    return Receipt(measure, fen, day, firm, scope)


def scopes(catalogue: Catalogue) -> set[str]:
    """Every fact that some cap is counted by, or that only one claim is made for."""
    rows = catalogue.rows("measure").values()
    capped = {scope for row in rows for cap in row.get("caps", []) for scope in cap["scope"]}
    return (capped | {scope for row in rows for scope in row.get("one-per", [])}) - {"enterprise", "year"}
