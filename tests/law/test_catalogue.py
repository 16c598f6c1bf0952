"""The packaged catalogue holds what the contract names, restated here on its own; and entries are found by their ids."""

import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest

from bjsubsidy.errors import NoFigure, UnknownName
from bjsubsidy.law.benefit import ExcessOverShare, Range, Share, Whole
from bjsubsidy.law.catalogue import SHAPES, Catalogue, Kind, page_ranges
from bjsubsidy.law.storage import data_folder, joined, source_files
from tests.law import built_form

ROOT = Path(__file__).parent.parent.parent
CHECK_SOURCES = ROOT.parent / "shared" / "check_sources.py"

SME = ("micro", "small", "medium")
LEVELS = ("international", "domestic")
ENTERPRISE_YEAR = ("enterprise", "year")


class Row(NamedTuple):
    """One row of the contract's table of measures, in its order of columns."""

    id: str
    input: str
    amount: str
    bound: str
    nature: str
    caps: tuple[tuple[str, tuple[str, ...]], ...]
    conditions: tuple[str, ...]
    pages: frozenset[int]
    dates: tuple[str | None, str | None, str | None] = (None, None, None)


MEASURES = (
    Row(
        "tech-credit-interest",
        "loan-interest",
        "40%",
        "exact",
        "grant",
        (("500000", ("enterprise", "credit-product", "year")),),
        (
            "enterprise-size in micro/small/medium",
            "in-zhongguancun",
            "technology-enterprise",
            "tech-credit-product",
            "published-conditions-met",
        ),
        frozenset({17, 18}),
    ),
    Row(
        "first-product-interest",
        "loan-interest",
        "40%",
        "exact",
        "grant",
        (("500000", ("enterprise", "loan", "year")),),
        ("first-product-level in international/domestic unsettled none", "tech-credit-product", "published-conditions-met"),
        frozenset({153}),
    ),
    Row(
        "ip-pledge-interest",
        "loan-interest",
        "40%",
        "exact",
        "grant",
        (("500000", ENTERPRISE_YEAR),),
        (
            "annual-revenue at-most 200000000",
            "high-precision-industry",
            "core-technology-or-ip",
            "ip-pledged",
            "loan-rate at-most 1.40 lpr loan-date",
            "not fraud-on-record",
        ),
        frozenset({182, 183}),
    ),
    Row(
        "first-product-contract",
        "contract-value",
        "30%",
        "at-most",
        "grant",
        (("international 2000000 domestic 1000000", ("enterprise", "first-product-level", "year")),),
        ("first-product-level in international/domestic", "contract-rank at-most 3"),
        frozenset({151, 152, 18}),
    ),
    Row(
        "first-product-insurance",
        "insurance-premium",
        "80%",
        "exact",
        "grant",
        (("1000000", ENTERPRISE_YEAR),),
        (
            "first-product-level in international/domestic unsettled none",
            "insured-risk in product-quality/product-liability/transport unsettled launch/other",
        ),
        frozenset({152}),
    ),
    Row(
        "launch-insurance",
        "insurance-premium",
        "50%",
        "at-most",
        "grant",
        (),
        ("commercial-space", "insured-risk in launch"),
        frozenset({163}),
    ),
    Row(
        "first-product-lease",
        "lease-financing-cost",
        "20%",
        "exact",
        "grant",
        (("500000", ENTERPRISE_YEAR),),
        ("first-product-level in international/domestic unsettled none", "leased-for-innovation", "published-conditions-met"),
        frozenset({153}),
    ),
    Row(
        "exhibition-rent",
        "exhibition-rent",
        "50%",
        "at-most",
        "grant",
        (("500000", ("enterprise", "exhibition")),),
        ("exhibition-organiser", "suspended-by-epidemic", "held-in-beijing"),
        frozenset({17}),
        ("2021-01-01", "2021-12-31", None),
    ),
    Row(
        "rd-expense",
        "rd-expense",
        "whole",
        "at-most",
        "grant",
        (("200000", ENTERPRISE_YEAR),),
        ("enterprise-size in micro/small", "in-zhongguancun", "technology-enterprise"),
        frozenset({17}),
    ),
    Row(
        "ip-pledge-loss",
        "loan-loss",
        "50% less reinsured-amount (0)",
        "exact",
        "compensation",
        (("5000000", ("borrower", "year")), ("10000000", ("borrower",))),
        (
            "institution in bank/guarantor/insurer/ip-institution unsettled other",
            "borrower-qualifies",
            "ip-pledged",
            "not bad-loan-limit-exceeded for institution in bank/guarantor/insurer/other",
            "not fraud-on-record for institution unsettled ip-institution",
        ),
        frozenset({182, 183, 184}),
    ),
    Row(
        "satellite-fund-award",
        "fund-excess-return",
        "10% to 20%",
        "range",
        "grant",
        (),
        ("fund-liquidated", "satellite-fund"),
        frozenset({162}),
    ),
    Row(
        "travel-deposit",
        "travel-deposit",
        "80%",
        "exact",
        "refund",
        (),
        ("travel-agency", "published-conditions-met"),
        frozenset({16}),
    ),
    Row(
        "special-equipment-fee",
        "special-equipment-fee",
        "whole",
        "exact",
        "saving",
        (),
        ("enterprise-size in micro/small/medium unsettled self-employed",),
        frozenset({15, 192}),
        (None, "2021-03-31", None),
    ),
    Row(
        "road-occupation-fee",
        "road-occupation-fee",
        "whole",
        "exact",
        "saving",
        (),
        ("enterprise-size in micro/small/medium unsettled self-employed",),
        frozenset({15, 192}),
        (None, "2021-03-31", None),
    ),
    Row(
        "sewage-fee",
        "sewage-fee",
        "whole",
        "exact",
        "saving",
        (),
        ("enterprise-size in micro/small/medium/self-employed",),
        frozenset({194, 195, 192, 193, 15}),
        ("2020-02-01", "2021-03-31", "2021-06-30"),
    ),
    Row(
        "port-construction-fee",
        "port-construction-fee",
        "whole",
        "exact",
        "saving",
        (),
        (),
        frozenset({171}),
        ("2021-01-01", None, None),
    ),
    Row(
        "charging-connection-fee",
        "charging-connection-fee",
        "whole",
        "exact",
        "saving",
        (),
        ("published-conditions-met",),
        frozenset({42}),
    ),
    Row(
        "bonded-transfer-tax",
        "bonded-transfer-tax",
        "whole",
        "exact",
        "saving",
        (),
        ("between-bonded-zones",),
        frozenset({124}),
    ),
    Row(
        "small-taxpayer-vat",
        "monthly-sales",
        "vat-levy-rate",
        "exact",
        "saving",
        (),
        ("small-scale-taxpayer", "amount less-than 150000 unsettled per month"),
        frozenset({15}),
    ),
    Row(
        "small-business-income-tax",
        "income-tax",
        "50%",
        "exact",
        "saving",
        (),
        ("enterprise-size in micro/small/self-employed",),
        frozenset({15}),
    ),
    Row(
        "technology-transfer-tax",
        "technology-transfer-income",
        "eit-rate",
        "exact",
        "saving",
        (("base 20000000", ENTERPRISE_YEAR),),
        ("in-pilot-area", "published-conditions-met"),
        frozenset({137, 176, 177, 178}),
    ),
    Row(
        "venture-tax",
        "venture-income-tax",
        "individual-share (100%)",
        "exact",
        "saving",
        (),
        ("corporate-venture-firm", "in-zhongguancun", "published-conditions-met"),
        frozenset({136, 178, 179, 180, 181}),
    ),
    Row(
        "talent-tax",
        "talent-income-tax",
        "above 15% of talent-income (0)",
        "exact",
        "grant",
        (),
        ("overseas-high-end-talent", "in-designated-area", "published-conditions-met", "proposed"),
        frozenset({137}),
    ),
)


def amount_of(catalogue: Catalogue, id: str) -> str:
    match catalogue.measure(id).benefit:
        case Share(rate=rate, rate_fact=fact, less=less, bounding=bounding):
            named = less or fact or ""
            bound = f" ({bounding[named]})" if named in bounding else ""
            return f"{rate or fact}{f' less {less}' if less else ''}{bound}"
        case Range(from_=low, to=high):
            return f"{low} to {high}"
        case Whole():
            return "whole"
        case ExcessOverShare(share=share, of=of, bounding=bounding):
            return f"above {share} of {of} ({bounding[of]})"
        case other:
            raise AssertionError(f"the edition has no {other.kind}")


def caps_of(catalogue: Catalogue, id: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple(
        (
            ("base " if cap.counts == "base" else "")
            + (str(cap.amount or "") or " ".join(word for choice, figure in cap.amounts.items() for word in (choice, figure))),
            cap.scope,
        )
        for cap in catalogue.measure(id).caps
    )


def conditions_of(catalogue: Catalogue, id: str) -> tuple[str, ...]:
    """Each condition in the words of the contract."""
    said = []
    for condition in catalogue.measure(id).conditions:
        words = ["not" if condition.holds is False else "", "" if condition.proposed else condition.fact or "amount"]
        words += [f"in {'/'.join(condition.one_of)}"] if condition.one_of else []
        words += [f"unsettled {'/'.join(condition.unsettled)}"] if condition.unsettled else []
        for word, bound in (
            ("at-most", condition.at_most),
            ("less-than", condition.less_than),
            ("at-least", condition.at_least),
            ("more-than", condition.more_than),
        ):
            words += [word, str(bound)] if bound else []
        words += [condition.times_series or "", condition.on or ""]
        words += ["unsettled"] if condition.equality == "unsettled" else []
        words += ["per", condition.per] if condition.per else []
        if condition.for_:
            words += ["for", condition.for_.fact, f"in {'/'.join(condition.for_.one_of)}" if condition.for_.one_of else ""]
            words += [f"unsettled {'/'.join(condition.for_.unsettled)}"] if condition.for_.unsettled else []
        words += ["proposed"] if condition.proposed else []
        said.append(" ".join(word for word in words if word))
    return tuple(said)


def test_the_catalogue_holds_the_measures_of_the_contract_in_its_order(catalogue: Catalogue) -> None:
    assert [measure.id for measure in catalogue.measures()] == [row.id for row in MEASURES]


@pytest.mark.parametrize("row", MEASURES, ids=lambda row: row.id)
def test_a_measure_says_what_the_contract_says(catalogue: Catalogue, row: Row) -> None:
    measure = catalogue.measure(row.id)
    assert measure.input == row.input
    assert amount_of(catalogue, row.id) == row.amount
    assert (measure.bound, measure.nature) == (row.bound, row.nature)
    assert caps_of(catalogue, row.id) == row.caps
    assert conditions_of(catalogue, row.id) == row.conditions
    assert tuple(day and day.isoformat() for day in (measure.from_, measure.until, measure.apply_by)) == row.dates
    assert row.pages <= {page for source in measure.sources for page in source.pages}
    assert measure.authority
    assert measure.title.zh
    assert measure.title.en


STATUSES: dict[str, tuple[str, set[str], int]] = {
    "regional-headquarters": ("all", {"foreign-invested", "parent-assets-usd>=200000000", "paid-in-capital-usd>=10000000"}, 19),
    "research-headquarters": (
        "all",
        {"foreign-invested", "authorised-by-parent", "research-focused", "paid-in-capital-usd>=2000000"},
        19,
    ),
    "headquarters-support-barred": ("any", {"penalised-in-three-years", "representative-barred-in-three-years"}, 21),
    "vpn-foreign-share": ("all", {"foreign-share<=50%"}, 87),
    "first-product": (
        "all",
        {
            "in-zhongguancun",
            "enterprise-size in micro/small/medium",
            "breakthrough",
            "first-of-kind",
            "own-ip",
            "technical-lead",
            "developed-on within 2 years",
            "not sold-yet",
        },
        150,
    ),
}


def status_conditions(catalogue: Catalogue, id: str) -> set[str]:
    return {
        ("not " if c.holds is False else "")
        + (c.fact or "")
        + (f" in {'/'.join(c.one_of)}" if c.one_of else "")
        + (f">={c.at_least}" if c.at_least else "")
        + (f"<={c.at_most}" if c.at_most else "")
        + (f" within {c.within_years} years" if c.within_years else "")
        for c in catalogue.status(id).conditions
    }


@pytest.mark.parametrize("id", STATUSES)
def test_a_status_asks_what_the_contract_says(catalogue: Catalogue, id: str) -> None:
    match_, conditions, page = STATUSES[id]
    status = catalogue.status(id)
    assert status.match == match_
    assert status_conditions(catalogue, id) == conditions
    assert page in {page for source in status.sources for page in source.pages}


def test_there_are_five_statuses(catalogue: Catalogue) -> None:
    assert set(catalogue.rows("status")) == set(STATUSES)


@pytest.mark.parametrize(
    ("id", "count", "unit", "pages"),
    [
        ("complaint-decision", 10, "working-day", {11}),
        ("complaint-transfer", 5, "working-day", {11}),
        ("association-reply", 10, "working-day", {11}),
        ("show-refiling", 1, "year", {44}),
        ("export-tax-refund", 6, "working-day", {48}),
        ("artwork-bond", 2, "year", {121}),
        ("graduate-hiring-review", 7, "working-day", {130}),
        ("two-step-payment", 5, "working-day", {166, 167}),
        ("quarantine-approval", 3, "working-day", {172}),
        ("paint-filing-acceptance", 4, "working-day", {173}),
        ("paint-filing-certificate", 2, "working-day", {173}),
        ("fraud-exclusion", 5, "year", {183}),
    ],
)
def test_a_time_limit_is_as_long_as_printed(catalogue: Catalogue, id: str, count: int, unit: str, pages: set[int]) -> None:
    limit = catalogue.limit(id)
    assert (limit.count, limit.unit) == (count, unit)
    assert pages <= {page for source in limit.sources for page in source.pages}


def test_only_the_two_step_payment_runs_in_the_next_month_and_no_exclusion_moves(catalogue: Catalogue) -> None:
    limits = catalogue.all("limit")
    assert [limit.id for limit in limits if limit.runs_from == "next-month"] == ["two-step-payment"]
    assert {limit.id: limit.rolls for limit in limits if limit.unit == "year"}["fraud-exclusion"] is False


def test_the_windows_of_founders_from_overseas_are_three_years(catalogue: Catalogue) -> None:
    three = [limit for limit in catalogue.all("limit") if limit.unit == "year" and limit.count == 3]
    pages = {page for limit in three for source in limit.sources for page in source.pages}
    assert {187, 188, 189, 190} <= pages


FACTS = {
    "choice": "enterprise-size first-product-level institution insured-risk",
    "money": "annual-revenue talent-income reinsured-amount",
    "usd": "parent-assets-usd paid-in-capital-usd",
    "rate": "individual-share vat-levy-rate eit-rate loan-rate foreign-share",
    "date": "loan-date developed-on",
    "count": "contract-rank",
    "name": "credit-product loan first-product exhibition borrower",
    "yes-no": (
        "in-zhongguancun technology-enterprise high-precision-industry core-technology-or-ip published-conditions-met "
        "commercial-space corporate-venture-firm travel-agency small-scale-taxpayer fraud-on-record "
        "bad-loan-limit-exceeded in-pilot-area in-designated-area overseas-high-end-talent tech-credit-product "
        "ip-pledged leased-for-innovation exhibition-organiser suspended-by-epidemic held-in-beijing borrower-qualifies "
        "fund-liquidated satellite-fund between-bonded-zones foreign-invested authorised-by-parent research-focused "
        "penalised-in-three-years representative-barred-in-three-years breakthrough first-of-kind own-ip technical-lead "
        "sold-yet in-force-confirmed"
    ),
}
OF_ITEM = (
    "tech-credit-product credit-product loan ip-pledged loan-rate loan-date contract-rank first-product insured-risk leased-for-innovation "
    "exhibition-organiser suspended-by-epidemic held-in-beijing exhibition borrower-qualifies reinsured-amount borrower fund-liquidated "
    "satellite-fund between-bonded-zones in-force-confirmed"
)
OF_STATUS = (
    "foreign-invested authorised-by-parent research-focused parent-assets-usd paid-in-capital-usd penalised-in-three-years "
    "representative-barred-in-three-years foreign-share breakthrough first-of-kind own-ip technical-lead developed-on sold-yet"
)


def test_the_facts_are_those_of_the_contract(catalogue: Catalogue) -> None:
    kinds = {fact.id: fact.kind.id for fact in catalogue.all("fact")}
    assert kinds == {id: kind for kind, ids in FACTS.items() for id in ids.split()}
    of = {fact.id: fact.of for fact in catalogue.all("fact")}
    assert {id for id in of if of[id] == "item"} == set(OF_ITEM.split())
    assert {id for id in of if of[id] == "status"} == set(OF_STATUS.split())


@pytest.mark.parametrize(
    ("fact", "choices"),
    [
        ("enterprise-size", ["micro", "small", "medium", "large", "self-employed"]),
        ("first-product-level", ["international", "domestic", "none", "no-first-product"]),
        ("institution", ["bank", "guarantor", "insurer", "ip-institution", "other"]),
        ("insured-risk", ["product-quality", "product-liability", "transport", "launch", "other"]),
    ],
)
def test_a_choice_has_the_choices_of_the_contract(catalogue: Catalogue, fact: str, choices: list[str]) -> None:
    assert [choice.id for choice in catalogue.fact(fact).choices] == choices


@pytest.mark.parametrize(
    ("day", "kind", "measure"),
    [
        ("2020-12-01", None, None),
        ("2020-12-31", None, None),
        ("2021-01-01", "starts", "port-construction-fee"),
        ("2021-01-31", None, None),
        ("2021-03-31", "ends", "special-equipment-fee"),
        ("2021-03-31", "ends", "road-occupation-fee"),
        ("2021-03-31", "ends", "sewage-fee"),
        ("2021-04-01", "resumes", "special-equipment-fee"),
        ("2021-06-30", "closes", "sewage-fee"),
        ("2021-07-01", "ceases", "sewage-fee"),
        ("2021-08-31", None, None),
        ("2021-12-31", "ends", "exhibition-rent"),
    ],
)
def test_a_fixed_date_of_the_contract_is_listed(catalogue: Catalogue, day: str, kind: str | None, measure: str | None) -> None:
    found = [
        entry
        for entry in catalogue.deadlines()
        if entry.date == date.fromisoformat(day) and kind in (None, entry.kind) and (measure is None or measure in entry.measures)
    ]
    assert found


@pytest.mark.parametrize(("kind", "least"), [("open", 50), ("rule", 5), ("target", 35), ("document", 26), ("reading", 8), ("date", 20)])
def test_the_whole_compendium_is_in_it(catalogue: Catalogue, kind: Kind, least: int) -> None:
    assert len(catalogue.rows(kind)) >= least


def test_every_entry_cites_pages_that_hold_text(catalogue: Catalogue) -> None:
    kinds: tuple[Kind, ...] = ("measure", "status", "limit", "date", "open", "rule", "target", "reading")
    sources = [(entry.id, source) for kind in kinds for entry in catalogue.all(kind) for source in entry.sources]
    wrong = [id for id, source in sources if not source.outside and (not source.pages or {38, 196} & set(source.pages))]
    assert wrong == []


def test_the_notice_without_text_is_listed_as_such(catalogue: Catalogue) -> None:
    cited = [entry for entry in catalogue.all("open") if any(s.document == "social-insurance-notice" for s in entry.sources)]
    assert cited
    assert catalogue.document("social-insurance-notice").pages == (184, 185)


@pytest.mark.skipif(not CHECK_SOURCES.parent.is_dir(), reason="../shared is absent")
def test_every_figure_stands_on_its_page() -> None:
    done = subprocess.run([sys.executable, CHECK_SOURCES, ROOT / "data" / "measures.toml"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
    summary = done.stdout.splitlines()[-1]
    assert summary.endswith(" 0 faults")
    assert int(summary.split()[0]) >= 180


def test_measures_are_found_by_their_input_in_catalogue_order(catalogue: Catalogue) -> None:
    assert [measure.id for measure in catalogue.measures_on("loan-interest")] == [
        "tech-credit-interest",
        "first-product-interest",
        "ip-pledge-interest",
    ]
    assert catalogue.measures_on("training-cost") == []


@pytest.mark.parametrize(
    ("kind", "id", "nearest"),
    [
        ("measure", "ip-pledge-intrest", "ip-pledge-interest"),
        ("fact", "anual-revenue", "annual-revenue"),
        ("limit", "two-step-pay", "two-step-payment"),
    ],
)
def test_an_unknown_id_is_answered_with_the_nearest(catalogue: Catalogue, kind: Kind, id: str, nearest: str) -> None:
    with pytest.raises(UnknownName) as refused:
        catalogue.entry(kind, id)
    assert f"是否为 {nearest}？" in refused.value.sentence("zh")
    assert f"Did you mean {nearest}?" in refused.value.sentence("en")


def test_an_open_measure_is_refused_with_where_it_stands(catalogue: Catalogue) -> None:
    entry = catalogue.all("open")[0]
    with pytest.raises(NoFigure) as refused:
        catalogue.computable(entry.id)
    for lang, title in (("zh", entry.title.zh), ("en", entry.title.en)):
        said = refused.value.sentence("zh" if lang == "zh" else "en")
        assert title in said
        assert str(entry.sources[0].pages[0]) in said
    assert catalogue.computable("talent-tax").id == "talent-tax"


@pytest.mark.parametrize(
    ("pages", "text"),
    [((17,), "17"), ((17, 18), "17–18"), ((18, 17, 17), "17–18"), ((17, 18, 20), "17–18, 20"), ((1, 3, 4, 5, 9), "1, 3–5, 9"), ((), "")],
    ids=str,
)
def test_pages_are_shown_as_ranges(pages: tuple[int, ...], text: str) -> None:
    assert page_ranges(pages) == text


def test_a_citation_names_document_article_and_page(catalogue: Catalogue) -> None:
    numbered = catalogue.citation(catalogue.measure("exhibition-rent").sources[0])
    assert numbered.zh == "京政办发〔2021〕4号 四，第 17 页"
    assert numbered.en == "京政办发〔2021〕4号 四, p. 17"
    plain = catalogue.citation(catalogue.measure("first-product-contract").sources[0])
    title = catalogue.document("zgc-first-product").title
    assert plain.zh == f"《{title.zh}》 四，第 151–152 页"
    assert plain.en == f"{title.en} 四, pp. 151–152"
    outside = catalogue.series("lpr").sources[0]
    assert catalogue.citation(outside) == outside.where


def test_the_facts_asked_stand_in_catalogue_order_each_once(catalogue: Catalogue) -> None:
    asked = [fact.id for fact in catalogue.facts_asked(catalogue.measures_on("loan-interest"))]
    order = [id for id in catalogue.rows("fact") if id in asked]
    assert asked == order
    assert {"annual-revenue", "loan", "credit-product", "loan-date"} <= set(asked)
    assert "contract-rank" not in asked


def test_the_built_form_says_the_same_as_the_files(catalogue: Catalogue) -> None:
    again = built_form.catalogue()
    assert (again.sha256, again.raw) == (catalogue.sha256, joined(*source_files(data_folder())))
    assert again.measure_index == catalogue.measure_index


def test_every_entry_is_built_as_it_is_shaped(catalogue: Catalogue) -> None:
    again = built_form.catalogue()
    assert again.edition == catalogue.edition
    for kind in SHAPES:
        assert list(again.ids(kind)) == list(catalogue.rows(kind))
        assert again.all(kind) == catalogue.all(kind)
