"""Bad input: one line on standard error, exit code 2 or 3, nothing on standard output, and no file touched."""

import contextlib
import io
import json
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bjsubsidy.cli import main
from bjsubsidy.law.catalogue import Catalogue
from tests.conftest import Run

Stdin = Callable[[bytes], None]


class Case(NamedTuple):
    """Words that are refused, and a part of the message in each language."""

    words: tuple[str, ...]
    zh: str
    en: str
    code: int = 2


AMOUNTS = {
    "-5": ("金额不能为负", "an amount cannot be negative"),
    "−5": ("金额不能为负", "an amount cannot be negative"),
    "(5)": ("金额不能为负", "an amount cannot be negative"),
    "¥-5": ("金额不能为负", "an amount cannot be negative"),
    "": ("内容为空", "it is empty"),
    " ": ("内容为空", "it is empty"),
    "NaN": ("它不是数", "it is not a number"),
    "Infinity": ("它不是数", "it is not a number"),
    "inf": ("它不是数", "it is not a number"),
    "1.2E+06": ("科学记数法会丢失位数", "scientific notation hides digits"),
    "1e999999999": ("科学记数法会丢失位数", "scientific notation hides digits"),
    "1.239": ("小数超过两位", "it has more than two decimals"),
    "0.0000001万": ("小数超过两位", "it has more than two decimals"),
    "10000000000000.01": ("超过 10 万亿元的上限", "it is above the limit of 10 trillion yuan"),
    "100001亿": ("超过 10 万亿元的上限", "it is above the limit of 10 trillion yuan"),
    "9" * 10_000: ("超过 10 万亿元的上限", "it is above the limit of 10 trillion yuan"),
    "1,2000": ("逗号不是每三位一组", "its commas do not group the digits by three"),
    "12,00,000": ("逗号不是每三位一组", "its commas do not group the digits by three"),
    "5 dollars": ("它不是金额", "it is not an amount of money"),
    "$5": ("它不是金额", "it is not an amount of money"),
    "十二万": ("它不是金额", "it is not an amount of money"),
    "１２.": ("它不是金额", "it is not an amount of money"),
    "1 200 000": ("它不是金额", "it is not an amount of money"),
}
RATES = {
    "4.6": ("如为百分之4.6，请写成 4.6%", "If it is 4.6 percent, write 4.6%."),
    "1": ("含义不明", "is ambiguous"),
    "101%": ("超过 100%", "it is above 100%"),
    "-1%": ("它不是比率", "it is not a rate"),
    "": ("内容为空", "it is empty"),
    "4,6%": ("它不是比率", "it is not a rate"),
    "1e-2": ("它不是比率", "it is not a rate"),
    "nan": ("它不是比率", "it is not a rate"),
}
DATES = {
    "2021-03": ("它不是完整的日期", "it is not a complete date"),
    "2021": ("它不是完整的日期", "it is not a complete date"),
    "2021-02-29": ("没有这一天", "there is no such day"),
    "2021-13-01": ("没有这一天", "there is no such day"),
    "20210230": ("没有这一天", "there is no such day"),
    "2021-03-20T10:00": ("它不是完整的日期", "it is not a complete date"),
    "20/3/2021": ("它不是完整的日期", "it is not a complete date"),
    "1899-12-31": ("不在 1900 至 2199 年之间", "it is not between 1900 and 2199"),
    "2200-01-01": ("不在 1900 至 2199 年之间", "it is not between 1900 and 2199"),
    "today": ("它不是完整的日期", "it is not a complete date"),
    "": ("内容为空", "it is empty"),
}

CASES = [
    *(Case(("calc", "loan-interest", text), *why) for text, why in AMOUNTS.items()),
    *(Case(("calc", "loan-interest", "5", f"--annual-revenue={text}"), *why) for text, why in AMOUNTS.items()),
    *(Case(("calc", "rd-expense", "5", "--received", f"rd-expense={text}@2021-01-15"), *why) for text, why in AMOUNTS.items()),
    *(Case(("calc", "loan-interest", "5", f"--loan-rate={text}"), *why) for text, why in RATES.items()),
    *(Case(("calc", "loan-interest", "5", f"--loan-date={text}"), *why) for text, why in DATES.items()),
    *(Case(("calc", "loan-interest", "5", f"--on={text}"), *why) for text, why in DATES.items()),
    *(Case(("calc", "loan-interest", "5", f"--as-of={text}"), *why) for text, why in DATES.items()),
    *(Case(("deadlines", f"--before={text}"), *why) for text, why in DATES.items()),
    *(Case(("deadlines", f"--after={text}"), *why) for text, why in DATES.items()),
    *(Case(("measures", f"--on={text}"), *why) for text, why in DATES.items()),
    *(Case(("due", "two-step-payment", text), *why) for text, why in DATES.items()),
    # commands, options and names
    Case(("--format", "json"), "缺少 COMMAND（命令）", "COMMAND is missing (command)"),
    Case(("clac", "loan-interest", "5"), "没有名为“clac”的命令。是否为 calc？", "there is no command “clac”. Did you mean calc?"),
    Case(("",), "没有名为“”的命令", "there is no command “”"),
    Case(("Calc",), "是否为 calc？", "Did you mean calc?"),
    Case(("deadlines", "--befor", "2021-01-01"), "“--befor”的选项。是否为 --before？", "no option “--befor”. Did you mean --before?"),
    Case(("calc", "loan-interest", "5", "--ip-pleged"), "是否为 --ip-pledged？", "Did you mean --ip-pledged?"),
    Case(("due", "two-step-payment", "2021-04-28", "--strict"), "没有名为“--strict”的选项", "there is no option “--strict”"),
    Case(("show", "rd-expense", "-x"), "没有名为“-x”的选项", "there is no option “-x”"),
    Case(("calc", "loan-intrest", "5"), "没有名为“loan-intrest”的计算项目。是否为 loan-interest？", "Did you mean loan-interest?"),
    Case(("measures", "--input", "loan-intrest"), "是否为 loan-interest？", "Did you mean loan-interest?"),
    Case(("calc", "qqqqqqqq", "5"), "没有名为“qqqqqqqq”的计算项目", "there is no input “qqqqqqqq”"),
    Case(("calc", "loan-intrest", "--help"), "是否为 loan-interest？", "Did you mean loan-interest?"),
    Case(("calc", "rd-expense", "5", "--measure", "rd-expence"), "--measure：没有名为“rd-expence”的措施", "Did you mean rd-expense?"),
    Case(("deadlines", "--measure", "sewage-fees"), "--measure：没有名为“sewage-fees”的措施", "Did you mean sewage-fee?"),
    Case(("calc", "ip-pledge-interest", "5"), "按 loan-interest 计算", "is computed from loan-interest"),
    Case(("calc", "rd-expense", "5", "--measure", "sewage-fee"), "不按 rd-expense 计算", "not from rd-expense"),
    Case(("due", "two-step-pay", "2021-04-28"), "是否为 two-step-payment？", "Did you mean two-step-payment?"),
    Case(("status", "regional-headquarter"), "是否为 regional-headquarters？", "Did you mean regional-headquarters?"),
    Case(("status", "regional-headquarter", "--help"), "是否为 regional-headquarters？", "Did you mean regional-headquarters?"),
    Case(
        ("show", "rd-expence"),
        "没有名为“rd-expence”的条目。是否为 rd-expense？",
        "there is no entry “rd-expence”. Did you mean rd-expense?",
    ),
    Case(("deadlines", "--kind", "end"), "是否为 ends？", "Did you mean ends?"),
    Case(("measures", "--kind", "measures"), "是否为 measure？", "Did you mean measure?"),
    Case(("completion", "tcsh"), "没有名为“tcsh”的命令行程序", "there is no shell “tcsh”"),
    # facts
    Case(("calc", "loan-interest", "5", "--enterprise-size", "smal"), "是否为 small？", "Did you mean small?"),
    Case(("calc", "loan-interest", "5", "--enterprise-size", ""), "--enterprise-size：", "--enterprise-size: "),
    Case(("calc", "contract-value", "5", "--contract-rank", "1.5"), "它不是正整数", "it is not a whole number from 1"),
    Case(("calc", "contract-value", "5", "--contract-rank", "0"), "它不是正整数", "it is not a whole number from 1"),
    Case(("calc", "contract-value", "5", "--contract-rank=-1"), "它不是正整数", "it is not a whole number from 1"),
    Case(("calc", "loan-interest", "5", "--loan", " "), "--loan：名称“ ”无法读取：内容为空", "it is empty"),
    Case(("calc", "loan-interest", "5", "--loan", "x" * 201), "超过 200 字", "it has more than 200 characters"),
    Case(("calc", "loan-interest", "5", "--ip-pledged=yes"), "选项 --ip-pledged 不带值", "option --ip-pledged takes no value"),
    Case(("calc", "loan-interest", "5", "--ip-pledged", "yes"), "多出一个词“yes”", "there is a word too many: “yes”"),
    Case(("status", "regional-headquarters", "--parent-assets-usd", "¥5"), "它不是金额", "it is not an amount of money"),
    Case(("status", "vpn-foreign-share", "--foreign-share", "50"), "请写成 50%", "write 50%"),
    Case(
        ("calc", "loan-interest", "5", "--contract-rank", "1"),
        "loan-interest 的任何措施都不问“contract-rank”",
        "no measure on loan-interest asks for “contract-rank”",
    ),
    Case(("calc", "loan-interest", "5", "--no-fund-liquidated"), "不问“fund-liquidated”", "asks for “fund-liquidated”"),
    Case(("calc", "loan-interest", "5", "--foreign-share", "40%"), "不问“foreign-share”", "asks for “foreign-share”"),
    Case(("status", "vpn-foreign-share", "--ip-pledged"), "不问“ip-pledged”", "does not ask for “ip-pledged”"),
    Case(
        ("calc", "loan-loss", "100", "--reinsured-amount", "100.01"),
        "--reinsured-amount：100.01 超过金额 100.00",
        "--reinsured-amount: 100.01 is above the amount 100.00",
    ),
    # what was received
    Case(
        ("calc", "rd-expense", "5", "--received", "rd-expence=5@2021-01-15"), "--received：没有名为“rd-expence”", "Did you mean rd-expense?"
    ),
    Case(
        ("calc", "rd-expense", "5", "--received", "work-for-training-subsidy=5@2021-01-15"),
        "--received：原文没有载明金额或比例",
        "--received: no figure is printed",
    ),
    Case(("calc", "rd-expense", "5", "--received", "rd-expense=@2021-01-15"), "内容为空", "it is empty"),
    Case(("calc", "rd-expense", "5", "--received", "rd-expense"), "不是 措施=金额@日期", "is not MEASURE=AMOUNT@DATE"),
    Case(("calc", "rd-expense", "5", "--received", "rd-expense="), "内容为空", "it is empty"),
    Case(("calc", "rd-expense", "5", "--received", "5@2021-01-15"), "不是 措施=金额@日期", "is not MEASURE=AMOUNT@DATE"),
    Case(("calc", "rd-expense", "5", "--received="), "不是 措施=金额@日期", "is not MEASURE=AMOUNT@DATE"),
    Case(("calc", "rd-expense", "5", "--received", "rd-expense=5@2021-02-30"), "没有这一天", "there is no such day"),
    Case(
        ("calc", "rd-expense", "5", "--as-of", "2021-04-01", "--received", "rd-expense=5@2021-04-02"),
        "2021-04-02 晚于查询日 2021-04-01",
        "2021-04-02 is after the day of asking, 2021-04-01",
    ),
    # support that prints no figure
    Case(("calc", "office-rent", "5"), "原文没有载明金额或比例", "no figure is printed"),
    Case(("calc", "unemployment-insurance-paid", "5"), "第 16 页", "p. 16"),
    Case(("calc", "unemployment-insurance-refund", "5"), "京政办发〔2021〕4号 三，第 16 页", "京政办发〔2021〕4号 三, p. 16"),
    Case(("calc", "unemployment-insurance-refund", "5"), "失业保险费返还（unemployment-insurance-refund", "Unemployment insurance refund"),
    Case(
        ("calc", "rd-expense", "5", "--measure", "work-for-training-subsidy"), "--measure：原文没有载明", "--measure: no figure is printed"
    ),
    # days
    Case(
        ("deadlines", "--before", "2021-01-01", "--after", "2021-01-02"),
        "--before 2021-01-01 早于 --after 2021-01-02",
        "--before 2021-01-01 is earlier than --after 2021-01-02",
    ),
    # formats
    Case(
        ("calc", "rd-expense", "5", "--format", "xml"),
        "calc 没有格式“xml”。可用：table、json、csv、amount、xlsx、html。",
        "calc has no format “xml”.",
    ),
    Case(("deadlines", "--format", "amount"), "deadlines 没有格式“amount”", "deadlines has no format “amount”"),
    Case(("deadlines", "--format="), "deadlines 没有格式“”", "deadlines has no format “”"),
    Case(("completion", "bash", "--format", "xml"), "没有格式“xml”", "has no format “xml”"),
    Case(
        ("calc", "rd-expense", "-", "--format", "table"),
        "逐行读取时只有 amount、csv 和 json",
        "many amounts are answered line by line only",
    ),
    Case(
        ("calc", "rd-expense", "-", "--format", "xlsx"), "逐行读取时只有 amount、csv 和 json", "many amounts are answered line by line only"
    ),
    Case(("calc", "rd-expense", "-", "--curve"), "逐行读取时只有 amount、csv 和 json", "many amounts are answered line by line only"),
    Case(("calc", "rd-expense", "5", "--format", "ics"), "calc 没有格式“ics”", "calc has no format “ics”"),
    Case(("measures", "--format", "ics"), "measures 没有格式“ics”", "measures has no format “ics”"),
    Case(("sweep", "rd-expense", "--format", "amount"), "sweep 没有格式“amount”", "sweep has no format “amount”"),
    Case(("sweep",), "缺少 INPUT", "INPUT is missing"),
    Case(("sweep", "rd-expense", "--to", "-5"), "--to：金额“-5”无法读取：金额不能为负", "--to: cannot read the amount “-5”"),
    Case(("sweep", "rd-expense", "--to", "5", "--from", "6"), "--to 5.00 小于 --from 6.00", "--to 5.00 is below --from 6.00"),
    Case(("sweep", "rd-expense", "--steps", "0"), "--steps：序数“0”无法读取", "--steps: cannot read the whole number “0”"),
    Case(("sweep", "rd-expense", "--steps", "10001"), "--steps 10001 超过 10000", "--steps 10001 is above 10000"),
    Case(("sweep", "rd-expense", "--reach", "1e5"), "--reach：金额“1e5”无法读取", "--reach: cannot read the amount “1e5”"),
    Case(
        ("sweep", "loan-loss", "--reinsured-amount", "5", "--from", "4"),
        "--from：4.00 低于要扣减的 5.00",
        "--from: 4.00 is below the 5.00 deducted",
    ),
    Case(
        ("sweep", "rd-expense", "--ip-pledged"), "rd-expense 的任何措施都不问“ip-pledged”", "no measure on rd-expense asks for “ip-pledged”"
    ),
    Case(("deadlines", "--lang", "fr"), "“fr”。可用：zh、en。", "“fr”。可用：zh、en。"),
    # options
    Case(("deadlines", "--before"), "选项 --before 缺少值", "option --before needs a value"),
    Case(("deadlines", "--before", "--kind", "ends"), "选项 --before 缺少值", "option --before needs a value"),
    Case(("calc", "rd-expense", "5", "--catalogue"), "选项 --catalogue 缺少值", "option --catalogue needs a value"),
    Case(("deadlines", "-o"), "选项 -o 缺少值", "option -o needs a value"),
    Case(("deadlines", "--kind", "ends", "--kind", "ends"), "选项 --kind 给了两次", "option --kind is given twice"),
    Case(("calc", "rd-expense", "5", "--on", "2021-01-01", "--on=2021-01-01"), "选项 --on 给了两次", "option --on is given twice"),
    Case(("calc", "loan-interest", "5", "--loan", "a", "--loan", "b"), "选项 --loan 给了两次", "option --loan is given twice"),
    Case(("calc", "rd-expense", "5", "--strict=1"), "选项 --strict 不带值", "option --strict takes no value"),
    Case(("--version=1",), "选项 --version 不带值", "option --version takes no value"),
    Case(("calc", "loan-interest", "5", "--ip-pledged", "--no-ip-pledged"), "互相矛盾", "contradict each other"),
    # words
    Case(("calc",), "缺少 INPUT（计算项目）", "INPUT"),
    Case(("calc", "loan-interest"), "缺少 AMOUNT（金额", "AMOUNT"),
    Case(("calc", "loan-interest", "5", "6"), "多出一个词“6”", "there is a word too many: “6”"),
    Case(("calc", "loan-interest", "1", "200", "000"), "多出一个词“200”", "there is a word too many: “200”"),
    Case(("due",), "缺少 LIMIT（时限）", "LIMIT"),
    Case(("due", "two-step-payment"), "缺少 START（起算日）", "START"),
    Case(("status",), "缺少 ID（身份认定）", "ID"),
    Case(("show",), "缺少 ID（条目）", "ID"),
    Case(("show", "rd-expense", "sewage-fee"), "多出一个词“sewage-fee”", "there is a word too many: “sewage-fee”"),
    Case(("deadlines", "2021"), "多出一个词“2021”", "there is a word too many: “2021”"),
    Case(("measures", "rent"), "多出一个词“rent”", "there is a word too many: “rent”"),
    Case(("completion",), "缺少", "is missing"),
    # files that cannot be used
    Case(("deadlines", "--catalogue", "missing.toml"), "无法读取文件“missing.toml”", "cannot read the file “missing.toml”", 3),
    Case(("calc", "rd-expense", "5", "--catalogue", "."), "无法读取文件“.”", "cannot read the file “.”", 3),
    Case(("deadlines", "--catalogue="), "无法读取文件“”", "cannot read the file “”", 3),
    Case(
        ("calc", "rd-expense", "5", "--received-file", "missing.csv"), "无法读取文件“missing.csv”", "cannot read the file “missing.csv”", 3
    ),
    Case(("--version", "--catalogue", "missing.toml"), "无法读取文件", "cannot read the file", 3),
]
IDS = [" ".join(case.words)[:60] for case in CASES]


@pytest.fixture(scope="module", autouse=True)
def _read_once(catalogue: Catalogue) -> Iterator[None]:
    """These tests run the program a few thousand times in one process; reading the catalogue each time would be most of it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("bjsubsidy.law.storage.packaged", lambda: catalogue)
        yield


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def stdin(monkeypatch: pytest.MonkeyPatch) -> Stdin:
    return lambda content: monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content), "utf-8"))


@pytest.mark.parametrize("case", CASES, ids=IDS)
def test_what_is_refused_says_so_in_one_line_and_touches_nothing(case: Case, run: Run, folder: Path) -> None:
    for lang, said in (("zh", case.zh), ("en", case.en)):
        answer = run("--lang", lang, *case.words) if "--lang" not in case.words else run(*case.words)
        assert (answer.code, answer.out) == (case.code, "")
        assert said in answer.err
        assert answer.err.endswith("\n")
        assert len(answer.err.splitlines()) == 1
        assert len(answer.err) < 1000
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize("case", [case for case in CASES if "-o" not in case.words], ids=lambda case: " ".join(case.words)[:60])
def test_what_is_refused_leaves_the_file_of_o_as_it_was(case: Case, run: Run, folder: Path) -> None:
    kept, new = Path("kept.json"), Path("new.json")
    kept.write_bytes(b"what was here")
    for path in (kept, new):
        answer = run("-o", str(path), *case.words)
        assert (answer.code, answer.out) == (case.code, "")
    assert kept.read_bytes() == b"what was here"
    assert [path.name for path in folder.iterdir()] == ["kept.json"]


@pytest.mark.parametrize("text", ["5", "2", "perhaps", "", "yess", "是的", "on", "None"])
def test_a_yes_or_no_that_is_neither_is_refused(text: str, catalogue: Catalogue) -> None:
    from bjsubsidy.errors import Unreadable

    with pytest.raises(Unreadable) as caught:
        catalogue.fact("ip-pledged").read(text)
    assert "请写 yes/no 或 是/否" in caught.value.sentence("zh")
    assert "Write yes/no or 是/否." in caught.value.sentence("en")


DAYS = ("--on", "2021-03-20", "--as-of", "2021-04-01")
CALC = ("calc", "rd-expense", "5", *DAYS)


@pytest.mark.parametrize("words", [CALC, ("deadlines",), ("show", "rd-expense"), ("measures",), ("due", "two-step-payment", "2021-04-28")])
@pytest.mark.parametrize("place", ["missing/out.json", "folder", "file/out.json", f"{'x' * 300}.json"])
def test_a_place_that_cannot_be_written_is_named(place: str, words: tuple[str, ...], run: Run, folder: Path) -> None:
    Path("folder").mkdir()
    Path("file").write_bytes(b"kept")
    before = sorted(folder.rglob("*"))
    for lang, said in (("zh", "无法写入文件“"), ("en", "cannot write the file “")):
        answer = run(*words, "--format", "json", "--lang", lang, "-o", place)
        assert (answer.code, answer.out) == (2, "")
        assert answer.err.startswith(said)
        assert len(answer.err.splitlines()) == 1
    assert sorted(folder.rglob("*")) == before
    assert Path("file").read_bytes() == b"kept"


@pytest.mark.parametrize("words", [CALC, ("deadlines",), ("plan", "--new"), ("completion", "bash"), ("batch", "--new"), ("schema", "calc")])
@pytest.mark.parametrize(("place", "missing"), [("nodir/out", "nodir"), ("nodir/deep/out", "nodir"), ("there/nodir/out", "there/nodir")])
def test_the_folder_that_is_not_there_is_named(place: str, missing: str, words: tuple[str, ...], run: Run, folder: Path) -> None:
    Path("there").mkdir()
    place += ".xlsx" if words[0] == "batch" else ""
    answer = run(*words, "-o", place)
    assert (answer.code, answer.out) == (2, "")
    assert answer.err == f"无法写入文件“{place}”：没有文件夹“{missing}”。请换一个位置。\n"


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="a device that is always full is Linux's")
def test_a_full_disk_is_said_and_never_a_traceback() -> None:
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "bjsubsidy", "deadlines", "--lang", "en"], stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert done.returncode == 2
    assert b"Traceback" not in done.stderr
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    ("ending", "said"), [("parquet", "“.parquet”"), ("ics", "“.ics”"), ("toml", "“.toml”"), ("JSONX", "“.jsonx”"), ("tar.gz", "“.gz”")]
)
def test_an_unknown_ending_is_refused(ending: str, said: str, run: Run, folder: Path) -> None:
    answer = run(*CALC, "-o", f"out.{ending}")
    assert (answer.code, answer.out) == (2, "")
    assert f"不知道以{said}结尾的文件用什么格式" in answer.err
    assert list(folder.iterdir()) == []
    assert said in run(*CALC, "-o", f"out.{ending}", "--lang", "en").err


def test_a_completion_script_goes_where_o_says_or_not_at_all(run: Run, folder: Path) -> None:
    answer = run("completion", "bash", "-o", "script.txt")
    assert (answer.code, answer.out) in [(0, ""), (2, "")]
    assert Path("script.txt").exists() is (answer.code == 0)


SOUND = Path(__file__).parent.parent / "mistakes" / "sound.toml"
REGISTER = b"measure,amount,on\nrd-expense,5,2021-01-15\n"


@pytest.mark.parametrize("link", [None, Path.symlink_to, Path.hardlink_to], ids=["itself", "symbolic link", "hard link"])
@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("own.toml", SOUND.read_bytes(), ("calc", "rent", "5", "--catalogue", "own.toml")),
        ("own.toml", SOUND.read_bytes(), ("measures", "--catalogue=own.toml")),
        ("own.csv", REGISTER, ("calc", "rd-expense", "5", "--received-file", "own.csv")),
        ("own.csv", REGISTER, ("calc", "rd-expense", "5", "--received-file=./own.csv")),
    ],
)
def test_an_input_is_never_written_over(
    name: str, content: bytes, words: tuple[str, ...], link: Callable[[Path, str], None] | None, run: Run, folder: Path
) -> None:
    Path(name).write_bytes(content)
    target = Path(name) if link is None else Path("link.json")
    if link is not None:
        link(target, name)
    for lang, said in (("zh", "-o 指向输入文件“"), ("en", "-o names the input file “")):
        answer = run(*words, "--format", "csv", "--lang", lang, "-o", str(target))
        assert (answer.code, answer.out) == (2, "")
        assert answer.err.startswith(said)
        assert len(answer.err.splitlines()) == 1
    assert Path(name).read_bytes() == content


def test_the_rate_series_beside_a_catalogue_is_an_input_too(run: Run, folder: Path) -> None:
    from bjsubsidy.law.storage import data_folder

    series = (Path(data_folder()) / "lpr.toml").read_bytes()
    Path("own.toml").write_bytes(SOUND.read_bytes())
    Path("lpr.toml").write_bytes(series)
    assert run("measures", "--catalogue", "own.toml", "--format", "csv", "-o", "lpr.toml").code == 2
    assert Path("lpr.toml").read_bytes() == series


def test_standard_input_is_never_written_over(folder: Path) -> None:
    Path("amounts.csv").write_bytes(b"1200000\n")
    with open("amounts.csv", "rb") as amounts:
        words = ["calc", "rd-expense", "-", "-o", "amounts.csv"]
        done = subprocess.run([sys.executable, "-m", "bjsubsidy", *words], stdin=amounts, capture_output=True, check=False)
    assert (done.returncode, done.stdout) == (2, b"")
    assert Path("amounts.csv").read_bytes() == b"1200000\n"


def test_a_register_with_faults_says_them_all(run: Run, folder: Path) -> None:
    Path("register.csv").write_bytes(b"measure,amount,on\nrd-expence,5,2021-01-15\nrd-expense,1e5,2021-01-15\n")
    answer = run(*CALC, "--received-file", "register.csv", "--lang", "en")
    assert (answer.code, answer.out) == (3, "")
    assert [line.partition(": ")[0] for line in answer.err.splitlines()] == ["register.csv:2", "register.csv:3"]


# Many amounts


@pytest.mark.parametrize(("form", "empty"), [("amount", ""), ("csv", ",,,,,,"), ("json", "null")])
@pytest.mark.parametrize("output", [None, "out.txt"])
def test_a_line_that_cannot_be_read_gets_an_empty_answer_and_a_message(
    form: str, empty: str, output: str | None, run: Run, stdin: Stdin, folder: Path
) -> None:
    lines = [b"100", b"x", b"", b"1e5", b"200\r", b"\xff", b"300"]
    stdin(b"\n".join(lines) + b"\n")
    answer = run("calc", "rd-expense", "-", *DAYS, "--quiet", "--format", form, *(("-o", output) if output else ()))
    said = (Path(output).read_text("utf-8") if output else answer.out).splitlines()
    answers = said[1:] if form == "csv" else said
    assert answer.code == 2
    assert [line == empty for line in answers] == [False, True, True, True, False, True, False]
    assert [line.partition("：")[0] for line in answer.err.splitlines()] == ["第 2 行", "第 3 行", "第 4 行", "第 6 行"]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_deduction_above_the_amount_of_a_line_names_line_and_option(lang: str, run: Run, stdin: Stdin) -> None:
    stdin(b"5\n1\n")
    answer = run("calc", "loan-loss", "-", *DAYS, "--institution", "insurer", "--reinsured-amount", "2", "--lang", lang)
    assert (answer.code, answer.out) == (2, "1.50\n\n")
    assert "第 2 行" in answer.err or "line 2" in answer.err
    assert "reinsured-amount" in answer.err


def test_lines_are_never_json_without_a_document_each(run: Run, stdin: Stdin) -> None:
    stdin(b"5\nx\n")
    answer = run("calc", "rd-expense", "-", *DAYS, "--format", "json")
    documents = [json.loads(line) for line in answer.out.splitlines()]
    assert (documents[0]["amount"], documents[1]) == ("5.00", None)


@pytest.mark.parametrize("words", [("--measure", "rd-expence"), ("--on", "x"), ("--ip-pledged",), ("--format", "table")])
def test_bad_words_refuse_all_lines_at_once(words: tuple[str, ...], run: Run, stdin: Stdin) -> None:
    stdin(b"5\n6\n")
    answer = run("calc", "rd-expense", "-", *words)
    assert (answer.code, answer.out) == (2, "")
    assert len(answer.err.splitlines()) == 1


# Pipes and interrupts


def test_a_closed_pipe_ends_quietly() -> None:
    read, write = os.pipe()
    os.close(read)
    with os.fdopen(write, "wb") as pipe:
        done = subprocess.run([sys.executable, "-m", "bjsubsidy", "deadlines"], stdout=pipe, stderr=subprocess.PIPE, check=False)
    assert (done.returncode, done.stderr) == (0, b"")


def test_a_pipe_that_closes_while_lines_are_answered_ends_quietly() -> None:
    words = [sys.executable, "-m", "bjsubsidy", "calc", "rd-expense", "-", *DAYS]
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdin is not None
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdin.write(b"5\n")
        running.stdin.flush()
        assert running.stdout.readline() == b"5.00\n"
        running.stdout.close()
        with contextlib.suppress(BrokenPipeError):
            running.stdin.write(b"5\n" * 10)
            running.stdin.close()
        assert running.stderr.read() == b""
        assert running.wait(30) == 0


def test_an_interrupt_ends_with_130() -> None:
    words = [sys.executable, "-m", "bjsubsidy", "calc", "rd-expense", "-", *DAYS]
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdin is not None
        assert running.stdout is not None
        running.stdin.write(b"5\n")
        running.stdin.flush()
        assert running.stdout.readline() == b"5.00\n"
        running.send_signal(signal.SIGINT)
        out, err = running.communicate(timeout=30)
    assert (running.returncode, out) == (130, b"")
    assert b"Traceback" not in err


@pytest.mark.parametrize(
    ("closed", "words"),
    [
        ("stdin", ("calc", "rd-expense", "-", *DAYS)),
        ("stdout", ("deadlines",)),
        ("stdout", CALC),
        ("stderr", ("clac",)),
        ("stderr", ("deadlines",)),
    ],
)
def test_a_stream_that_was_never_open_is_no_traceback(closed: str, words: tuple[str, ...]) -> None:
    descriptor = {"stdin": 0, "stdout": 1, "stderr": 2}[closed]
    kept = {name: subprocess.PIPE for name in ("stdin", "stdout", "stderr") if name != closed}
    start = f"import os, sys; os.close({descriptor}); os.execv(sys.executable, [sys.executable, '-m', 'bjsubsidy', *sys.argv[1:]])"
    with subprocess.Popen([sys.executable, "-c", start, *words], **kept) as running:  # type: ignore[call-overload]
        out, err = running.communicate(timeout=30)
    assert running.returncode in (0, 2)
    assert b"Traceback" not in (out or b"") + (err or b"")


# Hostile words

HOSTILE = {
    "escape": "\x1b[31mred\x1b[0m",
    "title": "\x1b]0;title\x07",
    "c1": "\x9b31m",
    "newline": "a\nb\r\nc\rd",
    "tab": "a\tb",
    "separators": "a\u2028b\u2029c\x85d\x0be\x0cf",
    "backspace": "abc\x08\x7f",
    "turned": "\u202eabc\u2066def\u200f",
    "joiners": "a\u200bb\ufeffc\u00adg",
    "long": "x" * 10_000,
    "byte": "\udcff",
    "markup": "[red]x[/]",
    "closing": "[/]",
    "link": "[link=http://a]b[/link]",
    "braces": "{name} {0} {} %s %(x)s",
    "emoji": ":smile: \U0001f600\u200d",
    "wide": "宽" * 300,
    "quotes": "\"“”'`$(id)",
    "digits": "٣٤٥²①",
    "combining": "e" + "\u0301" * 50,
}

PLACES: list[Callable[[str], tuple[str, ...]]] = [
    lambda text: (text,),
    lambda text: (f"--{text}",),
    lambda text: ("calc", text, "5"),
    lambda text: ("calc", "loan-interest", text),
    lambda text: ("calc", "loan-interest", "5", text),
    lambda text: ("calc", "loan-interest", "5", f"--{text}"),
    lambda text: ("calc", "loan-interest", "5", "--loan", text),
    lambda text: ("calc", "loan-interest", "5", "--loan", text, "--explain"),
    lambda text: ("calc", "loan-interest", "5", "--loan", text, "--format", "csv"),
    lambda text: ("calc", "loan-interest", "5", "--loan", text, "--format", "json"),
    lambda text: ("calc", "loan-interest", "5", "--enterprise-size", text),
    lambda text: ("calc", "loan-interest", "5", "--annual-revenue", text),
    lambda text: ("calc", "loan-interest", "5", "--loan-rate", text),
    lambda text: ("calc", "loan-interest", "5", "--on", text),
    lambda text: ("calc", "loan-interest", "5", "--measure", text),
    lambda text: ("calc", "loan-interest", "5", "--received", text),
    lambda text: ("calc", "loan-interest", "5", "--received", f"{text}=5@2021-01-15"),
    lambda text: ("calc", "loan-interest", "5", "--received", f"ip-pledge-interest={text}@2021-01-15"),
    lambda text: ("calc", "loan-interest", "5", "--received", f"ip-pledge-interest=5@{text}"),
    lambda text: ("calc", "loan-interest", "5", "--received-file", text),
    lambda text: ("calc", "loan-interest", "5", "--catalogue", text),
    lambda text: ("calc", "loan-interest", "5", "--format", text),
    lambda text: ("calc", "loan-interest", "5", "--lang", text),
    lambda text: ("calc", "loan-interest", "5", f"--strict={text}"),
    lambda text: ("calc", text, "--help"),
    lambda text: ("deadlines", "--kind", text),
    lambda text: ("deadlines", "--measure", text),
    lambda text: ("deadlines", "-o", f"missing/{text}"),
    lambda text: ("deadlines", "-o", f"file.{text}"),
    lambda text: ("due", text, "2021-04-28"),
    lambda text: ("due", "two-step-payment", text),
    lambda text: ("status", text),
    lambda text: ("status", text, "--help"),
    lambda text: ("show", text),
    lambda text: ("measures", "--search", text),
    lambda text: ("measures", "--search", text, "--format", "json"),
    lambda text: ("measures", "--input", text),
    lambda text: ("completion", text),
    lambda text: ("help", text),
    lambda text: ("help", "calc", text),
    lambda text: ("catalogue", text),
    lambda text: ("catalogue", "check", text),
    lambda text: ("catalogue", "export", text),
]


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_in_any_word_is_shown_as_text(text: str, run: Run, folder: Path) -> None:
    for place in PLACES:
        answer = run(*place(text))
        shown = answer.out + answer.err
        assert answer.code in (0, 2, 3)
        assert all(character == "\n" or character.isprintable() for character in shown), place(text)
        assert answer.code == 0 or (answer.out == "" and len(answer.err.splitlines()) == 1), place(text)
        assert all(len(line) < 2000 for line in answer.err.splitlines()), place(text)


@pytest.mark.parametrize("form", ["json", "csv", "txt"])
def test_a_name_that_is_no_unicode_is_written_or_refused(form: str, run: Run, folder: Path) -> None:
    answer = run("calc", "loan-interest", "5", *DAYS, "--loan", "\udcff", "-o", f"out.{form}")
    assert answer.code in (0, 2)
    assert Path(f"out.{form}").exists() is (answer.code == 0)


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_in_a_register_is_shown_as_text(text: str, run: Run, folder: Path) -> None:
    quoted = '"' + text.replace('"', '""') + '"'
    for row in (f"{quoted},5,2021-01-15", f"rd-expense,{quoted},2021-01-15", f"rd-expense,5,{quoted}"):
        Path("register.csv").write_bytes(f"measure,amount,on\n{row}\n".encode("utf-8", "surrogateescape"))
        answer = run(*CALC, "--received-file", "register.csv")
        assert (answer.code, answer.out) == (3, "")
        assert all(character.isprintable() for line in answer.err.split("\n") for character in line)


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_lines_are_shown_as_text(text: str, run: Run, stdin: Stdin) -> None:
    content = text.encode("utf-8", "surrogateescape") + b"\0\n"
    stdin(content)
    answer = run("calc", "rd-expense", "-", *DAYS)
    assert (answer.code, answer.out) == (2, "\n" * content.count(b"\n"))
    assert all(character == "\n" or character.isprintable() for character in answer.err)
    assert len(answer.err.splitlines()) == content.count(b"\n")


KNOWN = [
    *(
        "calc",
        "deadlines",
        "due",
        "status",
        "measures",
        "show",
        "completion",
        "help",
        "version",
        "catalogue",
        "check",
        "bash",
        "-",
        "--",
        "-h",
        "--help",
        "--version",
    ),
    *(
        "loan-interest",
        "loan-loss",
        "rd-expense",
        "ip-pledge-interest",
        "office-rent",
        "two-step-payment",
        "first-product",
        "training-cost",
    ),
    *("--on", "--as-of", "--before", "--after", "--kind", "ends", "--measure", "--search", "--input", "--received", "--received-file"),
    *("--strict", "--explain", "--format", "json", "csv", "table", "amount", "-o", "out.json", "--lang", "en", "--catalogue", "sound.toml"),
    *(
        "2021-03-20",
        "20211231",
        "5",
        "1.2亿",
        "4.6%",
        "rd-expense=5@2021-01-15",
        "--loan",
        "--loan-rate",
        "--ip-pledged",
        "--no-ip-pledged",
    ),
    *("--reinsured-amount", "--enterprise-size", "micro", "--developed-on", "--parent-assets-usd", "--foreign-share", "--contract-rank"),
]
# What no shell can hand over (NUL) is left out, and the slash, so that nothing is written elsewhere.
_CHARACTERS = st.characters(codec=None, exclude_characters="/\0", exclude_categories=["Cs"]) | st.sampled_from("\udc80\udcff")
WORDS = st.lists(
    st.sampled_from(KNOWN) | st.text(_CHARACTERS, max_size=12) | st.sampled_from(KNOWN).map(lambda word: f"{word}="), max_size=8
)


@contextlib.contextmanager
def somewhere(content: bytes) -> Iterator[None]:
    """A fresh folder with a catalogue in it, and these bytes as standard input."""
    stdin = sys.stdin
    with tempfile.TemporaryDirectory() as place, contextlib.chdir(place):
        Path("sound.toml").write_bytes(SOUND.read_bytes())
        sys.stdin = io.TextIOWrapper(io.BytesIO(content), "utf-8")
        try:
            yield
        finally:
            sys.stdin = stdin


@settings(max_examples=300, deadline=None)
@given(WORDS, st.binary(max_size=20))
@example(["measures", "--search", "nothing says this"], b"")
@example(["--catalogue", "sound.toml", "show", "x"], b"")
def test_no_words_whatsoever_are_a_traceback(words: list[str], content: bytes) -> None:
    with somewhere(content):
        out, err = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            code = main(words)
        assert code in (0, 2, 3)
        assert code == 0 or err.getvalue()


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(["loan-interest", "loan-loss", "rd-expense", "contract-value"]), WORDS, st.binary(max_size=20))
@example("loan-loss", ["--reinsured-amount", "5"], b"")
def test_no_words_after_an_input_are_a_traceback(input: str, words: list[str], content: bytes) -> None:
    with somewhere(content):
        out, err = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            code = main(["calc", input, *words])
        assert code in (0, 2, 3)
        assert code == 0 or err.getvalue()


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=200))
@example(b"")
@example("1\u2028\n".encode())
@example(b"\xef\xbb\xbf5\n")
def test_every_line_whatsoever_gets_one_answer(content: bytes) -> None:
    with somewhere(content):
        out, err = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            code = main(["calc", "rd-expense", "-", "--quiet", *DAYS])
    lines = content.count(b"\n") + (not content.endswith(b"\n") and content != b"")
    assert out.getvalue().count("\n") == lines
    assert code == (2 if err.getvalue() else 0)
