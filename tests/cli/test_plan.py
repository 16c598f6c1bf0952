"""The command `plan`: its formats in both languages, the starting profile, the seconds it may take, and the register beside it."""

import csv
import io
import json
import re
import time
import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bjsubsidy.law.catalogue import Catalogue
from bjsubsidy.readers.profile import read_profile
from tests.conftest import Run

FIRM = """\
as-of = 2021-04-10

[enterprise]
name = "某某科技有限公司"
enterprise-size = "small"
in-zhongguancun = true
technology-enterprise = true
annual-revenue = "1.8亿"
high-precision-industry = true
core-technology-or-ip = true
first-product-level = "domestic"
fraud-on-record = false
travel-agency = true

[[item]]
label = "A 银行利息"
input = "loan-interest"
amount = 1450000.10
on = 2021-03-20
ip-pledged = true
tech-credit-product = false
loan = "A-1"
loan-rate = "4.6%"
loan-date = 2021-01-08

[[item]]
label = "B 银行利息"
input = "loan-interest"
amount = "90万"
on = 2021-03-21
tech-credit-product = true
credit-product = "B"
loan = "B-1"

[[item]]
label = "污水处理费"
input = "sewage-fee"
amount = "8500.50"
on = 2021-03-01

[[item]]
label = "质保金"
input = "travel-deposit"
amount = "20万"
on = 2021-03-01

[[item]]
label = "道路"
input = "road-occupation-fee"
amount = "1200"
on = 2021-04-02

[[received]]
measure = "ip-pledge-interest"
amount = "100000"
on = 2021-01-15
"""


@pytest.fixture
def profile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The firm as firm.toml in a folder of its own, in which the command runs."""
    monkeypatch.chdir(tmp_path)
    path = Path("firm.toml")
    path.write_text(FIRM, "utf-8")
    return path


def document(run: Run, *words: str) -> dict[str, Any]:
    answer = run("plan", "firm.toml", "--format", "json", *words)
    assert answer.code == 0
    found: dict[str, Any] = json.loads(answer.out)
    return found


# Formats


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        (
            "zh",
            [
                "某某科技有限公司：5 个项目，申请 4 项，查询日 2021-04-10",
                "合计",
                "已证明：按合计最高额比，没有更好的组合",
                "上限尚余：",
                "另有 5 项未采用的措施",
            ],
        ),
        (
            "en",
            [
                "某某科技有限公司: 5 items, 4 claims, day of asking 2021-04-10",
                "total",
                "proven: no other set has a higher total",
                "caps remaining:",
                "also 5 measures given up",
            ],
        ),
    ],
)
def test_a_table_says_claims_totals_reasons_caps_questions_and_days(run: Run, profile: Path, lang: str, said: list[str]) -> None:
    answer = run("plan", "firm.toml", "--lang", lang)
    assert (answer.code, answer.err) == (0, "")
    questions, days = ("先回答这些问题", "日期：") if lang == "zh" else ("answer these questions first", "dates:")
    assert [words for words in [*said, questions, days, "2021-06-30", "768,500.50"] if words not in answer.out] == []


@pytest.mark.parametrize(("lang", "more"), [("zh", "加 --explain 全部列出"), ("en", "--explain lists them")])
def test_explain_shows_the_working_of_every_claim_and_all_questions(run: Run, profile: Path, lang: str, more: str) -> None:
    profile.write_text(FIRM + '[[item]]\nlabel = "损失"\ninput = "loan-loss"\namount = "5"\non = 2021-03-01\n', "utf-8")
    short, whole = run("plan", "firm.toml", "--lang", lang).out, run("plan", "firm.toml", "--lang", lang, "--explain").out
    assert more in short
    assert more not in whole
    for words in ("= 1,450,000.10 × 40% = 580,000.04", "= 900,000.00 × 40% = 360,000.00", "= 200,000.00 × 80% = 160,000.00"):
        assert words in whole
        assert words not in short
    assert len(whole.splitlines()) > len(short.splitlines())
    assert short.splitlines()[:8] == whole.splitlines()[:8]


def test_json_has_the_keys_of_the_contract(run: Run, profile: Path) -> None:
    found = document(run)
    assert {"schema", "catalogue", "total", "claims", "given_up", "caps", "questions", "deadlines", "proven", "gap"} <= set(found)
    assert (found["schema"], found["enterprise"], found["as_of"]) == ("bjsubsidy/plan/2", "某某科技有限公司", "2021-04-10")
    assert (found["proven"], found["gap"], found["strict"], found["limits"]) == (True, "0.00", False, ["fraud-exclusion"])
    for claim in found["claims"]:
        assert {"item", "measure", "verdict", "bound", "low", "high", "uncapped", "caps", "conditions", "sources", "steps"} <= set(claim)
    for given_up in found["given_up"]:
        assert {"item", "measure", "high", "why"} <= set(given_up)
    for cap in found["caps"]:
        assert {"measure", "amount", "scope", "used", "remaining", "binds_at", "binding"} <= set(cap)
    assert all(set(question) == {"fact", "amount", "items", "measures"} for question in found["questions"])
    assert all({"id", "date", "kind", "title", "measures", "sources"} <= set(deadline) for deadline in found["deadlines"])


def test_json_says_what_is_claimed_and_what_is_no_income(run: Run, profile: Path) -> None:
    found = document(run)
    assert [(claim["item"], claim["measure"], claim["low"], claim["high"], claim["uncapped"]) for claim in found["claims"]] == [
        ("A 银行利息", "ip-pledge-interest", "400000.00", "400000.00", "580000.04"),
        ("B 银行利息", "first-product-interest", "0.00", "360000.00", "360000.00"),
        ("污水处理费", "sewage-fee", "8500.50", "8500.50", "8500.50"),
        ("质保金", "travel-deposit", "0.00", "160000.00", "160000.00"),
    ]
    total = found["total"]
    assert (total["low"], total["high"]) == ("408500.50", "768500.50")
    assert total["natures"] == {
        "grant": {"low": "400000.00", "high": "760000.00", "counted": "760000.00"},
        "saving": {"low": "8500.50", "high": "8500.50", "counted": "8500.50"},
        "refund": {"low": "0.00", "high": "160000.00", "counted": "160000.00"},
    }
    assert ("道路", "road-occupation-fee", "0.00") in [(g["item"], g["measure"], g["high"]) for g in found["given_up"]]


def test_money_is_text_everywhere_and_nothing_is_a_float(run: Run, profile: Path) -> None:
    def floats(value: object) -> Iterator[object]:
        if isinstance(value, float):
            yield value
        for part in value.values() if isinstance(value, dict) else value if isinstance(value, list) else []:
            yield from floats(part)

    assert list(floats(document(run))) == []


def test_json_is_the_same_in_both_languages_but_for_what_a_person_reads(run: Run, profile: Path) -> None:
    zh, en = document(run), document(run, "--lang", "en")
    assert list(zh) == list(en)
    assert zh["total"] == en["total"]
    assert [claim["high"] for claim in zh["claims"]] == [claim["high"] for claim in en["claims"]]
    assert zh["given_up"] != en["given_up"]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_csv_has_a_row_for_each_claim(run: Run, profile: Path, lang: str) -> None:
    answer = run("plan", "firm.toml", "--format", "csv", "--lang", lang)
    rows = list(csv.DictReader(io.StringIO(answer.out)))
    assert [(row["item"], row["measure"], row["verdict"], row["nature"], row["amount"], row["on"], row["high"]) for row in rows] == [
        ("A 银行利息", "ip-pledge-interest", "eligible", "grant", "1450000.10", "2021-03-20", "400000.00"),
        ("B 银行利息", "first-product-interest", "unconfirmed", "grant", "900000.00", "2021-03-21", "360000.00"),
        ("污水处理费", "sewage-fee", "eligible", "saving", "8500.50", "2021-03-01", "8500.50"),
        ("质保金", "travel-deposit", "unconfirmed", "refund", "200000.00", "2021-03-01", "160000.00"),
    ]
    assert (answer.code, answer.err) == (0, LATE[lang])


# One item lies after the edition's end, and a format without room for the caution says it beside the answer.
LATE = {
    "zh": "注意：发生日晚于本版目录截止日 2021-03-31，此后的文件不在本版之内\n",
    "en": "note: the day is past this edition's end (2021-03-31); later texts are not in it\n",
}


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(("words", "amount"), [((), "768500.50"), (("--strict",), "408500.50")])
def test_amount_is_the_high_total_of_income(run: Run, profile: Path, lang: str, words: tuple[str, ...], amount: str) -> None:
    assert run("plan", "firm.toml", "--format", "amount", "--quiet", "--lang", lang, *words) == (0, f"{amount}\n", "")


def test_strict_says_so_in_json(run: Run, profile: Path) -> None:
    found = document(run, "--strict", "--lang", "en")
    assert found["strict"] is True
    assert {claim["verdict"] for claim in found["claims"]} == {"eligible"}
    assert {g["why"] for g in found["given_up"] if g["verdict"] == "unconfirmed"} == {"unconfirmed, and only eligible claims are chosen"}


@pytest.mark.parametrize(
    ("name", "start"), [("out.json", "{"), ("out.csv", "\ufeffitem,input"), ("out.txt", "某某科技有限公司："), ("out", "某某")]
)
def test_a_file_takes_its_format_from_its_ending(run: Run, profile: Path, name: str, start: str) -> None:
    assert run("plan", "firm.toml", "-o", name) == (0, "", LATE["zh"] if name.endswith(".csv") else "")
    assert Path(name).read_text("utf-8").startswith(start)


@pytest.mark.parametrize("name", ["firm.toml", "./firm.toml", "link.toml"])
def test_the_profile_is_never_written_over(run: Run, profile: Path, name: str) -> None:
    if name == "link.toml":
        Path(name).symlink_to("firm.toml")
    answer = run("plan", "firm.toml", "--format", "json", "-o", name, "--lang", "en")
    assert (answer.code, answer.out) == (2, "")
    assert "-o names the input file" in answer.err
    assert profile.read_text("utf-8") == FIRM


def test_a_firm_without_name_and_items(run: Run, profile: Path) -> None:
    profile.write_text("as-of = 2021-04-10\n", "utf-8")
    assert "本企业：0 个项目，申请 0 项" in run("plan", "firm.toml").out
    assert "the firm: 0 items, 0 claims" in run("plan", "firm.toml", "--lang", "en").out
    assert run("plan", "firm.toml", "--format", "amount").out == "0.00\n"
    assert document(run)["enterprise"] is None


def test_a_cap_that_nobody_can_reckon_is_unknown(run: Run, profile: Path) -> None:
    item = '[[item]]\nlabel = "T"\ninput = "technology-transfer-income"\namount = "100万"\non = 2021-03-01\n'
    received = '[[received]]\nmeasure = "technology-transfer-tax"\namount = "5"\non = 2021-01-15\n'
    profile.write_text(f"as-of = 2021-04-10\n{item}\n{received}", "utf-8")
    found = document(run, "--lang", "en")
    assert found["claims"] == []
    assert [(g["high"], g["why"]) for g in found["given_up"]] == [
        (None, "a fact that the amount needs is missing: corporate income tax rate")
    ]


# Days and the register


def test_days_of_the_command_line_win_over_the_file(run: Run, profile: Path) -> None:
    found = document(run, "--on", "2020-12-31", "--as-of", "2021-07-01")
    assert ({claim["on"] for claim in found["claims"]}, found["as_of"]) == ({"2020-12-31"}, "2021-07-01")
    assert [(g["item"], g["measure"]) for g in found["given_up"] if g["item"] == "污水处理费"] == [("污水处理费", "sewage-fee")]


def test_a_day_after_the_edition_carries_its_caution(run: Run, profile: Path) -> None:
    assert document(run, "--on", "2021-03-31")["cautions"] == []
    (caution,) = document(run, "--on", "2021-04-01")["cautions"]
    assert caution in run("plan", "firm.toml", "--on", "2021-04-01").out


def test_a_day_that_is_none_is_refused(run: Run, profile: Path) -> None:
    answer = run("plan", "firm.toml", "--on", "2021-02-29", "--lang", "en")
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith("--on: ")


def test_a_register_beside_the_profile_counts_with_its_receipts(run: Run, profile: Path) -> None:
    Path("received.csv").write_text(
        "enterprise,measure,amount,on,loan\n某某科技有限公司,first-product-interest,30万,2021-02-01,B-1\n,ip-pledge-interest,5万,2021-02-01,\n",
        "utf-8",
    )
    with_register = {claim["item"]: claim["high"] for claim in document(run, "--received-file", "received.csv")["claims"]}
    assert (with_register["A 银行利息"], with_register["B 银行利息"]) == ("350000.00", "360000.00")
    assert document(run, "--received-file", "received.csv")["total"]["high"] == "718500.50"


def test_a_register_of_many_firms_counts_the_rows_of_this_one(run: Run, profile: Path) -> None:
    rows = ["某某科技有限公司,first-product-interest,30万,2021-02-01", "别家公司,ip-pledge-interest,40万,2021-02-01"]
    Path("received.csv").write_text("\n".join(["enterprise,measure,amount,on", *rows, ""]), "utf-8")
    one = run("plan", "firm.toml", "--received-file", "received.csv", "--format", "amount", "--lang", "en")
    noted, others, *_ = one.err.splitlines()
    assert noted.startswith("note: received.csv: receipts of “Interest support for first-product firms” that do not name loan (loan): 1")
    assert others == "received.csv: rows of other firms, not counted: 1"
    Path("received.csv").write_text("\n".join(["enterprise,measure,amount,on", rows[0], ""]), "utf-8")
    assert run("plan", "firm.toml", "--received-file", "received.csv", "--format", "amount", "--quiet") == (0, one.out, "")


def test_a_receipt_counts_by_the_day_of_its_expense_and_without_one_against_every_year(run: Run, tmp_path: Path) -> None:
    facts = "enterprise-size = 'small'\nin-zhongguancun = true\ntechnology-enterprise = true\ntech-credit-product = true"
    item = "[[item]]\nlabel = 'x'\ninput = 'loan-interest'\namount = '1250000'\non = 2021-03-20\ncredit-product = 'a'\n"
    firm = f"[enterprise]\n{facts}\npublished-conditions-met = true\n{item}[[received]]\nmeasure = 'tech-credit-interest'\n"
    words = ("--strict", "--as-of", "2021-04-01", "--format", "amount", "--lang", "en")
    register = tmp_path / "received.csv"
    register.write_text("measure,amount,on,paid-on\ntech-credit-interest,300000,2021-01-15,2021-03-01\n", encoding="utf-8")
    for days, amount, said in (
        ("on = 2021-01-15", "200000.00", ""),
        ("on = 2020-12-20\npaid-on = 2021-03-01", "500000.00", ""),
        ("paid-on = 2021-03-01", "200000.00", "receipts that name no day of the expense (on): 1; they count against every year's cap"),
    ):
        path = tmp_path / "firm.toml"
        path.write_text(f"{firm}amount = '300000'\n{days}\n", encoding="utf-8")
        result = run("plan", str(path), *words)
        assert result.out == f"{amount}\n"
        assert said in result.err
    path.write_text(f"{firm}amount = '300000'\non = 2021-01-15\n", encoding="utf-8")
    result = run("plan", str(path), "--received-file", str(register), *words)
    assert result.out == "200000.00\n"
    assert f"[[received]] no. 1 of the profile and stands in {register}:2 too: it counts once\n" in result.err


def test_names_spelt_in_two_ways_are_one_and_said(run: Run, tmp_path: Path) -> None:
    facts = 'enterprise-size = "small"\nin-zhongguancun = true\ntechnology-enterprise = true\ntech-credit-product = true'
    item = '[[item]]\nlabel = "{0}"\ninput = "loan-interest"\namount = "1250000"\non = 2021-03-20\ncredit-product = "{0}"\n'
    path = tmp_path / "spelt.toml"
    firm = f'[enterprise]\nname = "北京甲（集团）"\n{facts}\npublished-conditions-met = true\n'
    path.write_text(firm + item.format("创信贷 A") + item.format("创信贷ａ"), encoding="utf-8")
    (tmp_path / "received.csv").write_text(
        "measure,amount,on,enterprise\ntech-credit-interest,100000,2021-01-15,北京甲(集团)\n", encoding="utf-8"
    )
    words = ("--strict", "--as-of", "2021-04-01", "--format", "amount", "--received-file", str(tmp_path / "received.csv"))
    result = run("plan", str(path), *words, "--lang", "en")
    assert result.out == "400000.00\n"
    assert "note: credit product: these spellings are taken as one name: “创信贷 A”, “创信贷ａ”\n" in result.err
    assert "note: enterprise: these spellings are taken as one name: “北京甲（集团）”, “北京甲(集团)”\n" in result.err


@pytest.mark.parametrize("nameless", ["", ",first-product-interest,30万,2021-02-01\n"])
def test_a_register_that_names_other_firms_only_is_refused(nameless: str, run: Run, profile: Path) -> None:
    rows = f"别家公司,ip-pledge-interest,40万,2021-02-01\n{nameless}"
    Path("received.csv").write_text(f"enterprise,measure,amount,on\n{rows}", "utf-8")
    answer = run("plan", "firm.toml", "--received-file", "received.csv", "--lang", "en")
    assert (answer.code, answer.out) == (3, "")
    *noted, refused = answer.err.splitlines()
    assert [line[:19] for line in noted] == ["note: received.csv:"] * bool(nameless)
    assert refused == ("received.csv: it has no row of the firm “某某科技有限公司”. Check its name and code, or leave out --received-file.")


@pytest.mark.parametrize("words", [("-o", "new.xlsx"), ("-o", "new.json"), ("--format", "html"), ("--format", "json", "-o", "new.toml")])
def test_a_starting_profile_is_toml_and_nothing_else(words: tuple[str, ...], run: Run, profile: Path) -> None:
    answer = run("plan", "--new", *words, "--lang", "en")
    assert (answer.code, answer.out) == (2, "")
    assert answer.err == "--new writes a profile, which is TOML. Use a name that ends with .toml and no --format.\n"
    assert not Path(words[-1]).exists()


def test_a_register_uses_caps_up_first(run: Run, profile: Path) -> None:
    rows = [f"{measure},45万,2021-02-01" for measure in ("first-product-interest", "tech-credit-interest")]
    Path("received.csv").write_text("\n".join(["measure,amount,on", *rows, ""]), "utf-8")
    found = document(run, "--received-file", "received.csv")
    assert [(claim["measure"], claim["high"]) for claim in found["claims"][:2]] == [
        ("ip-pledge-interest", "400000.00"),
        ("first-product-interest", "50000.00"),
    ]


@pytest.mark.parametrize("rows", ["tech-credit,5,2021-01-15", "tech-credit-interest,5,2021-04-11", "tech-credit-interest,x,2021-01-15"])
def test_a_faulty_register_is_refused_whole(run: Run, profile: Path, rows: str) -> None:
    Path("received.csv").write_text(f"measure,amount,on\n{rows}\n", "utf-8")
    answer = run("plan", "firm.toml", "--received-file", "received.csv", "-o", "out.json")
    assert (answer.code, answer.out) == (3, "")
    assert answer.err.startswith("received.csv:2：")
    assert not Path("out.json").exists()


# The seconds it may take


@pytest.mark.parametrize("written", ["x", "1.5", "-1", "123456", "1e3", "１０", "²", "1 0"])
@pytest.mark.parametrize(
    ("lang", "said"), [("zh", "--limit 不能是“{}”。请写整秒数"), ("en", "--limit cannot be “{}”. Write whole seconds")]
)
def test_a_limit_that_is_no_whole_number_of_seconds_is_refused(run: Run, profile: Path, written: str, lang: str, said: str) -> None:
    answer = run("plan", "firm.toml", f"--limit={written}", "--lang", lang, "-o", "out.json")
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith(said.format(written))
    assert not Path("out.json").exists()


def test_an_empty_limit_is_refused(run: Run, profile: Path) -> None:
    assert run("plan", "firm.toml", "--limit", "").code == 2


class Clock:
    """Seconds since some moment: a thousand later each time somebody looks."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        self.seconds += 1000
        return self.seconds


# Three loans share a product's cap and the year's: a flow may split a loan between two supports, a firm may not.
UNEVEN = "as-of = 2021-04-10\n[enterprise]\n" + "".join(
    f"{line}\n"
    for line in (
        'enterprise-size = "small"',
        "in-zhongguancun = true",
        "technology-enterprise = true",
        "tech-credit-product = true",
        "published-conditions-met = true",
        'annual-revenue = "1"',
        "high-precision-industry = true",
        "core-technology-or-ip = true",
        "ip-pledged = true",
        'first-product-level = "no-first-product"',
        'credit-product = "A"',
        'loan-rate = "4%"',
        "loan-date = 2021-01-08",
        "fraud-on-record = false",
    )
)


def uneven(amounts: list[int]) -> str:
    items = (f'[[item]]\nlabel = "{n}"\ninput = "loan-interest"\namount = {amount}\non = 2021-03-20\n' for n, amount in enumerate(amounts))
    return UNEVEN + "".join(items)


@pytest.mark.parametrize("form", ["table", "json", "csv", "amount"])
def test_a_sum_that_is_not_proven_in_time_is_said_on_standard_error(
    run: Run, profile: Path, monkeypatch: pytest.MonkeyPatch, form: str
) -> None:
    profile.write_text(uneven([900_000, 900_000, 900_000]), "utf-8")
    monkeypatch.setattr(time, "monotonic", Clock())
    for lang, said in (
        ("zh", "注意：时限内未证完：更好的组合至多再多 "),
        ("en", "note: not proven in time: a better set could pay at most "),
    ):
        answer = run("plan", "firm.toml", "--limit", "1", "--format", form, "--lang", lang)
        assert (answer.code, answer.err.startswith(said), answer.err.count("\n")) == (0, True, 1)
        assert answer.out


def test_a_sum_that_is_not_proven_in_time_is_said_in_json_and_in_the_table(
    run: Run, profile: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    profile.write_text(uneven([900_000, 900_000, 900_000]), "utf-8")
    proven = document(run)
    monkeypatch.setattr(time, "monotonic", Clock())
    short = document(run, "--limit", "1")
    assert (proven["proven"], proven["gap"], short["proven"]) == (True, "0.00", False)
    assert int(short["gap"].replace(".", "")) > 0
    found, best, gap = (int(text.replace(".", "")) for text in (short["total"]["high"], proven["total"]["high"], short["gap"]))
    assert found <= best <= found + gap
    assert "not proven in time" in run("plan", "firm.toml", "--lang", "en").out


def test_a_limit_of_no_seconds_still_answers(run: Run, profile: Path) -> None:
    assert run("plan", "firm.toml", "--limit", "0", "--format", "amount").code == 0


# The starting profile


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_starting_profile_is_a_profile_without_fault(run: Run, profile: Path, catalogue: Catalogue, lang: str) -> None:
    answer = run("plan", "--new", "--lang", lang)
    assert (answer.code, answer.err) == (0, "")
    profile.write_text(answer.out, "utf-8")
    found = read_profile("firm.toml", catalogue, None, None, date(2021, 4, 10))
    assert (found.name, found.facts, found.items, found.receipts) == (None, {}, (), ())
    assert run("plan", "firm.toml", "--as-of", "2021-04-10", "--format", "amount", "--quiet") == (0, "0.00\n", "")


def uncommented(text: str) -> list[str]:
    """The lines that somebody fills in, without the mark before them."""
    bare = (line.removeprefix("# ") for line in text.splitlines())
    return [line for line in bare if re.match(r"[a-z-]+ = |\[", line)]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_line_of_the_starting_profile_is_toml_without_its_mark(run: Run, lang: str) -> None:
    lines = uncommented(run("plan", "--new", "--lang", lang).out)
    assert len(lines) > 100
    for line in lines:
        tomllib.loads(line)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_starting_profile_names_every_input_and_the_facts_it_asks(run: Run, catalogue: Catalogue, lang: str) -> None:
    raw = tomllib.loads("\n".join(uncommented(run("plan", "--new", "--lang", lang).out)))
    wanted = {id: catalogue.facts_asked(measures) for id in catalogue.rows("input") if (measures := catalogue.measures_on(id))}
    assert {row["input"]: set(row) for row in raw["item"]} == {
        id: {"label", "input", "amount", "on"} | {fact.id for fact in facts if fact.of == "item"} for id, facts in wanted.items()
    }
    enterprise = {fact.id for facts in wanted.values() for fact in facts if fact.of == "enterprise"}
    assert set(raw["enterprise"]) == {"name", "credit-code"} | enterprise


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_starting_profile_with_labels_and_amounts_is_read_whole(run: Run, profile: Path, catalogue: Catalogue, lang: str) -> None:
    text = "\n".join(uncommented(run("plan", "--new", "--lang", lang).out))
    numbers = iter(range(100))
    text = re.sub(r'(?m)^label = ""', lambda _: f'label = "{next(numbers)}"', text)
    text = re.sub(r'(?m)^amount = ""', 'amount = "5"', text).replace('measure = ""', 'measure = "rd-expense"')
    profile.write_text(text, "utf-8")
    found = read_profile("firm.toml", catalogue, None, None, date(2021, 4, 10))
    assert [one.item.input for one in found.items] == [id for id in catalogue.rows("input") if catalogue.measures_on(id)]
    assert {tuple(one.item.facts) for one in found.items} == {()}
    assert len(found.receipts) == 1


def test_a_starting_profile_takes_no_file(run: Run, profile: Path) -> None:
    answer = run("plan", "--new", "firm.toml", "--lang", "en")
    assert (answer.code, answer.out) == (2, "")
    assert "a word too many" in answer.err


def test_a_starting_profile_goes_where_o_says(run: Run, profile: Path) -> None:
    assert run("plan", "--new", "-o", "new.toml").code == 0
    assert Path("new.toml").read_text("utf-8").startswith("# ")


@pytest.mark.parametrize("words", [("plan", "--new", "-o", "form.toml"), ("batch", "--new", "-o", "form.xlsx")], ids=["plan", "batch"])
def test_a_form_is_never_put_over_one_that_may_be_filled_in(words: tuple[str, ...], run: Run, profile: Path) -> None:
    assert run(*words).code == 0
    filled = Path(words[-1]).read_bytes() + b"filled"
    Path(words[-1]).write_bytes(filled)
    answer = run(*words, "--lang", "en")
    said = f"“{words[-1]}” is there already and may have been filled in. Write to another file, or move it away first.\n"
    assert answer == (2, "", said)
    assert Path(words[-1]).read_bytes() == filled


def test_a_plan_needs_a_profile(run: Run) -> None:
    answer = run("plan", "--lang", "en")
    assert (answer.code, answer.out) == (2, "")
    assert "PROFILE" in answer.err


def test_help_names_every_option_of_a_plan(run: Run) -> None:
    for lang in ("zh", "en"):
        answer = run("plan", "--help", "--lang", lang)
        assert all(option in answer.out for option in ("PROFILE", "--new", "--on", "--as-of", "--received-file", "--strict", "--limit"))


@pytest.mark.parametrize(
    ("lang", "head", "said"),
    [
        ("zh", "甲：0 个项目，", "注意：资料中没有项目，请加 [[item]] (label, input, amount, on)，写法见 bjsubsidy plan --new\n"),
        (
            "en",
            "甲: 0 items, 0 claims,",
            "note: the profile has no item; add [[item]] (label, input, amount, on), as bjsubsidy plan --new does\n",
        ),
    ],
)
def test_a_profile_without_items_is_told_how_to_add_one(lang: str, head: str, said: str, tmp_path: Path, run: Run) -> None:
    path = tmp_path / "firm.toml"
    path.write_text('as-of = 2021-04-10\n[enterprise]\nname = "甲"\n', "utf-8")
    answer = run("plan", str(path), "--lang", lang)
    assert (answer.code, answer.err) == (0, said)
    assert answer.out.startswith(head)
    assert run("plan", str(path), "--lang", lang, "--quiet").err == ""


def test_one_is_said_as_one_in_english(tmp_path: Path, run: Run) -> None:
    path = tmp_path / "firm.toml"
    path.write_text('as-of = 2021-04-10\n[[item]]\nlabel = "a"\ninput = "rd-expense"\namount = "5"\non = 2021-03-01\n', "utf-8")
    assert run("plan", str(path), "--lang", "en").out.startswith("the firm: 1 item, 1 claim, ")
    assert "\n1 entry; bjsubsidy show ENTRY" in run("measures", "--input", "sewage-fee", "--kind", "measure", "--lang", "en").out


@pytest.mark.parametrize(
    ("words", "usage"),
    [
        (("batch",), "[FILE]…"),
        (("catalogue", "check"), "[FILE]…"),
        (("plan",), "[PROFILE]"),
        (("show",), "ID"),
    ],
)
def test_the_usage_says_where_several_words_may_stand(words: tuple[str, ...], usage: str, run: Run) -> None:
    (line,) = [line for line in run(*words, "--help", "--lang", "en").out.splitlines() if line.startswith("Usage: ")]
    assert line.endswith(f" {usage}")
