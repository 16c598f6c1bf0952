"""`plan --ask` writes answers back without losing anything; `plan --against` says what changes."""

import io
import json
import sys
from pathlib import Path

import pytest

from tests.conftest import Run

PROFILE = """# our firm
as-of = 2021-04-10

[enterprise]          # holds for every item
name = "甲公司"
first-product-level = "domestic"   # since March

# the only loan
[[item]]
label = "A"
input = "loan-interest"
amount = "100万"
on = 2021-03-20
loan = "A-1"
ip-pledged = false
"""


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    path = tmp_path / "firm.toml"
    path.write_text(PROFILE, "utf-8")
    return path


def answering(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(text))


def test_answers_are_written_back_and_everything_else_stays(run: Run, profile: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    answering(monkeypatch, "large\ny\nyes\n")
    answer = run("plan", "--ask", str(profile), "--format", "amount")
    assert (answer.code, answer.out) == (0, "400000.00\n")
    written = profile.read_text("utf-8")
    assert 'enterprise-size = "large"' in written
    assert "published-conditions-met = true" in written
    assert "tech-credit-product = true" in written.partition("[[item]]")[2]
    kept = [line for line in written.splitlines() if line in PROFILE.splitlines()]
    assert kept == PROFILE.splitlines()


def test_an_answer_that_cannot_be_read_is_asked_again(run: Run, profile: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    answering(monkeypatch, "huge\nlarge\n")
    answer = run("plan", "--ask", str(profile), "--lang", "en")
    assert "there is no choice of enterprise size “huge”" in answer.err
    assert 'enterprise-size = "large"' in profile.read_text("utf-8")


def test_enter_passes_over_until_nothing_is_left(run: Run, profile: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    answering(monkeypatch, "\n" * 50)
    answer = run("plan", "--ask", str(profile), "--lang", "en", "--format", "json")
    assert profile.read_text("utf-8") == PROFILE
    assert len([line for line in answer.err.split("?") if "worth" in line]) >= len(json.loads(answer.out)["questions"]) > 0


def test_the_end_of_the_answers_keeps_what_was_said(run: Run, profile: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    answering(monkeypatch, "small")
    assert run("plan", "--ask", str(profile)).code == 0
    assert 'enterprise-size = "small"' in profile.read_text("utf-8")


def test_windows_lines_and_a_mark_before_the_text_stay(run: Run, profile: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    profile.write_bytes(("\ufeff" + PROFILE.replace("\n", "\r\n")).encode())
    answering(monkeypatch, "small\n")
    assert run("plan", "--ask", str(profile)).code == 0
    written = profile.read_bytes()
    assert written.startswith("\ufeff".encode())
    assert written.count(b"\n") == written.count(b"\r\n")
    assert b'enterprise-size = "small"\r\n' in written


def test_a_profile_without_an_enterprise_gets_one(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "bare.toml"
    path.write_text('[[item]]\nlabel = "F"\ninput = "special-equipment-fee"\namount = "5"\non = 2021-03-01\n', "utf-8")
    answering(monkeypatch, "small\n")
    assert run("plan", "--ask", str(path), "--format", "amount").out == "5.00\n"
    assert '[enterprise]\nenterprise-size = "small"' in path.read_text("utf-8")


@pytest.fixture
def other(tmp_path: Path) -> Path:
    path = tmp_path / "other.toml"
    facts = 'published-conditions-met = true\nfirst-product-level = "domestic"'
    text = PROFILE.replace('first-product-level = "domestic"', facts).replace("ip-pledged = false", "tech-credit-product = true")
    rent = '\n[[item]]\nlabel = "R"\ninput = "rd-expense"\namount = "5"\non = 2021-03-01\n'
    path.write_text(text + rent, "utf-8")
    return path


def test_two_profiles_are_compared_claim_by_claim(run: Run, profile: Path, other: Path) -> None:
    found = json.loads(run("plan", str(profile), "--against", str(other), "--format", "json").out)
    assert found["schema"] == "bjsubsidy/plan-against/2"
    assert found["change"] == {"low": "400000.00", "high": "5.00"}
    assert [(change["item"], change["change"], change["low_change"]) for change in found["claims"]] == [
        ("A", "0.00", "400000.00"),
        ("R", "5.00", "0.00"),
    ]
    assert found["claims"][1]["before"] is None
    assert found["claims"][1]["after"]["measure"] == "rd-expense"


def test_what_is_lost_is_negative(run: Run, profile: Path, other: Path) -> None:
    back = run("plan", str(other), "--against", str(profile), "--format", "csv").out.splitlines()
    assert back[0].split(",")[0] == "item"
    assert any(line.startswith("R,") and line.endswith("-5.00") for line in back)
    assert run("plan", str(other), "--against", str(profile), "--format", "amount").out == "-5.00\n"


@pytest.mark.parametrize(("lang", "said"), [("zh", "不变的 0 项"), ("en", "0 claims unchanged")])
def test_the_table_of_a_comparison_names_totals_and_changes(lang: str, said: str, run: Run, profile: Path, other: Path) -> None:
    out = run("plan", str(profile), "--against", str(other), "--lang", lang).out
    assert said in out
    assert "400,000.00 → 400,005.00" in out


def test_a_comparison_is_no_calendar(run: Run, profile: Path, other: Path, tmp_path: Path) -> None:
    answer = run("plan", str(profile), "--against", str(other), "-o", str(tmp_path / "x.ics"), "--lang", "en")
    assert (answer.code, answer.out) == (2, "")
    assert "there is no ics of it" in answer.err
    assert not (tmp_path / "x.ics").exists()


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("zh", "原资料：1 个项目金额未知，未计入：“转让”的技术转让所得免征企业所得税需要企业所得税税率（eit-rate）"),
        (
            "en",
            "before: not counted, for the amount is unknown: "
            "Income tax exemption on technology transfers for “转让” needs the corporate income tax rate (eit-rate)",
        ),
    ],
)
def test_a_comparison_says_whose_amounts_no_total_holds(lang: str, said: str, run: Run, tmp_path: Path) -> None:
    unknown, empty = tmp_path / "a.toml", tmp_path / "b.toml"
    item = '[[item]]\nlabel = "转让"\ninput = "technology-transfer-income"\namount = "3000万"\non = 2021-03-20\n'
    unknown.write_text(f"as-of = 2021-04-10\n{item}", "utf-8")
    empty.write_text("as-of = 2021-04-10\n", "utf-8")
    lines = run("plan", str(unknown), "--against", str(empty), "--lang", lang).out.splitlines()
    assert [line for line in lines if "转让" in line] == [said]


def test_equal_profiles_change_nothing(run: Run, profile: Path) -> None:
    out = run("plan", str(profile), "--against", str(profile), "--lang", "en").out
    assert "1 claim unchanged" in out


def test_a_comparison_never_writes_over_a_profile(run: Run, profile: Path, other: Path) -> None:
    for path in (profile, other):
        before = path.read_bytes()
        assert run("plan", str(profile), "--against", str(other), "-o", str(path), "--format", "json").code == 2
        assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("own", "said"),
    [
        ('name = "乙公司"', "note: these are profiles of two firms: “甲公司” and “乙公司”\n"),
        ('name = " 甲公司 "', ""),
        ("", ""),
    ],
    ids=["another name", "the same name, spelt otherwise", "no name"],
)
def test_a_comparison_of_two_firms_is_noted(own: str, said: str, run: Run, profile: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.toml"
    other.write_text(PROFILE.replace('name = "甲公司"', own), "utf-8")
    answer = run("plan", str(profile), "--against", str(other), "--lang", "en")
    assert (answer.code, answer.err) == (0, said)


def test_firms_that_are_compared_are_known_by_their_codes(run: Run, profile: Path, tmp_path: Path) -> None:
    codes = ["91110108551385082Q", "91110000100006602D"]
    paths = [tmp_path / f"{place}.toml" for place in range(3)]
    for path, name, code in zip(paths, ["甲公司", "甲公司", "更名公司"], [*codes, codes[0]], strict=True):
        path.write_text(PROFILE.replace('name = "甲公司"', f'name = "{name}"\ncredit-code = "{code}"'), "utf-8")
    assert "两家企业的资料" in run("plan", str(paths[0]), "--against", str(paths[1]), "--lang", "zh").err
    assert run("plan", str(paths[0]), "--against", str(paths[2]), "--lang", "zh").err == ""


@pytest.mark.parametrize(
    ("lang", "asked", "answers", "written"),
    [
        ("zh", ["[微型企业/小型企业/", "[是/否]"], "大型企业\n是\ny\n", 'enterprise-size = "大型企业"'),
        ("en", ["[micro/small/medium/large/self-employed]", "[yes/no]"], "large\nyes\ny\n", 'enterprise-size = "large"'),
        ("zh", ["[微型企业/小型企业/", "[是/否]"], "large\nyes\n1\n", 'enterprise-size = "large"'),
    ],
    ids=["in Chinese", "in English", "ids in Chinese"],
)
def test_what_may_be_answered_is_said_in_the_language_asked_for(
    lang: str, asked: list[str], answers: str, written: str, run: Run, profile: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answering(monkeypatch, answers)
    answer = run("plan", "--ask", str(profile), "--format", "amount", "--lang", lang)
    assert (answer.code, answer.out) == (0, "400000.00\n")
    assert [words for words in asked if words not in answer.err] == []
    assert written in profile.read_text("utf-8")
