"""What `batch` says of a table stands on the index of its reports, and what concerns a firm on the page of that firm."""

import json
import re
from pathlib import Path

import openpyxl
import pytest

from tests.cli.test_reports import DAY, HEADING, index_rows, words
from tests.conftest import Run


@pytest.fixture(autouse=True)
def firms(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path / "firms.csv"


NOTED = """\
甲公司,91110108MA01ABCD12,污水一,sewage-fee,100,2021-03-01,,
甲公司,91110108MA01ABCD12,污水一,sewage-fee,100,2021-03-01,,
甲 公司,91110108MA01ABCD12,本月合计,sewage-fee,200,2021-03-31,,
甲公司分部,91110108MA01ABCD12,污水二,sewage-fee,7,2021-03-31,,
乙公司,,污水,sewage-fee,5,2021-03-01,,
本年累计,,,sewage-fee,412,2021-03-31,,
本月合计,,,,412,2021-03-31,,
甲公司,,污水三,sewage-fee,,2021-03-01,,
制表：丁,,,,,2021-03-31,,
丙公司,,污水,sewage-fee,,2021-03-01,,
丁公司,,污水,,,2021-03-01,,
,91110108MA01ABCD55,污水,sewage-fee,,2021-03-01,,
"""


def cautions(page: Path, lang: str = "zh") -> list[str]:
    """The notes at the head of a page."""
    begin, end = {"zh": ("注意", "汇总"), "en": ("note", "summary")}[lang]
    return words(page).partition(f"\n{begin}\n")[2].partition(f"\n{end}\n")[0].split("\n")


GONE = {
    "zh": "3 家企业的行都没有金额，没有读取，不在结果中：丙公司、丁公司、91110108MA01ABCD55；请补上金额",
    "en": "firms that are not in the answer, for none of their rows has an amount: 3 (丙公司, 丁公司, 91110108MA01ABCD55); "
    "fill the amounts in",
}
OF_THE_FIRM = {
    "zh": [
        "1 行写有“本月合计”（第 4 行），像是合计行，照样作为项目计算，共 200.00 元；如是合计，请删去",
        "各列完全相同的行（都已计算）：第 2、3 行",
        "统一社会信用代码 91110108MA01ABCD12 对应不同的企业名称：甲公司、甲公司分部；按同一家企业计算",
        "企业：以下写法视为同一名称：“甲 公司”、“甲公司”",
        "表末另有本企业的 1 行没有金额，没有读取（第 9 行）",
    ],
    "en": [
        "rows that say “本月合计” (4) look like totals; 1 of them count as items, 200.00 yuan in all: delete them if they are totals",
        "rows alike in everything (all are counted): 2, 3",
        "the credit code 91110108MA01ABCD12 has several names: 甲公司, 甲公司分部; they count as one firm",
        "enterprise: these spellings are taken as one name: “甲 公司”, “甲公司”",
        "rows of this firm without an amount, not read: 1 (9)",
    ],
}


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_notes_of_batch_stand_on_the_index_and_those_of_a_firm_on_its_page(lang: str, run: Run, firms: Path) -> None:
    firms.write_text(f"{HEADING}\n{NOTED}", "utf-8")
    result = run("batch", "firms.csv", "--reports", "reports", *DAY, "--lang", lang)
    said = [line.split(": ", 1)[1] for line in result.err.splitlines() if line.startswith("note: ")]
    said += [line.removeprefix("注意：") for line in result.err.splitlines() if line.startswith("注意：")]
    assert said
    assert set(said) == set(cautions(Path("reports/index.html"), lang)) & set(said)
    assert cautions(Path("reports/index.html"), lang)[0] == GONE[lang]
    own = cautions(Path("reports/甲公司.html"), lang)
    assert own[: len(OF_THE_FIRM[lang])] == OF_THE_FIRM[lang]
    others = "\n".join([*cautions(Path("reports/乙公司.html"), lang), *own])
    assert not re.search("本年累计|丙公司|乙公司", others)


APART = {
    "zh": (
        "2 家企业可申请的支持",
        "2 个（本年累计、本月合计），不计入企业数，但合计中有其 412.00 元；如是合计，请从表中删去后重算",
        "企业数\n2\n",
        "像是合计行，不计入企业数",
    ),
    "en": (
        "support that 2 firms can claim",
        "2 (本年累计, 本月合计), not counted as firms, but 412.00 yuan of the total are theirs:",
        "firms\n2\n",
        "looks like a total",
    ),
}


def test_what_is_called_as_sums_are_is_no_firm_of_the_index_and_stands_apart(run: Run, firms: Path) -> None:
    firms.write_text(f"{HEADING}\n{NOTED}", "utf-8")
    for lang, (head, part, count, last) in APART.items():
        run("batch", "firms.csv", "--reports", lang, *DAY, "--lang", lang)
        page = words(Path(f"{lang}/index.html"))
        assert head in page
        assert part in page
        assert count in page
        rows = index_rows(Path(f"{lang}/index.html"))
        assert [row[0] for row in rows] == ["甲公司", "乙公司", "本年累计", "本月合计"]
        assert rows[2][-1].startswith(last)


def test_a_firm_named_in_the_table_by_its_code_alone_has_not_vanished(run: Run, firms: Path) -> None:
    own = "91110108MA01ABCD12,二,sewage-fee,,2021-03-01,,"
    firms.write_text(
        f"{HEADING}\n甲公司,91110108MA01ABCD12,一,sewage-fee,1,2021-03-01,,\n,{own}\n旧名,{own}\n乙,,二,sewage-fee,,,,\n", "utf-8"
    )
    said = run("batch", "firms.csv", *DAY, "--lang", "en").err
    assert "none of their rows has an amount: 1 (乙); fill" in said


def test_a_page_names_no_option_of_the_command_line(run: Run, firms: Path) -> None:
    """Notes of the whole answer that say what to write on the line: sheets, another column, choosing among measures."""
    firms.write_text(
        "企业,项目,计算项目,金额,价税合计,日期,首创产品名称\n甲,一,合同金额,100,113,2021-03-20,A\n甲,二,合同金额,100,113,2021-03-20,A\n",
        "utf-8",
    )
    result = run("batch", "firms.csv", "--reports", "reports", *DAY)
    assert "--column amount=价税合计" in result.err
    assert "--best" in result.err
    for page in sorted(Path("reports").glob("*.html")):
        assert " --" not in words(page)
    assert "列“价税合计”未读取，原样带过；已按“金额”读取" in words(Path("reports/index.html"))
    assert "只能申请一笔" not in words(Path("reports/index.html"))


REGISTER = "measure,amount,on,enterprise\ntech-credit-interest,600000,2021-01-20,甲公司\ntech-credit-interest,300000,2021-01-20,乙公司\n"
LOANS = "甲公司,,贷款,loan-interest,100,2021-03-01,,\n乙公司,,贷款,loan-interest,100,2021-03-01,,\n"
ABOVE_ITS_CAP = {"zh": "已收款 600000.00 元", "en": "600000.00 yuan"}
OF_EVERY_CAP = {"zh": "它的每一份上限都减去这些款项", "en": "they are taken off every one of its caps"}


def texts_of(book: Path) -> str:
    sheets = openpyxl.load_workbook(book).worksheets
    return "\n".join(str(cell) for sheet in sheets for row in sheet.iter_rows(values_only=True) for cell in row if cell is not None)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_notes_on_a_register_stand_in_the_workbook_on_the_index_and_on_the_page_of_their_firm(lang: str, run: Run, firms: Path) -> None:
    firms.write_text(f"{HEADING}\n{LOANS}", "utf-8")
    Path("r.csv").write_text(REGISTER, "utf-8")
    run("batch", "firms.csv", "--received-file", "r.csv", "-o", "a.xlsx", "--reports", "reports", *DAY, "--lang", lang)
    run("batch", "firms.csv", "--received-file", "r.csv", "-o", "a.json", *DAY, "--lang", lang)
    cautions_of_document = "\n".join(json.loads(Path("a.json").read_text("utf-8"))["cautions"])
    index, mine, other = ("\n".join(cautions(Path(f"reports/{name}.html"), lang)) for name in ("index", "甲公司", "乙公司"))
    for said in (texts_of(Path("a.xlsx")), cautions_of_document, index, mine):
        assert said.count(ABOVE_ITS_CAP[lang]) == 1
        assert said.count(OF_EVERY_CAP[lang]) == 1
    assert "r.csv:2" in mine
    assert "r.csv:3" not in mine
    assert other.count(OF_EVERY_CAP[lang]) == 1
    assert "r.csv:3" in other
    assert "r.csv:2" not in other
    assert ABOVE_ITS_CAP[lang] not in other


_PROFILE = '[[item]]\nlabel = "loan"\ninput = "loan-interest"\namount = "100"\non = 2021-03-01\n'


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("command", [["plan", "firm.toml"], ["calc", "loan-interest", "100", "--on", "2021-03-01"]], ids=["plan", "calc"])
def test_the_notes_on_a_register_stand_in_every_answer_that_has_notes_and_on_standard_error_once(
    command: list[str], lang: str, run: Run, firms: Path
) -> None:
    Path("firm.toml").write_text(_PROFILE, "utf-8")
    Path("r.csv").write_text("measure,amount\ntech-credit-interest,600000\n", "utf-8")
    line = [*command, "--received-file", "r.csv", *DAY, "--lang", lang]
    told = [run(*line, "-o", name) for name in ("a.html", "a.xlsx", "a.json", "a.csv")]
    document = json.loads(Path("a.json").read_text("utf-8"))["cautions"]
    for said in (words(Path("a.html")), texts_of(Path("a.xlsx")), "\n".join(document)):
        assert said.count(ABOVE_ITS_CAP[lang]) == 1
        assert said.count(OF_EVERY_CAP[lang]) == 1
    assert [result.err.count(ABOVE_ITS_CAP[lang]) for result in told] == [1, 1, 1, 1]
    shown = run(*line, "--format", "table")
    assert (shown.out + shown.err).count(ABOVE_ITS_CAP[lang]) == 1


_CONTRACT = (
    '[enterprise]\nfirst-product-level = "domestic"\n[[item]]\nlabel = "contract"\ninput = "contract-value"\namount = "310万"\n'
    "on = 2021-03-05\ncontract-rank = 1\n"
)
_CALC = ["calc", "contract-value", "310万", "--on", "2021-03-05", "--first-product-level", "domestic", "--contract-rank", "1"]


@pytest.mark.parametrize("command", [["plan", "firm.toml"], _CALC], ids=["plan", "calc"])
@pytest.mark.parametrize(
    ("lang", "said"), [("zh", "✓ 符合（原文只规定最高额）"), ("en", "✓ eligible (the text gives a maximum only)")], ids=["zh", "en"]
)
def test_a_report_says_at_the_claim_why_nothing_of_it_is_certain(command: list[str], lang: str, said: str, run: Run, firms: Path) -> None:
    Path("firm.toml").write_text(_CONTRACT, "utf-8")
    for name in ("a.html", "a.xlsx"):
        run(*command, "-o", name, *DAY, "--lang", lang)
    assert words(Path("a.html")).count(said) == 1
    assert texts_of(Path("a.xlsx")).count(said) == 1
    rows = run(*command, "--format", "csv", *DAY, "--lang", lang)
    assert ",eligible," in rows.out
    assert said.strip("✓ ") not in rows.out


def test_a_claim_of_a_certain_amount_has_nothing_beside_its_verdict(run: Run, firms: Path) -> None:
    Path("firm.toml").write_text('[[item]]\nlabel = "fee"\ninput = "sewage-fee"\namount = "5"\non = 2021-03-01\n', "utf-8")
    run("plan", "firm.toml", "-o", "a.xlsx", *DAY, "--lang", "zh")
    assert "✓ 符合（" not in texts_of(Path("a.xlsx"))
