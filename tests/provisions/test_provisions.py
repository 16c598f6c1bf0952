"""Provisions that nobody here wrote: listed with their sources first, written without Python, their worked examples in every engine."""

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Any as Raw

import pytest

from bjsubsidy.answers.check import checked_files
from bjsubsidy.answers.examples import assessed, checked_catalogue, example_receipt
from bjsubsidy.formula.tree import facts
from bjsubsidy.law.catalogue import Catalogue
from bjsubsidy.law.firm import Receipt
from bjsubsidy.law.measure import Example, Measure
from bjsubsidy.quantities import parse_money
from bjsubsidy.record import Record
from tests.batching.engines import asked, through_duckdb, through_spark
from tests.provisions.bounds import unprobed
from tests.provisions.forms import forms_of
from tests.updating import updated

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

pytestmark = pytest.mark.law

FOLDER = Path(__file__).parent
LISTED = tomllib.loads((FOLDER / "sources.toml").read_text("utf-8"))
FILES = {path.stem: path for path in sorted(FOLDER.glob("*.toml")) if path.stem != "sources"}
CATALOGUES = {key: checked_catalogue(str(path)) for key, path in FILES.items()}
ROWS = {key: tomllib.loads(path.read_text("utf-8")) for key, path in FILES.items()}
PROVISIONS = 81
AT_MOST_BEYOND = 3


class Worked(Record):
    measure: Measure
    example: Example
    row: dict[str, str]
    received: list[Receipt]


def worked(catalogue: Catalogue) -> list[Worked]:
    """Each example as the row of a firm of its own, with what that firm received."""
    pairs = [(measure, example) for measure in catalogue.measures() for example in measure.examples]
    return [_worked(catalogue, f"第{number}家", measure, example) for number, (measure, example) in enumerate(pairs)]


def _worked(catalogue: Catalogue, firm: str, measure: Measure, example: Example) -> Worked:
    given = {**measure.given, **example.with_}
    facts = {id: said(value) for id, value in given.items() if id not in example.without}
    row = {"enterprise": firm, "input": measure.input, "amount": yuan(example.amount), "on": str(example.on or measure.on), **facts}
    received = [example_receipt(catalogue, measure, receipt).replace(enterprise=firm) for receipt in example.received]
    return Worked(measure, example, row, received)


def yuan(amount: str) -> str:
    return f"{parse_money(amount) // 100}.{parse_money(amount) % 100:02d}"


def said(value: object) -> str:
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)


def of_python(catalogue: Catalogue, cases: list[Worked]) -> list[tuple[Raw, ...]]:
    answers = [assessed(catalogue, one.measure, one.example) for one in cases]
    return [(answer.claim.measure.id, answer.claim.verdict, answer.low, answer.high) for answer in answers]


def of_table(cases: list[Worked]) -> list[dict[str, str]]:
    columns = dict.fromkeys(column for one in cases for column in one.row)
    return [{column: one.row.get(column, "") for column in columns} for one in cases]


def own(lines: list[Raw], cases: list[Worked]) -> list[tuple[Raw, ...]]:
    return [tuple(line[1:5]) for line in lines if line[1] == cases[line[0]].measure.id]


def test_every_provision_that_was_listed_is_written_and_none_beside() -> None:
    listed = {key: set(document["provisions"]) for key, document in LISTED.items()}
    written = {key: {entry["id"] for kind in ("measure", "beyond") for entry in rows.get(kind, [])} for key, rows in ROWS.items()}
    assert written == listed
    assert sum(map(len, written.values())) == PROVISIONS >= 60
    assert len({document["issuer"] for document in LISTED.values()}) >= 8


def test_few_are_beyond_the_grammar() -> None:
    assert sum(len(rows.get("beyond", [])) for rows in ROWS.values()) <= AT_MOST_BEYOND


def test_every_document_says_where_its_text_was_found() -> None:
    assert all(document["found"] and document["issuer"] and document["title"] for document in LISTED.values())


@pytest.mark.parametrize("key", FILES)
def test_a_check_finds_nothing(key: str) -> None:
    """Whether two measures of a document may be had together was not looked for in it, so that nothing says so here."""
    (checked,) = checked_files([str(FILES[key])])
    assert [fault.sentence("en") for fault in checked.faults if fault.kind != "measures-side-by-side"] == []
    assert checked.undecided == []


@pytest.mark.parametrize("key", FILES)
def test_examples_lie_below_at_and_above_every_bound(key: str) -> None:
    found = {measure["id"]: unprobed(measure) for measure in ROWS[key].get("measure", [])}
    assert {id: bounds for id, bounds in found.items() if bounds} == {}


@pytest.mark.parametrize("key", FILES)
def test_examples_lie_below_at_and_above_every_cap(key: str) -> None:
    capped = [measure for measure in CATALOGUES[key].measures() if measure.caps]
    assert {measure.id: sides(CATALOGUES[key], measure) for measure in capped} == {m.id: {"below", "at", "above"} for m in capped}


def sides(catalogue: Catalogue, measure: Measure) -> set[str]:
    """On which sides of the highest amount that a cap leaves the examples are that are eligible."""
    answers = [assessed(catalogue, measure, example) for example in measure.examples]
    paid = [(one.high or 0, one.claim.uncapped or 0) for one in answers if one.claim.verdict == "eligible"]
    top = max(high for high, _ in paid)
    return {"above" if high < uncapped else "at" if high == top else "below" for high, uncapped in paid}


@pytest.mark.parametrize("key", FILES)
def test_that_an_amount_needs_a_fact_is_said_once(key: str) -> None:
    asked_by = {measure.id: [facts(test)[0] for test in measure.needs()] for measure in CATALOGUES[key].measures()}
    assert {id: asked for id, asked in asked_by.items() if len(set(asked)) < len(asked)} == {}


@pytest.mark.parametrize("key", FILES)
def test_worked_examples_come_out_of_duckdb(key: str) -> None:
    cases = worked(CATALOGUES[key])
    request = asked(CATALOGUES[key], CATALOGUES[key].edition.until, [receipt for one in cases for receipt in one.received])
    assert own(through_duckdb(of_table(cases), request), cases) == of_python(CATALOGUES[key], cases)


@pytest.mark.parametrize("key", FILES)
def test_worked_examples_come_out_of_spark(key: str, spark: "SparkSession") -> None:
    cases = worked(CATALOGUES[key])
    request = asked(CATALOGUES[key], CATALOGUES[key].edition.until, [receipt for one in cases for receipt in one.received])
    assert own(through_spark(spark, of_table(cases), request), cases) == of_python(CATALOGUES[key], cases)


# Forms of `tests/grammar` that no provision has.
OTHER_FORMS = [
    *("two-of-three", "from-an-amount-on", "new-in-time", "grown", "none-taken-on", "more-than-the-whole"),
    *("by-growth", "growth-as-a-rate", "more-than-a-multiple", "rate-of-a-benefit"),
]


def test_worked_examples_of_other_forms_come_out_of_spark(spark: "SparkSession") -> None:
    forms = checked_catalogue(str(FOLDER.parent / "grammar" / "forms.toml"))
    cases = [one for one in worked(forms) if one.measure.id in OTHER_FORMS]
    request = asked(forms, forms.edition.until, measures=OTHER_FORMS)
    assert own(through_spark(spark, of_table(cases), request), cases) == of_python(forms, cases)


def test_the_readme_counts_the_forms_as_they_are_used() -> None:
    lines = [f"| {form} | {count} |" for form, count in forms_of(ROWS.values()).items()]
    readme = (FOLDER / "README.md").read_text("utf-8")
    assert [line for line in lines if line not in readme.splitlines()] == []


def test_the_readme_lists_every_document_by_its_title() -> None:
    path, begin, end = FOLDER / "README.md", "<!-- documents -->\n", "<!-- end of documents -->"
    before, _, rest = path.read_text("utf-8").partition(begin)
    listed, _, after = rest.partition(end)
    rows = [f"| {one['title']} | {one['issuer']} | [{key}.toml]({key}.toml) | {len(one['provisions'])} |" for key, one in LISTED.items()]
    table = "\n".join(["| document | issuer | file | provisions |", "|---|---|---|---|", *rows, ""])
    updated(path, f"{before}{begin}{table}{end}{after}")
    assert listed == table
