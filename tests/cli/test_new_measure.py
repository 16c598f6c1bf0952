"""`catalogue new measure` as a table of what is typed: what comes out is sound, laid out, and computes what was entered."""

import tomllib
from datetime import date
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

import pytest

from bjsubsidy.answers.check import checked_files
from bjsubsidy.answers.examples import checked_catalogue
from bjsubsidy.cli.conversation import conversation
from bjsubsidy.cli.entry_desk import EntryDesk
from bjsubsidy.cli.given import GivenParameters
from bjsubsidy.cli.measure_asked import MeasureTopic
from bjsubsidy.cli.new_measure import left_off, left_to_do
from bjsubsidy.errors import UnusableFile
from bjsubsidy.language import LANGS, Lang
from bjsubsidy.law.catalogue import Catalogue
from bjsubsidy.writers.catalogue_layout import laid_out_file
from tests.cli.conversations import asked, context_of, played, told
from tests.conftest import Run

FILE = ("district", "区支持措施", "District support")
DOCUMENT = (
    "+",
    "notice",
    "区支持企业的通知",
    "Notice on support",
    "区政发〔2021〕3号",
    "2021-02-01",
    "区政府",
    "District Government",
    "1-8",
)
OUTSIDE = ("outside", "区政发〔2021〕5号第三条", "区政发〔2021〕5号 article 3")
NAMED = ("support", "区支持", "District support", "给企业的支持。", "Support for firms.")
INPUT = ("+", "new-cost", "新费用", "new cost", "当年实际支付的新费用（元）。", "New cost paid in the year, in yuan.")
AUTHORITY = ("1", "区经信局", "District Bureau")
ENTRY = (*FILE, *DOCUMENT, *NAMED, *INPUT, *AUTHORITY, "三", "2")
PARK = ("+", "in-park", "1", "1", "在园内", "in the park", "企业是否在园内？", "Is the firm in the park?")
PARK_SAID = ("企业在园内", "the firm is in the park", "企业不在园内", "the firm is not in the park")
STAFF = ("+", "new-staff", "2", "新招人数", "people hired", "新招了多少人？", "How many people were hired?")
LEVEL = (
    "+",
    "new-level",
    "1",
    "认定等级",
    "level",
    "认定为哪一级？",
    "Which level?",
    "top=国家级/national；city=市级/municipal；none=无/none",
)
SAME, NOTHING = "", ""
NO_CAP, NO_CONDITION, NO_DAYS, NO_READING = ("",), ("",), ("", "", ""), ("",)
REST = (*NO_CAP, *NO_CONDITION, *NO_DAYS, *NO_READING)
# So many Enters agree with every example that there is.
AGREED = ("",) * 40


class Form(NamedTuple):
    """What is typed from the form on, and what stands in the entry then; `results` are amounts with what they give."""

    typed: tuple[str, ...]
    entry: dict[str, Any]
    results: dict[str, str]


FORMS = {
    "a flat sum": Form(("1", "20万元", SAME, "1", *REST), {"benefit": {"kind": "sum", "amount": "200000"}}, {"100000": "200000.00"}),
    "a rate with a cap": Form(
        ("2", "百分之三十", SAME, "1", "五十万元", "3", "1 2", "", *REST[1:]),
        {
            "benefit": {"kind": "share", "rate": "30%"},
            "caps": [{"amount": "500000", "scope": ["enterprise", "year"]}],
            "sources": [
                {"document": "notice", "article": "三", "pages": [2], "figures": ["百分之三十"]},
                {"document": "notice", "article": "三", "pages": [3], "figures": ["五十万元"]},
            ],
        },
        {"1666665.67": "499999.70", "1666666.67": "500000.00", "1666667.67": "500000.00"},
    ),
    "more than the whole": Form(
        ("2", "175%", SAME, "是", "1", *REST), {"benefit": {"kind": "share", "rate": "175%", "above-whole": True}}, {"100000": "175000.00"}
    ),
    "at most a rate": Form(("2", "40%", SAME, "2", *REST), {"bound": "at-most"}, {"100000": "40000.00"}),
    "between two rates": Form(
        ("3", "10%", SAME, "20%", SAME, *REST),
        {"bound": "range", "benefit": {"kind": "range", "from": "10%", "to": "20%"}},
        {"100000": "20000.00"},
    ),
    "the whole": Form(("4", "1", *REST), {"benefit": {"kind": "whole"}}, {"100000": "100000.00"}),
    "a sum per unit of a count": Form(
        ("5", "2000元", SAME, *STAFF, "", "是", "1", "10万元", SAME, "1", "", *REST[1:]),
        {"benefit": {"kind": "sum-per-unit", "amount": "2000", "of": "new-staff", "full": True}},
        {"100000": "20000.00"},
    ),
    "a sum per full ten thousand of the amount": Form(
        ("5", "100元", SAME, "0", "1万元", "是", "1", *REST),
        {"benefit": {"kind": "sum-per-unit", "amount": "100", "every": "10000", "full": True}},
        {"9999.99": "0", "10000": "100.00", "10000.01": "100.00"},
    ),
    "a sum per full three million of the amount, up to a cap": Form(
        ("5", "2万元", SAME, "0", "300万元", "是", "1", "40万元", SAME, "1 2", "", *REST[1:]),
        {"caps": [{"amount": "400000", "scope": ["enterprise", "year"]}]},
        {"59999999": "380000.00", "60000000": "400000.00", "63000000": "400000.00"},
    ),
    "a sum per full ten of a count, up to a cap": Form(
        ("5", "2000元", SAME, *STAFF, "10", "是", "1", "2万元", SAME, "1", "", *REST[1:]),
        {"benefit": {"kind": "sum-per-unit", "amount": "2000", "of": "new-staff", "every": 10, "full": True}},
        {"100000": "20000.00"},
    ),
    "a sum per full unit that never comes just to the cap": Form(
        ("5", "3000元", SAME, "0", "1万元", "是", "1", "1万元", SAME, "1", "", *REST[1:]),
        {"caps": [{"amount": "10000", "scope": ["enterprise"]}]},
        {"40000": "10000.00"},
    ),
    "a flat sum below a cap of several": Form(
        ("1", "20万元", SAME, "1", "50万元", SAME, "1 2", "", *REST[1:]),
        {"caps": [{"amount": "500000", "scope": ["enterprise", "year"]}]},
        {},
    ),
    "a flat sum that is the cap": Form(
        ("1", "20万元", SAME, "1", "20万元", SAME, "1 2", "", *REST[1:]),
        {"caps": [{"amount": "200000", "scope": ["enterprise", "year"]}]},
        {},
    ),
    "a rate too low for a yuan to tell at the cap": Form(
        ("2", "0.01%", SAME, "1", "500元", SAME, "1", "", *REST[1:]),
        {"caps": [{"amount": "500", "scope": ["enterprise"]}]},
        {"5000050": "500.00"},
    ),
    "a rate with two caps, one of them for each of something named": Form(
        ("2", "10%", SAME, "1", "5万元", SAME, "3", "20万元", SAME, "1", "", *REST[1:]),
        {},
        {"500001": "50000.00"},
    ),
    "a rate by a choice with a cap": Form(
        ("6", *LEVEL, "30%", SAME, "20%", SAME, NOTHING, "1", "50万元", SAME, "1", "", *REST[1:]),
        {"caps": [{"amount": "500000", "scope": ["enterprise"]}]},
        {"1666665.67": "499999.70"},
    ),
    "steps of the amount with a cap": Form(
        ("7", "100万元", SAME, "1", "10%", SAME, "", "20%", SAME, "1", "1", "50万元", SAME, "1", "", *REST[1:]),
        {"caps": [{"amount": "500000", "scope": ["enterprise"]}]},
        {"1000000.01": "200000.00", "2500001": "500000.00"},
    ),
    "between two rates with a cap": Form(
        ("3", "10%", SAME, "20%", SAME, "50万元", SAME, "1", "", *REST[1:]),
        {"caps": [{"amount": "500000", "scope": ["enterprise"]}]},
        {"2500001": "500000.00"},
    ),
    "a sum by a choice": Form(
        ("6", *LEVEL, "100万元", SAME, "50万元", "4 五", NOTHING, "1", *REST),
        {
            "benefit": {"kind": "sum", "amount": {"by": "new-level", "figures": {"top": "1000000", "city": "500000", "none": "0"}}},
            "sources": [
                {"document": "notice", "article": "三", "pages": [2], "figures": ["100万元"]},
                {"document": "notice", "article": "五", "pages": [4], "figures": ["50万元"]},
            ],
        },
        {"100000": "1000000.00"},
    ),
    "steps of the amount": Form(
        ("7", "100万元", SAME, "1", "10%", SAME, "500万元", SAME, "2", "20万元", SAME, "", "", "1", "1", *REST),
        {
            "benefit": {
                "kind": "steps",
                "steps": [
                    {"at-most": "1000000", "rate": "10%"},
                    {"more-than": "1000000", "less-than": "5000000", "sum": "200000"},
                    {"at-least": "5000000", "sum": "0"},
                ],
            }
        },
        {"999999.99": "100000.00", "1000000": "100000.00", "1000000.01": "200000.00", "4999999.99": "200000.00", "5000000": "0"},
    ),
    "slices of the amount": Form(
        ("7", "100万元", SAME, "1", "10%", SAME, "", "5%", SAME, "2", "1", *REST),
        {
            "benefit": {
                "kind": "steps",
                "slices": True,
                "steps": [{"at-most": "1000000", "rate": "10%"}, {"more-than": "1000000", "rate": "5%"}],
            }
        },
        {"1000000": "100000.00"},
    ),
}


def topic_of(path: Path, catalogue: Catalogue, lang: Lang = "zh", **given: Any) -> MeasureTopic:
    return MeasureTopic(EntryDesk(context_of("catalogue new", catalogue, lang, **given), str(path)))


def entered(path: Path, catalogue: Catalogue, *typed: str, lang: Lang = "zh", some: bool = False) -> tuple[MeasureTopic, list[Any]]:
    """The conversation as far as it was typed; what is left over at its end are Enters, or (`some`) anything."""
    topic = topic_of(path, catalogue, lang)
    talk, said, answers = conversation(topic), [], list(typed)
    said.append(next(talk))
    while True:
        try:
            if not hasattr(said[-1], "hint"):
                said.append(next(talk))
            elif not answers:
                return topic, said
            else:
                said.append(talk.send(answers.pop(0)))
        except StopIteration:
            assert some or not any(answers), f"it ended before {answers}"
            return topic, said


def last_measure(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = tomllib.loads(path.read_text("utf-8"))["measure"][-1]
    return found


@pytest.mark.parametrize("name", FORMS)
def test_each_form_is_entered_and_gives_what_it_says(name: str, catalogue: Catalogue, tmp_path: Path) -> None:
    form, path = FORMS[name], tmp_path / "district.toml"
    _, said = entered(path, catalogue, *ENTRY, *form.typed, *AGREED)
    assert told(said, "fault") == []
    assert checked_catalogue(str(path)).measure("support").input == "new-cost"
    assert not laid_out_file(str(path)).changed
    assert [fault.sentence("en") for fault in checked_files([str(path)])[0].faults] == []
    measure = last_measure(path)
    assert {key: measure[key] for key in form.entry} == form.entry
    plain = [example for example in measure["examples"] if not {"with", "without"} & example.keys()]
    assert {example["amount"]: example["gives"] for example in plain}.items() >= form.results.items()


SHARE = ("2", "40%", SAME, "1", *NO_CAP)
# What is typed for a condition, the condition as written, and the facts that the examples are given.
CONDITIONS: dict[str, tuple[tuple[str, ...], dict[str, Any], dict[str, Any]]] = {
    "choices, and one that the text leaves open": (
        ("企业规模", "1 2 3", "5", "3"),
        {"fact": "enterprise-size", "one-of": ["micro", "small", "medium"], "unsettled": ["self-employed"]},
        {"enterprise-size": "micro"},
    ),
    "two of the choices": (
        ("enterprise-size", "小型企业、medium", "", SAME),
        {"fact": "enterprise-size", "one-of": ["small", "medium"]},
        {"enterprise-size": "small"},
    ),
    "a no": (("fraud-on-record", "否", SAME), {"fact": "fraud-on-record", "holds": False}, {"fraud-on-record": False}),
    "an amount at most": (
        ("年收入", "1", "2亿元", SAME),
        {"fact": "annual-revenue", "at-most": "200000000"},
        {"annual-revenue": "200000000.00"},
    ),
    "an amount below": (
        ("年收入", "2", "2亿元", SAME),
        {"fact": "annual-revenue", "less-than": "200000000"},
        {"annual-revenue": "199999999.99"},
    ),
    "a rate above": (("loan-rate", "4", "4%", SAME), {"fact": "loan-rate", "more-than": "4%"}, {"loan-rate": "4.01%"}),
    "a count": (("contract-rank", "1", "3项", SAME), {"fact": "contract-rank", "at-most": "3"}, {"contract-rank": 3}),
    "the amount itself": (("0", "3", "1万元", SAME), {"at-least": "10000"}, {}),
    "a period from a day": (("loan-date", "5 年", SAME), {"within": {"years": 5, "of": "loan-date"}}, {"loan-date": date(2021, 2, 1)}),
    "a new fact": (
        (*PARK, *PARK_SAID, "是", "4 四"),
        {"fact": "in-park", "holds": True},
        {"in-park": True},
    ),
}


@pytest.mark.parametrize("name", CONDITIONS)
def test_conditions_are_entered_over_facts_that_are_there_and_over_new_ones(name: str, catalogue: Catalogue, tmp_path: Path) -> None:
    typed, condition, given = CONDITIONS[name]
    path = tmp_path / "district.toml"
    _, said = entered(path, catalogue, *ENTRY, *SHARE, *typed, "", *NO_DAYS, *NO_READING, *AGREED)
    assert told(said, "fault") == []
    measure = last_measure(path)
    assert (measure["conditions"], measure.get("given", {})) == ([condition], given)
    assert {"eligible"} < {example.get("verdict", "eligible") for example in measure["examples"]}
    assert [fault.sentence("en") for fault in checked_files([str(path)])[0].faults] == []
    assert not laid_out_file(str(path)).changed


def test_every_day_has_an_entry_and_examples_beside_it(catalogue: Catalogue, tmp_path: Path) -> None:
    path = tmp_path / "district.toml"
    days = ("2021年1月1日", "4 六", "2021年12月31日", SAME, "2022年3月1日", SAME)
    entered(path, catalogue, *ENTRY, *SHARE, *NO_CONDITION, *days, *NO_READING, *AGREED)
    raw = tomllib.loads(path.read_text("utf-8"))
    assert [(row["id"], row["kind"], row["date"].isoformat(), row["sources"][0]["pages"]) for row in raw["date"]] == [
        ("support-starts", "starts", "2021-01-01", [4]),
        ("support-ends", "ends", "2021-12-31", [4]),
        ("support-closes", "closes", "2022-03-01", [4]),
    ]
    verdicts = {(str(e.get("on", "")), str(e.get("as-of", ""))): e.get("verdict", "eligible") for e in raw["measure"][0]["examples"]}
    assert verdicts == {
        ("", ""): "eligible",
        ("2020-12-31", ""): "ineligible",
        ("2021-01-01", ""): "eligible",
        ("2021-12-31", ""): "eligible",
        ("2022-01-01", ""): "ineligible",
        ("", "2022-03-01"): "eligible",
        ("", "2022-03-02"): "ineligible",
    }


def test_a_source_without_pages_is_outside_and_no_page_is_asked_for(catalogue: Catalogue, tmp_path: Path) -> None:
    path = tmp_path / "district.toml"
    _, said = entered(
        path, catalogue, *FILE, *OUTSIDE, *NAMED, *INPUT, *AUTHORITY, "2", "40%", "1", "50万元", "1 2", "", *REST[1:], *AGREED
    )
    assert told(said, "fault") == []
    where = {"zh": "区政发〔2021〕5号第三条", "en": "区政发〔2021〕5号 article 3"}
    assert last_measure(path)["sources"] == [{"figures": ["40%", "50万元"], "outside": True, "where": where}]
    assert "它在哪一页？" not in asked(said)


def test_readings_are_new_or_those_that_are_there(catalogue: Catalogue, tmp_path: Path) -> None:
    path = tmp_path / "district.toml"
    new = (
        "+",
        "which-cost",
        "费用",
        "cost",
        "没有写明哪些费用",
        "which cost counts",
        "按所填计算",
        "what is typed counts",
        "无据可改",
        "none is printed",
    )
    _, said = entered(path, catalogue, *ENTRY, *SHARE, *NO_CONDITION, *NO_DAYS, "nothing-there", "calendar-year", *new, "", *AGREED)
    assert last_measure(path)["readings"] == ["calendar-year", "which-cost"]
    assert ["nothing-there" in line for line in told(said, "fault")] == [True]
    assert checked_catalogue(str(path)).reading("which-cost").does.en == "what is typed counts"


def test_another_amount_stays_for_the_check_to_tell_and_x_leaves_an_example_out(catalogue: Catalogue, tmp_path: Path, run: Run) -> None:
    path = tmp_path / "district.toml"
    cap = ("2", "40%", SAME, "1", "50万元", SAME, "1 2", "", *REST[1:])
    entered(path, catalogue, *ENTRY, *cap, "", "499999", "x", "")
    assert [(example["amount"], example["gives"]) for example in last_measure(path)["examples"]] == [
        ("1249999", "499999.00"),
        ("1250001", "500000.00"),
    ]
    answer = run("catalogue", "check", str(path), "--lang", "en")
    assert answer.code == 3
    assert "the rule gives low 499999.60, high 499999.60" in answer.err


def test_what_was_answered_is_shown_again_and_can_be_another(catalogue: Catalogue, tmp_path: Path) -> None:
    path = tmp_path / "district.toml"
    topic, said = entered(path, catalogue, *ENTRY, "2", "40%", SAME, "<", "<", "30%", "1", *REST)
    assert last_measure(path)["benefit"] == {"kind": "share", "rate": "30%"}
    shown = [prompt.before for prompt in said if getattr(prompt, "before", "")]
    assert shown == ["已答：2", "已答：40%"]
    assert topic.draft.held.get("share").printed == "30%"


def test_another_form_takes_the_place_of_the_first(catalogue: Catalogue, tmp_path: Path) -> None:
    path = tmp_path / "district.toml"
    back = ("<",) * 9
    entered(path, catalogue, *ENTRY, *SHARE, *NO_CONDITION, *NO_DAYS, *back, "1", "20万元", SAME)
    measure = last_measure(path)
    assert measure["benefit"] == {"kind": "sum", "amount": "200000"}
    assert [source["figures"] for source in measure["sources"]] == [["20万元"]]
    assert checked_catalogue(str(path)).measure("support")


def test_examples_of_another_rule_are_worked_out_anew(catalogue: Catalogue, tmp_path: Path) -> None:
    path = tmp_path / "district.toml"
    capped = ("2", "40%", SAME, "1", "50万元", SAME, "1", "", *REST[1:], "", "", "")
    back = ("<",) * 15
    topic, said = entered(path, catalogue, *ENTRY, *capped, *back, "20%", lang="en")
    assert next(prompt.text for prompt in reversed(said[:-1]) if hasattr(prompt, "hint")) == "What is the rate?"
    assert "examples" not in last_measure(path)
    entered_anew = played(conversation(topic), "", "", "")
    assert asked(entered_anew)[0] == "new cost 2,499,999.00 yuan"
    assert [example["gives"] for example in last_measure(path)["examples"]] == ["499999.80", "500000.00", "500000.00"]


REFUSED = {
    "an id with blanks": (FILE[:0], "my layer", "the id “my layer” has characters that an id may not have"),
    "pages the wrong way round": ((*FILE, *DOCUMENT[:-1]), "9-1", "“9-1” is no range of pages"),
    "a day that is none": ((*FILE, *DOCUMENT[:5]), "2021-02-30", "cannot read the date “2021-02-30”"),
    "a document of a layer without a day": ((*FILE, *DOCUMENT[:5]), "", "an answer is needed here"),
    "an id that is taken": ((*FILE, *DOCUMENT), "rd-expense", "“rd-expense” is taken"),
    "a document that is not there": (FILE, "no-such", "“no-such” is not in the list"),
    "an input of another name": (
        (*FILE, *DOCUMENT, *NAMED, "+", "other-rent"),
        "展会场租",
        "“展会场租” is what “exhibition rent” (exhibition-rent)",
    ),
    "a form written by hand": (ENTRY, "8", "that form is written by hand"),
    "a rate without %": ((*ENTRY, "2"), "4.6", "If it is 4.6 percent, write 4.6%."),
    "a rate above the whole that is a slip": ((*ENTRY, "2", "400%", SAME), "no", "the rate is written as it is printed"),
    "an amount that is none": ((*ENTRY, "1"), "很多", "cannot read the amount “很多”"),
    "a page before the first": ((*ENTRY, "1", "20万元"), "0", "the document has the pages 1 to 8"),
    "a page of a cap beyond the document": ((*ENTRY, "1", "20万元", SAME, "1", "50万元"), "9 三", "the document has the pages 1 to 8"),
    "a page of a condition beyond the document": (
        (*ENTRY, *SHARE, "fraud-on-record", "no"),
        "9",
        "the document has the pages 1 to 8",
    ),
    "a page of the entry beyond the document": (ENTRY[:-1], "9", "the document has the pages 1 to 8"),
    "pages from 0": ((*FILE, *DOCUMENT[:-1]), "0-3", "“0-3” is no range of pages. Pages begin with 1"),
    "a page in words": ((*ENTRY, "1", "20万元"), "third", "“third” is no page"),
    "a page beyond the document": ((*ENTRY, "1", "20万元"), "99", "the document has the pages 1 to 8"),
    "a choice of two with one": ((*ENTRY, "6", *LEVEL[:-1]), "top=国家级/national", "there are at least two choices"),
    "a reserved id of a fact": ((*ENTRY, *SHARE, "+"), "amount", "“amount” is taken"),
    "a period that is none": ((*ENTRY, *SHARE, "loan-date"), "bald", "“bald” is no period"),
    "a unit of the amount without its size": ((*ENTRY, "5", "100元", SAME, "0", "", "否"), "1", "of the input, every is an amount"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_an_answer_that_cannot_stand_is_told_why_and_asked_again(name: str, catalogue: Catalogue, tmp_path: Path) -> None:
    before, typed, why = REFUSED[name]
    path = tmp_path / "district.toml"
    _, said = entered(path, catalogue, *before, typed, lang="en")
    faults = told(said, "fault")
    assert any(why in line for line in faults), faults
    assert said[-1].text == next(each for each in reversed(said[:-2]) if hasattr(each, "hint")).text


@pytest.mark.parametrize("lang", LANGS)
def test_every_question_tells_why_it_is_asked(lang: Lang, catalogue: Catalogue, tmp_path: Path) -> None:
    whys = [word for typed in (*ENTRY, *SHARE, *PARK, *PARK_SAID, "是", SAME, "", *NO_DAYS, *NO_READING, "") for word in ("?", typed)]
    _, said = entered(tmp_path / "district.toml", catalogue, *whys, lang=lang)
    told_why = [each.lines for each in said if getattr(each, "kind", "") == "why"]
    assert len(told_why) == len(whys) // 2
    assert all(lines[0] for lines in told_why)


OWN = """# kept by us
[layer]
id = "own"
over = "packaged"
title = { zh = "我们的", en = "ours" }   # said so

[authorities]   # two of them
"区经信局" = "District Bureau"

# the end
"""


@pytest.mark.parametrize("ends", ["\n", "\r\n"], ids=["lf", "crlf"])
@pytest.mark.parametrize("mark", ["", "\ufeff"], ids=["plain", "marked"])
def test_a_file_that_is_there_keeps_what_it_has(ends: str, mark: str, catalogue: Catalogue, tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_bytes((mark + OWN.replace("\n", ends)).encode())
    typed = (
        *DOCUMENT,
        *NAMED,
        *INPUT,
        "1",
        "区经信局、区财政局",
        "District Finance",
        "三",
        "2",
        *SHARE,
        *NO_CONDITION,
        *NO_DAYS,
        *NO_READING,
    )
    _, said = entered(path, catalogue, *typed, *AGREED)
    assert told(said, "fault") == []
    text = path.read_bytes().decode()
    assert text.startswith(mark)
    assert [line for line in text.removeprefix(mark).split(ends) if line in OWN.split("\n")][: OWN.count("\n")] == OWN.split("\n")[:-1]
    assert text.count("\n") == text.count(ends)
    assert tomllib.loads(text.removeprefix("\ufeff"))["authorities"] == {
        "区经信局": "District Bureau",
        "区政府": "District Government",
        "区财政局": "District Finance",
    }
    checked_catalogue(str(path))


def test_a_second_measure_goes_behind_the_first_and_may_use_what_it_brought(catalogue: Catalogue, tmp_path: Path) -> None:
    path = tmp_path / "district.toml"
    entered(path, catalogue, *ENTRY, *SHARE, *PARK, *PARK_SAID, "是", SAME, "", *NO_DAYS, *NO_READING, *AGREED)
    first = path.read_text("utf-8")
    second = ("notice", "other-support", *NAMED[1:], "新费用", "1", "区经信局", "四", "5", "1", "10万元", SAME, "1", *NO_CAP)
    _, said = entered(path, catalogue, *second, "in-park", "是", SAME, "", *NO_DAYS, *NO_READING, *AGREED)
    assert told(said, "fault") == []
    assert path.read_text("utf-8").startswith(first)
    assert [measure.id for measure in checked_catalogue(str(path)).measures_on("new-cost")] == ["support", "other-support"]


def test_a_layer_over_a_layer_and_over_a_whole_catalogue(tmp_path: Path) -> None:
    mistakes = Path(__file__).parent.parent / "mistakes"
    below = [str(mistakes / name) for name in ("sound.toml", "sound-layer.toml")]
    path = tmp_path / "upper.toml"
    typed = (
        *FILE,
        "notice",
        *NAMED,
        "rent",
        "1",
        "市财政局",
        "三",
        "12",
        *SHARE,
        "size",
        "1",
        "",
        SAME,
        "",
        *NO_DAYS,
        *NO_READING,
        *AGREED,
    )
    context = context_of("catalogue new", checked_catalogue(*below), "en")
    context.given = GivenParameters({"catalogue": below}, {})
    topic = MeasureTopic(EntryDesk(context, str(path)))
    said = played(conversation(topic), *typed[: -len(AGREED)])
    assert told(said, "fault") == []
    assert tomllib.loads(path.read_text("utf-8"))["layer"]["over"] == "amendment"
    assert checked_catalogue(*below, str(path)).measure("support").input == "rent"


def test_a_whole_catalogue_is_added_to(tmp_path: Path) -> None:
    path = tmp_path / "whole.toml"
    sound = (Path(__file__).parent.parent / "mistakes" / "sound.toml").read_text("utf-8")
    path.write_text(sound, "utf-8")
    typed = ("notice", *NAMED, "rent", "1", "市财政局", "三", "12", *SHARE, *NO_CONDITION, *NO_DAYS, *NO_READING)
    _, said = entered(path, checked_catalogue(str(path)), *typed)
    assert told(said, "fault") == []
    assert path.read_text("utf-8").startswith(sound)


def test_what_somebody_wrote_meanwhile_is_not_written_over(catalogue: Catalogue, tmp_path: Path) -> None:
    path = tmp_path / "district.toml"
    topic, _ = entered(path, catalogue, *FILE)
    path.write_text("# mine\n", "utf-8")
    said = played(conversation(topic), *DOCUMENT)
    assert any("已被别处改动" in line for line in told(said, "fault"))
    assert path.read_text("utf-8") == "# mine\n"


def test_a_faulty_file_is_refused_before_the_first_question(catalogue: Catalogue, tmp_path: Path) -> None:
    path = tmp_path / "faulty.toml"
    path.write_text(OWN.replace('over = "packaged"\n', ""), "utf-8")
    with pytest.raises(UnusableFile) as refused:
        topic_of(path, catalogue)
    assert "over" in refused.value.sentence("en")


def test_who_leaves_is_told_what_was_answered_beyond_what_is_saved(catalogue: Catalogue, tmp_path: Path) -> None:
    path = tmp_path / "district.toml"
    topic, _ = entered(path, catalogue, *ENTRY, "2", "40%", lang="en")
    said = "\n".join(left_off(topic))
    assert f"Whatever was finished stands in “{path}”." in said
    assert 'title = { zh = "区支持", en = "District support" }' in said
    assert f"Go on with: bjsubsidy catalogue new measure {path}" in said
    assert "measure" not in tomllib.loads(path.read_text("utf-8"))


def test_readings_of_the_measures_on_the_same_input_are_offered(catalogue: Catalogue, tmp_path: Path) -> None:
    path = tmp_path / "district.toml"
    typed = (*FILE, *DOCUMENT, *NAMED, "研发费用", *AUTHORITY, "三", "2", *SHARE, "fraud-on-record", "否", SAME, "", *NO_DAYS)
    _, said = entered(path, catalogue, *typed)
    offers = [id for measure in catalogue.measures_on("rd-expense") for id in measure.readings]
    assert len(said[-1].offers) == len(set(offers)) > 1
    entered(tmp_path / "other.toml", catalogue, *typed, "2", "", *AGREED)
    assert last_measure(tmp_path / "other.toml")["readings"] == [offers[1]]


ANYTHING = (
    *("", "", "", "1", "2", "3", "5", "7", "0", "+", "-", "<", "?", "x", "是", "否", "40%", "50万元", "百分之三十", "2021-03-01", "1-8"),
    *(
        "3 五",
        "甲",
        "new-id",
        "support",
        "1 2",
        "loan-date",
        "5 年",
        "10",
        "{x}",
        '“”"\\\\',
        "top=甲/a；b=乙/b",
        "10000000000001",
        "9999年12月31日",
    ),
)


@pytest.mark.parametrize("seed", [1, 2])
def test_whatever_is_typed_the_file_stays_one_that_can_be_used(seed: int, catalogue: Catalogue, tmp_path: Path) -> None:
    path, chance = tmp_path / "district.toml", Random(seed)
    form = chance.choice(list(FORMS.values())).typed
    entered(path, catalogue, *ENTRY, *form[: chance.randint(1, len(form))], *chance.choices(ANYTHING, k=40), lang="en", some=True)
    faults = checked_files([str(path)])[0]
    assert faults.counts is not None or {fault.kind for fault in faults.faults} == {"example-does-not-come-out"}
    assert not laid_out_file(str(path)).changed


def test_every_choice_that_pays_has_an_example_that_no_cap_decides(catalogue: Catalogue, tmp_path: Path) -> None:
    path = tmp_path / "district.toml"
    form = ("6", *LEVEL, "20%", SAME, "30%", SAME, NOTHING, "1", "50万元", SAME, "1", "", "new-level", "1 2", SAME, SAME, "")
    entered(path, catalogue, *ENTRY, *form, *NO_DAYS, *NO_READING, *AGREED)
    examples = last_measure(path)["examples"]
    found = {example["with"]["new-level"]: example["gives"] for example in examples if "new-level" in example.get("with", {})}
    assert found == {"city": "499999.70", "none": "0"}
    assert [fault.sentence("en") for fault in checked_files([str(path)])[0].faults] == []


@pytest.mark.parametrize("typed", ["*", "＊"])
def test_examples_of_a_rule_that_is_changed_by_hand_are_left_out_at_once(typed: str, catalogue: Catalogue, tmp_path: Path) -> None:
    path = tmp_path / "district.toml"
    cap = ("2", "40%", SAME, "1", "50万元", SAME, "1 2", "", *REST[1:])
    topic, said = entered(path, catalogue, *ENTRY, *cap, "", "", typed)
    assert topic.next() is None
    assert [example["amount"] for example in last_measure(path)["examples"]] == ["1249999"]
    assert any("Examples were left" in text.en for text in left_to_do(topic))
    assert "* " in said[-1].hint
    agreed, _ = entered(tmp_path / "other.toml", catalogue, *ENTRY, *cap, *AGREED)
    assert not any("Examples were left" in text.en for text in left_to_do(agreed))


WORKED_OUT = (
    "+",
    "cap-worked-out",
    "上限",
    "the cap",
    "没有写合计",
    "no total",
    "上限按40万元",
    "the cap is 40万元",
    "20 × 2万元",
    "20 × 2万元",
)


def test_a_figure_that_is_worked_out_has_a_reading_and_no_page(catalogue: Catalogue, tmp_path: Path) -> None:
    path = tmp_path / "district.toml"
    _, said = entered(path, catalogue, *ENTRY, "2", "40%", SAME, "1", "=40万元", "1", "", *REST[1:-1], "", *WORKED_OUT, "", *AGREED)
    measure = last_measure(path)
    assert (measure["caps"][0]["amount"], measure["readings"]) == ("400000", ["cap-worked-out"])
    assert [source["figures"] for source in measure["sources"]] == [["40%"]]
    assert [line for line in told(said, "fault") if "要填" not in line] == []
    assert "“40万元”是推算出来的，要有一条条文理解写出这个数，说明怎样得出。" in asked(said)
    assert [fault.sentence("en") for fault in checked_files([str(path)])[0].faults] == []


def test_a_figure_that_becomes_worked_out_asks_for_its_reading(catalogue: Catalogue, tmp_path: Path) -> None:
    path = tmp_path / "district.toml"
    topic, said = entered(path, catalogue, *ENTRY, *SHARE, *REST[1:], *["<"] * 9, "=40%", lang="en")
    assert said[-1].text == "“40%” is worked out: a reading is needed that names it and says how."
    assert topic.next() == ("reading", 0)


def test_who_leaves_in_the_middle_is_told_every_answer_that_is_not_saved(catalogue: Catalogue, tmp_path: Path) -> None:
    steps = ("7", "100万元", "4 五", "1", "10%", SAME, "500万元")
    topic, _ = entered(tmp_path / "district.toml", catalogue, *ENTRY, *steps, lang="en")
    said = "\n".join(left_off(topic))
    for line in (
        "What is “区经信局” in English? District Bureau",
        "Where does step 1 end? 100万元",
        "On which page does it stand? 4 五",
        "What does step 1 pay? 10%",
        "Where does step 2 end? 500万元",
    ):
        assert f"  {line}\n" in said
    assert "What is the id of the new document?" not in said
    assert "What is the id of the measure?" not in said


def test_who_leaves_within_a_document_or_a_fact_is_told_what_was_typed_of_it(catalogue: Catalogue, tmp_path: Path) -> None:
    topic, _ = entered(tmp_path / "a.toml", catalogue, *FILE, *DOCUMENT[:4], lang="en")
    assert "  What is its title in English? Notice on support" in left_off(topic)
    topic, _ = entered(tmp_path / "b.toml", catalogue, *ENTRY, *SHARE, *PARK[:5], lang="en")
    assert "  What is the fact called, in Chinese? 在园内" in left_off(topic)


def test_who_leaves_a_measure_that_is_saved_is_told_no_answer_again(catalogue: Catalogue, tmp_path: Path) -> None:
    topic, _ = entered(tmp_path / "district.toml", catalogue, *ENTRY, *SHARE, *PARK, *PARK_SAID, "是", SAME, "", *NO_DAYS, lang="en")
    assert "Answered, and not saved yet:" not in left_off(topic)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("before", [FILE, (*FILE, *DOCUMENT, *NAMED)], ids=["documents", "inputs"])
def test_a_long_list_stays_in_view_and_ends_with_the_new_one(
    lang: Lang, before: tuple[str, ...], catalogue: Catalogue, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    _, said = entered(tmp_path / "district.toml", catalogue, *before, "?", lang=lang)
    _, *lines = said[-2].lines
    offers = said[-1].offers
    assert lines[-1] == f"  {offers[0]}"
    assert "+" in said[-1].hint
    if before != FILE:
        assert len(lines) < 20
        assert all(
            f"{number} {catalogue.input(id).name.in_(lang)}" in "".join(lines) for number, id in enumerate(catalogue.ids("input"), 2)
        )
