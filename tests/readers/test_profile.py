"""A firm's profile: what is read of it exactly, and a broken file per mistake in tests/mistakes_profile, beside its message."""

import shutil
from collections.abc import Callable
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from bjsubsidy.errors import UnusableFile
from bjsubsidy.law.catalogue import Catalogue
from bjsubsidy.law.firm import Profile, Receipt
from bjsubsidy.readers.profile import read_profile
from tests.conftest import Run
from tests.updating import updated

MISTAKES = Path(__file__).parent.parent / "mistakes_profile"
SOUND = (MISTAKES / "sound.toml").read_text("utf-8")
NAMES = sorted({path.name.split(".")[0] for path in MISTAKES.glob("*")} - {"sound"})
MISSING = {"missing"}
TODAY = date(2021, 5, 5)
Read = Callable[..., Profile]


@pytest.fixture
def read(catalogue: Catalogue, tmp_path: Path) -> Read:
    def ran(text: str, on: date | None = None, as_of: date | None = None) -> Profile:
        path = tmp_path / "firm.toml"
        path.write_text(text, "utf-8")
        return read_profile(str(path), catalogue, on, as_of, TODAY)

    return ran


def faults(read: Read, text: str) -> list[str]:
    """Every fault in a text, from its line on."""
    with pytest.raises(UnusableFile) as refused:
        read(text)
    return [fault.sentence("en").partition("firm.toml:")[2] for fault in refused.value.faults]


def item(lines: str, label: str = "A", input: str = "loan-interest", amount: str = '"1"') -> str:
    return f'[[item]]\nlabel = "{label}"\ninput = "{input}"\namount = {amount}\n{lines}\n'


def broken(right: str, wrong: str) -> str:
    assert right in SOUND
    return SOUND.replace(right, wrong, 1)


# Mistakes


def test_every_mistake_has_its_message_in_both_languages() -> None:
    messages = {path.name for path in MISTAKES.glob("*.txt")}
    assert messages == {f"{name}.{lang}.txt" for name in NAMES for lang in ("zh", "en")}
    assert {path.stem for path in MISTAKES.glob("*.toml")} == {*NAMES, "sound"} - MISSING


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", NAMES)
def test_a_mistake_gets_the_message_it_deserves(name: str, lang: str, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if name not in MISSING:
        shutil.copy(MISTAKES / f"{name}.toml", tmp_path)
    monkeypatch.chdir(tmp_path)
    answer = run("plan", f"{name}.toml", "--lang", lang, "-o", "out.json")
    assert answer == (3, "", updated(MISTAKES / f"{name}.{lang}.txt", answer.err))
    assert not Path("out.json").exists()


def test_the_sound_profile_is_read_without_fault(run: Run) -> None:
    answer = run("plan", str(MISTAKES / "sound.toml"), "--format", "amount", "--quiet")
    assert (answer.code, answer.err) == (0, "")


LOSS = item('institution = "insurer"\nreinsured-amount = "100.01"', input="loan-loss", amount='"100"')


@pytest.mark.parametrize("institution", ["insurer", "guarantor", None])
def test_more_deducted_than_there_is_is_a_fault_as_in_every_command(read: Read, institution: str | None) -> None:
    text = LOSS.replace("insurer", institution) if institution else LOSS.replace('institution = "insurer"\n', "")
    (fault,) = faults(read, text)
    assert fault.endswith("reinsured-amount: 100.01 is above the amount 100.00. Correct one of them.")
    assert fault.startswith(f"{text[: text.index('reinsured')].count(chr(10)) + 1}: ")


@pytest.mark.parametrize("text", [LOSS.replace("insurer", "bank"), LOSS.replace("100.01", "100")], ids=["of-a-bank", "as-much"])
def test_what_is_not_deducted_may_be_more_than_there_is(read: Read, text: str) -> None:
    assert len(read(text).items) == 1


def test_a_folder_is_no_profile(run: Run, tmp_path: Path) -> None:
    answer = run("plan", str(tmp_path), "--lang", "en")
    assert (answer.code, answer.out) == (3, "")
    assert "it is a folder" in answer.err


def test_an_item_that_lacks_its_amount_has_its_other_faults_named_too(read: Read) -> None:
    found = faults(read, '[[item]]\nlabel = "A"\ninput = "rd-expense"\nloan-rate = "4.6%"\n')
    assert [fault.partition(":")[0] for fault in found] == ["1", "4"]


SAID = [
    ("a label that is a number", "[[item]]\nlabel = 5\n" + 'input = "rd-expense"\namount = 1\n', "2: item 1 label: it is not a name"),
    (
        "an input that is a number",
        item("", input="x").replace('"x"', "5"),
        "3: A input: it is not the id or the name of an input.",
    ),
    ("an amount that is yes", item("", amount="true"), "4: A amount: cannot read the amount “True”: it is not an amount of money"),
    ("an amount that is a list", item("", amount="[1]"), "4: A amount: it is not one value. Write text, a number or a day."),
    ("an amount of too many decimals", item("", amount="1.005"), "4: A amount: cannot read the amount “1.005”: it has more than two"),
    ("an amount that is infinite", item("", amount="inf"), "4: A amount: cannot read the amount “Infinity”: it is not a number"),
    ("an amount that is none", item("", amount="nan"), "4: A amount: cannot read the amount “NaN”: it is not a number"),
    ("an amount above the limit", item("", amount="10000000000000.01"), "it is above the limit of 10 trillion yuan"),
    ("yes that is 2", item("ip-pledged = 2"), "5: A ip-pledged: cannot read the answer “2”: it is neither yes nor no"),
    ("a rank that is no whole number", item("contract-rank = 1.5", input="contract-value"), "5: A contract-rank: cannot read"),
    ("a day that is a time", item("loan-date = 10:00:00"), "5: A loan-date: cannot read the date “10:00:00”"),
    ("a day without a day", item('on = "2021-03"'), "5: A on: cannot read the date “2021-03”: it is not a complete date"),
    ("a day that is empty", item('on = ""'), "5: A on: cannot read the date “”: it is empty"),
    ("a whole file of items as one", "item = 5\n", "1: item: it is not a list of tables"),
    ("a list of no tables", "received = [1]\n", "1: received 1: it is not a table"),
    ("the day of all", 'on = "x"\n', "1: on: cannot read the date “x”"),
    ("a choice that is a list", '[enterprise]\nenterprise-size = ["small"]\n', "2: enterprise.enterprise-size: it is not one value."),
    ("a receipt of today that is tomorrow", '[[received]]\nmeasure = "rd-expense"\namount = 1\non = 2021-05-06\n', "4: received 1 on: "),
]


@pytest.mark.parametrize(("text", "said"), [pytest.param(*case[1:], id=case[0].replace(" ", "-")) for case in SAID])
def test_a_value_that_is_none_is_named_with_its_line(read: Read, text: str, said: str) -> None:
    (fault,) = faults(read, text)
    assert said in fault


@pytest.mark.parametrize("mark", ["\\u001b[31m", "\\u009b31m", "\\u202e", "\\u0007", "\\r\\n"])
def test_what_a_profile_says_reaches_the_terminal_as_text(mark: str, run: Run, tmp_path: Path) -> None:
    path = tmp_path / "firm.toml"
    path.write_text(f'[enterprise]\nname = "[b]N{mark}"\n' + item(f'loan = "L{mark}"\n', label=f"[red]A{mark}[/]"), "utf-8")
    for words in ((), ("--explain",), ("--format", "json")):
        answer = run("plan", str(path), *words)
        assert answer.code == 0
        assert all(character == "\n" or character.isprintable() for character in answer.out + answer.err)
    path.write_text(item("", label=f"A{mark}", amount=f'"{mark}"') + f'"key{mark}" = 1\n', "utf-8")
    answer = run("plan", str(path))
    assert (answer.code, answer.out, len(answer.err.splitlines())) == (3, "", 2)
    assert all(character == "\n" or character.isprintable() for character in answer.err)


# Exact


@pytest.mark.parametrize(
    ("written", "fen"),
    [
        ("1450000.10", 145_000_010),
        ("1450000.1", 145_000_010),
        ("1_450_000", 145_000_000),
        ("1_450_000.10", 145_000_010),
        ("0.29", 29),
        ("9007199254740.99", 900_719_925_474_099),
        ("9999999999999.99", 999_999_999_999_999),
        ("10000000000000", 10**15),
        ("0", 0),
        ('"1,450,000.10"', 145_000_010),
        ('"145万"', 145_000_000),
        ('"１，４５０，０００"', 145_000_000),
    ],
)
def test_an_amount_is_read_exactly(read: Read, written: str, fen: int) -> None:
    (one,) = read(item("", amount=written)).items
    assert (one.item.amount, type(one.item.amount)) == (fen, int)


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ('loan-rate = "4.6%"', Fraction(46, 1000)),
        ("loan-rate = 0.046", Fraction(46, 1000)),
        ("loan-rate = 0.0539", Fraction(539, 10_000)),
        ("loan-date = 2021-01-08", date(2021, 1, 8)),
        ('loan-date = "2021年1月8日"', date(2021, 1, 8)),
        ("ip-pledged = true", True),
        ("ip-pledged = 1", True),
        ('ip-pledged = "否"', False),
        ('loan = "A-1"', "A-1"),
        ("loan = 17", "17"),
        ('enterprise-size = "小型企业"', "small"),
        ("annual-revenue = 180000000.01", 18_000_000_001),
    ],
)
def test_a_fact_is_read_exactly(read: Read, line: str, value: object) -> None:
    (one,) = read(item(line)).items
    (found,) = one.item.facts.values()
    assert (found, type(found)) == (value, type(value))


def test_a_tiny_rate_is_read_as_it_is_written(read: Read) -> None:
    (one,) = read(item("loan-rate = 0.0000001")).items
    assert one.item.facts == {"loan-rate": Fraction(1, 10**7)}


def test_facts_of_the_enterprise_hold_for_items_and_the_items_own_win(read: Read) -> None:
    profile = read(
        '[enterprise]\nname = "甲"\nenterprise-size = "small"\nin-zhongguancun = true\nip-pledged = true\n'
        + item("ip-pledged = false\n", "A")
        + item("", "B")
        + item('enterprise-size = "micro"\n', "C", "rd-expense")
    )
    held = {one.label: dict(one.item.facts) for one in profile.items}
    assert held == {
        "A": {"enterprise-size": "small", "in-zhongguancun": True, "ip-pledged": False},
        "B": {"enterprise-size": "small", "in-zhongguancun": True, "ip-pledged": True},
        "C": {"enterprise-size": "micro", "in-zhongguancun": True},
    }
    assert (profile.name, profile.facts["ip-pledged"], {one.item.enterprise for one in profile.items}) == ("甲", True, {"甲"})


def test_what_is_left_blank_is_unknown(read: Read) -> None:
    profile = read('[enterprise]\nname = ""\nenterprise-size = ""\n' + item('ip-pledged = ""\nloan-rate = ""\n'))
    assert (profile.name, profile.facts, dict(profile.items[0].item.facts)) == (None, {}, {})


def test_a_blank_answer_of_an_item_is_not_that_of_the_firm_undone(read: Read) -> None:
    profile = read("[enterprise]\nip-pledged = true\n" + item('ip-pledged = ""\n'))
    assert profile.items[0].item.facts == {"ip-pledged": True}


def test_a_receipt_is_read_with_its_scope(read: Read) -> None:
    profile = read(broken("on = 2021-01-15", 'on = "20210115"\nloan = "A-1"\ncredit-product = "X"'))
    scope = {"loan": "A-1", "credit-product": "X"}
    assert profile.receipts == (Receipt("ip-pledge-interest", 10_000_000, date(2021, 1, 15), "某某科技有限公司", scope),)


def test_a_receipt_of_the_day_of_asking_counts(read: Read) -> None:
    assert read(broken("on = 2021-01-15", "on = 2021-04-10")).receipts[0].on == date(2021, 4, 10)


def test_a_mark_before_the_text_and_lines_of_windows_are_read(catalogue: Catalogue, tmp_path: Path) -> None:
    path = tmp_path / "firm.toml"
    path.write_bytes(b"\xef\xbb\xbf" + SOUND.replace("\n", "\r\n").encode())
    assert len(read_profile(str(path), catalogue, None, None, TODAY).items) == 2
    path.write_bytes(b"\xef\xbb\xbf" + SOUND.replace("180000", "x").replace("\n", "\r\n").encode())
    with pytest.raises(UnusableFile) as refused:
        read_profile(str(path), catalogue, None, None, TODAY)
    assert "firm.toml:19: 研发费用 amount" in refused.value.sentence("en")


def test_an_empty_file_is_a_firm_without_items(read: Read) -> None:
    assert read("") == Profile(None, {}, (), (), TODAY, as_of_given=False)


# Days

FIRST, SECOND = date(2021, 2, 2), date(2021, 3, 3)


@pytest.mark.parametrize(
    ("text", "on", "as_of", "expected"),
    [
        ("", None, None, (TODAY, TODAY)),
        ("on = 2021-02-02\n", None, None, (FIRST, TODAY)),
        ("on = 2021-02-02\nas-of = 2021-03-03\n", None, None, (FIRST, SECOND)),
        ("as-of = 2021-03-03\n", None, None, (TODAY, SECOND)),
        ("on = 2021-02-02\n", SECOND, None, (SECOND, TODAY)),
        ("as-of = 2021-02-02\n", None, SECOND, (TODAY, SECOND)),
        ("as-of = 2021-02-02\non = 2021-02-02\n", SECOND, SECOND, (SECOND, SECOND)),
    ],
)
def test_the_days_of_the_command_line_win_over_the_file(
    read: Read, text: str, on: date | None, as_of: date | None, expected: tuple[date, date]
) -> None:
    profile = read(text + item(""), on, as_of)
    assert (profile.items[0].item.on, profile.as_of) == expected


def test_the_day_of_an_item_wins_over_the_files_and_the_command_lines_over_both(read: Read) -> None:
    text = "on = 2021-02-02\n" + item("on = 2021-03-03\n")
    assert read(text).items[0].item.on == SECOND
    assert read(text, on=TODAY).items[0].item.on == TODAY


def test_as_of_of_the_command_line_decides_which_receipts_are_too_late(read: Read) -> None:
    assert read(broken("on = 2021-01-15", "on = 2021-04-30"), as_of=TODAY).receipts
    with pytest.raises(UnusableFile):
        read(SOUND, as_of=date(2021, 1, 14))
