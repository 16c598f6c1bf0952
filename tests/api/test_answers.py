"""The functions of the package give the same answers as the commands, frozen, and never read the clock."""

import json
import time
import warnings
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, NoReturn

import pytest

import bjsubsidy
from bjsubsidy import Catalogue, Item, Labelled, Note, Problem, Profile, Receipt, Text, batch, calc, deadlines, due, plan, profile, status
from bjsubsidy.api.plan import stepped
from bjsubsidy.batching.result import ANSWER_COLUMNS
from bjsubsidy.quantities import money_text
from tests.conftest import Run

ROOT = Path(__file__).parent.parent.parent
FIRM, FIRMS = str(ROOT / "examples" / "firm.toml"), str(ROOT / "examples" / "firms.csv")
ON, AS_OF = date(2021, 3, 20), date(2021, 4, 1)
DAYS: dict[str, Any] = {"on": ON, "as_of": AS_OF}
RECEIPT = Receipt("ip-pledge-interest", 100, date(2021, 1, 15))
WORDS = ("--on", "2021-03-20", "--as-of", "2021-04-01")


def said(fen: int | None) -> str | None:
    return None if fen is None else money_text(fen)


CALC: list[tuple[tuple[str, ...], dict[str, Any]]] = [
    (("loan-interest", "1450000"), {"input": "loan-interest", "amount": 145_000_000}),
    (
        ("loan-interest", "1450000", "--loan-rate", "4.6%", "--loan-date", "2021-01-08", "--ip-pledged", "--annual-revenue", "1.8亿"),
        {
            "input": "贷款利息",
            "amount": 145_000_000,
            "facts": {
                "loan-rate": Decimal("0.046"),
                "贷款日期": date(2021, 1, 8),
                "ip-pledged": True,
                "annual-revenue": 18_000_000_000,
                "loan": None,
            },
        },
    ),
    (
        ("loan-interest", "500000", "--received", "ip-pledge-interest=100000@2021-01-15", "--measure", "ip-pledge-interest", "--strict"),
        {
            "input": "loan-interest",
            "amount": 50_000_000,
            "received": [Receipt("ip-pledge-interest", 10_000_000, date(2021, 1, 15))],
            "measures": ["ip-pledge-interest"],
            "strict": True,
        },
    ),
    (
        ("contract-value", "3100000", "--contract-rank", "1", "--first-product-level", "国际首创", "--first-product", "测试机"),
        {
            "input": "contract-value",
            "amount": 310_000_000,
            "facts": {"contract-rank": 1, "first-product-level": "国际首创", "first-product": "测试机"},
        },
    ),
    (
        ("monthly-sales", "120000", "--small-scale-taxpayer"),
        {"input": "monthly-sales", "amount": 12_000_000, "facts": {"小规模纳税人": True}},
    ),
]


@pytest.mark.parametrize(("words", "given"), CALC, ids=[" ".join(words)[:60] for words, _ in CALC])
def test_calc_gives_what_the_command_gives(run: Run, words: tuple[str, ...], given: dict[str, Any]) -> None:
    document = json.loads(run("calc", *words, *WORDS, "--format", "json").out)
    answer = calc(**given, **DAYS)
    claims = [
        {
            "measure": assessment.claim.measure.id,
            "verdict": assessment.claim.verdict,
            "low": said(assessment.low),
            "high": said(assessment.high),
            "uncapped": said(assessment.claim.uncapped),
            "caps": [said(use.remaining) for use in assessment.caps],
            "states": [finding.state for finding in assessment.claim.findings],
        }
        for assessment in answer.assessments
    ]
    assert claims == [
        {key: row[key] for key in ("measure", "verdict", "low", "high", "uncapped")}
        | {"caps": [use["remaining"] for use in row["caps"]], "states": [condition["state"] for condition in row["conditions"]]}
        for row in document["assessments"]
    ]
    assert claims
    assert (answer.best.claim.measure.id if answer.best else None) == document["best"]
    assert [{"fact": asked.fact, "amount": said(asked.amount)} for asked in answer.questions] == document["questions"]
    assert list(answer.item.facts) == list(document["facts"])


@pytest.mark.parametrize("strict", [False, True])
def test_plan_gives_what_the_command_gives(run: Run, strict: bool) -> None:
    document = json.loads(run("plan", FIRM, "--format", "json", *(["--strict"] if strict else [])).out)
    answer = plan(FIRM, strict=strict)
    assert [(claim.label, claim.assessment.claim.measure.id, said(claim.assessment.high)) for claim in answer.claims] == [
        (row["item"], row["measure"], row["high"]) for row in document["claims"]
    ]
    assert {"low": said(answer.total.low), "high": said(answer.total.high)}.items() <= document["total"].items()
    assert [(left.measure, said(left.use.remaining)) for left in answer.caps] == [
        (row["measure"], row["remaining"]) for row in document["caps"]
    ]
    assert [asked.question.fact for asked in answer.questions] == [row["fact"] for row in document["questions"]]
    assert (answer.gap, answer.proven) == (0, True)
    assert answer == plan(profile(FIRM), strict=strict)


BATCH: list[tuple[tuple[str, ...], dict[str, Any]]] = [
    ((), {}),
    (("--best",), {"best": True}),
    (("--strict", "--measure", "rd-expense"), {"strict": True, "measures": ["rd-expense"]}),
]


@pytest.mark.parametrize(("words", "given"), BATCH, ids=["all", "best", "strict"])
def test_batch_gives_what_the_command_gives(run: Run, tmp_path: Path, words: tuple[str, ...], given: dict[str, Any]) -> None:
    place = tmp_path / "answer.json"
    assert run("batch", FIRMS, "--as-of", "2021-04-01", *words, "--lang", "en", "-o", str(place)).code == 0
    document = json.loads(place.read_text("utf-8"))
    notes: list[object] = []
    answer = batch(FIRMS, as_of=AS_OF, tell=notes.append, **given)
    money = ("low", "high", "uncapped", "remaining")
    same = ("enterprise", "item", "input", "measure", "verdict", "bound", "document", "pages", "problem", "row")
    for row, told in zip(answer.rows, document["rows"], strict=True):
        assert {id: getattr(row, id) for id in same} == {id: told[id] for id in same}
        assert {id: said(getattr(row, id)) for id in money} == {id: told[id] for id in money}
        assert said(row.amount) or row.written["amount"] == told["amount"]
        assert row.on is not None
        assert row.on.isoformat() == told["on"]
        assert ("; ".join(row.why) or None, "; ".join(row.asks) or None) == (told["why"] or None, told["asks"] or None)
        assert row.carried.items() <= told.items()
    assert tuple(answer.rows[0].fields)[:-2] == ANSWER_COLUMNS
    summary = answer.summary
    assert [(tally.measure.id, said(tally.eligible_low), said(tally.high)) for tally in summary.tallies] == [
        (row["measure"], row["low"], row["high"]) for row in document["summary"]["measures"]
    ]
    assert (summary.rows, summary.problems, summary.unclaimed) == tuple(
        document["summary"][key] for key in ("rows", "problems", "unclaimed")
    )
    assert [left.row for left in answer.left_out] == [row["row"] for row in document["summary"]["uncounted"]]
    assert notes


def test_days_and_standings_are_those_of_the_commands(run: Run) -> None:
    told = json.loads(run("due", "paint-filing-certificate", "2005-12-29", "--format", "json").out)
    answer = due("paint-filing-certificate", date(2005, 12, 29))
    assert (answer.due.isoformat(), [day.isoformat() for day in answer.days]) == (told["due"], told["days"])
    told = json.loads(run("deadlines", "--before", "2021-06-30", "--kind", "closes", "--format", "json").out)
    assert [found.id for found in deadlines(before=date(2021, 6, 30), kind="申请截止")] == [row["id"] for row in told["deadlines"]]
    told = json.loads(
        run("status", "regional-headquarters", "--foreign-invested", "--parent-assets-usd", "5亿", *WORDS[:2], "--format", "json").out
    )
    standing = status("regional-headquarters", {"foreign-invested": True, "parent-assets-usd": 50_000_000_000}, on=ON)
    assert (standing.verdict, [finding.state for finding in standing.findings]) == (
        told["verdict"],
        [row["state"] for row in told["conditions"]],
    )


def test_a_firm_that_a_program_makes_is_the_one_of_the_file(tmp_path: Path) -> None:
    read = profile(FIRM)
    items = tuple(Labelled(one.label, Item(one.item.input, one.item.amount, one.item.on, one.own)) for one in read.items)
    made = Profile(read.name, read.facts, items, read.receipts, read.as_of)
    assert plan(made).claims == plan(FIRM).claims


def test_a_search_ends_after_so_many_steps_and_not_after_so_much_time() -> None:
    out_of_time = stepped(3)
    assert [out_of_time() for _ in range(5)] == [False, False, False, True, True]
    loans = str(ROOT / "benchmarks" / "loans500.toml")
    assert plan(loans, as_of=AS_OF, out_of_time=stepped(1), too_late=stepped(1)).gap > 0


@pytest.mark.parametrize(
    "answer",
    [
        lambda: calc("rd-expense", 100, **DAYS),
        lambda: plan(FIRM),
        lambda: batch(FIRMS, as_of=AS_OF, tell=lambda note: None),
        lambda: due("paint-filing-certificate", ON),
        lambda: status("regional-headquarters", on=ON),
        lambda: deadlines()[0],
    ],
    ids=["calc", "plan", "batch", "due", "status", "deadlines"],
)
def test_no_answer_can_be_changed(answer: Callable[[], Any]) -> None:
    given = answer()
    for name in given.fields:
        with pytest.raises(AttributeError, match="is frozen"):
            setattr(given, name, None)


def test_the_clock_is_never_read(monkeypatch: pytest.MonkeyPatch) -> None:
    def read() -> NoReturn:
        raise AssertionError("the clock was read")

    with monkeypatch.context() as patch:
        for name in ("time", "monotonic", "localtime"):
            patch.setattr(time, name, read)
        with pytest.raises(AssertionError, match="clock"):
            date.today()
        assert calc("rd-expense", 100, **DAYS).assessments
        assert plan(FIRM).claims
        assert batch(FIRMS, as_of=AS_OF, best=True, tell=lambda note: None).rows
        assert deadlines()
        assert status("regional-headquarters", on=ON).verdict == "unconfirmed"


def test_days_that_neither_the_file_nor_the_caller_says_are_faults(tmp_path: Path) -> None:
    place = tmp_path / "firm.toml"
    place.write_text('[[item]]\nlabel = "a"\ninput = "rd-expense"\namount = "5"\n', "utf-8")
    with pytest.raises(Problem) as raised:
        plan(place)
    assert str(raised.value).splitlines() == [
        f"{place}:1: as-of: there is no day of asking (as-of). Write it, or give as_of.",
        f"{place}:1: a on: the item has no day (on). Write it, or give on.",
    ]
    answer = plan(place, on=ON, as_of=AS_OF)
    assert (answer.profile.as_of, answer.profile.items[0].item.on) == (AS_OF, ON)
    assert profile(place, otherwise=AS_OF).as_of_given is False


def test_a_register_stands_beside_what_is_given(tmp_path: Path) -> None:
    register = tmp_path / "register.csv"
    register.write_text("measure,amount,on\nip-pledge-interest,100000,2021-01-15\n", "utf-8")
    with warnings.catch_warnings(record=True) as heard:
        warnings.simplefilter("always")
        answer = calc("loan-interest", 145_000_000, **DAYS, received=[RECEIPT], received_file=register, measures=["ip-pledge-interest"])
        rows = batch(FIRMS, as_of=AS_OF, received_file=register, received=[RECEIPT]).rows
    assert answer.assessments[0].caps[0].used == 10_000_100
    assert rows
    assert {(found.category, found.filename) for found in heard} == {(Note, __file__)}


def test_another_catalogue_is_opened_checked(tmp_path: Path, catalogue: Catalogue) -> None:
    other = bjsubsidy.catalogue(ROOT / "data" / "measures.toml")
    assert other.sha256 == catalogue.sha256
    assert calc("rd-expense", 100, **DAYS, catalogue=other) == calc("rd-expense", 100, **DAYS)
    with pytest.raises(Problem, match="cannot read the file"):
        bjsubsidy.catalogue(tmp_path / "none.toml")


def test_several_files_are_one_table(tmp_path: Path) -> None:
    header, *rows = Path(FIRMS).read_text("utf-8").splitlines(keepends=True)
    halves = [tmp_path / "a.csv", tmp_path / "b.csv"]
    for half, own in zip(halves, (rows[:3], rows[3:]), strict=True):
        half.write_text(header + "".join(own), "utf-8")

    def claims(path: Any) -> list[tuple[Any, ...]]:
        return [(row.enterprise, row.measure, row.low, row.high, row.remaining) for row in batch(path, as_of=AS_OF, tell=_unheard).rows]

    whole = claims(FIRMS)
    assert claims(halves) == claims(tuple(map(str, halves))) == claims([FIRMS]) == whole


def _unheard(note: object) -> None:
    """Nobody asks for the notes."""


def test_a_day_after_the_day_of_asking_is_told_as_the_command_tells_it() -> None:
    told: list[Text] = []
    answer = batch("examples/firms.csv", as_of=date(2021, 4, 1), measures=["tech-credit-interest"], tell=told.append)
    assert list(answer.summary.contradictions) == [note for note in told if "after the day of asking" in note.en]
    assert len(answer.summary.contradictions) == 1


def test_a_receipt_that_is_given_and_stands_in_a_register_counts_once(tmp_path: Path) -> None:
    register = tmp_path / "received.csv"
    register.write_text("measure,amount,on\nrd-expense,150000,2021-01-15\n", "utf-8")
    given, told = Receipt("rd-expense", 15_000_000, date(2021, 1, 15)), list[Text]()
    on, as_of = date(2021, 3, 20), date(2021, 4, 1)
    answer = calc("rd-expense", 30_000_000, on=on, as_of=as_of, received=[given], received_file=register, tell=told.append)
    assert answer.assessments[0].high == 5_000_000
    assert [note.en for note in told] == [
        f"note: rd-expense 150000.00@2021-01-15 is received no. 1 and stands in {register}:2 too: it counts once"
    ]
