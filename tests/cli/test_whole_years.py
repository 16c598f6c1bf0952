"""Items of one year on a tax that is counted by the year are added, and a plan says that each may be the whole year's."""

from pathlib import Path

import pytest

from tests.conftest import Run

ITEM = "[[item]]\nlabel = '{}'\ninput = '{}'\namount = '4万'\non = {}\n"
HEAD = "as-of = 2022-04-10\n[enterprise]\nenterprise-size = 'small'\nvat-levy-rate = '3%'\nsmall-scale-taxpayer = true\n"
CASES = {
    "two of one year": ([("上半年", "income-tax", "2021-06-30"), ("全年", "income-tax", "2021-12-31")], True),
    "two of two years": ([("一", "income-tax", "2021-12-31"), ("二", "income-tax", "2022-03-31")], False),
    "one": ([("一", "income-tax", "2021-12-31")], False),
    "a tax by the month": ([("一", "monthly-sales", "2021-04-30"), ("二", "monthly-sales", "2021-05-31")], False),
}


@pytest.mark.parametrize(("items", "said"), CASES.values(), ids=CASES)
def test_a_plan_says_so_in_every_format(items: list[tuple[str, str, str]], said: bool, tmp_path: Path, run: Run) -> None:
    path, page = tmp_path / "firm.toml", tmp_path / "plan.html"
    path.write_text(HEAD + "".join(ITEM.format(*item) for item in items), "utf-8")
    shown = run("plan", str(path))
    assert ("按年计税，2021 年的上半年、全年相加；如各是全年数，请只留一项" in shown.out + shown.err) == said
    csv = run("plan", str(path), "--format", "csv", "--lang", "en")
    assert ("those of 2021 are added (上半年, 全年); keep one of them where each is the whole year's figure" in csv.err) == said
    run("plan", str(path), "-o", str(page))
    assert ("按年计税" in page.read_text("utf-8")) == said
