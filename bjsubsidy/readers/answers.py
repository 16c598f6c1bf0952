"""The answers that a client filled into the sheet of questions of a workbook, laid into the profile they were asked of.

The sheet is known by its headings, in either language, wherever it stands in the book. A blank answer is no answer.
"""

from collections.abc import Iterator, Mapping, Sequence

from bjsubsidy.errors import Fault, NotAsked, Problem, UnreadableFile, UnusableFile, why
from bjsubsidy.language import Text, clean
from bjsubsidy.law.catalogue import Catalogue
from bjsubsidy.law.entry import Fact
from bjsubsidy.quantities import Value
from bjsubsidy.readers.item import Item
from bjsubsidy.readers.profile import Labelled, Profile, facts_of
from bjsubsidy.readers.tables import written
from bjsubsidy.record import Record

FACT, ITEM, ANSWER = Text("事实", "fact"), Text("项目", "item"), Text("回答（请填写）", "answer (fill in)")
_NEEDED = (FACT, ITEM, ANSWER)


class Answer(Record):
    """One cell that was filled in: where it stands, the fact, the item's label (none for the firm's own), and its text."""

    place: Text
    fact: str
    label: str
    text: str


def answered(profile: Profile, path: str, catalogue: Catalogue) -> Profile:
    """The profile with the answers of a workbook; every cell that cannot be taken at once, as `UnusableFile`."""
    faults: list[Problem] = []
    for answer in _read(path):
        try:
            profile = _with(profile, answer, catalogue)
        except Problem as problem:
            faults.append(problem.at(answer.place).at(path))
    if faults:
        raise UnusableFile(path, faults)
    return profile


def _with(profile: Profile, answer: Answer, catalogue: Catalogue) -> Profile:
    fact = catalogue.fact(answer.fact)
    value = fact.read(answer.text)
    if fact.of == "enterprise" and not answer.label:
        own = _added(profile.facts, fact, value)
        items = tuple(_of_firm(labelled, fact, value, catalogue) for labelled in profile.items)
        return Profile(profile.name, own, items, profile.receipts, profile.as_of)
    place = _place(profile, answer.label)
    labelled = profile.items[place]
    if fact.id not in facts_of(catalogue, labelled.item.input):
        raise NotAsked(fact=fact.id, input=labelled.item.input)
    changed = _replaced(labelled, _added(labelled.item.facts, fact, value))
    items = (*profile.items[:place], changed, *profile.items[place + 1 :])
    return Profile(profile.name, profile.facts, items, profile.receipts, profile.as_of)


def _place(profile: Profile, label: str) -> int:
    """The item of a label, as a sheet shows it."""
    found = [place for place, labelled in enumerate(profile.items) if clean(labelled.label).strip() == label]
    if len(found) != 1:
        what = Text(f"资料中没有项目“{label}”，或不止一个", f"the profile has no item “{label}”, or more than one")
        raise Fault(what, Text("请用生成这张表的资料。", "Use the profile that the sheet was made from."))
    return found[0]


def _of_firm(labelled: Labelled, fact: Fact, value: Value, catalogue: Catalogue) -> Labelled:
    """A fact of the firm holds for every item that asks it and does not say otherwise."""
    item = labelled.item
    if fact.id in item.facts or fact.id not in facts_of(catalogue, item.input):
        return labelled
    return _replaced(labelled, {**item.facts, fact.id: value})


def _replaced(labelled: Labelled, facts: Mapping[str, Value]) -> Labelled:
    item = labelled.item
    return Labelled(labelled.label, Item(item.input, item.amount, item.on, facts, item.enterprise), labelled.dated)


def _added(facts: Mapping[str, Value], fact: Fact, value: Value) -> dict[str, Value]:
    """What was given before and the answer; two that differ are never chosen between."""
    if facts.get(fact.id, value) != value:
        what = Text(f"资料中的“{fact.id}”与回答不同", f"the profile says something else of “{fact.id}”")
        raise Fault(what, Text("请更正其中之一。", "Correct one of them."))
    return {**facts, fact.id: value}


def _read(path: str) -> list[Answer]:
    for name, rows in _sheets(path):
        for number, row in enumerate(rows):
            places = _places(row)
            if places is not None:
                return [answer for answer in _answers(name, rows[number + 1 :], number + 2, places) if answer.text]
    headings = Text("、".join(heading.zh for heading in _NEEDED), ", ".join(heading.en for heading in _NEEDED))
    what = Text(f"没有问题表（标题含 {headings.zh}）", f"it has no sheet of questions (with the headings {headings.en})")
    raise UnusableFile(path, [Fault(what, _MAKE_ONE).at(path)])


_MAKE_ONE = Text("请用 bjsubsidy plan 资料 -o 文件.xlsx 生成。", "Make one with bjsubsidy plan PROFILE -o FILE.xlsx.")


def _sheets(path: str) -> list[tuple[str, list[list[str]]]]:
    """Every sheet of a workbook, its cells as a person would have typed them."""
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        with open(path, "rb") as file:
            book = CalamineWorkbook.from_filelike(file)
        return [(name, _cells(book.get_sheet_by_name(name).to_python(skip_empty_area=False))) for name in book.sheet_names]
    except OSError as error:
        raise UnreadableFile(path=path, why=why(error)) from None
    except (CalamineError, ValueError) as error:
        said = Text(f"它不是能打开的工作簿（{error}）", f"it is no workbook that can be opened ({error})")
        raise UnreadableFile(path=path, why=said) from None


def _cells(rows: Sequence[Sequence[object]]) -> list[list[str]]:
    return [[written(cell).strip() for cell in row] for row in rows]


def _places(row: Sequence[str]) -> tuple[int, int, int] | None:
    """Where fact, item and answer stand in a row of headings."""
    found = [[place for place, cell in enumerate(row) if cell in heading] for heading in _NEEDED]
    return (found[0][0], found[1][0], found[2][0]) if all(found) else None


def _answers(name: str, rows: Sequence[Sequence[str]], first: int, places: tuple[int, int, int]) -> Iterator[Answer]:
    for number, row in enumerate(rows, first):
        fact, label, text = (row[place] if place < len(row) else "" for place in places)
        column = chr(ord("A") + places[2])
        yield Answer(Text(f"{name}!{column}{number}", f"{name}!{column}{number}"), fact, label, text)
