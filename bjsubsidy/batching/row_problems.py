"""What is wrong with a row of a table: several problems in one text, with marks between their parts that no cell has."""

from collections.abc import Sequence
from typing import NamedTuple

from bjsubsidy.errors import Problem
from bjsubsidy.formula.dialect import Dialect
from bjsubsidy.language import Lang, clean
from bjsubsidy.record import Record

# After the heading of the column, before what to write, and between two problems.
HEADED, THEN, NEXT = "\x1d", "\x1f", "\x1e"
# What differs among problems of one cause: what is quoted, figures, and the names of cells.
_OWN = "“[^”]*”|[A-Z]*[0-9][0-9,.]*"


class CellProblem(NamedTuple):
    """The heading of a column ("" where the whole row is meant), what is wrong there, and what to write ("" where that says it)."""

    heading: str
    what: str
    write: str


class Cause(Record):
    """Problems alike: the first of them, how many rows have one, and where the first of these stand, None where nobody knows."""

    first: CellProblem
    rows: int
    places: tuple[str | None, ...]


def with_marks(problem: Problem, lang: Lang) -> str:
    """A problem as the text of a row holds it."""
    where, what, now = problem.parted(lang)
    return f"{where}{HEADED}{what}{THEN}{now}"


def problem_said(sql: str, dialect: Dialect, lang: Lang) -> str:
    """Marked problems of a row as one text for people, in SQL."""
    colon, between = ("：", "") if lang == "zh" else (": ", " ")
    for mark, sign in ((f"{THEN}{NEXT}", NEXT), (HEADED, colon), (THEN, between), (NEXT, between)):
        sql = f"replace({sql}, {dialect.text(mark)}, {dialect.text(sign)})"
    return f"trim({sql})"


def problems_of(text: str, headings: Sequence[str]) -> list[CellProblem]:
    """The problems of a row; one of the whole row may begin with the heading that it is about."""
    return [problem_of(part, headings) for part in text.split(NEXT)]


def problem_of(part: str, headings: Sequence[str]) -> CellProblem:
    """One of them."""
    heading, headed, said = part.rpartition(HEADED)
    what, _, now = said.partition(THEN)
    if not headed:
        heading = max((one for one in headings if one and what.startswith((f"{one}：", f"{one}: "))), key=len, default="")
        what = what.removeprefix(heading).lstrip("：: ") if heading else what
    return CellProblem(clean(heading), clean(what), clean(now))


def causes_query(rows: str, place: str, most: int) -> str:
    """The query (first problem, rows, places) of problems by cause, those of most rows first; `place` says in SQL where a row stands.

    For the embedded engine.
    """
    split = f"SELECT row, {place} AS place, string_split(problem, '{NEXT}') AS parts FROM ({rows}) WHERE problem IS NOT NULL"
    parts = f"SELECT row, place, unnest(parts) AS part, generate_subscripts(parts, 1) AS nth FROM ({split})"
    cause = f"regexp_replace(split_part(part, '{THEN}', 1), '{_OWN}', '', 'g')"
    found = f"min_by(part, row) AS first, count(*) AS rows, min_by(place, row, {most}) AS places, min((row, nth)) AS began"
    return f"SELECT first, rows, places FROM (SELECT {found} FROM ({parts}) GROUP BY {cause}) ORDER BY rows DESC, began"
