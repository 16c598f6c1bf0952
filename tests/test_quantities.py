"""Every form of an amount, rate, date, number and yes/no that people type, and every refusal in both languages."""

import unicodedata
from collections.abc import Callable
from datetime import date
from fractions import Fraction
from typing import Literal

import pytest
from hypothesis import given, strategies

from bjsubsidy.errors import BAD_INPUT, Unreadable
from bjsubsidy.language import LANGS
from bjsubsidy.quantities import (
    OWN_KEY,
    Value,
    corresponding_day,
    exact_text,
    folded,
    money_text,
    parse_count,
    parse_date,
    parse_money,
    parse_name,
    parse_rate,
    parse_yes_no,
    percent_text,
    rounded,
    rounded_up,
)

Parse = Callable[[str], Value]

YUAN = 100
MILLION_TWO = 1_200_000 * YUAN


@pytest.mark.parametrize(
    ("text", "fen"),
    [
        pytest.param("1200000", MILLION_TWO, id="plain"),
        pytest.param("1,200,000.00", MILLION_TWO, id="grouped-by-three"),
        pytest.param("１，２００，０００", MILLION_TWO, id="full-width"),
        pytest.param("１２００．５０", 120050, id="full-width-decimals"),
        pytest.param("120万", MILLION_TWO, id="wan"),
        pytest.param("120万元", MILLION_TWO, id="wan-yuan"),
        pytest.param("１２０万元", MILLION_TWO, id="full-width-wan-yuan"),
        pytest.param("120 万元", MILLION_TWO, id="wan-after-a-space"),
        pytest.param("1.2亿", 120_000_000 * YUAN, id="yi"),
        pytest.param("1.2亿元", 120_000_000 * YUAN, id="yi-yuan"),
        pytest.param("0.0001万", YUAN, id="a-yuan-in-wan"),
        pytest.param("1.000001万", 1_000_001, id="a-fen-in-wan"),
        pytest.param("0.0000000001亿", 1, id="a-fen-in-yi"),
        pytest.param("¥1200.50", 120050, id="yuan-sign"),
        pytest.param("￥1200.50", 120050, id="full-width-yuan-sign"),
        pytest.param("¥ 1,200.50", 120050, id="yuan-sign-and-space"),
        pytest.param("1200元", 1200 * YUAN, id="yuan"),
        pytest.param("  1200  ", 1200 * YUAN, id="blanks-around"),
        pytest.param("　1200　", 1200 * YUAN, id="ideographic-blanks-around"),
        pytest.param("0", 0, id="nothing"),
        pytest.param("0.01", 1, id="one-fen"),
        pytest.param("0.1", 10, id="one-decimal"),
        pytest.param("007", 700, id="leading-zeros"),
        pytest.param("10000000000000", 10**15, id="the-limit"),
        pytest.param("10,000,000,000,000.00", 10**15, id="the-limit-grouped"),
        pytest.param("100000亿", 10**15, id="the-limit-in-yi"),
        pytest.param("9999999999999.99", 10**15 - 1, id="a-fen-below-the-limit"),
    ],
)
def test_an_amount_is_read_to_the_fen(text: str, fen: int) -> None:
    assert parse_money(text) == fen
    assert type(parse_money(text)) is int


@pytest.mark.parametrize(
    ("text", "cents"),
    [
        pytest.param("200000000", 20_000_000_000, id="plain"),
        pytest.param("$1,000.50", 100050, id="dollar-sign"),
        pytest.param("US$1000", 100000, id="us-dollar-sign"),
        pytest.param("2亿美元", 20_000_000_000, id="yi-dollars"),
        pytest.param("1000万", 1_000_000_000, id="wan"),
    ],
)
def test_an_amount_of_dollars_is_read_to_the_cent(text: str, cents: int) -> None:
    assert parse_money(text, "USD") == cents


@pytest.mark.parametrize(
    ("text", "zh", "en"),
    [
        pytest.param("", "内容为空", "it is empty", id="empty"),
        pytest.param("   ", "内容为空", "it is empty", id="blank"),
        pytest.param("　", "内容为空", "it is empty", id="ideographic-blank"),
        pytest.param("-5", "金额不能为负", "an amount cannot be negative", id="negative"),
        pytest.param("−5", "金额不能为负", "an amount cannot be negative", id="minus-sign"),
        pytest.param("－５", "金额不能为负", "an amount cannot be negative", id="full-width-negative"),
        pytest.param("¥-5", "金额不能为负", "an amount cannot be negative", id="negative-after-the-sign"),
        pytest.param("(5.00)", "金额不能为负", "an amount cannot be negative", id="book-keepers-negative"),
        pytest.param("-0.01", "金额不能为负", "an amount cannot be negative", id="a-fen-below-zero"),
        pytest.param("NaN", "它不是数", "it is not a number", id="nan"),
        pytest.param("inf", "它不是数", "it is not a number", id="inf"),
        pytest.param("Infinity", "它不是数", "it is not a number", id="infinity"),
        pytest.param("∞", "它不是金额", "it is not an amount of money", id="infinity-sign"),
        pytest.param("1.2E+06", "科学记数法会丢失位数", "scientific notation hides digits", id="exponent-of-a-spreadsheet"),
        pytest.param("1e5", "科学记数法会丢失位数", "scientific notation hides digits", id="exponent"),
        pytest.param("1e999999", "科学记数法会丢失位数", "scientific notation hides digits", id="huge-exponent"),
        pytest.param("１．２Ｅ＋０６", "科学记数法会丢失位数", "scientific notation hides digits", id="full-width-exponent"),
        pytest.param("1.239", "小数超过两位，不是整分", "it has more than two decimals", id="three-decimals"),
        pytest.param("0.001", "小数超过两位，不是整分", "it has more than two decimals", id="a-tenth-of-a-fen"),
        pytest.param("1.0000001万", "小数超过两位，不是整分", "it has more than two decimals", id="a-tenth-of-a-fen-in-wan"),
        pytest.param("0." + "0" * 40 + "1", "小数超过两位，不是整分", "it has more than two decimals", id="forty-decimals"),
        pytest.param("10000000000000.01", "超过 10 万亿元的上限", "it is above the limit of 10 trillion yuan", id="a-fen-above-the-limit"),
        pytest.param("100000.0001亿", "超过 10 万亿元的上限", "it is above the limit of 10 trillion yuan", id="above-the-limit-in-yi"),
        pytest.param("9" * 400, "超过 10 万亿元的上限", "it is above the limit of 10 trillion yuan", id="four-hundred-digits"),
        pytest.param("12,00", "逗号不是每三位一组", "its commas do not group the digits by three", id="group-of-two"),
        pytest.param("1,2000", "逗号不是每三位一组", "its commas do not group the digits by three", id="group-of-four"),
        pytest.param("1200,000", "逗号不是每三位一组", "its commas do not group the digits by three", id="first-group-of-four"),
        pytest.param("1,200000", "逗号不是每三位一组", "its commas do not group the digits by three", id="half-grouped"),
        pytest.param(",200", "逗号不是每三位一组", "its commas do not group the digits by three", id="comma-first"),
        pytest.param("1,,200", "逗号不是每三位一组", "its commas do not group the digits by three", id="comma-twice"),
        pytest.param("1,2万", "逗号不是每三位一组", "its commas do not group the digits by three", id="decimal-comma"),
        pytest.param("0.123,4", "逗号不是每三位一组", "its commas do not group the digits by three", id="grouped-decimals"),
        pytest.param("abc", "它不是金额", "it is not an amount of money", id="letters"),
        pytest.param("万", "它不是金额", "it is not an amount of money", id="unit-alone"),
        pytest.param("¥", "它不是金额", "it is not an amount of money", id="sign-alone"),
        pytest.param("12.", "它不是金额", "it is not an amount of money", id="point-without-decimals"),
        pytest.param(".5", "它不是金额", "it is not an amount of money", id="point-without-a-whole"),
        pytest.param("1.2.3", "它不是金额", "it is not an amount of money", id="two-points"),
        pytest.param("1 200", "它不是金额", "it is not an amount of money", id="grouped-by-a-space"),
        pytest.param("+5", "它不是金额", "it is not an amount of money", id="plus"),
        pytest.param("10%", "它不是金额", "it is not an amount of money", id="a-rate"),
        pytest.param("0x10", "它不是金额", "it is not an amount of money", id="hexadecimal"),
        pytest.param("1_000", "它不是金额", "it is not an amount of money", id="underscore"),
        pytest.param("①", "它不是金额", "it is not an amount of money", id="circled-digit"),
        pytest.param("10²", "它不是金额", "it is not an amount of money", id="superscript"),
        pytest.param("١٢", "它不是金额", "it is not an amount of money", id="digits-of-another-script"),
        pytest.param("一百万", "它不是金额", "it is not an amount of money", id="chinese-numerals"),
        pytest.param("10万亿", "它不是金额", "it is not an amount of money", id="two-units"),
        pytest.param("1200元万", "它不是金额", "it is not an amount of money", id="unit-before-scale"),
        pytest.param("$100", "它不是金额", "it is not an amount of money", id="another-currency"),
        pytest.param("100美元", "它不是金额", "it is not an amount of money", id="another-currency-in-words"),
        pytest.param("12\n34", "它不是金额", "it is not an amount of money", id="two-lines"),
    ],
)
def test_an_amount_is_refused_with_its_cause_in_both_languages(text: str, zh: str, en: str) -> None:
    with pytest.raises(Unreadable) as refused:
        parse_money(text)
    assert refused.value.exit_code == BAD_INPUT
    _, _, now = refused.value.sentence("zh").partition(f"：{zh}。")
    assert now.startswith("请")
    assert now.endswith("。")
    _, _, now = refused.value.sentence("en").partition(f": {en}. ")
    assert now.startswith(("Write", "Check"))
    assert now.endswith(".")


@pytest.mark.parametrize("text", ["¥100", "100元", "1e5", "a lot", ""])
def test_an_unreadable_amount_of_dollars_is_told_how_dollars_are_written(text: str) -> None:
    with pytest.raises(Unreadable) as refused:
        parse_money(text, "USD")
    assert refused.value.sentence("zh").endswith("请写成美元金额，如 200000000 或 2亿美元。")
    assert refused.value.sentence("en").endswith("Write an amount in US dollars, for example 200000000 or 2亿美元.")


@pytest.mark.parametrize("currency", ["CNY", "USD"])
@pytest.mark.parametrize("text", ["-100", "(100.00)", "¥-5", "¥(5)"])
def test_a_negative_amount_is_to_be_netted(text: str, currency: Literal["CNY", "USD"]) -> None:
    with pytest.raises(Unreadable) as refused:
        parse_money(text, currency)
    assert refused.value.sentence("zh").endswith("请从被冲减的那一笔中减去冲减、退回的金额，只写净额。")
    assert refused.value.sentence("en").endswith("Write the net amount: deduct the reversal from the amount that it reverses.")


@pytest.mark.parametrize(("text", "shown"), [("1.239", "1.24"), ("0.001", "0.00"), ("1.0000005万", "1.000001万元"), ("2.345", "2.35")])
def test_an_amount_with_parts_of_a_fen_is_shown_rounded(text: str, shown: str) -> None:
    with pytest.raises(Unreadable) as refused:
        parse_money(text)
    assert refused.value.sentence("en").endswith(f"Write {shown} where it may be rounded.")


@pytest.mark.parametrize(("text", "fen"), [("5千", 500_000), ("1.5百万元", 150_000_000), ("12千元", 1_200_000), ("3千万", 3_000_000_000)])
def test_hundreds_and_thousands_are_units_too(text: str, fen: int) -> None:
    assert parse_money(text) == fen


@pytest.mark.parametrize(
    ("text", "unit", "fen"),
    [("5", "万", 5_000_000), ("5万元", "万", 5_000_000), ("5万", "万", 5_000_000), ("5", "", 500), ("5元", "", 500)],
)
def test_the_unit_of_a_table_holds_for_a_figure_that_names_none_or_the_same(text: str, unit: str, fen: int) -> None:
    assert parse_money(text, unit=unit) == fen


@pytest.mark.parametrize(("text", "unit"), [("5元", "万"), ("5万元", ""), ("5亿", "万"), ("5千元", "百万")])
def test_two_units_for_one_figure_are_refused(text: str, unit: str) -> None:
    with pytest.raises(Unreadable) as refused:
        parse_money(text, unit=unit)
    assert f"标题已写明单位{unit}元，单元格写的是" in refused.value.sentence("zh")


@pytest.mark.parametrize(
    ("text", "unit", "zh", "en"),
    [
        ("12.3456789", "万", "写成 12.345679", "Write 12.345679 where"),
        ("12.3456789万元", "万", "写成 12.345679", "Write 12.345679 where"),
        ("1.23456789012", "亿", "写成 1.2345678901", "Write 1.2345678901 where"),
        ("1.234567", "千", "写成 1.23457", "Write 1.23457 where"),
        ("12.345", "", "写成 12.35", "Write 12.35 where"),
        ("10元", "万", "请核对：如是 10元，请写成 0.001；如是 10万元，请写成 10", "meant: write 0.001 for 10元, or 10 for 10万元."),
        ("¥5亿", "万", "请核对：如是 5亿元，请写成 50000；如是 5万元，请写成 5", "write 50000 for 5亿元, or 5 for 5万元."),
        ("5万元", "", "请核对：如是 5万元，请写成 50000；如是 5元，请写成 5", "write 50000 for 5万元, or 5 for 5元."),
        ("1,234.50元", "千", "如是 1234.5元，请写成 1.2345；如是 1234.5千元，请写成 1234.5", "write 1.2345 for 1234.5元"),
        (
            "10.123元",
            "万",
            "请核对是哪一个单位和位数，按万元只写数字",
            "and the digits, and write the number alone, in 万元.",
        ),
        ("1.23456万元", "", "请核对是哪一个单位和位数，按元只写数字", "Check which is meant, and the digits"),
        ("12O", "万", "请核对原件，只写数字：本列单位是万元", "write the number alone: the unit of the column is 万元."),
        ("1e5", "千", "请核对原件，只写数字：本列单位是千元", "write the number alone: the unit of the column is 千元."),
        ("0.0000000000001", "亿", "请核对原件，只写数字：本列单位是亿元", "write the number alone: the unit of the column is 亿元."),
        ("12O", "", "请核对原件，只写数字：本列单位是元", "write the number alone: the unit of the column is 元."),
        ("-5", "万", "只写净额", "Write the net"),
    ],
)
def test_advice_on_an_amount_is_in_the_unit_of_its_column(text: str, unit: str, zh: str, en: str) -> None:
    with pytest.raises(Unreadable) as refused:
        parse_money(text, unit=unit)
    assert f"{zh}。" in refused.value.sentence("zh")
    assert en in refused.value.sentence("en")


@pytest.mark.parametrize("text", ["1.10202E+18", "1.10202e18", "1E5", " 1E+15 "])
def test_a_name_that_a_spreadsheet_took_for_a_number_is_refused(text: str) -> None:
    with pytest.raises(Unreadable) as refused:
        parse_name(text)
    assert "第十五位以后的数字已丢失" in refused.value.sentence("zh")


@pytest.mark.parametrize("text", ["110202000000000", "62220212345678901", "1102020000000000000", "E18", "A1E5", "10E", "1.5"])
def test_other_names_of_digits_are_names(text: str) -> None:
    assert parse_name(text) == text


@pytest.mark.parametrize(
    ("text", "rate"),
    [
        pytest.param("4.6%", Fraction(46, 1000), id="percent"),
        pytest.param("0.046", Fraction(46, 1000), id="decimal"),
        pytest.param("４．６％", Fraction(46, 1000), id="full-width"),
        pytest.param("4.6 %", Fraction(46, 1000), id="space-before-the-sign"),
        pytest.param("100%", Fraction(1), id="all"),
        pytest.param("0", Fraction(0), id="none"),
        pytest.param("0%", Fraction(0), id="none-in-percent"),
        pytest.param("1%", Fraction(1, 100), id="one-percent"),
        pytest.param("0.999", Fraction(999, 1000), id="just-below-one"),
        pytest.param("3.85%", Fraction(385, 10000), id="a-prime-rate"),
        pytest.param("46‰", Fraction(46, 1000), id="per-mille"),
        pytest.param("３ ‰", Fraction(3, 1000), id="per-mille-in-full-width"),
        pytest.param("0.00000000001‰", Fraction(1, 10**14), id="the-finest-thousandth"),
        pytest.param("1000‰", Fraction(1), id="a-thousand-of-a-thousand"),
    ],
)
def test_a_rate_is_read_exactly(text: str, rate: Fraction) -> None:
    assert parse_rate(text) == rate
    assert type(parse_rate(text)) is Fraction


@pytest.mark.parametrize(
    ("text", "zh", "en"),
    [
        pytest.param("", "内容为空", "it is empty", id="empty"),
        pytest.param("4.6", "含义不明", "is ambiguous", id="bare"),
        pytest.param("1", "含义不明", "is ambiguous", id="bare-one"),
        pytest.param("1.0", "含义不明", "is ambiguous", id="bare-one-with-decimals"),
        pytest.param("100.01%", "超过 100%", "it is above 100%", id="above-all"),
        pytest.param("-4%", "它不是比率", "it is not a rate", id="negative"),
        pytest.param("4e-2", "它不是比率", "it is not a rate", id="exponent"),
        pytest.param("nan", "它不是比率", "it is not a rate", id="nan"),
        pytest.param("4,6%", "它不是比率", "it is not a rate", id="decimal-comma"),
        pytest.param(".046", "它不是比率", "it is not a rate", id="without-a-whole"),
        pytest.param("4.6%%", "它不是比率", "it is not a rate", id="two-signs"),
        pytest.param("4.6‱", "它不是比率", "it is not a rate", id="per-ten-thousand"),
        pytest.param("46%‰", "它不是比率", "it is not a rate", id="both-signs"),
        pytest.param("1001‰", "超过 100%", "it is above 100%", id="above-the-whole-by-a-thousandth"),
        pytest.param("0.000000000001‰", "‰ 之前的小数超过十一位", "it has more than eleven decimals before its ‰", id="too-fine"),
        pytest.param("23/500", "它不是比率", "it is not a rate", id="fraction"),
        pytest.param("0.0000000000001", "小数超过十二位", "it has more than twelve decimals", id="thirteen-decimals"),
        pytest.param("4.0000000000001%", "小数超过十二位", "it has more than twelve decimals", id="thirteen-decimals-of-a-percent"),
        pytest.param("0." + "0" * 40 + "1", "它不是比率", "it is not a rate", id="forty-decimals"),
    ],
)
def test_a_rate_is_refused_with_its_cause_in_both_languages(text: str, zh: str, en: str) -> None:
    with pytest.raises(Unreadable) as refused:
        parse_rate(text)
    assert refused.value.exit_code == BAD_INPUT
    assert zh in refused.value.sentence("zh")
    assert en in refused.value.sentence("en")


def test_a_bare_rate_is_answered_with_what_to_write() -> None:
    with pytest.raises(Unreadable) as refused:
        parse_rate("4.6")
    assert "4.6%" in refused.value.sentence("zh")
    assert "write 4.6%" in refused.value.sentence("en")


def test_a_rate_times_a_factor_meets_its_bound_exactly() -> None:
    assert Fraction("1.4") * parse_rate("3.85%") == parse_rate("5.39%")
    assert Fraction("1.4") * parse_rate("0.0385") == parse_rate("0.0539")


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("2021-03-20", id="iso"),
        pytest.param("2021-3-20", id="iso-without-zeros"),
        pytest.param("2021/3/20", id="slashes"),
        pytest.param("2021/03/20", id="slashes-with-zeros"),
        pytest.param("20210320", id="digits"),
        pytest.param("2021年3月20日", id="chinese"),
        pytest.param("2021年03月20日", id="chinese-with-zeros"),
        pytest.param("2021 年 3 月 20 日", id="chinese-with-spaces"),
        pytest.param("２０２１－０３－２０", id="full-width"),
        pytest.param("２０２１年３月２０日", id="full-width-chinese"),
        pytest.param(" 2021-03-20 ", id="blanks-around"),
    ],
)
def test_a_date_is_read_in_every_form(text: str) -> None:
    assert parse_date(text) == date(2021, 3, 20)


@pytest.mark.parametrize(
    ("text", "zh", "en"),
    [
        pytest.param("", "内容为空", "it is empty", id="empty"),
        pytest.param("2021-03", "它不是完整的日期", "it is not a complete date", id="no-day"),
        pytest.param("2021", "它不是完整的日期", "it is not a complete date", id="year-alone"),
        pytest.param("2021年3月", "它不是完整的日期", "it is not a complete date", id="chinese-without-a-day"),
        pytest.param("3月20日", "它不是完整的日期", "it is not a complete date", id="chinese-without-a-year"),
        pytest.param("21-03-20", "它不是完整的日期", "it is not a complete date", id="two-digit-year"),
        pytest.param("03/20/2021", "它不是完整的日期", "it is not a complete date", id="month-first"),
        pytest.param("2021-03/20", "它不是完整的日期", "it is not a complete date", id="mixed-marks"),
        pytest.param("2021-03-20T10:00", "它不是完整的日期", "it is not a complete date", id="with-a-time"),
        pytest.param("44275", "它不是完整的日期", "it is not a complete date", id="serial-number-of-a-spreadsheet"),
        pytest.param("today", "它不是完整的日期", "it is not a complete date", id="word"),
        pytest.param("2021-02-29", "没有这一天", "there is no such day", id="no-leap-year"),
        pytest.param("2021-02-30", "没有这一天", "there is no such day", id="thirtieth-of-february"),
        pytest.param("2021-13-01", "没有这一天", "there is no such day", id="thirteenth-month"),
        pytest.param("20210431", "没有这一天", "there is no such day", id="thirty-first-of-april"),
        pytest.param("0000-01-01", "没有这一天", "there is no such day", id="year-nought"),
        pytest.param("1899-12-31", "不在 1900 至 2199 年之间", "it is not between 1900 and 2199", id="too-early"),
        pytest.param("2200-01-01", "不在 1900 至 2199 年之间", "it is not between 1900 and 2199", id="too-late"),
    ],
)
def test_a_date_is_refused_with_its_cause_in_both_languages(text: str, zh: str, en: str) -> None:
    with pytest.raises(Unreadable) as refused:
        parse_date(text)
    assert refused.value.exit_code == BAD_INPUT
    assert f"：{zh}。" in refused.value.sentence("zh")
    assert f": {en}. Write" in refused.value.sentence("en")


@pytest.mark.parametrize("text", ["1900-01-01", "2199-12-31", "2020-02-29"])
def test_the_first_the_last_and_the_leap_day_are_days(text: str) -> None:
    assert parse_date(text).isoformat() == text


@pytest.mark.parametrize(("text", "number"), [("1", 1), ("3", 3), ("03", 3), ("３", 3), (" 4 ", 4), ("999999", 999_999)], ids=repr)
def test_a_whole_number_is_read(text: str, number: int) -> None:
    assert parse_count(text) == number


@pytest.mark.parametrize("text", ["", "0", "-1", "1.0", "1.5", "1e1", "+1", "1000000", "一", "²", "1,000"], ids=repr)
def test_a_whole_number_is_refused_below_one_or_out_of_form(text: str) -> None:
    with pytest.raises(Unreadable) as refused:
        parse_count(text)
    assert "它不是正整数" in refused.value.sentence("zh")
    assert "it is not a whole number from 1" in refused.value.sentence("en")


@pytest.mark.parametrize("text", ["yes", "true", "1", "是", "YES", "True", " yes ", "１", "ｙｅｓ"], ids=repr)
def test_yes_is_read_in_every_form(text: str) -> None:
    assert parse_yes_no(text) is True


@pytest.mark.parametrize("text", ["no", "false", "0", "否", "NO", "False", " no ", "０"], ids=repr)
def test_no_is_read_in_every_form(text: str) -> None:
    assert parse_yes_no(text) is False


@pytest.mark.parametrize("text", ["", " ", "y", "n", "2", "maybe", "是的", "不", "0.0", "None"], ids=repr)
def test_what_is_neither_yes_nor_no_is_refused(text: str) -> None:
    with pytest.raises(Unreadable) as refused:
        parse_yes_no(text)
    assert "既不是“是”，也不是“否”。请写 yes/no 或 是/否。" in refused.value.sentence("zh")
    assert "it is neither yes nor no. Write yes/no or 是/否." in refused.value.sentence("en")


@pytest.mark.parametrize(
    ("text", "name"), [("A", "A"), (" A-1 ", "A-1"), ("某 银行", "某 银行"), ("x" * 200, "x" * 200)], ids=["a", "b", "c", "d"]
)
def test_a_name_is_kept_as_written_but_for_blanks_around(text: str, name: str) -> None:
    assert parse_name(text) == name


@pytest.mark.parametrize(
    ("text", "zh", "en"), [("", "内容为空", "it is empty"), ("  ", "内容为空", "it is empty"), ("x" * 201, "超过 200 字", "more than 200")]
)
def test_a_name_is_refused_blank_or_too_long(text: str, zh: str, en: str) -> None:
    with pytest.raises(Unreadable) as refused:
        parse_name(text)
    assert zh in refused.value.sentence("zh")
    assert en in refused.value.sentence("en")


@pytest.mark.parametrize(
    ("parse", "what"),
    [
        (parse_money, "金额"),
        (parse_rate, "比率"),
        (parse_date, "日期"),
        (parse_count, "序数"),
        (parse_yes_no, "回答"),
        (parse_name, "名称"),
    ],
    ids=["money", "rate", "date", "count", "yes-no", "name"],
)
def test_a_refusal_is_one_printable_line_that_quotes_little_of_a_hostile_text(parse: Parse, what: str) -> None:
    with pytest.raises(Unreadable) as refused:
        parse("\x1b[31m\n" + "!" * 5000)
    for lang in LANGS:
        said = refused.value.sentence(lang)
        assert said.isprintable()
        assert len(said) < 300
    assert refused.value.sentence("zh").startswith(f"{what}“")


@pytest.mark.parametrize(
    ("fen", "text"), [(0, "0.00"), (1, "0.01"), (10, "0.10"), (48_000_000, "480000.00"), (10**15, "10000000000000.00")], ids=repr
)
def test_money_is_printed_with_two_decimals(fen: int, text: str) -> None:
    assert money_text(fen) == text


@pytest.mark.parametrize(
    ("number", "plain", "percent"),
    [
        (Fraction(539, 10000), "0.0539", "5.39%"),
        (Fraction(2, 5), "0.4", "40%"),
        (Fraction(1), "1", "100%"),
        (Fraction(0), "0", "0%"),
        (Fraction(1, 8), "0.125", "12.5%"),
        (Fraction(5), "5", "500%"),
    ],
    ids=["lpr", "two-fifths", "one", "zero", "eighth", "five"],
)
def test_an_exact_number_is_printed_in_full(number: Fraction, plain: str, percent: str) -> None:
    assert exact_text(number) == plain
    assert percent_text(number) == percent


@pytest.mark.parametrize(
    ("number", "half_up", "up"),
    [
        (Fraction(0), 0, 0),
        (Fraction(1, 3), 0, 1),
        (Fraction(499, 1000), 0, 1),
        (Fraction(1, 2), 1, 1),
        (Fraction(3, 2), 2, 2),
        (Fraction(5, 2), 3, 3),
        (Fraction(2501, 1000), 3, 3),
        (Fraction(7), 7, 7),
    ],
    ids=str,
)
def test_half_a_fen_goes_up(number: Fraction, half_up: int, up: int) -> None:
    assert rounded(number) == half_up
    assert rounded_up(number) == up


@pytest.mark.parametrize(
    ("start", "months", "day"),
    [
        pytest.param(date(2021, 1, 15), 1, date(2021, 2, 15), id="next-month"),
        pytest.param(date(2021, 1, 31), 1, date(2021, 2, 28), id="no-such-day"),
        pytest.param(date(2020, 1, 31), 1, date(2020, 2, 29), id="no-such-day-in-a-leap-year"),
        pytest.param(date(2021, 3, 31), 1, date(2021, 4, 30), id="thirty-days"),
        pytest.param(date(2021, 12, 31), 1, date(2022, 1, 31), id="over-the-year"),
        pytest.param(date(2021, 10, 31), 1, date(2021, 11, 30), id="november"),
        pytest.param(date(2021, 11, 30), 1, date(2021, 12, 30), id="december"),
        pytest.param(date(2020, 2, 29), 12, date(2021, 2, 28), id="leap-day-a-year-on"),
        pytest.param(date(2020, 2, 29), 48, date(2024, 2, 29), id="leap-day-four-years-on"),
        pytest.param(date(2021, 8, 31), 6, date(2022, 2, 28), id="six-months"),
        pytest.param(date(2021, 5, 1), 0, date(2021, 5, 1), id="no-month"),
    ],
)
def test_a_period_ends_on_the_corresponding_day_or_the_months_last(start: date, months: int, day: date) -> None:
    assert corresponding_day(start, months) == day


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("北京甲（集团）有限公司", "北京甲(集团) 有限公司", True),
        ("北京甲（集团）\n有限公司", "北京甲（集团）有限公司", True),
        ("ＡＢＣ公司", "abc公司", True),
        ("甲\u200b公司", "甲公司", True),
        ("甲\ufe00公司", "甲公司", True),
        ("e\u200b\u0301", "é", True),
        ("A-1", "a-1", True),
        ("A-1", "A-2", False),
        ("甲公司", "乙公司", False),
        ("甲公司1", "甲公司①", True),
    ],
)
def test_names_are_compared_folded(one: str, other: str, same: bool) -> None:
    assert (folded(one) == folded(other)) is same


@given(strategies.text(max_size=12))
def test_a_folded_name_is_its_own_key(name: str) -> None:
    assert folded(folded(name)) == folded(name)


@given(strategies.from_regex(OWN_KEY, fullmatch=True))
def test_a_plain_name_is_its_own_key(name: str) -> None:
    assert folded(name) == name == unicodedata.normalize("NFKC", name).lower()


def test_a_name_of_which_nothing_is_seen_is_empty() -> None:
    with pytest.raises(Unreadable, match="it is empty"):
        parse_name("\u200b\u2060")
