"""The sheet of questions of a plan, filled in by another library and read back: answers, and every fault at its cell."""

import json
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from bjsubsidy.errors import Problem, UnreadableFile, UnusableFile
from bjsubsidy.law.catalogue import Catalogue
from bjsubsidy.law.firm import Profile
from bjsubsidy.readers.profile import read_profile
from bjsubsidy.readers.questionnaire import with_answers
from tests.conftest import Run

PROFILE = """as-of = 2021-04-10
[enterprise]
name = "甲"
in-zhongguancun = true
[[item]]
label = "=利息, A"
input = "loan-interest"
amount = "100万"
on = 2021-03-20
[[item]]
label = "利息 B"
input = "loan-interest"
amount = "40万"
on = 2021-03-20
ip-pledged = true
[[item]]
label = "研发"
input = "rd-expense"
amount = "30万"
on = 2021-03-20
enterprise-size = "large"
"""
EXAMPLE = str(Path(__file__).parents[2] / "examples" / "firm.toml")
Cells = Mapping[tuple[str, str], Any]
Fill = Callable[[Cells], Path]


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    path = tmp_path / "firm.toml"
    path.write_text(PROFILE, "utf-8")
    return path


@pytest.fixture(params=["zh", "en"])
def fill(request: pytest.FixtureRequest, run: Run, profile: Path, tmp_path: Path, catalogue: Catalogue) -> Fill:
    """Answers by fact and label, written by openpyxl into the workbook of the plan, in both languages."""

    def filled(answers: Cells) -> Path:
        path = tmp_path / "questions.xlsx"
        assert run("plan", str(profile), "-o", str(path), "--lang", request.param).code == 0
        book = openpyxl.load_workbook(path)
        sheet = book["问题" if request.param == "zh" else "questions"]
        names = {catalogue.fact(id).name.in_(request.param): id for id in catalogue.rows("fact")}
        rows = {(names[str(row[0].value)], row[1].value or ""): row for row in sheet.iter_rows(min_row=2)}
        for key, value in answers.items():
            rows[key][5].value = value
        book.save(path)
        return path

    return filled


def read(profile: Path, catalogue: Catalogue) -> Profile:
    return read_profile(str(profile), catalogue, None, None, date(2021, 4, 10))


def taken(profile: Profile, path: Path, catalogue: Catalogue) -> Profile:
    return with_answers(profile, [str(path)], catalogue)[0]


def facts(profile: Profile, label: str) -> dict[str, Any]:
    return next(dict(labelled.item.facts) for labelled in profile.items if labelled.label == label)


def test_a_fact_of_the_firm_holds_for_every_item_that_does_not_say_otherwise(profile: Path, fill: Fill, catalogue: Catalogue) -> None:
    given = taken(read(profile, catalogue), fill({("enterprise-size", ""): "small"}), catalogue)
    assert given.facts["enterprise-size"] == "small"
    assert [facts(given, label)["enterprise-size"] for label in ("=利息, A", "利息 B", "研发")] == ["small", "small", "large"]


def test_a_fact_of_an_item_holds_for_that_item_only(profile: Path, fill: Fill, catalogue: Catalogue) -> None:
    path = fill({("tech-credit-product", "=利息, A"): "是", ("loan-rate", "利息 B"): "4.6%", ("loan-date", "利息 B"): date(2021, 1, 8)})
    given = taken(read(profile, catalogue), path, catalogue)
    assert facts(given, "=利息, A")["tech-credit-product"] is True
    assert "tech-credit-product" not in facts(given, "利息 B")
    assert facts(given, "利息 B")["loan-date"] == date(2021, 1, 8)
    assert "loan-date" not in facts(given, "=利息, A")


@pytest.mark.parametrize(
    ("fact", "cell", "value"),
    [
        ("annual-revenue", "1.8亿", 18_000_000_000),
        ("annual-revenue", 180000000, 18_000_000_000),
        ("annual-revenue", 180000000.05, 18_000_000_005),
        ("technology-enterprise", True, True),
        ("technology-enterprise", 0, False),
        ("technology-enterprise", "否", False),
        ("enterprise-size", "小型企业", "small"),
        ("first-product-level", "domestic", "domestic"),
    ],
)
def test_a_cell_is_read_as_a_person_would_have_typed_it(
    fact: str, cell: Any, value: Any, profile: Path, fill: Fill, catalogue: Catalogue
) -> None:
    given = taken(read(profile, catalogue), fill({(fact, ""): cell}), catalogue)
    assert given.facts[fact] == value


@pytest.mark.parametrize("named", ["enterprise-size", "企业规模", "Enterprise size"])
def test_a_fact_may_be_called_by_its_name(named: str, profile: Path, catalogue: Catalogue) -> None:
    given = taken(read(profile, catalogue), fill_another(profile, {(named, ""): "small"}), catalogue)
    assert given.facts["enterprise-size"] == "small"


def test_a_blank_answer_leaves_a_fact_unknown(profile: Path, fill: Fill, catalogue: Catalogue) -> None:
    before = read(profile, catalogue)
    assert taken(before, fill({}), catalogue) == before
    assert taken(before, fill({("enterprise-size", ""): "  "}), catalogue) == before


def test_an_answer_changes_the_plan(profile: Path, fill: Fill, run: Run) -> None:
    path = fill({("published-conditions-met", ""): "yes", ("tech-credit-product", "=利息, A"): "yes", ("enterprise-size", ""): "small"})
    more = fill_another(path, {("technology-enterprise", ""): "yes"})
    one = run("plan", str(profile), "--format", "csv", "--answers", str(path)).out
    both = run("plan", str(profile), "--format", "csv", "--answers", str(path), "--answers", str(more)).out
    eligible = "tech-credit-interest,eligible,exact,grant,400000.00,400000.00"
    assert eligible not in one
    assert eligible in both


def fill_another(path: Path, answers: Cells) -> Path:
    """A second workbook, as another client would send it: only the three headings, in another place and order."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["notes"])
    sheet.append([None, "answer (fill in)", "item", "fact"])
    for (fact, label), value in answers.items():
        sheet.append([None, value, label or None, fact])
    place = path.with_name("another.xlsx")
    book.save(place)
    return place


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({("loan-rate", "利息 B"): "4.6"}, "4.6"),
        ({("enterprise-size", ""): "huge"}, "huge"),
        ({("loan-date", "利息 B"): "2021-02-30"}, "2021-02-30"),
        ({("technology-enterprise", ""): "maybe"}, "maybe"),
    ],
)
def test_an_answer_that_cannot_be_read_is_named_with_its_cell(
    answers: Cells, said: str, profile: Path, fill: Fill, catalogue: Catalogue
) -> None:
    with pytest.raises(UnusableFile) as refused:
        taken(read(profile, catalogue), fill(answers), catalogue)
    (fault,) = refused.value.faults
    assert said in fault.sentence("en")
    assert "!F" in fault.sentence("zh")


FAULTS: dict[str, tuple[dict[tuple[str, str], Any], str]] = {
    "no such fact": ({("no-such", ""): "yes"}, "there is no fact “no-such”"),
    "no such item": ({("ip-pledged", "C"): "yes"}, "the profile has no item “C”, or more than one"),
    "an item's fact without its item": ({("ip-pledged", ""): "yes"}, "“IP pledged” is about an item, and the row names none"),
    "not asked of the item": ({("ip-pledged", "研发"): "yes"}, "no measure on rd-expense asks for “ip-pledged”"),
    "other than the profile says": ({("in-zhongguancun", ""): "no"}, "the profile has another answer to “in Zhongguancun”"),
    "other than the item says": ({("ip-pledged", "利息 B"): "no"}, "the profile has another answer to “IP pledged”"),
}


BANK = """[[item]]
label = "损失"
input = "loan-loss"
amount = "100"
institution = "bank"
on = 2021-03-20
"""


@pytest.mark.parametrize(("institution", "refused"), [("insurer", True), ("bank", False)])
def test_an_answer_that_deducts_more_than_there_is_is_named_with_its_cell(
    institution: str, refused: bool, profile: Path, tmp_path: Path, catalogue: Catalogue
) -> None:
    profile.write_text(f"{profile.read_text('utf-8')}\n{BANK.replace('bank', institution)}", "utf-8")
    book = fill_another(tmp_path / "any", {("reinsured-amount", "损失"): "100.01"})
    if not refused:
        assert facts(taken(read(profile, catalogue), book, catalogue), "损失")["reinsured-amount"] == 10_001
        return
    with pytest.raises(UnusableFile) as said:
        taken(read(profile, catalogue), book, catalogue)
    (fault,) = said.value.faults
    assert "!B3: 100.01 is above the amount 100.00" in fault.sentence("en")


@pytest.mark.parametrize("name", FAULTS)
def test_an_answer_that_fits_nowhere_is_refused(name: str, profile: Path, tmp_path: Path, catalogue: Catalogue) -> None:
    answers, said = FAULTS[name]
    with pytest.raises(UnusableFile) as refused:
        taken(read(profile, catalogue), fill_another(tmp_path / "x.xlsx", answers), catalogue)
    assert said in refused.value.sentence("en")
    assert "!B3" in refused.value.sentence("en")


def test_every_fault_is_said_at_once(profile: Path, tmp_path: Path, catalogue: Catalogue) -> None:
    answers = {key: value for cells, _ in FAULTS.values() for key, value in cells.items()}
    with pytest.raises(UnusableFile) as refused:
        taken(read(profile, catalogue), fill_another(tmp_path / "x.xlsx", answers), catalogue)
    assert len(refused.value.faults) == len(FAULTS)


def test_an_answer_for_an_item_wins_over_one_for_the_firm_in_any_order(profile: Path, tmp_path: Path, catalogue: Catalogue) -> None:
    answers = {("enterprise-size", ""): "small", ("enterprise-size", "利息 B"): "medium", ("in-zhongguancun", "利息 B"): "no"}
    for order in (answers, dict(reversed(answers.items()))):
        given = taken(read(profile, catalogue), fill_another(tmp_path / "x.xlsx", order), catalogue)
        assert [facts(given, label)["enterprise-size"] for label in ("=利息, A", "利息 B", "研发")] == ["small", "medium", "large"]
        assert [facts(given, label)["in-zhongguancun"] for label in ("=利息, A", "利息 B", "研发")] == [True, False, True]


def test_two_answers_that_differ_name_each_other(profile: Path, tmp_path: Path, catalogue: Catalogue) -> None:
    one = fill_another(tmp_path / "x.xlsx", {("enterprise-size", ""): "small"})
    one = one.rename(tmp_path / "one.xlsx")
    other = fill_another(tmp_path / "x.xlsx", {("enterprise-size", ""): "micro"})
    with pytest.raises(UnusableFile) as refused:
        with_answers(read(profile, catalogue), [str(one), str(other)], catalogue)
    said = refused.value.sentence("en")
    assert said == f"{other}: Sheet!B3: {one}: Sheet!B3 has another answer. Correct one of them."


def test_every_sheet_of_questions_is_read(profile: Path, tmp_path: Path, catalogue: Catalogue) -> None:
    book = openpyxl.Workbook()
    for name, size in (("a", "small"), ("b", "micro")):
        sheet = book.create_sheet(name)
        sheet.append(["情况", "项目", "回答（请填写）"])
        sheet.append(["enterprise-size", None, size])
    book.save(tmp_path / "x.xlsx")
    with pytest.raises(UnusableFile) as refused:
        taken(read(profile, catalogue), tmp_path / "x.xlsx", catalogue)
    assert "b!C2: " in refused.value.sentence("en")
    assert "a!C2 has another answer" in refused.value.sentence("en")


def test_a_column_past_z_has_two_letters(profile: Path, tmp_path: Path, catalogue: Catalogue) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for place, (heading, cell) in enumerate((("fact", "enterprise-size"), ("item", None), ("answer (fill in)", "huge")), 26):
        sheet.cell(1, place, heading)
        sheet.cell(2, place, cell)
    book.save(tmp_path / "x.xlsx")
    with pytest.raises(UnusableFile) as refused:
        taken(read(profile, catalogue), tmp_path / "x.xlsx", catalogue)
    assert "Sheet!AB2" in refused.value.sentence("en")


def test_how_many_answers_were_read_is_said(profile: Path, fill: Fill, run: Run) -> None:
    path = fill({("enterprise-size", ""): "small", ("tech-credit-product", "利息 B"): "no"})
    assert run("plan", str(profile), "--format", "amount", "--answers", str(path), "--lang", "en").err.startswith("answers read: 2\n")


def test_answers_and_ask_do_not_go_together(profile: Path, fill: Fill, run: Run) -> None:
    result = run("plan", str(profile), "--ask", "--answers", str(fill({})))
    assert (result.code, result.out) == (2, "")
    assert "--ask 把回答写进资料" in result.err


def test_what_answers_change_is_seen_against_the_profile_without_them(profile: Path, fill: Fill, run: Run) -> None:
    path = fill({("annual-revenue", ""): "3亿", ("tech-credit-product", "利息 B"): "no"})
    result = run("plan", str(profile), "--answers", str(path), "--against", str(profile), "--format", "amount")
    assert (result.code, result.out) == (0, "160000.00\n")


def test_answers_equal_to_the_profile_are_welcome(profile: Path, tmp_path: Path, catalogue: Catalogue) -> None:
    before = read(profile, catalogue)
    path = fill_another(tmp_path / "x.xlsx", {("in-zhongguancun", ""): "yes", ("ip-pledged", "利息 B"): "是"})
    assert taken(before, path, catalogue) == before


@pytest.mark.parametrize("content", [None, b"", b"no workbook", b"PK\x03\x04broken"])
def test_a_file_that_is_no_workbook_is_one_line(
    content: bytes | None, profile: Path, tmp_path: Path, catalogue: Catalogue, run: Run
) -> None:
    path = tmp_path / "answers.xlsx"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(UnreadableFile):
        taken(read(profile, catalogue), path, catalogue)
    result = run("plan", str(profile), "--answers", str(path))
    assert (result.code, result.out) == (3, "")
    assert len(result.err.splitlines()) == 1


def test_a_workbook_without_questions_says_how_to_make_one(profile: Path, tmp_path: Path, catalogue: Catalogue) -> None:
    path = tmp_path / "other.xlsx"
    openpyxl.Workbook().save(path)
    with pytest.raises(Problem) as refused:
        taken(read(profile, catalogue), path, catalogue)
    assert "bjsubsidy plan PROFILE -o FILE.xlsx" in refused.value.sentence("en")
    assert "情况、回答（请填写）" in refused.value.sentence("zh")


def test_a_sheet_that_asks_only_about_the_firm_is_read_back(tmp_path: Path, run: Run) -> None:
    path = tmp_path / "firm.xlsx"
    assert run("plan", EXAMPLE, "-o", str(path)).code == 0
    book = openpyxl.load_workbook(path)
    assert [cell.value for cell in book["问题"][1]] == ["情况", "问题", "可填", "关系到（元）", "回答（请填写）"]
    blank = run("plan", EXAMPLE, "--format", "json", "--answers", str(path), "--lang", "en")
    assert (blank.code, blank.err) == (0, "answers read: 0\n")
    book["问题"]["E2"] = "是"
    book.save(path)
    full = run("plan", EXAMPLE, "--format", "json", "--answers", str(path), "--lang", "en")
    assert (full.code, full.err) == (0, "answers read: 1\n")
    assert [json.loads(answer.out)["questions"] for answer in (blank, full)][1] == []
    again = run("plan", EXAMPLE, "--answers", str(path), "-o", str(tmp_path / "none.xlsx"))
    assert (again.code, "问题" in openpyxl.load_workbook(tmp_path / "none.xlsx").sheetnames) == (0, False)
    refused = run("plan", EXAMPLE, "--answers", str(tmp_path / "none.xlsx"))
    assert refused.code == 3
    assert "没有未答的问题时不生成此表" in refused.err


def test_answers_are_never_written_over(profile: Path, fill: Fill, run: Run) -> None:
    path = fill({})
    before = path.read_bytes()
    result = run("plan", str(profile), "--answers", str(path), "-o", str(path))
    assert result.code == 2
    assert path.read_bytes() == before


@pytest.mark.parametrize("cell", ["#REF!", "=VLOOKUP(A1,x,2)"])
def test_an_answer_that_is_an_error_or_was_never_computed_is_said_at_its_cell(
    cell: str, profile: Path, tmp_path: Path, catalogue: Catalogue
) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["fact", "answer (fill in)"])
    sheet.append(["enterprise-size", cell])
    book.save(tmp_path / "x.xlsx")
    with pytest.raises(UnusableFile) as refused:
        taken(read(profile, catalogue), tmp_path / "x.xlsx", catalogue)
    assert "Sheet!B2: the cell is an error or a formula without a stored value." in refused.value.sentence("en")


@pytest.mark.parametrize(("cell", "size"), [("小型", "small"), ("微", "micro")])
def test_an_answer_is_read_as_a_cell_of_a_table_is(cell: str, size: str, profile: Path, tmp_path: Path, catalogue: Catalogue) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["fact", "answer (fill in)"])
    sheet.append(["enterprise-size", cell])
    sheet.append(["in-zhongguancun", "√"])
    book.save(tmp_path / "x.xlsx")
    facts = taken(read(profile, catalogue), tmp_path / "x.xlsx", catalogue).facts
    assert (facts["enterprise-size"], facts["in-zhongguancun"]) == (size, True)


@pytest.mark.parametrize(
    ("written", "own", "refused"),
    [
        ("乙", '"甲"', True),
        ("北京甲（集团）", '" 北京甲(集团)"', False),
        ("未写名称", '"甲"', False),
        ("not named", '"甲"', False),
        ("", '"甲"', False),
        ("乙", None, False),
    ],
    ids=["another firm", "the firm, spelt otherwise", "no name", "no name in English", "an empty cell", "a profile without a name"],
)
def test_the_workbook_of_another_firm_is_refused_with_its_cell(
    written: str, own: str | None, refused: bool, profile: Path, fill: Fill, run: Run
) -> None:
    path = fill({("enterprise-size", ""): "small"})
    book = openpyxl.load_workbook(path)
    summary = next(sheet for sheet in book if sheet.title in ("汇总", "summary"))
    place = next(row for row in range(1, 40) if summary.cell(row, 1).value in ("企业", "enterprise"))
    assert summary.cell(place, 2).value == "甲"
    summary.cell(place, 2).value = written
    book.save(path)
    profile.write_text(PROFILE.replace('name = "甲"', "" if own is None else f"name = {own}"), "utf-8")
    english, chinese = (run("plan", str(profile), "--answers", str(path), "--lang", lang) for lang in ("en", "zh"))
    assert (english.code, chinese.code) == ((3, 3) if refused else (0, 0))
    where = f"{path}: {summary.title}!B{place}"
    if refused:
        said = "the workbook belongs to “乙”, the profile to “甲”. Use the profile of “乙”, or the sheet that “甲” filled in."
        assert english.err == f"{where}: {said}\n"
        assert chinese.err == f"{where}：工作簿是“乙”的，资料是“甲”的。请用“乙”的资料，或“甲”填好的表。\n"
