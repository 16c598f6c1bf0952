"""Whether the words that the program says of a measure say what its row says: each figure, side of a bound, choice and scope."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from fractions import Fraction
from typing import Any as Raw

from tests.fuzz.entry_judge import BOUNDS, Ground, day
from tests.grammar.judge import Facts, first_days, written

Said = tuple[str, Fraction | date]
_FIGURE = re.compile(r"(?P<day>\d{4}-\d{2}-\d{2})|(?P<number>\d[\d,]*(?:\.\d+)?(?:/\d+)?)(?P<percent>%)?")
_SIDES = {
    "at-most": ("is at most", "is not after", "at most"),
    "less-than": ("is less than", "is before"),
    "at-least": ("is at least", "is not before"),
    "more-than": ("is more than", "is after"),
}


class Names:
    """What facts, choices, inputs and series are called in English."""

    def __init__(self, raw: Facts) -> None:
        self.facts = {row["id"]: row for row in raw.get("fact", [])}
        self.inputs = {row["id"]: row["name"]["en"] for row in raw.get("input", [])}
        self.days = [row["day"]["en"] for row in raw.get("input", []) if "day" in row]
        self.series = [row["name"]["en"] for row in raw.get("series", [])]

    def kind(self, fact: str) -> str:
        return str(self.facts[fact]["kind"]) if fact in self.facts else ""

    def name(self, fact: str) -> str:
        return str(self.facts[fact]["name"]["en"])

    def choice(self, fact: str, choice: str) -> str:
        return next((str(row["name"]["en"]) for row in self.facts[fact].get("choices", []) if row["id"] == choice), choice)

    def stated(self, fact: str, yes: bool) -> str:
        row = self.facts[fact]
        return str(row.get("yes" if yes else "no", row["name"])["en"])

    def all(self) -> list[str]:
        """Every name, the longest first: what is left without them are figures and the grammar's own words."""
        rows = self.facts.values()
        texts = [row[key]["en"] for row in rows for key in ("name", "yes", "no") if key in row]
        texts += [choice["name"]["en"] for row in rows for choice in row.get("choices", [])]
        texts += [choice["id"] for row in rows for choice in row.get("choices", [])]
        return sorted({*texts, *self.inputs.values(), *self.days, *self.series}, key=len, reverse=True)


def unsaid(row: Facts, said: Mapping[str, list[str]], names: Names, ground: Ground) -> list[str]:
    """What the row says and the words do not, or the other way round; `said` has the sentences of each field."""
    # A name that is a figure, or a part of one, is told from none.
    figures = any(_FIGURE.fullmatch(name) for name in names.all())
    wrong = [] if figures else list(_figures_apart(row, said, names, ground))
    for condition, sentence in zip(row.get("conditions", []), _of_conditions(row, said), strict=False):
        wrong += [f"{part!r} is not in {sentence!r}" for part in _parts(condition, names, row["input"]) if part not in sentence]
    for cap, sentence in zip(row.get("caps", []), said.get("cap", []), strict=True):
        scopes = [scope if scope in ("enterprise", "year") else names.name(scope) for scope in cap["scope"]]
        wrong += [f"{scope!r} is not in {sentence!r}" for scope in scopes if scope not in sentence]
    return wrong


def _of_conditions(row: Facts, said: Mapping[str, list[str]]) -> list[str]:
    """The sentences of the conditions as written: those of days stand before them."""
    days = [bool(_first_days(row)), "until" in row, "apply-by" in row]
    return said.get("condition", [])[sum(days) :]


def _first_days(row: Facts) -> list[date]:
    parts = [row["benefit"], *(cap.get("amount") for cap in row.get("caps", [])), *row.get("conditions", [])]
    return [*([row["from"]] if "from" in row else []), *(day for part in parts for day in first_days(part))]


def _figures_apart(row: Facts, said: Mapping[str, list[str]], names: Names, ground: Ground) -> Iterator[str]:
    for field, written_ in (
        ("amount", _of_benefit(row["benefit"], names)),
        ("cap", _of_caps(row, names)),
        ("condition", _tested(row, names)),
    ):
        wanted = {*written_}
        found = {*_read(said.get(field, []), names)}
        # Until when a series is known is said, and stands with the series.
        known = {("", steps[key]) for steps in ground.series.values() for key in ("checked-until",)}
        known |= {("", steps["steps"][0]["from"]) for steps in ground.series.values() if steps["steps"]}
        # That an amount needs a fact is said with the bounds between which it does.
        known |= {*_read([one for one in said.get(field, []) if "needed for the amount" in one], names)}
        if missing := wanted - found:
            yield f"{field}: {sorted(map(str, missing))} are not said: {said.get(field)}"
        if more := found - wanted - known:
            yield f"{field}: {sorted(map(str, more))} are said and not written: {said.get(field)}"


def _read(sentences: Iterable[str], names: Names) -> Iterator[Said]:
    for sentence in sentences:
        for name in names.all():
            sentence = sentence.replace(name, "·")
        for found in _FIGURE.finditer(sentence):
            if found["day"]:
                yield "", date.fromisoformat(found["day"])
            else:
                number = Fraction(found["number"].replace(",", ""))
                yield ("%", number / 100) if found["percent"] else ("", number)


def _figure(figure: Raw, unit: str) -> Iterator[Said]:
    """A figure, or all that it may be by choices and days."""
    if isinstance(figure, list):
        for dated in figure:
            yield "", dated["from"]
            yield from _figure(dated["value"], unit)
    elif isinstance(figure, Mapping):
        for inner in figure["figures"].values():
            yield from _figure(inner, unit)
    elif unit == "day":
        yield "", day(figure)
    else:
        yield unit, written(str(figure))


def _unit(bound: Raw) -> str:
    return "%" if isinstance(bound, str) and bound.strip().endswith(("%", "％")) else ""


_RATES, _SUMS = ("rate", "share", "from", "to", "taper"), ("amount", "less-amount", "sum", "each", "least-award")


def _of_benefit(part: Facts, names: Names) -> Iterator[Said]:
    for key, value in part.items():
        if key in _RATES:
            yield from _figure(value, "%")
        elif key in _SUMS:
            yield from _figure(value, "")
        elif key in ("every", "at-most", "less-than", "at-least", "more-than"):
            yield from [] if key == "every" and value == 1 and not isinstance(value, str) else _figure(value, _unit(value))
        elif key in ("whole", "most"):
            yield from (("", Fraction(count)) for count in ([value] if key == "whole" else value.values()))
        elif key in ("of", "award", "steps"):
            for inner in value if isinstance(value, list) else [value] if isinstance(value, Mapping) else []:
                yield from _of_benefit(inner, names)


def _of_caps(row: Facts, names: Names) -> Iterator[Said]:
    for cap in row.get("caps", []):
        for figure in [cap["amount"]] if "amount" in cap else cap["amounts"].values():
            yield from _figure(figure, "")


def _tested(row: Facts, names: Names) -> Iterator[Said]:
    """The figures of all conditions, days among them."""
    yield from (("", found) for found in [max(_first_days(row), default=None), row.get("until"), row.get("apply-by")] if found is not None)
    for condition in row.get("conditions", []):
        yield from _of_condition(condition, names)


def _of_condition(row: Facts, names: Names) -> Iterator[Said]:
    for key in (key for key in BOUNDS if key in row):
        kind = names.kind(row.get("fact", ""))
        times = "times-series" in row or "times-fact" in row
        yield from _figure(row[key], "%" if times or kind == "rate" else "day" if kind == "date" else "")
    if "within" in row:
        yield "", Fraction(next(row["within"][unit] for unit in ("days", "months", "years") if unit in row["within"]))
    if "within-years" in row:
        yield "", Fraction(row["within-years"])
    if "at-least-of" in row:
        yield "", Fraction(row["at-least-of"]["count"])
    for inner in _inner(row):
        yield from _of_condition(inner, names)


def _inner(row: Facts) -> list[Facts]:
    denied = [row["not"]] if "not" in row else []
    return [*row.get("all", []), *row.get("any", []), *denied, *row.get("at-least-of", {}).get("conditions", [])]


def _parts(row: Facts, names: Names, input: str, denied: bool = False) -> Iterator[str]:
    """What a sentence has to hold, word by word."""
    for inner in _inner(row):
        yield from _parts(inner, names, input, denied="not" in row and "holds" in inner)
    if "holds" in row:
        yield names.stated(row["fact"], row["holds"] is not denied)
    for choice in [*row.get("one-of", []), *row.get("unsettled", [])]:
        yield names.choice(row["fact"], choice)
    for choice in [*row.get("for", {}).get("one-of", []), *row.get("for", {}).get("unsettled", [])]:
        yield names.choice(row["for"]["fact"], choice)
    side = next((key for key in BOUNDS if key in row), None)
    if side is not None:
        fact = row.get("fact")
        name = names.name(fact) if fact else names.inputs[input]
        month = " (total of the month)" if "per" in row else ""
        words = _SIDES["less-than" if row.get("equality") == "unsettled" and side == "at-most" else side]
        words = _SIDES["more-than"] if row.get("equality") == "unsettled" and side == "at-least" else words
        yield f"{name}{month} {words[1 if fact and names.kind(fact) == 'date' else 0]}"
    if row.get("equality") == "unsettled":
        yield "does not say what holds at exactly this figure"
    if "all" in row:
        yield "all of these"
    if "any" in row:
        yield "one of these"
