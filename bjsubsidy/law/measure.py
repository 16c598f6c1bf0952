"""The shapes of the catalogue's entries. Each knows the tree of the rule it states, and nothing about figures of its own."""

from collections.abc import Callable, Mapping
from datetime import date as Day
from fractions import Fraction
from functools import cached_property
from typing import Literal, Protocol

from bjsubsidy.errors import NoRule
from bjsubsidy.formula.tree import (
    AMOUNT,
    AS_OF,
    ON,
    All,
    Amount,
    Chosen,
    Excess,
    Fixed,
    Given,
    Holds,
    Known,
    Later,
    OneOf,
    Over,
    Pending,
    Round,
    Stepped,
    Test,
    Times,
    Under,
    facts,
)
from bjsubsidy.language import Text
from bjsubsidy.quantities import (
    Value,
    parse_count,
    parse_date,
    parse_money,
    parse_multiple,
    parse_name,
    parse_rate,
    parse_yes_no,
)
from bjsubsidy.record import NONE_GIVEN, Record

Bound = Literal["exact", "at-most", "range"]
Nature = Literal["grant", "saving", "refund", "compensation"]
FactKind = Literal["yes-no", "choice", "money", "usd", "rate", "date", "count", "name"]
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
    title: Text
    pages: tuple[int, ...]
    number: str | None = None
    date: Day | None = None
    issuer: tuple[str, ...] = ()


class Edition(Record):
    """What the catalogue covers: its name, its last day and the compendium's first and last page."""

    id: str
    until: Day
    first_page: int
    last_page: int
    caution: Text


class Choice(Record):
    id: str
    name: Text


class Fact(Record):
    """Something about a firm or an item that a rule asks."""

    id: str
    of: Literal["enterprise", "item", "status"]
    kind: FactKind
    name: Text
    question: Text
    yes: Text | None = None
    no: Text | None = None
    choices: tuple[Choice, ...] = ()
    note: Text | None = None

    def read(self, written: Written) -> Value:
        """The typed value of what somebody wrote; `Unreadable` or `UnknownName` where it is none."""
        if self.kind == "yes-no":
            return written if isinstance(written, bool) else parse_yes_no(str(written))
        if self.kind == "choice":
            return self._choice(str(written))
        if self.kind == "date" and isinstance(written, Day):
            return written
        return _PARSE[self.kind](str(written))

    def _choice(self, written: str) -> str:
        from bjsubsidy.errors import UnknownName

        for choice in self.choices:
            if written.strip() in (choice.id, choice.name.zh, choice.name.en):
                return choice.id
        raise UnknownName(Text(f"{self.name.zh}选项", f"choice of {self.name.en}"), written, [c.id for c in self.choices])


_PARSE: dict[str, Callable[[str], Value]] = {
    "money": parse_money,
    "usd": lambda text: parse_money(text, "USD"),
    "rate": parse_rate,
    "date": parse_date,
    "count": parse_count,
    "name": parse_name,
}


class Input(Record):
    """The kind of amount a measure is computed from; `day` says what the item's day is where it is no payment's."""

    id: str
    name: Text
    text: Text
    day: Text | None = None


class Step(Record):
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


class Terms(Protocol):
    """Where a condition finds the facts and series that it names."""

    def fact(self, id: str) -> Fact: ...
    def series(self, id: str) -> Series: ...


class Condition(Record):
    """One condition as written; exactly one of its grammars. Without `fact` it is about the input's amount."""

    fact: str | None = None
    holds: bool | None = None
    one_of: tuple[str, ...] = ()
    unsettled: tuple[str, ...] = ()
    at_most: str | None = None
    less_than: str | None = None
    at_least: str | None = None
    more_than: str | None = None
    equality: Literal["settled", "unsettled"] = "settled"
    times_series: str | None = None
    on: str | None = None
    within_years: int | None = None
    proposed: bool = False

    def test(self, terms: Terms) -> Test:
        """The tree of the condition; `NoRule` where it is not exactly one grammar."""
        forms = [self.holds is not None, bool(self.one_of), self._bounds() != [], self.within_years is not None, self.proposed]
        if sum(forms) != 1 or len(self._bounds()) > 1 or bool(self.times_series) != bool(self.on):
            raise NoRule(Text("一个条件只写一种检验", "a condition states exactly one test"))
        if self.proposed:
            return Pending()
        if self._bounds():
            return self._bounded(terms)
        if self.fact is None:
            raise NoRule(Text("条件要写明事实", "a condition names its fact"))
        if self.holds is not None:
            return Holds(self.fact, self.holds)
        if self.one_of:
            return OneOf(self.fact, self.one_of, self.unsettled)
        return _within(self.fact, self.within_years or 0)

    def _bounds(self) -> list["_Bound"]:
        written: list[tuple[type[Under] | type[Over], bool, str | None]] = [
            (Under, True, self.at_most),
            (Under, False, self.less_than),
            (Over, True, self.at_least),
            (Over, False, self.more_than),
        ]
        return [(side, equal, bound) for side, equal, bound in written if bound is not None]

    def _bounded(self, terms: Terms) -> Test:
        side, equal, bound = self._bounds()[0]
        settled = equal if self.equality == "settled" else None
        return side(Given(self.fact or AMOUNT), self._limit(bound, terms), settled)

    def _limit(self, bound: str, terms: Terms) -> Amount:
        if self.times_series and self.on:
            return Times(terms.series(self.times_series).at(self.on), Fixed(parse_multiple(bound)))
        value = terms.fact(self.fact).read(bound) if self.fact else parse_money(bound)
        if isinstance(value, (str, bool)):
            raise NoRule(Text("界限要是数量或日期", "a bound is a quantity or a day"))
        return Fixed(value)


_Bound = tuple[type[Under] | type[Over], bool, str]


def _within(fact: str, years: int) -> Test:
    """The fact's day is not after the item's, and not more than so many years before it."""
    return All((Under(Given(fact), Given(ON), equal=True), Under(Given(ON), Later(Given(fact), years), equal=True)))


class Share(Record):
    """A rate of the input, or of what is left of it after a deduction; the rate is printed or is a fact."""

    kind: Literal["share"] = "share"
    rate: str | None = None
    rate_fact: str | None = None
    less: str | None = None
    bounding: Mapping[str, str] = NONE_GIVEN

    def formula(self) -> Amount:
        return self._formula

    @cached_property
    def _formula(self) -> Amount:
        return Round(Times(self._base(), self._rate()))

    def least(self) -> Amount:
        return self.formula()

    def _base(self) -> Amount:
        if self.less is None:
            return Given(AMOUNT)
        return Excess(Given(AMOUNT), Given(self.less, _bound(self.bounding, self.less, parse_money)))

    def _rate(self) -> Amount:
        if (self.rate is None) == (self.rate_fact is None):
            raise NoRule(Text("比例或者写明，或者是一个事实", "the rate is either printed or a fact"))
        if self.rate_fact is not None:
            return Given(self.rate_fact, _bound(self.bounding, self.rate_fact, parse_rate))
        return Fixed(parse_rate(self.rate or ""))


class Range(Record):
    """Between two rates of the input."""

    from_: str
    to: str
    kind: Literal["range"] = "range"

    def formula(self) -> Amount:
        return self._formula

    @cached_property
    def _formula(self) -> Amount:
        return Round(Times(Given(AMOUNT), Fixed(parse_rate(self.to))))

    def least(self) -> Amount:
        return Round(Times(Given(AMOUNT), Fixed(parse_rate(self.from_))))


class Whole(Record):
    """The input itself."""

    kind: Literal["whole"] = "whole"

    def formula(self) -> Amount:
        return Given(AMOUNT)

    def least(self) -> Amount:
        return self.formula()


class ExcessOverShare(Record):
    """What the input has above a share of a fact."""

    share: str
    of: str
    kind: Literal["excess-over-share"] = "excess-over-share"
    bounding: Mapping[str, str] = NONE_GIVEN

    def formula(self) -> Amount:
        return self._formula

    @cached_property
    def _formula(self) -> Amount:
        income = Given(self.of, _bound(self.bounding, self.of, parse_money))
        return Round(Excess(Given(AMOUNT), Times(income, Fixed(parse_rate(self.share)))))

    def least(self) -> Amount:
        return self.formula()


Benefit = Share | Range | Whole | ExcessOverShare


def _bound(bounding: Mapping[str, str], fact: str, parse: "_Parser") -> int | Fraction | None:
    return parse(bounding[fact]) if fact in bounding else None


class _Parser(Protocol):
    def __call__(self, text: str, /) -> int | Fraction: ...


class Cap(Record):
    """The most that is paid within a scope, or (`counts = "base"`) the most input that counts."""

    scope: tuple[str, ...]
    amount: str | None = None
    by: str | None = None
    amounts: Mapping[str, str] = NONE_GIVEN
    counts: Literal["amount", "base"] = "amount"

    def formula(self) -> Amount:
        """The cap's figure in fen; `NoRule` where it states none or two."""
        return self._formula

    @cached_property
    def _formula(self) -> Amount:
        if (self.amount is None) == (self.by is None) or (self.by is None) != (not self.amounts):
            raise NoRule(Text("上限写一个金额，或按选项分列金额", "a cap states one amount, or amounts by a choice"))
        if self.by is not None:
            return Chosen(self.by, tuple((choice, parse_money(text)) for choice, text in self.amounts.items()))
        return Fixed(parse_money(self.amount or ""))

    def named(self) -> tuple[str, ...]:
        """The scopes that are facts: what a person can name."""
        return tuple(scope for scope in self.scope if scope not in ("enterprise", "year"))


class ExampleReceipt(Record):
    amount: str
    on: Day
    scope: Mapping[str, str] = NONE_GIVEN


class Example(Record):
    """A worked example: the entry's `given` facts but for what is said here, and what comes out."""

    amount: str
    gives: str | None = None
    low: str | None = None
    verdict: Literal["eligible", "unconfirmed", "ineligible"] = "eligible"
    with_: Mapping[str, Written] = NONE_GIVEN
    without: tuple[str, ...] = ()
    on: Day | None = None
    as_of: Day | None = None
    received: tuple[ExampleReceipt, ...] = ()


class Measure(Record):
    """One quantified provision that pays, refunds or saves money."""

    id: str
    title: Text
    text: Text
    input: str
    nature: Nature
    authority: tuple[str, ...]
    bound: Bound
    benefit: Benefit
    sources: tuple[Source, ...]
    caps: tuple[Cap, ...] = ()
    conditions: tuple[Condition, ...] = ()
    from_: Day | None = None
    until: Day | None = None
    apply_by: Day | None = None
    one_per: tuple[str, ...] = ()
    readings: tuple[str, ...] = ()
    given: Mapping[str, Written] = NONE_GIVEN
    on: Day | None = None
    as_of: Day | None = None
    examples: tuple[Example, ...] = ()

    def tests(self, terms: Terms) -> tuple[Test, ...]:
        """All that must hold or be known: days, conditions in the order they are written, facts the amount needs."""
        made = self.__dict__.get("made")
        if made is None or made[0] is not terms:
            made = self.__dict__["made"] = (terms, self._tests(terms))
        tests: tuple[Test, ...] = made[1]
        return tests

    def _tests(self, terms: Terms) -> tuple[Test, ...]:
        conditions = tuple(condition.test(terms) for condition in self.conditions)
        return self.days() + conditions + tuple(Known(fact) for fact in self.amount_facts())

    def days(self) -> tuple[Test, ...]:
        """Validity by the item's day, the application window by the day of asking."""
        tests = (
            self.from_ and Over(Given(ON), Fixed(self.from_), equal=True),
            self.until and Under(Given(ON), Fixed(self.until), equal=True),
            self.apply_by and Under(Given(AS_OF), Fixed(self.apply_by), equal=True),
        )
        return tuple(test for test in tests if test)

    def amount_facts(self) -> tuple[str, ...]:
        """The facts that the amount needs."""
        return facts(self.benefit.formula())

    def asks(self, terms: Terms) -> tuple[str, ...]:
        """Every fact that can change the answer: of conditions, amounts, caps and choices, each once."""
        tested = [name for test in self.tests(terms) for name in facts(test)]
        capped = [name for cap in self.caps for name in (*cap.named(), *facts(cap.formula()))]
        chosen = [name for name in self.one_per if name not in ("enterprise", "year")]
        return tuple(dict.fromkeys([*tested, *capped, *chosen]))


class StatusExample(Record):
    verdict: Literal["eligible", "unconfirmed", "ineligible"]
    with_: Mapping[str, Written] = NONE_GIVEN
    without: tuple[str, ...] = ()
    on: Day | None = None


class Status(Record):
    """A standing that a firm or product has or has not; `any` where one condition is enough; `means`: what eligible means."""

    id: str
    title: Text
    text: Text
    authority: tuple[str, ...]
    conditions: tuple[Condition, ...]
    sources: tuple[Source, ...]
    match: Literal["all", "any"] = "all"
    means: Text | None = None
    nature: Literal["status"] = "status"
    readings: tuple[str, ...] = ()
    given: Mapping[str, Written] = NONE_GIVEN
    on: Day | None = None
    examples: tuple[StatusExample, ...] = ()

    def tests(self, terms: Terms) -> tuple[Test, ...]:
        return tuple(condition.test(terms) for condition in self.conditions)

    def asks(self, terms: Terms) -> tuple[str, ...]:
        return tuple(dict.fromkeys(name for test in self.tests(terms) for name in facts(test)))


class LimitExample(Record):
    start: Day
    due: Day


class Limit(Record):
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
    examples: tuple[LimitExample, ...] = ()


class Deadline(Record):
    """A fixed date that somebody acts on, or that an authority set itself (`target`)."""

    id: str
    date: Day
    kind: Literal["starts", "ends", "resumes", "closes", "target"]
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
    nature: Literal["grant", "saving", "refund", "compensation", "finance", "service", "easing", "duty", "right", "aim"]
    authority: tuple[str, ...]
    sources: tuple[Source, ...]
    inputs: tuple[str, ...] = ()
    readings: tuple[str, ...] = ()


class Reading(Record):
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
