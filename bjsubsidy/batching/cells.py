"""The cells of a table as typed values, two speeds of one grammar.

What is plainly written an SQL engine reads itself; every other distinct cell goes once through `quantities`.
A typed cell is fen, parts of a rate, a day, a truth, or the text of a name or choice; NULL where nothing is written.
"""

import re
from collections.abc import Callable, Sequence
from functools import cached_property

from bjsubsidy.answers.without_amount import inputs_without_amount
from bjsubsidy.batching.sum_words import SUM_CELL
from bjsubsidy.errors import Problem, Unreadable
from bjsubsidy.formula.dialect import Dialect
from bjsubsidy.language import Lang, Text
from bjsubsidy.law.catalogue import KIND_WORDS, Catalogue
from bjsubsidy.law.kinds import Stored
from bjsubsidy.quantities import (
    AMOUNT_WORD,
    CREDIT_CODE_WORD,
    CUT_NUMBER,
    DATE_WORD,
    EMPTY_WORD,
    EXPONENT,
    FIRST_DAY,
    LAST_DAY,
    MOST_FEN,
    NAME_WORD,
    NO_CODE,
    OWN_KEY,
    PLAIN_CODE,
    RATE_PARTS,
    SCALES,
    YES_NO_WORDS,
    folded,
    parse_credit_code,
    parse_name,
    refuse_wrecked,
)
from bjsubsidy.readers.cell import read_amount, read_day, read_fact, unquoted
from bjsubsidy.readers.headings import NEEDED, TableColumn
from bjsubsidy.readers.marked_problems import with_marks
from bjsubsidy.readers.units import read_unit, yuan
from bjsubsidy.record import Record

# The columns that are no facts and hold no text.
_OWN_TYPES = {"yuan": "BIGINT", "day": "DATE"}
_TEXT = ("varchar", "string")
_WHOLE = ("tinyint", "smallint", "integer", "int", "bigint", "utinyint", "usmallint", "uinteger")


class ReadText(Record):
    """What one distinct text of a column is: its typed value, or the problem it makes, `marked`."""

    text: str
    value: Stored | None
    problem: str | None

    @property
    def key(self) -> str | None:
        """What it is compared by, where it is a name."""
        return folded(self.value) if isinstance(self.value, str) else None


class Cells:
    """Reads the columns of one table: `kind` of the engine's type for each, names and inputs from the catalogue.

    `wrecked` are columns of names whose long numbers all end in zeros after the fifteenth digit, as a spreadsheet leaves them.
    """

    def __init__(self, dialect: Dialect, catalogue: Catalogue, lang: Lang) -> None:
        self.dialect = dialect
        self.catalogue = catalogue
        self.lang = lang
        self.wrecked: frozenset[str] = frozenset()
        self._named: dict[str, dict[str, str]] = {}

    def source(self, place: int, type: str) -> str:
        """A cell as the engine gives it, or as text where its type is of no use."""
        return f"c{place}" if _useful(type) else f"CAST(c{place} AS STRING)"

    def plain(self, column: TableColumn, type: str) -> tuple[str, str]:
        """Whether a cell that is not blank is plainly written, and its typed value where it is."""
        cell = self.source(column.place, type)
        if not column.readable:
            return "FALSE", "NULL"
        typed = _of_type(column, cell, type)
        if typed is not None:
            return typed
        if type not in _TEXT:
            cell = f"CAST(c{column.place} AS STRING)"
        match column.form:
            case "yuan":
                scale = SCALES[column.said.unit or ""]
                return self.dialect.matches(cell, plain_money(scale)), _fen(cell, scale)
            case "share" if column.said.percent:
                return "FALSE", "NULL"
            case "share":
                share = f"TRY_CAST({cell} AS DECIMAL(20,14)) * CAST({RATE_PARTS} AS DECIMAL(15,0))"
                return self.dialect.matches(cell, PLAIN_RATE), f"CAST({share} AS BIGINT)"
            case "whole":
                return self.dialect.matches(cell, "[1-9][0-9]{0,5}"), f"TRY_CAST({cell} AS BIGINT)"
            case "day":
                day = f"TRY_CAST({cell} AS DATE)"
                return f"({self.dialect.matches(cell, PLAIN_DATE)} AND {_within(day)})", day
            case "truth":
                return self._among(cell, {word: str(yes).upper() for word, yes in YES_NO_WORDS.items()})
            case "choice" | "input":
                return self._among(cell, {word: self.dialect.text(id) for word, id in self._names(column).items()})
            case "label":
                return f"(NOT {self._quoted(cell)})", f"nullif({cell}, '')"
            case "code":
                cut = f" AND NOT {self.dialect.matches(cell, CUT_NUMBER)}" if column.id in self.wrecked else ""
                none = f" AND NOT {self.dialect.matches(cell, NO_CODE)}"
                return f"({self.dialect.matches(cell, PLAIN_CODE)}{none}{cut})", cell
            case "currency" | "unit":
                return self._among(cell, {word: self.dialect.text(word) for word in ("元", "人民币", "人民币元", "CNY", "RMB")})
            case "name":
                wrecked = f"{EXPONENT}|{CUT_NUMBER}" if column.id in self.wrecked else EXPONENT
                own = f"{self.dialect.matches(cell, OWN_KEY)} AND NOT {self.dialect.matches(cell, wrecked)}"
                return f"({self.dialect.bytes(cell)} <= 200 AND {own})", f"nullif({cell}, '')"
            case _:
                return "FALSE", "NULL"

    def _quoted(self, cell: str) -> str:
        """Whether a text is one that Excel was told not to take for a number."""
        return f"({cell} LIKE '=\"%')"

    def blank(self, column: TableColumn, type: str) -> str:
        cell = f"c{column.place}"
        return f"({cell} IS NULL)" if type not in _TEXT else f"({cell} IS NULL OR {cell} = '')"

    def read(self, column: TableColumn, text: str) -> ReadText:
        """The cell of a text that is not plainly written; what is only spaces is blank."""
        if not text.strip() and column.id not in NEEDED:
            return ReadText(text, None, None)
        try:
            return ReadText(text, self.value(column, text), None)
        except Problem as problem:
            return ReadText(text, None, with_marks(problem.at(column.heading), self.lang))

    def empty(self, column: TableColumn) -> str | None:
        """The problem of a blank cell; None where blank is unknown."""
        return self.read(column, "").problem if column.id in NEEDED else None

    def value(self, column: TableColumn, text: str) -> Stored:
        """The typed value of a cell that is not blank; `Problem` where it has none."""
        if not column.readable:
            raise Unreadable(column.name(), text, _unread_unit(column), _IN_PERCENT if column.form == "share" else _CONVERT)
        if column.id in self.wrecked and re.fullmatch(CUT_NUMBER, text.strip()):
            refuse_wrecked(text, CREDIT_CODE_WORD if column.form == "code" else NAME_WORD)
        if column.id == "amount" and not text.strip():
            raise Unreadable(AMOUNT_WORD, text, EMPTY_WORD, self._no_amount)
        if column.id == "on" and not text.strip():
            raise Unreadable(DATE_WORD, text, EMPTY_WORD, _NO_DAY)
        if column.fact is not None:
            return column.fact.kind.stored(read_fact(column.fact, text, column.said.unit, column.said.percent))
        return _OWN[column.form](self, column, unquoted(text))

    @cached_property
    def _no_amount(self) -> Text:
        """What to write for an amount that is blank; 1 only of inputs whose amount decides nothing."""
        ids = inputs_without_amount(self.catalogue)
        if not ids:
            return _NO_AMOUNT
        zh, en = f"{'、'.join(ids)} 的金额不影响结果，请填 1。", f"Of {', '.join(ids)} the amount decides nothing: write 1."
        return Text(f"{_NO_AMOUNT.zh}{zh}", f"{_NO_AMOUNT.en} {en}")

    def _input(self, column: TableColumn, text: str) -> str:
        written = text.strip()
        if not written:
            raise Unreadable(KIND_WORDS["input"], text, EMPTY_WORD, self._name_one(column))
        id = self._names(column).get(written)
        if id is not None:
            return id
        if re.fullmatch(SUM_CELL, written):
            raise Unreadable(KIND_WORDS["input"], text, _LIKE_A_SUM, self._name_one(column))
        # An input of which no figure is printed is told to be one, whatever it is called.
        named = next((input.id for input in self.catalogue.all("input") if written in input.also), written)
        return self.catalogue.computed(named)

    def _name_one(self, column: TableColumn) -> Text:
        """What to write where no input is named: one of them."""
        input = self.catalogue.input(next(iter(self._names(column).values())))
        return Text(
            f"请写计算项目，如“{input.name.zh}”；如果是合计行，请删去。",
            f"Name one, such as “{input.name.en}”, or delete the row if it is a total.",
        )

    def _names(self, column: TableColumn) -> dict[str, str]:
        """Every way of writing a choice or an input, and its id."""
        if column.id not in self._named:
            self._named[column.id] = self._all_names(column)
        return self._named[column.id]

    def _all_names(self, column: TableColumn) -> dict[str, str]:
        if column.fact is not None:
            return {word: choice.id for choice in column.fact.choices for word in choice.words()}
        computed = {row["input"] for row in self.catalogue.rows("measure").values()}
        inputs = [self.catalogue.input(id) for id in self.catalogue.rows("input") if id in computed]
        return {word: input.id for input in inputs for word in (*input.also, input.name.en, input.name.zh, input.id)}

    def _among(self, cell: str, words: dict[str, str]) -> tuple[str, str]:
        value = f"CASE {cell} {' '.join(f'WHEN {self.dialect.text(word)} THEN {said}' for word, said in words.items())} END"
        return f"({value} IS NOT NULL)", value


def plain_money(scale: int) -> str:
    """Amounts in a unit of so many yuan that need no second look: below ten trillion yuan, at most two decimals."""
    return rf"[0-9]{{1,{14 - len(str(scale))}}}(\.[0-9]{{1,2}})?"


PLAIN_RATE = r"0(\.[0-9]{1,12})?"
PLAIN_DATE = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"


def _of_type(column: TableColumn, cell: str, type: str) -> tuple[str, str] | None:
    """The test and value of a cell that the engine holds typed already; None where it is to be read as text."""
    if column.form == "yuan" and (type in _WHOLE or (type.startswith("decimal") and _places(type) <= 2)):
        scale = SCALES[column.said.unit or ""]
        return f"{cell} BETWEEN 0 AND {MOST_FEN // (100 * scale) - 1}", _fen(cell, scale)
    if column.form == "day" and type == "date":
        return _within(cell), cell
    if column.form == "day" and type.startswith("timestamp"):
        day = f"CAST({cell} AS DATE)"
        return _within(day), day
    return ("TRUE", cell) if column.form == "truth" and type == "boolean" else None


def _fen(yuan: str, scale: int) -> str:
    """Whole fen of what is below ten trillion yuan; decimals of one scale only, so that nothing is rounded."""
    parts = 100 * scale
    return f"CAST(TRY_CAST({yuan} AS DECIMAL(15,2)) * CAST({parts} AS DECIMAL({len(str(parts))},0)) AS BIGINT)"


def _places(type: str) -> int:
    return int(type.rstrip(")").rpartition(",")[2])


def _useful(type: str) -> bool:
    return type in (*_TEXT, *_WHOLE, "boolean", "date") or type.startswith(("decimal", "timestamp"))


def _within(day: str) -> str:
    return f"{day} BETWEEN DATE '{FIRST_DAY}' AND DATE '{LAST_DAY}'"


# A figure or a day that stood here as an example would be one that the row does not have, and decides its money.
_NO_AMOUNT = Text(
    "请按原件补上金额；如这一行不是一笔费用，请删去。", "Fill it in from the original, or delete the row if it is no expense."
)
_NO_DAY = Text(
    "请按原件补上日期（年-月-日）；如这一行不是一笔费用，请删去。",
    "Fill it in from the original (year-month-day), or delete the row if it is no expense.",
)
_LIKE_A_SUM = Text("像是合计", "it looks like a total")
_CONVERT = Text("请先换算为人民币元。", "Convert it to yuan first.")
_IN_PERCENT = Text("请换算为百分数，标题写明 %。", "Convert the column to percent, and name % in its heading.")


def _unread_unit(column: TableColumn) -> Text:
    unit = column.said.strange or ("%" if column.said.percent else f"{column.said.unit}元")
    return Text(f"标题的单位“{unit}”不能用于此列", f"the unit “{unit}” in its heading cannot be used here")


def _currency(text: str) -> str:
    if not yuan(text):
        raise Unreadable(Text("币种", "currency"), text, Text("不是人民币", "it is not yuan"), _CONVERT)
    return "CNY"


def _unit(text: str) -> str:
    """A column of units where no cell can be scaled by it: only the yuan itself needs none."""
    if read_unit(text).unit != "":
        now = Text("请把单位写在标题里，如 金额（万元）。", "Name the unit in the heading, as in 金额（万元）.")
        raise Unreadable(Text("单位", "unit"), text, Text("此处不能每行各用一种单位", "a unit for each row cannot be used here"), now)
    return "元"


_Reader = Callable[["Cells", TableColumn, str], Stored]
_OWN: dict[str, _Reader] = {
    "name": lambda cells, column, text: parse_name(text),
    "code": lambda cells, column, text: parse_credit_code(text),
    "label": lambda cells, column, text: text.strip(),
    "currency": lambda cells, column, text: _currency(text),
    "unit": lambda cells, column, text: _unit(text),
    "input": lambda cells, column, text: cells._input(column, text),
    "yuan": lambda cells, column, text: read_amount(text, column.said.unit),
    "day": lambda cells, column, text: read_day(text),
}


def typed_columns(columns: Sequence[TableColumn]) -> dict[str, str]:
    """The SQL type of each column as it is read."""
    return {column.id: sql_type(column) for column in columns}


def sql_type(column: TableColumn) -> str:
    """The SQL type of a column once its cells are typed."""
    return _OWN_TYPES.get(column.form, "STRING") if column.fact is None else column.fact.kind.sql_type
