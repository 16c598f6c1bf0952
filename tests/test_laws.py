"""Laws that hold for any amount, facts and days; and an independent judge that computes from the raw rows of the catalogue.

The judge knows nothing of `bjsubsidy.formula`: it reads `data/measures.toml` itself and counts in decimal.Decimal.
"""

import tomllib
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import ROUND_CEILING, ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction
from pathlib import Path
from typing import Any as Raw
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bjsubsidy.answers.calc import calc_item
from bjsubsidy.answers.caps import Assessment, apply
from bjsubsidy.answers.claim import Claim, claim
from bjsubsidy.formula.evaluate import holds, open_facts
from bjsubsidy.formula.tree import AllOf, AnyOf, Holds, Not, SomeOf, Test
from bjsubsidy.law.firm import Item, Receipt
from bjsubsidy.law.storage import packaged
from bjsubsidy.quantities import (
    FIRST_DAY,
    LAST_DAY,
    MOST_FEN,
    corresponding_day,
    exact_text,
    money_text,
    parse_date,
    parse_money,
    parse_rate,
    percent_text,
    rounded,
    rounded_up,
)
from bjsubsidy.reports.phrases import grouped_money

pytestmark = pytest.mark.law

DATA = Path(__file__).parent.parent / "data"
CATALOGUE = packaged()
RAW = tomllib.loads((DATA / "measures.toml").read_text("utf-8"), parse_float=Decimal)
LPR = tomllib.loads((DATA / "lpr.toml").read_text("utf-8"), parse_float=Decimal)
ROWS: dict[str, dict[str, Raw]] = {row["id"]: row for row in RAW["measure"]}
FACTS: dict[str, dict[str, Raw]] = {row["id"]: row for row in RAW["fact"]}

few = settings(max_examples=100, deadline=None)
many = settings(max_examples=400, deadline=None)

# ---------------------------------------------------------------- what is drawn


class Drawn(NamedTuple):
    """One claim as somebody would write it: text, days, and facts as text, yes or no, or days."""

    measure: str
    amount: str
    on: date
    as_of: date
    facts: dict[str, Raw]
    firm: str | None


class Got(NamedTuple):
    """One receipt as somebody would write it."""

    measure: str
    amount: str
    on: date
    firm: str | None
    scope: dict[str, str]


DAYS = [
    date.fromisoformat(day)
    for day in (
        "2020-01-31",
        "2020-02-01",
        "2020-12-31",
        "2021-01-01",
        "2021-03-17",
        "2021-03-18",
        "2021-03-20",
        "2021-03-31",
        "2021-04-01",
        "2021-12-31",
        "2022-01-01",
    )
]
AS_OF = [date(2021, 4, 1), date(2021, 6, 30), date(2021, 7, 1)]
FEN = st.one_of(
    st.integers(0, 200),
    st.integers(0, 10**10),
    st.integers(0, MOST_FEN),
    st.builds(
        lambda near, away: max(near + away, 0),
        st.sampled_from([15_000_000, 20_000_000, 125_000_000, 666_666_667, 1_000_000_000, 2_000_000_000]),
        st.integers(-3, 3),
    ),
)
VALUES: dict[str, st.SearchStrategy[Raw]] = {
    "yes-no": st.booleans(),
    "money": st.sampled_from(["0", "0.01", "1000000", "199999999.99", "200000000", "200000000.01"]),
    "rate": st.sampled_from(["0", "0.0001%", "3%", "4.6%", "5.39%", "5.391%", "5.95%", "15%", "33.333%", "100%"]),
    "date": st.sampled_from([date(2019, 8, 19), date(2019, 8, 20), date(2021, 1, 8), date(2025, 10, 20), date(2025, 10, 21)]),
    "count": st.sampled_from(["1", "3", "4"]),
    "name": st.sampled_from(["A", "B"]),
}


def text(fen: int) -> str:
    return f"{fen // 100}.{fen % 100:02}"


def value_of(fact: str) -> st.SearchStrategy[Raw]:
    if FACTS[fact]["kind"] == "choice":
        return st.sampled_from([choice["id"] for choice in FACTS[fact]["choices"]])
    return VALUES[FACTS[fact]["kind"]]


@st.composite
def facts_for(draw: st.DrawFn, measure: str) -> dict[str, Raw]:
    """The facts that meet every condition, with some of them changed or left out."""
    facts = dict(ROWS[measure].get("given", {}))
    for fact in CATALOGUE.measure(measure).asks(CATALOGUE):
        match draw(st.sampled_from(["as given", "as given", "as given", "as given", "changed", "left out"])):
            case "changed":
                facts[fact] = draw(value_of(fact))
            case "left out":
                facts.pop(fact, None)
    return facts


@st.composite
def drawn(draw: st.DrawFn, measure: str | None = None) -> Drawn:
    id = measure or draw(st.sampled_from(sorted(ROWS)))
    firm = draw(st.sampled_from([None, "甲", "乙"]))
    return Drawn(id, text(draw(FEN)), draw(st.sampled_from(DAYS)), draw(st.sampled_from(AS_OF)), draw(facts_for(id)), firm)


@st.composite
def files(draw: st.DrawFn) -> tuple[list[Drawn], list[Got]]:
    """Some claims under one measure, and what was received under it."""
    id = draw(st.sampled_from(sorted(ROWS)))
    claims = draw(st.lists(drawn(id), min_size=1, max_size=4))
    scopes = sorted({scope for cap in ROWS[id].get("caps", []) for scope in cap["scope"]} - {"enterprise", "year"})
    got = [
        Got(
            id,
            text(draw(st.integers(0, 60_000_000))),
            draw(st.sampled_from(DAYS)),
            draw(st.sampled_from([None, "甲", "乙"])),
            {scope: draw(value_of(scope)) for scope in scopes if draw(st.booleans())},
        )
        for _ in range(draw(st.integers(0, 2)))
    ]
    return claims, got


def read(facts: Mapping[str, Raw]) -> dict[str, Raw]:
    return {fact: CATALOGUE.fact(fact).read(written) for fact, written in facts.items()}


def made(one: Drawn) -> Claim:
    entry = CATALOGUE.measure(one.measure)
    return claim(entry, Item(entry.input, parse_money(one.amount), one.on, read(one.facts), one.firm), one.as_of, CATALOGUE)


def got(one: Got) -> Receipt:
    return Receipt(one.measure, parse_money(one.amount), one.on, one.firm, read(one.scope))


def assessed(one: Drawn) -> Assessment:
    (answer,) = apply([made(one)], [])
    return answer


def changed(one: Drawn, **facts: Raw) -> Drawn:
    """The same with facts changed, or left out where they are None."""
    named = {name.replace("_", "-"): value for name, value in facts.items()}
    return one._replace(facts={fact: value for fact, value in {**one.facts, **named}.items() if value is not None})


# ---------------------------------------------------------------- the judge


def rate_of(written: str) -> Decimal:
    return Decimal(written[:-1]).scaleb(-2) if written.endswith("%") else Decimal(written)


def quantity_of(fact: str, written: str) -> Decimal:
    return rate_of(written) if FACTS[fact]["kind"] == "rate" else Decimal(written)


def prime_rate(day: date) -> Decimal | None:
    if day > LPR["checked-until"]:
        return None
    known = [step["rate"] for step in LPR["steps"] if step["from"] <= day]
    return rate_of(known[-1]) if known else None


def bounded(row: Mapping[str, Raw], one: Drawn) -> bool | None:
    """A condition with a bound: met, unmet or unknown."""
    fact = row.get("fact")
    key = next(key for key in ("at-most", "less-than", "at-least", "more-than") if key in row)
    if fact is not None and fact not in one.facts:
        return None
    left = quantity_of(fact, str(one.facts[fact])) if fact else Decimal(one.amount)
    if "times-series" in row:
        series = prime_rate(one.facts[row["on"]]) if row["on"] in one.facts else None
        if series is None:
            return None
        right = series * Decimal(row[key])
    else:
        right = quantity_of(fact, row[key]) if fact else Decimal(row[key])
    if left == right:
        return None if row.get("equality") == "unsettled" else key in ("at-most", "at-least")
    return (left < right) == (key in ("at-most", "less-than"))


def judged_condition(row: Mapping[str, Raw], one: Drawn) -> bool | None:
    """Met, unmet or unknown, for the choice that it is for: of another it is not asked, of an unknown one it may be."""
    state = judged_test(row, one)
    if "for" not in row or state is True:
        return state
    choice, asked = one.facts.get(row["for"]["fact"]), row["for"].get("one-of")
    if choice is None or choice in row["for"].get("unsettled", []):
        return None
    return True if asked is not None and choice not in asked else state


def judged_test(row: Mapping[str, Raw], one: Drawn) -> bool | None:
    if row.get("proposed"):
        return None
    if "holds" in row:
        return None if row["fact"] not in one.facts else one.facts[row["fact"]] is row["holds"]
    if "one-of" in row:
        choice = one.facts.get(row["fact"])
        return None if choice is None or choice in row.get("unsettled", []) else choice in row["one-of"]
    return bounded(row, one)


def first_day(row: Mapping[str, Raw]) -> date | None:
    """From which day the documents show a measure; None where a first day is printed or nothing is decided yet."""
    if "from" in row or any("proposed" in condition for condition in row.get("conditions", [])):
        return None
    printed = [RAW["documents"][source["document"]].get("date") for source in row["sources"] if "document" in source]
    if None in printed or row.get("continues"):
        printed.append(date(2021, 1, 1))
    day: date = min(day for day in printed if day)
    if row.get("counted-by") == "year":
        return date(day.year, 1, 1)
    return date(day.year, day.month + 1, 1) if row.get("counted-by") == "month" else day


def is_for(rule: Mapping[str, Raw] | None, one: Drawn) -> bool | None:
    """Whether the choice that was given is among those that a deduction is for."""
    choice = one.facts.get(rule["fact"]) if rule else None
    return True if rule is None else None if choice is None else choice in rule["one-of"]


def judged_verdict(row: Mapping[str, Raw], one: Drawn) -> str:
    states = [judged_condition(condition, one) for condition in row.get("conditions", [])]
    states += [one.on >= row["from"]] if "from" in row else []
    states += [one.on <= row["until"]] if "until" in row else []
    states += [one.as_of <= row["apply-by"]] if "apply-by" in row else []
    benefit = row["benefit"]
    states += [benefit[key] in one.facts or None for key in ("rate-fact", "of") if key in benefit]
    if "less" in benefit and is_for(benefit.get("less-for"), one) is not False:
        states.append(benefit["less"] in one.facts or None)
    first = first_day(row)
    if first is not None and one.on < first:
        states.append(one.facts.get("in-force-confirmed"))
    return "ineligible" if False in states else "unconfirmed" if None in states else "eligible"


def fact_or_bound(benefit: Mapping[str, Raw], fact: str, one: Drawn) -> Decimal | None:
    written = one.facts.get(fact, benefit.get("bounding", {}).get(fact))
    return None if written is None else quantity_of(fact, written)


def deducted(benefit: Mapping[str, Raw], one: Drawn) -> Decimal | None:
    """What comes off for certain: nothing of a choice that it is not for, or that nobody gave."""
    taken = "less" in benefit and is_for(benefit.get("less-for"), one)
    return fact_or_bound(benefit, benefit["less"], one) if taken else Decimal(0)


def half_up(amount: Decimal) -> Decimal:
    return amount.quantize(Decimal("0.01"), ROUND_HALF_UP)


def judged_rate(benefit: Mapping[str, Raw], one: Drawn) -> Decimal | None:
    return rate_of(benefit["rate"]) if "rate" in benefit else fact_or_bound(benefit, benefit["rate-fact"], one)


def judged_amounts(row: Mapping[str, Raw], one: Drawn, base: Decimal) -> tuple[Decimal, Decimal] | None:
    """Least and most before caps; None where nothing bounds them."""
    benefit = row["benefit"]
    match benefit["kind"]:
        case "whole":
            return base, base
        case "range":
            return half_up(base * rate_of(benefit["from"])), half_up(base * rate_of(benefit["to"]))
        case "excess-over-share":
            income = fact_or_bound(benefit, benefit["of"], one)
            exact = None if income is None else max(base - income * rate_of(benefit["share"]), Decimal(0))
        case _:
            rate = judged_rate(benefit, one)
            less = deducted(benefit, one)
            exact = None if rate is None or less is None else max(base - less, Decimal(0)) * rate
    return None if exact is None else (half_up(exact), half_up(exact))


def judged_scope(cap: Mapping[str, Raw], one: Drawn) -> tuple[Raw, ...]:
    names = {"enterprise": one.firm, "year": one.on.year}
    values = tuple(names[scope] if scope in names else one.facts.get(scope) for scope in cap["scope"])
    anonymous = any(scope not in names and scope not in one.facts for scope in cap["scope"])
    return (*values, "nobody named it, at", one.firm) if anonymous else values


def counts(receipt: Got, cap: Mapping[str, Raw], one: Drawn) -> bool:
    named = [scope for scope in cap["scope"] if scope not in ("enterprise", "year")]
    of_firm = "enterprise" in cap["scope"] or any(scope not in one.facts for scope in named)
    if of_firm and receipt.firm not in (None, one.firm):
        return False
    if "year" in cap["scope"] and receipt.on.year != one.on.year:
        return False
    return all(receipt.scope.get(s) is None or one.facts.get(s) is None or receipt.scope[s] == one.facts[s] for s in named)


def figure(cap: Mapping[str, Raw], one: Drawn) -> Decimal | None:
    if "amount" in cap:
        return Decimal(cap["amount"])
    choice = one.facts.get(cap["by"])
    return (
        max(Decimal(f) for f in cap["amounts"].values())
        if choice is None
        else cap["amounts"].get(choice) and Decimal(cap["amounts"][choice])
    )


Judged = tuple[str, Decimal, Decimal | None]


class Judge:
    """Claims under one measure, one after another by their days; what each has used of which cap."""

    def __init__(self, row: Mapping[str, Raw], receipts: Sequence[Got]) -> None:
        self.row, self.receipts = row, receipts
        self.used: dict[tuple[Raw, ...], Decimal] = {}

    def left(self, place: int, one: Drawn) -> Decimal | None:
        """What a cap has left; None where it has no figure, or where receipts cannot be turned into input."""
        cap = self.row["caps"][place]
        most = figure(cap, one)
        received = sum((Decimal(r.amount) for r in self.receipts if counts(r, cap, one)), Decimal(0))
        if received and cap.get("counts") == "base":
            rate = judged_rate(self.row["benefit"], one)
            if not rate:
                return None
            received = (received / rate).quantize(Decimal("0.01"), ROUND_CEILING)
        return None if most is None else max(most - received - self.used.get((place, judged_scope(cap, one)), Decimal(0)), Decimal(0))

    def judge(self, one: Drawn) -> Judged:
        verdict = judged_verdict(self.row, one)
        if verdict == "ineligible":
            return verdict, Decimal(0), Decimal(0)
        caps = list(enumerate(self.row.get("caps", [])))
        left = {place: self.left(place, one) for place, _ in caps}
        rooms = [(cap.get("counts") == "base", room) for place, cap in caps if (room := left[place]) is not None]
        base = min([Decimal(one.amount), *(room for of_base, room in rooms if of_base)])
        amounts = judged_amounts(self.row, one, base)
        if amounts is None:
            return verdict, Decimal(0), None
        high = min([amounts[1], *(room for of_base, room in rooms if not of_base)])
        for place, cap in caps:
            if figure(cap, one) is not None:
                key = (place, judged_scope(cap, one))
                self.used[key] = self.used.get(key, Decimal(0)) + (base if cap.get("counts") == "base" else high)
        certain = verdict == "eligible" and self.row["bound"] != "at-most"
        return verdict, min(amounts[0], high) if certain else Decimal(0), high


def judgement(claims: Sequence[Drawn], receipts: Sequence[Got]) -> list[Judged]:
    with localcontext() as context:
        context.prec = 80
        judge = Judge(ROWS[claims[0].measure], receipts)
        found = {place: judge.judge(claims[place]) for place in sorted(range(len(claims)), key=lambda place: claims[place].on)}
        return [found[place] for place in range(len(claims))]


def in_fen(judged: Judged) -> tuple[str, int, int | None]:
    verdict, low, high = judged
    return verdict, int(low * 100), None if high is None else int(high * 100)


def outcome(answer: Assessment) -> tuple[str, int, int | None]:
    return answer.claim.verdict, answer.low, answer.high


@pytest.mark.parametrize("measure", sorted(ROWS))
@given(draw=st.data())
@settings(max_examples=40, deadline=None)
def test_the_judge_computes_the_same_fen(measure: str, draw: st.DataObject) -> None:
    one = draw.draw(drawn(measure))
    assert outcome(assessed(one)) == in_fen(judgement([one], [])[0])


@given(file=files())
@many
def test_the_judge_counts_the_same_caps(file: tuple[list[Drawn], list[Got]]) -> None:
    claims, receipts = file
    answers = apply([made(one) for one in claims], [got(one) for one in receipts])
    assert [outcome(answer) for answer in answers] == [in_fen(judged) for judged in judgement(claims, receipts)]


@given(one=drawn())
@few
def test_calc_says_of_each_measure_what_it_would_say_of_it_alone(one: Drawn) -> None:
    entry = CATALOGUE.measure(one.measure)
    item = Item(entry.input, parse_money(one.amount), one.on, read(one.facts), one.firm)
    answer = calc_item(CATALOGUE, item, one.as_of, CATALOGUE.measures_on(entry.input))
    for assessment in answer.assessments:
        alone = one._replace(measure=assessment.claim.measure.id)
        assert outcome(assessment) == in_fen(judgement([alone], [])[0])
    highs = [assessment.high for assessment in answer.assessments if assessment.high]
    assert (answer.best.high if answer.best else None) == max(highs, default=None)


# ---------------------------------------------------------------- laws of claims and caps


@given(file=files())
@many
def test_low_is_never_more_than_high_nor_high_more_than_any_cap_or_the_uncapped_amount(file: tuple[list[Drawn], list[Got]]) -> None:
    claims, receipts = file
    for answer in apply([made(one) for one in claims], [got(one) for one in receipts]):
        if answer.high is None:
            assert answer.low == 0
            continue
        assert 0 <= answer.low <= answer.high
        assert answer.claim.uncapped is None or answer.high <= answer.claim.uncapped
        for use in answer.caps:
            if use.cap.counts == "amount":
                assert use.remaining is not None
                assert answer.high <= use.remaining <= use.amount


def failing(condition: Mapping[str, Raw]) -> Raw:
    """A value of the fact that fails a condition; None where no value does, or where a bound decides."""
    if "holds" in condition:
        return not condition["holds"]
    settled = {*condition.get("one-of", []), *condition.get("unsettled", [])}
    others = [choice["id"] for choice in FACTS[condition["fact"]]["choices"] if choice["id"] not in settled] if settled else []
    return others[0] if others else None


def asked_of(condition: Mapping[str, Raw]) -> dict[str, Raw]:
    """A choice of which the condition is asked and for which the text settles it."""
    if "for" not in condition:
        return {}
    rule = condition["for"]
    choices = [choice["id"] for choice in FACTS[rule["fact"]]["choices"] if choice["id"] not in rule.get("unsettled", [])]
    return {rule["fact"]: next(choice for choice in choices if choice in rule.get("one-of", choices))}


FAILING = [
    (id, {c["fact"]: failing(c), **asked_of(c)})
    for id, row in ROWS.items()
    for c in row.get("conditions", [])
    if "fact" in c and failing(c) is not None
]


@given(draw=st.data(), case=st.sampled_from(FAILING))
@many
def test_one_more_unmet_condition_never_pays_more(draw: st.DataObject, case: tuple[str, dict[str, Raw]]) -> None:
    measure, facts = case
    one = changed(draw.draw(drawn(measure)), **facts)
    assert outcome(assessed(one)) == ("ineligible", 0, 0)


MONOTONE = sorted(id for id, row in ROWS.items() if all("fact" in c or c.get("proposed") for c in row.get("conditions", [])))


def test_every_rule_but_the_one_with_a_threshold_on_its_input_is_monotone() -> None:
    assert sorted(set(ROWS) - set(MONOTONE)) == ["small-taxpayer-vat"]


@given(draw=st.data(), measure=st.sampled_from(MONOTONE), amounts=st.tuples(FEN, FEN))
@many
def test_more_input_never_pays_less(draw: st.DataObject, measure: str, amounts: tuple[int, int]) -> None:
    one = draw.draw(drawn(measure))
    less, more = (assessed(one._replace(amount=text(fen))) for fen in sorted(amounts))
    assert less.low <= more.low
    assert (less.high is None) == (more.high is None)
    assert less.high is None or more.high is None or less.high <= more.high


@given(one=drawn(), draw=st.data())
@many
def test_an_unknown_fact_lies_between_met_and_unmet(one: Drawn, draw: st.DataObject) -> None:
    asked = CATALOGUE.measure(one.measure).asks(CATALOGUE)
    if asked:
        fact = draw.draw(st.sampled_from(asked))
        unknown = assessed(changed(one, **{fact: None}))
        known = assessed(changed(one, **{fact: draw.draw(value_of(fact))}))
        assert unknown.low <= known.low
        assert unknown.high is None or (known.high is not None and known.high <= unknown.high)


@given(
    measure=st.sampled_from(["tech-credit-interest", "first-product-contract", "ip-pledge-loss", "rd-expense", "exhibition-rent"]),
    parts=st.lists(st.integers(0, 10**9), min_size=1, max_size=6),
)
@few
def test_splitting_an_amount_over_claims_of_one_scope_never_pays_more_than_the_cap(measure: str, parts: list[int]) -> None:
    row = ROWS[measure]
    claims = [Drawn(measure, text(part), row["on"], row["on"], dict(row["given"]), None) for part in parts]
    answers = apply([made(one) for one in claims], [])
    paid = sum(answer.high or 0 for answer in answers)
    assert all(paid <= use.amount for answer in answers for use in answer.caps)
    whole = apply([made(claims[0]._replace(amount=text(sum(parts))))], [])[0]
    assert abs(paid - (whole.high or 0)) <= len(parts)


@given(parts=st.lists(st.integers(0, 3 * 10**9), min_size=1, max_size=5))
@few
def test_splitting_over_claims_never_counts_more_than_the_base_cap(parts: list[int]) -> None:
    row = ROWS["technology-transfer-tax"]
    claims = [Drawn(row["id"], text(part), row["on"], row["on"], dict(row["given"]), None) for part in parts]
    answers = apply([made(one) for one in claims], [])
    assert sum(answer.counted for answer in answers) == min(sum(parts), 2_000_000_000)


@given(draw=st.data(), measure=st.sampled_from(sorted(ROWS)))
@few
def test_the_place_in_the_file_never_matters_among_different_days(draw: st.DataObject, measure: str) -> None:
    days = draw.draw(st.lists(st.sampled_from(DAYS), min_size=1, max_size=4, unique=True))
    claims = [draw.draw(drawn(measure))._replace(on=day) for day in days]
    places = draw.draw(st.permutations(range(len(claims))))
    in_order = apply([made(one) for one in claims], [])
    mixed = apply([made(claims[place]) for place in places], [])
    assert mixed == [in_order[place] for place in places]


@given(one=drawn())
@many
def test_a_cap_binds_at_the_first_input_that_reaches_it(one: Drawn) -> None:
    for use in assessed(one).caps:
        if use.cap.counts == "amount" and use.binds_at is not None:
            with localcontext() as context:
                context.prec = 80
                assert exactly(one, use.binds_at) >= use.amount
                assert use.binds_at == 0 or exactly(one, use.binds_at - 1) < use.amount


def exactly(one: Drawn, fen: int) -> Decimal:
    """The amount before rounding, in fen, by the judge's reading of a share."""
    benefit = ROWS[one.measure]["benefit"]
    if benefit["kind"] == "whole":
        return Decimal(fen)
    rate = judged_rate(benefit, one)
    less = deducted(benefit, one)
    assert rate is not None
    assert less is not None
    return max(Decimal(fen) - less * 100, Decimal(0)) * rate


@given(file=files())
@few
def test_strict_never_pays_for_what_is_unconfirmed_and_never_less_for_what_is_eligible(file: tuple[list[Drawn], list[Got]]) -> None:
    claims, receipts = [made(one) for one in file[0]], [got(one) for one in file[1]]
    for loose, strict in zip(apply(claims, receipts), apply(claims, receipts, strict=True), strict=True):
        if strict.claim.verdict == "eligible":
            assert (loose.high or 0) <= (strict.high or 0)
        else:
            assert (strict.low, strict.high) == (0, 0)


# ---------------------------------------------------------------- laws of conditions and quantities

NAMES = ("a", "b", "c")
TREES: st.SearchStrategy[Test] = st.recursive(
    st.builds(Holds, st.sampled_from(NAMES), st.booleans()),
    lambda parts: st.one_of(
        st.builds(AllOf, st.lists(parts, max_size=3).map(tuple)),
        st.builds(AnyOf, st.lists(parts, max_size=3).map(tuple)),
        st.builds(SomeOf, st.integers(0, 3), st.lists(parts, max_size=3).map(tuple)),
        st.builds(Not, parts),
    ),
    max_leaves=8,
)
PARTLY = st.dictionaries(st.sampled_from(NAMES), st.booleans())


@given(tree=TREES, partly=PARTLY, rest=st.fixed_dictionaries(dict.fromkeys(NAMES, st.booleans())))
@many
def test_what_is_decided_stays_decided_whatever_else_becomes_known(tree: Test, partly: dict[str, bool], rest: dict[str, bool]) -> None:
    decided = holds(tree, partly)
    wholly = holds(tree, {**rest, **partly})
    assert wholly is not None
    assert decided is None or decided is wholly


@given(tree=TREES, partly=PARTLY)
@many
def test_what_is_asked_could_still_decide_and_all_of_it_together_does(tree: Test, partly: dict[str, bool]) -> None:
    asked = open_facts(tree, partly)
    assert (holds(tree, partly) is None) == bool(asked)
    assert holds(tree, {**dict.fromkeys(asked, True), **partly}) is not None


@given(fen=st.integers(0, MOST_FEN))
@many
def test_reading_what_was_printed_gives_the_amount_back(fen: int) -> None:
    forms = [
        money_text(fen),
        grouped_money(fen),
        f"¥{grouped_money(fen)}",
        f"{grouped_money(fen)}元",
        f"{exact_text(Fraction(fen, 10**6))}万",
    ]
    forms.append(grouped_money(fen).translate({ord(half): ord(half) + 0xFEE0 for half in "0123456789,."}))
    assert {parse_money(form) for form in forms} == {fen}


@given(rate=st.integers(0, 10**8).map(lambda parts: Fraction(parts, 10**8)))
@many
def test_reading_what_was_printed_gives_the_rate_back(rate: Fraction) -> None:
    assert parse_rate(percent_text(rate)) == rate
    assert rate == 1 or parse_rate(exact_text(rate)) == rate


@given(day=st.dates(FIRST_DAY, LAST_DAY))
@few
def test_reading_what_was_printed_gives_the_day_back(day: date) -> None:
    forms = [day.isoformat(), f"{day.year}/{day.month}/{day.day}", day.strftime("%Y%m%d"), f"{day.year}年{day.month}月{day.day}日"]
    assert {parse_date(form) for form in forms} == {day}


@given(number=st.fractions(0, 10**15, max_denominator=10**6))
@many
def test_rounding_is_never_off_by_more_than_half_a_fen_and_half_goes_up(number: Fraction) -> None:
    assert Fraction(-1, 2) < rounded(number) - number <= Fraction(1, 2)
    assert 0 <= rounded_up(number) - number < 1


@given(start=st.dates(FIRST_DAY, date(2150, 12, 31)), months=st.integers(0, 500))
@many
def test_a_corresponding_day_is_the_same_day_or_the_months_last(start: date, months: int) -> None:
    end = corresponding_day(start, months)
    assert (end.year * 12 + end.month) - (start.year * 12 + start.month) == months
    assert end.day == start.day or (end.day < start.day and (date.fromordinal(end.toordinal() + 1)).day == 1)
