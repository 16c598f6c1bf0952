"""A run over a table as Parquet: money as DECIMAL(18,2), days as DATE, carried columns in their own types."""

from bjsubsidy import __version__
from bjsubsidy.batching.parted import PartedForm
from bjsubsidy.batching.result import ANSWER_COLUMNS, MONEY, ResultQuery
from bjsubsidy.writers.batch.answer import BatchAnswer
from bjsubsidy.writers.batch.sql import literal, name

PARTS = PartedForm("parquet")


def write(answer: BatchAnswer, place: str) -> None:
    """Columns typed; the file's own metadata says what the answer rests on."""
    days, catalogue = answer.days, answer.catalogue
    told = {
        "program": f"bjsubsidy {__version__}",
        "edition": catalogue.edition.id,
        "sha256": catalogue.sha256,
        "as_of": str(days.as_of),
        "as_of_given": "true" if days.as_of_given else "false",
    }
    answer.engine.query(statement(answer.rows, place, told))


def statement(rows: ResultQuery, place: str, told: dict[str, str]) -> str:
    """`told` stands in the file's metadata."""
    typed = [f"{_decimal(column) if column in MONEY else name(column)} AS {name(column)}" for column in ANSWER_COLUMNS]
    typed += [f"x{n} AS {name(heading)}" for n, heading in enumerate(rows.carried)]
    metadata = ", ".join(f"{key}: {literal(value)}" for key, value in told.items())
    options = f"FORMAT parquet, USE_TMP_FILE false, KV_METADATA {{{metadata}}}"
    return f"COPY (SELECT {', '.join(typed)} FROM ({rows.sql})) TO {literal(place)} ({options})"


def _decimal(fen: str) -> str:
    """Exactly: a product of decimals, where a quotient would be a double."""
    return f"CAST(CAST({fen} AS DECIMAL(18,0)) * CAST(0.01 AS DECIMAL(3,2)) AS DECIMAL(18,2))"
