"""Rows that are read as items and are called as lines of sums are (合计, 本月合计, 过次页): likely the money above them once more."""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from bjsubsidy.batching.noted import MOST_PLACES, NotedRun, places_said
from bjsubsidy.batching.sum_words import like_a_sum
from bjsubsidy.formula.sql import FIRM_COLUMN, key_column
from bjsubsidy.language import Text, clean
from bjsubsidy.quantities import money_text

# Columns whose cells are no names.
_NO_NAMES = ("yuan", "day", "share", "whole", "truth", "choice", "currency", "unit", "measure", "input", "code")


class SumRows(NamedTuple):
    """Rows that a test finds: what they are called, their places, and how many of them are counted, with what in fen."""

    names: str
    places: Text
    counted: int
    fen: int


class _Kind(NamedTuple):
    """Such rows by what names them: their names and the test, in SQL, and the note on some of them."""

    name: str
    test: str
    said: Callable[[SumRows], Text]


def sum_row_notes(run: NotedRun) -> Iterator[Text]:
    """The notes on such rows: first by their firms, then by whatever else names them."""
    for kind in _kinds(run):
        found = _found(run, kind)
        if found is not None:
            yield kind.said(found)


def sum_notes_by_firm(run: NotedRun) -> Iterator[tuple[str | None, Text]]:
    """The same of each firm by itself, with its key; for the embedded engine."""
    for kind in _kinds(run):
        listed = f"list({{0}} ORDER BY row)[1:{MOST_PLACES + 1}]"
        found = f"{listed.format(kind.name)}, {listed.format(run.firms.place)}, {_COUNTED}"
        rows = run.query(f"SELECT {FIRM_COLUMN}, {found} FROM {run.view('typed')} WHERE {kind.test} GROUP BY {FIRM_COLUMN}")
        for firm, names, places, count, fen in rows:
            yield firm, kind.said(_sum_rows(names, places, count, fen))


def firms_like_sums(run: NotedRun) -> set[str | None]:
    """The keys of firms that are called as lines of sums are in every row of theirs."""
    called = like_a_sum(run.rule.dialect.name(key_column("enterprise")), run.rule.dialect)
    return {key for (key,) in run.query(f"SELECT {FIRM_COLUMN} FROM {run.view('typed')} GROUP BY {FIRM_COLUMN} HAVING bool_and({called})")}


_COUNTED = "count(*) FILTER (WHERE problem IS NULL), sum(amount) FILTER (WHERE problem IS NULL)"


def _kinds(run: NotedRun) -> Iterator[_Kind]:
    firm = like_a_sum(run.rule.dialect.name(key_column("enterprise")), run.rule.dialect)
    yield _Kind("enterprise", firm, _of_firms)
    firms = {column.place for column in run.layout.columns if column.id == "enterprise"}
    read = [column.place for column in run.layout.columns if column.form not in _NO_NAMES]
    no_names = {column.place for column in run.layout.columns if column.form in _NO_NAMES}
    places = sorted({*read, *(place for place, _ in run.layout.carried if place not in no_names)} - firms)
    cells = [f"c{place}" for place in places if run.typing.types[place] in ("varchar", "string")]
    if cells:
        tests = [(cell, like_a_sum(cell, run.rule.dialect)) for cell in cells]
        name = f"CASE {' '.join(f'WHEN {test} THEN {cell}' for cell, test in tests)} END"
        yield _Kind(name, f"({' OR '.join(test for _, test in tests)}) AND NOT coalesce({firm}, FALSE) AND problem IS NULL", _of_items)


def _found(run: NotedRun, kind: _Kind) -> SumRows | None:
    """The rows of a kind in all; None where there are none."""
    rows = f"FROM {run.view('typed')} WHERE {kind.test}"
    first = run.query(f"SELECT {kind.name} AS name, {run.firms.place} AS p {rows} ORDER BY row LIMIT {MOST_PLACES + 1}")
    if not first:
        return None
    count, fen = run.query(f"SELECT count(*), {run.rule.dialect.total('amount')} {rows} AND problem IS NULL")[0]
    return _sum_rows([name for name, _ in first], [place for _, place in first], count, fen)


def _sum_rows(names: Sequence[str], places: Sequence[str | None], count: int, fen: int | None) -> SumRows:
    return SumRows("”“".join(dict.fromkeys(map(clean, names))), places_said(places), int(count), int(fen or 0))


def _of_firms(found: SumRows) -> Text:
    zh, en = (
        (
            f"，照样作为一家企业计算（共 {money_text(found.fen)} 元）；如是合计，请删去",
            f"; they count as a firm ({money_text(found.fen)} yuan in all): delete them if they are totals",
        )
        if found.counted
        else ("；如是合计，请删去", ": delete them if they are totals")
    )
    return Text(
        f"企业名称是“{found.names}”的行{found.places.zh}像是合计行{zh}",
        f"rows whose firm is “{found.names}”{found.places.en} look like totals{en}",
    )


def _of_items(found: SumRows) -> Text:
    names, places, counted, fen = found
    return Text(
        f"{counted} 行写有“{names}”{places.zh}，像是合计行，照样作为项目计算，共 {money_text(fen)} 元；如是合计，请删去",
        f"rows that say “{names}”{places.en} look like totals; {counted} of them count as items, "
        f"{money_text(fen)} yuan in all: delete them if they are totals",
    )
