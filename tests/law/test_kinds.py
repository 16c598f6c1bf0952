"""A kind of fact decides everything that hangs on what a fact is; nobody else asks which it is."""

import ast
import re
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from bjsubsidy.language import Text
from bjsubsidy.law.benefit_kinds import read_bound, use_of
from bjsubsidy.law.catalogue import Catalogue
from bjsubsidy.law.entries import Choice, Fact
from bjsubsidy.law.kinds import FACT_KINDS, FactKind
from bjsubsidy.quantities import RATE_PARTS, Value
from bjsubsidy.readers.schema import catalogue_schema

ROOT = Path(__file__).parent.parent.parent
PACKAGE = ROOT / "bjsubsidy"
CHOICES = (Choice("micro", Text("微型企业", "micro")), Choice("small", Text("小型企业", "small"), ("小型",)))


def fact_of(kind: str) -> Fact:
    return Fact(kind, "item", kind, Text("情况", "fact"), Text("？", "?"), choices=CHOICES if kind == "choice" else ())


CASES: list[tuple[str, str | bool | int, Value, Any, str | bool | int, Text]] = [
    # kind, written, value, in a column, in JSON, in words
    ("yes-no", "是", True, True, True, Text("是", "yes")),
    ("yes-no", False, False, False, False, Text("否", "no")),
    ("choice", "小型", "small", "small", "small", Text("小型企业", "small")),
    ("money", "120万", 120_000_000, 120_000_000, "1200000.00", Text("1200000.00", "1200000.00")),
    ("money", 5, 500, 500, "5.00", Text("5.00", "5.00")),
    ("usd", "$5", 500, 500, "5.00", Text("5.00", "5.00")),
    ("rate", "4.6%", Fraction(23, 500), 46 * RATE_PARTS // 1000, "0.046", Text("4.6%", "4.6%")),
    ("rate", "100%", Fraction(1), RATE_PARTS, "1", Text("100%", "100%")),
    ("date", "2021年3月20日", date(2021, 3, 20), date(2021, 3, 20), "2021-03-20", Text("2021-03-20", "2021-03-20")),
    ("count", "007", 7, 7, 7, Text("7", "7")),
    ("name", " A-1 ", "A-1", "A-1", "A-1", Text("A-1", "A-1")),
]


@pytest.mark.parametrize(("kind", "written", "value", "stored", "plain", "said"), CASES)
def test_a_kind_reads_keeps_and_tells_its_values(
    kind: str, written: str | bool | int, value: Value, stored: Any, plain: str | bool | int, said: Text
) -> None:
    fact = fact_of(kind)
    assert fact.kind is FACT_KINDS[kind]
    assert (fact.read(written), type(fact.read(written))) == (value, type(value))
    assert (fact.kind.stored(value), type(fact.kind.stored(value))) == (stored, type(stored))
    assert (fact.kind.restored(stored), type(fact.kind.restored(stored))) == (value, type(value))
    assert (fact.kind.plain(value), fact.kind.said(value, fact)) == (plain, said)
    assert [fact.read(words) for words in said] == [value, value]


STEPS: list[tuple[str, str | bool, int, str | bool | int | date]] = [
    # kind, written, steps, the value beside it as a catalogue writes it
    ("yes-no", True, 1, True),
    ("choice", "small", 1, "small"),
    ("money", "120万", -1, "1199999.99"),
    ("usd", "$5", 1, "5.01"),
    ("rate", "4.6%", 1, "4.61%"),
    ("date", "2021-03-01", -1, date(2021, 2, 28)),
    ("count", "7", 1, 8),
    ("name", "A-1", 1, "A-1"),
]


@pytest.mark.parametrize(("kind", "written", "steps", "beside"), STEPS)
def test_the_value_beside_one_is_written_as_a_catalogue_writes_it(
    kind: str, written: str | bool, steps: int, beside: str | bool | int | date
) -> None:
    fact = fact_of(kind)
    found = fact.kind.written(fact.kind.beside(fact.read(written), steps))
    assert (found, type(found)) == (beside, type(beside))


def test_every_kind_is_tried() -> None:
    assert {case[0] for case in CASES} == set(FACT_KINDS)


@pytest.mark.parametrize("kind", FACT_KINDS.values(), ids=list(FACT_KINDS))
def test_a_kind_says_what_to_write(kind: FactKind) -> None:
    fact = fact_of(kind.id)
    assert kind.metavar or kind.flag or kind.answers(fact)
    assert all(kind.hint) or kind.answers(fact)
    assert len(kind.answers(fact)) == len(kind.offered(fact))
    assert [fact.read(word) for word in kind.answers(fact)] == [fact.read(name.zh) for name in kind.offered(fact)]
    assert all(fact.read(word) in (True, False) for word in kind.literals)
    assert (kind.most > 0) == (kind.sql_type == "BIGINT")


def test_what_a_catalogue_may_write_are_the_kinds(catalogue: Catalogue) -> None:
    assert catalogue_schema()["$defs"]["Fact"]["properties"]["kind"]["enum"] == list(FACT_KINDS)
    assert {fact.kind.id for fact in catalogue.all("fact")} == set(FACT_KINDS)
    documented = re.search(r"^\| `kind` \| one of (`yes-no`.*?) \|", (ROOT / "data" / "README.md").read_text("utf-8"), re.MULTILINE)
    assert documented is not None
    assert re.findall(r"`([^`]+)`", documented[1]) == list(FACT_KINDS)


def asked(path: Path) -> set[str]:
    """Where a module asks which kind a fact is: a kind's id, its name in a comparison, or ids that stand for nothing else."""
    nodes = list(ast.walk(ast.parse(path.read_text("utf-8"))))
    ids = {str(node.value) for node in nodes if isinstance(node, ast.Constant)} & {"yes-no", "usd"}
    names = {node.attr for node in nodes if isinstance(node, ast.Attribute)} & {"kind_"}
    compared = {
        ast.unparse(node)
        for node in nodes
        if isinstance(node, ast.Compare) and re.search(r"fact\S*\.kind(\.id)?\b(?!\.)", ast.unparse(node), re.IGNORECASE)
    }
    return ids | names | compared


def test_nobody_asks_which_kind_a_fact_is() -> None:
    found = {str(path.relative_to(PACKAGE)): places for path in sorted(PACKAGE.rglob("*.py")) if (places := asked(path))}
    # The classes themselves, and the fact that finds its own.
    assert found == {"law/kinds.py": {"yes-no", "usd"}, "law/entries.py": {"kind_"}}


@pytest.mark.parametrize("written", ["3%", "３％", "30‰", "30.0 ‰"])
def test_a_bound_with_a_sign_of_a_rate_is_a_rate(written: str) -> None:
    assert (read_bound(written), use_of(written)) == (Fraction(3, 100), "rate")
