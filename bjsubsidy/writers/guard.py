"""Text that a spreadsheet would run as a formula is written so that it is not: once in Python, once in SQL, the same rule."""

import re

_FORMULA = r"[=+\-@＝＋－＠\t\r].*"
_NUMBER = r"[+-]?[0-9.,]+%?"


def guarded(text: str) -> str:
    """A text with an apostrophe before it if a spreadsheet would run it; a number is left alone."""
    runs = re.fullmatch(_FORMULA, text, re.DOTALL) and not re.fullmatch(_NUMBER, text)
    return f"'{text}" if runs else text


def guarded_in_sql(text: str) -> str:
    """The same of an SQL expression."""
    runs = f"regexp_full_match({text}, '{_FORMULA}', 's') AND NOT regexp_full_match({text}, '{_NUMBER}')"
    return f"CASE WHEN {runs} THEN chr(39) || {text} ELSE {text} END"
