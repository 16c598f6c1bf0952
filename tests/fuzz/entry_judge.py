"""What a measure of any catalogue comes to, read from its row as it is written: the judge of `tests/grammar`, and what else there is.

Nothing of the program is used. Amounts are exact yuan; an answer is met (True), unmet (False) or unknown (None).
"""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from fractions import Fraction
from types import MappingProxyType
from typing import Any as Raw
from typing import NamedTuple

from tests.grammar.judge import Facts, Judge, after, first_days, written

BOUNDS = ("at-most", "less-than", "at-least", "more-than")


class Ground(NamedTuple):
    """What entries stand on: the edition, the documents and the rate series, as they are written."""

    edition: Facts
    documents: Facts
    series: Facts


class Judged(NamedTuple):
    """Verdict, and amounts in fen; None where nobody can say."""

    verdict: str
    low: int
    high: int | None
    uncapped: int | None


class EntryJudge(Judge):
    """One measure for one amount, on one day, asked about on another."""

    def __init__(self, row: Facts, amount: Fraction, on: date, facts: Facts, as_of: date, ground: Ground) -> None:
        super().__init__(row, amount, on, facts)
        self.as_of = as_of
        self.ground = ground

    def answer(self) -> Judged:
        verdict, uncapped = self.verdict(), self.paid()
        counted = min([self.amount, *self._caps("base")])
        whole = self.amount
        self.amount = counted
        high, low = self.paid(), self.least()
        self.amount = whole
        if verdict == "ineligible":
            return Judged(verdict, 0, 0, _fen(uncapped))
        room = self._caps("amount")
        high = None if high is None else min([high, *room])
        sure = verdict == "eligible" and self.row["bound"] != "at-most" and low is not None
        return Judged(verdict, _fen(min([low, *room])) or 0 if sure and low is not None else 0, _fen(high), _fen(uncapped))

    def verdict(self) -> str:
        found = [*self._days(), *(self.condition(row) for row in self.row.get("conditions", [])), *self._needed(), *self._confirmed()]
        return "ineligible" if False in found else "unconfirmed" if None in found else "eligible"

    def _begins(self) -> list[date]:
        parts = [self.row["benefit"], *(cap.get("amount") for cap in self.row.get("caps", [])), *self.row.get("conditions", [])]
        return [*([self.row["from"]] if "from" in self.row else []), *(day for part in parts for day in first_days(part))]

    def _days(self) -> Iterator[bool]:
        yield from (self.on >= first for first in self._begins())
        if "until" in self.row:
            yield self.on <= self.row["until"]
        if "apply-by" in self.row:
            yield self.as_of <= self.row["apply-by"]

    def _needed(self) -> Iterator[bool | None]:
        """That each fact was given which the amount needs; what comes off for some choices only, for those."""
        decided = [cap["amount"] for cap in self.row.get("caps", []) if not isinstance(cap.get("amount", ""), str)]
        for fact in self.needed(self.row["benefit"]).union(*map(self.needed, decided)):
            yield True if fact in self.facts else None
        for share in _shares(self.row["benefit"]):
            if "less-for" in share and share["less"] not in self.facts:
                choice = self.facts.get(share["less-for"]["fact"])
                yield None if choice is None or choice in share["less-for"]["one-of"] else True

    def needed(self, part: Raw) -> set[str]:
        own = {part["less"]} if isinstance(part, dict) and isinstance(part.get("less"), str) and "less-for" not in part else set()
        return own | super().needed(part)

    def _confirmed(self) -> Iterator[bool | None]:
        """Before the first day that the documents show, the issuing body confirms it."""
        rule, dates = self.ground.edition.get("first-shown"), self._shown()
        pending = any(row.get("proposed") for row in self.row.get("conditions", []))
        if rule is None or not dates or self._begins() or pending or self.on >= min(dates):
            return
        yield self.facts.get(rule["fact"])

    def _shown(self) -> list[date]:
        cited = [source["document"] for source in self.row["sources"] if source.get("document")]
        until = self.ground.edition["until"]
        quarter = date(until.year, until.month - (until.month - 1) % 3, 1)
        dates = [self.ground.documents[key].get("date") or quarter for key in cited]
        dates += [quarter] if dates and self.row.get("continues") else []
        return [self._counted_from(min(dates))] if dates else []

    def _counted_from(self, day: date) -> date:
        if self.row.get("counted-by") == "year":
            return date(day.year, 1, 1)
        if self.row.get("counted-by") == "month" and day.day > 1:
            return (day.replace(day=1) + timedelta(days=31)).replace(day=1)
        return day

    def condition(self, row: Facts) -> bool | None:
        answer = self._test(row)
        if "for" not in row or answer is True:
            return answer
        choice = self.facts.get(row["for"]["fact"])
        if choice is None or choice in row["for"].get("unsettled", []):
            return None
        among = row["for"].get("one-of", [])
        return answer if not among or choice in among else True

    def _test(self, row: Facts) -> bool | None:
        if row.get("proposed"):
            return None
        if "within-years" in row:
            start = self.facts.get(row["fact"])
            return None if start is None else bool(start <= self.on <= after(start, years=row["within-years"]))
        if row.get("one-of") and self.facts.get(row["fact"]) in row.get("unsettled", []):
            return None
        return super().condition(row)

    def _bounded(self, row: Facts, value: Raw) -> bool | None:
        key = next(key for key in BOUNDS if key in row)
        bound = self._bound(row, row[key], value)
        if bound is None:
            return None
        if value == bound and row.get("equality") == "unsettled":
            return None
        return bool({"at-most": value <= bound, "less-than": value < bound, "at-least": value >= bound, "more-than": value > bound}[key])

    def _bound(self, row: Facts, figure: Raw, value: Raw) -> Raw:
        if isinstance(value, date):
            held = [dated["value"] for dated in figure if dated["from"] <= self.on][-1:] if isinstance(figure, list) else [figure]
            return day(held[0]) if held else None
        bound = self.one(figure)
        if "times-fact" in row:
            other = self.facts.get(row["times-fact"])
            return None if other is None or bound is None else bound * other
        if "times-series" in row:
            rate = self._rate(row["times-series"], self.facts.get(row["on"]))
            return None if rate is None or bound is None else bound * rate
        return bound

    def _rate(self, series: str, on: date | None) -> Fraction | None:
        steps = self.ground.series[series]
        if on is None or on > steps["checked-until"]:
            return None
        return next((written(step["rate"]) for step in reversed(steps["steps"]) if step["from"] <= on), None)

    def _caps(self, counts: str) -> list[Fraction]:
        found = [self._cap(cap) for cap in self.row.get("caps", []) if cap.get("counts", "amount") == counts]
        return [cap for cap in found if cap is not None]

    def _cap(self, cap: Facts) -> Fraction | None:
        if "by" not in cap:
            return self.one(cap["amount"])
        amounts = {choice: written(text) for choice, text in cap["amounts"].items()}
        return amounts.get(self.facts[cap["by"]]) if cap["by"] in self.facts else max(amounts.values())

    def base(self, fact: str | None, bounding: Facts = MappingProxyType({})) -> Fraction | None:
        return super().base(fact, bounding or _bounding(self.row["benefit"]))

    def _share(self, row: Facts) -> Fraction | None:
        base = self.base(row.get("of"))
        rate = self.base(row["rate-fact"]) if "rate-fact" in row else self.one(row["rate"])
        off = self.one(row["less-amount"]) if "less-amount" in row else self._off(row)
        return None if base is None or rate is None or off is None else max(base - off, Fraction(0)) * rate

    def _off(self, row: Facts) -> Fraction | None:
        if "less" not in row:
            return Fraction(0)
        if "less-for" in row and self.facts.get(row["less-for"]["fact"]) not in row["less-for"]["one-of"]:
            return Fraction(0)
        return self.base(row["less"])

    def _whole(self, row: Facts) -> Fraction:
        return self.amount

    def _excess_over_share(self, row: Facts) -> Fraction | None:
        base, share = self.base(row["of"]), self.one(row["share"])
        return None if base is None or share is None else max(self.amount - base * share, Fraction(0))


def day(text: Raw) -> date:
    """2021-03-20, 2021/3/20 or 20210320."""
    digits = str(text).strip().replace("/", "-")
    parts = digits.split("-") if "-" in digits else [digits[:4], digits[4:6], digits[6:]]
    return date(*map(int, parts))


def _fen(yuan: Fraction | None) -> int | None:
    return None if yuan is None else int((yuan * 200 + 1) // 2)


def _shares(part: Raw) -> Iterator[Facts]:
    if isinstance(part, Mapping):
        if part.get("kind") == "share":
            yield part
        for inner in part.values():
            yield from _shares(inner)
    elif isinstance(part, list):
        for inner in part:
            yield from _shares(inner)


def _bounding(part: Raw) -> dict[str, str]:
    """What is taken for facts that nobody gave, wherever it is written in a benefit."""
    if isinstance(part, list):
        return {fact: text for inner in part for fact, text in _bounding(inner).items()}
    if not isinstance(part, Mapping):
        return {}
    inner = {fact: text for key, value in part.items() if key != "bounding" for fact, text in _bounding(value).items()}
    return {**inner, **part.get("bounding", {})}
