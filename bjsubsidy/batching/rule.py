"""The measures that a table can ask for, and the reading of what it has columns for."""

from bjsubsidy.batching.claims import Claims
from bjsubsidy.batching.columns import Survey
from bjsubsidy.batching.request import Request
from bjsubsidy.formula.dialect import Dialect
from bjsubsidy.formula.sql import SqlCompiler
from bjsubsidy.formula.tree import AMOUNT
from bjsubsidy.law.kinds import FACT_KINDS
from bjsubsidy.readers.headings import Layout


def rule_of(request: Request, layout: Layout, found: Survey, dialect: Dialect) -> Claims:
    """A fact without a column is unknown in every row; a measure on an input that no row names is left out."""
    kinds = {id: FACT_KINDS[row["kind"]] for id, row in request.catalogue.rows("fact").items()}
    missing = {id: f"CAST(NULL AS {kind.sql_type})" for id, kind in kinds.items() if not layout.column(id)}
    reading = SqlCompiler(dialect, kinds, request.as_of, {**missing, AMOUNT: dialect.name("amount")})
    looked_up = any(column.id == "input" for column in found.unplain)
    numbered = [(number, measure) for number, measure in request.numbered() if looked_up or measure.input in found.inputs]
    return Claims(request.catalogue, numbered, reading)
