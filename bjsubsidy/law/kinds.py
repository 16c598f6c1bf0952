"""The kinds of facts: a class each, which decides whatever hangs on what a fact is.

How it is read and told, what tests it, how an engine's column keeps it, what an option, a question and a cell of a table say of it.
Nobody else asks which kind a fact is. One more is a class here, its place in FACT_KINDS, and its parser in `quantities`.
"""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Literal

from bjsubsidy.errors import UnknownName
from bjsubsidy.language import Text
from bjsubsidy.quantities import (
    DAY_FORM,
    FIRST_DAY,
    LAST_DAY,
    MONEY_FORM,
    MOST_COUNT,
    MOST_FEN,
    MOST_RATE,
    RATE_FORM,
    RATE_PARTS,
    Value,
    exact_money_text,
    money_text,
    parse_count,
    parse_date,
    parse_money,
    parse_name,
    parse_rate,
    parse_yes_no,
    percent_text,
    plain_value,
)
from bjsubsidy.record import NONE_GIVEN

if TYPE_CHECKING:
    from bjsubsidy.law.entries import Fact, Written

# What a column of an engine keeps.
Stored = int | bool | date | str
# What a rule does with a fact: a condition that it holds, lists choices, bounds it, counts years from it or takes a rate series on it;
# a benefit that takes it for an amount, a rate or a number of units; a cap that counts by it.
FactUse = Literal["holds", "choice", "bound", "day", "amount", "rate", "units", "scope"]
# How tables write a fact; `text` is as an option takes it, each distinct cell read by itself.
CellForm = Literal["truth", "choice", "yuan", "share", "day", "whole", "name", "text"]


class FactKind:
    """One kind; what stands here holds for a kind that says nothing else."""

    id: str
    # What it is called where a kind is chosen.
    title: Text = Text("", "")
    # What an option takes, and a question about it asks to write.
    metavar: str = ""
    hint: Text = Text("", "")
    # Whether an option is a pair of flags; the words of TOML that say it, and what `--ask` takes for its answers beside them.
    flag: bool = False
    literals: tuple[str, ...] = ()
    short: Mapping[str, str] = NONE_GIVEN
    # The types of JSON that may stand for it beside a day of TOML, which JSON writes as text.
    json: tuple[type, ...] = (str, float)
    # What programs are told of it: the type of JSON, and how a text is written.
    told: type = str
    form: str = ""
    uses: tuple[FactUse, ...] = ()
    # One of choices that the fact lists; or a name, which people write in many ways and which is compared folded.
    chosen: bool = False
    named: bool = False
    # The type of its column, how many parts of one that holds, and the most there can be of them.
    sql_type: str = "STRING"
    parts: int = 1
    most: int = 0
    cell: CellForm = "text"
    # What follows a figure, and whether its digits are grouped by three where people read it.
    unit: Text = Text("", "")
    grouped: bool = False
    # What a Python program gives for it and how that is written, and between which bounds, where it has any.
    typed: tuple[Text, Text] = (Text("文字（str）", "text (str)"), Text("请写编号或名称。", "Give an id or a name."))
    bounds: tuple[int | date, int | date] | None = None
    # The ends that a fact may have other than those of its kind.
    own_ends: tuple[str, ...] = ()

    def parse(self, text: str) -> Value:
        """The typed value of a text; `Unreadable` where it is none."""
        raise NotImplementedError

    def read(self, written: "Written", fact: "Fact") -> Value:
        """The typed value of what somebody wrote for a fact; `Unreadable` or `UnknownName` where it is none."""
        return self.parse(str(written))

    def ends(self, fact: "Fact") -> "tuple[int | Fraction | date, int | Fraction | date] | None":
        """Between which values those of a fact are; None where it has no such bounds."""
        return self.bounds

    def asked(self, fact: "Fact") -> Text:
        """What a question about a fact asks to write."""
        return self.hint

    def given(self, value: object, fact: "Fact | None" = None) -> Value | None:
        """What a Python program gives, as it is kept; None where it is of another type, for nothing is converted.

        What is kept as parts of one is an exact number of them, anything else a text.
        """
        if self.parts == 1:
            return self.parse(value) if isinstance(value, str) else None
        # A number with a large exponent would fill the memory as a fraction.
        if isinstance(value, Decimal) and not (value.is_finite() and abs(value.adjusted()) < 20):
            return None
        number = Fraction(value) if isinstance(value, (Fraction, Decimal)) else None
        return None if number is None or self.parts % number.denominator else number

    def takes(self, value: object) -> bool:
        """Whether a value of TOML is tried at all: a number of TOML stands for what its text says."""
        return True

    def beside(self, value: Value, steps: int) -> Value:
        """The value so many of the smallest steps away, whatever the ends of its fact; itself where a kind has no order."""
        return value

    def written(self, value: Value) -> "Written":
        """A value as a catalogue writes it."""
        return str(self.plain(value))

    def answers(self, fact: "Fact") -> tuple[str, ...]:
        """The words that answer it, where they are few."""
        return ()

    def offered(self, fact: "Fact") -> tuple[Text, ...]:
        """The same as people read them: what a cell to fill in offers."""
        return ()

    def plain(self, value: Value) -> str | bool | int:
        """A value as JSON and CSV carry it."""
        return plain_value(value)

    def said(self, value: Value, fact: "Fact") -> Text:
        """A value in words, without its unit."""
        text = str(self.plain(value))
        return Text(text, text)

    def stored(self, value: Value) -> Stored:
        """A value as a column keeps it."""
        return int(value * self.parts) if isinstance(value, Fraction) else value

    def restored(self, cell: Stored) -> Value:
        """The value that a column keeps."""
        return Fraction(cell, self.parts) if self.parts != 1 and isinstance(cell, int) else cell


class YesNoFact(FactKind):
    id = "yes-no"
    title = Text("是或否", "yes or no")
    hint = Text("是 或 否", "yes or no")
    flag = True
    literals = ("true", "false")
    short: Mapping[str, str] = {"y": "yes", "n": "no"}
    json = (bool, str, int)
    told = bool
    uses = ("holds",)
    sql_type = "BOOLEAN"
    cell = "truth"
    typed = Text("True 或 False", "True or False"), Text("未知的请不写或写 None。", "Leave it out, or give None, where it is unknown.")

    def given(self, value: object, fact: "Fact | None" = None) -> Value | None:
        return value if isinstance(value, bool) else None

    def parse(self, text: str) -> Value:
        return parse_yes_no(text)

    def read(self, written: "Written", fact: "Fact") -> Value:
        return written if isinstance(written, bool) else super().read(written, fact)

    def answers(self, fact: "Fact") -> tuple[str, ...]:
        return "yes", "no"

    def offered(self, fact: "Fact") -> tuple[Text, ...]:
        return _YES, _NO

    def written(self, value: Value) -> "Written":
        return bool(value)

    def said(self, value: Value, fact: "Fact") -> Text:
        return _YES if value else _NO


_YES, _NO = Text("是", "yes"), Text("否", "no")


class ChoiceFact(FactKind):
    """One of the choices that a fact lists: kept as its id, written as any of its words."""

    id = "choice"
    title = Text("几个选项之一", "one of several choices")
    uses = ("choice", "scope")
    chosen = True
    cell = "choice"

    def given(self, value: object, fact: "Fact | None" = None) -> Value | None:
        return self.read(value, fact) if isinstance(value, str) and fact is not None else None

    def read(self, written: "Written", fact: "Fact") -> Value:
        text = str(written)
        for choice in fact.choices:
            if text.strip() in choice.words():
                return choice.id
        raise UnknownName(Text(f"{fact.name.zh}选项", f"choice of {fact.name.en}"), text, list(self.answers(fact)), self.offered(fact))

    def answers(self, fact: "Fact") -> tuple[str, ...]:
        return tuple(choice.id for choice in fact.choices)

    def offered(self, fact: "Fact") -> tuple[Text, ...]:
        return tuple(choice.name for choice in fact.choices)

    def said(self, value: Value, fact: "Fact") -> Text:
        return next((choice.name for choice in fact.choices if choice.id == value), super().said(value, fact))


class MoneyFact(FactKind):
    """Yuan, kept as whole fen."""

    id = "money"
    title = Text("金额（元）", "an amount in yuan")
    metavar = "AMOUNT"
    hint = Text("金额，如 120万 或 1,200,000.00", "an amount such as 1,200,000.00")
    form = MONEY_FORM
    uses: tuple[FactUse, ...] = ("bound", "amount")
    sql_type = "BIGINT"
    most = MOST_FEN
    cell: CellForm = "yuan"
    unit = Text(" 元", " yuan")
    grouped = True
    typed = Text("整分（int）", "whole fen (int)"), Text("1,200,000 元写作 120_000_000。", "1,200,000 yuan is 120_000_000.")
    bounds = 0, MOST_FEN

    def given(self, value: object, fact: "Fact | None" = None) -> Value | None:
        return value if type(value) is int else None

    def parse(self, text: str) -> Value:
        return parse_money(text)

    def plain(self, value: Value) -> str | bool | int:
        return money_text(value) if isinstance(value, int) else plain_value(value)

    def said(self, value: Value, fact: "Fact") -> Text:
        """Fen that were worked out, as a multiple of a fact is, are told with every decimal they have."""
        text = exact_money_text(value) if isinstance(value, Fraction) else str(self.plain(value))
        return Text(text, text)

    def beside(self, value: Value, steps: int) -> Value:
        return int(value) + steps if isinstance(value, (int, Fraction)) else value


class DollarFact(MoneyFact):
    """US dollars, kept as whole cents; no table has a column of them that is scaled by its heading."""

    id = "usd"
    title = Text("金额（美元）", "an amount in US dollars")
    metavar = "USD"
    hint = Text("美元金额", "an amount in US dollars")
    uses = ("bound",)
    cell = "text"
    unit = Text(" 美元", " US dollars")
    typed = Text("整美分（int）", "whole cents (int)"), Text("200,000 美元写作 20_000_000。", "200,000 dollars are 20_000_000.")

    def parse(self, text: str) -> Value:
        return parse_money(text, "USD")


class RateFact(FactKind):
    """An exact share of one; the fact says where it may be more."""

    id = "rate"
    title = Text("比率", "a rate")
    metavar = "RATE"
    hint = Text("比率，如 4.6%", "a rate such as 4.6%")
    form = RATE_FORM
    uses = ("bound", "rate")
    sql_type = "BIGINT"
    parts = RATE_PARTS
    most = RATE_PARTS
    cell = "share"
    typed = (
        Text(
            "精确的比率，小数不超过十四位（Fraction 或 Decimal）",
            "an exact rate with at most fourteen decimals (Fraction or Decimal)",
        ),
        Text('4.6% 写作 Fraction("0.046")。', 'Write 4.6% as Fraction("0.046").'),
    )
    bounds = 0, 1
    own_ends = ("most",)

    def ends(self, fact: "Fact") -> tuple[int, Fraction]:
        return 0, Fraction(1) if fact.most is None else parse_rate(fact.most, MOST_RATE)

    def parse(self, text: str) -> Value:
        return parse_rate(text)

    def read(self, written: "Written", fact: "Fact") -> Value:
        return parse_rate(str(written), self.ends(fact)[1])

    def beside(self, value: Value, steps: int) -> Value:
        """A step is a hundredth of a percent, though rates may be written finer."""
        return Fraction(value) + steps * _RATE_STEP if isinstance(value, (int, Fraction)) else value

    def written(self, value: Value) -> "Written":
        return percent_text(Fraction(value)) if isinstance(value, (int, Fraction)) else str(value)

    def said(self, value: Value, fact: "Fact") -> Text:
        text = percent_text(value) if isinstance(value, Fraction) else str(value)
        return Text(text, text)


_RATE_STEP = Fraction(1, 10000)


class DateFact(FactKind):
    id = "date"
    title = Text("日期", "a day")
    metavar = "DATE"
    hint = Text("日期，如 2021-03-20", "a day such as 2021-03-20")
    json = (str, int)
    form = DAY_FORM
    uses = ("bound", "day")
    sql_type = "DATE"
    cell = "day"
    typed = Text("日期（datetime.date）", "a day (datetime.date)"), Text("如 date(2021, 3, 20)。", "For example date(2021, 3, 20).")
    bounds = FIRST_DAY, LAST_DAY

    def given(self, value: object, fact: "Fact | None" = None) -> Value | None:
        """A day; a moment is none."""
        return value if isinstance(value, date) and not isinstance(value, datetime) else None

    def beside(self, value: Value, steps: int) -> Value:
        return value + timedelta(days=steps) if isinstance(value, date) else value

    def written(self, value: Value) -> "Written":
        return value if isinstance(value, date) else str(value)

    def parse(self, text: str) -> Value:
        return parse_date(text)


class CountFact(FactKind):
    """A whole number: the third of something, or how many there are; the fact says where there may be none."""

    id = "count"
    title = Text("整数（人、个、月）", "a whole number (people, things, months)")
    metavar = "N"
    hint = Text("正整数", "a whole number")
    told = int
    uses = ("bound", "units")
    sql_type = "BIGINT"
    most = MOST_COUNT
    cell = "whole"
    typed = Text("整数（int）", "a whole number (int)"), Text("如 1。", "For example 1.")
    bounds = 1, MOST_COUNT
    own_ends = ("least",)

    def given(self, value: object, fact: "Fact | None" = None) -> Value | None:
        return value if type(value) is int else None

    def ends(self, fact: "Fact") -> tuple[int, int]:
        return 1 if fact.least is None else fact.least, MOST_COUNT

    def beside(self, value: Value, steps: int) -> Value:
        return int(value) + steps if isinstance(value, (int, Fraction)) else value

    def written(self, value: Value) -> "Written":
        return value if isinstance(value, int) else str(value)

    def asked(self, fact: "Fact") -> Text:
        return self.hint if self.ends(fact)[0] else Text("整数，没有的写 0", "a whole number, 0 where there is none")

    def parse(self, text: str) -> Value:
        return parse_count(text)

    def read(self, written: "Written", fact: "Fact") -> Value:
        return parse_count(str(written), self.ends(fact)[0])


class NameFact(FactKind):
    """What somebody calls something. A number of TOML with a point is none: its text may not be what was written."""

    id = "name"
    title = Text("名称", "a name")
    metavar = "NAME"
    hint = Text("名称", "a name")
    json = (str, int)
    uses = ("scope",)
    named = True
    cell = "name"

    def parse(self, text: str) -> Value:
        return parse_name(text)

    def takes(self, value: object) -> bool:
        return isinstance(value, (str, int)) and not isinstance(value, bool)


FACT_KINDS: dict[str, FactKind] = {
    kind.id: kind
    for kind in (
        YesNoFact(),
        ChoiceFact(),
        MoneyFact(),
        DollarFact(),
        RateFact(),
        DateFact(),
        CountFact(),
        NameFact(),
    )
}

if TYPE_CHECKING:
    FactKindId = str
else:
    # What a catalogue may write; a type checker takes no type that is computed.
    FactKindId = Literal[tuple(FACT_KINDS)]
