"""Whether a firm or product has a standing: the same verdicts as for a claim, and no money."""

from collections.abc import Mapping
from datetime import date

from bjsubsidy.answers.claim import Finding, Verdict, finding_of, verdict
from bjsubsidy.formula.tree import ON
from bjsubsidy.law.entries import Terms
from bjsubsidy.law.measure import Status
from bjsubsidy.quantities import Value
from bjsubsidy.record import Record


class StatusResult(Record):
    """Whether a status is held on a day, each condition of it, and all that it was judged by."""

    status: Status
    on: date
    verdict: Verdict
    findings: tuple[Finding, ...]
    givens: Mapping[str, Value]


def status_of(status: Status, facts: Mapping[str, Value], on: date, terms: Terms) -> StatusResult:
    """A status judged on a day: by all of its conditions, or where it says so by any."""
    given = {**facts, ON: on}
    findings = tuple(finding_of(test, given) for test in status.tests(terms))
    return StatusResult(status, on, verdict(findings) if status.match == "all" else _any(findings), findings, given)


def _any(findings: tuple[Finding, ...]) -> Verdict:
    """One met is enough; ineligible only where every condition is unmet."""
    states = {finding.state for finding in findings}
    return "eligible" if "met" in states else "unconfirmed" if "unknown" in states else "ineligible"
