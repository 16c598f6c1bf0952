"""What is written in a catalogue and makes no rule: each condition, benefit, cap, given fact and period by itself."""

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from functools import partial
from itertools import product
from typing import Any

from bjsubsidy.errors import Mistake, NoRule, Problem, near, nearest
from bjsubsidy.formula.evaluate import number
from bjsubsidy.formula.forms import AmountForm, Bands, ByChoice, Crooked, DatedAmount, Slices, forms_of, growth
from bjsubsidy.formula.solve import chosen_by
from bjsubsidy.formula.tree import AMOUNT, ON, Amount, Fixed, Given, Round, Times
from bjsubsidy.language import Text
from bjsubsidy.law.benefit import BenefitKind, Range
from bjsubsidy.law.cap import Cap
from bjsubsidy.law.catalogue import Catalogue, Kind
from bjsubsidy.law.condition import AtLeastOf, Condition, For
from bjsubsidy.law.entries import TimeLimit
from bjsubsidy.law.kinds import FACT_KINDS, FactUse
from bjsubsidy.law.measure import Exclusion, Measure
from bjsubsidy.quantities import FIRST_DAY, MOST_FEN, Value, percent_text
from bjsubsidy.readers.fault_kinds import FaultKind
from bjsubsidy.readers.faults import Fault, Path
from bjsubsidy.readers.partial import PartialCatalogue, ShapedEntry

_RULING: tuple[Kind, ...] = ("measure", "status")
_LONGEST = {"working-day": 1000, "month": 1200, "year": 100}


def rule_faults(draft: PartialCatalogue) -> Iterator[Fault]:
    """What every entry says that contradicts the rest of the catalogue, each part of it by itself as far as that is sound."""
    faulty = frozenset(fault.path for fault in draft.found)
    for found in (found for kind in _RULING for found in draft.shaped(kind)):
        for path, kind, make in _of_entry(found, draft.catalogue):
            if not any(path[:length] in faulty for length in range(3, len(path) + 1)):
                yield from ruled(path, kind, make)
    for place, limit in draft.sound("limit"):
        yield from ruled(("limit", place, "count"), "period-too-long", partial(_length, limit))


def _of_entry(found: ShapedEntry, catalogue: Catalogue) -> Iterator[tuple[Path, FaultKind, Callable[[], object]]]:
    """The parts of an entry that make a rule, and how each is made."""
    for path, condition in found.parts("conditions"):
        yield path, "condition-without-a-rule", partial(_condition, condition, catalogue)
    for fact, written in vars(found.entry).get("given", {}).items():
        read = partial(lambda fact, written: catalogue.fact(fact).read(written), fact, written)
        yield found.path("given", fact), "given-cannot-be-read", read
    # What is left out for some choices asks for a condition, which may be one that could not be read.
    if found.has("benefit") and found.has("conditions"):
        yield found.path("benefit"), "benefit-without-a-rule", partial(_benefit, found.entry, catalogue)
    if found.has("benefit") and found.has("bound"):
        yield found.path("bound"), "benefit-without-a-rule", partial(_ranged, found.entry, catalogue)
    for path, cap in found.parts("caps"):
        yield path, "cap-without-a-rule", partial(_cap, cap, catalogue)
    for scope in vars(found.entry).get("one_per", ()):
        yield found.path("one-per"), "wrong-kind-of-fact", partial(_scope, scope, catalogue)
    for path, exclusion in found.parts("excludes"):
        yield path, "exclusion-without-a-rule", partial(_exclusion, found.row, exclusion, catalogue)


def ruled(path: Path, kind: FaultKind, make: Callable[[], object]) -> Iterator[Fault]:
    """What is wrong with a part that makes a rule: a fault of its kind, unless what it names is."""
    try:
        make()
    except _WrongName as problem:
        yield Fault(path, problem, problem.kind, problem.nearest)
    except NoRule as problem:
        yield Fault(path, problem, _OF_FORMS.get(problem.kind, kind))
    except Problem as problem:
        zh, en = problem.sentence("zh").rstrip("。"), problem.sentence("en").rstrip(".")
        what = Text(f"这样写不成规则：{zh}", f"this does not make a rule: {en}")
        yield Fault(path, Mistake(what, _SEE_FIELDS), kind)


# What the law finds wrong with a form, by the name that it has there.
_OF_FORMS: dict[str, FaultKind] = {
    "steps-not-connected": "steps-not-connected",
    "dated-figures-out-of-order": "dated-figures-out-of-order",
    "amount-without-a-solution": "amount-without-a-solution",
    "choice-without-a-figure": "choice-without-a-figure",
}
_SEE_FIELDS = Text("见 data/README.md。", "See data/README.md.")


class _WrongName(Mistake):
    """A fact or a choice that a rule names and cannot use."""

    def __init__(self, what: Text, now: Text, kind: FaultKind, nearest: str | None = None) -> None:
        super().__init__(what, now)
        self.kind = kind
        self.nearest = nearest


# A condition within a condition, or a benefit within a benefit, no deeper than anybody reads.
_DEEPEST = 8


def _condition(condition: Condition, catalogue: Catalogue, depth: int = 1) -> None:
    if depth > _DEEPEST:
        raise NoRule(Text(f"条件套得太深：最多 {_DEEPEST} 层", f"conditions within conditions are at most {_DEEPEST} deep"))
    for inner in condition.inner():
        _condition(inner, catalogue, depth + 1)
    if condition.at_least_of is not None:
        _some_of(condition.at_least_of)
    condition.test(catalogue)
    if condition.for_ is not None:
        _choices(catalogue, condition.for_.fact, (*condition.for_.one_of, *condition.for_.unsettled))
    if condition.within is not None or condition.not_before is not None:
        _days(condition, catalogue)
    elif condition.times_fact is not None:
        _of_one_kind(condition.fact, condition.times_fact, catalogue)
    elif condition.fact is None:
        return
    elif condition.holds is not None:
        _expect(catalogue, condition.fact, "holds")
    elif condition.one_of:
        _choices(catalogue, condition.fact, (*condition.one_of, *condition.unsettled))
    elif condition.within_years is not None:
        _expect(catalogue, condition.fact, "day")
    elif condition.times_series:
        _expect(catalogue, condition.fact, "rate")
        _expect(catalogue, condition.on or "", "day")
    else:
        _expect(catalogue, condition.fact, "bound")


def _days(condition: Condition, catalogue: Catalogue) -> None:
    """Days held against days, of which that of the item is one at most."""
    named = [condition.fact or ON, condition.not_before or ON if condition.within is None else condition.within.of]
    if named[0] == named[1]:
        raise NoRule(Text("两个日期是同一个", "the two days are one and the same"))
    for fact in named:
        if fact != ON:
            _expect(catalogue, fact, "day")


def _of_one_kind(fact: str | None, other: str, catalogue: Catalogue) -> None:
    """Quantities of one kind, which are no days; yuan where it is the input that is held against one."""
    if fact is None:
        _expect(catalogue, other, "amount")
        return
    for one in (fact, other):
        _expect(catalogue, one, "bound")
    kinds = {catalogue.fact(fact).kind.id, catalogue.fact(other).kind.id}
    if len(kinds) > 1 or fact == other or "day" in catalogue.fact(fact).kind.uses:
        raise NoRule(Text("相比的两项情况要是同一种数量", "two facts that are held against each other are quantities of one kind"))


def _some_of(some: AtLeastOf) -> None:
    if not 1 <= some.count <= len(some.conditions):
        most = len(some.conditions)
        raise NoRule(Text(f"{most} 个条件中不能要求满足 {some.count} 个", f"{some.count} of {most} conditions cannot be asked for"))


def _benefit(measure: Measure, catalogue: Catalogue) -> None:
    benefit = measure.benefit
    _shallow(benefit)
    for formula in (benefit.formula(), benefit.least()):
        _amount(formula, catalogue)
    for fact, use in benefit.needs():
        _expect(catalogue, fact, use)
    for fact, text in benefit.assumed().items():
        catalogue.fact(fact).read(text)
    for form in forms_of(benefit.formula()):
        _within_ends(form, catalogue)
    if any(cap.counts == "base" for cap in measure.caps) and not _is_share_of_input(benefit.formula()):
        raise NoRule(Text("基数上限只用于按比例计的金额", "a cap on the base is for a share of the input only"))
    off = benefit.deduction()
    if off is not None and off.only is not None:
        _less_for(off.only, measure, catalogue)


def _ranged(measure: Measure, catalogue: Catalogue) -> None:
    """Words and figures say both ends where the bound is a range, and only there; the lower one is below the other."""
    if (measure.bound == "range") != isinstance(measure.benefit, Range):
        raise NoRule(Text('bound = "range" 与 kind = "range" 要一起写', 'bound = "range" goes with a benefit of kind = "range"'))
    if not isinstance(measure.benefit, Range):
        return
    least, most = measure.benefit.least(), measure.benefit.formula()
    chosen = dict.fromkeys((*chosen_by(least), *chosen_by(most)))
    choices = [[choice.id for choice in catalogue.fact(fact).choices] for fact in chosen]
    dated = [day for form in (*forms_of(least), *forms_of(most)) if isinstance(form, DatedAmount) for day, _ in form.values]
    for on, found in product(dated or [FIRST_DAY], product(*choices)):
        given: dict[str, Value] = {AMOUNT: MOST_FEN, ON: on, **dict(zip(chosen, found, strict=True))}
        if (number(least, given) or 0) >= (number(most, given) or 0):
            raise NoRule(Text("from 不低于 to", "from is not below to"))


def _shallow(benefit: BenefitKind) -> None:
    level, depth = [benefit], 1
    while level := [inner for one in level for inner in one.inner()]:
        depth += 1
        if depth > _DEEPEST:
            raise NoRule(Text(f"金额套得太深：最多 {_DEEPEST} 层", f"benefits within benefits are at most {_DEEPEST} deep"))


def _less_for(only: For, measure: Measure, catalogue: Catalogue) -> None:
    """While the choice is unknown the amount is not certain: a condition asks the same fact, so that the verdict is not either."""
    _choices(catalogue, only.fact, only.one_of)
    asked = [condition.fact for condition in measure.conditions]
    if not only.one_of or only.unsettled or only.fact not in asked:
        what = Text(f"less-for 要写明 one-of，且 {only.fact} 是一个条件", f"less-for names one-of, and {only.fact} is asked by a condition")
        raise NoRule(what)


def _cap(cap: Cap, catalogue: Catalogue) -> None:
    _amount(cap.formula(), catalogue)
    if cap.by is not None:
        _choices(catalogue, cap.by, tuple(cap.amounts))
    for scope in cap.named():
        _scope(scope, catalogue)


def _scope(scope: str, catalogue: Catalogue) -> None:
    if scope not in ("enterprise", "year"):
        _expect(catalogue, scope, "scope")


def _exclusion(measure: Mapping[str, Any], exclusion: Exclusion, catalogue: Catalogue) -> None:
    """Of measures as written: one that is excluded may have a wrong shape."""
    if not exclusion.measures or measure["id"] in exclusion.measures:
        raise NoRule(Text("写明与哪些别的措施不能兼得", "an exclusion names other measures"))
    for scope in exclusion.named():
        _scope(scope, catalogue)
    if exclusion.per:
        return
    if other := [id for id in exclusion.measures if catalogue.rows("measure")[id].get("input") != measure.get("input")]:
        what = Text(f"{other[0]} 的计算项目不同，不会是同一个项目：请写 per", f"{other[0]} is on another input: write per")
        raise NoRule(what)


def _amount(tree: Amount, catalogue: Catalogue) -> None:
    """A formula that every reading can solve, and a figure for each choice that decides one."""
    try:
        growth(tree)
    except Crooked:
        raise NoRule(_CROOKED, "amount-without-a-solution") from None
    for form in forms_of(tree):
        if isinstance(form, ByChoice):
            named = tuple(choice for choice, _ in form.cases)
            _choices(catalogue, form.fact, named)
            if left := [choice.id for choice in catalogue.fact(form.fact).choices if choice.id not in named]:
                raise NoRule(
                    Text(f"选项 {left[0]} 没有数额", f"the choice {left[0]} has no figure"),
                    "choice-without-a-figure",
                )


def _within_ends(form: AmountForm, catalogue: Catalogue) -> None:
    """Bounds of steps by a rate that such a rate can come to."""
    if not isinstance(form, (Bands, Slices)) or not isinstance(form.of, Given) or form.of.name == AMOUNT:
        return
    ends = catalogue.fact(form.of.name).kind.ends(catalogue.fact(form.of.name))
    edges = [one.above for one in form.slices] if isinstance(form, Slices) else [band.bound for band in form.bands]
    for edge in edges:
        if isinstance(edge, Fixed) and isinstance(edge.value, Fraction) and ends is not None and edge.value > Fraction(str(ends[1])):
            fact, most, bound = form.of.name, percent_text(Fraction(str(ends[1]))), percent_text(edge.value)
            what = Text(f"{fact} 最高 {most}，到不了 {bound}", f"{fact} ends at {most}, below {bound}")
            raise NoRule(what, "steps-not-connected")


_CROOKED = Text(
    "随金额增长的两项不能相乘，整单位的一项不能与随金额增长的另一项相加或相比",
    "two amounts that grow with the input are not multiplied, and one of full units is not added to or held against another that grows",
)


def _is_share_of_input(tree: Amount) -> bool:
    match tree:
        case Given() | Round(Times(Given("amount"), _)):
            return True
        case _:
            return False


def _expect(catalogue: Catalogue, fact: str, use: FactUse) -> None:
    """A fact of a kind that has a use; else the kinds that have it are named."""
    kind = catalogue.fact(fact).kind
    if use not in kind.uses:
        wanted = ", ".join(known.id for known in FACT_KINDS.values() if use in known.uses)
        what = Text(f"情况 {fact} 是 {kind.id}，这里要 {wanted}", f"the fact {fact} is {kind.id}, and {wanted} is needed here")
        raise _WrongName(what, _SEE_FIELDS, "wrong-kind-of-fact")


def _choices(catalogue: Catalogue, fact: str, named: tuple[str, ...]) -> None:
    _expect(catalogue, fact, "choice")
    known = [choice.id for choice in catalogue.fact(fact).choices]
    unknown = [choice for choice in named if choice not in known]
    if unknown:
        what = Text(f"情况 {fact} 没有选项“{unknown[0]}”", f"the fact {fact} has no choice “{unknown[0]}”")
        raise _WrongName(what, near(unknown[0], known), "no-such-choice", nearest(unknown[0], known))


def _length(limit: TimeLimit) -> None:
    most = _LONGEST[limit.unit]
    if not 1 <= limit.count <= most:
        raise NoRule(Text(f"期限要在 1 至 {most} 之间", f"a period is from 1 to {most}"))
