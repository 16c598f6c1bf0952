"""What a run over a table looks like to what is said of it: the same questions to either engine."""

from collections.abc import Iterable, Sequence
from typing import Any, Protocol

from bjsubsidy.batching.claims import Claims
from bjsubsidy.batching.columns import Survey, Typing
from bjsubsidy.batching.firms import FirmSql
from bjsubsidy.batching.request import Request
from bjsubsidy.language import Text
from bjsubsidy.law.firm import Receipt
from bjsubsidy.readers.headings import Layout, TableColumn
from bjsubsidy.readers.left_rows import LeftRow


class NotedRun(Protocol):
    """A table that is being computed: `rows` is the query of its raw rows, `told` are its receipts as they were written."""

    request: Request
    rows: str
    layout: Layout
    typing: Typing
    found: Survey
    rule: Claims
    firms: FirmSql
    told: Sequence[Receipt]
    left: Sequence[LeftRow]

    def query(self, sql: str) -> list[Any]:
        """The rows of a query that has few."""
        ...

    def view(self, name: str) -> str:
        """What a relation (typed, claims, pairs, …) is called in the engine."""
        ...

    def keep(self, name: str, columns: Sequence[tuple[str, str]], rows: Iterable[Sequence[object]]) -> None:
        """A relation of typed rows, under a name for `view`."""
        ...

    def cells_of(self, column: TableColumn) -> str:
        """The relation (text, value, key, problem) of the cells of a column that were read one by one."""
        ...


# How many places one note names.
MOST_PLACES = 5


def places_said(places: Sequence[str | None]) -> Text:
    """The first rows of a note, in brackets, … where there are more; nothing where an engine knows no places."""
    known, more = [place for place in places[:MOST_PLACES] if place is not None], "…" if len(places) > MOST_PLACES else ""
    return Text(f"（第 {'、'.join(known)}{more} 行）", f" ({', '.join(known)}{more})") if known else Text("", "")
