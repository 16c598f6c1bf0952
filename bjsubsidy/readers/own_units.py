"""Units that stand beside amounts: a column of them scales its rows, a cell may name its own, and the two may not differ.

`cleaning` writes them into the cells of sheets, `batching.row_units` does the same in SQL.
"""

import re
from collections.abc import Callable, Iterable, Sequence

from bjsubsidy.errors import Mistake, Problem
from bjsubsidy.language import Text
from bjsubsidy.quantities import SCALES
from bjsubsidy.readers.cell import read_amount
from bjsubsidy.readers.headings import Layout, TableColumn, TableReading, Vocabulary
from bjsubsidy.readers.units import NOTHING_SAID, read_unit

# An amount that names no unit itself; what is none (12..5) keeps its cell as it is, to be quoted so.
BARE_FIGURE = r"\s*(?:[¥￥]|人民币|RMB|CNY)?\s*[0-9０-９][0-9０-９,，]*(?:[.．][0-9０-９]+)?\s*"
# An amount that names one, whatever it is.
_SCALES = "|".join(sorted(filter(None, SCALES), key=len, reverse=True))
_GOODS = re.compile("[百千万亿]*(?:克|瓦|米|升|吨|度|卡|件|个|只|套|台|次|人|股|时|平方米|立方米|千瓦时|瓦时)")
_MOST_OF_GOODS = 2
OWN_UNIT = rf"(?s).*[0-9０-９]\s*(?:(?:{_SCALES})[元圆]?|[元圆])\s*"


def with_firm(headings: Sequence[str], known: Vocabulary, asked: TableReading, cells: Callable[[int], Iterable[str]]) -> TableReading:
    """A column 单位 is the firm where nothing else is and it holds no units, of money or of goods (台, 千克); `cells` gives a column's."""
    names = [known.part(heading).name for heading in headings]
    places = [place for place, name in enumerate(names) if known.exact.get(name) == "unit"]
    firm = any("enterprise" in (known.exact.get(name), known.also.get(name)) for name in names)
    if len(places) != 1 or firm or {"enterprise", "unit"} & {*asked.columns, *asked.values} or _no_firms(list(cells(places[0]))):
        return asked
    return asked.replace(columns={**asked.columns, "enterprise": headings[places[0]]})


def _no_firms(cells: Sequence[str]) -> bool:
    """Whether cells are units: of money, or of goods, or as short as those are and no firm's name is."""
    return all_units(cells) or all(len(cell.strip()) <= _MOST_OF_GOODS or _GOODS.fullmatch(cell.strip()) for cell in cells)


def all_units(cells: Iterable[str]) -> bool:
    """Whether every cell that is not blank is a unit of money, and one is."""
    written = {cell.strip() for cell in cells} - {""}
    return bool(written) and all(read_unit(cell) != NOTHING_SAID and not _GOODS.fullmatch(cell) for cell in written)


def scales_rows(cells: Iterable[str]) -> bool:
    """Whether a column scales its rows: where all its cells are units of money, or one is of more than a yuan, which must not be lost."""
    written = {cell.strip() for cell in cells} - {""}
    return all_units(written) or any(read_unit(cell).unit for cell in written)


def unit_fault(heading: str, unit: str) -> Problem:
    """What is wrong with an amount whose row names a unit that is not of yuan."""
    what = Text(f"单位“{unit}”不是元", f"the unit “{unit}” is not of yuan")
    return Mistake(what, Text("请改成以人民币元计的金额和单位。", "Write the amount, and its unit, in yuan.")).at(heading)


def in_unit(scale: str) -> str:
    """The pattern of an amount that names this unit of yuan itself."""
    return rf"(?s).*[0-9０-９]\s*{f'{scale}[元圆]?' if scale else '[元圆]'}\s*"


def two_units_fault(heading: str, unit: str) -> Problem:
    """What is wrong with an amount that names another unit than its row does."""
    what = Text(f"格内写的单位不是本行的单位“{unit}”", f"the cell names another unit than its row, “{unit}”")
    return Mistake(what, Text("请核对是哪一个，再把两处改成一致。", "Check which is meant, and make the two the same.")).at(heading)


def other_unit_fault(column: TableColumn, scale: str, figure: str) -> Problem:
    """What is wrong with a bare figure whose row names another unit of yuan than its column does."""
    own = column.said.unit
    what = Text(
        f"“{figure}”有两种单位：本列是{own}元，本行的单位是{scale}元",
        f"“{figure}” has two units: the column is in {own}元, its row in {scale}元",
    )
    now = Text(
        f"请核对是 {figure}{own}元还是 {figure}{scale}元，再把两处改成一致。",
        f"Check whether it is {figure}{own}元 or {figure}{scale}元, and make the two the same.",
    )
    return Mistake(what, now).at(column.heading)


def without_unit(found: Layout, laid: bool) -> Layout:
    """A column of units is `laid` into the cells that it speaks of, or is none."""
    return found.replace(columns=tuple(column.replace(named=laid) for column in found.columns if column.form != "unit"))


def with_unit(figure: str, scale: str) -> str:
    """A bare figure with its unit; `Unreadable`, which quotes it as it stands, where it is no amount in that."""
    read_amount(figure, scale)
    return f"{figure.strip()}{scale}元"


def in_row_unit(written: str, columns: Iterable[TableColumn], cells: list[str]) -> list[Problem]:
    """The row's unit written after each of its amounts that names none; what is wrong with them."""
    scale, faults = read_unit(written).unit, list[Problem]()
    for column in columns:
        if column.form != "yuan":
            continue
        cell = cells[column.place]
        bare = re.fullmatch(BARE_FIGURE, cell)
        if bare and scale is None:
            faults.append(unit_fault(column.heading, written))
        elif bare and column.readable and column.said.unit not in (None, scale):
            # In neither unit is it an amount that could be shown.
            cells[column.place] = f"{cell.strip()}{scale}元"
            faults.append(other_unit_fault(column, scale or "", cell.strip()))
        elif bare:
            try:
                cells[column.place] = with_unit(cell, scale or "")
            except Problem as problem:
                faults.append(problem.at(column.heading))
        elif scale is not None and re.fullmatch(OWN_UNIT, cell) and not re.fullmatch(in_unit(scale), cell):
            faults.append(two_units_fault(column.heading, written))
    return faults
