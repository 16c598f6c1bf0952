"""Tables that an office program wrote are read as the plain table is, and it shows the workbook as the CSV says it.

LibreOffice Calc without a window, set to Chinese; it writes its files from flat spreadsheets made here, cell by typed cell.
"""

import csv
import functools
import io
import re
import shutil
from collections.abc import Callable, Sequence
from decimal import Decimal
from pathlib import Path

import pytest

from bjsubsidy.batching.result import ANSWER_COLUMNS, ANSWER_ROW, MONEY
from bjsubsidy.cli import main
from bjsubsidy.law.catalogue import Catalogue
from bjsubsidy.quantities import folded
from bjsubsidy.reports.phrases import BOUNDS, NATURES, VERDICTS
from tests.batching.office import (
    GB18030,
    SHOWN,
    UTF_8,
    Cell,
    Office,
    Rows,
    Typed,
    day,
    figure,
    flat,
    formula,
    kinds_of_cells,
    money,
    number,
    plain,
    share,
    truth,
)
from tests.conftest import Run

pytestmark = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice Calc is not installed")

AS_OF = ("--as-of", "2021-04-10")
WRITTEN = {
    "utf-8": SHOWN.format(charset=UTF_8, sheets=0),
    "gb18030": SHOWN.format(charset=GB18030, sheets=0),
    "xlsx": "xlsx",
    "ods": "ods",
    "xls": "xls",
}
FORMS = tuple(WRITTEN)
WORKBOOKS = ("xlsx", "ods", "xls")
Kinds = dict[str, list[list[list[str]]]]
Expected = Callable[[Rows], list[list[str]]]


# the source: what accountants have

FIRMS: tuple[dict[str, Cell], ...] = (
    {
        **{"企业": "甲公司", "项目": "一月利息", "计算项目": "贷款利息", "金额": money("1250000.01"), "日期": day("2021-03-20")},
        **{"企业规模": "小型企业", "中关村示范区内企业": "是", "科技型企业": "是", "年收入": money("180000000"), "高精尖产业领域": "是"},
        **{"知识产权质押": "是", "贷款利率": share("0.046"), "贷款日期": day("2021-01-08", "slashes"), "科技信贷产品融资": "否"},
        **{"有核心技术或自主产权": "是", "骗补取消资格": "否", "首创产品级别": "国内首创", "备注": '利息, "A" 行\n第二行'},
    },
    {
        **{"企业": "甲公司", "项目": "二月利息", "计算项目": "loan-interest", "金额": number("333333.33")},
        **{"日期": day("2021-03-21", "slashes"), "企业规模": "small", "中关村示范区内企业": "yes", "科技型企业": truth("true")},
        **{"年收入": number("180000000.5"), "知识产权质押": "是", "贷款利率": share("0.0539"), "贷款日期": day("2021-01-08", "hanzi")},
        **{"科技信贷产品融资": truth("false"), "备注": "001"},
    },
    {
        **{"企业": "=1+1", "项目": "=SUM(D2:D9)", "计算项目": "贷款利息", "金额": money("12.3"), "日期": day("2021-03-22", "hanzi")},
        **{"企业规模": "微型企业", "中关村示范区内企业": "否", "贷款利率": share("0.00123"), "贷款日期": "2021年1月8日"},
        **{"首创产品级别": "未列入目录", "备注": "@SUM(1)"},
    },
    {
        **{"企业": "+8610", "项目": "-5", "计算项目": "loan interest", "金额": "1,250,000.00", "日期": "2021/3/20", "企业规模": "中型企业"},
        **{"中关村示范区内企业": number("1"), "科技型企业": number("0"), "年收入": "1.8亿", "高精尖产业领域": "否", "知识产权质押": "是"},
        **{"贷款利率": "4.35%", "贷款日期": "20210108", "科技信贷产品融资": "是", "备注": "+1"},
    },
    {"企业": "乙,公司", "计算项目": "非居民污水处理费", "金额": number("8500.5"), "日期": day("2021-03-01"), "备注": number("12345678901")},
    {"企业": "丙“公司”", "计算项目": "旅行社质量保证金", "金额": "120万", "日期": day("2021-03-01"), "旅行社": "是", "备注": "一\n\n三"},
    {"企业": "𠮷野家㐀", "计算项目": "展会场租", "金额": money("10000000000"), "日期": day("2020-02-29"), "备注": " 前后有空格 "},
    {"企业": "丁公司", "计算项目": "贷款利息", "金额": number("100"), "日期": "三月底"},
    {"企业": "戊公司", "计算项目": "贷款利息", "金额": number("100"), "日期": number("44275"), "贷款利率": number("4.6"), "备注": "1e5"},
    {"企业": "合计", "金额": number("1592284.94")},
)
HEADINGS = tuple(dict.fromkeys(heading for firm in FIRMS for heading in firm))
TABLE = tuple(tuple(firm.get(heading, "") for heading in HEADINGS) for firm in FIRMS)
SECOND: tuple[tuple[Cell, ...], ...] = (
    ("企业", "计算项目", "金额", "日期"),
    ("乙公司", "贷款利息", money("77.5"), day("2021-02-01")),
)


def in_ten_thousands(rows: Rows) -> list[list[Cell]]:
    """The same table with amounts and revenues that are numbers in 万元, as its headings say; what names a unit is written out."""
    heading = {"金额": "金额\n（单位：万元）", "年收入": "年收入（万元）"}
    places = [place for place, name in enumerate(HEADINGS) if name in heading]

    def divided(cell: Cell) -> Cell:
        text = {"1,250,000.00": "1250000", "120万": "1200000", "1.8亿": "180000000"}.get(plain(cell), plain(cell))
        return Typed("general", f"{Decimal(text) / 10000:f}") if text else ""

    changed = [[divided(cell) if place in places else cell for place, cell in enumerate(row)] for row in rows]
    return [[heading.get(name, name) for name in HEADINGS], *changed]


BLANK = ("",) * 6
ONE = ("甲公司", "贷款利息", number("100"), day("2021-03-20"))
FOUR = ("企业", "计算项目", "金额", "日期")
SOURCES: dict[str, dict[str, Rows]] = {
    "yuan": {"明细": (HEADINGS, *TABLE), "二月": SECOND},
    "ten-thousands": {"明细": in_ten_thousands(TABLE)},
    "blank-rows": {"明细": (FOUR, ONE, BLANK, BLANK, ONE)},
    "late-heading": {"明细": (BLANK, BLANK, FOUR, ONE)},
    "sums": {"明细": (FOUR, ("甲公司", "贷款利息", formula("of:=0.1+0.2"), day("2021-03-20")))},
    "errors": {"明细": (FOUR, ("甲公司", "贷款利息", formula("of:=1/0"), day("2021-03-20")))},
    "tiny": {"明细": (("企业", "计算项目", "金额（万元）", "日期"), ("甲公司", "贷款利息", number("0.00005"), day("2021-03-20")))},
    "spaces": {"明细": ((*FOUR, "备注"), (*ONE, "两个  空格"))},
    "from-1904": {"明细": (FOUR, ONE)},
}
FROM_1904 = '<table:calculation-settings><table:null-date table:date-value="1904-01-01"/></table:calculation-settings>'


# the awkward texts and amounts of an answer

TEXTS = (
    ("a formula", "=1+1"),
    ("a command", "=cmd|' /C calc'!A0"),
    ("a plus", "+1+1"),
    ("a minus", "-1+1"),
    ("an at sign", "@SUM(1)"),
    ("a full-width formula", "＝1+1"),
    ("a matrix formula", "{=1+1}"),
    ("an apostrophe", "'001"),
    ("leading zeros", "001"),
    ("an exponent", "1e5"),
    ("a day", "2021-03-20"),
    ("a truth", "TRUE"),
    ("a percentage", "4.6%"),
    ("more digits than a double", "12345678901234567890"),
    ("an error", "#DIV/0!"),
    ("a link", "https://www.beijing.gov.cn/?a=1&b=2"),
    ("a file", "file:///etc/passwd"),
    ("an escape of workbooks", "_x0041_"),
    ("markup", "<b>&amp;</b>"),
    ("comma and quotes", '利息, "A" 行'),
    ("line breaks", "第一行\n\n第三行"),
    ("a tab", "甲\t乙"),
    ("spaces around", "  前后  "),
    ("rare characters", "𠮷㐀😀é"),
    ("the longest cell", "长" * 32767),
)
AMOUNTS = ("0", "0.01", "0.1", "1250000.01", "333333.33", "999999999999.99", "9876543210123.45", "10000000000000")
UNREAD = (("-5", "2021-03-20"), ("1,2", "2021-03-20"), ("=1+1", "2021-03-20"), ("100", "2021-02-30"), ("100", "=1+1"))


@pytest.fixture(scope="module")
def awkward(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A plain table of every awkward text, as a firm's name where it is no longer than a name, and of every amount."""
    path = tmp_path_factory.mktemp("awkward") / "awkward.csv"
    rows = [(text[:200], text, "loan-interest", "100.10", "2021-03-20", "是", text) for _, text in TEXTS]
    rows += [("甲公司", "", "loan-interest", amount, "2021-03-20", "是", "") for amount in AMOUNTS]
    rows += [("乙公司", "", "sewage-fee", amount, on, "是", "") for amount, on in UNREAD]
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([("企业", "项目", "计算项目", "金额", "日期", "知识产权质押", "=备注"), *rows])
    return path


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    return Office(tmp_path_factory.mktemp("office"))


@pytest.fixture(scope="module")
def written(office: Office, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for each form, with every source as the office program writes it."""
    folder = tmp_path_factory.mktemp("written")
    sources = [folder / f"{name}.fods" for name in SOURCES]
    for path in sources:
        path.write_text(flat(SOURCES[path.stem], FROM_1904 if path.stem == "from-1904" else ""), "utf-8")
    for form, target in WRITTEN.items():
        office.convert(target, folder / form, *sources)
    return folder


@pytest.fixture(scope="module")
def book(awkward: Path) -> Path:
    """The answer's workbook."""
    path = awkward.parent / "answer.xlsx"
    assert main(["batch", str(awkward), "-o", str(path), "--lang", "zh", *AS_OF]) == 0
    return path


@pytest.fixture(scope="module")
def shown(office: Office, book: Path) -> list[list[list[str]]]:
    """The sheets of claims and of sums as the office program shows them."""
    office.convert(SHOWN.format(charset=UTF_8, sheets=-1), book.parent, book)
    return [records((book.parent / f"answer-{sheet}.csv").read_text("utf-8")) for sheet in ("申请", "汇总")]


@pytest.fixture(scope="module")
def kinds(office: Office, awkward: Path, book: Path) -> Kinds:
    """What each cell of the answer, as a workbook and as lines of CSV, is to the office program; a formula is its text."""
    lines = book.with_name("lines.csv")
    assert main(["batch", str(awkward), "-o", str(lines), "--lang", "zh", *AS_OF]) == 0
    office.convert("fods", book.parent, book, lines)
    return {path.stem: kinds_of_cells(path.with_suffix(".fods")) for path in (book, lines)}


# reading what was written


def unguarded(cell: str) -> str:
    """A cell of the program's CSV without the apostrophe that keeps a spreadsheet from running it."""
    return cell[1:] if re.match(r"'[=+\-@＝＋－＠]", cell) else cell


def records(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def answered(run: Run, path: Path, *words: str) -> list[list[str]]:
    done = run("batch", str(path), "--plain", *AS_OF, *words)
    assert done.code == 0, done.err
    return records(done.out)


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> Expected:
    """The answer to a table that Python wrote: plain numbers and days in UTF-8."""
    folder = tmp_path_factory.mktemp("plain")

    @functools.cache
    def answer(rows: Rows) -> list[list[str]]:
        table, answer = folder / "table.csv", folder / "answer.csv"
        with table.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([plain(cell) for cell in row] for row in rows)
        assert main(["batch", str(table), "-o", str(answer), "--plain", "--lang", "zh", *AS_OF]) == 0
        return records(answer.read_bytes().decode("utf-8"))

    return answer


def source(written: Path, form: str, name: str) -> Path:
    return written / form / f"{name}.{form if form in WORKBOOKS else 'csv'}"


def without_places(answer: list[list[str]]) -> list[list[str]]:
    return [row[:ROW] + row[ROW + 1 :] for row in answer]


# tables that the office program wrote


@pytest.mark.parametrize("form", FORMS)
def test_a_table_of_the_office_program_gives_the_answer_of_the_plain_table(form: str, written: Path, run: Run, expected: Expected) -> None:
    answer = expected((HEADINGS, *TABLE))
    assert {row[ANSWER_COLUMNS.index("verdict")] for row in answer[1:]} == {"eligible", "ineligible", "unconfirmed", ""}
    assert answered(run, source(written, form, "yuan")) == answer


@pytest.mark.parametrize("form", FORMS)
def test_amounts_in_the_unit_that_the_heading_names_give_the_same_answer(form: str, written: Path, run: Run, expected: Expected) -> None:
    assert answered(run, source(written, form, "ten-thousands")) == expected((HEADINGS, *TABLE))


def test_the_two_encodings_of_the_office_program_are_two(written: Path) -> None:
    texts = [source(written, form, "yuan").read_bytes() for form in ("utf-8", "gb18030")]
    assert texts[0] != texts[1]
    assert texts[0].decode("utf-8") == texts[1].decode("gb18030")


@pytest.mark.parametrize("form", WORKBOOKS)
def test_a_sheet_is_read_by_its_name(form: str, written: Path, run: Run, expected: Expected) -> None:
    assert answered(run, source(written, form, "yuan"), "--sheet", "二月") == expected(SECOND)


OTHERWISE: dict[str, Rows] = {
    "blank-rows": (FOUR, ONE, ONE),
    "late-heading": (FOUR, ONE),
    "from-1904": (FOUR, ONE),
    "spaces": ((*FOUR, "备注"), (*ONE, "两个  空格")),
    "tiny": (FOUR, ("甲公司", "贷款利息", "0.5", "2021-03-20")),
    "sums": (FOUR, ("甲公司", "贷款利息", "0.3", "2021-03-20")),
}
# Where the rows of a sheet stand, when they do not follow a heading in the first row one by one.
STAND_AT = {"blank-rows": (2, 5), "late-heading": (4,)}
ROW = ANSWER_COLUMNS.index("row")
DEFECTS = {
    **{("errors", form): "an error of a workbook is read as blank" for form in WORKBOOKS if form != "xlsx"},
}


def expect_defect(request: pytest.FixtureRequest, name: str, form: str) -> None:
    if (name, form) in DEFECTS:
        request.applymarker(pytest.mark.xfail(reason=DEFECTS[name, form], strict=True))


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", OTHERWISE)
def test_what_the_office_program_writes_otherwise_changes_nothing(
    name: str, form: str, written: Path, run: Run, expected: Expected, request: pytest.FixtureRequest
) -> None:
    expect_defect(request, name, form)
    found = answered(run, source(written, form, name))
    assert without_places(found) == without_places(expected(OTHERWISE[name]))
    assert list(dict.fromkeys(row[ROW] for row in found[1:])) == [str(number) for number in STAND_AT.get(name, (2,))]


@pytest.mark.parametrize("form", FORMS)
def test_a_cell_that_shows_an_error_is_a_problem_that_names_the_error(
    form: str, written: Path, run: Run, request: pytest.FixtureRequest
) -> None:
    expect_defect(request, "errors", form)
    _, row = answered(run, source(written, form, "errors"))
    assert "#DIV/0!" in row[ANSWER_COLUMNS.index("problem")]


# the answer's workbook in the office program


def test_the_sheet_of_claims_shows_what_the_csv_says(shown: list[list[list[str]]], awkward: Path, run: Run, catalogue: Catalogue) -> None:
    heading, *rows = [[unguarded(cell) for cell in row] for row in answered(run, awkward)]
    seen = [[figure(cell) for cell in row] for row in shown[0]]
    assert seen[0] == [*(column.heading.zh for column in ANSWER_ROW), *heading[len(ANSWER_COLUMNS) :]]
    assert seen[1:] == [in_words(row, catalogue) for row in rows]


def in_words(row: list[str], catalogue: Catalogue) -> list[str]:
    """A row of the CSV as people read it: what is named by its id there has its name."""
    words: dict[str, Callable[[str], str]] = {
        "input": lambda id: catalogue.input(id).name.zh if id in catalogue.rows("input") else id,
        "measure": lambda id: catalogue.measure(id).title.zh,
        "verdict": lambda id: VERDICTS[id].zh,
        "bound": lambda id: BOUNDS[id].zh,
        "why": lambda ids: "；".join(catalogue.fact(id).name.zh for id in ids.split("; ")),
        "asks": lambda ids: "；".join(catalogue.fact(id).name.zh for id in ids.split("; ")),
    }
    own = [words[id](cell) if cell and id in words else cell for id, cell in zip(ANSWER_COLUMNS, row, strict=False)]
    return [*own, *row[len(ANSWER_COLUMNS) :]]


def test_the_sheet_of_subtotals_shows_the_sums_of_the_csv(
    shown: list[list[list[str]]], awkward: Path, run: Run, catalogue: Catalogue
) -> None:
    heading, *rows = answered(run, awkward)
    claims = [dict(zip(heading, map(unguarded, row), strict=True)) for row in rows if row[ANSWER_COLUMNS.index("measure")]]
    everyone, firms = subtotals(claims, everyone=True), subtotals(claims, everyone=False)
    place = {measure.id: number for number, measure in enumerate(catalogue.measures())}
    began = {name: number for number, name in enumerate(dict.fromkeys(name for name, _ in firms))}
    in_order = sorted(firms.items(), key=lambda pair: (began[pair[0][0]], place[pair[0][1]]))
    expected = []
    for (name, id), (count, low, high, unsure, unknown) in [*sorted(everyone.items(), key=lambda pair: place[pair[0][1]]), *in_order]:
        measure = catalogue.measure(id)
        ends = ("未知", "未知") if unknown else (str(high + unsure), str(unsure))
        expected.append([re.sub(r"\s", " ", name), measure.title.zh, NATURES[measure.nature].zh, str(count), str(low), *ends, str(unknown)])
    assert [[re.sub(r"\s", " ", figure(cell)) for cell in row] for row in totals(shown[1])] == expected
    assert [row[:2] for row in shown[1][1:2]] == [["查询日", "2021-04-10"]]


def totals(rows: list[list[str]]) -> list[list[str]]:
    """The rows of the summary's tables of measures: of all firms, then of each."""
    return [row for row in rows if row[2:3] and row[2] in {nature.zh for nature in NATURES.values()}]


def subtotals(claims: Sequence[dict[str, str]], everyone: bool) -> dict[tuple[str, str], list[int | Decimal]]:
    """Claims, eligible low and high, unconfirmed high, and claims without a figure, of each firm and measure, in order of appearance.

    A firm is named as it was written first.
    """
    found: dict[tuple[str, str], list[int | Decimal]] = {}
    written: dict[str, str] = {}
    for claim in claims:
        name = "（全部企业）" if everyone else written.setdefault(folded(claim["enterprise"]), claim["enterprise"])
        figures = found.setdefault((name, claim["measure"]), [0, *[Decimal("0.00")] * 3, 0])
        figures[0] += 1
        for place, verdict, column in ((1, "eligible", "low"), (2, "eligible", "high"), (3, "unconfirmed", "high")):
            figures[place] += Decimal(claim[column]) if claim["verdict"] == verdict and claim[column] else 0
        figures[4] += not claim["high"]
    return found


def test_money_and_days_are_numbers_and_everything_else_is_text(kinds: Kinds, shown: list[list[list[str]]]) -> None:
    sums, claims, *_ = kinds["answer"]
    typed = {ANSWER_COLUMNS.index(name): "float" for name in MONEY} | {ANSWER_COLUMNS.index("on"): "date"}
    unread = {cell for row in UNREAD for cell in row} - {"100", "2021-03-20"}
    for row, cells in zip(claims[1:], shown[0][1:], strict=True):
        expected = [typed.get(place, "string") if cell not in unread else "string" for place, cell in enumerate(cells)]
        assert row == [kind if cell else "" for kind, cell in zip(expected, cells, strict=True)]
    measured = [row for row in sums if (*row[:3], *row[3:5], row[7]) == (*["string"] * 3, *["float"] * 3)]
    assert len(measured) == len(totals(shown[1]))


def test_the_csv_of_the_answer_runs_nothing_in_a_spreadsheet(kinds: Kinds) -> None:
    (rows,) = kinds["lines"]
    assert {kind for row in rows for kind in row} == {"", "string", "float", "date"}


@pytest.mark.parametrize(("what", "text"), TEXTS, ids=[what for what, _ in TEXTS])
def test_no_text_of_a_table_is_run_changed_or_cut_in_the_workbook(what: str, text: str, shown: list[list[list[str]]]) -> None:
    rows = [row for row in shown[0] if row[-1] == text]
    wrecked = what == "an exponent"
    assert len(rows) == (1 if wrecked else 3), what
    # A name with an exponent is a number that a spreadsheet has rounded: a problem, and no claim.
    assert {bool(row[ANSWER_COLUMNS.index("problem")]) for row in rows} == {wrecked}
    assert {row[ANSWER_COLUMNS.index("item")] for row in rows} == {text}
    assert {row[ANSWER_COLUMNS.index("enterprise")] for row in rows} == {text[:200].strip()}
