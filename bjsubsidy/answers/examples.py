"""The worked examples of the catalogue, computed: what does not come out is a fault of the catalogue."""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Protocol

from bjsubsidy.answers.caps import Assessment, Ledger, assess
from bjsubsidy.answers.claim import claim
from bjsubsidy.answers.due import due_of
from bjsubsidy.answers.status import status_of
from bjsubsidy.errors import Mistake, Problem
from bjsubsidy.language import Text
from bjsubsidy.law.catalogue import Catalogue
from bjsubsidy.law.deduction import deduction_above
from bjsubsidy.law.entries import TimeLimit, TimeLimitExample, Written
from bjsubsidy.law.firm import Item, Receipt
from bjsubsidy.law.measure import Example, ExampleReceipt, Measure, Status, StatusExample
from bjsubsidy.quantities import Value, money_text, parse_money
from bjsubsidy.readers import catalogue as catalogue_reader
from bjsubsidy.readers.catalogue_file import WrittenFile
from bjsubsidy.readers.faults import Fault, Path
from bjsubsidy.readers.partial import PartialCatalogue
from bjsubsidy.record import Record


def checked_catalogue(*paths: str) -> Catalogue:
    """A catalogue that anybody wrote, in a file or with layers over it: its shapes, its references, its examples as they come out."""
    return checked_draft(*paths).catalogue


def checked_draft(*paths: str) -> PartialCatalogue:
    """The same, with the places of its entries."""
    with catalogue_reader.coded():
        draft = catalogue_reader.read(paths)
        draft.found.extend(list(faulty(draft)))
        draft.refuse()
    return draft


def drafted(files: Sequence[WrittenFile]) -> PartialCatalogue:
    """The catalogue in these files with all that was found in it; `UnusableFile` where what everything stands on is faulty."""
    draft = catalogue_reader.read_files(files)
    draft.found.extend(list(faulty(draft)))
    return draft


def faulty(draft: PartialCatalogue) -> Iterator[Fault]:
    """Every example that cannot be read or does not come out, with what comes out instead."""
    for place, measure in draft.sound("measure"):
        for number, example in enumerate(measure.examples):
            yield from _compared(("measure", place, "examples", number), _Measured(draft.catalogue, measure, example))
    for place, status in draft.sound("status"):
        for number, case in enumerate(status.examples):
            yield from _compared(("status", place, "examples", number), _Stood(draft.catalogue, status, case))
    for place, limit in draft.sound("limit"):
        for number, period in enumerate(limit.examples):
            yield from _compared(("limit", place, "examples", number), _Fell(draft.catalogue, limit, period))


# A verdict with low and high in fen, high None where it is unknown; a verdict alone; or a day.
_Result = tuple[str, int, int | None] | str


class _Case(Protocol):
    """A worked example: what it says, and what comes out."""

    def says(self) -> _Result: ...
    def gives(self) -> _Result: ...


class _Measured(Record):
    catalogue: Catalogue
    measure: Measure
    example: Example

    def says(self) -> _Result:
        example = self.example
        high = None if example.gives is None else _fen(example.gives)
        low = _fen(example.low) if example.low is not None else _implied_low(example, high)
        return example.verdict, low, high

    def gives(self) -> _Result:
        answer = assessed(self.catalogue, self.measure, self.example)
        return answer.claim.verdict, answer.low, answer.high


class _Stood(Record):
    catalogue: Catalogue
    status: Status
    case: StatusExample

    def says(self) -> str:
        return self.case.verdict

    def gives(self) -> str:
        on = self.case.on or self.status.on
        if on is None:
            raise Mistake(_NO_DAY, _NOW_DAY)
        facts = example_facts(self.catalogue, self.status.given, self.case)
        return status_of(self.status, facts, on, self.catalogue).verdict


class _Fell(Record):
    catalogue: Catalogue
    limit: TimeLimit
    period: TimeLimitExample

    def says(self) -> str:
        return self.period.due.isoformat()

    def gives(self) -> str:
        return due_of(self.limit, self.period.start, self.catalogue.workdays).due.isoformat()


_NO_DAY = Text("例子没有写发生日", "the example gives no day")
_NOW_DAY = Text("请在条目或例子里写 on。", "Write on in the entry or in the example.")


def _implied_low(example: Example, high: int | None) -> int:
    """Where an example says no low: all of it when eligible, else nothing."""
    return high or 0 if example.verdict == "eligible" else 0


def _differing(said: _Result, given: _Result) -> tuple[Text, Text]:
    """What an example says and what comes out, in words, as far as the two differ."""
    if isinstance(said, str) or isinstance(given, str):
        return Text(f" {said}", f" {said}"), Text(f" {given}", f" {given}")
    terms = [(name, one, other) for name, one, other in zip(_TERMS, said, given, strict=True) if one != other]
    return _terms([(name, one) for name, one, _ in terms]), _terms([(name, other) for name, _, other in terms])


_TERMS = (Text("结论", "verdict"), Text("最低", "low"), Text("最高", "high"))


def _terms(terms: Sequence[tuple[Text, str | int | None]]) -> Text:
    said = [("?" if value is None else money_text(value) if isinstance(value, int) else value) for _, value in terms]
    pairs = [Text(f"{name.zh} {value}", f"{name.en} {value}") for (name, _), value in zip(terms, said, strict=True)]
    return Text("、".join(pair.zh for pair in pairs), f" {', '.join(pair.en for pair in pairs)}")


def _why_low(case: _Case, said: _Result, given: _Result) -> Text:
    """Why low is 0 where an example says that it is more; nothing where it is not so."""
    if not isinstance(case, _Measured) or isinstance(said, str) or isinstance(given, str) or said[1] == given[1] or given[1]:
        return Text("", "")
    if given[0] == "unconfirmed":
        return Text("（待定的，最低为 0）", " (low is 0 while it is unconfirmed)")
    return _AT_MOST if case.measure.bound == "at-most" and given[0] == "eligible" else Text("", "")


_AT_MOST = Text(
    '（bound 是 at-most，最低都是 0：例子请写 low = "0"；原文没有“最高”“不超过”的请改 bound）',
    ' (bound is at-most, so that every low is 0: write low = "0", or another bound where the text does not say “at most”)',
)


@lru_cache(maxsize=1024)
def _fen(written: str) -> int:
    """The same figures stand in many examples."""
    return parse_money(written)


def _compared(path: Path, case: _Case) -> Iterator[Fault]:
    try:
        said, given = case.says(), case.gives()
    except Problem as problem:
        zh, en = problem.sentence("zh").rstrip("。"), problem.sentence("en").rstrip(".")
        what = Text(f"例子无法计算：{zh}", f"the example cannot be computed: {en}")
        yield Fault(path, Mistake(what, Text("请更正例子。", "Correct the example.")), "example-cannot-be-read")
        return
    if said != given:
        one, other = _differing(said, given)
        why = _why_low(case, said, given)
        what = Text(f"例子写的是{one.zh}，算出的是{other.zh}{why.zh}", f"the example says{one.en}, but the rule gives{other.en}{why.en}")
        now = Text("请对照原文核对规则和例子。", "Check the rule and the example against the text.")
        yield Fault(path, Mistake(what, now), "example-does-not-come-out")


def assessed(catalogue: Catalogue, measure: Measure, example: Example) -> Assessment:
    """A worked example of a measure, computed; `DeductionAbove` where `calc` would refuse it."""
    item = example_item(catalogue, measure, example)
    if above := deduction_above(item.amount, [measure], item.facts):
        fact, problem = above
        raise problem.at(fact)
    receipts = [example_receipt(catalogue, measure, receipt) for receipt in example.received]
    return assess(claim(measure, item, example.as_of or measure.as_of or item.on, catalogue), Ledger(receipts))


def example_item(catalogue: Catalogue, measure: Measure, example: Example) -> Item:
    """The item of a worked example; `Mistake` where neither the example nor the measure says a day."""
    on = example.on or measure.on
    if on is None:
        raise Mistake(_NO_DAY, _NOW_DAY)
    return Item(measure.input, _fen(example.amount), on, example_facts(catalogue, measure.given, example))


def example_facts(catalogue: Catalogue, given: Mapping[str, Written], example: Example | StatusExample) -> dict[str, Value]:
    """The facts an entry gives, but for what the example says otherwise."""
    written = {**given, **example.with_}
    return {fact: catalogue.value(fact, text) for fact, text in written.items() if fact not in example.without}


def example_receipt(catalogue: Catalogue, measure: Measure, receipt: ExampleReceipt) -> Receipt:
    """A receipt of a worked example, its amount in fen and its scope typed."""
    scope = {name: catalogue.value(name, text) for name, text in receipt.scope.items()}
    return Receipt(measure.id, _fen(receipt.amount), receipt.on, None, scope)
