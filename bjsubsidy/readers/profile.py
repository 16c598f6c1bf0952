"""One firm as a TOML profile: its facts, its items, what it received. Every fault at once, with file, line and key."""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import lru_cache
from typing import Any

from bjsubsidy.errors import Mistake, NotAsked, Problem, TwiceLabelled
from bjsubsidy.language import Text
from bjsubsidy.law.catalogue import Catalogue
from bjsubsidy.law.deduction import deduction_above
from bjsubsidy.law.firm import Item, Labelled, Profile
from bjsubsidy.quantities import LAST_DAY, Value
from bjsubsidy.readers.faults import Fault, checked, keyed_record, list_of
from bjsubsidy.readers.forms import AMOUNT_FIELD, CODE_FIELD, DAY_FIELD, fact_field, text_field
from bjsubsidy.readers.keys import KeysById
from bjsubsidy.readers.lines import FileLines
from bjsubsidy.readers.receipts import receipt_of, receipt_table
from bjsubsidy.readers.table_for_profile import refuse_table
from bjsubsidy.readers.toml_file import read_toml
from bjsubsidy.record import Record

# The day of every item, the day of asking, and the day that stands where nothing says one.
ProfileDays = tuple[date | None, date | None, date | None]

_NAME = Text("名称", "a name")
_INPUT = Text("计算项目的编号或名称", "the id or the name of an input")


def read_profile(path: str, catalogue: Catalogue, on: date | None, as_of: date | None, otherwise: date | None) -> Profile:
    """The firm in a file; `on` and `as_of` of whoever asks win over the file.

    `otherwise` stands where neither says a day; without it each such day is a fault.
    """
    try:
        _, content, written = read_toml(path)
    except Problem:
        refuse_table(path, catalogue)
        raise
    return profile_of(path, content, written, catalogue, (on, as_of, otherwise))


def profile_of(path: str, content: str, written: dict[str, Any], catalogue: Catalogue, days: ProfileDays) -> Profile:
    """The firm in a text and the table of it, which stands or is to stand in a file."""
    on, as_of, otherwise = days
    keys = KeysById(written, catalogue)
    raw, lines = keys.raw, FileLines(path, content, written)
    said = as_of or _day(raw.get("as-of"))
    asked = said or otherwise or LAST_DAY
    file, found = checked(profile_table(catalogue, asked), raw)
    faulty = {fault.path for fault in found}
    found = [*found, *_labels_twice(raw), *_not_asked(raw, catalogue, faulty)]
    found += [] if otherwise is not None else _without_day(raw, on, said, faulty)
    if file is None or found or keys.faults:
        raise lines.refusal(keys.placed(found))
    profile = _profile(file, catalogue, on, asked, otherwise or LAST_DAY)
    if above := list(_deductions_above(profile, catalogue)):
        raise lines.refusal(keys.placed(above))
    return profile.replace(as_of_given=said is not None)


@lru_cache(maxsize=4)
def profile_table(catalogue: Catalogue, as_of: date) -> type[Record]:
    """A profile as anybody writes it. What was received after `as_of` is refused.

    Kept, with what checks it: whoever answers questions has the firm read again after each.
    """
    facts = {id: fact_field(catalogue.fact(id)) for id, row in catalogue.rows("fact").items() if row["of"] != "status"}
    input = text_field(catalogue.computed, _INPUT)
    who = {"name": text_field(str, _NAME), "credit-code": CODE_FIELD}
    about = "The firm: its name and credit code, and facts that hold for every item."
    enterprise = keyed_record("Enterprise", about, {}, {**who, **facts})
    needed = {"label": text_field(_label, _NAME), "input": input, "amount": AMOUNT_FIELD}
    item = keyed_record("Item", "One expense or event; its own facts win over the firm's.", needed, {"on": DAY_FIELD, **facts})
    received = receipt_table(catalogue, as_of)
    parts = {"as-of": DAY_FIELD, "on": DAY_FIELD, "enterprise": enterprise, "item": list_of(item), "received": list_of(received)}
    return keyed_record("Profile", "One firm: what holds for it, what it asks about and what it received.", {}, parts)


def facts_asked_on(catalogue: Catalogue, input: str) -> set[str]:
    """The facts that the measures on an input ask."""
    return {fact for measure in catalogue.measures_on(input) for fact in measure.asks(catalogue)}


def _label(written: str) -> str:
    if not written.strip():
        raise Mistake(Text("项目没有 label", "the item has no label"), Text("请补上名称。", "Give it one."))
    return written


def _day(value: Any) -> date | None:
    """The day of asking, where it can be read: receipts are held against it."""
    try:
        day: date | None = None if value is None else DAY_FIELD.read(value)
        return day
    except Problem:
        return None


# What an item is held against: the other items, and what its input asks.


def _items(raw: Mapping[str, Any]) -> Iterator[tuple[int, dict[str, Any]]]:
    listed = raw.get("item", [])
    for place, row in enumerate(listed if isinstance(listed, list) else []):
        if isinstance(row, dict):
            yield place, row


def _labels_twice(raw: Mapping[str, Any]) -> Iterator[Fault]:
    labels: set[str] = set()
    for place, row in _items(raw):
        label = row.get("label")
        if isinstance(label, str) and label.strip():
            if label in labels:
                yield Fault(("item", place, "label"), TwiceLabelled(label=label))
            labels.add(label)


def _not_asked(raw: Mapping[str, Any], catalogue: Catalogue, faulty: set[Any]) -> Iterator[Fault]:
    """An item's own facts that no measure on its input asks."""
    for place, row in _items(raw):
        named = row.get("input")
        if isinstance(named, str) and ("item", place, "input") not in faulty:
            input = catalogue.computed(named)
            asked = facts_asked_on(catalogue, input)
            for fact, value in row.items():
                if fact in catalogue.rows("fact") and fact not in asked and value != "" and ("item", place, fact) not in faulty:
                    yield Fault(("item", place, fact), NotAsked(fact=fact, input=input))


def _without_day(raw: Mapping[str, Any], on: date | None, as_of: date | None, faulty: set[Any]) -> Iterator[Fault]:
    """The day of asking and the days of items that nobody said, where no other day stands for them."""
    if as_of is None and ("as-of",) not in faulty:
        what = Text("没有写查询日（as-of）", "there is no day of asking (as-of)")
        yield Fault(("as-of",), Mistake(what, Text("请补上，或给出 as_of。", "Write it, or give as_of.")))
    if on is None and "on" not in raw:
        for place, row in _items(raw):
            if "on" not in row:
                what = Text("项目没有写日期（on）", "the item has no day (on)")
                yield Fault(("item", place, "on"), Mistake(what, Text("请补上，或给出 on。", "Write it, or give on.")))


def _deductions_above(profile: Profile, catalogue: Catalogue) -> Iterator[Fault]:
    """Items of which more is deducted than there is."""
    for place, labelled in enumerate(profile.items):
        item = labelled.item
        if above := deduction_above(item.amount, catalogue.measures_on(item.input), item.facts):
            yield Fault(("item", place, above[0]), above[1])


# The profile of a file that was read


def _profile(file: Any, catalogue: Catalogue, on: date | None, as_of: date, otherwise: date) -> Profile:
    name = None if file.enterprise is None else file.enterprise.name or None
    shared = {} if file.enterprise is None else _facts(file.enterprise, catalogue)
    dated = on is not None or file.on is not None
    items = tuple(_labelled(row, catalogue, name, shared, on or row.on or file.on or otherwise, dated) for row in file.item or ())
    receipts = tuple(receipt_of(row, name) for row in file.received or ())
    code = None if file.enterprise is None else getattr(file.enterprise, "credit-code")
    return Profile(name, shared, items, receipts, as_of, credit_code=code)


def _labelled(row: Any, catalogue: Catalogue, name: str | None, shared: Mapping[str, Value], on: date, dated: bool) -> Labelled:
    own, asked = _facts(row, catalogue), facts_asked_on(catalogue, row.input)
    held = {fact: value for fact, value in {**shared, **own}.items() if fact in asked}
    return Labelled(row.label, Item(row.input, row.amount, on, held, name), dated or row.on is not None, own)


def _facts(row: Record, catalogue: Catalogue) -> dict[str, Value]:
    """The facts that a table says; what is left blank is unknown."""
    return {id: value for id, value in row.__dict__.items() if id in catalogue.rows("fact") and value is not None}
