"""What a measure of `forms.toml` comes to, worked out from its rows as they are written, the plain way: nothing of the program is used.

Amounts are exact yuan, an answer is met (True), unmet (False) or unknown (None).
"""

from collections.abc import Mapping
from datetime import date, timedelta
from fractions import Fraction
from types import MappingProxyType
from typing import Any as Raw
from unicodedata import normalize

Facts = Mapping[str, Raw]


class Judge:
    """One measure, for one amount in yuan on one day; `facts` hold numbers, days, truths and choices."""

    def __init__(self, row: Facts, amount: Fraction, on: date, facts: Facts) -> None:
        self.row = row
        self.amount = amount
        self.on = on
        self.facts = facts

    def verdict(self) -> str:
        found = [self.condition(row) for row in self.row.get("conditions", [])]
        needed = self.needed(self.row["benefit"]).union(*(self.needed(cap["amount"]) for cap in self.row.get("caps", [])))
        found += [True if fact in self.facts else None for fact in needed]
        if any(self.on < first for first in first_days(self.row)):
            return "ineligible"
        return "ineligible" if False in found else "unconfirmed" if None in found else "eligible"

    def needed(self, part: Raw) -> set[str]:
        """The facts that an amount names: any of them unknown leaves the claim open."""
        if isinstance(part, list):
            dated = [inner["value"] for inner in part if isinstance(inner, dict) and "value" in inner and inner["from"] <= self.on]
            return {fact for inner in (dated[-1:] or part) for fact in self.needed(inner)}
        if not isinstance(part, dict):
            return set()
        if "figures" in part:
            held = [part["figures"][self.facts[part["by"]]]] if part["by"] in self.facts else []
            return {part["by"]} | self.needed(held)
        if "steps" in part and "by" in part and part["by"] in self.facts and not part.get("slices"):
            step = self._step(part["steps"], Fraction(self.facts[part["by"]]))[0]
            return {part["of"]} if "rate" in step and "of" in part else set()
        own = {part[key] for key in ("of", "by", "count", "rate-fact") if isinstance(part.get(key), str)} | set(part.get("times", []))
        return own | {fact for key, inner in part.items() if key != "sources" for fact in self.needed(inner)}

    def condition(self, row: Facts) -> bool | None:
        if "all" in row:
            return self._every([self.condition(part) for part in row["all"]])
        if "any" in row:
            return self._enough(1, [self.condition(part) for part in row["any"]])
        if "at-least-of" in row:
            return self._enough(row["at-least-of"]["count"], [self.condition(part) for part in row["at-least-of"]["conditions"]])
        if "not" in row:
            denied = self.condition(row["not"])
            return None if denied is None else not denied
        if "within" in row or "not-before" in row:
            return self._dated(row)
        value = self.facts.get(row["fact"]) if "fact" in row else self.amount
        if value is None:
            return None
        if "holds" in row:
            return bool(value is row["holds"])
        return value in row["one-of"] if "one-of" in row else self._bounded(row, value)

    def _dated(self, row: Facts) -> bool | None:
        """A day against another: not before it, and within so long after it."""
        of = row["within"]["of"] if "within" in row else row["not-before"]
        start, end = (self.on if name == "on" else self.facts.get(name) for name in (of, row.get("fact", "on")))
        if start is None or end is None:
            return None
        return bool(start <= end and ("within" not in row or end <= after(start, **{k: v for k, v in row["within"].items() if k != "of"})))

    def _every(self, found: list[bool | None]) -> bool | None:
        return False if False in found else None if None in found else True

    def _enough(self, count: int, found: list[bool | None]) -> bool | None:
        if found.count(True) >= count:
            return True
        return False if found.count(True) + found.count(None) < count else None

    def _bounded(self, row: Facts, value: Raw) -> bool | None:
        key = next(key for key in ("at-most", "less-than", "at-least", "more-than") if key in row)
        bound = row[key] if isinstance(value, date) else self.one(row[key])
        if "times-fact" in row:
            other = self.facts.get(row["times-fact"])
            bound = None if other is None or bound is None else bound * other
        if bound is None:
            return None
        return bool({"at-most": value <= bound, "less-than": value < bound, "at-least": value >= bound, "more-than": value > bound}[key])

    def one(self, figure: Raw) -> Fraction | None:
        """A figure: of the day, of the choice, the largest of those that a choice which is unknown may have."""
        if isinstance(figure, list):
            held = [dated["value"] for dated in figure if dated["from"] <= self.on]
            return self.one(held[-1]) if held else None
        if not isinstance(figure, dict):
            return written(figure)
        if figure["by"] in self.facts:
            return self.one(figure["figures"][self.facts[figure["by"]]])
        return max((value for value in map(self.one, figure["figures"].values()) if value is not None), default=None)

    def least(self) -> Fraction | None:
        """The least that the text promises, before any cap and before rounding."""
        row = self.row["benefit"]
        return self._rated(row["from"]) if row["kind"] == "range" else self.paid()

    def paid(self) -> Fraction | None:
        """The most before any cap, before rounding."""
        return self.benefit(self.row["benefit"])

    def cap(self) -> Fraction | None:
        """The lowest of the caps; None without one."""
        found = [self.one(cap["amount"]) for cap in self.row.get("caps", [])]
        return min((cap for cap in found if cap is not None), default=None)

    def benefit(self, row: Facts) -> Fraction | None:
        return getattr(self, "_" + row["kind"].replace("-", "_"))(row)  # type: ignore[no-any-return]

    def base(self, fact: str | None, bounding: Facts = MappingProxyType({})) -> Fraction | None:
        if fact is None:
            return self.amount
        if fact in self.facts:
            return Fraction(self.facts[fact])
        return written(bounding[fact]) if fact in bounding else None

    def _share(self, row: Facts) -> Fraction | None:
        base = self.base(row.get("of"))
        rate = self.base(row["rate-fact"], row.get("bounding", {})) if "rate-fact" in row else self.one(row["rate"])
        if base is None or rate is None:
            return None
        off = self.one(row["less-amount"]) if "less-amount" in row else Fraction(0)
        return None if off is None else max(base - off, Fraction(0)) * rate

    def _range(self, row: Facts) -> Fraction | None:
        return self._rated(row["to"])

    def _rated(self, figure: Raw) -> Fraction | None:
        rate = self.one(figure)
        return None if rate is None else self.amount * rate

    def _sum(self, row: Facts) -> Fraction | None:
        return self.one(row["amount"])

    def _sum_per_unit(self, row: Facts) -> Fraction | None:
        paid = self.one(row["amount"])
        counted = [(row.get("of"), whole(row.get("every", 1)), row.get("full", False))]
        for fact, every, full in [*counted, *((fact, Fraction(1), False) for fact in row.get("times", []))]:
            held = self.base(fact, row.get("bounding", {}))
            if held is None or paid is None:
                return None
            held = min(held, Fraction(row["most"][fact])) if fact in row.get("most", {}) else held
            paid *= Fraction(held // every) if full else held / every
        return paid

    def _steps(self, row: Facts) -> Fraction | None:
        subject = self.benefit(row["award"]) if "award" in row else self.base(row.get("by"))
        base = subject if "award" in row else self.base(row.get("of"))
        if subject is None:
            return None
        if row.get("slices"):
            return self._by_slices(row, subject)
        step, lower = self._step(row["steps"], subject)
        figures = {key: self.one(step[key]) for key in ("sum", "taper", "each", "rate") if key in step}
        if None in figures.values():
            return None
        paid = {key: figure for key, figure in figures.items() if figure is not None}
        if "sum" in paid:
            return max(paid["sum"] - (subject - lower) * paid.get("taper", Fraction(0)), Fraction(0))
        if "each" in paid:
            return subject * paid["each"]
        return None if base is None else base * paid["rate"]

    def _step(self, steps: list[Facts], subject: Fraction) -> tuple[Facts, Fraction]:
        """The step in which something lies, and where that begins."""
        lower = Fraction(0)
        for step in steps:
            if "at-most" in step and subject > whole(step["at-most"]):
                lower = whole(step["at-most"])
            elif "less-than" in step and subject >= whole(step["less-than"]):
                lower = whole(step["less-than"])
            else:
                return step, lower
        raise AssertionError("no step for it")

    def _by_slices(self, row: Facts, subject: Fraction) -> Fraction | None:
        """Hundredth by hundredth would be the same: each part at its own rate."""
        total, lower = Fraction(0), Fraction(0)
        for step in row["steps"]:
            upper = whole(step.get("at-most", step.get("less-than"))) if {"at-most", "less-than"} & set(step) else max(subject, lower)
            rate = self.one(step.get("rate") or step["each"])
            if rate is None:
                return None
            total += max(min(subject, upper) - lower, Fraction(0)) * rate
            lower = upper
        return total

    def _all(self, row: Facts) -> list[Fraction] | None:
        found = [self.benefit(part) for part in row["of"]]
        return None if None in found else [value for value in found if value is not None]

    def _higher_of(self, row: Facts) -> Fraction | None:
        found = self._all(row)
        return None if found is None else max(found)

    def _lower_of(self, row: Facts) -> Fraction | None:
        found = self._all(row)
        return None if found is None else min(found)

    def _sum_of(self, row: Facts) -> Fraction | None:
        found = self._all(row)
        return None if found is None else sum(found, Fraction(0))

    def _award_from(self, row: Facts) -> Fraction | None:
        paid, least = self.benefit(row["of"]), self.one(row["least-award"])
        return None if paid is None or least is None else paid if paid >= least else Fraction(0)

    def _share_of(self, row: Facts) -> Fraction | None:
        paid, rate = self.benefit(row["of"]), self.one(row["rate"])
        return None if paid is None or rate is None else paid * rate

    def _part_of_period(self, row: Facts) -> Fraction | None:
        paid, count = self.benefit(row["of"]), self.base(row["count"])
        return None if paid is None or count is None else paid * min(count, Fraction(row["whole"])) / row["whole"]


def first_days(part: Raw) -> list[date]:
    """The first day of every list of dated figures."""
    if isinstance(part, dict):
        return [day for key, inner in part.items() if key not in ("sources", "examples") for day in first_days(inner)]
    if not isinstance(part, list):
        return []
    dated = [part[0]["from"]] if part and isinstance(part[0], dict) and {"from", "value"} <= set(part[0]) else []
    return [*dated, *(day for inner in part for day in first_days(inner))]


def written(text: str) -> Fraction:
    """A rate, or an amount in yuan, as people write them: 40%, 1,200.50, 120万元, 2亿."""
    plain = normalize("NFKC", text).replace(",", "").strip().lstrip("US¥$ ")
    for currency in ("美元", "元"):
        plain = plain.removesuffix(currency).strip()
    scale = 1
    while plain[-1] in SCALES:
        plain, scale = plain[:-1].strip(), scale * SCALES[plain[-1]]
    return Fraction(plain[:-1].strip()) / 100 if plain.endswith("%") else Fraction(plain) * scale


SCALES = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}


def whole(text: Raw) -> Fraction:
    """A bound or a number of units: a whole number as it is, any other as an amount or a rate."""
    return Fraction(text) if isinstance(text, int) else written(text)


def after(start: date, days: int = 0, months: int = 0, years: int = 0) -> date:
    """The day so long after another; the month's last where it has no such day."""
    number = start.year * 12 + start.month - 1 + months + 12 * years
    year, month = number // 12, number % 12 + 1
    day = start.day
    while True:
        try:
            return date(year, month, day) + timedelta(days=days)
        except ValueError:
            day -= 1
