"""The columns that a table may have, by every heading they are known by, and what was found of them in one table.

A heading is an id, a name, or another name that the catalogue gives it (`also`), with remarks in brackets.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

from bjsubsidy.errors import UnknownName
from bjsubsidy.language import Text
from bjsubsidy.law.catalogue import KIND_WORDS, Catalogue
from bjsubsidy.law.entries import Fact
from bjsubsidy.law.kinds import CellForm
from bjsubsidy.readers.units import NOTHING_SAID, Said, TakenApart, folded_heading, named_part
from bjsubsidy.record import NONE_GIVEN, Record

CODE = "credit-code"
NEEDED = ("enterprise", "input", "amount", "on")
# Of columns that are no facts beside those that are written as facts are.
ColumnForm = CellForm | Literal["code", "label", "input", "currency", "unit", "measure"]
_NAMES: dict[str, tuple[ColumnForm, Text]] = {
    "enterprise": ("name", Text("企业", "enterprise")),
    "credit-code": ("code", Text("统一社会信用代码", "credit-code")),
    "item": ("label", Text("项目", "item")),
    "input": ("input", KIND_WORDS["input"]),
    "amount": ("yuan", Text("金额", "amount")),
    "on": ("day", Text("日期", "on")),
    "currency": ("currency", Text("币种", "currency")),
    "unit": ("unit", Text("单位", "unit")),
    "measure": ("measure", KIND_WORDS["measure"]),
    "paid-on": ("day", Text("到账日期", "paid-on")),
}
# Read, and carried through too: the answer has no column of its own for them.
READ_AND_CARRIED = ("credit-code", "currency", "unit")
_OF_ITEMS = ("enterprise", "credit-code", "item", "input", "amount", "on", "currency", "unit")

OWN_COLUMNS = tuple(_NAMES)
_OF_RECEIPTS = ("measure", "amount", "on", "paid-on", "enterprise", "credit-code", "currency", "unit")
_NEEDED_OF_RECEIPTS = ("measure", "amount")


def own_names(id: str) -> Text:
    """What a column that is no fact is called."""
    return _NAMES[id][1]


class TableColumn(Record):
    """A column that is read: how its cells are written, its heading as written, its place from 0, and what its heading says of a unit.

    Its amounts are `named` where the unit of their row or their sheet was written after them.
    """

    id: str
    form: ColumnForm
    heading: str
    place: int
    said: Said = NOTHING_SAID
    fact: Fact | None = None
    named: bool = False

    @property
    def readable(self) -> bool:
        """Whether the unit that its heading names is one that such a column can have."""
        if self.form == "yuan":
            return self.said.strange is None and not self.said.percent
        return self.form != "share" or (self.said.strange is None and self.said.unit is None)

    def name(self) -> Text:
        return self.fact.name if self.fact is not None else _NAMES[self.id][1]


class Layout(Record):
    """The columns that are read, the places and headings of those that are carried through, and what is to be said of them."""

    columns: tuple[TableColumn, ...]
    carried: tuple[tuple[int, str], ...]
    notes: tuple[Text, ...] = ()

    def column(self, id: str) -> TableColumn | None:
        return next((column for column in self.columns if column.id == id), None)


class TableReading(Record):
    """What is said of a table beside it: its encoding, its sheets, its columns (ours = theirs), and values for all its rows."""

    encoding: str | None = None
    sheets: tuple[str, ...] = ()
    all_sheets: bool = False
    columns: Mapping[str, str] = NONE_GIVEN
    values: Mapping[str, str] = NONE_GIVEN


class Vocabulary:
    """The columns that a table may have, by every heading they are known by, and those it must have."""

    def __init__(self, catalogue: Catalogue, own: Sequence[str], facts: Iterable[Fact], needed: Sequence[str]) -> None:
        self.catalogue = catalogue
        self.own = tuple(own)
        self.facts = {fact.id: fact for fact in facts}
        self.needed = tuple(needed)
        # What is written later stands: an id beats a name.
        self.exact = {folded_heading(name): fact.id for fact in self.facts.values() for name in (fact.name.en, fact.name.zh)}
        self.exact |= {folded_heading(name): id for id in own for name in (_NAMES[id][1].en, _NAMES[id][1].zh)}
        self.exact |= {folded_heading(id): id for id in (*self.facts, *own)}
        other = catalogue.raw.get("columns", {})
        self.also = {folded_heading(name): id for id in own for name in other.get(id, ())}
        self.also |= {folded_heading(name): fact.id for fact in self.facts.values() for name in fact.also}
        self._names = {*self.exact, *self.also}
        # What the columns of another kind of table are called is none of these.
        self.others = {folded_heading(name) for id in OWN_COLUMNS if id not in own for name in (*own_names(id), *other.get(id, ()))}

    def ids(self) -> list[str]:
        return [*self.own, *self.facts]

    def id_of(self, named: str) -> str:
        """The column of an id, a name or another heading of it; `UnknownName` where there is none."""
        found = self.exact.get(folded_heading(named)) or self.also.get(folded_heading(named))
        if found is None:
            raise UnknownName(Text("列", "column"), named, self.ids() if named.isascii() else [*self.exact])
        return found

    def part(self, heading: str) -> TakenApart:
        """A heading's name and unit; a column's own name is taken whole, brackets and all."""
        return named_part(heading, self._names)

    def count(self, cells: Sequence[str], by_hand: Mapping[str, str] = NONE_GIVEN) -> int:
        """How many columns a row of cells would name; `by_hand` are headings that the line gives, by id."""
        written = [cell for cell in cells if cell.strip()]
        named = {self.exact.get(name) or self.also.get(name) for cell in written for name in [self.part(cell).name]}
        headings = {folded_heading(cell) for cell in written}
        return len((named | {id for id, heading in by_hand.items() if folded_heading(heading) in headings}) - {None})

    def candidates(self, id: str) -> set[str]:
        """Headings, folded, that may be the column and are never read as it by themselves."""
        return {folded_heading(name) for name in self.catalogue.raw.get("candidates", {}).get(id, ())}

    def called(self, id: str) -> Text:
        """A column as a message names it: in Chinese by its name and its id, in English by its id."""
        name = self.facts[id].name.zh if id in self.facts else own_names(id).zh
        return Text(f"{name}（{id}）", id)

    def other_names(self, id: str) -> Sequence[str]:
        """What else a column that is no fact may be called, as the catalogue writes it."""
        names: Sequence[str] = self.catalogue.raw.get("columns", {}).get(id, ())
        return names

    def has_unit(self, headings: Sequence[str]) -> bool:
        """Whether one of them may be a column of units, which its cells must show."""
        names = [self.part(heading).name for heading in headings]
        return any("unit" in (self.exact.get(name), self.also.get(name)) for name in names)

    def column(self, id: str, heading: str, place: int, said: Said) -> TableColumn:
        if id in self.facts:
            return TableColumn(id, self.facts[id].kind.cell, heading.strip(), place, said, self.facts[id])
        return TableColumn(id, _NAMES[id][0], heading.strip(), place, said)


def of_items(catalogue: Catalogue) -> Vocabulary:
    """The columns of a table of items: `batch`."""
    facts = [fact for id in catalogue.rows("fact") if (fact := catalogue.fact(id)).of != "status"]
    return Vocabulary(catalogue, _OF_ITEMS, facts, NEEDED)


def of_receipts(catalogue: Catalogue, scopes: Iterable[str]) -> Vocabulary:
    """The columns of a register of what was received."""
    facts = [catalogue.fact(id) for id in catalogue.rows("fact") if id in set(scopes)]
    return Vocabulary(catalogue, _OF_RECEIPTS, facts, _NEEDED_OF_RECEIPTS)
