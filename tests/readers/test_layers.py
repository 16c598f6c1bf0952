"""Layers over a catalogue: what they add, replace and end; which entry comes from which; what contradicts, at its line."""

import json
import os
from pathlib import Path
from random import Random

import pytest

import bjsubsidy
from bjsubsidy.answers.caps import Assessment
from bjsubsidy.errors import UnusableFile
from bjsubsidy.law.catalogue import SHAPES, Catalogue
from bjsubsidy.law.export import catalogue_toml
from bjsubsidy.law.measure import Example, Measure
from tests.conftest import Run

MISTAKES = Path(__file__).parent.parent / "mistakes"
SOUND, AMENDMENT, DISTRICT = (MISTAKES / f"{name}.toml" for name in ("sound", "sound-layer", "sound-second-layer"))
OVER_PACKAGED = """[layer]
id = "own"
over = "packaged"
title = { zh = "自家更正", en = "Own correction" }

[documents.own-notice]
title = { zh = "更正", en = "Correction" }
date = 2021-05-01
pages = [1, 2]

[[measure]]
id = "own-rent"
title = { zh = "自家房租补贴", en = "Own rent support" }
text = { zh = "房租的一成。", en = "A tenth of the rent." }
input = "exhibition-rent"
nature = "grant"
authority = ["市财政局"]
bound = "exact"
benefit = { kind = "share", rate = "10%" }
sources = [{ document = "own-notice", article = "一", pages = [2], figures = ["10%"] }]
on = 2021-06-01
examples = [{ amount = "100", gives = "10" }]
"""


def named(*paths: Path) -> list[str]:
    """The words of a line that name these files."""
    return [word for path in paths for word in ("--catalogue", str(path))]


def high(run: Run, *words: str) -> str:
    return run("calc", *words, "--format", "amount", "--as-of", "2021-06-01", "--quiet").out.strip()


@pytest.mark.parametrize(
    ("files", "on", "pays"),
    [
        ((SOUND,), "2021-06-01", "100.00"),
        ((SOUND, AMENDMENT), "2021-06-01", "50.00"),
        ((AMENDMENT, SOUND), "2021-06-01", "50.00"),
        ((SOUND, DISTRICT), "2021-06-01", "100.00"),
        ((DISTRICT, AMENDMENT, SOUND), "2021-06-01", "50.00"),
    ],
)
def test_a_layer_replaces_an_entry_wherever_its_file_is_named(files: tuple[Path, ...], on: str, pays: str, run: Run) -> None:
    assert high(run, "rent", "100", "--on", on, *named(*files)) == pays


@pytest.mark.parametrize(("on", "verdict"), [("2021-06-30", "unconfirmed"), ("2021-07-01", "ineligible")])
def test_a_measure_that_a_layer_ends_holds_to_its_last_day(on: str, verdict: str, run: Run) -> None:
    answer = run("calc", "interest", "100", "--on", on, *named(SOUND, AMENDMENT), "--format", "json")
    (found,) = json.loads(answer.out)["assessments"]
    assert (found["verdict"], found["layer"]) == (verdict, "amendment")
    assert found["sources"][-1] == {"document": "amendment", "number": "试〔2021〕9号", "article": "一", "pages": [1]}


def test_an_entry_says_its_layer_and_the_editions_own_say_none(run: Run) -> None:
    document = json.loads(run("measures", "--format", "json", *named(SOUND, AMENDMENT, DISTRICT)).out)
    assert {row["id"]: row["layer"] for row in document["measures"] if "layer" in row} == {
        "rent-support": "amendment",
        "interest-support": "amendment",
        "district-rent": "district",
        "small-firm": "district",
        "support-ends-early": "amendment",
    }
    assert [layer["id"] for layer in document["catalogue"]["layers"]] == ["amendment", "district"]
    assert "layers" not in json.loads(run("measures", "--format", "json", *named(SOUND)).out)["catalogue"]


LINE = "the layer “Amendment of the notice” (amendment) lies over the catalogue"


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (("calc", "rent", "1", "--on", "2021-06-01"), f"{LINE}: rent-support (replaced)"),
        (("calc", "rent", "1", "--on", "2021-06-01", "--format", "amount"), f"{LINE}: rent-support (replaced)"),
        (("calc", "interest", "1", "--format", "csv"), f"{LINE}: interest-support (ended)"),
        (("sweep", "rent"), f"{LINE}: rent-support (replaced)"),
        (("show", "rent-support"), f"{LINE}: rent-support (replaced)"),
        (("show", "amendment"), f"{LINE}: amendment (added)"),
        (("deadlines",), f"{LINE}: support-ends-early (added)"),
        (("status", "small-firm"), None),
        (("due", "answer", "2021-03-01"), None),
        (("show", "one-visit"), None),
        (("version", "--format", "csv"), LINE),
    ],
)
def test_every_answer_says_in_one_line_which_of_its_entries_come_from_a_layer(words: tuple[str, ...], line: str | None, run: Run) -> None:
    answer = run(*words, *named(SOUND, AMENDMENT), "--lang", "en")
    said = [each.removeprefix("note: ") for each in (answer.out + answer.err).splitlines() if "(amendment)" in each]
    assert (answer.code, said) == (0, [] if line is None else [line])


def test_a_plan_and_a_table_say_it_too(run: Run, tmp_path: Path) -> None:
    firm, table = tmp_path / "firm.toml", tmp_path / "firms.csv"
    firm.write_text(
        'as-of = 2021-06-01\n[enterprise]\nname = "甲"\n[[item]]\nlabel = "A"\ninput = "rent"\namount = "100"\non = 2021-06-01\n'
    )
    table.write_text("enterprise,item,input,amount,on\n甲,A,rent,100,2021-06-01\n", "utf-8")
    plan = json.loads(run("plan", str(firm), *named(SOUND, AMENDMENT), "--format", "json").out)
    assert ([claim["layer"] for claim in plan["claims"]], plan["total"]["high"]) == (["amendment"], "50.00")
    assert any("amendment" in caution for caution in plan["cautions"])
    answer = run("batch", str(table), *named(SOUND, AMENDMENT), "--as-of", "2021-06-01", "--format", "csv", "--lang", "en")
    assert ",50.00,50.00," in answer.out
    assert f"{LINE}: rent-support (replaced)" in answer.err


def test_a_layer_over_the_packaged_catalogue_by_its_name_or_by_its_edition(run: Run, tmp_path: Path, catalogue: Catalogue) -> None:
    path = tmp_path / "own.toml"
    for over in ("packaged", catalogue.edition.id):
        path.write_text(OVER_PACKAGED.replace('"packaged"', f'"{over}"'), "utf-8")
        assert high(run, "exhibition-rent", "100", "--measure", "own-rent", "--on", "2021-06-01", *named(path)) == "10.00"
        assert high(run, "loan-interest", "120万", "--on", "2021-03-20", *named(path)) == "480000.00"
    path.write_text(OVER_PACKAGED.replace('"packaged"', '"2020Q4"'), "utf-8")
    answer = run("measures", *named(path), "--lang", "en")
    assert (answer.code, answer.out) == (3, "")
    assert answer.err == f"{path}:3: layer.over: there is no “2020Q4” to lie over. Did you mean 2021Q1? [BJ082]\n"


def test_of_the_packaged_catalogue_only_what_a_layer_touches_is_checked_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from bjsubsidy.answers import examples

    computed: list[str] = []
    whole = examples.assessed

    def noted(law: Catalogue, measure: Measure, example: Example) -> Assessment:
        computed.append(measure.id)
        return whole(law, measure, example)

    monkeypatch.setattr(examples, "assessed", noted)
    path = tmp_path / "own.toml"
    path.write_text(OVER_PACKAGED, "utf-8")
    bjsubsidy.catalogue(path)
    assert set(computed) == {"own-rent"}


FACT = """
[[fact]]
id = "first-product-level"
of = "enterprise"
kind = "choice"
name = { zh = "首创级别", en = "first-product level" }
question = { zh = "哪一级？", en = "Which level?" }
choices = [{ id = "international", name = { zh = "国际", en = "international" } }]
"""


def test_a_fact_that_a_layer_writes_anew_has_every_entry_checked_again_in_its_own_file(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    head = 'title = { zh = "自家更正", en = "Own correction" }\n'
    path.write_text(OVER_PACKAGED.replace(head, head + 'replaces = ["first-product-level"]\n') + FACT, "utf-8")
    with pytest.raises(UnusableFile) as refused:
        bjsubsidy.catalogue(path)
    said = refused.value.sentence("en").splitlines()
    assert all("measures.toml:" in line for line in said)
    assert any("the fact first-product-level has no choice “domestic”" in line for line in said)


def test_a_layer_over_a_layer_may_change_what_that_one_changed(run: Run, tmp_path: Path) -> None:
    third = tmp_path / "third.toml"
    text = AMENDMENT.read_text("utf-8").replace('id = "amendment"', 'id = "third"').replace('over = "small"', 'over = "amendment"')
    text = text.replace("documents.amendment", "documents.third").replace('document = "amendment"', 'document = "third"')
    text = text.replace("support-ends-early", "ends-earlier").replace("2021-06-30", "2021-05-31").replace('"50%"', '"30%"')
    third.write_text(text.replace('gives = "50"', 'gives = "30"'), "utf-8")
    for files in ((SOUND, AMENDMENT, third), (third, AMENDMENT, SOUND)):
        assert high(run, "rent", "100", "--on", "2021-06-01", *named(*files)) == "30.00"
    alone = run("measures", *named(SOUND, third), "--lang", "en")
    assert alone.err == f"{third}:5: layer.over: there is no “amendment” to lie over. Use one of: small. [BJ082]\n"


def test_a_layer_brings_rates_and_working_days(run: Run, tmp_path: Path) -> None:
    layer = tmp_path / "days.toml"
    head = '[layer]\nid = "days"\nover = "small"\ntitle = { zh = "日", en = "Days" }\n'
    layer.write_text(f'{head}\n[[workday]]\nday = 2021-03-08\nworks = false\nwhere = "通知"\n', "utf-8")
    refused = run("due", "answer", "2021-03-01", *named(SOUND, layer), "--lang", "en")
    assert "the example says 2021-03-15, but the rule gives 2021-03-16" in refused.err
    layer.write_text(f'{head}\n[[workday]]\nday = 2022-03-08\nworks = false\nwhere = "通知"\n', "utf-8")
    assert '"due": "2022-03-16"' in run("due", "answer", "2022-03-01", "--format", "json", *named(SOUND, layer)).out
    assert '"due": "2022-03-15"' in run("due", "answer", "2022-03-01", "--format", "json", *named(SOUND)).out


@pytest.mark.parametrize("files", [(SOUND, AMENDMENT), (SOUND, AMENDMENT, DISTRICT)], ids=["one", "two"])
def test_the_merged_whole_is_written_as_one_file_and_reads_back_the_same(files: tuple[Path, ...], run: Run, tmp_path: Path) -> None:
    whole = tmp_path / "whole.toml"
    assert run("catalogue", "export", *map(str, files), "-o", str(whole)) == (0, "", "")
    merged, again = bjsubsidy.catalogue(*files), bjsubsidy.catalogue(whole)
    for kind in SHAPES:
        assert list(zip(again.rows(kind), again.all(kind), strict=True)) == list(zip(merged.rows(kind), merged.all(kind), strict=True))
    assert (again.edition, again.layers, again.workdays) == (merged.edition, merged.layers, merged.workdays)
    assert catalogue_toml(again) == catalogue_toml(merged)
    for words in (("calc", "rent", "100", "--on", "2021-06-01"), ("show", "interest-support"), ("deadlines",), ("measures",)):
        asked = [*words, "--lang", "en"]
        assert run(*asked, *named(whole)) == run(*asked, *named(*files))


def test_several_stand_in_the_variable_as_paths_do(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    spaced = tmp_path / "an amendment.toml"
    spaced.write_text(AMENDMENT.read_text("utf-8"), "utf-8")
    monkeypatch.setenv("BJSUBSIDY_CATALOGUE", os.pathsep.join([str(SOUND), str(spaced)]))
    assert high(run, "rent", "100", "--on", "2021-06-01") == "50.00"
    assert high(run, "rent", "100", "--on", "2021-06-01", *named(SOUND)) == "100.00"
    assert run("catalogue", "export").out.count("[[merged]]") == 1


def test_from_python_layers_are_further_files() -> None:
    law = bjsubsidy.catalogue(SOUND, AMENDMENT)
    answer = bjsubsidy.calc("rent", 10000, on=law.edition.until.replace(month=6, day=1), as_of=law.edition.until, catalogue=law)
    assert answer.best is not None
    assert answer.best.high == 5000
    layer = law.layer_of("measure", "rent-support")
    assert layer is not None
    assert (layer.id, layer.does("measure", "rent-support")) == ("amendment", "replaces")


@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [
        ('id = "amendment"', "id = 5", "it is not text"),
        ('over = "small"\n', "", "“over” is missing"),
        ("until = 2021-06-30", 'until = "soon"', "it is not a day"),
        ('id = "interest-support"\n', "", "“id” is missing"),
        ("[layer]", "[layers]", "it has neither [edition] nor [layer]"),
        ('id = "rent-support"', "id = 7", "it is not text"),
        ("pages = [1, 3]", "pages = 3", "it is not a list"),
        ("pages = [2]", "pages = [4]", "pages [4] are not in the document. Give pages within 1–3"),
        ('document = "amendment", article = "二"', 'document = "amendmend", article = "二"', "Did you mean amendment?"),
        ("2021-06-30\nsources", "2022-01-01\nsources", "it ends on 2021-12-31 already"),
        ('id = "interest-support"\nuntil', 'id = "small-firm"\nuntil', "“small-firm” is no measure"),
        ("date = 2021-06-30", "date = 2021-06-29", "this measure has no [[date]] for its until 2021-06-30"),
        ('gives = "50"', 'gives = "40"', "the example says low 40.00, high 40.00, but the rule gives low 50.00, high 50.00"),
    ],
)
def test_what_is_wrong_in_a_layer_is_said_at_its_line(right: str, wrong: str, said: str, run: Run, tmp_path: Path) -> None:
    path = tmp_path / "layer.toml"
    text = AMENDMENT.read_text("utf-8")
    assert right in text
    path.write_text(text.replace(right, wrong, 1), "utf-8")
    answer = run("measures", *named(SOUND, path), "--lang", "en")
    assert (answer.code, answer.out) == (3, "")
    assert any(line.startswith(f"{path}:") and said in line for line in answer.err.splitlines()), answer.err
    assert "BJ" in answer.err


@pytest.mark.parametrize("second", ["works = true", "works = false"])
def test_two_layers_that_say_otherwise_of_a_day_contradict(second: str, tmp_path: Path) -> None:
    paths = [tmp_path / "one.toml", tmp_path / "two.toml"]
    for path, works in zip(paths, ("works = true", second), strict=True):
        head = f'[layer]\nid = "{path.stem}"\nover = "small"\ntitle = {{ zh = "日", en = "Days" }}\n'
        path.write_text(f'{head}[[workday]]\nday = 2022-03-08\n{works}\nwhere = "通知"\n', "utf-8")
    if second == "works = true":
        assert len(bjsubsidy.catalogue(SOUND, *paths).workdays) == 1
        return
    with pytest.raises(UnusableFile) as refused:
        bjsubsidy.catalogue(SOUND, *paths)
    assert refused.value.sentence("en").startswith(f"{paths[1]}:5: workday 1: the layer “one” says otherwise of 2022-03-08")


ODD = ('""', "5", "[]", "{}", "true", '"x"', "2021-01-01", '["a"]', '{ zh = "a" }', "-1", "[[1]]", '"small"')


def damaged_lines(rng: Random, text: str) -> str:
    """A line gone, doubled elsewhere, or with another value."""
    lines = text.split("\n")
    for _ in range(rng.choice((1, 1, 2))):
        place = rng.randrange(len(lines))
        match rng.randrange(3):
            case 0:
                del lines[place]
            case 1:
                lines[place] = f"{lines[place].split('=')[0]}= {rng.choice(ODD)}"
            case _:
                lines.insert(rng.randrange(len(lines)), lines[place])
    return "\n".join(lines)


def test_a_layer_that_is_damaged_anyhow_is_used_or_refused_with_codes(tmp_path: Path) -> None:
    path = tmp_path / "layer.toml"
    refused: list[str] = []
    for seed in range(300):
        path.write_text(damaged_lines(Random(seed), AMENDMENT.read_text("utf-8")), "utf-8")
        try:
            bjsubsidy.catalogue(SOUND, path)
        except bjsubsidy.Problem as problem:
            refused.append(problem.sentence("en"))
    assert len(refused) > 150
    assert [line for said in refused for line in said.splitlines() if not line.endswith("]")] == []
