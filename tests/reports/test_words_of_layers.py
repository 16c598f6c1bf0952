"""What is said of a layer's entries is said of its own documents: pages, days, the question for an earlier day, the edition's end."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Run

Asked = Callable[..., str]
LAYER = """[layer]
id = "own"
over = "packaged"
title = { zh = "嵊州政策", en = "Shengzhou policy" }

[documents.policy]
title = { zh = "制造业政策", en = "Policy for industry" }
number = "嵊政办〔2024〕11号"
date = 2024-02-29
pages = [1, 4]

[documents.page]
title = { zh = "税务局网页", en = "Pages of the tax office" }
date = 2024-03-01
pages = [7, 9]

[authorities]
"嵊州市经信局" = "Shengzhou Bureau of Economy"

[[input]]
id = "park"
name = { zh = "园区投资", en = "park investment" }
text = { zh = "投资额（元）。", en = "Investment, in yuan." }

[[measure]]
id = "park-support"
title = { zh = "园区补助", en = "Park support" }
text = { zh = "投资的三成。", en = "30% of the investment." }
input = "park"
nature = "grant"
authority = ["嵊州市经信局"]
bound = "exact"
benefit = { kind = "share", rate = "30%" }
sources = [
  { document = "policy", article = "一", pages = [1, 2], figures = ["30%"] },
  { document = "page", article = "二", pages = [8], figures = ["30%"] },
]
on = 2024-06-01
examples = [{ amount = "100", gives = "30" }]
"""
# The same measure on an input of the packaged catalogue, beside a measure of its own.
BESIDE = LAYER.replace('input = "park"', 'input = "exhibition-rent"')
END = "past this edition's end"
OWN = "the day is past this edition's end (2021-03-31); later texts are not in it (this is not said of entries of layers)"


@pytest.fixture
def asked(run: Run, tmp_path: Path) -> Asked:
    def ask(layer: str, *words: str, lang: str = "en") -> str:
        path = tmp_path / "layer.toml"
        path.write_text(layer, "utf-8")
        return run(*words, "--catalogue", str(path), "--as-of", "2024-07-01", "--lang", lang).out

    return ask


@pytest.mark.parametrize(
    ("lang", "said"),
    [("zh", "嵊政办〔2024〕11号 第 1–2 页、《税务局网页》 第 8 页"), ("en", "嵊政办〔2024〕11号 pp. 1–2, Pages of the tax office p. 8")],
)
def test_the_pages_of_a_layers_documents_stand_with_their_names(lang: str, said: str, asked: Asked) -> None:
    answer = asked(LAYER, "calc", "park", "100", "--on", "2024-06-01", "--format", "html", lang=lang)
    assert said in answer


def test_to_programs_the_pages_stay_pages(asked: Asked) -> None:
    answer = asked(LAYER, "calc", "park", "100", "--on", "2024-06-01", "--format", "csv")
    assert ",1–2; 8," in answer or answer.rstrip().endswith(",1–2; 8")


def test_the_editions_end_is_no_caution_over_what_a_layer_says(asked: Asked) -> None:
    assert END not in asked(LAYER, "calc", "park", "100", "--on", "2024-06-01")


def test_of_both_the_caution_says_that_it_is_not_about_layers(asked: Asked) -> None:
    assert OWN in asked(BESIDE, "calc", "exhibition-rent", "100", "--on", "2024-06-01")


def test_the_editions_own_measures_are_cautioned_as_ever(asked: Asked) -> None:
    answer = asked(LAYER, "calc", "loan-interest", "100", "--on", "2024-06-01")
    assert "the day is past this edition's end (2021-03-31); later texts are not in it\n" in answer


@pytest.mark.parametrize(
    ("lang", "said", "asks"),
    [
        ("zh", "2024-02-28 早于 2024-02-29：嵊政办〔2024〕11号、《税务局网页》没有载明当时是否已这样规定", "按所引文件所载的比例和数额"),
        (
            "en",
            "2024-02-28 is before 2024-02-29: nothing in 嵊政办〔2024〕11号, Pages of the tax office shows that this already applied then",
            "at the rates and amounts that its document prints",
        ),
    ],
)
def test_a_day_before_a_layers_document_is_said_of_that_document(lang: str, said: str, asks: str, asked: Asked) -> None:
    answer = asked(LAYER, "calc", "park", "100", "--on", "2024-02-28", lang=lang)
    assert said in answer
    assert asks in answer


def test_of_both_the_compendium_is_named_for_its_own_measures_alone(asked: Asked) -> None:
    answer = asked(BESIDE, "calc", "exhibition-rent", "100", "--on", "2020-12-01", "--explain")
    assert "“Park support” held on this day, at the rates and amounts that its document prints?" in answer
    assert "compendium prints" not in answer
