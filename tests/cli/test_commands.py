"""The commands as a person and a script call them."""

import io
import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from bjsubsidy.cli import language
from bjsubsidy.law.catalogue import Catalogue
from tests.conftest import Run

DAYS = ("--on", "2021-03-20", "--as-of", "2021-04-01")


@pytest.mark.parametrize(
    ("words", "environment", "expected"),
    [
        ([], {}, "zh"),
        ([], {"LANG": "C.UTF-8"}, "zh"),
        ([], {"LANG": "en_GB.UTF-8"}, "en"),
        ([], {"LC_ALL": "zh_CN.UTF-8", "LANG": "en_US.UTF-8"}, "zh"),
        ([], {"LC_ALL": "", "LC_MESSAGES": "en_US", "LANG": "zh_CN"}, "en"),
        (["--lang", "en"], {"LANG": "zh_CN"}, "en"),
        (["calc", "--lang=zh"], {"LANG": "en_US"}, "zh"),
        ([], {"BJSUBSIDY_LANG": "en"}, "en"),
        ([], {"BJSUBSIDY_LANG": "zh", "LC_ALL": "en_GB"}, "zh"),
        (["--lang", "zh"], {"BJSUBSIDY_LANG": "en"}, "zh"),
    ],
)
def test_the_language_is_asked_for_or_the_environments_or_chinese(words: list[str], environment: dict[str, str], expected: str) -> None:
    assert language(words, environment) == expected


def test_days_left_out_are_today(run: Run) -> None:
    answer = json.loads(run("calc", "rd-expense", "100", "--format", "json").out)
    assert answer["on"] == answer["as_of"] == date.today().isoformat()


def test_common_options_may_stand_before_the_command(run: Run) -> None:
    assert run("--lang", "en", "--format", "amount", "calc", "loan-interest", "1200000", *DAYS).out == "480000.00\n"


def test_strict_counts_unconfirmed_as_nothing(run: Run) -> None:
    assert run("calc", "loan-interest", "1200000", *DAYS, "--format", "amount").out == "480000.00\n"
    assert run("calc", "loan-interest", "1200000", *DAYS, "--format", "amount", "--strict").out == "0.00\n"
    assert run("calc", "port-construction-fee", "100", *DAYS, "--format", "amount", "--strict").out == "100.00\n"


def test_a_caution_goes_to_standard_error_where_the_format_has_no_place(run: Run) -> None:
    result = run("calc", "rd-expense", "100", "--on", "2021-04-01", "--as-of", "2021-04-01", "--format", "amount", "--lang", "en")
    assert result.out == "100.00\n"
    assert [("2021-03-31" in line) for line in result.err.splitlines()] == [True, False]


def test_measures_can_be_chosen(run: Run) -> None:
    result = run("calc", "loan-interest", "1200000", *DAYS, "--measure", "tech-credit-interest", "--format", "json")
    assert [assessment["measure"] for assessment in json.loads(result.out)["assessments"]] == ["tech-credit-interest"]


@pytest.fixture
def stdin(monkeypatch: pytest.MonkeyPatch) -> "Stdin":
    return Stdin(monkeypatch)


class Stdin:
    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.monkeypatch = monkeypatch

    def holds(self, content: bytes) -> None:
        self.monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))


def test_many_amounts_give_one_line_each(run: Run, stdin: Stdin) -> None:
    stdin.holds("﻿1200000\n120万\r\n１００\n".encode())
    assert run("calc", "loan-interest", "-", *DAYS).out == "480000.00\n480000.00\n40.00\n"


def test_many_amounts_as_csv_have_a_heading_and_one_line_each(run: Run, stdin: Stdin) -> None:
    stdin.holds(b"1200000\n100\n")
    assert run("calc", "fund-excess-return", "-", *DAYS, "--fund-liquidated", "--satellite-fund", "--format", "csv").out.splitlines() == [
        "amount,best,verdict,bound,low,high,uncapped",
        "1200000.00,satellite-fund-award,eligible,range,120000.00,240000.00,240000.00",
        "100.00,satellite-fund-award,eligible,range,10.00,20.00,20.00",
    ]


def test_many_amounts_as_json_are_one_document_a_line(run: Run, stdin: Stdin) -> None:
    stdin.holds(b"1200000\n100")
    lines = run("calc", "loan-interest", "-", *DAYS, "--format", "json").out.splitlines()
    assert [json.loads(line)["amount"] for line in lines] == ["1200000.00", "100.00"]


def test_many_amounts_that_nothing_pays_give_zero(run: Run, stdin: Stdin) -> None:
    stdin.holds(b"100\n")
    assert run("calc", "sewage-fee", "-", "--on", "2022-01-01", "--as-of", "2022-01-01", "--format", "csv").out.splitlines()[1] == (
        "100.00,,,,0.00,0.00,"
    )


def test_many_amounts_can_be_written_into_a_file(run: Run, stdin: Stdin, tmp_path: Path) -> None:
    stdin.holds(b"1200000\nx\n")
    result = run("calc", "loan-interest", "-", *DAYS, "-o", str(tmp_path / "a.csv"))
    assert (result.code, result.out) == (2, "")
    assert (tmp_path / "a.csv").read_text("utf-8").splitlines()[1:] == [
        "1200000.00,first-product-interest,unconfirmed,exact,0.00,480000.00,480000.00",
        ",,,,,,",
    ]


@pytest.mark.parametrize(("name", "begins"), [("a.json", "{"), ("a.csv", "\ufeffdate,kind"), ("a.txt", "日期"), ("a", "日期")])
def test_the_ending_of_a_file_chooses_the_format(name: str, begins: str, run: Run, tmp_path: Path) -> None:
    result = run("deadlines", "-o", str(tmp_path / name))
    assert result == (0, "", "")
    assert (tmp_path / name).read_text("utf-8").startswith(begins)


def test_a_file_is_replaced_whole_and_keeps_its_mode(run: Run, tmp_path: Path) -> None:
    place = tmp_path / "a.json"
    place.write_text("before")
    place.chmod(0o640)
    assert run("deadlines", "-o", str(place)).code == 0
    assert json.loads(place.read_text("utf-8"))["schema"] == "bjsubsidy/deadlines/1"
    assert place.stat().st_mode & 0o777 == 0o640
    assert [path.name for path in tmp_path.iterdir()] == ["a.json"]


def test_a_link_is_written_through(run: Run, tmp_path: Path) -> None:
    (tmp_path / "real.json").write_text("before")
    (tmp_path / "link.json").symlink_to(tmp_path / "real.json")
    assert run("deadlines", "-o", str(tmp_path / "link.json")).code == 0
    assert (tmp_path / "link.json").is_symlink()
    assert (tmp_path / "real.json").read_text("utf-8").startswith("{")


def test_a_device_is_written_and_not_replaced(run: Run) -> None:
    assert run("deadlines", "--format", "json", "-o", os.devnull).code == 0
    assert not Path(os.devnull).is_file()


def test_a_terminal_that_lacks_the_letters_gets_replacements() -> None:
    environment = {**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    done = subprocess.run([sys.executable, "-m", "bjsubsidy", "deadlines"], env=environment, capture_output=True, check=True)
    assert b"2021-06-30" in done.stdout
    assert done.stderr == b""


def test_the_version_names_edition_and_catalogue(run: Run, catalogue: Catalogue) -> None:
    out = run("--version").out
    assert "2021Q1" in out
    assert catalogue.sha256 in out


@pytest.mark.parametrize("words", [("version",), ("--version",)])
def test_a_script_reads_the_version_as_it_reads_any_answer(words: tuple[str, ...], run: Run, catalogue: Catalogue, tmp_path: Path) -> None:
    document = json.loads(run(*words, "--format", "json").out)
    assert document["schema"] == "bjsubsidy/version/1"
    assert document["catalogue"] == {"edition": "2021Q1", "sha256": catalogue.sha256}
    assert document["until"] == "2021-03-31"
    assert run(*words, "--format", "csv").out.splitlines()[0] == "program,edition,until,sha256"
    assert run(*words, "--format", "ics").err.startswith("version 没有格式“ics”")


def test_a_help_page_goes_into_a_file_as_it_is_printed(run: Run, tmp_path: Path) -> None:
    assert run("help", "calc", "-o", str(tmp_path / "calc.txt")).out == ""
    assert (tmp_path / "calc.txt").read_text("utf-8") == run("help", "calc").out


@pytest.mark.parametrize(
    "words",
    [("--help",), ("calc", "--help"), ("status", "--help"), ("status", "first-product", "-h"), ("deadlines", "--help"), ("due", "-h")],
)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_command_shows_its_usage(words: tuple[str, ...], lang: str, run: Run) -> None:
    result = run(*words, "--lang", lang)
    assert (result.code, result.err) == (0, "")
    assert ("用法：" in result.out) is (lang == "zh")
    assert result.out.startswith("例：bjsubsidy " if lang == "zh" else "Example: bjsubsidy ")


def test_help_of_an_input_lists_exactly_the_facts_its_measures_ask(run: Run, catalogue: Catalogue) -> None:
    for input in catalogue.rows("input"):
        measures = catalogue.measures_on(input)
        if measures:
            asked = {fact for measure in measures for fact in measure.asks(catalogue)}
            out = run("calc", input, "--help").out
            assert {fact for fact in catalogue.rows("fact") if f"│ --{fact} " in out} == asked


@pytest.mark.parametrize("form", ["table", "html"])
@pytest.mark.parametrize(("lang", "said"), [("zh", "2027-01-07 星期四到期（暂定）"), ("en", "2027-01-07, Thursday (provisional)")])
def test_what_a_client_is_sent_says_that_a_day_is_provisional(form: str, lang: str, said: str, run: Run) -> None:
    mark = said[said.index("(" if lang == "en" else "（") :]
    assert said in run("due", "two-step-payment", "2026-12-20", "--format", form, "--lang", lang).out
    assert mark not in run("due", "two-step-payment", "2021-04-28", "--format", form, "--lang", lang).out


def test_a_provisional_day_is_given_with_a_line_on_standard_error(run: Run) -> None:
    result = run("due", "complaint-decision", "2150-01-01", "--format", "json", "--lang", "en")
    assert (result.code, json.loads(result.out)["provisional"]) == (0, True)
    assert result.err.count("\n") == 1


def test_a_receipt_on_the_line_and_in_the_register_counts_once(run: Run, tmp_path: Path) -> None:
    register = tmp_path / "received.csv"
    register.write_text("measure,amount,on\ntech-credit-interest,300000,2021-03-20\n", "utf-8")
    facts = "--enterprise-size small --in-zhongguancun --technology-enterprise --tech-credit-product --published-conditions-met"
    asked = (
        f"calc loan-interest 1250000 {facts} --measure tech-credit-interest --on 2021-03-20 --as-of 2021-04-01 --format amount --lang en"
    )
    received = ("--received", "tech-credit-interest=300000@2021-03-20", "--received-file", str(register))
    answer = run(*asked.split(), *received)
    assert (answer.code, answer.out) == (0, "200000.00\n")
    said = f"note: tech-credit-interest 300000.00@2021-03-20 is --received no. 1 and stands in {register}:2 too: it counts once\n"
    assert said in answer.err


IGNORED = {
    "plan f.toml --ask --against g.toml": ("--ask 不能与 --against 同用", "--ask cannot be used with --against"),
    "plan --new --strict": ("--new 不能与 --strict 同用", "--new cannot be used with --strict"),
    "plan --new --ask": ("--new 不能与 --ask 同用", "--new cannot be used with --ask"),
    "plan --new --on 2021-03-20": ("--new 不能与 --on 同用", "--new cannot be used with --on"),
    "batch f.csv --limit 3": ("--limit 只与 --best 同用", "--limit can be used with --best only"),
    "batch f.csv --master local": ("--master 只与 --engine spark 同用", "--master can be used with --engine spark only"),
    "batch --new -o x.xlsx --strict": ("--new 不能与 --strict 同用", "--new cannot be used with --strict"),
}


@pytest.mark.parametrize("line", IGNORED)
def test_an_option_that_nothing_would_look_at_is_refused(line: str, run: Run) -> None:
    for lang, said in zip(("zh", "en"), IGNORED[line], strict=True):
        answer = run(*line.split(), "--lang", lang)
        assert (answer.code, answer.out, answer.err.count("\n")) == (2, "", 1)
        assert answer.err.startswith(said)


def test_a_variable_is_no_option_that_is_refused(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BJSUBSIDY_AS_OF", "2021-04-01")
    assert run("plan", "--new").code == 0
    assert run("batch", "--new", "-o", str(tmp_path / "new.xlsx")).code == 0


@pytest.mark.parametrize(("lang", "ours", "items"), [("zh", "判断之日", "发生日"), ("en", "day of judging", "day of the item")])
def test_a_status_calls_its_day_by_one_word(lang: str, ours: str, items: str, run: Run) -> None:
    for form in ("table", "json"):
        words = ("--on", "2022-01-01", "--developed-on", "2023-01-01", "--format", form, "--lang", lang)
        answer = run("status", "first-product", *words)
        assert answer.code == 0
        assert ours in answer.out
        assert items not in answer.out + answer.err
