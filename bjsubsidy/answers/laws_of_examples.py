"""Worked examples at every bound: on, below and above each threshold of a rule, and each cap."""

from collections.abc import Iterator, Sequence

from bjsubsidy.answers.caps import CapUse
from bjsubsidy.answers.claim import item_givens
from bjsubsidy.answers.examples import assessed, example_facts, example_item
from bjsubsidy.answers.judging import Judge, Ruling
from bjsubsidy.answers.thresholds import ABOVE, AT, BELOW, thresholds
from bjsubsidy.errors import Mistake
from bjsubsidy.formula.evaluate import Givens
from bjsubsidy.formula.forms import ByChoice, DatedAmount, forms_of, inside
from bjsubsidy.formula.possible import Answers
from bjsubsidy.formula.tree import ON, Amount, Chosen, Fixed, Round
from bjsubsidy.language import Text
from bjsubsidy.law.cap import Cap
from bjsubsidy.law.catalogue import Catalogue
from bjsubsidy.law.measure import Measure, Status
from bjsubsidy.quantities import money_text
from bjsubsidy.readers.faults import Fault


def example_laws(rule: Ruling, judge: Judge) -> Iterator[Fault]:
    """The bounds of an entry to which no worked example comes from some side."""
    if _ended(rule.entry, judge.catalogue):
        return
    cases = list(_cases(rule.entry, judge.catalogue))
    for threshold in thresholds(rule, judge):
        held = {threshold.side(case) for case in cases}
        if missing := [side for side in threshold.sides(judge, cases) if side not in held]:
            yield Fault(threshold.path, _lacks(threshold.said(judge.catalogue), missing), "bound-without-an-example")
    if isinstance(rule.entry, Measure):
        yield from _caps(rule, rule.entry, judge.catalogue)
        yield from _choices(rule, rule.entry, judge)


def _ended(entry: Measure | Status, catalogue: Catalogue) -> bool:
    """Whether all that a layer did was to end it: its examples are those of the catalogue below, on the days that are left."""
    layer = catalogue.layer_of("measure", entry.id)
    return layer is not None and entry.id in layer.ends


def _cases(entry: Measure | Status, catalogue: Catalogue) -> Iterator[Givens]:
    """What each example gives."""
    if isinstance(entry, Measure):
        for example in entry.examples:
            item = example_item(catalogue, entry, example)
            yield item_givens(item, example.as_of or entry.as_of or item.on)
        return
    for case in entry.examples:
        on = case.on or entry.on
        yield {**example_facts(catalogue, entry.given, case), **({} if on is None else {ON: on})}


_SIDES = {
    BELOW: Text("低于它", "below it"),
    AT: Text("正好等于它", "at it"),
    ABOVE: Text("高于它", "above it"),
}


def _lacks(bound: Text, missing: Sequence[str]) -> Mistake:
    sides = [_SIDES[side] for side in missing]
    zh, en = "、".join(side.zh for side in sides), " nor ".join(side.en for side in sides)
    what = Text(f"{bound.zh}：没有{zh}的例子", f"{bound.en}: no example lies {en}")
    return Mistake(what, Text("请补上例子。", "Add an example."))


def _caps(rule: Ruling, measure: Measure, catalogue: Catalogue) -> Iterator[Fault]:
    """Each figure of each cap: an amount that leaves some of it, one that takes just what it leaves, and one that is cut."""
    answers = [assessed(catalogue, measure, example) for example in measure.examples]
    uses = [use for answer in answers if answer.claim.verdict != "ineligible" for use in answer.caps]
    for number, cap in enumerate(measure.caps):
        for figure in _figures(cap.formula()):
            held = {side_of_cap(use) for use in uses if use.cap is cap and use.amount == figure}
            if missing := [side for side in _cut_sides(measure, cap, figure) if side not in held]:
                said = Text(f"上限 {money_text(figure)}", f"the cap {money_text(figure)}")
                yield Fault((*rule.path, "caps", number), _lacks(said, missing), "bound-without-an-example")


def _choices(rule: Ruling, measure: Measure, judge: Judge) -> Iterator[Fault]:
    """Each choice that decides the figure and pays: an amount that its figure decides, and not a cap."""
    forms = [form for form in forms_of(measure.benefit.formula()) if isinstance(form, ByChoice)]
    answers = [assessed(judge.catalogue, measure, example) for example in measure.examples] if forms else []
    paid = [answer.claim.item.facts for answer in answers if answer.high and not any(use.binding for use in answer.caps)]
    path = (*rule.path, "benefit")
    for fact, choice in dict.fromkeys((form.fact, choice) for form in forms for choice, figure in form.cases if _decides(figure, measure)):
        seen = any(facts.get(fact) == choice for facts in paid)
        if not seen and judge.excluded(rule.tests(), path, {fact: Answers((choice,))}) is False:
            zh, en = (
                f"选项 {choice} 的数额：没有由它、而不是由上限决定的例子",
                f"the figure of the choice {choice}: it decides no example, or a cap does",
            )
            yield Fault(path, Mistake(Text(zh, en), Text("请补上例子。", "Add an example.")), "bound-without-an-example")


def _decides(figure: Amount, measure: Measure) -> bool:
    """Whether a figure pays, and is no sum that every cap cuts."""
    if not isinstance(figure, Fixed) or not isinstance(figure.value, int):
        return figure != Fixed(0)
    most = [max(_figures(cap.formula()), default=0) for cap in measure.caps if cap.counts == "amount"]
    return 0 < figure.value <= min(most, default=figure.value)


def side_of_cap(use: CapUse) -> str | None:
    """Where a claim lies by what a cap has left of it."""
    amount = use.claim.item.amount if use.cap.counts == "base" else use.claim.uncapped
    if amount is None or use.remaining is None:
        return None
    return AT if amount == use.remaining else BELOW if amount < use.remaining else ABOVE


def _cut_sides(measure: Measure, cap: Cap, figure: int) -> list[str]:
    """An amount that is always the same may never be below a cap, or always above it."""
    formula = measure.benefit.formula()
    always = formula.of if isinstance(formula, Round) else formula
    if cap.counts != "amount" or not isinstance(always, Fixed) or not isinstance(always.value, int) or always.value < figure:
        return [BELOW, AT, ABOVE]
    return [AT, ABOVE] if always.value == figure else [ABOVE]


def _figures(tree: Amount) -> list[int]:
    """The figures above nothing that a cap can have."""
    if isinstance(tree, Chosen):
        return list(dict.fromkeys(figure for _, figure in tree.figures if figure))
    if isinstance(tree, Fixed):
        return [int(tree.value)] if isinstance(tree.value, int) and tree.value else []
    parts = inside(tree) if isinstance(tree, (ByChoice, DatedAmount)) else ()
    return list(dict.fromkeys(figure for part in parts for figure in _figures(part)))
