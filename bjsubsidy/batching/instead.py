"""What was received under measures that are not had together with a row's: beside each row, whether it keeps one of them apart.

A column for each test: TRUE where no receipt is of the same, FALSE where one is, NULL where a receipt or the row does not name what
that is counted by; and for each fact that the row leaves out, whether giving it could tell.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from bjsubsidy.batching.receipts import scope_text
from bjsubsidy.batching.request import Request
from bjsubsidy.formula.tree import NotReceived
from bjsubsidy.law.catalogue import Catalogue
from bjsubsidy.law.firm import Receipt
from bjsubsidy.quantities import folded

if TYPE_CHECKING:
    from bjsubsidy.batching.claims import Claims


def apart_of(request: Request) -> dict[str, tuple[NotReceived, ...]]:
    """By measure, the tests of what was received; none where no measure excludes another or nothing was received."""
    if not request.receipts or not request.catalogue.exclusions:
        return {}
    from bjsubsidy.answers.exclusions import tests_of_receipts

    found = {measure.id: tests_of_receipts(measure, request.receipts, request.catalogue) for measure in request.measures}
    return {id: tests for id, tests in found.items() if tests}


def kept_across(request: Request) -> frozenset[str]:
    """The measures of which what another firm received may keep a claim back: what they count by does not name the firm."""
    catalogue = request.catalogue
    once = {measure.id for measure in request.measures if measure.one_per and "enterprise" not in measure.one_per}
    apart = (one for one in catalogue.exclusions if one[1].per and "enterprise" not in one[1].per) if request.receipts else ()
    return frozenset(once.union(*((measure.id, *exclusion.measures) for measure, exclusion in apart)))


def all_tests(apart: Mapping[str, tuple[NotReceived, ...]]) -> list[NotReceived]:
    """Every test once: several measures may ask the same."""
    return list(dict.fromkeys(test for tests in apart.values() for test in tests))


def instead_columns(apart: Mapping[str, tuple[NotReceived, ...]]) -> dict[str, str]:
    """The columns of all tests, and of the facts that could tell, by what a tree calls them."""
    columns = {}
    for number, test in enumerate(all_tests(apart)):
        columns[test.name] = f"instead_{number}"
        columns |= {test.telling(fact): f"instead_{number}_{place}" for place, fact in enumerate(test.named())}
    return columns


def receipt_scopes_said(tests: Sequence[NotReceived]) -> list[str]:
    """Every fact that some test counts by."""
    return list(dict.fromkeys(fact for test in tests for fact in test.named()))


def instead_table(tests: Sequence[NotReceived]) -> list[tuple[str, str]]:
    """The names and types of the receipts that the tests are about: a test's number, whose, of which year, and a text per scope."""
    own = [("n", "INTEGER"), ("enterprise", "STRING"), ("year", "STRING")]
    return own + [(f"s{number}", "STRING") for number, _ in enumerate(receipt_scopes_said(tests))]


def instead_rows(tests: Sequence[NotReceived], receipts: Sequence[Receipt], request: Request) -> Iterator[tuple[int | str | None, ...]]:
    """Those receipts, one for each test that they are about."""
    texts = receipt_texts(receipts, receipt_scopes_said(tests), request.catalogue)
    for receipt, row in zip(receipts, texts, strict=True):
        yield from ((number, *row) for number, test in enumerate(tests) if receipt.measure in test.measures)


def receipt_texts(receipts: Sequence[Receipt], scopes: Sequence[str], catalogue: Catalogue) -> Iterator[tuple[str | None, ...]]:
    """Of each receipt whose it is, its year and what it names of some scopes, as the columns of rows have them; None where it does not."""
    kinds = [(scope, catalogue.fact(scope).kind) for scope in scopes]
    for receipt in receipts:
        whose = None if receipt.enterprise is None else folded(receipt.enterprise)
        texts = (scope_text(receipt.scope.get(scope), kind) for scope, kind in kinds)
        yield whose, None if receipt.on is None else str(receipt.on.year), *texts


def beside_rows(rule: "Claims", rows: str, receipts: str) -> str:
    """The query (instead_row, columns of all tests) over typed rows, in no order."""
    tests, columns = all_tests(rule.apart), instead_columns(rule.apart)
    scopes = receipt_scopes_said(tests)
    own = {"enterprise": "enterprise", "year": "year", **{scope: f"s{number}" for number, scope in enumerate(scopes)}}
    values = ", ".join(f"CAST({rule.scope_value(scope)} AS STRING) AS g_{column}" for scope, column in own.items())
    keys = ", ".join(f"{_key(test, rule)} AS k{number}" for number, test in enumerate(tests))
    keyed = f"SELECT row, {values}, {keys} FROM ({rows}) WHERE problem IS NULL"
    joins = " ".join(
        f"LEFT JOIN ({_found(number, test, own, keyed, receipts)}) f{number} ON t.k{number} = f{number}.k"
        for number, test in enumerate(tests)
    )
    said = []
    for number, test in enumerate(tests):
        said.append(f"CASE WHEN f{number}.sure IS NULL THEN TRUE WHEN f{number}.sure THEN FALSE END AS {columns[test.name]}")
        said += [f"coalesce(f{number}.t{place}, FALSE) AS {columns[test.telling(fact)]}" for place, fact in enumerate(test.named())]
    return f"SELECT t.row AS instead_row, {', '.join(said)} FROM ({keyed}) t {joins}"


def _key(test: NotReceived, rule: "Claims") -> str:
    return " || ".join(rule.named(scope) for scope in test.per)


def _found(number: int, test: NotReceived, own: dict[str, str], keyed: str, receipts: str) -> str:
    """What rows count by, where a receipt may be of the same: whether one surely is, and which facts of the rows could tell."""
    columns = [own[scope] for scope in test.per]
    values = ", ".join(f"g_{column}" for column in columns)
    groups = f"SELECT DISTINCT k{number} AS k, {values} FROM ({keyed})"
    sure = " AND ".join(f"coalesce(r.{column} = g.g_{column}, FALSE)" for column in columns)
    telling = [f"g.g_{own[fact]} IS NULL AND r.{own[fact]} IS NOT NULL AS t{place}" for place, fact in enumerate(test.named())]
    first, *others = sorted(columns, key=lambda column: column == "year")
    meets = [f"r.n = {number}", *(f"(r.{column} IS NULL OR g.g_{column} IS NULL OR r.{column} = g.g_{column})" for column in others)]
    # Two joins, so that the first scope can be looked up where both sides name it.
    sides = (f"r.{first} = g.g_{first}", f"(r.{first} IS NULL OR g.g_{first} IS NULL)")
    told = ", ".join(["g.k", f"({sure}) AS sure", *telling])
    joined = " UNION ALL ".join(f"SELECT {told} FROM ({groups}) g JOIN {receipts} r ON {' AND '.join([side, *meets])}" for side in sides)
    flags = ", ".join(f"bool_or({name}) AS {name}" for name in ("sure", *(f"t{place}" for place, _ in enumerate(telling))))
    return f"SELECT k, {flags} FROM ({joined}) GROUP BY k"
