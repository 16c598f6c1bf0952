"""The conversation of `calc` as a table: the answer is that of the line which it ends with."""

import json
import shlex
from typing import NamedTuple

import pytest

from bjsubsidy.cli.again import calc_again, typed_line
from bjsubsidy.cli.conversation import Prompt, conversation
from bjsubsidy.cli.given import ParameterValue
from bjsubsidy.cli.input_asked import InputTopic
from bjsubsidy.language import LANGS, Lang
from bjsubsidy.law.catalogue import Catalogue
from bjsubsidy.quantities import money_text
from tests.cli.conversations import about_item, asked, played, told
from tests.conftest import Run


class Play(NamedTuple):
    """What the line gave, what is typed, and the line that comes out."""

    input: str
    given: dict[str, ParameterValue]
    typed: tuple[str, ...]
    line: str


PLAYS = {
    "an amount and a day": Play("loan-interest", {}, ("120万", "2021年3月20日"), "loan-interest 120万 --as-of 2021-04-10 --on 2021-03-20"),
    "an amount, and nobody knows the day": Play("loan-interest", {}, ("120万", ""), "loan-interest 120万 --as-of 2021-04-10"),
    "facts in words, numbers and signs": Play(
        "loan-interest",
        {},
        ("120万", "", "2", "是", "n", "1.8亿"),
        "loan-interest 120万 --as-of 2021-04-10 --enterprise-size small --in-zhongguancun --no-technology-enterprise"
        " --annual-revenue 1.8亿",
    ),
    "what the line gave is not asked": Play(
        "rd-expense",
        {"on": "2021-03-31", "fact_enterprise_size": "small", "fact_in_zhongguancun": True, "strict": True, "measure": ["rd-expense"]},
        ("80万", "y"),
        "rd-expense 80万 --as-of 2021-04-10 --on 2021-03-31 --enterprise-size small --in-zhongguancun --strict --measure rd-expense"
        " --technology-enterprise",
    ),
    "back, and another amount": Play(
        "rd-expense",
        {"on": "2021-03-31"},
        ("80万", "<", "5", "micro"),
        "rd-expense 5 --as-of 2021-04-10 --on 2021-03-31 --enterprise-size micro",
    ),
    "back, and the amount stays": Play(
        "rd-expense",
        {"on": "2021-03-31"},
        ("80万", "<", "", "micro"),
        "rd-expense 80万 --as-of 2021-04-10 --on 2021-03-31 --enterprise-size micro",
    ),
    "a fact and the day are unknown again": Play(
        "rd-expense", {}, ("5", "2021-03-31", "micro", "<", "-", "<", "<", "-"), "rd-expense 5 --as-of 2021-04-10"
    ),
    "a name with a blank is quoted": Play(
        "exhibition-rent",
        {"fact_exhibition": "A B"},
        ("5", "2021-05-01"),
        "exhibition-rent 5 --as-of 2021-04-10 --exhibition 'A B' --on 2021-05-01",
    ),
    "a name that begins with a dash stays the value of its option": Play(
        "exhibition-rent",
        {"fact_exhibition": "-A"},
        ("5", "2021-05-01"),
        "exhibition-rent 5 --as-of 2021-04-10 --exhibition=-A --on 2021-05-01",
    ),
}


@pytest.mark.parametrize("play", PLAYS.values(), ids=PLAYS.keys())
@pytest.mark.parametrize("lang", LANGS)
def test_the_line_at_the_end_gives_the_answer_again(lang: Lang, play: Play, catalogue: Catalogue, run: Run) -> None:
    topic = about_item(play.input, catalogue, lang, **play.given)
    said = played(conversation(topic), *play.typed)
    assert told(said, "fault") == []
    line = shlex.split(calc_again(topic.context, play.input))
    assert line == ["bjsubsidy", "calc", *shlex.split(play.line)]
    amount = topic.solve(topic.context).amount()
    found = json.loads(run(*line[1:], "--format", "json").out)
    best = next((each for each in found["assessments"] if each["measure"] == found["best"]), {"low": "0.00", "high": "0.00"})
    assert [best["low"], best["high"]] == [money_text(amount.low), money_text(amount.high or 0)]


def test_notes_on_what_was_received_are_kept_for_the_answer(catalogue: Catalogue, capsys: pytest.CaptureFixture[str]) -> None:
    topic = about_item("rd-expense", catalogue, "zh", on="2021-03-31", received=["rd-expense=5"])
    said = played(conversation(topic), "80万", "small", "y", "y")
    assert told(said, "fault") == []
    assert capsys.readouterr().err == ""
    assert topic.solve(topic.whole()).amount().high == 19999500
    assert "--received" in capsys.readouterr().err


def test_a_line_is_quoted_for_the_shell_of_the_system(monkeypatch: pytest.MonkeyPatch) -> None:
    assert typed_line(["calc", "5 万"]) == "bjsubsidy calc '5 万'"
    with monkeypatch.context() as patch:
        patch.setattr("os.name", "nt")
        line = typed_line(["calc", "5 万"])
    assert line == 'bjsubsidy calc "5 万"'


def test_what_cannot_stand_beside_the_rest_is_refused_at_its_question(catalogue: Catalogue) -> None:
    facts: dict[str, ParameterValue] = {
        "fact_institution": "guarantor",
        "fact_fraud_on_record": False,
        "fact_bad_loan_limit_exceeded": False,
    }
    topic = about_item("loan-loss", catalogue, "zh", on="2021-03-20", fact_borrower_qualifies=True, fact_ip_pledged=True, **facts)
    said = played(conversation(topic), "", "很多", "100万", "200万", "40万")
    assert [line.split("。")[0] for line in told(said, "fault")] == [
        "没有金额就算不出",
        "金额“很多”无法读取：它不是金额",
        "2000000.00 超过金额 1000000.00",
    ]
    assert topic.context.given.one("fact_reinsured_amount") == "40万"
    assert topic.next() is None


@pytest.mark.parametrize("lang", LANGS)
def test_days_that_contradict_one_another_are_noted_at_once(lang: Lang, catalogue: Catalogue) -> None:
    given: dict[str, ParameterValue] = {
        "fact_ip_pledged": True,
        "fact_annual_revenue": "5",
        "fact_high_precision_industry": True,
        "fact_core_technology_or_ip": True,
    }
    topic = about_item(
        "loan-interest", catalogue, lang, measure=["ip-pledge-interest"], fact_fraud_on_record=False, fact_loan_rate="5%", **given
    )
    said = played(conversation(topic), "5", "2021-03-20", "2021-03-21")
    assert "2021-03-21" in told(said, "note")[-2]
    assert ("请核对" if lang == "zh" else "please check") in told(said, "note")[-2]


@pytest.mark.parametrize("lang", LANGS)
def test_why_it_is_asked_says_what_each_answer_would_bring(lang: Lang, catalogue: Catalogue) -> None:
    topic = about_item("rd-expense", catalogue, lang, on="2021-03-31")
    said = played(conversation(topic), "?", "80万", "?")
    why = told(said, "why")
    assert sum("17–18" in line for line in why) == 2
    to = "至" if lang == "zh" else "to"
    assert [line.rpartition("：")[2].rpartition(": ")[2] for line in why[-6:-1]] == [f"0.00 {to} 200,000.00"] * 2 + ["0.00"] * 3


def test_the_list_of_inputs_is_chosen_from_by_number_or_word(catalogue: Catalogue) -> None:
    for typed, chosen in (
        ("6", "rd-expense"),
        ("研发费", "rd-expense"),
        ("port construction fee", "port-construction-fee"),
        ("loan-loss", "loan-loss"),
    ):
        topic = InputTopic(catalogue, "zh")
        played(conversation(topic), typed)
        assert topic.chosen == chosen
    topic = InputTopic(catalogue, "en")
    said = played(conversation(topic), "", "1 2", "?", "<", "nothing")
    assert topic.chosen is None
    assert [line.split(".")[0] for line in told(said, "fault")][:2] == ["one has to be chosen", "one kind is wanted here"]
    assert asked(said) == ["Which of these is to be worked out?"] * 6


@pytest.mark.parametrize("columns", ["40", "100"])
def test_a_wide_terminal_lists_the_measures_on_each_input(columns: str, catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    prompt = played(conversation(InputTopic(catalogue, "zh")))[-1]
    assert isinstance(prompt, Prompt)
    assert prompt.offers[5].split() == (["6", "研发费用", "科技型小微企业研发费用补助"] if columns == "100" else ["6", "研发费用"])
    assert len(prompt.offers) == len({measure.input for measure in catalogue.measures()})
