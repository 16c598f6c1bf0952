"""What stands for conditions that are not printed names the measure and whom to ask, wherever it is asked."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

from bjsubsidy.language import LANGS, Lang, Text
from bjsubsidy.law.catalogue import Catalogue
from bjsubsidy.reports.asked import Asked, explained_question
from bjsubsidy.reports.phrases import Phrases
from tests.conftest import Run

ASKED = {
    "zh": "市文化和旅游局、北京银保监局、市商务局是否已确认企业符合“暂退旅游服务质量保证金”另行规定的条件？",
    "en": "that the firm meets the conditions set elsewhere for “Temporary refund of the travel deposit”?",
}
ITEM = '[enterprise]\nname = "甲"\ntravel-agency = true\n[[item]]\nlabel = "a"\ninput = "travel-deposit"\namount = "100"\non = 2021-03-20\n'
DAYS = ("--as-of", "2021-04-01")
CALC = ("calc", "travel-deposit", "100", "--on", "2021-03-20", "--travel-agency", *DAYS)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("line", [CALC, (*CALC, "--explain"), ("plan", "firm.toml", *DAYS), ("plan", "firm.toml", *DAYS, "--explain")])
def test_a_question_names_the_measure_and_its_authorities(
    lang: Lang, line: tuple[str, ...], run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("firm.toml").write_text(ITEM, "utf-8")
    answer = run(*line, "--lang", lang)
    assert answer.code == 0
    assert ASKED[lang] in answer.out.replace("\n", "")


@pytest.mark.parametrize("line", [CALC, ("plan", "firm.toml", *DAYS)])
def test_the_sheet_of_questions_does_too(line: tuple[str, ...], run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("firm.toml").write_text(ITEM, "utf-8")
    assert run(*line, "-o", "answer.xlsx", "--lang", "zh").code == 0
    assert ASKED["zh"] in {str(cell) for row in load_workbook("answer.xlsx")["问题"].iter_rows(values_only=True) for cell in row}


def test_measures_of_the_same_authorities_are_asked_about_together(catalogue: Catalogue) -> None:
    fact, words = catalogue.fact("published-conditions-met"), Phrases(catalogue, "zh")
    both = words.question(fact, ["tech-credit-interest", "first-product-interest"])
    assert both == "市科委、中关村管委会是否已确认企业符合“科技信贷产品贷款贴息”、“首创产品企业贷款贴息”另行规定的条件？"
    apart = words.question(fact, ["travel-deposit", "first-product-lease"])
    assert apart.count("？") == 2
    assert apart.startswith(ASKED["zh"])


def test_of_no_measure_it_is_asked_as_the_catalogue_puts_it(catalogue: Catalogue) -> None:
    fact = catalogue.fact("published-conditions-met")
    assert Phrases(catalogue, "en").question(fact) == fact.question.en


def test_other_braces_of_a_catalogue_stay(catalogue: Catalogue) -> None:
    fact = catalogue.fact("published-conditions-met").replace(question_of=Text("{x}{0}{measures}", "{"))
    assert Phrases(catalogue, "zh").question(fact, ["travel-deposit"]) == "{x}{0}“暂退旅游服务质量保证金”"
    assert Phrases(catalogue, "en").question(fact, ["travel-deposit"]) == "{"


def test_a_choice_that_is_called_as_its_id_is_named_once(catalogue: Catalogue) -> None:
    asked = Asked(catalogue.fact("institution"), None)
    said = explained_question(asked, Phrases(catalogue, "en"))
    assert said.endswith("[--institution: bank, guarantor, insurer, ip-institution = IP institution, other]")
    assert "bank 银行、guarantor 担保机构" in explained_question(asked, Phrases(catalogue, "zh"))
