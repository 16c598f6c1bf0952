"""The heading of a table: which column is what, in which unit, and which are carried through unread.

A heading is an id, a name, or another name that the catalogue gives it (`also`), with remarks in brackets. An id or a name
beats another name; a column that is found by another name only is carried through as well.
"""

import difflib
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

from bjsubsidy.errors import Mistake, Problem, UnknownName, UnusableFile, Usage, near
from bjsubsidy.language import Text
from bjsubsidy.law.catalogue import KIND_WORDS, Catalogue
from bjsubsidy.law.entries import Fact
from bjsubsidy.law.kinds import CellForm
from bjsubsidy.readers.units import NOTHING_SAID, Said, folded_heading, taken_apart
from bjsubsidy.record import NONE_GIVEN, Record

CODE = "credit-code"
NEEDED = ("enterprise", "input", "amount", "on")
# How many rows are looked at for the heading.
HEADING_ROWS = 30
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
_BESIDE = ("credit-code", "currency", "unit")
_OF_ITEMS = ("enterprise", "credit-code", "item", "input", "amount", "on", "currency", "unit")

OWN_COLUMNS = tuple(_NAMES)
_OF_RECEIPTS = ("measure", "amount", "on", "paid-on", "enterprise", "credit-code", "currency", "unit")
_NEEDED_OF_RECEIPTS = ("measure", "amount")


def own_names(id: str) -> Text:
    """What a column that is no fact is called."""
    return _NAMES[id][1]


class TableColumn(Record):
    """A column that is read: how its cells are written, its heading as written, its place from 0, and what its heading says of a unit."""

    id: str
    form: ColumnForm
    heading: str
    place: int
    said: Said = NOTHING_SAID
    fact: Fact | None = None

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

    def ids(self) -> list[str]:
        return [*self.own, *self.facts]

    def id_of(self, named: str) -> str:
        """The column of an id, a name or another heading of it; `UnknownName` where there is none."""
        found = self.exact.get(folded_heading(named)) or self.also.get(folded_heading(named))
        if found is None:
            raise UnknownName(Text("列", "column"), named, self.ids() if named.isascii() else [*self.exact])
        return found

    def count(self, cells: Sequence[str]) -> int:
        """How many columns a row of cells would name."""
        named = {self.exact.get(name) or self.also.get(name) for cell in cells if cell.strip() for name in [taken_apart(cell).name]}
        return len(named - {None})

    def has_unit(self, headings: Sequence[str]) -> bool:
        """Whether one of them may be a column of units, which its cells must show."""
        names = [taken_apart(heading).name for heading in headings]
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


def heading_row(rows: Sequence[Sequence[str]], known: Vocabulary) -> int | None:
    """Which of a table's first rows is its heading: the first of those that name most columns."""
    counts = [known.count(row) for row in rows]
    most = max(counts, default=0)
    return counts.index(most) if most else None


def layout(path: str, headings: Sequence[str], known: Vocabulary, asked: TableReading, above: Said = NOTHING_SAID) -> Layout:
    """Every fault of a heading at once, as `UnusableFile`; `above` is the unit of money that has none of its own."""
    found = _Found(headings, known, asked)
    if not found.columns:
        raise UnusableFile(path, [_no_heading(headings).at(path)])
    faults = [*_missing(found, known, asked), *found.faults]
    if faults:
        raise UnusableFile(path, [fault.at(Text("标题行", "heading")).at(path) for fault in faults])
    columns = [_under(column, above) for column in found.columns.values()]
    columns += [known.column(id, id, len(headings) + place, NOTHING_SAID) for place, id in enumerate(asked.values)]
    carried = [place for place in range(len(headings)) if place not in found.taken]
    return Layout(tuple(columns), tuple((place, headings[place].strip()) for place in carried), tuple(found.notes))


def _under(column: TableColumn, above: Said) -> TableColumn:
    return column.replace(said=above) if column.form == "yuan" and column.said == NOTHING_SAID else column


class _Found:
    """Columns by id, each the one of its candidates that counts; `taken` are places that are read and not carried."""

    def __init__(self, headings: Sequence[str], known: Vocabulary, asked: TableReading) -> None:
        self.columns: dict[str, TableColumn] = {}
        self.taken: set[int] = set()
        self.faults: list[Problem] = []
        self.notes: list[Text] = []
        self.others: list[str] = []
        parts = [taken_apart(heading) for heading in headings]
        by_hand = {id: _by_hand(id, theirs, headings, known) for id, theirs in asked.columns.items()}
        named = set(by_hand.values())
        for id in known.ids():
            exact = [place for place, part in enumerate(parts) if known.exact.get(part.name) == id and place not in named]
            also = [place for place, part in enumerate(parts) if known.also.get(part.name) == id and place not in named]
            place = by_hand[id] if id in by_hand else self._chosen(id, exact, also, headings)
            if place is None:
                continue
            if id in asked.values:
                self.faults.append(Mistake(_twice(id), Text("请去掉 --set 的这一项。", "Leave it out of --set.")))
            self.columns[id] = known.column(id, headings[place], place, parts[place].said)
            if place in exact and id not in _BESIDE:
                self.taken.add(place)
        read = {column.place for column in self.columns.values()}
        self.others = [heading for place, heading in enumerate(headings) if place not in read]

    def _chosen(self, id: str, exact: list[int], also: list[int], headings: Sequence[str]) -> int | None:
        if len(exact) > 1:
            self.faults.append(Mistake(_twice(id), Text("请只留一列。", "Keep one of them.")))
        elif len(also) > 1 and not exact:
            both = [headings[place].strip() for place in also]
            what = Text(f"“{'”“'.join(both)}”都可作 {id}", f"“{'” and “'.join(both)}” may each be {id}")
            self.faults.append(Mistake(what, Text(f"请加 --column {id}={both[0]}。", f"Say which: --column {id}={both[0]}.")))
        elif exact:
            self.notes += [_passed_over(headings[place].strip(), headings[exact[0]].strip()) for place in also]
        return next(iter(exact or also), None)


def _passed_over(heading: str, read: str) -> Text:
    return Text(f"列“{heading}”未读取，原样带过；已按“{read}”读取", f"the column “{heading}” is carried through unread; “{read}” is read")


def _twice(id: str) -> Text:
    return Text(f"列“{id}”重复", f"the column “{id}” stands twice")


def _by_hand(id: str, theirs: str, headings: Sequence[str], known: Vocabulary) -> int:
    """The place of the column that `--column` names."""
    places = [place for place, heading in enumerate(headings) if folded_heading(heading) == folded_heading(theirs)]
    if len(places) > 1:
        what = Text(f"--column：表中有 {len(places)} 列“{theirs}”", f"--column: the table has {len(places)} columns “{theirs}”")
        raise Usage(what, Text("请在文件中改其中一列的标题。", "Rename one of them in the file."))
    if not places:
        what = Text(f"--column：表中没有列“{theirs}”", f"--column: the table has no column “{theirs}”")
        raise Usage(what, near(theirs, [heading.strip() for heading in headings if heading.strip()]))
    return places[0]


def _no_heading(headings: Sequence[str]) -> Mistake:
    if "\t" in "".join(headings):
        return Mistake(
            Text("它以制表符分隔", "it is separated by tabs"), Text("请另存为逗号分隔的 CSV。", "Save it as CSV, separated by commas.")
        )
    most = HEADING_ROWS
    what = Text(f"前 {most} 行中没有标题行：没有一列是认识的", f"none of its first {most} rows is a heading: no column is known")
    now = Text(
        "可用的列见 README；也可用 --column 企业=你的列名 指明。", "The README lists the columns; --column OURS=THEIRS names one of yours."
    )
    return Mistake(what, now)


def unread(layout: Layout, known: Vocabulary) -> list[tuple[str, str | None]]:
    """Headings that are carried through unread, each with the column that is read and that it looks like, if there is one."""
    read = {column.place for column in layout.columns}
    names = {**known.also, **known.exact}
    # What has the very name of a column was read, or said why it was not.
    others = [
        (heading, name) for place, heading in layout.carried if place not in read and (name := taken_apart(heading).name) not in names
    ]
    return [(heading, names.get(_likeness(name, names) or "")) for heading, name in others if heading]


def _likeness(name: str, names: Mapping[str, str]) -> str | None:
    close = difflib.get_close_matches(name, names, n=1, cutoff=0.7)
    within = [known for known in names if len(known) > 3 and known in name]
    return close[0] if close else max(within, key=len, default=None)


def _missing(found: _Found, known: Vocabulary, asked: TableReading) -> list[Problem]:
    absent = [id for id in known.needed if id not in found.columns and id not in asked.values]
    by_hand = "input" in known.own
    return [Mistake(_no_column(id), _amounts_of_input(id, found.others, known) or _nearest(id, found.others, by_hand)) for id in absent]


def _amounts_of_input(id: str, others: list[str], known: Vocabulary) -> Text | None:
    """What now where the amounts stand under the name of what they were spent on: 贷款利息; None where no heading is one."""
    if id != "amount" or "input" not in known.own:
        return None
    inputs = {folded_heading(name) for input in known.catalogue.all("input") for name in (input.id, input.name.zh, input.name.en)}
    heading = next((heading.strip() for heading in others if taken_apart(heading).name in inputs), None)
    if heading is None:
        return None
    said = f"--column amount={heading} --set input={re.sub(r'[（(].*', '', heading).strip()}"
    return Text(
        f"列“{heading}”以计算项目为名；如是金额，请加 {said}。",
        f"The column “{heading}” is named as an input; if it holds the amounts: {said}.",
    )


def _no_column(id: str) -> Text:
    name = _NAMES[id][1].zh
    return Text(f"缺少列“{id}”（{name}）", f"the column “{id}” ({name}) is missing")


def _nearest(id: str, others: list[str], by_hand: bool) -> Text:
    """What now; `by_hand` where the command line can say it."""
    close = [difflib.get_close_matches(name, others, n=1, cutoff=0.4) for name in (id, _NAMES[id][1].zh)]
    heading = next((found[0] for found in close if found), None)
    if heading is None:
        add = Text("请补上这一列。", "Add it.")
        if by_hand and id == "amount":
            # One amount for every row is never meant.
            return Text(
                "请补上这一列，或用 --column amount=标题 指明金额的一列。",
                "Add it, or name the column that holds it: --column amount=HEADING.",
            )
        return Text(f"请补上这一列，或用 --set {id}=… 填写。", f"Add it, or give it with --set {id}=….") if by_hand else add
    if not by_hand:
        return Text(f"最接近的标题是“{heading}”，请更名。", f"The nearest heading is “{heading}”; rename it.")
    return Text(
        f"最接近的标题是“{heading}”，请更名，或加 --column {id}={heading}。",
        f"The nearest heading is “{heading}”; rename it, or write --column {id}={heading}.",
    )
