"""What receipts leave open or is likely a slip in them is said at every door: in batch, plan and calc."""

from pathlib import Path

import pytest

from tests.conftest import Run

HEADING = "measure,amount,on,enterprise,credit-product"
TABLE = "enterprise,input,amount,on,credit-product\n甲,loan-interest,100,2021-03-20,A\n"
PROFILE = 'as-of = 2021-04-01\n[enterprise]\nname = "甲"\n[[item]]\nlabel = "a"\ninput = "loan-interest"\namount = "100"\non = 2021-03-20\n'


def err(door: str, rows: list[str], folder: Path, run: Run, lang: str = "zh") -> str:
    register = folder / "r.csv"
    register.write_text("\n".join([HEADING, *rows]) + "\n", "utf-8")
    (folder / "t.csv").write_text(TABLE, "utf-8")
    (folder / "p.toml").write_text(PROFILE, "utf-8")
    words = {
        "batch": ("batch", f"{folder}/t.csv", "--plain"),
        "plan": ("plan", f"{folder}/p.toml", "--format", "json"),
        "calc": ("calc", "loan-interest", "100", "--on", "2021-03-20", "--format", "json"),
    }[door]
    as_of = () if door == "plan" else ("--as-of", "2021-04-01")
    result = run(*words, *as_of, "--received-file", str(register), "--lang", lang)
    assert result.code == 0, result.err
    return result.err.replace(str(register), "r")


UNSCOPED = "“科技信贷产品贷款贴息”的 2 笔已收款没有写明信贷产品名称（credit-product）（r:2、r:3），它的每一份上限都减去这些款项"


@pytest.mark.parametrize("door", ["batch", "plan", "calc"])
def test_receipts_that_do_not_name_what_a_cap_counts_by_are_said_to_count_everywhere(door: str, tmp_path: Path, run: Run) -> None:
    rows = ["tech-credit-interest,5,2021-01-05,甲,", "tech-credit-interest,6,2021-01-05,甲,", "tech-credit-interest,7,2021-01-05,甲,A"]
    assert UNSCOPED in err(door, rows, tmp_path, run)
    assert "结果可能不同" in err(door, rows, tmp_path, run)
    said = err(door, rows, tmp_path, run, "en")
    assert "that do not name credit product (credit-product): 2 (r:2, r:3); they are taken off every one of its caps" in said
    named = ["tech-credit-interest,5,2021-01-05,甲,A", "ip-pledge-interest,5,2021-01-05,甲,"]
    assert "没有写明" not in "".join(line for line in err(door, named, tmp_path, run).splitlines() if "已收款" in line)


ABOVE = {
    "one of more than the cap": (["tech-credit-interest,600000,2021-01-05,甲,A"], "600000.00 元（r:2）超过上限 500000.00 元"),
    "two that are more together": (["ip-pledge-interest,300000,2021-01-05,甲,"] * 2, "600000.00 元（r:2、r:3）超过上限 500000.00 元"),
    "one above without a day": (["ip-pledge-interest,600000,,甲,"], "600000.00 元（r:2）超过上限 500000.00 元"),
    "the cap itself": (["tech-credit-interest,500000,2021-01-05,甲,A"], None),
    "of two years": (["ip-pledge-interest,300000,2021-01-05,甲,", "ip-pledge-interest,300000,2020-01-05,甲,"], None),
    "of two products": (["tech-credit-interest,300000,2021-01-05,甲,A", "tech-credit-interest,300000,2021-01-05,甲,B"], None),
    "of days nobody gave": (["ip-pledge-interest,300000,,甲,"] * 2, None),
    "the larger of two figures": (["first-product-contract,2000000,2021-01-05,甲,"], None),
    "above the larger of two figures": (["first-product-contract,2000001,2021-01-05,甲,"], "2000001.00 元（r:2）超过上限 2000000.00 元"),
}


@pytest.mark.parametrize("case", ABOVE)
@pytest.mark.parametrize("door", ["batch", "plan"])
def test_more_received_than_a_cap_grants_is_noted(door: str, case: str, tmp_path: Path, run: Run) -> None:
    rows, said = ABOVE[case]
    found = err(door, rows, tmp_path, run)
    assert ("超过上限" in found) == (said is not None)
    assert (said or "") in found


def test_an_option_and_a_profile_say_the_same_of_their_receipts(tmp_path: Path, run: Run) -> None:
    line = (
        "calc",
        "loan-interest",
        "100",
        "--received",
        "tech-credit-interest=60万@2021-01-05",
        "--as-of",
        "2021-04-01",
        "--format",
        "json",
    )
    assert "--received：“科技信贷产品贷款贴息”的 1 笔已收款没有写明信贷产品名称（credit-product），" in run(*line).err
    assert "600000.00 元超过上限 500000.00 元" in run(*line).err
    own = '[[received]]\nmeasure = "tech-credit-interest"\namount = "5"\non = 2021-01-05\n'
    (tmp_path / "p.toml").write_text(PROFILE + own, "utf-8")
    assert "1 笔已收款没有写明信贷产品名称（credit-product）" in run("plan", f"{tmp_path}/p.toml", "--format", "json").err


def test_a_register_that_lacks_a_column_is_told_all_that_it_may_have(tmp_path: Path, run: Run) -> None:
    (tmp_path / "t.csv").write_text(TABLE, "utf-8")
    (tmp_path / "r.csv").write_text("措失,金额\nx,5\n", "utf-8")
    said = run("batch", f"{tmp_path}/t.csv", "--received-file", f"{tmp_path}/r.csv").err
    assert "登记表可有的列：措施（measure）、金额（amount）、日期（on）、到账日期（paid-on）、企业（enterprise）、" in said
    assert "信贷产品名称（credit-product）" in said
