"""Slips of the pen in the shipped catalogue are found by its pages: another digit, another unit, another page, 万 for 亿."""

import random
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

import pytest

from bjsubsidy.answers.evidence import held
from bjsubsidy.law.storage import packaged_file, set_aside_file
from bjsubsidy.readers.catalogue_file import WrittenFile, written
from bjsubsidy.readers.compendium import Compendium, read_compendium
from bjsubsidy.readers.evidence import cited_entries
from bjsubsidy.readers.faults import Path
from bjsubsidy.readers.set_aside import SetAside, read_set_aside
from tests.pages import PAGES

pytestmark = pytest.mark.skipif(PAGES is None, reason="../shared is absent")

ARABIC, CHINESE = "0123456789", "一二三四五六七八九"
UNITS: Mapping[str, str] = {
    "工作日": "自然日",
    "万元": "元",
    "美元": "元",
    "%": "倍",
    "年": "月",
    "月": "日",
    "日": "年",
    "项": "家",
    "家": "项",
    "个": "家",
}
SCALES: Mapping[str, str] = {"万": "亿", "亿": "万"}


class Slip(NamedTuple):
    """A place in the catalogue's table, and what stands there instead."""

    kind: str
    path: Path
    value: Any


@pytest.fixture(scope="module")
def compendium() -> Compendium:
    assert PAGES is not None
    return read_compendium(str(PAGES))


@pytest.fixture(scope="module")
def listed() -> SetAside:
    return read_set_aside(set_aside_file())


def holder(raw: Any, path: Path) -> Any:
    for part in path[:-1]:
        raw = raw[part]
    return raw


def at(raw: Any, path: Path) -> Any:
    return holder(raw, path)[path[-1]]


def digits(text: str, chance: random.Random) -> Iterator[str]:
    """The text with one of its digits changed."""
    for place, sign in enumerate(text):
        signs = ARABIC if sign in ARABIC else CHINESE if sign in CHINESE else ""
        if signs:
            yield text[:place] + chance.choice(signs.replace(sign, "")) + text[place + 1 :]


def swapped(text: str, words: Mapping[str, str]) -> Iterator[str]:
    """The text with one of these words, behind a numeral, changed for another."""
    for before, after in words.items():
        place = text.find(before, 1)
        if place > 0 and text[place - 1].strip(" ") in [*ARABIC, *CHINESE, *"十百千万亿", ""]:
            yield text[:place] + after + text[place + len(before) :]


def slips(file: WrittenFile, chance: random.Random) -> list[Slip]:
    """All places, each with a slip of each kind that can be made there."""
    made: list[Slip] = []
    for entry in cited_entries(file):
        for citation in entry.citations:
            if citation.path[0] == "documents":
                made += [Slip("digit", citation.path, text) for figure in citation.figures for text in digits(figure, chance)]
                continue
            for place, figure in enumerate(citation.figures):
                path = (*citation.path, place)
                made += [Slip("digit", path, text) for text in digits(figure, chance)]
                made += [Slip("unit", path, text) for text in swapped(figure, UNITS)]
                made += [Slip("scale", path, text) for text in swapped(figure, SCALES)]
            if citation.figures:
                pages = (*citation.path[:-1], "pages")
                made += [Slip("page", (*pages, n), page + chance.choice((-10, -1, 1, 10))) for n, page in enumerate(citation.pages)]
        for value in entry.values:
            own = at(file.raw, value.path)
            made += [Slip("digit", value.path, type(own)(text)) for text in digits(str(own), chance)] if isinstance(own, (str, int)) else []
            made += [Slip("digit", value.path, own.replace(day=own.day % 28 + 1))] if hasattr(own, "day") else []
    return made


@pytest.mark.law
def test_five_hundred_slips_are_found(compendium: Compendium, listed: SetAside) -> None:
    file, chance = written(packaged_file()), random.Random(13)
    all_slips = slips(file, chance)
    kinds = {kind: [slip for slip in all_slips if slip.kind == kind] for kind in ("digit", "unit", "scale", "page")}
    chosen = [slip for made in kinds.values() for slip in chance.sample(made, min(len(made), 125))]
    chosen += chance.sample([slip for slip in all_slips if slip not in chosen], 500 - len(chosen))
    assert [slip for slip in chosen if not found(file, slip, compendium, listed)] == []


# What was missed once: another figure of the same page, which belongs to another entry.
ANOTHERS = [
    ("reading", "three-interest-supports", 0, "40%", "30%"),
    ("reading", "three-interest-supports", 0, "50万元", "20万元"),
    ("reading", "exhibition-cap-scope", 0, "50万元", "20万元"),
    ("reading", "former-share", 0, "40%", "50%"),
    ("reading", "insured-risks", 0, "80%", "30%"),
    ("measure", "first-product-contract", 0, "30%", "80%"),
    ("measure", "first-product-contract", 1, "200万元", "50万元"),
    ("measure", "small-taxpayer-vat", 0, "10万元", "100万元"),
    ("date", "three-fees-waiver-ends", 0, "2021年3月31日", "2021年4月1日"),
]


@pytest.mark.parametrize(("kind", "id", "source", "figure", "other"), ANOTHERS)
def test_a_figure_of_another_entry_on_the_same_page_is_found(
    kind: str, id: str, source: int, figure: str, other: str, compendium: Compendium, listed: SetAside
) -> None:
    file = written(packaged_file())
    place = [row["id"] for row in file.raw[kind]].index(id)
    number = file.raw[kind][place]["sources"][source]["figures"].index(figure)
    assert found(file, Slip("figure", (kind, place, "sources", source, "figures", number), other), compendium, listed)


def test_what_the_check_says_could_be_exchanged_is_what_it_cannot_find(compendium: Compendium, listed: SetAside) -> None:
    file = written(packaged_file())
    said = held([file], compendium, listed).exchangeable
    assert 0 < len(said) < 25
    slips_of = [Slip("figure", each.of.path, other) for each in said for other in each.others]
    unnoticed = [(slip.path, slip.value) for slip in slips_of if not found(file, slip, compendium, listed)]
    assert unnoticed == [(slip.path, slip.value) for slip in slips_of]


def found(file: WrittenFile, slip: Slip, compendium: Compendium, listed: SetAside) -> bool:
    """Whether the check finds anything amiss after a slip, which is taken back."""
    table, part = holder(file.raw, slip.path), slip.path[-1]
    before, table[part] = table[part], slip.value
    try:
        checked = held([file], compendium, listed)
    finally:
        table[part] = before
    return bool(checked.misses or checked.pages.misses)
