"""Reading 3: a tree becomes the words a person reads, in Chinese or English.

The names of facts and the look of figures come from a `Speaker`; this module only knows the grammar.
"""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from typing import Protocol

from bjsubsidy.formula.tree import (
    AllOf,
    Amount,
    AnyOf,
    Chosen,
    DayUnit,
    Excess,
    Fixed,
    Given,
    Holds,
    Known,
    Later,
    LessThan,
    MoreThan,
    Not,
    NotReceived,
    OneOf,
    OnlyFor,
    Pending,
    Round,
    SomeOf,
    Stepped,
    Test,
    Times,
    Where,
)
from bjsubsidy.language import Lang, Text, listed, many


class Speaker(Protocol):
    """What the words need from outside the tree."""

    lang: Lang

    def name(self, given: str) -> str: ...
    def statement(self, fact: str, yes: bool) -> str: ...
    def choice(self, fact: str, choice: str) -> str: ...
    def figure(self, given: str | None, value: int | Fraction | date) -> str: ...
    def series(self, series: str) -> str: ...
    def measure(self, id: str) -> str: ...
    def scope(self, scopes: Sequence[str]) -> str: ...


_BOUNDS = {
    (LessThan, True): Text("不超过", "is at most"),
    (LessThan, False): Text("低于", "is less than"),
    (LessThan, None): Text("低于", "is less than"),
    (MoreThan, True): Text("不低于", "is at least"),
    (MoreThan, False): Text("超过", "is more than"),
    (MoreThan, None): Text("超过", "is more than"),
}
_DAY_BOUNDS = {
    (LessThan, True): Text("不晚于", "is not after"),
    (LessThan, False): Text("早于", "is before"),
    (LessThan, None): Text("早于", "is before"),
    (MoreThan, True): Text("不早于", "is not before"),
    (MoreThan, False): Text("晚于", "is after"),
    (MoreThan, None): Text("晚于", "is after"),
}
_EQUALITY_OPEN = Text("（恰好等于该数时，原文未载明）", " (the text does not say what holds at exactly this figure)")
_KNOWN = Text("{name}（计算金额所需）", "the {name} (needed for the amount)")
_NOT_RECEIVED = Text("同一{scope}没有收到过{titles}", "nothing was received for the same {scope} under: {titles}")
_PENDING = Text("原文只说研究或争取，尚未确定", "the text only proposes this; nothing has been decided yet")


def sentence(test: Test, speaker: Speaker) -> str:
    """A condition as a sentence without a full stop."""
    match test:
        case Holds(fact, yes):
            return speaker.statement(fact, yes)
        case OneOf(fact, met, unsettled):
            return _one_of(fact, met, unsettled, speaker)
        case LessThan(left, right, equal) | MoreThan(left, right, equal):
            bounds = _DAY_BOUNDS if _is_day(right) else _BOUNDS
            bound = bounds[type(test), equal].in_(speaker.lang)
            said = (amount(left, speaker), bound, amount(right, speaker, _subject(left)))
            open_at = _EQUALITY_OPEN.in_(speaker.lang) if equal is None else ""
            return Text("{}{} {}", "{} {} {}").in_(speaker.lang).format(*said) + open_at
        case AllOf((LessThan(Given(start), Given(end)), LessThan(Given(), Later(_, count, unit)))):
            zh, en = _length(count, unit)
            words = Text(f"{{end}}在{{start}}起 {zh}之内（含首尾两日）", f"the {{end}} is within {en} of the {{start}}, both days included")
            return words.in_(speaker.lang).format(start=speaker.name(start), end=speaker.name(end))
        case AllOf(tests):
            return _listed(Text("以下均满足：", "all of these: "), tests, speaker)
        case AnyOf(tests):
            return _listed(Text("以下之一：", "one of these: "), tests, speaker)
        case SomeOf(count, tests):
            return _listed(Text(f"以下至少{_counted(count)}项：", f"at least {count} of these: "), tests, speaker)
        case Not(of):
            return _denied(of, speaker)
        case Known(fact):
            return _KNOWN.in_(speaker.lang).format(name=speaker.name(fact))
        case Where(of, fact, among, unsettled):
            return sentence(of, speaker) + _for(fact, among, speaker) + _open_for(fact, unsettled, speaker)
        case NotReceived(measures, per):
            titles = listed([speaker.measure(id) for id in measures], speaker.lang)
            scope = Text("、", " and ").in_(speaker.lang).join(speaker.scope([one]) for one in per)
            return _NOT_RECEIVED.in_(speaker.lang).format(scope=scope, titles=titles)
        case Pending():
            return _PENDING.in_(speaker.lang)


def asked_as(test: Test, yes: bool = True) -> set[tuple[str, bool]]:
    """The yes/no facts of a test, each with the answer that it asks for."""
    match test:
        case Holds(fact, wanted):
            return {(fact, wanted is yes)}
        case Not(of):
            return asked_as(of, not yes)
        case Where(of):
            return asked_as(of, yes)
        case AllOf(tests) | AnyOf(tests) | SomeOf(_, tests):
            return {asked for part in tests for asked in asked_as(part, yes)}
        case _:
            return set()


def _one_of(fact: str, met: tuple[str, ...], unsettled: tuple[str, ...], speaker: Speaker) -> str:
    one = Text("{name}为{met}", "{name} is: {met}")
    among = (one if len(met) == 1 else Text("{name}为下列之一：{met}", "{name} is one of: {met}")).in_(speaker.lang)
    return among.format(name=speaker.name(fact), met=_chosen(fact, met, speaker)) + _open_for(fact, unsettled, speaker)


def _for(fact: str, among: tuple[str, ...], speaker: Speaker) -> str:
    """Whom a test or a deduction is for; nothing where it is for everyone."""
    words = Text("（只用于：{among}）", " (only for: {among})").in_(speaker.lang)
    return words.format(among=_chosen(fact, among, speaker)) if among else ""


def _open_for(fact: str, unsettled: tuple[str, ...], speaker: Speaker) -> str:
    words = Text("（{left}：原文未载明是否包括）", " (the text does not say whether it includes: {left})").in_(speaker.lang)
    return words.format(left=_chosen(fact, unsettled, speaker)) if unsettled else ""


def _chosen(fact: str, choices: tuple[str, ...], speaker: Speaker) -> str:
    return listed([speaker.choice(fact, choice) for choice in choices], speaker.lang)


def _listed(heading: Text, tests: tuple[Test, ...], speaker: Speaker) -> str:
    return heading.in_(speaker.lang) + Text("；", "; ").in_(speaker.lang).join(_part(test, speaker) for test in tests)


def _part(test: Test, speaker: Speaker) -> str:
    """A test within another: in brackets where it is itself a list of tests."""
    said = sentence(test, speaker)
    return Text(f"（{said}）", f"({said})").in_(speaker.lang) if isinstance(test, (AllOf, AnyOf, SomeOf)) and not _is_within(test) else said


def _is_within(test: Test) -> bool:
    """Whether two bounds of a day are said as one period."""
    match test:
        case AllOf((LessThan(Given(), Given()), LessThan(Given(), Later()))):
            return True
        case _:
            return False


def _length(count: int, unit: DayUnit) -> Text:
    """So many days, months or years."""
    return Text(f"{count} {_UNITS[unit]}", many(count, unit))


_UNITS: dict[DayUnit, str] = {"day": "日", "month": "个月", "year": "年"}


def _denied(test: Test, speaker: Speaker) -> str:
    if isinstance(test, Holds):
        return speaker.statement(test.fact, not test.yes)
    return Text(f"并非：{_part(test, speaker)}", f"not so: {_part(test, speaker)}").in_(speaker.lang)


def _counted(count: int) -> str:
    """A number of things in Chinese: two are 两."""
    return "一两三四五六七八九十"[count - 1] if 1 <= count <= 10 else f" {count} "


def _is_day(tree: Amount) -> bool:
    return isinstance(tree, Later) or (isinstance(tree, Fixed) and isinstance(tree.value, date)) or tree in (Given("on"), Given("as-of"))


def _subject(tree: Amount) -> str | None:
    return tree.name if isinstance(tree, Given) else None


def amount(tree: Amount, speaker: Speaker, subject: str | None = None) -> str:
    """A formula in words; `subject` is the fact a figure is compared with, which tells its unit."""
    match tree:
        case Given(name):
            return speaker.name(name)
        case Fixed(value):
            return speaker.figure(subject, value)
        case Times(of, by):
            return f"{amount(of, speaker)} × {amount(by, speaker)}"
        case Excess(of, over):
            words = Text("（{of} 减去 {over}，不低于零）", "({of} less {over}, but not below zero)")
            return words.in_(speaker.lang).format(of=amount(of, speaker), over=amount(over, speaker))
        case Round(of):
            return amount(of, speaker)
        case Chosen(fact, figures):
            cases = [f"{speaker.choice(fact, choice)} {speaker.figure(None, figure)}" for choice, figure in figures]
            return listed(cases, speaker.lang)
        case Stepped(series, steps, until, at):
            words = Text("{at}适用的{series}（已知 {start} 至 {until}）", "the {series} on the {at} (known {start} to {until})")
            return words.in_(speaker.lang).format(at=speaker.name(at.name), series=speaker.series(series), start=steps[0][0], until=until)
        case OnlyFor(of, fact, among):
            return amount(of, speaker) + _for(fact, among, speaker)
        case Later(of, count, unit):
            zh, en = _length(count, unit)
            words = Text(f"{{of}}之后 {zh}", f"{en} after the {{of}}") if count else Text("{of}", "the {of}")
            return words.in_(speaker.lang).format(of=speaker.name(of.name))
        case _:
            from bjsubsidy.formula.describe_forms import form_words

            return form_words(tree, speaker, subject)
