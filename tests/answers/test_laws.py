"""The stricter laws of a catalogue: each case is the sound one with a part written otherwise, and what is told of it."""

import subprocess
import sys
from pathlib import Path

import pytest

from bjsubsidy.answers.laws import Lawful, lawful
from bjsubsidy.law.storage import data_folder
from bjsubsidy.readers import catalogue as reader

ROOT = Path(__file__).parent.parent.parent
SOUND = (ROOT / "tests" / "mistakes" / "sound.toml").read_text("utf-8")

PLEDGED = '  { fact = "pledged", holds = true },\n'
REVENUE = '  { fact = "revenue", at-most = "200000000" },\n'
SIZE = '  { fact = "size", one-of = ["small", "large"] },\n'
RENT = 'benefit = { kind = "whole" }\n'
RATE = 'rate = "40%" }'
SMALL = '  { fact = "size", one-of = ["small"] },\n'
FROM, UNTIL = "from = 2021-01-01\n", "until = 2021-12-31\n"

ENDS = "date = 2021-12-31\n"
STANDING = 'sources = [\n  { document = "notice", article = "三"'
NO_FIGURE = "pages = [12], figures = []"
NAMED = 'name = { zh = "某项", en = "something" }\nquestion = { zh = "多少？", en = "How much?" }\n\n'
DATE = """[[date]]
id = "%s"
date = %s
kind = "%s"
title = { zh = "某日", en = "A day" }
text = { zh = "某日。", en = "A day." }
authority = ["市财政局"]
measures = ["%s"]
sources = [
  { document = "notice", article = "五", pages = [15], figures = [] },
]

"""
STAFF = f'[[fact]]\nid = "staff"\nof = "enterprise"\nkind = "count"\n%s{NAMED}[[reading]]'
COUNTED, NONE_TOO = {"[[reading]]": STAFF % ""}, {"[[reading]]": STAFF % "least = 0\n"}
LOAN_RATE = 'id = "loan-rate"\nof = "item"\nkind = "rate"\n'
CLOSES = {"[[open]]": DATE % ("closes", "2020-12-31", "closes", "interest-support") + "[[open]]"}
STARTS = {"[[open]]": DATE % ("starts", "2022-01-01", "starts", "rent-support") + "[[open]]"}
AT_MOST_TEN, OVER_TEN = '{ fact = "revenue", at-most = "10" }', '{ fact = "revenue", more-than = "10" }'
AT_LEAST_NOTHING, HELD = '{ fact = "revenue", at-least = "0" }', '{ fact = "pledged", holds = true }'
OTHER = '{ fact = "size", one-of = ["other"] }'
OPEN = '{ fact = "size", one-of = ["other"], unsettled = ["small"] }'
OTHERS = '  { fact = "size", one-of = ["large", "other"] },\n'
ONE_INPUT = {'input = "rent"\n': 'input = "interest"\n'}
THIRD = {
    "[[status]]": """[[measure]]
id = "third"
title = { zh = "第三项", en = "The third" }
text = { zh = "利息全额。", en = "The whole interest." }
input = "interest"
nature = "grant"
authority = ["市财政局"]
bound = "exact"
benefit = { kind = "whole" }
excludes = [{ measures = ["interest-support", "rent-support"] }]
sources = [
  { document = "notice", article = "二", pages = [12], figures = [] },
]
on = 2021-03-20
examples = [
  { amount = "100", gives = "100" },
]

[[status]]"""
}
PER_LOAN = 'excludes = [{ measures = ["rent-support"], per = ["loan"] }]\n'
INPUT = '[[input]]\nid = "wages"\nname = { zh = "工资", en = "wages" }\ntext = { zh = "实付。", en = "Paid." }\n\n'
SPARE = """[layer]
id = "more"
over = "packaged"
title = { zh = "增", en = "More" }

[[fact]]
id = "spare"
of = "item"
kind = "money"
"""
DOCUMENT = '[documents.old]\ntitle = { zh = "旧文", en = "Old notice" }\ndate = 2020-01-01\npages = [21]\n\n'
REACHED, CITED, SCOPE, NEIGHBOUR = (
    "figure-that-nothing-reaches",
    "source-without-a-figure",
    "scope-that-counts-nothing",
    "measures-side-by-side",
)

Edits = dict[str, str]


def held(tmp_path: Path, edits: Edits) -> Lawful:
    """What the laws say of the sound catalogue with some words written otherwise; its examples need not come out."""
    text = SOUND
    for right, wrong in edits.items():
        assert text.count(right) >= 1, right
        text = text.replace(right, wrong, 1)
    path = tmp_path / "edited.toml"
    path.write_text(text, "utf-8")
    draft = reader.read([str(path)])
    assert [(fault.path, fault.fault.sentence("en")) for fault in draft.found] == []
    return lawful(draft)


def told(tmp_path: Path, edits: Edits) -> list[tuple[str, str]]:
    """The kind of each warning, and where in its entry it stands; missing examples and figures are other tables'."""
    found = held(tmp_path, edits).found
    elsewhere = ("bound-without-an-example", "figure-without-a-source")
    return [(fault.kind or "", ".".join(map(str, fault.path[2:]))) for fault in found if fault.kind not in elsewhere]


def conditions(*written: str) -> Edits:
    """The sound measure with these conditions in the place of the one on the pledge."""
    return {PLEDGED: "".join(f"  {condition},\n" for condition in written)}


def beside(*written: str) -> Edits:
    """The same with these beside those that it has."""
    return conditions(PLEDGED.strip().rstrip(","), *written)


def _any(*written: str) -> str:
    return f"{{ any = [{', '.join(written)}] }}"


NEVER = [
    ("nothing", {}, []),
    ("two bounds that leave nothing", beside('{ fact = "revenue", at-least = "200000000.01" }'), ["conditions.3"]),
    ("two bounds that meet", beside('{ fact = "revenue", at-least = "200000000" }'), []),
    ("two bounds that meet where one is out", beside('{ fact = "revenue", more-than = "200000000" }'), ["conditions.3"]),
    (
        "two bounds that meet where the text leaves one open",
        beside('{ fact = "revenue", at-least = "200000000", equality = "unsettled" }'),
        ["conditions.3"],
    ),
    (
        "both in one condition",
        conditions('{ all = [{ fact = "revenue", at-most = "5" }, { fact = "revenue", at-least = "10" }] }'),
        ["conditions.2"],
    ),
    ("less than nothing", beside('{ fact = "revenue", less-than = "0" }'), ["conditions.3"]),
    ("an amount below nothing", beside('{ less-than = "0" }'), ["conditions.3"]),
    ("more than the whole", beside('{ fact = "loan-rate", more-than = "100%" }'), ["conditions.3"]),
    (
        "a day on which two days meet",
        beside('{ fact = "loan-date", at-least = "2021-02-01" }', '{ fact = "loan-date", at-most = "2021-02-01" }'),
        [],
    ),
    (
        "no day between two",
        beside('{ fact = "loan-date", at-least = "2021-02-01" }', '{ fact = "loan-date", less-than = "2021-02-01" }'),
        ["conditions.4"],
    ),
    ("yes and no", beside('{ fact = "pledged", holds = false }'), ["conditions.3"]),
    ("neither of two choices", beside('{ fact = "size", one-of = ["other"] }'), ["conditions.3"]),
    ("what no other is not", beside('{ not = { fact = "size", one-of = ["small", "large"] } }'), ["conditions.3"]),
    ("not what always holds", beside('{ not = { fact = "revenue", at-least = "0" } }'), ["conditions.3"]),
    (
        "two of three of which only one can be",
        beside(
            '{ at-least-of = { count = 2, conditions = [{ fact = "size", one-of = ["small"] }, { fact = "size", one-of = ["large"] }, '
            '{ fact = "size", one-of = ["other"] }] } }'
        ),
        ["conditions.3"],
    ),
    (
        "three of which no two contradict",
        {
            SIZE: SMALL,
            **beside(
                '{ any = [{ fact = "size", one-of = ["large"] }, { fact = "revenue", at-least = "100" }] }',
                '{ any = [{ fact = "size", one-of = ["large"] }, { fact = "revenue", less-than = "100" }] }',
            ),
        },
        ["conditions"],
    ),
    (
        "a part of one of which is enough",
        conditions('{ any = [{ fact = "pledged", holds = true }, { fact = "revenue", less-than = "0" }] }'),
        ["conditions.2.any.1"],
    ),
    ("a condition that is only proposed", beside("{ proposed = true }"), []),
    ("a last day before the first", {UNTIL: "until = 2020-12-31\n", ENDS: "date = 2020-12-31\n"}, ["until"]),
    ("a last day that is the first", {UNTIL: "until = 2021-01-01\n", ENDS: "date = 2021-01-01\n"}, []),
    ("a window that closes before the first day", {UNTIL: f"{UNTIL}apply-by = 2020-12-31\n", **CLOSES}, ["apply-by"]),
]


@pytest.mark.parametrize(("edits", "places"), [case[1:] for case in NEVER], ids=[case[0] for case in NEVER])
def test_what_can_never_be_met_is_told(edits: Edits, places: list[str], tmp_path: Path) -> None:
    assert [place for kind, place in told(tmp_path, edits) if kind == "never-met"] == places


ALWAYS = [
    ("every choice", {SIZE: '  { fact = "size", one-of = ["small", "large", "other"] },\n'}, ["conditions.0"]),
    ("every choice, of which one is left open", {SIZE: f'{SIZE[:-4]}, unsettled = ["other"] }},\n'}, []),
    ("yes or no", beside('{ any = [{ fact = "pledged", holds = true }, { fact = "pledged", holds = false }] }'), ["conditions.3"]),
    ("two bounds that leave out nothing", beside(_any(AT_MOST_TEN, '{ fact = "revenue", more-than = "10" }')), ["conditions.3"]),
    ("two bounds that leave out one figure", beside(_any('{ fact = "revenue", less-than = "10" }', OVER_TEN)), []),
    ("nothing or more", beside('{ fact = "revenue", at-least = "0" }'), ["conditions.3"]),
    ("the whole at most", beside('{ fact = "loan-rate", at-most = "100%" }'), ["conditions.3"]),
    (
        "the whole at most of a rate that may be more",
        {LOAN_RATE: f'{LOAN_RATE}most = "300%"\n', **beside('{ fact = "loan-rate", at-most = "100%" }')},
        [],
    ),
    (
        "the most that such a rate may be",
        {LOAN_RATE: f'{LOAN_RATE}most = "300%"\n', **beside('{ fact = "loan-rate", at-most = "300%" }')},
        ["conditions.3"],
    ),
    ("one or more of what there is one of", COUNTED | beside('{ fact = "staff", at-least = "1" }'), ["conditions.3"]),
    ("one or more of what there may be none of", NONE_TOO | beside('{ fact = "staff", at-least = "1" }'), []),
    (
        "one of two of which one must be",
        beside('{ at-least-of = { count = 1, conditions = [{ fact = "pledged", holds = true }, { fact = "pledged", holds = false }] } }'),
        ["conditions.3"],
    ),
    ("not what can never be", beside('{ not = { fact = "revenue", less-than = "0" } }'), ["conditions.3"]),
    ("a wider bound beside", beside('{ fact = "revenue", at-most = "300000000" }'), ["conditions.3"]),
    ("a narrower bound beside", beside('{ fact = "revenue", at-most = "100000000" }'), ["conditions.1"]),
    ("the same again", beside('{ fact = "revenue", at-most = "2亿" }'), ["conditions.3"]),
    ("a part that another covers", beside(_any(AT_MOST_TEN, '{ fact = "revenue", at-most = "20" }', HELD)), ["conditions.3.any.0"]),
    ("a part within all", beside(f"{{ all = [{OVER_TEN}, {AT_LEAST_NOTHING}] }}"), ["conditions.3.all.1"]),
    ("a rate of a day", {}, []),
    ("a standing for which one of two is enough", {SMALL: SMALL + OTHERS, STANDING: f'match = "any"\n{STANDING}'}, ["conditions"]),
    ("a standing for which both are needed", {SMALL: SMALL + REVENUE}, []),
]


@pytest.mark.parametrize(("edits", "places"), [case[1:] for case in ALWAYS], ids=[case[0] for case in ALWAYS])
def test_what_is_met_in_every_case_is_told(edits: Edits, places: list[str], tmp_path: Path) -> None:
    assert [place for kind, place in told(tmp_path, edits) if kind == "always-met"] == places


FOR = '  { fact = "pledged", holds = true, for = { fact = "size", %s } },\n'
DATED = (
    'rate = [\n  { from = %s, value = "30%%", sources = [{ document = "notice", article = "一", pages = [11], figures = ["30%%"] }] },\n'
    '  { from = %s, value = "40%%", sources = [{ document = "notice", article = "一", pages = [11], figures = [%s] }] },\n] }'
)
STEPS = (
    "conditions = [\n%s]\n"
    'benefit = { kind = "steps", by = "revenue", steps = [{ at-most = "100", %s }, { at-most = "200", %s }, { %s }] }\n'
)
ABOVE = '  { fact = "revenue", more-than = "100" },\n'
OTHERS_CITED = 'pages = [12], figures = ["100元"]'
LAWS = [
    (
        "a choice for whom the rest is out",
        {PLEDGED: FOR % 'one-of = ["large", "other"]'},
        [("choice-that-decides-nothing", "conditions.2")],
    ),
    (
        "a choice left open for whom the rest is out",
        {PLEDGED: FOR % 'unsettled = ["other"]'},
        [("choice-that-decides-nothing", "conditions.2")],
    ),
    ("a choice for whom the rest may be met", {PLEDGED: FOR % 'one-of = ["large"], unsettled = ["small"]'}, []),
    (
        "a choice that stands twice",
        {SIZE: '  { fact = "size", one-of = ["small", "small", "large"] },\n'},
        [("choice-that-decides-nothing", "conditions.0")],
    ),
    (
        "a choice met and left open",
        {SIZE: '  { fact = "size", one-of = ["small", "large"], unsettled = ["large"] },\n'},
        [("choice-that-decides-nothing", "conditions.0")],
    ),
    ("a rate that ends before it begins", {RATE: DATED % ("2020-01-01", "2021-01-01", '"40%"')}, [(REACHED, "benefit.rate.0")]),
    ("a rate that begins after it ends", {RATE: DATED % ("2021-01-01", "2022-01-01", '"40%"')}, [(REACHED, "benefit.rate.1")]),
    ("a rate that begins on its last day", {RATE: DATED % ("2021-01-01", "2021-12-31", '"40%"')}, []),
    ("a rate whose source names no figure", {RATE: DATED % ("2021-01-01", "2021-12-31", "")}, [(CITED, "benefit.rate.1.sources")]),
    (
        "a step below the condition",
        {RENT: STEPS % (ABOVE, 'sum = "5"', 'sum = "6"', 'sum = "7"'), NO_FIGURE: OTHERS_CITED},
        [(REACHED, "benefit.steps.0")],
    ),
    ("a step that pays nothing", {RENT: STEPS % (ABOVE, 'sum = "0"', 'sum = "6"', 'rate = "7%"'), NO_FIGURE: OTHERS_CITED}, []),
    (
        "a step above the condition",
        {
            RENT: STEPS % ('  { fact = "revenue", at-most = "200" },\n', 'rate = "1%"', 'sum = "6"', 'rate = "7%"'),
            NO_FIGURE: OTHERS_CITED,
        },
        [(REACHED, "benefit.steps.2")],
    ),
    ("a cap that lacks a choice", {', large = "300000"': ""}, [("choice-without-a-cap", "caps.1.amounts")]),
    ("a cap that lacks a choice that is out", {', large = "300000"': "", SIZE: SMALL}, []),
    ("a cap of everybody", {'scope = ["enterprise", "year"]': "scope = []"}, [(SCOPE, "caps.0.scope")]),
    ("a cap by a thing twice", {'scope = ["enterprise", "year"]': 'scope = ["year", "enterprise", "year"]'}, [(SCOPE, "caps.0.scope.2")]),
    ("a rule without figures in its sources", {'["40%", "50万元", "40万元", "30万元", "2亿元", "1.4倍"]': "[]"}, [(CITED, "sources")]),
    ("a rule without figures", {}, []),
    ("two on one input", ONE_INPUT, [(NEIGHBOUR, "input")]),
    ("two on one input with a reading", ONE_INPUT | {RENT: f'{RENT}readings = ["year"]\n'}, []),
    (
        "two on one input of which one excludes the other",
        ONE_INPUT | {RENT: f'{RENT}excludes = [{{ measures = ["interest-support"] }}]\n'},
        [],
    ),
    ("two on one input that a third excludes, each by itself", ONE_INPUT | THIRD, [(NEIGHBOUR, "input")]),
    ("two on one input for different firms", ONE_INPUT | {RENT: f"{RENT}conditions = [{OTHER}]\n"}, []),
    ("two on one input, left open for both", ONE_INPUT | {RENT: f"{RENT}conditions = [{OPEN}]\n"}, [(NEIGHBOUR, "input")]),
    ("two on one input on different days", ONE_INPUT | {RENT: f"{RENT}from = 2022-01-01\n", NO_FIGURE: OTHERS_CITED, **STARTS}, []),
    ("a reading that nobody names", {'readings = ["year"]\n': ""}, [("unused-entry", "")]),
    ("a document that nobody cites", {"[authorities]": f"{DOCUMENT}[authorities]"}, [("unused-entry", "")]),
    ("a fact that nobody asks", {'scope = ["loan"]': 'scope = ["size"]'}, [("unused-entry", "")]),
    ("a fact that an exclusion counts by", {'scope = ["loan"]': 'scope = ["size"]', UNTIL: f"{UNTIL}{PER_LOAN}"}, []),
    ("an input from which nothing comes", {"[[fact]]": f"{INPUT}[[fact]]"}, [("unused-entry", "")]),
]


@pytest.mark.parametrize(("edits", "warnings"), [case[1:] for case in LAWS], ids=[case[0] for case in LAWS])
def test_what_nobody_can_mean_or_is_left_out_is_told(edits: Edits, warnings: list[tuple[str, str]], tmp_path: Path) -> None:
    assert told(tmp_path, edits) == warnings


# Those of the sound measure after the first four, but for that of a choice.
NEEDED = [
    line for line in SOUND.split("without = [")[1].split("]\n\n[[measure")[0].split("\n")[1:] if "amount" in line and "other" not in line
]


@pytest.mark.parametrize("line", NEEDED)
def test_without_an_example_at_a_bound_it_is_told(line: str, tmp_path: Path) -> None:
    kinds = {fault.kind for fault in held(tmp_path, {f"{line}\n": ""}).found}
    assert kinds == {"bound-without-an-example"}, line


@pytest.mark.parametrize(
    ("edits", "zh", "en"),
    [
        pytest.param(
            beside('{ more-than = "1.35", times-fact = "revenue" }'),
            "金额的界限（1.35 × 年收入）：",
            "the bound of the amount (1.35 × annual revenue): ",
            id="a-multiple-of-a-fact",
        ),
        pytest.param(
            {'at-most = "1.4"': 'at-most = "1.5"'}, "贷款利率的界限（1.5 × ", "the bound of loan rate (1.5 × ", id="a-multiple-of-a-series"
        ),
        pytest.param(
            beside('{ within = { months = 3, of = "loan-date" } }'),
            "发生日的界限（贷款日期之后 3 个月）：",
            "the bound of the day of the item (3 months after loan date): ",
            id="a-day-after-another",
        ),
    ],
)
def test_a_bound_that_is_worked_out_is_told_by_what_it_is_worked_out_from(edits: Edits, zh: str, en: str, tmp_path: Path) -> None:
    found = [fault for fault in held(tmp_path, edits).found if fault.kind == "bound-without-an-example"]
    assert [fault for fault in found if fault.fault.sentence("zh").startswith(zh) and fault.fault.sentence("en").startswith(en)]


AWARD = (
    'benefit = { kind = "steps", award = { kind = "share", rate = "%s" }, steps = [{ at-most = "30", rate = "0" }, { rate = "50%%" }] }\n'
)


@pytest.mark.parametrize(
    ("rate", "told"),
    [
        ("40%", "the bound 30.00 of the amount computed: no example lies below it nor at it"),
        ("70%", "the bound 30.00 of the amount computed: no example lies below it"),
    ],
)
def test_an_example_at_a_bound_is_asked_for_where_there_can_be_one(rate: str, told: str, tmp_path: Path) -> None:
    """40% of 75 yuan are 30; 70% of no whole fen are."""
    found = held(tmp_path, {RENT: AWARD % rate, NO_FIGURE: OTHERS_CITED}).found
    (fault,) = [fault for fault in found if fault.kind == "bound-without-an-example"]
    assert fault.fault.sentence("en") == f"{told}. Add an example."


BY_SIZE = 'rate = { by = "size", figures = { small = "%s", large = "%s", other = "%s" } } }'


@pytest.mark.parametrize(
    ("rates", "lacking"),
    [
        (("40%", "40%", "0"), []),
        (("40%", "30%", "50%"), []),
        (("40%", "90%", "0"), ["large"]),
        (("90%", "90%", "0"), ["small", "large"]),
    ],
    ids=["each decides one", "a choice that the conditions rule out", "cut by a cap in every example", "both cut"],
)
def test_each_figure_of_a_choice_that_pays_decides_an_example(rates: tuple[str, str, str], lacking: list[str], tmp_path: Path) -> None:
    found = [fault for fault in held(tmp_path, {RATE: BY_SIZE % rates}).found if fault.path[2:] == ("benefit",)]
    assert [fault.fault.sentence("en") for fault in found] == [
        f"the figure of the choice {choice}: it decides no example, or a cap does. Add an example." for choice in lacking
    ]
    assert {fault.kind for fault in found} <= {"bound-without-an-example"}


def test_too_many_combinations_are_named_and_not_guessed(tmp_path: Path) -> None:
    size = 8
    facts = "".join(
        f'[[fact]]\nid = "sum-{n}"\nof = "item"\nkind = "money"\n{NAMED}'.replace("某项", f"某项{n}").replace("thing", f"thing {n}")
        for n in range(size)
    )
    pairs = ((a, b) for a in range(size) for b in range(a))
    entangled = [_any(f'{{ fact = "sum-{a}", at-least = "{a + 5}" }}', f'{{ fact = "sum-{b}", at-most = "{b + 4}" }}') for a, b in pairs]
    strictly = held(tmp_path, {"[[reading]]": f"{facts}[[reading]]", **beside(f"{{ all = [{', '.join(entangled)}] }}")})
    assert ("measure", 0, "conditions", 3) in strictly.undecided
    assert {fault.kind for fault in strictly.found} == {"bound-without-an-example", "figure-without-a-source"}


@pytest.mark.parametrize(
    "path", [Path(data_folder()) / "measures.toml", ROOT / "examples" / "national" / "layer.toml"], ids=lambda path: path.parent.name
)
def test_what_is_shipped_keeps_every_law(path: Path) -> None:
    assert lawful(reader.read([str(path)])) == Lawful((), ())


def test_a_layer_is_told_of_what_it_brought_alone(tmp_path: Path) -> None:
    sound = tmp_path / "sound.toml"
    sound.write_text(SOUND.replace('figures = ["10个工作日"]', "figures = []"), "utf-8")
    assert [fault.kind for fault in lawful(reader.read([str(sound)])).found] == ["source-without-a-figure"]
    layer = tmp_path / "layer.toml"
    layer.write_text(f"{SPARE}{NAMED}", "utf-8")
    assert [(fault.kind, fault.fault.sentence("en")) for fault in lawful(reader.read([str(layer)])).found] == [
        ("unused-entry", "no entry uses it. Leave it out, or add the entry that uses it.")
    ]


def test_a_start_computes_none_of_them() -> None:
    words = ("calc", "rent", "100", "--catalogue", "tests/mistakes/sound.toml")
    asked = f"import sys; from bjsubsidy.cli import main; main({words!r}); print(*sys.modules, file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True, cwd=ROOT)
    assert "bjsubsidy.answers.examples" in done.stderr
    assert "bjsubsidy.answers.laws" not in done.stderr
    assert "bjsubsidy.formula.possible" not in done.stderr
