"""The measures that a table can ask for, and the reading of what it has columns for."""

from collections.abc import Mapping
from typing import Any

from bjsubsidy.batching.claims import Claims
from bjsubsidy.batching.columns import Survey
from bjsubsidy.batching.instead import apart_of, instead_columns
from bjsubsidy.batching.request import Request
from bjsubsidy.formula.dialect import Dialect
from bjsubsidy.formula.sql import Kept, SqlCompiler
from bjsubsidy.formula.tree import AMOUNT
from bjsubsidy.law.kinds import FACT_KINDS
from bjsubsidy.quantities import MOST_RATE, parse_rate
from bjsubsidy.readers.headings import Layout
from bjsubsidy.record import Record


def rule_of(request: Request, layout: Layout, found: Survey, dialect: Dialect) -> Claims:
    """A fact without a column is unknown in every row; a measure on an input that no row names is left out."""
    kept = {id: _kept(row) for id, row in request.catalogue.rows("fact").items()}
    missing = {id: f"CAST(NULL AS {each.sql_type})" for id, each in kept.items() if not layout.column(id)}
    apart = apart_of(request)
    beside = {**missing, AMOUNT: dialect.name("amount"), **instead_columns(apart)}
    reading = SqlCompiler(dialect, kept, request.as_of, beside)
    looked_up = any(column.id == "input" for column in found.unplain)
    numbered = [(number, measure) for number, measure in request.numbered() if looked_up or measure.input in found.inputs]
    return Claims(request.catalogue, numbered, reading, apart)


class KeptFact(Record):
    """How a fact stands in its column whose ends are not those of its kind."""

    sql_type: str
    parts: int
    most: int
    named: bool


def _kept(row: Mapping[str, Any]) -> Kept:
    """How a fact, as it is written, stands in its column."""
    kind = FACT_KINDS[row["kind"]]
    if "most" not in row:
        return kind
    return KeptFact(kind.sql_type, kind.parts, int(kind.parts * parse_rate(row["most"], MOST_RATE)), kind.named)
