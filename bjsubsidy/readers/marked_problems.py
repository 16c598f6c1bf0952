"""The problems of a row as one text, with marks between their parts that no cell has, so that each can be told apart again."""

from collections.abc import Iterable, Mapping

from bjsubsidy.errors import Mistake, Problem
from bjsubsidy.language import Lang, Text
from bjsubsidy.record import NONE_GIVEN

# After the heading of the column, before what to write, and between two problems.
HEADED, THEN, NEXT = "\x1d", "\x1f", "\x1e"
_CORRECT = Text("请更正这一行。", "Correct the row.")


def with_marks(problem: Problem, lang: Lang, headed: Mapping[str, str] = NONE_GIVEN) -> str:
    """A problem as the text of a row holds it; a heading that is in `headed` by the name it has there."""
    where, what, now = problem.parted(lang)
    return f"{headed.get(where, where)}{HEADED}{what}{THEN}{now}"


def all_with_marks(problems: Iterable[Problem], lang: Lang, headed: Mapping[str, str] = NONE_GIVEN) -> str:
    """Several of one row; "" of none."""
    return NEXT.join(with_marks(problem, lang, headed) for problem in problems)


def of_the_row(said: Text) -> Problem:
    """What is wrong with a row as it was written, and not with a cell of it."""
    return Mistake(said, _CORRECT)
