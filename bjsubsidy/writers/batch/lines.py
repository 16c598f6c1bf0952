"""The answer as lines of text that the engine writes itself: CSV for a spreadsheet, and JSON lines.

Money is plain decimal text, a day 2021-03-20; what could not be read stands as it was written.
"""

from bjsubsidy.batching.result import COLUMNS, MONEY, ResultQuery

MARK = "\ufeff"
# What a spreadsheet would take for a formula, and the numbers that look like one.
_FORMULA = r"[=+\-@＝＋－＠\t\r].*"
_NUMBER = r"[+-]?[0-9.,]+%?"


def csv(answer: ResultQuery, plain: bool) -> str:
    """One line a row, quoted where needed; `plain` is without the mark and the line ends that Excel likes."""
    end, mark = ("", "") if plain else ("\r", MARK)
    cells = [*map(_cell, COLUMNS), *(_cell(f"x{n}") for n, _ in enumerate(answer.carried))]
    heading = mark + ",".join(_heading(name) for name in (*COLUMNS, *answer.carried))
    line = " || ',' || ".join(cells)
    return f"SELECT {_literal(heading + end)} AS line UNION ALL SELECT {line} || {_literal(end)} FROM ({answer.sql})"


def json(answer: ResultQuery) -> str:
    """One object a line; money and days are strings, what is not there is null."""
    named = [(name, _text(name)) for name in COLUMNS]
    named += [(heading, f"x{n}") for n, heading in enumerate(answer.carried)]
    pairs = ", ".join(f"{_literal(name)}, {value}" for name, value in named)
    return f"SELECT json_object({pairs}) FROM ({answer.sql})"


def copy(query: str, path: str) -> str:
    """The statement that writes a query of one text column, as it stands, line by line."""
    return f"COPY ({query}) TO {_literal(path)} (FORMAT csv, HEADER false, QUOTE '', ESCAPE '', DELIMITER '')"


def parquet(answer: ResultQuery, path: str) -> str:
    """The statement that writes Parquet: money as DECIMAL(18,2), days as DATE, carried columns in their own types."""
    typed = [f"{_decimal(name) if name in MONEY else _name(name)} AS {_name(name)}" for name in COLUMNS]
    typed += [f"x{n} AS {_name(heading)}" for n, heading in enumerate(answer.carried)]
    return f"COPY (SELECT {', '.join(typed)} FROM ({answer.sql})) TO {_literal(path)} (FORMAT parquet)"


def _text(name: str) -> str:
    """A column of the answer as text; NULL where nothing is there."""
    if name == "amount":
        return f"coalesce({_money(name)}, amount_written)"
    if name == "on":
        return 'coalesce(CAST("on" AS STRING), on_written)'
    return _money(name) if name in MONEY else name


def _money(fen: str) -> str:
    return f"CAST(({fen}) // 100 AS STRING) || '.' || lpad(CAST(({fen}) % 100 AS STRING), 2, '0')"


def _decimal(fen: str) -> str:
    """Exactly: a product of decimals, where a quotient would be a double."""
    return f"CAST(CAST({fen} AS DECIMAL(18,0)) * CAST(0.01 AS DECIMAL(3,2)) AS DECIMAL(18,2))"


def _cell(name: str) -> str:
    """A cell of CSV; our own words and figures need no second look."""
    value = _text(name)
    if name in ("measure", "verdict", "bound") or name in MONEY[1:]:
        return f"coalesce({value}, '')"
    if name in ("document", "pages"):
        return f"coalesce(CASE WHEN contains({name}, ',') THEN '\"' || {name} || '\"' ELSE {name} END, '')"
    return _quoted(f"CAST({value} AS STRING)")


def _quoted(text: str) -> str:
    """Quoted where it has to be; text that a spreadsheet would run as a formula is written so that it is not."""
    safe = _harmless(text)
    quoted = f"'\"' || replace({safe}, '\"', '\"\"') || '\"'"
    return f"coalesce(CASE WHEN regexp_matches({text}, '[\",\\r\\n]') THEN {quoted} ELSE {safe} END, '')"


def _harmless(text: str) -> str:
    runs = f"regexp_full_match({text}, {_literal(_FORMULA)}, 's') AND NOT regexp_full_match({text}, {_literal(_NUMBER)})"
    return f"CASE WHEN {runs} THEN chr(39) || {text} ELSE {text} END"


def _heading(name: str) -> str:
    safe = f"'{name}" if name[:1] in "=+-@＝＋－＠\t\r" and name else name
    return '"' + safe.replace('"', '""') + '"' if any(mark in safe for mark in '",\r\n') else safe


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _name(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
