"""`batch --new`: a workbook that is read as it is written, and computes what `calc` computes once it is filled in."""

import csv
import io
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from bjsubsidy.answers.examples import assessed
from bjsubsidy.batching.cells import Cells
from bjsubsidy.errors import Problem
from bjsubsidy.formula.dialect import DuckDB
from bjsubsidy.language import LANGS, Lang
from bjsubsidy.law.measure import Example, Measure
from bjsubsidy.law.storage import packaged
from bjsubsidy.quantities import money_text
from bjsubsidy.readers.finding import layout
from bjsubsidy.readers.headings import TableColumn, TableReading, of_items
from bjsubsidy.readers.units import taken_apart
from tests.conftest import Result, Run

CATALOGUE = packaged()
INPUTS = list(dict.fromkeys(measure.input for measure in CATALOGUE.measures()))


def rows(result: Result) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(result.out.removeprefix("\ufeff"), newline="")))


def made(tmp_path: Path, run: Run, lang: Lang, *words: str) -> Path:
    path = tmp_path / "table.xlsx"
    result = run("batch", "--new", "-o", str(path), "--lang", lang, *words)
    assert (result.code, result.out) == (0, "")
    return path


def sheet_of(input: str, lang: Lang) -> str:
    """A workbook takes names of 31 characters; a longer one is cut between its words."""
    name = CATALOGUE.input(input).name.in_(lang)
    return name if len(name) <= 31 else name[:32].rpartition(" ")[0]


@pytest.mark.parametrize("lang", LANGS)
def test_a_table_left_blank_has_no_rows_and_no_problem(lang: Lang, tmp_path: Path, run: Run) -> None:
    result = run("batch", str(made(tmp_path, run, lang)), "--all-sheets", "--as-of", "2021-04-01", "--lang", "en")
    assert (result.code, rows(result)) == (0, [])
    assert result.err.splitlines() == ["day of asking 2021-04-01", "0 rows, none with a problem"]


@pytest.mark.parametrize("lang", LANGS)
def test_there_is_a_sheet_for_every_input_and_a_column_for_every_fact(lang: Lang, tmp_path: Path, run: Run) -> None:
    book = openpyxl.load_workbook(made(tmp_path, run, lang))
    assert book.sheetnames == [sheet_of(id, lang) for id in CATALOGUE.rows("input") if id in INPUTS]
    for id, sheet in zip((id for id in CATALOGUE.rows("input") if id in INPUTS), book, strict=True):
        headings = [str(cell.value) for cell in sheet[1]]
        for fact in CATALOGUE.facts_asked(CATALOGUE.measures_on(id)):
            assert sum(heading.startswith(fact.name.in_(lang)) for heading in headings) >= 1


def test_every_column_is_explained_and_choices_are_offered(tmp_path: Path, run: Run) -> None:
    sheet: Any = openpyxl.load_workbook(made(tmp_path, run, "zh", "--measure", "ip-pledge-interest"))["贷款利息"]
    assert all(cell.comment is not None and cell.comment.text.strip() for cell in sheet[1])
    rules = {str(rule.sqref).partition("2:")[0]: rule for rule in sheet.data_validations.dataValidation}
    by_heading = {cell.value: rules[cell.column_letter] for cell in sheet[1]}
    assert (by_heading["知识产权质押"].type, by_heading["知识产权质押"].formula1) == ("list", '"是,否"')
    assert by_heading["计算项目"].formula1 == '"贷款利息"'
    assert all(rule.prompt for rule in by_heading.values())
    assert len(by_heading) == sheet.max_column


def test_names_and_codes_are_kept_as_text_and_days_as_days(tmp_path: Path, run: Run) -> None:
    sheet: Any = openpyxl.load_workbook(made(tmp_path, run, "zh", "--set", "input=loan-interest"))["贷款利息"]
    looks = {cell.value: sheet.column_dimensions[cell.column_letter].number_format for cell in sheet[1]}
    wanted = {
        "企业": "@",
        "统一社会信用代码": "@",
        "贷款编号": "@",
        "金额": "#,##0.00",
        "日期": "yyyy-mm-dd",
        "贷款日期": "yyyy-mm-dd",
    }
    assert {heading: looks[heading] for heading in wanted} == wanted


def test_only_the_inputs_that_are_asked_for_have_a_sheet(tmp_path: Path, run: Run) -> None:
    book = openpyxl.load_workbook(made(tmp_path, run, "en", "--measure", "rd-expense", "--set", "input=贷款利息"))
    assert book.sheetnames == ["loan interest", "R&D expense"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "--new writes a workbook, and nothing says where. Add -o table.xlsx."),
        (("-o", "x.csv"), "--new writes a workbook. Use a name that ends with .xlsx and no other --format."),
        (("-o", "x.xlsx", "--format", "csv"), "--new writes a workbook. Use a name that ends with .xlsx and no other --format."),
        (("-o", "x.xlsx", "firms.csv"), "there is a word too many: “firms.csv”. See --help for the usage."),
        (("-o", "x.xlsx", "--set", "on=2021-01-01"), "--new takes --set input=… only, not “on=2021-01-01”. Leave it out."),
    ],
)
def test_what_cannot_be_made_is_refused(
    words: tuple[str, ...], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Run
) -> None:
    monkeypatch.chdir(tmp_path)
    result = run("batch", "--new", "--lang", "en", *words)
    assert (result.code, result.out, result.err) == (2, "", f"{said}\n")
    assert list(tmp_path.iterdir()) == []


# examples that hints and advice show

SHOWN = {
    "yuan": r"[0-9][0-9.]*[万亿]|[0-9]{1,3}(?:,[0-9]{3})+\.[0-9]{2}|[0-9]{7}",
    "share": r"[0-9]+\.[0-9]+%|0\.[0-9]+",
    "day": r"[0-9]{4}[-/][0-9]+[-/][0-9]+",
}
# What a figure may have meant, which is not what to write.
MEANT = re.compile(r"(?:如是|if it is|for) [^ ，；,;.。]+")
UNITS = {"yuan": ("", "（元）", "（万元）"), "share": ("", "（%）")}


def columns_of(sheet: Any) -> Iterator[tuple[TableColumn, str, list[str]]]:
    """Each column as batch reads its heading, what is said beside it, and what may be chosen."""
    headings = [str(cell.value) for cell in sheet[1]]
    rules = {str(rule.sqref).partition("2:")[0]: rule.formula1 for rule in sheet.data_validations.dataValidation if rule.type == "list"}
    for column in layout("t", headings, of_items(CATALOGUE), TableReading()).columns:
        cell = sheet[1][column.place]
        yield column, cell.comment.text, (rules.get(cell.column_letter) or "").strip('"').split(",") if cell.column_letter in rules else []


@pytest.mark.parametrize("lang", LANGS)
def test_every_example_that_a_column_shows_is_accepted_in_its_cells(lang: Lang, tmp_path: Path, run: Run) -> None:
    cells, seen = Cells(DuckDB(), CATALOGUE, lang), set()
    for sheet in openpyxl.load_workbook(made(tmp_path, run, lang)):
        for column, said, choices in columns_of(sheet):
            shown = re.findall(SHOWN[column.form], said) if column.form in SHOWN else []
            for example in (*shown, *(choice for choice in choices if "!" not in choice)):
                assert cells.value(column, example) is not None, (column.heading, example)
            seen |= {(column.form, example) for example in shown}
    assert {("yuan", "120万"), ("yuan", "1.2亿"), ("yuan", "1,200,000.00"), ("share", "4.6%"), ("day", "2021-03-20")} <= seen


@pytest.mark.parametrize("lang", LANGS)
def test_every_example_that_advice_shows_is_accepted_in_the_very_cell(lang: Lang, tmp_path: Path, run: Run) -> None:
    cells, seen = Cells(DuckDB(), CATALOGUE, lang), 0
    for sheet in openpyxl.load_workbook(made(tmp_path, run, lang)):
        for column, _, _ in columns_of(sheet):
            for unit in UNITS.get(column.form, ("",)) if column.form in SHOWN else ():
                own = column.replace(said=taken_apart(column.heading + unit).said)
                for wrong in ("?", "1.2.3", "1亿5", "120万", "5000", "4.6"):
                    try:
                        cells.value(own, wrong)
                    except Problem as problem:
                        for example in re.findall(SHOWN[column.form], MEANT.sub("", problem.parted(lang)[2])):
                            seen += 1
                            assert cells.value(own, example) is not None, (column.heading + unit, wrong, example)
    assert seen > 100


# worked examples

EXAMPLES = [(measure, next(example for example in measure.examples if not example.received)) for measure in CATALOGUE.measures()]


def days(measure: Measure, example: Example) -> tuple[date, date]:
    on = example.on or measure.on
    assert on is not None
    return on, example.as_of or measure.as_of or on


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("as_of", sorted({days(*one)[1] for one in EXAMPLES}))
def test_a_table_filled_in_with_worked_examples_computes_what_calc_computes(as_of: date, lang: Lang, tmp_path: Path, run: Run) -> None:
    cases = [one for one in EXAMPLES if days(*one)[1] == as_of]
    path = made(tmp_path, run, lang)
    book = openpyxl.load_workbook(path)
    for number, (measure, example) in enumerate(cases):
        fill(book, measure, example, f"第{number}家", lang)
    book.save(path)
    found = rows(run("batch", str(path), "--all-sheets", "--as-of", as_of.isoformat()))
    lines = {(row["enterprise"], row["measure"]): (row["verdict"], row["low"], row["high"]) for row in found}
    for number, (measure, example) in enumerate(cases):
        answer = assessed(CATALOGUE, measure, example)
        high = "" if answer.high is None else money_text(answer.high)
        assert lines[(f"第{number}家", measure.id)] == (answer.claim.verdict, money_text(answer.low), high)


def fill(book: Any, measure: Measure, example: Example, name: str, lang: Lang) -> None:
    """A row of the sheet of the measure's input, each cell under the heading that the workbook has for it, as a person fills it in."""
    facts = {id: value for id, value in {**measure.given, **example.with_}.items() if id not in example.without}
    sheet, input = book[sheet_of(measure.input, lang)], CATALOGUE.input(measure.input).name.in_(lang)
    own = ("企业", "金额", "计算项目", "日期") if lang == "zh" else ("enterprise", "amount", "input", "on")
    cells: dict[str, object] = dict(zip(own, (name, example.amount, input, days(measure, example)[0]), strict=True))
    for id, value in facts.items():
        fact = CATALOGUE.fact(id)
        typed = fact.read(value)
        heading = next(str(cell.value) for cell in sheet[1] if str(cell.value) == fact.name.in_(lang))
        shown = fact.kind.said(typed, fact).in_(lang)
        cells[heading] = shown if fact.kind.offered(fact) else str(value)
    at = {str(cell.value): cell.column for cell in sheet[1]}
    row = sheet.max_row + 1
    for heading, cell in cells.items():
        sheet.cell(row, at[heading]).value = cell
