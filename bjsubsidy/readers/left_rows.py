"""Rows of a table that are no items: titles above the heading, sums, what stands below the last amount, the heading once more.

They are left out, counted and listed; what a sum says is held against what was read. Every other row is read or is a problem.
"""

from collections.abc import Sequence
from typing import Literal, NamedTuple

from bjsubsidy.errors import Problem
from bjsubsidy.language import Text, clean, shortened
from bjsubsidy.quantities import money_text
from bjsubsidy.readers.cell import read_amount
from bjsubsidy.readers.headings import CODE, Layout, TableColumn
from bjsubsidy.readers.units import NOTHING_SAID, folded_heading, hints_at_unit, unit_hint
from bjsubsidy.record import Record

LeftKind = Literal["above", "sum", "below", "heading"]
# First cells of rows that hold sums of others, folded; those in the second list go back to the last of their own.
SUMS = ("合计", "小计", "总计", "本页合计", "累计")
_OF_A_PART = ("小计", "本页合计")
_SHOWN = 5
_KINDS: dict[LeftKind, Text] = {
    "above": Text("标题行以上", "above the heading"),
    "sum": Text("合计", "sums"),
    "below": Text("末尾无金额", "after the last amount"),
    "heading": Text("重复的标题", "the heading once more"),
}


class LeftRow(Record):
    """A row that is left out: why, where it stands, and its cells that are not blank.

    Of a sum: its amount in fen, None where it cannot be read, and which rows of the table it stands below: those from `start`, where
    its sheet begins, to the one before `after`. `firm` and `credit_code` are whose item a row below the last amount looks to be.
    """

    kind: LeftKind
    place: str
    cells: tuple[str, ...]
    amount: int | None = None
    start: int = 0
    after: int = 0
    firm: str | None = None
    credit_code: str | None = None

    @property
    def word(self) -> str:
        """The first cell, as sums are known by it."""
        return _folded(self.cells[0])


def filled_cells(cells: Sequence[str]) -> tuple[str, ...]:
    return tuple(cell.strip() for cell in cells if cell.strip())


def _folded(cell: str) -> str:
    return folded_heading(cell).rstrip(":")


class LeftOutRows:
    """Which rows of one sheet are left out, by its headings and the columns that are read."""

    def __init__(self, headings: Sequence[str], layout: Layout) -> None:
        self.headings = [folded_heading(heading) for heading in headings]
        own = {column.id: column for column in layout.columns if column.place < len(headings)}
        self.amount: TableColumn | None = own.get("amount")
        self._of_an_item = [own[id].place for id in ("input", "measure", "on") if id in own]
        self._firm = [own[id].place if id in own else None for id in ("enterprise", CODE)]

    def kind(self, cells: Sequence[str]) -> LeftKind | None:
        """Why a row is left out wherever it stands; None where it is not."""
        if self._is_heading(cells):
            return "heading"
        first = next((place for place, cell in enumerate(cells) if cell.strip()), None)
        if first is None or _folded(cells[first]) not in SUMS:
            return None
        # The word itself may stand in the column of days: it is none.
        written = [place for place in self._of_an_item if place != first and place < len(cells) and cells[place].strip()]
        return None if written else "sum"

    def _is_heading(self, cells: Sequence[str]) -> bool:
        """Whether every cell is its heading: no amount, day or input is."""
        written = [folded_heading(cell) for cell in cells]
        while written and not written[-1]:
            written.pop()
        return len(written) > 1 and written == self.headings[: len(written)] and not any(self.headings[len(written) :])

    def has_amount(self, cells: Sequence[str]) -> bool:
        """Whether anything stands in the amount of a row; so it does in every row of a table without such a column."""
        return self.amount is None or (self.amount.place < len(cells) and bool(cells[self.amount.place].strip()))

    def firm(self, cells: Sequence[str]) -> tuple[str | None, str | None]:
        """The name and the code of the firm whose item a row looks to be; a remark under a table has no input and no day, or a colon."""
        written = [place for place, cell in enumerate(cells) if cell.strip()]
        if not (set(self._of_an_item) & set(written) if self._of_an_item else len(written) > 1):
            return None, None
        name, code = (cells[place].strip() if place in written else None for place in self._firm)
        return (None, None) if name is not None and (":" in folded_heading(name) or _folded(name) in SUMS) else (name, code)

    def figure(self, cells: Sequence[str]) -> int | None:
        """The amount of a row that is a sum, where it can be read."""
        if self.amount is None or not self.amount.readable or not self.has_amount(cells):
            return None
        try:
            return read_amount(cells[self.amount.place], self.amount.said.unit)
        except Problem:
            return None


def left_notes(left: Sequence[LeftRow], layout: Layout) -> list[Text]:
    """The line on rows that are left out, and what they may say of the unit of a table whose money has none."""
    if not left:
        return []
    zh, en = [], []
    for kind, name in _KINDS.items():
        rows = [row for row in left if row.kind == kind]
        if rows:
            shown = [(row.place, shortened(clean(" ".join(row.cells)), 30)) for row in rows[:_SHOWN]]
            more = Text(f"等 {len(rows)} 行", f" and {len(rows) - _SHOWN} more") if len(rows) > _SHOWN else Text("", "")
            zh.append(f"{name.zh}：{'、'.join(f'第 {place} 行“{text}”' for place, text in shown)}{more.zh}")
            en.append(f"{name.en}: {', '.join(f'row {place} “{text}”' for place, text in shown)}{more.en}")
    count = len(left)
    one = "1 row is not read as an item" if count == 1 else f"{count} rows are not read as items"
    said = Text(f"{count} 行不是项目，没有读取（{'；'.join(zh)}）", f"{one} ({'; '.join(en)})")
    if not any(column.form == "yuan" and column.said == NOTHING_SAID for column in layout.columns):
        return [said]
    below = [(row, cell) for row in left if row.kind == "below" for cell in row.cells if hints_at_unit(cell)]
    return [said, *(unit_hint(cell, Text(f"第 {row.place} 行", f"in row {row.place}")) for row, cell in below)]


def sums_of(left: Sequence[LeftRow]) -> list[tuple[LeftRow, int]]:
    """The sums of a table in its order, each with the row from which what lies between it and the sum before is counted."""
    found: list[tuple[LeftRow, int]] = []
    for row in left:
        if row.kind == "sum":
            before = found[-1][0] if found else None
            found.append((row, before.after if before is not None and before.start == row.start else row.start))
    return found


class _Read(NamedTuple):
    """What was read above a sum: fen of the rows without a problem, and how many rows have one."""

    fen: int
    problems: int

    def more(self, fen: int, problems: int) -> "_Read":
        return _Read(self.fen + fen, self.problems + problems)


def sum_notes(sums: Sequence[tuple[LeftRow, int]], between: Sequence[tuple[int, int]]) -> list[Text]:
    """Sums that are not what was read above them; `between` is what was read between each and the one before.

    That is the fen of rows without a problem, and how many rows have one. A sum may count from the one before it, from the last of
    its name, or from the top.
    """
    notes, unread = [], []
    start, top, own = -1, _Read(0, 0), dict[str, _Read]()
    for (row, _), read in zip(sums, between, strict=True):
        if row.start != start:
            start, top, own = row.start, _Read(0, 0), {}
        top = top.more(*read)
        own = {word: one.more(*read) for word, one in own.items()}
        since = own.get(row.word, top)
        own[row.word] = _Read(0, 0)
        if row.amount is None:
            unread.append(row.place)
        elif row.amount not in (since.fen, top.fen, *([read[0]] if read[0] else [])):
            notes.append(_other_sum(row, since if row.word in _OF_A_PART else top))
    if unread:
        zh, en = "、".join(unread[:_SHOWN]), ", ".join(unread[:_SHOWN])
        notes.append(Text(f"第 {zh} 行的合计没有可读的金额，未核对", f"sums without an amount that can be read are not compared: row {en}"))
    return notes


def _other_sum(row: LeftRow, read: _Read) -> Text:
    word, written, found = clean(row.cells[0]), money_text(row.amount or 0), money_text(read.fen)
    without = Text(f"（不含有问题的 {read.problems} 行）", f" (without rows that have a problem: {read.problems})")
    zh, en = (without.zh, without.en) if read.problems else ("", "")
    return Text(
        f"第 {row.place} 行“{word}”为 {written} 元，其上读取的金额合计 {found} 元{zh}，两者不同",
        f"row {row.place} “{word}” says {written} yuan; the amounts read above it are {found} yuan{en}",
    )
