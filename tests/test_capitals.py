"""Money in capitals: the bank's own examples, hard values, and a parser that knows nothing of the writer."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bjsubsidy.capitals import capitals

# The examples of the rules for filling in bills, in the first of the forms they allow.
BILLS = {
    140950: "壹仟肆佰零玖元伍角整",
    600714: "陆仟零柒元壹角肆分",
    168032: "壹仟陆佰捌拾元零叁角贰分",
    10700053: "壹拾万柒仟元零伍角叁分",
    1640902: "壹万陆仟肆佰零玖元零贰分",
    32504: "叁佰贰拾伍元零肆分",
}
HARD = {
    0: "零元整",
    1: "壹分",
    10: "壹角整",
    11: "壹角壹分",
    100: "壹元整",
    101: "壹元零壹分",
    1000: "壹拾元整",
    1050: "壹拾元零伍角整",
    100000: "壹仟元整",
    100001: "壹仟元零壹分",
    100100: "壹仟零壹元整",
    101000: "壹仟零壹拾元整",
    1000000: "壹万元整",
    1000100: "壹万零壹元整",
    1010000: "壹万零壹佰元整",
    1100000: "壹万壹仟元整",
    10000000: "壹拾万元整",
    10010000: "壹拾万零壹佰元整",
    50000000: "伍拾万元整",
    100000000: "壹佰万元整",
    10000000000: "壹亿元整",
    10000000100: "壹亿零壹元整",
    10001000000: "壹亿零壹万元整",
    10010000000: "壹亿零壹拾万元整",
    11000000000: "壹亿壹仟万元整",
    100000000000: "壹拾亿元整",
    100000000000000: "壹万亿元整",
    100000000000500: "壹万亿零伍元整",
    100010000000000: "壹万零壹亿元整",
    10**15: "壹拾万亿元整",
    120034005600789: "壹万贰仟零叁亿肆仟零伍万陆仟零柒元捌角玖分",
}
DIGITS = {character: value for value, character in enumerate("零壹贰叁肆伍陆柒捌玖")}
PLACES = {"拾": 10, "佰": 100, "仟": 1000}


@pytest.mark.parametrize(("fen", "said"), [*BILLS.items(), *HARD.items()])
def test_an_amount_is_written_as_bills_ask(fen: int, said: str) -> None:
    assert capitals(fen) == "人民币" + said


def test_a_negative_amount_is_refused() -> None:
    with pytest.raises(ValueError, match="-1"):
        capitals(-1)


@given(st.integers(0, 10**18))
@example(10**17)
@example(10**18)
def test_what_is_written_reads_back_as_the_same_fen(fen: int) -> None:
    assert read(capitals(fen)) == fen


@given(st.integers(0, 10**18))
def test_a_zero_never_stands_twice_nor_before_a_unit(fen: int) -> None:
    said = capitals(fen)
    assert "零零" not in said
    assert fen == 0 or not any(f"零{unit}" in said for unit in "拾佰仟万亿元角分整")
    assert said.endswith("分") == bool(fen % 10)


def read(said: str) -> int:
    """Fen of an amount in capitals, by splitting at the units from the largest down."""
    rest = said.removeprefix("人民币").removesuffix("整")
    yuan, unit, small = rest.rpartition("元")
    if not unit:
        yuan, small = "", rest
    jiao, unit, fen = small.rpartition("角")
    if not unit:
        jiao, fen = "", small
    return whole(yuan) * 100 + whole(jiao) * 10 + whole(fen.removesuffix("分"))


def whole(said: str) -> int:
    for size, value in (("亿", 10**8), ("万", 10**4)):
        if size in said:
            high, _, low = said.rpartition(size)
            return whole(high) * value + whole(low)
    total = digit = 0
    for character in said:
        if character in PLACES:
            total += digit * PLACES[character]
            digit = 0
        else:
            digit = DIGITS[character]
    return total + digit
