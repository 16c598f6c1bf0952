"""A fact may be called whatever an id may be: no column of ours is taken for it."""

import json
import random
from datetime import date

import pytest

from bjsubsidy.law.catalogue import Catalogue
from bjsubsidy.law.storage import packaged
from bjsubsidy.readers import ids
from tests.batching.engines import asked, through_duckdb
from tests.batching.reference import computed, receipts, sound, table

CATALOGUE = packaged()
OURS = (
    *("high", "low", "uncapped", "counted", "remaining", "verdict", "bound", "measure", "document", "pages", "problem", "row", "met"),
    *("m", "h_amount", "h-amount", "h_base", "pays", "on", "as-of", "amount", "year", "enterprise", "input", "item", "c0", "c1", "c7"),
    *("x0", "fault", "text", "value", "k", "d", "asked", "room", "used", "cut", "fen", "stage", "key", "e", "y", "g0", "s0", "l", "r"),
    *("amount0-cap", "amount0_cap", "amount0_key", "base0_room", "picked", "picked-row", "typed-row", "cells0", "received", "ledger"),
)
RENAMED = ("annual-revenue", "credit-product", "ip-pledged", "first-product-level")


def renamed(**names: str) -> Catalogue:
    """The catalogue with facts called otherwise, wherever they are named."""
    text = json.dumps(CATALOGUE.raw, default=str)
    for fact, name in names.items():
        text = text.replace(json.dumps(fact), json.dumps(name))
    return Catalogue(json.loads(text), "")


def refused(name: str) -> bool:
    """Whether no fact may be called so."""
    facts = [{**row, "id": name} if row["id"] == RENAMED[0] else row for row in CATALOGUE.raw["fact"]]
    return bool(list(ids.id_faults({"fact": facts})))


TAKEN = [name for name in OURS if not refused(name)]
# As many at a time as there are facts to be called so.
TOGETHER = [tuple(TAKEN[first : first + len(RENAMED)]) for first in range(0, len(TAKEN), len(RENAMED))]


@pytest.mark.parametrize("names", TOGETHER, ids=" ".join)
def test_facts_called_as_columns_of_ours_change_nothing(names: tuple[str, ...]) -> None:
    catalogue = renamed(**dict(zip(RENAMED, names, strict=False)))
    chance = random.Random(names[0])
    rows = table(chance, catalogue, 40)
    received = sound(receipts(chance, catalogue, 6), rows)
    wanted = [row | {"on": "2021-03-20", "input": chance.choice(["loan-interest", "contract-value", row["input"]])} for row in rows]
    day = date(2021, 4, 1)
    assert through_duckdb(wanted, asked(catalogue, day, received)) == computed(wanted, catalogue, day, received)


def test_most_of_them_are_plain_ids_that_are_not_refused() -> None:
    assert {"high", "uncapped", "pays", "met", "m", "c0", "x0", "fen", "key", "picked"} <= set(TAKEN)
