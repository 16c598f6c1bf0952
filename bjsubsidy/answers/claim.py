"""One item put forward under one measure: verdict and amounts before any cap."""

from collections.abc import Mapping
from datetime import date
from functools import cached_property
from typing import Literal

from bjsubsidy.formula.evaluate import holds, number, open_facts
from bjsubsidy.formula.tree import AMOUNT, AS_OF, MONTH, ON, Test, facts
from bjsubsidy.law.condition import condition_id
from bjsubsidy.law.entries import Terms
from bjsubsidy.law.firm import Item
from bjsubsidy.law.measure import Measure
from bjsubsidy.quantities import Value
from bjsubsidy.record import NONE_GIVEN, Record

Verdict = Literal["eligible", "unconfirmed", "ineligible"]
State = Literal["met", "unmet", "unknown"]

_STATES: dict[bool | None, State] = {True: "met", False: "unmet", None: "unknown"}


class Finding(Record):
    """What a condition came to, and the facts that would settle it."""

    test: Test
    state: State
    fact: str | None
    missing: tuple[str, ...]

    @property
    def id(self) -> str:
        """What the condition is called by."""
        return condition_id(self.test)


class Claim(Record):
    """`uncapped` is the amount at the high rate, whatever the verdict; None where no value bounds it.

    `assumed` are the answers it is tried under: facts of its item that nobody gave.
    """

    measure: Measure
    item: Item
    as_of: date
    verdict: Verdict
    findings: tuple[Finding, ...]
    uncapped: int | None
    assumed: Mapping[str, Value] = NONE_GIVEN

    def givens(self) -> Mapping[str, Value]:
        return self._givens

    @cached_property
    def _givens(self) -> Mapping[str, Value]:
        return item_givens(self.item, self.as_of)

    def missing(self) -> tuple[str, ...]:
        """Every fact that an unknown condition or the amount still asks, each once."""
        return tuple(dict.fromkeys(name for finding in self.findings for name in finding.missing))


def lacking(claim: Claim) -> tuple[str, ...]:
    """The facts that the amount needs of this item and nobody gave."""
    given = claim.givens()
    return tuple(facts(test)[0] for test in claim.measure.needs() if holds(test, given) is None)


def item_givens(item: Item, as_of: date) -> dict[str, Value]:
    """Everything a tree can ask of an item."""
    month = {} if item.beside is None else {MONTH: item.amount + item.beside}
    return {**item.facts, **month, AMOUNT: item.amount, ON: item.on, AS_OF: as_of}


def claim(measure: Measure, item: Item, as_of: date, terms: Terms) -> Claim:
    """A measure put forward for an item: each condition, the verdict of all, the amount before any cap in fen."""
    given = item_givens(item, as_of)
    findings = tuple(finding_of(test, given) for test in measure.tests_on(item.on, terms))
    uncapped = number(measure.benefit.formula(), given)
    whole = None if uncapped is None else int(uncapped)
    made = Claim(measure, item, as_of, verdict(findings), findings, whole)
    # What its caps ask again is at hand.
    made.__dict__["_givens"] = given
    return made


def finding_of(test: Test, given: Mapping[str, Value]) -> Finding:
    """What a test comes to with what is given; `missing` only while nobody can say."""
    state = _STATES[holds(test, given)]
    asked = facts(test)
    return Finding(test, state, asked[0] if asked else None, open_facts(test, given) if state == "unknown" else ())


def verdict(findings: tuple[Finding, ...]) -> Verdict:
    """All met: eligible; one unmet: ineligible; else unconfirmed."""
    states = {finding.state for finding in findings}
    return "ineligible" if "unmet" in states else "unconfirmed" if "unknown" in states else "eligible"
