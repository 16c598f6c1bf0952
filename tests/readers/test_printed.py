"""Figures as documents print them are read, in every numeral, unit and width."""

from datetime import date as Day
from fractions import Fraction

import pytest

from bjsubsidy.readers.printed import Quantity, Span, occurrences, printed, squeezed


def quantity(number: str, unit: str) -> Quantity:
    return Quantity(Fraction(number), unit)


def span(first: str, last: str) -> Span:
    return Span(Day.fromisoformat(first), Day.fromisoformat(last))


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("百分之三十", [quantity("30", "%")]),
        ("百分之 12.5", [quantity("12.5", "%")]),
        ("１２％", [quantity("12", "%")]),
        ("10%-20%", [quantity("10", "%"), quantity("20", "%")]),
        ("减半征收", [quantity("50", "%")]),
        ("五十万元", [quantity("500000", "元")]),
        ("３ 千万元", [quantity("30000000", "元")]),
        ("2亿元及以下", [quantity("200000000", "元")]),
        ("12,000.5 元", [quantity("12000.5", "元")]),
        ("1000万美元以上(含)", [quantity("10000000", "元")]),
        ("三十个工作日", [quantity("30", "工作日")]),
        ("第5个工作日", [quantity("5", "工作日")]),
        ("一百二十天", [quantity("120", "日")]),
        ("十五个月", [quantity("15", "月")]),
        ("近两年内", [quantity("2", "年")]),
        ("1.4倍", [quantity("1.4", "倍")]),
        ("30 小时以下", [quantity("30", "小时")]),
        ("前3个合同", [quantity("3", "个")]),
        ("收费编码 128004", [quantity("128004", "")]),
        ("2021 年 3 月 31 日", [span("2021-03-31", "2021-03-31")]),
        ("二〇二一年三月五日", [span("2021-03-05", "2021-03-05")]),
        ("2020年2月—2021年3月", [span("2020-02-01", "2020-02-29"), span("2021-03-01", "2021-03-31")]),
        ("2021年内", [span("2021-01-01", "2021-12-31")]),
        ("2021-02-18", [span("2021-02-18", "2021-02-18")]),
        ("2021年2月30日", []),
        ("进一步优化一体化", []),
    ],
)
def test_a_printed_figure_is_read(text: str, figures: list[Quantity | Span]) -> None:
    assert [each.value for each in printed(squeezed(text))] == figures


@pytest.mark.parametrize(
    ("figure", "text", "stands"),
    [
        ("50万元", "不超过50万元", True),
        ("50万元", "不超过150万元", False),
        ("0.5%", "10.5%", False),
        ("12", "12.5", False),
        ("12", "123", False),
        ("12", "第12。", True),
        ("50万", "不超过50万元", False),
        ("2021年3月", "2021年3月24日", False),
        ("2021年3月", "2021年3月期间", True),
        ("三年内", "十三年内", False),
        ("三年内", "近三年内", True),
        ("", "近三年内", False),
    ],
)
def test_a_figure_stands_in_a_text_as_a_whole_only(figure: str, text: str, stands: bool) -> None:
    assert bool(list(occurrences(figure, text, list(printed(text))))) == stands
