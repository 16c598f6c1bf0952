"""Turning points of every form against the judge, fen by fen: where an amount bends, jumps, falls or is capped, and what reaches it."""

import random
from collections.abc import Iterator
from fractions import Fraction
from functools import cache
from itertools import pairwise
from typing import Any as Raw

import pytest

from bjsubsidy.answers.curve import Curve
from bjsubsidy.answers.query import Query
from bjsubsidy.law.measure import Measure
from bjsubsidy.quantities import MOST_FEN
from tests.grammar.judge import Judge
from tests.grammar.test_forms import AS_OF, CATALOGUE, IDS, MEASURES, ROWS, Drawn, drawn, fen, plain, read

pytestmark = pytest.mark.law

# Every fen up to 70 yuan, and around each bound that the catalogue of forms has.
BOUNDS = [10_000, 14_000, 14_004, 20_000, 30_000, 50_000, 100_000]
WINDOWS = [(0, 7000), *((bound - 150, bound + 150) for bound in BOUNDS), (MOST_FEN - 50, MOST_FEN)]


def cases(measure: Measure) -> Iterator[Drawn]:
    chance = random.Random(f"{measure.id} by input")
    yield Drawn("0", measure.on or AS_OF, drawn(random.Random(0), measure).facts)
    for _ in range(2):
        yield drawn(chance, measure)


CASES = [(measure, one) for measure in MEASURES for one in cases(measure)]
NAMES = [f"{id}-{number}" for id in IDS for number in range(3)]


def curve(measure: Measure, one: Drawn) -> Curve:
    return Curve(measure, Query(measure.input, one.on, AS_OF, [measure], read(one.facts)), CATALOGUE)


@cache
def exact(number: int, input: int) -> Fraction | None:
    """What is paid by the judge, before rounding and after caps."""
    measure, one = CASES[number]
    facts: dict[str, Raw] = {id: plain(id, value) for id, value in read(one.facts).items()}
    judge = Judge(ROWS[measure.id], Fraction(input, 100), one.on, facts)
    if judge.verdict() == "ineligible":
        return Fraction(0)
    paid, cap = judge.paid(), judge.cap()
    return paid if paid is None or cap is None else min(paid, cap)


@pytest.mark.parametrize("number", range(len(CASES)), ids=NAMES)
def test_the_lines_of_a_curve_are_what_is_paid(number: int) -> None:
    runs = curve(*CASES[number]).runs
    assert [run.last + 1 for run in runs[:-1]] == [run.first for run in runs[1:]]
    assert (runs[0].first, runs[-1].last) == (0, MOST_FEN)
    for first, last in WINDOWS:
        for run in runs:
            for input in range(max(first, run.first), min(last, run.last) + 1):
                paid = exact(number, input)
                assert (None if run.line is None else run.high(input)) == (None if paid is None else fen(paid)), input


@pytest.mark.parametrize("number", range(len(CASES)), ids=NAMES)
def test_no_line_bends_but_where_the_curve_says_so(number: int) -> None:
    """Of equal steps only their line is named; every other bend and jump begins a run."""
    made = curve(*CASES[number])
    starts = {run.first for run in made.runs}
    stepped = [run for run in made.runs if run.line is not None and run.line.unit is not None]
    for first, last in WINDOWS:
        paid = {input: exact(number, input) or Fraction(0) for input in range(first, last + 1)}
        bends = [b for b in range(first + 1, last) if paid[b] - paid[b - 1] != paid[b + 1] - paid[b]]
        assert [b for b in bends if not {b, b + 1} & starts and not any(run.first <= b <= run.last for run in stepped)] == []


@pytest.mark.parametrize("number", range(len(CASES)), ids=NAMES)
def test_every_start_of_a_run_but_those_of_a_turned_condition_is_a_breakpoint(number: int) -> None:
    made = curve(*CASES[number])
    points = {point.input for point in made.breakpoints()}
    changed = {after.first for before, after in pairwise(made.runs) if (before.line, before.verdict) != (after.line, after.verdict)}
    assert changed <= points


@pytest.mark.parametrize("number", range(len(CASES)), ids=NAMES)
def test_what_reaches_an_amount_is_every_input_that_pays_it(number: int) -> None:
    made, chance = curve(*CASES[number]), random.Random(number)
    first, last = chance.choice(WINDOWS)
    paid = {input: None if (one := exact(number, input)) is None else fen(one) for input in range(first, last + 1)}
    targets = {*chance.sample(sorted({high for high in paid.values() if high is not None}), 0), 0, 1, 500, 7000, 10_000}
    targets |= {high for high in list(paid.values())[:: max(len(paid) // 7, 1)] if high is not None}
    for target in sorted(targets):
        reached = made.reach(target).stretches
        found = {input for one in reached for input in range(max(one.first, first), min(one.last, last) + 1)}
        assert found == {input for input, high in paid.items() if high == target}, target


@pytest.mark.parametrize("number", range(len(CASES)), ids=NAMES)
def test_the_nearest_amount_is_one_that_is_paid_and_no_other_is_nearer(number: int) -> None:
    made = curve(*CASES[number])
    seen = {fen(paid) for first, last in WINDOWS for input in range(first, last + 1) if (paid := exact(number, input)) is not None}
    for target in (0, 1, 999, 3456, 6999, 10_001, 123_457):
        nearest = made.nearest(target)
        if seen:
            assert nearest is not None
            assert nearest.stretches
            assert abs(nearest.amount - target) <= min(abs(high - target) for high in seen)
        else:
            assert nearest is None or nearest.stretches


@pytest.mark.parametrize("number", range(len(CASES)), ids=NAMES)
def test_a_cap_binds_at_the_least_input_that_brings_so_much(number: int) -> None:
    measure, one = CASES[number]
    judge_facts: dict[str, Raw] = {id: plain(id, value) for id, value in read(one.facts).items()}
    for use in curve(measure, one).at(0).caps:
        inputs = [x for first, last in WINDOWS for x in range(first, last + 1)]
        paid = {x: Judge(ROWS[measure.id], Fraction(x, 100), one.on, judge_facts).paid() for x in inputs}
        enough = [x for x, yuan in paid.items() if yuan is not None and yuan * 100 >= use.amount]
        assert use.binds_at is None or use.binds_at not in paid or use.binds_at == min(enough)
        # An amount that does not hang on the input reaches a cap at none or at any.
        assert use.binds_at is not None or enough in ([], list(paid))
