"""What every text format of a run over a table says in SQL: money as plain decimal text, a day as 2021-03-20.

What could not be read stands as it was written.
"""

from bjsubsidy.batching.result import MONEY


def copy(query: str, path: str) -> str:
    """The statement that writes a query of one text column, as it stands, line by line."""
    return f"COPY ({query}) TO {literal(path)} (FORMAT csv, USE_TMP_FILE false, HEADER false, QUOTE '', ESCAPE '', DELIMITER '')"


def text_sql(name: str) -> str:
    """A column of the answer as text; NULL where nothing is there."""
    if name == "amount":
        return f"coalesce({money_sql(name)}, amount_written)"
    if name == "on":
        return 'coalesce(CAST("on" AS STRING), on_written)'
    return money_sql(name) if name in MONEY else name


def money_sql(fen: str) -> str:
    """Fen in an expression as decimal text of yuan."""
    return f"CAST(({fen}) // 100 AS STRING) || '.' || lpad(CAST(({fen}) % 100 AS STRING), 2, '0')"


def literal(text: str) -> str:
    """A text as an SQL literal."""
    return "'" + text.replace("'", "''") + "'"


def name(name: str) -> str:
    """A column's name, quoted."""
    return '"' + name.replace('"', '""') + '"'
