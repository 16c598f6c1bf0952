"""The answers that a client filled into the sheet of questions of a workbook, laid into the profile they were asked of.

The sheet is known by its headings, in either language, wherever it stands in the book; it has a column of items where it asks
about items. A blank answer is no answer.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from bjsubsidy.errors import Mistake, NotAsked, Problem, UnusableFile
from bjsubsidy.language import Text, clean
from bjsubsidy.law.catalogue import Catalogue
from bjsubsidy.law.deduction import deduction_above
from bjsubsidy.law.entries import Fact
from bjsubsidy.law.firm import Labelled, Profile
from bjsubsidy.quantities import Value, folded
from bjsubsidy.readers.cell import read_fact
from bjsubsidy.readers.faults import checked, keyed_record
from bjsubsidy.readers.forms import text_field
from bjsubsidy.readers.profile import facts_asked_on
from bjsubsidy.readers.sheets import SheetRow, Workbook
from bjsubsidy.readers.workbook_parts import cell_name
from bjsubsidy.record import Record

FACT_HEADING, ITEM_HEADING, ANSWER_HEADING = Text("情况", "fact"), Text("项目", "item"), Text("回答（请填写）", "answer (fill in)")
# Of the summary: its two columns, and the row that says whose answer the book is.
FIELD_HEADING, CONTENT_HEADING = Text("栏目", "field"), Text("内容", "content")
FIRM_FIELD, UNNAMED = Text("企业", "enterprise"), Text("未写名称", "not named")
_NEEDED = (FACT_HEADING, ANSWER_HEADING)
_KEYS = ("fact", "item", "answer")


class FilledAnswer(Record):
    """One cell that was filled in: where it stands, and what its row says, as typed.

    `broken` where the workbook shows something there that has no value: an error, a formula that was never computed.
    """

    place: str
    row: Mapping[str, str]
    broken: bool = False


def with_answers(profile: Profile, paths: Sequence[str], catalogue: Catalogue) -> tuple[Profile, int]:
    """The profile with the answers of workbooks, and how many there are; `UnusableFile` with every cell that cannot be taken."""
    reader = _Reader(profile, catalogue)
    for path in paths:
        book = Workbook(path, path)
        _refuse_another_firm(profile, path, book)
        faults = [fault for answer in _read(path, book) for fault in reader.faults(answer)]
        if faults:
            raise UnusableFile(path, faults)
    whole = reader.answered()
    if faults := list(reader.contradictions(whole)):
        raise UnusableFile(paths[-1], faults)
    return whole, len(reader.places)


def answer_table(profile: Profile, catalogue: Catalogue) -> type[Record]:
    """A row of the sheet: the fact, the place of the item that it names (None: the firm), and what was filled in."""
    item = text_field(lambda label: _item(label, profile), Text("项目名称", "the label of an item"))
    fact = text_field(lambda named: catalogue.fact(catalogue.find(named, "fact")), Text("情况的编号或名称", "the id or the name of a fact"))
    answer = text_field(str, Text("回答", "an answer"))
    return keyed_record("Answer", "An answer that a client filled in.", {"fact": fact, "item": item, "answer": answer}, {})


def _item(label: str, profile: Profile) -> int | None:
    """The item of a label, as a sheet shows it."""
    if not label:
        return None
    found = [place for place, labelled in enumerate(profile.items) if clean(labelled.label).strip() == label]
    if len(found) != 1:
        what = Text(f"资料中没有项目“{label}”，或不止一个", f"the profile has no item “{label}”, or more than one")
        raise Mistake(what, _SAME_PROFILE)
    return found[0]


class _Reader:
    """Answers of the firm (place None) and of its items, each held against what was said before at the same place."""

    def __init__(self, profile: Profile, catalogue: Catalogue) -> None:
        self.profile = profile
        self.catalogue = catalogue
        self.shape = answer_table(profile, catalogue)
        self.firm: dict[str, Value] = {}
        self.items: list[dict[str, Value]] = [{} for _ in profile.items]
        self.places: dict[tuple[str, int | None], str] = {}

    def faults(self, answer: FilledAnswer) -> list[Problem]:
        """Why a cell cannot be taken; nothing where it is."""
        row, faults = checked(self.shape, answer.row)
        if row is None:
            return [fault.fault.at(answer.place) for fault in faults]
        if answer.broken:
            what = Text("单元格是错误值或未计算的公式", "the cell is an error or a formula without a stored value")
            return [Mistake(what, _WRITE_VALUE).at(answer.place)]
        try:
            self._take(row, answer.place)
            return []
        except Problem as problem:
            return [problem.at(answer.place)]

    def _take(self, row: Any, where: str) -> None:
        fact, place = row.fact, self._place(row.fact, row.item)
        value = read_fact(fact, row.answer)
        own = self.profile.facts if place is None else self.profile.items[place].own
        given = self.firm if place is None else self.items[place]
        if own.get(fact.id, value) != value:
            raise Mistake(Text(f"资料中的“{fact.name.zh}”与回答不同", f"the profile has another answer to “{fact.name.en}”"), _CORRECT)
        if given.get(fact.id, value) != value:
            before = self.places[fact.id, place]
            raise Mistake(Text(f"与 {before} 的回答不同", f"{before} has another answer"), _CORRECT)
        given[fact.id] = value
        self.places.setdefault((fact.id, place), where)

    def _place(self, fact: Fact, place: int | None) -> int | None:
        """The item that an answer is about; a fact of the firm may be answered for all."""
        if place is None:
            if fact.of != "enterprise":
                raise Mistake(
                    Text(f"“{fact.name.zh}”要写明是哪个项目", f"“{fact.name.en}” is about an item, and the row names none"), _NAME_ITEM
                )
            return None
        input = self.profile.items[place].item.input
        if fact.id not in facts_asked_on(self.catalogue, input):
            raise NotAsked(fact=fact.id, input=input)
        return place

    def answered(self) -> Profile:
        """An item's own answer wins over what it said itself, that over the firm's."""
        items = tuple(self._merged(labelled, own) for labelled, own in zip(self.profile.items, self.items, strict=True))
        return self.profile.replace(facts={**self.profile.facts, **self.firm}, items=items)

    def contradictions(self, answered: Profile) -> Iterator[Problem]:
        """Items of which more is deducted than there is, once answers and profile stand together."""
        for place, labelled in enumerate(answered.items):
            item = labelled.item
            if above := deduction_above(item.amount, self.catalogue.measures_on(item.input), item.facts):
                told = Text(f"“{labelled.label}”的 {above[0]}", f"{above[0]} of “{labelled.label}”")
                yield above[1].at(self.places.get((above[0], place), told))

    def _merged(self, labelled: Labelled, answers: Mapping[str, Value]) -> Labelled:
        item, own = labelled.item, {**labelled.own, **answers}
        asked = facts_asked_on(self.catalogue, item.input)
        facts = {**item.facts, **{fact: value for fact, value in self.firm.items() if fact in asked}, **own}
        return Labelled(labelled.label, item.replace(facts=facts), labelled.dated, own)


_WRITE_VALUE = Text("请写上回答本身。", "Write the answer itself.")
_CORRECT = Text("请更正其中之一。", "Correct one of them.")
_NAME_ITEM = Text("请补上项目名称。", "Name the item.")
_SAME_PROFILE = Text("请用生成这张表的资料。", "Use the profile that the sheet was made from.")


def _refuse_another_firm(profile: Profile, path: str, book: Workbook) -> None:
    """`UnusableFile` where the summary of a workbook names a firm, the profile names one, and they are not the same."""
    for place, name in _firms(path, book) if profile.name else ():
        own = clean(profile.name or "").strip()
        if folded(name) != folded(own):
            what = Text(f"工作簿是“{name}”的，资料是“{own}”的", f"the workbook belongs to “{name}”, the profile to “{own}”")
            now = Text(f"请用“{name}”的资料，或“{own}”填好的表。", f"Use the profile of “{name}”, or the sheet that “{own}” filled in.")
            raise UnusableFile(path, [Mistake(what, now).at(place)])


def _firms(path: str, book: Workbook) -> Iterator[tuple[str, str]]:
    """The firm that a summary names, with its cell; a summary is known by its headings, wherever it stands."""
    for name in book.names():
        within = False
        for row in book.sheet(name).rows():
            field, content = ([cell.strip() for cell in row.cells] + ["", ""])[:2]
            within = within or (field in FIELD_HEADING and content in CONTENT_HEADING)
            if within and field in FIRM_FIELD and content and content not in UNNAMED:
                yield f"{path}: {name}!{cell_name(row.number, 1)}", content


def _read(path: str, book: Workbook) -> list[FilledAnswer]:
    """The answers of every sheet of questions in a workbook."""
    found: list[FilledAnswer] = []
    sheets = 0
    for name in book.names():
        rows = list(book.sheet(name).rows())
        for number, row in enumerate(rows):
            places = _places([cell.strip() for cell in row.cells])
            if places is not None:
                sheets += 1
                answers = _answers(f"{path}: {name}", rows[number + 1 :], places)
                found += [answer for answer in answers if answer.row["answer"] or answer.broken]
                break
    if sheets:
        return found
    zh, en = ("、".join(heading.zh for heading in _NEEDED), ", ".join(heading.en for heading in _NEEDED))
    what = Text(f"没有问题表（标题含 {zh}）", f"it has no sheet of questions (with the headings {en})")
    raise UnusableFile(path, [Mistake(what, _MAKE_ONE).at(path)])


_MAKE_ONE = Text(
    "请用 bjsubsidy plan 资料 -o 文件.xlsx 生成；没有未答的问题时不生成此表。",
    "Make one with bjsubsidy plan PROFILE -o FILE.xlsx, which has such a sheet unless nothing is left to ask.",
)


def _places(row: Sequence[str]) -> tuple[int, int | None, int] | None:
    """Where fact, item and answer stand in a row of headings; where all is asked of the firm there is no column of items."""
    fact, item, answer = (
        next((place for place, cell in enumerate(row) if cell in heading), None) for heading in (FACT_HEADING, ITEM_HEADING, ANSWER_HEADING)
    )
    return None if fact is None or answer is None else (fact, item, answer)


def _answers(name: str, rows: Sequence[SheetRow], places: tuple[int, int | None, int]) -> Iterator[FilledAnswer]:
    for row in rows:
        cells = ["" if place is None or place >= len(row.cells) else row.cells[place].strip() for place in places]
        mark = row.marks.get(places[2])
        broken = mark is not None and mark.kind in ("error", "uncomputed")
        yield FilledAnswer(f"{name}!{cell_name(row.number, places[2])}", dict(zip(_KEYS, cells, strict=True)), broken)
