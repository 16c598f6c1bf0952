"""Units that stand beside amounts: a column of them scales its rows, a cell may name its own, and the two may not differ.

`cleaning` writes them into the cells of sheets, `batching.row_units` does the same in SQL.
"""

import re
from collections.abc import Callable, Iterable, Sequence

from bjsubsidy.language import Text
from bjsubsidy.quantities import SCALES
from bjsubsidy.readers.headings import Layout, TableColumn, TableReading, Vocabulary
from bjsubsidy.readers.units import NOTHING_SAID, read_unit, taken_apart

# An amount that names no unit itself; what is none (12..5) keeps its cell as it is, to be quoted so.
BARE_FIGURE = r"\s*(?:[¥￥]|人民币|RMB|CNY)?\s*[0-9０-９][0-9０-９,，]*(?:[.．][0-9０-９]+)?\s*"
# An amount that names one, whatever it is.
_SCALES = "|".join(sorted(filter(None, SCALES), key=len, reverse=True))
_GOODS = re.compile("[百千万亿]*(?:克|瓦|米|升|吨|度|卡|件|个|只|套|台|次|人|股|时|平方米|立方米|千瓦时|瓦时)")
_MOST_OF_GOODS = 2
OWN_UNIT = rf"(?s).*[0-9０-９]\s*(?:(?:{_SCALES})[元圆]?|[元圆])\s*"


def with_firm(headings: Sequence[str], known: Vocabulary, asked: TableReading, cells: Callable[[int], Iterable[str]]) -> TableReading:
    """A column 单位 is the firm where nothing else is and it holds no units, of money or of goods (台, 千克); `cells` gives a column's."""
    names = [taken_apart(heading).name for heading in headings]
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


def unit_fault(heading: str, unit: str) -> Text:
    """What is wrong with an amount whose row names a unit that is not of yuan."""
    return Text(f"{heading}：单位“{unit}”不是元", f"{heading}: the unit “{unit}” is not of yuan")


def in_unit(scale: str) -> str:
    """The pattern of an amount that names this unit of yuan itself."""
    return rf"(?s).*[0-9０-９]\s*{f'{scale}[元圆]?' if scale else '[元圆]'}\s*"


def two_units_fault(heading: str, unit: str) -> Text:
    """What is wrong with an amount that names another unit than its row does."""
    return Text(f"{heading}：格内写的单位不是本行的单位“{unit}”", f"{heading}: the cell names another unit than its row, “{unit}”")


def without_unit(found: Layout) -> Layout:
    """A column of units is laid into the cells that it speaks of."""
    return found.replace(columns=tuple(column for column in found.columns if column.form != "unit"))


def in_row_unit(written: str, columns: Iterable[TableColumn], cells: list[str]) -> list[Text]:
    """The row's unit written after each of its amounts that names none; what is wrong with them."""
    scale, faults = read_unit(written).unit, []
    for column in columns:
        if column.form != "yuan":
            continue
        cell = cells[column.place]
        bare = re.fullmatch(BARE_FIGURE, cell)
        if bare and scale is None:
            faults.append(unit_fault(column.heading, written))
        elif bare:
            cells[column.place] = f"{cell.strip()}{scale}元"
        elif scale is not None and re.fullmatch(OWN_UNIT, cell) and not re.fullmatch(in_unit(scale), cell):
            faults.append(two_units_fault(column.heading, written))
    return faults
