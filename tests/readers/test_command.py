"""The words of a command line: one grammar for every command."""

from datetime import date
from fractions import Fraction

import pytest

from bjsubsidy.errors import NoFigure, Problem
from bjsubsidy.language import Text
from bjsubsidy.law.catalogue import Catalogue
from bjsubsidy.quantities import Value
from bjsubsidy.readers.command import Option, fact_options, facts_given, parse, positionals

HELP = Text("说明", "help")
OPTIONS = [
    Option("on", HELP, value="DATE"),
    Option("output", HELP, value="FILE", short="o"),
    Option("measure", HELP, value="ID", many=True),
    Option("kind", HELP, value="starts|ends", choices=("starts", "ends")),
    Option("strict", HELP),
    Option("help", HELP, short="h"),
    Option("ip-pledged", HELP, pair=True),
]
WORDS = (("INPUT", Text("计算项目", "input")), ("AMOUNT", Text("金额", "amount")))


@pytest.mark.parametrize(
    ("words", "positional", "options"),
    [
        ([], [], {}),
        (["a", "b"], ["a", "b"], {}),
        (["--on", "x"], [], {"on": ["x"]}),
        (["--on=x"], [], {"on": ["x"]}),
        (["--on="], [], {"on": [""]}),
        (["--on=a=b"], [], {"on": ["a=b"]}),
        (["a", "--on", "x", "b"], ["a", "b"], {"on": ["x"]}),
        (["-o", "x"], [], {"output": ["x"]}),
        (["-o", "-"], [], {"output": ["-"]}),
        (["--on", "-5"], [], {"on": ["-5"]}),
        (["--measure", "x", "--measure=y"], [], {"measure": ["x", "y"]}),
        (["--kind", "ends"], [], {"kind": ["ends"]}),
        (["--strict"], [], {"strict": ["yes"]}),
        (["--strict", "--strict"], [], {"strict": ["yes"]}),
        (["-h"], [], {"help": ["yes"]}),
        (["--ip-pledged"], [], {"ip-pledged": ["yes"]}),
        (["--no-ip-pledged"], [], {"ip-pledged": ["no"]}),
        (["--no-ip-pledged", "--no-ip-pledged"], [], {"ip-pledged": ["no"]}),
        (["a", "-"], ["a", "-"], {}),
        (["-5"], ["-5"], {}),
        (["-¥5"], ["-¥5"], {}),
        (["-.5"], ["-.5"], {}),
        ([""], [""], {}),
        (["--", "--on", "-o"], ["--on", "-o"], {}),
        (["--strict", "--", "--"], ["--"], {"strict": ["yes"]}),
    ],
)
def test_words_become_positionals_and_options(words: list[str], positional: list[str], options: dict[str, list[str]]) -> None:
    parsed = parse(words, OPTIONS)
    assert (parsed.positionals, parsed.options) == (positional, options)


@pytest.mark.parametrize(
    ("words", "zh", "en"),
    [
        (["--strcit"], "没有名为“--strcit”的选项。是否为 --strict？", "there is no option “--strcit”. Did you mean --strict?"),
        (["--strcit=5"], "没有名为“--strcit”的选项", "there is no option “--strcit”"),
        (["-x"], "没有名为“-x”的选项。", "there is no option “-x”."),
        (["--no-strict"], "没有名为“--no-strict”的选项", "there is no option “--no-strict”"),
        (["--no-on", "x"], "没有名为“--no-on”的选项", "there is no option “--no-on”"),
        (["--on"], "选项 --on 缺少值。请在其后写上值。", "option --on needs a value. Write the value after it."),
        (["-o"], "选项 -o 缺少值", "option -o needs a value"),
        (["--on", "--strict"], "选项 --on 缺少值", "option --on needs a value"),
        (["--on", "--measure=x"], "选项 --on 缺少值", "option --on needs a value"),
        (["--on", "x", "--on", "x"], "选项 --on 给了两次。请只保留一个。", "option --on is given twice. Keep one of them."),
        (["--output", "x", "-o", "y"], "选项 -o 给了两次", "option -o is given twice"),
        (["--kind", "end"], "--kind 不能是“end”。是否为 ends？", "--kind cannot be “end”. Did you mean ends?"),
        (["--kind="], "可用：starts、ends。", "Use one of: starts, ends."),
        (["--strict=yes"], "选项 --strict 不带值。请写 --strict。", "option --strict takes no value. Write --strict."),
        (["--strict="], "选项 --strict 不带值", "option --strict takes no value"),
        (["--ip-pledged=yes"], "请写 --ip-pledged 或 --no-ip-pledged。", "Write --ip-pledged or --no-ip-pledged."),
        (
            ["--ip-pledged", "--no-ip-pledged"],
            "--ip-pledged 与 --no-ip-pledged 互相矛盾。请只保留一个。",
            "--ip-pledged and --no-ip-pledged contradict each other. Keep one of them.",
        ),
        (["--no-ip-pledged", "--ip-pledged"], "互相矛盾", "contradict each other"),
    ],
)
def test_words_that_make_no_sense_are_refused(words: list[str], zh: str, en: str) -> None:
    with pytest.raises(Problem) as caught:
        parse(words, OPTIONS)
    assert zh in caught.value.sentence("zh")
    assert en in caught.value.sentence("en")


def test_a_caller_may_say_why_an_option_is_foreign() -> None:
    foreign = NoFigure(named="it")
    with pytest.raises(NoFigure) as caught:
        parse(["--rent"], OPTIONS, lambda name: foreign if name == "--rent" else None)
    assert caught.value is foreign


@pytest.mark.parametrize(
    ("given", "least", "expected"),
    [(["a", "b"], None, ["a", "b"]), (["a"], 1, ["a"]), ([], 0, []), (["a", "b"], 1, ["a", "b"])],
)
def test_positionals_are_exactly_the_named_ones(given: list[str], least: int | None, expected: list[str]) -> None:
    assert positionals(parse(given, OPTIONS), WORDS, least) == expected


@pytest.mark.parametrize(
    ("given", "zh", "en"),
    [
        ([], "缺少 INPUT（计算项目）。加 --help 查看用法。", "INPUT is missing (input). See --help for the usage."),
        (["a"], "缺少 AMOUNT（金额）", "AMOUNT is missing (amount)"),
        (["a", "b", "c", "d"], "多出一个词“c”", "there is one word too many: “c”"),
        (["a", "b", "c" * 10_000], f"“{'c' * 59}…”", f"“{'c' * 59}…”"),
    ],
)
def test_missing_and_superfluous_words_are_named(given: list[str], zh: str, en: str) -> None:
    with pytest.raises(Problem) as caught:
        positionals(parse(given, OPTIONS), WORDS)
    assert zh in caught.value.sentence("zh")
    assert en in caught.value.sentence("en")


def test_every_fact_is_an_option_of_its_name_and_yes_no_a_pair(catalogue: Catalogue) -> None:
    facts = catalogue.all("fact")
    options = fact_options(facts)
    assert [option.name for option in options] == [fact.id for fact in facts]
    assert [option.pair for option in options] == [fact.kind == "yes-no" for fact in facts]
    assert [option.value is None for option in options] == [option.pair for option in options]


@pytest.mark.parametrize(
    ("fact", "placeholder"),
    [
        ("in-zhongguancun", None),
        ("enterprise-size", "micro|small|medium|large|self-employed"),
        ("annual-revenue", "AMOUNT"),
        ("parent-assets-usd", "USD"),
        ("loan-rate", "RATE"),
        ("loan-date", "DATE"),
        ("contract-rank", "N"),
        ("loan", "NAME"),
    ],
)
def test_an_option_shows_what_its_fact_takes(fact: str, placeholder: str | None, catalogue: Catalogue) -> None:
    assert fact_options([catalogue.fact(fact)])[0].value == placeholder


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ([], {}),
        (["--in-zhongguancun"], {"in-zhongguancun": True}),
        (["--no-in-zhongguancun"], {"in-zhongguancun": False}),
        (["--enterprise-size", "micro"], {"enterprise-size": "micro"}),
        (["--enterprise-size", "微型企业"], {"enterprise-size": "micro"}),
        (["--annual-revenue", "2亿"], {"annual-revenue": 200_000_000_00}),
        (["--parent-assets-usd", "$5"], {"parent-assets-usd": 500}),
        (["--loan-rate", "4.6%"], {"loan-rate": Fraction(23, 500)}),
        (["--loan-date", "2021/1/8"], {"loan-date": date(2021, 1, 8)}),
        (["--contract-rank", "3"], {"contract-rank": 3}),
        (["--loan", " A "], {"loan": "A"}),
        (["--loan=--strict"], {"loan": "--strict"}),
        (["--loan", "否", "--contract-rank=1"], {"loan": "否", "contract-rank": 1}),
    ],
)
def test_facts_are_read_by_their_kinds(words: list[str], expected: dict[str, Value], catalogue: Catalogue) -> None:
    facts = catalogue.all("fact")
    assert facts_given(parse(words, fact_options(facts)), facts) == expected


@pytest.mark.parametrize(
    ("option", "value", "zh", "en"),
    [
        ("enterprise-size", "smal", "没有名为“smal”的企业规模选项。是否为 small？", "there is no choice of enterprise size “smal”."),
        ("annual-revenue", "$5", "金额“$5”无法读取", "cannot read the amount “$5”"),
        ("parent-assets-usd", "¥5", "金额“¥5”无法读取", "cannot read the amount “¥5”"),
        ("loan-rate", "4.6", "请写成 4.6%。", "If it is 4.6 percent, write 4.6%."),
        ("loan-date", "2021-02-30", "没有这一天", "there is no such day"),
        ("contract-rank", "0", "它不是正整数", "it is not a whole number from 1"),
        ("loan", " ", "内容为空", "it is empty"),
        ("loan", "x" * 201, "超过 200 字", "it has more than 200 characters"),
    ],
)
def test_a_fact_that_cannot_be_read_names_its_option(option: str, value: str, zh: str, en: str, catalogue: Catalogue) -> None:
    facts = [catalogue.fact(option)]
    with pytest.raises(Problem) as caught:
        facts_given(parse([f"--{option}", value], fact_options(facts)), facts)
    assert caught.value.sentence("zh").startswith(f"--{option}：")
    assert caught.value.sentence("en").startswith(f"--{option}: ")
    assert zh in caught.value.sentence("zh")
    assert en in caught.value.sentence("en")
