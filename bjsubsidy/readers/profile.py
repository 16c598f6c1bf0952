"""One firm as a TOML profile: its facts, its items, what it received. Every fault at once, with file, line and key."""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from bjsubsidy.errors import Mistake, NotAsked, Problem, UnknownName, UnusableFile, near
from bjsubsidy.language import Text
from bjsubsidy.law.catalogue import WORDS, Catalogue
from bjsubsidy.law.deduction import deduction_above
from bjsubsidy.law.entries import Fact
from bjsubsidy.law.firm import Item, Labelled, Profile, Receipt
from bjsubsidy.quantities import Value, parse_date, parse_money
from bjsubsidy.readers.lines import Lines
from bjsubsidy.readers.receipts import scopes
from bjsubsidy.readers.toml_file import read_toml
from bjsubsidy.shapes import Fault, Path

_ROOT = ("as-of", "on", "enterprise", "item", "received")
_ITEM = ("label", "input", "amount", "on")
_RECEIVED = ("measure", "amount", "on")


def read_profile(path: str, catalogue: Catalogue, on: date | None, as_of: date | None, today: date) -> Profile:
    """The firm in a file; `on` and `as_of` of the command line win over the file, today stands where neither says."""
    _, text, raw = read_toml(path)
    reader = _Reader(catalogue, raw, today)
    profile = reader.read(on, as_of)
    if reader.found:
        lines = Lines(path, text)
        ordered = sorted(reader.found, key=lambda found: lines.line(found.path))
        raise UnusableFile(path, [lines.placed(found) for found in ordered])
    return profile


def facts_of(catalogue: Catalogue, input: str) -> set[str]:
    """The facts that the measures on an input ask."""
    return {fact for measure in catalogue.measures_on(input) for fact in measure.asks(catalogue)}


class _Reader:
    def __init__(self, catalogue: Catalogue, raw: dict[str, Any], today: date) -> None:
        self.catalogue = catalogue
        self.raw = raw
        self.fallback = today
        self.found: list[Fault] = []

    def read(self, on: date | None, as_of: date | None) -> Profile:
        self._known((), self.raw, _ROOT)
        written = self._day(("as-of",), self.raw.get("as-of"))
        asked = as_of or written or self.fallback
        day = self._day(("on",), self.raw.get("on")) or self.fallback
        enterprise = self._table(("enterprise",), self.raw.get("enterprise", {}))
        name = self._name(enterprise.get("name"))
        facts = self._facts(("enterprise",), {key: value for key, value in enterprise.items() if key != "name"}, ())
        items = tuple(item for item in self._items(facts, on, day, name) if item is not None)
        receipts = tuple(receipt for receipt in self._receipts(name, asked) if receipt is not None)
        return Profile(name, facts, items, receipts, asked, as_of_given=bool(as_of or written))

    def wrong(self, path: Path, problem: Problem) -> None:
        self.found.append(Fault(path, problem))

    def _known(self, path: Path, table: Mapping[str, Any], known: tuple[str, ...]) -> None:
        for key in table:
            if key not in known:
                what = Text(f"没有“{key}”这个键", f"there is no key “{key}” here")
                self.wrong((*path, key), Mistake(what, near(key, list(known))))

    def _table(self, path: Path, value: Any) -> dict[str, Any]:
        if isinstance(value, dict):
            return value
        self.wrong(path, Mistake(Text("不是一个表", "it is not a table"), Text("请写成 [enterprise]。", "Write [enterprise].")))
        return {}

    def _rows(self, key: str) -> list[dict[str, Any]]:
        rows = self.raw.get(key, [])
        if isinstance(rows, list) and all(isinstance(row, dict) for row in rows):
            return rows
        self.wrong((key,), Mistake(Text("不是表的列表", "it is not a list of tables"), Text(f"请写成 [[{key}]]。", f"Write [[{key}]].")))
        return []

    def _name(self, value: Any) -> str | None:
        if value is None or isinstance(value, str):
            return value or None
        self.wrong(
            ("enterprise", "name"), Mistake(Text("不是名称", "it is not a name"), Text("请加引号写名称。", "Write a name in quotes."))
        )
        return None

    def _facts(self, path: Path, table: Mapping[str, Any], others: tuple[str, ...]) -> dict[str, Value]:
        facts: dict[str, Value] = {}
        known = [id for id in self.catalogue.rows("fact") if self.catalogue.fact(id).of != "status"]
        for key, value in table.items():
            if key in others:
                continue
            if key not in known:
                what = Text(f"没有名为“{key}”的事实", f"there is no fact “{key}”")
                self.wrong((*path, key), Mistake(what, near(key, [*known, *others])))
            elif value != "":
                self._fact((*path, key), self.catalogue.fact(key), value, facts)
        return facts

    def _fact(self, path: Path, fact: Fact, value: Any, facts: dict[str, Value]) -> None:
        try:
            facts[fact.id] = fact.read(_written(value))
        except Problem as problem:
            self.wrong(path, problem)

    def _items(self, shared: Mapping[str, Value], on: date | None, day: date, name: str | None) -> Iterator[Labelled | None]:
        labels: set[str] = set()
        for place, row in enumerate(self._rows("item")):
            path: Path = ("item", place)
            label = self._label(path, row.get("label"), labels)
            input = self._input(path, row.get("input"))
            amount = self._amount(path, row.get("amount"))
            own = self._day((*path, "on"), row["on"]) if "on" in row else day
            when = on or own
            facts = self._facts(path, row, _ITEM)
            asked = set() if input is None else self._asked(path, input, facts)
            if label is None or input is None or amount is None or when is None:
                yield None
                continue
            held = {fact: value for fact, value in {**shared, **facts}.items() if fact in asked}
            if above := deduction_above(amount, self.catalogue.measures_on(input), held):
                self.wrong((*path, above[0]), above[1])
            yield Labelled(label, Item(input, amount, when, held, name), "on" in row or "on" in self.raw or on is not None, facts)

    def _asked(self, path: Path, input: str, own: Mapping[str, Value]) -> set[str]:
        """The facts that the measures on an input ask; an item's own fact that none of them asks is a fault."""
        asked = facts_of(self.catalogue, input)
        for fact in own:
            if fact not in asked:
                self.wrong((*path, fact), NotAsked(fact=fact, input=input))
        return asked

    def _label(self, path: Path, value: Any, labels: set[str]) -> str | None:
        if not isinstance(value, str) or not value.strip():
            self.wrong(path, Mistake(Text("项目没有 label", "the item has no label"), Text("请补上名称。", "Give it one.")))
            return None
        if value in labels:
            what = Text(f"label“{value}”出现两次", f"the label “{value}” stands twice")
            self.wrong((*path, "label"), Mistake(what, Text("请改其中一个。", "Rename one of them.")))
        labels.add(value)
        return value

    def _input(self, path: Path, value: Any) -> str | None:
        known = [id for id in self.catalogue.rows("input") if self.catalogue.measures_on(id)]
        if isinstance(value, str) and value in known:
            return value
        if value is not None and not isinstance(value, str):
            self.wrong(
                (*path, "input"),
                Mistake(Text("input 不是文字", "input is not text"), Text("请加引号写计算项目。", "Name the input in quotes.")),
            )
            return None
        if value is None:
            self.wrong(path, Mistake(Text("缺少 input", "input is missing"), Text("请写计算项目。", "Name the input.")))
        elif value in self.catalogue.rows("input"):
            opens = [entry for entry in self.catalogue.all("open") if value in entry.inputs]
            self.wrong((*path, "input"), self.catalogue.no_figure(opens))
        else:
            self.wrong((*path, "input"), UnknownName(WORDS["input"], str(value), known))
        return None

    def _amount(self, path: Path, value: Any) -> int | None:
        if value is None:
            self.wrong(path, Mistake(Text("缺少 amount", "amount is missing"), Text("请写金额。", "Give the amount.")))
            return None
        try:
            return parse_money(str(_written(value)))
        except Problem as problem:
            self.wrong((*path, "amount"), problem)
            return None

    def _day(self, path: Path, value: Any) -> date | None:
        if value is None:
            return None
        try:
            return parse_date(str(value))
        except Problem as problem:
            self.wrong(path, problem)
            return None

    def _receipts(self, name: str | None, as_of: date) -> Iterator[Receipt | None]:
        named = scopes(self.catalogue)
        for place, row in enumerate(self._rows("received")):
            path: Path = ("received", place)
            self._known(path, row, (*_RECEIVED, *sorted(named)))
            measure, amount, on = (
                self._measure(path, row.get("measure")),
                self._amount(path, row.get("amount")),
                self._received_on(path, row, as_of),
            )
            scope = self._facts(path, {key: value for key, value in row.items() if key in named}, ())
            yield None if measure is None or amount is None or on is None else Receipt(measure, amount, on, name, scope)

    def _received_on(self, path: Path, row: Mapping[str, Any], as_of: date) -> date | None:
        if "on" not in row:
            self.wrong(path, Mistake(Text("缺少 on", "on is missing"), Text("请写收款日。", "Give the day it was received.")))
            return None
        on = self._day((*path, "on"), row["on"])
        if on is not None and on > as_of:
            what = Text(f"{on} 晚于查询日 {as_of}", f"{on} is after the day of asking, {as_of}")
            self.wrong((*path, "on"), Mistake(what, Text("请改日期或 as-of。", "Change the date or as-of.")))
        return on

    def _measure(self, path: Path, value: Any) -> str | None:
        if value is None:
            self.wrong(path, Mistake(Text("缺少 measure", "measure is missing"), Text("请写措施编号。", "Name the measure.")))
            return None
        try:
            return self.catalogue.computable(str(value)).id
        except Problem as problem:
            self.wrong((*path, "measure"), problem)
            return None


def _written(value: Any) -> str | bool | int | date:
    """A TOML value as the catalogue's grammars take it: numbers by their text, never through a float."""
    if isinstance(value, (bool, str)) or type(value) is date:
        return value
    if isinstance(value, Decimal) and value.is_finite() and value.adjusted() < 0:
        return format(value, "f")
    return str(value)
