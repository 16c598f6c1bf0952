"""A sheet of a workbook as it is written: frozen heading, numbers as numbers, text never as a formula, printed on A4."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO
from itertools import zip_longest
from numbers import Number
from typing import TYPE_CHECKING, Any, TypeVar

from bjsubsidy.errors import Problem
from bjsubsidy.language import Text
from bjsubsidy.quantities import money_text
from bjsubsidy.reports.phrases import grouped_money
from bjsubsidy.writers import scale

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

# The same bytes for the same answer.
_ALWAYS = datetime(2000, 1, 1, tzinfo=UTC)
MOST_ROWS, MOST_TEXT, MOST_EXACT = 1_048_575, 32_767, 10**15
_MOST_LINKS = 65_530
_A4 = 9
Row = TypeVar("Row")


class TooLong(Problem):
    """More than a worksheet or a cell holds."""

    words = Text("{what}，工作簿放不下。请改用 CSV 或 Parquet。", "{what}, more than a workbook holds. Write CSV or Parquet.")


@contextmanager
def opened_workbook(file: str | BytesIO, title: str = "", folder: str | None = None) -> Iterator["Workbook"]:
    """A workbook that is whole when the block ends; what the system refuses is an OSError.

    It is made in memory, or row by row with what is written kept in a `folder`.
    """
    from xlsxwriter import Workbook
    from xlsxwriter.exceptions import FileCreateError

    place = {"in_memory": True} if folder is None else {"constant_memory": True, "tmpdir": folder}
    book = Workbook(file, {**place, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False})
    book.set_properties({"title": title, "created": _ALWAYS})
    yield book
    try:
        book.close()
    except FileCreateError as error:
        raise error.args[0] from None


class Page:
    """A sheet with a heading, filled row by row; `wrap` breaks long text within its cell, `right` are columns of figures.

    The heading is `frozen`, where it stands over all rows.
    """

    def __init__(
        self,
        book: "Workbook",
        name: str,
        headings: Sequence[str],
        wide: Sequence[int],
        wrap: bool = False,
        right: Sequence[int] = (),
        frozen: bool = True,
    ) -> None:
        look = {"text_wrap": True, "valign": "top"} if wrap else {}
        text = {**look, "indent": 1, "align": "left"} if wrap else look
        headed = zip_longest(headings, wide, fillvalue="")
        self.wide = [max(int(width), min(scale.text_columns([str(heading)]), 60)) for heading, width in headed]
        self.last = max(place for place, _ in enumerate(self.wide))
        self.sheet: Worksheet = book.add_worksheet(name)
        self.plain: Format = book.add_format(text)
        self.money: Format = book.add_format({**look, "num_format": "#,##0.00"})
        self.day: Format = book.add_format({**text, "num_format": "yyyy-mm-dd"})
        self.counted: Format = book.add_format({**look, "num_format": "#,##0"})
        self.left_counted: Format = book.add_format({**text, "num_format": "#,##0"})
        self.unknown: Format = book.add_format({**look, "align": "right"})
        self.row = self.links = 0
        self.bold, self.over_figures = book.add_format({**text, "bold": True}), book.add_format({**look, "bold": True, "align": "right"})
        for place, width in enumerate(self.wide):
            self.sheet.set_column(place, place, width + 3)
        self.headed(headings, right)
        if frozen:
            self.sheet.freeze_panes(1, 0)
            self.sheet.repeat_rows(0)
        self._print_on_a4()

    def headed(self, headings: Sequence[str], right: Sequence[int] = ()) -> None:
        """Headings in this row; those over figures to the `right`."""
        for place, heading in enumerate(headings):
            self.sheet.write_string(self.row, place, heading, self.over_figures if place in right else self.bold)

    def _print_on_a4(self) -> None:
        """Across, as wide as the paper."""
        self.sheet.set_paper(_A4)
        self.sheet.set_landscape()
        self.sheet.fit_to_pages(1, 0)
        self.sheet.set_footer("&L&A&R&P / &N")

    def next(self) -> None:
        self.row += 1
        if self.row > MOST_ROWS:
            raise TooLong(what=Text(f"超过 {MOST_ROWS} 行", f"there are more than {MOST_ROWS} rows"))

    def fill(self, rows: Iterable[Row], draw: Callable[[Row], None], left: Callable[[int], str]) -> None:
        """A line for each row; where they are more than a sheet holds the last line says how many are `left`."""
        coming = iter(rows)
        row = next(coming, None)
        while row is not None:
            self.next()
            after = next(coming, None)
            if after is not None and self.row == MOST_ROWS:
                count = 2
                for _ in coming:
                    count += 1
                self.text(0, left(count))
                return
            draw(row)
            row = after

    def tall(self, texts: Sequence[str]) -> None:
        """This row as high as its longest text needs: not every program that opens a workbook works it out."""
        lines = max((scale.wrapped_lines(text, width) for text, width in zip(texts, self.wide, strict=False)), default=1)
        if lines > 1:
            self.sheet.set_row(self.row, scale.row_height(lines))

    def texts(self, texts: Sequence[str]) -> None:
        """A row of text, as high as its longest cell needs."""
        self.tall(texts)
        for place, text in enumerate(texts):
            if text:
                self.text(place, text)

    def fen(self, place: int, fen: int | None, look: "Format | None" = None) -> None:
        """A workbook holds doubles: below 10^13 yuan they are exact to the fen."""
        if fen is not None:
            self.sheet.write_number(self.row, place, Decimal(money_text(fen)), look or self.money)

    def count(self, place: int, count: int, left: bool = False) -> None:
        self.sheet.write_number(self.row, place, count, self.left_counted if left else self.counted)

    def fen_or(self, place: int, fen: int | None, unknown: str) -> None:
        """An amount, or where it is not known the word for that."""
        if fen is None:
            self.text(place, unknown, self.unknown)
        else:
            self.fen(place, fen)

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

    def marked(self, place: int, value: Any, look: "Format") -> None:
        """A cell that stands out, a blank one too."""
        if value is None:
            self.sheet.write_blank(self.row, place, None, look)
        else:
            self.text(place, grouped_money(value) if isinstance(value, int) else str(value), look)

    def text(self, place: int, text: str, look: "Format | None" = None) -> None:
        if len(text) > MOST_TEXT:
            raise TooLong(
                what=Text(
                    f"第 {self.row + 1} 行有一个 {len(text)} 字的单元格", f"row {self.row + 1} has a cell of {len(text):,} characters"
                )
            )
        self.sheet.write_string(self.row, place, text, look or self.plain)

    def link(self, place: int, file: str, text: str) -> None:
        """Words that open a file beside the workbook; a sheet holds only so many, the rest are words."""
        self.links += 1
        if self.links > _MOST_LINKS:
            self.text(place, text)
        else:
            self.sheet.write_url(self.row, place, f"external:{file}", None, text)


def _fits(value: Any) -> bool:
    """Whether a workbook holds a number exactly."""
    return isinstance(value, Number) and abs(value) < MOST_EXACT  # type: ignore[arg-type]
