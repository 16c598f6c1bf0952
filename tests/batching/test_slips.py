"""Likely slips of a table are noted with their rows, and counted all the same; and no row is lost in silence."""

import csv
import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import duckdb
import pytest

from bjsubsidy.batching.engine import Engine
from tests.conftest import Run

WORDS = ("--measure", "tech-credit-interest", "--as-of", "2021-04-01", "--plain")
HEADINGS = ("企业", "项目", "计算项目", "金额", "年收入", "日期", "信贷产品名称")
LOAN = ("甲", "一", "贷款利息", "100", "", "2021-03-20", "创信贷")


def written(folder: Path, *rows: tuple[str, ...]) -> str:
    with (folder / "t.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([HEADINGS, *rows])
    return f"{folder}/t.csv"


def amounts(*amounts: str) -> list[tuple[str, ...]]:
    return [(*LOAN[:1], str(n), *LOAN[2:3], amount, *LOAN[4:]) for n, amount in enumerate(amounts)]


@pytest.mark.parametrize("name", ["合计", "小计", "总计", "合 计", "合计：", "Total", "Grand Total"])
def test_a_firm_called_as_a_line_of_sums_is_noted_with_its_rows(name: str, tmp_path: Path, run: Run) -> None:
    path = written(tmp_path, LOAN, (name, "合计", *LOAN[2:]))
    zh, en = run("batch", path, *WORDS), run("batch", path, *WORDS, "--lang", "en")
    assert f"注意：企业名称是“{name}”的行（第 3 行）像是合计行，照样作为一家企业计算（共 100.00 元）；如是合计，请删去\n" in zh.err
    assert f"note: rows whose firm is “{name}” (3) look like totals; they count as a firm (100.00 yuan in all): delete them" in en.err
    assert [row["high"] for row in csv.DictReader(io.StringIO(zh.out))] == ["40.00", "40.00"]


LEDGER = ("日期", "凭证号", "摘要", "借方金额")
OF_A_LEDGER = ("--set", "enterprise=甲公司", "--set", "input=贷款利息", "--column", "amount=借方金额")


def ledger(folder: Path, *rows: tuple[str, ...]) -> str:
    with (folder / "t.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([LEDGER, *rows])
    return f"{folder}/t.csv"


SUM_PROBLEM = (
    "摘要：像是合计行（“{}”），没有计入。如是合计，请删去本行；如是一笔费用，请改写这一格。",
    "摘要: it looks like a total (“{}”) and is not counted. Delete the row if it is a total; write the cell otherwise if it is an expense.",
)


def test_sums_of_a_ledger_that_have_a_day_are_problems_and_pay_nothing(tmp_path: Path, run: Run) -> None:
    item, month, year = ("2021-01-05", "记1", "付息", "100"), ("2021-01-31", "", "本月合计", "100"), ("2021-01-31", "", "本年累计", "100.5")
    path = ledger(tmp_path, item, month, year, ("合计", "", "", "100"))
    zh, en = run("batch", path, *OF_A_LEDGER, *WORDS), run("batch", path, *OF_A_LEDGER, *WORDS, "--lang", "en")
    for answer, problem in ((zh, SUM_PROBLEM[0]), (en, SUM_PROBLEM[1])):
        rows = list(csv.DictReader(io.StringIO(answer.out)))
        assert [row["problem"] for row in rows] == ["", problem.format("本月合计"), problem.format("本年累计")]
        assert [(row["row"], row["high"]) for row in rows] == [("2", "40.00"), ("3", "0.00"), ("4", "0.00")]
    assert "1 行不是项目，没有读取（合计：第 5 行“合计 100”）" in zh.err
    assert "照样作为项目计算" not in zh.err


OF_NO_ITEM = [
    *("本月合计", "期初余额", "期末余额", "上年结转", "上月结转", "本月发生额", "本期发生额", "本年发生额", "本年累计发生额"),
    *(
        "结转下月",
        "结转下年",
        "结转下页",
        "月初余额",
        "年初余额",
        "过次页",
        " 本月合\u3000计：",
        "Opening balance",
        "BALANCE CARRIED FORWARD",
    ),
]


@pytest.mark.parametrize(
    ("named", "day", "heading"),
    [(named, ("2021-01-31", "", "月末")[place % 3], ("摘要", "备注")[place % 2]) for place, named in enumerate(OF_NO_ITEM)],
)
def test_a_row_of_no_firm_and_no_input_is_a_sum_by_its_label_or_first_cell(
    named: str, day: str, heading: str, tmp_path: Path, run: Run
) -> None:
    said, label = (("",), named) if heading == "摘要" else ((named,), "利息")
    path = tmp_path / "t.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([("备注", *LEDGER), ("", "2021-01-05", "记1", "付息", "100"), (*said, day, "", label, "7"), ("", *ITEM)])
    answer = run("batch", str(path), *OF_A_LEDGER, *WORDS)
    rows = list(csv.DictReader(io.StringIO(answer.out)))
    shown = " ".join(named.split("\u3000")).strip()
    assert [row["problem"].replace("\u3000", " ") for row in rows] == ["", SUM_PROBLEM[0].format(shown).replace("摘要", heading), ""]
    assert [row["high"] for row in rows] == ["40.00", "0.00", "40.00"]


ITEM = ("2021-01-06", "记2", "付息", "100")


@pytest.mark.parametrize(
    ("firm", "input", "counted"),
    [("甲", "贷款利息", True), ("甲", "", False), ("", "贷款利息", False), ("", "", False), (" ", "\u3000", False)],
)
def test_a_row_whose_own_cells_name_firm_and_input_is_read_whatever_its_label(
    firm: str, input: str, counted: bool, tmp_path: Path, run: Run
) -> None:
    answer = run("batch", written(tmp_path, LOAN, (firm, "本月合计", input, *LOAN[3:]), LOAN), *WORDS)
    row = list(csv.DictReader(io.StringIO(answer.out)))[1]
    assert (row["high"], not row["problem"]) == (("40.00", True) if counted else ("0.00", False))
    assert ("像是合计行（“本月合计”），没有计入" in row["problem"]) == (not firm.strip() and not input.strip())
    assert ("照样作为项目计算" in answer.err) == counted


@pytest.mark.parametrize("label", ["本月合计利息", "合计支付利息（含罚息）", "余额", "期初余额利息", "上年结转利息", ""])
def test_a_label_that_only_holds_such_a_word_is_an_item(label: str, tmp_path: Path, run: Run) -> None:
    answer = run("batch", ledger(tmp_path, ("2021-01-05", "", label, "100")), *OF_A_LEDGER, *WORDS)
    assert [row["high"] for row in csv.DictReader(io.StringIO(answer.out))] == ["40.00"]


def test_sums_of_a_parquet_file_are_problems_too(tmp_path: Path, run: Run) -> None:
    rows = "(DATE '2021-01-05', '付息', 100), (DATE '2021-01-31', '本月合计', 100)"
    duckdb.execute(f"COPY (FROM (VALUES {rows}) t(日期, 摘要, 借方金额)) TO '{tmp_path}/t.parquet'")
    answer = run("batch", f"{tmp_path}/t.parquet", *OF_A_LEDGER, *WORDS)
    assert [row["problem"] for row in csv.DictReader(io.StringIO(answer.out))] == ["", SUM_PROBLEM[0].format("本月合计")]


LABELS = {
    **dict.fromkeys(("合计", "小计：", "总 计", "累计", "本页合计", "本月合计", "本年累计", "本季合计", "过次页", "承前页"), True),
    **dict.fromkeys(("1月合计", "12月份合计", "１ 月　合计", "2021年3月合计", "第一季度小计", "Total", "SUB TOTAL", "Subtotal:"), True),
    **dict.fromkeys(("合计科技项目", "本月利息", "甲合计", "次页", "total cost", "3月", ""), False),
}


@pytest.mark.parametrize("heading", ["摘要", "项目", "备注"])
def test_an_item_called_as_a_line_of_sums_is_noted_whichever_column_names_it(heading: str, tmp_path: Path, run: Run) -> None:
    # Each amount is twice the one before, so that the sum that is noted says of every label whether it is in it.
    rows = [("甲", label, "贷款利息", str(2**place), "2021-01-05") for place, label in enumerate(LABELS)]
    with (tmp_path / "t.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([("企业", heading, "计算项目", "金额", "日期"), *rows])
    result = run("batch", f"{tmp_path}/t.csv", *WORDS)
    noted = sum(2**place for place, is_noted in enumerate(LABELS.values()) if is_noted)
    assert f"像是合计行，照样作为项目计算，共 {noted}.00 元" in result.err
    assert len(list(csv.DictReader(io.StringIO(result.out)))) == len(LABELS)


@pytest.mark.parametrize("name", ["合计金额", "平均", "共计", "总额", "合计数", "Average"])
def test_such_a_firm_is_not_said_to_be_counted_where_none_of_its_rows_is(name: str, tmp_path: Path, run: Run) -> None:
    path = written(tmp_path, LOAN, (name, "", "", "100", "", "", ""))
    zh, en = run("batch", path, *WORDS), run("batch", path, *WORDS, "--lang", "en")
    assert f"注意：企业名称是“{name}”的行（第 3 行）像是合计行；如是合计，请删去\n" in zh.err
    assert f"note: rows whose firm is “{name}” (3) look like totals: delete them if they are totals\n" in en.err


@pytest.mark.parametrize("name", ["合计科技有限公司", "共计", "甲合计"])
def test_a_firm_whose_name_only_holds_such_a_word_is_not(name: str, tmp_path: Path, run: Run) -> None:
    assert ("像是合计行" in run("batch", written(tmp_path, (name, *LOAN[1:])), *WORDS).err) == (name == "共计")


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        (("-1", "-2", "-3"), "3 of the 3 figures of the column “金额” are negative (2, 3, 4): write expenses as positive amounts"),
        (("(1.00)", "－2", "−3万", ""), "3 of the 3 figures of the column “金额” are negative (2, 3, 4)"),
        (("-1",) * 9 + ("5",), "9 of the 10 figures of the column “金额” are negative (2, 3, 4, 5, 6…)"),
        (("-1", "-2"), ""),
        (("-1", "-2", "-3", "4"), ""),
        (("-", "-", "-"), ""),
    ],
)
def test_a_column_nearly_all_negative_is_noted(cells: tuple[str, ...], said: str, tmp_path: Path, run: Run) -> None:
    result = run("batch", written(tmp_path, *amounts(*cells)), *WORDS, "--lang", "en")
    assert said in result.err
    assert ("are negative" in result.err) == bool(said)


def test_a_fact_nearly_all_negative_is_noted_too(tmp_path: Path, run: Run) -> None:
    rows = [(*row[:4], "-5", *row[5:]) for row in amounts("1", "2", "3")]
    assert "列“年收入”的 3 个数中有 3 个为负（第 2、3、4 行）" in run("batch", written(tmp_path, *rows), *WORDS).err


def spelt(folder: Path, run: Run, table: tuple[str, str], register: tuple[str, str]) -> str:
    (firm, product), (other, its_product) = table, register
    path = written(folder, (firm, *LOAN[1:6], product))
    (folder / "received.csv").write_text(
        f"measure,amount,on,enterprise,credit-product\ntech-credit-interest,5,2021-01-05,{other},{its_product}\n", "utf-8"
    )
    return run("batch", path, *WORDS, "--lang", "en", "--received-file", str(folder / "received.csv")).err


@pytest.mark.parametrize(
    ("table", "register", "notes"),
    [
        (("甲公司", "创信贷"), ("甲公司", "创信贷"), []),
        (("甲公司", "创信贷"), ("甲 公司", "创信贷"), ["enterprise: these spellings are taken as one name: “甲 公司”, “甲公司”"]),
        (("甲（公司）", "创信贷"), ("甲(公司)", "创信贷"), ["enterprise: these spellings are taken as one name: “甲(公司)”, “甲（公司）”"]),
        (("甲公司", "A贷"), ("甲公司", "ａ贷"), ["credit product: these spellings are taken as one name: “A贷”, “ａ贷”"]),
        (("甲公司", "a贷"), ("", "A贷"), ["credit product: these spellings are taken as one name: “A贷”, “a贷”"]),
        (("甲公司", "a贷"), ("乙", "A贷"), []),
        (("甲公司", "a贷"), ("乙 ", "b贷"), []),
    ],
)
def test_spellings_that_differ_between_table_and_register_are_noted(
    table: tuple[str, str], register: tuple[str, str], notes: list[str], tmp_path: Path, run: Run
) -> None:
    said = [line for line in spelt(tmp_path, run, table, register).splitlines() if "taken as one" in line]
    assert said == [f"note: {note}" for note in notes]


REGISTER = "measure,amount,on,enterprise\n"


@pytest.mark.parametrize(
    ("receipts", "zh", "en"),
    [
        (["甲"], None, None),
        (
            ["甲 ", "乙"],
            "1 笔已收款的企业不在表中，没有计入任何一行的上限：乙（{f}:3）；请核对企业名称",
            "that are not in the table: 1; they count against no",
        ),
        (["乙"] * 6, "6 笔已收款的企业不在表中，没有计入任何一行的上限：乙（{f}:2）、乙（{f}:3）、", "乙 ({f}:6)…; check the names"),
        (
            ["甲", ""],
            "1 笔已收款没有写明企业，计入每一家企业的上限：{f}:3\n",
            "name no firm: 1; they count against the caps of every firm: {f}:3\n",
        ),
    ],
)
def test_receipts_that_no_firm_of_the_table_answers_to_are_noted(
    receipts: list[str], zh: str | None, en: str | None, tmp_path: Path, run: Run
) -> None:
    place = tmp_path / "r.csv"
    place.write_text(REGISTER + "".join(f"tech-credit-interest,{n},2021-01-05,{firm}\n" for n, firm in enumerate(receipts, 1)), "utf-8")
    words = ("batch", written(tmp_path, LOAN), *WORDS, "--received-file", str(place))
    for lang, said in (("zh", zh), ("en", en)):
        err = run(*words, "--lang", lang).err
        assert ("不在表中" in err or "没有写明企业" in err or "not in the table" in err or "name no firm" in err) == bool(said)
        assert (said or "").replace("{f}", str(place)) in err


@pytest.mark.parametrize(
    ("products", "best", "rows"),
    [("XX", (), "2, 3"), ("XYX", (), "2, 4"), ("XY", (), ""), ("XX", ("--best",), "")],
)
def test_rows_of_which_only_one_may_be_claimed_are_noted_unless_a_plan_chooses(
    products: str, best: tuple[str, ...], rows: str, tmp_path: Path, run: Run
) -> None:
    with (tmp_path / "t.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerow(("enterprise", "input", "amount", "on", "first-product-level", "contract-rank", "first-product"))
        csv.writer(file).writerows(("甲", "contract-value", "100", "2021-03-20", "domestic", "1", product) for product in products)
    result = run("batch", f"{tmp_path}/t.csv", "--as-of", "2021-04-01", "--plain", "--lang", "en", *best)
    said = f"only one claim may be made for one first product, but each row is counted: 2 ({rows}); --best chooses one\n"
    assert result.code == 0
    assert (said in result.err) == bool(rows)
    assert ("--best chooses one" in result.err) == bool(rows)
    chinese = run("batch", f"{tmp_path}/t.csv", "--as-of", "2021-04-01", "--plain", *best).err
    assert ("只能申请一笔，2 行各按一笔计算（第" in chinese) == bool(rows)


# rows


def test_parquet_of_which_fewer_rows_are_read_than_it_says_is_not_believed(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = "SELECT '甲' AS enterprise, 'rd-expense' AS input, 5 AS amount, DATE '2021-01-01' AS \"on\" FROM range(3)"
    duckdb.sql(f"COPY ({rows}) TO '{tmp_path}/t.parquet'")
    whole = run("batch", f"{tmp_path}/t.parquet", "--as-of", "2021-04-01", "--plain")
    assert (whole.code, len(whole.out.splitlines())) == (0, 4)
    opened = Engine.opened

    def shorter(engine: Engine, *words: object) -> tuple[str, tuple[str, ...], list[str]]:
        sql, headings, types = opened(engine, *words)  # type: ignore[arg-type]
        return f"{sql} LIMIT 2", headings, types

    monkeypatch.setattr(Engine, "opened", shorter)
    result = run("batch", f"{tmp_path}/t.parquet", "--as-of", "2021-04-01", "--lang", "en")
    assert (result.code, result.out) == (3, "")
    assert "the engine read another number of rows than the file has" in result.err


@pytest.mark.parametrize("best", [(), ("--best",)])
def test_rows_that_are_neither_out_nor_left_out_are_missed(
    best: tuple[str, ...], tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One row has a claim, one none, one a problem; a claim is lost on the way."""
    path = written(tmp_path, LOAN, (*LOAN[:2], "研发费用", *LOAN[3:]), (*LOAN[:3], "x", *LOAN[4:]))
    whole = run("batch", path, *WORDS, "--lang", "en", *best)
    assert (whole.code, "1 row left out" in whole.err) == (0, True)
    query = Engine.query

    def losing(engine: Engine, sql: str, parameters: Sequence[object] = ()) -> list[Any]:
        found = query(engine, sql, parameters)
        if "FROM ledger GROUP BY" not in sql:
            return found
        return [(m, count - (m >= 0), *others) for m, count, *others in found]

    monkeypatch.setattr(Engine, "query", losing)
    result = run("batch", path, *WORDS, "--lang", "en", *best)
    assert (result.code, result.out) == (3, "")
    assert "the engine read another number of rows than the file has" in result.err


@pytest.mark.parametrize("written_as", ["合计", "本月合计", "小 计：", "Total"])
def test_a_sum_in_the_column_of_inputs_is_told_to_be_deleted_if_it_is_one(written_as: str, tmp_path: Path, run: Run) -> None:
    path = written(tmp_path, LOAN, (*LOAN[:2], written_as, *LOAN[3:]))
    problem = [row["problem"] for row in csv.DictReader(io.StringIO(run("batch", path, *WORDS).out))][1]
    assert problem == f"计算项目：计算项目“{written_as}”无法读取：像是合计。请写计算项目，如“贷款利息”；如果是合计行，请删去。"
    assert "or delete the row if it is a total." in run("batch", path, *WORDS, "--lang", "en").out


def test_an_item_without_a_day_is_told_to_be_deleted_where_it_is_none(tmp_path: Path, run: Run) -> None:
    path = written(tmp_path, (*LOAN[:5], "", LOAN[6]))
    zh, en = run("batch", path, *WORDS), run("batch", path, *WORDS, "--lang", "en")
    assert "日期：日期“”无法读取：内容为空。请按原件补上日期（年-月-日）；如这一行不是一笔费用，请删去。" in zh.out
    assert "it is empty. Fill it in from the original (year-month-day), or delete the row if it is no expense." in en.out


@pytest.mark.parametrize(
    ("total", "said"),
    [
        ("300", ""),
        ("407", "第 6 行“合计”为 407.00 元，其上读取的金额合计 300.00 元（不含有问题的 2 行），两者不同"),
        ("100.5", "第 6 行“合计”为 100.50 元，其上读取的金额合计 300.00 元（不含有问题的 2 行），两者不同"),
    ],
)
def test_a_sum_is_compared_with_rows_that_have_no_problem(total: str, said: str, tmp_path: Path, run: Run) -> None:
    rows = [ITEM, ("2021-01-31", "", "本月合计", "100"), ("", "记3", "付息", "7"), ("2021-01-07", "", "付息", "200")]
    answer = run("batch", ledger(tmp_path, *rows, ("合计", "", "", total)), *OF_A_LEDGER, *WORDS)
    assert said in answer.err
    assert ("两者不同" in answer.err) == bool(said)
