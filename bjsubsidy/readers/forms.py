"""What may be written for an amount, a day or a fact in a table of a firm, and how it is read: one marker each.

A marker stands for a field's type. The grammars are those of `quantities` and `Fact`; here a TOML value becomes their text.
"""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from bjsubsidy.errors import Mistake
from bjsubsidy.language import Text
from bjsubsidy.law.entries import Fact
from bjsubsidy.quantities import Value, parse_credit_code, parse_date, parse_money
from bjsubsidy.readers.faults import Reads
from bjsubsidy.record import Record

if TYPE_CHECKING:
    from pydantic_core import CoreSchema

# A number with more zeros after its point is shown as it is written, with its exponent: it would fill the memory.
_SMALLEST = -30


def as_typed(value: Any) -> str | bool | date:
    """A TOML value as the grammars take it: numbers by their text, never through a float."""
    if isinstance(value, (dict, list)):
        what = Text("不是一个值", "it is not one value")
        raise Mistake(what, Text("请写文字、数字或日期。", "Write text, a number or a day."))
    if isinstance(value, (bool, str)) or type(value) is date:
        return value
    if isinstance(value, Decimal) and value.is_finite() and _SMALLEST <= value.adjusted() < 0:
        return format(value, "f")
    return str(value)


def _number_or_text() -> "CoreSchema":
    from pydantic_core import core_schema as core

    return core.union_schema([core.str_schema(), core.float_schema()])


def _text_or_whole() -> "CoreSchema":
    """A name, or a day: one of TOML is a text in JSON."""
    from pydantic_core import core_schema as core

    return core.union_schema([core.str_schema(), core.int_schema()])


def _plain_text() -> "CoreSchema":
    from pydantic_core import core_schema as core

    return core.str_schema()


def _forms(fact: Fact) -> "CoreSchema":
    """What may stand for a fact: values of the types of its kind; of a choice its words, and the blank that leaves it open."""
    from pydantic_core import core_schema as core

    if fact.kind.chosen:
        named = [word for choice in fact.choices for word in choice.words()]
        return core.literal_schema([*dict.fromkeys(named), ""])
    schemas = {bool: core.bool_schema(), str: core.str_schema(), int: core.int_schema(), float: core.float_schema()}
    return core.union_schema([schemas[each] for each in fact.kind.json])


AMOUNT_FIELD = Reads(lambda value: parse_money(str(as_typed(value))), _number_or_text)
CODE_FIELD = Reads(lambda value: None if value == "" else parse_credit_code(str(as_typed(value))), _text_or_whole)
DAY_FIELD = Reads(lambda value: parse_date(str(as_typed(value))), _text_or_whole)


def text_field(read: Callable[[str], Any], what: Text) -> Reads:
    """A field of text; `what` says in an error what it is not."""

    def of(value: Any) -> Any:
        if not isinstance(value, str):
            raise Mistake(Text(f"不是{what.zh}", f"it is not {what.en}"), Text("请加引号。", "Write it in quotes."))
        return read(value)

    return Reads(of, _plain_text)


def fact_field(fact: Fact) -> Reads:
    """The value of a fact; None where it is left blank, which is unknown."""

    def read(value: Any) -> Value | None:
        if not fact.kind.takes(value):
            raise Mistake(Text("不是名称", "it is not a name"), Text("请加引号。", "Write it in quotes."))
        return None if value == "" else fact.read(as_typed(value))

    return Reads(read, lambda: _forms(fact))


class Grammar(Record):
    """How an amount, a day and a fact are written: in a profile and on a line, or in the cells of a table."""

    amount: Reads
    day: Reads
    fact: Callable[[Fact], Reads]


TOML = Grammar(AMOUNT_FIELD, DAY_FIELD, fact_field)


def in_cells(unit: str | None) -> Grammar:
    """As the cells of a table say it; `unit` is that of its amounts."""
    from bjsubsidy.readers.cell import read_amount, read_day, read_fact, unquoted

    def fact(asked: Fact) -> Reads:
        return Reads(lambda cell: read_fact(asked, cell) if unquoted(cell).strip() else None)

    amount = Reads(lambda cell: read_amount(unquoted(cell), unit))
    return Grammar(amount, Reads(lambda cell: read_day(unquoted(cell)) if unquoted(cell).strip() else None), fact)
