"""The report of a firm says what `batch --best` says of it."""

import random
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bjsubsidy.batching.chosen import OthersUse
from bjsubsidy.batching.duckdb import DuckDBRun
from bjsubsidy.batching.engine import Engine
from bjsubsidy.batching.firm_plans import FirmPlans, PlannedFirm
from bjsubsidy.batching.request import Request
from bjsubsidy.law.firm import Receipt
from bjsubsidy.law.storage import packaged
from bjsubsidy.readers.headings import of_items
from bjsubsidy.readers.table import open_table
from tests.batching.engines import asked, written
from tests.batching.reference import Row, receipts, sound, table

CATALOGUE = packaged()
AS_OF = date(2021, 4, 1)
SEEDS = st.integers(0, 2**32)
Claims = list[tuple[str, str, int, int]]


def endless() -> Callable[[], bool]:
    return lambda: False


@contextmanager
def prepared(rows: Sequence[Row], request: Request, kept: bool) -> Iterator[DuckDBRun]:
    with tempfile.TemporaryDirectory() as folder:
        path = written(rows, folder)
        run = DuckDBRun(Engine(folder), request, open_table(path, folder, "en", of_items(CATALOGUE)), "in.csv")
        run.prepare(kept=kept)
        yield run


def by_firm(rows: Sequence[Row], request: Request) -> list[Claims]:
    """What the answer of `--best` says, firm by firm in their order."""
    with prepared(rows, request, False) as run:
        found = run.engine.query(
            f"SELECT firm, row, measure, low, high FROM ({run.answer().sql}) WHERE measure IS NOT NULL ORDER BY number"
        )
    said: dict[str, Claims] = {}
    for firm, row, measure, low, high in found:
        said.setdefault(firm, []).append((f"row {row}", measure, int(low), int(high)))
    return list(said.values())


def planned(rows: Sequence[Row], request: Request, kept: bool = False) -> list[PlannedFirm]:
    """The firms of a run that `kept` what it chose, or of one that chose nothing."""
    with prepared(rows, request if kept else request.replace(best=None), kept) as run:
        return list(FirmPlans(run, endless).firms())


def told(firm: PlannedFirm) -> Claims:
    if firm.plan is None:
        return []
    return [(claim.label, a.claim.measure.id, a.low, a.high or 0) for claim in firm.plan.claims for a in [claim.assessment]]


def in_order(said: Sequence[Claims]) -> list[Claims]:
    """Firms that claim something, however they are sorted."""
    return sorted(claims for claims in said if claims)


@pytest.mark.law
@given(SEEDS, st.booleans())
@settings(max_examples=40, deadline=None)
def test_a_report_has_the_figures_of_best(seed: int, kept: bool) -> None:
    chance = random.Random(seed)
    rows = [{**row, "item": ""} for row in table(chance, CATALOGUE, chance.choice([1, 6, 30]))]
    received = sound(receipts(chance, CATALOGUE, chance.choice([0, 0, 5])), rows)
    request = asked(CATALOGUE, AS_OF, received, chance.random() < 0.3, best=True)
    assert in_order([told(firm) for firm in planned(rows, request, kept)]) == in_order(by_firm(rows, request))


def losses(chance: random.Random, count: int) -> list[Row]:
    """Banks that lose loans to the same few borrowers; here and there nobody said which."""
    return [
        {
            "enterprise": f"bank {chance.randrange(4)}",
            "input": "loan-loss",
            "amount": str(chance.randrange(1, 900) * 10_000 + chance.randrange(100)),
            "on": f"202{chance.choice('011')}-0{chance.randrange(1, 6)}-1{chance.randrange(4)}",
            **{"institution": "bank", "borrower-qualifies": "yes", "ip-pledged": chance.choice(["yes", "yes", ""])},
            **{"bad-loan-limit-exceeded": "no", "fraud-on-record": "no", "in-force-confirmed": "yes"},
            "borrower": chance.choice(["甲", "甲", "乙", ""]),
        }
        for _ in range(count)
    ]


@pytest.mark.law
@given(SEEDS, st.booleans())
@settings(max_examples=60, deadline=None)
def test_so_it_has_where_a_cap_runs_across_firms(seed: int, kept: bool) -> None:
    chance = random.Random(seed)
    rows = losses(chance, chance.choice([2, 4, 12]))
    request = asked(CATALOGUE, AS_OF, strict=chance.random() < 0.3, best=True)
    assert in_order([told(firm) for firm in planned(rows, request, kept)]) == in_order(by_firm(rows, request))


LOSS = {"input": "loan-loss", "institution": "bank", "borrower-qualifies": "yes", "ip-pledged": "yes"}
LOSS |= {"bad-loan-limit-exceeded": "no", "fraud-on-record": "no", "in-force-confirmed": "yes", "borrower": "丙公司"}


def test_what_others_use_of_a_common_cap_is_told() -> None:
    rows = [
        {"enterprise": "甲银行", "amount": "800万", "on": "2021-03-01", **LOSS},
        {"enterprise": "乙银行", "amount": "800万", "on": "2021-03-02", **LOSS},
    ]
    firms = planned(rows, asked(CATALOGUE, AS_OF))
    assert [told(firm)[0][2:] for firm in firms] == [(400_000_000, 400_000_000), (100_000_000, 100_000_000)]
    assert [firm.others for firm in firms] == [
        (OthersUse("ip-pledge-loss", 1, 100_000_000),),
        (OthersUse("ip-pledge-loss", 1, 400_000_000),),
    ]


def test_what_others_received_under_a_common_cap_comes_off_it_too() -> None:
    rows = [{"enterprise": "甲银行", "amount": "800万", "on": "2021-03-01", **LOSS}]
    received = [Receipt("ip-pledge-loss", 150_000_000, date(2021, 1, 5), "乙银行", {"borrower": "丙公司"})]
    (firm,) = planned(rows, asked(CATALOGUE, AS_OF, received))
    assert told(firm)[0][2:] == (350_000_000, 350_000_000)
    assert firm.others == (OthersUse("ip-pledge-loss", 1, 150_000_000),)


def firms_of(*rows: tuple[str, str, str]) -> list[PlannedFirm]:
    """Firms of rows of firm, item and amount."""
    on = {"input": "sewage-fee", "on": "2021-03-01"}
    return planned([{"enterprise": firm, "item": item, "amount": amount, **on} for firm, item, amount in rows], asked(CATALOGUE, AS_OF))


def test_firms_stand_in_the_order_of_the_table_under_the_name_written_first() -> None:
    assert [firm.name for firm in firms_of(("乙（北京）公司", "a", "1"), ("甲", "a", "1"), ("乙(北京)公司", "b", "1"))] == [
        "乙（北京）公司",
        "甲",
    ]


def test_items_of_one_name_or_none_are_told_apart_by_their_rows() -> None:
    (firm,) = firms_of(("甲", "fee", "1"), ("甲", "fee", "2"), ("甲", "", "3"), ("甲", "row 4", "4"))
    assert firm.plan is not None
    assert [item.label for item in firm.plan.profile.items] == ["fee (row 2)", "fee (row 3)", "row 4 (row 4)", "row 4 (row 5)"]


def test_a_firm_of_which_no_row_can_be_read_has_problems_and_no_plan() -> None:
    firms = firms_of(("甲", "fee", "x"), ("", "fee", "2"), ("乙", "fee", "3"), ("乙", "fee", "y"))
    assert [(firm.name, firm.plan is None, [row.place for row in firm.problems]) for firm in firms] == [
        ("甲", True, ["2"]),
        (None, True, ["3"]),
        ("乙", False, ["5"]),
    ]


def test_the_measures_that_were_asked_for_are_the_only_ones() -> None:
    rows = [{"enterprise": "甲", "input": "loan-interest", "amount": "100", "on": "2021-03-20"}]
    (firm,) = planned(rows, asked(CATALOGUE, AS_OF, measures=["tech-credit-interest"]))
    assert firm.plan is not None
    assert [claim.assessment.claim.measure.id for claim in firm.plan.claims] == ["tech-credit-interest"]
    assert firm.plan.given_up == ()
