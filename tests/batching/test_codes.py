"""A firm's credit code is its key: in a table, in a register, in a profile, by every way of computing them."""

import csv
import io
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from bjsubsidy.law.firm import Receipt
from bjsubsidy.law.firms import FirmKeys
from bjsubsidy.law.storage import packaged
from tests.batching.engines import asked, duckdb_run, through_duckdb
from tests.batching.reference import computed
from tests.conftest import Result, Run

CATALOGUE = packaged()
DAY = date(2021, 4, 1)
A, B = "91110108MA01ABCDE1", "91110108MA01ABCDE2"
TECH = "tech-credit-interest"
FACTS = {"enterprise-size": "small", "in-zhongguancun": "yes", "technology-enterprise": "yes", "tech-credit-product": "yes"}
FACTS |= {"published-conditions-met": "yes", "credit-product": "X"}
WORDS = ("--measure", TECH, "--as-of", "2021-04-01", "--plain", "--lang", "en")


def loans(*firms: tuple[str, str], amount: str = "1000000") -> list[dict[str, str]]:
    """One loan of each firm, by its name and its code: interest that pays 400,000 of a cap of 500,000 unless it is said otherwise."""
    row = {"input": "loan-interest", "amount": amount, "on": "2021-03-20", **FACTS}
    return [{"enterprise": name, "credit-code": code, "item": str(n), **row} for n, (name, code) in enumerate(firms)]


def highs(rows: Sequence[dict[str, str]], received: Sequence[Receipt] = (), best: bool = False) -> list[int | None]:
    """The high of each row in whole yuan, None where it is a problem."""
    lines = through_duckdb(rows, asked(CATALOGUE, DAY, received, measures=[TECH], best=best))
    if not best:
        assert lines == computed(rows, CATALOGUE, DAY, received, measures=[TECH])
    return [None if line[7] else (line[4] or 0) // 100 for line in lines]


@pytest.mark.parametrize(
    ("firms", "expected"),
    [
        pytest.param([("甲", A), ("甲公司", A)], [400_000, 100_000], id="one code under two names is one firm"),
        pytest.param([("甲", A), ("甲", B)], [400_000, 400_000], id="two codes under one name are two firms"),
        pytest.param([("甲", A), ("甲", B), ("甲", "")], [400_000, 400_000, None], id="such a name without a code is a problem"),
        pytest.param([("甲", A), ("甲", "")], [400_000, 100_000], id="a name takes the one code that it has elsewhere"),
        pytest.param([("甲", ""), ("甲", "")], [400_000, 100_000], id="without any code the name is the key"),
        pytest.param([("甲", ""), ("乙", A), ("甲", A)], [400_000, 100_000, 0], id="a code joins names, whatever the order"),
        pytest.param([("甲 公司", A), ("甲公司", "")], [400_000, 100_000], id="a name takes it by its folded form"),
        pytest.param([("甲", A), ("乙", A.lower())], [400_000, 100_000], id="small letters"),
        pytest.param([("甲", A), ("乙", "９１１１０１０８ＭＡ０１ＡＢＣＤＥ１")], [400_000, 100_000], id="full width"),
        pytest.param([("甲", A), ("乙", " 91110108 MA01ABCDE1 ")], [400_000, 100_000], id="spaces"),
        pytest.param([("甲", "91"), ("乙", "91")], [400_000, 100_000], id="a code of another shape is a key too"),
        pytest.param([("甲", "9.11E+17"), ("乙", "")], [None, 400_000], id="an exponent is a problem"),
        pytest.param([("甲", "/"), ("乙", "无")], [None, None], id="what is no code does not make one firm of two"),
        pytest.param([("甲", "0"), ("乙", "000")], [None, None], id="noughts do not either"),
        pytest.param([("甲", "X" * 18), ("乙", "X" * 18)], [None, None], id="nor one character all along"),
        pytest.param([("甲", "n/a"), ("乙", "NULL")], [None, None], id="nor the words for none"),
        pytest.param([(A, ""), ("甲", A)], [400_000, 100_000], id="a code that stands in the place of the name"),
    ],
)
def test_a_row_is_counted_under_its_firm(firms: list[tuple[str, str]], expected: list[int | None]) -> None:
    assert highs(loans(*firms)) == expected


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("9.11E+17", "cannot read the credit code “9.11E+17”: a spreadsheet took it for a number"),
        (
            "NA",
            "cannot read the credit code “NA”: it is a placeholder, not a code. Write its 18 characters, or leave it blank.",
        ),
        (
            "1111",
            "cannot read the credit code “1111”: it is a placeholder, not a code. Write its 18 characters, or leave it blank.",
        ),
        (
            "无",
            "cannot read the credit code “无”: a code has digits and capital letters only. Write its 18 characters, or leave it blank.",
        ),
    ],
)
def test_a_code_that_cannot_be_read_says_why(code: str, said: str, tmp_path: Path, run: Run) -> None:
    assert said in problems(run("batch", table(tmp_path, loans(("甲", code))), *WORDS))[0]


def test_a_code_may_be_written_as_excel_is_told_that_it_is_text(tmp_path: Path, run: Run) -> None:
    result = run("batch", table(tmp_path, loans(("甲", A), ("乙", f'="{A}"'))), *WORDS)
    assert [row["high"] for row in rows(result)] == ["400000.00", "100000.00"]


def test_codes_that_a_spreadsheet_cut_are_problems(tmp_path: Path, run: Run) -> None:
    found = problems(run("batch", table(tmp_path, loans(("甲", "911101080000000000"), ("乙", "911101081230000000"), ("丙", A))), *WORDS))
    assert ["a spreadsheet took it for a number" in problem for problem in found] == [True, True, False]


def test_a_long_number_of_a_workbook_is_a_problem_in_a_column_of_codes(tmp_path: Path, run: Run) -> None:
    import openpyxl

    book, (row,) = openpyxl.Workbook(), loans(("甲", ""))
    book.active.append(list(row))
    book.active.append([911101081234567890 if cell == "" else cell for cell in row.values()])
    book.save(tmp_path / "t.xlsx")
    assert "cell B2 is a number of more than fifteen digits" in problems(run("batch", str(tmp_path / "t.xlsx"), *WORDS))[0]


def test_the_problem_of_a_name_without_a_code_names_the_codes(tmp_path: Path, run: Run) -> None:
    result = run("batch", table(tmp_path, loans(("甲", A), ("甲", B), ("甲 ", ""))), *WORDS)
    said = f"credit-code: the firm “甲” has several credit codes ({A}, {B}), and this row names none. Write the code."
    assert problems(result) == ["", "", said]
    assert f"note: the firm “甲” has several credit codes: {A} (row 2), {B} (row 3); each code counts" in result.err


def test_a_firm_is_shown_as_each_row_writes_it(tmp_path: Path, run: Run) -> None:
    result = run("batch", table(tmp_path, loans(("甲", A), ("甲公司", A))), *WORDS)
    assert [(row["enterprise"], row["high"]) for row in rows(result)] == [("甲", "400000.00"), ("甲公司", "100000.00")]
    assert f"note: the credit code {A} has several names: 甲 (row 2), 甲公司 (row 3); they count as one firm\n" in result.err


def test_sums_of_a_workbook_are_of_firms_and_not_of_names(tmp_path: Path, run: Run) -> None:
    from python_calamine import CalamineWorkbook

    out = str(tmp_path / "out.xlsx")
    run("batch", table(tmp_path, loans(("甲", A), ("甲公司", A), ("乙", ""), ("乙 ", ""))), *WORDS[:4], "--lang", "en", "-o", out)
    sums = CalamineWorkbook.from_path(out).get_sheet_by_name("summary").to_python()
    assert [(row[0], row[3], row[4]) for row in sums[-2:]] == [("甲", 2, 500_000), ("乙", 2, 500_000)]


@pytest.mark.parametrize("best", [False, True])
@pytest.mark.parametrize(
    ("name", "code", "expected"),
    [
        pytest.param("甲", None, [200_000], id="a receipt by a name takes the code of the table"),
        pytest.param("别名", A, [200_000], id="a receipt by the code, whatever its name"),
        pytest.param(None, A, [200_000], id="a receipt by the code alone"),
        pytest.param("乙", B, [400_000], id="a receipt of another firm"),
        pytest.param(None, None, [200_000], id="a receipt of nobody counts for everybody"),
    ],
)
def test_what_was_received_is_counted_under_its_firm(name: str | None, code: str | None, expected: list[int], best: bool) -> None:
    received = [Receipt(TECH, 30_000_000, date(2021, 1, 5), name, {}, code)]
    assert highs(loans(("甲", A)), received, best) == expected


def test_a_register_tells_the_code_of_a_table_without_any() -> None:
    received = [Receipt(TECH, 30_000_000, date(2021, 1, 5), "甲", {}, A), Receipt(TECH, 0, date(2021, 1, 5), "乙", {}, A)]
    assert highs([{**row, "credit-code": ""} for row in loans(("甲", ""), ("乙", ""))], received) == [200_000, 0]


def test_best_and_months_go_by_the_code() -> None:
    sale = {"input": "monthly-sales", "amount": "140000", "on": "2021-04-10", "small-scale-taxpayer": "yes", "vat-levy-rate": "3%"}
    table = [{"enterprise": name, "credit-code": code, **sale} for name, code in (("甲", A), ("甲公司", A), ("乙", ""))]
    lines = through_duckdb(table, asked(CATALOGUE, date(2021, 8, 1)))
    assert lines == computed(table, CATALOGUE, date(2021, 8, 1))
    assert [line[2] for line in lines] == ["ineligible", "ineligible", "eligible"]
    assert highs(loans(("甲", A), ("甲公司", A)), best=True) == [400_000, 100_000]


@pytest.mark.parametrize(("on", "verdict"), [("2021-04-20", "unconfirmed"), ("2021-05-20", "eligible"), ("2021-13-20", "unconfirmed")])
def test_a_sale_that_may_be_of_either_firm_leaves_both_their_months_open(on: str, verdict: str) -> None:
    sale = {"input": "monthly-sales", "amount": "140000", "on": "2021-04-10", "small-scale-taxpayer": "yes", "vat-levy-rate": "3%"}
    firms = [("甲", A), ("甲", B), ("别名", A), ("乙", "")]
    table = [{"enterprise": name, "credit-code": code, **sale, "amount": "1"} for name, code in firms]
    table.append({"enterprise": "甲", "credit-code": "", **sale, "on": on})
    lines = through_duckdb(table, asked(CATALOGUE, date(2021, 8, 1)))
    assert lines == computed(table, CATALOGUE, date(2021, 8, 1))
    assert [line[2] for line in lines] == [verdict, verdict, verdict, "eligible", None]


def test_without_a_code_anywhere_nothing_is_looked_up() -> None:
    with duckdb_run(loans(("甲", ""))[:1], asked(CATALOGUE, DAY)) as run:
        assert run.firms.needed([])
    bare = [{id: cell for id, cell in row.items() if id != "credit-code"} for row in loans(("甲", ""))]
    with duckdb_run(bare, asked(CATALOGUE, DAY)) as run:
        assert not run.firms.needed([])
        assert run.engine.query("SELECT table_name FROM duckdb_tables() WHERE table_name IN ('pairs', 'codes', 'firms')") == []


# registers


def register(folder: Path, *lines: str) -> str:
    path = folder / "received.csv"
    path.write_text("\n".join(["措施,金额,日期,企业,统一社会信用代码", *lines, ""]), "utf-8")
    return str(path)


def test_a_register_has_a_column_of_codes(tmp_path: Path, run: Run) -> None:
    path = register(tmp_path, f"{TECH},30万,2021-01-05,别名,{A.lower()}")
    result = run("batch", table(tmp_path, loans(("甲", A))), *WORDS, "--received-file", path)
    assert [row["high"] for row in rows(result)] == ["200000.00"]
    assert f"has several names: 别名 ({path}:2), 甲 (row 2); they count as one firm" in result.err


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (
            f"{TECH},1,2021-01-05,甲,",
            f":2: the firm “甲” has several credit codes ({A}, {B}), and this row names none. Write the code.\n",
        ),
        (
            f"{TECH},1,2021-01-05,甲,9.11E+17",
            ":2: 统一社会信用代码: cannot read the credit code “9.11E+17”: a spreadsheet took it for a number",
        ),
    ],
)
def test_a_row_of_a_register_that_may_be_of_two_firms_is_refused(line: str, said: str, tmp_path: Path, run: Run) -> None:
    path = register(tmp_path, line)
    result = run("batch", table(tmp_path, loans(("甲", A), ("甲", B))), *WORDS, "--received-file", path)
    assert (result.code, result.out) == (3, "")
    assert f"{path}{said}" in result.err


@pytest.mark.parametrize(
    ("lines", "code"),
    [
        pytest.param([f"{TECH},1,2021-01-05,甲,{A}", f"{TECH},1,2021-01-05,乙,{A}", f"{TECH},1,2021-01-05,乙,"], 0, id="one code"),
        pytest.param([f"{TECH},1,2021-01-05,甲,{A}", f"{TECH},1,2021-01-05,乙,{B}"], 3, id="two codes"),
        pytest.param([f"{TECH},1,2021-01-05,甲,{A}", f"{TECH},1,2021-01-05,甲,{B}"], 3, id="two codes under one name"),
    ],
)
def test_a_register_of_one_firm_is_of_one_code(lines: list[str], code: int, tmp_path: Path, run: Run) -> None:
    words = ("calc", "loan-interest", "100", "--on", "2021-03-20", "--as-of", "2021-04-01")
    assert run(*words, "--received-file", register(tmp_path, *lines)).code == code


# profiles


def profile(folder: Path, *who: str) -> str:
    facts = [f'{id} = "{value}"' for id, value in FACTS.items()]
    item = '[[item]]\nlabel = "x"\ninput = "loan-interest"\namount = "1000000"\non = 2021-03-20'
    path = folder / "firm.toml"
    path.write_text("\n".join(["as-of = 2021-04-01", "[enterprise]", *who, *facts, item, ""]), "utf-8")
    return str(path)


NAMED, CODED = 'name = "甲"', f'credit-code = "{A}"'
ROWS = {"code": f"{TECH},30万,2021-01-05,别名,{A}", "name": f"{TECH},30万,2021-01-05,甲,", "both": f"{TECH},30万,2021-01-05,甲,{A}"}
ROWS["other"] = f"{TECH},30万,2021-01-05,甲,{B}"


@pytest.mark.parametrize(
    ("who", "register_rows", "amount"),
    [
        pytest.param([NAMED, CODED], ["code"], "200000.00", id="by the code"),
        pytest.param([NAMED, CODED], ["name"], "200000.00", id="by the name, where no row has another code"),
        pytest.param([NAMED], ["both"], "200000.00", id="a profile without a code takes the one of its name"),
        pytest.param([NAMED], ["both", "code"], "0.00", id="and then every row of that code"),
        pytest.param([CODED], ["code"], "200000.00", id="a profile without a name"),
        pytest.param([NAMED, CODED], ["code", "other"], "200000.00", id="one name, another code: another firm"),
        pytest.param([NAMED, f'credit-code = "{A.lower()}"'], ["code"], "200000.00", id="in small letters"),
    ],
)
def test_a_plan_finds_its_rows_by_code_and_name(who: list[str], register_rows: list[str], amount: str, tmp_path: Path, run: Run) -> None:
    path = register(tmp_path, *(ROWS[name] for name in register_rows))
    words = ("plan", profile(tmp_path, *who), "--received-file", path, "--strict", "--format", "amount", "--lang", "en")
    result = run(*words)
    assert (result.code, result.out) == (0, f"{amount}\n")


@pytest.mark.parametrize(
    ("who", "register_rows", "said"),
    [
        ([NAMED], ["both", "other"], f"[enterprise]: the firm “甲” has several credit codes ({A}, {B}), and this row names none."),
        ([NAMED, CODED], ["name", "other"], f":2: the firm “甲” has several credit codes ({A}, {B}), and this row names none."),
        ([NAMED, CODED], ["other"], "it has no row of the firm “甲”. Check its name and code, or leave out --received-file."),
        ([NAMED, 'credit-code = "9.11E+17"'], ["code"], "cannot read the credit code “9.11E+17”"),
    ],
)
def test_a_plan_does_not_guess_whose_a_row_is(who: list[str], register_rows: list[str], said: str, tmp_path: Path, run: Run) -> None:
    path = register(tmp_path, *(ROWS[name] for name in register_rows))
    result = run("plan", profile(tmp_path, *who), "--received-file", path, "--format", "amount", "--lang", "en")
    assert (result.code, result.out) == (3, "")
    assert said in result.err


def test_a_plan_notes_other_names_and_other_codes(tmp_path: Path, run: Run) -> None:
    words = ("--format", "amount", "--lang", "en")
    path = register(tmp_path, ROWS["code"], ROWS["other"])
    said = run("plan", profile(tmp_path, NAMED, CODED), "--received-file", path, *words).err
    assert f"note: {path}: the credit code {A} has several names: 甲, 别名; they count as one firm\n" in said
    assert f"note: {path}: the firm “甲” has several credit codes: {A}, {B}; each code counts as a firm" in said


def test_keys_of_nobody_are_no_keys() -> None:
    keys = FirmKeys([("甲", None), (None, A), (None, None)])
    assert [keys.key("甲", None), keys.key(None, A), keys.key(None, None)] == ["甲", A.lower(), None]


def table(folder: Path, rows: Sequence[dict[str, str]]) -> str:
    path = folder / "t.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return str(path)


def rows(result: Result) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(result.out, newline="")))


def problems(result: Result) -> list[str]:
    return [row["problem"] for row in rows(result)]
