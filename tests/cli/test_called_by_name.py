"""Wherever an id is asked for, the Chinese or the English name of the entry does as well: on a line, in a profile, a register, a table."""

import csv
import io
import json
import sys
import tomllib
from pathlib import Path

import pytest

from bjsubsidy.law.catalogue import Catalogue
from tests.conftest import Run

SOUND = (Path(__file__).parent.parent / "mistakes" / "sound.toml").read_text("utf-8")
DAYS = ["--on", "2021-03-20", "--as-of", "2021-04-01"]
PROFILE = """\
as-of = 2021-04-01
[enterprise]
{size} = "small"
[[item]]
label = "甲"
input = "{input}"
amount = "100万"
on = 2021-03-20
{rate} = "4.6%"
[[received]]
measure = "{measure}"
amount = "1000"
on = 2021-01-15
{product} = "A"
"""
BY_ID = {
    "size": "enterprise-size",
    "input": "loan-interest",
    "rate": "loan-rate",
    "measure": "tech-credit-interest",
    "product": "credit-product",
}


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def names(catalogue: Catalogue, lang: str) -> dict[str, str]:
    """What each part of the profile is called in a language, keys in quotes."""
    facts = {part: f'"{getattr(catalogue.fact(BY_ID[part]).name, lang)}"' for part in ("size", "rate", "product")}
    named = {
        "input": getattr(catalogue.input(BY_ID["input"]).name, lang),
        "measure": getattr(catalogue.measure(BY_ID["measure"]).title, lang),
    }
    return facts | named


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_profile(lang: str, catalogue: Catalogue, run: Run) -> None:
    Path("id.toml").write_text(PROFILE.format(**BY_ID), "utf-8")
    Path("name.toml").write_text(PROFILE.format(**names(catalogue, lang)), "utf-8")
    by_id, by_name = (run("plan", path, "--format", "json", "--lang", "en") for path in ("id.toml", "name.toml"))
    assert by_id.code == 0
    assert by_id == by_name


@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [
        ('"贷款利率" = "4.6%"', '"贷款利率" = "x"', "firm.toml:9: 甲 贷款利率: cannot read the rate “x”"),
        ('"贷款利率" = "4.6%"', '"贷款利息率" = "4.6%"', "firm.toml:9: 甲 贷款利息率: there is no key “贷款利息率” here."),
        ('"贷款利率" = "4.6%"', '"合同次序" = 1', "firm.toml:9: 甲 合同次序: no measure on loan-interest asks for “contract-rank”."),
        ('"贷款利率"', 'loan-rate = "4%"\n"贷款利率"', "firm.toml:10: 甲 贷款利率: “贷款利率” is loan-rate, which stands twice."),
        (
            '"贷款利率"',
            '"Loan Rate" = "4%"\n"贷款利率"',
            "firm.toml:10: 甲 贷款利率: “贷款利率” is loan-rate, which stands twice. Keep one",
        ),
        ('input = "贷款利息"', 'input = "贷款利"', "firm.toml:6: 甲 input: there is no input “贷款利”. Did you mean 贷款利息?"),
        (
            'input = "贷款利息"',
            'input = "loan-intrest"',
            "firm.toml:6: 甲 input: there is no input “loan-intrest”. Did you mean loan-interest?",
        ),
        ('input = "贷款利息"', 'input = "工商业电费"', "no figure is printed"),
    ],
)
def test_what_is_wrong_is_said_as_the_file_writes_it(right: str, wrong: str, said: str, catalogue: Catalogue, run: Run) -> None:
    text = PROFILE.format(**names(catalogue, "zh"))
    assert right in text
    Path("firm.toml").write_text(text.replace(right, wrong, 1), "utf-8")
    answer = run("plan", "firm.toml", "--lang", "en")
    assert (answer.code, answer.out) == (3, "")
    assert said in answer.err


def test_answers_are_written_back_under_the_name_that_stands_there(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    text = 'as-of = 2021-04-01\n[enterprise]\n"企业规模" = ""\n[[item]]\nlabel = "甲"\ninput = "贷款利息"\namount = "1"\non = 2021-03-20\n'
    Path("firm.toml").write_text(text, "utf-8")
    monkeypatch.setattr(sys, "stdin", io.StringIO("small\n"))
    assert run("plan", "--ask", "firm.toml").code == 0
    assert tomllib.loads(Path("firm.toml").read_text("utf-8"))["enterprise"] == {"企业规模": "small"}


TITLES = ["tech-credit-interest", "科技信贷产品贷款贴息", "Interest support on technology credit products"]


@pytest.mark.parametrize("measure", TITLES)
def test_a_register(measure: str, run: Run) -> None:
    with Path("r.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([["措施", "金额", "日期"], [measure, "1000", "2021-01-15"]])
    answer = run("calc", "loan-interest", "100", *DAYS, "--received-file", "r.csv", "--format", "json")
    used = [a["caps"][0]["used"] for a in json.loads(answer.out)["assessments"] if a["measure"] == "tech-credit-interest"]
    assert used == ["1000.00"]


@pytest.mark.parametrize("measure", TITLES)
def test_a_receipt_on_the_line(measure: str, run: Run) -> None:
    answer = run("calc", "loan-interest", "100", *DAYS, "--received", f"{measure}=1000@2021-01-15", "--format", "json")
    used = [a["caps"][0]["used"] for a in json.loads(answer.out)["assessments"] if a["measure"] == "tech-credit-interest"]
    assert used == ["1000.00"]


INPUTS = ["loan-interest", "贷款利息", "loan interest", "Loan  Interest", " 贷款利息 "]


def table(*inputs: str) -> str:
    with Path("t.csv").open("w", encoding="utf-8", newline="") as file:
        rows = [["甲", input, "100", "2021-03-20"] for input in inputs]
        csv.writer(file).writerows([["enterprise", "input", "amount", "on"], *rows])
    return "t.csv"


def answers(run: Run, *words: str) -> list[dict[str, str]]:
    answer = run("batch", *words, *DAYS[2:], "--measure", "tech-credit-interest", "--format", "csv", "--lang", "en")
    assert answer.code == 0, answer.err
    return list(csv.DictReader(io.StringIO(answer.out)))


def test_the_input_of_a_table(run: Run) -> None:
    rows = answers(run, table(*INPUTS))
    assert [(row["measure"], row["high"], row["problem"]) for row in rows] == [("tech-credit-interest", "40.00", "")] * len(INPUTS)


def test_the_input_of_a_table_that_is_none(run: Run) -> None:
    assert [row["problem"] for row in answers(run, table("贷款利", "loan intrest"))] == [
        "input: there is no input “贷款利”. Did you mean 贷款利息?",
        "input: there is no input “loan intrest”. Did you mean loan-interest?",
    ]


@pytest.mark.parametrize("named", ["input", "计算项目", "Input"])
def test_a_column_that_is_set_or_pointed_at(named: str, run: Run) -> None:
    Path("t.csv").write_text("enterprise,amount,on,what\n甲,100,2021-03-20,贷款利息\n", "utf-8")
    for words in (("--set", f"{named}=贷款利息"), ("--column", f"{named}=what")):
        assert [row["high"] for row in answers(run, "t.csv", *words)] == ["40.00"]


@pytest.mark.parametrize("option", ["--set", "--column"])
def test_a_column_that_there_is_not(option: str, run: Run) -> None:
    answer = run("batch", table("loan-interest"), option, "amonut=x", "--lang", "en")
    assert (answer.code, answer.out) == (2, "")
    assert answer.err == f"{option}: there is no column “amonut”. Did you mean amount?\n"


@pytest.mark.parametrize("option", ["--set", "--column"])
def test_a_column_under_its_id_and_its_name_is_one_column(option: str, run: Run) -> None:
    answer = run("batch", table("loan-interest"), option, "item=a", option, "项目=b", "--lang", "en")
    assert (answer.code, answer.out) == (2, "")
    assert f"{option} cannot be “项目=b”. Write it as ID=WHAT, each id once." in answer.err


@pytest.mark.parametrize(
    ("words", "key", "value"),
    [
        (("calc", "贷款利息", "100", *DAYS, "--measure", TITLES[1]), "input", "loan-interest"),
        (("calc", "loan-interest", "100", *DAYS, "--measure", TITLES[2]), "best", "tech-credit-interest"),
        (("sweep", "Loan Interest", *DAYS), "input", "loan-interest"),
        (("status", "中关村首创产品"), "status", "first-product"),
        (("show", "中关村首创产品"), "id", "first-product"),
        (("due", "投诉处理", "2021-03-01"), "limit", "complaint-decision"),
        (("due", "handling of a complaint", "2021-03-01"), "limit", "complaint-decision"),
    ],
)
def test_a_command(words: tuple[str, ...], key: str, value: str, run: Run) -> None:
    assert json.loads(run(*words, "--format", "json").out)[key] == value


@pytest.mark.parametrize("kind", ["closes", "申请截止", "CLOSES"])
def test_a_kind(kind: str, run: Run) -> None:
    document = json.loads(run("deadlines", "--kind", kind, "--format", "json").out)
    assert {row["kind"] for row in document["deadlines"]} == {"closes"}


def title_of(id: str) -> str:
    """The title of an entry of the small catalogue, as it is written."""
    return SOUND[SOUND.index(f'id = "{id}"') :].split("title = ", 1)[1].split("\n", 1)[0]


def test_an_exact_id_wins_over_a_name(run: Run) -> None:
    """The measure `rent-support` is called interest-support here, which is the id of another."""
    Path("c.toml").write_text(SOUND.replace(title_of("rent-support"), '{ zh = "租金支持", en = "interest-support" }'), "utf-8")
    at = ("--catalogue", "c.toml", "--format", "json")
    assert json.loads(run("show", "interest-support", *at).out)["id"] == "interest-support"
    assert json.loads(run("show", "租金支持", *at).out)["id"] == "rent-support"


def test_a_name_that_fits_two_entries_is_refused_with_both(run: Run) -> None:
    titles = [title_of(id) for id in ("interest-support", "rent-support")]
    Path("c.toml").write_text(SOUND.replace(titles[1], titles[0]), "utf-8")
    name = titles[0].split('zh = "', 1)[1].split('"', 1)[0]
    Path("firm.toml").write_text(f'[[received]]\nmeasure = "{name}"\namount = "1"\non = 2021-03-01\n', "utf-8")
    Path("r.csv").write_text(f"measure,amount,on\n{name},1,2021-03-01\n", "utf-8")
    at = ("--catalogue", "c.toml", "--lang", "en", "--as-of", "2021-03-20")
    said = f"“{name}” is the name of several entries: interest-support, rent-support. Write the id."
    for words in (
        ("show", name, *at[:4]),
        ("deadlines", "--measure", name, *at[:4]),
        ("calc", "interest", "1", "--measure", name, *at),
        ("calc", "interest", "1", "--received", f"{name}=1@2021-03-01", *at),
        ("calc", "interest", "1", "--received-file", "r.csv", *at),
        ("plan", "firm.toml", *at),
    ):
        answer = run(*words)
        assert answer.code in (2, 3), words
        assert said in answer.err, words
