"""What a person types for an answer: the grammars of the command line, else of a table's cells, and the numbers of a list."""

import re
from datetime import date

from bjsubsidy.errors import Problem, UnknownName, Usage
from bjsubsidy.language import LANGS, Text
from bjsubsidy.law.catalogue import KIND_WORDS, Catalogue, same_name
from bjsubsidy.law.entries import Fact
from bjsubsidy.quantities import Value, money_text, parse_date, parse_money
from bjsubsidy.readers.cell import read_day, read_fact, read_money
from bjsubsidy.writers.profile_edit import TomlValue

_BETWEEN = re.compile(r"[,，、;；]+")


def fact_answer(fact: Fact, typed: str) -> tuple[Value, TomlValue]:
    """The value, and how a profile or an option says it: yes/no and days by their type, the rest as it was typed where that is read."""
    written = fact.kind.short.get(typed.lower(), typed)
    try:
        value = fact.read(written)
    except Problem as problem:
        value = _otherwise(fact, typed, problem)
        written = str(fact.kind.plain(value))
    return value, value if isinstance(value, (bool, date)) else written


def _otherwise(fact: Fact, typed: str, problem: Problem) -> Value:
    """As a cell of a table says it, as the number of a choice, or as its words in another case; else the `problem` stands."""
    if fact.kind.chosen:
        number = int(typed) if typed.isdecimal() and len(typed) < 4 else 0
        named = [choice.id for choice in fact.choices if same_name(typed, *choice.words())]
        found = [choice.id for choice in fact.choices[number - 1 : number]] if number else list(dict.fromkeys(named))
        if len(found) == 1:
            return found[0]
        raise problem
    try:
        return read_fact(fact, typed)
    except Problem:
        raise problem from None


def money_answer(typed: str) -> tuple[int, str]:
    """Whole fen, and the amount as it is written down."""
    try:
        return parse_money(typed), typed
    except Problem as problem:
        try:
            fen = read_money(typed)
        except Problem:
            raise problem from None
        return fen, money_text(fen)


def day_answer(typed: str) -> date:
    try:
        return parse_date(typed)
    except Problem as problem:
        try:
            return read_day(typed)
        except Problem:
            raise problem from None


def read_as(said: str, typed: str) -> list[str]:
    """How an answer was read, where it was typed in another way."""
    return [] if typed in (said, said.partition(" ")[0]) else [f"= {said}"]


def inputs_offered(catalogue: Catalogue) -> list[str]:
    """The inputs from which a measure is computed, in the order of the catalogue."""
    return [id for id in catalogue.rows("input") if catalogue.measures_on(id)]


def inputs_answer(catalogue: Catalogue, typed: str) -> list[str]:
    """The inputs that somebody named, by their numbers in the list, ids, or words of either language: one or several."""
    parts = [part.strip() for part in _BETWEEN.split(typed) if part.strip()]
    try:
        return [input for part in parts for input in _inputs(catalogue, part)]
    except Problem as problem:
        raise _followed_here(problem) from None


_FROM_THE_LIST = Text("请写列表中的编号或名称；? 逐项说明。", "Write a number or a name of the list; ? explains each.")


def _followed_here(problem: Problem) -> Problem:
    """The same problem, with what can be done about it within the conversation where it says to run another command."""
    if "bjsubsidy " not in problem.said("en"):
        return problem
    zh, en = (problem.parted(lang)[1].rstrip("。. ") for lang in LANGS)
    return Usage(Text(zh, en), _FROM_THE_LIST)


def _inputs(catalogue: Catalogue, part: str) -> list[str]:
    """A name may hold blanks; what is no name is several with blanks between them."""
    try:
        return [_input(catalogue, part)]
    except UnknownName as unknown:
        found: list[str] = []
        for word in part.split():
            try:
                found.append(_input(catalogue, word))
            except UnknownName as other:
                raise other if found else unknown from None
        return found


def _input(catalogue: Catalogue, word: str) -> str:
    offered = inputs_offered(catalogue)
    if word.isdecimal():
        if not 1 <= int(word[:6]) <= len(offered):
            known = Text(f"请写 1 至 {len(offered)} 的编号。", f"Write a number from 1 to {len(offered)}.")
            raise UnknownName(KIND_WORDS["input"], word, [], otherwise=known)
        return offered[int(word[:6]) - 1]
    called = [id for id in offered if same_name(word, *catalogue.input(id).also)]
    return called[0] if len(called) == 1 else catalogue.computed(word)
