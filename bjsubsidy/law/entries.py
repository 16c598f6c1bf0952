"""The shapes of what rules stand on and of what is listed: sources, facts, inputs, rates, periods, dates, readings."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date as Day
from fractions import Fraction
from itertools import pairwise
from typing import Literal, Protocol

from bjsubsidy.errors import NoRule
from bjsubsidy.formula.tree import Amount, Fixed, Given, Stepped
from bjsubsidy.language import Text
from bjsubsidy.law.kinds import FACT_KINDS, FactKind, FactKindId
from bjsubsidy.quantities import Value, parse_rate
from bjsubsidy.record import Record

DateKind = Literal["starts", "ends", "ceases", "resumes", "closes", "target"]
ProvisionNature = Literal["grant", "saving", "refund", "compensation", "finance", "service", "easing", "duty", "right", "aim"]
Written = str | bool | int | Day


class Source(Record):
    """Where a figure stands: document, article, pages and the figures as printed; or, outside the compendium, where."""

    document: str | None = None
    article: str | None = None
    pages: tuple[int, ...] = ()
    figures: tuple[str, ...] = ()
    outside: bool = False
    where: Text | None = None


class Document(Record):
    """What a figure is printed in: its title and pages, and as far as they are printed its number, date and issuers.

    A layer's document needs its date: of a page that prints none the day of its last change, else the day on which it was read.
    """

    title: Text
    pages: tuple[int, ...]
    number: str | None = None
    date: Day | None = None
    issuer: tuple[str, ...] = ()


class FirstShown(Record):
    """What holds before the first day that the documents show: the fact that confirms a measure then, and three readings.

    `undated`: a document without a date; `continues`: a provision that goes on; `period`: a tax by the month or the year.
    """

    fact: str
    undated: str
    continues: str
    period: str


class Edition(Record):
    """What the catalogue covers: its name, its last day and the compendium's first and last page."""

    id: str
    until: Day
    first_page: int
    last_page: int
    caution: Text
    first_shown: FirstShown | None = None

    def quarter(self) -> Day:
        """The first day of the quarter in which the edition ends."""
        return self.until.replace(month=self.until.month - (self.until.month - 1) % 3, day=1)


class Choice(Record):
    """One answer to a fact that has choices; `also` are other words that people write for it."""

    id: str
    name: Text
    also: tuple[str, ...] = ()

    def words(self) -> tuple[str, ...]:
        return (self.id, self.name.zh, self.name.en, *self.also)


class Fact(Record):
    """Something about a firm or an item that a rule asks; `also` are other headings of its column in people's tables.

    `question-of` is the question where it is known of which measures it is asked: {measures} are their titles, {whom} the authorities
    printed with them, {where} what prints it. `least`: 0 where there may be none of a count, which else begins at 1. `most`: what a rate
    comes to at most, where that is more than 100%. A date that is `not-after` the item's day ("on"), or the day on which a status is
    judged, gets a note where it lies after it.
    """

    id: str
    of: Literal["enterprise", "item", "status"]
    kind_: FactKindId
    name: Text
    question: Text
    yes: Text | None = None
    no: Text | None = None
    choices: tuple[Choice, ...] = ()
    least: int | None = None
    most: str | None = None
    note: Text | None = None
    also: tuple[str, ...] = ()
    not_after: Literal["on"] | None = None
    question_of: Text | None = None

    @property
    def kind(self) -> FactKind:
        """What decides how it is read, told, tested and kept."""
        return FACT_KINDS[self.kind_]

    def read(self, written: Written) -> Value:
        """The typed value of what somebody wrote; `Unreadable` or `UnknownName` where it is none."""
        return self.kind.read(written, self)


class Input(Record):
    """The kind of amount a measure is computed from; `day` says what the item's day is where it is no payment's.

    `also` are other words that people's tables have for it. An award that hangs on no amount has an input all the same, whose `text`
    says what to write as its amount: 1 for each event, as a recognition.
    """

    id: str
    name: Text
    text: Text
    day: Text | None = None
    also: tuple[str, ...] = ()


class Step(Record):
    """A rate from a day on; `where` says where it was published."""

    from_: Day
    rate: str
    where: str


class Series(Record):
    """A rate by effective day, known until it was last checked."""

    id: str
    name: Text
    checked_until: Day
    steps: tuple[Step, ...]
    sources: tuple[Source, ...]

    def at(self, fact: str) -> Stepped:
        steps = tuple((step.from_, parse_rate(step.rate)) for step in self.steps)
        return Stepped(self.id, steps, self.checked_until, Given(fact))


class ByFact(Record):
    """A figure that a choice decides: one for each choice that has any; a figure may be decided by another choice in turn."""

    by: str
    figures: Mapping[str, "str | ByFact"]


ByFact.fields["figures"] = Mapping[str, str | ByFact]


class DatedFigure(Record):
    """A figure from a day on, where it stands, and the day on which it was issued."""

    from_: Day
    value: str | ByFact
    sources: tuple[Source, ...]
    issued: Day | None = None


Figure = str | ByFact | tuple[DatedFigure, ...]
_Parse = Callable[[str], int | Fraction | Day]


# By so many facts a figure may be decided, one within another.
_MOST_FACTS = 4


def figure_amount(figure: Figure, parse: _Parse, depth: int = 0) -> Amount:
    """The tree of a figure, whose texts are read by `parse`; `NoRule` where it states none or several at once."""
    if isinstance(figure, str):
        return Fixed(parse(figure))
    from bjsubsidy.formula.forms import ByChoice, DatedAmount

    if isinstance(figure, ByFact):
        if not figure.figures or depth == _MOST_FACTS:
            raise NoRule(Text(f"数额由一至 {_MOST_FACTS} 项情况决定", f"a figure is decided by one to {_MOST_FACTS} facts"))
        return ByChoice(figure.by, tuple((choice, figure_amount(inner, parse, depth + 1)) for choice, inner in figure.figures.items()))
    days = [dated.from_ for dated in figure]
    if not days or any(before >= after for before, after in pairwise(days)):
        what = Text("各日的数额要按日期排列，每日一个", "dated figures stand in the order of their days, one for a day")
        raise NoRule(what, "dated-figures-out-of-order")
    return DatedAmount(tuple((dated.from_, figure_amount(dated.value, parse)) for dated in figure))


def by_choice(figure: Figure) -> bool:
    """Whether a choice decides a figure on any day."""
    return isinstance(figure, ByFact) or (isinstance(figure, tuple) and any(isinstance(dated.value, ByFact) for dated in figure))


class Terms(Protocol):
    """Where an entry finds what it names."""

    @property
    def edition(self) -> Edition: ...
    def document(self, key: str) -> Document: ...
    def fact(self, id: str) -> Fact: ...
    def series(self, id: str) -> Series: ...
    def apart(self, measure: str) -> Sequence[str]: ...


class TimeLimitExample(Record):
    """A worked example: the day a limit runs from, and the day it ends."""

    start: Day
    due: Day


class TimeLimit(Record):
    """A period that runs from a day: so many working days, months or years; or working days of the next month."""

    id: str
    title: Text
    text: Text
    authority: tuple[str, ...]
    count: int
    unit: Literal["working-day", "month", "year"]
    sources: tuple[Source, ...]
    runs_from: Literal["next-day", "next-month"] = "next-day"
    measures: tuple[str, ...] = ()
    rolls: bool = False
    nature: Literal["limit"] = "limit"
    readings: tuple[str, ...] = ()
    examples: tuple[TimeLimitExample, ...] = ()


class Deadline(Record):
    """A fixed date that somebody acts on, or that an authority set itself (`target`).

    `ends` is the last day on which something holds, `ceases` the first on which it no longer does.
    """

    id: str
    date: Day
    kind: DateKind
    title: Text
    text: Text
    authority: tuple[str, ...]
    sources: tuple[Source, ...]
    measures: tuple[str, ...] = ()
    readings: tuple[str, ...] = ()


class Provision(Record):
    """Something printed that is listed and never computed: an open measure, a rule or a target."""

    id: str
    title: Text
    text: Text
    nature: ProvisionNature
    authority: tuple[str, ...]
    sources: tuple[Source, ...]
    inputs: tuple[str, ...] = ()
    readings: tuple[str, ...] = ()


class Beyond(Record):
    """A provision whose rule no form of the catalogue can say: what is missing. It is listed and never computed."""

    id: str
    title: Text
    text: Text
    missing: Text
    nature: ProvisionNature
    authority: tuple[str, ...]
    sources: tuple[Source, ...]
    inputs: tuple[str, ...] = ()
    readings: tuple[str, ...] = ()


class Ambiguity(Record):
    """An ambiguity: what the text leaves open, what the program does, and why."""

    id: str
    title: Text
    open: Text
    does: Text
    why: Text
    sources: tuple[Source, ...]

    def line(self) -> Text:
        """What a result shows of it."""
        return Text(f"{self.open.zh}；{self.does.zh}", f"{self.open.en}; {self.does.en}")
