"""A sentence of ours as SQL: words that are known, and what each row puts into them."""

import re
from collections.abc import Mapping

from bjsubsidy.formula.dialect import Dialect


def put_together(sentence: str, values: Mapping[str, str], dialect: Dialect) -> str:
    """The text of a sentence in which the marks that `values` names stand for SQL texts."""
    parts = re.split("(" + "|".join(map(re.escape, values)) + ")", sentence)
    return " || ".join(values.get(part) or dialect.text(part) for part in parts if part)
