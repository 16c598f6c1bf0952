"""What is not had together: a plan against every choice there is, and what calc, batch and a plan say of it."""

import csv
import io
import itertools
import json
import random
from collections.abc import Sequence
from pathlib import Path

import pytest

from bjsubsidy.planning.branch import IndependentItems, best
from bjsubsidy.planning.candidates import Candidate, Room, paid_after, use
from tests.conftest import Run
from tests.grammar.test_forms import FILE

pytestmark = pytest.mark.law
DAYS = ("--on", "2021-03-20", "--as-of", "2021-04-01", "--catalogue", str(FILE), "--lang", "en")


# The search against every choice


def drawn(chance: random.Random) -> IndependentItems:
    def option() -> Candidate:
        high = chance.randrange(0, 12)
        limits = tuple(Room(bucket, chance.randrange(0, 15), base=False) for bucket in sorted(chance.sample(range(3), chance.randrange(3))))
        sides = tuple((key, chance.random() < 0.5) for key in sorted(chance.sample(range(3), chance.choice([0, 1, 1, 2]))))
        return Candidate(high, chance.randrange(high + 1), high, limits, sides=sides)

    rooms = {bucket: chance.randrange(0, 15) for bucket in range(3)}
    items = [[option() for _ in range(chance.randrange(1, 4))] for _ in range(chance.randrange(2, 6))]
    shared = [[one.replace(limits=tuple(limit._replace(left=rooms[limit.bucket]) for limit in one.limits)) for one in own] for own in items]
    places = list(range(len(items)))
    chance.shuffle(places)
    return IndependentItems(tuple(map(tuple, shared)), tuple(places))


def score(part: IndependentItems, choice: Sequence[int | None]) -> tuple[int, int, int]:
    used: dict[int, int] = {}
    high = low = 0
    for place in part.by_day:
        number = choice[place]
        if number is not None:
            paid = paid_after(part.items[place][number], used)
            use(part.items[place][number], paid, used)
            high, low = high + paid.high, low + paid.low
    return high, low, -sum(number is not None for number in choice)


def admissible(part: IndependentItems, choice: Sequence[int | None]) -> bool:
    taken = [part.items[place][number] for place, number in enumerate(choice) if number is not None]
    sides = [dict(one.sides) for one in taken]
    return all(a[key] == b[key] for a, b in itertools.combinations(sides, 2) for key in a.keys() & b.keys())


@pytest.mark.parametrize("seed", range(250))
def test_a_choice_among_options_that_exclude_one_another_is_the_best_of_all(seed: int) -> None:
    part = drawn(random.Random(seed))
    every = itertools.product(*([None, *range(len(own))] for own in part.items))
    scores = {choice: score(part, choice) for choice in every if admissible(part, choice)}
    found = best(part, lambda: False)
    assert admissible(part, found.choice)
    assert found.proven
    assert found.score == score(part, found.choice) == max(scores.values())
    assert found.bound == found.score[0]


# What is said


PROFILE = """as-of = 2021-04-01
[enterprise]
name = "A"
certified = true
listed = true
[[item]]
label = "wages"
input = "wages"
amount = "{wages}"
on = 2021-03-20
[[item]]
label = "cost"
input = "cost"
amount = "600"
on = {on}
{more}"""
ONLY = ["wage-support", "two-of-three", "after-a-deduction"]


def planned(tmp_path: Path, run: Run, wages: str, on: str = "2021-03-01", more: str = "") -> dict[str, tuple[str, str]]:
    """What each item claims, or why it does not claim what would pay it most of these measures."""
    small = "".join(entry for entry in split(FILE.read_text("utf-8")) if not entry.startswith("[[measure]]") or named(entry) in ONLY)
    (tmp_path / "small.toml").write_text(small, "utf-8")
    (tmp_path / "firm.toml").write_text(PROFILE.format(wages=wages, on=on, more=more), "utf-8")
    words = ("plan", str(tmp_path / "firm.toml"), "--catalogue", str(tmp_path / "small.toml"), "--format", "json", "--lang", "en")
    answer = run(*words)
    assert answer.code == 0, answer.err
    told = json.loads(answer.out)
    claimed = {claim["item"]: (claim["measure"], claim["high"]) for claim in told["claims"]}
    return claimed | {f"not {one['measure']}": (one["reason"], one["high"]) for one in told["given_up"]}


def split(text: str) -> list[str]:
    """A catalogue entry by entry; what stands before the first is one of them."""
    head, *entries = text.split("\n[[")
    return [head + "\n", *(f"[[{entry}\n" for entry in entries)]


def named(entry: str) -> str:
    return entry.split('id = "', 1)[1].split('"', 1)[0]


def test_a_plan_takes_one_side_of_an_exclusion_and_says_why_not_the_other(tmp_path: Path, run: Run) -> None:
    rich, poor = planned(tmp_path, run, "5000"), planned(tmp_path, run, "100")
    assert rich["wages"] == ("wage-support", "300.00")
    assert rich["not two-of-three"] == ("excluded", "120.00")
    assert "cost" not in rich
    # 166.67 of the cost are more than 10.00 of the wages.
    assert poor["cost"] == ("after-a-deduction", "166.67")
    assert poor["not wage-support"] == ("excluded", "10.00")


def test_another_year_is_another_choice(tmp_path: Path, run: Run) -> None:
    both = planned(tmp_path, run, "5000", on="2020-12-31")
    assert both["wages"] == ("wage-support", "300.00")
    assert both["cost"][0] == "after-a-deduction"


def test_what_was_received_excludes_as_well(tmp_path: Path, run: Run) -> None:
    more = '[[received]]\nmeasure = "two-of-three"\namount = "1"\non = 2021-02-01\n'
    told = planned(tmp_path, run, "5000", more=more)
    assert told["not wage-support"] == ("received-instead", "0.00")
    assert told["cost"] == ("after-a-deduction", "166.67")


def test_calc_and_show_say_what_is_not_had_together(run: Run) -> None:
    words = "for one enterprise and year it is not had together with: {}"
    told = json.loads(run("calc", "wages", "100", *DAYS, "--format", "json").out)
    assert words.format("Two of three, After a deduction") in told["assessments"][0]["notes"]
    told = json.loads(run("calc", "cost", "100", *DAYS, "--format", "json").out)
    notes = {claim["measure"]: claim["notes"] for claim in told["assessments"]}
    assert words.format("Wage support") in notes["two-of-three"]
    assert all("not had together" not in note for note in notes["flat-sum"])
    assert words.format("Wage support") in run("show", "after-a-deduction", "--catalogue", str(FILE), "--lang", "en", "--format", "csv").out


def test_a_table_says_which_rows_exclude_one_another_and_best_chooses(tmp_path: Path, run: Run) -> None:
    rows = ["A,wages,5000,2021-03-20", "A,cost,600,2021-03-21", "B,wages,100,2021-03-20", "B,cost,600,2021-03-21", "C,cost,600,2021-03-21"]
    (tmp_path / "t.csv").write_text("\n".join(["enterprise,input,amount,on", *rows]) + "\n", "utf-8")
    of = [word for id in ("wage-support", "after-a-deduction") for word in ("--measure", id)]
    words = ("batch", str(tmp_path / "t.csv"), *of, "--as-of", "2021-04-01", "--catalogue", str(FILE), "--lang", "en", "--plain")
    both = run(*words)
    assert [row["high"] for row in csv.DictReader(io.StringIO(both.out))] == ["300.00", "166.67", "10.00", "166.67", "166.67"]
    assert "Wage support and After a deduction are not had together for one enterprise and year: 2 such cases" in both.err
    picked = run(*words, "--best")
    assert [(row["enterprise"], row["high"]) for row in csv.DictReader(io.StringIO(picked.out))] == [
        ("A", "300.00"),
        ("B", "166.67"),
        ("C", "166.67"),
    ]
    assert "not had together" not in picked.err
