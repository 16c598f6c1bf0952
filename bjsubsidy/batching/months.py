"""What a firm's items of one input come to in a calendar month, beside each of its rows: some thresholds are compared with it."""

from bjsubsidy.batching.claims import Claims
from bjsubsidy.formula.sql import MOST_OF_MONTH
from bjsubsidy.formula.tree import MONTH, givens


def monthly(rule: Claims) -> list[str]:
    """The inputs on which a measure asks what a month comes to."""
    tests = [(measure.input, test) for _, measure in rule.numbered for test in measure.tests(rule.catalogue)]
    return list(dict.fromkeys(input for input, test in tests if MONTH in givens(test)))


def month_sum(rule: Claims, doubtful: str = "FALSE") -> str:
    """What the month of a typed row comes to, over the rows beside it: fen, NULL where an amount or a day cannot be read.

    `doubtful` says of a row whether another may be its firm's and of its month.

    A row with another problem counts: its amount is one of the month's. An uneven row says nothing that could be relied on.
    """
    on, amount = rule.dialect.name("on"), rule.dialect.name("amount")
    firm = f"PARTITION BY input, {rule.scope_value('enterprise')}"
    month = f"{firm}, year({on}), month({on})"
    unread = f"bool_or({amount} IS NULL OR fault IS NOT NULL) OVER ({month}) OR bool_or({on} IS NULL) OVER ({firm})"
    total = f"CAST(least({rule.dialect.total(amount)} OVER ({month}), {MOST_OF_MONTH}) AS BIGINT)"
    return f"CASE WHEN {doubtful} OR {unread} THEN NULL ELSE {total} END"


def on_inputs(rule: Claims, inputs: list[str]) -> str:
    """Whether a row is on one of these inputs."""
    return f"input IN ({', '.join(map(rule.dialect.text, inputs))})"
