"""What was already received: on the command line, and in a register."""

from datetime import date
from pathlib import Path

import duckdb
import openpyxl
import pytest

from bjsubsidy.errors import Problem, UnreadableFile, UnusableFile
from bjsubsidy.language import Text
from bjsubsidy.law.catalogue import Catalogue
from bjsubsidy.law.firm import Receipt
from bjsubsidy.readers.receipts import joined_receipts, parse_receipt, receipt_scopes
from bjsubsidy.readers.register import read_register, read_registers
from tests.conftest import Run

AS_OF = date(2021, 4, 1)
JANUARY = date(2021, 1, 15)


UNDATED = "note: --received: receipts that name no day of the expense (on): 1; they count against every year's cap of their measure\n"


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("ip-pledge-interest=100000@2021-01-15", Receipt("ip-pledge-interest", 100_000_00, JANUARY)),
        ("rd-expense=20万@2021年1月15日", Receipt("rd-expense", 200_000_00, JANUARY)),
        (" rd-expense = 0.01 @ 20210115 ", Receipt("rd-expense", 1, JANUARY)),
        ("rd-expense=0@2021/1/15", Receipt("rd-expense", 0, JANUARY)),
        ("rd-expense=5@2021-04-01", Receipt("rd-expense", 5_00, AS_OF)),
        ("rd-expense=5", Receipt("rd-expense", 5_00, None)),
        ("rd-expense=1.5万", Receipt("rd-expense", 15_000_00, None)),
    ],
)
def test_a_receipt_is_measure_amount_and_day(written: str, expected: Receipt, catalogue: Catalogue) -> None:
    assert parse_receipt(written, catalogue, AS_OF) == expected


@pytest.mark.parametrize(
    ("written", "zh", "en"),
    [
        ("", "不是 措施=金额@日期", "is not MEASURE=AMOUNT@DATE"),
        ("rd-expense", "不是 措施=金额@日期", "is not MEASURE=AMOUNT@DATE"),
        ("rd-expense@2021-01-15", "不是 措施=金额@日期", "is not MEASURE=AMOUNT@DATE"),
        ("rd-expense=@2021-01-15", "金额“”无法读取：内容为空", "cannot read the amount “”: it is empty"),
        ("rd-expense=5@", "日期“”无法读取：内容为空", "cannot read the date “”: it is empty"),
        ("rd-expense=-5@2021-01-15", "金额不能为负", "an amount cannot be negative"),
        ("rd-expense=5@2021-02-30", "没有这一天", "there is no such day"),
        ("rd-expense=5@2021-01-15@2021-01-16", "金额“5@2021-01-15”无法读取", "cannot read the amount “5@2021-01-15”"),
        ("rd-expense=5@2021-04-02", "2021-04-02 晚于查询日 2021-04-01", "2021-04-02 is after the day of asking, 2021-04-01"),
        ("rd-expence=5@2021-01-15", "没有名为“rd-expence”的措施。是否为 rd-expense？", "Did you mean rd-expense?"),
        ("=5@2021-01-15", "没有名为“”的措施", "there is no measure “”"),
        ("work-for-training-subsidy=5@2021-01-15", "原文没有载明金额或比例", "no figure is printed"),
    ],
)
def test_a_receipt_that_cannot_be_read_names_its_option(written: str, zh: str, en: str, catalogue: Catalogue) -> None:
    with pytest.raises(Problem) as caught:
        parse_receipt(written, catalogue, AS_OF)
    assert caught.value.sentence("zh").startswith("--received：")
    assert caught.value.sentence("en").startswith("--received: ")
    assert zh in caught.value.sentence("zh")
    assert en in caught.value.sentence("en")


@pytest.mark.parametrize(
    ("day", "high", "note"), [("@2021-01-15", "200000.00", ""), ("@2020-12-20", "500000.00", ""), ("", "200000.00", UNDATED)]
)
def test_a_receipt_without_its_day_counts_against_every_year_and_is_said(day: str, high: str, note: str, run: Run) -> None:
    facts = ("--enterprise-size", "small", "--in-zhongguancun", "--technology-enterprise", "--tech-credit-product")
    words = ("calc", "loan-interest", "1250000", *facts, "--measure", "tech-credit-interest", "--on", "2021-03-20", "--as-of", "2021-04-01")
    result = run(*words, "--received", f"tech-credit-interest=300000{day}", "--format", "amount", "--lang", "en")
    assert (result.code, result.out) == (0, f"{high}\n")
    assert ("every year" in result.err) == bool(note)
    assert note in result.err


def test_a_register_may_name_every_scope_of_a_cap_that_is_a_fact(catalogue: Catalogue) -> None:
    assert receipt_scopes(catalogue) == {"credit-product", "loan", "borrower", "first-product-level", "exhibition", "first-product"}


def anywhere(receipts: list[Receipt]) -> list[Receipt]:
    """Receipts without the places in which they stand."""
    return [receipt.replace(place="") for receipt in receipts]


@pytest.mark.parametrize(
    ("register", "expected"),
    [
        ("measure,amount,on\n", []),
        ("measure,amount\nrd-expense,5\n", [Receipt("rd-expense", 5_00, None)]),
        ("措施,金额,到账日期\nrd-expense,5,2021-03-01\n", [Receipt("rd-expense", 5_00, None)]),
        ("measure,amount,on,paid-on\nrd-expense,5,2021-01-15,2021-03-01\n", [Receipt("rd-expense", 5_00, JANUARY)]),
        ("measure,amount,on\nrd-expense,5,2021-01-15\n", [Receipt("rd-expense", 5_00, JANUARY)]),
        ("on,measure,amount\n2021-01-15,rd-expense,5", [Receipt("rd-expense", 5_00, JANUARY)]),
        ("\ufeffmeasure,amount,on\r\nrd-expense,5,2021-01-15\r\n", [Receipt("rd-expense", 5_00, JANUARY)]),
        (' measure , amount , on \nrd-expense,"1,200,000.00",2021-01-15\n', [Receipt("rd-expense", 1_200_000_00, JANUARY)]),
        ("measure,amount,on\n\n , ,\nrd-expense,5,2021-01-15\n", [Receipt("rd-expense", 5_00, JANUARY)]),
        (
            "measure,amount,on,enterprise,loan\nfirst-product-interest,5,2021-01-15,甲公司,L1\nrd-expense,6,2021-01-15,,\n",
            [Receipt("first-product-interest", 5_00, JANUARY, None, {"loan": "L1"}), Receipt("rd-expense", 6_00, JANUARY)],
        ),
        (
            "measure,amount,on,first-product-level\nfirst-product-contract,5,2021-01-15,international\n",
            [Receipt("first-product-contract", 5_00, JANUARY, None, {"first-product-level": "international"})],
        ),
    ],
)
def test_a_register_is_read_row_by_row(register: str, expected: list[Receipt], catalogue: Catalogue, tmp_path: Path) -> None:
    path = tmp_path / "received.csv"
    path.write_bytes(register.encode("utf-8"))
    assert anywhere(read_register(str(path), catalogue, AS_OF)) == expected


@pytest.mark.parametrize(
    ("register", "places"),
    [
        ("", {"": ["the table is empty"]}),
        ("amount,on\n5,2021-01-15\n", {": heading": ["the column “measure” (措施) is missing"]}),
        ("measure,amount,paid-on\nrd-expense,5,2021-04-02\n", {":2": ["2021-04-02 is after the day of asking"]}),
        ("measure,amount,on\nrd-expense,5,2021-04-02\n", {":2": ["the day of the expense (on) 2021-04-02 is after"]}),
        ("measure,amount,on\nrd-expense,5,2021-04-03\n", {":2": ["If it is the day on which the money came, write it as paid-on"]}),
        ("measure,amount,paid-on\nrd-expense,5,2021-04-02\n", {":2": ["the day of payment (paid-on) 2021-04-02 is after"]}),
        ("measure,amonut,on\n", {": heading": ["in this table it may be “amonut”. Rename a heading, or add the column."]}),
        ("measure,amount,on,on\n", {": heading": ["the column “on” stands twice"]}),
        ("measure,amount,on,loans\n", {":1": ["there is no column “loans”. Did you mean loan?"]}),
        ("measure,amount,on\nrd-expense,5\n", {":2": ["it has 2 cells, the heading has 3"]}),
        ("measure,amount,on\nrd-expense,5,2021-01-15,x\n", {":2": ["it has 4 cells, the heading has 3"]}),
        (
            "measure,amount,on\nrd-expence,5,2021-01-15\nrd-expense,5,2021-01-15\nrd-expense,,2021-01-15\nrd-expense,5,2022-01-15\n",
            {":2": ["Did you mean rd-expense?"], ":4": ["it is empty"], ":5": ["is after the day of asking"]},
        ),
        ("measure,amount,on\nwork-for-training-subsidy,5,2021-01-15\n", {":2": ["no figure is printed"]}),
        ("measure,amount,on,first-product-level\nrd-expense,5,2021-01-15,world\n", {":2": ["“world”"]}),
        ('measure,amount,on\nrd-expense,"5,2021-01-15\n', {"": ["a quotation mark that opens in line 2 is never closed"]}),
        ('measure,amount,on,enterprise\n\nrd-expense,x,2021-01-15,"a\nb"\nrd-expense,5,x,\n', {":3": ["“x”"], ":4": ["“x”"]}),
    ],
)
def test_every_fault_of_a_register_is_said_at_its_line(
    register: str, places: dict[str, list[str]], catalogue: Catalogue, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("received.csv").write_bytes(register.encode("utf-8"))
    with pytest.raises(UnusableFile) as caught:
        read_register("received.csv", catalogue, AS_OF)
    lines = caught.value.sentence("en").split("\n")
    expected = [(f"received.csv{line}: ", said) for line, all_said in places.items() for said in all_said]
    assert len(lines) == len(expected)
    for line, (where, said) in zip(lines, expected, strict=True):
        assert line.startswith(where)
        assert said in line


def test_a_register_of_two_firms_is_refused(catalogue: Catalogue, tmp_path: Path) -> None:
    path = tmp_path / "received.csv"
    path.write_text("measure,amount,on,enterprise\nrd-expense,5,2021-01-15,甲\nrd-expense,5,2021-01-15,乙\n", "utf-8")
    with pytest.raises(UnusableFile) as caught:
        read_register(str(path), catalogue, AS_OF)
    assert "有一家以上的企业" in caught.value.sentence("zh")
    assert "it has rows of more than one firm" in caught.value.sentence("en")


def test_a_register_may_be_saved_in_gb18030_under_chinese_headings(catalogue: Catalogue, tmp_path: Path) -> None:
    path = tmp_path / "received.csv"
    path.write_bytes("措施,金额,日期,企业\nrd-expense,5万元,2021年1月15日,甲公司\nrd-expense,6,2021-01-15,\n".encode("gb18030"))
    assert anywhere(read_register(str(path), catalogue, AS_OF)) == [
        Receipt("rd-expense", 50_000_00, JANUARY),
        Receipt("rd-expense", 6_00, JANUARY),
    ]


def test_a_register_in_no_known_encoding_is_refused(catalogue: Catalogue, tmp_path: Path) -> None:
    path = tmp_path / "received.csv"
    path.write_bytes(b"measure,amount,on\nrd-expense,5,2021-01-15\xff\xff\n")
    with pytest.raises(UnusableFile) as caught:
        read_register(str(path), catalogue, AS_OF)
    assert [fault.sentence("zh").split("不是 ")[1].split("。")[0] for fault in caught.value.faults] == ["UTF-8", "GB18030"]


@pytest.mark.parametrize("name", ["missing.csv", "."])
def test_a_register_that_cannot_be_opened_is_refused(name: str, catalogue: Catalogue, tmp_path: Path) -> None:
    path = str(tmp_path / name)
    with pytest.raises(UnreadableFile) as caught:
        read_register(path, catalogue, AS_OF)
    assert "cannot read the file" in caught.value.sentence("en")


LOAN = {"loan": "L-1"}


@pytest.mark.parametrize(
    ("own", "register", "all_once", "both"),
    [
        ([Receipt("a", 5, JANUARY)], [Receipt("a", 5, JANUARY)], [Receipt("a", 5, JANUARY)], 1),
        ([Receipt("a", 5, JANUARY)], [Receipt("a", 5, JANUARY)] * 2, [Receipt("a", 5, JANUARY)] * 2, 1),
        ([Receipt("a", 5, JANUARY)], [Receipt("a", 6, JANUARY)], [Receipt("a", 5, JANUARY), Receipt("a", 6, JANUARY)], 0),
        ([Receipt("a", 5, None)], [Receipt("a", 5, None)], [Receipt("a", 5, None)] * 2, 0),
        ([Receipt("a", 5, JANUARY)], [Receipt("a", 5, JANUARY, None, LOAN)], [Receipt("a", 5, JANUARY, None, LOAN)], 1),
        (
            [Receipt("a", 5, JANUARY, None, {"loan": "l-1 "})],
            [Receipt("a", 5, JANUARY, None, LOAN)],
            [Receipt("a", 5, JANUARY, None, {"loan": "l-1 "})],
            1,
        ),
        (
            [Receipt("a", 5, JANUARY, None, {"loan": "L-2"})],
            [Receipt("a", 5, JANUARY, None, LOAN)],
            [Receipt("a", 5, JANUARY, None, {"loan": "L-2"}), Receipt("a", 5, JANUARY, None, LOAN)],
            0,
        ),
    ],
)
def test_what_stands_in_a_profile_and_a_register_counts_once(
    own: list[Receipt], register: list[Receipt], all_once: list[Receipt], both: int
) -> None:
    found, twice = joined_receipts(own, register, Text("第 {n} 笔", "no. {n}"))
    assert (found, len(twice)) == (all_once, both)


def workbook(folder: Path, sheets: dict[str, list[tuple[object, ...]]]) -> str:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(folder / "received.xlsx")
    return str(folder / "received.xlsx")


HEADED = ("措施", "金额", "日期")


def test_every_visible_sheet_of_a_register_that_has_a_heading_is_read(catalogue: Catalogue, tmp_path: Path) -> None:
    months: dict[str, list[tuple[object, ...]]] = {
        name: [HEADED, ("rd-expense", amount, "2021-01-15")] for name, amount in (("1月", 5), ("2月", 6))
    }
    path = workbook(tmp_path, {"封面": [("补贴登记",)], **months, "空": []})
    said: list[Text] = []
    assert anywhere(read_register(path, catalogue, AS_OF, said.append)) == [
        Receipt("rd-expense", 5_00, JANUARY),
        Receipt("rd-expense", 6_00, JANUARY),
    ]
    assert [note.zh.removeprefix(f"{path}：") for note in said] == ["工作表 封面 没有标题行，未读取", "读取了工作表 1月、2月"]
    assert "sheets without a heading row are not read: 封面" in said[0].en


def test_a_register_of_sheets_without_a_heading_is_refused_by_their_names(catalogue: Catalogue, tmp_path: Path) -> None:
    path = workbook(tmp_path, {"封面": [("补贴登记",)], "附注": [("无",)]})
    with pytest.raises(UnusableFile) as caught:
        read_register(path, catalogue, AS_OF)
    assert "工作表 封面、附注 都没有标题行" in caught.value.sentence("zh")
    assert "none of its sheets has a heading row: 封面, 附注" in caught.value.sentence("en")


@pytest.mark.parametrize(
    ("rows", "zh", "en"),
    [
        (["rd-expense,5,2021-01-15", "rd-expense,6,2021-01-15"], None, None),
        (
            ["rd-expense,5,2021-01-15", "rd-expense,6,2021-01-15", "rd-expense, 5,2021-01-15"],
            "（都已计入已收）：第 2、4 行",
            "received): 2, 4",
        ),
        (["rd-expense,5,2021-01-15"] * 6, "第 2、3、4、5、6… 行", "2, 3, 4, 5, 6…"),
    ],
)
def test_rows_of_a_register_alike_in_everything_are_noted(
    rows: list[str], zh: str | None, en: str | None, catalogue: Catalogue, tmp_path: Path
) -> None:
    path = tmp_path / "received.csv"
    path.write_text("\n".join(["measure,amount,on", *rows]) + "\n", "utf-8")
    said: list[Text] = []
    assert len(read_register(str(path), catalogue, AS_OF, said.append)) == len(rows)
    assert len(said) == bool(zh)
    assert all(str(zh) in note.zh and str(en) in note.en for note in said)


@pytest.mark.parametrize(
    ("row", "columns"),
    [
        ("甲,rd-expense,1200,2021-13-01,2021-14-01", ["发生日", "到账日期"]),
        ("甲,rd-expense,much,2021-01-01,2021-02-01", ["金额"]),
        ("甲,rd-expanse,1200,2021-01-01,2021-14-01", ["措施", "到账日期"]),
    ],
)
def test_a_fault_of_a_register_names_its_column(row: str, columns: list[str], catalogue: Catalogue, tmp_path: Path) -> None:
    path = tmp_path / "received.csv"
    path.write_text(f"企业,措施,金额,发生日,到账日期\n{row}\n", "utf-8")
    with pytest.raises(UnusableFile) as refused:
        read_registers(str(path), catalogue, date(2021, 4, 1))
    lines = refused.value.sentence("zh").splitlines()
    assert sorted(line.removeprefix(f"{path}:2：").partition("：")[0] for line in lines) == sorted(columns)


FOOTED: list[list[str | float | None]] = [
    ["2021年已收补贴登记表", None, None, None],
    ["序号", "措施名称", "补贴金额", "日期"],
    [1, "rd-expense", 500, "2021-01-15"],
    [2, "rd-expense", 700.5, "2021-01-16"],
    ["合计", None, 1200, None],
    ["制表人：张三", None, None, None],
]


def test_a_register_has_titles_sums_footers_and_columns_of_its_own(catalogue: Catalogue, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in FOOTED:
        book.active.append([("金额" if cell == "补贴金额" else cell) for cell in row])
    book.save(tmp_path / "received.xlsx")
    told: list[str] = []
    found = read_register(str(tmp_path / "received.xlsx"), catalogue, AS_OF, lambda note: told.append(note.zh))
    assert [receipt.amount for receipt in found] == [500_00, 700_50]
    assert [note.partition("：")[2] for note in told] == [
        "3 行不是项目，没有读取（标题行以上：第 1 行“2021年已收补贴登记表”；合计：第 5 行“合计 1200”；末尾无金额：第 6 行“制表人：张三”）",
        "没有用到的列：序号",
        "第 5 行“合计”为 1200.00 元，其上读取的金额合计 1200.50 元，两者不同",
    ]


def test_a_register_in_parquet_is_read_as_its_cells_are_typed(catalogue: Catalogue, tmp_path: Path) -> None:
    cells = "'rd-expense' AS measure, CAST(1234567890123.45 AS DECIMAL(18,2)) AS amount, DATE '2021-01-15' AS \"on\""
    duckdb.sql(f"COPY (SELECT {cells}) TO '{tmp_path / 'received.parquet'}'")
    assert anywhere(read_register(str(tmp_path / "received.parquet"), catalogue, AS_OF)) == [
        Receipt("rd-expense", 123456789012345, date(2021, 1, 15))
    ]
