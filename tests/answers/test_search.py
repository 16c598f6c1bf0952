"""Entries by kind, input, text and day; one entry by its id; dates within a range."""

from collections.abc import Sequence
from datetime import date

import pytest

from bjsubsidy.answers.search import LISTED, entries_of, find_deadlines, id_named, in_force, inputs, search
from bjsubsidy.errors import UnknownName
from bjsubsidy.language import Lang
from bjsubsidy.law.catalogue import Catalogue, Kind


def found(
    catalogue: Catalogue, kinds: Sequence[Kind] = LISTED, input: str | None = None, text: str | None = None, on: date | None = None
) -> list[str]:
    return [listed.entry.id for listed in search(catalogue, kinds, input, text, on)]


def test_everything_is_listed_each_once(catalogue: Catalogue) -> None:
    ids = found(catalogue)
    assert ids == [id for kind in LISTED for id in catalogue.rows(kind)]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("kind", LISTED)
def test_a_kind_lists_its_own(catalogue: Catalogue, kind: Kind) -> None:
    """The shipped edition has nothing that the grammar cannot say."""
    assert {listed.kind for listed in search(catalogue, [kind])} == ({kind} - {"beyond"})
    assert found(catalogue, [kind]) == list(catalogue.rows(kind))


def test_an_input_finds_measures_and_open_measures(catalogue: Catalogue) -> None:
    assert found(catalogue, input="sewage-fee") == ["sewage-fee"]
    assert found(catalogue, ["measure"], input="loan-interest") == ["tech-credit-interest", "first-product-interest", "ip-pledge-interest"]
    training = search(catalogue, input="training-cost")
    assert training
    assert all(listed.kind == "open" and "training-cost" in inputs(listed.entry) for listed in training)


@pytest.mark.parametrize(
    ("search", "id"),
    [
        pytest.param("质押 贴息", "ip-pledge-interest", id="two-words-in-chinese"),
        pytest.param("IP-PLEDGED loans", "ip-pledge-interest", id="english-in-any-case"),
        pytest.param("two-step-payment", "two-step-payment", id="id"),
        pytest.param("市水务局", "sewage-fee", id="authority"),
        pytest.param("Water Authority", "sewage-fee", id="authority-in-english"),
        pytest.param("京水务再〔2021〕20号", "sewage-fee", id="number-of-a-document"),
        pytest.param("loan-loss", "ip-pledge-loss", id="input"),
        pytest.param("贷款利息", "first-product-interest", id="name-of-an-input"),
        pytest.param("Loan Interest", "first-product-interest", id="name-of-an-input-in-english"),
        pytest.param("银行借款利息支出", "ip-pledge-interest", id="another-name-of-an-input"),
        pytest.param("贷款利率", "ip-pledge-interest", id="name-of-a-fact-that-it-asks"),
        pytest.param("质押 fraud-on-record", "ip-pledge-loss", id="id-of-a-fact-beside-a-word-of-its-title"),
        pytest.param("market record", "first-product", id="name-of-a-fact-of-a-status"),
    ],
)
def test_a_search_finds_ids_titles_texts_authorities_and_documents(catalogue: Catalogue, search: str, id: str) -> None:
    assert id in found(catalogue, text=search)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_name_of_every_input_finds_what_is_computed_from_it(catalogue: Catalogue, lang: Lang) -> None:
    for input in catalogue.all("input"):
        for called in (input.name.in_(lang), *input.also):
            assert set(found(catalogue, input=input.id)) <= set(found(catalogue, text=called)), called


def test_every_word_of_a_search_must_stand_in_the_entry(catalogue: Catalogue) -> None:
    wide, narrow = found(catalogue, text="贴息"), found(catalogue, text="贴息 质押")
    assert set(narrow) < set(wide)
    assert found(catalogue, text="贴息 nothing-says-this") == []


@pytest.mark.parametrize(
    ("measure", "on", "listed"),
    [
        ("sewage-fee", "2020-01-31", False),
        ("sewage-fee", "2020-02-01", True),
        ("sewage-fee", "2021-03-31", True),
        ("sewage-fee", "2021-04-01", False),
        ("port-construction-fee", "2020-12-31", False),
        ("port-construction-fee", "2021-01-01", True),
        ("exhibition-rent", "2021-12-31", True),
        ("exhibition-rent", "2022-01-01", False),
        ("tech-credit-interest", "1999-01-01", True),
    ],
)
def test_a_measure_is_listed_on_the_days_it_is_in_force(catalogue: Catalogue, measure: str, on: str, listed: bool) -> None:
    day = date.fromisoformat(on)
    assert in_force(catalogue.measure(measure), day) is listed
    assert (measure in found(catalogue, ["measure"], on=day)) is listed


@pytest.mark.parametrize(
    ("id", "kind"),
    [
        ("ip-pledge-interest", "measure"),
        ("vpn-foreign-share", "status"),
        ("two-step-payment", "limit"),
        ("sewage-fee-application-closes", "date"),
        ("calendar-year", "reading"),
        ("zgc-ip-pledge", "document"),
        ("loan-interest", "input"),
        ("annual-revenue", "fact"),
        ("lpr", "series"),
    ],
)
def test_an_entry_is_found_by_its_id_whatever_its_kind(catalogue: Catalogue, id: str, kind: Kind) -> None:
    assert [listed.kind for listed in entries_of(catalogue, id)] == [kind]


@pytest.mark.parametrize(
    ("named", "id", "kinds"),
    [
        ("sewage-fee", "sewage-fee", ["measure", "input"]),
        ("非居民污水处理费", "sewage-fee", ["measure", "input"]),
        ("first-product", "first-product", ["status", "fact"]),
    ],
)
def test_an_id_of_several_entries_finds_all_of_them(catalogue: Catalogue, named: str, id: str, kinds: list[Kind]) -> None:
    assert id_named(catalogue, named) == id
    assert [listed.kind for listed in entries_of(catalogue, id)] == kinds


def test_an_unknown_entry_is_answered_with_the_nearest(catalogue: Catalogue) -> None:
    with pytest.raises(UnknownName) as refused:
        id_named(catalogue, "ip-plegde-interest")
    assert "ip-pledge-interest" in refused.value.sentence("en")


def test_deadlines_without_a_range_are_all_of_them_sorted_each_once(catalogue: Catalogue) -> None:
    listed = find_deadlines(catalogue)
    assert [entry.date for entry in listed] == sorted(entry.date for entry in catalogue.deadlines())
    assert sorted(entry.id for entry in listed) == sorted(catalogue.rows("date"))
    assert {entry.kind for entry in listed} == {"starts", "ends", "ceases", "resumes", "closes", "target"}


def test_deadlines_before_a_day_include_that_day_and_nothing_later(catalogue: Catalogue) -> None:
    listed = find_deadlines(catalogue, before=date(2021, 6, 30))
    assert "sewage-fee-application-closes" in [entry.id for entry in listed]
    assert max(entry.date for entry in listed) == date(2021, 6, 30)
    assert "sewage-fee-application-closes" not in [entry.id for entry in find_deadlines(catalogue, before=date(2021, 6, 29))]


def test_deadlines_after_a_day_include_that_day_and_nothing_earlier(catalogue: Catalogue) -> None:
    assert min(entry.date for entry in find_deadlines(catalogue, after=date(2021, 6, 30))) == date(2021, 6, 30)
    both = find_deadlines(catalogue, before=date(2021, 6, 30), after=date(2021, 6, 30))
    assert {entry.date for entry in both} == {date(2021, 6, 30)}
    assert find_deadlines(catalogue, before=date(2021, 6, 29), after=date(2021, 6, 28)) == []


def test_what_a_firm_acts_on_comes_before_an_authoritys_target_of_the_same_day(catalogue: Catalogue) -> None:
    kinds = [entry.kind for entry in find_deadlines(catalogue, before=date(2021, 6, 30), after=date(2021, 6, 30))]
    assert kinds.index("closes") < kinds.index("target")


def test_deadlines_of_a_kind_and_of_a_measure(catalogue: Catalogue) -> None:
    assert [(entry.id, entry.date) for entry in find_deadlines(catalogue, kind="closes", measure="sewage-fee")] == [
        ("sewage-fee-application-closes", date(2021, 6, 30))
    ]
    assert {entry.kind for entry in find_deadlines(catalogue, kind="target")} == {"target"}
    assert find_deadlines(catalogue, measure="rd-expense") == []
