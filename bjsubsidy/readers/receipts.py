"""What was already received, by one model for its three doors: the option, a CSV register, `[[received]]` of a profile.

A receipt is `MEASURE=AMOUNT@DATE` on the command line. A register has the columns measure, amount and on, and may name the
enterprise and any scope of a cap; a profile says the same of its own firm.
"""

import re
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from bjsubsidy.errors import Mistake, Problem, UnreadableFile, UnusableFile, Usage, near, why
from bjsubsidy.language import Text
from bjsubsidy.law.catalogue import Catalogue
from bjsubsidy.law.firm import Receipt
from bjsubsidy.quantities import Value
from bjsubsidy.readers.faults import Fault, Reads, checked, table
from bjsubsidy.readers.forms import AMOUNT, DAY, fact_value, text
from bjsubsidy.record import Record

NEEDED = ("measure", "amount", "on")
_FORM = re.compile(r"([^=]*)=(.*)@([^@]*)", re.DOTALL)
_MEASURE = Text("措施编号", "the id of a measure")


@lru_cache(maxsize=4)
def receipt_table(catalogue: Catalogue, as_of: date) -> type[Record]:
    """A receipt as anybody writes it; whose it is, the door knows. What was received after the day of asking is refused."""

    def day(value: Any) -> date:
        on: date = DAY.read(value)
        if on > as_of:
            raise Usage(Text(f"{on} 晚于查询日 {as_of}", f"{on} is after the day of asking, {as_of}"), _NOW_LATER)
        return on

    measure = text(lambda id: catalogue.computable(id.strip()).id, _MEASURE)
    scope = {id: fact_value(catalogue.fact(id)) for id in sorted(scopes(catalogue))}
    about = "Support already received: under which measure, how much, on which day, and within which scopes of a cap."
    return table("Received", about, {"measure": measure, "amount": AMOUNT, "on": Reads(day, DAY.forms)}, scope)


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


def read_register(path: str, catalogue: Catalogue, as_of: date) -> list[Receipt]:
    """A CSV register of one firm; every faulty row at once, as `UnusableFile`."""
    receipts, faults = _register(path, catalogue, as_of)
    if len({receipt.enterprise for receipt in receipts if receipt.enterprise}) > 1:
        what = Text("有一家以上的企业", "it names more than one enterprise")
        faults.append(Mistake(what, Text("这里只算一家，请只留一家的记录。", "One firm is computed here; keep the rows of one.")).at(path))
    if faults:
        raise UnusableFile(path, faults)
    return [Receipt(receipt.measure, receipt.amount, receipt.on, None, receipt.scope) for receipt in receipts]


def read_own(path: str, catalogue: Catalogue, as_of: date, firm: str) -> tuple[list[Receipt], int]:
    """What a register says of one firm by its name, and how many rows are of others; rows that name no firm are its own.

    `UnusableFile` where the register names firms and none is this one: a name written otherwise must not make a cap larger.
    """
    receipts = read_registers(path, catalogue, as_of)
    own = [receipt for receipt in receipts if receipt.enterprise in (None, firm)]
    named = {receipt.enterprise for receipt in receipts if receipt.enterprise}
    if named and firm not in named:
        what = Text(f"没有企业“{firm}”的记录", f"it has no row of the enterprise “{firm}”")
        now = Text("请核对企业名称，或去掉 --received-file。", "Check the name, or leave out --received-file.")
        raise UnusableFile(path, [Mistake(what, now).at(path)])
    return [Receipt(receipt.measure, receipt.amount, receipt.on, firm, receipt.scope) for receipt in own], len(receipts) - len(own)


def read_registers(path: str, catalogue: Catalogue, as_of: date) -> list[Receipt]:
    """A CSV register of many firms; every faulty row at once, as `UnusableFile`."""
    receipts, faults = _register(path, catalogue, as_of)
    if faults:
        raise UnusableFile(path, faults)
    return receipts


def _register(path: str, catalogue: Catalogue, as_of: date) -> tuple[list[Receipt], list[Problem]]:
    heading, rows = _table(path, _chinese(catalogue))
    _check_heading(path, heading, catalogue)
    shape = receipt_table(catalogue, as_of)
    receipts: list[Receipt] = []
    problems: list[Problem] = []
    for line, cells in rows:
        enterprise, row, faults = _checked(shape, heading, cells)
        problems += [fault.fault.at(f"{path}:{line}") for fault in faults]
        if not faults:
            receipts.append(receipt_of(row, enterprise))
    return receipts, problems


def _checked(shape: type[Record], heading: list[str], cells: list[str]) -> tuple[str | None, Record | None, list[Fault]]:
    """The firm that a row names, and the row; or its faults. A blank cell says nothing."""
    if len(cells) != len(heading):
        what = Text(f"有 {len(cells)} 格，标题有 {len(heading)} 格", f"it has {len(cells)} cells, the heading has {len(heading)}")
        return None, None, [Fault((), Mistake(what, Text("请补齐或加引号。", "Complete or quote the row.")))]
    row = {name: cell.strip() for name, cell in zip(heading, cells, strict=True)}
    return row.pop("enterprise", "") or None, *checked(shape, row)


def _table(path: str, known: dict[str, str]) -> tuple[list[str], list[tuple[int, list[str]]]]:
    """The heading, and the rows that are not blank with their lines."""
    import csv
    import io

    table = csv.reader(io.StringIO(_text(path), newline=""), strict=True)
    rows: list[tuple[int, list[str]]] = []
    try:
        heading = [known.get(name.strip(), name.strip()) for name in next(table, [])]
        first = table.line_num + 1
        for cells in table:
            if any(cell.strip() for cell in cells):
                rows.append((first, cells))
            first = table.line_num + 1
        return heading, rows
    except csv.Error as error:
        fault = Mistake(
            Text(f"CSV 格式有误（{error}）", f"it is not well-formed CSV ({error})"), Text("请更正引号。", "Correct the quotes.")
        )
        raise UnusableFile(path, [fault.at(f"{path}:{table.line_num}")]) from None


def _text(path: str) -> str:
    try:
        content = Path(path).read_bytes()
    except OSError as error:
        raise UnreadableFile(path=path, why=why(error)) from None
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UnreadableFile(path=path, why=Text("既不是 UTF-8 也不是 GB18030 文本", "it is neither UTF-8 nor GB18030 text"))


def _chinese(catalogue: Catalogue) -> dict[str, str]:
    """The columns under their Chinese names."""
    names = {"措施": "measure", "金额": "amount", "日期": "on", "企业": "enterprise"}
    return names | {catalogue.fact(scope).name.zh: scope for scope in scopes(catalogue)}


def _check_heading(path: str, heading: list[str], catalogue: Catalogue) -> None:
    known = [*NEEDED, "enterprise", *sorted(scopes(catalogue))]
    faults = [_column(name, "没有列“{}”可用", "there is no column “{}”", near(name, known)) for name in heading if name not in known]
    faults += [_column(name, "缺少列“{}”", "the column “{}” is missing", _ADD) for name in NEEDED if name not in heading]
    twice = sorted({name for name in heading if heading.count(name) > 1})
    faults += [_column(name, "列“{}”重复", "the column “{}” stands twice", _KEEP_ONE) for name in twice]
    if faults:
        raise UnusableFile(path, [fault.at(f"{path}:1") for fault in faults])


_ADD = Text("请补上。", "Add it.")
_KEEP_ONE = Text("请只留一列。", "Keep one of them.")


def _column(name: str, zh: str, en: str, now: Text) -> Mistake:
    return Mistake(Text(zh.format(name), en.format(name)), now)
