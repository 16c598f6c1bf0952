"""What a Python program says wrongly is refused in one line of both languages: where, what, what now. Nothing is converted."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from bjsubsidy import Item, Labelled, Problem, Profile, Receipt, batch, calc, deadlines, due, plan, profile, status

ROOT = Path(__file__).parent.parent.parent
FIRM, FIRMS = str(ROOT / "examples" / "firm.toml"), str(ROOT / "examples" / "firms.csv")
ON, AS_OF = date(2021, 3, 20), date(2021, 4, 1)
DAYS: dict[str, Any] = {"on": ON, "as_of": AS_OF}


def interest(**given: Any) -> Callable[[], object]:
    return lambda: calc(**{"input": "loan-interest", "amount": 100, **DAYS, **given})


def made(item: Item, **given: Any) -> Callable[[], object]:
    firm = {"name": "甲", "facts": {}, "items": (Labelled("a", item),), "receipts": (), "as_of": AS_OF}
    return lambda: plan(Profile(**{**firm, **given}))


OWN = Item("loan-interest", 100, ON)
RECEIPT = Receipt("ip-pledge-interest", 100, date(2021, 1, 15))
WRONG: list[tuple[str, Callable[[], object], type[Exception], str]] = [
    ("a float of yuan", interest(amount=1_450_000.0), TypeError, "amount takes whole fen (int), not float 1450000.0."),
    ("text", interest(amount="100"), TypeError, "amount takes whole fen (int), not str '100'."),
    ("a decimal", interest(amount=Decimal("1.00")), TypeError, "amount takes whole fen (int), not Decimal Decimal('1.00')."),
    ("yes", interest(amount=True), TypeError, "amount takes whole fen (int), not bool True."),
    ("a negative amount", interest(amount=-1), ValueError, "amount cannot be -1: it is from 0"),
    ("more than there is", interest(amount=10**5000), ValueError, "amount cannot be …: it is from 0"),
    ("a day as text", interest(on="2021-03-20"), TypeError, "on takes a day (datetime.date), not str '2021-03-20'."),
    ("a moment", interest(as_of=datetime(2021, 3, 20, tzinfo=UTC)), TypeError, "as_of takes a day (datetime.date), not datetime"),
    ("a day before all", interest(on=date(1800, 1, 1)), ValueError, "on cannot be datetime.date(1800, 1, 1)"),
    ("no input", interest(input="loan-intrest"), Problem, "input: there is no input “loan-intrest”. Did you mean loan-interest?"),
    ("an input without a figure", interest(input="office-rent"), Problem, "input: no figure is printed"),
    ("an input that is a number", interest(input=5), TypeError, "input takes text (str), not int 5."),
    ("a measure of another input", interest(measures=["rd-expense"]), Problem, "measures: measure rd-expense is computed from rd-expense"),
    ("a measure that is none", interest(measures=["ip-pledge"]), Problem, "measures: there is no measure “ip-pledge”."),
    ("one measure as text", interest(measures="ip-pledge-interest"), TypeError, "measures takes a list or tuple of str"),
    ("facts in a list", interest(facts=["ip-pledged"]), TypeError, "facts takes a mapping by fact, not list"),
    ("no fact", interest(facts={"loan-rat": Fraction(1, 20)}), Problem, "facts: there is no fact “loan-rat”. Did you mean loan-rate?"),
    ("a fact not asked", interest(facts={"travel-agency": True}), Problem, "facts: no measure on loan-interest asks for “travel-agency”."),
    ("a fact twice", interest(facts={"loan-rate": Fraction(0), "贷款利率": Fraction(0)}), TypeError, "facts takes each fact once"),
    ("a rate as a float", interest(facts={"loan-rate": 0.046}), TypeError, "facts['loan-rate'] takes an exact rate"),
    ("a rate as percent", interest(facts={"loan-rate": Decimal("4.6")}), ValueError, "facts['loan-rate'] cannot be Decimal('4.6')"),
    (
        "a third",
        interest(facts={"loan-rate": Fraction(1, 3)}),
        TypeError,
        "facts['loan-rate'] takes an exact rate with at most fourteen decimals",
    ),
    (
        "a speck",
        interest(facts={"loan-rate": Decimal("1e-99999999")}),
        TypeError,
        "takes an exact rate with at most fourteen decimals",
    ),
    ("a rate that is no number", interest(facts={"loan-rate": Decimal("NaN")}), TypeError, "takes an exact rate"),
    ("yes as a number", interest(facts={"ip-pledged": 1}), TypeError, "facts['ip-pledged'] takes True or False, not int 1."),
    ("revenue as text", interest(facts={"annual-revenue": "1.8亿"}), TypeError, "facts['annual-revenue'] takes whole fen (int)"),
    ("a blank name", interest(facts={"loan": " "}), Problem, "facts['loan']: cannot read the name “ ”"),
    ("no such choice", interest(facts={"first-product-level": "best"}), Problem, "there is no choice of first-product level “best”."),
    (
        "a rank of zero",
        lambda: calc("contract-value", 1, **DAYS, facts={"contract-rank": 0}),
        ValueError,
        "cannot be 0: it is from 1 to 999999",
    ),
    ("a rank as text", lambda: calc("contract-value", 1, **DAYS, facts={"contract-rank": "1"}), TypeError, "takes a whole number (int)"),
    (
        "more deducted than there is",
        lambda: calc("loan-loss", 100, **DAYS, facts={"institution": "insurer", "reinsured-amount": 101}),
        Problem,
        "facts['reinsured-amount']: 1.01 is above the amount 1.00.",
    ),
    ("what is no receipt", interest(received=[("ip-pledge-interest", 100, ON)]), TypeError, "received[0] takes Receipt, not tuple"),
    ("a receipt in yuan", interest(received=[RECEIPT.replace(amount=1.5)]), TypeError, "received[0].amount takes whole fen (int)"),
    (
        "a receipt of tomorrow",
        interest(received=[RECEIPT.replace(on=date(2021, 4, 2))]),
        Problem,
        "received[0]: the day of the expense (on) 2021-04-02 is after the day of asking, 2021-04-01",
    ),
    ("a receipt of no measure", interest(received=[RECEIPT.replace(measure="x")]), Problem, "received[0]: there is no measure “x”."),
    ("a receipt of another input", interest(received=[RECEIPT.replace(measure="rd-expense")]), Problem, "received: measure rd-expense is"),
    (
        "a scope of no cap",
        interest(received=[RECEIPT.replace(scope={"ip-pledged": True})]),
        Problem,
        "received[0].scope: no cap is counted by",
    ),
    (
        "receipts of two firms",
        interest(received=[RECEIPT.replace(enterprise="甲"), RECEIPT.replace(enterprise="乙")]),
        Problem,
        "received: it has rows of more than one firm.",
    ),
    ("a code that is none", interest(received=[RECEIPT.replace(credit_code="无")]), Problem, "received[0].credit_code: cannot read the"),
    ("a name that is a number", interest(received=[RECEIPT.replace(enterprise=5)]), TypeError, "received[0].enterprise takes text (str)"),
    (
        "a receipt of another firm",
        made(OWN, receipts=(RECEIPT.replace(enterprise="乙"),)),
        Problem,
        "receipts: it has rows of more than one firm",
    ),
    ("a catalogue by its name", interest(catalogue="mine.toml"), TypeError, "catalogue takes a Catalogue, not str 'mine.toml'."),
    ("an item in yuan", made(OWN.replace(amount=1.0)), TypeError, "items[0].item.amount takes whole fen (int)"),
    ("an item on no input", made(OWN.replace(input="x")), Problem, "items[0].item: there is no input “x”."),
    (
        "a fact of another input",
        made(OWN.replace(facts={"travel-agency": True})),
        Problem,
        "items[0].item.facts: no measure on loan-interest",
    ),
    ("a fact of statuses", made(OWN, facts={"foreign-invested": True}), Problem, "facts: “foreign-invested” is asked for statuses only."),
    (
        "two items of one label",
        made(OWN, items=(Labelled("a", OWN), Labelled("a", OWN))),
        Problem,
        "items[1]: the label “a” is used twice.",
    ),
    ("an item without a label", made(OWN, items=(OWN,)), TypeError, "items[0] takes Labelled, not Item"),
    (
        "an item of which more is deducted",
        made(Item("loan-loss", 100, ON, {"institution": "insurer", "reinsured-amount": 101})),
        Problem,
        "items[0].item.facts['reinsured-amount']: 1.01 is above",
    ),
    ("a day beside a profile", lambda: plan(profile(FIRM), as_of=AS_OF), TypeError, "as_of takes what stands in the Profile"),
    ("days in the wrong order", lambda: deadlines(before=ON, after=AS_OF), Problem, "before 2021-03-20 is earlier than after 2021-04-01."),
    ("no such kind of date", lambda: deadlines(kind="open"), Problem, "kind: there is no kind of date “open”."),
    ("dates of no measure", lambda: deadlines(measure="x"), Problem, "measure: there is no measure “x”."),
    ("no such limit", lambda: due("x", ON), Problem, "limit: there is no time limit “x”."),
    ("no such status", lambda: status("x", on=ON), Problem, "id: there is no status “x”."),
    ("a table of no measure", lambda: batch(FIRMS, as_of=AS_OF, measures=["x"]), Problem, "measures: there is no measure “x”."),
    ("a language that is none", lambda: batch(FIRMS, as_of=AS_OF, lang="fr"), TypeError, "lang takes zh or en"),  # type: ignore[arg-type]
    (
        "a table by a number",
        lambda: batch(5, as_of=AS_OF),  # type: ignore[arg-type]
        TypeError,
        "path takes the path of a file, or a list or tuple of paths, not int 5.",
    ),
    ("no table", lambda: batch([], as_of=AS_OF), TypeError, "path takes the path of a file, or a list or tuple of paths, not list []."),
    ("tables of which one is none", lambda: batch([FIRMS, None], as_of=AS_OF), TypeError, "path[1] takes the path of a file"),  # type: ignore[list-item]
    ("no such table", lambda: batch("none.csv", as_of=AS_OF), Problem, "cannot read the file “none.csv”"),
    ("no such profile", lambda: plan("none.toml", as_of=AS_OF), Problem, "cannot read the file “none.toml”"),
]


@pytest.mark.parametrize(("asked", "kind", "line"), [row[1:] for row in WRONG], ids=[row[0] for row in WRONG])
def test_what_is_wrong_is_said_in_one_line(asked: Callable[[], object], kind: type[Exception], line: str) -> None:
    with pytest.raises(kind) as raised:
        asked()
    problem = raised.value
    assert isinstance(problem, Problem)
    assert line in str(problem)
    assert "\n" not in str(problem) + problem.sentence("zh")
    assert problem.sentence("zh") != problem.sentence("en")
