"""The answer as a workbook: numbers as numbers, text never as a formula, and a sheet of subtotals."""

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from numbers import Number
from typing import TYPE_CHECKING, Any

from bjsubsidy.answers.batch.answer import COLUMNS, MONEY, Answer
from bjsubsidy.answers.batch.request import Summary
from bjsubsidy.errors import Problem
from bjsubsidy.language import Lang, Text
from bjsubsidy.law.catalogue import Catalogue
from bjsubsidy.quantities import money_text
from bjsubsidy.writers.words import NATURES

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

# The same bytes for the same answer.
_ALWAYS = datetime(2000, 1, 1, tzinfo=UTC)
MOST_ROWS, MOST_TEXT, MOST_EXACT = 1_048_575, 32_767, 10**15
_CLAIMS, _SUMMARY = Text("申请", "claims"), Text("汇总", "summary")
_ALL = Text("（全部企业）", "(all enterprises)")
_SUBTOTALS = (
    Text("企业", "enterprise"),
    Text("措施", "measure"),
    Text("名称", "title"),
    Text("性质", "nature"),
    Text("笔数", "claims"),
    Text("符合的金额", "eligible"),
    Text("待定的最高额", "unconfirmed, at most"),
)


class TooLong(Problem):
    words = Text("{what}，工作簿放不下。请改用 CSV 或 Parquet。", "{what}, more than a workbook holds. Write CSV or Parquet.")


def subtotals(answer: Answer) -> str:
    """Of each firm and measure, in order of appearance: enterprise, measure, claims, eligible and unconfirmed high in fen."""
    highs = ", ".join(f"CAST(coalesce(sum(high) FILTER (verdict = '{v}'), 0) AS STRING)" for v in ("eligible", "unconfirmed"))
    claims = f"SELECT * FROM ({answer.sql}) WHERE m >= 0"
    return f"SELECT enterprise, measure, count(*), {highs} FROM ({claims}) GROUP BY enterprise, measure, m ORDER BY min(row), m"


def widths(answer: Answer) -> str:
    """One row: the columns' widest cells, a Chinese character counting two."""
    names = [*COLUMNS, *(f"x{n}" for n, _ in enumerate(answer.carried))]
    return f"SELECT {', '.join(f'max({_wide(name)})' for name in names)} FROM ({answer.sql})"


def _wide(name: str) -> str:
    cell = f'CAST("{name}" AS STRING)'
    return f"length(format('{{:,}}', \"{name}\")) + 2" if name in MONEY else f"(strlen({cell}) + length({cell})) // 2"


def write(
    path: str,
    answer: Answer,
    rows: Iterable[Sequence[Any]],
    wide: Sequence[int | None],
    firms: Sequence[Sequence[Any]],
    summary: Summary,
    catalogue: Catalogue,
    lang: Lang,
) -> None:
    """`rows` are the answer's columns but row and m, then amount_written and on_written; `firms` are the subtotals."""
    from xlsxwriter import Workbook

    count = summary.claims + summary.problems
    if max(count, len(firms) + len(summary.tallies)) > MOST_ROWS:
        raise TooLong(what=Text(f"共 {count} 行", f"there are {count} rows"))
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with Workbook(path, options) as book:
        book.set_properties({"created": _ALWAYS})
        _claims(_Page(book, _CLAIMS.in_(lang), [*COLUMNS, *answer.carried], [_width(w) for w in wide]), rows)
        headings = [heading.in_(lang) for heading in _SUBTOTALS]
        _subtotals(_Page(book, _SUMMARY.in_(lang), headings, [40, 24, 48, 16, 8, 20, 20]), firms, summary, catalogue, lang)


class _Page:
    """A sheet with a frozen heading, filled row by row."""

    def __init__(self, book: "Workbook", name: str, headings: Sequence[str], wide: Sequence[int]) -> None:
        self.sheet: Worksheet = book.add_worksheet(name)
        self.money: Format = book.add_format({"num_format": "#,##0.00"})
        self.day: Format = book.add_format({"num_format": "yyyy-mm-dd"})
        self.row = 0
        bold = book.add_format({"bold": True})
        for place, (heading, width) in enumerate(zip(headings, wide, strict=True)):
            self.sheet.set_column(place, place, max(width, min(_shown(heading), 60)) + 2)
            self.sheet.write_string(0, place, heading, bold)
        self.sheet.freeze_panes(1, 0)

    def next(self) -> None:
        self.row += 1

    def fen(self, place: int, fen: int | None) -> None:
        """A workbook holds doubles: below 10^13 yuan they are exact to the fen."""
        if fen is not None:
            self.sheet.write_number(self.row, place, Decimal(money_text(fen)), self.money)

    def cell(self, place: int, value: Any) -> None:
        if value is None:
            return
        if isinstance(value, bool):
            self.sheet.write_boolean(self.row, place, value)
        elif _fits(value):
            self.sheet.write_number(self.row, place, value)
        elif type(value) is date:
            self.sheet.write_datetime(self.row, place, value, self.day)
        else:
            self.text(place, str(value))

    def text(self, place: int, text: str) -> None:
        if len(text) > MOST_TEXT:
            raise TooLong(
                what=Text(f"第 {self.row + 1} 行有 {len(text)} 字的一格", f"row {self.row + 1} has a cell of {len(text)} characters")
            )
        self.sheet.write_string(self.row, place, text)


def _claims(page: _Page, rows: Iterable[Sequence[Any]]) -> None:
    money = {place for place, name in enumerate(COLUMNS) if name in MONEY}
    amount, on = COLUMNS.index("amount"), COLUMNS.index("on")
    for *cells, amount_written, on_written in rows:
        page.next()
        instead = {amount: amount_written, on: on_written}
        for place, value in enumerate(cells):
            if value is not None and place in money:
                page.fen(place, int(value))
            else:
                page.cell(place, instead.get(place) if value is None else value)


def _subtotals(page: _Page, firms: Sequence[Sequence[Any]], summary: Summary, catalogue: Catalogue, lang: Lang) -> None:
    rows = [(_ALL.in_(lang), t.measure.id, t.claims, t.eligible_high, t.unconfirmed_high) for t in summary.tallies]
    for enterprise, id, claims, eligible, unconfirmed in [*rows, *firms]:
        page.next()
        measure = catalogue.measure(id)
        for place, text in enumerate((enterprise, id, measure.title.in_(lang), NATURES[measure.nature].in_(lang))):
            page.text(place, text)
        page.cell(4, claims)
        page.fen(5, int(eligible))
        page.fen(6, int(unconfirmed))


def _fits(value: Any) -> bool:
    """Whether a workbook holds a number exactly."""
    return isinstance(value, Number) and abs(value) < MOST_EXACT  # type: ignore[arg-type]


def _width(wide: int | None) -> int:
    return min(wide or 0, 60)


def _shown(text: str) -> int:
    """Columns of a text: in GB18030 a Chinese character has two bytes and two columns."""
    return len(text.encode("gb18030", "replace"))
