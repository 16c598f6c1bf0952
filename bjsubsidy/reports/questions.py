"""The sheet of questions that a client fills in; `readers/questionnaire.py` reads it back by its headings."""

from collections.abc import Sequence
from typing import NamedTuple

from bjsubsidy.law.entries import Fact
from bjsubsidy.readers.questionnaire import ANSWER_HEADING, FACT_HEADING, ITEM_HEADING
from bjsubsidy.reports.phrases import Phrases
from bjsubsidy.reports.sheet import Column, Sheet, Word, sheet


class Open(NamedTuple):
    """A question as a client fills it in: the fact, the label of its item, what hangs on it in fen, the measures that ask it."""

    fact: Fact
    label: str
    worth: int | None
    measures: tuple[str, ...] = ()


def questions_sheet(asked: Sequence[Open], words: Phrases) -> Sheet:
    """One row for each answer that is wanted."""
    columns: list[Column[Open]] = [
        Column("fact", FACT_HEADING.in_(words.lang), lambda row: Word(row.fact.id, row.fact.name.in_(words.lang)), "word"),
        Column("item", ITEM_HEADING.in_(words.lang), lambda row: row.label),
        Column("question", words.say("问题", "question"), lambda row: words.question(row.fact, row.measures)),
        Column("choices", words.say("可填", "what to write"), lambda row: _what_to_write(row.fact, words)),
        Column("worth", words.say("关系到（元）", "worth up to (yuan)"), lambda row: words.known(row.worth), "money"),
        Column(
            "answer",
            ANSWER_HEADING.in_(words.lang),
            lambda row: None,
            "answer",
            choices=lambda row: _choices(row.fact, words),
        ),
    ]
    lines = [] if asked else [words.say("没有未答的问题", "nothing is left to ask")]
    return sheet(columns, asked, lines=lines, title=words.say("问题", "questions"))


def _what_to_write(fact: Fact, words: Phrases) -> str:
    return words.list_of([choice.name.in_(words.lang) for choice in fact.choices]) or fact.kind.asked(fact).in_(words.lang)


def _choices(fact: Fact, words: Phrases) -> list[str]:
    return [said.in_(words.lang) for said in fact.kind.offered(fact)]
