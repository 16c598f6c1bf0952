"""A catalogue that anybody wrote: a broken file per mistake in tests/mistakes, beside the message it deserves."""

import json
from pathlib import Path

import pytest

from bjsubsidy.answers.examples import checked_catalogue
from bjsubsidy.cli.given import spelt
from bjsubsidy.cli.make import Maker
from bjsubsidy.errors import UnusableFile
from bjsubsidy.law.storage import data_folder
from bjsubsidy.readers.codes import CODES
from bjsubsidy.readers.ids import RESERVED
from bjsubsidy.readers.lines import PlacedFault
from bjsubsidy.readers.mistakes import SOUND_FILES, named_before
from bjsubsidy.readers.partial import ENTRIES
from tests.conftest import Run
from tests.updating import updated

MISTAKES = Path(__file__).parent.parent / "mistakes"
WARNED = [kind for kind, code in CODES.items() if code.severity == "warning"]
ALL = sorted(path.stem for path in MISTAKES.glob("*.toml") if path.name not in SOUND_FILES)
NAMES = [name for name in ALL if name not in WARNED]
SOUND = (MISTAKES / "sound.toml").read_text("utf-8")

MEASURE = 'id = "interest-support"\n'
RENT = 'id = "rent-support"\n'


def broken(after: str, right: str, wrong: str) -> str:
    """The sound catalogue with the first such words from an anchor on written differently."""
    start = SOUND.index(after)
    assert right in SOUND[start:]
    return SOUND[:start] + SOUND[start:].replace(right, wrong, 1)


def line_of(text: str, words: str) -> int:
    """The one line of a text that holds these words."""
    (found,) = [number for number, line in enumerate(text.split("\n"), 1) if words in line]
    return found


def test_every_mistake_has_its_message_in_both_languages() -> None:
    messages = {path.name for path in MISTAKES.glob("*.txt")}
    assert messages == {f"{name}.{lang}.txt" for name in ALL for lang in ("zh", "en")}


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", NAMES)
def test_a_mistake_gets_the_message_it_deserves(name: str, lang: str, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(MISTAKES)
    named = (*named_before(Path(f"{name}.toml").read_text("utf-8", "replace")), f"{name}.toml")
    answer = run("measures", *(word for file in named for word in ("--catalogue", file)), "--lang", lang)
    assert answer == (3, "", updated(Path(f"{name}.{lang}.txt"), answer.err))


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", WARNED)
def test_what_is_only_warned_of_is_told_by_a_check_and_refused_by_nobody(
    name: str, lang: str, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(MISTAKES)
    files = (*named_before(Path(f"{name}.toml").read_text("utf-8")), f"{name}.toml")
    answer = run("catalogue", "check", *files, "--lang", lang)
    assert (answer.code, answer.err) == (0, updated(Path(f"{name}.{lang}.txt"), answer.err))
    started = run("measures", *(word for file in files for word in ("--catalogue", file)), "--quiet", "--lang", lang)
    assert (started.code, started.err) == (0, "")


@pytest.mark.parametrize(
    "words",
    [
        ("calc", "interest", "100"),
        ("deadlines",),
        ("due", "answer", "2021-03-01"),
        ("status", "small-firm"),
        ("show", "training"),
        ("--version",),
        ("calc", "interest", "--help"),
    ],
)
def test_no_command_works_with_a_broken_catalogue(words: tuple[str, ...], run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(MISTAKES)
    assert run(*words, "--catalogue", "float.toml") == (3, "", Path("float.zh.txt").read_text("utf-8"))


def test_the_sound_catalogue_has_every_kind_of_entry(run: Run) -> None:
    answer = run("measures", "--catalogue", str(MISTAKES / "sound.toml"), "--format", "csv")
    catalogue = checked_catalogue(str(MISTAKES / "sound.toml"))
    assert (answer.code, answer.err) == (0, "")
    assert all(catalogue.rows(kind) for kind in ENTRIES)
    assert all(entry in answer.out for entry in ("interest-support", "small-firm", "answer", "training", "one-visit", "faster"))


def test_the_sound_catalogue_computes(run: Run) -> None:
    words = ("interest", "1200000", "--size", "small", "--revenue", "5", "--pledged", "--loan-rate", "4%", "--loan-date", "2021-01-08")
    days = ("--on", "2021-03-20", "--as-of", "2021-03-20")
    answer = run("calc", *words, *days, "--format", "amount", "--catalogue", str(MISTAKES / "sound.toml"))
    assert answer == (0, "400000.00\n", "")


def test_the_packaged_catalogue_is_without_fault(catalogue_path: str, run: Run) -> None:
    assert run("deadlines", "--catalogue", catalogue_path, "--format", "csv").code == 0


@pytest.fixture
def catalogue_path() -> str:
    return str(Path(data_folder()) / "measures.toml")


PLACED = [
    ("an entry without id", "[[measure]]\n", MEASURE, "", "[[measure]]\n", "measure 1"),
    ("an id that is a number", "", MEASURE, "id = 5\n", "id = 5", "id"),
    ("an id that is a list", "", MEASURE, 'id = ["a"]\n', 'id = ["a"]', "id"),
    ("entries that are one table", "", "[[rule]]", "[rule]", "[rule]", ""),
    ("an id beside another fault", RENT, "on = 2021-03-20", "on = 2021-03-20\nfoo = 1", "foo = 1", "rent-support foo"),
    ("a deduction that is no amount", MEASURE, 'rate = "40%" }', 'rate = "40%", less = "pledged" }', "less =", "interest-support benefit"),
    ("a rate that is a day", MEASURE, 'rate = "40%" }', 'rate-fact = "loan-date" }', "rate-fact", "interest-support benefit"),
    (
        "a deduction for nobody",
        MEASURE,
        '"40%" }',
        '"40%", less = "revenue", less-for = { fact = "size" } }',
        "less-for",
        "support benefit",
    ),
    (
        "a choice for a deduction that is none",
        MEASURE,
        '"40%" }',
        '"40%", less-for = { fact = "size", one-of = ["small"] } }',
        "less-for",
        "support benefit",
    ),
    (
        "a deduction for whom no condition asks",
        RENT,
        'kind = "whole" }',
        'kind = "share", rate = "40%", less = "revenue", less-for = { fact = "size", one-of = ["small"] } }',
        "less-for",
        "rent-support benefit",
    ),
    ("a condition for nobody", MEASURE, "holds = true", 'holds = true, for = { fact = "size" }', "for =", "support conditions 3"),
    (
        "a condition for a choice that is none",
        MEASURE,
        "holds = true",
        'holds = true, for = { fact = "size", unsettled = ["huge"] }',
        "for =",
        "support conditions 3",
    ),
    (
        "a condition for no fact",
        MEASURE,
        "holds = true",
        'holds = true, for = { fact = "siz", one-of = ["small"] }',
        "for =",
        "conditions 3",
    ),
    ("a benefit without a rate", MEASURE, ', rate = "40%" }', " }", 'kind = "share"', "interest-support benefit"),
    ("a benefit with two rates", MEASURE, '"40%" }', '"40%", rate-fact = "loan-rate" }', "rate-fact", "interest-support benefit"),
    ("a choice that is none", MEASURE, '["small", "large"] }', '["small", "lage"] }', '"lage"', "interest-support conditions 1"),
    (
        "a choice of an amount",
        MEASURE,
        '{ fact = "size", one',
        '{ fact = "revenue", one',
        '"revenue", one',
        "interest-support conditions 1",
    ),
    ("a day that is yes or no within no years", MEASURE, "holds = true", "within-years = 0", "within-years", "support conditions 3"),
    ("a day that is yes or no", MEASURE, "holds = true", "within-years = 2", "within-years", "interest-support conditions 3"),
    ("an amount that holds", MEASURE, '"200000000"', '"2" },\n  { fact = "revenue", holds = true', "holds = true }", ""),
    ("a condition without a test", MEASURE, '"pledged", holds = true', '"pledged"', '"pledged" }', "interest-support conditions 3"),
    ("a condition about nothing", MEASURE, 'fact = "pledged", holds', "holds", "{ holds = true", "interest-support conditions 3"),
    ("a multiple of no number", MEASURE, 'at-most = "1.4"', 'at-most = "1/0"', '"1/0"', "interest-support conditions 4"),
    ("a multiple of much", MEASURE, 'at-most = "1.4"', 'at-most = "x"', 'at-most = "x"', "interest-support conditions 4"),
    ("a rate held against a day", MEASURE, '"loan-rate", at', '"loan-date", at', '"loan-date", at', "interest-support conditions 4"),
    ("a series at no day", MEASURE, 'on = "loan-date"', 'on = "size"', 'on = "size"', "interest-support conditions 4"),
    ("a bound that is a choice", MEASURE, '"size", one-of = ["small", "large"]', '"size", at-most = "small"', '"size", at', "interest"),
    (
        "a cap by a choice without amounts",
        MEASURE,
        ' amounts = { small = "400000", large = "300000" },',
        "",
        "by =",
        "interest-support caps 2",
    ),
    ("a cap by a choice that is none", MEASURE, '{ small = "4', '{ smal = "4', "smal =", "interest-support caps 2"),
    ("a cap that cannot be read", MEASURE, '{ amount = "500000"', '{ amount = "much"', '"much"', "interest-support caps 1"),
    ("a limit of no days", "", "count = 10", "count = 0", "count = 0", "answer"),
    ("a limit of minus one day", "", "count = 10", "count = -1", "count = -1", "answer"),
    ("a source without article", "[[rule]]", 'article = "七", ', "", "pages = [17]", "one-visit sources 1"),
    ("a source without pages", "[[rule]]", "pages = [17], ", "", '"七"', "one-visit sources 1"),
    ("an outside source that is inside", "[[rule]]", "{ document", "{ outside = true, document", "outside = true, document", "one-visit"),
    ("a fact that an example names and nobody has", MEASURE, '["revenue"]', '["revenu"]', '"revenu"]', "interest-support examples 4"),
    ("an example without a day", RENT, "on = 2021-03-20\n", "", '{ amount = "100"', "rent-support examples 1"),
    ("pages that are text", "[[rule]]", "[17]", '["17"]', '["17"]', "one-visit sources 1 pages 1"),
    ("a page that is true", "[[rule]]", "[17]", "[true]", "[true]", "one-visit sources 1 pages 1"),
    (
        "a confirmation that is no fact",
        "",
        "first-page",
        'first-shown = { fact = "shown", undated = "year", continues = "year", period = "year" }\nfirst-page',
        "first-shown",
        "there is no fact “shown”",
    ),
    (
        "a confirmation that is not yes or no",
        "",
        "first-page",
        'first-shown = { fact = "revenue", undated = "year", continues = "year", period = "year" }\nfirst-page',
        "first-shown",
        "the fact revenue is not a yes/no fact",
    ),
    (
        "a first day that rests on no reading",
        "",
        "first-page",
        'first-shown = { fact = "pledged", undated = "year", continues = "yaer", period = "year" }\nfirst-page',
        "first-shown",
        "there is no reading “yaer”",
    ),
    ("a float in the edition", "", "first-page = 5", "first-page = 5.0", "first-page", "edition.first-page"),
    ("an unknown key in a document", "", "number =", "numbr =", "numbr =", "documents.notice.numbr"),
]


@pytest.mark.parametrize(("after", "right", "wrong", "at", "entry"), [case[1:] for case in PLACED], ids=[case[0] for case in PLACED])
def test_a_fault_is_said_at_its_line(
    after: str, right: str, wrong: str, at: str, entry: str, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = broken(after, right, wrong)
    line = 1 + text[: text.index(at, SOUND.index(after))].count("\n")
    monkeypatch.chdir(tmp_path)
    Path("broken.toml").write_text(text, "utf-8")
    answer = run("measures", "--catalogue", "broken.toml", "--lang", "en")
    assert (answer.code, answer.out) == (3, "")
    assert any(said.startswith(f"broken.toml:{line}: ") and entry in said for said in answer.err.splitlines())


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("without [authorities]", broken("", '[authorities]\n"市财政局" = "Municipal Finance Bureau"\n', "")),
        ("without [edition]", SOUND[SOUND.index("[documents") :]),
        ("without [documents]", SOUND[: SOUND.index("[documents")] + SOUND[SOUND.index("[authorities]") :]),
        ("empty", ""),
        ("a whole number of 5,000 digits", broken("", "count = 10", f"count = {'9' * 5000}")),
        ("lists in lists, 5,000 deep", broken("", "count = 10", f"count = {'[' * 5000}{']' * 5000}")),
        ("a limit past the calendar", broken("", 'count = 10\nunit = "working-day"', 'count = 99999\nunit = "year"')),
        ("infinity", broken("", "count = 10", "count = inf")),
        ("a time", broken(RENT, "on = 2021-03-20", "on = 08:00:00")),
        ("a key twice", broken("", "count = 10", "count = 10\ncount = 10")),
        ("a section that is a number", f"measure = 5\n{SOUND.replace('[[measure]]', '[[rule]]')}"),
        ("documents that are a list", f"documents = [1]\n{SOUND.replace('[documents.notice]', '[edition2]')}"),
    ],
)
def test_whatever_a_file_holds_it_is_refused_and_never_a_traceback(name: str, text: str, run: Run, tmp_path: Path) -> None:
    path = tmp_path / "broken.toml"
    path.write_text(text, "utf-8")
    answer = run("measures", "--catalogue", str(path))
    assert (answer.code, answer.out) == (3, ""), name
    assert answer.err.strip()


def test_a_catalogue_with_nothing_in_it_but_its_edition_answers_that_it_has_nothing(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "nothing.toml"
    path.write_text(SOUND[: SOUND.index("[documents")], "utf-8")
    assert run("measures", "--catalogue", str(path)).code == 0
    assert run("show", "rent", "--catalogue", str(path)).code == 2
    assert run("deadlines", "--catalogue", str(path), "--format", "csv").code == 0


def test_two_faulty_conditions_of_one_entry_are_both_said(tmp_path: Path) -> None:
    path = tmp_path / "broken.toml"
    text = broken(MEASURE, '{ fact = "revenue", at-most = "200000000" }', '{ fact = "revenue" }')
    path.write_text(text.replace('{ fact = "pledged", holds = true }', '{ fact = "pledged" }'), "utf-8")
    with pytest.raises(UnusableFile) as caught:
        checked_catalogue(str(path))
    assert len(caught.value.sentence("en").splitlines()) == 2


def test_an_id_that_stands_twice_is_said_beside_any_other_fault(tmp_path: Path) -> None:
    path = tmp_path / "broken.toml"
    path.write_text(broken("", RENT, f"{MEASURE}foo = 1\n"), "utf-8")
    with pytest.raises(UnusableFile) as caught:
        checked_catalogue(str(path))
    said = caught.value.sentence("en")
    assert "there is no key “foo” here" in said
    assert "the id “interest-support” is used twice" in said


@pytest.mark.parametrize("mark", ["\x1b[31m", "\x9b31m", "\u202e", "\u0007", "\r"])
def test_what_a_catalogue_says_reaches_the_terminal_as_text(mark: str, run: Run, tmp_path: Path) -> None:
    path = tmp_path / "marked.toml"
    written = "".join(f"\\u{ord(character):04x}" for character in mark)
    path.write_text(broken(RENT, 'en = "Rent support"', f'en = "[red]Rent{written} support[/]"'), "utf-8")
    for words in (
        ("measures",),
        ("show", "rent-support"),
        ("calc", "rent", "100"),
        ("calc", "rent", "--help"),
        ("calc", "rent", "--explain", "1"),
    ):
        answer = run(*words, "--lang", "en", "--catalogue", str(path))
        assert answer.code == 0
        assert "[red]Rent" in answer.out
        assert mark not in answer.out + answer.err


def test_a_rate_series_beside_the_catalogue_is_read_and_checked(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("measures.toml").write_text(SOUND, "utf-8")
    series = (Path(data_folder()) / "lpr.toml").read_text("utf-8")
    Path("lpr.toml").write_text(series, "utf-8")
    assert run("measures", "--catalogue", "measures.toml").code == 0
    wrong = series.replace('"4.25%"', "4.25")
    Path("lpr.toml").write_text(wrong, "utf-8")
    answer = run("measures", "--catalogue", "measures.toml", "--lang", "en")
    assert (answer.code, answer.out) == (3, "")
    assert answer.err.startswith(f"lpr.toml:{line_of(wrong, 'rate = 4.25,')}: ")
    assert "4.25 is a decimal number without quotes" in answer.err


@pytest.mark.parametrize("rate", ["4,25%", "425%", "much"])
def test_a_rate_series_with_a_rate_that_is_none_is_refused_at_its_line(
    rate: str, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("measures.toml").write_text(SOUND, "utf-8")
    series = (Path(data_folder()) / "lpr.toml").read_text("utf-8").replace('"4.25%"', f'"{rate}"')
    Path("lpr.toml").write_text(series, "utf-8")
    answer = run("measures", "--catalogue", "measures.toml", "--lang", "en")
    assert (answer.code, answer.out) == (3, "")
    assert f"lpr.toml:{line_of(series, rate)}: " in answer.err


STEPS = [
    (
        "out of order",
        "from = 2020-04-20",
        "from = 2019-10-20",
        "from = 2019-10-20",
        "2019-10-20 is not after 2020-02-20, the step before it",
    ),
    ("doubled", "from = 2020-04-20", "from = 2020-02-20", "4.05", "2020-02-20 is not after 2020-02-20, the step before it"),
    ("checked too early", "checked-until = 2025-10-20", "checked-until = 2025-05-19", "checked-until", "it is before 2025-05-20, the last"),
]


@pytest.mark.parametrize(("right", "wrong", "at", "said"), [case[1:] for case in STEPS], ids=[case[0] for case in STEPS])
def test_a_rate_series_that_leaves_open_which_rate_holds_is_refused(
    right: str, wrong: str, at: str, said: str, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("measures.toml").write_text(SOUND, "utf-8")
    series = (Path(data_folder()) / "lpr.toml").read_text("utf-8").replace(right, wrong)
    Path("lpr.toml").write_text(series, "utf-8")
    answer = run("measures", "--catalogue", "measures.toml", "--lang", "en")
    line = line_of(series, at) + (at == "4.05")
    assert (answer.code, answer.out) == (3, "")
    assert answer.err.startswith(f"lpr.toml:{line}: ")
    assert said in answer.err
    assert answer.err.count("\n") == 1


def test_a_rate_series_without_a_rate_is_refused(run: Run, tmp_path: Path) -> None:
    series = (Path(data_folder()) / "lpr.toml").read_text("utf-8")
    (tmp_path / "measures.toml").write_text(SOUND, "utf-8")
    (tmp_path / "lpr.toml").write_text(series[: series.index("steps")] + "steps = []\n" + series[series.index("sources") :], "utf-8")
    answer = run("measures", "--catalogue", str(tmp_path / "measures.toml"), "--lang", "en")
    assert (answer.code, answer.out) == (3, "")
    assert "steps: it has no rate. Add one." in answer.err


@pytest.mark.parametrize("name", ["missing.toml", "."])
def test_a_catalogue_that_cannot_be_opened_is_refused(name: str, run: Run, tmp_path: Path) -> None:
    answer = run("measures", "--catalogue", str(tmp_path / name), "--lang", "en")
    assert (answer.code, answer.out) == (3, "")
    assert answer.err.startswith("cannot read the file “")
    assert answer.err.count("\n") == 1


@pytest.mark.parametrize("id", ["on", "as-of", "amount", "enterprise", "item", "input", "year", "label", "received", "strict", "format"])
def test_no_fact_may_be_called_what_something_else_is_called(id: str, tmp_path: Path) -> None:
    path = tmp_path / "renamed.toml"
    path.write_text(SOUND.replace('"revenue"', f'"{id}"').replace("revenue =", f"{id} ="), "utf-8")
    with pytest.raises(UnusableFile) as refused:
        checked_catalogue(str(path))
    assert f"“{id}” has another use and cannot be the id of a fact" in refused.value.sentence("en")


@pytest.mark.parametrize("id", ["Revenue", "_high", "@high", "a b", "a\\nb", "营业收入", "-x", ""])
@pytest.mark.parametrize(("after", "right"), [("[[fact]]", "revenue"), ("[[rule]]", "one-visit"), ("choices", "large")])
def test_an_id_is_plainly_written(id: str, after: str, right: str, tmp_path: Path) -> None:
    path = tmp_path / "renamed.toml"
    path.write_text(broken(after, f'id = "{right}"', f'id = "{id}"'), "utf-8")
    with pytest.raises(UnusableFile) as refused:
        checked_catalogue(str(path))
    (said,) = [line for line in refused.value.sentence("en").splitlines() if "has characters that an id may not have" in line]
    assert said.startswith(f"{path}:{line_of(SOUND, f'id = {chr(34)}{right}{chr(34)}')}: ")


@pytest.mark.parametrize("name", ["calc", "sweep", "status"])
def test_every_option_that_stands_beside_a_fact_is_reserved(name: str) -> None:
    maker = Maker("en")
    options = {spelt(each.name) for each in (*maker.of_function(name), *maker.common(()))} | {"help", "version"}
    assert options <= RESERVED
    assert not any(option.startswith("no-") for option in options)


@pytest.mark.parametrize("kind", ["money", "name"])
def test_a_fact_that_is_not_answered_by_yes_or_no_leaves_its_no_to_another(kind: str, tmp_path: Path, run: Run) -> None:
    path = tmp_path / "c.toml"
    fact = 'of = "item"\nkind = "{}"\nname = {{ zh = "甲{}", en = "a{}" }}\nquestion = {{ zh = "甲？", en = "A?" }}\n'
    both = [f'[[fact]]\nid = "{id}"\n{fact.format(kind, id, id)}' for id in ("thing", "no-thing")]
    path.write_text(SOUND + "".join(both), "utf-8")
    assert run("catalogue", "check", str(path)).code == 0


@pytest.mark.parametrize("word", ["help", "calc", "json", "version", "zh", "0"])
def test_a_word_of_the_program_may_be_the_id_of_an_input_and_of_a_status(word: str, tmp_path: Path, run: Run) -> None:
    path = tmp_path / "c.toml"
    text = SOUND.replace('"rent"', f'"{word}"').replace('id = "small-firm"', f'id = "{word}"')
    path.write_text(text, "utf-8")
    at = ("--catalogue", str(path), "--lang", "en")
    known = run("calc", word, "100", "--format", "json", *at)
    assert (known.code, json.loads(known.out)["input"]) == (0, word)
    assert f"bjsubsidy calc {word}" in run("calc", word, "--help", *at).out
    assert f"bjsubsidy calc {word}" in run("help", "calc", word, *at).out
    assert json.loads(run("status", word, "--format", "json", *at).out)["status"] == word
    assert json.loads(run("show", word, "--format", "json", *at).out)["id"] == word


@pytest.mark.parametrize(
    ("after", "right", "wrong", "said"),
    [
        ('id = "rent"', 'name = { zh = "租金"', 'also = ["利息"]\nname = { zh = "租金"', "“利息” stands for “interest” already"),
        ('id = "size"', 'name = { zh = "规模"', 'also = ["金额"]\nname = { zh = "规模"', "“金额” stands for “amount” already"),
        ('id = "large"', 'en = "large" }', 'en = "large" }, also = ["小 型"]', "“小 型” stands for “small” already"),
        ("[authorities]", "[authorities]", '[columns]\namount = ["日期"]\n[authorities]', "“日期” stands for “amount” already"),
        ("[authorities]", "[authorities]", "[columns]\namounts = []\n[authorities]", "there is no column “amounts”. Did you mean amount?"),
    ],
)
def test_a_word_that_stands_for_two_things_is_refused(after: str, right: str, wrong: str, said: str, tmp_path: Path, run: Run) -> None:
    path = tmp_path / "c.toml"
    path.write_text(broken(after, right, wrong), "utf-8")
    answer = run("measures", "--catalogue", str(path), "--lang", "en")
    assert (answer.code, answer.out) == (3, "")
    assert said in answer.err


@pytest.mark.parametrize("pages", ["[17]", "[1]", "[999]"])
def test_of_a_document_that_is_not_there_no_page_is_a_fault(pages: str, tmp_path: Path) -> None:
    path = tmp_path / "measures.toml"
    path.write_text(broken("[[rule]]", 'notice", article = "七", pages = [17]', f'notise", article = "七", pages = {pages}'), "utf-8")
    with pytest.raises(UnusableFile) as refused:
        checked_catalogue(str(path))
    assert [fault.kind for fault in refused.value.faults if isinstance(fault, PlacedFault)] == ["no-such-document"]


TOGETHER = {
    "a word that is none and a figure that is none": {
        'bound = "exact"': 'bound = "about"',
        'amount = "500000"': 'amount = "much"',
    },
    "a fact and a document that are not there": {
        'fact = "pledged", holds = true }': 'fact = "pledge", holds = true }',
        'document = "notice", article = "一"': 'document = "note", article = "一"',
    },
    "a document, a page, a cap and a choice": {
        'document = "notice", article = "一", pages = [11, 12]': 'document = "note", article = "一", pages = [317]',
        'amount = "500000"': 'amount = "much"',
        'one-of = ["small", "large"]': 'one-of = ["small", "huge"]',
    },
    "a key too many within a condition and a bad one beside it": {
        'fact = "revenue", at-most = "200000000"': 'fact = "revenue", at-most = "200000000", most = "1"',
        'fact = "pledged", holds = true }': 'fact = "loan-rate", holds = true }',
    },
    "the edition and a measure": {
        "until = 2021-03-31": 'until = "soon"',
        'amount = "500000"': 'amount = "much"',
        'fact = "pledged", holds = true }': 'fact = "pledge", holds = true }',
    },
    "a benefit and what is given": {
        'rate = "40%" }': 'rate = "4000" }',
        'revenue = "1000000", pledged': 'revenue = "few", pledged',
    },
}


@pytest.mark.parametrize("mistakes", TOGETHER.values(), ids=TOGETHER)
def test_every_fault_is_told_at_once_wherever_it_stands(mistakes: dict[str, str], tmp_path: Path) -> None:
    """As many as each of them alone is told of, and each at its own line."""
    path = tmp_path / "measures.toml"

    def told(wrong: dict[str, str]) -> set[str]:
        text = SOUND
        for right, word in wrong.items():
            assert right in text
            text = text.replace(right, word, 1)
        path.write_text(text, "utf-8")
        with pytest.raises(UnusableFile) as refused:
            checked_catalogue(str(path))
        return {line for line in refused.value.sentence("en").splitlines() if "examples" not in line}

    each = set().union(*(told({right: word}) for right, word in mistakes.items()))
    assert len(each) >= len(mistakes)
    assert told(mistakes) == each
