"""One firm for a plan: read from its file with what stands beside it, or checked as a Python program made it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from bjsubsidy.answers.names import spellings, spelt_alike, taken_as_one
from bjsubsidy.answers.search import input_named, measures_on
from bjsubsidy.api.receipts import of_one_firm, typed_names, typed_receipts
from bjsubsidy.api.refused import NotOfFirm
from bjsubsidy.api.typed import found_at, typed_day, typed_facts, typed_fen, typed_list, typed_text, wrong_type
from bjsubsidy.errors import NotAsked, TwiceLabelled
from bjsubsidy.language import Text
from bjsubsidy.law.catalogue import Catalogue
from bjsubsidy.law.deduction import deduction_above
from bjsubsidy.law.firm import Item, Labelled, Profile, Receipt
from bjsubsidy.quantities import Value
from bjsubsidy.readers.profile import ProfileDays, read_profile
from bjsubsidy.readers.receipt_notes import receipt_notes
from bjsubsidy.readers.receipts import joined_receipts
from bjsubsidy.reports.report import as_note, noting

if TYPE_CHECKING:
    from bjsubsidy.readers.register import Tell

# A firm from its file


def firm_in_file(path: str, catalogue: Catalogue, days: ProfileDays, register: str | None, answers: Sequence[str], tell: Tell) -> Profile:
    """The firm in a file, with its answers and the register of what it received; what is to be said of them is told."""
    firm = read_profile(path, catalogue, *days)
    if answers:
        from bjsubsidy.readers.questionnaire import with_answers

        firm, count = with_answers(firm, answers, catalogue)
        tell(Text(f"读取 {count} 个回答", f"answers read: {count}"))
    return firm_beside(firm, catalogue, register, tell)


def firm_beside(firm: Profile, catalogue: Catalogue, register: str | None, tell: Tell) -> Profile:
    """A firm with the register of what it received; what is to be said of both is told."""
    for note in receipt_notes(firm.receipts, catalogue):
        tell(as_note(note))
    if register is not None:
        firm = _with_register(firm, register, catalogue, tell)
    for note in spellings(firm, catalogue):
        tell(as_note(note))
    return firm


def _with_register(firm: Profile, register: str, catalogue: Catalogue, tell: Tell) -> Profile:
    called = Text("资料中第 {n} 个 [[received]]", "[[received]] no. {n} of the profile")
    received, notes = joined_receipts(firm.receipts, _registered(firm, register, catalogue, tell), called)
    for note in notes:
        tell(as_note(note))
    return firm.replace(receipts=tuple(received))


def _registered(firm: Profile, register: str, catalogue: Catalogue, tell: Tell) -> list[Receipt]:
    from bjsubsidy.readers.headings import own_names
    from bjsubsidy.readers.register import read_own, read_register

    if not firm.name and not firm.credit_code:
        return read_register(register, catalogue, firm.as_of, noting(tell))
    received, others = read_own(register, catalogue, firm.as_of, firm, noting(tell))
    if others:
        tell(Text(f"{register}：未计其他企业的记录 {others} 行", f"{register}: rows of other firms, not counted: {others}"))
    if spelt := spelt_alike(filter(None, (firm.name, *(receipt.enterprise for receipt in received)))):
        tell(as_note(taken_as_one(own_names("enterprise"), spelt)))
    return [receipt.replace(enterprise=firm.name, credit_code=None) for receipt in received]


# A firm that a program made


def refuse_beside(**given: object) -> None:
    """`WrongType` where something is given beside a `Profile`, which says it itself."""
    for name, value in given.items():
        if value is not None:
            what = Text("写在 Profile 里的内容", "what stands in the Profile")
            raise wrong_type(value, name, what, Text(f"请去掉 {name}。", f"Leave out {name}."))


def typed_firm(firm: Profile, catalogue: Catalogue) -> Profile:
    """The same firm, each of its values in its type; an item's own facts win over the firm's, which hold where its input asks them."""
    as_of = typed_day(firm.as_of, "as_of")
    name, code = typed_names(firm.name, firm.credit_code, "profile", "name")
    of_firm = [catalogue.fact(id) for id, row in catalogue.rows("fact").items() if row["of"] != "status"]
    shared = typed_facts(firm.facts, "facts", lambda: of_firm, catalogue, lambda fact: NotOfFirm(fact=fact))
    items = tuple(_items(firm, shared, name, catalogue))
    received = of_one_firm(typed_receipts(firm.receipts, as_of, catalogue, "receipts"), "receipts", (name, code))
    own = tuple(one.replace(enterprise=name, place=as_given.place) for one, as_given in zip(received, firm.receipts, strict=True))
    return firm.replace(name=name, credit_code=code, facts=shared, items=items, receipts=own)


def _items(firm: Profile, shared: dict[str, Value], name: str | None, catalogue: Catalogue) -> Iterator[Labelled]:
    labels: set[str] = set()
    for number, labelled in enumerate(typed_list(firm.items, "items", Labelled)):
        place = f"items[{number}]"
        if typed_text(labelled.label, f"{place}.label") in labels:
            raise TwiceLabelled(label=labelled.label).at(place)
        labels.add(labelled.label)
        yield labelled.replace(item=_item(labelled.item, f"{place}.item", shared, name, catalogue))


def _item(item: Item, place: str, shared: dict[str, Value], name: str | None, catalogue: Catalogue) -> Item:
    input = typed_text(item.input, f"{place}.input")
    with found_at(place):
        input = input if catalogue.measures_on(input) else input_named(catalogue, input)
        measures = measures_on(catalogue, input)
    asked = catalogue.facts_asked(measures)
    own = typed_facts(item.facts, f"{place}.facts", lambda: asked, catalogue, lambda fact: NotAsked(fact=fact, input=input))
    facts = {fact.id: value for fact in asked if (value := own.get(fact.id, shared.get(fact.id))) is not None}
    typed = Item(input, typed_fen(item.amount, f"{place}.amount"), typed_day(item.on, f"{place}.on"), facts, name)
    if above := deduction_above(typed.amount, measures, facts):
        raise above[1].at(f"{place}.facts[{above[0]!r}]")
    return typed
