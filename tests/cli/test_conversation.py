"""The conversation of `plan --ask` as a table: from nothing to a plan, back, on again, and every answer that cannot stand."""

import json
import tomllib
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from bjsubsidy.cli.answering import inputs_answer
from bjsubsidy.cli.conversation import Prompt, conversation
from bjsubsidy.cli.desk import ProfileDesk
from bjsubsidy.errors import Problem, UnreadableFile
from bjsubsidy.language import LANGS, Lang
from bjsubsidy.law.catalogue import Catalogue
from bjsubsidy.quantities import money_text
from bjsubsidy.writers.profile import profile_head, starting_profile
from tests.cli.conversations import about_firm, asked, context_of, played, told
from tests.conftest import Run


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "firm.toml"


def kept(path: Path) -> dict[str, Any]:
    """What the file says."""
    return tomllib.loads(path.read_text("utf-8-sig"))


class Play(NamedTuple):
    """What is typed, one answer a line, and what the file then says of the firm and of its items."""

    typed: tuple[str, ...]
    firm: dict[str, Any]
    items: list[dict[str, Any]]


LOAN = {"label": "贷款利息", "input": "loan-interest", "amount": "120万"}
DAY = tomllib.loads("on = 2021-03-20")["on"]
RENT = {"label": "研发费用", "input": "rd-expense"}
# An answer to each of the first questions: whose firm, one loan, how much, when, what it is called, nothing more.
ONE_LOAN = ("甲公司", "1", "120万", "2021-03-20", "", "")
PLAYS = {
    "from nothing to two expenses": Play(
        ("甲公司", "1 6", "120万", "2021-03-20", "", "80万", "2021-03-31", "研发", ""),
        {"name": "甲公司"},
        [{**LOAN, "on": DAY}, {**RENT, "label": "研发", "amount": "80万", "on": DAY.replace(day=31)}],
    ),
    "one expense, and another afterwards": Play(
        ("", "贷款利息", "120万", "", "A", "loan-interest", "5", "", "B", ""),
        {},
        [{**LOAN, "label": "A"}, {**LOAN, "label": "B", "amount": "5"}],
    ),
    "two of a kind get names of their own": Play(
        ("", "1、1", "120万", "", "", "5", "", "", ""), {}, [LOAN, {**LOAN, "label": "贷款利息 2", "amount": "5"}]
    ),
    "a firm without expenses has nothing to be asked": Play(("甲公司", ""), {"name": "甲公司"}, []),
    "what is passed over is not written": Play((*ONE_LOAN[:3], "", "", "", "", "", ""), {"name": "甲公司"}, [LOAN]),
    "back to the amount, and on from there": Play(
        (*ONE_LOAN[:4], "<", "<", "90万", ""), {"name": "甲公司"}, [{**LOAN, "amount": "90万", "on": DAY}]
    ),
    "back across the expenses into the first question": Play(
        (*ONE_LOAN[:2], "<", "<", "乙公司", "5"), {"name": "乙公司"}, [{**LOAN, "amount": "5"}]
    ),
    "back at the first amount other expenses are chosen": Play(
        ("甲公司", "1 3", "<", "6", "80万", "", ""), {"name": "甲公司"}, [{**RENT, "amount": "80万"}]
    ),
    "back at the first amount what was chosen stays at Enter": Play(("", "1", "<", "", "120万"), {}, [LOAN]),
    "back at the first amount none of what was chosen is wanted": Play(
        ("", "1 3", "<", "-", "6", "80万"), {}, [{**RENT, "amount": "80万"}]
    ),
    "what has an amount stays where others are chosen again": Play(
        ("", "1", "120万", "", "", "3", "<", "6", "80万"), {}, [LOAN, {**RENT, "amount": "80万"}]
    ),
    "what was answered stays at Enter": Play((*ONE_LOAN[:4], "<", "", ""), {"name": "甲公司"}, [{**LOAN, "on": DAY}]),
    "what was answered is unknown again": Play((*ONE_LOAN[:4], "<", "-", ""), {"name": "甲公司"}, [LOAN]),
    "an expense whose amount nobody knows is left out": Play(("", "1 6", "", "80万", "", "", ""), {}, [{**RENT, "amount": "80万"}]),
    "an expense is left out afterwards": Play(("", "1 6", "120万", "<", "-", "80万"), {}, [{**RENT, "amount": "80万"}]),
    "of two that were passed over one is gone, and the other is not asked again": Play(
        ("", "1 6", "120万", "", "", "80万", "", "", "", "<", "<", "<", "<", "<", "<", "<", "-"), {}, [{**RENT, "amount": "80万"}]
    ),
    "facts of the firm and of the expense": Play(
        (*ONE_LOAN, "2", "是", "y", "1.8亿"),
        {"name": "甲公司", "enterprise-size": "small", "in-zhongguancun": True, "technology-enterprise": True, "annual-revenue": "1.8亿"},
        [{**LOAN, "on": DAY}],
    ),
    "back from a fact into the expenses": Play(
        (*ONE_LOAN, "<", "<", "A", "small"), {"name": "甲公司", "enterprise-size": "small"}, [{**LOAN, "label": "A", "on": DAY}]
    ),
    "back to a fact that was passed over": Play(
        (*ONE_LOAN, "", "<", "大型企业"), {"name": "甲公司", "enterprise-size": "大型企业"}, [{**LOAN, "on": DAY}]
    ),
    "a fact is unknown again, and not asked a second time": Play(
        (*ONE_LOAN, "2", "<", "-", "n"), {"name": "甲公司", "in-zhongguancun": False}, [{**LOAN, "on": DAY}]
    ),
}


@pytest.mark.parametrize("play", PLAYS.values(), ids=PLAYS.keys())
def test_what_is_answered_stands_in_the_file(play: Play, path: Path, catalogue: Catalogue) -> None:
    said = played(conversation(about_firm(path, catalogue)), *play.typed)
    assert told(said, "fault") == []
    found = kept(path) if path.exists() else {}
    assert found == {name: value for name, value in {"enterprise": play.firm, "item": play.items}.items() if value}


@pytest.mark.parametrize(
    ("lang", "typed"),
    [
        (
            "zh",
            (
                "甲公司",
                "贷款利息，研发费用",
                "120万",
                "2021年3月20日",
                "",
                "80万元",
                "2021.3.31",
                "研发",
                "",
                "小型企业",
                "是",
                "是",
                "1.8亿",
                "是",
            ),
        ),
        (
            "en",
            (
                "A Ltd",
                "loan interest, R&D expense",
                "1,200,000",
                "2021/3/20",
                "",
                "800000",
                "20210331",
                "R&D",
                "",
                "small",
                "yes",
                "y",
                "180,000,000",
                "TRUE",
            ),
        ),
    ],
)
def test_from_nothing_to_a_plan_of_two_expenses(lang: Lang, typed: tuple[str, ...], path: Path, catalogue: Catalogue, run: Run) -> None:
    topic = about_firm(path, catalogue, lang)
    said = played(conversation(topic), *typed)
    assert told(said, "fault") == []
    assert path.read_text("utf-8").startswith(profile_head(lang))
    total = topic.desk.plan().total
    found = json.loads(run("plan", str(path), "--as-of", "2021-04-10", "--format", "json").out)
    assert [found["total"][end] for end in ("low", "high")] == [money_text(total.low), money_text(total.high or 0)]
    assert [claim["measure"] for claim in found["claims"]][1] == "rd-expense"
    assert found["claims"][1]["verdict"] == "eligible"


@pytest.mark.parametrize("lang", LANGS)
def test_passing_over_everything_writes_nothing_more_and_ends(lang: Lang, path: Path, catalogue: Catalogue) -> None:
    topic = about_firm(path, catalogue, lang)
    talk = conversation(topic)
    said = played(talk, *ONE_LOAN)
    before = path.read_bytes()
    count = len(asked(said))
    while True:
        try:
            said.append(talk.send(""))
        except StopIteration:
            break
    assert path.read_bytes() == before
    facts = len(asked(said)) - count + 1
    assert [each.head for each in said if isinstance(each, Prompt)][-1].split("，")[0].split(",")[0].endswith(f"{facts}/{facts}")


def test_back_at_the_choice_it_is_shown_with_the_list_and_a_wrong_one_changes_nothing(path: Path, catalogue: Catalogue) -> None:
    said = played(conversation(about_firm(path, catalogue, "en")), "", "1 3", "<", "no such thing", "")
    again = [each for each in said if isinstance(each, Prompt)][3]
    assert again.text == "Which of these does the firm have?"
    assert again.before == "answered: loan interest, insurance premium"
    assert "Enter = keep it, - = none of them" in again.hint
    assert again.offers
    assert told(said, "fault")
    assert [item["input"] for item in tomllib.loads(path.read_text("utf-8"))["item"]] == ["loan-interest", "insurance-premium"]


HEADS = {
    "zh": ("问题 1/13，最多关系到 480,000.00 元", "第 1 项，共 2 项：贷款利息", "已有 1 项：贷款利息", "已答：1,200,000.00 元"),
    "en": (
        "question 1/13, worth up to 480,000.00 yuan",
        "item 1 of 2: loan interest",
        "1 so far: loan interest",
        "answered: 1,200,000.00 yuan",
    ),
}


@pytest.mark.parametrize("lang", LANGS)
def test_a_question_is_counted_and_says_what_it_is_worth(lang: Lang, path: Path, catalogue: Catalogue) -> None:
    said = played(conversation(about_firm(path, catalogue, lang)), *ONE_LOAN[:5], "<", "<", "<", "", "", "6")
    put = [each for each in said if isinstance(each, Prompt)]
    question, expense, so_far, before = HEADS[lang]
    assert put[2].head == expense.replace("2", "1")
    assert so_far in [each.head for each in put]
    assert before in [each.before for each in put]
    other = path.with_name("other.toml")
    last = played(conversation(about_firm(other, catalogue, lang)), *ONE_LOAN)[-1]
    assert isinstance(last, Prompt)
    assert last.head == question


@pytest.mark.parametrize(
    ("typed", "wrong", "zh", "en"),
    [
        (ONE_LOAN[:1], "21", "请写 1 至 20 的编号", "Write a number from 1 to 20"),
        (ONE_LOAN[:1], "0", "请写 1 至 20 的编号", "Write a number from 1 to 20"),
        (ONE_LOAN[:1], "1 贷款利率", "没有名为“贷款利率”的计算项目", "there is no input “贷款利率”"),
        (ONE_LOAN[:1], "training-cost", "没有载明金额或比例", "no figure is printed"),
        (ONE_LOAN[:2], "-5", "金额“-5”", "amount “-5”"),
        (ONE_LOAN[:2], "1.2E+06", "金额“1.2E+06”", "amount “1.2E+06”"),
        (ONE_LOAN[:2], "一百多万", "金额“一百多万”", "amount “一百多万”"),
        (ONE_LOAN[:3], "2021-02-30", "日期“2021-02-30”", "date “2021-02-30”"),
        (ONE_LOAN[:3], "2021-03", "日期“2021-03”", "date “2021-03”"),
        (ONE_LOAN, "6", "没有名为“6”的企业规模选项", "there is no choice of enterprise size “6”"),
        (ONE_LOAN, "很小", "没有名为“很小”的企业规模选项", "there is no choice of enterprise size “很小”"),
        ((*ONE_LOAN, ""), "也许", "“也许”", "“也许”"),
        ((*ONE_LOAN, "", "", ""), "0.5%", "金额“0.5%”", "amount “0.5%”"),
    ],
)
@pytest.mark.parametrize("lang", LANGS)
def test_a_slip_gets_one_line_and_is_asked_again(
    lang: Lang, typed: tuple[str, ...], wrong: str, zh: str, en: str, path: Path, catalogue: Catalogue
) -> None:
    talk = conversation(about_firm(path, catalogue, lang))
    question = played(talk, *typed)[-1]
    before = path.read_bytes()
    fault, again = talk.send(wrong), next(talk)
    assert (zh if lang == "zh" else en) in "".join(told([fault], "fault"))
    assert len(told([fault])) == 1
    assert isinstance(question, Prompt)
    assert isinstance(again, Prompt)
    assert (again.text, again.head) == (question.text, question.head)
    assert path.read_bytes() == before


REINSURED = """as-of = 2021-04-10
[enterprise]
name = "甲担保"
institution = "guarantor"
fraud-on-record = false
bad-loan-limit-exceeded = false
[[item]]
label = "A"
input = "loan-loss"
amount = "100万"
on = 2021-03-20
borrower-qualifies = true
ip-pledged = true
"""


def test_an_answer_that_the_profile_could_not_hold_is_refused_at_its_question(path: Path, catalogue: Catalogue, run: Run) -> None:
    path.write_text(REINSURED, "utf-8")
    talk = conversation(about_firm(path, catalogue))
    first = played(talk)[-1]
    assert isinstance(first, Prompt)
    assert "已由再担保、再保险等分散" in first.text
    refused = talk.send("100.01万")
    assert told([refused], "fault") == ["1000100.00 超过金额 1000000.00。请更正其中之一。"]
    assert path.read_text("utf-8") == REINSURED
    assert asked([next(talk)]) == asked([first])
    talk.send("40万")
    assert kept(path)["item"][0]["reinsured-amount"] == "40万"
    assert run("plan", str(path)).code == 0


def test_an_amount_below_what_comes_off_it_is_refused_where_it_is_changed(path: Path, catalogue: Catalogue) -> None:
    path.write_text(REINSURED.replace('amount = "100万"', 'amount = ""\nreinsured-amount = "40万"'), "utf-8")
    said = played(conversation(about_firm(path, catalogue)), "30万", "50万")
    assert told(said, "fault") == ["400000.00 超过金额 300000.00。请更正其中之一。"]
    assert kept(path)["item"][0]["amount"] == "50万"


def test_two_expenses_are_never_called_alike(path: Path, catalogue: Catalogue) -> None:
    said = played(conversation(about_firm(path, catalogue)), "", "1 6", "5", "", "A", "5", "", "A", "B", "")
    assert len(told(said, "fault")) == 1
    assert "“A”" in told(said, "fault")[0]
    assert [item["label"] for item in kept(path)["item"]] == ["A", "B"]


@pytest.mark.parametrize(
    ("lang", "said"), [("zh", "贷款日期在发生日之后，请核对：A"), ("en", "the loan date is after the day of the item; please check: A")]
)
def test_days_that_contradict_one_another_are_noted_at_once(lang: Lang, said: str, path: Path, catalogue: Catalogue) -> None:
    item = '[[item]]\nlabel = "A"\ninput = "loan-interest"\namount = "5"\non = 2021-03-20\nloan-rate = "5%"\nip-pledged = true\n'
    of_firm = 'annual-revenue = "5"\nhigh-precision-industry = true\ncore-technology-or-ip = true\nfraud-on-record = false\n'
    path.write_text(f"[enterprise]\n{of_firm}{item}", "utf-8")
    talk = conversation(about_firm(path, catalogue, lang))
    question = played(talk)[-1]
    assert isinstance(question, Prompt)
    while catalogue.fact("loan-date").question.in_(lang) not in question.text:
        question = _next(talk, "")
    assert said in "".join(told([talk.send("2021-03-21")], "note"))


def _next(talk: Any, typed: str) -> Prompt:
    """An answer, and the next question."""
    said = talk.send(typed)
    while not isinstance(said, Prompt):
        said = next(talk)
    return said


OF_FIRM = """[enterprise]
name = "甲公司"
enterprise-size = "small"
in-zhongguancun = true
technology-enterprise = true
annual-revenue = "5"
high-precision-industry = true
core-technology-or-ip = true
fraud-on-record = false
first-product-level = "domestic"
published-conditions-met = true
"""


def test_what_was_passed_over_of_an_expense_stays_so_where_another_is_left_out(path: Path, catalogue: Catalogue) -> None:
    path.write_text(OF_FIRM, "utf-8")
    talk = conversation(about_firm(path, catalogue))
    played(talk, "1 1", "5", "2021-03-20", "A", "6", "2021-03-20", "B")
    put = [_next(talk, "")]
    assert put[-1].text.startswith("A：")
    put.append(_next(talk, "是"))
    passed = put[-1].text
    assert passed == put[0].text.replace("A：", "B：")
    put.append(_next(talk, ""))
    while put[-1].before != "已答：5.00 元":
        put.append(_next(talk, "<"))
    after: list[str] = []
    with suppress(StopIteration):
        after.append(_next(talk, "-").text)
        while True:
            after.append(_next(talk, "").text)
    assert kept(path)["item"] == [{**LOAN, "label": "B", "amount": "6", "on": DAY}]
    assert passed not in after


BLANK = {
    "an empty file": "",
    "blank lines": " \n\n",
    "remarks": "# ours\n\n# more\n",
    "a mark before the text": "\ufeff# ours\n",
    "lines of Windows": "\ufeff# ours\r\n\r\n",
    "the form of plan --new": "zh",
    "the form in English": "en",
    "a table without a value": '[enterprise]\nname = ""  # later\n',
}


@pytest.mark.parametrize("before", BLANK.values(), ids=BLANK.keys())
def test_a_blank_file_is_begun_and_keeps_its_remarks(before: str, path: Path, catalogue: Catalogue) -> None:
    text = starting_profile(catalogue, before) if before in LANGS else before
    path.write_bytes(text.encode())
    said = played(conversation(about_firm(path, catalogue)), *ONE_LOAN, "2")
    assert asked(said)[:2] == ["这份资料是哪家企业的？", "企业有下面哪些费用或事项？"]
    after = path.read_bytes().decode()
    assert kept(path) == {"enterprise": {"name": "甲公司", "enterprise-size": "small"}, "item": [{**LOAN, "on": DAY}]}
    assert after.startswith("\ufeff") == text.startswith("\ufeff")
    assert after.count("\r\n") == (after.count("\n") if "\r\n" in text else 0)
    assert [line for line in text.splitlines() if line.startswith("#") and line not in after.splitlines()] == []


@pytest.mark.parametrize(
    ("typed", "next_question"),
    [
        (("甲公司",), "企业有下面哪些费用或事项？"),
        (("甲公司", "1 6"), "金额是多少元？"),
        (("甲公司", "1 6", "120万"), "这一项发生在哪一天？"),
        (("甲公司", "1 6", "120万", "2021-03-20"), "金额是多少元？"),
        ((*ONE_LOAN, "2"), "企业是否位于中关村国家自主创新示范区内？"),
    ],
)
def test_what_was_interrupted_goes_on_where_it_stopped(
    typed: tuple[str, ...], next_question: str, path: Path, catalogue: Catalogue
) -> None:
    played(conversation(about_firm(path, catalogue)), *typed)
    again = about_firm(path, catalogue)
    assert asked(played(conversation(again)))[-1] == next_question


def test_a_plan_of_an_expense_that_is_not_complete_says_what_is_missing(path: Path, catalogue: Catalogue, run: Run) -> None:
    played(conversation(about_firm(path, catalogue)), "甲公司", "1")
    answer = run("plan", str(path))
    assert (answer.code, answer.out) == (3, "")
    assert "贷款利息：缺少“amount”" in answer.err


def test_an_expense_of_which_somebody_wrote_more_is_not_taken_out(path: Path, catalogue: Catalogue) -> None:
    text = '[[item]]\nlabel = "A"\ninput = "loan-interest"\nloan = "A-1"  # mine\n'
    path.write_text(text, "utf-8")
    said = played(conversation(about_firm(path, catalogue)), "", "5")
    assert told(said, "fault") == ["这个项目还写有 loan，不能由此删去。请填金额，或在文件中删去它。"]
    assert path.read_text("utf-8") == f'{text}amount = "5"\n'


def test_an_item_that_somebody_began_is_completed(path: Path, catalogue: Catalogue) -> None:
    path.write_text('[[item]]\namount = "5"\non = 2021-03-20\n', "utf-8")
    said = played(conversation(about_firm(path, catalogue, "en")), "?", "1, 2", "", "13", "", "Port")
    assert told(said, "fault") == ["one kind is wanted here. Write one.", *told(said, "fault")[1:]]
    assert [line.split(".")[0] for line in told(said, "fault")[1:]] == ["nothing can be worked out without it"] * 2
    assert kept(path)["item"] == [{"amount": "5", "on": DAY, "input": "port-construction-fee", "label": "Port"}]


def test_a_day_that_stands_for_every_item_is_not_asked_of_each(path: Path, catalogue: Catalogue) -> None:
    path.write_text('on = 2021-03-20\n[[item]]\nlabel = "A"\ninput = "loan-interest"\namount = "5"\n', "utf-8")
    assert asked(played(conversation(about_firm(path, catalogue)))) == ["企业属于哪种规模？"]
    path.write_text('[[item]]\nlabel = "A"\ninput = "loan-interest"\namount = "5"\n', "utf-8")
    assert asked(played(conversation(about_firm(path, catalogue, on="2021-03-20")))) == ["企业属于哪种规模？"]
    assert asked(played(conversation(about_firm(path, catalogue)))) == ["这一项发生在哪一天？"]


ANSWERS = {
    "a choice by its number": ("2", "small"),
    "by a full-width number": ("２", "small"),
    "by its id": ("small", "small"),
    "by its Chinese name": ("小型企业", "小型企业"),
    "by another name": ("小型", "小型"),
    "by its English name in another case": ("Small", "small"),
}


@pytest.mark.parametrize(("typed", "written"), ANSWERS.values(), ids=ANSWERS.keys())
@pytest.mark.parametrize("lang", LANGS)
def test_a_choice_is_taken_in_every_word_for_it(lang: Lang, typed: str, written: str, path: Path, catalogue: Catalogue) -> None:
    played(conversation(about_firm(path, catalogue, lang)), *ONE_LOAN, typed)
    assert kept(path)["enterprise"]["enterprise-size"] == written


@pytest.mark.parametrize("typed", ["是", "y", "YES", "true", "1", "√", "✓", "有"])
def test_yes_is_taken_in_every_word_for_it(typed: str, path: Path, catalogue: Catalogue) -> None:
    played(conversation(about_firm(path, catalogue)), *ONE_LOAN, "", typed)
    assert kept(path)["enterprise"]["in-zhongguancun"] is True


@pytest.mark.parametrize(
    ("typed", "written"),
    [("120万", "120万"), ("１，２００，０００", "１，２００，０００"), ("人民币1200000元", "1200000.00"), ("壹佰贰拾万元整", "1200000.00")],
)
def test_an_amount_stands_as_it_was_typed_where_a_profile_reads_it(typed: str, written: str, path: Path, catalogue: Catalogue) -> None:
    said = played(conversation(about_firm(path, catalogue)), "", "1", typed)
    assert kept(path)["item"][0]["amount"] == written
    assert told(said) == ["= 1,200,000.00 元"]


@pytest.mark.parametrize("typed", ["2021-03-20", "2021/3/20", "20210320", "2021年3月20日", "2021.3.20", "2021-03-20 10:33", "44275"])
def test_a_day_is_taken_in_every_form(typed: str, path: Path, catalogue: Catalogue) -> None:
    said = played(conversation(about_firm(path, catalogue)), "", "1", "5", typed)
    assert kept(path)["item"][0]["on"] == DAY
    assert told(said)[1:] == ([] if typed == "2021-03-20" else ["= 2021-03-20"])


@pytest.mark.parametrize("lang", LANGS)
def test_why_a_fact_is_asked_names_measures_pages_and_what_each_answer_would_do(lang: Lang, path: Path, catalogue: Catalogue) -> None:
    topic = about_firm(path, catalogue, lang)
    said = played(conversation(topic), *ONE_LOAN, "?", "??")
    why = told(said, "why")
    title = catalogue.measure("tech-credit-interest").title.in_(lang)
    assert any(line.strip().startswith(title) for line in why)
    assert any("京政办发〔2021〕4号" in line and "17–18" in line for line in why)
    assert next(line for line in why if line.strip().startswith("大型企业" if lang == "zh" else "large")).endswith(
        ("0.00 至 480,000.00", "0.00 to 480,000.00")
    )
    reading = catalogue.reading(catalogue.measure("tech-credit-interest").readings[0]).line().in_(lang)
    assert f"  {reading}" in why
    assert asked(said)[-3:] == [asked(said)[-1]] * 3


@pytest.mark.parametrize(
    ("typed", "zh", "en"),
    [
        ((), "不影响金额", "changes no amount"),
        (ONE_LOAN[:1], "13 港口建设费：", "13 port construction fee: "),
        (ONE_LOAN[:2], "第 182 页", "p. 182"),
        (ONE_LOAN[:4], "后面的问题", "later questions"),
    ],
)
@pytest.mark.parametrize("lang", LANGS)
def test_why_anything_else_is_asked(lang: Lang, typed: tuple[str, ...], zh: str, en: str, path: Path, catalogue: Catalogue) -> None:
    said = played(conversation(about_firm(path, catalogue, lang)), *typed, "？")
    assert (zh if lang == "zh" else en) in "\n".join(told(said, "why"))


def test_before_the_first_question_there_is_none(path: Path, catalogue: Catalogue) -> None:
    said = played(conversation(about_firm(path, catalogue)), "＜", "甲公司")
    assert told(said) == ["这是第一个问题"]
    assert asked(said) == ["这份资料是哪家企业的？", "这份资料是哪家企业的？", "企业有下面哪些费用或事项？"]


def test_what_an_answer_changes_is_said(path: Path, catalogue: Catalogue) -> None:
    said = played(conversation(about_firm(path, catalogue)), "", "6", "80万", "2021-03-31", "", "", "large")
    assert told(said)[-1] == "现在合计（元）：0.00"


def test_what_somebody_else_writes_meanwhile_stays(path: Path, catalogue: Catalogue) -> None:
    talk = conversation(about_firm(path, catalogue))
    played(talk, *ONE_LOAN)
    path.write_text(path.read_text("utf-8") + 'loan = "A-1"\n', "utf-8")
    played_on = talk.send("2")
    assert told([played_on]) == ["= 小型企业"]
    assert kept(path)["item"][0]["loan"] == "A-1"


def test_a_fact_stays_under_the_name_by_which_the_file_calls_it(path: Path, catalogue: Catalogue) -> None:
    path.write_text(
        '[enterprise]\n"企业规模" = ""\n[[item]]\nlabel = "A"\ninput = "loan-interest"\namount = "5"\non = 2021-03-20\n', "utf-8"
    )
    said = played(conversation(about_firm(path, catalogue)), "?", "2")
    assert told(said, "fault") == []
    assert kept(path)["enterprise"] == {"企业规模": "small"}


def test_a_file_that_is_a_folder_is_none(tmp_path: Path, catalogue: Catalogue) -> None:
    with pytest.raises(UnreadableFile):
        ProfileDesk(context_of("plan", catalogue, "zh"), str(tmp_path))


def test_a_file_that_is_gone_is_written_again_with_all_that_was_answered(path: Path, catalogue: Catalogue) -> None:
    talk = conversation(about_firm(path, catalogue))
    played(talk, *ONE_LOAN)
    path.unlink()
    talk.send("2")
    assert kept(path) == {"enterprise": {"name": "甲公司", "enterprise-size": "small"}, "item": [{**LOAN, "on": DAY}]}


def test_items_that_somebody_else_takes_out_are_not_written_into(path: Path, catalogue: Catalogue) -> None:
    talk = conversation(about_firm(path, catalogue))
    played(talk, "", "1 6", "5")
    path.write_text("[enterprise]\n", "utf-8")
    assert "“" in told([talk.send("2021-03-20")], "fault")[0]
    assert path.read_text("utf-8") == "[enterprise]\n"
    assert asked([next(talk)]) == ["企业有下面哪些费用或事项？"]


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("zh", "是：0.00 至未知（已知金额的最高合计 300,000.00）"),
        ("en", "yes: 0.00 to unknown (what is known comes to at most 300,000.00)"),
    ],
)
def test_an_amount_that_nothing_bounds_is_no_figure(lang: Lang, said: str, path: Path, catalogue: Catalogue) -> None:
    talk = conversation(about_firm(path, catalogue, lang))
    shown = played(talk, "", "5 16", "60万", "2021-05-01", "", "10万", "2021-05-01", "", "", "?")
    assert f"  {said}" in told(shown, "why")
    assert isinstance(shown[-1], Prompt)
    assert ("关系到的金额未知" if lang == "zh" else "is not known") in shown[-1].head


@pytest.mark.parametrize("typed", ["zzz", "完全不对", "1 完全不对", "培训费", "training-cost", "first-product", "21", "two-step-payment"])
def test_an_input_that_is_none_is_told_with_what_can_be_typed_there(typed: str, catalogue: Catalogue) -> None:
    with pytest.raises(Problem) as refused:
        inputs_answer(catalogue, typed)
    said = {lang: refused.value.sentence(lang) for lang in LANGS}
    assert not any("bjsubsidy" in each or "--help" in each for each in said.values())
    assert "请写" in said["zh"]
    assert "Write a number" in said["en"]
