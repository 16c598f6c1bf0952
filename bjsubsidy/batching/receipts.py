"""What was received before, per cap and what it counts by: an earlier receipt uses a cap up before any claim does.

What one side did not name may be what the other named: it counts, so that no cap is granted twice. A choice that nobody gave, and on
which a cap's figure depends, is the answer under which most is left.
"""

from collections.abc import Sequence

from bjsubsidy.batching.caps import RunningCaps, Stage, stages_of
from bjsubsidy.batching.claims import Claims
from bjsubsidy.batching.request import Request
from bjsubsidy.law.cap import Cap
from bjsubsidy.law.firm import Receipt
from bjsubsidy.law.kinds import FactKind
from bjsubsidy.law.measure import Measure
from bjsubsidy.quantities import Value, folded, same_key

ReceiptRow = tuple[int, str | None, int | None, int, *tuple[str | None, ...]]


def counted_scopes(request: Request) -> list[str]:
    """Every scope, but enterprise and year, that some cap counts by."""
    return list(dict.fromkeys(scope for measure in request.measures for cap in measure.caps for scope in cap.named()))


def receipt_rows(request: Request) -> list[ReceiptRow]:
    """The receipts of the measures asked for: measure's place, enterprise, year, fen, then a text per scope; names by their keys."""
    place = {measure.id: number for number, measure in request.numbered()}
    kinds = [(scope, request.catalogue.fact(scope).kind) for scope in counted_scopes(request)]
    return [_row(receipt, place[receipt.measure], kinds) for receipt in request.receipts if receipt.measure in place]


def receipt_columns(request: Request) -> list[tuple[str, str]]:
    """The names and SQL types of those rows."""
    own = [("m", "INTEGER"), ("enterprise", "STRING"), ("year", "INTEGER"), ("fen", "BIGINT")]
    return own + [(f"s{number}", "STRING") for number, _ in enumerate(counted_scopes(request))]


def received(ledger: RunningCaps, request: Request, typed: str) -> str:
    """The relation (stage, key, fen) of what the relation `receipts` has for each cap that some typed row counts under."""
    held = {receipt.measure for receipt in request.receipts}
    named = counted_scopes(request)
    parts = []
    for part in ledger.shapes():
        for stage in stages_of([measure for _, measure in part]):
            parts += [_of(ledger, number, measure, stage, typed, named) for number, measure in part if measure.id in held]
    nothing = f"SELECT '' AS stage, {ledger.dialect.own('0')} AS key, {ledger.dialect.wide('0')} AS fen"
    return " UNION ALL ".join([nothing, *parts])


def _of(ledger: RunningCaps, number: int, measure: Measure, stage: Stage, typed: str, named: Sequence[str]) -> str:
    cap, rule = stage.caps[measure.id], ledger.counting(ledger.claims.of([(number, measure)]))
    on_input = f"problem IS NULL AND input = {rule.dialect.text(measure.input)}"
    keyed = ledger.keyed(f"SELECT *, {number} AS m FROM ({typed}) WHERE {on_input}", stage, rule)
    values = ", ".join(f"{rule.scope_value(scope)} AS g{named.index(scope)}" for scope in cap.named())
    year = f"year({rule.dialect.name('on')}) AS y" if "year" in cap.scope else ""
    group = ", ".join(filter(None, [f"{stage.name}_key AS key", f"{_enterprise(cap, rule)} AS e", year, values]))
    groups = f"SELECT DISTINCT {group} FROM ({keyed}) WHERE {stage.name}_cap IS NOT NULL"
    answers = {scope: f"g.g{named.index(scope)}" for scope in cap.named()}
    if tried := cap.tries():
        groups, answers[tried] = _tried(cap, groups, f"g{named.index(tried)}", rule), "g.answer"
    meets = [f"r.m = {number}", *(["(r.year IS NULL OR r.year = g.y)"] if "year" in cap.scope else [])]
    meets += [f"(r.s{named.index(scope)} IS NULL OR {own} IS NULL OR r.s{named.index(scope)} = {own})" for scope, own in answers.items()]
    sides = ("r.enterprise = g.e", "(r.enterprise IS NULL OR g.e IS NULL)")
    columns = "g.key, g.answer, r.fen" if tried else "g.key, r.fen"
    joined = " UNION ALL ".join(f"SELECT {columns} FROM ({groups}) g JOIN receipts r ON {' AND '.join([side, *meets])}" for side in sides)
    sums = _least_used(groups, joined, rule) if tried else f"SELECT key, {rule.dialect.total('fen')} AS fen FROM ({joined}) GROUP BY key"
    return f"SELECT '{stage.name}' AS stage, key, fen FROM ({sums})"


def _tried(cap: Cap, groups: str, given: str, rule: Claims) -> str:
    """Groups with the answer to the choice on which a cap's figure depends; where nobody gave it once for each, with its figure in fen."""
    figures = [f"SELECT {rule.dialect.text(answer)} AS answer, {fen} AS figure" for answer, fen in cap.figures().items()]
    answered = f"coalesce(g.{given}, f.answer) AS answer, f.figure"
    return f"SELECT g.*, {answered} FROM ({groups}) g LEFT JOIN ({' UNION ALL '.join(figures)}) f ON g.{given} IS NULL"


def _least_used(groups: str, joined: str, rule: Claims) -> str:
    """What each group has used; of one that stands under several answers, what is lacking of the largest figure under the best of them."""
    total = rule.dialect.total("fen")
    sums = f"SELECT key, answer, {total} AS fen FROM ({joined}) GROUP BY key, answer"
    laid = (
        f"SELECT g.key, g.figure, coalesce(s.fen, 0) AS fen FROM ({groups}) g LEFT JOIN ({sums}) s ON s.key = g.key AND s.answer = g.answer"
    )
    left = "max(figure) - max(greatest(figure - fen, 0))"
    return f"SELECT key, CASE WHEN max(figure) IS NULL THEN {total} ELSE {left} END AS fen FROM ({laid}) GROUP BY key"


def _enterprise(cap: Cap, rule: Claims) -> str:
    """The enterprise, where the cap counts by it or by a common group within it."""
    enterprise = rule.scope_value("enterprise")
    if "enterprise" in cap.scope:
        return enterprise
    missing = " OR ".join(f"{rule.reading.column(scope)} IS NULL" for scope in cap.named())
    return f"CASE WHEN {missing} THEN {enterprise} END" if missing else "CAST(NULL AS STRING)"


def _row(receipt: Receipt, place: int, kinds: Sequence[tuple[str, FactKind]]) -> ReceiptRow:
    scope = tuple(scope_text(receipt.scope.get(id), kind) for id, kind in kinds)
    enterprise = None if receipt.enterprise is None else folded(receipt.enterprise)
    return (place, enterprise, None if receipt.on is None else receipt.on.year, receipt.amount, *scope)


def scope_text(value: Value | None, kind: FactKind) -> str | None:
    """What a scope is compared by, as the column of its fact has it."""
    compared = same_key(value) if kind.named else value
    return None if compared is None else str(kind.stored(compared))
