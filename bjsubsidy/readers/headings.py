"""The heading of a table of many firms: which column is what, in which unit, and which are carried through unread."""

import difflib
import re
from collections.abc import Sequence

from bjsubsidy.errors import Mistake, Problem, UnusableFile
from bjsubsidy.language import Text
from bjsubsidy.law.catalogue import WORDS, Catalogue
from bjsubsidy.law.entries import Fact
from bjsubsidy.record import Record

NEEDED = ("enterprise", "input", "amount", "on")
_OWN = {
    "enterprise": ("name", Text("企业", "enterprise")),
    "item": ("label", Text("项目", "item")),
    "input": ("input", WORDS["input"]),
    "amount": ("money", Text("金额", "amount")),
    "on": ("date", Text("日期", "on")),
}
_UNIT = re.compile(r"(?P<name>.*?)\s*[（(\s]\s*(?:单位\s*[:：]?\s*)?(?:人民币)?(?P<unit>[万亿]?)元\s*[)）]?")


class TableColumn(Record):
    """A column that is read: what it holds, its heading as written, its place from 0, and the unit its heading names."""

    id: str
    kind: str
    heading: str
    place: int
    unit: str | None = None
    fact: Fact | None = None


class Layout(Record):
    """The columns that are read, and the places and headings of the others."""

    columns: tuple[TableColumn, ...]
    carried: tuple[tuple[int, str], ...]

    def column(self, id: str) -> TableColumn | None:
        return next((column for column in self.columns if column.id == id), None)


def layout(path: str, headings: Sequence[str], catalogue: Catalogue) -> Layout:
    """Every fault of a heading at once, as `UnusableFile`."""
    known = _known(catalogue)
    found = [_column(place, heading, known, catalogue) for place, heading in enumerate(headings)]
    columns = tuple(column for column in found if column is not None)
    carried = tuple((place, headings[place].strip()) for place, column in enumerate(found) if column is None)
    if not columns:
        raise UnusableFile(path, [_no_heading(headings).at(path)])
    faults = [*_missing(columns, [heading for _, heading in carried]), *_twice(columns)]
    if faults:
        raise UnusableFile(path, [fault.at(Text("标题行", "heading")).at(path) for fault in faults])
    return Layout(columns, carried)


def _no_heading(headings: Sequence[str]) -> Mistake:
    if "\t" in "".join(headings):
        return Mistake(
            Text("它以制表符分隔", "it is separated by tabs"), Text("请另存为逗号分隔的 CSV。", "Save it as CSV, separated by commas.")
        )
    what = Text("第一行不是标题：没有一列是认识的", "its first row is no heading: it names no column that is read")
    return Mistake(what, Text("标题以上的行请删去；可用的列见 README。", "Delete rows above the heading; the README lists the columns."))


def likely_meant(layout: Layout, catalogue: Catalogue) -> list[tuple[str, str]]:
    """Headings that are carried through unread but look like a column that is read, and that column."""
    known = _known(catalogue)
    near = [(heading, difflib.get_close_matches(heading, known, n=1, cutoff=0.8)) for _, heading in layout.carried]
    return [(heading, close[0]) for heading, close in near if close]


def _known(catalogue: Catalogue) -> dict[str, str]:
    """What a heading may say, and the id of the column it names."""
    facts = [fact for id in catalogue.rows("fact") if (fact := catalogue.fact(id)).of != "status"]
    names = {fact.name.zh: fact.id for fact in facts} | {name.zh: id for id, (_, name) in _OWN.items()}
    return names | {fact.id: fact.id for fact in facts} | {id: id for id in _OWN}


def _column(place: int, heading: str, known: dict[str, str], catalogue: Catalogue) -> TableColumn | None:
    written = " ".join(heading.split())
    if written in known:
        return _typed(known[written], heading, place, None, catalogue)
    united = _UNIT.fullmatch(written)
    if not united or united["name"] not in known:
        return None
    column = _typed(known[united["name"]], heading, place, united["unit"] or None, catalogue)
    return column if column.kind == "money" else None


def _typed(id: str, heading: str, place: int, unit: str | None, catalogue: Catalogue) -> TableColumn:
    if id in _OWN:
        return TableColumn(id, _OWN[id][0], heading.strip(), place, unit)
    fact = catalogue.fact(id)
    return TableColumn(id, fact.kind, heading.strip(), place, unit, fact)


def _missing(columns: Sequence[TableColumn], others: list[str]) -> list[Problem]:
    held = {column.id for column in columns}
    return [Mistake(_no_column(id), _nearest(id, others)) for id in NEEDED if id not in held]


def _no_column(id: str) -> Text:
    name = _OWN[id][1].zh
    return Text(f"缺少列“{id}”（{name}）", f"the column “{id}” ({name}) is missing")


def _nearest(id: str, others: list[str]) -> Text:
    close = [difflib.get_close_matches(name, others, n=1, cutoff=0.4) for name in (id, _OWN[id][1].zh)]
    heading = next((found[0] for found in close if found), None)
    if heading is None:
        return Text("请补上这一列。", "Add it.")
    return Text(f"最接近的标题是“{heading}”，请更名。", f"The nearest heading is “{heading}”; rename it.")


def _twice(columns: Sequence[TableColumn]) -> list[Problem]:
    ids = [column.id for column in columns]
    twice = dict.fromkeys(id for id in ids if ids.count(id) > 1)
    now = Text("请只留一列。", "Keep one of them.")
    return [Mistake(Text(f"列“{id}”重复", f"the column “{id}” stands twice"), now) for id in twice]
