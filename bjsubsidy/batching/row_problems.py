"""What is wrong with a row of a table: several problems in one text, with marks between their parts that no cell has."""

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import Any, NamedTuple

from bjsubsidy.formula.dialect import Dialect
from bjsubsidy.language import Lang, clean
from bjsubsidy.readers.marked_problems import HEADED, NEXT, THEN
from bjsubsidy.record import Record

# What differs among problems of one cause: what is quoted, figures, and the names of cells.
_QUOTED = "“[^”]*”"
_FIGURE = "[A-Z]*[0-9][0-9,.]*"
_OWN = f"{_QUOTED}|{_FIGURE}"
# How many different problems of one cause are told.
_MOST_SAID = 5


class CellProblem(NamedTuple):
    """The heading of a column ("" where the whole row is meant), what is wrong there, and what to write ("" where that says it)."""

    heading: str
    what: str
    write: str


class SaidProblem(Record):
    """A problem, how many rows have exactly this one, and where the first of these stand, None where nobody knows."""

    problem: CellProblem
    rows: int
    places: tuple[str | None, ...]


class Cause(SaidProblem):
    """Problems alike: `problem` is what holds for all their rows, with … for what differs, and what to write only where all write the same.

    `distinct` is how many different problems they are, `each` are those of most rows.
    """

    distinct: int
    each: tuple[SaidProblem, ...]

    @property
    def others(self) -> tuple[int, int]:
        """How many different problems `each` leaves out, and on how many rows."""
        return self.distinct - len(self.each), self.rows - sum(said.rows for said in self.each)


def problem_said(sql: str, dialect: Dialect, lang: Lang) -> str:
    """Marked problems of a row as one text for people, in SQL."""
    colon, between = ("：", "") if lang == "zh" else (": ", " ")
    # What is of the whole row stands under no heading.
    sql = f"{dialect.text(NEXT)} || {sql}"
    for mark, sign in ((f"{THEN}{NEXT}", NEXT), (f"{NEXT}{HEADED}", NEXT), (HEADED, colon), (THEN, between), (NEXT, between)):
        sql = f"replace({sql}, {dialect.text(mark)}, {dialect.text(sign)})"
    return f"trim({sql})"


def problems_of(text: str) -> list[CellProblem]:
    """The problems of a row."""
    return [_problem_of(part) for part in text.split(NEXT)]


def _problem_of(part: str) -> CellProblem:
    heading, _, said = part.rpartition(HEADED)
    what, _, now = said.partition(THEN)
    return CellProblem(clean(heading), clean(what), clean(now))


def under_own_headings(problem: str, headings: Mapping[str, str], dialect: Dialect) -> str:
    """Marked problems, in SQL, under the headings of the sheet that a row stands in; `headings` are its own by those of the table."""
    said = f"{dialect.text(NEXT)} || {problem}"
    for heading, own in headings.items():
        said = f"replace({said}, {dialect.text(f'{NEXT}{heading}{HEADED}')}, {dialect.text(f'{NEXT}{own}{HEADED}')})"
    return f"substring({said}, 2)"


def quoted(problem: CellProblem) -> str:
    """What a problem quotes; where it quotes nothing, all that is wrong."""
    return "".join(re.findall(_QUOTED, problem.what)) or problem.what


def causes_query(rows: str, place: str, most: int) -> str:
    """The query (cause, rows, places, distinct, alike, problem, rows, places): its first problems, by cause, most rows first.

    `alike`: all of a cause write the same. `place` says in SQL where a row stands. For the embedded engine.
    """
    split = f"SELECT row, {place} AS place, string_split(problem, '{NEXT}') AS parts FROM ({rows}) WHERE problem IS NOT NULL"
    parts = f"SELECT row, place, unnest(parts) AS part, generate_subscripts(parts, 1) AS nth FROM ({split})"
    what, now = (f"split_part(part, '{THEN}', {place})" for place in (1, 2))
    said = f"regexp_replace(regexp_replace({what}, '^.*{HEADED}', ''), '{_OWN}', '', 'g')"
    cause = f"SELECT *, regexp_extract({what}, '^.*{HEADED}') || {said} AS cause, {now} AS now FROM ({parts})"
    found = f"count(*) AS rows, min_by(place, row, {most}) AS places, min((row, nth)) AS began"
    alike = f"SELECT cause, {found}, count(DISTINCT part) AS several, min(now) = max(now) AS alike FROM marked GROUP BY cause"
    each = f"SELECT cause, part, {found} FROM marked GROUP BY cause, part"
    ranked = f"SELECT *, row_number() OVER (PARTITION BY cause ORDER BY rows DESC, began) AS rank FROM ({each})"
    return (
        f"WITH marked AS MATERIALIZED ({cause}) SELECT cause, a.rows, a.places, a.several, a.alike, r.part, r.rows, r.places "
        f"FROM ({alike}) a JOIN ({ranked}) r USING (cause) WHERE r.rank <= {_MOST_SAID} ORDER BY a.rows DESC, a.began, r.rank"
    )


def causes_of(found: Iterable[Sequence[Any]]) -> tuple[Cause, ...]:
    """The causes that the query found."""
    causes = []
    for _, alike_rows in groupby(found, lambda row: row[0]):
        told = list(alike_rows)
        _, rows, places, distinct, alike, *_ = told[0]
        each = tuple(SaidProblem(_problem_of(part), count, tuple(where)) for *_, part, count, where in told)
        causes.append(Cause(_of_all(each, distinct, alike), rows, tuple(places), distinct, each))
    return tuple(causes)


def _of_all(each: Sequence[SaidProblem], distinct: int, alike: bool) -> CellProblem:
    """What holds for every one of some problems."""
    heading, what, now = each[0].problem
    if distinct == 1:
        return each[0].problem
    return CellProblem(heading, re.sub(_QUOTED, "“…”", re.sub(_FIGURE, "…", what)), now if alike else "")
