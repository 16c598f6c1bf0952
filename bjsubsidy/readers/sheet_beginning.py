"""How a sheet begins: its first rows, among which its heading is, and what those above it say of units and days."""

import re
from collections.abc import Sequence
from itertools import islice

from bjsubsidy.errors import Mistake
from bjsubsidy.language import Text
from bjsubsidy.readers.finding import HEADING_ROWS
from bjsubsidy.readers.sheets import SheetRow, SourceSheet
from bjsubsidy.readers.units import NOTHING_SAID, Said, above, agreed, hints_at_unit

_DAY = re.compile(r"\d{4}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}\s*日?", re.ASCII)


def empty() -> Mistake:
    """That nothing stands in a table."""
    return Mistake(Text("表是空的", "the table is empty"), Text("请写标题行和数据。", "Write a heading and the rows under it."))


def beginning(sheet: SourceSheet) -> list[SheetRow]:
    """The first rows that are not blank, as many as are looked at for a heading."""
    return list(islice((row for row in sheet.rows() if any(cell.strip() for cell in row.cells)), HEADING_ROWS))


def trimmed_heading(cells: Sequence[str]) -> tuple[str, ...]:
    """A heading without the blank cells after it, each as one line."""
    heading = [re.sub(r"[^\S\t]+", " ", cell).strip() for cell in cells]
    while heading and not heading[-1]:
        heading.pop()
    return tuple(heading)


def said_above(rows: Sequence[SheetRow]) -> tuple[Said, str | None, list[str]]:
    """The unit and the first day that stand above a heading, and where no unit was read what may name one."""
    cells = [cell for row in rows for cell in row.cells if cell.strip()]
    day = next((found[0] for cell in cells if (found := _DAY.search(cell))), None)
    unit = agreed([above(cell) for cell in cells])
    return unit, day, [cell for cell in cells if hints_at_unit(cell)] if unit == NOTHING_SAID else []
