"""Rows of no firm and no input of their own that are called as lines of sums are (本月合计, 期初余额): problems, whatever their day."""

from collections.abc import Sequence

from bjsubsidy.batching.sentence import put_together
from bjsubsidy.batching.sum_words import like_a_sum
from bjsubsidy.errors import Mistake
from bjsubsidy.formula.dialect import Dialect
from bjsubsidy.language import Lang, Text
from bjsubsidy.law.catalogue import Catalogue
from bjsubsidy.readers.headings import CODE, Layout, of_items
from bjsubsidy.readers.marked_problems import with_marks

# What tells an item from a sum, where a row has it in a cell of its own.
_OF_AN_ITEM = ("enterprise", CODE, "input")
_TEXT = ("varchar", "string")
_CALLED = "⟦called⟧"
# Blanks that an engine does not trim by itself.
_BLANKS = "\u3000\xa0\t\r\n"


class SumProblems:
    """Finds such rows of one table in SQL: `types` are the engine's of each cell, of which the first `own` are the table's.

    The others were said beside the table for every row, and no row says them itself.
    """

    def __init__(self, layout: Layout, types: Sequence[str], own: int, dialect: Dialect, lang: Lang) -> None:
        self.own = own
        self.dialect = dialect
        self.lang: Lang = lang
        self._said = layout.columns
        self._headings = {column.place: column.heading for column in layout.columns} | dict(layout.carried)
        self._texts = [place for place in range(own) if types[place] in _TEXT]

    def told(self, place: int) -> bool:
        """Whether a column was said beside the table."""
        return place >= self.own

    def sql(self, catalogue: Catalogue) -> str:
        """The marked problem of such a row, NULL of any other."""
        nameless = [
            f"NOT {self._filled(column.place)}" for column in self._said if column.id in _OF_AN_ITEM and not self.told(column.place)
        ]
        called = f"coalesce({', '.join([*map(self._called, self._labels(catalogue)), self._first()])})"
        return f"CASE WHEN {' AND '.join(nameless) or 'TRUE'} THEN {called} END"

    def _labels(self, catalogue: Catalogue) -> list[int]:
        """The columns that say what a row is: that of items, and those that could be it."""
        known = of_items(catalogue)
        names = {heading for among in (known.exact, known.also) for heading, id in among.items() if id == "item"}
        items = {column.place for column in self._said if column.id == "item"}
        return [place for place in self._texts if place in items or known.part(self._headings.get(place, "")).name in names]

    def _first(self) -> str:
        """What is wrong with a row by its first filled cell."""
        cells = [f"WHEN {self._filled(place)} THEN {self._called(place)}" for place in range(self.own)]
        return f"CASE {' '.join(cells)} END" if cells else "CAST(NULL AS STRING)"

    def _filled(self, place: int) -> str:
        blanks, spaces = self.dialect.text(_BLANKS), self.dialect.text(" " * len(_BLANKS))
        return f"(trim(translate(coalesce(CAST(c{place} AS STRING), ''), {blanks}, {spaces})) <> '')"

    def _called(self, place: int) -> str:
        """What is wrong with a row that a cell calls so; NULL where it does not."""
        if place not in self._texts:
            return "CAST(NULL AS STRING)"
        said = with_marks(_like_a_sum().at(self._headings.get(place, "")), self.lang)
        return (
            f"CASE WHEN {like_a_sum(f'c{place}', self.dialect)} THEN {put_together(said, {_CALLED: f'trim(c{place})'}, self.dialect)} END"
        )


def _like_a_sum() -> Mistake:
    return Mistake(
        Text(f"像是合计行（“{_CALLED}”），没有计入", f"it looks like a total (“{_CALLED}”) and is not counted"),
        Text(
            "如是合计，请删去本行；如是一笔费用，请改写这一格。",
            "Delete the row if it is a total; write the cell otherwise if it is an expense.",
        ),
    )
