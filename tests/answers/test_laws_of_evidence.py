"""A rule beside its own evidence: each case is the sound catalogue or a layer with a part written otherwise, and what is told of it."""

from fractions import Fraction
from pathlib import Path

import pytest

from bjsubsidy.answers.laws import lawful
from bjsubsidy.readers import catalogue as reader
from bjsubsidy.readers.printed import Quantity, printed, squeezed
from bjsubsidy.readers.printed_elsewhere import in_chinese_forms
from tests.reports.test_words_of_layers import LAYER

SOUND = (Path(__file__).parent.parent / "mistakes" / "sound.toml").read_text("utf-8")
CITED = 'figures = ["40%", "50万元", "40万元", "30万元", "2亿元", "1.4倍"]'
READING = 'why = { zh = "没有别的写法。", en = "Nothing else is printed." }'
DATED = """[
  { from = %s, value = "40%%", sources = [{ document = "notice", article = "一", pages = [11], figures = [%s] }] },
] }"""


def told(tmp_path: Path, text: str, kind: str) -> list[str]:
    path = tmp_path / "edited.toml"
    path.write_text(text, "utf-8")
    return [".".join(map(str, fault.path[2:])) for fault in lawful(reader.read([str(path)])).found if fault.kind == kind]


def edited(*pairs: tuple[str, str]) -> str:
    text = SOUND
    for right, wrong in pairs:
        assert right in text, right
        text = text.replace(right, wrong, 1)
    return text


FIGURES = [
    ("every figure as printed", (), []),
    ("a zero too many", [('{ amount = "500000"', '{ amount = "5000000"')], ["caps.0.amount"]),
    ("a figure that is left out", [('"50万元", ', "")], ["caps.0.amount"]),
    ("a cap by a choice", [('"30万元", ', "")], ["caps.1.amounts.large"]),
    ("a bound", [('"2亿元", ', "")], ["conditions.1.at-most"]),
    ("a rate", [('rate = "40%"', 'rate = "45%"')], ["benefit.rate"]),
    ("another way of writing", [('"50万元"', '"伍拾万元、五十万元"')], []),
    ("characters of Taiwan", [('"50万元"', '"50萬元"')], []),
    ("a share where an amount is printed", [('rate = "40%"', 'rate = "30%"')], ["benefit.rate"]),
    ("a reading that works it out", [('"50万元", ', ""), (READING, 'why = { zh = "20万元加30万元是50万元。", en = "The sum." }')], []),
    ("no figures at all, which is told by itself", [(CITED, "figures = []")], []),
    ("a 0, which is printed nowhere", [('amounts = { small = "400000"', 'amounts = { other = "0", small = "400000"')], []),
    ("a 0 of a share", [('rate = "40%"', 'rate = { by = "size", figures = { small = "40%", medium = "0%", large = "0%" } }')], []),
    ("a 0 with its unit", [('amounts = { small = "400000"', 'amounts = { other = "0元", small = "400000"')], []),
    ("a 0 with decimals", [('amounts = { small = "400000"', 'amounts = { other = "0.00", small = "400000"')], []),
    (
        "many noughts, which are a slip",
        [('amounts = { small = "400000"', 'amounts = { other = "000000", small = "400000"')],
        ["caps.1.amounts.other"],
    ),
    ("a rate of a thousand", [('rate = "40%"', 'rate = "400‰"')], []),
    ("a rate of a hundred that is printed of a thousand", [('"40%", "50', '"400‰", "50')], []),
    ("a rate of a thousand in Chinese", [('rate = "40%"', 'rate = "3‰"'), ('"40%", "50', '"千分之三", "50')], []),
    ("another rate of a thousand", [('rate = "40%"', 'rate = "3%"'), ('"40%", "50', '"3‰", "50')], ["benefit.rate"]),
    ("the length of a period", [("10个工作日", "5个工作日")], ["count"]),
    ("a dated value", [('"40%" }', DATED % ("2021-01-01", '"2021年1月1日", "40%"'))], []),
    ("a day of a dated value", [('"40%" }', DATED % ("2021-01-02", '"2021年2月1日", "40%"'))], ["benefit.rate.0.from"]),
    ("a day that is printed without its year", [('"40%" }', DATED % ("2021-02-01", '"2月1日", "40%"'))], []),
    ("the day after a last day", [('"40%" }', DATED % ("2021-02-01", '"2021年1月31日", "40%"'))], []),
]


@pytest.mark.parametrize(("pairs", "places"), [pytest.param(*case[1:], id=case[0].replace(" ", "-")) for case in FIGURES])
def test_a_figure_that_no_source_of_the_entry_prints_is_told(pairs: list[tuple[str, str]], places: list[str], tmp_path: Path) -> None:
    assert told(tmp_path, edited(*pairs), "figure-without-a-source") == places


@pytest.mark.parametrize(
    ("figure", "values"),
    [
        ("$50 million", [Quantity(Fraction(50_000_000), "")]),
        ("1.5 billion", [Quantity(Fraction(1_500_000_000), "")]),
        ("eight per cent", [Quantity(Fraction(8), "%")]),
        ("20 percent", [Quantity(Fraction(20), "%")]),
        ("12 months", [Quantity(Fraction(12), "月")]),
        ("28 March 2021", "2021-03-28"),
        ("Jan. 1, 2021", "2021-01-01"),
        ("1st of October 2020", "2020-10-01"),
        ("7 October", [Quantity(Fraction(10), "月"), Quantity(Fraction(7), "日")]),
        ("第12条", [Quantity(Fraction(12), "")]),
    ],
)
def test_figures_in_english_are_read(figure: str, values: list[Quantity] | str) -> None:
    found = [each.value for each in printed(squeezed(in_chinese_forms(figure)))]
    assert (str(getattr(found[0], "first", "")) if isinstance(values, str) else found) == values


OWN = '"嵊州市经信局" = "Shengzhou Bureau of Economy"'
SHORT = 'authority = ["市财政局"]'
AUTHORITIES = [
    ("one of its own", (), []),
    ("one of the catalogue below", [('authority = ["嵊州市经信局"]', SHORT)], ["authority"]),
    (
        "the same, repeated in the layer",
        [('authority = ["嵊州市经信局"]', SHORT), (OWN, '"市财政局" = "Beijing Municipal Finance Bureau"')],
        [],
    ),
    (
        "an entry that rests on the compendium too",
        [
            ('authority = ["嵊州市经信局"]', SHORT),
            ('document = "page", article = "二", pages = [8]', 'document = "zgc-ip-pledge", article = "一", pages = [182]'),
        ],
        [],
    ),
]


@pytest.mark.parametrize(("pairs", "places"), [pytest.param(*case[1:], id=case[0].replace(" ", "-")) for case in AUTHORITIES])
def test_an_authority_that_a_layer_takes_from_below_is_told(pairs: list[tuple[str, str]], places: list[str], tmp_path: Path) -> None:
    text = LAYER
    for right, wrong in pairs:
        assert right in text, right
        text = text.replace(right, wrong, 1)
    assert told(tmp_path, text, "authority-from-below") == places


def test_another_english_name_for_one_below_is_refused_with_what_to_write(tmp_path: Path) -> None:
    path = tmp_path / "layer.toml"
    path.write_text(LAYER.replace(OWN, f'{OWN}\n"市财政局" = "Shengzhou Finance Bureau"'), "utf-8")
    (fault,) = reader.read([str(path)]).found
    assert fault.fault.sentence("en").endswith("if it is one of another place, give it its full name here and in the entries.")
