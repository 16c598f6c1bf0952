"""The conversation of `catalogue new measure`: from the document to the worked examples; whatever is finished is written at once."""

from collections.abc import Mapping
from typing import Any

from bjsubsidy.cli.conversation import Place, Prompt
from bjsubsidy.cli.entry_desk import EntryDesk
from bjsubsidy.cli.entry_draft import LATER, NO_EXAMPLE, EntryDraft
from bjsubsidy.cli.entry_offers import ITSELF, LONG_LISTS, EntryOffers
from bjsubsidy.cli.entry_questions import ENTRY_QUESTIONS, NOT_PRINTED, EntryQuestion
from bjsubsidy.cli.entry_reads import (
    READS,
    choice_list,
    entry_id,
    offered,
    one_line,
    printed_amount,
    printed_count,
    printed_day,
    printed_rate,
    same_letters,
    several_offered,
    worked_out,
)
from bjsubsidy.cli.entry_walk import NEW, PARTS, PrintedFigure, PrintedPlace, fact_named
from bjsubsidy.cli.example_words import example_case, example_result
from bjsubsidy.cli.fact_asked import KEPT, answered_before, hint_of
from bjsubsidy.cli.rule_questions import BY_HAND, FIELDS, RULE_QUESTIONS, to_be_explained
from bjsubsidy.errors import Mistake
from bjsubsidy.language import LANGS, Text, clean
from bjsubsidy.law.catalogue import Kind
from bjsubsidy.quantities import money_text, parse_money
from bjsubsidy.readers.ids import RESERVED
from bjsubsidy.readers.partial import UNIQUE
from bjsubsidy.readers.units import folded_heading
from bjsubsidy.reports.phrases import Phrases, grouped_money
from bjsubsidy.reports.show import rule_lines

QUESTIONS: Mapping[str, EntryQuestion] = {**ENTRY_QUESTIONS, **RULE_QUESTIONS}
_CLEARED = Text("去掉", "take it out")
# What no other entry is called by.
_IDS: Mapping[str, tuple[Kind, ...]] = {
    "id": UNIQUE,
    "reading-id": UNIQUE,
    "input-id": ("input",),
    "fact-id": ("fact",),
    "document-key": ("document",),
    "layer-id": (),
}
_OWN_NAMES: Mapping[str, Kind] = {"input-zh": "input", "input-en": "input", "fact-zh": "fact", "fact-en": "fact"}
_NAMES = {
    "layer": Text("层", "the layer"),
    "document": Text("文件", "the document"),
    "input": Text("计算项目", "the input"),
    "fact": Text("情况", "the fact"),
    "measure": Text("措施", "the measure"),
    "date": Text("日期", "the date"),
    "reading": Text("条文理解", "the reading"),
}


class MeasureTopic:
    """The questions of one measure; an answer that cannot stand is told why, and nothing is changed."""

    def __init__(self, desk: EntryDesk) -> None:
        self.desk = desk
        self.lang = desk.context.lang
        self.draft = EntryDraft(desk)
        self.offers = EntryOffers(desk)
        self._told: set[str] = set()

    @property
    def words(self) -> Phrases:
        """In the language of the line, of the catalogue as far as it was written."""
        return Phrases(self.desk.catalogue, self.lang)

    def next(self) -> Place | None:
        return next((place for _, place in self.draft.places() if place not in self.draft.held.values), None)

    def stands(self, place: Place) -> bool:
        return any(place == other for _, other in self.draft.places())

    # How it is put

    def prompt(self, place: Place) -> Prompt:
        question, words, held = QUESTIONS[place.key], self.words, self.draft.held
        before = held.values.get(place)
        offers = self.offers.at(place, held)
        shown = self.offers.shown(place, held)
        enter = self._enter(place)
        lines = [f"{number} {name.in_(self.lang)}" for number, name in shown]
        more = len(offers) - len(shown) if place.key in LONG_LISTS else 0
        lines += [words.say(f"……（? 列出其余 {more} 个）", f"… (? lists {more} more)")] if more else []
        said = None if before is None else one_line(before, offers).in_(self.lang)
        keys = (enter, None) if said is None else (KEPT, _CLEARED if enter is not None else None)
        return Prompt(
            self._head(place),
            "\n".join(clean(line) for line in self._text(place).in_(self.lang).split("\n")),
            hint_of(question.what.in_(self.lang), words, *keys),
            tuple(clean(line) for line in lines),
            "" if said is None else answered_before(said, words),
        )

    def _head(self, place: Place) -> str:
        """Which part of how many, and which question of it."""
        parts = [name for name in PARTS if self.draft.part(name)]
        own = next((name for name, other in self.draft.places() if other == place), parts[-1])
        places = self.draft.part(own)
        part, number = f"{parts.index(own) + 1}/{len(parts)}", f"{places.index(place) + 1 if place in places else 1}/{len(places)}"
        return self.words.say(f"第 {part} 部分 {PARTS[own].zh}：问题 {number}", f"part {part}, {PARTS[own].en}: question {number}")

    def _text(self, place: Place) -> Text:
        question, number = QUESTIONS[place.key].text, (place.item or 0) + 1
        if place.key == "example":
            return self._of_example(place.item or 0)
        name = self.offers.called(place, self.draft.held)
        zh, en = (question.in_(lang).format(name=name.in_(lang), number=number) for lang in LANGS)
        measure = self.draft.measure()
        if place.key == "on" and measure is not None:
            rule = [rule_lines(measure, Phrases(self.desk.catalogue, lang, measure.input)) for lang in LANGS]
            return Text("\n".join((zh, *rule[0])), "\n".join((en, *rule[1])))
        if place.key == "reading" and (figures := self.draft.unexplained()):
            return to_be_explained(figures)
        if place.key in ("cap", "condition") and number > 1:
            return (
                Text("还有别的上限吗？", "Is there another cap?")
                if place.key == "cap"
                else Text("还有别的条件吗？", "Is there another condition?")
            )
        return Text(zh, en)

    def _enter(self, place: Place) -> Text | None:
        """What Enter does; None where an answer is needed."""
        if place.key == "on":
            day = self.draft.first_day().isoformat()
            return Text(day, day)
        if place.key.endswith("-page"):
            said = one_line(self._last_place(), ())
            return Text(f"同上一处（{said.zh}）", f"as before ({said.en})")
        if place.key == "cap" and place.item:
            return Text("没有了", "no more")
        if place.key == "reading" and self.draft.unexplained():
            return None
        if place.key == "document-date" and self.desk.whole:
            return NOT_PRINTED
        return QUESTIONS[place.key].enter

    def _of_example(self, number: int) -> Text:
        proposal, template = self.draft.proposals()[number], QUESTIONS["example"].text
        said = []
        for lang in LANGS:
            words = Phrases(self.desk.catalogue, lang)
            said.append(template.in_(words.lang).format(case=example_case(proposal, words), result=example_result(proposal, words)))
        return Text(*said)

    def why(self, place: Place, whole: bool) -> list[str]:
        listed = self.offers.listed(place, self.draft.held, self.lang) if place.key in LONG_LISTS else []
        return [QUESTIONS[place.key].why.in_(self.lang), *listed]

    # What an answer does

    def take(self, place: Place, typed: str) -> list[str]:
        if place.key == "example" and same_letters(typed) == LATER:
            return self._written(self.draft.leave_examples(place.item or 0))
        value = self._value(place, typed)
        said = self.draft.answer(place, value)
        return [*self._read_as(place, value, typed), *self._written(said)]

    def leave(self, place: Place) -> list[str]:
        if self.draft.held.values.get(place) is not None:
            return []
        if self._enter(place) is None:
            raise Mistake(
                Text("这里要填", "an answer is needed here"), Text("请填写；要离开请按 Ctrl-C。", "Write it, or press Ctrl-C to leave.")
            )
        return self._written(self.draft.answer(place, self._passed_over(place)))

    def _passed_over(self, place: Place) -> Any:
        """What Enter stands for."""
        if place.key == "on":
            return self.draft.first_day()
        if place.key == "example":
            return True
        return self._last_place() if place.key.endswith("-page") else None

    def _last_place(self) -> PrintedPlace:
        """Where the last figure was printed."""
        places = [self.draft.held.values.get(other) for _, other in self.draft.places() if other.key.endswith("page")]
        return next(place for place in reversed(places) if isinstance(place, PrintedPlace))

    def clear(self, place: Place) -> list[str]:
        if self._enter(place) is None:
            return self.leave(place)
        return self._written(self.draft.answer(place, self._passed_over(place)))

    def _written(self, names: list[str]) -> list[str]:
        """What stands in the file from now on."""
        new = [name for name in names if name not in self._told]
        self._told.update(new)
        if not new:
            return []
        kinds = list(dict.fromkeys(_NAMES[name.split()[0]].in_(self.lang) for name in new))
        listed = self.words.list_of(kinds)
        return [self.words.say(f"已写入“{self.desk.path}”：{listed}。", f"Written into “{self.desk.path}”: {listed}.")]

    def _read_as(self, place: Place, value: Any, typed: str) -> list[str]:
        """What value a figure was read as, where it is not what was typed."""
        if not isinstance(value, PrintedFigure) or value.value == typed or place.key == "condition-period":
            return []
        if value.value.endswith("%") or not value.value.replace(".", "").isdecimal():
            return [f"= {value.value}"]
        return [f"= {grouped_money(parse_money(value.value))}{self.words.say(' 元', ' yuan')}"]

    def _value(self, place: Place, typed: str) -> Any:
        key, question = place.key, QUESTIONS[place.key]
        if key in _IDS:
            return self._free(key, entry_id(typed))
        if key in _OWN_NAMES:
            return self._own_name(_OWN_NAMES[key], typed)
        if key == "reading":
            return self._reading(place, typed)
        if key == "example":
            return NO_EXAMPLE if same_letters(typed) == NO_EXAMPLE else money_text(parse_money(typed))
        if key == "fact-choices":
            return choice_list(typed)
        if key == "condition-bound":
            return self._worked_out(place, typed) or self._bound(place, typed)
        if key in ("from", "until", "apply-by"):
            return printed_day(typed)
        if question.reads == "choice":
            return self._chosen(place, typed)
        if question.reads == "choices":
            return several_offered(typed, self.offers.at(place, self.draft.held))
        value = READS[question.reads](typed) if (behind := self._worked_out(place, typed)) is None else behind
        if (key, value) == ("share-above", False):
            raise Mistake(Text("比例要照原文写", "the rate is written as it is printed"), Text("请按 < 回去改。", "Go back with <."))
        return self._in_document(value) if isinstance(value, PrintedPlace) else value

    def _in_document(self, place: PrintedPlace) -> PrintedPlace:
        """A page that the document has."""
        first, last = self.draft.pages()
        if not first <= place.page <= last:
            what = Text(f"文件只有第 {first} 至 {last} 页", f"the document has the pages {first} to {last}")
            raise Mistake(
                what, Text("请核对页码；页码范围有误的，按 < 回去改。", "Check the page; if the range is wrong, go back to it with <.")
            )
        return place

    def _reading(self, place: Place, typed: str) -> str:
        """A new one, one of the list, or any other that is there."""
        if typed in ("+", "＋"):
            return NEW
        offers = self.offers.at(place, self.draft.held)
        return offered(typed, offers) if typed.isdecimal() else self.desk.catalogue.find(typed, "reading")

    def _chosen(self, place: Place, typed: str) -> str:
        offers = self.offers.at(place, self.draft.held)
        if typed in ("+", "＋") and place.key in ("document", "input", "condition", "unit-of", "by-fact"):
            return NEW
        if typed == "0" and place.key in ("condition", "unit-of"):
            return ITSELF
        value = offered(typed, offers)
        if (place.key, value) == ("form", "other"):
            raise Mistake(BY_HAND, FIELDS)
        return value

    def _worked_out(self, place: Place, typed: str) -> PrintedFigure | None:
        """A figure that was typed behind a =; None of what is printed."""
        behind = worked_out(typed)
        reads = QUESTIONS[place.key].reads
        if behind is None or reads not in ("amount", "rate", "either", "units"):
            return None
        figure: PrintedFigure = self._bound(place, behind) if place.key == "condition-bound" else READS[reads](behind)
        return figure._replace(worked_out=True)

    def _bound(self, place: Place, typed: str) -> PrintedFigure:
        """The bound of a fact, as its kind is written."""
        fact = fact_named(self.draft.held, "condition", place.item, place.item or 0)
        match self.draft.kind(fact):
            case "rate":
                return printed_rate(typed)
            case "count":
                return printed_count(typed)
        return printed_amount(typed)

    def _free(self, key: str, id: str) -> str:
        """An id that nothing else has."""
        if any(id in self.desk.before.rows(kind) for kind in _IDS[key]) or (key == "fact-id" and id in RESERVED):
            raise Mistake(Text(f"“{id}”已有别的用处", f"“{id}” is taken"), Text("请换一个编号。", "Take another id."))
        return id

    def _own_name(self, kind: Kind, typed: str) -> str:
        """A name that no other entry of the kind is called by: tables are read by names."""
        for id, row in self.desk.before.rows(kind).items():
            if any(folded_heading(typed) == folded_heading(word) for word in (id, *row["name"].values(), *row.get("also", ()))):
                name = row["name"]
                what = Text(f"“{typed}”已是“{name['zh']}”（{id}）的名称", f"“{typed}” is what “{name['en']}” ({id}) is called already")
                raise Mistake(what, Text("请换一个名称；要用它，按 < 回去选。", "Take another name, or go back with < and choose it."))
        return typed
