"""What is asked of a changed measure: amounts and facts at, below and above every bound of it, days around every day of it."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from fractions import Fraction
from random import Random
from typing import Any as Raw

from bjsubsidy.answers.examples import example_facts
from bjsubsidy.errors import Problem
from bjsubsidy.law.catalogue import Catalogue
from bjsubsidy.law.firm import Item
from bjsubsidy.law.measure import Example, Measure
from bjsubsidy.quantities import FIRST_DAY, LAST_DAY, MOST_FEN, Value
from tests.fuzz.mutations import paths
from tests.grammar.judge import Facts, written

STEP = Fraction(1, 10**6)


def probes(rng: Random, catalogue: Catalogue, measure: Measure, row: Facts, count: int) -> list[tuple[Item, date]]:
    """So many items, each with the day of asking."""
    days = [*_days(row)] or [date(2021, 3, 20)]
    amounts = [*_amounts(row)]
    given = [*_given(catalogue, measure)]
    asked = list(measure.asks(catalogue))
    made = []
    for _ in range(count):
        facts = dict(rng.choice(given))
        for fact in rng.sample(asked, min(len(asked), rng.choice((0, 0, 1, 1, 2)))):
            facts = {id: value for id, value in facts.items() if id != fact}
            if rng.random() < 0.85:
                facts[fact] = rng.choice(_values(catalogue, fact, row))
        amount = rng.choice(amounts) if rng.random() < 0.8 else rng.randrange(10 ** rng.randrange(3, 12))
        usual = measure.on or date(2021, 3, 20)
        on = usual if rng.random() < 0.6 else rng.choice(days)
        made.append((Item(measure.input, amount, on, facts), rng.choice((measure.as_of or on, rng.choice(days)))))
    return made


def _given(catalogue: Catalogue, measure: Measure) -> Iterator[Mapping[str, Value]]:
    """What its examples give, each as far as it can be read."""
    for example in (Example("1"), *measure.examples):
        try:
            yield example_facts(catalogue, measure.given, example)
        except Problem:
            continue
    yield {}


def _texts(row: Facts) -> Iterator[Raw]:
    """Every value of a rule."""
    rule = {key: row[key] for key in ("benefit", "caps", "conditions") if key in row}
    for path in paths(rule):
        value: Raw = rule
        for part in path:
            value = value[part]
        if isinstance(value, (str, int, date)) and not isinstance(value, bool) and "sources" not in path:
            yield value


def _numbers(row: Facts) -> Iterator[Fraction]:
    for value in _texts(row):
        if not isinstance(value, date):
            try:
                yield written(str(value))
            except (ValueError, IndexError):
                continue


def _amounts(row: Facts) -> Iterator[int]:
    """In fen: around every figure, and around what brings each cap at each rate."""
    numbers = {*_numbers(row)}
    rates = [number for number in numbers if 0 < number <= 1]
    for number in {Fraction(0), *numbers, *(number / rate for number in numbers for rate in rates)}:
        fen = int(number * 100)
        yield from (near for near in (fen - 1, fen, fen + 1, fen + 2) if 0 <= near <= MOST_FEN)
    yield MOST_FEN


def _days(row: Facts) -> Iterator[date]:
    found = [value for value in (*_texts(row), *(row.get(key) for key in ("from", "until", "apply-by", "on"))) if isinstance(value, date)]
    for day in (date(2020, 6, 1), date(2021, 1, 1), date(2021, 4, 1), date(2022, 1, 1), *found):
        for off in (-1, 0, 1):
            near = date.fromordinal(min(max(day.toordinal() + off, 1), date.max.toordinal()))
            if FIRST_DAY <= near <= LAST_DAY:
                yield near


def _values(catalogue: Catalogue, fact: str, row: Facts) -> list[Value]:
    """Every choice; quantities around every figure of the rule; days around every day."""
    kind, asked = catalogue.fact(fact).kind, catalogue.fact(fact)
    if kind.chosen:
        return [choice.id for choice in asked.choices]
    if kind.id == "yes-no":
        return [True, False]
    if kind.id == "date":
        return [day + timedelta(days=off) for day in _days(row) for off in (0, -366, -730)]
    if kind.named:
        return ["A", "B"]
    numbers = {Fraction(0), Fraction(1), *_numbers(row)}
    return [value for number in numbers for value in _quantities(kind.id, number)]


def _quantities(kind: str, number: Fraction) -> list[Value]:
    if kind == "rate":
        return [rate for rate in (number - STEP, number, number + STEP) if 0 <= rate <= 1] or [Fraction(1, 4)]
    if kind == "count":
        return [count for count in (int(number) - 1, int(number), int(number) + 1) if 1 <= count <= 999_999] or [3]
    return [fen for fen in (int(number * 100) - 1, int(number * 100), int(number * 100) + 1) if 0 <= fen <= MOST_FEN] or [100]
