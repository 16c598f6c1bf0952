"""What was answered as entries of a catalogue: tables as a file writes them."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from bjsubsidy.cli.entry_walk import KINDS_OF, NEW, OF_CHOICE, OF_UNITS, OUTSIDE, HeldAnswers, PrintedPlace, fact_named
from bjsubsidy.language import Text
from bjsubsidy.law.catalogue import Catalogue
from bjsubsidy.law.entries import Fact, Written
from bjsubsidy.law.kinds import FACT_KINDS

EntryTable = dict[str, Any]
_DAYS = {
    "from": ("starts", Text("开始执行", "begins"), Text("从这一天起执行。", "It holds from this day on.")),
    "until": ("ends", Text("执行到期", "ends"), Text("执行到这一天为止。", "It holds until this day.")),
    "apply-by": ("closes", Text("申请截止", "applications close"), Text("最迟在这一天申请。", "One applies by this day at the latest.")),
}


def both(held: HeldAnswers, key: str, number: int | None = None) -> dict[str, str]:
    """A text that was asked for in both languages."""
    return {"zh": held.get(f"{key}-zh", number), "en": held.get(f"{key}-en", number)}


def layer_table(held: HeldAnswers, over: str) -> EntryTable:
    return {"id": held.get("layer-id"), "over": over, "title": both(held, "layer")}


def document_table(held: HeldAnswers) -> EntryTable:
    return {
        "title": both(held, "document"),
        "number": held.get("document-number"),
        "date": held.get("document-date"),
        "issuer": list(held.get("document-issuer") or ()),
        "pages": list(held.get("document-pages")),
    }


def input_table(held: HeldAnswers) -> EntryTable:
    return {"id": held.get("input-id"), "name": both(held, "input"), "text": both(held, "input-text")}


def fact_table(held: HeldAnswers, number: int) -> EntryTable:
    """A new fact; `number` is its place."""
    kind = KINDS_OF.get(number) or held.get("fact-kind", number)
    of = {"id": held.get("fact-id", number), "of": held.get("fact-of", number), "kind": kind}
    said: EntryTable = {**of, "name": both(held, "fact", number), "question": both(held, "fact-question", number)}
    if FACT_KINDS[kind].flag:
        said |= {"yes": both(held, "fact-yes", number), "no": both(held, "fact-no", number)}
    if FACT_KINDS[kind].chosen:
        said["choices"] = [{"id": id, "name": {"zh": name.zh, "en": name.en}} for id, name in held.get("fact-choices", number)]
    return said


def reading_table(held: HeldAnswers, number: int) -> EntryTable:
    parts = {key: both(held, f"reading-{key}", number) for key in ("open", "does", "why")}
    return {"id": held.get("reading-id", number), "title": both(held, "reading", number), **parts, "sources": [_source(held, _first(held))]}


def date_tables(held: HeldAnswers) -> Iterator[EntryTable]:
    """A date entry for each day of the measure."""
    for key, (kind, title, text) in _DAYS.items():
        day = held.get(key)
        if day is None:
            continue
        yield {
            "id": f"{held.get('id')}-{kind}",
            "date": date.fromisoformat(day.value),
            "kind": kind,
            "title": {"zh": f"{held.get('title-zh')}{title.zh}", "en": f"{held.get('title-en')} {title.en}"},
            "text": {"zh": text.zh, "en": text.en},
            "authority": list(held.get("authority")),
            "measures": [held.get("id")],
            "sources": [_source(held, _place(held, f"{key}-page"), day.printed)],
        }


def measure_table(held: HeldAnswers, catalogue: Catalogue) -> EntryTable:
    """The measure as far as its days; readings and examples come after."""
    days = {key: date.fromisoformat(day.value) for key in _DAYS if (day := held.get(key)) is not None}
    return {
        "id": held.get("id"),
        "title": both(held, "title"),
        "text": both(held, "text"),
        "input": held.get("input-id") if held.get("input") == NEW else held.get("input"),
        "nature": held.get("nature"),
        "authority": list(held.get("authority")),
        "bound": "range" if held.get("form") == "range" else held.get("bound"),
        "benefit": _benefit(held, catalogue),
        "caps": [{"amount": cap.value, "scope": list(held.get("cap-scope", n))} for n, cap in held.numbered("cap")],
        "conditions": [_condition(held, n, catalogue) for n, _ in held.numbered("condition")],
        **days,
        "sources": list(_sources(held)),
    }


def _benefit(held: HeldAnswers, catalogue: Catalogue) -> EntryTable:
    match held.get("form"):
        case "sum":
            return {"kind": "sum", "amount": held.get("sum").value}
        case "share":
            return {"kind": "share", "rate": held.get("share").value, "above-whole": held.get("share").above_whole() or None}
        case "range":
            return {"kind": "range", "from": held.get("range-from").value, "to": held.get("range-to").value}
        case "sum-per-unit":
            return _per_unit(held)
        case "by-choice":
            return _by_choice(held, catalogue)
        case "steps":
            return {"kind": "steps", "slices": held.get("slices") == "slices" or None, "steps": list(_steps(held))}
    return {"kind": "whole"}


def _per_unit(held: HeldAnswers) -> EntryTable:
    of = fact_named(held, "unit-of", None, OF_UNITS)
    every = held.get("unit-every")
    unit = None if every is None else int(every.value) if every.value.isdecimal() and of != "amount" else every.value
    return {
        "kind": "sum-per-unit",
        "amount": held.get("unit-sum").value,
        "of": None if of == "amount" else of,
        "every": unit,
        "full": held.get("unit-full") or None,
    }


def _by_choice(held: HeldAnswers, catalogue: Catalogue) -> EntryTable:
    fact = fact_named(held, "by-fact", None, OF_CHOICE) or ""
    given = {choice.id: held.get("by-figure", n) for n, choice in enumerate(catalogue.fact(fact).choices)}
    rates = any(figure is not None and is_rate(figure.value) for figure in given.values())
    figures = {choice: ("0%" if rates else "0") if figure is None else figure.value for choice, figure in given.items()}
    decided = {"by": fact, "figures": figures}
    return {"kind": "share", "rate": decided} if rates else {"kind": "sum", "amount": decided}


def is_rate(value: str) -> bool:
    return value.endswith("%")


def _steps(held: HeldAnswers) -> Iterator[EntryTable]:
    lower: EntryTable = {}
    for number in range(len(held.numbered("step-bound")) + 1):
        bound, paid = held.get("step-bound", number), held.get("step-pays", number)
        side = held.get("step-side", number)
        slices = held.get("slices") == "slices"
        none = {"rate": "0%"} if slices else {"sum": "0"}
        pays = none if paid is None else {"rate" if is_rate(paid.value) else "sum": paid.value}
        yield {**lower, **({} if bound is None else {side: bound.value}), **pays}
        lower = {} if bound is None else {"more-than" if side == "at-most" else "at-least": bound.value}


def _condition(held: HeldAnswers, number: int, catalogue: Catalogue) -> EntryTable:
    fact = fact_named(held, "condition", number, number) or ""
    if fact == "amount":
        return {held.get("condition-side", number): held.get("condition-bound", number).value}
    uses = catalogue.fact(fact).kind.uses
    if "holds" in uses:
        return {"fact": fact, "holds": held.get("condition-holds", number)}
    if "choice" in uses:
        named, left = held.get("condition-choices", number), held.get("condition-open", number)
        return {"fact": fact, "one-of": list(named), "unsettled": list(left or ())}
    if "day" in uses:
        count, unit = held.get("condition-period", number).value.split()
        return {"within": {unit: int(count), "of": fact}}
    return {"fact": fact, held.get("condition-side", number): held.get("condition-bound", number).value}


# What an entry rests on: every figure with its page, and the pages of conditions and days.
_OF_FORM: Mapping[str, tuple[str, ...]] = {
    "sum": ("sum",),
    "share": ("share",),
    "range": ("range-from", "range-to"),
    "sum-per-unit": ("unit-sum", "unit-every"),
    "by-choice": ("by-figure",),
    "steps": ("step-bound", "step-pays"),
}


def _sources(held: HeldAnswers) -> Iterator[EntryTable]:
    """One source for each place, in the order in which they were named, with its figures as they are printed."""
    found: dict[PrintedPlace | None, list[str]] = {_first(held): []}
    for place, figures in _cited(held):
        at = found.setdefault(place, [])
        at += [figure for figure in figures if figure not in at]
    yield from (_source(held, place, *figures) for place, figures in found.items())


def _cited(held: HeldAnswers) -> Iterator[tuple[PrintedPlace | None, list[str]]]:
    """Where each figure, condition and day is printed, in the order in which they were asked for."""
    for key in (*_OF_FORM.get(held.get("form"), ()), "cap"):
        numbers = [place.item for place in held.values if place.key == key]
        for number in sorted(numbers, key=lambda number: number or 0):
            if held.get(key, number).worked_out:
                continue
            page = "unit-sum-page" if key == "unit-every" else f"{key}-page"
            yield _place(held, page, None if key == "unit-every" else number), [held.get(key, number).printed]
    for number, _ in held.numbered("condition"):
        bound = held.get("condition-bound", number) or held.get("condition-period", number)
        yield _place(held, "condition-page", number), [] if bound is None or bound.worked_out else [bound.printed]
    for key in _DAYS:
        if held.get(key) is not None:
            yield _place(held, f"{key}-page"), [held.get(key).printed]


def _first(held: HeldAnswers) -> PrintedPlace | None:
    return None if held.get("document") == OUTSIDE else PrintedPlace(held.get("page").page, held.get("article"))


def _place(held: HeldAnswers, key: str, number: int | None = None) -> PrintedPlace | None:
    """Where a figure is printed; that of the entry where nothing else was said."""
    own, first = held.get(key, number), _first(held)
    if own is None or first is None:
        return first
    return PrintedPlace(own.page, own.article or first.article)


def _source(held: HeldAnswers, place: PrintedPlace | None, *figures: str) -> EntryTable:
    if place is None:
        return {"figures": list(figures), "outside": True, "where": both(held, "where")}
    document = held.get("document-key") if held.get("document") == NEW else held.get("document")
    return {"document": document, "article": place.article, "pages": [place.page], "figures": list(figures)}


def given_facts(held: HeldAnswers, catalogue: Catalogue, on: date) -> dict[str, Written]:
    """Facts under which every condition holds and the amount is known, for the worked examples."""
    given: dict[str, Written] = {}
    for number, _ in held.numbered("condition"):
        written = _condition(held, number, catalogue)
        if "within" in written:
            given[written["within"]["of"]] = on
        elif "fact" in written:
            given[written["fact"]] = _meeting(catalogue.fact(written["fact"]), written)
    if held.get("form") == "by-choice":
        fact = fact_named(held, "by-fact", None, OF_CHOICE) or ""
        paying = [choice.id for n, choice in enumerate(catalogue.fact(fact).choices) if held.get("by-figure", n) is not None]
        given.setdefault(fact, next(iter(paying), catalogue.fact(fact).choices[0].id))
    if held.get("form") == "sum-per-unit" and (unit := fact_named(held, "unit-of", None, OF_UNITS)) not in ("amount", None):
        every = held.get("unit-every")
        given.setdefault(str(unit), 10 * (1 if every is None else int(every.value)))
    return given | {id: _any(catalogue.fact(id)) for id in _counted_by(held) if id not in given}


def _counted_by(held: HeldAnswers) -> list[str]:
    """The facts that caps count by."""
    scopes = [scope for number, _ in held.numbered("cap") for scope in held.get("cap-scope", number) or ()]
    return [scope for scope in dict.fromkeys(scopes) if scope not in ("enterprise", "year")]


def _any(fact: Fact) -> Written:
    """Some answer to a fact by which a cap counts: a name, or the first choice."""
    return fact.choices[0].id if fact.choices else "A"


def _meeting(fact: Fact, written: EntryTable) -> Written:
    """An answer that meets a condition."""
    if "holds" in written:
        return bool(written["holds"])
    if "one-of" in written:
        return str(written["one-of"][0])
    side = next(key for key in ("at-most", "at-least", "less-than", "more-than") if key in written)
    step = {"less-than": -1, "more-than": 1}.get(side, 0)
    return fact.kind.written(fact.kind.beside(fact.read(written[side]), step))
