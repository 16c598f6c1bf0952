"""What a person types for a part of an entry: ids, figures as they are printed, pages, days, several of a list."""

import re
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from typing import Any

from bjsubsidy.cli.answering import day_answer, money_answer
from bjsubsidy.cli.entry_questions import AnswerForm
from bjsubsidy.cli.entry_walk import PrintedFigure, PrintedPlace
from bjsubsidy.errors import Mistake, Problem
from bjsubsidy.language import Text
from bjsubsidy.law.catalogue import same_name
from bjsubsidy.quantities import MOST_RATE, RATE_SIGNS, money_text, parse_count, parse_money, parse_rate, parse_yes_no, percent_text
from bjsubsidy.readers.ids import PLAIN_ID
from bjsubsidy.readers.printed import Quantity, printed, squeezed

EntryOffer = tuple[str, Text]
_BETWEEN = re.compile(r"[,，、;；\s]+")
_NAMES = re.compile(r"[、;；]+")
_PERIOD = re.compile(r"(\d{1,4})\s*(年|years?|个?月|months?|天|日|days?)", re.IGNORECASE)
_PLACE = re.compile(r"(?:[p第]\.?\s*)?(\d{1,4})\s*(?:页)?(?:[\s,，、]+(\S.*))?")
_CHOICE = re.compile(r"([^=＝]+)[=＝]([^/／]+)[/／](.+)")


def entry_id(typed: str) -> str:
    if not PLAIN_ID.fullmatch(typed):
        what = Text(f"编号“{typed}”的写法不对", f"the id “{typed}” has characters that an id may not have")
        raise Mistake(what, Text("只用小写字母、数字和连字符。", "Use lower-case letters, digits and hyphens only."))
    return typed


def printed_amount(typed: str) -> PrintedFigure:
    """An amount in yuan, with the numerals of documents too: 五十万元."""
    try:
        return PrintedFigure(typed, _plain(money_answer(typed)[0]))
    except Problem as problem:
        number = _numeral(typed, "元")
        if number is None or (number * 100).denominator != 1:
            raise problem from None
        return PrintedFigure(typed, _plain(parse_money(money_text(int(number * 100)))))


def printed_rate(typed: str) -> PrintedFigure:
    try:
        return PrintedFigure(typed, percent_text(parse_rate(typed, MOST_RATE)))
    except Problem as problem:
        number = _numeral(typed, "%")
        if number is None:
            raise problem from None
        return PrintedFigure(typed, percent_text(parse_rate(percent_text(number / 100), MOST_RATE)))


def printed_either(typed: str) -> PrintedFigure:
    """A rate where it says so, else an amount."""
    rate = typed.rstrip().endswith(tuple(RATE_SIGNS)) or _numeral(typed, "%") is not None
    return printed_rate(typed) if rate else printed_amount(typed)


def printed_units(typed: str) -> PrintedFigure:
    """A whole number of things, or an amount."""
    return PrintedFigure(typed, str(int(typed))) if typed.isdecimal() and len(typed) < 10 else printed_amount(typed)


def printed_count(typed: str) -> PrintedFigure:
    """A whole number, with what it counts behind it: 10人."""
    return PrintedFigure(typed, str(parse_count(typed.rstrip("人个名家项年月天 "))))


def same_letters(typed: str) -> str:
    """Letters as they are typed on any keyboard: x of X, × and ｘ, * of ＊."""
    return typed.lower().replace("×", "x").replace("ｘ", "x").replace("＊", "*")


def worked_out(typed: str) -> str | None:
    """What stands behind the = of a figure that is printed nowhere and follows from others."""
    return typed[1:].strip() if typed.startswith(("=", "＝")) else None


def _plain(fen: int) -> str:
    return money_text(fen).removesuffix(".00")


def _numeral(typed: str, unit: str) -> Fraction | None:
    """The one figure of a text that documents would print; None where it has none, several, or another unit."""
    text = squeezed(typed)
    found = printed(text)
    value = found[0].value if len(found) == 1 and found[0].start == 0 and found[0].end == len(text) else None
    return value.number if isinstance(value, Quantity) and value.unit == unit else None


def printed_place(typed: str) -> PrintedPlace:
    """18 or 18 六: a page, and the article where it is another."""
    found = _PLACE.fullmatch(typed)
    if found is None:
        raise Mistake(Text(f"“{typed}”不是页码", f"“{typed}” is no page"), Text("请写一个数，如 18。", "Write a number, such as 18."))
    return PrintedPlace(int(found[1]), found[2])


def printed_day(typed: str) -> PrintedFigure:
    return PrintedFigure(typed, day_answer(typed).isoformat())


def _pages(typed: str) -> list[int]:
    found = re.fullmatch(r"(\d{1,4})(?:\s*[-–—~至到]+\s*(\d{1,4}))?", typed)
    first, last = (int(found[1]), int(found[2] or found[1])) if found else (1, 0)
    if not 1 <= first <= last:
        what = Text(f"“{typed}”不是页码的范围", f"“{typed}” is no range of pages")
        raise Mistake(what, Text("页码从 1 起，请写成 1-12。", "Pages begin with 1: write it as 1-12."))
    return [first, last]


def _period(typed: str) -> PrintedFigure:
    """5 年 as `5 years`: a count and its unit."""
    found = _PERIOD.fullmatch(typed)
    if found is None:
        raise Mistake(
            Text(f"“{typed}”不是期间", f"“{typed}” is no period"),
            Text("请写成 5 年、6 个月或 30 天。", "Write 5 years, 6 months or 30 days."),
        )
    unit = found[2].lower()
    name = "years" if unit[0] in "年y" else "months" if unit.endswith("月") or unit[0] == "m" else "days"
    return PrintedFigure(typed, f"{int(found[1])} {name}")


def _names(typed: str) -> list[str]:
    return list(dict.fromkeys(part.strip() for part in _NAMES.split(typed) if part.strip()))


def choice_list(typed: str) -> list[EntryOffer]:
    """small=小型/small；large=大型/large: the id and both names of each choice."""
    found = [_CHOICE.fullmatch(part.strip()) for part in re.split(r"[;；]", typed) if part.strip()]
    choices = [(entry_id(each[1].strip()), Text(each[2].strip(), each[3].strip())) for each in found if each is not None]
    if len(choices) < len(found) or len(choices) < 2 or len(dict(choices)) < len(choices):
        what = Text("要有两个以上的选项，编号各不相同", "there are at least two choices, each with an id of its own")
        raise Mistake(what, Text("请写成“small=小型/small；large=大型/large”。", "Write “small=小型/small; large=大型/large”."))
    return choices


READS: Mapping[AnswerForm, Callable[[str], Any]] = {
    "text": str,
    "id": entry_id,
    "amount": printed_amount,
    "rate": printed_rate,
    "either": printed_either,
    "units": printed_units,
    "place": printed_place,
    "day": day_answer,
    "pages": _pages,
    "yes": parse_yes_no,
    "period": _period,
    "names": _names,
}


def offered(typed: str, offers: Sequence[EntryOffer]) -> str:
    """One of a list, by its number, its id or a name in either language."""
    if typed.isdecimal() and 0 < int(typed[:6]) <= len(offers):
        return offers[int(typed[:6]) - 1][0]
    named = [id for id, name in offers if same_name(typed, id, *name)]
    if len(set(named)) == 1:
        return named[0]
    raise Mistake(Text(f"列表里没有“{typed}”", f"“{typed}” is not in the list"), Text("请写编号。", "Write a number of it."))


def several_offered(typed: str, offers: Sequence[EntryOffer]) -> list[str]:
    return list(dict.fromkeys(offered(part, offers) for part in _BETWEEN.split(typed) if part))


def one_line(value: Any, offers: Sequence[EntryOffer]) -> Text:
    """An answer as it was given, to be shown again."""
    if isinstance(value, PrintedFigure):
        said = "=" * value.worked_out + value.printed
        return Text(said, said)
    if isinstance(value, PrintedPlace):
        said = f"{value.page} {value.article}" if value.article else str(value.page)
        return Text(said, said)
    if isinstance(value, bool):
        return Text("是", "yes") if value else Text("否", "no")
    named = dict(offers)
    if isinstance(value, (list, tuple)):
        parts = [named.get(str(part), Text(str(part), str(part))) for part in value]
        return Text("、".join(part.zh for part in parts), ", ".join(part.en for part in parts))
    return named.get(str(value), Text(str(value), str(value)))
