"""The sheet of every claim, in the order of the table; the cells of a problem stand out."""

from collections.abc import Callable, Iterable, Sequence
from itertools import zip_longest
from typing import TYPE_CHECKING, Any

from bjsubsidy.batching.result import ANSWER_COLUMNS, ANSWER_ROW, MONEY, ResultQuery
from bjsubsidy.language import Text, clean
from bjsubsidy.reports.batch import AnswerCells, AnswerRow
from bjsubsidy.reports.sheet import Word
from bjsubsidy.writers.batch.answer import BatchAnswer
from bjsubsidy.writers.worksheet import Page

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook

_ANSWERS = Text("申请", "claims")
# Of columns whose words are not those of the query: how wide they are at most; what is longer is broken within its cell.
_WORDS = {"input": 14, "measure": 24, "verdict": 10, "bound": 10, "document": 20, "problem": 32, "why": 24, "asks": 24}
# Its names are the longest and the least wanted: they make no row taller.
_ON_ONE_LINE = "document"
_LAST_PRINTED = ANSWER_COLUMNS[-1]
_WIDEST, _PROBLEM_COLOUR = 28, "#FFC7CE"


def widths(answer: ResultQuery) -> str:
    """One row: the columns' widest cells, a Chinese character counting two."""
    names = [*ANSWER_COLUMNS, *(f"x{n}" for n, _ in enumerate(answer.carried))]
    return f"SELECT {', '.join(f'max({_wide(name)})' for name in names)} FROM ({answer.sql})"


def _wide(name: str) -> str:
    cell = f'CAST("{name}" AS STRING)'
    if name in _WORDS:
        return str(_WORDS[name])
    return f"length(format('{{:,}}', \"{name}\")) + 2" if name in MONEY else f"(strlen({cell}) + length({cell})) // 2"


class AnswerSheet:
    """`wide` are the widest cells; what is carried through stays as it is, but for yes and no."""

    def __init__(self, book: "Workbook", answer: BatchAnswer, cells: AnswerCells, wide: Sequence[int | None]) -> None:
        lang, carried = answer.lang, answer.rows.carried
        headings = [*(column.heading.in_(lang) for column in ANSWER_ROW), *map(clean, carried)]
        money = [place for place, id in enumerate(ANSWER_COLUMNS) if id in MONEY]
        named = zip_longest(ANSWER_COLUMNS, wide)
        self.page = Page(
            book, _ANSWERS.in_(lang), headings, [min(one or 0, _WORDS.get(id, _WIDEST)) for id, one in named], wrap=True, right=money
        )
        self.cells = cells
        self.truths = {True: cells.words.say("是", "yes"), False: cells.words.say("否", "no")}
        self.one_line = book.add_format({"valign": "top"})
        self.bad = book.add_format({"bg_color": _PROBLEM_COLOUR, "text_wrap": True, "valign": "top"})
        self.columns = {column.heading: column.id for column in answer.run.layout.columns}
        self.columns |= {own: self.columns[of] for sheet in answer.run.table.headed for of, own in sheet.headings.items()}
        own: dict[str, Callable[[AnswerRow], Any]] = {
            **{"input": cells.input, "amount": cells.amount, "on": cells.on, "measure": cells.measure, "verdict": cells.verdict},
            **{"bound": cells.bound, "high": cells.high, "document": cells.document, "why": cells.why, "asks": cells.asks},
        }
        self.own = [own.get(id, _of(place)) for place, id in enumerate(ANSWER_COLUMNS)]

    def write(self, rows: Iterable[AnswerRow]) -> None:
        """Every row, then the filter over all of them; paper shows the columns of the answer, and not those carried through."""
        for row in rows:
            self.page.next()
            self._row(row)
        self.page.sheet.autofilter(0, 0, self.page.row, self.page.last)
        self.page.sheet.print_area(0, 0, self.page.row, ANSWER_COLUMNS.index(_LAST_PRINTED))

    def _row(self, row: AnswerRow) -> None:
        problems = self.cells.problems(row)
        values = [cell(row) for cell in self.own]
        broken = zip(ANSWER_COLUMNS, values, strict=True)
        self.page.tall([_shown(value) if id != _ON_ONE_LINE else "" for id, value in broken])
        bad = {"problem", *(self.columns.get(problem.heading) for problem in problems)} if problems else set()
        for place, (id, value) in enumerate(zip(ANSWER_COLUMNS, values, strict=True)):
            if id in bad:
                self.page.marked(place, value, self.bad)
            elif id in MONEY and isinstance(value, int):
                self.page.fen(place, value)
            elif id == "high" and isinstance(value, Word):
                self.page.fen_or(place, None, value.shown)
            elif id == _ON_ONE_LINE and value is not None:
                self.page.text(place, str(value), self.one_line)
            elif value is not None:
                self.page.cell(place, value.shown if isinstance(value, Word) else value)
        for place, value in enumerate(row[len(ANSWER_COLUMNS) : -3], len(ANSWER_COLUMNS)):
            self.page.cell(place, self.truths[value] if isinstance(value, bool) else value)


def _shown(value: Any) -> str:
    """The words of a cell that may be broken; of figures and days none."""
    return value.shown if isinstance(value, Word) else value if isinstance(value, str) else ""


def _of(place: int) -> Callable[[AnswerRow], Any]:
    """What the answer itself has there; money in whole fen."""
    if ANSWER_COLUMNS[place] in MONEY:
        return lambda row: None if row[place] is None else int(row[place])
    return lambda row: row[place]
