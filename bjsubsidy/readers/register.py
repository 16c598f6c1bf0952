"""A register of what was already received: a CSV, a workbook or Parquet, read as a table of `batch` is.

It has the columns measure and amount, and may name the day of the expense (on), the enterprise, a currency and any scope of a
cap; the day on which the money came (paid-on) may stand beside the day of the expense, and is never taken for it.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from tempfile import TemporaryDirectory

from bjsubsidy.errors import Mistake, OneFirm, Problem, UnusableFile
from bjsubsidy.language import Text, clean
from bjsubsidy.law.catalogue import Catalogue
from bjsubsidy.law.firm import Profile, Receipt
from bjsubsidy.law.firms import FirmKeys, no_code
from bjsubsidy.quantities import parse_credit_code
from bjsubsidy.readers.absent import unread
from bjsubsidy.readers.advised import of_file
from bjsubsidy.readers.alike import alike_note
from bjsubsidy.readers.cell import unquoted
from bjsubsidy.readers.chosen_sheets import opened_sheets
from bjsubsidy.readers.faults import checked
from bjsubsidy.readers.forms import in_cells
from bjsubsidy.readers.headings import CODE, TableColumn, TableReading, Vocabulary, of_receipts
from bjsubsidy.readers.left_rows import sum_notes, sums_of
from bjsubsidy.readers.receipt_notes import receipt_notes
from bjsubsidy.readers.receipts import receipt_of, receipt_scopes, receipt_table
from bjsubsidy.readers.sheets import SourceSheet
from bjsubsidy.readers.source_files import form_of, placed
from bjsubsidy.readers.united import Clean, CleanRow, cleaned
from bjsubsidy.readers.units import yuan
from bjsubsidy.record import Record

# How many rows or groups one note names.
# Who is told what the reading has to say of a register.
Tell = Callable[[Text], None]


def _unsaid(_: Text) -> None:
    """Nobody is told."""


def read_register(path: str, catalogue: Catalogue, as_of: date, tell: Tell = _unsaid) -> list[Receipt]:
    """A register of one firm; every faulty row at once, as `UnusableFile`."""
    receipts, faults = _register(path, catalogue, as_of, tell)
    keys = _keys(receipts)
    faults += [_torn(receipt, keys) for receipt in receipts if keys.torn(receipt.enterprise, receipt.credit_code)]
    if len({key for receipt in receipts if (key := keys.key(receipt.enterprise, receipt.credit_code))}) > 1:
        faults.append(OneFirm().at(path))
    if faults:
        raise UnusableFile(path, faults)
    return [receipt.replace(enterprise=None, credit_code=None) for receipt in receipts]


def read_own(path: str, catalogue: Catalogue, as_of: date, firm: Profile, tell: Tell = _unsaid) -> tuple[list[Receipt], int]:
    """What a register says of one firm by its code or its name, and how many rows are of others; rows that name no firm are its own.

    The receipts name the firm as their rows do.

    `UnusableFile` where the register names firms and none is this one, or where a name is this firm's and another's: a name written
    otherwise must not make a cap larger.
    """
    receipts = read_registers(path, catalogue, as_of, tell)
    keys = _keys(receipts, (firm.name, firm.credit_code))
    _refuse_torn(path, firm, receipts, keys)
    key = keys.key(firm.name, firm.credit_code)
    whose = [keys.key(receipt.enterprise, receipt.credit_code) for receipt in receipts]
    if any(whose) and key not in whose:
        named = firm.name or firm.credit_code
        what = Text(f"没有企业“{named}”的记录", f"it has no row of the firm “{named}”")
        now = Text("请核对企业名称和代码，或去掉 --received-file。", "Check its name and code, or leave out --received-file.")
        raise UnusableFile(path, [Mistake(what, now).at(path)])
    for note in keys.notes(firm.name, firm.credit_code):
        tell(of_file(path, note))
    own = [receipt for receipt, of in zip(receipts, whose, strict=True) if of in (None, key)]
    return own, len(receipts) - len(own)


def _keys(receipts: Sequence[Receipt], *others: tuple[str | None, str | None]) -> FirmKeys:
    return FirmKeys([*others, *((receipt.enterprise, receipt.credit_code) for receipt in receipts)])


def _torn(receipt: Receipt, keys: FirmKeys) -> Problem:
    name = receipt.enterprise or ""
    return no_code(name, keys.codes(name)).at(receipt.place)


def _refuse_torn(path: str, firm: Profile, receipts: Sequence[Receipt], keys: FirmKeys) -> None:
    """`UnusableFile` where nobody can tell which rows are this firm's."""
    if firm.name is not None and keys.torn(firm.name, firm.credit_code):
        raise UnusableFile(path, [no_code(firm.name, keys.codes(firm.name)).at("[enterprise]").at(path)])
    torn = [receipt for receipt in receipts if keys.torn(receipt.enterprise, receipt.credit_code)]
    mine = [receipt for receipt in torn if firm.credit_code in keys.codes(receipt.enterprise or "")]
    if mine:
        raise UnusableFile(path, [_torn(receipt, keys) for receipt in mine])


def read_registers(path: str, catalogue: Catalogue, as_of: date, tell: Tell = _unsaid) -> list[Receipt]:
    """A register of many firms; every faulty row at once, as `UnusableFile`."""
    receipts, faults = _register(path, catalogue, as_of, tell)
    if faults:
        raise UnusableFile(path, faults)
    return receipts


def _register(path: str, catalogue: Catalogue, as_of: date, tell: Tell) -> tuple[list[Receipt], list[Problem]]:
    """Read as a table of `batch` is: the same headings, units, workbooks and cells."""
    receipts: list[Receipt] = []
    faults: list[Problem] = []
    with TemporaryDirectory(prefix="bjsubsidy-") as folder:
        place, start = placed(path, folder)
        form = form_of(path, start)
        known = of_receipts(catalogue, receipt_scopes(catalogue))
        sheets, notes = opened_sheets(path, place, form, known, TableReading(all_sheets=True))
        found = cleaned(path, sheets, known, TableReading())
        unused = _unused(path, found, known)
        shape = receipt_table(catalogue, as_of, in_cells(_unit(found)))
        alike: dict[tuple[str, ...], list[str]] = {}
        amounts: list[int] = []
        for row in found.rows():
            alike.setdefault(tuple(cell.strip() for cell in row.cells), []).append(row.place)
            wrong, receipt = _of_row(row, found, shape)
            faults += [problem.at(f"{path}:{row.place}") for problem in wrong]
            receipts += [receipt.replace(place=f"{path}:{row.place}")] if receipt is not None else []
            amounts.append(0 if receipt is None else receipt.amount)
        twice = [places for places in alike.values() if len(places) > 1]
        said = [
            *notes,
            *_sheets_read(sheets),
            *found.notes(),
            *unused,
            *_sums(found, amounts),
            *([alike_note(twice, Text("都已计入已收", "all count as received"))] if twice else []),
            *receipt_notes(receipts, catalogue),
        ]
        for note in dict.fromkeys(said):
            tell(of_file(path, note))
    return receipts, faults


def _sheets_read(sheets: Sequence[SourceSheet]) -> list[Text]:
    names = [sheet.name or "" for sheet in sheets]
    return [Text(f"读取了工作表 {'、'.join(names)}", f"the sheets that are read: {', '.join(names)}")] if len(names) > 1 else []


def _unit(found: Clean) -> str | None:
    """What the heading of the amounts says they are in."""
    return next((column.said.unit for column in found.layout.columns if column.id == "amount"), None)


def _of_row(row: CleanRow, found: Clean, shape: type[Record]) -> tuple[list[Problem], Receipt | None]:
    """The receipt of a row, or everything that is wrong with it."""
    broken = {fault.where for fault in row.faults}
    if None in broken:
        return [*row.faults], None
    cells = {column.id: row.cells[column.place] for column in found.layout.columns}
    foreign = [column for column in found.layout.columns if not column.readable or _of_other_money(column, cells[column.id])]
    if foreign:
        other = foreign[0].heading
        return [Mistake(Text(f"“{other}”不是人民币元", f"“{other}” is not in yuan"), _CONVERT)], None
    read, faults = checked(shape, {id: cells[id] for id in shape.fields if id in cells})
    own = {wanted: heading for heading, wanted in row.headed.items()}
    headings = {column.id: own.get(column.heading, column.heading) for column in found.layout.columns}
    others = [fault.fault.at(headings[str(fault.path[0])]) if fault.path else fault.fault for fault in faults]
    wrong = [*row.faults, *(fault for fault in others if fault.where not in broken)]
    try:
        name, code = _firm(cells)
    except Problem as problem:
        wrong.append(problem.at(headings[CODE]))
    if read is None or wrong:
        return wrong, None
    return [], receipt_of(read, name).replace(credit_code=code)


def _firm(cells: Mapping[str, str]) -> tuple[str | None, str | None]:
    """Whose a receipt is: the name and the code that its row says, each None where it is blank."""
    name, code = (unquoted(cells.get(id, "")).strip() for id in ("enterprise", CODE))
    return name or None, parse_credit_code(code) if code else None


def _of_other_money(column: TableColumn, cell: str) -> bool:
    return column.form == "currency" and bool(cell.strip()) and not yuan(cell)


_CONVERT = Text("请先换算为人民币元。", "Convert it to yuan first.")


def _unused(path: str, found: Clean, known: Vocabulary) -> list[Text]:
    """The line on columns that say nothing here; `UnusableFile` where one is likely meant to: what it says must not be lost."""
    others = unread(found.layout, known)
    faults = [
        Mistake(Text(f"没有列“{name}”可用", f"there is no column “{name}”"), Text(f"是否为{meant.zh}？", f"Did you mean {meant.en}?"))
        for name, meant in others
        if meant
    ]
    if faults:
        raise UnusableFile(path, [fault.at(f"{path}:1") for fault in faults])
    names = [clean(name) for name, _ in others]
    return [Text(f"没有用到的列：{'、'.join(names)}", f"columns that are not used: {', '.join(names)}")] if names else []


def _sums(found: Clean, amounts: Sequence[int]) -> list[Text]:
    """Sums in the register that are not what was read above them."""
    sums = sums_of(found.left)
    return sum_notes(sums, [(sum(amounts[begin : row.after]), 0) for row, begin in sums])
