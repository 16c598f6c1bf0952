"""What CONTRIBUTING says that an addition touches is all that it takes: four diffs, each applied to a copy of the program, that work.

Where one no longer applies, make the change in a copy by hand and write `git diff` into tests/diffs.
"""

import csv
import io
import json
import re
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from tests.additions import DIFFS, ROOT, Copy, apply, put, surroundings

DAYS = ("--on", "2021-03-20", "--as-of", "2021-04-01")
FOREIGN = ("--catalogue", "catalogue.toml")
# What stands in CONTRIBUTING for each, and what NAME is there.
ADDITIONS = {
    "format": ("an output format", "markdown"),
    "command": ("a command", "documents"),
    "fact-kind": ("a kind of fact", ""),
    "benefit-kind": ("a kind of benefit", ""),
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("additions")


@cache
def copy_of(name: str, folder: Path) -> Copy:
    return Copy(name, folder / name)


@pytest.fixture(scope="module")
def formatted(folder: Path) -> Copy:
    return copy_of("format", folder)


@pytest.fixture(scope="module")
def commanded(folder: Path) -> Copy:
    return copy_of("command", folder)


@pytest.fixture(scope="module")
def areas(folder: Path) -> Copy:
    return copy_of("fact-kind", folder)


@pytest.fixture(scope="module")
def heated(folder: Path) -> Copy:
    return copy_of("benefit-kind", folder)


@pytest.mark.parametrize("name", ADDITIONS)
def test_an_addition_touches_what_contributing_says_and_nothing_else(name: str, folder: Path) -> None:
    said, new = ADDITIONS[name]
    row = re.search(rf"^\| {said} \|(.*)\|$", (ROOT / "CONTRIBUTING.md").read_text("utf-8"), re.MULTILINE)
    assert row is not None
    files = re.findall(r"`([\w/]+\.py)`", row[1])
    assert copy_of(name, folder).touched == {f"bjsubsidy/{file.replace('NAME', new)}" for file in files}


def test_every_diff_is_tried() -> None:
    assert {path.stem for path in DIFFS.glob("*.diff")} == set(ADDITIONS)


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ('Format("html"', 'Format("htm"', "format.diff no longer applies to bjsubsidy/writers/__init__.py"),
        ("a/bjsubsidy/writers/__init__.py\n+++ b/", "a/x\n+++ b/gone/", "format.diff no longer applies: gone/.* is not there"),
        ("--- /dev/null", "--- a/bjsubsidy/writers/markdown.py", "format.diff no longer applies: bjsubsidy/writers/markdown.py is not"),
        ("b/bjsubsidy/writers/markdown.py", "b/bjsubsidy/writers/csv.py", "bjsubsidy/writers/csv.py is already there"),
    ],
)
def test_a_diff_that_no_longer_applies_says_which_and_where(before: str, after: str, said: str, tmp_path: Path) -> None:
    (tmp_path / "bjsubsidy" / "writers").mkdir(parents=True)
    for name in ("__init__.py", "csv.py"):
        (tmp_path / "bjsubsidy" / "writers" / name).write_bytes((ROOT / "bjsubsidy" / "writers" / name).read_bytes())
    diff = (DIFFS / "format.diff").read_text("utf-8")
    assert before in diff
    with pytest.raises(pytest.fail.Exception, match=said):
        apply("format", diff.replace(before, after), tmp_path)


def test_the_program_with_all_of_them_keeps_to_the_house(tmp_path: Path) -> None:
    for part in ("bjsubsidy", "data", "pyproject.toml", "examples", "tests/__init__.py", "tests/conftest.py", "tests/test_house.py"):
        put(part, tmp_path)
    for name in ADDITIONS:
        apply(name, (DIFFS / f"{name}.diff").read_text("utf-8"), tmp_path)
    words = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", "tests/test_house.py"]
    done = subprocess.run(words, cwd=tmp_path, env=surroundings(tmp_path), capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout


# A format


def test_a_new_format_draws_what_every_command_answers(formatted: Copy) -> None:
    answer = formatted.run("calc", "loan-interest", "1200000", *DAYS, "--format", "markdown")
    claims = json.loads(formatted.run("calc", "loan-interest", "1200000", *DAYS, "--format", "json").out)["assessments"]
    assert (answer.code, answer.err) == (0, "")
    highs = [f"{int(claim['high'][:-3]):,}{claim['high'][-3:]}" for claim in claims]
    rows = [line for line in answer.out.splitlines() if "unconfirmed |" in line]
    assert [row.split(" | ")[4] for row in rows] == highs == ["480,000.00"] * 3
    assert "| --- | --- | --- | --: | --: | --- |" in answer.out.splitlines()
    assert formatted.run("status", "regional-headquarters", "--on", "2021-03-20", "--format", "markdown").out.count("| ? unknown |") == 3


def test_a_new_format_is_known_by_its_ending_and_stands_in_every_help(formatted: Copy) -> None:
    assert formatted.run("due", "complaint-decision", "2021-03-01", "-o", "due.md").code == 0
    assert (formatted.folder / "due.md").read_text("utf-8").count("| 2021-03-15 |") == 1
    for command, formats in (("deadlines", "html|markdown|ics"), ("sweep", "html|markdown"), ("batch", "parquet|table")):
        words = (command, "loan-interest") if command == "sweep" else (command,)
        assert re.search(rf"--format [a-z|]*{re.escape(formats)}[ │]", formatted.run(*words, "--help").out)
    assert formatted.run("batch", "x.csv", "--format", "markdown").code == 2


# A command


def test_a_new_command_answers_in_every_format(commanded: Copy) -> None:
    words = ("documents", "--input", "贷款利息")
    rows = list(csv.DictReader(io.StringIO(commanded.run(*words, "--format", "csv").out)))
    told = json.loads(commanded.run(*words, "--format", "json").out)["documents"]
    measures = {"tech-credit-interest", "first-product-interest", "ip-pledge-interest"}
    assert {row["measures"] for row in rows} == {measure for document in told for measure in document["measures"]} == measures
    table = commanded.run(*words)
    assert (table.code, table.err, [row["id"] in table.out for row in rows]) == (0, "", [True] * 3)
    assert commanded.run(*words, "-o", "documents.xlsx").code == 0
    assert (commanded.folder / "documents.xlsx").read_bytes()[:2] == b"PK"


def test_a_new_command_stands_in_the_help_with_its_example(commanded: Copy) -> None:
    assert "documents" in commanded.run("--help").out
    page = commanded.run("documents", "--help").out
    assert page == commanded.run("help", "documents").out
    example = page.splitlines()[0].removeprefix("Example: bjsubsidy ")
    assert commanded.run(*example.split()).code == 0
    assert "--format table|json|csv|xlsx|html" in page
    assert commanded.run("documens").err.rstrip().endswith("Did you mean documents?")
    assert commanded.run("documents", "--input", "x").err.startswith("--input: there is no input “x”")


# A kind of fact: an area in square metres


@pytest.mark.parametrize(
    ("written", "verdict", "kept"),
    [
        ("1,200.50平方米", "eligible", "1200.5"),
        ("１２００.５㎡", "eligible", "1200.5"),
        ("1200.51", "ineligible", "1200.51"),
    ],
)
def test_an_amount_under_a_fact_of_a_new_kind(written: str, verdict: str, kept: str, areas: Copy) -> None:
    answer = areas.run("calc", "shop-rent", "10000", "--floor-area", written, *DAYS, "--format", "json", *FOREIGN)
    told = json.loads(answer.out)
    assert told["facts"] == {"floor-area": kept}
    assert [(claim["verdict"], claim["high"]) for claim in told["assessments"]] == [
        (verdict, "3000.00" if verdict == "eligible" else "0.00")
    ]


def test_a_fact_of_a_new_kind_in_words_and_in_the_help(areas: Copy) -> None:
    shown = areas.run("calc", "shop-rent", "10000", "--floor-area", "1200.51", *DAYS, "--explain", *FOREIGN).out
    assert "given: floor area 1,200.51 square metres" in shown
    assert "floor area is at most 1,200.5 square metres (given 1,200.51 square metres)" in shown
    assert "--floor-area AREA" in areas.run("calc", "shop-rent", "--help", *FOREIGN).out
    assert '# floor-area = ""   # How large is the floor area?' in areas.run("plan", "--new", *FOREIGN).out
    assert areas.run("catalogue", "check", "catalogue.toml").code == 0
    refused = areas.run("calc", "shop-rent", "10000", "--floor-area", "3 acres", *FOREIGN)
    assert refused.err.startswith("--floor-area: cannot read the area “3 acres”: it is not an area.")


def test_a_profile_says_a_fact_of_a_new_kind_and_asks_for_it(areas: Copy) -> None:
    item = '[[item]]\nlabel = "{}"\ninput = "shop-rent"\namount = "{}"\non = 2021-03-20\n'
    items = (item.format("a", 10000) + "floor-area = 1200.5\n", item.format("b", 20000), item.format("c", 40000) + 'floor-area = "1,201"\n')
    (areas.folder / "firm.toml").write_text("as-of = 2021-04-01\n" + "".join(items), "utf-8")
    told = json.loads(areas.run("plan", "firm.toml", "--format", "json", *FOREIGN).out)
    assert [(claim["item"], claim["verdict"], claim["high"]) for claim in told["claims"]] == [
        ("a", "eligible", "3000.00"),
        ("b", "unconfirmed", "6000.00"),
    ]
    assert [(question["fact"], question["amount"]) for question in told["questions"]] == [("floor-area", "6000.00")]


def test_a_table_says_a_fact_of_a_new_kind_in_a_column(areas: Copy) -> None:
    said = ["1200.5", '"1,200.50平方米"', "1200.51", "", "large"]
    rows = "".join(f"{firm},shop-rent,10000,2021-03-20,{area}\n" for firm, area in zip("ABCDE", said, strict=True))
    (areas.folder / "rents.csv").write_text("enterprise,input,amount,on,floor area\n" + rows, "utf-8")
    for best in ([], ["--best"]):
        answer = areas.run("batch", "rents.csv", "--as-of", "2021-04-01", "--plain", *best, *FOREIGN)
        found = [(row["enterprise"], row["verdict"], row["high"]) for row in csv.DictReader(io.StringIO(answer.out))]
        unpaid = [] if best else [("C", "ineligible", "0.00")]
        rest = [("D", "unconfirmed", "3000.00"), ("E", "", "0.00")]
        assert found == [("A", "eligible", "3000.00"), ("B", "eligible", "3000.00"), *unpaid, *rest]
        assert "floor area: cannot read the area “large”" in answer.out


# A kind of benefit: a rate of what is above a printed amount


@pytest.mark.parametrize(
    ("amount", "high"),
    [("29999.99", "0.00"), ("30000.04", "0.01"), ("100000.03", "8750.00"), ("430000", "50000.00"), ("9000000", "50000.00")],
)
def test_an_amount_under_a_new_kind_of_benefit(amount: str, high: str, heated: Copy) -> None:
    answer = heated.run("calc", "heating-cost", amount, "--pledged", *DAYS, "--format", "amount", *FOREIGN)
    assert (answer.code, answer.out) == (0, f"{high}\n")


def test_a_new_kind_of_benefit_is_solved_and_told_in_words(heated: Copy) -> None:
    words = ("heating-cost", "--pledged", *DAYS, *FOREIGN)
    swept = json.loads(heated.run("sweep", *words, "--reach", "50000", "--format", "json").out)
    assert [(point["kind"], point["amount"]) for point in swept["breakpoints"]] == [
        ("start", "0.00"),
        ("pays", "30000.00"),
        ("cap", "430000.00"),
    ]
    assert "429,999.96" in heated.run("sweep", *words, "--reach", "50000").out
    working = heated.run("calc", "heating-cost", "100000.03", "--pledged", *DAYS, "--explain", *FOREIGN).out
    assert "= 100,000.03 - 30,000.00 = 70,000.03" in working
    assert "(heating cost less 30,000.00 yuan, but not below zero) × 12.5%" in heated.run("show", "heating-support", *FOREIGN).out
    assert heated.run("catalogue", "check", "catalogue.toml").code == 0


def test_a_plan_and_a_table_claim_a_new_kind_of_benefit(heated: Copy) -> None:
    item = '[[item]]\nlabel = "{0}"\ninput = "heating-cost"\namount = "{0}"\non = 2021-03-20\npledged = true\n'
    (heated.folder / "firm.toml").write_text("as-of = 2021-04-01\n" + item.format("100000.03") + item.format("400000"), "utf-8")
    planned = json.loads(heated.run("plan", "firm.toml", "--format", "json", *FOREIGN).out)
    assert [claim["high"] for claim in planned["claims"]] == ["8750.00", "41250.00"]
    rows = ["A,heating-cost,29999.99,2021-03-20,yes", "A,heating-cost,100000.03,2021-03-20,yes", "A,heating-cost,400000,2021-03-21,yes"]
    (heated.folder / "costs.csv").write_text("\n".join(["enterprise,input,amount,on,pledged", *rows]) + "\n", "utf-8")
    answer = heated.run("batch", "costs.csv", "--as-of", "2021-04-01", "--plain", *FOREIGN)
    found = list(csv.DictReader(io.StringIO(answer.out)))
    assert [(row["high"], row["remaining"]) for row in found] == [("0.00", "50000.00"), ("8750.00", "41250.00"), ("41250.00", "0.00")]
