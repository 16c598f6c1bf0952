"""A register of what was already received: a CSV or a workbook, read as a table of `batch` is.

It has the columns measure and amount, and may name the day of the expense (on), the enterprise, a currency and any scope of a
cap; the day on which the money came (paid-on) may stand beside the day of the expense, and is never taken for it.
"""

from collections.abc import Callable
from datetime import date
from tempfile import TemporaryDirectory

from bjsubsidy.errors import Mistake, Problem, UnreadableFile, UnusableFile, near
from bjsubsidy.language import Text
from bjsubsidy.law.catalogue import Catalogue
from bjsubsidy.law.firm import Receipt
from bjsubsidy.quantities import folded, same_key
from bjsubsidy.readers.cell import unquoted
from bjsubsidy.readers.cleaning import Clean, CleanRow, cleaned
from bjsubsidy.readers.faults import checked
from bjsubsidy.readers.forms import in_cells
from bjsubsidy.readers.headings import TableColumn, TableReading, Vocabulary, of_receipts
from bjsubsidy.readers.receipts import receipt_of, receipt_scopes, receipt_table, undated_receipts
from bjsubsidy.readers.table import form_of, opened_sheets, placed
from bjsubsidy.readers.units import yuan
from bjsubsidy.record import Record

# Who is told what the reading has to say of a register.
Tell = Callable[[Text], None]


def _unsaid(_: Text) -> None:
    """Nobody is told."""


def read_register(path: str, catalogue: Catalogue, as_of: date, tell: Tell = _unsaid) -> list[Receipt]:
    """A register of one firm; every faulty row at once, as `UnusableFile`."""
    receipts, faults = _register(path, catalogue, as_of, tell)
    if len({folded(receipt.enterprise) for receipt in receipts if receipt.enterprise}) > 1:
        what = Text("有一家以上的企业", "it names more than one enterprise")
        faults.append(Mistake(what, Text("这里只算一家，请只留一家的记录。", "One firm is computed here; keep the rows of one.")).at(path))
    if faults:
        raise UnusableFile(path, faults)
    return [Receipt(receipt.measure, receipt.amount, receipt.on, None, receipt.scope) for receipt in receipts]


def read_own(path: str, catalogue: Catalogue, as_of: date, firm: str, tell: Tell = _unsaid) -> tuple[list[Receipt], int]:
    """What a register says of one firm by its name, and how many rows are of others; rows that name no firm are its own.

    `UnusableFile` where the register names firms and none is this one: a name written otherwise must not make a cap larger.
    """
    receipts = read_registers(path, catalogue, as_of, tell)
    own = [receipt for receipt in receipts if same_key(receipt.enterprise) in (None, folded(firm))]
    named = {folded(receipt.enterprise) for receipt in receipts if receipt.enterprise}
    if named and folded(firm) not in named:
        what = Text(f"没有企业“{firm}”的记录", f"it has no row of the enterprise “{firm}”")
        now = Text("请核对企业名称，或去掉 --received-file。", "Check the name, or leave out --received-file.")
        raise UnusableFile(path, [Mistake(what, now).at(path)])
    return [Receipt(receipt.measure, receipt.amount, receipt.on, firm, receipt.scope) for receipt in own], len(receipts) - len(own)


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
        if form == "parquet":
            raise UnreadableFile(path=path, why=Text("登记表要 CSV 或工作簿", "a register is a CSV or a workbook"))
        known = of_receipts(catalogue, receipt_scopes(catalogue))
        sheets, notes = opened_sheets(path, place, form, known, TableReading())
        found = cleaned(path, sheets, known, TableReading())
        _check_heading(path, found, known)
        shape = receipt_table(catalogue, as_of, in_cells(_unit(found)))
        for row in found.rows():
            wrong, receipt = _of_row(row, found, shape)
            faults += [problem.at(f"{path}:{row.place}") for problem in wrong]
            receipts += [receipt] if receipt is not None else []
        for note in dict.fromkeys([*notes, *found.notes(), *undated_receipts(receipts)]):
            tell(Text(f"注意：{path}：{note.zh}", f"note: {path}: {note.en}"))
    return receipts, faults


def _unit(found: Clean) -> str | None:
    """What the heading of the amounts says they are in."""
    return next((column.said.unit for column in found.layout.columns if column.id == "amount"), None)


def _of_row(row: CleanRow, found: Clean, shape: type[Record]) -> tuple[list[Problem], Receipt | None]:
    """The receipt of a row, or everything that is wrong with it."""
    if row.fault is not None:
        return [Mistake(row.fault, Text("请更正这一行。", "Correct the row."))], None
    cells = {column.id: row.cells[column.place] for column in found.layout.columns}
    foreign = [column for column in found.layout.columns if not column.readable or _of_other_money(column, cells[column.id])]
    if foreign:
        named = foreign[0].heading
        return [Mistake(Text(f"“{named}”不是人民币元", f"“{named}” is not in yuan"), _CONVERT)], None
    read, faults = checked(shape, {id: cells[id] for id in shape.fields if id in cells})
    if read is None:
        return [fault.fault for fault in faults], None
    return [], receipt_of(read, unquoted(cells.get("enterprise", "")).strip() or None)


def _of_other_money(column: TableColumn, cell: str) -> bool:
    return column.form == "currency" and bool(cell.strip()) and not yuan(cell)


_CONVERT = Text("请先换算为人民币元。", "Convert it to yuan first.")


def _check_heading(path: str, found: Clean, known: Vocabulary) -> None:
    """A register has no columns that are carried through: each must say something."""
    read = {column.place for column in found.layout.columns}
    unread = [heading for place, heading in found.layout.carried if place not in read and heading]
    if unread:
        faults = [Mistake(Text(f"没有列“{name}”可用", f"there is no column “{name}”"), near(name, known.ids())) for name in unread]
        raise UnusableFile(path, [fault.at(f"{path}:1") for fault in faults])
