"""`--format amount`: one figure, nothing where it is not known, and on standard error what the figure alone does not say."""

import io
import sys
from pathlib import Path

import pytest

from bjsubsidy.law.storage import packaged
from tests.conftest import Run

DAYS = ("--on", "2021-03-20", "--as-of", "2021-03-20")
SALES = ("calc", "monthly-sales", "12万")
TECH = ("--enterprise-size", "small", "--in-zhongguancun", "--technology-enterprise", "--tech-credit-product", "--published-conditions-met")
TITLE, RATE = packaged().measure("small-taxpayer-vat").title, packaged().fact("vat-levy-rate").name

# words, exit code, standard output, standard error
BARE: dict[str, tuple[tuple[str, ...], int, str, str]] = {
    "an amount that a fact would settle is unknown": (
        (*SALES, "--small-scale-taxpayer"),
        4,
        "",
        f"the amount is unknown: {TITLE.en} needs the {RATE.en} (vat-levy-rate).\n",
    ),
    "it stays unknown where nothing else was said either": (
        SALES,
        4,
        "",
        f"the amount is unknown: {TITLE.en} needs the {RATE.en} (vat-levy-rate).\n",
    ),
    "an error is not silenced": (
        (*SALES, "--quiet"),
        4,
        "",
        f"the amount is unknown: {TITLE.en} needs the {RATE.en} (vat-levy-rate).\n",
    ),
    "strict drops what is unconfirmed first": ((*SALES, "--small-scale-taxpayer", "--strict"), 0, "0.00\n", ""),
    "an unmet condition makes it nothing": ((*SALES, "--no-small-scale-taxpayer"), 0, "0.00\n", ""),
    "the fact answered": ((*SALES, "--small-scale-taxpayer", "--vat-levy-rate", "3%", "--in-force-confirmed"), 0, "3600.00\n", ""),
    "an exact amount needs no word": (("calc", "port-construction-fee", "100"), 0, "100.00\n", ""),
    "a most amount is an upper end": (
        ("calc", "rd-expense", "500000", "--enterprise-size", "small", "--in-zhongguancun", "--technology-enterprise"),
        0,
        "200000.00\n",
        "note: 200000.00 is the most it can be; 0.00 is certain\n",
    ),
    "quiet says no note": (
        ("calc", "rd-expense", "500000", "--enterprise-size", "small", "--in-zhongguancun", "--technology-enterprise", "--quiet"),
        0,
        "200000.00\n",
        "",
    ),
    "what another measure surely pays is certain": (
        ("calc", "loan-interest", "1200000", *TECH, "--received", "tech-credit-interest=400000@2021-01-15"),
        0,
        "480000.00\n",
        "note: --received: receipts of “Interest support on technology credit products” that do not name credit product "
        "(credit-product): 1; "
        "they are taken off every one of its caps: naming it in the register or in [[received]] of a profile can change the answer\n"
        "note: 480000.00 is the most it can be; 100000.00 is certain (tech-credit-interest)\n",
    ),
}


@pytest.mark.parametrize("name", BARE)
def test_a_bare_figure(name: str, run: Run) -> None:
    words, *expected = BARE[name]
    assert list(run(*words, *DAYS, "--format", "amount", "--lang", "en")) == expected


def test_the_line_is_said_in_chinese_too(run: Run) -> None:
    said = run(*SALES, *DAYS, "--format", "amount", "--lang", "zh")
    assert said == (4, "", f"金额未知：{TITLE.zh}需要{RATE.zh}（vat-levy-rate）。\n")


def test_nothing_is_written_where_the_amount_is_unknown(run: Run, tmp_path: Path) -> None:
    assert run(*SALES, *DAYS, "--format", "amount", "-o", str(tmp_path / "x.txt")).code == 4
    assert list(tmp_path.iterdir()) == []


# many amounts

LINES: dict[str, tuple[tuple[str, ...], str, int, str, str]] = {
    "unknown amounts are empty lines": (
        ("monthly-sales", "--small-scale-taxpayer"),
        "100\n20万\n100\n",
        4,
        "\n0.00\n\n",
        f"note: 2 lines: the amount is unknown: {TITLE.en} needs the {RATE.en} (vat-levy-rate)\n",
    ),
    "an unreadable line decides the exit code": (
        ("monthly-sales", "--small-scale-taxpayer", "--quiet"),
        "100\nx\n",
        2,
        "\n\n",
        "line 2: cannot read the amount “x”: it is not an amount of money. Write it as 1200000, 1,200,000.00 or 120万.\n",
    ),
    "upper ends are counted once": (
        ("rd-expense",),
        "100\n200\n0\n",
        0,
        "100.00\n200.00\n0.00\n",
        "note: 2 lines: this is the high amount; the low amount is smaller (see --format csv)\n"
        "note: lines are independent of each other, each has the cap to itself; plan and batch count a cap over several\n",
    ),
    "one line has no other beside it": (("loan-interest", "--format", "amount", "--strict"), "100\n", 0, "0.00\n", ""),
    "who wants no notes is not told that lines are independent": (
        ("loan-interest", "--strict", "--quiet"),
        "100\n200\n",
        0,
        "0.00\n0.00\n",
        "",
    ),
    "exact amounts need no word": (("port-construction-fee",), "1\n2\n", 0, "1.00\n2.00\n", ""),
    "other formats end well": (
        ("monthly-sales", "--format", "csv"),
        "100\n",
        0,
        "amount,best,verdict,bound,low,high,uncapped\n100.00,,,,0.00,,\n",
        "",
    ),
}


@pytest.mark.parametrize("name", LINES)
def test_amounts_line_by_line(name: str, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    (input, *words), lines, *expected = LINES[name]
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(lines.encode()), "utf-8"))
    assert list(run("calc", input, "-", *DAYS, *words, "--lang", "en")) == expected


# a plan


def written(path: Path, *items: str) -> str:
    path.write_text("as-of = 2021-03-31\n\n" + "\n".join(items), "utf-8")
    return str(path)


def item(label: str, input: str, amount: str, *facts: str) -> str:
    return f'[[item]]\nlabel = "{label}"\ninput = "{input}"\namount = "{amount}"\non = 2021-03-20\n' + "\n".join(facts)


UNKNOWN = item("三月", "monthly-sales", "12万", "small-scale-taxpayer = true")
PORT = item("港口", "port-construction-fee", "100")
RESEARCH = item("研发", "rd-expense", "50万")
NEEDS = f"{TITLE.en} for “三月” needs the {RATE.en} (vat-levy-rate)"

PLANS: dict[str, tuple[tuple[str, ...], tuple[str, ...], int, str, str]] = {
    "a total that leaves out an unknown amount is unknown": ((PORT, UNKNOWN), (), 4, "", f"the amount is unknown: {NEEDS}.\n"),
    "strict leaves it out knowingly": ((PORT, UNKNOWN), ("--strict",), 0, "100.00\n", ""),
    "an exact total needs no word": ((PORT,), (), 0, "100.00\n", ""),
    "an upper end says what is certain": (
        (PORT, RESEARCH),
        (),
        0,
        "200100.00\n",
        "note: 200100.00 is the most it can be; 100.00 is certain\n",
    ),
    "quiet says no note": ((PORT, RESEARCH), ("--quiet",), 0, "200100.00\n", ""),
}


@pytest.mark.parametrize("name", PLANS)
def test_the_figure_of_a_plan(name: str, run: Run, tmp_path: Path) -> None:
    items, words, *expected = PLANS[name]
    path = written(tmp_path / "firm.toml", *items)
    assert list(run("plan", path, *words, "--format", "amount", "--lang", "en")) == expected


CHANGES: dict[str, tuple[tuple[str, ...], tuple[str, ...], int, str, str]] = {
    "the change of an unknown total is unknown": ((PORT,), (PORT, UNKNOWN), 4, "", f"the amount is unknown: {NEEDS}.\n"),
    "the change of exact totals needs no word": ((), (PORT,), 0, "100.00\n", ""),
    "the difference of upper ends says so": (
        (RESEARCH,),
        (PORT,),
        0,
        "-199900.00\n",
        "note: this is the difference between the two high totals; the low totals differ by 100.00\n",
    ),
}


@pytest.mark.parametrize("name", CHANGES)
def test_the_figure_of_a_comparison(name: str, run: Run, tmp_path: Path) -> None:
    before, after, *expected = CHANGES[name]
    paths = written(tmp_path / "before.toml", *before), written(tmp_path / "after.toml", *after)
    assert list(run("plan", paths[0], "--against", paths[1], "--format", "amount", "--lang", "en")) == expected
