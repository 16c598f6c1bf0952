"""What is written of a fact, or asked of one, and cannot be meant."""

from collections.abc import Iterator
from datetime import date
from functools import partial

from bjsubsidy.errors import Mistake, NoRule
from bjsubsidy.formula.tree import facts
from bjsubsidy.language import Text
from bjsubsidy.law.catalogue import Catalogue
from bjsubsidy.law.entries import Fact
from bjsubsidy.law.measure import Measure
from bjsubsidy.readers.faults import Fault, Path
from bjsubsidy.readers.partial import PartialCatalogue
from bjsubsidy.readers.rules import ruled


def fact_faults(draft: PartialCatalogue) -> Iterator[Fault]:
    """What is wrong with each fact, and with those that a measure asks whose rules are right."""
    for place, fact in draft.sound("fact"):
        yield from ruled(("fact", place, "not-after"), "not-after-without-a-date", partial(_not_after, fact))
        yield from ruled(("fact", place), "fact-with-wrong-ends", partial(_ends, fact))
    for place, measure in draft.sound("measure"):
        for path, id in _of_statuses(measure, draft.catalogue):
            what = Text(f"情况 {id} 只用于身份认定", f"the fact {id} is one of statuses only")
            yield Fault(("measure", place, *path), Mistake(what, _NOT_OF_STATUS), "wrong-kind-of-fact")


_NOT_OF_STATUS = Text("请另写一项 of 为 enterprise 或 item 的情况。", "Add a fact that is of the enterprise or of an item.")


def _not_after(fact: Fact) -> None:
    if fact.not_after is not None and "day" not in fact.kind.uses:
        raise NoRule(Text(f"情况 {fact.id} 不是日期", f"the fact {fact.id} is no date"))


def _ends(fact: Fact) -> None:
    """`least` and `most` where its kind has such an end, each another than the kind's own."""
    written = {"least": fact.least, "most": fact.most}
    for key in (key for key, end in written.items() if end is not None and key not in fact.kind.own_ends):
        raise NoRule(Text(f"{fact.kind.id} 没有 {key}", f"{fact.kind.id} has no {key}"))
    ends = fact.kind.ends(fact)
    if ends is None or isinstance(ends[1], date) or written == {"least": None, "most": None}:
        return
    if ends[0] not in (0, 1) or ends[1] <= 1:
        raise NoRule(Text("least 写 0 或 1，most 写超过 100% 的比率", "least is 0 or 1, and most above 100%"))


def _of_statuses(measure: Measure, catalogue: Catalogue) -> Iterator[tuple[Path, str]]:
    """Facts of statuses that a measure asks, and where: no profile has them, and no table a column for them."""
    # Other measures may have wrong shapes: what keeps this one apart from them is looked at where they say it.
    asked = (*measure.own_facts(catalogue), *(scope for exclusion in measure.excludes for scope in exclusion.named()))
    for fact in dict.fromkeys(fact for fact in asked if catalogue.fact(fact).of == "status"):
        tests = [("conditions", n) for n, condition in enumerate(measure.conditions) if fact in facts(condition.test(catalogue))]
        caps = [("caps", n) for n, cap in enumerate(measure.caps) if fact in (*cap.named(), *facts(cap.formula()))]
        yield next(iter((*tests, *caps)), ("benefit",)), fact
