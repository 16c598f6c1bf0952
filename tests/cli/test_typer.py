"""The words of a command line, read by Typer: what each parameter is given, and what is refused with which words."""

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from bjsubsidy.cli import main
from bjsubsidy.cli.asking import read_facts
from bjsubsidy.cli.context import Context
from bjsubsidy.cli.given import Command, GivenParameters, ParameterValue, parameter_of, spelt
from bjsubsidy.errors import Problem
from bjsubsidy.law.catalogue import Catalogue
from bjsubsidy.quantities import Value as Quantity
from tests.conftest import Run

Read = Callable[..., dict[str, ParameterValue]]


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> Read:
    """What a line gives the function of its command."""

    def given_by(*words: str) -> dict[str, ParameterValue]:
        taken: list[GivenParameters] = []

        def call(command: Command, given: GivenParameters, lang: str, session: Any) -> int:
            taken.append(given)
            return 0

        with monkeypatch.context() as patch:
            patch.setattr("bjsubsidy.cli.make.call", call)
            assert main(words) == 0
        return dict(taken[0].values)

    return given_by


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["deadlines"], {}),
        (["deadlines", "--before", "x"], {"before": "x"}),
        (["deadlines", "--before=x"], {"before": "x"}),
        (["deadlines", "--before="], {"before": ""}),
        (["deadlines", "--before=a=b"], {"before": "a=b"}),
        (["deadlines", "--before", "-5"], {"before": "-5"}),
        (["deadlines", "--before=--kind"], {"before": "--kind"}),
        (
            ["calc", "loan-interest", "5", "--loan", "-ofile.csv", "--output", "file.csv"],
            {"entry": "loan-interest", "amount": "5", "fact_loan": "-ofile.csv", "output": "file.csv"},
        ),
        (
            ["calc", "loan-interest", "5", "--loan=-o", "--output", "-ox"],
            {"entry": "loan-interest", "amount": "5", "fact_loan": "-o", "output": "-ox"},
        ),
        (["deadlines", "--kind=--before", "--before", "x"], {"kind": "--before", "before": "x"}),
        (["deadlines", "--timeline"], {"timeline": True}),
        (["deadlines", "-o", "x"], {"output": "x"}),
        (["deadlines", "-o", "-"], {"output": "-"}),
        (["-o", "x", "deadlines", "--kind", "ends"], {"output": "x", "kind": "ends"}),
        (["due", "--lang", "en", "a", "--quiet", "b"], {"limit": "a", "start": "b", "lang": "en", "quiet": True}),
        (["due", "", "-"], {"limit": "", "start": "-"}),
        (["due", "--", "--on", "-o"], {"limit": "--on", "start": "-o"}),
        (["due", "--quiet", "--", "a", "--"], {"limit": "a", "start": "--", "quiet": True}),
        (["calc", "rd-expense", "5", "--measure", "x", "--measure=y"], {"entry": "rd-expense", "amount": "5", "measure": ["x", "y"]}),
        (["calc", "研发费用", "-"], {"entry": "rd-expense", "amount": "-"}),
        (["calc", "loan Interest", "5"], {"entry": "loan-interest", "amount": "5"}),
        (["calc", "rd-expense", "--", "-5"], {"entry": "rd-expense", "amount": "-5"}),
        (["calc", "--format", "csv", "rd-expense", "5"], {"entry": "rd-expense", "amount": "5", "format": "csv"}),
        (["status", "first-product", "--sold-yet"], {"entry": "first-product", "fact_sold_yet": True}),
        (["status", "first-product", "--no-sold-yet"], {"entry": "first-product", "fact_sold_yet": False}),
        (["sweep", "rd-expense", "--from", "1", "--to", "2"], {"entry": "rd-expense", "from_": "1", "to": "2"}),
        (["plan", "--new"], {"new": True}),
    ],
)
def test_words_become_what_a_command_is_given(words: list[str], expected: dict[str, ParameterValue], read: Read) -> None:
    assert read(*words) == expected


@pytest.mark.parametrize(
    ("words", "zh", "en"),
    [
        *(
            ([*words], f"没有名为“{words[-1]}”的选项。加 --help 查看用法。", f"there is no option “{words[-1]}”. See --help for the usage.")
            for words in (
                ("calc", "loan-interest", "1", "--annual-revenue-usd"),
                ("calc", "loan-interest", "1", "--annual-revenue-wan"),
                ("calc", "loan-interest", "1", "--version"),
                ("status", "regional-headquarters", "--paid-in-capital"),
                ("batch", "firms.csv", "--on"),
                ("show", "sewage-fee", "--on"),
            )
        ),
        (["deadlines", "--timelin"], "没有名为“--timelin”的选项。是否为 --timeline？", "Did you mean --timeline?"),
        (["deadlines", "--timelin=5"], "没有名为“--timelin”的选项", "there is no option “--timelin”"),
        (["deadlines", "-x"], "没有名为“-x”的选项。", "there is no option “-x”."),
        (["deadlines", "-5"], "没有名为“-5”的选项", "there is no option “-5”"),
        (["deadlines", "-output", "x"], "没有名为“-output”的选项", "there is no option “-output”"),
        (["deadlines", "-o=x"], "没有名为“-o=x”的选项", "there is no option “-o=x”"),
        (["deadlines", "-ofile.csv", "--kind", "-ofile.csv"], "没有名为“-ofile.csv”的选项。可用：-o。", "Use one of: -o."),
        (["deadlines", "--no-timeline"], "没有名为“--no-timeline”的选项", "there is no option “--no-timeline”"),
        (["deadlines", "--before"], "选项 --before 缺少值。请在其后写上值。", "option --before needs a value. Write the value after it."),
        (["deadlines", "-o"], "选项 -o 缺少值", "option -o needs a value"),
        (["deadlines", "-o", "--kind"], "选项 -o 缺少值", "option -o needs a value"),
        (["deadlines", "--before", "--timeline"], "选项 --before 缺少值", "option --before needs a value"),
        (["deadlines", "--before", "--kind=ends"], "选项 --before 缺少值", "option --before needs a value"),
        (["deadlines", "--before=--kind", "--kind", "--before"], "选项 --kind 缺少值", "option --kind needs a value"),
        (["deadlines", "--output", "-o"], "选项 --output 缺少值", "option --output needs a value"),
        (["deadlines", "--before", "x", "--before", "x"], "选项 --before 给了两次。请只保留一个。", "is given twice. Keep one of them."),
        (["deadlines", "--output", "x", "-o", "y"], "选项 --output 给了两次", "option --output is given twice"),
        (["--format", "csv", "deadlines", "--format", "csv"], "选项 --format 给了两次", "option --format is given twice"),
        (["--quiet", "calc", "--quiet", "rd-expense", "5"], "选项 --quiet 给了两次", "option --quiet is given twice"),
        (["deadlines", "--timeline", "--timeline"], "选项 --timeline 给了两次", "option --timeline is given twice"),
        (["deadlines", "--kind", "end"], "--kind 不能是“end”。是否为 ends？", "--kind cannot be “end”. Did you mean ends?"),
        (["deadlines", "--kind="], "可用：开始（starts）、结束（ends）、", "Use one of: starts, ends, "),
        (["deadlines", "--timeline=yes"], "选项 --timeline 不带值。请写 --timeline。", "takes no value. Write --timeline."),
        (["deadlines", "--timeline="], "选项 --timeline 不带值", "option --timeline takes no value"),
        (["calc", "loan-interest", "5", "--ip-pledged=yes"], "请写 --ip-pledged 或 --no-ip-pledged。", "--ip-pledged or --no-ip-pledged."),
        (
            ["calc", "loan-interest", "5", "--ip-pledged", "--no-ip-pledged"],
            "--ip-pledged 与 --no-ip-pledged 互相矛盾。请只保留一个。",
            "--ip-pledged and --no-ip-pledged contradict each other. Keep one of them.",
        ),
        (
            ["due"],
            "缺少 LIMIT（时限）。可用：complaint-decision（投诉处理）、",
            "LIMIT is missing (time limit). Use one of: complaint-decision (",
        ),
        (["show"], "缺少 ID（条目）。加 --help 查看用法。", "ID is missing (entry). See --help for the usage."),
        (["due", "a"], "缺少 START（起算日）", "START is missing (start day)"),
        (["due", "a", "b", "c", "d"], "多出一个词“c”", "there is a word too many: “c”"),
        (["due", "a", "b", "c" * 10_000], f"“{'c' * 59}…”", f"“{'c' * 59}…”"),
        (["plan"], "缺少 PROFILE（企业资料文件（TOML））", "PROFILE is missing (the firm's profile (TOML))"),
        (["plan", "firm.toml", "--new"], "多出一个词“firm.toml”", "there is a word too many: “firm.toml”"),
        (["catalogue"], "缺少 COMMAND（命令）", "COMMAND is missing (command)"),
        (["catalogue", "chek"], "是否为 check？", "Did you mean check?"),
        (["calc", "--strict", "rd-expense", "5"], "没有名为“--strict”的选项", "there is no option “--strict”"),
        # what is corrected is compared with what can stand there
        (["calc", "rd-expense", "5", "--measure", "sewage-fe"], "可用：rd-expense。", "Use one of: rd-expense."),
        (
            ["calc", "rd-expense", "5", "--annual-revenue", "5"],
            "都不问“annual-revenue”",
            "no measure on rd-expense asks for “annual-revenue”",
        ),
        (["calc", "贷款利", "5"], "没有名为“贷款利”的计算项目。是否为 贷款利息？", "Did you mean 贷款利息?"),
        # a negative amount is told as one
        (
            ["calc", "loan-interest", "-500"],
            "金额“-500”无法读取：金额不能为负",
            "cannot read the amount “-500”: an amount cannot be negative",
        ),
        (["calc", "loan-interest", "5", "-500"], "金额“-500”无法读取：金额不能为负", "cannot read the amount “-500”"),
        (["calc", "loan-interest", "-¥5"], "金额“-¥5”无法读取：金额不能为负", "an amount cannot be negative"),
        (["calc", "loan-interest", "-.5"], "金额“-.5”无法读取", "cannot read the amount “-.5”"),
        (["--lang", "fr", "deadlines"], "--lang 不能是“fr”。可用：zh、en。", "--lang 不能是“fr”。可用：zh、en。"),
    ],
)
def test_words_that_make_no_sense_are_refused_in_one_line(words: list[str], zh: str, en: str, run: Run) -> None:
    for lang, said in (("zh", zh), ("en", en)):
        answer = run(*words) if "--lang" in words else run(*words, "--lang", lang) if "--" not in words else run("--lang", lang, *words)
        assert (answer.code, answer.out, answer.err.count("\n")) == (2, "", 1)
        assert said in answer.err


def test_a_name_of_two_entries_is_refused_with_both(catalogue: Catalogue) -> None:
    rows = [{**row, "name": {"zh": "同名", "en": "the same"}} for row in catalogue.raw["input"][:2]]
    twin = Catalogue({**catalogue.raw, "input": rows}, "")
    with pytest.raises(Problem) as refused:
        twin.find("同 名", "input")
    first, second = (row["id"] for row in rows)
    assert refused.value.sentence("zh") == f"“同 名”是几个条目的名称：{first}、{second}。请写编号。"
    assert refused.value.sentence("en") == f"“同 名” is the name of several entries: {first}, {second}. Write the id."
    assert twin.find(first, "input") == first


@pytest.mark.parametrize(
    ("words", "id"),
    [
        (("calc", "贷款利息", "120万"), "calc loan-interest 120万"),
        (("sweep", "Loan interest", "--to", "5"), "sweep loan-interest --to 5"),
        (("status", "地区总部"), "status regional-headquarters"),
        (("show", "知识产权质押贷款贴息"), "show ip-pledge-interest"),
        (("due", "两步申报汇总征税支付", "2021-04-28"), "due two-step-payment 2021-04-28"),
        (("deadlines", "--kind", "申请截止"), "deadlines --kind closes"),
        (("measures", "--kind", "时限"), "measures --kind limit"),
        (("measures", "--input", "贷款利息"), "measures --input loan-interest"),
        (("deadlines", "--measure", "非居民污水处理费免征"), "deadlines --measure sewage-fee"),
        (("calc", "贷款利息", "5", "--measure", "知识产权质押贷款贴息"), "calc loan-interest 5 --measure ip-pledge-interest"),
        (
            ("calc", "研发费用", "5", "--received", "研发费用补贴=1@2021-01-15"),
            "calc rd-expense 5 --received rd-expense=1@2021-01-15",
        ),
    ],
)
def test_a_name_does_where_an_id_does(words: tuple[str, ...], id: str, run: Run, catalogue: Catalogue) -> None:
    titles = {row["id"]: row["title"]["zh"] for kind in ("measure", "status") for row in catalogue.raw[kind]}
    named = [word.replace("研发费用补贴", titles["rd-expense"]).replace("非居民污水处理费免征", titles["sewage-fee"]) for word in words]
    named = [titles["regional-headquarters"] if word == "地区总部" else word for word in named]
    by_name = run(*named)
    assert by_name.code == 0
    assert by_name == run(*id.split())


@pytest.mark.parametrize(
    ("variable", "value", "words", "code", "said"),
    [
        ("BJSUBSIDY_LANG", "en", ("clac",), 2, "there is no command “clac”"),
        ("BJSUBSIDY_LANG", "fr", ("show", "lpr"), 2, "BJSUBSIDY_LANG 不能是“fr”"),
        ("BJSUBSIDY_LANG", "fr", ("show", "lpr", "--lang", "zh"), 0, ""),
        ("BJSUBSIDY_LANG", "", ("show", "lpr"), 0, ""),
        ("BJSUBSIDY_AS_OF", "soon", ("calc", "rd-expense", "5"), 2, "BJSUBSIDY_AS_OF：日期“soon”无法读取"),
        ("BJSUBSIDY_AS_OF", "soon", ("calc", "rd-expense", "5", "--as-of", "2021-04-01"), 0, ""),
        ("BJSUBSIDY_AS_OF", "2021-04-01", ("calc", "rd-expense", "5", "--format", "json"), 0, '"as_of": "2021-04-01"'),
        ("BJSUBSIDY_CATALOGUE", "missing.toml", ("deadlines",), 3, "无法读取文件“missing.toml”"),
        ("BJSUBSIDY_CATALOGUE", "missing.toml", ("calc", "rd-expense", "5"), 3, "无法读取文件“missing.toml”"),
        ("BJSUBSIDY_CATALOGUE", "missing.toml", ("calc", "--help"), 3, "无法读取文件“missing.toml”"),
    ],
)
def test_variables_stand_for_the_options_of_their_names(
    variable: str, value: str, words: tuple[str, ...], code: int, said: str, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(variable, value)
    answer = run(*words)
    assert answer.code == code
    assert said in answer.out + answer.err


SOUND = str(Path(__file__).parent.parent.parent / "data" / "measures.toml")
OWN = [
    ("BJSUBSIDY_CATALOGUE", "missing.toml", ("--catalogue", SOUND, "calc", "rd-expense", "5"), 0, ""),
    ("BJSUBSIDY_CATALOGUE", "missing.toml", ("calc", "--catalogue", SOUND, "rd-expense", "5"), 0, ""),
    ("BJSUBSIDY_CATALOGUE", "missing.toml", ("calc", "rd-expense", "5", "--catalogue", SOUND), 0, ""),
    ("BJSUBSIDY_CATALOGUE", "missing.toml", ("--catalogue", SOUND, "status", "first-product"), 0, ""),
    ("BJSUBSIDY_CATALOGUE", SOUND, ("--catalogue", "gone.toml", "calc", "rd-expense", "5"), 3, "gone.toml"),
    ("BJSUBSIDY_CATALOGUE", SOUND, ("--catalogue", SOUND, "calc", "rd-expense", "5", "--catalogue", SOUND), 2, "给了两次"),
    ("BJSUBSIDY_LANG", "en", ("--lang", "zh", "calc", "rd-expense", "5", "--lang", "en"), 2, "选项 --lang 给了两次"),
    ("BJSUBSIDY_LANG", "en", ("--lang", "fr", "calc", "rd-expense", "5"), 2, "--lang cannot be “fr”"),
    ("BJSUBSIDY_LANG", "en", ("--lang", "fr", "deadlines"), 2, "--lang cannot be “fr”"),
    ("BJSUBSIDY_AS_OF", "soon", ("calc", "rd-expense", "5", "--as-of", "later"), 2, "--as-of：日期“later”无法读取"),
]


@pytest.mark.parametrize(("variable", "value", "words", "code", "said"), OWN)
def test_what_the_line_says_wherever_it_stands_wins_over_a_variable(
    variable: str, value: str, words: tuple[str, ...], code: int, said: str, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(variable, value)
    answer = run(*words)
    assert (answer.code, said in answer.err) == (code, True), answer.err


@pytest.mark.parametrize("words", [("calc", "rent", "5"), ("calc", "--help"), ("calc", "rent", "--help"), ("show", "rent")])
@pytest.mark.parametrize("before", [True, False])
def test_a_catalogue_may_be_named_before_the_command_or_after_it(words: tuple[str, ...], before: bool, run: Run) -> None:
    sound = ("--catalogue", str(Path(__file__).parent.parent / "mistakes" / "sound.toml"))
    assert run(*((*sound, *words) if before else (*words, *sound))).code == 0


def test_the_program_alone_prints_its_commands(run: Run) -> None:
    answer = run()
    assert (answer.code, answer.err) == (0, "")
    assert all(f"│ {name} " in answer.out for name in ("calc", "plan", "batch", "catalogue", "help", "version"))
    assert answer.out == run("help").out == run("--help").out


@pytest.mark.parametrize(("words", "same"), [(("-V",), ("--version",)), (("version",), ("--version",)), (("help", "due"), ("due", "-h"))])
def test_a_question_has_several_spellings(words: tuple[str, ...], same: tuple[str, ...], run: Run) -> None:
    assert run(*words) == run(*same)
    assert run(*words).code == 0


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_help_never_cuts_a_name_or_a_question(lang: str, run: Run, catalogue: Catalogue) -> None:
    for input in ("loan-interest", "loan-loss"):
        out = run("calc", input, "--help", "--lang", lang).out
        told = "".join(line.strip("│ \n") for line in out.splitlines()).replace(" ", "")
        for fact in catalogue.facts_asked(catalogue.measures_on(input)):
            assert f"--{fact.id}" in out
            assert (fact.question.zh if lang == "zh" else fact.question.en).replace(" ", "") in told
            assert all(choice.id in out for choice in fact.choices)
        assert "…" not in out
        assert max(map(len, out.splitlines()[1:])) <= 80


@pytest.mark.parametrize(
    ("fact", "takes"),
    [
        ("in-zhongguancun", " /"),
        ("enterprise-size", "micro|small|medium|large|self-employed"),
        ("annual-revenue", "AMOUNT"),
        ("loan-rate", "RATE"),
        ("loan-date", "DATE"),
        ("loan", "NAME"),
    ],
)
def test_an_option_shows_what_its_fact_takes(fact: str, takes: str, run: Run) -> None:
    assert f"--{fact} {takes.strip()}" in run("calc", "loan-interest", "--help").out


@pytest.mark.parametrize("fact", ["loan-rate", "on", "a--b", "a-"])
def test_a_fact_and_its_parameter_are_each_others(fact: str) -> None:
    assert spelt(parameter_of(fact)) == fact


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({}, {}),
        ({"in-zhongguancun": True}, {"in-zhongguancun": True}),
        ({"in-zhongguancun": False}, {"in-zhongguancun": False}),
        ({"enterprise-size": "微型企业"}, {"enterprise-size": "micro"}),
        ({"annual-revenue": "2亿"}, {"annual-revenue": 200_000_000_00}),
        ({"parent-assets-usd": "$5"}, {"parent-assets-usd": 500}),
        ({"loan-rate": "4.6%"}, {"loan-rate": Fraction(23, 500)}),
        ({"loan-date": "2021/1/8"}, {"loan-date": date(2021, 1, 8)}),
        ({"contract-rank": "3"}, {"contract-rank": 3}),
        ({"loan": " A "}, {"loan": "A"}),
        ({"loan": "--strict", "contract-rank": "1"}, {"loan": "--strict", "contract-rank": 1}),
    ],
)
def test_facts_are_read_by_their_kinds(given: dict[str, ParameterValue], expected: dict[str, Quantity], catalogue: Catalogue) -> None:
    values = {parameter_of(fact): value for fact, value in given.items()}
    context = Context(Command("calc", ("table",)), GivenParameters(values, {}), "zh")
    assert read_facts(context) == expected


@pytest.mark.parametrize(
    ("fact", "value", "zh", "en"),
    [
        (
            "first-product-level",
            "best",
            "可用：国际首创（international）、国内首创（domestic）、",
            "Use one of: international first (international), domestic first (domestic), ",
        ),
        ("enterprise-size", "小形企业", "是否为 小型企业？", "Did you mean 小型企业?"),
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
def test_a_fact_that_cannot_be_read_names_its_option(fact: str, value: str, zh: str, en: str, catalogue: Catalogue) -> None:
    context = Context(Command("calc", ("table",)), GivenParameters({parameter_of(fact): value}, {}), "zh")
    with pytest.raises(Problem) as caught:
        read_facts(context)
    assert caught.value.sentence("zh").startswith(f"--{fact}：")
    assert caught.value.sentence("en").startswith(f"--{fact}: ")
    assert zh in caught.value.sentence("zh")
    assert en in caught.value.sentence("en")


@pytest.mark.parametrize(
    ("command", "option", "choices"),
    [
        ("batch", "--engine", ["duckdb", "spark"]),
        ("completion", "SHELL", ["bash", "zsh", "fish"]),
        ("schema", "COMMAND", ["calc", "sweep", "plan"]),
    ],
)
def test_what_may_be_chosen_stands_at_its_option(command: str, option: str, choices: list[str], run: Run) -> None:
    lines = [line.strip("│ ") for line in run(command, "--help", "--lang", "en").out.splitlines()]
    place = next(number for number, line in enumerate(lines) if line.startswith(option))
    assert lines[place + 2 : place + 2 + len(choices)] == choices
