"""Cells of a workbook that hold another thing than they show: errors, formulas without a value, long numbers, formats with a unit."""

import re

from bjsubsidy.errors import Mistake, Problem
from bjsubsidy.language import Text
from bjsubsidy.quantities import exact_text
from bjsubsidy.readers.cell import as_number
from bjsubsidy.readers.headings import TableColumn
from bjsubsidy.readers.units import Said, read_format
from bjsubsidy.readers.workbook_parts import CellMark, cell_name

_MERGED_MONEY = (
    Text("是合并单元格，多行共用一个金额", "is merged: several rows share one amount"),
    Text("请拆开，逐行写明金额。", "Unmerge it and write the amount of each row."),
)
_LONG = (
    Text("是超过十五位的数字，末尾几位已丢失", "is a number of more than fifteen digits and has lost the last of them"),
    Text("请设为文本重新填写。", "Write it again as text."),
)
_UNCOMPUTED = (
    Text("是未计算的公式", "is a formula without a stored value"),
    Text("请在 Excel 中打开并保存。", "Open the workbook in Excel and save it."),
)
_CORRECT = Text("请改正公式，或直接写出内容。", "Correct the formula, or write the content itself.")
_PLAIN = Text("请改为普通格式，单位写在标题里。", "Use a plain format and name the unit in the heading.")


def mark_faults(column: TableColumn | None, number: int, place: int, mark: CellMark, cells: list[str]) -> list[Problem]:
    """What is wrong with a cell that holds more than its value, or another; what can be told is written into `cells`."""
    if mark.kind == "error":
        cells[place] = cells[place].strip() or mark.text
    if column is None:
        return []
    if mark.kind == "error":
        return [_cell_fault(column, number, Text(f"是错误值 {mark.text}", f"is the error {mark.text}"), _CORRECT)]
    if mark.kind == "long":
        return [_cell_fault(column, number, *_LONG)] if column.form in ("name", "code") else []
    if mark.kind == "uncomputed":
        return [_cell_fault(column, number, *_UNCOMPUTED)]
    return _formatted(column, number, mark.text, cells)


def _formatted(column: TableColumn, number: int, code: str, cells: list[str]) -> list[Problem]:
    """A number format that says more than the figure: said once more it is nothing, else the figure is not what is shown."""
    shown = read_format(code)
    if column.form == "share" and shown.said == Said(percent=True):
        cells[column.place] = _percent(cells[column.place])
        return []
    if column.form not in ("yuan", "share"):
        return []
    plain = column.said.unit is None and shown.said == Said(unit="")
    if not shown.scaled and (plain or shown.said == column.said):
        return []
    return [_cell_fault(column, number, _shown_otherwise(code), _PLAIN)]


def _shown_otherwise(code: str) -> Text:
    return Text(
        f"的数字格式“{code}”使显示的金额与所存的数不同",
        f"has the number format “{code}”: what it shows is not what it holds",
    )


def merged_money(column: TableColumn, number: int) -> Problem:
    """The fault of an amount that is merged over several rows."""
    return _cell_fault(column, number, *_MERGED_MONEY)


def _cell_fault(column: TableColumn, number: int, said: Text, now: Text) -> Problem:
    cell = cell_name(number, column.place)
    return Mistake(Text(f"单元格 {cell} {said.zh}", f"cell {cell} {said.en}"), now).at(column.heading)


def _percent(share: str) -> str:
    """A share as its percent format shows it, with all its digits; a cell that is no number stays as it is."""
    return f"{exact_text(as_number(share) * 100)}%" if re.fullmatch(r"\d+(\.\d+)?", share, re.ASCII) else share
