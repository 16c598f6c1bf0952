"""The workbook, read by another library: cells by their types, print set-up, nothing that runs."""

import json
import re
import zipfile
from collections.abc import Callable
from decimal import Decimal
from operator import itemgetter
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from bjsubsidy.errors import Problem
from bjsubsidy.law.catalogue import Catalogue
from bjsubsidy.reports.book import Book
from bjsubsidy.reports.sheet import Column, Sheet
from bjsubsidy.writers import worksheet
from bjsubsidy.writers.xlsx import content, sheet_names
from tests.books import FIRM, SHOWN, nasty_profile, unknown_profile
from tests.conftest import Run
from tests.writers.test_html import COMMANDS

Made = Callable[..., Path]


@pytest.fixture
def made(run: Run, tmp_path: Path) -> Made:
    def written(*words: str, lang: str = "zh") -> Path:
        path = tmp_path / f"{lang}.xlsx"
        assert run(*words, "-o", str(path), "--lang", lang).code == 0
        return path

    return written


def cells(path: Path) -> list[Any]:
    return [cell for sheet in openpyxl.load_workbook(path) for row in sheet.iter_rows() for cell in row if cell.value is not None]


# Beside these of a summary stand counts; every other number is money.
COUNTS = ("项目数", "申请数", "items", "claims")


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_makes_a_workbook_that_prints_on_a4_and_runs_nothing(name: str, lang: str, made: Made) -> None:
    path = made(*COMMANDS[name], lang=lang)
    book = openpyxl.load_workbook(path)
    for sheet in book:
        assert sheet.freeze_panes == "A2"
        assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight, sheet.print_title_rows) == (1, 0, "$1:$1")
        assert all(cell.value for cell in sheet[1])
    assert all(cell.data_type in ("s", "n", "d") and cell.hyperlink is None for cell in cells(path))
    numbers = [cell for cell in cells(path) if isinstance(cell.value, (int, float))]
    counts = [cell for cell in numbers if cell.column_letter == "B" and cell.offset(column=-1).value in COUNTS]
    assert all(cell.number_format == ("#,##0" if cell in counts else "#,##0.00") for cell in numbers)
    with zipfile.ZipFile(path) as parts:
        assert not any("vba" in part or "externalLink" in part or "macro" in part for part in parts.namelist())
        assert not any(re.search(rb"<f[ >]", parts.read(part)) for part in parts.namelist() if "sheet" in part)


@pytest.mark.parametrize(
    ("words", "rows"),
    [
        (
            ("plan", str(FIRM)),
            [
                ("total, high (yuan)", 1958612.4),
                ("certain of it (total, low, yuan)", 328612.4),
                ("another choice", ...),
                ("measures that pay as much", ...),
                ("next day that matters", ...),
                ("whom to ask", ...),
                ("to make more of it certain, answer", ...),
            ],
        ),
        (
            ("calc", "rd-expense", "300000", "--enterprise-size", "small", "--on", "2021-04-01", "--as-of", "2021-04-01"),
            [
                ("the most it can be (yuan)", 200000),
                ("certain of it (yuan)", 0),
                ("to make more of it certain, answer", ...),
                (None, "Is the firm a technology enterprise? (up to 200,000.00)"),
                ("note", "the day is past this edition's end (2021-03-31); later texts are not in it"),
            ],
        ),
    ],
)
def test_a_workbook_begins_with_the_figure_what_is_certain_what_would_raise_it_and_cautions(
    words: tuple[str, ...], rows: list[tuple[object, ...]], made: Made
) -> None:
    first = openpyxl.load_workbook(made(*words, lang="en")).worksheets[0]
    found = list(first.iter_rows(min_row=2, max_row=1 + len(rows), values_only=True))
    assert [row if rows[place][1] is not ... else (row[0], ...) for place, row in enumerate(found)] == rows
    assert first["A2"].font.bold


def test_a_plan_has_a_sheet_for_each_thing_a_client_asks(made: Made) -> None:
    book = openpyxl.load_workbook(made("plan", str(FIRM)))
    wanted = ["汇总", "申请", "上限", "计算过程", "条件", "未采用的措施", "问题", "日期和时限", "出处", "条文理解", "目录版本"]
    assert book.sheetnames == wanted
    english = openpyxl.load_workbook(made("plan", str(FIRM), lang="en"))
    assert english.sheetnames[:4] == ["summary", "claims", "caps", "working"]


def rows(path: Path, sheet: str) -> list[dict[str, Any]]:
    heading, *rest = openpyxl.load_workbook(path)[sheet].iter_rows(values_only=True)
    return [dict(zip(map(str, heading), row, strict=True)) for row in rest]


def test_claims_are_the_figures_of_the_plan(made: Made, run: Run, tmp_path: Path, catalogue: Catalogue) -> None:
    for profile in (FIRM, unknown_profile(tmp_path)):
        claims = json.loads(run("plan", str(profile), "--format", "json").out)["claims"]
        written = rows(made("plan", str(profile)), "申请")
        assert len(claims) == len(written)
        for claim, row in zip(claims, written, strict=True):
            assert (row["项目"], row["措施编号"]) == (claim["item"], claim["measure"])
            assert row["计算项目"] == catalogue.input(claim["input"]).name.zh
            for heading, key in (("金额（元）", "amount"), ("最低（元）", "low"), ("最高（元）", "high"), ("上限前（元）", "uncapped")):
                assert figure(row[heading]) == Decimal(claim[key])


def figure(cell: Any) -> Decimal:
    """A number, or the text of one that a workbook would round."""
    return Decimal(cell.replace(",", "") if isinstance(cell, str) else repr(cell)).quantize(Decimal("0.01"))


def test_the_working_of_a_claim_stands_step_by_step(made: Made) -> None:
    written = [row for row in rows(made("plan", str(FIRM)), "计算过程") if row["项目"] == "B 银行专利质押贷利息"]
    steps = [(row["步骤"], row["算式"], row["金额（元）"]) for row in written]
    assert steps[:3] == [("基数", "贷款利息", 620000), ("比例", "40%", None), ("乘积", "620,000.00 × 40% = 248,000.00", 248000)]
    assert [row["步骤"] for row in written[3:]] == ["计入本笔前的上限", "计入本笔后的上限", "结果", "大写", "出处", "出处", "出处"]
    assert written[3]["金额（元）"] == 400000
    assert written[4]["金额（元）"] == 152000
    assert written[6]["算式"] == "人民币贰拾肆万捌仟元整"
    assert [(row["文件编号"], row["条款"], row["页"]) for row in written[7:]] == [
        ("zgc-ip-pledge", "一", "182"),
        ("zgc-ip-pledge", "三", "183"),
        ("zgc-ip-pledge", "末段", "184"),
    ]


def test_rounding_is_a_step_of_its_own(made: Made) -> None:
    steps = {row["步骤"]: row for row in rows(made("calc", "lease-financing-cost", "1.23", "--on", "2021-03-20"), "计算过程")}
    assert (steps["乘积"]["算式"], steps["乘积"]["金额（元）"]) == ("1.23 × 20% = 0.246", None)
    assert (steps["四舍五入"]["算式"], steps["四舍五入"]["金额（元）"]) == ("0.246 四舍五入到分 = 0.25", 0.25)


def test_totals_stand_in_capitals(made: Made) -> None:
    summary = {row["栏目"]: row["内容"] for row in rows(made("plan", str(FIRM)), "汇总")}
    assert summary["合计最高（元）"] == 1958612.4
    assert summary["合计最高大写"] == "人民币壹佰玖拾伍万捌仟陆佰壹拾贰元肆角整"


def test_hostile_words_are_text_and_nothing_else(made: Made, tmp_path: Path) -> None:
    for lang in ("zh", "en"):
        path = made("plan", str(nasty_profile(tmp_path)), lang=lang)
        texts = [cell.value for cell in cells(path) if cell.data_type == "s"]
        for shown in SHOWN:
            assert shown in texts
        assert all(cell.data_type != "f" for cell in cells(path))
        assert not any(re.search(r"[\u202a-\u202e\u2066-\u2069\u001b]", str(text)) for text in texts)


def test_an_amount_that_a_workbook_would_round_is_text(made: Made) -> None:
    found = cells(made("calc", "special-equipment-fee", "1,000,000,000,000", "--on", "2021-03-20"))
    assert "1,000,000,000,000.00" in [cell.value for cell in found]
    assert any("求和公式不计这些格" in str(cell.value) for cell in found)
    exact = cells(made("calc", "special-equipment-fee", "999,999,999,999.99", "--on", "2021-03-20"))
    assert 999999999999.99 in [cell.value for cell in exact if cell.data_type == "n"]


def test_the_same_answer_is_the_same_bytes(made: Made) -> None:
    for name in ("plan", "calc", "sweep", "deadlines"):
        assert made(*COMMANDS[name]).read_bytes() == made(*COMMANDS[name]).read_bytes()


def test_every_column_is_as_wide_as_its_figures(made: Made) -> None:
    book = openpyxl.load_workbook(made("plan", str(FIRM)))
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell.value, (int, float)):
                    assert sheet.column_dimensions[cell.column_letter].width >= len(f"{cell.value:,.2f}") + 1


def test_a_cell_to_fill_in_keeps_what_is_typed_and_offers_choices(made: Made, tmp_path: Path) -> None:
    sheet = openpyxl.load_workbook(made("plan", str(unknown_profile(tmp_path))))["问题"]
    answers = {row[0].value: row[5] for row in sheet.iter_rows(min_row=2)}
    assert all(cell.number_format == "@" for cell in answers.values())
    lists = {str(rule.sqref): rule.formula1 for rule in sheet.data_validations.dataValidation}
    assert lists[answers["知识产权质押"].coordinate] == '"是,否"'
    assert "小型企业" in lists[answers["企业规模"].coordinate]
    assert answers["年收入"].coordinate not in lists


@pytest.mark.parametrize(
    ("titles", "names"),
    [
        (["a", "A", "a"], ["a", "A 2", "a 3"]),
        (["x/y:[z]*?\\"], ["x y  z"]),
        (["'"], ["_"]),
        (["", "  "], ["_", "_ 2"]),
        (["a" * 30 + "'b"], ["a" * 30]),
        (["special equipment inspection fees"], ["special equipment inspection"]),
        (["特种设备检验检测费用" * 4], ["特种设备检验检测费用" * 3 + "特"]),
        (["b" * 40, "b" * 40], ["b" * 31, "b" * 27 + " 2"]),
    ],
)
def test_a_sheet_gets_a_name_that_workbooks_take(titles: list[str], names: list[str], tmp_path: Path) -> None:
    assert sheet_names(titles) == names
    sheets = [Sheet([Column("a", "a", itemgetter(0))], [["x"]], title=title) for title in titles]
    (tmp_path / "x.xlsx").write_bytes(content(Book("t", "en", sheets)))
    assert openpyxl.load_workbook(tmp_path / "x.xlsx").sheetnames == names


def test_more_rows_than_a_workbook_holds_are_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(worksheet, "MOST_ROWS", 2)
    with pytest.raises(Problem, match="more than 2 rows"):
        content(Book("t", "en", [Sheet([Column("a", "a", itemgetter(0))], [["x"], ["y"], ["z"]], title="s")]))


@pytest.mark.parametrize("words", [COMMANDS["plan"], COMMANDS["deadlines"]])
def test_a_workbook_that_cannot_be_written_is_one_line(words: tuple[str, ...], run: Run, tmp_path: Path) -> None:
    (tmp_path / "folder.xlsx").mkdir()
    for target in (tmp_path / "folder.xlsx", tmp_path / "no" / "x.xlsx", Path("/dev/full")):
        result = run(*words, "--format", "xlsx", "-o", str(target))
        assert (result.code, result.out) == (2, "")
        assert len(result.err.splitlines()) == 1
        assert "无法写入文件" in result.err


def test_the_summary_names_measures_that_pay_as_much_the_next_day_and_whom_to_ask(run: Run, tmp_path: Path) -> None:
    profile, path = tmp_path / "tie.toml", tmp_path / "tie.xlsx"
    profile.write_text(
        'as-of = 2021-04-10\n[[item]]\nlabel = "利息"\ninput = "loan-interest"\namount = "100万"\non = 2021-03-20\n', "utf-8"
    )
    assert run("plan", str(profile), "-o", str(path), "--lang", "zh").code == 0
    said = {row["栏目"]: row["内容"] for row in rows(path, "汇总")}
    assert (
        said["金额同样高的措施"]
        == "利息：现列首创产品企业贷款贴息（待定），知识产权质押贷款贴息（待定）、科技信贷产品贷款贴息（待定）同样高"
    )
    assert said["向谁询问"] == "市科委、中关村管委会"
    assert (said["项目数"], said["申请数"]) == (1, 1)


def test_what_pays_as_much_and_is_not_confirmed_is_said_to_be_so_beside_what_is_eligible(run: Run, tmp_path: Path) -> None:
    profile, path = tmp_path / "tie.toml", tmp_path / "tie.xlsx"
    profile.write_text(
        "as-of = 2021-04-10\n[enterprise]\nfirst-product-level = 'domestic'\npublished-conditions-met = true\n"
        "[[item]]\nlabel = '利息'\ninput = 'loan-interest'\namount = '100万'\non = 2021-03-20\ntech-credit-product = true\n",
        "utf-8",
    )
    for lang, field, words in (
        (
            "zh",
            "金额同样高的措施",
            "利息：现列首创产品企业贷款贴息（符合），知识产权质押贷款贴息（待定）、科技信贷产品贷款贴息（待定）同样高",
        ),
        ("en", "measures that pay as much", "(eligible) is shown, "),
    ):
        assert run("plan", str(profile), "-o", str(path), "--lang", lang).code == 0
        said = {
            row["栏目" if lang == "zh" else "field"]: row["内容" if lang == "zh" else "content"]
            for row in rows(path, "汇总" if lang == "zh" else "summary")
        }
        assert words in said[field]
    given_up = rows(path, "given up")
    assert {row["verdict"] for row in given_up if row["measure"]} == {"unconfirmed"}
