"""The first part of `plan --ask`: whose firm, which expenses, and of each how much, when, and what it is called."""

from collections.abc import Callable
from typing import Any

from bjsubsidy.answers.without_amount import amount_told
from bjsubsidy.cli.answering import day_answer, inputs_answer, inputs_offered, money_answer, read_as
from bjsubsidy.cli.conversation import Place, Prompt
from bjsubsidy.cli.desk import ProfileDesk
from bjsubsidy.cli.fact_asked import EACH, FORGET, KEPT, answered_before, day_question, hint_of, input_lines
from bjsubsidy.cli.why import input_reasons, item_reasons
from bjsubsidy.errors import Mistake
from bjsubsidy.language import Text
from bjsubsidy.law.catalogue import same_name
from bjsubsidy.law.entries import Input
from bjsubsidy.quantities import parse_date, parse_money, parse_name
from bjsubsidy.reports.phrases import Phrases, grouped_money
from bjsubsidy.writers.profile_edit import with_item, without_item

_NAME, _EXPENSES, _INPUT, _AMOUNT, _DAY, _LABEL = ITEM_KEYS = ("name", "item", "input", "amount", "on", "label")
_ENTER = {
    _NAME: Text("先不写", "leave it out"),
    _AMOUNT: Text("不知道，去掉这一项", "not known, leave it out"),
    _EXPENSES: Text("没有了", "no more"),
}
_NONE, _NONE_OF_THEM = Text("都没有", "none"), Text("都不要", "none of them")
_WHAT = {
    _NAME: Text("企业名称", "its name"),
    _EXPENSES: Text("写编号或名称，可写几个，如 1 6", "numbers or names, such as 1 6"),
    _INPUT: Text("写编号或名称", "a number or a name"),
    _AMOUNT: Text("如 120万 或 1,200,000.00", "such as 1,200,000.00"),
    _DAY: Text("如 2021-03-20", "such as 2021-03-20"),
    _LABEL: Text("名称", "a name"),
}
_WHY = {
    _NAME: Text("写在资料和报告的抬头，不影响金额。", "It stands at the head of the profile and the report, and changes no amount."),
    _LABEL: Text("结果和后面的问题用它称呼这个项目。", "The answer and later questions call the item by it."),
}


class ItemsPart:
    """Its places are those of `ITEM_KEYS`; the list of expenses has the number of those before it.

    Whoever keeps places of items is told which is gone, so that those behind it have `moved`.
    """

    def __init__(self, desk: ProfileDesk, words: Phrases, moved: Callable[[int], None]) -> None:
        self.desk = desk
        self.moved = moved
        self.words = words
        self.catalogue = words.catalogue
        items = range(len(desk.items()))
        self._more = not items or any(desk.lacks(item) for item in items)
        self._left: set[Place] = set()
        # Items of this conversation that are called as the program named them.
        self._unnamed: set[int] = set()

    def next(self) -> Place | None:
        items = range(len(self.desk.items()))
        if not items and self.desk.held(_NAME, None) is None and Place(_NAME) not in self._left:
            return Place(_NAME)
        open_places = (Place(key, item) for item in items for key in (_INPUT, _AMOUNT, _DAY, _LABEL) if self._asks(key, item))
        found = next((place for place in open_places if place not in self._left), None)
        return found or (Place(_EXPENSES, len(items)) if self._more else None)

    def _asks(self, key: str, item: int) -> bool:
        if key == _DAY:
            return self.desk.held(_DAY, item) is None and _DAY not in self.desk.raw and not self.desk.context.given.has("on")
        return key in self.desk.lacks(item) or (key == _LABEL and item in self._unnamed)

    def stands(self, place: Place) -> bool:
        return place.item is None or place.key == _EXPENSES or place.item < len(self.desk.items())

    # How it is put

    def prompt(self, place: Place) -> Prompt:
        if place.key == _EXPENSES:
            return self._expenses(self._chosen(place))
        held = self.desk.held(place.key, place.item)
        kept = held is not None and place.key != _LABEL
        return Prompt(
            "" if place.item is None else self._head(place.item),
            self._text(place),
            hint_of(
                _WHAT[place.key].in_(self.words.lang), self.words, KEPT if kept else self._enter(place), self._dash(place) if kept else None
            ),
            input_lines(self.words) if place.key == _INPUT else (),
            answered_before(self._said(place.key, held), self.words) if kept else "",
        )

    def _head(self, item: int) -> str:
        count, input = len(self.desk.items()), self._input(item)
        called = self.label(item) if input is None else input.name.in_(self.words.lang)
        return self.words.say(f"第 {item + 1} 项，共 {count} 项：{called}", f"item {item + 1} of {count}: {called}")

    def _text(self, place: Place) -> str:
        input = None if place.item is None else self._input(place.item)
        match place.key:
            case "name":
                return self.words.say("这份资料是哪家企业的？", "Which firm is this about?")
            case "amount" if input is not None:
                told = amount_told(input.id, self.catalogue)
                return self.words.say(f"金额是多少元？\n{told.zh}", f"How many yuan?\n{told.en}")
            case "on":
                return day_question(None if input is None else input.day).in_(self.words.lang)
            case "label":
                return self.words.say("在结果里怎么称呼这个项目？", "What is this item to be called in the answer?")
        called = self.label(place.item or 0)
        return self.words.say(f"“{called}”是哪一种项目？", f"Which kind of item is “{called}”?")

    def _enter(self, place: Place) -> Text:
        if place.key == _DAY:
            today = self.desk.context.today
            return Text(f"不知道，按今天（{today}）计", f"not known, today ({today}) is taken")
        if place.key == _LABEL and place.item is not None and (label := self.label(place.item)):
            return Text(f"“{label}”", f"“{label}”")
        return _ENTER.get(place.key, Text("以后再填", "later"))

    def _dash(self, place: Place) -> Text:
        return Text("去掉这一项", "leave this item out") if place.key == _AMOUNT else FORGET

    def _said(self, key: str, held: Any) -> str:
        if key == _AMOUNT:
            return self._yuan(parse_money(str(held)))
        return parse_date(str(held)).isoformat() if key == _DAY else str(held)

    def _yuan(self, fen: int) -> str:
        return grouped_money(fen) + self.words.say(" 元", " yuan")

    def _chosen(self, place: Place) -> list[int]:
        """The items that were chosen at a place and of which nothing else was said: there one may choose again."""
        items = self.desk.items()
        return [n for n in range(place.item or 0, len(items)) if n in self._unnamed and set(items[n]) <= {_LABEL, _INPUT}]

    def _expenses(self, chosen: list[int]) -> Prompt:
        labels = [self.label(item) for item in range(len(self.desk.items()))]
        what = _WHAT[_EXPENSES].in_(self.words.lang)
        if chosen or not labels:
            text = self.words.say("企业有下面哪些费用或事项？", "Which of these does the firm have?")
            hint = hint_of(what, self.words, KEPT if chosen else _NONE, _NONE_OF_THEM if chosen else None, why=EACH)
            before = answered_before(self.words.list_of([labels[item] for item in chosen]), self.words) if chosen else ""
            return Prompt("", text, hint, input_lines(self.words), before)
        head = self.words.say(f"已有 {len(labels)} 项：", f"{len(labels)} so far: ") + self.words.list_of(labels)
        text = self.words.say("还有别的项目吗？", "Are there others?")
        return Prompt(head, text, hint_of(what, self.words, _ENTER[_EXPENSES], why=EACH))

    def label(self, item: int) -> str:
        return str(self.desk.held(_LABEL, item) or "")

    def _input(self, item: int) -> Input | None:
        held = self.desk.held(_INPUT, item)
        return None if held is None else self.catalogue.input(self.catalogue.computed(str(held)))

    def why(self, place: Place, whole: bool) -> list[str]:
        if place.key in _WHY:
            return [_WHY[place.key].in_(self.words.lang)]
        input = None if place.key == _EXPENSES or place.item is None else self._input(place.item)
        if input is None or place.key == _INPUT:
            return input_reasons(inputs_offered(self.catalogue), self.words)
        return item_reasons(input, self.words, whole)

    # What an answer does

    def take(self, place: Place, typed: str) -> list[str]:
        said: list[str] = []
        match place.key:
            case "item":
                inputs = inputs_answer(self.catalogue, typed)
                self._drop_all(self._chosen(place))
                self._add(inputs)
            case "input":
                self.desk.set(_INPUT, self._one(typed), place.item)
            case "amount":
                fen, written = money_answer(typed)
                self.desk.set(_AMOUNT, written, place.item)
                said = read_as(self._yuan(fen), typed)
            case "on":
                day = day_answer(typed)
                self.desk.set(_DAY, day, place.item)
                said = read_as(day.isoformat(), typed)
            case _:
                self.desk.set(place.key, parse_name(typed), place.item)
        self._done(place)
        return said

    def _done(self, place: Place) -> None:
        self._left.discard(place)
        if place.key == _LABEL and place.item is not None:
            self._unnamed.discard(place.item)

    def _one(self, typed: str) -> str:
        named = inputs_answer(self.catalogue, typed)
        if len(named) != 1:
            raise Mistake(Text("这里只写一种", "one kind is wanted here"), Text("请重写。", "Write one."))
        return named[0]

    def _add(self, inputs: list[str]) -> None:
        """Items of these inputs, each under a name that no other has."""
        first = len(self.desk.items())
        labels = [self.label(item) for item in range(first)]
        for input in inputs:
            labels.append(_free(self.catalogue.input(input).name.in_(self.words.lang), labels))

        def edit(text: str) -> str:
            for label, input in zip(labels[first:], inputs, strict=True):
                text = with_item(text, {_LABEL: label, _INPUT: input})
            return text

        self.desk.change(edit)
        self._more = True
        self._unnamed |= set(range(first, len(labels)))

    def leave(self, place: Place) -> list[str]:
        if place.key == _EXPENSES:
            self._more = self._more and bool(self._chosen(place))
        elif place.key == _AMOUNT and place.item is not None and self.desk.held(_AMOUNT, place.item) is None:
            self._refuse_more(place.item)
            return self._drop(place.item)
        elif place.item is not None and place.key in self.desk.lacks(place.item):
            what = Text("没有这一项就算不出", "nothing can be worked out without it")
            raise Mistake(what, Text("请填写；要离开请按 Ctrl-C。", "Write it, or press Ctrl-C to leave."))
        elif self.desk.held(place.key, place.item) is None:
            self._left.add(place)
        else:
            self._done(place)
        return []

    def clear(self, place: Place) -> list[str]:
        if place.key == _EXPENSES:
            return self._drop_all(self._chosen(place))
        if place.key == _AMOUNT and place.item is not None:
            return self._drop(place.item)
        self.desk.set(place.key, None, place.item)
        self._left.add(place)
        return []

    def _refuse_more(self, item: int) -> None:
        """Enter alone takes out no expense of which somebody wrote more than is asked here."""
        beyond = [key for key in self.desk.items()[item] if key not in ITEM_KEYS]
        if beyond:
            what = Text(
                f"这个项目还写有 {'、'.join(beyond)}，不能由此删去", f"this item also says {', '.join(beyond)} and is not taken out here"
            )
            raise Mistake(what, Text("请填金额，或在文件中删去它。", "Write its amount, or take it out of the file."))

    def _drop_all(self, items: list[int]) -> list[str]:
        return [line for item in reversed(items) for line in self._drop(item)]

    def _drop(self, item: int) -> list[str]:
        """Take an expense out again, with all that was said of it."""
        label = self.label(item)
        self.desk.change(lambda text: without_item(text, item))
        self._left = {place for each in self._left if (place := without(each, item)) is not None}
        self._unnamed = {n - (n > item) for n in self._unnamed if n != item}
        self.moved(item)
        return [self.words.say(f"已去掉“{label}”。", f"“{label}” is left out.")]


def _free(name: str, taken: list[str]) -> str:
    """A name, with the first number that makes it one of its own."""
    number, label = 1, name
    while any(same_name(label, other) for other in taken):
        number += 1
        label = f"{name} {number}"
    return label


def without(place: Place, gone: int) -> Place | None:
    """A place once an item is gone; None where it was of that item."""
    if place.item is None or place.item < gone:
        return place
    return None if place.item == gone else Place(place.key, place.item - 1)
