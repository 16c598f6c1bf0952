"""Awards that hang on no amount: what is written for one is said where somebody looks for it, and of no other input."""

from pathlib import Path
from zipfile import ZipFile

import pytest

from bjsubsidy.answers.examples import checked_catalogue
from bjsubsidy.answers.without_amount import inputs_without_amount
from bjsubsidy.law.catalogue import Catalogue
from tests.conftest import Run
from tests.reports.test_words_of_layers import LAYER

PROVISIONS = Path(__file__).parent.parent / "provisions"
AWARD = LAYER.replace('kind = "share", rate = "30%"', 'kind = "sum", amount = "300000"').replace('gives = "30"', 'gives = "300000"')
BLANK = "enterprise,input,amount,on\n甲,park,,2024-06-01\n甲,park,1,2024-06-02\n"


@pytest.fixture
def award(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.chdir(tmp_path)
    Path("layer.toml").write_text(AWARD, "utf-8")
    Path("t.csv").write_text(BLANK, "utf-8")
    return "layer.toml"


def test_every_amount_of_the_edition_decides_something(catalogue: Catalogue) -> None:
    assert inputs_without_amount(catalogue) == []


@pytest.mark.parametrize(
    ("benefit", "asked"),
    [
        ('kind = "sum", amount = "5"', False),
        ('kind = "sum", amount = { by = "size", figures = { small = "5", large = "6", other = "0" } }', False),
        ('kind = "sum-per-unit", amount = "5", every = "10"', True),
        ('kind = "whole"', True),
        ('kind = "lower-of", of = [{ kind = "sum", amount = "5" }, { kind = "whole" }]', True),
        ('kind = "steps", by = "revenue", steps = [{ at-most = "5", sum = "1" }, { sum = "2" }]', False),
        ('kind = "steps", steps = [{ at-most = "5", sum = "1" }, { sum = "2" }]', True),
    ],
)
def test_the_rule_says_whether_the_amount_is_asked(benefit: str, asked: bool, tmp_path: Path) -> None:
    text = (Path(__file__).parent.parent / "mistakes" / "sound.toml").read_text("utf-8")
    path = tmp_path / "edited.toml"
    examples = 'examples = [\n  { amount = "100", gives = "100" },\n]\n'
    assert examples in text
    path.write_text(text.replace('kind = "whole"', benefit, 1).replace(examples, "", 1), "utf-8")
    assert ("rent" in inputs_without_amount(checked_catalogue(str(path)))) is not asked


def test_a_condition_on_the_amount_asks_it(tmp_path: Path) -> None:
    path = tmp_path / "layer.toml"
    path.write_text(AWARD.replace("sources = [\n", 'conditions = [{ at-least = "1" }]\nsources = [\n', 1), "utf-8")
    assert inputs_without_amount(checked_catalogue(str(path))) == []


@pytest.mark.parametrize(("lang", "said"), [("zh", "金额不影响结果，请填 1"), ("en", "The amount decides nothing here: write 1.")])
def test_the_help_of_such_an_input_says_what_to_write(lang: str, said: str, award: str, run: Run) -> None:
    assert said in run("calc", "park", "--help", "--catalogue", award, "--lang", lang).out


@pytest.mark.parametrize(
    ("lang", "said"), [("zh", "park 的金额不影响结果，请填 1。"), ("en", "Of park the amount decides nothing: write 1.")]
)
def test_a_blank_amount_in_a_table_is_told_what_to_write_for_it(lang: str, said: str, award: str, run: Run) -> None:
    answer = run("batch", "t.csv", "--catalogue", award, "--as-of", "2024-07-01", "--lang", lang, "--format", "csv")
    assert said in answer.out
    assert "300000.00" in answer.out


def test_a_table_to_fill_in_says_it_over_the_amount(award: str, run: Run) -> None:
    assert run("batch", "--new", "-o", "new.xlsx", "--catalogue", award, "--lang", "en").code == 0
    with ZipFile("new.xlsx") as book:
        written = "".join(book.read(name).decode("utf-8") for name in book.namelist() if name.endswith(".xml"))
    assert "The amount decides nothing here: write 1." in written


def test_a_profile_to_fill_in_says_it_too(award: str, run: Run) -> None:
    assert "The amount decides nothing here: write 1." in run("plan", "--new", "--catalogue", award, "--lang", "en").out


@pytest.mark.parametrize(
    ("amount", "lang", "said"),
    [("1", "zh", "园区投资，一次"), ("1", "en", "park investment, one event"), ("2", "en", "park investment 2.00 yuan")],
)
def test_the_one_that_stands_for_an_event_is_no_money(amount: str, lang: str, said: str, award: str, run: Run) -> None:
    answer = run("calc", "park", amount, "--on", "2024-06-01", "--catalogue", award, "--lang", lang)
    assert answer.out.splitlines()[0].startswith(said), answer
