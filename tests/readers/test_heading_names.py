"""What a heading is: the very name of a column is taken whole before its brackets are a unit or a remark."""

import pytest

from bjsubsidy.law.catalogue import Catalogue
from bjsubsidy.readers.finding import layout
from bjsubsidy.readers.headings import TableReading, Vocabulary, of_items
from bjsubsidy.readers.units import NOTHING_SAID, Said

OTHER = {"id": "other-allowance", "name": {"zh": "领取津贴（其他）", "en": "Allowance (Other)"}}
PLAIN = {"id": "plain-allowance", "name": {"zh": "领取津贴", "en": "Allowance"}}
MONEY = {"id": "net-income", "name": {"zh": "收入（税后）", "en": "income [net]"}, "also": ["实发（到手）"]}


@pytest.fixture
def known() -> Vocabulary:
    facts = [{**row, "of": "item", "kind": kind, "question": row["name"]} for row, kind in ((OTHER, "yes-no"), (PLAIN, "yes-no"))]
    money = {**MONEY, "of": "item", "kind": "money", "question": MONEY["name"]}
    return of_items(Catalogue({"fact": [*facts, money]}, ""))


@pytest.mark.parametrize(
    ("heading", "id", "said"),
    [
        ("Allowance (Other)", "other-allowance", NOTHING_SAID),
        ("allowance（other）", "other-allowance", NOTHING_SAID),
        ("领取津贴（其他）", "other-allowance", NOTHING_SAID),
        ("领取津贴（其他）（是/否）", "other-allowance", NOTHING_SAID),
        ("领取津贴", "plain-allowance", NOTHING_SAID),
        ("领取津贴（是/否）", "plain-allowance", NOTHING_SAID),
        ("收入（税后）", "net-income", NOTHING_SAID),
        ("收入（税后）（万元）", "net-income", Said(unit="万")),
        ("income [net] (yuan)", "net-income", Said(unit="")),
        ("实发（到手）", "net-income", NOTHING_SAID),
        ("实发（到手）【千元】", "net-income", Said(unit="千")),
        ("收入（税后）（美元）", "net-income", Said(strange="美元")),
    ],
)
def test_brackets_of_a_name_are_no_remark(heading: str, id: str, said: Said, known: Vocabulary) -> None:
    found = layout("t.csv", ["enterprise", "input", "amount", "on", heading], known, TableReading())
    assert [(column.id, column.said) for column in found.columns if column.fact is not None] == [(id, said)]


def test_two_names_that_differ_in_brackets_stand_beside_one_another(known: Vocabulary) -> None:
    found = layout("t.csv", ["enterprise", "input", "amount", "on", "领取津贴", "领取津贴（其他）"], known, TableReading())
    assert [column.id for column in found.columns if column.fact is not None] == ["other-allowance", "plain-allowance"]


def test_a_remark_that_is_no_name_is_left_out_as_before(known: Vocabulary) -> None:
    assert known.part("金额（不含税）（万元）").name == "金额"
    assert known.part("金额（不含税）（万元）").said == Said(unit="万")
